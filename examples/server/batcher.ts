// Requests that wait, grouped: a batch leaves when it is full, or when its oldest request has waited long enough.

/** Does one batch at a time; the results stand in the order of the items. */
export interface Runner<T, R> {
  run(items: readonly T[]): Promise<readonly R[]>;
}

export interface BatchOptions {
  /** The most items of a batch. */
  readonly size: number;
  /** Milliseconds that an item waits at most for others, while a runner is free. */
  readonly wait: number;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly since: number;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

/** Hands items to runners, batch by batch; what runs as one batch is decided when a runner is free, not before. */
export class Batcher<T, R> {
  readonly #options: BatchOptions;
  readonly #onBatch: (size: number) => void;
  readonly #free: Runner<T, R>[] = [];
  #queue: Waiting<T, R>[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BatchOptions, onBatch: (size: number) => void = () => {}) {
    this.#options = options;
    this.#onBatch = onBatch;
  }

  /** Items that no runner has taken yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  add(runner: Runner<T, R>): void {
    this.#free.push(runner);
    this.#dispatch();
  }

  remove(runner: Runner<T, R>): void {
    const place = this.#free.indexOf(runner);
    if (place >= 0) this.#free.splice(place, 1);
  }

  /** The item's result. When `signal` aborts before a runner took the item, it leaves the queue. */
  submit(item: T, signal: AbortSignal): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const waiting = { item, since: performance.now(), resolve, reject };
      this.#queue.push(waiting);
      signal.addEventListener(
        'abort',
        () => {
          this.#queue = this.#queue.filter((other) => other !== waiting);
          reject(signal.reason);
        },
        { once: true },
      );
      this.#dispatch();
    });
  }

  /** Rejects what waits. */
  fail(reason: Error): void {
    for (const { reject } of this.#queue.splice(0)) reject(reason);
  }

  #dispatch(): void {
    clearTimeout(this.#timer);
    const { size, wait } = this.#options;
    while (this.#free.length > 0 && this.#queue.length > 0) {
      const left = (this.#queue[0] as Waiting<T, R>).since + wait - performance.now();
      if (this.#queue.length < size && left > 0) {
        this.#timer = setTimeout(() => this.#dispatch(), Math.ceil(left));
        return;
      }
      void this.#run(this.#free.shift() as Runner<T, R>, this.#queue.splice(0, size));
    }
  }

  async #run(runner: Runner<T, R>, batch: readonly Waiting<T, R>[]): Promise<void> {
    this.#onBatch(batch.length);
    try {
      const results = await runner.run(batch.map(({ item }) => item));
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] as R);
      this.add(runner);
    } catch (error) {
      // The runner is lost; whoever started it adds another.
      for (const { reject } of batch) reject(error);
    }
  }
}
