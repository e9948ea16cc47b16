// What child and parent both know of the journal.
import { readFileSync } from 'node:fs';

/** Bytes at the head of the journal: the current call's number, calls that returned, calls that threw. */
export const HEADER = 64;

/** Operators whose purpose is to stop, to wait for other machines, or to touch files. */
const leftOut = [
  /^c10d::/, // collective calls of several processes
  /^_c10d_functional/,
  /^symm_mem::/,
  /^aten::from_file/, // maps the file that it is told to
  /^profiler::/,
];
export const left = (op: string): boolean => leftOut.some((pattern) => pattern.test(op));

export interface Journal {
  number: number;
  returned: number;
  errors: number;
  /** The calls since the child started, the last one being the one under way. */
  calls: string[];
}

export function readHeader(file: string): Journal {
  const text = readFileSync(file, 'latin1');
  const [number = 0, returned = 0, errors = 0] = text.slice(0, HEADER).trim().split(' ').map(Number);
  return { number, returned, errors, calls: [] };
}

export function readJournal(file: string): Journal {
  const text = readFileSync(file);
  const calls = text.subarray(HEADER).toString('utf8').split('\n');
  return { ...readHeader(file), calls: calls.filter((line) => line !== '') };
}
