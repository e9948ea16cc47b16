import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CheckpointError, KeyError, ValueError } from '../../src/errors.ts';
import { nn, safetensors, torch } from '../../src/index.ts';
import { scratchFolder } from './python.ts';

// Written by safetensors 0.8.0: scripts/golden/serialization_objects.py.
const example = new URL('../golden/serialization/example.safetensors', import.meta.url).pathname;
const folder = scratchFolder();
const at = (name: string) => join(folder, name);

/** A file with any header. */
function forge(header: unknown, data = 0, claimed?: bigint): Buffer {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimed ?? BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(data)]);
}

describe('a file that the Python package wrote', () => {
  const names =
    'bool uint8 int8 float8_e5m2 float8_e4m3fn float8_e8m0fnu int16 uint16 float16 bfloat16 int32 uint32 float32 float64 int64 uint64 complex64'.split(
      ' ',
    );

  it.each([
    ['mapped', () => safetensors.load_file(example)],
    ['from memory', () => safetensors.load(readFileSync(example))],
  ])('%s: every dtype, 0-d and empty tensors', (_, load) => {
    const tensors = load();
    for (const name of names) {
      const x = tensors[name];
      expect(x.dtype, name).toBe((torch as any)[name]);
      const values = name === 'bool' ? [0, 1, 1, 1, 1, 1] : [0, 1, 2, 3, 4, 5];
      if (name === 'float8_e8m0fnu') expect(x.shape).toEqual([2, 3]);
      else expect(x.to(torch.float64).flatten().tolist(), name).toEqual(values);
    }
    expect([tensors.scalar.shape.length, tensors.scalar.item()]).toEqual([0, 2.5]);
    expect(tensors.empty.shape).toEqual([0, 3]);
    expect(tensors['käse "x"'].item()).toBe(1);
  });

  it('is written again byte for byte', () => {
    safetensors.save_file(safetensors.load_file(example), at('again.safetensors'), { format: 'pt' });
    expect(readFileSync(at('again.safetensors')).equals(readFileSync(example))).toBe(true);
    const bytes = safetensors.save(safetensors.load_file(example), { format: 'pt' });
    expect(Buffer.from(bytes).equals(readFileSync(example))).toBe(true);
  });

  it('safe_open takes single tensors, slices and metadata', () => {
    using file = safetensors.safe_open(example, 'pt');
    expect(file.metadata()).toEqual({ format: 'pt' });
    expect(file.keys()).toContain('float32');
    expect(file.keys()).toEqual([...file.offset_keys()].sort((a, b) => (a < b ? -1 : 1)));
    expect(file.get_tensor('float32').tolist()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    const slice = file.get_slice('int64');
    expect([slice.get_shape(), slice.get_dtype(), slice.index(':', 1).tolist()]).toEqual([
      [2, 3],
      'I64',
      [1, 4],
    ]);
    expect(() => file.get_tensor('none')).toThrow(KeyError);
    expect(safetensors.load_file(example, { device: 'meta' }).float32.device.type).toBe('meta');
  });
});

describe('writing', () => {
  it('a mapped file may be cut or written to; tensors may be changed', () => {
    safetensors.save_file({ x: torch.ones(100_000) }, at('x.safetensors'));
    const before = readFileSync(at('x.safetensors'));
    const { x } = safetensors.load_file(at('x.safetensors'));
    x.index_put_([0], 5);
    expect(readFileSync(at('x.safetensors')).equals(before)).toBe(true);
    truncateSync(at('x.safetensors'), 100);
    expect(() => x.sum()).toThrow(/was cut short/);
  });

  it('refuses what would not come back the same', () => {
    const x = torch.ones(4);
    const save = (tensors: any, metadata?: any) => () => safetensors.save(tensors, metadata);
    expect(save({ a: x, b: x.view(2, 2) })).toThrow(/Some tensors share memory.*\[\{'a', 'b'\}\]/);
    expect(save({ a: torch.ones(2, 3).t() })).toThrow(/non contiguous tensor: `a`/);
    expect(save({ a: torch.eye(2).to_sparse() })).toThrow(ValueError);
    expect(save({ a: 1 })).toThrow(/Key `a` is invalid, expected torch.Tensor but received number/);
    expect(save({ a: torch.zeros([1], { dtype: torch.complex128 }) })).toThrow(/no name for/);
    expect(save({ a: x }, { n: 1 })).toThrow(/metadata is an object of texts/);
    expect(save([x])).toThrow(/an object or a Map/);
  });

  it('a part of a larger storage is written alone', () => {
    const bytes = safetensors.save({ part: torch.arange(1000).index('2:4') });
    expect(bytes.length).toBeLessThan(200);
    expect(safetensors.load(bytes).part.tolist()).toEqual([2, 3]);
  });

  it('models, with weights under two names', () => {
    class Tied extends nn.Module {
      declare a: nn.Linear;
      declare b: nn.Linear;
      constructor() {
        super();
        this.a = nn.Linear(3, 3, { bias: false });
        this.b = nn.Linear(3, 3, { bias: false });
        this.b.weight = this.a.weight;
      }
    }
    const [model, other] = [new Tied(), new Tied()];
    safetensors.save_model(model, at('tied.safetensors'));
    expect(Object.keys(safetensors.load_file(at('tied.safetensors')))).toEqual(['a.weight']);
    expect(safetensors.load_model(other, at('tied.safetensors'))).toEqual([[], []]);
    expect(torch.equal(other.b.weight, model.a.weight)).toBe(true);
  });
});

describe('a damaged or hostile file', () => {
  const f32 = (shape: unknown, data_offsets: unknown, dtype = 'F32') => ({ dtype, shape, data_offsets });
  it.each<[string, Buffer, RegExp]>([
    ['empty', Buffer.alloc(0), /0 bytes are too few/],
    ['a header longer than the file', forge({}, 0, 1000n), /reaches beyond the file/],
    ['a huge header', forge({}, 0, 2n ** 62n), /at most 100000000 are read/],
    ['no JSON', forge('{"a"'), /its header is no JSON text/],
    ['not UTF-8', Buffer.concat([forge('').fill(2, 0, 1), Buffer.from([0xff, 0xfe])]), /no JSON text/],
    ['a list', forge([1]), /no JSON object/],
    ['no description', forge({ a: 1 }), /tensor "a" has no description/],
    ['an unknown type', forge({ a: f32([1], [0, 4], 'F31') }, 4), /the element type "F31"; known: BOOL/],
    ['negative sizes', forge({ a: f32([-1], [0, 4]) }, 4), /no list of sizes/],
    ['sizes with fractions', forge({ a: f32([0.5], [0, 2]) }, 2), /no list of sizes/],
    ['huge sizes', forge({ a: f32([2 ** 40, 2 ** 40], [0, 4]) }, 4), /but its offsets give 4/],
    ['offsets the wrong way round', forge({ a: f32([1], [4, 0]) }, 4), /offsets give -4/],
    ['offsets that do not fit', forge({ a: f32([2], [0, 4]) }, 4), /takes 8 bytes, but its offsets give 4/],
    ['offsets beyond the file', forge({ a: f32([2], [0, 8]) }, 4), /end at byte \d+, but the file has/],
    ['a gap', forge({ a: f32([1], [4, 8]) }, 8), /a gap or an overlap/],
    ['an overlap', forge({ a: f32([1], [0, 4]), b: f32([1], [0, 4]) }, 4), /a gap or an overlap/],
    ['trailing bytes', forge({ a: f32([1], [0, 4]) }, 5), /it was cut or added to/],
    ['metadata of numbers', forge({ __metadata__: { a: 1 } }), /__metadata__ is no map of texts/],
  ])('%s', (_, bytes, message) => {
    writeFileSync(at('bad.safetensors'), bytes);
    for (const read of [
      () => safetensors.load(bytes),
      () => safetensors.load_file(at('bad.safetensors')),
      () => safetensors.safe_open(at('bad.safetensors')),
    ]) {
      expect(read).toThrow(CheckpointError);
      expect(read).toThrow(message);
    }
  });

  it('names that objects have anyway are keys like others', () => {
    const bytes = forge(`{"__proto__":${JSON.stringify(f32([1], [0, 4]))}}`, 4);
    const tensors = safetensors.load(bytes);
    expect(tensors).toBeInstanceOf(Map);
    expect(tensors.get('__proto__').item()).toBe(0);
  });

  it('load() says what reads it', () => {
    expect(() => torch.load(example)).toThrow(/it is a safetensors file.*safetensors\.load_file/);
  });
});
