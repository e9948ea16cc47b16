import { RecursionError } from './errors.ts';

/**
 * Runs a walk through nested data. Where they hold themselves, or lie deeper than the engine's stack, that is said, as
 * Python says it.
 *
 * @throws RecursionError
 */
export function walking<T>(what: string, walk: () => T): T {
  try {
    return walk();
  } catch (error) {
    if (!isOverflow(error)) throw error;
    throw new RecursionError(`${what}: nested too deep, or a list or object that holds itself`, {
      cause: error,
    });
  }
}

/** Is it the engine's word for a recursion that is too deep? */
export const isOverflow = (error: unknown): boolean =>
  error instanceof globalThis.RangeError && error.message === 'Maximum call stack size exceeded';
