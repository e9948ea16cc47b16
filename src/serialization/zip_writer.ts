import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Tensor } from '../tensor.ts';
import { crc32 } from './crc32.ts';
import type { Sink } from './sink.ts';
import {
  CENTRAL_HEADER,
  DATA_DESCRIPTOR,
  DEFLATED,
  END,
  END64,
  END64_LOCATOR,
  FLAG_DATA_DESCRIPTOR,
  FLAG_UTF8,
  LOCAL_HEADER,
  STORED,
  UINT16_MAX,
  UINT32_MAX,
  ZIP64_EXTRA,
} from './zip_format.ts';

interface Record {
  name: Buffer;
  method: number;
  crc: number;
  /** Of the contents, and of what stands for them in the file. */
  size: number;
  stored: number;
  offset: number;
}

const ALIGNMENT = 64;
const VERSION_MADE_BY = 0x031e;
const VERSION_NEEDED = 45;

/**
 * Writes zip archives as `torch.save` lays them out: entries stored as they are, beginning at multiples of 64 bytes so that they can be
 * mapped into memory, checksums in data descriptors, 64-bit fields where needed. No zip library for Node pads entries.
 */
export class ZipWriter {
  private readonly sink: Sink;
  private readonly folder: string;
  private readonly options: { crc32: boolean; skip_data: boolean };
  private readonly records: Record[] = [];
  private position = 0;

  /** `folder` is put before all names. Without `crc32` checksums are zero; with `skip_data` storages are, too. */
  constructor(sink: Sink, folder: string, options = { crc32: true, skip_data: false }) {
    this.sink = sink;
    this.folder = folder;
    this.options = options;
  }

  /** Adds an entry with these contents. */
  add(name: string, contents: Uint8Array): void {
    this.entry(name, contents.length, () => {
      this.sink.write(contents);
      return crc32(contents);
    });
  }

  /** Adds an entry that holds a tensor's whole storage. */
  addStorage(name: string, tensor: Tensor): void {
    const nbytes = tensor.untyped_storage().nbytes();
    this.entry(name, nbytes, () =>
      this.options.skip_data ? this.leaveRoom(nbytes) : this.sink.writeStorage(tensor),
    );
  }

  private leaveRoom(nbytes: number): number {
    const zeros = new Uint8Array(Math.min(nbytes, 1 << 20));
    for (let left = nbytes; left > 0; left -= zeros.length) this.sink.write(zeros.subarray(0, left));
    return 0;
  }

  /** Adds an entry with these contents, compressed. */
  addDeflated(name: string, contents: Uint8Array): void {
    const deflated = deflateRawSync(contents);
    const write = () => {
      this.sink.write(deflated);
      return crc32(contents);
    };
    this.entry(name, contents.length, write, { method: DEFLATED, stored: deflated.length });
  }

  private entry(
    name: string,
    size: number,
    write: () => number,
    { method, stored } = { method: STORED as number, stored: size },
  ): void {
    const record: Record = {
      name: Buffer.from(this.folder + name),
      method,
      crc: 0,
      size,
      stored,
      offset: this.position,
    };
    this.emit(localHeader(record));
    if (stored > 0) {
      record.crc = write();
      if (!this.options.crc32) record.crc = 0;
      this.position += stored;
      this.emit(dataDescriptor(record, isWide(record)));
    }
    this.records.push(record);
  }

  /** A number that is the same for the same contents, as PyTorch puts into `.data/serialization_id`. */
  fingerprint(): string {
    const hash = createHash('sha256');
    for (const { name, crc, size } of this.records)
      hash.update(name.subarray(this.folder.length - 1)).update(`:${crc}:${size};`);
    const digest = hash.digest();
    return [0, 8].map((at) => digest.readBigUInt64LE(at).toString().padStart(20, '0')).join('');
  }

  /** Writes the directory; the archive is complete after it. */
  finish(): void {
    const offset = this.position;
    for (const record of this.records) this.emit(centralHeader(record));
    const size = this.position - offset;
    this.emit(ending(this.records.length, size, offset));
  }

  private emit(bytes: Uint8Array): void {
    this.sink.write(bytes);
    this.position += bytes.length;
  }
}

