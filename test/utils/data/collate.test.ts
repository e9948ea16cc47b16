import { describe, expect, test } from 'vitest';
import { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import { default_collate, default_convert } from '../../../src/utils/data/index.ts';

const shown = (tensor: Tensor) => [String(tensor.dtype), tensor.tolist()];

describe('default_collate', () => {
  test('stacks tensors, of any shape and type', () => {
    const rows = [torch.tensor([1, 2]), torch.tensor([3, 4]), torch.tensor([5, 6])];
    expect(shown(default_collate(rows))).toEqual([
      'torch.float32',
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ]);
    expect(shown(default_collate([torch.tensor(7n), torch.tensor(8n)]))).toEqual(['torch.int64', [7, 8]]);
  });

  test('makes whole numbers int64, fractions float64, booleans bool', () => {
    expect(shown(default_collate([3, 0, -2]))).toEqual(['torch.int64', [3, 0, -2]]);
    expect(shown(default_collate([2 ** 53 - 1, -(2 ** 40)]))).toEqual([
      'torch.int64',
      [2 ** 53 - 1, -(2 ** 40)],
    ]);
    // As soon as one number has a fraction, all are floats.
    expect(shown(default_collate([3, 0.1, 2]))).toEqual(['torch.float64', [3, 0.1, 2]]);
    expect(shown(default_collate([2n ** 60n, 1n]))).toEqual(['torch.int64', [2n ** 60n, 1]]);
    expect(shown(default_collate([true, false]))).toEqual(['torch.bool', [true, false]]);
  });

  test('keeps the element type of typed arrays', () => {
    const pixels = [Uint8Array.of(1, 255), Uint8Array.of(3, 4)];
    expect(shown(default_collate(pixels))).toEqual([
      'torch.uint8',
      [
        [1, 255],
        [3, 4],
      ],
    ]);
    const stacked = default_collate([Float64Array.of(0.1), Float64Array.of(0.2)]);
    expect(shown(stacked)).toEqual(['torch.float64', [[0.1], [0.2]]]);
  });

  test('copies: changing the batch leaves the samples alone', () => {
    const sample = Float32Array.of(1, 2);
    default_collate([sample, sample]).zero_();
    expect([...sample]).toEqual([1, 2]);
  });

  test('leaves strings in a list, and goes into arrays, objects and Maps', () => {
    const sample = (i: number) => ({
      name: `n${i}`,
      pair: [torch.tensor([i, i + 0.5]), i],
      sizes: new Map([['w', i * 10]]),
    });
    const batch = default_collate([sample(1), sample(2)]);
    expect(Object.keys(batch)).toEqual(['name', 'pair', 'sizes']);
    expect(batch.name).toEqual(['n1', 'n2']);
    expect(shown(batch.pair[0])).toEqual([
      'torch.float32',
      [
        [1, 1.5],
        [2, 2.5],
      ],
    ]);
    expect(shown(batch.pair[1])).toEqual(['torch.int64', [1, 2]]);
    expect(batch.sizes).toBeInstanceOf(Map);
    expect(shown(batch.sizes.get('w'))).toEqual(['torch.int64', [10, 20]]);
  });

  test('says what does not go together', () => {
    expect(() => default_collate([[1, 2], [1]])).toThrow(
      'each element in list of batch should be of equal size',
    );
    expect(() => default_collate([torch.zeros(2), torch.zeros(3)])).toThrow(
      'stack expects each tensor to be equal size, but got [2] at entry 0 and [3] at entry 1',
    );
    expect(() => default_collate([new Date(), new Date()])).toThrow(
      'default_collate: batch must contain tensors, typed arrays, numbers, dicts or lists; found Date',
    );
    expect(() => default_collate([null])).toThrow('found null');
    expect(() => default_collate([1, '2'])).toThrow(
      'a batch of numbers must hold numbers only; found string',
    );
    const sparse = torch.eye(2).to_sparse();
    expect(() => default_collate([sparse, sparse])).toThrow(
      'Batches of sparse tensors are not currently supported',
    );
  });
});

test('default_convert turns typed arrays into tensors and leaves the rest', () => {
  const tensor = torch.ones(1);
  const converted = default_convert({
    a: Int32Array.of(1, 2),
    b: [3, 'x', tensor],
    c: new Map([['d', new Uint8Array(1)]]),
  });
  expect(shown(converted.a)).toEqual(['torch.int32', [1, 2]]);
  expect(converted.b[0]).toBe(3);
  expect(converted.b[1]).toBe('x');
  expect(converted.b[2]).toBe(tensor);
  expect(converted.c.get('d')).toBeInstanceOf(Tensor);
});
