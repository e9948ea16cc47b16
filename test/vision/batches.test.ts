// Data sets in memory make their batches at once; they must be those that samples one by one would make.
import { describe, expect, test, vi } from 'vitest';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { DataLoader, default_collate } from '../../src/utils/data/index.ts';
import { CIFAR10, Digits, MNIST, SVHN } from '../../src/vision/datasets/index.ts';
import type { Image } from '../../src/vision/image.ts';
import * as T from '../../src/vision/transforms/index.ts';

const pixels = (...shape: number[]) => torch.randint(0, 256, shape, { dtype: torch.uint8 });
/** A data set without its files. */
function stored<D extends object>(type: { prototype: D }, fields: object): D {
  return Object.assign(Object.create(type.prototype), { transform: null, target_transform: null, ...fields });
}
const targets = torch.arange(12);
const makers: Record<string, (options: object) => any> = {
  Digits: (options) => Digits({ train: false, ...options }),
  CIFAR10: (options) => stored(CIFAR10, { data: pixels(12, 7, 5, 3), targets, ...options }),
  MNIST: (options) => stored(MNIST, { data: pixels(12, 6, 5), targets, ...options }),
  SVHN: (options) => stored(SVHN, { data: pixels(12, 3, 6, 5), labels: targets, ...options }),
};
const chains: Record<string, () => object> = {
  PILToTensor: () => ({ transform: T.PILToTensor() }),
  ToTensor: () => ({ transform: T.ToTensor() }),
  'ToTensor and Normalize': () => ({ transform: T.Compose([T.ToTensor(), T.Normalize([0.3], [0.7])]) }),
  'Normalize twice': () => ({
    transform: T.Compose([T.ToTensor(), T.Normalize([0.3], [0.7]), T.Normalize([0.1], [0.2], true)]),
  }),
  'a function among them': () => ({ transform: T.Compose([T.ToTensor(), (x: Tensor) => x.mul(2)]) }),
  'a target_transform': () => ({ transform: T.ToTensor(), target_transform: (y: number) => y + 100 }),
};

describe.each(Object.keys(makers))('%s', (name) => {
  test.each(Object.keys(chains))('collates at once as one by one: %s', (chain) => {
    const dataset = makers[name]?.(chains[chain]?.() ?? {});
    for (const indices of [[3, 0, 11, 3], [5], [-1, 2]]) {
      const expected = default_collate(indices.map((i) => dataset.get(i))) as [Tensor, Tensor];
      const got = dataset.get_batch(indices) as [Tensor, Tensor];
      for (const k of [0, 1] as const) {
        expect(got[k].dtype).toBe(expected[k].dtype);
        expect([...got[k].stride()]).toEqual([...expected[k].stride()]);
        expect(torch.equal(got[k], expected[k])).toBe(true);
      }
    }
  });
});

test('a loader asks for few samples one by one, and draws as many numbers as before', () => {
  const dataset = Digits({ transform: T.ToTensor() });
  // A module's first call prepares it, and goes the long way.
  dataset.get(0);
  // On the class that defines it: a `get` of a sub-class's own would count as another.
  const get = vi.spyOn(Object.getPrototypeOf(Object.getPrototypeOf(dataset)), 'get');
  torch.manual_seed(4);
  const order: number[] = [];
  for (const [, y] of DataLoader(dataset, { batch_size: 500, shuffle: true })) order.push(...y.tolist());
  expect(get.mock.calls.length).toBe(3);
  const probe = torch.rand(1).item();
  torch.manual_seed(4);
  const slowly = [...DataLoader(dataset, { batch_size: 500, shuffle: true, collate_fn: (s: any) => s })];
  expect(slowly.flat().map(([, y]: any) => y)).toEqual(order);
  expect(torch.rand(1).item()).toBe(probe);
  get.mockRestore();
});

test('a hook, or a transform of the program itself, is not passed by', () => {
  const transform = T.ToTensor();
  transform.register_forward_hook((_module: unknown, _args: unknown, out: Tensor) => out.add(1));
  const [x] = Digits({ transform }).get_batch([1, 2]);
  expect(x.min().item()).toBeGreaterThanOrEqual(1);
  class Own extends T.ToTensor {
    override forward(pic: Image | Tensor): Tensor {
      return super.forward(pic).neg();
    }
  }
  const own = Digits({ transform: new Own() });
  expect(own.get_batch([1, 2])[0].max().item()).toBeLessThanOrEqual(0);
});
