// torch.utils.checkpoint: the same gradients and random numbers as without.
import { describe, expect, it } from 'vitest';
import { ValueError } from '../../src/errors.ts';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { checkpoint } from '../../src/utils/index.ts';

torch.manual_seed(0);
const net = nn.Sequential(
  nn.Linear(8, 16),
  nn.ReLU(),
  nn.Dropout(0.5),
  nn.Linear(16, 16),
  nn.Tanh(),
  nn.Linear(16, 4),
);
const x = torch.randn(5, 8).requires_grad_();

function gradients(run: (x: Tensor) => Tensor): unknown[] {
  torch.manual_seed(1);
  net.zero_grad();
  x.grad = null;
  run(x).pow(2).sum().backward();
  return [
    (x.grad as Tensor | null)?.tolist(),
    ...[...net.parameters()].map((p) => p.grad?.tolist()),
    torch.rand(1).item(),
  ];
}
const plain = gradients((y) => net(y) as Tensor);

describe.each([true, false])('use_reentrant %s', (use_reentrant) => {
  it('computes the same gradients, dropout and all', () => {
    expect(gradients((y) => checkpoint.checkpoint(net, y, { use_reentrant }) as Tensor)).toEqual(plain);
    expect(gradients((y) => checkpoint.checkpoint_sequential(net, 3, y, { use_reentrant }))).toEqual(plain);
  });
  it('hands keywords on beside its own', () => {
    const scaled = (x: Tensor, { by = 1 } = {}) => x.mul(by).exp();
    const x = torch.ones(2).requires_grad_();
    const y = checkpoint.checkpoint(scaled, x, { use_reentrant: false, by: 2 });
    y.sum().backward();
    expect([y.grad_fn?.name(), x.grad?.tolist()]).toEqual([
      'ExpBackward0',
      scaled(x, { by: 2 }).mul(2).tolist(),
    ]);
    expect(() => checkpoint.checkpoint(scaled, x, { use_reentrant: true, by: 2 })).toThrow(
      'Unexpected keyword arguments: by',
    );
  });

  it('draws anew where it is told to', () => {
    const found = gradients(
      (y) => checkpoint.checkpoint(net, y, { use_reentrant, preserve_rng_state: false }) as Tensor,
    );
    expect(found).not.toEqual(plain);
  });
  it('remembers autocast', () => {
    const lin = nn.Linear(8, 8);
    const types: string[] = [];
    const noted = (y: Tensor) => {
      const z = lin(y) as Tensor;
      types.push(`${z.dtype}`);
      return z.mul(1);
    };
    torch
      .autocast('cpu', () => checkpoint.checkpoint(noted, x, { use_reentrant, early_stop: false }))
      .float()
      .sum()
      .backward();
    expect(types).toEqual(['torch.bfloat16', 'torch.bfloat16']);
  });
  it('throws what the function throws the second time', () => {
    let calls = 0;
    const own = new RangeError('second time');
    const run = (y: Tensor) => {
      calls += 1;
      if (calls === 2) throw own;
      return y.exp();
    };
    expect(() => checkpoint.checkpoint(run, x, { use_reentrant }).sum().backward()).toThrow(own);
  });
});

