// What torch itself offers beside operators, against Python (scripts/golden/torch_level.py).
import { readFileSync } from 'node:fs';
import { format } from 'node:util';
import { afterEach, describe, expect, it, test } from 'vitest';
import * as nn from '../src/nn/index.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const golden = JSON.parse(readFileSync(new URL('./golden/torch_level.json', import.meta.url), 'utf8'));
type DType = typeof torch.float32;
const dtypeOf = (name: string) => (torch as unknown as Record<string, DType>)[name] as DType;

test.each(Object.entries<any[]>(golden.finfo))('finfo of %s', (name, [text, ...values]) => {
  const info = torch.finfo(dtypeOf(name));
  expect(String(info)).toBe(text);
  const { bits, eps, max, min, tiny, smallest_normal, resolution, dtype } = info;
  expect([bits, eps, max, min, tiny, smallest_normal, resolution, dtype]).toEqual(values);
});
test.each(Object.entries<any[]>(golden.iinfo))('iinfo of %s', (name, [text, max, min, bits]) => {
  const info = torch.iinfo(dtypeOf(name));
  expect([String(info), String(info.max), String(info.min), info.bits]).toEqual([text, max, min, bits]);
});
test('finfo and iinfo refuse the other kind', () => {
  expect(() => torch.finfo(torch.int32)).toThrow(/requires a floating point input type/);
  expect(() => torch.iinfo(torch.float32)).toThrow(/requires an integer input type/);
  expect(`${new torch.finfo().dtype}`).toBe('float32');
});

describe('randomized decompositions', () => {
  torch.set_num_threads(1);
  const close = (found: readonly Tensor[], expected: unknown[]) => {
    found.forEach((x, i) => {
      torch.testing.assert_close(x, torch.tensor(expected[i], { dtype: torch.float64 }), {
        rtol: 1e-9,
        atol: 1e-9,
      });
    });
  };
  it("draw Python's numbers", () => {
    torch.manual_seed(7);
    const a = torch.randn(7, 4, { dtype: torch.float64 });
    const wide = torch.randn(3, 4, 6, { dtype: torch.float64 });
    expect([a.tolist(), wide.tolist()]).toEqual(golden.lowrank.inputs);
    close(torch.svd_lowrank(a, 3), golden.lowrank.svd);
    close(torch.svd_lowrank(wide, 2, { niter: 1 }), golden.lowrank.svd_wide);
    close(torch.svd_lowrank(a, 2, { M: a.mean([0], true) }), golden.lowrank.svd_mean);
    close(torch.pca_lowrank(a), golden.lowrank.pca);
    close(torch.pca_lowrank(a.to_sparse(), { q: 2 }), golden.lowrank.pca_sparse);
    close(torch.pca_lowrank(a, { q: 2, center: false }), golden.lowrank.pca_uncentered);
    expect(() => torch.pca_lowrank(a, 5)).toThrow(
      /q\(=5\) must be non-negative integer and not greater than min\(m, n\)=4/,
    );
  });
});

