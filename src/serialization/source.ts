import * as fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { callable } from '../callable.ts';
import { CheckpointError, FileNotFoundError, TypeError, ValueError } from '../errors.ts';

/** Where a checkpoint is read from: a file or bytes in memory. */
export interface Source {
  /** How messages call it. */
  readonly name: string;
  /** The open file, when it is one. */
  readonly fd: number | null;
  readonly size: number;
  /** What the native side reads from: the open file, or the bytes. */
  readonly raw: number | Uint8Array;
  /** Fills `target` with the bytes from `position` on. */
  readInto(target: Uint8Array, position: number): void;
  read(position: number, length: number): Uint8Array;
  [Symbol.dispose](): void;
}

class FileSource implements Source {
  readonly name: string;
  readonly fd: number;
  readonly size: number;
  private readonly own: boolean;

  constructor(file: string | number, flags = 'r') {
    this.own = typeof file === 'string';
    this.name = typeof file === 'string' ? `'${file}'` : `file descriptor ${file}`;
    this.fd = typeof file === 'string' ? openFile(file, flags) : file;
    const stat = this.stat();
    this.size = stat.size;
    if (stat.isFile()) return;
    this[Symbol.dispose]();
    throw new CheckpointError(
      `${this.name} is ${stat.isDirectory() ? 'a folder' : 'no regular file'}; expected a checkpoint file`,
    );
  }

  get raw(): number {
    return this.fd;
  }

  private stat(): fs.Stats {
    try {
      return fs.fstatSync(this.fd);
    } catch (cause) {
      throw new CheckpointError(`cannot read ${this.name}: ${(cause as Error).message}`, { cause });
    }
  }

  readInto(target: Uint8Array, position: number): void {
    let done = 0;
    while (done < target.length) {
      const count = fs.readSync(this.fd, target, done, target.length - done, position + done);
      if (count === 0)
        throw new CheckpointError(`the file ends at byte ${position + done}: it shrank while it was read`);
      done += count;
    }
  }

  read(position: number, length: number): Uint8Array {
    if (position + length > this.size) throw new CheckpointError('the file is damaged: it was cut short');
    const bytes = Buffer.allocUnsafe(length);
    this.readInto(bytes, position);
    return bytes;
  }

  [Symbol.dispose](): void {
    if (this.own) fs.closeSync(this.fd);
  }
}

class BytesSource implements Source {
  readonly name = 'the bytes given';
  readonly fd = null;
  readonly raw: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.raw = bytes;
  }

  get size(): number {
    return this.raw.length;
  }

  readInto(target: Uint8Array, position: number): void {
    target.set(this.read(position, target.length));
  }

  read(position: number, length: number): Uint8Array {
    if (position + length > this.size) throw new CheckpointError('the file is damaged: it was cut short');
    return this.raw.subarray(position, position + length);
  }

  [Symbol.dispose](): void {}
}

class BytesIO_ {
  // What was written at the end is joined when somebody asks for it.
  private readonly chunks: Uint8Array[] = [];
  private size = 0;
  private position = 0;

  constructor(initial?: Uint8Array) {
    if (initial) this.append(initial);
  }

  private append(bytes: Uint8Array): void {
    this.chunks.push(new Uint8Array(bytes));
    this.size += bytes.length;
  }

  /** Puts bytes at the position, over those that are there, and says how many. */
  write(bytes: Uint8Array): number {
    if (this.position > this.size) this.append(new Uint8Array(this.position - this.size));
    const over = Math.min(bytes.length, this.size - this.position);
    if (over > 0) this.getvalue().set(bytes.subarray(0, over), this.position);
    if (over < bytes.length) this.append(bytes.subarray(over));
    this.position += bytes.length;
    return bytes.length;
  }

  /** The next `size` bytes; all that are left without `size`, or when it is negative. */
  read(size: number | null = -1): Uint8Array {
    const from = Math.min(this.position, this.size);
    const to = size === null || size < 0 ? this.size : Math.min(from + size, this.size);
    this.position = Math.max(this.position, to);
    return this.getvalue().slice(from, to);
  }

  /**
   * Goes to a position: from the beginning, from where it is (`whence` 1) or from the end (`whence` 2). Gives the new one.
   *
   * @throws ValueError for one before the beginning, and another `whence`.
   */
  seek(offset: number, whence = 0): number {
    if (whence !== 0 && whence !== 1 && whence !== 2) {
      throw new ValueError(`invalid whence (${whence}, should be 0, 1 or 2)`);
    }
    if (whence === 0 && !(offset >= 0)) throw new ValueError(`negative seek value ${offset}`);
    const from = [0, this.position, this.size][whence] as number;
    this.position = Math.max(0, from + offset);
    return this.position;
  }

  tell(): number {
    return this.position;
  }

  /** Cuts off what lies behind `size`, or behind the position, and says how much is left. */
  truncate(size: number = this.position): number {
    if (size >= this.size) return size;
    const kept = this.getvalue().slice(0, size);
    this.chunks.splice(0, this.chunks.length, kept);
    this.size = kept.length;
    return size;
  }

  /** How many bytes there are. */
  get length(): number {
    return this.size;
  }

  /** All bytes, wherever the position is: those in memory, no copy. */
  getvalue(): Uint8Array {
    if (this.chunks.length !== 1) this.chunks.splice(0, this.chunks.length, Buffer.concat(this.chunks));
    return this.chunks[0] as Uint8Array;
  }

  getbuffer(): Uint8Array {
    return this.getvalue();
  }
}

/**
 * Bytes in memory to save to and load from, as Python's `io.BytesIO`: reads and writes begin at a position, and move it.
 *
 * @see https://docs.python.org/3/library/io.html#io.BytesIO
 */
export const BytesIO = callable(BytesIO_);
export type BytesIO = BytesIO_;

/** A path, a file: URL, bytes, or the descriptor of an open file, which stays open. */
export type FileLike = string | URL | Uint8Array | ArrayBuffer | BytesIO | number | { readonly fd: number };

export function openSource(file: FileLike, writable = false): Source {
  const flags = writable ? 'r+' : 'r';
  if (typeof file === 'string') return new FileSource(file, flags);
  if (file instanceof URL) return new FileSource(fileURLToPath(file), flags);
  if (file instanceof Uint8Array) return new BytesSource(file);
  if (file instanceof ArrayBuffer) return new BytesSource(new Uint8Array(file));
  if (file instanceof BytesIO) {
    // Behind the last byte, where a save leaves it, nothing could be read: all is meant.
    const from = file.tell() < file.length ? file.tell() : 0;
    return new BytesSource(file.getvalue().subarray(from));
  }
  const fd = typeof file === 'object' ? file?.fd : file;
  if (Number.isInteger(fd) && fd >= 0) return new FileSource(fd);
  throw new TypeError(
    'a file is given as a path, a file: URL, a Uint8Array, an ArrayBuffer, a BytesIO or an open file (a descriptor or a FileHandle), ' +
      `got ${file === null ? 'null' : typeof file}`,
  );
}

function openFile(path: string, flags: string): number {
  try {
    return fs.openSync(path, flags);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new FileNotFoundError(
        `[Errno 2] No such file or directory: '${path}' (looked for from ${process.cwd()}); check the path`,
        { cause },
      );
    }
    throw new CheckpointError(`cannot open '${path}': ${(cause as Error).message}`, { cause });
  }
}