describe('without re-entrance', () => {
  const use_reentrant = false;
  it('nests, and works with torch.autograd.grad and a kept graph', () => {
    const inner = (y: Tensor) => checkpoint.checkpoint(net, y, { use_reentrant }) as Tensor;
    expect(gradients((y) => checkpoint.checkpoint(inner, y, { use_reentrant }))).toEqual(plain);
    torch.manual_seed(1);
    const loss = inner(x).pow(2).sum();
    const [first] = torch.autograd.grad(loss, x, { retain_graph: true }) as [Tensor];
    expect(first.tolist()).toEqual(plain[0]);
    expect((torch.autograd.grad(loss, x)[0] as Tensor).tolist()).toEqual(plain[0]);
  });
  it('computes no more than it needs', () => {
    let ends = 0;
    const run = (y: Tensor) => {
      const z = y.exp().tanh();
      ends += 1;
      return z;
    };
    checkpoint.checkpoint(run, x, { use_reentrant }).sum().backward();
    expect(ends).toBe(1);
    checkpoint.checkpoint(run, x, { use_reentrant, early_stop: false }).sum().backward();
    expect(ends).toBe(3);
  });
  it('is told by a block to compute all, or not', () => {
    let ends = 0;
    const run = (y: Tensor) => {
      const z = y.exp().tanh();
      ends += 1;
      return z;
    };
    const made = checkpoint.set_checkpoint_early_stop(false, () =>
      checkpoint.checkpoint(run, x, { use_reentrant }).sum(),
    );
    made.backward(); // outside of the block, which the forward was in
    expect(ends).toBe(2);
    const stops = checkpoint.set_checkpoint_early_stop(true, () =>
      checkpoint.checkpoint(run, x, { use_reentrant, early_stop: false }).sum(),
    );
    stops.backward();
    expect(ends).toBe(3);
  });
  it('tells with debug what ran at first and again', () => {
    const differs = () => {
      let calls = 0;
      return (y: Tensor) => (calls++ ? y.index('1:') : y).exp().tanh();
    };
    const told =
      /what ran, because of `debug`\.\nOperators of the original forward:\n {2}aten::exp\(\[5, 8\]\) -> \[5, 8\]\n {2}aten::tanh[\s\S]*Operators of the recomputation:\n {2}aten::slice[\s\S]*aten::exp\(\[4, 8\]\)[\s\S]*have different metadata/;
    const fails = (options: object) =>
      checkpoint
        .checkpoint(differs(), x, { use_reentrant, ...options })
        .sum()
        .backward();
    expect(() => fails({ debug: true })).toThrow(told);
    expect(() => checkpoint.set_checkpoint_debug_enabled(true, () => fails({ debug: false }))).toThrow(told);
    const quiet = /^torch\.utils\.checkpoint: Recomputed values/;
    expect(() => checkpoint.set_checkpoint_debug_enabled(false, () => fails({ debug: true }))).toThrow(quiet);
    expect(() => checkpoint.set_checkpoint_debug_enabled(null, () => fails({ debug: true }))).toThrow(told);
    expect(() => fails({})).toThrow(quiet);
    expect(() => fails({ debug: true, context_fn: () => [] })).toThrow(/debug=True is incompatible/);
    const inner = (y: Tensor) =>
      checkpoint.checkpoint((z: Tensor) => z.exp(), y, { use_reentrant, debug: true });
    x.grad = null;
    checkpoint.checkpoint(inner, x, { use_reentrant, debug: true }).sum().backward();
    expect((x.grad as Tensor | null)?.tolist()).toEqual(x.exp().tolist());
  });
  it('notices that the function does something else', () => {
    let calls = 0;
    const shapes = (y: Tensor) => (calls++ ? y.index('1:') : y).exp().tanh();
    expect(() => checkpoint.checkpoint(shapes, x, { use_reentrant }).sum().backward()).toThrow(
      /have different metadata than during the forward pass\.\ntensor at position 0:\nsaved metadata: \{'shape': torch\.Size\(\[5, 8\]\)/,
    );
    calls = 0;
    const counts = (y: Tensor) => (calls++ ? y : y.exp()).tanh();
    expect(() => checkpoint.checkpoint(counts, x, { use_reentrant }).sum().backward()).toThrow(
      /Number of tensors saved during forward: 2\nNumber of tensors saved during recomputation: 1/,
    );
  });
});

it('refuses what re-entrance cannot do', () => {
  const run = (y: Tensor) => y.exp();
  expect(() => torch.autograd.grad(checkpoint.checkpoint(run, x, { use_reentrant: true }).sum(), x)).toThrow(
    /incompatible with \.grad\(\)/,
  );
  expect(() =>
    checkpoint.checkpoint(run, x, { use_reentrant: false, determinism_check: 'some' as never }),
  ).toThrow(/determinism_check/);
});

it.each([-1, 0, 1.5, Number.NaN])('%s segments of a chain are refused', (segments) => {
  expect(() => checkpoint.checkpoint_sequential(net, segments, x)).toThrow(ValueError);
  expect(() => checkpoint.checkpoint_sequential(net, segments, x)).toThrow(
    `segments must be a whole number of at least 1, got ${segments}`,
  );
});
