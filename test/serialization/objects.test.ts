import { closeSync, openSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CheckpointError } from '../../src/errors.ts';
import { BytesIO, load, PythonObject, save, Tuple } from '../../src/serialization/index.ts';
import { Parameter, type Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython, scratchFolder } from './python.ts';

// Written by scripts/golden/serialization_objects.py.
const golden = new URL('../golden/serialization/', import.meta.url);
const path = (name: string) => new URL(name, golden).pathname;
const folder = scratchFolder();
const at = (name: string) => join(folder, name);

const dense = [
  [0, 0, 3],
  [4, 0, 5],
];
const rows = [
  [0, 1, 2],
  [3, 4, 5],
];

function check(x: any): void {
  for (const layout of ['sparse_coo', 'sparse_csr', 'sparse_csc']) {
    expect(String(x[layout].layout)).toBe(`torch.${layout}`);
    expect(x[layout].to_dense().tolist(), layout).toEqual(dense);
  }
  for (const layout of ['sparse_bsr', 'sparse_bsc']) {
    expect(String(x[layout].layout)).toBe(`torch.${layout}`);
    expect(x[layout].to_dense().flatten().tolist()).toEqual(Array.from({ length: 16 }, (_, i) => i));
  }
  expect([x.sparse_coo.is_coalesced(), x.uncoalesced.is_coalesced()]).toEqual([true, false]);
  expect(x.uncoalesced.to_dense().tolist()).toEqual([
    [0, 3, 0],
    [0, 0, 0],
  ]);
  expect([x.per_tensor.q_scale(), x.per_tensor.q_zero_point()]).toEqual([0.5, 3]);
  expect([x.per_tensor.dtype, x.per_channel.dtype, x.qint32.dtype]).toEqual([
    torch.quint8,
    torch.qint8,
    torch.qint32,
  ]);
  for (const name of ['per_tensor', 'per_channel']) expect(x[name].dequantize().tolist()).toEqual(rows);
  expect(x.per_channel.q_per_channel_scales().tolist()).toEqual([0.5, 0.25]);
  expect(x.qint32.dequantize().tolist()).toEqual([0, 1, 2]);
  expect(x.complex32.dtype).toBe(torch.complex32);
  for (const name of [
    'float8_e4m3fn',
    'float8_e5m2',
    'float8_e4m3fnuz',
    'float8_e5m2fnuz',
    'float8_e8m0fnu',
  ]) {
    expect(x[name].dtype).toBe((torch as any)[name]);
    expect(x[name].float().tolist()).toEqual([1, 1, 1]);
  }
  expect([x.layout, x.qscheme]).toEqual([torch.sparse_csr, torch.per_tensor_affine]);
  expect([x.array.dtype, x.array.tolist()]).toEqual([torch.float64, rows]);
  expect([x.fortran.dtype, x.fortran.stride(), x.fortran.tolist()]).toEqual([torch.int16, [1, 2], rows]);
  expect(x['big endian'].tolist()).toEqual([0, 1, 2]);
  expect(x.bools.tolist()).toEqual([true, false]);
  expect(x['np complex'].imag.tolist()).toEqual([2]);
  expect([x['np scalar'], x['np int'], x['np bool'], x['np 0-d'].item()]).toEqual([2.5, 7, true, 3]);
  expect([x['np dtype'], x['np objects'], x['np text']]).toEqual([torch.float32, ['a', null], 'hey']);
  expect([x.deque, x.args, x.namespace, x.path]).toEqual([[1, 2], { lr: 0.1, name: 'x' }, { a: 1 }, '/a/b']);
  expect(x.max).toBeInstanceOf(Tuple);
  expect(x.max[1].tolist()).toEqual([2, 2]);
  expect(x.channels_last.is_contiguous({ memory_format: torch.channels_last })).toBe(true);
  expect(x.parameter).toBeInstanceOf(Parameter);
  expect(x.tensor.tolist()).toEqual([1, 1]);
  expect(Object.keys(x.DataParallel)).toEqual(['module.weight', 'module.bias']);
  const [base, part, view] = x.shared as Tensor[];
  base?.fill_(9);
  expect([part?.tolist(), view?.sum().item()]).toEqual([[9, 9], 54]);
}

