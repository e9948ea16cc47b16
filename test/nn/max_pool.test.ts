import { expect, test } from 'vitest';
import { type Tensor, torch } from '../../src/index.ts';

// Pictures in rows are pooled by native/pooling.cpp; channels last, by LibTorch's own kernel.

let state = 20261122;
const random = (n: number) => {
  state = (state * 1103515245 + 12345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * n);
};

type Options = [
  kernel: number[],
  stride: number[],
  padding: number[],
  dilation: number[],
  ceil_mode: boolean,
];

/** Numbers with ties, NaN and infinities. */
function picture(size: number[], dtype: torch.dtype): Tensor {
  let x = torch.randn(size, { dtype });
  if (random(2)) x = x.mul(2).round();
  if (random(3) === 0) x = torch.where(x.gt(1.2), Number.NaN, x);
  if (random(3) === 0) x = torch.where(x.lt(-0.5), Number.NEGATIVE_INFINITY, x);
  if (random(5) === 0) x.fill_(Number.NEGATIVE_INFINITY);
  return x;
}

function pooled(x: Tensor, options: Options): Tensor[] | string {
  try {
    return torch.max_pool2d_with_indices(x, ...options);
  } catch (error) {
    return (error as Error).message.split('\n')[0] as string;
  }
}

function byLibTorch(x: Tensor, options: Options): Tensor[] | string {
  const batch = x.dim() === 3 ? x.unsqueeze(0) : x;
  // A picture that is both in rows and channels last needs a second channel to be told apart.
  const two = torch.cat([batch, batch], 1).to({ memory_format: torch.channels_last });
  const result = pooled(two, options);
  if (typeof result === 'string') return result;
  const [values, places] = result.map((t) => t.narrow(1, 0, batch.size(1))) as [Tensor, Tensor];
  return x.dim() === 3 ? [values.squeeze(0), places.squeeze(0)] : [values, places];
}

/** Whether both say the same; an error is one on both sides. */
function expectSame(x: Tensor, options: Options): boolean {
  const [ours, theirs] = [pooled(x, options), byLibTorch(x, options)];
  const what = `${x.shape} by ${JSON.stringify(options)}`;
  if (typeof ours === 'string' || typeof theirs === 'string') {
    expect([typeof ours, what]).toEqual([typeof theirs, what]);
    return false;
  }
  const [values, places] = ours as [Tensor, Tensor];
  const [same_values, same_places] = theirs as [Tensor, Tensor];
  expect([torch.equal(values.nan_to_num(77), same_values.nan_to_num(77)), what]).toEqual([true, what]);
  expect([torch.equal(places, same_places), what]).toEqual([true, what]);
  expect(values.is_contiguous() && places.is_contiguous()).toBe(true);
  return true;
}

for (const dtype of [torch.float32, torch.float64]) {
  test(`any window over any ${dtype.name} picture gives LibTorch's values and indices`, () => {
    let compared = 0;
    for (let i = 0; i < 250; i += 1) {
      const size = [1 + random(3), 1 + random(4), 1 + random(40), 1 + random(70)].slice(
        random(4) === 0 ? 1 : 0,
      );
      const kernel = [1 + random(5), 1 + random(5)];
      const options: Options = [
        kernel,
        [1 + random(4), 1 + random(4)],
        kernel.map((k) => random((k >> 1) + 1)),
        [1 + random(3), 1 + random(3)],
        random(2) === 1,
      ];
      torch.manual_seed(i);
      if (expectSame(picture(size, dtype), options)) compared += 1;
    }
    expect(compared).toBeGreaterThan(150);
  });

  test(`windows of two by two over ${dtype.name} pictures of any size`, () => {
    for (let i = 0; i < 80; i += 1) {
      torch.manual_seed(i);
      const x = picture([1 + random(2), 1 + random(3), 2 + random(9), 28 + random(50)], dtype);
      expect(expectSame(x, [[2, 2], [2, 2], [0, 0], [1, 1], random(2) === 1])).toBe(true);
    }
  });
}

test('more than one thread shares the planes', () => {
  const threads = torch.get_num_threads();
  try {
    const x = torch.randn(6, 16, 65, 33);
    const [one, two] = [1, 2].map((n) => {
      torch.set_num_threads(n);
      return torch.max_pool2d_with_indices(x, [3, 3], [2, 2], [1, 1]);
    });
    for (const [i, t] of one?.entries() ?? []) expect(torch.equal(t, two?.[i] as Tensor)).toBe(true);
  } finally {
    torch.set_num_threads(threads);
  }
});

test('strides that are not given are the window’s, one number stands for two', () => {
  const x = torch.randn(1, 2, 9, 9);
  const [values] = torch.max_pool2d_with_indices(x, [3]);
  expect(values.shape).toEqual([1, 2, 3, 3]);
  expect(torch.equal(values, x.unfold(2, 3, 3).unfold(3, 3, 3).amax([-2, -1]))).toBe(true);
});

test('what no window fits is LibTorch’s own error', () => {
  const x = torch.randn(1, 2, 9, 9);
  expect(() => torch.max_pool2d(x, [10, 3])).toThrow(/Output size is too small/);
  expect(() => torch.max_pool2d(x, [3, 3], [1, 1], [2, 2])).toThrow(/pad should be at most half/);
  expect(() => torch.max_pool2d(x, [3, 3], [0, 1])).toThrow(/stride should not be zero/);
  expect(() => torch.max_pool2d(x, [0, 3], [1, 1])).toThrow(/greater than zero/);
  expect(() => torch.max_pool2d(x, [3, 3], [1, 1], [0, 0], [0, 1])).toThrow(
    /dilation should be greater than zero/,
  );
  expect(() => torch.max_pool2d(torch.randn(0, 2, 9, 9), [3, 3])).not.toThrow();
  expect(() => torch.max_pool2d(torch.randn(9, 9), [3, 3])).toThrow(/3D or 4D|3-D or 4-D|non-empty 3D/);
});
