import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CheckpointError, NotImplementedError } from '../../src/errors.ts';
import { numpy, torch } from '../../src/index.ts';
import { BytesIO } from '../../src/serialization/index.ts';
import { python, runPython, scratchFolder } from './python.ts';

const folder = scratchFolder();
const at = (name: string) => join(folder, name);
const types =
  'bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128'.split(
    ' ',
  );

/** A .npy file with any header. */
function forge(header: string, data: number, version = 1): Buffer {
  const text = Buffer.from(`${header}\n`);
  const head = Buffer.alloc(version === 1 ? 10 : 12);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  if (version === 1) head.writeUInt16LE(text.length, 8);
  else head.writeUInt32LE(text.length, 8);
  return Buffer.concat([head, text, Buffer.alloc(data)]);
}
const header = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;

describe.skipIf(!python)('against NumPy', () => {
  it('reads every dtype, order and byte order', () => {
    runPython(
      `import numpy as np
for t in '${types.join(' ')}'.split():
    a = np.arange(6).reshape(2, 3).astype(t)
    np.save(f'{sys.argv[1]}/{t}.npy', a)
    np.save(f'{sys.argv[1]}/{t}.be.npy', a.astype(a.dtype.newbyteorder('>')))
    np.save(f'{sys.argv[1]}/{t}.f.npy', np.asfortranarray(a))
np.save(sys.argv[1] + '/scalar.npy', np.array(2.5)); np.save(sys.argv[1] + '/empty.npy', np.zeros((0, 3)))
with open(sys.argv[1] + '/v3.npy', 'wb') as f: np.lib.format.write_array(f, np.arange(3.), version=(3, 0))
np.savez(sys.argv[1] + '/a.npz', np.arange(3), x=np.ones((2, 2), np.float32))
np.savez_compressed(sys.argv[1] + '/c.npz', x=np.zeros(10000), y=np.arange(4))
np.save(sys.argv[1] + '/o.npy', np.array([None, 'a'], dtype=object)); np.save(sys.argv[1] + '/s.npy', np.array(['a', 'bc']))
np.save(sys.argv[1] + '/r.npy', np.zeros(2, dtype=[('a', 'i4'), ('b', 'f8')]))`,
      folder,
    );
    for (const type of types) {
      for (const kind of ['', '.be', '.f']) {
        for (const mmap_mode of [null, 'c'] as const) {
          const x = numpy.load(at(`${type}${kind}.npy`), { mmap_mode });
          expect(x.dtype, type + kind).toBe((torch as any)[type]);
          expect(x.stride(), type + kind).toEqual(kind === '.f' ? [1, 2] : [3, 1]);
          const values = type === 'bool' ? [0, 1, 1, 1, 1, 1] : [0, 1, 2, 3, 4, 5];
          const numbers = x.is_complex() ? x.real : x;
          expect(numbers.to(torch.float64).flatten().tolist(), type + kind).toEqual(values);
        }
      }
    }
    expect(numpy.load(at('scalar.npy')).item()).toBe(2.5);
    expect(numpy.load(at('empty.npy')).shape).toEqual([0, 3]);
    expect(numpy.load(at('v3.npy')).tolist()).toEqual([0, 1, 2]);
    const { arr_0, x } = numpy.load(at('a.npz'));
    expect([arr_0.tolist(), x.sum().item()]).toEqual([[0, 1, 2], 4]);
    expect(numpy.load(at('c.npz')).y.tolist()).toEqual([0, 1, 2, 3]);
    expect(() => numpy.load(at('c.npz'), { max_memory: 1000 })).toThrow(/more than 1000 bytes/);
    expect(() => numpy.load(at('o.npy'))).toThrow(/holds Python objects, which no tensor can/);
    expect(() => numpy.load(at('s.npy'))).toThrow(/holds texts/);
    expect(() => numpy.load(at('r.npy'))).toThrow(/holds records/);
  });

  it('writes what NumPy reads', () => {
    const tensors = Object.fromEntries(
      types.map((type) => [
        type,
        torch
          .arange(6)
          .view(2, 3)
          .to((torch as any)[type]),
      ]),
    );
    for (const [type, x] of Object.entries(tensors)) numpy.save(at(`out.${type}`), x);
    numpy.save(at('out.t.npy'), torch.arange(6).view(2, 3).t());
    numpy.save(at('out.scalar.npy'), torch.tensor(2.5));
    numpy.savez(at('out'), torch.ones(2), tensors);
    numpy.savez_compressed(at('small.npz'), { zeros: torch.zeros(100_000), empty: torch.zeros(0, 2) });
    expect(statSync(at('small.npz')).size).toBeLessThan(3000);
    runPython(
      `import numpy as np
d = sys.argv[1]
z = np.load(d + '/out.npz')
for t in '${types.join(' ')}'.split():
    a = np.load(f'{d}/out.{t}.npy')
    assert a.dtype == np.dtype(t) and np.array_equal(a, np.arange(6).reshape(2, 3).astype(t)), t
    assert np.array_equal(z[t], a), t
    assert open(f'{d}/out.{t}.npy', 'rb').read() == open(f'{d}/{t}.npy', 'rb').read(), t
assert np.array_equal(np.load(d + '/out.t.npy'), np.arange(6).reshape(2, 3).T)
assert np.load(d + '/out.scalar.npy').shape == () and z['arr_0'].tolist() == [1, 1]
s = np.load(d + '/small.npz'); assert s['zeros'].shape == (100000,) and s['empty'].shape == (0, 2)
assert np.load(d + '/out.float64.npy', mmap_mode='r')[1, 2] == 5`,
      folder,
    );
  });
});

