import * as fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CheckpointError, TypeError } from '../errors.ts';

/** Where a checkpoint is read from: a file or bytes in memory. */
export interface Source {
  /** How messages call it. */
  readonly name: string;
  /** The path, when it is a file that could be mapped. */
  readonly path: string | null;
  readonly size: number;
  /** Fills `target` with the bytes from `position` on. */
  readInto(target: Uint8Array, position: number): void;
  read(position: number, length: number): Uint8Array;
  [Symbol.dispose](): void;
}

class FileSource implements Source {
  readonly path: string;
  readonly size: number;
  private readonly fd: number;

  constructor(path: string) {
    this.path = path;
    this.fd = openFile(path);
    const stat = fs.fstatSync(this.fd);
    this.size = stat.size;
    if (stat.isFile()) return;
    fs.closeSync(this.fd);
    throw new CheckpointError(
      `${this.name} is ${stat.isDirectory() ? 'a folder' : 'no regular file'}; expected a checkpoint file`,
    );
  }

  get name(): string {
    return `'${this.path}'`;
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
    const bytes = Buffer.allocUnsafe(length);
    this.readInto(bytes, position);
    return bytes;
  }

  [Symbol.dispose](): void {
    fs.closeSync(this.fd);
  }
}

class BytesSource implements Source {
  readonly name = 'the bytes given';
  readonly path = null;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  readInto(target: Uint8Array, position: number): void {
    target.set(this.read(position, target.length));
  }

  read(position: number, length: number): Uint8Array {
    return this.bytes.subarray(position, position + length);
  }

  [Symbol.dispose](): void {}
}

/** Bytes in memory to save to and load from, as Python's `io.BytesIO`. */
export class BytesIO {
  private readonly chunks: Uint8Array[] = [];

  constructor(initial?: Uint8Array) {
    if (initial) this.write(initial);
  }

  write(bytes: Uint8Array): void {
    this.chunks.push(new Uint8Array(bytes));
  }

  /** All that was written. */
  getvalue(): Uint8Array {
    if (this.chunks.length !== 1) this.chunks.splice(0, this.chunks.length, Buffer.concat(this.chunks));
    return this.chunks[0] as Uint8Array;
  }
}

export type FileLike = string | URL | Uint8Array | ArrayBuffer | BytesIO;

export function openSource(file: FileLike): Source {
  if (typeof file === 'string') return new FileSource(file);
  if (file instanceof URL) return new FileSource(fileURLToPath(file));
  if (file instanceof Uint8Array) return new BytesSource(file);
  if (file instanceof ArrayBuffer) return new BytesSource(new Uint8Array(file));
  if (file instanceof BytesIO) return new BytesSource(file.getvalue());
  throw new TypeError(
    `load() takes a path, a file: URL, a Uint8Array, an ArrayBuffer or a BytesIO, got ${typeof file}`,
  );
}

function openFile(path: string): number {
  try {
    return fs.openSync(path, 'r');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new CheckpointError(
        `no such file: '${path}' (looked for from ${process.cwd()}); check the path`,
        { cause },
      );
    }
    throw new CheckpointError(`cannot open '${path}': ${(cause as Error).message}`, { cause });
  }
}
