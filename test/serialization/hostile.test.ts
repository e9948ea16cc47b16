import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CheckpointError } from '../../src/errors.ts';
import { torch } from '../../src/index.ts';
import { BytesIO, load } from '../../src/serialization/index.ts';
import { FunctionSink } from '../../src/serialization/sink.ts';
import { ZipWriter } from '../../src/serialization/zip_writer.ts';
import { scratchFolder } from './python.ts';

// Attacks on Python's loaders and on this one, as files. Each is refused by name, and nothing of it runs.
const folder = scratchFolder();
const marker = join(folder, 'pwned');

const text = (content: string) => Buffer.from(content, 'latin1');
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const unicode = (content: string) => Buffer.concat([text('X'), uint32(content.length), text(content)]);
const global = (module: string, name: string) => text(`c${module}\n${name}\n`);
const call = (module: string, name: string, ...args: Buffer[]) =>
  Buffer.concat([global(module, name), text('('), ...args, text('tR')]);
const pickle = (...parts: Buffer[]) => Buffer.concat([Buffer.from([0x80, 2]), ...parts, text('.')]);

function zip(entries: Record<string, Uint8Array>): Buffer {
  const chunks: Buffer[] = [];
  const writer = new ZipWriter(new FunctionSink((chunk) => void chunks.push(Buffer.from(chunk))), 'archive/');
  for (const [name, content] of Object.entries(entries)) writer.add(name, content);
  writer.finish();
  return Buffer.concat(chunks);
}
const checkpoint = (data: Buffer, storages: Record<string, Uint8Array> = {}) =>
  zip({ 'data.pkl': data, version: text('3\n'), ...storages });

