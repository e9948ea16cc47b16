// A closed loop of clients: each sends its next request when it has its answer.
import { Agent, request } from 'node:http';

export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Bodies to send, in turn. */
  readonly files: readonly Uint8Array[];
  /** Stops after so many seconds or answers, whichever comes first. */
  readonly seconds: number;
  readonly count: number;
  /** Called after every answer with their number so far. */
  readonly onAnswer?: (answers: number) => Promise<void> | void;
}

export interface Loaded {
  readonly answers: number;
  readonly seconds: number;
  /** Milliseconds of each answer of status 200. */
  readonly latencies: readonly number[];
  /** Answers by status. */
  readonly statuses: Record<number, number>;
}

/** One request on a kept connection: the status and the text of its answer. */
export function post(
  agent: Agent,
  port: number,
  file: Uint8Array,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': file.length };
    const outgoing = request({ port, agent, method: 'POST', path: '/classify', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode as number, text }));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(file);
  });
}

export async function load({ port, connections, files, seconds, count, onAnswer }: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  const begin = performance.now();
  const end = begin + 1000 * seconds;
  let sent = 0;
  let answers = 0;
  const client = async () => {
    while (sent < count && performance.now() < end) {
      const file = files[sent++ % files.length] as Uint8Array;
      const start = performance.now();
      const { status } = await post(agent, port, file);
      if (status === 200) latencies.push(performance.now() - start);
      statuses[status] = (statuses[status] ?? 0) + 1;
      answers += 1;
      await onAnswer?.(answers);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return { answers, seconds: (performance.now() - begin) / 1000, latencies, statuses };
}
