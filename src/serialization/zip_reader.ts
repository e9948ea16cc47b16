import { inflateRawSync } from 'node:zlib';
import { CheckpointError } from '../errors.ts';
import type { Budget } from './budget.ts';
import { crc32 } from './crc32.ts';
import type { Source } from './source.ts';
import {
  CENTRAL_HEADER,
  DEFLATED,
  END,
  END64,
  END64_LOCATOR,
  FLAG_ENCRYPTED,
  LOCAL_HEADER,
  STORED,
  UINT16_MAX,
  UINT32_MAX,
  ZIP64_EXTRA,
} from './zip_format.ts';

interface Entry {
  readonly name: string;
  /** The name as it stands in the file. */
  readonly rawName: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
  /** Where the next entry or the directory begins. */
  limit: number;
}

export interface ZipOptions {
  /** Whether the contents are compared with their checksums; files written with `set_crc32_options(False)` hold none. */
  check_crc32: boolean;
  /** Charged for what compressed entries give. */
  budget: Budget;
}

/** Reads zip archives, distrusting each number in them. Stored entries are read straight to where they belong. */
export class ZipReader {
  readonly source: Source;
  private readonly entries = new Map<string, Entry>();
  private readonly options: ZipOptions;

  constructor(source: Source, options: ZipOptions) {
    this.source = source;
    this.options = options;
    const directory = findDirectory(source);
    for (const entry of parseDirectory(source, directory)) {
      if (this.entries.has(entry.name)) throw damaged(`two entries are named '${entry.name}'`);
      this.entries.set(entry.name, entry);
    }
    setLimits([...this.entries.values()], directory.offset);
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The size of an entry's contents. */
  size(name: string): number {
    return this.entry(name).size;
  }

  /** Where the contents begin in the file, when they lie there as they are. */
  storedOffset(name: string): number | undefined {
    const entry = this.entry(name);
    return entry.method === STORED ? this.dataOffset(entry) : undefined;
  }

  read(name: string): Uint8Array {
    const entry = this.entry(name);
    if (entry.method !== STORED) return this.inflate(entry);
    const bytes = this.source.read(this.dataOffset(entry), entry.size);
    this.checkCrc(entry, crc32(bytes));
    return bytes;
  }

  /** Reads an entry in pieces, only to compare its checksum. */
  verify(name: string, piece: number): void {
    const entry = this.entry(name);
    if (entry.method !== STORED) {
      this.inflate(entry);
      return;
    }
    const offset = this.dataOffset(entry);
    let crc = 0;
    for (let at = 0; at < entry.size; at += piece)
      crc = crc32(this.source.read(offset + at, Math.min(piece, entry.size - at)), crc);
    this.checkCrc(entry, crc);
  }

  /** The checksum that an entry's contents should have. */
  crc(name: string): number {
    return this.entry(name).crc;
  }

  /** The error for contents that have another checksum. */
  readonly wrongCrc = (name: string): CheckpointError =>
    damaged(
      `the contents of entry '${name}' do not match their checksum. If the file was written without checksums ` +
        '(torch.serialization.set_crc32_options(False)), pass { check_crc32: false }',
    );

  private entry(name: string): Entry {
    const entry = this.entries.get(name);
    if (!entry) throw damaged(`it has no entry '${name}'`);
    return entry;
  }

  private dataOffset(entry: Entry): number {
    const name = entry.rawName;
    const header = this.source.read(entry.headerOffset, LOCAL_HEADER.size + name.length);
    const view = viewOf(header);
    if (view.getUint32(0, true) !== LOCAL_HEADER.signature)
      throw damaged(`entry '${entry.name}' does not begin where the directory says`);
    const nameLength = view.getUint16(26, true);
    const offset = entry.headerOffset + LOCAL_HEADER.size + nameLength + view.getUint16(28, true);
    if (offset + entry.compressedSize > entry.limit)
      throw damaged(`entry '${entry.name}' reaches into what follows it`);
    const same = name.equals(header.subarray(LOCAL_HEADER.size)) && nameLength === name.length;
    if (!same || view.getUint16(8, true) !== entry.method) {
      throw damaged(`the directory and the header of entry '${entry.name}' disagree`);
    }
    return offset;
  }

  private inflate(entry: Entry): Uint8Array {
    this.options.budget.charge(entry.size);
    let bytes: Uint8Array;
    try {
      const compressed = this.source.read(this.dataOffset(entry), entry.compressedSize);
      // One piece of the whole size, so that nothing is copied together afterwards.
      const chunkSize = Math.max(64, entry.size + 1);
      bytes = inflateRawSync(compressed, { maxOutputLength: Math.max(entry.size, 1), chunkSize });
    } catch (cause) {
      if (cause instanceof CheckpointError) throw cause;
      throw damaged(`entry '${entry.name}' cannot be decompressed to its ${entry.size} bytes`, cause);
    }
    if (bytes.length !== entry.size) {
      throw damaged(`entry '${entry.name}' has ${bytes.length} bytes where its header says ${entry.size}`);
    }
    if (this.options.check_crc32) this.checkCrc(entry, crc32(bytes));
    return bytes;
  }

  private checkCrc(entry: Entry, crc: number): void {
    if (this.options.check_crc32 && crc !== entry.crc) throw this.wrongCrc(entry.name);
  }
}

interface Directory {
  offset: number;
  size: number;
  count: number;
}

function findDirectory(source: Source): Directory {
  const length = Math.min(source.size, END.size + UINT16_MAX);
  const start = source.size - length;
  const tail = source.read(start, length);
  const view = viewOf(tail);
  // The comment at the end must reach exactly to the end of the file.
  let at = length - END.size;
  while (
    at >= 0 &&
    !(view.getUint32(at, true) === END.signature && at + END.size + view.getUint16(at + 20, true) === length)
  )
    at -= 1;
  if (at < 0)
    throw damaged(
      'it does not end as a zip archive does: it was cut short, or something was added at its end',
    );
  if (view.getUint16(at + 4, true) !== view.getUint16(at + 6, true))
    throw damaged('it is one part of an archive of several parts');

  const directory = {
    count: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
  };
  const end = at + start;
  const locator = end - END64_LOCATOR.size;
  const wide = locator >= 0 ? viewOf(source.read(locator, END64_LOCATOR.size)) : undefined;
  if (wide?.getUint32(0, true) === END64_LOCATOR.signature) {
    const end64 = Number(wide.getBigUint64(8, true));
    if (end64 + END64.size > locator) throw damaged('its 64-bit directory lies outside of it');
    const record = viewOf(source.read(end64, END64.size));
    if (record.getUint32(0, true) !== END64.signature)
      throw damaged('its 64-bit directory is not where it should be');
    directory.count = Number(record.getBigUint64(32, true));
    directory.size = Number(record.getBigUint64(40, true));
    directory.offset = Number(record.getBigUint64(48, true));
  }
  if (directory.offset + directory.size > end || directory.count * CENTRAL_HEADER.size > directory.size) {
    throw damaged('its directory lies outside of it');
  }
  return directory;
}

function* parseDirectory(source: Source, directory: Directory): Generator<Entry> {
  const bytes = source.read(directory.offset, directory.size);
  const view = viewOf(bytes);
  let at = 0;
  for (let i = 0; i < directory.count; i += 1) {
    if (at + CENTRAL_HEADER.size > bytes.length || view.getUint32(at, true) !== CENTRAL_HEADER.signature) {
      throw damaged(`entry ${i} of its directory is missing`);
    }
    const nameEnd = at + CENTRAL_HEADER.size + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > bytes.length) throw damaged(`entry ${i} reaches beyond its directory`);
    yield parseEntry(bytes, view, at, nameEnd, extraEnd);
    at = next;
  }
  if (at !== bytes.length) throw damaged('its directory is longer than its entries');
}

