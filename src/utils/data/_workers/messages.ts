import type { MessagePort } from 'node:worker_threads';
import type { Parcel } from '../_crossing/nodes.ts';
import type { Fetching } from '../fetch.ts';

/** What a thread is given when it starts. */
export interface Start {
  readonly port: MessagePort;
  /** Int32s that both sides see, at the places of `Slot`. */
  readonly shared: SharedArrayBuffer;
  /** How many messages the pool's threads have sent: the main thread sleeps on it. */
  readonly sent: SharedArrayBuffer;
}

/** Places in a thread's shared numbers. */
export const Slot = {
  /** One of `State`. */
  state: 0,
  exitCode: 1,
  /** The pass that the main thread is in; tasks of others are dropped. */
  pass: 2,
  /** A mailbox that the thread opened, and which closes with its end however it ends. */
  life: 3,
  count: 4,
} as const;

export const State = { starting: 0, idle: 1, busy: 2, ended: 3 } as const;

/** Main thread to worker. */
export type Order =
  | {
      kind: 'serve';
      pass: number;
      id: number;
      num_workers: number;
      seed: bigint;
      inbox: number;
      outbox: number;
      /** A `Job`. */
      job: Parcel;
    }
  /** Another pass over the same dataset. */
  | { kind: 'resume'; pass: number }
  | { kind: 'task'; pass: number; number: number; index: unknown };

/** What a worker works with: the loader's own values. */
export interface Job extends Fetching {
  readonly worker_init_fn: ((id: number) => unknown) | null;
}

/** Worker to main thread; `number` is the task's. */
export type Report =
  | { kind: 'batch'; pass: number; number: number; batch: Parcel; skipped: SkipReport[] }
  /** Every sample of the batch was left out. */
  | { kind: 'nothing'; pass: number; number: number; skipped: SkipReport[] }
  /** The stream has no more samples in this worker. */
  | { kind: 'end'; pass: number; number: number; skipped: SkipReport[] }
  | { kind: 'error'; pass: number; number: number; error: ErrorReport }
  /** Thrown outside of any task: the thread ends. */
  | { kind: 'fatal'; error: ErrorReport };

export interface SkipReport {
  readonly index: unknown;
  readonly error: ErrorReport;
}

/** An error as it crosses. */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** The error's class, when it is one of the program's: its number on the main thread. */
  readonly home: number | undefined;
  /** The sample or batch at which it was thrown. */
  readonly index: unknown;
  /** Own properties that structured clone takes, such as `code` and `path`. */
  readonly properties: Record<string, unknown>;
}
