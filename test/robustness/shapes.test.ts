// LibTorch sets a tensor's new shape before it finds that the memory cannot grow; what was left then read beyond the end.
import { expect, it } from 'vitest';
import { OutOfMemoryError, RuntimeError } from '../../src/errors.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const shared = (): Tensor => torch.from_numpy(Float32Array.of(1, 2, 3, 4, 5, 6));
const big = 2 ** 45;

it.each<[name: string, change: (x: Tensor) => unknown]>([
  ['resize_', (x) => x.resize_(5_000_000)],
  ['resize_as_', (x) => x.resize_as_(torch.ones(5_000_000))],
  ['out of an operator', (x) => torch.add(torch.ones(5_000_000), 1, { out: x })],
  ['out of a factory', (x) => torch.rand([5_000_000], { out: x })],
  [
    'one of two outs',
    (x) => torch.max(torch.ones(3000, 4000), 0, { out: [x, torch.zeros(0, { dtype: torch.long })] }),
  ],
  ['a list of outs', (x) => torch.unbind_copy(torch.ones(2, 5_000_000), { out: [torch.zeros(0), x] })],
  ['out of a list', (x) => torch.cat([torch.ones(3000), torch.ones(4000)], { out: x })],
])('memory shared with JavaScript does not grow, and its tensor stays as it was: %s', (_name, change) => {
  const x = shared().view(2, 3).T;
  expect(() => change(x)).toThrow(RuntimeError);
  expect([x.shape, x.stride()]).toEqual([
    [3, 2],
    [1, 3],
  ]);
  expect(x.add(0).tolist()).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ]);
});

it.each<[name: string, change: (x: Tensor) => unknown]>([
  ['resize_', (x) => x.resize_(big)],
  ['out', (x) => torch.zeros([big], { out: x })],
  ['set_', (x) => x.set_(torch.zeros(3), 0, [big], [1])],
])('a tensor for which there is no memory stays as it was: %s', (_name, change) => {
  const x = torch.arange(4);
  expect(() => change(x)).toThrow(OutOfMemoryError);
  expect(x.add(0).tolist()).toEqual([0, 1, 2, 3]);
});
