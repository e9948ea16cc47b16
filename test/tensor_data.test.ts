import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { Complex } from '../src/complex.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

type Encoded =
  | number
  | boolean
  | { int: string }
  | { float: string }
  | { re: Encoded; im: Encoded }
  | Encoded[];
interface Golden {
  reads: {
    dtype: string;
    shape: number[];
    stride: number[];
    offset: number;
    data: string;
    tolist: Encoded;
  }[];
  tensors: { dtype: string; values: Encoded; shape: number[]; data: string; tolist: Encoded }[];
  ranges: { dtype: string; value: Encoded; item?: number; text?: string }[];
  errors: { name: string; kind: string; text: string }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('golden/tensor_data.json', import.meta.url), 'utf8'));
const dtypeOf = (name: string): any => (torch as any)[name];
const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));

function decode(value: Encoded): any {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object') return value;
  if ('int' in value) return BigInt(value.int);
  if ('float' in value) return Number(value.float.replace('inf', 'Infinity'));
  return new Complex(decode(value.re), decode(value.im));
}

/** The bytes of the tensor's elements in row-major order. */
function raw(x: Tensor): string {
  return Buffer.from(x.contiguous().view(-1).view(torch.uint8).numpy() as Uint8Array).toString('base64');
}

const label = ({ dtype, ...rest }: { dtype: string }) => `${dtype} ${JSON.stringify(rest).slice(0, 90)}`;

describe('tolist', () => {
  it.each(golden.reads.map((one) => [label(one), one] as const))('%s', (_, one) => {
    const storage = torch.frombuffer(bytesOf(one.data), { dtype: torch.uint8 }).view(dtypeOf(one.dtype));
    const x = storage.as_strided(one.shape, one.stride, one.offset);
    expect(x.tolist()).toEqual(decode(one.tolist));
    if (x.dim() === 0) expect(x.item()).toEqual(decode(one.tolist));
  });

  test('an int64 comes back as a number where that is exact, as a bigint past it', () => {
    const safe = 2n ** 53n - 1n;
    const x = torch.tensor([safe, safe + 2n, -safe, -safe - 2n, 5n]);
    expect(x.tolist()).toStrictEqual([Number(safe), safe + 2n, -Number(safe), -safe - 2n, 5]);
    expect(x.index(0).item()).toBe(Number(safe));
    expect(x.index(1).item()).toBe(safe + 2n);
  });

  test('empty tensors keep their nesting', () => {
    expect(torch.zeros(0).tolist()).toEqual([]);
    expect(torch.zeros(2, 0).tolist()).toEqual([[], []]);
    expect(torch.zeros(0, 2).tolist()).toEqual([]);
  });

  test('a gradient known to be zero, which has no memory, reads as zeros', () => {
    expect(torch._efficientzerotensor([2]).tolist()).toEqual([0, 0]);
  });

  test('reads through conjugate and negative bits', () => {
    const x = torch.complex(torch.tensor([1, 2]), torch.tensor([3, -4]));
    expect(x.conj().tolist()).toEqual([new Complex(1, -3), new Complex(2, 4)]);
    expect(x.conj().imag.tolist()).toEqual([-3, 4]);
    expect(x.conj().index(0).item()).toEqual(new Complex(1, -3));
  });
});

