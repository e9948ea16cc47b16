import { expect, test } from 'vitest';
import { nn, type Tensor, torch } from '../../src/index.ts';

// Operators whose tensors autograd knows nothing of are called past it: it must not miss one that it does know.

const F = nn.functional;
const plain = () => torch.ones(2, 2);
const operators: Record<string, (x: Tensor, y: Tensor) => Tensor> = {
  add: (x, y) => x.add(y),
  'add scalar': (x) => x.add(1),
  mm: (x, y) => x.mm(y),
  relu: (x) => x.relu(),
  exp: (x) => x.exp(),
  cat: (x, y) => torch.cat([y, x]),
  stack: (x, y) => torch.stack([y, x]),
  sum: (x) => x.sum(),
  'sum dim': (x) => x.sum([0], { keepdim: true }),
  softmax: (x) => x.softmax(1),
  max: (x) => x.max({ dim: 1 })[0],
  linear: (x, y) => F.linear(y, plain(), x.select(0, 0)),
  'linear weight': (x, y) => F.linear(y, x),
  where: (x, y) => torch.where(y.gt(0), y, x),
  view: (x) => x.view(4),
};

for (const [name, operator] of Object.entries(operators)) {
  test(`${name} is recorded when any of its tensors is`, () => {
    const leaf = plain().requires_grad_();
    for (const x of [leaf, leaf.mul(1), leaf.view(2, 2)]) {
      const result = operator(x, plain());
      expect(result.requires_grad).toBe(true);
      result.sum().backward();
    }
    expect(leaf.grad).not.toBeNull();
    const other = operator(plain(), plain());
    expect([other.requires_grad, other.grad_fn, other._version]).toEqual([false, null, 0]);
  });
}

test('a result of plain tensors can become a leaf, be changed and be differentiated by', () => {
  const x = plain().add(plain());
  x.add_(1);
  expect(x._version).toBe(1);
  x.requires_grad_();
  x.mul(x).sum().backward();
  expect(x.grad?.tolist()).toEqual([
    [6, 6],
    [6, 6],
  ]);
});

test('views keep their base, also of what is composed of other operators', () => {
  const x = plain();
  for (const view of [x.view(4), x.t(), x.select(0, 0), x.reshape(4)]) {
    expect(view._version).toBe(x._version);
    view.add_(1);
  }
  expect(x._version).toBe(4);
});

test('tangents, transforms and modes see every operator', () => {
  torch.autograd.forward_ad.dual_level(() => {
    const dual = torch.autograd.forward_ad.make_dual(plain(), plain());
    const [, tangent] = torch.autograd.forward_ad.unpack_dual(dual.exp());
    expect(tangent?.tolist()[0]).toEqual([Math.fround(Math.E), Math.fround(Math.E)]);
    torch.no_grad(() => {
      expect(torch.autograd.forward_ad.unpack_dual(dual.mul(3))[1]?.tolist()[0]).toEqual([3, 3]);
    });
  });
  const outside = plain();
  expect(
    torch.func
      .grad((x: Tensor) => x.mul(outside.exp()).sum())(plain())
      .tolist()[0],
  ).toEqual([Math.fround(Math.E), Math.fround(Math.E)]);
  expect(
    torch
      .vmap((x: Tensor) => x.add(outside.sum()))(plain())
      .tolist()[0],
  ).toEqual([5, 5]);
  const frozen = torch.inference_mode(() => plain().add(plain()));
  expect(frozen.is_inference()).toBe(true);
});
