// Wrong arguments end in errors that name the function, the argument and what it takes, not in those of our own insides.
import { describe, expect, it } from 'vitest';
import * as errors from '../../src/errors.ts';
import * as exported from '../../src/index.ts';
import { copy, metrics, nn, optim, utils, vision } from '../../src/index.ts';
import { checked } from '../../src/misuse.ts';
import { isPlainObject } from '../../src/signature.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const { FileNotFoundError, RuntimeError, TypeError } = errors;
const F: any = nn.functional;
const T: any = torch;
const V: any = vision;
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
};

const wrong: [what: string, call: () => unknown, message: RegExp | string][] = [
  ['nothing', () => F.glu(), /^glu\(\) missing required argument 'input'$/],
  ['too little', () => F.mse_loss(torch.ones(2)), /^mse_loss\(\) missing required argument 'target'$/],
  ['a string', () => F.glu('abc'), /^glu\(\) argument 'input' must be a Tensor, got 'abc'$/],
  [
    'null',
    () => F.mse_loss(torch.ones(2), null),
    /^mse_loss\(\) argument 'target' must be a Tensor, got null$/,
  ],
  ['a number for a state', () => (nn.GRU(1, 1) as any)(torch.ones(2, 3, 1), 16), /^GRU\(\) .*hx: 16\)$/],
  [
    'a module without input',
    () => (nn.MarginRankingLoss() as any)(torch.ones(2)),
    /missing required argument/,
  ],
  ['no class', () => nn.callable(5 as never), /^callable\(\) takes a class, got 5$/],
  [
    'lists that hold themselves',
    () => {
      const list: unknown[] = [];
      list.push(list, list);
      return metrics.accuracy_score(list as never, list as never);
    },
    /^y_true: must hold numbers, got object$/,
  ],
  [
    'no function',
    () => T.func.linearize(16, torch.ones(1)),
    /^linearize\(\) argument 'func' must be a function, got 16$/,
  ],
  ['no block', () => T.no_grad(5), /^this block must be a function, got number/],
  ['no tensor', () => T.numel(5), /^numel\(\) argument 'input' must be a Tensor, got 5$/],
  ['a revoked proxy', () => (nn.Conv2d as any)(revoked()), /^Conv2d\(\) cannot take these arguments/],
  ['no boxes', () => V.ops.batched_nms(), /^batched_nms\(\) missing required arguments? 'boxes'/],
  [
    'no transform of pictures',
    () => V.transforms.functional.five_crop(torch.ones(3, 4, 4)),
    /^five_crop\(\) missing required argument 'size'$/,
  ],
  ['a kernel', () => V.transforms.v2.functional.rotate_image(5, 3), /^rotate_image\(\) .*image/],
  [
    'boxes without a canvas',
    () => V.transforms.v2.functional.vertical_flip_bounding_boxes(torch.ones(1, 4), 'XYXY'),
    /^vertical_flip_bounding_boxes\(\) missing required argument 'canvas_size'|^vertical_flip_bounding_boxes\(\) cannot/,
  ],
  ['a static method', () => V.transforms.RandomRotation.get_params(null), /^RandomRotation\.get_params\(\) /],
  ['what wraps', () => V.tv_tensors.wrap(torch.ones(2)), /^wrap\(\) /],
  [
    'a samples list',
    () => (utils.data.default_collate as any)(),
    /^default_collate\(\) missing required argument 'batch'$/,
  ],
  [
    'no module',
    () => nn.Linear(1, 1).apply(5 as never),
    /^Module\.apply\(\) argument 'fn' must be a function, got 5$/,
  ],
  [
    'nothing to compute again',
    () => (utils.checkpoint.checkpoint as any)(5, torch.ones(1), { use_reentrant: false }),
    /^checkpoint\(\) /,
  ],
  [
    'turned points of what is no tensor',
    () => V.transforms.v2.functional.rotate_keypoints(5, [4, 4], 30),
    /^rotate_keypoints\(\) /,
  ],
  ['a picture of dates', () => V.Image.new('RGB', -1, new Date()), /^Image\.new\(\): argument 'size'/],
  ['no file', () => V.io.read_file(), /^read_file\(\): missing required argument/],
  [
    'no drawing',
    () => V.utils.draw_bounding_boxes(torch.ones(3, 4, 4)),
    /boxes must be a Tensor, got undefined/,
  ],
  ['no parameters', () => (optim.SGD as any)(), /missing required argument|SGD/],
  [
    'a method of a base class',
    () => (nn.LazyLinear(2) as any).has_uninitialized_params.call(5),
    /^\w*Lazy\w*\.has_uninitialized_params\(\) /,
  ],
  [
    'a method off its object',
    () => optim.SGD([torch.ones(1).requires_grad_()]).zero_grad.call(undefined as never),
    "Optimizer.zero_grad() missing required argument 'self': a method taken off its object loses it; pass " +
      '(...args) => object.zero_grad(...args)',
  ],
  [
    "an optimizer's step off its object",
    () => optim.SGD([torch.ones(1).requires_grad_()]).step.call(undefined as never),
    /^SGD\.step\(\) missing required argument 'self'/,
  ],
  ['nothing to gather', () => (nn.parallel.gather as any)(), /^gather\(\) missing required argument/],
  ['nothing to compute in', () => T.scope(), /^scope\(\) missing required argument 'body'$/],
  ['a folder as a number', () => T.hub.set_dir(5), /^set_dir\(\): argument 'd'/],
  ['a data set by a number', () => V.datasets.COCO(2), /^a file is given as its path, got 2$/],
];

