import { z } from 'zod';
import { bareObject, deepcopy, type Memo } from '../../_copy.ts';
import { callable } from '../../callable.ts';
import { NotImplementedError, RuntimeError, TypeError, ValueError } from '../../errors.ts';
import type { Generator } from '../../random.ts';
import { type Args, type ArgsOf, type Field, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warnOnce } from '../../warn.ts';
import { lengthOf, type Source } from './_access.ts';
import { TIED } from './_crossing/encode.ts';
import { unpackError } from './_workers/errors.ts';
import type { Job, Report } from './_workers/messages.ts';
import { Pool } from './_workers/pool.ts';
import { type Collated, type Converted, default_collate, default_convert, mapLeaves } from './collate.ts';
import { IterableDataset } from './dataset.ts';
import { Fetcher, type Fetching, NOTHING, type OnError, type Skipped } from './fetch.ts';
import { BatchSampler, drawSeed, generator, RandomSampler, SequentialSampler } from './sampler.ts';

const iterable = z
  .custom<Iterable<any>>(
    (given) => typeof (given as Iterable<any> | null)?.[Symbol.iterator] === 'function',
    'expected a sampler',
  )
  .nullable()
  .default(null);
const fn = <F>() =>
  z
    .custom<F>((given) => typeof given === 'function', 'expected a function')
    .nullable()
    .default(null);

const dataLoader = signature(
  'DataLoader',
  [
    'dataset',
    z.custom<Source | IterableDataset>(
      (given) => typeof given === 'object' && given !== null,
      'expected a dataset',
    ),
  ],
  ['batch_size', z.number().nullable().default(1)],
  ['shuffle', z.boolean().nullable().default(null)],
  ['sampler', iterable],
  ['batch_sampler', iterable],
  ['num_workers', z.int().default(0)],
  ['collate_fn', fn<(batch: any) => any>()],
  ['pin_memory', z.boolean().default(false)],
  ['drop_last', z.boolean().default(false)],
  ['timeout', z.number().default(0)],
  ['worker_init_fn', fn<(worker_id: number) => void>()],
  ['multiprocessing_context', z.unknown().default(null)],
  ['generator', generator],
  ['prefetch_factor', z.int().nullable().default(null)],
  ['persistent_workers', z.boolean().default(false)],
  ['pin_memory_device', z.string().default('')],
  ['in_order', z.boolean().default(true)],
  [
    'on_error',
    z
      .custom<OnError>(
        (given) => given === 'raise' || given === 'skip' || typeof given === 'function',
        "expected 'raise', 'skip' or a function of the error and the index",
      )
      .default('raise'),
  ],
);

export { default_collate, default_convert };

type Rest<F> = F extends readonly [Field, ...infer R extends readonly Field[]] ? ArgsOf<R> : never;
type Options = Omit<Extract<Args<typeof dataLoader>[0], { dataset: unknown }>, 'dataset'>;
type From<T> = Source<T> | IterableDataset<T>;

// Only types here: what a loop over `DataLoader(dataset, ...)` gives follows from the dataset's samples.
interface LoaderConstructor {
  <B, D extends From<any> = any>(
    dataset: D,
    options: Options & { collate_fn: (samples: any) => B },
  ): DataLoader<Awaited<B>, D>;
  new <B, D extends From<any> = any>(
    dataset: D,
    options: Options & { collate_fn: (samples: any) => B },
  ): DataLoader<Awaited<B>, D>;
  <T = any, D = any>(
    dataset: D & From<T>,
    options: Options & { batch_size: null },
  ): DataLoader<Converted<Awaited<T>>, D>;
  new <T = any, D = any>(
    dataset: D & From<T>,
    options: Options & { batch_size: null },
  ): DataLoader<Converted<Awaited<T>>, D>;
  <T = any, D = any>(
    dataset: D & From<T>,
    ...rest: Rest<typeof dataLoader.fields>
  ): DataLoader<Collated<Awaited<T>>, D>;
  new <T = any, D = any>(
    dataset: D & From<T>,
    ...rest: Rest<typeof dataLoader.fields>
  ): DataLoader<Collated<Awaited<T>>, D>;
  <T = any, D = any>(options: Options & { dataset: D & From<T> }): DataLoader<Collated<Awaited<T>>, D>;
  new <T = any, D = any>(options: Options & { dataset: D & From<T> }): DataLoader<Collated<Awaited<T>>, D>;
}

