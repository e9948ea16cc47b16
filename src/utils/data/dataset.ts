import { z } from 'zod';
import { callable } from '../../callable.ts';
import { AssertionError, IndexError, NotImplementedError, ValueError } from '../../errors.ts';
import type { Index } from '../../indexing.ts';
import { type Calls, positional } from '../../keywords.ts';
import { Generator } from '../../random.ts';
import { type Args, isPlainObject, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { itemOf, lengthOf, offers, type Source } from './_access.ts';
import { default_collate } from './collate.ts';

const subsetArgs = positional<any, any[]>('Subset', ['dataset', 'indices']);

/**
 * A set of samples by index: define `get(index)` and a getter `length`.
 *
 * Two methods are optional and make loading faster: `__getitems__(indices)` gives a list of samples; `get_batch(indices)`
 * gives the samples already collated, as `default_collate` would, and counts where a loader collates by that.
 */
abstract class Dataset_<T = any> {
  abstract get(index: number): T;
  abstract readonly length: number;

  /** Python's `len(dataset)`. */
  __len__(): number {
    return this.length;
  }

  /** Python's `dataset[index]`. */
  __getitem__(index: number): T {
    return this.get(index);
  }

  /** `for (const [x, y] of dataset)`: the samples in their order. */
  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.length; i += 1) yield this.get(i);
  }

  /** Python's `dataset + other`: this one's samples, then the other's. */
  add<U>(other: Source<U>): ConcatDataset<T | U> {
    return new ConcatDataset<T | U>([this, other]);
  }
}
export const Dataset = callable(Dataset_);
export type Dataset<T = any> = Dataset_<T>;

/**
 * A stream of samples: define `[Symbol.iterator]`, or `[Symbol.asyncIterator]` for `for await` loops; `length` if it is known.
 */
abstract class IterableDataset_<T = any> {
  [Symbol.iterator](): Iterator<T> {
    throw new NotImplementedError('Subclasses of IterableDataset should implement [Symbol.iterator]().');
  }

  /** Python's `dataset + other`: this one's samples, then the other's. */
  add<U>(other: IterableDataset<U>): ChainDataset<T | U> {
    return new ChainDataset<T | U>([this, other]);
  }
}
export const IterableDataset = callable(IterableDataset_);
export type IterableDataset<T = any> = IterableDataset_<T>;

/**
 * Samples from tensors with equal first dimensions: sample i is `[a[i], b[i], ...]`.
 *
 * @throws AssertionError when the first dimensions differ
 */
class TensorDataset_<T extends Tensor[] = Tensor[]> extends Dataset<T> {
  readonly tensors: T;

  constructor(...tensors: T) {
    super();
    const sizes = tensors.map((tensor) => tensor.size(0));
    if (sizes.length === 0) throw new ValueError('TensorDataset needs at least one tensor');
    if (sizes.some((size) => size !== sizes[0])) throw new AssertionError('Size mismatch between tensors');
    this.tensors = tensors;
  }

  get length(): number {
    return this.tensors[0]?.size(0) ?? 0;
  }

  /** Sample `index`; or several at once, `get(torch.slice(0, 64))`, `get('64:')`, `get([3, 5])`, by what `Tensor.index` takes. */
  get(index: Index): T {
    const row = (tensor: Tensor) =>
      typeof index === 'number' ? tensor.select(0, index) : tensor.index(index);
    return this.tensors.map(row) as T;
  }

  /** The rows at `indices` of each tensor. One operator a tensor, where stacking needs one a sample. */
  get_batch(indices: readonly number[]): T {
    const simple = (tensor: Tensor) => tensor.layout === torch.strided && tensor.is_contiguous();
    // Stacking keeps other memory formats than the contiguous one, and selects from the end by negative indices.
    if (indices.some((i) => i < 0) || !this.tensors.every(simple)) {
      return default_collate(indices.map((i) => this.get(i)));
    }
    const at = torch.from_numpy(Int32Array.from(indices));
    const rows = (tensor: Tensor) => tensor.index_select(0, tensor.is_cpu ? at : at.to(tensor.device));
    return this.tensors.map(rows) as T;
  }
}
export const TensorDataset = callable(TensorDataset_) as typeof TensorDataset_ &
  (<T extends Tensor[]>(...tensors: T) => TensorDataset_<T>);