describe('torch.testing', () => {
  const { assert_close, make_tensor } = torch.testing;
  const t = torch.tensor;
  const cases: Record<string, () => void> = {
    values: () => assert_close(t([1, 2, 3]), t([1, 2.5, 4])),
    matrix: () =>
      assert_close(
        t([
          [1, 2],
          [3, 4],
        ]),
        t([
          [1, 2],
          [3, 5],
        ]),
      ),
    scalars: () => assert_close(1.5, 2),
    integers: () => assert_close(1, 2),
    shape: () => assert_close(torch.ones(2), torch.ones(3)),
    dtype: () => assert_close(torch.ones(2), torch.ones(2, { dtype: torch.float64 })),
    list: () => assert_close([torch.ones(2), t(1)], [torch.ones(2), t(3)]),
    keys: () => assert_close({ a: torch.ones(2) }, { b: torch.ones(2) }),
    nested: () => assert_close({ a: [torch.ones(1), torch.ones(2)] }, { a: [torch.ones(1), torch.zeros(2)] }),
    longs: () => assert_close(t([1n, 2n]), t([1n, 3n])),
    nan: () => assert_close(t([Number.NaN, 1]), t([Number.NaN, 1])),
    nan_equal: () => assert_close(t([Number.NaN, 1]), t([Number.NaN, 1]), { equal_nan: true }),
    tolerance: () => assert_close(t([1]), t([1.1]), { rtol: 0.2, atol: 0 }),
    exact: () => assert_close(t([1]), t([1.1]), { rtol: 0, atol: 0 }),
    length: () => assert_close([t(1)], [t(1), t(2)]),
    bools: () => assert_close(t([true, false]), t([true, true])),
    half: () => assert_close(t([1], { dtype: torch.float16 }), t([1.01], { dtype: torch.float16 })),
    msg: () => assert_close(t([1]), t([2]), { msg: 'own words' }),
  };
  it.each(Object.keys(golden.messages))("says of %s what Python's says", (name) => {
    let message: string | null = null;
    try {
      (cases[name] as () => void)();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toBe(golden.messages[name]);
  });
  it('refuses what it cannot compare', () => {
    expect(() => assert_close(torch.ones(1), 'text')).toThrow(
      /No comparison pair was able to handle inputs of type/,
    );
    expect(() => assert_close(1, 1, { rtol: 1 })).toThrow(/rtol and atol must both be specified/);
    expect(() => assert_close(1, 1, { tolerance: 1 } as never)).toThrow(
      /unexpected keyword argument 'tolerance'/,
    );
  });
  it("makes Python's tensors", () => {
    torch.manual_seed(5);
    const complex = (x: Tensor) => torch.view_as_real(x).tolist();
    expect([
      make_tensor(2, 3, { dtype: torch.float32, device: 'cpu' }).tolist(),
      make_tensor([4], { dtype: torch.int16, low: -2, high: 5 }).tolist(),
      make_tensor(3, { dtype: torch.uint8 }).tolist(),
      make_tensor(5, { dtype: torch.bool }).tolist(),
      make_tensor(2, 4, { dtype: torch.float64, noncontiguous: true }).tolist(),
      make_tensor(6, { dtype: torch.int64, low: 0, high: 2, exclude_zero: true }).tolist(),
      complex(make_tensor(2, { dtype: torch.complex64 })),
    ]).toEqual(golden.make_tensor);
    expect(() => make_tensor(2, { dtype: torch.int8, low: 3, high: 3 })).toThrow(
      /`low` must be less than `high`/,
    );
    expect(() => make_tensor(2, { dtype: torch.int8, requires_grad: true })).toThrow(
      /not supported for boolean and integral/,
    );
  });
});

test('console.log prints a device as print does, and in a list by its kind', () => {
  const device = torch.device('cuda', 1);
  expect(format('Using', device)).toBe('Using cuda:1');
  expect(format([torch.device('cpu'), { device }])).toBe(
    "[ device(type='cpu'), { device: device(type='cuda', index=1) } ]",
  );
});

describe('the default device', () => {
  afterEach(() => void torch.set_default_device(null));
  it('takes what names no device, for a block or for good', () => {
    const devices = () =>
      [
        torch.zeros(2),
        torch.zeros([2], { dtype: torch.float64 }),
        torch.tensor([1]),
        torch.full([2], 1),
        torch.randn(2),
        torch.arange(3),
        nn.Linear(2, 3).weight,
        torch.as_tensor([1]),
      ].map((x) => `${x.device}`);
    expect(torch.set_default_device('meta', devices)).toEqual(new Array(8).fill('meta'));
    expect(torch.device('meta', devices)).toEqual(new Array(8).fill('meta'));
    expect(devices()).toEqual(new Array(8).fill('cpu'));
    torch.set_default_device('meta');
    expect([
      `${torch.get_default_device()}`,
      `${torch.ones(1).device}`,
      `${torch.ones(1, { device: 'cpu' }).device}`,
    ]).toEqual(['meta', 'meta', 'cpu']);
    expect(`${torch.zeros_like(torch.ones(1, { device: 'cpu' })).device}`).toBe('cpu');
    expect(() => torch.set_default_device('toaster')).toThrow();
  });
});

describe('older names', () => {
  it('make tensors of their dtype', () => {
    expect([
      `${torch.FloatTensor([1, 2])}`,
      `${new torch.LongTensor([1, 2])}`,
      `${torch.Tensor([1, 2])}`,
    ]).toEqual(['tensor([1., 2.])', 'tensor([1, 2])', 'tensor([1., 2.])']);
    expect([torch.Tensor(2, 3).shape, torch.ByteTensor(4).shape, torch.HalfTensor().shape]).toEqual(
      [[2, 3], [4], [0]].map((s) => torch.Size(s)),
    );
    expect(torch.ones(1) instanceof torch.FloatTensor).toBe(true);
    expect(torch.ones(1) instanceof torch.DoubleTensor).toBe(false);
    expect(torch.ones(1) instanceof torch.Tensor).toBe(true);
    expect(`${torch.ones(1, { dtype: torch.float64 }).new_tensor([1]).dtype}`).toBe('torch.float64');
    expect(() => torch.FloatTensor(torch.ones(1, { dtype: torch.int64 }))).toThrow(/does not convert/);
    torch.set_default_tensor_type('torch.DoubleTensor');
    expect(`${torch.tensor([1]).dtype}`).toBe('torch.float64');
    torch.set_default_tensor_type(torch.FloatTensor);
    expect(() => torch.set_default_tensor_type('torch.TextTensor')).toThrow(/invalid type object/);
  });
  it.each(['eig', 'lstsq', 'solve', 'symeig', 'matrix_rank'] as const)('%s says what replaces it', (name) => {
    expect(() => (torch[name] as (x: Tensor) => void)(torch.ones(2, 2))).toThrow(
      /^This function was deprecated since version 1\.9 and is now removed\./,
    );
  });
  it('see the memory below a tensor', () => {
    const x = torch.arange(6, { dtype: torch.float32 }).view(2, 3).index(1);
    const storage = x.storage();
    expect([storage.tolist(), storage.size(), storage.get(-1), storage.nbytes()]).toEqual([
      [0, 1, 2, 3, 4, 5],
      6,
      5,
      24,
    ]);
    storage.set(3, 30);
    expect(x.tolist()).toEqual([30, 4, 5]);
    expect([
      torch.is_storage(storage),
      torch.is_storage(x),
      storage instanceof torch.FloatStorage,
      storage instanceof torch.LongStorage,
    ]).toEqual([true, false, true, false]);
    expect(x.untyped_storage().size()).toBe(24);
    expect(() => storage.get(6)).toThrow(/out of range/);
  });
});

test('methods written by hand', () => {
  const x = torch.ones(2, 3);
  expect(x.apply_((v: number) => v + 1)).toBe(x);
  x.map_(torch.arange(3), (a: number, b: number) => a * b);
  x.map2_(torch.ones(2, 3), torch.ones(1), (a: number, b: number, c: number) => a + b + c);
  expect(x.tolist()).toEqual([
    [2, 4, 6],
    [2, 4, 6],
  ]);
  expect(() =>
    torch
      .ones(1)
      .requires_grad_()
      .apply_((v: number) => v),
  ).toThrow(/Use var\.detach\(\)\.apply_\(\) instead/);
  const image = torch.ones(1, 2, 3, 4);
  expect([image.dim_order(), image.contiguous({ memory_format: torch.channels_last }).dim_order()]).toEqual([
    [0, 1, 2, 3],
    [0, 2, 3, 1],
  ]);
  const [, second] = torch.split(torch.ones(4).requires_grad_().mul(1), 2);
  expect([second.output_nr, torch.ones(1).output_nr]).toEqual([1, 0]);
});

test('settings', () => {
  torch.set_deterministic_debug_mode('warn');
  expect([
    torch.get_deterministic_debug_mode(),
    torch.is_deterministic_algorithms_warn_only_enabled(),
  ]).toEqual([1, true]);
  torch.use_deterministic_algorithms(true);
  expect(torch.get_deterministic_debug_mode()).toBe(2);
  torch.set_deterministic_debug_mode(0);
  expect(torch.are_deterministic_algorithms_enabled()).toBe(false);
  expect(() => torch.set_deterministic_debug_mode('some')).toThrow(
    /expected one of `default`, `warn`, `error`, but got some/,
  );
  torch.set_float32_matmul_precision('high');
  expect(torch.get_float32_matmul_precision()).toBe('high');
  torch.set_float32_matmul_precision('highest');
  expect(() => torch.set_float32_matmul_precision('low' as never)).toThrow(
    /one of 'highest', 'high' and 'medium'/,
  );
  torch.set_warn_always(true);
  expect(torch.is_warn_always_enabled()).toBe(true);
  torch.set_warn_always(false);
  expect(torch.typename(torch.ones(1))).toBe('torch.FloatTensor');
  expect([`${torch.int4}`, torch.uint7.itemsize, `${torch.bits16}`, torch.newaxis]).toEqual([
    'torch.int4',
    1,
    'torch.bits16',
    null,
  ]);
  expect(() => torch.linalg.inv(torch.zeros(2, 2))).toThrow(torch.linalg.LinAlgError);
});

test('torch.Size is made of sizes, with or without new', () => {
  const made = [torch.Size([2, 3]), new torch.Size(torch.zeros(2, 3).shape), torch.zeros(2, 3).shape];
  for (const size of made) {
    expect([`${size}`, size.numel(), [...size]]).toEqual(['torch.Size([2, 3])', 6, [2, 3]]);
    expect(size instanceof torch.Size && Object.isFrozen(size)).toBe(true);
  }
  expect(`${torch.Size()}`).toBe('torch.Size([])');
  expect(() => torch.Size([2, 1.5])).toThrow("takes an iterable of 'int' (item 1 is 'number')");
});

test('assert_close without allow_subclasses asks for the same class', () => {
  const { assert_close } = torch.testing;
  const strict = { allow_subclasses: false };
  const x = torch.ones(2);
  const p = new nn.Parameter(x);
  assert_close(p, x);
  assert_close(x, x.clone(), strict);
  assert_close(p, new nn.Parameter(x), strict);
  expect(() => assert_close(p, x, strict)).toThrow(
    'No comparison pair was able to handle inputs of type Parameter and Tensor.',
  );
  expect(() => assert_close([x, [p]], [x, [x]], strict)).toThrow('The failure occurred for item [1][0]');
});

test('null is no bias, but for recurrent layers, as None is in Python', () => {
  expect(`${nn.Linear(2, 2, { bias: null })}`).toBe('Linear(in_features=2, out_features=2, bias=False)');
  expect(nn.Conv2d(1, 2, 1, { bias: null }).bias).toBe(null);
  expect(nn.LayerNorm(2, { bias: null }).bias).toBe(null);
  expect(() => nn.LSTM(2, 2, { bias: null } as never)).toThrow(/bias/);
});

test('set_flush_denormal', () => {
  const tiny = () => torch.tensor([1e-323], { dtype: torch.float64 }).mul(1).gt(0).item();
  expect(tiny()).toBe(true);
  if (!torch.set_flush_denormal(true)) return; // this processor has no such mode
  try {
    expect(tiny()).toBe(false);
  } finally {
    torch.set_flush_denormal({ mode: false });
  }
  expect(tiny()).toBe(true);
});
