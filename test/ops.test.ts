// How operators are called: which overload a call means, keywords, out=, several results, and what is refused how.
import { describe, expect, it } from 'vitest';
import * as errors from '../src/errors.ts';
import { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const t = torch as any;
/** [[0, 1, 2], [3, 4, 5]], int64 */
const x = (): any => torch.arange(6).reshape(2, 3);
const f = (): any => torch.tensor([1.5, -2, 3]);

/** dtype and values in one line, as `int64 [1,2]`. */
const brief = (value: any): string => `${value.dtype.name} ${JSON.stringify(value.tolist())}`;

function thrown(body: () => unknown): Error {
  try {
    body();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('the overload that a call means', () => {
  it.each<[string, () => unknown, string]>([
    ['int tensor + int', () => x().add(1), 'int64 [[1,2,3],[4,5,6]]'],
    ['int tensor + float', () => x().add(0.5), 'float32 [[0.5,1.5,2.5],[3.5,4.5,5.5]]'],
    ['int tensor + bool', () => x().add(true), 'int64 [[1,2,3],[4,5,6]]'],
    [
      'int tensor + bigint',
      () =>
        x()
          .add(2n ** 53n)
          .index(0),
      `int64 ["9007199254740992","9007199254740993","9007199254740994"]`,
    ],
    ['number and tensor', () => t.pow(2, t.tensor([1n, 3n])), 'int64 [2,8]'],
    ['tensor and number', () => t.pow(t.tensor([1n, 3n]), 2), 'int64 [1,9]'],
    ['tensor and tensor', () => t.pow(t.tensor([2n, 3n]), t.tensor([2n, 1n])), 'int64 [4,3]'],
    ['max over all', () => t.max(x()), 'int64 5'],
    ['max of two tensors', () => t.max(x(), x().mul(0).add(2)), 'int64 [[2,2,2],[3,4,5]]'],
    ['a whole -0 is a float', () => t.tensor([1n]).mul(-0), 'float32 [0]'],
    ['sum over a list', () => t.sum(x(), [0, 1]), 'int64 15'],
    ['sum over one dimension', () => t.sum(x(), 0), 'int64 [3,5,7]'],
    ['view of sizes', () => x().view(3, 2), 'int64 [[0,1],[2,3],[4,5]]'],
    ['view of a list', () => x().view([3, -1]), 'int64 [[0,1],[2,3],[4,5]]'],
    ['view as a dtype', () => t.tensor([1n]).view(t.int32), 'int32 [1,0]'],
    ['arange of one', () => t.arange(3), 'int64 [0,1,2]'],
    ['arange of three', () => t.arange(1, 2, 0.5), 'float32 [1,1.5]'],
    ['where of three', () => t.where(x().gt(3), x(), 0), 'int64 [[0,0,0],[0,4,5]]'],
    ['div with rounding', () => x().div(2, { rounding_mode: 'floor' }), 'int64 [[0,0,1],[1,2,2]]'],
    ['clamp below', () => f().clamp({ min: 0 }), 'float32 [1.5,0,3]'],
    ['clamp above, None below', () => t.clamp(f(), null, 1), 'float32 [1,-2,1]'],
    ['roll of a number', () => x().roll(1), 'int64 [[5,0,1],[2,3,4]]'],
    ['roll of lists', () => x().roll([1, 2], [0, 1]), 'int64 [[4,5,3],[1,2,0]]'],
    ['std, whole', () => t.tensor([1, 3]).std({ unbiased: false }), 'float32 1'],
    ['std with correction', () => t.tensor([1, 3]).std({ correction: 0 }), 'float32 1'],
  ])('%s', (_, body, expected) => {
    const value = body() as any;
    const text = JSON.stringify(value.tolist(), (_key, item) =>
      typeof item === 'bigint' ? String(item) : item,
    );
    expect(`${value.dtype.name} ${text}`).toBe(expected);
  });

  it('takes complex numbers as scalars', () => {
    const sum = f().add(new torch.Complex(1, 2));
    expect(sum.dtype).toBe(torch.complex64);
    expect(sum.index(0).toString()).toBe('tensor(2.5000+2.j)');
  });

  it('takes None where a parameter is optional, and only there', () => {
    const image = torch.ones(1, 1, 3, 3);
    expect(t.conv2d(image, image, null).tolist()).toEqual([[[[9]]]]);
    expect(x().sum(null).item()).toBe(15);
    expect(() => t.conv2d(null, image)).toThrow(
      /conv2d\(\) received an invalid combination .* got \(None, Tensor\)/,
    );
    expect(() => t.cat([x(), null])).toThrow(errors.TypeError);
  });

  it('takes numbers and None in a list of optional numbers, and nothing else', () => {
    const [input, weight] = [torch.tensor([[1, -2]]), torch.tensor([[2, 1]])];
    const linear = (kind: string, scalars: unknown[]): Tensor =>
      t.ops.mkldnn._linear_pointwise(input, weight.neg(), null, kind, scalars, '');
    // Python's words and values.
    expect(linear('none', []).tolist()).toEqual([[0]]);
    expect(
      linear('leaky_relu', [0.5])
        .add(linear('relu', [null]))
        .tolist(),
    ).toEqual([[0]]);
    expect(linear('hardtanh', [1, 2]).tolist()).toEqual([[1]]);
    expect(() => linear('hardtanh', [null, 2, 3])).toThrow(
      /hardtanh is expected to have two scalar input: min_val and max_val/,
    );
    expect(() => linear('relu', [input])).toThrow(
      /argument 'scalars' must be a list of numbers or None, but item 0 is Tensor/,
    );
    expect(() => linear('relu', [0.5, 'a'])).toThrow(/item 1 is str/);
  });

  it('takes complex numbers in lists of scalars, and no tensors', () => {
    const one = torch.tensor([1]).to(torch.complex64);
    const i = torch.view_as_complex(torch.tensor([0, 1])).item();
    expect(String(torch._foreach_mul([one, one], [i, 2] as any))).toBe(
      String([torch.view_as_complex(torch.tensor([[0, 1]])), one.mul(2)]),
    );
    expect(() => torch._foreach_mul([one, one], [i, one] as any)).toThrow(
      /argument 'scalars' must be a list of numbers, but item 1 is Tensor/,
    );
  });

  it('takes a number for a list of fixed length, and typed arrays for lists', () => {
    const image = torch.ones(1, 1, 5, 5);
    const kernel = torch.ones(1, 1, 3, 3);
    expect(t.conv2d(image, kernel, null, 2).shape).toEqual([1, 1, 2, 2]);
    expect(t.conv2d(image, kernel, null, [2, 1]).shape).toEqual([1, 1, 2, 3]);
    expect(t.zeros(new Int32Array([2, 3])).shape).toEqual([2, 3]);
    expect(t.zeros([]).shape).toEqual([]);
    expect(t.zeros(2n, 3).shape).toEqual([2, 3]);
  });
});

describe('the node in the graph', () => {
  const y = () => t.tensor([1.5, -2, 3]).requires_grad_();
  it.each<[string, () => Tensor, string]>([
    ['add', () => y().add(2), 'AddBackward0'],
    ['subtract', () => y().subtract(2), 'SubBackward0'],
    ['multiply', () => y().multiply(2.5), 'MulBackward0'],
    ['div', () => y().div(3), 'DivBackward0'],
    ['div by a tensor', () => y().div(y()), 'DivBackward0'],
    ['div_', () => y().clone().div_(3), 'DivBackward0'],
    ['divide', () => y().divide(3), 'DivBackward0'],
    ['true_divide', () => y().true_divide(3), 'DivBackward0'],
    ['div with rounding', () => y().div(2, { rounding_mode: 'trunc' }), 'DivBackward2'],
    ['div without', () => y().div(2, { rounding_mode: null }), 'DivBackward2'],
    ['pow', () => y().pow(2), 'PowBackward0'],
    ['remainder', () => y().remainder(2), 'RemainderBackward0'],
  ])("%s with a number is Python's", (_, body, node) => {
    expect(body().grad_fn?.name()).toBe(node);
  });
  it('shows in what is printed', () => {
    expect(y().sum().div(4).toString()).toBe('tensor(0.6250, grad_fn=<DivBackward0>)');
  });
});

describe('keywords', () => {
  it('stand in one plain object at the end, under the names of PyTorch', () => {
    expect(brief(t.add(x(), x(), { alpha: 2 }))).toBe('int64 [[0,3,6],[9,12,15]]');
    expect(brief(t.add({ input: x(), other: 2 }))).toBe('int64 [[2,3,4],[5,6,7]]');
    expect(brief(t.add({ self: x(), other: 2 }))).toBe('int64 [[2,3,4],[5,6,7]]');
    expect(brief(t.sum(x(), { axis: 1 }))).toBe('int64 [3,12]');
    expect(brief(t.max(x(), { dim: 0, keepdim: true }).values)).toBe('int64 [[3,4,5]]');
    expect(brief(t.add(x(), 1, { alpha: undefined }))).toBe('int64 [[1,2,3],[4,5,6]]');
    expect(t.zeros({ size: [2] }).shape).toEqual([2]);
  });

  it('that are unknown are refused, and the known ones named', () => {
    expect(() => t.add(x(), { other: 2, alfa: 3 })).toThrow(
      new errors.TypeError("add() got an unexpected keyword argument 'alfa'; known: self, other, alpha"),
    );
    expect(() => t.zeros(2, { dtipe: t.int8 })).toThrow(
      /unexpected keyword argument 'dtipe'; known: size, dtype, layout, device, pin_memory/,
    );
    // A method says them as well.
    expect(() => x().sum({ dimension: 1 })).toThrow(/'dimension'; known: self, dtype, dim, keepdim/);
  });

  it('are refused twice, or in the middle', () => {
    expect(() => t.add(x(), 2, { other: 3 })).toThrow(errors.TypeError);
    expect(() => t.add(x(), { alpha: 1 }, 2)).toThrow(
      /keyword arguments stand in one plain object at the end/,
    );
  });

  it('carry dtypes, devices, layouts, memory formats and generators', () => {
    expect(t.zeros(2, { dtype: t.int8 }).dtype).toBe(torch.int8);
    expect(t.zeros(2, { device: 'meta' }).device.type).toBe('meta');
    expect(t.zeros(2, { device: t.device('cpu') }).device.type).toBe('cpu');
    expect(t.zeros(2, { layout: t.sparse_coo }).layout).toBe(torch.sparse_coo);
    expect(t.empty(2, 3, 4, 5, { memory_format: t.channels_last }).stride()).toEqual([60, 1, 15, 3]);
    const draw = () => t.randn(3, { generator: torch.Generator().manual_seed(3) }).tolist();
    expect(draw()).toEqual(draw());
    expect(t.zeros(2, { dtype: null, device: null }).dtype).toBe(torch.float32);
    expect(t.rand(2, { requires_grad: true }).requires_grad).toBe(true);
  });

  it('of a wrong kind are refused', () => {
    expect(() => t.zeros(2, { dtype: 'float32' })).toThrow(/got \(int, dtype=str\)/);
    expect(() => t.zeros(2, { device: 5 })).toThrow(/got \(int, device=int\)/);
    expect(() => t.zeros(2, { device: 'nope' })).toThrow(/Expected one of cpu, cuda, .* device string: nope/);
    expect(() => t.arange(3, { requires_grad: true })).toThrow('Only Tensors of floating point');
  });
});

describe('out= and operators in place', () => {
  it('write into the tensor given and return that very object', () => {
    const out = torch.empty(0, { dtype: torch.int64 });
    expect(t.add(x(), x(), { out })).toBe(out);
    expect(brief(out)).toBe('int64 [[0,2,4],[6,8,10]]');
    const y = f();
    expect(y.mul_(2)).toBe(y);
    expect(t.relu_(y)).toBe(y);
    expect(brief(y)).toBe('float32 [3,0,6]');
  });

  it('take a list where there are several results', () => {
    const values = torch.empty(0, { dtype: torch.int64 });
    const indices = torch.empty(0, { dtype: torch.int64 });
    const result = t.max(x(), 1, { out: [values, indices] });
    expect(result.values).toBe(values);
    expect(result[1]).toBe(indices);
    expect(brief(values)).toBe('int64 [2,5]');
  });

  it('refuse what cannot be written there', () => {
    expect(() => x().add_(1.5)).toThrow("result type Float can't be cast to the desired output type Long");
    expect(() => t.add(x(), x(), { out: [x(), x()] })).toThrow(errors.TypeError);
    expect(() => t.add(x(), x(), { out: 3 })).toThrow(errors.TypeError);
    expect(() => t.max(x(), 1, { out: x() })).toThrow(errors.TypeError);
    expect(() => t.max(x(), 1, { out: [x()] })).toThrow(errors.TypeError);
  });
});

describe('several results', () => {
  it('are named, indexed and iterated', () => {
    const result = t.max(x(), 1);
    const [values, indices] = result;
    expect([brief(values), brief(indices)]).toEqual(['int64 [2,5]', 'int64 [2,2]']);
    expect(result.values).toBe(values);
    expect(result.indices).toBe(result[1]);
    expect(result.length).toBe(2);
    expect(result).toBeInstanceOf(Array);
    expect(result.map((item: Tensor) => item.tolist())).toEqual([
      [2, 5],
      [2, 2],
    ]);
    expect(String(result)).toBe('torch.return_types.max(\nvalues=tensor([2, 5]),\nindices=tensor([2, 2]))');
  });

  it('of unknown number are lists', () => {
    expect(t.split(x(), [1, 2], 1).map((part: Tensor) => part.tolist())).toEqual([
      [[0], [3]],
      [
        [1, 2],
        [4, 5],
      ],
    ]);
    expect(t._foreach_add([f(), f()], 1).map(brief)).toEqual(['float32 [2.5,-1,4]', 'float32 [2.5,-1,4]']);
  });

  it('that are not tensors arrive as values', () => {
    expect(t.equal(x(), x())).toBe(true);
    expect(t.result_type(x(), f())).toBe(torch.float32);
    expect(t.is_nonzero(torch.tensor(1))).toBe(true);
    expect(t._unique2(t.tensor([3n, 1n, 3n]), true, true, true).map((item: Tensor) => item.tolist())).toEqual(
      [
        [1, 3],
        [1, 0, 1],
        [1, 2],
      ],
    );
  });
});

describe('errors', () => {
  it("are PyTorch's sentence, then the operator with its arguments", () => {
    const error = thrown(() => t.mm(x(), x()));
    expect(error).toBeInstanceOf(errors.RuntimeError);
    expect(error.message).toBe(
      'mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)\n  in aten::mm(self: int64[2, 3], mat2: int64[2, 3])',
    );
    expect(thrown(() => x().reshape(7)).message).toBe(
      "shape '[7]' is invalid for input of size 6\n  in aten::reshape(self: int64[2, 3], shape: [7])",
    );
  });

  it.each<[string, () => unknown, new (message: string) => Error, RegExp]>([
    ['an index', () => x().transpose(0, 5), errors.IndexError, /^Dimension out of range .* but got 5\)/],
    ['a value', () => t.cat([]), errors.ValueError, /expected a non-empty list of Tensors/],
    [
      'a type',
      () => t.mm(x(), 3),
      errors.TypeError,
      /got \(Tensor, int\), but expected one of:\n \* \(Tensor self, Tensor mat2\)/,
    ],
    [
      'a missing argument',
      () => t.add(x()),
      errors.TypeError,
      /^add\(\) received .* got \(Tensor\), but expected:/,
    ],
    ['a matrix', () => t.linalg.inv(torch.zeros(2, 2)), errors.LinAlgError, /singular/],
    ['what is not there', () => t._sparse_mm_reduce_impl(x(), x(), 'sum'), errors.RuntimeError, /./],
    ['a 64 bit overflow', () => x().add(2n ** 64n), errors.TypeError, /Overflow when unpacking long/],
    [
      'an absurd size',
      () => t.empty(2 ** 50),
      errors.RuntimeError,
      /you tried to allocate 4503599627370496 bytes/,
    ],
    [
      'sizes that overflow',
      () => t.zeros([2 ** 53, 2 ** 53]),
      errors.RuntimeError,
      /size calculation overflowed/,
    ],
    ['a negative size', () => t.zeros(-1), errors.RuntimeError, /must be non-negative/],
    ['a float size', () => t.zeros(1.5), errors.TypeError, /got \(float\)/],
    ['NaN as a size', () => t.zeros([Number.NaN]), errors.TypeError, /got \(list of floats\)/],
    ['a symbol', () => t.add(x(), Symbol('s')), errors.TypeError, /got \(Tensor, object\)/],
    ['a function', () => t.add(x(), () => 1), errors.TypeError, /got \(Tensor, object\)/],
    ['a foreign object', () => t.add(x(), new Date()), errors.TypeError, /got \(Tensor, object\)/],
    ['a mixed list', () => t.cat([x(), 1]), errors.TypeError, /got \(list\)/],
    ['a dtype as a tensor', () => t.add(x(), t.float32), errors.TypeError, /got \(Tensor, dtype\)/],
    [
      'an infinity for ints',
      () => x().masked_fill(x().gt(2), Number.POSITIVE_INFINITY),
      errors.RuntimeError,
      /without overflow/,
    ],
    ['meta data', () => t.zeros(2, { device: 'meta' }).item(), errors.RuntimeError, /meta tensors/],
    [
      'a disposed tensor',
      () => {
        const y = f();
        y.dispose();
        return y.add(1);
      },
      errors.DisposedError,
      /after dispose\(\)/,
    ],
    [
      'a disposed tensor in a list',
      () => {
        const y = f();
        y.dispose();
        return t.cat([y]);
      },
      errors.DisposedError,
      /after dispose\(\)/,
    ],
  ])('of %s', (_, body, kind, message) => {
    const error = thrown(body);
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toMatch(message);
    expect(error.stack).toContain('ops.test.ts');
  });

  it('are JavaScript errors of a family', () => {
    const error = thrown(() => t.mm(x(), 3));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.name).toBe('TypeError');
    expect(thrown(() => t.mm(x(), x()))).toBeInstanceOf(errors.TorchError);
  });

  it('of a getter in an argument pass through', () => {
    const own = new Error('my own');
    const list: unknown[] = [1];
    Object.defineProperty(list, 0, {
      get() {
        throw own;
      },
    });
    expect(thrown(() => t.zeros(list))).toBe(own);
  });

  it('leave the arguments as they were', () => {
    const y = f();
    expect(() => y.add_(torch.ones(2))).toThrow(/must match the size/);
    expect(y.tolist()).toEqual([1.5, -2, 3]);
  });
});

describe('torch.ops', () => {
  it('names every overload', () => {
    const { add } = torch.ops.aten as any;
    expect(add.overloads()).toContain('Tensor');
    expect(brief(add.Tensor(x(), x()))).toBe('int64 [[0,2,4],[6,8,10]]');
    expect(brief(add(x(), 1))).toBe('int64 [[1,2,3],[4,5,6]]');
    expect(add.Tensor.schema).toBe('aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha)');
    expect(() => add.Tensor(x(), 'q')).toThrow(errors.TypeError);
    expect('add' in (torch.ops.aten as object)).toBe(true);
    expect(Object.keys(torch.ops)).toContain('aten');
    expect((torch.ops.aten as any).nope).toBeUndefined();
    expect((torch.ops as any).nope?.add).toBeUndefined();
  });

  it('has an operator for every function and method that is offered', () => {
    for (const name of ['add', 'conv2d', 'einsum', '_foreach_mul_', 'linalg_qr'])
      expect(t[name]).toBeTypeOf('function');
    for (const name of ['add_', 'view', 'softmax', 'unfold'])
      expect((Tensor.prototype as any)[name]).toBeTypeOf('function');
    expect((Tensor.prototype as any).nope).toBeUndefined();
  });
});