export type TensorDataset<T extends Tensor[] = Tensor[]> = TensorDataset_<T>;

type Sources = readonly Source[] | Record<string, Source>;

/**
 * Several datasets side by side: sample i is `[a[i], b[i]]` for `StackDataset(a, b)`, `{ x: a[i], y: b[i] }` for
 * `StackDataset({ x: a, y: b })`.
 *
 * @throws ValueError when they differ in length
 */
class StackDataset_ extends Dataset {
  readonly datasets: Sources;
  readonly length: number;

  constructor(...datasets: Source[] | [Record<string, Source>]) {
    super();
    const [first] = datasets;
    this.datasets = isPlainObject(first) ? (first as Record<string, Source>) : (datasets as Source[]);
    const sizes = Object.values(this.datasets).map(lengthOf);
    if (sizes.length === 0) throw new ValueError('At least one dataset should be passed');
    if (sizes.some((size) => size !== sizes[0])) throw new ValueError('Size mismatch between datasets');
    this.length = sizes[0] as number;
  }

  get(index: number): any {
    return mapSources(this.datasets, (dataset) => itemOf(dataset, index));
  }

  __getitems__(indices: readonly number[]): any[] {
    const columns = mapSources(this.datasets, (dataset) => {
      const items = itemsOf(dataset, indices);
      if (items.length === indices.length) return items;
      throw new ValueError(
        `Nested dataset's output size mismatch. Expected ${indices.length}, got ${items.length}`,
      );
    });
    return indices.map((_, i) => mapSources(columns, (column) => (column as unknown[])[i]));
  }
}
export const StackDataset = callable(StackDataset_);
export type StackDataset = StackDataset_;

function mapSources(sources: Sources, change: (source: any) => unknown): any {
  if (Array.isArray(sources)) return sources.map(change);
  return Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, change(source)]));
}

function itemsOf(dataset: Source, indices: readonly number[]): unknown[] {
  return offers(dataset, '__getitems__')
    ? dataset.__getitems__(indices)
    : indices.map((i) => itemOf(dataset, i));
}

/**
 * Datasets one after the other.
 *
 * @throws AssertionError for an empty list or an IterableDataset
 */
class ConcatDataset_<T = any> extends Dataset<T> {
  readonly datasets: readonly Source<T>[];
  /** How many samples the datasets have up to each one's end. */
  readonly cumulative_sizes: readonly number[];

  constructor(datasets: Iterable<Source<T>> | { datasets: Iterable<Source<T>> }) {
    super();
    this.datasets = [...(isPlainObject(datasets) ? datasets.datasets : datasets)] as Source<T>[];
    if (this.datasets.length === 0) throw new AssertionError('datasets should not be an empty iterable');
    if (this.datasets.some((dataset) => dataset instanceof IterableDataset)) {
      throw new AssertionError('ConcatDataset does not support IterableDataset');
    }
    let end = 0;
    this.cumulative_sizes = this.datasets.map((dataset) => {
      end += lengthOf(dataset);
      return end;
    });
  }

  get length(): number {
    return this.cumulative_sizes.at(-1) ?? 0;
  }

  get(index: number): T {
    if (index < -this.length) {
      throw new ValueError('absolute value of index should not exceed dataset length');
    }
    const at = index < 0 ? this.length + index : index;
    const which = this.cumulative_sizes.findIndex((end) => at < end);
    if (which < 0) throw new IndexError(`index ${index} is out of range for ${this.length} samples`);
    const start = which === 0 ? 0 : (this.cumulative_sizes[which - 1] as number);
    return itemOf(this.datasets[which] as Source<T>, at - start);
  }
}
export const ConcatDataset = callable(ConcatDataset_) as typeof ConcatDataset_ &
  (<T>(datasets: Iterable<Source<T>>) => ConcatDataset_<T>);
export type ConcatDataset<T = any> = ConcatDataset_<T>;

/**
 * Streams one after the other.
 *
 * @throws AssertionError for a dataset that is no IterableDataset
 */
class ChainDataset_<T = any> extends IterableDataset<T> {
  readonly datasets: readonly IterableDataset<T>[];

