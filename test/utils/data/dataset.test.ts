import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import * as data from '../../../src/utils/data/index.ts';
import {
  ChainDataset,
  ConcatDataset,
  Dataset,
  default_collate,
  IterableDataset,
  random_split,
  StackDataset,
  Subset,
  TensorDataset,
} from '../../../src/utils/data/index.ts';

class Squares extends Dataset<number> {
  readonly length: number;
  constructor(length: number) {
    super();
    this.length = length;
  }
  get(index: number): number {
    return index * index;
  }
}
class Count extends IterableDataset<number> {
  readonly length: number;
  constructor(length: number) {
    super();
    this.length = length;
  }
  override *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.length; i += 1) yield i;
  }
}
const values = (tensors: readonly Tensor[]) => tensors.map((tensor) => tensor.tolist());

test("a dataset answers Python's len() and indexing", () => {
  const squares = new Squares(5);
  expect(squares.__len__()).toBe(5);
  expect(squares.__getitem__(3)).toBe(9);
});

describe('TensorDataset', () => {
  test('gives several samples at once, as brackets do in Python', () => {
    const data = TensorDataset(torch.arange(6), torch.arange(12).view(6, 2));
    const [x, y] = data.get(torch.slice(2, 4)) as [Tensor, Tensor];
    expect([x.tolist(), y.tolist()]).toEqual([
      [2, 3],
      [
        [4, 5],
        [6, 7],
      ],
    ]);
    expect(data.get('4:').map((each) => each.tolist())[0]).toEqual([4, 5]);
    expect(data.get([5, 0])[0]?.tolist()).toEqual([5, 0]);
    expect(data.get(torch.tensor([1n, 1n]))[0]?.tolist()).toEqual([1, 1]);
    expect(data.get(-1)[0]?.item()).toBe(5);
  });

  const x = torch.arange(24).reshape(6, 2, 2).to(torch.float32);
  const y = torch.tensor([0n, 1n, 2n, 3n, 4n, 5n]);

  test('gives rows, from the end too', () => {
    const dataset = TensorDataset(x, y);
    expect(dataset.length).toBe(6);
    expect(values(dataset.get(2))).toEqual([
      [
        [8, 9],
        [10, 11],
      ],
      2,
    ]);
    expect(values(dataset.get(-1))).toEqual([
      [
        [20, 21],
        [22, 23],
      ],
      5,
    ]);
    expect(() => dataset.get(6)).toThrow(/out of range/);
  });

  test.each([
    ['plain', x],
    ['transposed', x.transpose(1, 2)],
    ['channels last', torch.randn(6, 3, 2, 2).contiguous({ memory_format: torch.channels_last })],
    ['bool', x.gt(9)],
    ['complex', torch.view_as_complex(x)],
    ['without rows', torch.zeros(6, 0)],
  ])('collates rows at once as it would one by one: %s', (_, tensor) => {
    const dataset = TensorDataset(tensor, y);
    for (const indices of [
      [4, 0, 0, 5],
      [1, 2, 3],
      [-1, 2],
    ]) {
      const one_by_one = default_collate(indices.map((i) => dataset.get(i)));
      const at_once = dataset.get_batch(indices);
      for (const [i, batch] of at_once.entries()) {
        expect(batch.tolist()).toEqual(one_by_one[i].tolist());
        expect(batch.dtype).toBe(one_by_one[i].dtype);
        expect([...batch.stride()]).toEqual([...one_by_one[i].stride()]);
      }
    }
  });

  test('refuses tensors of unequal length', () => {
    expect(() => TensorDataset(x, y.narrow(0, 0, 5))).toThrow('Size mismatch between tensors');
    expect(() => TensorDataset()).toThrow('at least one tensor');
  });
});

test('Subset picks by its own indices, and passes batches on', () => {
  const subset = Subset(TensorDataset(torch.arange(10)), [7, 3, 9]);
  expect(subset.length).toBe(3);
  expect(values(subset.get(1))).toEqual([3]);
  expect(values(subset.get(-1))).toEqual([9]);
  expect(values(subset.get_batch([2, 0]) as Tensor[])).toEqual([[9, 7]]);
  expect(Subset(new Squares(5), [4, 2]).__getitems__([1, 0])).toEqual([4, 16]);
  expect(() => subset.get(3)).toThrow('index 3 is out of range for 3 samples');
});

test('ConcatDataset puts datasets end to end', () => {
  const both = new Squares(3).add(['a', 'b']);
  expect(both).toBeInstanceOf(ConcatDataset);
  expect(both.cumulative_sizes).toEqual([3, 5]);
  expect([0, 1, 2, 3, 4, -1, -5].map((i) => both.get(i))).toEqual([0, 1, 4, 'a', 'b', 'b', 0]);
  expect(() => both.get(-6)).toThrow('absolute value of index should not exceed dataset length');
  expect(() => both.get(5)).toThrow('index 5 is out of range for 5 samples');
  expect(() => ConcatDataset([])).toThrow('datasets should not be an empty iterable');
  expect(() => ConcatDataset([new Count(2) as never])).toThrow(
    'ConcatDataset does not support IterableDataset',
  );
});

test('StackDataset puts datasets side by side, as a list or by name', () => {
  const list = StackDataset(new Squares(3), ['a', 'b', 'c']);
  expect(list.get(2)).toEqual([4, 'c']);
  expect(list.__getitems__([1, 0])).toEqual([
    [1, 'b'],
    [0, 'a'],
  ]);
  const named = StackDataset({ x: new Squares(3), y: ['a', 'b', 'c'] });
  expect(named.length).toBe(3);
  expect(named.get(1)).toEqual({ x: 1, y: 'b' });
  expect(named.__getitems__([2])).toEqual([{ x: 4, y: 'c' }]);
  expect(() => StackDataset(new Squares(3), ['a'])).toThrow('Size mismatch between datasets');
});

test('ChainDataset runs streams one after the other', () => {
  const chain = new Count(2).add(new Count(3));
  expect([...chain]).toEqual([0, 1, 0, 1, 2]);
  expect((chain as ChainDataset<number>).length).toBe(5);
  expect(() => ChainDataset([new Squares(2) as never])).toThrow('ChainDataset only supports IterableDataset');
});

test('random_split refuses lengths that do not sum up', () => {
  expect(() => random_split(new Squares(10), [3, 3])).toThrow(
    'Sum of input lengths does not equal the length of the input dataset!',
  );
  expect(() => random_split(new Squares(10), [1.5, -0.5])).toThrow(
    'Fraction at index 0 is not between 0 and 1',
  );
  expect(() => random_split(new Squares(10), [5, 5], { seed: 1 } as never)).toThrow(
    "unexpected keyword argument 'seed'; known: dataset, lengths, generator",
  );
});

test('a data set of samples by index is gone through in its order', () => {
  const x = torch.arange(6).view(3, 2);
  const sums: number[] = [];
  for (const [row, y] of TensorDataset(x, torch.arange(3))) sums.push(row.sum().add(y).item());
  expect(sums).toEqual([1, 6, 11]);
  expect([...Subset(TensorDataset(x), [2, 0])].map(([row]) => row?.tolist())).toEqual([
    [4, 5],
    [0, 1],
  ]);
  expect([...new Squares(4)]).toEqual([0, 1, 4, 9]);
});

test('torch.utils.data has its files', () => {
  expect(data.dataset.Subset).toBe(Subset);
  expect(data.dataloader.default_collate).toBe(default_collate);
  expect(data.sampler.Sampler).toBe(data.Sampler);
  expect(data.distributed.DistributedSampler).toBe(data.DistributedSampler);
});
