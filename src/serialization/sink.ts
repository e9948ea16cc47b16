import * as fs from 'node:fs';
import * as path from 'node:path';
import { CheckpointError } from '../errors.ts';

/** Where the bytes of a checkpoint go. The chunks are only valid during the call. */
export type Write = (...chunks: Uint8Array[]) => void;

// Linux writes at most 2^31 - 4096 bytes in one call.
const LARGEST_WRITE = 1 << 30;

/**
 * Writes a file so that at any moment, killed or out of space, there is either the old file or the whole new one:
 * to a temporary file beside it, then to the disk, then renamed.
 */
export function writeFileAtomically(file: string, fill: (write: Write) => void): void {
  const existing = fs.statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory()) {
    throw new CheckpointError(`cannot write '${file}': it is a folder; give the name of a file`);
  }
  try {
    // A device or a pipe is written to, never replaced.
    if (existing && !existing.isFile()) withFile(file, 'w', (fd) => fill(writer(fd)));
    // A link stays, and what it leads to is replaced.
    else replaceFile(existing ? fs.realpathSync(file) : file, existing?.mode, fill);
  } catch (cause) {
    throw failure(file, cause, existing?.isFile() === true);
  }
}

function replaceFile(target: string, mode: number | undefined, fill: (write: Write) => void): void {
  const folder = path.dirname(target);
  const unique = `${process.pid}.${Math.random().toString(36).slice(2, 10)}`;
  const temporary = path.join(folder, `.${path.basename(target)}.${unique}.tmp`);
  try {
    withFile(temporary, 'wx', (fd) => {
      if (mode !== undefined) fs.fchmodSync(fd, mode & 0o777);
      fill(writer(fd));
      fs.fsyncSync(fd);
    });
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

function withFile(name: string, flags: string, use: (fd: number) => void): void {
  const fd = fs.openSync(name, flags);
  try {
    use(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function writer(fd: number): Write {
  return (...chunks) => {
    for (const chunk of joinSmall(chunks)) {
      for (let at = 0; at < chunk.length; )
        at += fs.writeSync(fd, chunk, at, Math.min(chunk.length - at, LARGEST_WRITE));
    }
  };
}

/** Copying a few kilobytes is cheaper than another system call. */
function joinSmall(chunks: Uint8Array[]): Uint8Array[] {
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return total <= 1 << 16 ? [Buffer.concat(chunks, total)] : chunks;
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
