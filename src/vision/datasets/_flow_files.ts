/** Files of optical flow and of disparities; every error names the file. */
import { endianness } from 'node:os';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { read_image } from '../io/image.ts';
import { bytesOf, damagedFile } from './_files.ts';

/** Numbers of 4 bytes at a place of a file, as this machine has them. */
function floatsAt(bytes: Buffer, at: number, count: number, little: boolean): Float32Array<ArrayBuffer> {
  const own = Buffer.from(new Uint8Array(bytes.subarray(at, at + 4 * count)).buffer);
  if (little !== (endianness() === 'LE')) own.swap32();
  return new Float32Array(own.buffer, own.byteOffset, count) as Float32Array<ArrayBuffer>;
}

/**
 * Flow in Middlebury's .flo: 'PIEH', width and height, then two numbers for each pixel: (2, H, W) float32.
 *
 * Source: Baker et al., "A Database and Evaluation Methodology for Optical Flow", 2007.
 */
export function readFlo(path: string): Tensor {
  const bytes = bytesOf(path);
  if (bytes.toString('latin1', 0, 4) !== 'PIEH' || bytes.length < 12) {
    throw damagedFile(path, "a .flo file, which begins with 'PIEH' (Magic number incorrect)");
  }
  const [w, h] = [bytes.readInt32LE(4), bytes.readInt32LE(8)];
  if (w <= 0 || h <= 0 || bytes.length < 12 + 8 * w * h) {
    throw damagedFile(path, `two numbers for each of ${w} by ${h} pixels in ${bytes.length} bytes`);
  }
  return torch
    .from_numpy(floatsAt(bytes, 12, 2 * w * h, true))
    .view(h, w, 2)
    .permute([2, 0, 1]);
}

/**
 * The first `channels` of a .pfm: 'PF' or 'Pf' for 3 channels or 1, width and height, a scale whose sign tells the order of
 * bytes, then the rows from below: (channels, H, W) float32.
 *
 * Source: Debevec, "PFM Portable FloatMap Image Format".
 */
export function readPfm(path: string, channels: 1 | 2): Tensor {
  const bytes = bytesOf(path);
  const head = bytes.toString('latin1', 0, 200);
  const found = /^(PF|Pf)\s*\n(\d+)\s(\d+)\s?\n([^\n]*)\n/.exec(head);
  const scale = Number(found?.[4]);
  if (found === null || !Number.isFinite(scale) || scale === 0) {
    throw damagedFile(path, 'a .pfm file: PF or Pf, width and height, and a scale');
  }
  const [w, h, own] = [Number(found[2]), Number(found[3]), found[1] === 'PF' ? 3 : 1];
  const begin = found[0].length;
  if (w * h === 0 || bytes.length !== begin + 4 * own * w * h) {
    throw damagedFile(
      path,
      `${own} number${own > 1 ? 's' : ''} for each of ${w} by ${h} pixels in ${bytes.length} bytes`,
    );
  }
  return torch
    .from_numpy(floatsAt(bytes, begin, own * w * h, scale < 0))
    .view(h, w, own)
    .permute([2, 0, 1])
    .flip([1])
    .narrow(0, 0, Math.min(channels, own))
    .contiguous();
}

/** KITTI's flow, a PNG of 16 bits: flow (2, H, W) float32, and where it is known (H, W). */
export function readFlowPng(path: string): [flow: Tensor, valid: Tensor] {
  const pixels = read_image(path).to(torch.float32); // (3, H, W)
  if (pixels.dim() !== 3 || pixels.size(0) !== 3) throw damagedFile(path, 'a PNG file of three channels');
  const flow = pixels
    .narrow(0, 0, 2)
    .sub(2 ** 15)
    .div(64);
  return [flow, pixels.select(0, 2).ne(0)];
}

/** The numbers of a grey PNG, of 8 or 16 bits: (1, H, W). */
export function readGrey(path: string, dtype: typeof torch.float32): Tensor {
  const pixels = read_image(path);
  if (pixels.dim() !== 3 || pixels.size(0) !== 1) throw damagedFile(path, 'a grey picture');
  return pixels.to(dtype);
}
