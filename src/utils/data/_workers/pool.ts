import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { RuntimeError } from '../../../errors.ts';
import { native } from '../../../native.ts';
import { Decoder } from '../_crossing/decode.ts';
import { Encoder } from '../_crossing/encode.ts';
import type { Parcel } from '../_crossing/nodes.ts';
import { unpackError } from './errors.ts';
import { type Job, type Order, type Report, Slot, State } from './messages.ts';

/** How long a thread that no loop uses stays ready for the next one. */
const IDLE_MS = 250;
/** How often the main thread looks whether the threads it waits for are still there. */
const CHECK_MS = 100;
/** How long a thread may take to start. */
const START_MS = 120_000;

/** One thread, which serves one loader after the other. */
class Thread {
  readonly port: MessagePort;
  readonly shared = new Int32Array(new SharedArrayBuffer(4 * Slot.count));
  readonly #worker: Worker;
  readonly #born = performance.now();
  #doomed: NodeJS.Timeout | undefined;

  constructor(sent: SharedArrayBuffer) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const workerData = { port: port2, shared: this.shared.buffer, sent };
    this.#worker = startWorker({ workerData, transferList: [port2], name: 'typetorch loader' });
    // Its errors are reported through the port; this keeps them from ending the process.
    this.#worker.on('error', () => {});
    this.#worker.unref();
    port1.unref();
  }

  get state(): number {
    return Atomics.load(this.shared, Slot.state);
  }

  /** However it ended: by itself, by an error, from outside, for lack of memory. */
  get hasEnded(): boolean {
    if (this.state === State.ended) return true;
    const life = Atomics.load(this.shared, Slot.life);
    if (life !== 0) return !native.mailbox_is_open(life);
    return performance.now() - this.#born > START_MS;
  }

  get ending(): string {
    if (this.state === State.ended) return `exit code ${Atomics.load(this.shared, Slot.exitCode)}`;
    return Atomics.load(this.shared, Slot.life) === 0
      ? `it did not start within ${START_MS / 1000} seconds`
      : 'terminated from outside, or out of memory';
  }

  post(order: Order): void {
    this.port.postMessage(order);
  }

  /** Drops the orders of the pass that it is in. */
  release(): void {
    Atomics.add(this.shared, Slot.pass, 1);
    this.#doomed = setTimeout(() => this.end(), IDLE_MS);
    this.#doomed.unref();
  }

  /** Whether it can serve another loader now; one that is still at work gets a moment to finish. */
  reclaim(): boolean {
    if (this.hasEnded) return false;
    const until = performance.now() + 1000;
    for (let state = this.state; state !== State.idle; state = this.state) {
      const left = until - performance.now();
      if (left <= 0 || this.hasEnded) return false;
      Atomics.wait(this.shared, Slot.state, state, Math.min(left, CHECK_MS));
    }
    clearTimeout(this.#doomed);
    while (receiveMessageOnPort(this.port));
    return true;
  }

  end(): void {
    clearTimeout(this.#doomed);
    idle.delete(this);
    this.port.close();
    void this.#worker.terminate();
  }
}

// Starting a thread and loading LibTorch in it takes a few hundred milliseconds: loops that follow each other share them.
const idle = new Set<Thread>();
// All threads wake the main thread by the same number, since it waits in one loop at a time.
const sent = new SharedArrayBuffer(4);
const counter = new Int32Array(sent);

function takeThread(): Thread {
  for (const thread of idle) {
    idle.delete(thread);
    if (thread.reclaim()) return thread;
    thread.end();
  }
  return new Thread(sent);
}

function startWorker(options: ConstructorParameters<typeof Worker>[1]): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const start = new URL(isSource ? './start.ts' : './start.js', import.meta.url);
  // What the main thread was started with is for the program's own files, which no worker loads.
  if (!isSource) return new Worker(start, { ...options, execArgv: [] });
  const root = dirname(createRequire(import.meta.url).resolve('tsx/package.json'));
  const tsx = pathToFileURL(join(root, 'dist/esm/api/index.mjs')).href;
  const source = `
    const report = (error) => require('node:worker_threads').workerData.port.postMessage({
      kind: 'fatal',
      error: { name: error.name, message: error.message, stack: String(error.stack), properties: {} },
    });
    import(${JSON.stringify(tsx)})
      .then((api) => (api.register(), import(${JSON.stringify(start.href)})))
      .catch(report);`;
  return new Worker(source, { ...options, execArgv: [], eval: true });
}

interface Seat {
  readonly thread: Thread;
  readonly inbox: number;
  readonly outbox: number;
}

type Received = [worker: number, report: Report] | 'timeout';

/** The workers of one loader's pass, or of all its passes. */
export class Pool {
  readonly #seats: Seat[] = [];
  #home: readonly unknown[] = [];
  #next = 0;
  #arrivals: [number, Report][] | null = null;
  #wake: (() => void) | null = null;
  #closed = false;

