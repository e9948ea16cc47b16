// Loads damaged files, one after the other, and says what happened: checkpoint.ts starts it, and starts it again when it dies.
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { TorchError } from '../../src/errors.ts';
import { numpy, safetensors, torch } from '../../src/index.ts';
import { Budget } from '../../src/serialization/budget.ts';
import { BytesIO } from '../../src/serialization/index.ts';
import { PythonObject } from '../../src/serialization/python.ts';
import { FunctionSink } from '../../src/serialization/sink.ts';
import { openSource } from '../../src/serialization/source.ts';
import { ZipReader } from '../../src/serialization/zip_reader.ts';
import { ZipWriter } from '../../src/serialization/zip_writer.ts';

interface Seed {
  name: string;
  bytes: Buffer;
  load: (bytes: Uint8Array) => unknown;
  /** Whether entries of a zip archive are damaged inside, under a right checksum. */
  inside: boolean;
}

/** Small, fast and the same everywhere (Marsaglia's xorshift). */
export function generator(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const golden = new URL('../../test/golden/', import.meta.url);

function seeds(): Seed[] {
  const found: Seed[] = [];
  const add = (name: string, load: Seed['load'], bytes: Uint8Array, inside = false) =>
    found.push({ name, load, bytes: Buffer.from(bytes), inside });
  const folder = new URL('serialization/', golden);
  for (const name of readdirSync(folder).sort()) {
    const bytes = readFileSync(new URL(name, folder));
    // Megabytes of numbers would only make it slow.
    if (bytes.length > 200_000) continue;
    if (name.endsWith('.safetensors')) add(name, (data) => safetensors.load(data), bytes);
    if (!name.endsWith('.pt')) continue;
    const zip = bytes.readUInt32LE(0) === 0x04034b50;
    if (bytes.length < 50_000) add(name, (data) => torch.load(data), bytes, zip);
    add(`${name} (weights_only: false)`, (data) => torch.load(data, { weights_only: false }), bytes, zip);
  }
  const jit = readFileSync(new URL('jit/net.pt', golden));
  add('net.pt (TorchScript)', (data) => torch.jit.load(data), jit);
  const io = () => new BytesIO();
  const array = io();
  numpy.save(array, torch.arange(24).view(2, 3, 4));
  add('array.npy', (data) => numpy.load(data), array.getvalue());
  for (const save of [numpy.savez, numpy.savez_compressed]) {
    const arrays = io();
    save(arrays, { a: torch.arange(100), b: torch.zeros(50, 3) });
    add(`${save.name}.npz`, (data) => numpy.load(data), arrays.getvalue(), true);
  }
  return found;
}

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];

/** Does one thing to some bytes that a disk, a network or an attacker could do. */
function damage(bytes: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  const { length } = copy;
  if (length === 0) return Buffer.from([random(256)]);
  const at = random(length);
  switch (random(9)) {
    case 0:
      copy[at] = random(256);
      return copy;
    case 1:
      copy[at] = (copy[at] as number) ^ (1 << random(8));
      return copy;
    case 2:
      return copy.subarray(0, at);
    case 3: {
      const end = Math.min(length, at + 1 + random(64));
      return Buffer.concat([copy.subarray(0, at), copy.subarray(end)]);
    }
    case 4: {
      const end = Math.min(length, at + 1 + random(64));
      return Buffer.concat([copy.subarray(0, end), copy.subarray(at)]);
    }
    case 5: {
      const extra = Buffer.from(Array.from({ length: 1 + random(16) }, () => random(256)));
      return Buffer.concat([copy.subarray(0, at), extra, copy.subarray(at)]);
    }
    case 6: {
      const value = EXTREMES[random(EXTREMES.length)] as number;
      if (at + 4 <= length) copy.writeUInt32LE(value, at);
      return copy;
    }
    case 7: {
      const from = random(length);
      copy.copy(copy, at, from, Math.min(length, from + 1 + random(32)));
      return copy;
    }
    default: {
      // A number of text: sizes in headers, lengths in tar.
      const digit = copy.subarray(at).findIndex((byte) => byte >= 0x30 && byte <= 0x39);
      if (digit >= 0) copy[at + digit] = 0x30 + random(10);
      return copy;
    }
  }
}

