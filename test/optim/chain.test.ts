import { afterEach, expect, test, vi } from 'vitest';
import { optim, type Tensor, torch } from '../../src/index.ts';
import { native } from '../../src/native.ts';
import { Chain } from '../../src/optim/chain.ts';
import { Foreach, type List } from '../../src/optim/foreach.ts';

// Steps that pass once over the memory: the same bits as operator by operator, and the usual way where they do not suit.

afterEach(() => vi.restoreAllMocks());

/** How often a chain ran, and how often it was refused. */
function count(): { ran: number; refused: number } {
  vi.restoreAllMocks();
  const counts = { ran: 0, refused: 0 };
  const chain = native.elementwise_chain;
  vi.spyOn(native, 'elementwise_chain').mockImplementation((numbers) => {
    const ran = chain(numbers);
    counts[ran ? 'ran' : 'refused'] += 1;
    return ran;
  });
  return counts;
}

/** All NaNs alike, and zeros by their sign. */
const bits = (x: Tensor) =>
  torch.where(x.isnan(), 7, x).view(x.dtype === torch.float32 ? torch.int32 : torch.int64);

const formulas: Record<string, (f: Foreach, x: List, y: List, z: List) => unknown> = {
  clone: (f, x, y) => f.add_(f.clone(x), y),
  copy_: (f, x, y) => f.copy_(x, y),
  neg: (f, x) => f.copy_(x, f.neg(x)),
  abs: (f, x) => f.copy_(x, f.abs(x)),
  sqrt: (f, x) => f.copy_(x, f.sqrt(f.abs(x))),
  sqrt_: (f, x) => f.sqrt_(x),
  sign: (f, x) => f.copy_(x, f.sign(x)),
  reciprocal: (f, x) => f.copy_(x, f.reciprocal(x)),
  sub: (f, x, y) => f.copy_(x, f.sub(x, y)),
  mul: (f, x, y) => f.copy_(x, f.mul(x, y)),
  mul_: (f, x) => f.mul_(x, 0.3),
  div: (f, x, y) => f.copy_(x, f.div(x, y)),
  div_: (f, x) => f.div_(x, 0.3),
  maximum_: (f, x, y) => f.maximum_(x, y),
  add: (f, x, y) => f.copy_(x, f.add(x, y)),
  'add alpha': (f, x, y) => f.copy_(x, f.add(x, y, 0.7)),
  'add_ number': (f, x) => f.add_(x, 1e-3),
  'lerp_ near': (f, x, y) => f.lerp_(x, y, 0.1),
  'lerp far': (f, x, y) => f.copy_(x, f.lerp(x, y, 0.9)),
  addcmul_: (f, x, y, z) => f.addcmul_(x, y, z, 0.001),
  addcmul: (f, x, y, z) => f.copy_(x, f.addcmul(x, y, z)),
  addcdiv_: (f, x, y, z) => f.addcdiv_(x, y, z, -0.37),
};

for (const dtype of [torch.float32, torch.float64]) {
  for (const [name, formula] of Object.entries(formulas)) {
    test(`${name} of ${dtype.name} has the operator's own bits`, () => {
      torch.manual_seed(3);
      const sizes = [[70001], [2, 3, 5, 7], [], [0], [33, 1]];
      const [x, y, z] = [0, 1, 2].map(() => sizes.map((size) => torch.randn(size, { dtype }))) as [
        Tensor[],
        Tensor[],
        Tensor[],
      ];
      x[0]?.narrow(0, 0, 4).copy_(torch.tensor([Infinity, -Infinity, NaN, -0]));
      y[0]?.narrow(0, 2, 4).copy_(torch.tensor([1e-45, 0, 3e38, -Infinity]));
      const expected = x.map((tensor) => tensor.clone());
      const plain = new Foreach();
      formula(plain, expected, y, z);
      plain.dispose();
      const versions = x.map((tensor) => tensor._version);
      const counts = count();
      const f = new Chain();
      formula(f, x, y, z);
      f.dispose();
      expect(counts).toEqual({ ran: 1, refused: 0 });
      for (const [i, tensor] of x.entries()) {
        const same = expected[i] as Tensor;
        expect(torch.equal(bits(tensor), bits(same))).toBe(true);
        expect(tensor._version).toBe((versions[i] as number) + same._version);
      }
    });
  }
}

const optimizers: Record<string, (params: Tensor[]) => optim.Optimizer> = {
  SGD: (p) => optim.SGD(p, { lr: 0.1 }),
  'SGD nesterov': (p) => optim.SGD(p, { lr: 0.1, momentum: 0.9, weight_decay: 1e-3, nesterov: true }),
  Adam: (p) => optim.Adam(p, { lr: 0.01 }),
  'Adam amsgrad': (p) => optim.Adam(p, { lr: 0.01, weight_decay: 0.1, amsgrad: true, maximize: true }),
  AdamW: (p) => optim.AdamW(p, { lr: 0.01 }),
  RMSprop: (p) => optim.RMSprop(p, { lr: 0.01, momentum: 0.9, weight_decay: 1e-3, centered: true }),
  Adagrad: (p) => optim.Adagrad(p, { lr: 0.1 }),
  Adadelta: (p) => optim.Adadelta(p, { lr: 0.1 }),
  NAdam: (p) => optim.NAdam(p, { lr: 0.1 }),
  RAdam: (p) => optim.RAdam(p, { lr: 0.1 }),
  Adamax: (p) => optim.Adamax(p, { lr: 0.1, weight_decay: 0.1 }),
  ASGD: (p) => optim.ASGD(p, { lr: 0.1 }),
};

