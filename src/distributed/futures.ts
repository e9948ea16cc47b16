import { callable } from '../callable.ts';
import { RuntimeError } from '../errors.ts';

/**
 * A result that may not be there yet, as Python's `torch.futures.Future`. There are no other threads here that could go on with it:
 * what `then` adds runs in this thread, at the latest when somebody waits.
 *
 * @see https://docs.pytorch.org/docs/2.13/futures.html
 */
class Future_<T = unknown> {
  private _compute: (() => T) | null;
  private _state: 'open' | 'computing' | 'done' | 'failed' = 'open';
  private _result: unknown;
  private readonly _next: (() => void)[] = [];

  /** @internal With `compute`, waiting runs it. */
  constructor(compute: (() => T) | null = null) {
    this._compute = compute;
  }

  done(): boolean {
    return this._state === 'done' || this._state === 'failed';
  }

  /**
   * Waits for the result.
   *
   * @throws what made it fail; RuntimeError where nothing would ever complete it
   */
  wait(): T {
    this._complete();
    if (this._state === 'failed') throw this._result;
    if (this._state === 'done') return this._result as T;
    throw new RuntimeError(
      'Future.wait(): nothing else runs in this thread that could complete it; call set_result() before',
    );
  }

  /** The result, which must be there. */
  value(): T {
    if (!this.done()) throw new RuntimeError('Future.value(): it is not completed yet; wait() for it');
    return this.wait();
  }

  /** A future of what `callback` makes of this one, once it is completed. */
  // biome-ignore lint/suspicious/noThenProperty: Python's name; `await` is answered as well
  then<U>(callback: (completed: this) => U, reject?: (error: unknown) => void): Future<U> {
    // `await`, which TypeScript refuses and JavaScript does not, calls it with two functions and wants the value.
    if (reject !== undefined) return this._settle(callback as never, reject);
    const next = new Future<U>(() => {
      this._complete();
      return callback(this);
    });
    this._whenDone(() => next._complete());
    return next;
  }

  /** Calls `callback` with this future once it is completed; what it throws is lost. */
  add_done_callback(callback: (completed: this) => void): void {
    this._whenDone(() => {
      try {
        callback(this);
      } catch {
        // As in Python.
      }
    });
  }

  /** Completes it. */
  set_result(result: T): void {
    if (this.done()) throw new RuntimeError('Future can only be marked completed or failed once');
    this._end('done', result);
  }

  /** Makes it fail with an error. */
  set_exception(error: unknown): void {
    if (this.done()) throw new RuntimeError('Future can only be marked completed or failed once');
    this._end('failed', error);
  }

  private _settle(resolve: (value: T) => void, reject: (error: unknown) => void): never {
    try {
      resolve(this.wait());
    } catch (error) {
      reject(error);
    }
    return undefined as never;
  }

  private _whenDone(run: () => void): void {
    if (this.done()) run();
    else this._next.push(run);
  }

  private _complete(): void {
    const compute = this._compute;
    if (this._state !== 'open' || compute === null) return;
    this._state = 'computing';
    this._compute = null;
    let result: T;
    try {
      result = compute();
    } catch (error) {
      this._end('failed', error);
      return;
    }
    this._end('done', result);
  }

  private _end(state: 'done' | 'failed', result: unknown): void {
    this._state = state;
    this._result = result;
    for (const run of this._next.splice(0)) run();
  }
}
export const Future = callable(Future_);
export type Future<T = unknown> = Future_<T>;
