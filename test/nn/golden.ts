import type { Tensor } from '../../src/tensor.ts';

export { thrown } from './thrown.ts';

/** A tensor's bytes in order, as the golden scripts write them. */
export function bytes(tensor: Tensor): string {
  const data = tensor.detach().contiguous().numpy() as unknown as Uint8Array;
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
}

/** The text of the first warning that a call emits. */
export function warning(call: () => unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no warning came')), 1000);
    process.once('warning', ({ message }) => {
      clearTimeout(timer);
      resolve(message);
    });
    call();
  });
}

/** Are these the very same objects in the same order? (`toEqual` would compare tensors by their elements.) */
export function same(got: readonly unknown[], expected: readonly unknown[]): boolean {
  return got.length === expected.length && got.every((value, i) => value === expected[i]);
}