/** Parameters after a few steps; `during` runs beside them. */
function trained(make: (params: Tensor[]) => optim.Optimizer, steps = 7): Tensor[] {
  torch.manual_seed(0);
  const params = [
    torch.randn(3, 7),
    torch.randn(5000),
    torch.randn(2, 3, 8, 8).to({ memory_format: torch.channels_last }),
  ].map((tensor) => tensor.requires_grad_());
  const optimizer = make(params);
  for (let i = 0; i < steps; i += 1) {
    for (const param of params) param.grad = torch.randn_like(param);
    optimizer.step();
  }
  return params;
}

for (const [name, make] of Object.entries(optimizers)) {
  test(`${name} steps to the same parameters, once over the memory or operator by operator`, () => {
    const counts = count();
    const together = trained(make);
    expect(counts.ran).toBeGreaterThanOrEqual(6);
    expect(counts.refused).toBe(0);
    vi.restoreAllMocks();
    vi.spyOn(native, 'elementwise_chain').mockReturnValue(false);
    for (const [i, expected] of trained(make).entries()) {
      const param = together[i] as Tensor;
      expect(torch.equal(param, expected)).toBe(true);
      expect(param._version).toBe(expected._version);
    }
  });
}

test('threads share a large tensor', () => {
  const threads = torch.get_num_threads();
  try {
    const [one, two] = [1, 2].map((n) => {
      torch.set_num_threads(n);
      torch.manual_seed(1);
      const param = torch.randn(100_003).requires_grad_();
      const optimizer = optim.Adam([param], { lr: 0.1 });
      param.grad = torch.randn(100_003);
      optimizer.step();
      return param;
    });
    expect(torch.equal(one as Tensor, two as Tensor)).toBe(true);
  } finally {
    torch.set_num_threads(threads);
  }
});

/** Runs `x <- (x + y) * 2` as a chain, which is refused and gives the operators' results. */
function expectRefused(x: Tensor, y: Tensor, around = (run: () => void) => run()): void {
  const expected = x.add(y).mul(2).to(x.dtype);
  const counts = count();
  const f = new Chain();
  f.mul_(f.add_([x], [y]), 2);
  around(() => f.dispose());
  expect(counts).toEqual({ ran: 0, refused: 1 });
  expect(torch.equal(x, expected)).toBe(true);
}

test('tensors that differ in their strides, in shape or in type go operator by operator', () => {
  expectRefused(torch.randn(3, 4), torch.randn(4, 3).t());
  expectRefused(torch.randn(3, 4), torch.randn(4));
  expectRefused(torch.randn(3, 4), torch.randn(3, 4, { dtype: torch.float64 }));
  expectRefused(torch.randn(1, 6), torch.randn(1).expand(1, 6));
  expectRefused(torch.randn(4, 2).select(1, 0), torch.randn(4, 2).select(1, 0));
  expectRefused(torch.ones(4, { dtype: torch.int64 }), torch.ones(4, { dtype: torch.int64 }));
});

test('memory of both operands, shifted, is the operator’s own error', () => {
  const memory = torch.arange(6, { dtype: torch.float32 });
  const counts = count();
  const f = new Chain();
  f.add_([memory.narrow(0, 1, 5)], [memory.narrow(0, 0, 5)]);
  expect(() => f.dispose()).toThrow(/single memory location/);
  expect(counts).toEqual({ ran: 0, refused: 1 });
  expect(memory.tolist()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a profiler sees each operator', () => {
  let names: string[] = [];
  expectRefused(torch.ones(4), torch.ones(4), (run) => {
    const profile = torch.profiler.profile();
    profile.start();
    run();
    profile.stop();
    names = profile.key_averages().map((event) => event.key);
  });
  expect(names).toContain('aten::_foreach_mul_');
});

test('what does not fit is the operators’ own error, and nothing is lost', () => {
  const x = torch.ones(3);
  const f = new Chain();
  f.add_(f.mul_([x], 2), [torch.ones(4)]);
  expect(() => f.dispose()).toThrow(/size of tensor/);
  const gone = torch.ones(3);
  gone.dispose();
  const g = new Chain();
  g.add_([x], [gone]);
  expect(() => g.dispose()).toThrow(/after dispose/);
  expect(() => native.elementwise_chain(new Float64Array([1, 0, 1, 99, 0, 0, 0, 0, 1]))).toThrow(
    /makes no sense/,
  );
  expect(() => native.elementwise_chain(new Float64Array([1, 0, 1, 0, 5, 0, 0, 0, 1]))).toThrow(
    /makes no sense/,
  );
  expect(() => native.elementwise_chain(new Float64Array([1, 0]))).toThrow(/makes no sense/);
  expect(() => native.elementwise_chain([1] as never)).toThrow();
});

test('a list that another kind of step asks for is there', () => {
  const f = new Chain();
  const doubled = f.mul([torch.ones(2)], 2);
  expect(f.tensors(doubled)[0]?.tolist()).toEqual([2, 2]);
  expect(f.tensors(f.add(doubled, 1))[0]?.tolist()).toEqual([3, 3]);
  f.dispose();
});
