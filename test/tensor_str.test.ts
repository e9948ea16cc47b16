import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, test } from 'vitest';
import { get_printoptions, printoptions, set_printoptions } from '../src/_tensor_str.ts';
import { Parameter, Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

interface Case {
  dtype: string;
  shape: number[];
  stride: number[];
  offset: number;
  data: string;
  options?: Parameters<typeof set_printoptions>[0];
  default_dtype?: string;
  text: string;
}

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8'));
const dtypeOf = (name: string): any => (torch as any)[name];

function build({ dtype, shape, stride, offset, data }: Case): Tensor {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  return torch
    .frombuffer(bytes, { dtype: torch.uint8 })
    .view(dtypeOf(dtype))
    .as_strided(shape, stride, offset);
}

function reset(): void {
  set_printoptions({ profile: 'default' });
  torch.set_default_dtype(torch.float32);
}

function textOf(one: Case): string {
  reset();
  torch.set_default_dtype(dtypeOf(one.default_dtype ?? 'float32'));
  set_printoptions(one.options ?? {});
  return build(one).toString();
}

const label = ({ text: _, data, ...rest }: Case) => `${JSON.stringify(rest)} ${data.slice(0, 24)}`;

afterEach(reset);

describe.each(['tensor_str', 'tensor_str_random'])('golden/%s.json', (name) => {
  const cases: Case[] = golden(name).cases;
  it.each(cases.map((one) => [label(one), one] as const))('%s', (_, one) => {
    expect(textOf(one)).toBe(one.text);
  });
});

/** The same objects, under the same names, as `forms` in scripts/golden/tensor_str.py. */
function forms(): Record<string, () => unknown> {
  const { tensor, ones, zeros, empty } = torch;
  const grid = torch.arange(12, { dtype: torch.float32 }).div(4).sub(1).reshape(3, 4);
  const leaf = grid.clone().requires_grad_();
  const indices = tensor([
    [0n, 1n, 1n],
    [2n, 0n, 2n],
  ]);
  const coo = torch.sparse_coo_tensor(indices, tensor([3, 4, 5.5]), [2, 3]);
  const dense = tensor([
    [0, 1.5, 0, 2],
    [0, 0, 3, 0],
  ]);
  const nested = () => torch._nested_tensor_from_tensor_list([ones(2, 3), zeros(1, 3)]);
  const wide = torch.arange(2000, { dtype: torch.float32 });
  const spectrum = torch.complex(grid, grid.add(0.5));
  return {
    requires_grad: () => leaf,
    'requires_grad scalar': () => tensor(1, { requires_grad: true }),
    'requires_grad float64': () => leaf.detach().double().requires_grad_(),
    'grad_fn add': () => leaf.add(1),
    'grad_fn mul': () => leaf.mul(leaf),
    'grad_fn sum': () => leaf.sum(),
    'grad_fn view': () => leaf.view(4, 3),
    'grad_fn select': () => leaf.index(0),
    'grad_fn summary': () => wide.clone().requires_grad_().mul(2),
    'grad_fn wraps': () => torch.arange(9, { dtype: torch.float32, requires_grad: true }).mul(1.5),
    'grad_fn double': () => leaf.double(),
    'in-place': () => leaf.clone().mul_(2),
    detached: () => leaf.add(1).detach(),
    no_grad: () => torch.no_grad(() => leaf.add(1)),
    inference: () => torch.inference_mode(() => grid.add(1)),
    'inference leaf': () => torch.inference_mode(() => ones(2, { requires_grad: true })),
    'view that autograd lost': () => {
      const base = leaf.mul(1);
      const hidden = torch.no_grad(() => base.index(0));
      base.mul_(2);
      return hidden;
    },
    parameter: () => new Parameter(grid),
    'parameter frozen': () => new Parameter(grid.index(0), false),
    'parameter half': () => new Parameter(grid.half()),
    transposed: () => grid.t(),
    expanded: () => grid.index(':1').expand(3, 4),
    stepped: () => wide.index('::3'),
    conj: () => spectrum.conj(),
    'conj double': () => spectrum.to(torch.complex128).conj(),
    'neg view': () => spectrum.conj().imag,
    'conj summary': () => spectrum.conj().index(':1', ':1').expand(40, 40),
    'conj grad': () => spectrum.clone().requires_grad_().conj(),
    real: () => spectrum.real,
    'zero tensor': () => torch._efficientzerotensor([3]),
    sparse_coo: () => coo,
    'sparse_coo requires_grad': () => coo.clone().detach().requires_grad_(),
    'sparse_coo double': () => coo.double(),
    'sparse_coo int': () => coo.to(torch.int32),
    'sparse_coo empty': () => ones(4, 0).to_sparse(),
    'sparse_coo hybrid': () => torch.sparse_coo_tensor(tensor([[0n, 2n]]), ones(2, 3), [4, 3]),
    'sparse_coo large': () => torch.eye(2000).to_sparse(),
    'sparse_coo grad_fn': () => leaf.mul(1).to_sparse(),
    sparse_csr: () => dense.to_sparse_csr(),
    sparse_csc: () => dense.to_sparse_csc(),
    sparse_bsr: () => dense.to_sparse_bsr([2, 2]),
    sparse_bsc: () => dense.to_sparse_bsc([2, 2]),
    'sparse_csr empty': () => ones(4, 0).to_sparse_csr(),
    'sparse_csr double': () => dense.double().to_sparse_csr(),
    mkldnn: () => grid.to_mkldnn(),
    meta: () => empty(2, 3, { device: 'meta' }),
    'meta int': () => empty(2, 3, { device: 'meta', dtype: torch.int64 }),
    'meta empty': () => empty(0, 3, { device: 'meta' }),
    'meta scalar': () => empty([], { device: 'meta' }),
    'meta requires_grad': () => empty(2, { device: 'meta', requires_grad: true }),
    'meta sparse': () => empty(2, 3, { device: 'meta', layout: torch.sparse_coo }),
    nested: () => nested(),
    'nested requires_grad': () => nested().requires_grad_(),
    'nested grad_fn': () => nested().requires_grad_().mul(2),
    'nested double': () => nested().double(),
    quantized: () => torch.quantize_per_tensor(grid, 0.1, 10, torch.quint8),
    'quantized qint8': () => torch.quantize_per_tensor(grid, 1e-5, -3, torch.qint8),
    'quantized qint32': () => torch.quantize_per_tensor(grid, 2, 0, torch.qint32),
    'quantized per channel': () =>
      torch.quantize_per_channel(grid, tensor([0.1, 1e-5, 3]), tensor([10n, 3n, 0n]), 0, torch.qint8),
    max: () => torch.max(grid, 1),
    sort: () => torch.sort(grid.index(0), { descending: true }),
    'topk grad': () => torch.topk(leaf, 2),
    slogdet: () => torch.linalg.slogdet(torch.eye(2)),
    'min scalars': () => torch.min(grid.index(0), 0),
    'empty requires_grad': () => empty(0, 3, { requires_grad: true }),
  };
}

describe('forms', () => {
  const texts: { name: string; text: string }[] = golden('tensor_str_forms').forms;
  const made = forms();

  test('both sides build the same ones', () => {
    expect(Object.keys(made)).toEqual(texts.map(({ name }) => name));
  });

  it.each(texts.map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
    const value = made[name]?.();
    expect(value?.toString()).toBe(text);
    expect(inspect(value)).toBe(text);
  });
});

