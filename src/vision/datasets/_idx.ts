import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { RuntimeError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

// The file's third byte names the elements' type; numbers are big-endian.
const types: Record<number, { dtype: any; size: 1 | 2 | 4 | 8 }> = {
  8: { dtype: torch.uint8, size: 1 },
  9: { dtype: torch.int8, size: 1 },
  11: { dtype: torch.int16, size: 2 },
  12: { dtype: torch.int32, size: 4 },
  13: { dtype: torch.float32, size: 4 },
  14: { dtype: torch.float64, size: 8 },
};

/**
 * Reads an idx file, the format of MNIST and its relatives, plain or gzipped (`.gz`).
 *
 * @throws RuntimeError naming the file, what was expected and what to do when it is unreadable, damaged or incomplete.
 */
export function readIdx(path: string): Tensor {
  const bytes = readBytes(path);
  const type = types[bytes[2] ?? -1];
  const ndim = bytes[3] ?? 0;
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0 || !type || ndim === 0) {
    throw damaged(
      path,
      `expected an idx file, but it begins with the bytes ${bytes.toString('hex', 0, 4) || '(none)'}`,
    );
  }
  const begin = 4 + 4 * ndim;
  if (bytes.length < begin)
    throw damaged(path, `its header of ${begin} bytes is cut off after ${bytes.length}`);
  const shape = Array.from({ length: ndim }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const expected = shape.reduce((product, n) => product * n, type.size);
  if (bytes.length - begin !== expected) {
    throw damaged(
      path,
      `expected ${expected} bytes of data for shape (${shape.join(', ')}), but it holds ${bytes.length - begin}`,
    );
  }
  // A copy: aligned for the element type, and free of the header.
  const data = Buffer.from(new ArrayBuffer(expected));
  bytes.copy(data, 0, begin);
  if (type.size === 2) data.swap16();
  if (type.size === 4) data.swap32();
  if (type.size === 8) data.swap64();
  return torch.frombuffer(data, { dtype: type.dtype }).view(shape);
}

function readBytes(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  } catch (cause) {
    throw damaged(path, `it cannot be read (${(cause as Error).message})`, cause);
  }
}

const damaged = (path: string, problem: string, cause?: unknown) =>
  new RuntimeError(`${path}: ${problem}. Delete the file and fetch it again.`, { cause });
