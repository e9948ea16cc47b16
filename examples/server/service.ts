// The HTTP side: who is let in, how bodies are read, and what is answered.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Batcher } from './batcher.ts';
import { Figures } from './figures.ts';
import { type ModelOptions, type Outcome, TOP } from './protocol.ts';
import { ModelThreads } from './threads.ts';

export interface ServiceOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Threads with a copy of the model each. */
  readonly workers: number;
  /** The most pictures of a batch. */
  readonly batch: number;
  /** Milliseconds that a picture waits for others while a model is free. */
  readonly wait: number;
  /** The most requests at a time: received, waiting or computed. More are turned away. */
  readonly queue: number;
  /** The largest body in bytes. */
  readonly body: number;
  /** Milliseconds for a body to arrive. */
  readonly receive: number;
  /** Milliseconds from the complete body to the answer. */
  readonly timeout: number;
  /** Milliseconds that a shutdown waits for requests under way. */
  readonly drain: number;
  /** Names of the classes, in place of those that the weights come with. */
  readonly labels: readonly string[] | null;
  readonly model: ModelOptions;
}

/** An answer that is not 200: its status, what the client is told, and headers. */
class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string | number>;

  constructor(status: number, message: string, headers: Record<string, string | number> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** Bytes of a refused body that are read and dropped, so that the client gets to read the answer. */
const DISCARDED = 64 << 20;

export class Service {
  readonly #options: ServiceOptions;
  readonly #server: Server;
  readonly #batcher: Batcher<Uint8Array, Outcome>;
  readonly #threads: ModelThreads;
  readonly #figures: Figures;
  readonly #begun = performance.now();
  #state: 'starting' | 'ok' | 'draining' | 'failed' = 'starting';
  #admitted = 0;
  /** Requests to classify whose connection has not yet got its answer. */
  #open = 0;
  /** Seconds between answers of late, for Retry-After. */
  #pace = 0;
  #lastAnswer = 0;
  #onFailure: (error: Error) => void = () => {};
  #onIdle: () => void = () => {};

  constructor(options: ServiceOptions) {
    this.#options = options;
    const { batch, wait, model } = options;
    this.#batcher = new Batcher({ size: batch, wait }, (size) => this.#figures.batch(size));
    this.#figures = new Figures(
      batch,
      () => this.#admitted,
      () => this.#batcher.waiting,
    );
    this.#threads = new ModelThreads({ model, batch }, this.#batcher);
    const handle = (request: IncomingMessage, response: ServerResponse) =>
      void this.#handle(request, response);
    this.#server = createServer(
      { requestTimeout: options.receive, headersTimeout: options.receive, connectionsCheckingInterval: 500 },
      handle,
    );
    // Who asks before sending a large body is told no at once.
    this.#server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      if (this.#refusal(request) === null) response.writeContinue();
      handle(request, response);
    });
  }

  /**
   * Loads the models, then listens; gives the port. The promise `failed` in the result rejects when no model is left.
   *
   * @throws Error when the model cannot be loaded or the port is taken.
   */
  async start(): Promise<{ port: number; failed: Promise<never> }> {
    const failed = new Promise<never>((_, reject) => {
      this.#onFailure = reject;
    });
    failed.catch(() => {});
    try {
      // One after the other: random weights come from the process's one generator.
      for (let i = 0; i < this.#options.workers; i += 1) {
        await this.#threads.add((error) => {
          if (this.#threads.alive === 0) this.#fail(error);
        });
      }
      await new Promise<void>((resolve, reject) => {
        this.#server.once('error', reject);
        this.#server.listen(this.#options.port, this.#options.host, resolve);
      });
    } catch (error) {
      await this.#threads.close();
      throw error;
    }
    this.#state = 'ok';
    return { port: (this.#server.address() as AddressInfo).port, failed };
  }

  #fail(error: Error): void {
    this.#state = 'failed';
    this.#batcher.fail(error);
    this.#onFailure(error);
  }

  /** Finishes what has been let in, refuses the rest, and ends; gives whether everything was answered in time. */
  async close(): Promise<boolean> {
    this.#state = 'draining';
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    let timer: NodeJS.Timeout | undefined;
    const finished = await Promise.race([
      new Promise<boolean>((resolve) => {
        this.#onIdle = () => resolve(true);
        if (this.#open === 0) resolve(true);
      }),
      new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), this.#options.drain);
      }),
    ]);
    clearTimeout(timer);
    // What is open now waits for nothing: kept alive, or out of time.
    this.#server.closeAllConnections();
    await Promise.all([closed, this.#threads.close()]);
    return finished;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const [pathname = '', query] = (request.url as string).split('?');
      switch (pathname) {
        case '/classify':
          return await this.#classify(request, response, new URLSearchParams(query));
        case '/healthz':
          allow(request, 'GET', 'HEAD');
          return this.#send(response, this.#state === 'ok' ? 200 : 503, await this.#health());
        case '/metrics':
          allow(request, 'GET', 'HEAD');
          response.writeHead(200, { 'content-type': this.#figures.contentType });
          response.end(await this.#figures.text());
          return;
        default:
          throw new Refusal(404, `there is no ${pathname}: POST /classify, GET /healthz, GET /metrics`);
      }
    } catch (error) {
      this.#refuse(request, response, error);
    }
  }

  async #classify(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const begin = performance.now();
    const ended = new AbortController();
    this.#open += 1;
    response.once('close', () => {
      ended.abort(new Error('the client went away'));
      this.#figures.answered(response.writableFinished ? response.statusCode : 499, seconds(begin));
      this.#open -= 1;
      if (this.#open === 0) this.#onIdle();
    });
    const refusal = this.#refusal(request);
    if (refusal !== null) throw refusal;
    const count = topOf(query);
    this.#admitted += 1;
    try {
      const file = await readBody(request, this.#options.body);
      const outcome = await this.#outcome(file, ended);
      if ('bad' in outcome) throw new Refusal(400, outcome.bad);
      if ('failed' in outcome) throw new Error(outcome.failed);
      this.#answeredNow();
      this.#send(response, 200, { predictions: this.#predictions(outcome, count) });
    } finally {
      this.#admitted -= 1;
    }
  }

  async #outcome(file: Uint8Array, ended: AbortController): Promise<Outcome> {
    const { timeout } = this.#options;
    const timer = setTimeout(() => {
      ended.abort(new Refusal(504, `no answer within ${timeout} ms: the server is too busy`));
    }, timeout);
    try {
      return await this.#batcher.submit(file, ended.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  #predictions({ classes, probabilities }: Extract<Outcome, { classes: unknown }>, count: number) {
    const labels = this.#options.labels ?? this.#threads.labels;
    return classes.slice(0, count).map((number, i) => {
      const label = labels?.[number];
      return { class: number, ...(label !== undefined && { label }), probability: probabilities[i] };
    });
  }

  /** Why a request is turned away before its body is read; null when it may come in. */
  #refusal(request: IncomingMessage): Refusal | null {
    const { body, queue } = this.#options;
    const { 'content-length': length, 'content-type': type } = request.headers;
    if (request.method !== 'POST') return notAllowed(request, 'POST');
    if (this.#state !== 'ok') return new Refusal(503, `the server is ${this.#state}`, { 'retry-after': 1 });
    if (type?.startsWith('multipart/')) {
      return new Refusal(
        415,
        'send the bytes of the picture as the body, not a form: curl --data-binary @FILE',
      );
    }
    if (length !== undefined && Number(length) > body) return tooLarge(body);
    if (this.#admitted < queue) return null;
    const wait = Math.max(1, Math.ceil(this.#pace * this.#admitted));
    return new Refusal(503, `${queue} requests are under way already; try again later`, {
      'retry-after': wait,
    });
  }

  #answeredNow(): void {
    const now = performance.now() / 1000;
    if (this.#lastAnswer > 0) this.#pace += 0.05 * (Math.min(now - this.#lastAnswer, 1) - this.#pace);
    this.#lastAnswer = now;
  }

  async #health() {
    const { workers, batch, wait, queue, model } = this.#options;
    return {
      status: this.#state,
      uptime_s: (performance.now() - this.#begun) / 1000,
      model: { network: 'resnet18', ...model },
      workers: { wanted: workers, alive: this.#threads.alive, lost: this.#threads.lost },
      limits: { batch, wait_ms: wait, queue },
      admitted: this.#admitted,
      waiting: this.#batcher.waiting,
      rss_mb: process.memoryUsage.rss() / 2 ** 20,
      ...(await this.#figures.summary()),
    };
  }

  #send(response: ServerResponse, status: number, body: object, headers: object = {}): void {
    // The last answer on a connection of a server that ends.
    const close = this.#state === 'draining' ? { connection: 'close' } : {};
    const text = `${JSON.stringify(body)}\n`;
    const length = Buffer.byteLength(text);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': length,
      ...close,
      ...headers,
    });
    response.end(text);
  }

  #refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (response.headersSent || response.destroyed) return;
    const known = error instanceof Refusal;
    if (!known) console.error(error);
    const { status, message, headers } = known
      ? error
      : new Refusal(500, 'the server failed at this request');
    // Who asked before sending the body may leave it out: what came next would be taken for it.
    const close = 'expect' in request.headers && !request.complete ? { connection: 'close' } : {};
    this.#send(response, status, { error: message }, { ...headers, ...close });
    if (request.complete) return;
    let left = DISCARDED;
    request.on('data', (bytes: Buffer) => {
      left -= bytes.length;
      if (left < 0) request.destroy();
    });
  }
}

const seconds = (begin: number) => (performance.now() - begin) / 1000;

const notAllowed = ({ method }: IncomingMessage, ...methods: string[]) =>
  new Refusal(405, `${method} is not allowed here`, { allow: methods.join(', ') });

function allow(request: IncomingMessage, ...methods: string[]): void {
  if (!methods.includes(request.method as string)) throw notAllowed(request, ...methods);
}

const tooLarge = (most: number) => new Refusal(413, `the body may have ${most} bytes`);

function topOf(query: URLSearchParams): number {
  const text = query.get('top') ?? '5';
  const top = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (top < 1 || top > TOP)
    throw new Refusal(400, `top must be a whole number from 1 to ${TOP}, not ${text}`);
  return top;
}

/** The whole body in memory of its own, which can move to another thread. */
async function readBody(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  const ended = new Promise<void>((resolve, reject) => {
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= most) parts.push(part);
      else reject(tooLarge(most));
    });
    request.on('end', resolve);
    request.on('error', () => reject(new Refusal(400, 'the body ended early')));
  });
  await ended;
  if (length === 0) throw new Refusal(400, 'the body is empty: send the bytes of a picture');
  const file = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    file.set(part, place);
    place += part.length;
  }
  return file;
}