describe('refused by name', () => {
  it.each(wrong)('%s', (_what, call, message) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });
});

it("an error of the program's own stays as it is", () => {
  const own = (x: any) => x.nothing.at.all;
  expect(() => torch.func.vjp(own, torch.ones(2))).toThrow(
    /^Cannot read properties of undefined \(reading 'at'\)$/,
  );
  class Net extends nn.Module {
    override forward(x: Tensor): Tensor {
      return (x as any).nothing();
    }
  }
  expect(() => nn.Sequential(new (Net as any)())(torch.ones(2))).toThrow(/^x\.nothing is not a function$/);
});

it('what only looks like a list is no shape, and is not filled to its length', () => {
  const long = { length: 2 ** 32 - 1 } as never;
  const said =
    'Input shapes should be of type ints, a tuple of ints, or a list of ints, got { length: 4294967295 }';
  expect(() => torch.broadcast_shapes(long)).toThrow(RuntimeError);
  expect(() => torch.broadcast_shapes([2, 3], long)).toThrow(said);
  const transform = torch.distributions.AffineTransform(torch.zeros(2), torch.ones(2));
  expect(() => transform.forward_shape(long)).toThrow(said);
  expect(torch.broadcast_shapes([2, 1], 3)).toEqual([2, 3]);
});

it('a recursion too deep stays what it is', () => {
  let deep: nn.Module = nn.ReLU();
  for (let i = 0; i < 20_000; i += 1) deep = nn.Sequential(deep);
  expect(() => (deep as any)(torch.ones(1))).toThrow(/call stack size exceeded/);
});

it('what a program puts into an optimizer is refused by name', () => {
  const p = torch.ones(2).requires_grad_();
  const opt = optim.AdamW([p], { lr: 0.1 });
  p.grad = torch.ones(2);
  expect(() => opt.load_state_dict({ state: 5, param_groups: 5 } as never)).toThrow(
    'param_groups of a state_dict must be a list, got number',
  );
  (opt.param_groups[0] as Record<string, unknown>).betas = 5;
  expect(() => opt.step()).toThrow(TypeError);
  expect(() => opt.step()).toThrow(/^AdamW\.step\(\): what param_groups or state hold is not what/);
  const loader = utils.data.DataLoader([1, 2] as never, { batch_sampler: [5] as never });
  expect(() => [...loader]).toThrow('a batch_sampler must give lists of indices, got 5');
});

it('keeps the error underneath, and what a function is called', () => {
  const f = checked('f', (x: Tensor, times = 2) => x.mul(times));
  expect([f.name, f.length]).toEqual(['f', 1]);
  expect(f(torch.ones(1)).item()).toBe(2);
  expect(() => F.glu('abc')).toThrow(expect.objectContaining({ cause: expect.any(globalThis.TypeError) }));
});

it('files that are not there are named', () => {
  for (const name of ['calculate_md5', 'list_dir', 'list_files']) {
    const call = () => V.datasets.utils[name]('/not/there', '.png');
    expect(call).toThrow(FileNotFoundError);
    expect(call).toThrow("No such file or directory: '/not/there'");
  }
  expect(() => V.Image.new('__proto__', [1, 1])).toThrow(/unrecognized image mode '__proto__'/);
});

