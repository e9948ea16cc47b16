// A file server on the loopback, in a thread of its own: a download blocks the one that asks for it.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll } from 'vitest';

type Each<T> = T | T[];
type Bytes = string | Uint8Array;

/** How a path answers; a list holds one value for each request, the last one for all after. */
export interface Route {
  body?: Each<Bytes>;
  status?: Each<number>;
  location?: string;
  etag?: Each<string>;
  /** After how many bytes the n-th answer breaks off. */
  cut?: (number | null)[];
  /** Does it answer requests for a part? */
  ranges?: boolean;
  /** Does it say how long the file is? */
  length?: boolean;
  /** Sends one byte and then nothing more. */
  stall?: boolean;
}

export type Routes = Record<string, Route>;

export interface Loopback {
  url: string;
  port: number;
  /** The requests since the last call. */
  requests(): Promise<{ url: string; headers: Record<string, string> }[]>;
  use(routes: Routes): Promise<void>;
}

export async function loopback(routes: Routes = {}): Promise<Loopback> {
  const worker = new Worker(new URL('./loopback_server.mjs', import.meta.url), { workerData: { routes } });
  afterAll(() => worker.terminate());
  const [port] = await once(worker, 'message');
  const ask = async (message: object) => {
    worker.postMessage(message);
    return (await once(worker, 'message'))[0];
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: () => ask({}),
    use: async (next) => {
      await ask({ routes: next });
    },
  };
}