function check(holds: boolean, message: string): void {
  if (!holds) throw new ValueError(message);
}

/**
 * Batches of a dataset's samples, in order or at random:
 *
 *     for (const [x, y] of DataLoader(dataset, { batch_size: 64, shuffle: true })) ...
 *
 * Orders and draws are those of Python under the same seed. Where `get` or `collate_fn` give promises, loop with
 * `for await`. `batch_size: null` gives the samples one by one.
 *
 * With `num_workers` that many threads load ahead of the loop, `prefetch_factor` batches each. They get copies of the
 * dataset and of the functions, tensors on the same memory; docs/data.md says what crosses. `on_error: 'skip'` leaves
 * samples out that cannot be read, and lists them in `skipped`.
 *
 * @throws ValueError for options that contradict each other
 * @see https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.DataLoader
 */
class DataLoader_<Batch = any, Samples = any> {
  declare readonly dataset: Samples;
  declare readonly batch_size: number | null;
  declare readonly drop_last: boolean;
  declare readonly sampler: Iterable<any>;
  declare readonly batch_sampler: Iterable<any[]> | null;
  declare readonly persistent_workers: boolean;
  num_workers: number;
  prefetch_factor: number | null;
  pin_memory: boolean;
  pin_memory_device: string;
  timeout: number;
  worker_init_fn: ((worker_id: number) => void) | null;
  multiprocessing_context: unknown;
  in_order: boolean;
  generator: Generator | null;
  collate_fn: (batch: any) => any;
  /** What becomes of samples that cannot be read; see `skipped`. */
  on_error: OnError;
  /** The samples that passes left out so far, with the errors; only `on_error` leaves any out. */
  readonly skipped: Skipped[] = [];
  /** @internal The persistent workers, once they work. */
  _pool: Pool | null = null;
  /** @internal Keeps a loader in its thread. */
  static readonly [TIED] = true;

  constructor(...args: Args<typeof dataLoader>) {
    const given = dataLoader(args);
    checkWorkers(given);
    const stream = given.dataset instanceof IterableDataset;
    const samplers = chooseSamplers(given, stream);
    this.num_workers = given.num_workers;
    this.prefetch_factor = given.num_workers > 0 ? (given.prefetch_factor ?? 2) : null;
    this.pin_memory = given.pin_memory;
    this.pin_memory_device = given.pin_memory_device;
    this.timeout = given.timeout;
    this.worker_init_fn = given.worker_init_fn;
    this.multiprocessing_context = given.multiprocessing_context;
    this.in_order = given.in_order;
    this.generator = given.generator;
    this.collate_fn = given.collate_fn ?? (samplers.batch_sampler ? default_collate : default_convert);
    this.on_error = given.on_error;
    const { dataset, persistent_workers } = given;
    fix(this, { dataset, persistent_workers, ...samplers });
  }

  /** How many batches a pass gives. */
  get length(): number {
    if (!(this.dataset instanceof IterableDataset)) return lengthOf(this.batch_sampler ?? this.sampler);
    const samples = lengthOf(this.dataset);
    if (this.batch_size === null) return samples;
    return this.drop_last ? Math.floor(samples / this.batch_size) : Math.ceil(samples / this.batch_size);
  }

  /** Python's `len(loader)`. */
  __len__(): number {
    return this.length;
  }

  /** A loader over copies of data and samplers, with workers of its own. See copy.deepcopy. */
  __deepcopy__(memo: Memo): this {
    const twin = bareObject(this);
    memo.set(this, twin);
    return this._copyTo(twin, (held) => deepcopy(held, memo));
  }

  /** A loader over the same data and samplers, with workers of its own. See copy.copy. */
  __copy__(): this {
    return this._copyTo(bareObject(this), (held) => held);
  }

  private _copyTo(twin: this, copied: <T>(held: T) => T): this {
    const { dataset, batch_size, drop_last, sampler, batch_sampler, persistent_workers, ...rest } = this;
    const fixed = { dataset, batch_size, drop_last, sampler, batch_sampler, persistent_workers };
    Object.assign(twin, copied({ ...rest, _pool: null }));
    fix(twin, copied(fixed));
    return twin;
  }

  /** Ends persistent workers before the loader itself is collected. */
  [Symbol.dispose](): void {
    this._pool?.close();
    this._pool = null;
  }

