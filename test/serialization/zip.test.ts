import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CheckpointError } from '../../src/errors.ts';
import { torch } from '../../src/index.ts';
import { Budget } from '../../src/serialization/budget.ts';
import { crc32 } from '../../src/serialization/crc32.ts';
import { FunctionSink, writeFileAtomically } from '../../src/serialization/sink.ts';
import { BytesIO, openSource } from '../../src/serialization/source.ts';
import { ZipReader } from '../../src/serialization/zip_reader.ts';
import { ZipWriter } from '../../src/serialization/zip_writer.ts';
import { python, runPython, scratchFolder } from './python.ts';

const folder = scratchFolder();
const options = () => ({ check_crc32: true, budget: new Budget(0, 2 ** 26) });
const text = (content: string) => Buffer.from(content);
const open = (bytes: Uint8Array, more = {}) => new ZipReader(openSource(bytes), { ...options(), ...more });

function archive(entries: Record<string, Uint8Array>): Buffer {
  const file = new BytesIO();
  const zip = new ZipWriter(new FunctionSink((bytes) => file.write(bytes)), 'a/');
  for (const [name, content] of Object.entries(entries)) zip.add(name, content);
  zip.finish();
  return Buffer.from(file.getvalue());
}

interface Part {
  name: string;
  stored: Uint8Array;
  size: number;
  method?: number;
  crc?: number;
  headerOffset?: number;
  flags?: number;
}