/** The archive with one of its entries damaged, under a right checksum. */
function damageInside(bytes: Buffer, random: (below: number) => number): Buffer {
  const zip = new ZipReader(openSource(bytes), {
    check_crc32: true,
    budget: new Budget(bytes.length, undefined),
  });
  const names = zip.names();
  const pickle = names.find((name) => name.endsWith('data.pkl')) ?? names[0];
  const target = random(4) > 0 ? pickle : names[random(names.length)];
  const chunks: Buffer[] = [];
  const writer = new ZipWriter(new FunctionSink((chunk) => chunks.push(Buffer.from(chunk))), '');
  for (const name of names) {
    let content = Buffer.from(zip.read(name));
    if (name === target) for (let i = random(3); i >= 0; i -= 1) content = damage(content, random) as any;
    writer.add(name, content);
  }
  writer.finish();
  return Buffer.concat(chunks);
}

/** Looks at everything that was loaded, as a program would: what reaches out of its memory must not come out. */
function touch(value: unknown, seen = new Set<unknown>(), depth = 0): void {
  if (value instanceof torch.Tensor) {
    if (!value.is_meta && value.numel() <= 100_000) {
      const dense = String(value.layout) !== 'torch.strided' && !value.is_nested ? value.to_dense() : value;
      if (!value.is_nested) (dense.is_quantized ? dense.dequantize() : dense).clone();
    }
    return;
  }
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > 50) return;
  seen.add(value);
  if (value instanceof Map || value instanceof Set || Array.isArray(value))
    for (const item of value.values()) touch(item, seen, depth + 1);
  else if (value instanceof PythonObject || Object.getPrototypeOf(value) === Object.prototype)
    for (const item of Object.values(value)) touch(item, seen, depth + 1);
}

function statusOf(name: string): number {
  const line = new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1] ?? 0) * 1024;
}

/** How much more memory the process held at any moment of a call. */
function peakOf(run: () => void): number {
  if (process.platform !== 'linux') {
    run();
    return 0;
  }
  const before = statusOf('VmRSS');
  const fd = openSync('/proc/self/clear_refs', 'w');
  writeSync(fd, '5');
  closeSync(fd);
  run();
  return statusOf('VmHWM') - before;
}

const [journal, seed, first, last] = process.argv.slice(2);
if (journal) {
  const files = seeds();
  const fd = openSync(journal, 'w');
  const counts: Record<string, number> = {};
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  torch.set_num_threads(1);
  const collect = globalThis.gc as (() => void) | undefined;
  for (let i = Number(first); i < Number(last); i += 1) {
    writeSync(fd, String(i).padEnd(12), 0);
    const random = generator(Number(seed) * 1_000_003 + i);
    for (let k = 0; k < 8; k += 1) random(2);
    const file = files[random(files.length)] as Seed;
    let bytes: Buffer;
    if (file.inside && random(3) > 0) bytes = damageInside(file.bytes, random);
    else {
      bytes = file.bytes;
      for (let k = random(3); k >= 0; k -= 1) bytes = damage(bytes, random);
    }
    let outcome = 'loaded';
    const peak = peakOf(() => {
      try {
        touch(file.load(bytes));
      } catch (error) {
        const known = error instanceof TorchError || error instanceof TypeError;
        outcome = known ? 'refused' : 'foreign error';
        if (!known)
          say({ i, file: file.name, problem: 'foreign error', text: String((error as Error)?.stack) });
      }
    });
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    const limit = 10 * bytes.length + 64 * 2 ** 20;
    if (peak > limit)
      say({ i, file: file.name, problem: 'memory', text: `${peak} bytes for a file of ${bytes.length}` });
    if (i % 100 === 99) {
      collect?.();
      say({ done: i + 1 - Number(first) });
    }
  }
  say({ counts, end: true });
}
