import * as zlib from 'node:zlib';

/** CRC-32 as zip files use it, going on from `value`. */
export const crc32: (bytes: Uint8Array, value?: number) => number = zlib.crc32 ?? portableCrc32;

/** For the first releases of Node 20, whose zlib does not offer its own. */
export function portableCrc32(bytes: Uint8Array, value = 0): number {
  let crc = ~value;
  for (let i = 0; i < bytes.length; i += 1) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number);
  }
  return ~crc >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
