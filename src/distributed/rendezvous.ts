import { ValueError } from '../errors.ts';
import { FileStore, PrefixStore, type Store, TCPStore } from './store.ts';

/** How processes find each other: a store, and who of how many this one is. */
export interface Meeting {
  store: Store;
  rank: number;
  world_size: number;
}

/**
 * The store that an address leads to: `env://` (the variables of a launcher), `tcp://host:port` or `file:///path`; rank and
 * size may stand in it as `?rank=0&world_size=2`.
 *
 * @throws ValueError for an address that is none, and where rank or size is said nowhere
 */
export function rendezvous(
  init_method: string,
  rank: number | null,
  world_size: number | null,
  timeout: number,
): Meeting {
  const url = parsed(init_method);
  const from_url = (name: string) => numberOf(url.searchParams.get(name), `${name} of ${init_method}`);
  if (url.protocol === 'env:') return fromEnvironment(rank, world_size, timeout);
  const here = needed(rank ?? from_url('rank'), 'rank');
  const size = needed(world_size ?? from_url('world_size'), 'world_size');
  if (url.protocol === 'tcp:') {
    if (url.port === '')
      throw new ValueError(`${init_method}: a port is missing, as in tcp://localhost:29500`);
    return {
      store: server(url.hostname, Number(url.port), here, size, timeout),
      rank: here,
      world_size: size,
    };
  }
  if (url.protocol === 'file:') {
    return { store: FileStore(decodeURIComponent(url.pathname), size), rank: here, world_size: size };
  }
  throw new ValueError(`No rendezvous handler for ${url.protocol}// (known: env://, tcp://, file://)`);
}

function parsed(init_method: string): URL {
  try {
    return new URL(init_method);
  } catch {
    throw new ValueError(
      `init_method ${JSON.stringify(init_method)} is no address such as env:// or tcp://host:port`,
    );
  }
}

/** The variables that `typetorch run` and torchrun set. */
function fromEnvironment(rank: number | null, world_size: number | null, timeout: number): Meeting {
  const text = (name: string) => {
    const value = process.env[name];
    if (!value) {
      throw new ValueError(
        `env://: environment variable ${name} is not set; start with \`npx typetorch run\` or torchrun, or give init_method, ` +
          'rank and world_size',
      );
    }
    return value;
  };
  const number = (name: string) => needed(numberOf(text(name), `environment variable ${name}`), name);
  const here = rank ?? number('RANK');
  const size = world_size ?? number('WORLD_SIZE');
  const [host, port] = [text('MASTER_ADDR'), number('MASTER_PORT')];
  // torchrun keeps the server itself, for all attempts to start its processes.
  if (process.env.TORCHELASTIC_USE_AGENT_STORE === 'True') {
    const store = TCPStore(host, port, size, false, { timeout });
    const attempt = process.env.TORCHELASTIC_RESTART_COUNT ?? '0';
    return { store: PrefixStore(`/worker/attempt_${attempt}`, store), rank: here, world_size: size };
  }
  return { store: server(host, port, here, size, timeout), rank: here, world_size: size };
}

const server = (host: string, port: number, rank: number, size: number, timeout: number): Store =>
  TCPStore(host.replace(/^\[|\]$/g, ''), port, size, rank === 0, { timeout, multi_tenant: true });

function numberOf(text: string | null, what: string): number | null {
  if (text === null) return null;
  if (!/^\d+$/.test(text)) throw new ValueError(`${what} is no whole number: ${JSON.stringify(text)}`);
  return Number(text);
}

function needed(value: number | null, name: string): number {
  if (value === null) throw new ValueError(`${name} parameter missing`);
  return value;
}
