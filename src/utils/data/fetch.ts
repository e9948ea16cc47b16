import { TypeError } from '../../errors.ts';
import { itemOf, offers, type Source } from './_access.ts';
import { default_collate } from './collate.ts';
import { IterableDataset } from './dataset.ts';

/** What a fetcher needs to know of a loader. */
export interface Fetching {
  readonly dataset: Source | IterableDataset;
  readonly batch_sampler: unknown;
  readonly drop_last: boolean;
  readonly collate_fn: (samples: any) => any;
}

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

  constructor(loader: Fetching) {
    this.#loader = loader;
    this.#batched = loader.batch_sampler !== null;
  }

  /** The samples for one batch, or the one sample; undefined at a stream's end. */
  samples(index: any): any {
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
    const { dataset } = this.#loader;
    if (dataset instanceof IterableDataset) return this.#streamedAsync(dataset, index);
    const samples = await this.#indexed(dataset, index);
    return this.#batched && Array.isArray(samples) ? Promise.all(samples) : samples;
  }

  collated(samples: any): any {
    return samples instanceof Collated ? samples.batch : this.#loader.collate_fn(samples);
  }

  /** Lets a stream that is left early clean up. */
  close(): void {
    if (!this.#ended) this.#stream?.return?.();
    this.#ended = true;
  }

  #indexed(dataset: Source, index: any): any {
    if (!this.#batched) return itemOf(dataset, index);
    if (this.#loader.collate_fn === default_collate && offers(dataset, 'get_batch')) {
      return new Collated(dataset.get_batch(index));
    }
    if (offers(dataset, '__getitems__')) return dataset.__getitems__(index);
    return index.map((i: number) => itemOf(dataset, i));
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
