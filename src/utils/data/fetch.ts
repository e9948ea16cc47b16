import { TypeError } from '../../errors.ts';
import { itemOf, offers, type Source } from './_access.ts';
import { default_collate } from './collate.ts';
import { IterableDataset } from './dataset.ts';

/** What a fetcher needs to know of a loader. */
export interface Fetching {
  readonly dataset: Source | IterableDataset;
  /** Whether it is asked for batches, by lists of indices, or for single samples. */
  readonly batched: boolean;
  readonly drop_last: boolean;
  readonly collate_fn: (samples: any) => any;
  readonly on_error: OnError;
}

/**
 * What becomes of a sample that cannot be read: its error is thrown, or the sample is left out; a function decides from
 * the error and the index (true: leave it out).
 */
export type OnError = 'raise' | 'skip' | ((error: unknown, index: unknown) => boolean);

/** A sample that was left out. */
export interface Skipped {
  readonly index: unknown;
  readonly error: unknown;
}

/** Stands for a batch of which every sample was left out. */
export const NOTHING = Symbol('nothing');

/** Samples of a loader's dataset that are collated already. */
class Collated {
  readonly batch: unknown;

  constructor(batch: unknown) {
    this.batch = batch;
  }
}

type Stream = Iterator<any> | AsyncIterator<any>;

/** Gets samples by index, or from a stream, and collates them. */
export class Fetcher {
  readonly #loader: Fetching;
  readonly #batched: boolean;
  #stream: Stream | undefined;
  #ended = false;
  #skipped: Skipped[] = [];
  /** The index of the sample that was asked for last, while that is known. */
  at: unknown;

  constructor(loader: Fetching) {
    this.#loader = loader;
    this.#batched = loader.batched;
  }

  /** The samples left out since the last call. */
  takeSkipped(): Skipped[] {
    const skipped = this.#skipped;
    this.#skipped = [];
    return skipped;
  }

  /** Whether collating these samples made tensors that nothing else holds. */
  isFresh(samples: unknown): boolean {
    return this.#batched && !(samples instanceof Collated) && this.#loader.collate_fn === default_collate;
  }

  /** The samples for one batch, or the one sample; undefined at a stream's end. */
  samples(index: any): any {
    this.at = undefined;
    const { dataset } = this.#loader;
    const samples =
      dataset instanceof IterableDataset ? this.#streamed(dataset, index) : this.#indexed(dataset, index);
    const found = Array.isArray(samples) && this.#batched ? samples : [samples];
    if (found.some((sample) => sample instanceof Promise)) {
      throw new TypeError('the dataset gave a Promise: loop with `for await (const batch of loader)`');
    }
    return samples;
  }

  /** The same, once all samples are there. */
  async samplesAsync(index: any): Promise<any> {
    this.at = undefined;
    const { dataset, on_error } = this.#loader;
    if (dataset instanceof IterableDataset) return this.#streamedAsync(dataset, index);
    const samples = this.#indexed(dataset, index);
    if (!this.#batched || !Array.isArray(samples)) {
      return samples instanceof Promise && on_error !== 'raise' ? this.#settled([samples], [index]) : samples;
    }
    if (!samples.some((sample) => sample instanceof Promise)) return samples;
    if (on_error !== 'raise') return this.#settled(samples, index);
    return Promise.all(samples);
  }

  collated(samples: any): any {
    this.at = undefined;
    return samples instanceof Collated ? samples.batch : this.#loader.collate_fn(samples);
  }

  /** Lets a stream that is left early clean up. */
  close(): void {
    if (!this.#ended) this.#stream?.return?.();
    this.#ended = true;
  }

  #indexed(dataset: Source, index: any): any {
    const { collate_fn, on_error } = this.#loader;
    if (on_error !== 'raise') return this.#readable(dataset, index);
    if (!this.#batched) return this.#item(dataset, index);
    if (collate_fn === default_collate && offers(dataset, 'get_batch')) {
      return new Collated(dataset.get_batch(index));
    }
    if (offers(dataset, '__getitems__')) return dataset.__getitems__(index);
    if (typeof index?.map !== 'function') {
      throw new TypeError(`a batch_sampler must give lists of indices, got ${String(index)}`);
    }
    const samples = index.map((i: number) => this.#item(dataset, i));
    this.at = undefined;
    return samples;
  }

  #item(dataset: Source, index: any): any {
    this.at = index;
    return itemOf(dataset, index);
  }

  /** One by one, without those that cannot be read. */
  #readable(dataset: Source, index: any): any {
    const samples: any[] = [];
    for (const i of this.#batched ? index : [index]) {
      try {
        samples.push(this.#item(dataset, i));
      } catch (error) {
        this.#skip(error, i);
      }
    }
    this.at = undefined;
    if (samples.length === 0) return NOTHING;
    return this.#batched ? samples : samples[0];
  }

  async #settled(promises: readonly any[], indices: readonly any[]): Promise<any> {
    const samples: any[] = [];
    // Those that were left out at once are not among the promises; their indices are known.
    const left = indices.filter((i) => !this.#skipped.some(({ index }) => index === i));
    for (const [i, result] of (await Promise.allSettled(promises)).entries()) {
      if (result.status === 'fulfilled') samples.push(result.value);
      else this.#skip(result.reason, left[i]);
    }
    if (samples.length === 0) return NOTHING;
    return this.#batched ? samples : samples[0];
  }

  #skip(error: unknown, index: unknown): void {
    const { on_error } = this.#loader;
    if (on_error === 'raise' || (typeof on_error === 'function' && !on_error(error, index))) throw error;
    this.#skipped.push({ index, error });
  }

  #streamed(dataset: IterableDataset, index: any): any {
    if (this.#ended) return undefined;
    this.#stream ??= dataset[Symbol.iterator]();
    const next = () => (this.#stream as Iterator<any>).next();
    if (!this.#batched) return this.#take(next());
    const samples: any[] = [];
    while (samples.length < index.length) {
      const result = next();
      if (this.#finished(result)) break;
      samples.push(result.value);
    }
    return this.#portion(samples, index.length);
  }

  async #streamedAsync(dataset: IterableDataset, index: any): Promise<any> {
    if (this.#ended) return undefined;
    this.#stream ??= asyncIterator(dataset);
    const next = () => (this.#stream as AsyncIterator<any>).next();
    if (!this.#batched) return this.#take(await next());
    const samples: any[] = [];
    while (samples.length < index.length) {
      const result = await next();
      if (this.#finished(result)) break;
      samples.push(await result.value);
    }
    return this.#portion(samples, index.length);
  }

  #finished(result: IteratorResult<any>): boolean {
    if (result.done) this.#ended = true;
    return this.#ended;
  }

  #take(result: IteratorResult<any>): any {
    return this.#finished(result) ? undefined : result.value;
  }

  #portion(samples: any[], size: number): any[] | undefined {
    if (samples.length === 0 || (this.#loader.drop_last && samples.length < size)) return undefined;
    return samples;
  }
}

function asyncIterator(dataset: IterableDataset): Stream {
  const asynchronous = (dataset as unknown as Partial<AsyncIterable<any>>)[Symbol.asyncIterator];
  return asynchronous ? asynchronous.call(dataset) : dataset[Symbol.iterator]();
}
