import { native } from '../native.ts';

/** CRC-32 as zip files use it, going on from `value`. */
export const crc32 = (bytes: Uint8Array, value = 0): number => native.crc32(bytes, value);
