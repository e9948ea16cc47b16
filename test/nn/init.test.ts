import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import './pinned.ts';
import * as init from '../../src/nn/init.ts';
import { Parameter, type Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { bytes, thrown, warning } from './golden.ts';

const initialisers = init as unknown as Record<string, (...args: any[]) => Tensor>;

interface Case {
  name: string;
  shape: number[];
  args: number[];
  kwargs: Record<string, unknown>;
  dtype: 'float32';
  seed: number;
  own: boolean;
  layout: string | null;
  data: string;
  next: number[];
}
const golden = JSON.parse(readFileSync(new URL('../golden/nn_init.json', import.meta.url), 'utf8')) as {
  cases: Case[];
  gains: [string, number | null, number][];
  errors: Record<string, { type: string; message: string }>;
};

// Everything that the golden script did for one case: the same seed, tensor, call, and a last draw that shows whether
// the generator stands where Python's stood.
function replay({ name, shape, args, kwargs, dtype, seed, own, layout }: Case) {
  torch.manual_seed(seed);
  const options = own ? { ...kwargs, generator: new torch.Generator().manual_seed(seed + 1) } : kwargs;
  let x = torch.full(shape, 0.5, { dtype: torch[dtype] });
  if (layout === 'transposed') x = x.transpose(0, 1);
  const result = initialisers[name]?.(x, ...args, options);
  return { x, result, data: bytes(x), next: torch.rand(2, { dtype: torch.float64 }).tolist() };
}

describe('nn.init draws what Python draws', () => {
  const names = [...new Set(golden.cases.map(({ name }) => name))];
  it.each(names)('%s', (name) => {
    torch.set_num_threads(1);
    for (const given of golden.cases.filter((each) => each.name === name)) {
      const { x, result, data, next } = replay(given);
      const what = JSON.stringify({ ...given, data: undefined });
      expect(result, what).toBe(x);
      expect(data, what).toBe(given.data);
      expect(next, what).toEqual(given.next);
    }
  });

  it('covers every initialiser', () => {
    const all = Object.keys(init).filter((name) => name.endsWith('_') && !name.startsWith('_'));
    expect(names.toSorted()).toEqual(all.toSorted());
  });
});

describe('calculate_gain', () => {
  it.each(golden.gains)('%s with %s', (name, param, gain) => {
    expect(init.calculate_gain(name, param)).toBe(gain);
  });

  it('takes keywords', () => {
    expect(init.calculate_gain('leaky_relu', { param: 0.5 })).toBe(init.calculate_gain('leaky_relu', 0.5));
  });

  it('refuses what it does not know', () => {
    expect(() => init.calculate_gain('swish')).toThrow('Unsupported nonlinearity swish');
    expect(() => init.calculate_gain('leaky_relu', 'x' as any)).toThrow(
      'negative_slope x not a valid number',
    );
  });
});

describe('nn.init refuses', () => {
  const x = (...shape: number[]) => torch.zeros(shape);
  const calls: Record<string, () => unknown> = {
    eye_: () => init.eye_(x(3)),
    sparse_: () => init.sparse_(x(3, 2, 2), 0.5),
    orthogonal_: () => init.orthogonal_(x(3)),
    'dirac_ dims': () => init.dirac_(x(3, 2)),
    'dirac_ groups': () => init.dirac_(x(4, 2, 3), 3),
    xavier_uniform_: () => init.xavier_uniform_(x(3)),
    'kaiming_uniform_ mode': () => init.kaiming_uniform_(x(3, 2), { mode: 'fan' }),
    'kaiming_normal_ nonlinearity': () => init.kaiming_normal_(x(3, 2), { nonlinearity: 'swish' }),
  };
  it.each(Object.entries(golden.errors))('%s, in PyTorch’s words', (name, error) => {
    expect(thrown(calls[name] as () => unknown)).toEqual(error);
  });

  it('a misspelt keyword, naming the known ones', () => {
    expect(() => init.kaiming_uniform_(x(3, 2), { nonlinarity: 'relu' } as any)).toThrow(
      "unexpected keyword argument 'nonlinarity'; known: tensor, a, mode, nonlinearity, generator",
    );
  });

  it('a call without a tensor', () => {
    expect(() => (init.normal_ as any)({ std: 2 })).toThrow("missing required argument 'tensor'");
    expect(() => (init.normal_ as any)([1, 2])).toThrow("argument 'tensor'");
  });
});

describe('nn.init and autograd', () => {
  it('fills a parameter without recording anything', () => {
    const weight = new Parameter(torch.zeros(3, 4));
    for (const fill of [init.xavier_uniform_, init.orthogonal_, init.kaiming_normal_, init.eye_])
      fill(weight);
    init.trunc_normal_(weight, 0, 1, 1.5, 2.5);
    init.sparse_(weight, 0.5);
    expect(weight.is_leaf).toBe(true);
    expect(weight.requires_grad).toBe(true);
    expect(weight.grad_fn).toBeNull();
  });

  it('leaves an empty tensor alone, and says so', async () => {
    const empty = torch.zeros(0, 3);
    expect(await warning(() => init.kaiming_uniform_(empty))).toBe(
      'Initializing zero-element tensors is a no-op',
    );
  });

  it('warns when the mean lies far outside the bounds', async () => {
    expect(await warning(() => init.trunc_normal_(torch.zeros(3), 5, 1, -2, 2))).toContain(
      'mean is more than 2 std from [a, b] in nn.init.trunc_normal_',
    );
  });

  it('keeps the deprecated names, with a warning', async () => {
    torch.manual_seed(3);
    const expected = bytes(init.xavier_uniform_(torch.zeros(3, 4)));
    torch.manual_seed(3);
    const x = torch.zeros(3, 4);
    expect(await warning(() => init.xavier_uniform(x))).toBe(
      '`nn.init.xavier_uniform` is now deprecated in favor of `nn.init.xavier_uniform_`.',
    );
    expect(bytes(x)).toBe(expected);
  });
});