describe('what Python saved', () => {
  it('as a zip archive', () => {
    const x = load(path('objects.pt'));
    expect(x.nested.unbind().map((part: Tensor) => part.tolist())).toEqual([
      [0, 1, 2],
      [0, 1],
    ]);
    check(x);
  });
  it('as a stream of before PyTorch 1.6', () => check(load(path('legacy_objects.pt'))));
  it('mapped', () => check(load(path('objects.pt'), { mmap: true })));

  it('comes back when it is saved and loaded', () => {
    const { nested, ...rest } = load(path('objects.pt'));
    const file = new BytesIO();
    save(rest, file);
    check(load(file));
    expect(() => save({ nested }, file)).toThrow(/obj\.nested is a nested tensor.*unbind/);
  });

  it('protocol 5', () => {
    const x = load(path('protocol_5.pt'));
    expect([x.array.tolist(), x.scalar]).toEqual([rows, 3]);
  });

  it('named tuples of unknown classes', () => {
    expect(() => load(path('namedtuple.pt'))).toThrow(/"my_project\.points\.Point"/);
    const data = load(path('namedtuple.pt'), { weights_only: false });
    expect(data).toBeInstanceOf(PythonObject);
    expect([data.python_class, data.args[0], data.args[1].tolist()]).toEqual([
      'my_project.points.Point',
      1,
      [1, 1],
    ]);
  });
});

describe('safe globals', () => {
  class Point {
    x: number;
    y: Tensor;
    constructor(x: number, y: Tensor) {
      this.x = x;
      this.y = y;
    }
  }
  const { serialization } = torch;
  const name = 'my_project.points.Point';

  it('a class, a function or a name, until they are cleared', () => {
    expect(serialization.get_unsafe_globals_in_checkpoint(path('namedtuple.pt'))).toEqual([name]);
    serialization.add_safe_globals([[Point, name]]);
    expect(serialization.get_safe_globals()).toEqual([[Point, name]]);
    const point = load(path('namedtuple.pt'));
    expect(point).toBeInstanceOf(Point);
    expect(point.y.tolist()).toEqual([1, 1]);
    expect(serialization.get_unsafe_globals_in_checkpoint(path('namedtuple.pt'))).toEqual([]);
    serialization.clear_safe_globals();
    expect(serialization.get_safe_globals()).toEqual([]);
    expect(() => load(path('namedtuple.pt'))).toThrow(/add_safe_globals/);
    expect(
      serialization.safe_globals([[(x: number) => ({ made: x }), name]], () => load(path('namedtuple.pt'))),
    ).toEqual({ made: 1 });
    {
      using _ = serialization.safe_globals([name]);
      expect(load(path('namedtuple.pt')).python_class).toBe(name);
    }
    expect(serialization.get_safe_globals()).toEqual([]);
    expect(() => serialization.add_safe_globals([Point])).toThrow(/Point has no Python name here/);
    expect(() => serialization.add_safe_globals([5 as any])).toThrow(/a safe global is/);
  });
});

