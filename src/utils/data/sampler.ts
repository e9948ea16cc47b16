import { z } from 'zod';
import { callable } from '../../callable.ts';
import { NotImplementedError, ValueError } from '../../errors.ts';
import { Generator } from '../../random.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { lengthOf } from './_access.ts';

/** An order of indices, or of batches of them: define `[Symbol.iterator]`, and a getter `length` if it is known. */
abstract class Sampler_<T = number> {
  [Symbol.iterator](): Iterator<T> {
    throw new NotImplementedError('Subclasses of Sampler should implement [Symbol.iterator]().');
  }

  /** Python's `len(sampler)`. */
  __len__(): number {
    return lengthOf(this);
  }
}
export const Sampler = callable(Sampler_);
export type Sampler<T = number> = Sampler_<T>;

export const generator = z
  .instanceof(Generator, { error: 'expected a torch.Generator' })
  .nullable()
  .default(null);
const source = z.custom<object>((given) => typeof given === 'object' && given !== null, 'expected a dataset');
const list = z.custom<ArrayLike<number>>(
  (given) => typeof (given as ArrayLike<number> | null)?.length === 'number',
  'expected a list of indices',
);

/** A number that is drawn to seed a generator, from `generator` or from the default one. */
export function drawSeed(generator: Generator | null): number | bigint {
  return torch
    .empty([], { dtype: torch.int64 })
    .random_(generator ? { generator } : {})
    .item();
}

/** @throws ValueError unless the value is a whole number above 0 */
function checkPositive(name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ValueError(`${name} should be a positive integer value, but got ${name}=${value}`);
}

/** 0, 1, 2, ... */
class SequentialSampler_ extends Sampler {
  readonly data_source: object;

  constructor(data_source: object) {
    super();
    this.data_source = data_source;
  }

  get length(): number {
    return lengthOf(this.data_source);
  }

  override *[Symbol.iterator](): Iterator<number> {
    const { length } = this;
    for (let i = 0; i < length; i += 1) yield i;
  }
}
export const SequentialSampler = callable(SequentialSampler_);
export type SequentialSampler = SequentialSampler_;

const randomSampler = signature(
  'RandomSampler',
  ['data_source', source],
  ['replacement', z.boolean().default(false)],
  ['num_samples', z.number().nullable().default(null)],
  ['generator', generator],
);

/**
 * Indices in random order, or drawn anew each time with `replacement`. Without a generator each pass draws a seed from the
 * default one.
 *
 * @throws ValueError unless num_samples (by default the dataset's length) is positive
 */
class RandomSampler_ extends Sampler {
  readonly data_source: object;
  readonly replacement: boolean;
  readonly generator: Generator | null;
  private readonly _num_samples: number | null;

  constructor(...args: Args<typeof randomSampler>) {
    super();
    const { data_source, replacement, num_samples, generator } = randomSampler(args);
    this.data_source = data_source;
    this.replacement = replacement;
    this.generator = generator;
    this._num_samples = num_samples;
    checkPositive('num_samples', this.num_samples);
  }

  get num_samples(): number {
    return this._num_samples ?? lengthOf(this.data_source);
  }

  get length(): number {
    return this.num_samples;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const n = lengthOf(this.data_source);
    const generator = this.generator ?? Generator().manual_seed(drawSeed(null));
    const count = this.num_samples;
    if (this.replacement) {
      // In portions of 32 as Python, since the size of a draw decides its numbers.
      for (let left = count; left > 0; left -= 32) {
        yield* torch.randint(n, [Math.min(left, 32)], { dtype: torch.int64, generator }).tolist();
      }
      return;
    }
    for (let i = 0; i < Math.floor(count / n); i += 1) yield* torch.randperm(n, { generator }).tolist();
    // Drawn even where nothing of it is needed: a generator that is given goes on from there.
    yield* torch
      .randperm(n, { generator })
      .tolist()
      .slice(0, count % n);
  }
}
export const RandomSampler = callable(RandomSampler_);
export type RandomSampler = RandomSampler_;

