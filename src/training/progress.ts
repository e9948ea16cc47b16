import { createRequire } from 'node:module';
import { z } from 'zod';
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
export class Tqdm<T> implements Iterable<T> {
  readonly #items: Iterable<T> | null;
  readonly #disabled: boolean;
  readonly total: number | null;
  #bar: Bar | null = null;
  #desc: string;
  #postfix = '';
  /** Items done. */
  n = 0;

  constructor(items: Iterable<T> | null, desc: string, total: number | null, disabled: boolean) {
    this.#items = items;
    this.#desc = desc;
    this.total = total;
    this.#disabled = disabled;
  }

  *[Symbol.iterator](): Iterator<T> {
    this.n = 0;
    this.#show();
    try {
      for (const item of this.#items ?? []) {
        yield item;
        this.update();
      }
    } finally {
      this.close();
    }
  }

  #payload() {
    return { desc: this.#desc === '' ? '' : `${this.#desc}: `, postfix: this.#postfix };
  }
  // Loaded by the first bar that is shown: a run without a terminal never needs it.
  #show(): void {
    if (this.#disabled || this.#bar !== null) return;
    const { SingleBar } = createRequire(import.meta.url)('cli-progress') as typeof import('cli-progress');
    const amount = this.total === null ? '{value}' : '{percentage}% |{bar}| {value}/{total}';
    const format = `{desc}${amount} [{duration_formatted}<{eta_formatted}]{postfix}`;
    // A synchronous loop never lets a timer run.
    this.#bar = new SingleBar({ format, synchronousUpdate: true, hideCursor: true, stream: process.stderr });
    this.#bar.start(this.total ?? 0, this.n, this.#payload());
  }
  /** Counts `n` more items; for work that is no loop over items. */
  update(n = 1): void {
    this.#show();
    this.n += n;
    this.#bar?.update(this.n, this.#payload());
  }
  set_description(desc: string): void {
    this.#desc = desc;
    this.#bar?.update(this.n, this.#payload());
  }
  /** Figures behind the bar: `set_postfix({ loss: 0.1234 })`. */
  set_postfix(values: Record<string, unknown>): void {
    const texts = Object.entries(values).map(
      ([name, value]) => `${name}=${typeof value === 'number' ? Number(value.toPrecision(3)) : value}`,
    );
    this.#postfix = texts.length > 0 ? `, ${texts.join(', ')}` : '';
    this.#bar?.update(this.n, this.#payload());
  }
  close(): void {
    this.#bar?.stop();
    this.#bar = null;
  }
  [Symbol.dispose](): void {
    this.close();
  }
}

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