/** An archive with headers that say whatever a test wants. */
function forge(parts: Part[], { comment = '', end = {} as { count?: number; disk?: number } } = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let position = 0;
  for (const part of parts) {
    const name = text(part.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(part.method ?? 0, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(part.flags ?? 0, 8);
    central.writeUInt16LE(part.method ?? 0, 10);
    central.writeUInt32LE(part.crc ?? 0, 16);
    central.writeUInt32LE(part.stored.length, 20);
    central.writeUInt32LE(part.size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(part.headerOffset ?? position, 42);
    locals.push(local, name, Buffer.from(part.stored));
    centrals.push(central, name);
    position += 30 + name.length + part.stored.length;
  }
  const ending = Buffer.alloc(22);
  ending.writeUInt32LE(0x06054b50, 0);
  ending.writeUInt16LE(end.disk ?? 0, 4);
  ending.writeUInt16LE(end.count ?? parts.length, 10);
  ending.writeUInt32LE(Buffer.concat(centrals).length, 12);
  ending.writeUInt32LE(position, 16);
  ending.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, ...centrals, ending, text(comment)]);
}

const stored = (name: string, content: string): Part => ({
  name,
  stored: text(content),
  size: content.length,
  crc: crc32(text(content)),
});

describe('crc32', () => {
  it('is that of zip, in one piece or several, for any length and alignment', () => {
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
    expect(crc32(text('6789'), crc32(text('12345')))).toBe(0xcbf43926);
    const byBit = (bytes: Uint8Array) => {
      let crc = ~0;
      for (const byte of bytes) {
        crc ^= byte;
        for (let i = 0; i < 8; i += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
      }
      return ~crc >>> 0;
    };
    const bytes = Uint8Array.from({ length: 1500 }, (_, i) => (i * i * 31 + i) & 0xff);
    for (let length = 0; length < 400; length += 1) {
      const from = (length * 7) % 64;
      const part = bytes.subarray(from, from + length);
      expect(crc32(part), `${length} bytes from ${from}`).toBe(byBit(part));
      const cut = length >> 1;
      expect(crc32(part.subarray(cut), crc32(part.subarray(0, cut)))).toBe(byBit(part));
    }
    expect(crc32(bytes)).toBe(byBit(bytes));
  });
});

describe('an archive', () => {
  const entries = { 'data.pkl': text('pickle'), empty: text(''), big: Buffer.alloc(3_000_001, 'abcdefg') };

  it('reads what it wrote, each entry aligned to 64 bytes', () => {
    const zip = open(archive(entries));
    expect(zip.names()).toEqual(['a/data.pkl', 'a/empty', 'a/big']);
    for (const [name, content] of Object.entries(entries)) {
      expect(Buffer.from(zip.read(`a/${name}`)).equals(content)).toBe(true);
      expect(zip.size(`a/${name}`)).toBe(content.length);
      expect((zip.storedOffset(`a/${name}`) as number) % 64).toBe(0);
    }
  });

  it('goes on past 4 GiB with 64-bit fields', () => {
    // The contents are never there: what is written besides them is looked at.
    const kept: Buffer[] = [];
    const sink = {
      write: (bytes: Uint8Array) => void kept.push(Buffer.from(bytes)),
      writeStorage: () => 7,
    };
    const zip = new ZipWriter(sink, 'a/');
    zip.addStorage('large', torch.empty([2 ** 32 + 3], { dtype: torch.uint8, device: 'meta' }));
    zip.add('after', text('content'));
    zip.finish();
    const directory = kept;
    const end64 = directory.at(-1) as Buffer;
    expect(end64.readUInt32LE(0)).toBe(0x06064b50);
    expect(end64.readBigUInt64LE(32)).toBe(2n);
    const after = directory.at(-2) as Buffer;
    expect(after.readUInt32LE(0)).toBe(0x02014b50);
    expect(after.readUInt32LE(42)).toBe(0xffffffff);
    expect(after.readUInt16LE(46 + 'a/after'.length)).toBe(1);
    expect(Number(after.readBigUInt64LE(46 + 'a/after'.length + 4))).toBeGreaterThan(2 ** 32);
    const large = directory.at(-3) as Buffer;
    expect([large.readUInt32LE(20), large.readUInt32LE(24)]).toEqual([0xffffffff, 0xffffffff]);
    expect(Number(large.readBigUInt64LE(46 + 'a/large'.length + 4))).toBe(2 ** 32 + 3);
  });

  it('names the same contents alike, and others otherwise', () => {
    const print = (content: string) => {
      const zip = new ZipWriter(new FunctionSink(() => {}), 'a/');
      zip.add('x', text(content));
      return zip.fingerprint();
    };
    expect(print('one')).toMatch(/^\d{40}$/);
    expect(print('one')).toBe(print('one'));
    expect(print('one')).not.toBe(print('two'));
  });
});

describe('a damaged or hostile archive', () => {
  const good = archive({ 'data.pkl': text('pickle'), x: text('x'.repeat(500)) });
  const flipped = (at: number) => {
    const copy = Buffer.from(good);
    copy[at] = (copy[at] as number) ^ 0xff;
    return copy;
  };
  const bomb = deflateRawSync(Buffer.alloc(1 << 20));
  const bombs = Array.from({ length: 65 }, (_, i) => ({
    name: `a/${i}`,
    stored: bomb,
    size: 1 << 20,
    method: 8,
  }));
  const zero = Buffer.alloc(1 << 20);
  const readAll = (zip: ZipReader) => {
    for (const name of zip.names()) zip.read(name);
  };

  it.each<[string, Buffer, RegExp]>([
    ['cut short', good.subarray(0, good.length - 1), /cut short, or something was added/],
    ['cut in the middle', good.subarray(0, 200), /cut short/],
    ['with something after its end', Buffer.concat([good, text('!')]), /something was added/],
    [
      'with a wrong byte',
      flipped(good.indexOf('xxxx') + 300),
      /entry 'a\/x' do not match their checksum.*check_crc32: false/,
    ],
    [
      'with a directory beyond its end',
      forge([stored('a/x', 'x')], { end: { count: 999 } }),
      /its directory lies outside/,
    ],
    [
      'with a directory of fewer entries',
      forge([stored('a/x', 'x'), stored('a/y', 'y')], { end: { count: 1 } }),
      /longer than its entries/,
    ],
    ['of several parts', forge([stored('a/x', 'x')], { end: { disk: 1 } }), /several parts/],
    [
      'with two entries of one name',
      forge([stored('a/x', 'x'), stored('a/x', 'y')]),
      /two entries are named 'a\/x'/,
    ],
    [
      'with overlapping entries',
      forge([stored('a/x', 'xxxx'), { ...stored('a/y', 'xxxx'), headerOffset: 2 }]),
      /overlaps entry 'a\/y'/,
    ],
    [
      'with entries on one place',
      forge([stored('a/x', 'xxxx'), { ...stored('a/y', 'xxxx'), headerOffset: 0 }]),
      /overlaps/,
    ],
    [
      'with an entry in the directory',
      forge([{ ...stored('a/x', 'x'), headerOffset: 40 }]),
      /overlaps the directory/,
    ],
    [
      'with another header',
      forge([stored('a/yy', 'y'.repeat(60)), { ...stored('a/x', 'x'), headerOffset: 30 }]),
      /overlaps|does not begin/,
    ],
    ['with a path out of it', forge([stored('../x', 'x')]), /"\.\.\/x" leads out of the archive/],
    ['with an absolute path', forge([stored('/etc/passwd', 'x')]), /leads out of the archive/],
    ['with a Windows path', forge([stored('a\\..\\x', 'x')]), /leads out of the archive/],
    ['encrypted', forge([{ ...stored('a/x', 'x'), flags: 1 }]), /is encrypted/],
    [
      'compressed in an unknown way',
      forge([{ ...stored('a/x', 'x'), method: 93 }]),
      /method 93; stored \(0\) and deflated \(8\)/,
    ],
    ['stored with two sizes', forge([{ ...stored('a/x', 'x'), size: 2 }]), /with two sizes: 2 and 1/],
    ['no deflate stream', forge([{ ...stored('a/x', 'not deflate'), method: 8 }]), /cannot be decompressed/],
    [
      'giving more than it says',
      forge([{ name: 'a/x', stored: bomb, size: 100, method: 8 }]),
      /cannot be decompressed to its 100 bytes/,
    ],
    [
      'giving less than it says',
      forge([{ name: 'a/x', stored: bomb, size: 1 << 21, method: 8 }]),
      /has 1048576 bytes where its header says 2097152/,
    ],
    [
      'with a wrong checksum of compressed data',
      forge([{ name: 'a/x', stored: bomb, size: 1 << 20, method: 8, crc: 1 }]),
      /checksum/,
    ],
    [
      'a bomb',
      forge(bombs.map((part) => ({ ...part, crc: crc32(zero) }))),
      /would take more than 67108864 bytes of memory, out of a file of/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => readAll(open(bytes))).toThrow(CheckpointError);
    expect(() => readAll(open(bytes))).toThrow(message);
  });

  it('reads a file without checksums on request', () => {
    const forged = forge([{ ...stored('a/x', 'x'), crc: 1 }]);
    expect(() => open(forged).read('a/x')).toThrow(/checksum/);
    expect(Buffer.from(open(forged, { check_crc32: false }).read('a/x'))).toEqual(text('x'));
  });

  it('names an entry that is not there', () => {
    expect(() => open(good).read('a/y')).toThrow(/it has no entry 'a\/y'/);
  });

  it('no byte of it, changed, crashes the reader', () => {
    for (let at = 0; at < good.length; at += 1) {
      for (const change of [0x00, 0x01, 0x80, 0xff]) {
        const copy = Buffer.from(good);
        copy[at] = change === 0 ? 0 : (copy[at] as number) ^ change;
        try {
          readAll(open(copy));
        } catch (error) {
          expect(error).toBeInstanceOf(CheckpointError);
        }
      }
    }
  });
});

describe.skipIf(!python)('against Python', () => {
  it('writes what zipfile reads and finds whole', () => {
    const file = join(folder, 'written.zip');
    writeFileSync(
      file,
      archive({ 'data.pkl': text('pickle'), 'data/0': Buffer.alloc(100_000, 7), none: text('') }),
    );
    const names = runPython(
      `import zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
assert z.read('a/data/0') == bytes([7]) * 100000
print(json.dumps(z.namelist()))`,
      file,
    );
    expect(names).toEqual(['a/data.pkl', 'a/data/0', 'a/none']);
  });

  it('reads compressed and stored archives of zipfile, with 64-bit headers', () => {
    const file = join(folder, 'zipfile.zip');
    runPython(
      `import zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('a/x', 'compress ' * 1000)
    with z.open('a/wide', 'w', force_zip64=True) as f: f.write(b'wide' * 100)
    z.writestr('a/stored', b'stored', compress_type=zipfile.ZIP_STORED)
    z.comment = b'a comment'`,
      file,
    );
    using source = openSource(file);
    const zip = new ZipReader(source, options());
    expect(Buffer.from(zip.read('a/x')).toString()).toBe('compress '.repeat(1000));
    expect(Buffer.from(zip.read('a/wide')).toString()).toBe('wide'.repeat(100));
    expect(Buffer.from(zip.read('a/stored')).toString()).toBe('stored');
    expect(zip.storedOffset('a/x')).toBeUndefined();
  });

  it('lays an archive out byte for byte as torch.save does', () => {
    const file = join(folder, 'layout.pt');
    runPython(
      `torch.save({'a': torch.arange(7), 'b': torch.ones(0), 'c': torch.arange(40.)}, sys.argv[1])`,
      file,
    );
    using source = openSource(file);
    const zip = new ZipReader(source, options());
    const ours = join(folder, 'ours.pt');
    writeFileAtomically(ours, (sink) => {
      const writer = new ZipWriter(sink, 'layout/');
      for (const name of zip.names()) writer.add(name.slice('layout/'.length), zip.read(name));
      writer.finish();
    });
    expect(readFileSync(ours).equals(readFileSync(file))).toBe(true);
  });
});