describe('files', () => {
  it('go through memory, too', () => {
    const file = new BytesIO();
    numpy.save(file, torch.arange(3));
    expect(numpy.load(file).tolist()).toEqual([0, 1, 2]);
  });

  it('refuses what NumPy lacks, and leaves nothing behind', () => {
    expect(() => numpy.save(at('b.npy'), torch.ones(2).to(torch.bfloat16))).toThrow(NotImplementedError);
    expect(() => numpy.savez(at('b.npz'), torch.ones(2), { arr_0: torch.ones(1) })).toThrow(
      /two arrays are named/,
    );
    expect(() => numpy.savez(at('b.npz'), { '../x': torch.ones(1) })).toThrow(/is no name for an array/);
    expect(() => statSync(at('b.npz'))).toThrow();
  });

  it.each<[string, Buffer, RegExp]>([
    ['empty', Buffer.alloc(0), /does not begin as one does/],
    ['another file', Buffer.from('hello world, how are you'), /does not begin as one does/],
    ['version 9', forge(header('<f4', '(1,)'), 4, 9), /version 9; 1 to 3 are read/],
    ['a header that is cut', forge(header('<f4', '(1,)'), 4).subarray(0, 20), /cut short within its header/],
    [
      'a huge header',
      Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 255, 255, 255, 255]),
      /at most 65536/,
    ],
    ['no dict', forge('import os', 0), /its header is no dict/],
    ['a call', forge("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}", 4), /no dict of/],
    ['an unknown type', forge(header('<q9', '(1,)'), 9), /elements of type "q9"/],
    ['negative sizes', forge(header('<f4', '(-1,)'), 4), /no dict of/],
    ['huge sizes', forge(header('<f4', '(9999999999, 9999999999)'), 4), /an array of shape/],
    ['too few elements', forge(header('<f4', '(3,)'), 8), /takes 12 bytes, but 8 follow/],
    ['too many', forge(header('<f4', '(1,)'), 8), /takes 4 bytes, but 8 follow/],
  ])('%s is refused', (_, bytes, message) => {
    writeFileSync(at('bad.npy'), bytes);
    for (const given of [bytes, at('bad.npy')]) {
      expect(() => numpy.load(given)).toThrow(CheckpointError);
      expect(() => numpy.load(given)).toThrow(message);
    }
    expect(readFileSync(at('bad.npy')).length).toBe(bytes.length);
  });
});
