import { CheckpointError } from '../errors.ts';
import type { Source } from './source.ts';

interface Format {
  is: (head: Buffer) => boolean;
  /** What the file is, and what to do with it. */
  advice: string;
}

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer) =>
    bytes.every((byte, i) => head[i] === byte);
const startsWithText = (text: string) => (head: Buffer) =>
  head.toString('latin1').trimStart().startsWith(text);

const SAVE_AGAIN = 'Load it in Python with torch.load and save it again with torch.save';

/** Other kinds of files that come under the name of a checkpoint. */
const FORMATS: readonly Format[] = [
  { is: startsWith(0x80), advice: `it is a plain pickle, not a checkpoint. ${SAVE_AGAIN}` },
  { is: startsWith(0x1f, 0x8b), advice: 'it is compressed with gzip; decompress it first' },
  { is: startsWith(0x28, 0xb5, 0x2f, 0xfd), advice: 'it is compressed with zstd; decompress it first' },
  {
    is: startsWithText('version https://git-lfs'),
    advice: 'it is a Git LFS pointer, not the file itself; run `git lfs pull`',
  },
  {
    is: startsWithText('<'),
    advice: 'it is a web page, not a checkpoint: the download gave an error or a login page',
  },
  {
    is: (head) => head[8] === 0x7b && head.readUInt32LE(4) === 0,
    advice: 'it is a safetensors file; safetensors.load_file reads it',
  },
  {
    is: startsWith(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59),
    advice: 'it is an array of NumPy; numpy.load reads it',
  },
  {
    is: startsWith(0x89, 0x48, 0x44, 0x46),
    advice: 'it is an HDF5 file (Keras, h5py), not a checkpoint of PyTorch',
  },
];

// The number 0x1950a86a20f9469cfc6c, pickled.
const LEGACY_MAGIC = Buffer.from([0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]);

/**
 * Which of PyTorch's own formats a file is in.
 *
 * @throws CheckpointError for any other file, saying what it is instead.
 */
export function formatOf(source: Source): 'zip' | 'legacy' | 'tar' {
  const head = Buffer.concat([Buffer.from(source.read(0, Math.min(source.size, 512))), Buffer.alloc(16)]);
  if (source.size === 0)
    throw new CheckpointError('it is empty; the program that wrote it was probably stopped');
  if (head.readUInt32BE(0) === 0x504b0304) return 'zip';
  // From protocol 4 on a frame comes before it.
  if (head.subarray(0, 32).includes(LEGACY_MAGIC)) return 'legacy';
  if (head.toString('latin1', 257, 262) === 'ustar') return 'tar';
  const format = FORMATS.find(({ is }) => is(head));
  if (format) throw new CheckpointError(format.advice);
  throw new CheckpointError(
    `it is no checkpoint: expected a zip archive as torch.save writes it, beginning with the bytes 50 4b 03 04, ` +
      `got ${head.subarray(0, Math.min(source.size, 4)).toString('hex').replace(/../g, '$& ').trim()}`,
  );
}