it('a backward that starts from no tensor is refused', () => {
  const y = torch.ones(2, { requires_grad: true }).mul(2);
  for (const gradient of [5, 'x', [1], true] as never[]) {
    const said = /^gradients can be either Tensors or None, but got /;
    expect(() => y.backward(gradient)).toThrow(said);
    expect(() => y.backward({ gradient })).toThrow(TypeError);
  }
  expect(() => y.sum().backward({ inputs: 3 as never })).toThrow('inputs of backward() must be Tensors');
  expect(() => y.backward({ retain: true } as never)).toThrow(
    "backward() got an unexpected keyword argument 'retain'; known: gradient, retain_graph, create_graph, inputs",
  );
  expect(() => V.datasets.utils.calculate_md5(0)).toThrow('calculate_md5() takes a path, got number');
});

it("entry points show PyTorch's names, not our own", () => {
  const { io, transforms } = vision;
  const entries = { io, transforms, metrics, copy, random: torch.random, functional: nn.functional };
  for (const [name, space] of Object.entries(entries)) {
    expect(
      Object.keys(space).filter((key) => /^[a-z]+[A-Z]/.test(key)),
      name,
    ).toEqual([]);
  }
});

const isNamespace = (value: unknown): value is object =>
  Object.prototype.toString.call(value) === '[object Module]';
// Settings of backends have getters that ask a device.
const entries = (space: object): [string, any][] =>
  isNamespace(space)
    ? Object.entries(space)
    : Object.entries<PropertyDescriptor>(Object.getOwnPropertyDescriptors(space)).map(([name, { value }]) => [
        name,
        value,
      ]);
/** Every class that a program reaches, by its path. */
function classes(): [path: string, value: any][] {
  const found: [string, any][] = [];
  const seen = new Set<unknown>([torch.ops]);
  const visit = (space: object, path: string): void => {
    for (const [name, value] of entries(space)) {
      if (!(value instanceof Object || isNamespace(value)) || seen.has(value)) continue;
      seen.add(value);
      const at = `${path}.${name}`;
      if (typeof value === 'function') {
        if (Object.getOwnPropertyNames(value.prototype ?? {}).length > 1) found.push([at, value]);
      } else if (isPlainObject(value) || isNamespace(value)) visit(value, at);
    }
  };
  visit(exported, 'typetorch');
  return found;
}

it('no class needs new', () => {
  const all = classes();
  expect(all.length).toBeGreaterThan(600);
  const refused = all.filter(([path, made]) => {
    // Those with an underscore before or behind their name are what ours extend; torch.Tensor is called, Tensor is its class.
    if (/\._\w+$|_$/.test(path) || path === 'typetorch.Tensor') return false;
    try {
      made({ no_such_keyword: 1 });
    } catch (error) {
      return /without 'new'/.test((error as Error).message);
    }
    return false;
  });
  expect(refused.map(([path]) => path)).toEqual([]);
});

it('what only the library makes says so, as Python does', () => {
  for (const name of ['dtype', 'layout', 'memory_format', 'qscheme']) {
    const said = `cannot create 'torch.${name}' instances`;
    expect(() => T[name]()).toThrow(said);
    expect(() => new T[name]('x')).toThrow(TypeError);
  }
  expect(torch.float32).toBeInstanceOf(torch.dtype);
  expect(torch.float32.constructor).toBe(torch.dtype);
  expect(() => T.autograd.graph.Node()).toThrow("Can't instantiate abstract class Node");
  expect(() => V.Image()).toThrow('pictures come from Image.open, Image.fromarray or Image.new');
  expect(torch.ones(1, { requires_grad: true }).mul(2).grad_fn).toBeInstanceOf(torch.autograd.graph.Node);
});

it('errors need no new, and can be extended', () => {
  const cause = new Error('below');
  const made = errors.ValueError('what is wrong', { cause });
  expect(made).toBeInstanceOf(errors.ValueError);
  expect(made).toBeInstanceOf(errors.TorchError);
  expect(made).not.toBeInstanceOf(errors.RuntimeError);
  expect([made.name, made.message, made.cause, made.constructor]).toEqual([
    'ValueError',
    'what is wrong',
    cause,
    errors.ValueError,
  ]);
  expect(made.stack).toMatch(/^ValueError: what is wrong\n {4}at /);
  expect(errors.UnpicklingError('x')).toBeInstanceOf(errors.CheckpointError);
  expect(TypeError('x')).toBeInstanceOf(globalThis.TypeError);
  class Own extends errors.KeyError {
    readonly key = 3;
  }
  const own = new Own('mine');
  expect([own.name, own.key, own instanceof Own, own instanceof errors.KeyError]).toEqual([
    'Own',
    3,
    true,
    true,
  ]);
  expect(Object.keys(made)).toEqual([]);
});
