// Small tensors in rows are computed with by native/small*.cpp instead of LibTorch's kernels: the same bits and strides.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { RuntimeError } from '../src/errors.ts';
import { type Tensor, torch } from '../src/index.ts';
import { python, runPython } from './child.ts';

// Words that both languages understand.
const binary = ['add', 'sub', 'mul', 'div'];
const operands = [
  'y',
  'x',
  '2',
  '-0.1',
  '0',
  '16777217',
  '1e300',
  'y.sum()',
  'y.double()',
  'y.exp()',
  'y.reshape(-1)',
  'y.sum(0)',
  'y.select(0, 0)',
  'y.select(0, 0).clone()',
  'y.sum(-1, true)',
];
const expressions = [
  ...binary.flatMap((name) => operands.map((y) => `x.${name}(${y})`)),
  ...binary.flatMap((name) => operands.map((y) => `x.clone().${name}_(${y})`)),
  ...[
    'relu',
    'relu_',
    'exp',
    'log',
    'sqrt',
    'tanh',
    'sigmoid',
    'mean',
    'neg',
    'cos',
    'sin',
    'rsqrt',
    'reciprocal',
  ].map((name) => `x.clone().${name}()`),
  ...['max(0)', 'min(0)', 'max(-1)', 'min(-1)', 'max(1, true)', 'min(-2, true)', 'max(4)'].flatMap((call) =>
    [0, 1].map((part) => `x.${call}[${part}]`),
  ),
  'torch.relu(x)',
  'torch.sigmoid(x)',
  'torch.ops.aten.silu(x)',
  'x.unsqueeze(0).add(y.unsqueeze(0).select(0, 0))',
  'torch.ops.aten.threshold_backward(y, x, 0)',
  'torch.ops.aten.threshold_backward(y, x, 0.5)',
  'torch.ops.aten.threshold_backward(y, x.double(), 0)',
  'torch.add(torch.tensor(2.5), x)',
  'torch.mul(torch.tensor(1.5), 2)',
  ...['sum', 'mean'].flatMap((name) =>
    ['', '0', '-1, true', '[0, 1]', '[-1, 0], true', '[0, 0]', '1', '7'].map((dims) => `x.${name}(${dims})`),
  ),
  ...[
    '[x, y]',
    '[x, y, x], -1',
    '[x, y.sum(0, true)]',
    '[y.sum(-1, true), x], -1',
    '[x, y.double()]',
    '[x, y], 5',
  ].flatMap((parts) => [`torch.cat(${parts})`, `torch.stack(${parts})`]),
  'torch.stack([x, y, x], 1)',
  'torch.stack([x.select(0, 0), y.select(0, 0)])',
  'torch.stack([torch.tensor(2.5), torch.tensor(1)])',
  'torch.ops.aten.linear(x, y.narrow(0, 0, 3))',
  'torch.ops.aten.linear(x, y.narrow(0, 0, 3), y.narrow(0, 0, 3).sum(-1))',
  'torch.addmm(y.narrow(0, 0, 3).sum(-1), x, y.narrow(0, 0, 3).transpose(0, 1))',
  'torch.addmm(y.narrow(0, 0, 3).sum(-1), x, y.narrow(0, 0, 3).transpose(0, 1).contiguous())',
  'torch.addmm(y.narrow(0, 0, 1).sum(-1), x, y.narrow(0, 0, 3).transpose(0, 1))',
  'torch.bmm(x, y.transpose(1, 2).contiguous())',
  'torch.bmm(x, y)',
  'torch.ops.aten.cross_entropy_loss(x, torch.ones(x.size(0)).long())',
  'torch.ops.aten.nll_loss(x, y.sum(-1).abs().long().remainder(6))',
  'torch.zeros(x.shape)',
  'x.clone().fill_(2.5)',
  'x.clone().fill_(16777217)',
  'torch.ones_like(x)',
  'torch.max_pool2d(x, 2)',
  'torch.max_pool2d(x, 3, 2, 1)',
];
const sizes = [[], [1], [16], [4, 5], [2, 3, 4], [1, 0, 2], [3, 1, 1, 2], [8191], [8193]];

/** Numbers with NaN, infinities and the smallest among them. */
function random(size: readonly number[]): Tensor {
  const x = torch.randn(size).mul(3);
  const odd = [Number.NaN, Infinity, -Infinity, -0, 1e-40, 3e38];
  if (size[0] === 16) odd.forEach((value, i) => void x.select(0, i).fill_(value));
  return x;
}