describe('torch.tensor', () => {
  it.each(golden.tensors.map((one) => [label(one), one] as const))('%s', (_, one) => {
    const x = torch.tensor(decode(one.values), { dtype: dtypeOf(one.dtype) });
    expect(x.dtype).toBe(dtypeOf(one.dtype));
    expect([...x.shape]).toEqual(one.shape);
    expect(raw(x)).toBe(one.data);
    expect(x.tolist()).toEqual(decode(one.tolist));
  });

  it.each(golden.ranges)('$dtype holds $value or refuses it', ({ dtype, value, item, text }) => {
    const make = () => torch.tensor([decode(value)], { dtype: dtypeOf(dtype) }).item();
    if (text === undefined) expect(make()).toBe(item);
    else expect(make).toThrow(text);
  });

  test('infers the dtype from the values', () => {
    expect(torch.tensor([1, 2]).dtype).toBe(torch.float32);
    expect(torch.tensor([1n, 2n]).dtype).toBe(torch.int64);
    expect(torch.tensor([true, false]).dtype).toBe(torch.bool);
    expect(torch.tensor(new Complex(1, 2)).dtype).toBe(torch.complex64);
    expect(torch.tensor([]).dtype).toBe(torch.float32);
    expect(torch.tensor([[true], [2]]).dtype).toBe(torch.float32);
    expect(torch.tensor([1n, 2.5]).dtype).toBe(torch.float32);
  });

  test('a float is of the default dtype', () => {
    torch.set_default_dtype(torch.float64);
    try {
      expect(torch.tensor([0.1]).dtype).toBe(torch.float64);
      expect(torch.tensor(new Complex(1, 2)).dtype).toBe(torch.complex128);
      expect(torch.tensor([0.1]).item()).toBe(0.1);
    } finally {
      torch.set_default_dtype(torch.float32);
    }
  });

  const arrays = [
    [new Float32Array([1.5, -2]), 'float32'],
    [new Float64Array([0.1, 2]), 'float64'],
    [new Int8Array([-128, 127]), 'int8'],
    [new Int16Array([-3, 4]), 'int16'],
    [new Int32Array([-3, 4]), 'int32'],
    [new BigInt64Array([-(2n ** 63n), 4n]), 'int64'],
    [new Uint8Array([255, 4]), 'uint8'],
    [new Uint8ClampedArray([255, 4]), 'uint8'],
    [new Uint16Array([65535, 4]), 'uint16'],
    [new Uint32Array([4294967295, 4]), 'uint32'],
    [new BigUint64Array([2n ** 64n - 1n, 4n]), 'uint64'],
  ] as const;

  test.each(arrays)('copies a typed array, with its element type: %o', (array, dtype) => {
    const source = array.slice();
    const x = torch.tensor(source);
    expect(x.dtype).toBe(dtypeOf(dtype));
    const values = Array.from(array as ArrayLike<number | bigint>, (value) =>
      Number.isSafeInteger(Number(value)) || typeof value === 'number' ? Number(value) : value,
    );
    expect(x.tolist()).toEqual(values);
    source.fill((typeof array[0] === 'bigint' ? 0n : 0) as never);
    expect(x.tolist()).toEqual(values);
  });

  test('nests typed arrays and arrays', () => {
    expect(torch.tensor([new Float32Array([1, 2]), new Float32Array([3, 4])] as any).tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('reads tensors of one value in lists as numbers of their dtype', () => {
    const [a, b] = [torch.tensor(1.5), torch.tensor([2n])];
    expect(torch.tensor([b, b])).toMatchObject({ dtype: torch.int64, shape: [2] });
    expect(torch.tensor([[a], [b]])).toMatchObject({ dtype: torch.float32, shape: [2, 1] });
    expect(torch.tensor([a.half(), a.double()]).dtype).toBe(torch.float64);
    expect(torch.tensor([a.gt(0)]).dtype).toBe(torch.bool);
    expect(torch.tensor([[1n, b]]).tolist()).toEqual([[1, 2]]);
    expect(torch.tensor([1n, b]).dtype).toBe(torch.int64);
    expect(torch.tensor([1, b]).dtype).toBe(torch.float32);
    expect(torch.tensor([a, b], { dtype: torch.int32 }).tolist()).toEqual([1, 2]);
    expect(() => torch.tensor([[a, {}]])).toThrow('cannot make a tensor from an object');
  });

  test('copies a tensor', () => {
    const x = torch.tensor([1, 2]);
    const y = torch.tensor(x as any);
    y.fill_(9);
    expect(x.tolist()).toEqual([1, 2]);
  });

  test('takes requires_grad', () => {
    const x = torch.tensor([1, 2], { requires_grad: true });
    expect(x.requires_grad).toBe(true);
    expect(x.is_leaf).toBe(true);
  });

  test.each([
    ['a string', ['a'], /string|'str'/],
    ['an object', [{}], /object|dict/i],
    ['undefined', undefined, /undefined|data/],
  ])('refuses %s', (_, value: any, text) => {
    expect(() => torch.tensor(value)).toThrow(TypeError);
    expect(() => torch.tensor(value)).toThrow(text);
  });

  test('an unknown keyword names the known ones', () => {
    expect(() => torch.tensor([1], { dtyp: torch.int64 } as any)).toThrow(/dtyp.*dtype/s);
  });
});

describe('item', () => {
  test('is a number, a bigint, a boolean or a complex number', () => {
    expect(torch.tensor(0.5).item()).toBe(0.5);
    expect(torch.tensor([[0.1]]).item()).toBe(Math.fround(0.1));
    expect(torch.tensor([-0]).item()).toBe(-0);
    expect(torch.tensor([Number.NaN]).item()).toBeNaN();
    expect(torch.tensor(true).item()).toBe(true);
    expect(torch.tensor(2n ** 63n - 1n).item()).toBe(2n ** 63n - 1n);
    expect(torch.tensor(new Complex(1, -2)).item()).toEqual(new Complex(1, -2));
  });
});

describe('numpy', () => {
  const kinds = [
    ['float32', Float32Array],
    ['float64', Float64Array],
    ['float16', Uint16Array],
    ['bfloat16', Uint16Array],
    ['int8', Int8Array],
    ['int16', Int16Array],
    ['int32', Int32Array],
    ['int64', BigInt64Array],
    ['uint8', Uint8Array],
    ['uint16', Uint16Array],
    ['uint32', Uint32Array],
    ['uint64', BigUint64Array],
    ['bool', Uint8Array],
  ] as const;

  test.each(kinds)('%s shares memory both ways', (name, kind) => {
    const x = torch.zeros(2, 3, { dtype: dtypeOf(name) });
    const array = x.numpy() as any;
    expect(array).toBeInstanceOf(kind);
    expect(array.length).toBe(6);
    x.view(-1).index_put_([4], 1);
    expect(Array.from(array, Boolean)).toEqual([false, false, false, false, true, false]);
    array[0] = array[4];
    expect(Array.from(x.tolist().flat() as any[], Number)).toEqual([1, 0, 0, 0, 1, 0]);
  });

  test('float16 and bfloat16 give their bits', () => {
    const values = [1, -2, 65504, 0.1];
    expect([...(torch.tensor(values, { dtype: torch.float16 }).numpy() as Uint16Array)]).toEqual([
      0x3c00, 0xc000, 0x7bff, 0x2e66,
    ]);
    expect([...(torch.tensor(values, { dtype: torch.bfloat16 }).numpy() as Uint16Array)]).toEqual([
      0x3f80, 0xc000, 0x4780, 0x3dcd,
    ]);
  });

  test('a contiguous view starts where it should', () => {
    const x = torch.arange(6, { dtype: torch.float32 }).view(3, 2);
    const row = x.index(1).numpy() as Float32Array;
    expect([...row]).toEqual([2, 3]);
    row[0] = 20;
    expect(x.tolist()).toEqual([
      [0, 1],
      [20, 3],
      [4, 5],
    ]);
  });

  test('needs no detach where there is no graph', () => {
    const x = torch.ones(2, { requires_grad: true });
    const bytes = torch.no_grad(() => x.numpy()) as Float32Array;
    bytes[0] = 3;
    expect(x.tolist()).toEqual([3, 1]);
    expect(() => x.numpy()).toThrow("Can't call numpy() on Tensor that requires grad");
  });

  test('the memory outlives the tensor', () => {
    const arrays = Array.from({ length: 50 }, (_, i) => torch.full([1000], i).numpy() as Float32Array);
    for (let i = 0; i < 200; i += 1) torch.full([1000], -1);
    (globalThis as any).gc?.();
    arrays.forEach((array, i) => {
      expect(array[0]).toBe(i);
      expect(array[999]).toBe(i);
    });
  });

  test('of no elements and of no dimensions', () => {
    expect((torch.zeros(0, 3).numpy() as Float32Array).length).toBe(0);
    expect([...(torch.tensor(4).numpy() as Float32Array)]).toEqual([4]);
  });
});

describe('values given by keyword', () => {
  test('torch.tensor and torch.full', () => {
    expect(torch.tensor({ data: [1n, 2n], requires_grad: false }).dtype).toBe(torch.int64);
    expect(torch.full({ size: [2], fill_value: 7n }).tolist()).toEqual([7, 7]);
    const made = torch.full([1], { fill_value: 1.5, dtype: torch.float64 });
    expect([made.tolist(), made.dtype]).toEqual([[1.5], torch.float64]);
    expect(() => torch.full([2], { value: 1 } as never)).toThrow();
  });
});

describe('complex numbers', () => {
  test.each([
    ['float16', 'complex32'],
    ['bfloat16', 'complex64'],
    ['float32', 'complex64'],
    ['float64', 'complex128'],
  ] as const)('with %s as the default are %s', (floating, complex) => {
    const before = torch.get_default_dtype();
    try {
      torch.set_default_dtype(torch[floating]);
      expect(torch.tensor([1.5, new torch.Complex(0, 3)]).dtype).toBe(torch[complex]);
    } finally {
      torch.set_default_dtype(before);
    }
  });
});

describe('asarray', () => {
  const x = torch.tensor([1.5, 2]);
  test('shares memory, or copies when asked', () => {
    expect(torch.asarray(x)).toBe(x);
    const copy = torch.asarray(x, { copy: true });
    expect([copy.tolist(), copy.data_ptr() === x.data_ptr()]).toEqual([x.tolist(), false]);
    const array = new Float32Array([1, 2]);
    const [shared, own] = [torch.asarray(array), torch.asarray(array, { copy: true })];
    array[0] = 9;
    expect([shared.tolist(), own.tolist()]).toEqual([
      [9, 2],
      [1, 2],
    ]);
    expect(torch.asarray(x, { copy: true, dtype: torch.float64 }).dtype).toBe(torch.float64);
    expect(torch.asarray(1.5).item()).toBe(1.5);
  });
  test('keeps the graph unless it is denied', () => {
    const y = torch.ones(2, { requires_grad: true }).mul(2);
    expect(torch.asarray(y).grad_fn?.name()).toBe('MulBackward0');
    expect(torch.asarray(y, { copy: true }).grad_fn?.name()).toBe('CloneBackward0');
    const cut = torch.asarray(y, { requires_grad: false });
    expect([cut.requires_grad, cut.data_ptr() === y.data_ptr()]).toEqual([false, true]);
    expect(torch.asarray([1, 2], { requires_grad: true }).requires_grad).toBe(true);
  });
  test.each<[string, () => unknown, string]>([
    ['a list', () => torch.asarray([1], { copy: false }), "can't alias arbitrary sequence into a tensor."],
    [
      'another dtype',
      () => torch.asarray(x, { dtype: torch.int64, copy: false }),
      "can't alias tensor with dtype 'torch.float32' into dtype 'torch.int64'.",
    ],
    [
      'another device',
      () => torch.asarray(x, { device: 'meta', copy: false }),
      "can't alias tensor from device 'cpu' to 'meta'.",
    ],
    [
      'a misspelt keyword',
      () => torch.asarray(x, { coppy: true } as never),
      "unexpected keyword argument 'coppy'",
    ],
  ])('without a copy refuses %s', (_, body, message) => {
    expect(body).toThrow(message);
  });
});

describe('from_numpy', () => {
  test('shares memory both ways', () => {
    const array = new Float32Array([1, 2, 3]);
    const x = torch.from_numpy(array);
    array[0] = 10;
    expect(x.tolist()).toEqual([10, 2, 3]);
    x.mul_(2);
    expect([...array]).toEqual([20, 4, 6]);
  });

  test.each([
    [new Float64Array([0.1]), 'float64'],
    [new BigInt64Array([-5n]), 'int64'],
    [new Int32Array([-5]), 'int32'],
    [new Int16Array([-5]), 'int16'],
    [new Int8Array([-5]), 'int8'],
    [new Uint8Array([5]), 'uint8'],
  ] as const)('%o', (array, dtype) => {
    const x = torch.from_numpy(array as any);
    expect(x.dtype).toBe(dtypeOf(dtype));
    expect([...x.shape]).toEqual([1]);
    expect(x.item()).toBe(Number(array[0]));
  });

  test('starts where a part of a buffer starts', () => {
    const whole = new Float32Array([0, 1, 2, 3, 4]);
    const x = torch.from_numpy(whole.subarray(2, 4));
    expect(x.tolist()).toEqual([2, 3]);
    x.fill_(9);
    expect([...whole]).toEqual([0, 1, 9, 9, 4]);
  });

  test('keeps the array alive', () => {
    const tensors = Array.from({ length: 20 }, (_, i) => torch.from_numpy(new Float32Array(100_000).fill(i)));
    for (let i = 0; i < 40; i += 1) new Float32Array(100_000).fill(-1);
    (globalThis as any).gc?.();
    tensors.forEach((x, i) => {
      expect(x.sum().item()).toBe(i * 100_000);
    });
  });

  test('refuses what is no typed array', () => {
    expect(() => torch.from_numpy([1, 2] as any)).toThrow(TypeError);
    expect(() => torch.from_numpy([1, 2] as any)).toThrow(/expected .*(array|ndarray)/i);
  });
});

describe('frombuffer', () => {
  test('reads bytes as any dtype, from an offset, so many of them', () => {
    const bytes = new Uint8Array([0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64]);
    expect(torch.frombuffer(bytes, { dtype: torch.float32 }).tolist()).toEqual([1, 2, 3]);
    expect(torch.frombuffer(bytes, { dtype: torch.float32, offset: 4 }).tolist()).toEqual([2, 3]);
    expect(torch.frombuffer(bytes, { dtype: torch.float32, count: 1, offset: 8 }).tolist()).toEqual([3]);
    expect(torch.frombuffer(bytes.buffer, { dtype: torch.bfloat16, offset: 2, count: 1 }).tolist()).toEqual([
      1,
    ]);
    expect(torch.frombuffer(bytes.subarray(4, 8), { dtype: torch.float32 }).tolist()).toEqual([2]);
  });

  test('shares memory both ways', () => {
    const buffer = new ArrayBuffer(8);
    const x = torch.frombuffer(buffer, { dtype: torch.int32 });
    new Int32Array(buffer)[1] = 7;
    expect(x.tolist()).toEqual([0, 7]);
    x.add_(1);
    expect([...new Int32Array(buffer)]).toEqual([1, 8]);
  });
});

describe('errors in the words of PyTorch', () => {
  const spectrum = torch.ones(2, { dtype: torch.complex64 });
  const buffer = new Uint8Array(8);
  const runs: Record<string, () => unknown> = {
    'item of many': () => torch.ones(2, 2).item(),
    'item of none': () => torch.ones(0).item(),
    ragged: () => torch.tensor([[1, 2], [3]]),
    'ragged deeper': () =>
      torch.tensor([
        [[1], [2]],
        [[3], 4],
      ] as any),
    'numpy with grad': () => torch.ones(2, { requires_grad: true }).numpy(),
    'numpy of conj': () => spectrum.conj().numpy(),
    'numpy of neg': () => spectrum.conj().imag.numpy(),
    'numpy of sparse': () => torch.eye(2).to_sparse().numpy(),
    'numpy of meta': () => torch.empty(2, { device: 'meta' }).numpy(),
    'tolist of meta': () => torch.empty(2, { device: 'meta' }).tolist(),
    'item of meta': () => torch.empty(1, { device: 'meta' }).item(),
    'buffer not a multiple': () => torch.frombuffer(new Uint8Array(7), { dtype: torch.float32 }),
    'buffer offset': () => torch.frombuffer(buffer, { dtype: torch.uint8, offset: 8 }),
    'buffer negative offset': () => torch.frombuffer(buffer, { dtype: torch.uint8, offset: -1 }),
    'buffer count': () => torch.frombuffer(buffer, { dtype: torch.float32, count: 3 }),
    'buffer count 0': () => torch.frombuffer(buffer, { dtype: torch.float32, count: 0 }),
    'buffer empty': () => torch.frombuffer(new Uint8Array(0), { dtype: torch.float32 }),
    'int too large': () => torch.tensor([300], { dtype: torch.uint8 }),
    'int too small': () => torch.tensor([-129], { dtype: torch.int8 }),
    'int past 64 bits': () => torch.tensor([2n ** 64n], { dtype: torch.int64 }),
    'complex into float': () => torch.tensor([new Complex(1, 2)], { dtype: torch.float32 }),
    'requires_grad int': () => torch.tensor([1n], { requires_grad: true }),
  };

  test('both sides make the same mistakes', () => {
    expect(Object.keys(runs)).toEqual(golden.errors.map(({ name }) => name));
  });

  it.each(golden.errors)('$name', ({ name, kind, text }) => {
    let error: any;
    try {
      runs[name]?.();
    } catch (thrown) {
      error = thrown;
    }
    expect(error?.message).toContain(text);
    expect(error?.name).toBe(kind);
  });
});