function parseEntry(bytes: Uint8Array, view: DataView, at: number, nameEnd: number, extraEnd: number): Entry {
  const rawName = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + at + CENTRAL_HEADER.size,
    nameEnd - at - CENTRAL_HEADER.size,
  );
  const name = rawName.toString('utf8');
  if (/(^|[/\\])\.\.($|[/\\])|^[/\\]|^[A-Za-z]:|\0/.test(name)) {
    throw damaged(`the name of entry ${JSON.stringify(name)} leads out of the archive`);
  }
  const method = view.getUint16(at + 10, true);
  if (view.getUint16(at + 8, true) & FLAG_ENCRYPTED) throw damaged(`entry '${name}' is encrypted`);
  if (method !== STORED && method !== DEFLATED) {
    throw damaged(
      `entry '${name}' is compressed with method ${method}; stored (0) and deflated (8) entries are read`,
    );
  }
  const wide = zip64Fields(view, nameEnd, extraEnd);
  const field = (offset: number): number => {
    const value = view.getUint32(offset, true);
    if (value !== UINT32_MAX) return value;
    return wide.shift() ?? value;
  };
  const size = field(at + 24);
  const compressedSize = field(at + 20);
  const headerOffset = field(at + 42);
  if (method === STORED && size !== compressedSize)
    throw damaged(`entry '${name}' is stored, but with two sizes: ${size} and ${compressedSize}`);
  const crc = view.getUint32(at + 16, true);
  return { name, rawName, method, crc, compressedSize, size, headerOffset, limit: 0 };
}

/** The 64-bit values that stand for the fields holding only ones, in the fields' order. */
function zip64Fields(view: DataView, from: number, end: number): number[] {
  let at = from;
  while (at + 4 <= end) {
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > end) break;
    if (view.getUint16(at, true) === ZIP64_EXTRA) {
      const count = Math.min(Math.floor(length / 8), 3);
      return Array.from({ length: count }, (_, i) => Number(view.getBigUint64(at + 4 + i * 8, true)));
    }
    at += 4 + length;
  }
  return [];
}

/** Entries that share bytes can blow a small file up to any size, and make one reader see what another does not. */
function setLimits(entries: Entry[], directoryOffset: number): void {
  entries.sort((a, b) => a.headerOffset - b.headerOffset);
  for (const [i, entry] of entries.entries()) {
    entry.limit = entries[i + 1]?.headerOffset ?? directoryOffset;
    const least = entry.headerOffset + LOCAL_HEADER.size + entry.rawName.length + entry.compressedSize;
    if (least > entry.limit) {
      const what = i + 1 < entries.length ? `entry '${entries[i + 1]?.name}'` : 'the directory';
      throw damaged(`entry '${entry.name}' of ${entry.compressedSize} bytes overlaps ${what}`);
    }
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(what: string, cause?: unknown): CheckpointError {
  return new CheckpointError(`the file is damaged: ${what}`, { cause });
}