  [Symbol.iterator](): IterableIterator<Batch> {
    const pass = begin(this);
    return {
      next: () => pass.next(),
      return: () => pass.close(),
      [Symbol.iterator]() {
        return this;
      },
      ...uncopyable,
    };
  }

  /** As the plain loop, but waits for samples and batches that are promises. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Batch> {
    const pass = begin(this);
    return {
      next: () => pass.nextAsync(),
      return: async () => pass.close(),
      [Symbol.asyncIterator]() {
        return this;
      },
      ...uncopyable,
    };
  }
}
export const DataLoader = callable(DataLoader_) as unknown as LoaderConstructor;
export type DataLoader<Batch = any, Samples = any> = DataLoader_<Batch, Samples>;

// A pass goes on where it stands, in workers as well.
const refuseCopy = () => {
  throw new NotImplementedError('the iterator of a DataLoader cannot be copied; copy the loader');
};
const uncopyable = { __copy__: refuseCopy, __deepcopy__: refuseCopy };

interface Pass {
  next(): IteratorResult<any>;
  nextAsync(): Promise<IteratorResult<any>>;
  close(): IteratorResult<any>;
}

function begin(loader: DataLoader_): Pass {
  check(loader.timeout === 0 || loader.num_workers > 0, 'a timeout needs num_workers > 0');
  const pins = loader.pin_memory && torch.cuda.is_available();
  if (loader.pin_memory && !pins) warnOnce(NO_PINNING);
  return loader.num_workers > 0 ? new WorkerPass(loader, pins) : new PlainPass(loader, pins);
}

const fetching = ({ dataset, batch_sampler, drop_last, collate_fn, on_error }: DataLoader_): Fetching => ({
  dataset,
  batched: batch_sampler !== null,
  drop_last,
  collate_fn,
  on_error,
});

/** One pass over the data in this thread. */
class PlainPass implements Pass {
  readonly #loader: DataLoader_;
  readonly #fetcher: Fetcher;
  readonly #order: Iterator<any>;
  readonly #pins: boolean;

  constructor(loader: DataLoader_, pins: boolean) {
    this.#loader = loader;
    this.#pins = pins;
    this.#order = (loader.batch_sampler ?? loader.sampler)[Symbol.iterator]();
    // Drawn in every pass, by workers or not: the numbers that follow are then the same.
    drawSeed(loader.generator);
    this.#fetcher = new Fetcher(fetching(loader));
  }

  next(): IteratorResult<any> {
    while (true) {
      const index = this.#order.next();
      if (index.done) return DONE;
      const samples = this.#report(this.#fetcher.samples(index.value));
      if (samples === undefined) return this.close();
      if (samples === NOTHING) continue;
      const batch = this.#fetcher.collated(samples);
      if (batch instanceof Promise) {
        throw new TypeError('collate_fn gave a Promise: loop with `for await (const batch of loader)`');
      }
      return { done: false, value: this.#pinned(batch) };
    }
  }

  async nextAsync(): Promise<IteratorResult<any>> {
    while (true) {
      const index = this.#order.next();
      if (index.done) return DONE;
      const samples = this.#report(await this.#fetcher.samplesAsync(index.value));
      if (samples === undefined) return this.close();
      if (samples === NOTHING) continue;
      return { done: false, value: this.#pinned(await this.#fetcher.collated(samples)) };
    }
  }

  close(): IteratorResult<any> {
    this.#order.return?.();
    this.#fetcher.close();
    return DONE;
  }

  #report(samples: any): any {
    for (const skipped of this.#fetcher.takeSkipped()) reportSkipped(this.#loader, skipped);
    return samples;
  }

  #pinned(batch: any): any {
    return this.#pins ? pinned(batch) : batch;
  }
}

type Content = Exclude<Report, { kind: 'fatal' }>;

/** One pass over the data with worker threads. Tasks are numbered, and given to the workers in turn. */
class WorkerPass implements Pass {
  readonly #loader: DataLoader_;
  readonly #pins: boolean;
  readonly #pool: Pool;
  readonly #order: Iterator<any>;
  readonly #limit: number;
  /** Which workers have samples left: a stream may end in one before it does in another. */
  readonly #active: boolean[];
  readonly #load: number[];
  /** What is not yet given to the loop, by number: its worker, and its content once that is there. */
  readonly #tasks = new Map<number, { worker: number; content?: Content }>();
  #sent = 0;
  #wanted = 0;
  #turn = 0;
  #over = false;

