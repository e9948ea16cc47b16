// Model threads, started one by one and replaced when they die.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Batcher, Runner } from './batcher.ts';
import type { Outcome, Reply, Start } from './protocol.ts';

/** A worker thread with a copy of the model; does one batch at a time. */
class ModelThread implements Runner<Uint8Array, Outcome> {
  readonly #worker: Worker;
  #answer: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  /** Settles when the thread has ended. */
  readonly ended: Promise<Error>;

  constructor(start: Start) {
    this.#worker = startWorker(new URL('./worker.ts', import.meta.url), start);
    this.#worker.on('message', (reply: Reply) => {
      const answer = this.#answer;
      this.#answer = null;
      answer?.resolve(reply);
    });
    this.ended = new Promise((resolve) => {
      this.#worker.on('error', resolve);
      this.#worker.on('exit', (code) =>
        resolve(new Error(`the model's thread ended with exit code ${code}`)),
      );
    });
    void this.ended.then((error) => this.#answer?.reject(error));
  }

  #reply(): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
    });
  }

  /** The names of the classes once the model is loaded. */
  async ready(): Promise<readonly string[] | null> {
    const reply = await this.#reply();
    if (reply.kind === 'ready') return reply.labels;
    throw new Error(reply.kind === 'unfit' ? reply.message : 'the thread answered out of turn');
  }

  async run(files: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    // The bytes move to the thread, they are not copied.
    this.#worker.postMessage(
      files,
      files.map((file) => file.buffer as ArrayBuffer),
    );
    const reply = await this.#reply();
    if (reply.kind === 'done') return reply.outcomes;
    throw new Error('the thread answered out of turn');
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

// Compiled, this is `new Worker(url, { workerData })`; a worker that starts from TypeScript needs tsx registered first.
function startWorker(url: URL, workerData: Start): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(url, { workerData });
  const root = createRequire(import.meta.url).resolve('tsx/package.json');
  const tsx = new URL('./dist/esm/api/index.mjs', pathToFileURL(root)).href;
  const source = `import(${JSON.stringify(tsx)}).then((tsx) => {
    tsx.register();
    return import(${JSON.stringify(url.href)});
  });`;
  return new Worker(source, { workerData, eval: true, execArgv: [] });
}

/** As many copies of the model as asked for, all fed by one batcher. */
export class ModelThreads {
  readonly #start: Start;
  readonly #batcher: Batcher<Uint8Array, Outcome>;
  readonly #threads = new Set<ModelThread>();
  #closing = false;
  /** Threads that died at work and were replaced. */
  lost = 0;
  labels: readonly string[] | null = null;

  constructor(start: Start, batcher: Batcher<Uint8Array, Outcome>) {
    this.#start = start;
    this.#batcher = batcher;
  }

  get alive(): number {
    return this.#threads.size;
  }

  /**
   * Starts one more; `onDead` hears of a thread that died and could not be replaced.
   *
   * @throws Error when the model cannot be loaded.
   */
  async add(onDead: (error: Error) => void): Promise<void> {
    const thread = new ModelThread(this.#start);
    try {
      this.labels = await thread.ready();
    } catch (error) {
      await thread.end();
      throw error;
    }
    if (this.#closing) return thread.end();
    this.#threads.add(thread);
    this.#batcher.add(thread);
    void thread.ended.then(() => {
      this.#threads.delete(thread);
      this.#batcher.remove(thread);
      if (this.#closing) return;
      this.lost += 1;
      this.add(onDead).catch(onDead);
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }
}
