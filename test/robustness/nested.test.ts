// Data that hold themselves, or lie deeper than the engine's stack: a clear error, in no time.
import { describe, expect, it } from 'vitest';
import { IndexError, OutOfMemoryError, RecursionError, ValueError } from '../../src/errors.ts';
import { copy, optim, utils, vision } from '../../src/index.ts';
import { torch } from '../../src/torch.ts';
import { index, runScript } from '../child.ts';

const shapes: Record<string, () => unknown> = {
  'a list that holds itself twice': () => {
    const list: unknown[] = [];
    list.push(list, list);
    return list;
  },
  'an object that holds itself': () => {
    const object: Record<string, unknown> = {};
    object.self = object;
    return object;
  },
  'a hundred thousand lists, one in another': () => {
    let list: unknown[] = [];
    for (let i = 0; i < 100_000; i += 1) list = [list];
    return list;
  },
};

const { data } = utils;
const parameter = () => torch.ones(1).requires_grad_();
const walks: Record<string, (nested: any) => unknown> = {
  default_collate: (nested) => data.default_collate([nested, nested]),
  default_convert: (nested) => data.default_convert(nested),
  DataLoader: (nested) => [...data.DataLoader([nested, nested] as never, { batch_size: 2 })],
  'DataLoader without batches': (nested) => [...data.DataLoader([nested] as never, { batch_size: null })],
  vmap: (nested) => torch.func.vmap((x: any) => x)(nested),
  grad: (nested) => torch.func.grad((x: any) => x)(nested),
  assert_close: (nested) => torch.testing.assert_close(nested, nested),
  'an optimizer': (nested) =>
    optim.SGD([parameter()], { lr: 1 }).load_state_dict({
      state: { 0: nested },
      param_groups: [{ params: [0], lr: nested }],
    } as never),
};

describe.each(Object.entries(shapes))('%s', (_what, make) => {
  it.each(Object.entries(walks))('is refused by %s', (_name, walk) => {
    expect(() => walk(make())).toThrow(RecursionError);
    expect(() => walk(make())).toThrow(/nested too deep, or a list or object that holds itself|levels/);
  });
});

it('what holds itself can be copied, what is too deep is refused', () => {
  const circle = shapes['a list that holds itself twice']?.() as unknown[];
  const copied = copy.deepcopy(circle);
  expect(copied[1]).toBe(copied);
  // In a process of its own: the test runner's way of importing swallows the engine's word for it.
  const { stdout } = runScript(`
    import { copy } from ${JSON.stringify(index)};
    let list = [];
    for (let i = 0; i < 100_000; i += 1) list = [list];
    try { copy.deepcopy(list); } catch (error) { console.log(error.name); }`);
  expect(stdout).toBe('RecursionError\n');
  expect(() => vision.transforms.v2.Resize(3)(circle as never)).toThrow(ValueError);
});

describe('as an index', () => {
  it('a list that holds itself ends no process', () => {
    const circle = shapes['a list that holds itself twice']?.() as never;
    for (const call of [() => torch.ones(3).index(circle), () => torch.ones(3).index_put_([circle], 1)]) {
      expect(call).toThrow(ValueError);
      expect(call).toThrow('too many dimensions in the data: at most 64 levels of lists');
    }
  });
  it('only lists of whole numbers of 64 bits, of one shape, are taken', () => {
    const x = torch.arange(4);
    expect(() => x.index([[0, 1], [2]] as never)).toThrow(ValueError);
    for (const bad of [[2n ** 64n], [1e300], [0.5], [null], [Object.create(null)]]) {
      expect(() => x.index(bad as never)).toThrow(IndexError);
      expect(() => x.index(bad as never)).toThrow(/an index list holds whole numbers or booleans, got/);
    }
    expect(
      x
        .index([
          [0n, 3],
          [1, 2],
        ] as never)
        .tolist(),
    ).toEqual([
      [0, 3],
      [1, 2],
    ]);
    expect(x.index([true, false, true, false] as never).tolist()).toEqual([0, 2]);
  });
});

it('lists that hold each other so often that no memory holds their values are refused', () => {
  let list: unknown = [1, 2];
  for (let i = 0; i < 40; i += 1) list = [list, list];
  expect(() => torch.tensor(list as never)).toThrow(OutOfMemoryError);
});

describe('polynomials of an order that would take for ever', () => {
  it.each(['legendre_polynomial_p', 'laguerre_polynomial_l'] as const)('%s', (name) => {
    const f = torch.special[name] as (x: unknown, n: unknown) => any;
    const half = torch.full([3], 0.5);
    for (const order of [
      2 ** 53,
      torch.full([3], 1e15),
      torch.tensor([Number.NaN, 1e15, 1]),
      torch.tensor([3, 2 ** 53], { dtype: torch.int64 }).view(2, 1),
    ]) {
      expect(() => f(half, order)).toThrow(ValueError);
      expect(() => f(half, order)).toThrow(/a polynomial of order .* would take more than/);
    }
    expect(() => f(0.5, 2 ** 53)).toThrow();
    expect(() => f(0.5, torch.tensor(2 ** 53, { dtype: torch.int64 }))).toThrow(ValueError);
    for (let order = 0; order < 40; order += 1) expect(f(half, order).shape).toEqual([3]);
    for (const dtype of [torch.float32, torch.uint16, torch.bool]) {
      expect(f(half, 1).tolist()).toEqual(f(half, torch.ones(3, { dtype })).tolist());
    }
    expect(() => f(half, Number.NaN)).not.toThrow();
  });
});