describe('printing', () => {
  test('a subclass goes by its own name', () => {
    class Mask extends Tensor {}
    const mask = Object.setPrototypeOf(torch.ones(3), Mask.prototype);
    expect(String(mask)).toBe('Mask([1., 1., 1.])');
  });

  test('names the device where it is not the CPU', () => {
    const x = torch.ones(2, { dtype: torch.float64 });
    Object.defineProperty(x, 'device', { value: torch.device('cuda:1') });
    expect(String(x)).toBe("tensor([1., 1.], device='cuda:1', dtype=torch.float64)");
  });

  test('leaves no trace in the graph of what it prints', () => {
    const x = torch.ones(3, { requires_grad: true });
    const y = x.mul(2);
    String(y);
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([2, 2, 2]);
  });

  test('reads only the corners of a tensor that no memory could hold', () => {
    const x = torch.tensor([[1.5]]).expand(2_000_000, 3_000_000);
    expect(String(x).split('\n')[0]).toBe('tensor([[1.5000, 1.5000, 1.5000,  ..., 1.5000, 1.5000, 1.5000],');
  });

  test('console.log of a list of tensors prints each of them', () => {
    expect(inspect([torch.ones(2), torch.tensor(3n)])).toBe('[ tensor([1., 1.]), tensor(3) ]');
  });

  test("a template literal is Python's f-string: a number where there are no dimensions", () => {
    expect(`${torch.tensor([0.5])}`).toBe('tensor([0.5000])');
    const x = torch.tensor(2.1621134281158447, { requires_grad: true });
    expect(
      `${x} ${x.mul(0)} ${torch.tensor(1e-5, { dtype: torch.float64 })} ${torch.tensor(Number.NaN)}`,
    ).toBe('2.1621134281158447 0.0 1e-05 nan');
    expect(`${torch.tensor(2n)} ${torch.tensor(2n ** 60n)} ${torch.tensor(true)}`).toBe(
      '2 1152921504606846976 True',
    );
    expect(`${torch.tensor(new torch.Complex(0, -2))}`).toBe('-2j');
    expect(`${new Parameter(torch.tensor(1))}`).toBe('Parameter containing:\ntensor(1., requires_grad=True)');
    expect(`${torch.empty([], { device: 'meta' })}`).toBe("tensor(..., device='meta', size=())");
  });

  test("complex numbers have Python's text", () => {
    const { Complex } = torch;
    const numbers = [new Complex(0, 2), new Complex(-0, -2), new Complex(1e-5, 1e16), new Complex(1.5, -0)];
    expect(inspect(numbers)).toBe('[ 2j, (-0-2j), (1e-05+1e+16j), (1.5-0j) ]');
    expect(`${new Complex(Number.NaN, Number.NEGATIVE_INFINITY)}`).toBe('(nan-infj)');
  });

  test('lists among several results are tuples', () => {
    const x = torch.full([4, 2], 0.3);
    expect(torch.histogramdd(x, { bins: [2, 2], range: [0, 1, 0, 1] }).toString()).toContain(
      'bin_edges=(tensor([0.0000, 0.5000, 1.0000]), tensor([0.0000, 0.5000, 1.0000])))',
    );
  });
});

