import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { RuntimeError } from '../../errors.ts';
import { encode } from './messages.ts';

// CRC-32C (Castagnoli), reflected polynomial.
const table = Uint32Array.from({ length: 256 }, (_, i) => {
  let crc = i;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] as number);
  return (crc ^ 0xffffffff) >>> 0;
}

/** TensorFlow masks the checksum, because a checksum of bytes that hold checksums says little. */
export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** One record of a TFRecord file: length, its checksum, the bytes, their checksum. */
export function record(bytes: Uint8Array): Buffer {
  const framed = Buffer.alloc(bytes.length + 16);
  framed.writeBigUInt64LE(BigInt(bytes.length), 0);
  framed.writeUInt32LE(maskedCrc(framed.subarray(0, 8)), 8);
  framed.set(bytes, 12);
  framed.writeUInt32LE(maskedCrc(bytes), 12 + bytes.length);
  return framed;
}

let files = 0;

/** An event file: every event is in the file when `write` returns. */
export class EventFile {
  readonly path: string;
  #fd: number | null;

  constructor(folder: string, suffix: string) {
    mkdirSync(folder, { recursive: true });
    const seconds = String(Math.floor(Date.now() / 1000)).padStart(10, '0');
    const name = `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${files}${suffix}`;
    files += 1;
    this.path = join(folder, name);
    this.#fd = openSync(this.path, 'ax');
    this.write({ file_version: 'brain.Event:2' });
  }

  write(event: Record<string, unknown>): void {
    if (this.#fd === null) throw new RuntimeError(`SummaryWriter: ${this.path} is closed`);
    const bytes = record(encode('Event', { wall_time: Date.now() / 1000, ...event }));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
  }
  flush(): void {
    if (this.#fd !== null) fsyncSync(this.#fd);
  }
  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }
}
