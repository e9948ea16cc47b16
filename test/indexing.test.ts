import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

type Part =
  | number
  | string
  | boolean
  | null
  | Nested
  | { slice: (number | null)[] }
  | { tensor: Nested; dtype: string };
type Nested = (number | boolean | Nested)[];
interface Values {
  dtype: string;
  shape: number[];
  values: (number | boolean)[];
}
interface Case {
  shape: number[];
  dtype?: string;
  index: Part[];
}
interface Golden {
  reads: (Case & { out: Values })[];
  writes: (Case & { value: any; out: Values })[];
  accumulates: (Case & { value: any; out: Values })[];
  gradients: (Case & { grad: Values })[];
  'write gradients': (Case & { value: any; grad: Values; value_grad: Values })[];
  errors: (Case & { kind: string; text: string })[];
  'write errors': (Case & { value: any; kind: string; text: string; left: Values })[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('golden/indexing.json', import.meta.url), 'utf8'));
const dtypeOf = (name: string): any => (torch as any)[name];

function partOf(part: Part): any {
  if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
  return 'slice' in part
    ? (torch.slice as any)(...part.slice)
    : torch.tensor(part.tensor as any, { dtype: dtypeOf(part.dtype) });
}
const indexOf = (parts: Part[]): any[] => parts.map(partOf);

function source({ shape, dtype = 'float32' }: Case): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return torch.arange(count, { dtype: torch.float64 }).sub(7).to(dtypeOf(dtype)).reshape(shape);
}

const valueOf = (value: any, x: Tensor) =>
  Array.isArray(value) ? torch.tensor(value, { dtype: x.dtype }) : value;

function contents(x: Tensor): Values {
  return { dtype: x.dtype.name, shape: [...x.shape], values: x.reshape(-1).tolist() as number[] };
}

function weighted(y: Tensor): Tensor {
  return y
    .mul(y)
    .mul(torch.arange(1, y.numel() + 1, { dtype: torch.float32 }).reshape([...y.shape]))
    .sum();
}

function thrown(run: () => unknown): any {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

const label = ({ shape, dtype = '', index, value }: any) =>
  `${dtype}[${shape}] ${JSON.stringify(index)}${value === undefined ? '' : ` = ${JSON.stringify(value)}`}`;
const rows = <T extends Case>(cases: T[]) => cases.map((one) => [label(one), one] as const);

describe('index reads', () => {
  it.each(rows(golden.reads))('%s', (_, one) => {
    expect(contents(source(one).index(...indexOf(one.index)))).toEqual(one.out);
  });

  test('numbers and slices give views, tensors give copies', () => {
    const x = torch.zeros(3, 4);
    x.index(1, '1:3').fill_(5);
    expect(x.tolist()).toEqual([
      [0, 0, 0, 0],
      [0, 5, 5, 0],
      [0, 0, 0, 0],
    ]);
    x.index([1]).fill_(7);
    expect(x.sum().item()).toBe(10);
  });

  test('a number is a view too, down to a single element', () => {
    const x = torch.zeros(2, 2);
    x.index(1, 0).add_(3);
    expect(x.tolist()).toEqual([
      [0, 0],
      [3, 0],
    ]);
  });

  test('works on views that are not contiguous', () => {
    const x = torch.arange(12, { dtype: torch.float32 }).view(3, 4).t();
    expect(x.index('1:3', [0, 2]).tolist()).toEqual([
      [1, 9],
      [2, 10],
    ]);
  });

  test('bigints count as numbers', () => {
    expect(
      torch
        .arange(5)
        .index(3n as any)
        .item(),
    ).toBe(3);
  });

  test('blanks in a slice are free', () => {
    expect(torch.arange(6).index(' 1 : 5 : 2 ').tolist()).toEqual([1, 3]);
  });
});

describe('index writes', () => {
  it.each(rows(golden.writes))('%s', (_, one) => {
    const x = source(one);
    const result = x.index_put_(indexOf(one.index), valueOf(one.value, x));
    expect(result).toBe(x);
    expect(contents(x)).toEqual(one.out);
  });

  it.each(rows(golden.accumulates))('adds up with accumulate: %s', (_, one) => {
    const x = source(one);
    x.index_put_(indexOf(one.index), torch.tensor(one.value), { accumulate: true });
    expect(contents(x)).toEqual(one.out);
  });

  test('writes through a view into its base', () => {
    const base = torch.zeros(3, 3);
    base.t().index_put_([0, '1:'], torch.tensor([1, 2]));
    expect(base.tolist()).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [2, 0, 0],
    ]);
  });

  test('counts as a change for autograd', () => {
    const x = torch.ones(3, { requires_grad: true });
    const y = x.mul(2);
    const z = y.mul(y);
    y.index_put_([0], 5);
    expect(() => z.sum().backward()).toThrow(/has been modified by an inplace operation/);
  });

  test('refuses a leaf that requires grad', () => {
    const x = torch.ones(3, { requires_grad: true });
    expect(() => x.index_put_([0], 5)).toThrow(/leaf Variable that requires grad.*in-place operation/);
    torch.no_grad(() => x.index_put_([0], 5));
    expect(x.tolist()).toEqual([5, 1, 1]);
  });
});