  constructor(loader: DataLoader_, pins: boolean) {
    this.#loader = loader;
    this.#pins = pins;
    const { num_workers } = loader;
    this.#order = (loader.batch_sampler ?? loader.sampler)[Symbol.iterator]();
    this.#pool = workersFor(loader);
    this.#active = Array(num_workers).fill(true);
    this.#load = Array(num_workers).fill(0);
    this.#limit = Math.max(1, loader.prefetch_factor ?? 2) * num_workers;
    this.#guarded(() => {
      for (let i = 0; i < this.#limit; i += 1) this.#give();
    });
  }

  next(): IteratorResult<any> {
    return this.#guarded(() => {
      while (true) {
        const step = this.#step();
        if (step !== 'wait') return step;
        this.#arrived(this.#pool.receive(this.#patience()));
      }
    });
  }

  async nextAsync(): Promise<IteratorResult<any>> {
    try {
      while (true) {
        const step = this.#step();
        if (step !== 'wait') return step;
        this.#arrived(await this.#pool.receiveAsync(this.#patience()));
      }
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  close(): IteratorResult<any> {
    if (this.#over) return DONE;
    this.#over = true;
    this.#order.return?.();
    if (!this.#loader.persistent_workers) this.#pool.close();
    return DONE;
  }

  #guarded<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  // Nothing of a pass that failed is of use to the next one.
  #fail(): void {
    this.close();
    this.#pool.close();
    if (this.#loader._pool === this.#pool) this.#loader._pool = null;
  }

  /** What the loop gets next, if that is there. */
  #step(): IteratorResult<any> | 'wait' {
    while (!this.#over) {
      const task = this.#tasks.get(this.#wanted);
      if (task === undefined || (!task.content && !this.#active[task.worker])) {
        this.#tasks.delete(this.#wanted);
        if (this.#wanted >= this.#sent) return this.close();
        this.#wanted += 1;
        continue;
      }
      if (!task.content) return this.#loader.in_order ? 'wait' : (this.#anyReady() ?? 'wait');
      const result = this.#take(this.#wanted, task.worker, task.content);
      this.#wanted += 1;
      if (result) return result;
    }
    return DONE;
  }

  #anyReady(): IteratorResult<any> | undefined {
    for (const [number, { worker, content }] of this.#tasks) {
      const result = content && this.#take(number, worker, content);
      if (result) return result;
    }
    return undefined;
  }

  #take(number: number, worker: number, content: Content): IteratorResult<any> | undefined {
    this.#tasks.delete(number);
    this.#load[worker] = (this.#load[worker] as number) - 1;
    this.#give();
    if (content.kind === 'error') throw unpackError(content.error, worker, this.#pool.classOf);
    if (content.kind !== 'batch') return undefined;
    const batch = this.#pool.unpack(worker, content);
    return { done: false, value: this.#pins ? pinned(batch) : batch };
  }

  #arrived(received: [number, Report] | 'timeout'): void {
    if (received === 'timeout') {
      throw new RuntimeError(`DataLoader timed out after ${this.#loader.timeout} seconds`);
    }
    const [worker, content] = received as [number, Content];
    if (content.kind !== 'error') {
      for (const { index, error } of content.skipped) {
        reportSkipped(this.#loader, { index, error: unpackError(error, worker, this.#pool.classOf) });
      }
    }
    const task = this.#tasks.get(content.number);
    if (task === undefined) return;
    if (content.kind === 'end') {
      // Its other tasks would find the stream ended as well.
      this.#active[worker] = false;
      this.#give();
      return;
    }
    task.content = content;
  }

  /** Gives the next worker that has samples left the next indices. */
  #give(): void {
    const index = this.#order.next();
    if (index.done) return;
    const { num_workers, in_order } = this.#loader;
    const share = Math.floor(this.#limit / Math.max(1, this.#active.filter(Boolean).length));
    for (let tried = 0; tried < num_workers; tried += 1) {
      const worker = this.#turn;
      this.#turn = (this.#turn + 1) % num_workers;
      if (!this.#active[worker] || (!in_order && (this.#load[worker] as number) >= share)) continue;
      this.#tasks.set(this.#sent, { worker });
      this.#load[worker] = (this.#load[worker] as number) + 1;
      this.#pool.give(worker, this.#sent, index.value);
      this.#sent += 1;
      return;
    }
  }

  #patience(): number {
    const { timeout } = this.#loader;
    return timeout > 0 ? timeout * 1000 : Number.POSITIVE_INFINITY;
  }
}

// Ends the persistent workers of a loader that nothing refers to any more.
const abandoned = new FinalizationRegistry<Pool>((pool) => pool.close());

function workersFor(loader: DataLoader_): Pool {
  if (loader._pool && loader._pool.size === loader.num_workers) {
    loader._pool.resume();
    return loader._pool;
  }
  loader._pool?.close();
  const job: Job = { ...fetching(loader), worker_init_fn: loader.worker_init_fn };
  const pool = new Pool(job, loader.num_workers, drawSeed(loader.generator));
  if (loader.persistent_workers) {
    loader._pool = pool;
    abandoned.register(loader, pool);
  }
  return pool;
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

function pinned(data: any): any {
  return mapLeaves(data, (leaf) => (leaf instanceof Tensor ? leaf.pin_memory() : leaf));
}

function reportSkipped(loader: DataLoader_, skipped: Skipped): void {
  loader.skipped.push(skipped);
  const { index, error } = skipped;
  const text = error instanceof Error ? error.message : String(error);
  process.emitWarning(`DataLoader left out sample ${String(index)}: ${text}`, 'UserWarning');
}

// ---- options

type Given = ReturnType<typeof dataLoader>;

function checkWorkers({ num_workers, timeout, prefetch_factor, persistent_workers, ...given }: Given): void {
  check(
    num_workers >= 0,
    'num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.',
  );
  check(timeout >= 0, 'timeout option should be non-negative');
  check(
    num_workers > 0 || prefetch_factor === null,
    'prefetch_factor option could only be specified in multiprocessing. ' +
      'Let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None.',
  );
  check(prefetch_factor === null || prefetch_factor >= 0, 'prefetch_factor option should be non-negative');
  check(!persistent_workers || num_workers > 0, 'persistent_workers option needs num_workers > 0');
  check(
    given.multiprocessing_context === null || num_workers > 0,
    'multiprocessing_context can only be used with multi-process loading (num_workers > 0), ' +
      `but got num_workers=${num_workers}`,
  );
}

interface Samplers {
  batch_size: number | null;
  drop_last: boolean;
  sampler: Iterable<any>;
  batch_sampler: Iterable<any[]> | null;
}

function chooseSamplers(given: Given, stream: boolean): Samplers {
  const { dataset, shuffle, batch_size, drop_last, generator } = given;
  if (stream) {
    const unexpected = (option: string, value: unknown) =>
      `DataLoader with IterableDataset: expected unspecified ${option} option, but got ${option}=${value}`;
    check(!shuffle, unexpected('shuffle', shuffle));
    check(given.sampler === null, unexpected('sampler', given.sampler));
    check(given.batch_sampler === null, unexpected('batch_sampler', given.batch_sampler));
  }
  check(given.sampler === null || !shuffle, 'sampler option is mutually exclusive with shuffle');
  const sampler = given.sampler ?? defaultSampler(dataset, { stream, shuffle: !!shuffle, generator });
  if (given.batch_sampler !== null) {
    check(
      batch_size === 1 && !shuffle && given.sampler === null && !drop_last,
      'batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last',
    );
    return { batch_size: null, drop_last: false, sampler, batch_sampler: given.batch_sampler };
  }
  if (batch_size === null) {
    check(
      !drop_last,
      'batch_size=None option disables auto-batching and is mutually exclusive with drop_last',
    );
    return { batch_size, drop_last, sampler, batch_sampler: null };
  }
  return { batch_size, drop_last, sampler, batch_sampler: BatchSampler(sampler, batch_size, drop_last) };
}

function defaultSampler(
  dataset: object,
  options: { stream: boolean; shuffle: boolean; generator: Generator | null },
): Iterable<unknown> {
  if (options.stream) return { [Symbol.iterator]: endless };
  const { generator } = options;
  return options.shuffle ? RandomSampler(dataset, { generator }) : SequentialSampler(dataset);
}

// A stream has no indices; each tells it to go on by one sample.
function* endless(): Iterator<null> {
  while (true) yield null;
}

// What the samplers were made from must not change below them.
function fix(loader: DataLoader_, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(loader, name, {
      enumerable: true,
      get: () => value,
      set() {
        throw new ValueError(`${name} attribute should not be set after DataLoader is initialized`);
      },
    });
  }
}

// ---- warnings

const NO_PINNING =
  "'pin_memory' argument is set as true but no accelerator is found, then device pinned memory won't be used.";