  constructor(datasets: Iterable<IterableDataset<T>> | { datasets: Iterable<IterableDataset<T>> }) {
    super();
    this.datasets = [...(isPlainObject(datasets) ? datasets.datasets : datasets)] as IterableDataset<T>[];
    if (!this.datasets.every((dataset) => dataset instanceof IterableDataset)) {
      throw new AssertionError('ChainDataset only supports IterableDataset');
    }
  }

  get length(): number {
    return this.datasets.reduce((sum, dataset) => sum + lengthOf(dataset), 0);
  }

  override *[Symbol.iterator](): Iterator<T> {
    for (const dataset of this.datasets) yield* dataset as Iterable<T>;
  }
}
export const ChainDataset = callable(ChainDataset_) as typeof ChainDataset_ &
  (<T>(datasets: Iterable<IterableDataset<T>>) => ChainDataset_<T>);
export type ChainDataset<T = any> = ChainDataset_<T>;

/** The samples of a dataset at some indices. */
class Subset_<T = any> extends Dataset<T> {
  readonly dataset: Source<T>;
  readonly indices: ArrayLike<number>;

  constructor(...args: Calls<['dataset', 'indices'], [dataset: Source<T>, indices: ArrayLike<number>]>) {
    super();
    const [dataset, indices] = subsetArgs(args) as [Source<T>, ArrayLike<number>];
    this.dataset = dataset;
    this.indices = indices;
  }

  get length(): number {
    return this.indices.length;
  }

  get(index: number): T {
    return itemOf(this.dataset, this._at(index));
  }

  __getitems__(indices: readonly number[]): T[] {
    return itemsOf(
      this.dataset,
      indices.map((i) => this._at(i)),
    ) as T[];
  }

  get_batch(indices: readonly number[]): unknown {
    const inner = indices.map((i) => this._at(i));
    if (offers(this.dataset, 'get_batch')) return this.dataset.get_batch(inner);
    return default_collate(itemsOf(this.dataset, inner));
  }

  private _at(index: number): number {
    const inner = this.indices[index < 0 ? this.length + index : index];
    if (inner === undefined)
      throw new IndexError(`index ${index} is out of range for ${this.length} samples`);
    return inner;
  }
}
export const Subset = callable(Subset_) as typeof Subset_ &
  (<T>(dataset: Source<T>, indices: ArrayLike<number>) => Subset_<T>);
export type Subset<T = any> = Subset_<T>;

const randomSplit = signature(
  'random_split',
  ['dataset', z.custom<Source>((given) => typeof given === 'object' && given !== null, 'expected a dataset')],
  ['lengths', z.array(z.number())],
  ['generator', z.instanceof(Generator).nullable().default(null)],
);

/**
 * Splits a dataset at random into parts of the given lengths, or shares: `random_split(dataset, [0.8, 0.2], { generator })`.
 *
 * @throws ValueError unless lengths sum to the dataset's length, or shares to 1
 */
export function random_split<T, const L extends readonly number[]>(
  dataset: Source<T>,
  lengths: L,
  generator?: Generator | null | { generator?: Generator | null },
): { -readonly [K in keyof L]: Subset<T> };
export function random_split(...args: Args<typeof randomSplit>): Subset[];
export function random_split(...args: any): any {
  const { dataset, lengths: given, generator } = randomSplit(args);
  const size = lengthOf(dataset);
  const lengths = isOne(sum(given)) ? shares(given, size) : given;
  if (sum(lengths) !== size) {
    throw new ValueError('Sum of input lengths does not equal the length of the input dataset!');
  }
  const order: number[] = torch.randperm(size, generator ? { generator } : {}).tolist();
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return new Subset(dataset, order.slice(end - length, end));
  });
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const isOne = (total: number) => total <= 1 && 1 - total <= 1e-9;

// Each share rounded down; what is left goes round, one each.
function shares(fractions: readonly number[], size: number): number[] {
  const lengths = fractions.map((fraction, i) => {
    if (fraction < 0 || fraction > 1) throw new ValueError(`Fraction at index ${i} is not between 0 and 1`);
    return Math.floor(size * fraction);
  });
  const rest = size - sum(lengths);
  for (let i = 0; i < rest; i += 1) (lengths[i % lengths.length] as number) += 1;
  for (const [i, length] of lengths.entries()) {
    if (length > 0) continue;
    process.emitWarning(
      `Length of split at index ${i} is 0. This might result in an empty dataset.`,
      'UserWarning',
    );
  }
  return lengths;
}