function isWide({ size, stored, offset }: Record): boolean {
  return size >= UINT32_MAX || stored >= UINT32_MAX || offset >= UINT32_MAX;
}

/** Sizes and offset in 64 bits, those that need it. */
function zip64Extra({ size, stored, offset }: Record): Buffer {
  const values = [size, stored, offset].filter((value) => value >= UINT32_MAX);
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(ZIP64_EXTRA, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [i, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + i * 8);
  return extra;
}

/** An extra field of PyTorch's own kind that moves the contents to the next multiple of the alignment. */
function paddingExtra(position: number): Buffer {
  const start = position + 4;
  const length = (ALIGNMENT - (start % ALIGNMENT)) % ALIGNMENT;
  const extra = Buffer.alloc(4 + length, 'Z');
  extra.write('FB', 0);
  extra.writeUInt16LE(length, 2);
  return extra;
}

function flags({ stored }: Record): number {
  return FLAG_UTF8 | (stored > 0 ? FLAG_DATA_DESCRIPTOR : 0);
}

function localHeader(record: Record): Buffer {
  const { name, offset } = record;
  const zip64 = zip64Extra(record);
  const padding = paddingExtra(offset + LOCAL_HEADER.size + name.length + zip64.length);
  const header = Buffer.alloc(LOCAL_HEADER.size);
  header.writeUInt32LE(LOCAL_HEADER.signature, 0);
  header.writeUInt16LE(isWide(record) ? VERSION_NEEDED : 0, 4);
  header.writeUInt16LE(flags(record), 6);
  header.writeUInt16LE(record.method, 8);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(zip64.length + padding.length, 28);
  return Buffer.concat([header, name, zip64, padding]);
}

function dataDescriptor({ crc, size, stored }: Record, wide: boolean): Buffer {
  const descriptor = Buffer.alloc(wide ? DATA_DESCRIPTOR.size64 : DATA_DESCRIPTOR.size32);
  descriptor.writeUInt32LE(DATA_DESCRIPTOR.signature, 0);
  descriptor.writeUInt32LE(crc, 4);
  if (wide) {
    descriptor.writeBigUInt64LE(BigInt(stored), 8);
    descriptor.writeBigUInt64LE(BigInt(size), 16);
  } else {
    descriptor.writeUInt32LE(stored, 8);
    descriptor.writeUInt32LE(size, 12);
  }
  return descriptor;
}

function centralHeader(record: Record): Buffer {
  const { name, method, crc, size, stored, offset } = record;
  const zip64 = zip64Extra(record);
  const header = Buffer.alloc(CENTRAL_HEADER.size);
  header.writeUInt32LE(CENTRAL_HEADER.signature, 0);
  header.writeUInt16LE(isWide(record) ? VERSION_NEEDED : 0, 6);
  header.writeUInt16LE(flags(record), 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(stored, UINT32_MAX), 20);
  header.writeUInt32LE(Math.min(size, UINT32_MAX), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(zip64.length, 30);
  header.writeUInt32LE(Math.min(offset, UINT32_MAX), 42);
  return Buffer.concat([header, name, zip64]);
}

function ending(count: number, size: number, offset: number): Buffer {
  const end64 = Buffer.alloc(END64.size);
  end64.writeUInt32LE(END64.signature, 0);
  end64.writeBigUInt64LE(BigInt(END64.size - 12), 4);
  end64.writeUInt16LE(VERSION_MADE_BY, 12);
  end64.writeUInt16LE(VERSION_NEEDED, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);

  const locator = Buffer.alloc(END64_LOCATOR.size);
  locator.writeUInt32LE(END64_LOCATOR.signature, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);

  const end = Buffer.alloc(END.size);
  end.writeUInt32LE(END.signature, 0);
  end.writeUInt16LE(Math.min(count, UINT16_MAX), 8);
  end.writeUInt16LE(Math.min(count, UINT16_MAX), 10);
  end.writeUInt32LE(Math.min(size, UINT32_MAX), 12);
  end.writeUInt32LE(Math.min(offset, UINT32_MAX), 16);
  return Buffer.concat([end64, locator, end]);
}