function tar(members: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  for (const [name, content] of Object.entries(members)) {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write('0', 156);
    header.write('ustar', 257);
    parts.push(header, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

const attack = call('posix', 'system', unicode(`touch ${marker}`));

function refused(bytes: Uint8Array, message: RegExp): void {
  for (const weights_only of [true, false]) {
    try {
      load(bytes, { weights_only });
    } catch (error) {
      expect(error).toBeInstanceOf(CheckpointError);
    }
    expect(existsSync(marker)).toBe(false);
  }
  expect(() => load(bytes)).toThrow(CheckpointError);
  expect(() => load(bytes)).toThrow(message);
}

describe('programs in pickles', () => {
  it.each([
    ['os.system', attack, /"posix\.system"/],
    ['eval', call('__builtin__', 'eval', unicode('1')), /"builtins\.eval"/],
    ['exec', call('builtins', 'exec', unicode('1')), /"builtins\.exec"/],
    ['getattr', call('builtins', 'getattr', unicode('a'), unicode('b')), /"builtins\.getattr"/],
    ['an import', call('importlib', 'import_module', unicode('os')), /"importlib\.import_module"/],
    ['torch.load of another file', call('torch', 'load', unicode('/etc/passwd')), /"torch\.load"/],
    ['torch.hub', call('torch.hub', 'load', unicode('x'), unicode('y')), /"torch\.hub\.load"/],
    [
      'NumPy running a file',
      call('numpy.testing._private.utils', 'runstring', unicode('1'), text('}')),
      /"numpy\.testing/,
    ],
    [
      'a dotted name',
      Buffer.concat([unicode('torch'), unicode('serialization.os.system'), text('\x93'), text('(tR')]),
      /"torch\.serialization\.os\.system"/,
    ],
    [
      'a name of JavaScript',
      call('constructor', 'constructor', unicode('process.exit()')),
      /"constructor\.constructor"/,
    ],
    ['__proto__', call('__proto__', 'toString'), /"__proto__\.toString"/],
    [
      'code in the state of a known class',
      Buffer.concat([
        call('collections', 'OrderedDict'),
        text('}('),
        unicode('__class__'),
        attack,
        text('ub'),
      ]),
      /"posix\.system"/,
    ],
    [
      'what a defaultdict would call',
      call('collections', 'defaultdict', global('posix', 'system')),
      /"posix\.system"/,
    ],
    [
      'a class instead of a function',
      Buffer.concat([global('torch', 'Tensor'), text('(tR')]),
      /it calls the class torch\.Tensor/,
    ],
    ['a text as a function', Buffer.concat([unicode('eval'), text('(tR')]), /it calls a string/],
    ['an instance by INST', text(`(Vtouch ${marker}\niposix\nsystem\n`), /"posix\.system"/],
    ['an extension code', Buffer.from([0x82, 1]), /instruction 0x82/],
  ])('%s', (_, data, message) => refused(checkpoint(pickle(data)), message));

  it('in the stream of before PyTorch 1.6', () => {
    const magic = Buffer.from([
      0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e,
    ]);
    const version = pickle(text('M'), Buffer.from([0xe9, 0x03]));
    refused(
      Buffer.concat([magic, version, pickle(text('}')), pickle(attack), pickle(text(']'))]),
      /"posix\.system"/,
    );
  });

  it('an attribute named __proto__ changes no other object', () => {
    const data = pickle(
      call('collections', 'OrderedDict'),
      text('}('),
      unicode('__proto__'),
      text('}('),
      unicode('polluted'),
      text('K\x01us'),
      text('ub'),
    );
    try {
      load(data);
    } catch {}
    expect(({} as any).polluted).toBeUndefined();
  });
});

describe('known holes of Python’s weights_only loader', () => {
  it('CVE-2025-32434: a tar archive whose storages are a program', () => {
    for (const member of ['storages', 'tensors', 'pickle']) {
      const members: Record<string, Buffer> = {
        sys_info: pickle(text('}')),
        storages: Buffer.concat([pickle(text('K\x00')), pickle(text(']'))]),
        tensors: pickle(text('K\x00')),
        pickle: pickle(text('}')),
      };
      expect(load(tar(members))).toEqual({});
      members[member] = pickle(attack);
      refused(tar(members), /"posix\.system"/);
    }
  });

  it('CVE-2025-32434: a TorchScript program in the place of a checkpoint', () => {
    const program = readFileSync(new URL('../golden/jit/net.pt', import.meta.url));
    refused(program, /it is a TorchScript program, not a checkpoint/);
  });

  const storage = (numel: Buffer, type = 'FloatStorage', key = '0') =>
    Buffer.concat([
      text('('),
      unicode('storage'),
      global('torch', type),
      unicode(key),
      unicode('cpu'),
      numel,
      text('tQ'),
    ]);
  const tensor = (from: Buffer, offset = 'K\x00', size = 'K\x04\x85', stride = 'K\x01\x85') =>
    Buffer.concat([
      global('torch._utils', '_rebuild_tensor_v2'),
      text('('),
      from,
      text(`${offset}${size}${stride}\x89`),
      call('collections', 'OrderedDict'),
      text('tR'),
    ]);
  const four = Buffer.alloc(16);

  it('CVE-2026-24747: items set on what is no dict', () => {
    const kinds: [Buffer, RegExp][] = [
      [text(']'), /keys and values for a dict, but it is a list/],
      [unicode('x'), /but it is a string/],
      [tensor(storage(text('K\x04'))), /but it is a Tensor/],
      [call('torch', 'Size', text('](K\x01e')), /keys and values for a dict/],
    ];
    for (const [target, message] of kinds) {
      for (const set of [text('K\x00K\x01s'), text('(K\x00K\x01u')])
        refused(checkpoint(pickle(target, set), { 'data/0': four }), message);
    }
  });

  it('CVE-2026-24747: storages with another number of elements than their data', () => {
    expect(load(checkpoint(pickle(tensor(storage(text('K\x04')))), { 'data/0': four })).tolist()).toEqual([
      0, 0, 0, 0,
    ]);
    const cases: [Buffer, RegExp][] = [
      [tensor(storage(text('K\x05'))), /storage '0' has 16 bytes, expected 20/],
      [tensor(storage(text('J\xff\xff\xff\xff'))), /no storage of a tensor/],
      [tensor(storage(text('\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f'))), /no storage of a tensor/],
      [tensor(storage(text('K\x04'), 'DoubleStorage')), /storage '0' has 16 bytes, expected 32/],
      [tensor(storage(text('K\x04'), 'FloatStorage', '../0')), /storage '\.\.\/0' is missing/],
      [tensor(storage(text('K\x04')), 'K\x01'), /reaches beyond its storage of 4 elements/],
      [tensor(storage(text('K\x04')), 'K\x00', '\x8a\x05\x00\x00\x00\x00\x01\x85'), /reaches beyond/],
      [tensor(storage(text('K\x04')), 'K\x00', 'K\x02\x85', 'K\x04\x85'), /reaches beyond/],
      [
        tensor(storage(text('K\x04')), 'K\x00', 'K\x02K\x02\x86', 'K\x01\x85'),
        /sizes, strides and an offset/,
      ],
    ];
    for (const [data, message] of cases) refused(checkpoint(pickle(data), { 'data/0': four }), message);
    const both = Buffer.concat([
      text('('),
      tensor(storage(text('K\x04'))),
      tensor(storage(text('K\x02'))),
      text('t'),
    ]);
    refused(checkpoint(pickle(both), { 'data/0': four }), /storage '0' has/);
  });

  it('sparse tensors whose indices lead out of their sizes', () => {
    const make = (index: number) => {
      const io = new BytesIO();
      torch.save(
        torch.sparse_coo_tensor(torch.tensor([[0, 1]], { dtype: torch.int64 }), torch.ones(2), [2]),
        io,
      );
      const bytes = Buffer.from(io.getvalue());
      const place = bytes.indexOf(Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]));
      bytes.writeBigInt64LE(BigInt(index), place + 8);
      return bytes;
    };
    expect(load(make(1)).to_dense().tolist()).toEqual([1, 1]);
    for (const index of [2, -1, 2 ** 40])
      expect(() => load(make(index), { check_crc32: false }), String(index)).toThrow(
        /whose parts do not fit/,
      );
  });

  it('quantized tensors whose axis or scales lead out of their sizes', () => {
    const scheme = global('torch', 'per_channel_affine');
    const doubles = Buffer.concat([
      global('torch._utils', '_rebuild_tensor_v2'),
      text('('),
      storage(text('K\x02'), 'DoubleStorage'),
      text('K\x00K\x02\x85K\x01\x85\x89}tR'),
    ]);
    const quantized = (axis: string) =>
      pickle(
        global('torch._utils', '_rebuild_qtensor'),
        text('('),
        storage(text('K\x04'), 'QInt8Storage', '1'),
        text('K\x00K\x04\x85K\x01\x85('),
        scheme,
        doubles,
        doubles,
        text(`${axis}t\x89}tR`),
      );
    const parts = { 'data/0': four, 'data/1': Buffer.alloc(4) };
    refused(checkpoint(quantized('K\x01'), parts), /an axis within its sizes/);
    refused(checkpoint(quantized('K\x00'), parts), /4 scales and zero points/);
  });
});

describe('bombs', () => {
  it('a text that is encoded again and again', () => {
    const big = Buffer.concat([text('X'), uint32(1 << 20), Buffer.alloc(1 << 20, 'a'), text('q\x000')]);
    const again = Buffer.concat([global('_codecs', 'encode'), text('(h\x00'), unicode('latin1'), text('tR')]);
    refused(
      checkpoint(pickle(text('('), big, ...Array(2000).fill(again), text('t'))),
      /would take more than \d+ bytes of memory/,
    );
  });

  it.each([
    ['empty lists', ']'],
    ['empty dicts', '}'],
    ['groups', '('],
    ['nothing', 'N'],
    ['copies of the top', 'K\x01' + '2'.repeat(100)],
  ])('millions of %s', (_, part) => {
    refused(
      checkpoint(pickle(text(part.repeat(Math.ceil(20_000_000 / part.length))))),
      /bytes of memory|nested deeper|left over/,
    );
  });

  it('lists in lists, built inside out or one after the other', () => {
    refused(
      checkpoint(pickle(text(`${'('.repeat(100_000)}${'l'.repeat(100_000)}`))),
      /groups nested deeper than 2000/,
    );
    refused(
      checkpoint(pickle(text(`${']'.repeat(100_000)}${'a'.repeat(99_999)}`))),
      /nested deeper than 2000 levels/,
    );
    // Each list holds the one before it, and all of them lie flat in one.
    const memo = (i: number) => Buffer.concat([text('r'), uint32(i)]);
    const get = (i: number) => Buffer.concat([text('j'), uint32(i)]);
    const chain = Array.from({ length: 5000 }, (__, i) =>
      Buffer.concat([text(']'), memo(i), ...(i ? [get(i - 1), text('a')] : [])]),
    );
    refused(checkpoint(pickle(text('('), ...chain, text('t'))), /nested deeper than 2000 levels/);
  });

  it('circles: what Python could make comes back, what it could not is refused', () => {
    const list = load(checkpoint(pickle(text(']q\x00h\x00a'))));
    expect(list[0]).toBe(list);
    refused(checkpoint(pickle(text('}q\x00h\x00K\x01s'))), /a dict as the key of a dict/);
  });

  it('a compressed file that gives gigabytes', () => {
    const chunks: Buffer[] = [];
    const writer = new ZipWriter(
      new FunctionSink((chunk) => void chunks.push(Buffer.from(chunk))),
      'archive/',
    );
    writer.addDeflated('data.pkl', Buffer.alloc(100_000_000, ']'));
    writer.finish();
    refused(
      Buffer.concat(chunks),
      /would take more than \d+ bytes of memory, out of a file of \d+\..*max_memory/,
    );
  });

  it('texts and integers that claim more than there is', () => {
    refused(checkpoint(pickle(text('X'), uint32(0xffffffff))), /more bytes were expected/);
    refused(checkpoint(pickle(text('\x8b'), uint32(0x7fffffff))), /more bytes were expected/);
    refused(
      checkpoint(pickle(text('\x8b'), uint32(5000), Buffer.alloc(5000, 1))),
      /an integer of 5000 bytes; at most 1024/,
    );
    refused(checkpoint(pickle(text('j'), uint32(0xffffffff))), /refers to value 4294967295/);
  });
});

it('a thousand damaged files of every format end in errors only', () => {
  const program = new URL('../../scripts/fuzz/checkpoint.ts', import.meta.url).pathname;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', program, '--mutants', '1000', '--seed', '3', '--quiet'],
    { encoding: 'utf8', cwd: new URL('../..', import.meta.url).pathname },
  );
  expect(stderr.replace(/^.*Warning.*$/gm, '').trim()).toBe('');
  const report = JSON.parse(stdout.trim().split('\n').at(-1) as string);
  expect(report.problems).toEqual([]);
  expect(report.refused + report.loaded).toBe(1000);
  expect(report.refused).toBeGreaterThan(500);
  expect(status).toBe(0);
}, 300_000);
