import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { Tuple } from '../../src/serialization/python.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

// Reading what scripts/golden/optim.py wrote, and comparing with it to the last bit.

torch.set_num_threads(1);

/** A tensor as its bytes. */
export interface Bytes {
  dtype: string;
  shape: number[];
  data: string;
}

export function golden<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${path}.json`, import.meta.url), 'utf8')) as T;
}

export function decode({ dtype, shape, data }: Bytes): Tensor {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  const type = torch[dtype as 'float32'];
  return torch.frombuffer(bytes, { dtype: type }).reshape(shape).clone();
}

export function encode(tensor: Tensor): string {
  const flat = tensor.detach().contiguous().reshape(-1);
  const real = flat.is_complex() ? torch.view_as_real(flat).contiguous() : flat;
  const array = real.numpy() as Uint8Array;
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

/** Options as the file has them: `[x]` is a tensor, `[a, b]` a tuple. */
export function options(given: Record<string, unknown>): Record<string, unknown> {
  const convert = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    return value.length === 1 ? torch.tensor(value) : value.map(convert);
  };
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, convert(value)]));
}

// Other releases of LibTorch, and CPUs without AVX2, sum in another order or round in another place.
export const exact =
  torch.__version__.startsWith('2.13') &&
  !/CPU capability usage: (DEFAULT|NO AVX)/i.test(torch.__config__.show());

/** The same bits as in Python; on another LibTorch than the golden one, the same values. */
export function expectSame(actual: Tensor, data: string, what: string): void {
  if (exact) {
    if (encode(actual) === data) return;
  }
  const dtype = actual.dtype.toString().replace('torch.', '');
  const expected = decode({ dtype, shape: [...actual.shape], data });
  const [a, b] = [actual.detach(), expected].map((x) =>
    (x.is_complex() ? torch.view_as_real(x) : x).double(),
  );
  const worst = (a as Tensor)
    .sub(b as Tensor)
    .abs()
    .max()
    .item();
  const tolerance = dtype === 'bfloat16' || what.startsWith('Muon') ? 5e-2 : 1e-5;
  if (!exact && worst <= tolerance * (1 + (b as Tensor).abs().max().item())) return;
  expect.fail(`${what}: differs from Python by up to ${worst}\n${actual}\n${expected}`);
}

/** A saved value against Python's: tensors to the bit, numbers, tuples and lists as they are. */
export function expectEntry(actual: unknown, expected: unknown, what: string): void {
  if (actual instanceof Tensor) {
    const { dtype, shape, data } = expected as Bytes;
    expect([...actual.shape], `${what}: shape`).toEqual(shape);
    expect(String(actual.dtype), `${what}: dtype`).toBe(`torch.${dtype}`);
    expectSame(actual, data, what);
  } else if (Array.isArray(actual)) {
    expect(Array.isArray(expected), what).toBe(true);
    expect(actual.length, what).toBe((expected as unknown[]).length);
    for (const [i, item] of actual.entries()) expectEntry(item, (expected as unknown[])[i], `${what}[${i}]`);
  } else {
    expect(actual, what).toEqual(expected);
  }
}

export { Tuple };
