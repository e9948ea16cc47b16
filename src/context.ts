import { TypeError } from './errors.ts';

/**
 * A setting for the length of a block, in both of JavaScript's spellings:
 * `torch.no_grad(() => ...)` returns what the function returns; `using _ = torch.no_grad()` lasts to the end of the scope.
 *
 * `enter` switches the setting and returns how to undo it.
 */
export function context<T>(enter: () => () => void, body?: () => T): T | Disposable {
  if (body !== undefined && typeof body !== 'function') {
    throw new TypeError(`this block must be a function, got ${typeof body}; without one, say \`using\``);
  }
  const leave = enter();
  if (body === undefined) {
    let open = true;
    return {
      [Symbol.dispose]() {
        if (open) leave();
        open = false;
      },
    };
  }
  let result: T;
  try {
    result = body();
  } catch (error) {
    leave();
    throw error;
  }
  // An async function's setting would leak into whatever runs between its awaits.
  if (result instanceof Promise) {
    leave();
    throw new TypeError(
      'this block is synchronous: an async function would run past its end, and its setting would reach other code; ' +
        'wrap only the synchronous part',
    );
  }
  leave();
  return result;
}

/** The two call forms of a setting. */
export interface Context {
  (): Disposable;
  <T>(body: () => T): T;
}
