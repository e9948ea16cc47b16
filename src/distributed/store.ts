import { z } from 'zod';
import { callable } from '../callable.ts';
import { type External, native } from '../native.ts';
import { type Args, signature } from '../signature.ts';

/** A value as it is stored: bytes; text is UTF-8. */
export type StoreValue = string | Uint8Array;

const bytes = (value: StoreValue): Uint8Array => (typeof value === 'string' ? Buffer.from(value) : value);

/**
 * Keys and values that the processes of a group share: how they find each other, and a place for small things that all of
 * them must know.
 *
 * @see https://docs.pytorch.org/docs/2.13/distributed.html#distributed-key-value-store
 */
abstract class Store_ {
  /** @internal */
  readonly _held: External;

  /** @internal */
  constructor(held: External) {
    this._held = held;
  }

  set(key: string, value: StoreValue): void {
    native.store_do(this._held, 'set', key, bytes(value));
  }
  /**
   * Waits for the key to be there.
   *
   * @throws RuntimeError (DistStoreError, unless the store is a file) when it is not after `timeout`
   */
  get(key: string): Buffer {
    return native.store_do(this._held, 'get', key) as Buffer;
  }
  /** Adds to the number under a key, 0 at first; gives the sum. It is stored as text. */
  add(key: string, amount: number): number {
    return native.store_do(this._held, 'add', key, amount) as number;
  }
  /** Stores the desired value if the key holds the expected one (or, expected empty, is not there); gives what it holds then. */
  compare_set(key: string, expected_value: StoreValue, desired_value: StoreValue): Buffer {
    return native.store_do(
      this._held,
      'compare_set',
      key,
      bytes(expected_value),
      bytes(desired_value),
    ) as Buffer;
  }
  append(key: string, value: StoreValue): void {
    native.store_do(this._held, 'append', key, bytes(value));
  }
  /** Whether all keys are there now. */
  check(keys: readonly string[]): boolean {
    return native.store_do(this._held, 'check', keys) as boolean;
  }
  /**
   * Waits for all keys.
   *
   * @param timeout milliseconds; the store's own when left out
   * @throws RuntimeError (DistStoreError, unless the store is a file) when they are not there then
   */
  wait(keys: readonly string[], timeout = this.timeout): void {
    native.store_do(this._held, 'wait', keys, timeout);
  }
  /** Whether it was there. */
  delete_key(key: string): boolean {
    return native.store_do(this._held, 'delete_key', key) as boolean;
  }
  num_keys(): number {
    return native.store_do(this._held, 'num_keys') as number;
  }
  /** How long `get` and `wait` wait, in milliseconds. */
  get timeout(): number {
    return native.store_do(this._held, 'timeout') as number;
  }
  set_timeout(timeout: number): void {
    native.store_do(this._held, 'set_timeout', timeout);
  }
}
export const Store = callable(Store_);
export type { Store_ };
export type Store = Store_;

const port = z.int().min(0).max(65535);
/** Milliseconds. */
export const milliseconds = z.int().positive();

const tcpStore = signature(
  'TCPStore',
  ['host_name', z.string()],
  ['port', port],
  ['world_size', z.int().positive().nullable().default(null)],
  ['is_master', z.boolean().default(false)],
  ['timeout', milliseconds.default(300_000)],
  ['wait_for_workers', z.boolean().default(true)],
  ['multi_tenant', z.boolean().default(false)],
);

class TCPStore_ extends Store {
  readonly host: string;

  constructor(...args: Args<typeof tcpStore>) {
    const { host_name, port, world_size, is_master, timeout, wait_for_workers, multi_tenant } =
      tcpStore(args);
    const workers = world_size ?? -1;
    super(
      native.store_new('tcp', host_name, port, workers, is_master, timeout, wait_for_workers, multi_tenant),
    );
    this.host = host_name;
  }

  /** Where the server listens: with port 0, the one that the system gave it. */
  get port(): number {
    return native.store_do(this._held, 'port') as number;
  }
}
/**
 * A store on a server in one of the processes (`is_master`), which the others reach over TCP. With a `world_size` and
 * `wait_for_workers` the server waits until all have come.
 *
 * @throws DistNetworkError when the server is not there within `timeout` milliseconds, or its port is taken
 */
export const TCPStore = callable(TCPStore_);
export type TCPStore = TCPStore_;

const fileStore = signature(
  'FileStore',
  ['file_name', z.string().min(1)],
  ['world_size', z.int().default(-1)],
);

class FileStore_ extends Store {
  readonly path: string;

  constructor(...args: Args<typeof fileStore>) {
    const { file_name, world_size } = fileStore(args);
    super(native.store_new('file', file_name, world_size));
    this.path = file_name;
  }
}
/** A store in a file, for processes that share a file system. The file must not be there before. */
export const FileStore = callable(FileStore_);
export type FileStore = FileStore_;

class HashStore_ extends Store {
  constructor() {
    super(native.store_new('hash'));
  }
}
/** A store in memory: for tests, and for a group of one process. */
export const HashStore = callable(HashStore_);
export type HashStore = HashStore_;

const prefixStore = signature(
  'PrefixStore',
  ['prefix', z.string()],
  ['store', z.custom<Store>((x) => x instanceof Store, 'expected a Store')],
);

class PrefixStore_ extends Store {
  readonly underlying_store: Store;

  constructor(...args: Args<typeof prefixStore>) {
    const { prefix, store } = prefixStore(args);
    super(native.store_new('prefix', prefix, store._held));
    this.underlying_store = store;
  }
}
/** Another store, with a prefix before every key. */
export const PrefixStore = callable(PrefixStore_);
export type PrefixStore = PrefixStore_;
