import * as fs from 'node:fs';
import * as path from 'node:path';
import { getSystemErrorName } from 'node:util';
import { CheckpointError, ValueError } from '../errors.ts';
import { native } from '../native.ts';
import type { Tensor } from '../tensor.ts';
import { crc32 } from './crc32.ts';
import { lendBytes } from './storage.ts';

/** Where the bytes of a checkpoint go. */
export interface Sink {
  /** The bytes are only valid during the call. */
  write(bytes: Uint8Array): void;
  /** Writes a tensor's whole storage, and gives its checksum. */
  writeStorage(tensor: Tensor): number;
}

// Linux writes at most 2^31 - 4096 bytes in one call.
const LARGEST_WRITE = 1 << 30;
// Small chunks are collected: copying them is cheaper than another system call.
const COLLECTED = 1 << 18;
// Checksum and hand on in pieces that stay in the cache.
const PIECE = 1 << 20;

class FileSink implements Sink {
  private readonly fd: number;
  private readonly collected = Buffer.allocUnsafe(COLLECTED);
  private length = 0;

  constructor(fd: number) {
    this.fd = fd;
  }

  write(bytes: Uint8Array): void {
    if (this.length + bytes.length > COLLECTED) this.flush();
    if (bytes.length > COLLECTED) this.put(bytes);
    else {
      this.collected.set(bytes, this.length);
      this.length += bytes.length;
    }
  }

  writeStorage(tensor: Tensor): number {
    if (tensor.untyped_storage().nbytes() <= PIECE) return writePieces(tensor, this);
    this.flush();
    const crc = native.storage_write(this.fd, tensor._h);
    if (crc >= 0) return crc;
    const code = getSystemErrorName(crc);
    throw Object.assign(new Error(`${code}: write`), { code, syscall: 'write', errno: crc });
  }

  flush(): void {
    const { length } = this;
    this.length = 0;
    this.put(this.collected.subarray(0, length));
  }

  private put(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; )
      at += fs.writeSync(this.fd, bytes, at, Math.min(bytes.length - at, LARGEST_WRITE));
  }
}

/** Hands everything on to a function. */
export class FunctionSink implements Sink {
  readonly write: (bytes: Uint8Array) => void;

  constructor(write: (bytes: Uint8Array) => void) {
    this.write = write;
  }

  writeStorage(tensor: Tensor): number {
    return writePieces(tensor, this);
  }
}

function writePieces(tensor: Tensor, sink: Sink): number {
  let crc = 0;
  lendBytes(tensor, (chunks) => {
    for (const chunk of chunks) {
      for (let from = 0; from < chunk.length; from += PIECE) {
        const piece = chunk.subarray(from, from + PIECE);
        crc = crc32(piece, crc);
        sink.write(piece);
      }
    }
  });
  return crc;
}

/**
 * Writes a file so that at any moment, killed or out of space, there is either the old file or the whole new one:
 * to a temporary file beside it, then to the disk, then renamed.
 */
export function writeFileAtomically(file: string, fill: (sink: Sink) => void): void {
  if (file.includes('\0')) throw new ValueError('embedded null byte');
  const existing = fs.statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory()) {
    throw new CheckpointError(`cannot write '${file}': it is a folder; give the name of a file`);
  }
  try {
    // A device or a pipe is written to, never replaced.
    if (existing && !existing.isFile()) withFile(file, 'w', (fd) => fillFile(fd, fill));
    // A link stays, and what it leads to is replaced.
    else replaceFile(existing ? fs.realpathSync(file) : file, existing?.mode, fill);
  } catch (cause) {
    throw failure(file, cause, existing?.isFile() === true);
  }
}

function replaceFile(target: string, mode: number | undefined, fill: (sink: Sink) => void): void {
  const folder = path.dirname(target);
  const unique = `${process.pid}.${Math.random().toString(36).slice(2, 10)}`;
  const temporary = path.join(folder, `.${path.basename(target)}.${unique}.tmp`);
  try {
    withFile(temporary, 'wx', (fd) => {
      if (mode !== undefined) fs.fchmodSync(fd, mode & 0o777);
      fillFile(fd, fill);
      fs.fsyncSync(fd);
    });
    letGoAside(target, () => fs.renameSync(temporary, target));
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Replaces a file whose old contents, a quarter of the time of a save, are given up in a thread of Node's pool. */
function letGoAside(file: string, replace: () => void): void {
  let old: number | undefined;
  try {
    old = fs.openSync(file, 'r');
  } catch {
    // There is none, or it must not be read: then it goes at once.
  }
  try {
    replace();
  } finally {
    if (old !== undefined) fs.close(old, () => {});
  }
}

function withFile(name: string, flags: string, use: (fd: number) => void): void {
  const fd = fs.openSync(name, flags);
  try {
    use(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function fillFile(fd: number, fill: (sink: Sink) => void): void {
  const sink = new FileSink(fd);
  fill(sink);
  sink.flush();
}

/** Makes the new name last through a power failure; where the system cannot, the file itself is still whole. */
function syncFolder(folder: string): void {
  try {
    withFile(folder, 'r', (fd) => fs.fsyncSync(fd));
  } catch {}
}

const REASONS: Record<string, string> = {
  ENOSPC: 'no space is left on the disk; free some or write elsewhere',
  EDQUOT: 'the disk quota is used up; free some space or write elsewhere',
  EFBIG: 'the file would grow larger than the system or the process allows',
  EACCES: 'permission denied; a file can only be written in a folder that you may write to',
  EPERM: 'permission denied; a file can only be written in a folder that you may write to',
  EROFS: 'the file system is read-only; write elsewhere',
  ENOENT: 'its folder does not exist; create it first',
  ENOTDIR: 'its folder is a file',
};

function failure(file: string, cause: unknown, existed: boolean): unknown {
  const { code, syscall, message } = cause as NodeJS.ErrnoException;
  if (!syscall) return cause;
  const kept = existed ? ' The file that was there is unchanged.' : '';
  return new CheckpointError(`cannot write '${file}': ${REASONS[code ?? ''] ?? message}.${kept}`, { cause });
}
