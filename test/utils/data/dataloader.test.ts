import { afterEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import '../../../src/index.ts'; // as programs do: workers find the package's classes by its exports
import type { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import {
  BatchSampler,
  DataLoader,
  Dataset,
  IterableDataset,
  RandomSampler,
  SequentialSampler,
  Subset,
  TensorDataset,
  WeightedRandomSampler,
} from '../../../src/utils/data/index.ts';

class Squares extends Dataset<[Tensor, number]> {
  readonly length: number;
  constructor(length: number) {
    super();
    this.length = length;
  }
  get(index: number): [Tensor, number] {
    return [torch.tensor([index, index * index]), index];
  }
}
class Count extends IterableDataset<number> {
  readonly end: number;
  closed = 0;
  constructor(end: number) {
    super();
    this.end = end;
  }
  override *[Symbol.iterator](): Iterator<number> {
    try {
      for (let i = 0; i < this.end; i += 1) yield i;
    } finally {
      this.closed += 1;
    }
  }
}
const all = (loader: Iterable<any>) => [...loader].map((batch) => batch.tolist?.() ?? batch);

afterEach(() => vi.restoreAllMocks());

describe('a loop over a DataLoader', () => {
  test('gives collated batches, the last one shorter', () => {
    const loader = DataLoader(new Squares(5), { batch_size: 2 });
    expect(loader.length).toBe(3);
    expect(loader.__len__()).toBe(3);
    expect(loader.dataset.constructor.name).toBe('Squares');
    const batches = [];
    for (const [x, y] of loader) batches.push([x.tolist(), y.tolist(), String(y.dtype)]);
    expect(batches).toEqual([
      [
        [
          [0, 0],
          [1, 1],
        ],
        [0, 1],
        'torch.int64',
      ],
      [
        [
          [2, 4],
          [3, 9],
        ],
        [2, 3],
        'torch.int64',
      ],
      [[[4, 16]], [4], 'torch.int64'],
    ]);
  });

  test('takes the options by position as well: DataLoader(dataset, 2, true)', () => {
    torch.manual_seed(0);
    const loader = new DataLoader(torch.arange(6), 2, true);
    expect(loader.batch_size).toBe(2);
    expect(loader.sampler).toBeInstanceOf(RandomSampler);
    expect(all(loader).flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('batch_size: null gives the samples themselves, typed arrays as tensors', () => {
    const samples = [1, 2].map((i) => ({
      x: Float32Array.of(i),
      name: `n${i}`,
      sizes: [Uint8Array.of(i)] as const,
    }));
    const got = [...DataLoader(samples, { batch_size: null })];
    expect(got.map(({ x, name, sizes }) => [x.tolist(), name, sizes[0].tolist()])).toEqual([
      [[1], 'n1', [1]],
      [[2], 'n2', [2]],
    ]);
  });

  test('takes lists, tensors and anything with get and length as a dataset', () => {
    expect(all(DataLoader([1, 2, 3], { batch_size: 2 }))).toEqual([[1, 2], [3]]);
    expect(all(DataLoader(torch.tensor([4, 5, 6]), { batch_size: 2 }))).toEqual([[4, 5], [6]]);
    expect(all(DataLoader({ length: 2, get: (i) => i + 7 }, { batch_size: 2 }))).toEqual([[7, 8]]);
  });

  test('uses the given sampler, batch_sampler and collate_fn', () => {
    const even = DataLoader([10, 11, 12, 13], { sampler: [2, 0], batch_size: 2 });
    expect(all(even)).toEqual([[12, 10]]);
    const pairs = DataLoader([10, 11, 12, 13], {
      batch_sampler: BatchSampler(SequentialSampler([1, 2, 3]), 2, true),
    });
    expect(pairs.batch_size).toBeNull();
    expect(all(pairs)).toEqual([[10, 11]]);
    const joined = DataLoader([10, 11, 12], {
      batch_size: 2,
      collate_fn: (batch: number[]) => batch.join('+'),
    });
    expect([...joined]).toEqual(['10+11', '12']);
  });

  test('asks a dataset for many items at once where it offers that', () => {
    const asked: unknown[] = [];
    const dataset = {
      length: 4,
      get: (i: number) => i,
      __getitems__: (indices: number[]) => {
        asked.push(indices);
        return indices;
      },
    };
    expect(all(DataLoader(dataset, { batch_size: 3 }))).toEqual([[0, 1, 2], [3]]);
    expect(asked).toEqual([[0, 1, 2], [3]]);
  });

  test("passes a sub-class's own get() by in no case", () => {
    class Negative extends TensorDataset<[Tensor]> {
      override get(index: number): [Tensor] {
        return [super.get(index)[0].neg()];
      }
    }
    class Doubled extends Subset<[Tensor]> {
      override get(index: number): [Tensor] {
        return [super.get(index)[0].mul(2)];
      }
    }
    const negative = new Negative(torch.tensor([1, 2, 3]));
    expect([...DataLoader(negative, { batch_size: 2 })].map(([x]) => x.tolist())).toEqual([[-1, -2], [-3]]);
    const doubled = new Doubled(negative, [2, 0]);
    expect([...DataLoader(doubled, { batch_size: 2 })].map(([x]) => x.tolist())).toEqual([[-6, -2]]);
  });

  test('begins anew each time, also after break', () => {
    const loader = DataLoader([1, 2, 3, 4], { batch_size: 2 });
    for (const batch of loader) {
      expect(batch.tolist()).toEqual([1, 2]);
      break;
    }
    expect(all(loader)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(loader[Symbol.iterator]().next().value.tolist()).toEqual([1, 2]);
  });

  test('an error in get() arrives as it is, and the next loop works', () => {
    let broken = true;
    const dataset = {
      length: 2,
      get(i: number) {
        if (broken && i === 1) throw new RangeError('sample 1 is broken');
        return i;
      },
    };
    const loader = DataLoader(dataset, { batch_size: 1 });
    expect(() => [...loader]).toThrow(RangeError);
    broken = false;
    expect(all(loader)).toEqual([[0], [1]]);
  });
});

test('the types say what a loop gives', () => {
  const x = torch.zeros(4, 2);
  for (const [a, b] of DataLoader(TensorDataset(x, x), { batch_size: 2, shuffle: true })) {
    expectTypeOf(a).toEqualTypeOf<Tensor>();
    expectTypeOf(b).toEqualTypeOf<Tensor>();
  }
  for (const [pair, label] of DataLoader(new Squares(2), 2)) {
    expectTypeOf(pair).toEqualTypeOf<Tensor>();
    expectTypeOf(label).toEqualTypeOf<Tensor>();
  }
  const named = [{ image: Uint8Array.of(1), name: 'a', label: 3 }];
  for (const { image, name, label } of DataLoader(named)) {
    expectTypeOf(image).toEqualTypeOf<Tensor>();
    expectTypeOf(name).toEqualTypeOf<string[]>();
    expectTypeOf(label).toEqualTypeOf<Tensor>();
  }
  for (const { image, name } of DataLoader(named, { batch_size: null })) {
    expectTypeOf(image).toEqualTypeOf<Tensor>();
    expectTypeOf(name).toEqualTypeOf<string>();
  }
  const joined = DataLoader(['a', 'b'], { collate_fn: (batch: string[]) => batch.join() });
  for (const text of joined) expectTypeOf(text).toEqualTypeOf<string>();
  // @ts-expect-error a misspelt option
  expect(() => DataLoader(named, { batchsize: 2 })).toThrow('batchsize');
});

describe('a stream', () => {
  test('is cut into batches; drop_last drops the rest', () => {
    expect(all(DataLoader(new Count(5), { batch_size: 2 }))).toEqual([[0, 1], [2, 3], [4]]);
    expect(all(DataLoader(new Count(5), { batch_size: 2, drop_last: true }))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect([...DataLoader(new Count(3), { batch_size: null })]).toEqual([0, 1, 2]);
    expect(() => DataLoader(new Count(3)).length).toThrow("object of type 'Count' has no length");
  });

  test('is closed when the loop is left early', () => {
    const count = new Count(100);
    for (const _ of DataLoader(count, { batch_size: 2 })) break;
    expect(count.closed).toBe(1);
  });

  test('takes no shuffle and no samplers', () => {
    const message =
      'DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle=true';
    expect(() => DataLoader(new Count(3), { shuffle: true })).toThrow(message);
    expect(() => DataLoader(new Count(3), { sampler: [1] })).toThrow('expected unspecified sampler option');
  });
});

describe('for await', () => {
  const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), 1));

  test('waits for samples and for batches', async () => {
    const dataset = { length: 3, get: (i: number) => later(i * 10) };
    const batches = [];
    for await (const batch of DataLoader(dataset, { batch_size: 2 })) batches.push(batch.tolist());
    expect(batches).toEqual([[0, 10], [20]]);
    const joined = DataLoader(dataset, {
      batch_size: 2,
      collate_fn: (batch: number[]) => later(batch.join()),
    });
    const texts = [];
    for await (const text of joined) texts.push(text);
    expect(texts).toEqual(['0,10', '20']);
  });

  test('takes asynchronous streams', async () => {
    class Lines extends IterableDataset<string> {
      async *[Symbol.asyncIterator]() {
        for (const line of ['a', 'b', 'c']) yield later(line);
      }
    }
    const batches = [];
    for await (const batch of DataLoader(new Lines(), { batch_size: 2 })) batches.push(batch);
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  test('is named where a plain loop meets a promise', () => {
    const promises = { length: 1, get: () => later(1) };
    const message = 'loop with `for await (const batch of loader)`';
    expect(() => [...DataLoader(promises, { batch_size: 1 })]).toThrow(message);
    expect(() => [...DataLoader([1], { collate_fn: () => later(1) })]).toThrow(message);
  });

  test('a rejected sample ends the loop with its own error', async () => {
    const loader = DataLoader(
      { length: 1, get: () => Promise.reject(new RangeError('gone')) },
      { batch_size: 1 },
    );
    await expect(async () => {
      for await (const _ of loader);
    }).rejects.toThrow(RangeError);
  });
});

describe('options', () => {
  test.each<[object, string]>([
    [
      { batch_sise: 2 },
      "unexpected keyword argument 'batch_sise'; known: dataset, batch_size, shuffle, sampler",
    ],
    [{ batch_size: 0 }, 'batch_size should be a positive integer value, but got batch_size=0'],
    [{ batch_size: 1.5 }, 'batch_size should be a positive integer value, but got batch_size=1.5'],
    [{ shuffle: true, sampler: [0] }, 'sampler option is mutually exclusive with shuffle'],
    [
      { batch_sampler: [[0]], batch_size: 2 },
      'batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last',
    ],
    [
      { batch_size: null, drop_last: true },
      'batch_size=None option disables auto-batching and is mutually exclusive with drop_last',
    ],
    [
      { num_workers: -1 },
      'num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.',
    ],
    [{ prefetch_factor: 2 }, 'prefetch_factor option could only be specified in multiprocessing.'],
    [{ persistent_workers: true }, 'persistent_workers option needs num_workers > 0'],
    [{ timeout: -1 }, 'timeout option should be non-negative'],
    [{ collate_fn: 3 }, 'expected a function'],
    [{ generator: 3 }, 'expected a torch.Generator'],
  ])('%j is refused', (options, message) => {
    expect(() => DataLoader([1, 2], options as never)).toThrow(message);
  });

  test('an empty dataset cannot be shuffled', () => {
    expect(() => DataLoader([], { shuffle: true })).toThrow(
      'num_samples should be a positive integer value, but got num_samples=0',
    );
    expect(all(DataLoader([]))).toEqual([]);
  });

  test('what decides the batches stays as it was given', () => {
    const loader = DataLoader([1, 2], { batch_size: 2 });
    expect(() => {
      (loader as { batch_size: number | null }).batch_size = 3;
    }).toThrow('batch_size attribute should not be set after DataLoader is initialized');
    loader.pin_memory = false;
    expect(loader.batch_size).toBe(2);
  });

  test('weights must be a list', () => {
    expect(() => WeightedRandomSampler(torch.ones(2, 2), 2)).toThrow(
      'weights should be a 1d sequence but given weights have shape (2, 2)',
    );
    expect(() => WeightedRandomSampler([1, 2], 0)).toThrow('num_samples should be a positive integer value');
  });

  test('workers run on the sources as well, with a class of this very file', () => {
    const loader = DataLoader(new Squares(5), { batch_size: 2, num_workers: 2 });
    expect(loader.prefetch_factor).toBe(2);
    expect([...loader].map(([x, y]) => [x.tolist(), y.tolist()])).toEqual([
      [
        [
          [0, 0],
          [1, 1],
        ],
        [0, 1],
      ],
      [
        [
          [2, 4],
          [3, 9],
        ],
        [2, 3],
      ],
      [[[4, 16]], [4]],
    ]);
  });

  test('pin_memory does nothing without an accelerator, and says so', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const pinned = all(DataLoader([1, 2], { batch_size: 2, pin_memory: true }));
    expect(pinned).toEqual([[1, 2]]);
    if (!torch.cuda.is_available())
      expect(String(warn.mock.calls[0]?.[0])).toContain('no accelerator is found');
  });
});