describe('gradients', () => {
  it.each(rows(golden.gradients))('of a read: %s', (_, one) => {
    const x = source(one).requires_grad_();
    weighted(x.index(...indexOf(one.index))).backward();
    expect(contents(x.grad as Tensor)).toEqual(one.grad);
  });

  it.each(rows(golden['write gradients']))('of a write: %s', (_, one) => {
    const x = source(one).requires_grad_();
    const value = torch.tensor(one.value, { requires_grad: true });
    const y = x.mul(1);
    y.index_put_(indexOf(one.index), value);
    weighted(y).backward();
    expect(contents(x.grad as Tensor)).toEqual(one.grad);
    expect(contents(value.grad as Tensor)).toEqual(one.value_grad);
  });
});

describe('errors in the words of PyTorch', () => {
  it.each(rows(golden.errors))('reading %s', (_, one) => {
    const error = thrown(() => source(one).index(...indexOf(one.index)));
    expect(error?.message).toContain(one.text);
    expect(error?.name).toBe(one.kind);
  });

  it.each(rows(golden['write errors']))('writing %s', (_, one) => {
    const x = source(one);
    const error = thrown(() => x.index_put_(indexOf(one.index), valueOf(one.value, x)));
    expect(error?.message).toContain(one.text);
    expect(error?.name).toBe(one.kind);
    expect(contents(x)).toEqual(one.left);
  });

  test.each([
    ['a misspelt slice', '1;2', /1;2/],
    ['a slice of words', 'a:b', /a:b/],
    ['four parts', '1:2:3:4', /1:2:3:4/],
    ['a fraction', 1.5, /1\.5/],
    ['an object', {}, /got \{\}/],
  ])('%s says what an index may be', (_, bad: any, text) => {
    const error = thrown(() => torch.zeros(3).index(bad));
    expect(error?.message).toMatch(text);
    expect(error?.message).toMatch(/slice|ellipsis|integer/i);
  });
});

describe('an index', () => {
  it('stands alone where something is put', () => {
    const x = torch.arange(6).view(2, 3);
    x.index_put_(x.gt(4), -1);
    x.index_put_(0, 7);
    expect(x.tolist()).toEqual([
      [7, 7, 7],
      [3, 4, -1],
    ]);
  });

  it('may be a typed array', () => {
    const x = torch.arange(5);
    expect(x.index(new Int32Array([3, 1])).tolist()).toEqual([3, 1]);
    expect(x.index(new BigInt64Array([4n]) as never).tolist()).toEqual([4]);
    expect(() => x.index(new Float32Array([0.5]))).toThrow('an index list holds whole numbers or booleans');
  });
});
