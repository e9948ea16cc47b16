/** Errors on their way from a worker to the main thread. */
import { findSourceMap } from 'node:module';
import * as errors from '../../../errors.ts';
import type { ErrorReport } from './messages.ts';

export function packError(
  thrown: unknown,
  index: unknown,
  home: (value: unknown) => number | undefined,
): ErrorReport {
  const at = isCloneable(index) ? index : String(index);
  if (!(thrown instanceof Error)) {
    const message = typeof thrown === 'object' ? JSON.stringify(thrown) : String(thrown);
    return { name: 'Error', message, stack: '', home: undefined, index: at, properties: {} };
  }
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(thrown)) if (isCloneable(value)) properties[key] = value;
  return {
    name: thrown.name,
    message: thrown.message,
    stack: chain(thrown),
    home: home(thrown.constructor),
    index: at,
    properties,
  };
}

// The causes' stacks as well, as Node prints them.
function chain(error: Error, depth = 0): string {
  const stack = String(error.stack ?? error);
  return error.cause instanceof Error && depth < 8
    ? `${stack}\nCaused by: ${chain(error.cause, depth + 1)}`
    : stack;
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** The error that the main thread throws: of the original's class, with its stack, the worker and the index. */
export function unpackError(
  report: ErrorReport,
  worker_id: number | null,
  classOf: (home: number) => unknown,
): Error {
  const { name, message, index, properties } = report;
  const where = [
    worker_id === null ? '' : ` in DataLoader worker ${worker_id}`,
    index === undefined || index === null ? '' : ` at index ${JSON.stringify(index)}`,
  ].join('');
  const stack = mapped(report.stack);
  const error = new Error(`Caught ${name}${where}: ${message}`);
  const type = (report.home !== undefined && classOf(report.home)) || knownClass(name);
  if (typeof type === 'function') Object.setPrototypeOf(error, type.prototype);
  Object.assign(error, properties);
  const own = String(error.stack).replace(/^.*?\n(?= {4}at )/s, '');
  const head = `${error.name}: ${error.message}`;
  Object.defineProperty(error, 'stack', {
    value: `${head}\nOriginal stack:\n${stack}\nReceived:\n${own}`,
    configurable: true,
    writable: true,
  });
  if (worker_id !== null) Object.assign(error, { worker_id });
  return index === undefined ? error : Object.assign(error, { index });
}

const natives = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const knownClass = (name: string): unknown =>
  (errors as Record<string, unknown>)[name] ?? (natives as Record<string, unknown>)[name];

/** A stack's places in the files that were written, where this thread knows how they were compiled. */
function mapped(stack: string): string {
  return stack.replace(/(file:\/\/[^\s)]+?|\/[^\s):]+):(\d+):(\d+)/g, (place, file, line, column) => {
    const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return place;
    return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
