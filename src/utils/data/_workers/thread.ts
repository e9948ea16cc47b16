/** A loader's worker thread: takes orders from its port, and sends batches back. Loaded by `start.ts`. */
import type { MessagePort } from 'node:worker_threads';
import { native } from '../../../native.ts';
import { manual_seed } from '../../../random.ts';
import { Tensor } from '../../../tensor.ts';
import { Decoder } from '../_crossing/decode.ts';
import { Encoder } from '../_crossing/encode.ts';
import { Fetcher, NOTHING } from '../fetch.ts';
import { setWorkerInfo } from '../worker.ts';
import { packError } from './errors.ts';
import { type ErrorReport, type Job, type Order, type Report, Slot, State } from './messages.ts';

type Serve = Order & { kind: 'serve' };
type Task = Order & { kind: 'task' };

/** A loader's job in this thread, for one pass or, with persistent workers, for many. */
class Service {
  readonly outbox: number;
  readonly #job: Job;
  readonly #functions: ReadonlyMap<unknown, number>;
  #fetcher: Fetcher;
  #ended = false;

  private constructor(job: Job, outbox: number, functions: ReadonlyMap<unknown, number>) {
    this.#job = job;
    this.outbox = outbox;
    this.#functions = functions;
    this.#fetcher = new Fetcher(job);
  }

  static async start({ job: parcel, inbox, outbox, id, num_workers, seed }: Serve): Promise<Service> {
    const decoder = new Decoder(parcel, inbox);
    await decoder.load();
    const job = decoder.decode() as Job;
    manual_seed(seed);
    const small = seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : seed;
    setWorkerInfo(Object.freeze({ id, num_workers, seed: small, dataset: job.dataset }));
    await job.worker_init_fn?.(id);
    return new Service(job, outbox, decoder.functions());
  }

  resume(): void {
    this.#fetcher.close();
    this.#fetcher = new Fetcher(this.#job);
    this.#ended = false;
  }

  close(): void {
    this.#fetcher.close();
  }

  async run({ pass, number, index }: Task): Promise<Report | null> {
    if (this.#ended) return null;
    try {
      const samples = await this.#fetcher.samplesAsync(index);
      const skipped = this.#fetcher.takeSkipped().map(({ index: at, error }) => ({
        index: at,
        error: packError(error, at, this.home),
      }));
      if (samples === undefined) {
        this.#ended = true;
        return { kind: 'end', pass, number, skipped };
      }
      if (samples === NOTHING) return { kind: 'nothing', pass, number, skipped };
      const collated = await this.#fetcher.collated(samples);
      const encoder = new Encoder(this.outbox, this.home);
      const batch = encoder.encode(collated, 'the batch');
      // What was made for this batch alone need not wait for a collection; the main thread has the memory.
      if (this.#fetcher.isFresh(samples)) {
        for (const value of encoder.values) if (value instanceof Tensor) value.dispose();
      }
      return { kind: 'batch', pass, number, batch, skipped };
    } catch (error) {
      return { kind: 'error', pass, number, error: packError(error, this.#fetcher.at ?? index, this.home) };
    }
  }

  /** The number under which the main thread knows a function of this job. */
  readonly home = (value: unknown): number | undefined => this.#functions.get(value);
}

/** Serves the port's orders, one after the other. */
export function serve(port: MessagePort, shared: Int32Array, sent: Int32Array): void {
  let service: Service | null = null;
  // Thrown while starting; answers the first task, as it would in Python.
  let failure: ErrorReport | null = null;

  const report = (message: Report) => {
    port.postMessage(message);
    Atomics.add(sent, 0, 1);
    Atomics.notify(sent, 0);
  };

  const follow = async (order: Order): Promise<void> => {
    if (order.pass !== Atomics.load(shared, Slot.pass)) return;
    if (order.kind === 'serve') {
      service?.close();
      service = null;
      failure = null;
      try {
        service = await Service.start(order);
      } catch (error) {
        failure = packError(error, undefined, () => undefined);
      }
    } else if (order.kind === 'resume') {
      service?.resume();
    } else if (failure !== null) {
      report({ kind: 'error', pass: order.pass, number: order.number, error: failure });
    } else {
      const result = await service?.run(order);
      if (result) report(result);
    }
  };

  process.on('uncaughtExceptionMonitor', (error) => {
    report({ kind: 'fatal', error: packError(error, undefined, () => undefined) });
  });
  process.on('exit', (code) => {
    Atomics.store(shared, Slot.exitCode, code);
    Atomics.store(shared, Slot.state, State.ended);
    Atomics.add(sent, 0, 1);
    Atomics.notify(sent, 0);
  });

  let turn = Promise.resolve();
  let waiting = 0;
  port.on('message', (order: Order) => {
    waiting += 1;
    Atomics.store(shared, Slot.state, State.busy);
    turn = turn
      .then(() => follow(order))
      .finally(() => {
        waiting -= 1;
        if (waiting > 0) return;
        Atomics.store(shared, Slot.state, State.idle);
        Atomics.notify(shared, Slot.state);
      });
  });
  Atomics.store(shared, Slot.life, native.mailbox_open());
  Atomics.store(shared, Slot.state, State.idle);
  Atomics.notify(shared, Slot.state);
}
