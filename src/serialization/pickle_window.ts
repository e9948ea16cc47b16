import type { Source } from './source.ts';
import { type Unpickled, type UnpicklerOptions, unpickle } from './unpickler.ts';

/** A part of a file that holds pickles of unknown length, one after the other, among other data. */
export class PickleWindow {
  /** Where the next value begins, counted from the beginning of the part. */
  position = 0;
  readonly size: number;
  private readonly source: Source;
  private readonly begin: number;
  private bytes: Uint8Array = new Uint8Array();

  constructor(source: Source, begin = 0, size = source.size - begin) {
    this.source = source;
    this.begin = begin;
    this.size = size;
  }

  /** Reads the pickle at the position and moves behind it. */
  next(options: UnpicklerOptions): any {
    const more = (end: number): Uint8Array => {
      const wanted = Math.min(this.size, Math.max(end, this.position + 1024, 2 * this.bytes.length));
      if (wanted > this.bytes.length) this.bytes = this.source.read(this.begin, wanted);
      return this.bytes;
    };
    const { value, end }: Unpickled = unpickle(this.bytes, { ...options, more }, this.position);
    this.position = end;
    return value;
  }

  /** The place in the file of the next bytes; moves behind them. Undefined when there are not so many left. */
  skip(length: number): number | undefined {
    if (length > this.size - this.position) return undefined;
    const offset = this.begin + this.position;
    this.position += length;
    return offset;
  }

  /** Copies the next bytes. */
  take(length: number): DataView | undefined {
    const offset = this.skip(length);
    if (offset === undefined) return undefined;
    const bytes = new Uint8Array(length);
    this.source.readInto(bytes, offset);
    return new DataView(bytes.buffer);
  }
}
