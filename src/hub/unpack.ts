/** Tar archives, unpacked as a stream. Only files and folders come out, and none of them outside of the target. */
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';

export interface UnpackJob {
  archive: string;
  to: string;
  gzip: boolean;
  /** How many bytes may come out. */
  limit: number;
}

const BLOCK = 512;
// Longer names than any file system takes.
const MAX_NAME = 2 ** 16;

/**
 * Unpacks beside the target first: each file appears there when the whole archive has proved sound.
 *
 * @throws Error saying what is wrong with the archive; the target is as before then.
 */
export async function unpack({ archive, to, gzip, limit }: UnpackJob): Promise<void> {
  const aside = join(to, `.unpacking-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    const files: string[] = [];
    for await (const { name, contents } of entries(new Bytes(chunks(archive, gzip)), limit)) {
      const path = join(aside, name);
      if (contents === null) {
        mkdirSync(path, { recursive: true });
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      const file = openSync(path, 'w');
      try {
        for await (const chunk of contents) {
          for (let done = 0; done < chunk.length; ) done += writeSync(file, chunk, done);
        }
      } finally {
        closeSync(file);
      }
      files.push(name);
    }
    for (const name of files) {
      mkdirSync(dirname(join(to, name)), { recursive: true });
      renameSync(join(aside, name), join(to, name));
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function chunks(archive: string, gzip: boolean): AsyncIterable<Buffer> {
  const file = createReadStream(archive, { highWaterMark: 2 ** 20 });
  if (!gzip) return file;
  const plain = createGunzip({ chunkSize: 2 ** 18 });
  file.on('error', (error) => plain.destroy(error));
  return file.pipe(plain);
}

interface Entry {
  name: string;
  /** null for a folder. */
  contents: AsyncIterable<Buffer> | null;
}

async function* entries(bytes: Bytes, limit: number): AsyncGenerator<Entry> {
  let longName: string | null = null;
  let left = limit;
  for (;;) {
    const header = await bytes.block();
    // Two empty blocks end an archive; some end without.
    if (header === null || header.every((byte) => byte === 0)) return;
    checkSum(header);
    const size = numberAt(header, 124, 12);
    const type = String.fromCharCode(header[156] as number);
    left -= size;
    if (left < 0) throw new Error(`it holds more than the ${limit} bytes that were expected of it`);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (type === 'L' || type === 'x') {
      if (size > MAX_NAME) throw new Error(`a name of ${size} bytes`);
      const text = (await bytes.take(size)).toString();
      longName = type === 'L' ? text.replace(/\0.*$/s, '') : (/^\d+ path=(.*)$/m.exec(text)?.[1] ?? longName);
      await bytes.take(padding);
      continue;
    }
    const name = longName ?? nameIn(header);
    longName = null;
    if (type === 'g') await bytes.skip(size + padding);
    else if (type === '5') yield { name: inside(name), contents: null };
    else if (type === '0' || type === '\0' || type === '7') {
      yield { name: inside(name), contents: bytes.each(size) };
      await bytes.take(padding);
    } else throw new Error(`'${name}' is a link or a device, which data has no need of`);
  }
}

/** @throws Error for a name that would leave the target. */
function inside(name: string): string {
  if (name === '' || /^[/\\]|^[A-Za-z]:|\0/.test(name) || name.split(/[/\\]/).includes('..')) {
    throw new Error(`'${name}' would be written outside of the folder`);
  }
  return name;
}

const text = (header: Buffer, at: number, length: number) =>
  header.toString('utf8', at, at + length).replace(/\0.*$/s, '');

function nameIn(header: Buffer): string {
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  return prefix ? `${prefix}/${text(header, 0, 100)}` : text(header, 0, 100);
}

function numberAt(header: Buffer, at: number, length: number): number {
  // Beyond 8 GB the number is binary, marked by its first bit.
  if ((header[at] as number) & 0x80) {
    const value = Number(header.readBigUInt64BE(at + length - 8));
    if (Number.isSafeInteger(value)) return value;
  }
  const octal = text(header, at, length).trim();
  if (/^[0-7]*$/.test(octal)) return octal === '' ? 0 : Number.parseInt(octal, 8);
  throw new Error(`its header holds '${octal}' for a number`);
}

function checkSum(header: Buffer): void {
  let sum = 0;
  for (const [i, byte] of header.entries()) sum += i >= 148 && i < 156 ? 32 : byte;
  if (sum !== numberAt(header, 148, 8))
    throw new Error('it is no tar archive, or damaged: a checksum is wrong');
}

/** A stream's bytes, as many at a time as are asked for. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes, at least one; null at the end. */
  async some(most: number): Promise<Buffer | null> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#source.next();
      if (done) return null;
      this.#rest = value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  async *each(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const chunk = await this.some(left);
      if (chunk === null) throw new Error('it ends in the middle of a file');
      left -= chunk.length;
      yield chunk;
    }
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.each(count)) parts.push(part);
    return Buffer.concat(parts);
  }

  /** The next block; null at the end. */
  async block(): Promise<Buffer | null> {
    const begin = await this.some(BLOCK);
    return begin && Buffer.concat([begin, await this.take(BLOCK - begin.length)]);
  }

  async skip(count: number): Promise<void> {
    for await (const _ of this.each(count));
  }
}

/** How much an archive may hold: pictures hardly compress, text does, and an attack does a thousandfold. */
export const limitFor = (archive: string): number => 100 * statSync(archive).size + 2 ** 24;
