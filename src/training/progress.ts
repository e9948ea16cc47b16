import { createRequire } from 'node:module';
import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';

const iterable = z.custom<Iterable<any>>(
  (value) =>
    value !== null && value !== undefined && (typeof value === 'string' || Symbol.iterator in Object(value)),
  'must be something to iterate over',
);
const tqdmArgs = signature(
  'tqdm',
  ['iterable', iterable.nullish()],
  ['desc', z.string().default('')],
  ['total', z.int().nonnegative().nullish()],
  ['disable', z.boolean().nullish()],
);

interface Bar {
  start(total: number, value: number, payload: object): void;
  update(value: number, payload: object): void;
  stop(): void;
}

/** A progress bar around a loop; see `tqdm`. */
class Tqdm_<T> implements Iterable<T> {
  private readonly _items: Iterable<T> | null;
  private readonly _disabled: boolean;
  readonly total: number | null;
  private _bar: Bar | null = null;
  private _desc: string;
  private _postfix = '';
  /** Items done. */
  n = 0;

  constructor(items: Iterable<T> | null, desc: string, total: number | null, disabled: boolean) {
    this._items = items;
    this._desc = desc;
    this.total = total;
    this._disabled = disabled;
  }

  *[Symbol.iterator](): Iterator<T> {
    this.n = 0;
    this._show();
    try {
      for (const item of this._items ?? []) {
        yield item;
        this.update();
      }
    } finally {
      this.close();
    }
  }

  private _payload() {
    return { desc: this._desc === '' ? '' : `${this._desc}: `, postfix: this._postfix };
  }
  // Loaded by the first bar that is shown: a run without a terminal never needs it.
  private _show(): void {
    if (this._disabled || this._bar !== null) return;
    const { SingleBar } = createRequire(import.meta.url)('cli-progress') as typeof import('cli-progress');
    const amount = this.total === null ? '{value}' : '{percentage}% |{bar}| {value}/{total}';
    const format = `{desc}${amount} [{duration_formatted}<{eta_formatted}]{postfix}`;
    // A synchronous loop never lets a timer run.
    this._bar = new SingleBar({ format, synchronousUpdate: true, hideCursor: true, stream: process.stderr });
    this._bar.start(this.total ?? 0, this.n, this._payload());
  }
  /** Counts `n` more items; for work that is no loop over items. */
  update(n = 1): void {
    this._show();
    this.n += n;
    this._bar?.update(this.n, this._payload());
  }
  set_description(desc: string): void {
    this._desc = desc;
    this._bar?.update(this.n, this._payload());
  }
  /** Figures behind the bar: `set_postfix({ loss: 0.1234 })`. */
  set_postfix(values: Record<string, unknown>): void {
    const texts = Object.entries(values).map(
      ([name, value]) => `${name}=${typeof value === 'number' ? Number(value.toPrecision(3)) : value}`,
    );
    this._postfix = texts.length > 0 ? `, ${texts.join(', ')}` : '';
    this._bar?.update(this.n, this._payload());
  }
  close(): void {
    this._bar?.stop();
    this._bar = null;
  }
  [Symbol.dispose](): void {
    this.close();
  }
}
export const Tqdm = callable(Tqdm_);
export type { Tqdm_ };
export type Tqdm<T> = Tqdm_<T>;

/**
 * Python's `tqdm`: `for (const [x, y] of tqdm(loader))` shows how far the loop is. Nothing is written where the standard
 * error is no terminal, so that logs stay readable; `disable` decides otherwise.
 *
 * Keywords: `desc` a text in front, `total` when the iterable has no length.
 */
export function tqdm<T>(
  iterable: Iterable<T>,
  options?: { desc?: string; total?: number; disable?: boolean },
): Tqdm<T>;
export function tqdm(options: { total: number; desc?: string; disable?: boolean }): Tqdm<never>;
export function tqdm(...args: Args<typeof tqdmArgs>): Tqdm<any> {
  const { iterable = null, desc, total, disable } = tqdmArgs(args);
  const sized = iterable as { length?: unknown; size?: unknown } | null;
  const length =
    typeof sized?.length === 'number' ? sized.length : typeof sized?.size === 'number' ? sized.size : null;
  return new Tqdm(iterable, desc, total ?? length, disable ?? !process.stderr.isTTY);
}