  /** @throws TypeError when the dataset, or a function, cannot be taken to another thread */
  constructor(job: Job, num_workers: number, base_seed: number | bigint) {
    native.prepare_threads();
    let encoder: Encoder | undefined;
    let first: Parcel | undefined;
    try {
      for (let id = 0; id < num_workers; id += 1) {
        const inbox = native.mailbox_open();
        const outbox = native.mailbox_open();
        const seat = { inbox, outbox, thread: null as unknown as Thread };
        this.#seats.push(seat);
        encoder ??= new Encoder(inbox);
        const parcel =
          first === undefined ? encoder.encode(job, 'the loader') : encoder.copyFor(inbox, first);
        first ??= parcel;
        this.#home = encoder.values;
        seat.thread = takeThread();
        const pass = Atomics.load(seat.thread.shared, Slot.pass);
        seat.thread.post({
          kind: 'serve',
          pass,
          id,
          num_workers,
          seed: BigInt(base_seed) + BigInt(id),
          inbox,
          outbox,
          job: parcel,
        });
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get size(): number {
    return this.#seats.length;
  }

  /** Begins another pass: what is left of the last one is dropped. */
  resume(): void {
    for (const { thread } of this.#seats) {
      Atomics.add(thread.shared, Slot.pass, 1);
      thread.post({ kind: 'resume', pass: Atomics.load(thread.shared, Slot.pass) });
    }
  }

  give(worker: number, number: number, index: unknown): void {
    const { thread } = this.#seats[worker] as Seat;
    thread.post({ kind: 'task', pass: Atomics.load(thread.shared, Slot.pass), number, index });
  }

  /** The next report of any worker; waits for it up to `limit` ms, this thread doing nothing else. */
  receive(limit: number): Received {
    let deadline = performance.now() + limit;
    while (true) {
      const seen = Atomics.load(counter, 0);
      const found = this.#poll();
      if (found) return found;
      // Threads that are still loading the library are no slow dataset.
      if (this.#isStarting()) deadline = performance.now() + limit;
      const left = deadline - performance.now();
      if (left <= 0) return 'timeout';
      Atomics.wait(counter, 0, seen, Math.min(left, CHECK_MS));
    }
  }

  /** The same, while the event loop goes on. */
  async receiveAsync(limit: number): Promise<Received> {
    let deadline = performance.now() + limit;
    while (true) {
      const found = this.#poll();
      if (found) return found;
      if (this.#isStarting()) deadline = performance.now() + limit;
      const left = deadline - performance.now();
      if (left <= 0) return 'timeout';
      await this.#arrival(Math.min(left, CHECK_MS));
    }
  }

  #isStarting(): boolean {
    return this.#seats.some(({ thread }) => thread.state === State.starting);
  }

  /** What a worker's parcel holds. */
  unpack(worker: number, report: Report & { kind: 'batch' }): unknown {
    const { outbox } = this.#seats[worker] as Seat;
    return new Decoder(report.batch, outbox, this.#home).decode();
  }

  readonly classOf = (home: number): unknown => this.#home[home];

  /** Lets the threads go; what they send is freed unseen. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { thread, inbox, outbox } of this.#seats) {
      native.mailbox_close(inbox);
      native.mailbox_close(outbox);
      if (!thread) continue;
      thread.port.removeAllListeners('message');
      thread.port.unref();
      if (thread.hasEnded) {
        thread.end();
      } else {
        thread.release();
        idle.add(thread);
      }
    }
  }

  #poll(): [number, Report] | undefined {
    for (let i = 0; i < this.#seats.length; i += 1) {
      // Beginning where the last one was found, so that no worker's reports wait for another's.
      const worker = (this.#next + i) % this.#seats.length;
      const { thread } = this.#seats[worker] as Seat;
      // Looked at before its messages: the last ones of a thread that ends are still read.
      const ended = thread.hasEnded;
      const report = this.#read(worker, thread);
      if (report !== undefined) {
        this.#next = worker + 1;
        return [worker, report];
      }
      if (ended) throw this.#deathOf(worker, thread);
    }
    return undefined;
  }

  #read(worker: number, thread: Thread): Report | undefined {
    while (true) {
      const report =
        this.#arrived(worker) ?? (receiveMessageOnPort(thread.port)?.message as Report | undefined);
      if (report === undefined) return undefined;
      if (report.kind === 'fatal') throw unpackError(report.error, worker, this.classOf);
      if (report.pass === Atomics.load(thread.shared, Slot.pass)) return report;
    }
  }

  #deathOf(worker: number, thread: Thread): RuntimeError {
    return new RuntimeError(`DataLoader worker ${worker} exited unexpectedly (${thread.ending})`);
  }

  // ---- waiting in the event loop

  #arrived(worker: number): Report | undefined {
    const at = this.#arrivals?.findIndex(([from]) => from === worker) ?? -1;
    return at < 0 ? undefined : this.#arrivals?.splice(at, 1)[0]?.[1];
  }

  async #arrival(ms: number): Promise<void> {
    if (this.#arrivals === null) {
      const arrivals: [number, Report][] = [];
      this.#arrivals = arrivals;
      for (const [worker, { thread }] of this.#seats.entries()) {
        thread.port.on('message', (report: Report) => {
          arrivals.push([worker, report]);
          this.#wake?.();
        });
        thread.port.unref();
      }
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}