describe('bits without a meaning as numbers', () => {
  it.each(['bits8', 'bits16', 'bits1x8', 'bits2x4', 'bits4x2', 'uint1', 'uint7', 'int4'])(
    'of %s fail as in Python, unless there are none',
    (name) => {
      const dtype = (torch as any)[name];
      const kind = name.replace(/^u?int|^bits/, (word) =>
        word === 'uint' ? 'UInt' : word[0]?.toUpperCase() + word.slice(1),
      );
      expect(() => `${torch.empty([2, 3], { dtype })}`).toThrow(
        `"_local_scalar_dense_cpu" not implemented for '${kind}'`,
      );
      expect(`${torch.empty([0], { dtype })}`).toBe(`tensor([], dtype=torch.${name})`);
    },
  );
  it('of a quantizer that nobody knows say so', () => {
    expect(() => `${torch.empty([2], { dtype: torch.quint2x4 })}`).toThrow(
      /cannot call qscheme on UnknownQuantizer/,
    );
  });
});

describe('set_printoptions', () => {
  test('starts from the default profile', () => {
    expect(get_printoptions()).toEqual({
      precision: 4,
      threshold: 1000,
      edgeitems: 3,
      linewidth: 80,
      sci_mode: null,
    });
  });

  test('keeps what a call does not name, but for sci_mode', () => {
    set_printoptions({ precision: 2, sci_mode: true });
    set_printoptions({ linewidth: 40 });
    expect(get_printoptions()).toEqual({
      precision: 2,
      threshold: 1000,
      edgeitems: 3,
      linewidth: 40,
      sci_mode: null,
    });
  });

  test('takes its arguments by position too', () => {
    set_printoptions(2, 50, 1);
    expect(get_printoptions()).toMatchObject({ precision: 2, threshold: 50, edgeitems: 1, linewidth: 80 });
  });

  test('an option overrides its profile', () => {
    set_printoptions({ profile: 'full', edgeitems: 5 });
    expect(get_printoptions()).toMatchObject({ threshold: Number.POSITIVE_INFINITY, edgeitems: 5 });
    set_printoptions(get_printoptions());
    expect(get_printoptions()).toMatchObject({ threshold: Number.POSITIVE_INFINITY, edgeitems: 5 });
  });

  test.each([
    [
      { precison: 2 },
      /unexpected keyword argument 'precison'; known: precision, threshold, edgeitems, linewidth/,
    ],
    [{ precision: -1 }, /precision/],
    [{ profile: 'long' }, /profile.*"default"\|"short"\|"full"/],
    [{ edgeitems: 1.5 }, /edgeitems/],
    [{ threshold: Number.NaN }, /threshold/],
  ])('refuses %j and changes nothing', (bad: any, text) => {
    expect(() => set_printoptions({ linewidth: 40, ...bad })).toThrow(text);
    expect(get_printoptions().linewidth).toBe(80);
  });

  test('printoptions holds for a function', () => {
    const x = torch.tensor([1 / 3]);
    expect(printoptions({ precision: 2 }, () => String(x))).toBe('tensor([0.33])');
    expect(String(x)).toBe('tensor([0.3333])');
    expect(() =>
      printoptions({ precision: 2 }, () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(String(x)).toBe('tensor([0.3333])');
  });

  test('printoptions holds for a block', () => {
    const x = torch.tensor([1e-6]);
    {
      using _ = printoptions({ sci_mode: false, precision: 7 });
      expect(String(x)).toBe('tensor([0.0000010])');
    }
    expect(String(x)).toBe('tensor([1.0000e-06])');
  });

  test('torch carries them', () => {
    torch.set_printoptions({ precision: 1 });
    expect(torch.get_printoptions().precision).toBe(1);
  });
});

// TENSOR_STR_FUZZ=5000 npx vitest run test/tensor_str.test.ts compares that many random tensors with Python.
describe.skipIf(!process.env.TENSOR_STR_FUZZ)('fuzz against Python', () => {
  test('thousands of random tensors', { timeout: 600_000 }, () => {
    const python =
      process.env.TYPETORCH_PYTHON ?? (existsSync('.venv/bin/python') ? '.venv/bin/python' : 'python3');
    const seed = process.env.TENSOR_STR_SEED ?? String(Date.now() % 1e9);
    const args = [
      'scripts/golden/tensor_str.py',
      '--fuzz',
      process.env.TENSOR_STR_FUZZ as string,
      '--seed',
      seed,
    ];
    const lines = execFileSync(python, args, { encoding: 'utf8', maxBuffer: 2 ** 31 })
      .trim()
      .split('\n');
    const wrong = lines
      .map((line): Case => JSON.parse(line))
      .flatMap((one) => {
        const text = textOf(one);
        return text === one.text ? [] : [`${label(one)}\n--- expected\n${one.text}\n--- got\n${text}`];
      });
    expect(wrong.slice(0, 5), `${wrong.length} of ${lines.length} differ, seed ${seed}`).toEqual([]);
  });
});

describe('inside of a level of forward-mode derivatives', () => {
  it('shows the derivative that a tensor carries', () => {
    const { dual_level, make_dual } = torch.autograd.forward_ad;
    dual_level(() => {
      const x = make_dual(torch.tensor([1, 2]), torch.tensor([3, 4]));
      expect(`${x}`).toBe('tensor([1., 2.], tangent=tensor([3., 4.]))');
      const y = make_dual(torch.ones(2, { requires_grad: true }), torch.ones(2)).mul(2);
      expect(`${y}`).toBe(
        'tensor([2., 2.], grad_fn=<MulBackward0>,\n       tangent=tensor([2., 2.], grad_fn=<AddBackward0>))',
      );
      const number = make_dual(torch.tensor(1), torch.tensor(2));
      expect([number.toString(), number.sin().toString()]).toEqual([
        'tensor(1., tangent=2.0)',
        'tensor(0.8415, tangent=1.0806046724319458)',
      ]);
      const others = [torch.arange(3), torch.ones(1, 2).to_sparse(), torch.empty(2, { device: 'meta' })];
      expect(others.map(String).filter((text) => text.includes('tangent'))).toEqual([]);
      expect(`${torch.ones(2)}`).toBe('tensor([1., 1.])');
    });
    expect(`${torch.ones(2)}`).toBe('tensor([1., 1.])');
  });
});