const subsetSampler = signature('SubsetRandomSampler', ['indices', list], ['generator', generator]);

/** Some indices in random order. */
class SubsetRandomSampler_ extends Sampler {
  readonly indices: ArrayLike<number>;
  readonly generator: Generator | null;

  constructor(...args: Args<typeof subsetSampler>) {
    super();
    const { indices, generator } = subsetSampler(args);
    this.indices = indices;
    this.generator = generator;
  }

  get length(): number {
    return this.indices.length;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const { indices, generator } = this;
    const order: number[] = torch.randperm(indices.length, generator ? { generator } : {}).tolist();
    for (const i of order) yield indices[i] as number;
  }
}
export const SubsetRandomSampler = callable(SubsetRandomSampler_);
export type SubsetRandomSampler = SubsetRandomSampler_;

const weightedSampler = signature(
  'WeightedRandomSampler',
  [
    'weights',
    z.custom<ArrayLike<number> | Tensor>(
      (given) => given instanceof Tensor || Array.isArray(given) || ArrayBuffer.isView(given),
      'expected numbers or a Tensor',
    ),
  ],
  ['num_samples', z.number()],
  ['replacement', z.boolean().default(true)],
  ['generator', generator],
);

/**
 * Indices drawn with the given weights, which need not sum to one.
 *
 * @throws ValueError unless num_samples is positive and the weights are a list
 */
class WeightedRandomSampler_ extends Sampler {
  readonly weights: Tensor;
  readonly num_samples: number;
  readonly replacement: boolean;
  readonly generator: Generator | null;

  constructor(...args: Args<typeof weightedSampler>) {
    super();
    const { weights, num_samples, replacement, generator } = weightedSampler(args);
    checkPositive('num_samples', num_samples);
    this.weights = torch.as_tensor(weights, { dtype: torch.float64 });
    if (this.weights.dim() !== 1) {
      throw new ValueError(
        `weights should be a 1d sequence but given weights have shape (${this.weights.shape.join(', ')})`,
      );
    }
    this.num_samples = num_samples;
    this.replacement = replacement;
    this.generator = generator;
  }

  get length(): number {
    return this.num_samples;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const { weights, num_samples, replacement, generator } = this;
    yield* torch.multinomial(weights, num_samples, replacement, generator ? { generator } : {}).tolist();
  }
}
export const WeightedRandomSampler = callable(WeightedRandomSampler_);
export type WeightedRandomSampler = WeightedRandomSampler_;

const batchSampler = signature(
  'BatchSampler',
  [
    'sampler',
    z.custom<Iterable<any>>(
      (given) => typeof (given as Iterable<any> | null)?.[Symbol.iterator] === 'function',
      'expected a sampler',
    ),
  ],
  ['batch_size', z.number()],
  ['drop_last', z.boolean()],
);

/**
 * Lists of `batch_size` indices of another sampler; the last may be shorter, or is dropped.
 *
 * @throws ValueError unless batch_size is positive
 */
class BatchSampler_ extends Sampler<any[]> {
  readonly sampler: Iterable<any> & { readonly length: number };
  readonly batch_size: number;
  readonly drop_last: boolean;

  constructor(...args: Args<typeof batchSampler>) {
    super();
    const { sampler, batch_size, drop_last } = batchSampler(args);
    checkPositive('batch_size', batch_size);
    this.sampler = sampler as this['sampler'];
    this.batch_size = batch_size;
    this.drop_last = drop_last;
  }

  get length(): number {
    const count = lengthOf(this.sampler) / this.batch_size;
    return this.drop_last ? Math.floor(count) : Math.ceil(count);
  }

  override *[Symbol.iterator](): Iterator<any[]> {
    let batch: any[] = [];
    for (const index of this.sampler) {
      batch.push(index);
      if (batch.length < this.batch_size) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && !this.drop_last) yield batch;
  }
}
export const BatchSampler = callable(BatchSampler_);
export type BatchSampler = BatchSampler_;