const fromLayout: ((a: Tensor) => Tensor)[] = [
  (a) => a,
  (a) => a.double(),
  (a) => a.half(),
  (a) => a.nan_to_num(0, 1, 2).long(),
  (a) => a.unsqueeze(0).transpose(0, -1),
  (a) => a.unsqueeze(-1).expand(...Array<number>(a.dim()).fill(-1), 2),
  (a) => a.unsqueeze(-1),
  (a) => torch.empty_strided([2, 1, 1], [1, 5, 9]).fill_(a.numel() > 0 ? 1.5 : 2),
];
const inPython = `
import hashlib, json, torch
torch.set_num_threads(1)
true = True
expressions, sizes = json.loads('''${JSON.stringify(expressions)}'''), json.loads('''${JSON.stringify(sizes)}''')
layouts = [
    lambda a: a,
    lambda a: a.double(),
    lambda a: a.half(),
    lambda a: a.nan_to_num(0, 1, 2).long(),
    lambda a: a.unsqueeze(0).transpose(0, -1),
    lambda a: a.unsqueeze(-1).expand(*[-1] * a.dim(), 2),
    lambda a: a.unsqueeze(-1),
    lambda a: torch.empty_strided([2, 1, 1], [1, 5, 9]).fill_(1.5 if a.numel() > 0 else 2),
]
def random(size):
    x = torch.randn(size).mul(3)
    if size[:1] == [16]:
        for i, value in enumerate([float('nan'), float('inf'), float('-inf'), -0.0, 1e-40, 3e38]):
            x[i] = value
    return x
torch.manual_seed(7)
for size in sizes:
    a, b = random(size), random(size)
    for i, layout in enumerate(layouts):
        for expression in expressions:
            x, y = layout(a), layout(b)
            try:
                z = eval(expression)
                digest = hashlib.sha256(z.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()).hexdigest()[:16]
                told = f'{z.dtype} {list(z.shape)} {list(z.stride())} {digest}'
            except Exception as error:
                told = type(error).__name__
            print(f'{size} {i} {expression}: {told}')
`;

/** What `inPython` prints. */
function ours(): string[] {
  const lines: string[] = [];
  const compiled = expressions.map((text) => new Function('torch', 'x', 'y', `return ${text}`));
  torch.manual_seed(7);
  for (const size of sizes) {
    const [a, b] = [random(size), random(size)];
    for (const [i, layout] of fromLayout.entries()) {
      for (const [j, expression] of expressions.entries()) {
        let told: string;
        try {
          const z: Tensor = compiled[j]?.(torch, layout(a), layout(b));
          const bytes = z.contiguous().reshape(-1).view(torch.uint8).numpy();
          const digest = createHash('sha256')
            .update(bytes as never)
            .digest('hex')
            .slice(0, 16);
          told = `${z.dtype} [${z.shape.join(', ')}] [${z.stride().join(', ')}] ${digest}`;
        } catch (error) {
          told = (error as Error).name;
        }
        lines.push(`[${size.join(', ')}] ${i} ${expression}: ${told}`);
      }
    }
  }
  return lines;
}

const pinned = python !== null && torch.__version__.startsWith('2.13');
test.runIf(pinned)(
  'the same bits, types, strides and errors as in Python',
  () => {
    const { stdout, stderr } = runPython(inPython, 300_000);
    const theirs = stdout.trim().split('\n');
    expect(theirs.length, stderr).toBe(sizes.length * fromLayout.length * expressions.length);
    const mine = ours();
    expect(mine.filter((line, i) => line !== theirs[i])).toEqual(
      theirs.filter((line, i) => line !== mine[i]),
    );
  },
  300_000,
);

test('what lies half over the other is refused, and what lies on the other is not', () => {
  const base = torch.arange(8, { dtype: torch.float32 });
  for (const change of ['add_', 'sub_', 'mul_', 'div_'] as const) {
    expect(() => base.narrow(0, 0, 4)[change](base.narrow(0, 1, 4))).toThrow(RuntimeError);
  }
  expect(
    base
      .narrow(0, 0, 4)
      .mul_(base.narrow(0, 0, 4))
      .tolist(),
  ).toEqual([0, 1, 4, 9]);
  expect(
    base
      .narrow(0, 0, 4)
      .add_(base.narrow(0, 4, 4))
      .tolist(),
  ).toEqual([4, 6, 10, 16]);
});

test('autograd records them, and inference mode does not', () => {
  const x = torch.tensor([-1, 0.5, 2], { requires_grad: true });
  const y = x.mul(x).add(x).sub(1).div(2).relu().exp().sigmoid();
  expect(y.grad_fn?.name()).toBe('SigmoidBackward0');
  y.sum().backward();
  const numeric = [-1, 0.5, 2].map((at) => {
    const f = (v: number) => 1 / (1 + Math.exp(-Math.exp(Math.max((v * v + v - 1) / 2, 0))));
    return (f(at + 1e-4) - f(at - 1e-4)) / 2e-4;
  });
  (x.grad as Tensor).tolist().forEach((slope, i) => void expect(slope).toBeCloseTo(numeric[i] as number, 3));
  const plain = torch.inference_mode(() => torch.ones(2).add(1).mul_(3).relu());
  expect([plain.tolist(), plain.is_inference()]).toEqual([[6, 6], true]);
  expect(() => torch.no_grad(() => x.add_(1))).not.toThrow();
  expect(() => x.add_(1)).toThrow(RuntimeError);
});