describe('settings', () => {
  const { serialization } = torch;
  const state = { x: torch.arange(4), y: torch.ones(300_000) };

  it('open files stay open', async () => {
    save(state, at('open.pt'));
    const fd = openSync(at('open.pt'), 'r');
    expect(load(fd).x.tolist()).toEqual([0, 1, 2, 3]);
    expect(load(fd, { mmap: true }).x.tolist()).toEqual([0, 1, 2, 3]);
    closeSync(fd);
    expect(() => load(fd)).toThrow(/cannot read file descriptor|is no regular file/);
    const handle = await open(at('open.pt'));
    expect(load(handle).y.sum().item()).toBe(300_000);
    await handle.close();
  });

  it('a mapped file that is cut short ends in an error, not in a crash', () => {
    save(state, at('cut.pt'));
    const { x, y } = load(at('cut.pt'), { mmap: true });
    truncateSync(at('cut.pt'), 4096);
    expect(() => y.sum()).toThrow(/had mapped was cut short.*Load the file without mmap/);
    expect(y.sum().item()).toBeLessThan(300_000);
    expect(x.tolist().length).toBe(4);
  });

  it('a shared mapping writes to the file', () => {
    save(state, at('shared.pt'));
    {
      using _ = serialization.set_default_mmap_options('shared');
      expect(serialization.get_default_mmap_options()).toBe('shared');
      load(at('shared.pt'), { mmap: true }).x.fill_(7);
    }
    expect(serialization.get_default_mmap_options()).toBe('private');
    expect(load(at('shared.pt'), { check_crc32: false }).x.tolist()).toEqual([7, 7, 7, 7]);
    expect(() => load(at('shared.pt'))).toThrow(/checksum/);
  });

  it('files without byte order are read as they are said to be', () => {
    const { LoadEndianness } = serialization;
    expect(serialization.get_default_load_endianness()).toBeNull();
    serialization.set_default_load_endianness(LoadEndianness.BIG);
    const swapped = load(path('version_1.6.pt')).model['0.bias'].tolist();
    serialization.set_default_load_endianness(LoadEndianness.LITTLE);
    expect(serialization.get_default_load_endianness()).toBe(LoadEndianness.LITTLE);
    expect(load(path('version_1.6.pt')).model['0.bias'].tolist()).not.toEqual(swapped);
    serialization.set_default_load_endianness(null);
    expect(() => serialization.set_default_load_endianness(7 as any)).toThrow(/LoadEndianness/);
  });

  it('skip_data leaves room, set_crc32_options leaves checksums away', () => {
    serialization.skip_data(() => save(state, at('skipped.pt')));
    const skipped = load(at('skipped.pt'), { check_crc32: false });
    expect(skipped.y.shape).toEqual(state.y.shape);
    expect(skipped.y.sum().item()).toBe(0);
    serialization.set_crc32_options(false);
    save(state, at('unchecked.pt'));
    serialization.set_crc32_options(true);
    expect(serialization.get_crc32_options()).toBe(true);
    expect(() => load(at('unchecked.pt'))).toThrow(/check_crc32: false/);
    expect(load(at('unchecked.pt'), { check_crc32: false }).y.sum().item()).toBe(300_000);
  });

  it('map_location may give a storage of its own, of the same size', () => {
    const mine = torch.full([300_000], 2).view(torch.uint8);
    save({ y: state.y }, at('mine.pt'));
    expect(
      load(at('mine.pt'), { map_location: () => mine })
        .y.sum()
        .item(),
    ).toBe(600_000);
    expect(() => load(at('mine.pt'), { map_location: () => torch.ones(2) })).toThrow(/smaller than/);
  });

  it('memory is bounded, and the bound can be raised', () => {
    const zeros = new BytesIO();
    torch.save({ x: torch.zeros(10) }, zeros);
    const many = Array.from({ length: 200_000 }, (_, i) => [i]);
    save(many, at('many.pt'));
    expect(load(at('many.pt')).length).toBe(200_000);
    expect(() => load(at('many.pt'), { max_memory: 1e6 })).toThrow(
      /would take more than 1000000 bytes of memory, out of a file of \d+\. .*max_memory/,
    );
    expect(() => load(at('many.pt'), { max_memory: 1e6 })).toThrow(CheckpointError);
  });
});

describe.skipIf(!python)('Python reads with weights_only what is written here', () => {
  it('sparse, quantized, layouts', () => {
    const { nested: _, ...rest } = load(path('objects.pt'));
    save(rest, at('back.pt'));
    runPython(
      `import warnings; warnings.simplefilter('ignore')
a, b = torch.load(sys.argv[1], weights_only=False), torch.load(sys.argv[2], weights_only=True)
for k in 'sparse_coo uncoalesced sparse_csr sparse_csc sparse_bsr sparse_bsc per_tensor per_channel qint32 float8_e4m3fn layout qscheme'.split():
    assert repr(a[k]) == repr(b[k]), k
assert a['sparse_coo'].is_coalesced() and b['sparse_coo'].is_coalesced()`,
      path('objects.pt'),
      at('back.pt'),
    );
  });
});
