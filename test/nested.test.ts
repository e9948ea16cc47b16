// torch.nested, strided. Values, texts and sentences were read off Python's torch 2.13.
import { describe, expect, it } from 'vitest';
import * as nn from '../src/nn/index.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const { nested } = torch;
const a = () => torch.arange(3).float();
const b = () => torch.arange(5).float();
const items = (x: Tensor) => x.unbind().map((item) => item.tolist());

describe('torch.nested.nested_tensor', () => {
  it('holds tensors of different sizes', () => {
    const x = nested.nested_tensor([a(), b()]);
    expect(`${x}`).toBe('nested_tensor([\n  tensor([0., 1., 2.]),\n  tensor([0., 1., 2., 3., 4.])\n])');
    expect([x.is_nested, x.dim(), x.size(0), x.length, x.requires_grad, x.layout]).toEqual([
      true,
      2,
      2,
      2,
      false,
      torch.strided,
    ]);
    expect(() => x.size(1)).toThrow(/^Given dimension 1 is irregular and does not have a size/);
    expect(() => x.size(2)).toThrow(/^Dimension out of range/);
    expect([...x].map((item) => item.length)).toEqual([3, 5]);
    expect(items(x.add(x))).toEqual([
      [0, 2, 4],
      [0, 2, 4, 6, 8],
    ]);
    const y = nested.nested_tensor([torch.ones(2, 3), torch.ones(1, 3)]);
    expect([y.size(2), y.size(-1)]).toEqual([3, 3]);
  });
  it('takes lists, a dtype, and the first one’s', () => {
    expect(
      items(
        nested.nested_tensor([
          [
            [1, 2],
            [3, 4],
          ],
          [[5, 6]],
        ]),
      ),
    ).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [[5, 6]],
    ]);
    expect(nested.nested_tensor([[1, 2], [3]], { dtype: torch.int32 }).dtype).toBe(torch.int32);
    expect(nested.nested_tensor([a(), b().double()]).dtype).toBe(torch.float32);
    expect(`${nested.nested_tensor([])}`).toBe('nested_tensor([\n\n])');
  });
  it('is a leaf, apart from what it is made of', () => {
    const source = a().requires_grad_();
    const x = nested.nested_tensor([source, b()], { requires_grad: true });
    expect([x.is_leaf, x.requires_grad]).toEqual([true, true]);
    nested.to_padded_tensor(x.mul(2), 0).sum().backward();
    expect(items(x.grad as Tensor)).toEqual([
      [2, 2, 2],
      [2, 2, 2, 2, 2],
    ]);
    expect(source.grad).toBe(null);
  });
  it('goes through layers', () => {
    const layer = nn.Linear(3, 2);
    const x = [torch.randn(2, 3), torch.randn(1, 3)] as [Tensor, Tensor];
    const y = layer(nested.nested_tensor(x)) as Tensor;
    const apart = x.map((item) => layer(item) as Tensor);
    for (const [i, item] of y.unbind().entries()) expect(torch.allclose(item, apart[i] as Tensor)).toBe(true);
  });
  it.each<[string, () => unknown, RegExp]>([
    [
      'different numbers of dimensions',
      () => nested.nested_tensor([torch.ones(2, 3), a()]),
      /^All Tensors given to nested_tensor must have the same dimension/,
    ],
    [
      'a tensor',
      () => nested.nested_tensor(torch.ones(2, 3) as never),
      /^Only lists .* are accepted in nested_tensor/,
    ],
    [
      'the jagged layout',
      () => nested.nested_tensor([a()], { layout: torch.jagged }),
      /the jagged layout is a Python class/,
    ],
    [
      'another layout',
      () => nested.nested_tensor([a()], { layout: torch.sparse_coo }),
      /^Specified layout is unsupported for nested tensors: torch.sparse_coo/,
    ],
  ])('refuses %s', (_what, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('torch.nested.as_nested_tensor', () => {
  it('lets gradients through', () => {
    const [p, q] = [a().requires_grad_(), b().requires_grad_()];
    const x = nested.as_nested_tensor([p, q]);
    expect(x.is_leaf).toBe(false);
    x.backward(nested.nested_tensor([torch.ones(3), torch.zeros(5)]));
    expect([p.grad?.tolist(), q.grad?.tolist()]).toEqual([
      [1, 1, 1],
      [0, 0, 0, 0, 0],
    ]);
  });
  it('takes a tensor, whose memory it shares, and nested ones as they are', () => {
    const whole = torch.arange(6).float().reshape(2, 3);
    const x = nested.as_nested_tensor(whole);
    whole.mul_(2);
    expect(items(x)).toEqual([
      [0, 2, 4],
      [6, 8, 10],
    ]);
    expect(nested.as_nested_tensor(x)).toBe(x);
    expect(nested.as_nested_tensor(x, { dtype: torch.float64 }).dtype).toBe(torch.float64);
    expect(() => nested.as_nested_tensor(a())).toThrow(/Expected tensor argument to have dim\(\) > 1/);
    expect(() => nested.as_nested_tensor(3 as never)).toThrow(
      /Expected first argument to be a tensor or a list/,
    );
  });
});

describe('the rest of torch.nested', () => {
  const values = torch.arange(8).float();
  const offsets = torch.tensor([0, 3, 8], { dtype: torch.int64 });
  const long = (...numbers: number[]) => torch.tensor(numbers, { dtype: torch.int64 });
  it('to_padded_tensor fills up', () => {
    const x = nested.nested_tensor([a(), b()]);
    expect(nested.to_padded_tensor(x, 0).tolist()).toEqual([
      [0, 1, 2, 0, 0],
      [0, 1, 2, 3, 4],
    ]);
    expect(nested.to_padded_tensor(x, -1, [2, 6]).tolist()).toEqual([
      [0, 1, 2, -1, -1, -1],
      [0, 1, 2, 3, 4, -1],
    ]);
    expect(() => nested.to_padded_tensor(x, 0, { output_size: [2, 4] })).toThrow(
      /^Value in output_size is less than NestedTensor padded size/,
    );
  });
  it('nested_tensor_from_jagged cuts items out of values', () => {
    const leaf = values.clone().requires_grad_();
    const x = nested.nested_tensor_from_jagged(leaf, offsets);
    expect(items(x)).toEqual([
      [0, 1, 2],
      [3, 4, 5, 6, 7],
    ]);
    nested.to_padded_tensor(x.mul(3), 0).sum().backward();
    expect(leaf.grad?.tolist()).toEqual(new Array(8).fill(3));
    expect(items(nested.nested_tensor_from_jagged(values, offsets, long(2, 4)))).toEqual([
      [0, 1],
      [3, 4, 5, 6],
    ]);
    expect(items(nested.nested_tensor_from_jagged(values, { lengths: long(3, 5) }))).toEqual(items(x));
    const wide = nested.nested_tensor_from_jagged(torch.arange(8).reshape(2, 4), long(0, 1, 4), {
      jagged_dim: 2,
    });
    expect(items(wide)).toEqual([
      [[0], [4]],
      [
        [1, 2, 3],
        [5, 6, 7],
      ],
    ]);
  });
  it.each<[string, () => unknown, RegExp]>([
    [
      'nothing but values',
      () => nested.nested_tensor_from_jagged(values),
      /At least one of offsets or lengths is required/,
    ],
    [
      'a first dimension',
      () => nested.nested_tensor_from_jagged(values, offsets, { jagged_dim: 0 }),
      /Expected jagged_dim >=1, but got 0/,
    ],
    [
      'places outside',
      () => nested.nested_tensor_from_jagged(values, long(0, 9)),
      /offsets \[0, 9\] do not fit 8 values/,
    ],
    [
      'places in reverse',
      () => nested.nested_tensor_from_jagged(values, long(0, 3, 2)),
      /do not fit 8 values/,
    ],
    [
      'lengths that are too long',
      () => nested.nested_tensor_from_jagged(values, offsets, long(2, 6)),
      /lengths \[2, 6\] do not fit/,
    ],
    [
      'fractions',
      () => nested.nested_tensor_from_jagged(values, offsets.float()),
      /offsets is a tensor of whole numbers/,
    ],
  ])('refuses %s', (_what, run, message) => {
    expect(run).toThrow(message);
  });
  it('narrow and masked_select', () => {
    const whole = torch.arange(20).float().reshape(4, 5);
    expect(items(nested.narrow(whole, 0, 1, 2))).toEqual([
      [5, 6, 7, 8, 9],
      [10, 11, 12, 13, 14],
    ]);
    expect(() => nested.narrow(whole, 0, long(1) as never, 2)).toThrow(
      /must be integers for the strided layout/,
    );
    const mask = torch.tensor([
      [true, false, true],
      [false, true, false],
    ]);
    expect(items(nested.masked_select(torch.arange(6).reshape(2, 3), mask))).toEqual([[0, 2], [4]]);
    expect(() => nested.masked_select(values, values)).toThrow(/expected BoolTensor for mask/);
  });
});
