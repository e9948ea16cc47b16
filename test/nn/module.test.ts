import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import './pinned.ts';
import * as nn from '../../src/nn/index.ts';
import type { Parameter, Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { bytes, same, thrown } from './golden.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/nn_module.json', import.meta.url), 'utf8'));

// The golden script's modules.
class Block extends nn.Module {
  declare linear: nn.Linear;
  declare scale: Tensor;
  declare gain: Parameter;
  declare scratch: Tensor;
  declare shift: Parameter | null;

  constructor(width: number) {
    super();
    this.linear = nn.Linear(width, width);
    this.register_buffer('scale', torch.full([width], 2));
    this.gain = nn.Parameter(torch.ones(width, 1));
    this.register_buffer('scratch', torch.zeros(2), { persistent: false });
    this.register_parameter('shift', null);
  }

  override forward(x: Tensor): Tensor {
    return this.linear(x).mul(this.scale).add(this.gain.sum());
  }
}

class Net extends nn.Module {
  declare name: string;
  declare stem: nn.Linear;
  declare blocks: nn.ModuleList;
  declare relu: nn.ReLU;
  declare again: nn.Linear;
  declare head: nn.Sequential;
  declare tied: nn.Linear;

  constructor() {
    super();
    this.name = 'net';
    this.stem = nn.Linear(3, 4);
    this.blocks = nn.ModuleList([new Block(4), new Block(4)]);
    this.relu = nn.ReLU();
    this.again = this.stem;
    this.add_module('nothing', null);
    this.head = nn.Sequential(nn.Linear(4, 4), this.relu, nn.Sequential(nn.Linear(4, 2, { bias: false })));
    this.tied = nn.Linear(4, 4);
    this.tied.weight = this.blocks[0].linear.weight;
  }

  override extra_repr(): string {
    return 'tied=True\nlevels=2';
  }

  override forward(input: Tensor): Tensor {
    let x = this.relu(this.stem(input));
    for (const block of this.blocks) x = block(x);
    return this.head(this.tied(x));
  }
}

function seeded(): Net {
  torch.set_num_threads(1);
  torch.manual_seed(7);
  return new Net();
}
const names = (list: [string, unknown][]) => list.map(([name]) => name);

describe('a module’s structure', () => {
  const expected = golden.structure;

  it('prints as in Python', () => {
    const net = seeded();
    expect(String(net)).toBe(expected.printed);
    expect(inspect(net)).toBe(expected.printed);
    expect(inspect({ net })).toContain('Sequential(');
  });

  it('lists children, modules, parameters and buffers as Python does', () => {
    const net = seeded();
    expect(names(net.named_children())).toEqual(expected.children);
    expect(names(net.named_modules())).toEqual(expected.modules);
    expect(names(net.named_modules({ prefix: 'p' }))).toEqual(expected.modules_prefix);
    expect(names(net.named_modules(undefined, '', false))).toEqual(expected.modules_all);
    expect(names(net.named_parameters())).toEqual(expected.parameters);
    expect(names(net.named_parameters('p', { remove_duplicate: false }))).toEqual(expected.parameters_all);
    expect(names(net.blocks[0].named_parameters({ recurse: false }))).toEqual(expected.parameters_own);
    expect(names(net.named_buffers())).toEqual(expected.buffers);
    expect(same(net.children(), [net.stem, net.blocks, net.relu, net.head, net.tied])).toBe(true);
    expect(net.modules()).toHaveLength(expected.modules.length);
    expect(net.buffers()[0]).toBe(net.blocks[0].scale);
    expect(same(net.blocks[0].parameters(false), [net.blocks[0].gain])).toBe(true);
  });

  it('gives arrays, which iterate and slice', () => {
    const net = seeded();
    const body = nn.Sequential(...net.children().slice(0, -1));
    expect(body.length).toBe(4);
    expect([...net.parameters()]).toHaveLength(expected.parameters.length);
  });

  it('computes the same bits forward and backward', () => {
    const net = seeded();
    const y = net(torch.linspace(-1, 1, 6).view(2, 3));
    y.sum().backward();
    expect(bytes(y)).toBe(expected.output);
    const gradients = net.named_parameters().map(([name, p]) => [name, bytes(p.grad as Tensor)]);
    expect(Object.fromEntries(gradients)).toEqual(expected.gradients);
  });

  it('applies a function to the deepest modules first', () => {
    const seen: string[] = [];
    const net = seeded();
    expect(net.apply((module) => seen.push(module.constructor.name))).toBe(net);
    expect(seen).toEqual(expected.apply);
  });
});

describe('a module is a function', () => {
  it('runs forward when called, with its types', () => {
    const net = new Net();
    expect(typeof net).toBe('function');
    expect(net).toBeInstanceOf(nn.Module);
    expect(net).toBeInstanceOf(Net);
    expectTypeOf(net).toBeCallableWith(torch.zeros(1, 3));
    expectTypeOf(net).returns.toEqualTypeOf<Tensor>();
    expect(net.training).toBe(true);
    expect(net.name).toBe('net');
    expect(Object.keys(net)).not.toContain('length');
  });

  it('needs no new for ready-made layers, which can be extended', () => {
    expect(nn.Linear(2, 3)).toBeInstanceOf(nn.Linear);
    expect(nn.Linear(2, 3).constructor).toBe(nn.Linear);
    class Scaled extends nn.Linear {
      override forward(x: Tensor): Tensor {
        return super.forward(x).mul(3);
      }
    }
    const scaled = new Scaled(2, 2, { bias: false });
    const x = torch.ones(1, 2);
    expect(scaled(x).tolist()).toEqual(x.mm(scaled.weight.t()).mul(3).tolist());
    expect(String(scaled)).toBe('Scaled(in_features=2, out_features=2, bias=False)');
    expectTypeOf(scaled).toEqualTypeOf<Scaled>();
  });

  it('takes fields with initialisers, and fields of any name', () => {
    class Fields extends nn.Module {
      conv = nn.Conv2d(1, 2, 3);
      later: nn.Linear;
      override name = 'fields';
      override length = 3;
      children_count = 0;
      constructor() {
        super();
        this.later = nn.Linear(1, 1);
      }
    }
    const module = new Fields();
    expect(names(module.named_parameters())).toEqual([
      'conv.weight',
      'conv.bias',
      'later.weight',
      'later.bias',
    ]);
    expect([module.name, module.length]).toEqual(['fields', 3]);
  });

  it('names what it lacks', () => {
    class Empty extends nn.Module {}
    expect(() => new Empty()(1)).toThrow('Module [Empty] is missing the required "forward" function');
  });
});

describe('registration', () => {
  it('goes by assignment and deletion', () => {
    const block = new Block(2);
    delete (block as Partial<Block>).scale;
    expect(names(block.named_buffers())).toEqual(['scratch']);
    block.shift = nn.Parameter(torch.zeros(2));
    (block as any).linear = null;
    expect(names(block.named_parameters())).toEqual(['gain', 'shift']);
    expect(names(block.named_children())).toEqual([]);
    (block as any).linear = nn.Linear(2, 2);
    (block as any).tensor = torch.zeros(3);
    expect(Object.keys(block.state_dict())).toEqual(['gain', 'shift', 'linear.weight', 'linear.bias']);
  });

  it('keeps a buffer a buffer when its tensor is exchanged', () => {
    const block = new Block(2);
    block.scale = torch.zeros(5);
    expect(block.state_dict().scale?.tolist()).toEqual([0, 0, 0, 0, 0]);
    expect(same(block.buffers().slice(0, 1), [block.scale])).toBe(true);
  });

  it('finds by path', () => {
    const net = new Net();
    expect(net.get_submodule('')).toBe(net);
    expect(net.get_submodule('blocks.1.linear')).toBe(net.blocks[1].linear);
    expect(net.get_parameter('blocks.0.gain')).toBe(net.blocks[0].gain);
    expect(net.get_buffer('blocks.0.scale')).toBe(net.blocks[0].scale);
    const relu = nn.ReLU();
    net.set_submodule('blocks.1.linear', relu);
    expect(net.blocks[1].linear).toBe(relu);
    net.set_submodule('blocks.1.extra', relu);
    expect(net.get_submodule('blocks.1.extra')).toBe(relu);
  });

  const product = () => {
    const tensor = nn.Parameter(torch.ones(2)).mul(2);
    return Object.setPrototypeOf(tensor, nn.Parameter.prototype);
  };
  const m = () => new Block(2);
  const calls: Record<string, () => unknown> = {
    buffer_dot: () => m().register_buffer('a.b', null),
    buffer_empty: () => m().register_buffer('', null),
    buffer_taken: () => m().register_buffer('gain', torch.zeros(1)),
    buffer_kind: () => m().register_buffer('x', 'text' as any),
    parameter_dot: () => m().register_parameter('a.b', null),
    parameter_empty: () => m().register_parameter('', null),
    parameter_taken: () => m().register_parameter('linear', null),
    parameter_kind: () => m().register_parameter('x', torch.zeros(1) as any),
    parameter_method: () => m().register_parameter('train', null),
    parameter_graph: () => m().register_parameter('x', product()),
    module_dot: () => m().add_module('a.b', null),
    module_empty: () => m().add_module('', null),
    module_taken: () => m().add_module('scale', null),
    get_submodule: () => m().get_submodule('linear.missing'),
    get_submodule_kind: () => m().get_submodule('gain'),
    get_parameter: () => m().get_parameter('linear.missing'),
    get_parameter_kind: () => m().get_parameter('scale'),
    get_buffer_kind: () => m().get_buffer('gain'),
    set_submodule_empty: () => m().set_submodule('', nn.ReLU()),
    set_submodule_strict: () => m().set_submodule('linear.more', nn.ReLU(), true),
    set_submodule_kind: () => m().set_submodule('gain', nn.ReLU()),
    to_dtype: () => m().to(torch.int64),
    to_meta: () => nn.Linear(2, 2, { device: 'meta' }).to('cpu'),
    train: () => m().train(1 as any),
    forward: () => nn.ModuleList()(1),
  };
  const python = (text: string) => text.replace("'str'", "'string'");
  it.each(Object.keys(golden.registration_errors))('fails in PyTorch’s words: %s', (name) => {
    const { type, message } = golden.registration_errors[name];
    expect(thrown(calls[name] as () => unknown)).toEqual({ type, message: python(message) });
  });
});

describe('train, eval, requires_grad_, zero_grad', () => {
  it('reach every module and parameter', () => {
    const net = new Net();
    expect(net.eval()).toBe(net);
    expect(net.modules().map((module) => module.training)).not.toContain(true);
    net.blocks.train();
    expect(net.blocks[1].linear.training).toBe(true);
    expect(net.head.training).toBe(false);
    net.requires_grad_(false);
    expect(net.parameters().some((p) => p.requires_grad)).toBe(false);
    net.head.requires_grad_();
    expect(
      same(
        net.parameters().filter((p) => p.requires_grad),
        net.head.parameters(),
      ),
    ).toBe(true);
  });

  it('take keywords', () => {
    const net = new Net();
    expect(net.parameters({ recurse: false })).toHaveLength(net.parameters(false).length);
    expect(net.parameters({ recurse: false }).length).toBeLessThan(net.parameters().length);
    expect(net.buffers({ recurse: false })).toHaveLength(net.buffers(false).length);
    expect(net.train({ mode: false }).training).toBe(false);
    expect(
      net
        .requires_grad_({ requires_grad: false })
        .parameters()
        .some((p) => p.requires_grad),
    ).toBe(false);
    expect(() => net.train({ modus: false } as never)).toThrow(
      "train() got an unexpected keyword argument 'modus'",
    );
    const order: string[] = [];
    const linear = nn.Linear(1, 1);
    linear.register_full_backward_hook(() => void order.push('last'));
    linear.register_full_backward_hook(() => void order.push('first'), { prepend: true });
    linear(torch.ones(1, 1, { requires_grad: true }))
      .sum()
      .backward();
    expect(order).toEqual(['first', 'last']);
    net.set_submodule({ target: 'head', module: linear, strict: true });
    expect(net.get_submodule('head')).toBe(linear);
  });

  it('zero_grad drops gradients, or fills them', () => {
    const linear = nn.Linear(2, 1);
    linear(torch.ones(1, 2)).backward();
    const kept = linear.weight.grad as Tensor;
    linear.zero_grad({ set_to_none: false });
    expect(linear.weight.grad?.tolist()).toEqual([[0, 0]]);
    expect(kept.tolist()).toEqual([[0, 0]]);
    linear.zero_grad();
    expect(linear.weight.grad).toBeNull();
  });
});

describe('to', () => {
  it('changes data in place: parameters stay the same objects and keep their gradients', () => {
    const net = new Net();
    net(torch.ones(1, 3)).sum().backward();
    const before = net.parameters();
    const grads = before.map((p) => p.grad?.to(torch.float64).tolist());
    expect(net.double()).toBe(net);
    expect(same(net.parameters(), before)).toBe(true);
    expect(before.every((p) => p.dtype === torch.float64 && p.grad?.dtype === torch.float64)).toBe(true);
    expect(before.map((p) => p.grad?.tolist())).toEqual(grads);
    expect(net.tied.weight).toBe(net.blocks[0].linear.weight);
    expect(net.blocks[0].scale.dtype).toBe(torch.float64);
    expect(names(net.named_buffers())).toEqual(golden.structure.buffers);
    expect(net(torch.ones(1, 3, { dtype: torch.float64 })).dtype).toBe(torch.float64);
  });

  it('leaves integer buffers alone, unless type() is asked for', () => {
    const module = new nn.Module();
    module.register_buffer('count', torch.zeros(1, { dtype: torch.int64 }));
    module.register_buffer('mean', torch.zeros(1));
    const dtypes = () => module.buffers().map(({ dtype }) => String(dtype));
    module.half();
    expect(dtypes()).toEqual(['torch.int64', 'torch.float16']);
    module.bfloat16();
    expect(dtypes()).toEqual(['torch.int64', 'torch.bfloat16']);
    module.to({ dtype: torch.float64 });
    expect(dtypes()).toEqual(['torch.int64', 'torch.float64']);
    module.to(torch.zeros(1));
    expect(dtypes()).toEqual(['torch.int64', 'torch.float32']);
    module.to('cpu', torch.float16, true);
    expect(dtypes()).toEqual(['torch.int64', 'torch.float16']);
    module.float();
    expect(dtypes()).toEqual(['torch.int64', 'torch.float32']);
    module.type(torch.float64);
    expect(dtypes()).toEqual(['torch.float64', 'torch.float64']);
    expect(module.cpu()).toBe(module);
    expect(() => module.to({ dvice: 'cpu' })).toThrow(
      "to() got an unexpected keyword argument 'dvice'; known: device, dtype, non_blocking",
    );
  });

  it('changes the memory format of what has four dimensions', () => {
    const net = nn.Sequential(nn.Conv2d(3, 4, 2));
    const values = net[0].weight.tolist();
    net.to({ memory_format: torch.channels_last });
    expect(net[0].weight.stride()).toEqual([12, 1, 6, 3]);
    expect(net[0].weight.tolist()).toEqual(values);
  });

  it('takes gradients along to another kind of device', () => {
    const linear = nn.Linear(2, 3);
    linear(torch.ones(1, 2)).sum().backward();
    const before = linear.weight;
    linear.to('meta');
    expect(linear.weight === before).toBe(false);
    expect([linear.weight.is_meta, linear.weight.grad?.is_meta, linear.weight.requires_grad]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('comes from the meta device only by to_empty', () => {
    const linear = nn.Linear(2, 3, { device: 'meta' });
    expect(linear.weight.is_meta).toBe(true);
    linear.to_empty('cpu');
    expect(linear.weight.is_meta).toBe(false);
    expect(linear.weight).toBeInstanceOf(nn.Parameter);
    expect(linear.weight.shape).toEqual(torch.zeros(3, 2).shape);
    linear.reset_parameters();
    expect(linear(torch.ones(1, 2)).shape.join()).toBe('1,3');
    expect(nn.Linear(2, 3, { device: 'meta' }).to_empty({ device: 'cpu' }).weight.is_meta).toBe(false);
  });
});

describe('state_dict', () => {
  const expected = golden.structure;

  it('has PyTorch’s keys in order, and each module’s version beside them', () => {
    const net = seeded();
    const state = net.state_dict();
    expect(Object.keys(state)).toEqual(expected.state_dict);
    expect((state as any)._metadata).toEqual(expected.metadata);
    expect(Object.keys(net.state_dict({ prefix: 'p.' }))).toEqual(expected.state_dict_prefix);
  });

  it('shares the parameters’ memory, detached unless keep_vars', () => {
    const linear = nn.Linear(2, 1);
    const state = linear.state_dict();
    expect(state.weight?.requires_grad).toBe(false);
    state.weight?.fill_(4);
    expect(linear.weight.tolist()).toEqual([[4, 4]]);
    expect(linear.state_dict({ keep_vars: true }).weight).toBe(linear.weight);
  });

  it('goes from one module into another, as an object or a Map', () => {
    const [a, b, c] = [new Net(), new Net(), new Net()];
    const parameters = b.parameters();
    const result = b.load_state_dict(a.state_dict());
    expect(result.missing_keys).toEqual([]);
    expect(String(result)).toBe(golden.load_errors.fits);
    expect(same(b.parameters(), parameters)).toBe(true);
    c.load_state_dict(new Map(Object.entries(a.state_dict())));
    const x = torch.randn(2, 3);
    expect(b(x).tolist()).toEqual(a(x).tolist());
    expect(c(x).tolist()).toEqual(a(x).tolist());
    expect(b.stem.weight.requires_grad).toBe(true);
  });

  it('hands each module its version, from an object or a Map', () => {
    const seen: unknown[] = [];
    const net = nn.Sequential(nn.BatchNorm1d(2));
    net[0].register_load_state_dict_pre_hook((_m: unknown, _s: unknown, prefix: string, local: unknown) => {
      seen.push([prefix, local]);
    });
    const state = net.state_dict() as any;
    net.load_state_dict(state);
    Object.defineProperty(state, '_metadata', { value: new Map(Object.entries(state._metadata)) });
    net.load_state_dict(state);
    expect(seen).toEqual([
      ['0.', { version: 2 }],
      ['0.', { version: 2 }],
    ]);
  });

  it('converts to the model’s dtype; with assign it takes the tensors themselves', () => {
    const source = nn.Linear(2, 3).double();
    const target = nn.Linear(2, 3);
    target.bias?.requires_grad_(false);
    target.load_state_dict(source.state_dict());
    expect(target.weight.dtype).toBe(torch.float32);
    const state = source.state_dict();
    target.load_state_dict(state, { assign: true });
    expect(target.weight.dtype).toBe(torch.float64);
    expect(target.weight).toBeInstanceOf(nn.Parameter);
    expect(target.weight.data_ptr()).toBe(state.weight?.data_ptr());
    expect([target.weight.requires_grad, target.bias?.requires_grad]).toEqual([true, false]);
  });

  it('reads a one-element tensor into a scalar', () => {
    const module = new nn.Module();
    module.register_buffer('count', torch.tensor(0));
    module.load_state_dict({ count: torch.tensor([5]) });
    expect((module as any).count.item()).toBe(5);
  });

  const first = () => {
    const net = nn.Sequential({ first: nn.Linear(2, 3), block: new Block(2) });
    return { net, state: net.state_dict() as Record<string, any> };
  };
  const missing = (state: Record<string, any>) => {
    delete state['first.bias'];
    delete state['block.scale'];
  };
  const unexpected = (state: Record<string, any>) => {
    state.extra = torch.zeros(1);
    state['block.linear.more'] = torch.zeros(1);
    state['block.scale.x'] = torch.zeros(1);
  };
  const sizes = (state: Record<string, any>) => {
    state['first.weight'] = torch.zeros(3, 5);
    state['block.scale'] = torch.zeros(7);
  };
  const everything = (state: Record<string, any>) => {
    missing(state);
    unexpected(state);
    sizes(state);
  };
  const load = (change: (state: Record<string, any>) => void, options = {}) => {
    const { net, state } = first();
    change(state);
    return thrown(() => net.load_state_dict(state, options));
  };
  it.each([
    ['missing', missing, {}],
    ['unexpected', unexpected, {}],
    ['sizes', sizes, {}],
    ['everything', everything, {}],
    ['sizes_loose', everything, { strict: false }],
  ])('refuses in PyTorch’s words: %s', (name, change, options) => {
    expect(load(change, options)).toEqual(golden.load_errors[name]);
  });

  it('says what is no tensor, and what is no dictionary', () => {
    const words = golden.load_errors.kinds.message.replace("<class 'str'>", 'string');
    expect(
      load((state) => {
        state['first.bias'] = 'text';
      }).message,
    ).toBe(words);
    expect(() => first().net.load_state_dict(3 as any)).toThrow(
      'Expected state_dict to be dict-like, got number.',
    );
    expect(() => (first().net.load_state_dict as any)({}, { strikt: false })).toThrow(
      "unexpected keyword argument 'strikt'; known: strict, assign",
    );
  });

  it('without strict loads what fits and lists the rest', () => {
    const { net } = first();
    const result = net.load_state_dict(
      { 'first.weight': torch.zeros(3, 2), other: torch.zeros(1) },
      { strict: false },
    );
    const expected = golden.load_errors.loose;
    expect(result.missing_keys).toEqual(expected.missing);
    expect([...result][1]).toEqual(expected.unexpected);
    expect(String(result)).toBe(expected.printed);
    expect((net as any).first.weight.sum().item()).toBe(0);
  });

  it('leaves what was given as it was', () => {
    const { net, state } = first();
    const keys = Object.keys(state);
    net.register_load_state_dict_pre_hook((_module, given) => {
      delete given['first.bias'];
    });
    expect(() => net.load_state_dict(state)).toThrow('Missing key(s) in state_dict: "first.bias". ');
    expect(Object.keys(state)).toEqual(keys);
  });

  it('carries a module’s extra state', () => {
    class Counter extends nn.Module {
      count = 0;
      override get_extra_state() {
        return { count: this.count };
      }
      override set_extra_state(state: { count: number }) {
        this.count = state.count;
      }
    }
    const [a, b] = [new Counter(), new Counter()];
    a.count = 3;
    const state = nn.Sequential(a).state_dict();
    expect(Object.keys(state)).toEqual(['0._extra_state']);
    nn.Sequential(b).load_state_dict(state);
    expect(b.count).toBe(3);
    expect(() => nn.Sequential(b).load_state_dict({})).toThrow(
      'Missing key(s) in state_dict: "0._extra_state". ',
    );
    expect(() => nn.Sequential(nn.ReLU()).load_state_dict(state)).toThrow(
      'Unexpected key(s) in state_dict: "0._extra_state". ',
    );
  });

  it('runs its hooks', () => {
    const linear = nn.Linear(1, 1);
    const seen: string[] = [];
    linear.register_state_dict_pre_hook((_m, prefix) => seen.push(`pre ${prefix}`));
    const handle = linear.register_state_dict_post_hook((_m, state, prefix) => {
      state[`${prefix}more`] = torch.zeros(1);
    });
    linear.register_load_state_dict_post_hook((_m, { unexpected_keys }) => {
      seen.push(`loaded ${unexpected_keys}`);
      unexpected_keys.length = 0;
    });
    const net = nn.Sequential(linear);
    const state = net.state_dict();
    expect(Object.keys(state)).toEqual(['0.weight', '0.bias', '0.more']);
    net.load_state_dict(state);
    handle.remove();
    expect(Object.keys(net.state_dict())).toEqual(['0.weight', '0.bias']);
    expect(seen).toEqual(['pre 0.', 'loaded 0.more', 'pre 0.']);
  });
});

describe('forward hooks', () => {
  class Add extends nn.Module {
    override forward(x: Tensor, { by = 1 }: { by?: number } = {}): Tensor {
      return x.add(by);
    }
  }
  const one = () => torch.ones(1);

  it('see and may change arguments and output, in order', () => {
    const add = new Add();
    const seen: unknown[] = [];
    add.register_forward_pre_hook((module, args) => {
      seen.push('second', module === add);
      return [args[0].mul(10)];
    });
    add.register_forward_pre_hook((_m, args) => void seen.push('first', args[0].item()), { prepend: true });
    add.register_forward_hook((_m, args, output) => {
      seen.push(args[0].item(), output.item());
      return output.neg();
    });
    add.register_forward_hook((_m, _args, output) => void seen.push(output.item()));
    expect(add(one()).item()).toBe(-11);
    expect(seen).toEqual(['first', 1, 'second', true, 10, 11, -11]);
  });

  it('end with their handle', () => {
    const add = new Add();
    const handle = add.register_forward_hook(() => torch.zeros(1));
    const pre = add.register_forward_pre_hook((_m, [x]) => x.mul(5));
    expect(add(one()).item()).toBe(0);
    handle.remove();
    handle.remove();
    expect(add(one()).item()).toBe(6);
    pre[Symbol.dispose]();
    expect(add(one()).item()).toBe(2);
  });

  it('see keywords when asked to', () => {
    const add = new Add();
    add.register_forward_pre_hook((_m, args, kwargs) => [args, { by: kwargs.by * 2 }], { with_kwargs: true });
    const seen: unknown[] = [];
    add.register_forward_hook(
      (_m, args, kwargs, output) => void seen.push(args.length, kwargs, output.item()),
      {
        with_kwargs: true,
      },
    );
    expect(add(one(), { by: 4 }).item()).toBe(9);
    expect(seen).toEqual([1, { by: 8 }, 9]);
  });

  it('with always_call run after an error too, which stays the error', () => {
    class Broken extends nn.Module {
      override forward(): never {
        throw new Error('broken');
      }
    }
    const broken = new Broken();
    const seen: unknown[] = [];
    broken.register_forward_hook(() => void seen.push('never'));
    broken.register_forward_hook((_m, _a, output) => void seen.push(output), { always_call: true });
    broken.register_forward_hook(
      () => {
        throw new Error('from the hook');
      },
      { always_call: true },
    );
    expect(() => broken()).toThrow('broken');
    expect(seen).toEqual([undefined]);
  });

  describe('for every module', () => {
    const handles: nn.RemovableHandle[] = [];
    afterEach(() => {
      for (const handle of handles.splice(0)) handle.remove();
    });
    it('run before the module’s own', () => {
      const seen: string[] = [];
      const net = nn.Sequential(nn.ReLU());
      handles.push(
        nn.modules.register_module_forward_pre_hook((m) => void seen.push(`pre ${m._get_name()}`)),
      );
      handles.push(nn.modules.register_module_forward_hook((m) => void seen.push(m._get_name())));
      net[0].register_forward_hook(() => void seen.push('own'));
      net(one());
      expect(seen).toEqual(['pre Sequential', 'pre ReLU', 'ReLU', 'own', 'Sequential']);
    });
  });
});

describe('backward hooks', () => {
  class Two extends nn.Module {
    override forward(a: Tensor, b: Tensor): [Tensor, Tensor] {
      return [a.mul(b), a.add(b.mul(2))];
    }
  }
  const numbers = (grads: (Tensor | null)[]) => grads.map((grad) => grad?.tolist() ?? null);
  const uses: Record<string, (p: Tensor, q: Tensor) => Tensor> = {
    both: (p, q) => p.sum().add(q.mul(q).sum()),
    second: (_p, q) => q.mul(q).sum(),
  };

  it.each(['both', 'second'])('see all gradients together and may replace them: loss of %s', (name) => {
    const log: unknown[] = [];
    const two = new Two();
    two.register_full_backward_pre_hook((_m, out) => void log.push(['pre', numbers(out)]));
    two.register_full_backward_hook((_m, i, o) => void log.push(['full', numbers(i), numbers(o)]));
    two.register_full_backward_pre_hook((_m, out) => out.map((g) => g?.mul(2) ?? null), true);
    two.register_full_backward_hook((_m, i) => i.map((g) => (g as Tensor).mul(10)));
    const a = torch.tensor([1, 2], { requires_grad: true });
    const b = torch.tensor([3, 5], { requires_grad: true });
    const [p, q] = two(a, b);
    (uses[name] as any)(p, q).backward();
    expect({ log, a: a.grad?.tolist(), b: b.grad?.tolist() }).toEqual(golden.hooks[name]);
  });

  it('run without input gradients, change them, and can be removed', () => {
    const log: unknown[] = [];
    const linear = nn.Linear(2, 1, { bias: false });
    linear.load_state_dict({ weight: torch.tensor([[2, -3]]) });
    linear.register_full_backward_hook((_m, i, o) => void log.push(['full', numbers(i), numbers(o)]));
    linear(torch.tensor([[1, 4]]))
      .sum()
      .backward();
    expect({ log, weight: linear.weight.grad?.tolist() }).toEqual(golden.hooks.no_input_gradient);
    const x = torch.tensor([[1, 4]], { requires_grad: true });
    const handle = linear.register_full_backward_hook((_m, [grad]) => [(grad as Tensor).mul(100)]);
    linear(x).sum().backward();
    handle.remove();
    linear(x).sum().backward();
    expect({ log, x: x.grad?.tolist() }).toEqual(golden.hooks.replaced_then_removed);
  });

  it('must return as many gradients as there are', () => {
    const two = new Two();
    two.register_full_backward_hook((_m, i) => [i[0] as Tensor]);
    const a = torch.ones(2, { requires_grad: true });
    const [p, q] = two(a, a);
    expect(() => p.add(q).sum().backward()).toThrow(golden.hooks.wrong_count.message);
  });

  it('leave a call without gradients alone', () => {
    const linear = nn.Linear(2, 1);
    linear.register_full_backward_hook(() => {
      throw new Error('must not run');
    });
    expect(torch.no_grad(() => linear(torch.ones(1, 2))).requires_grad).toBe(false);
  });
});

describe('flags', () => {
  it('are taken as keywords as well', () => {
    const net = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3));
    expect([net.parameters({ recurse: false }), net.buffers({ recurse: false })]).toEqual([[], []]);
    expect([net.parameters({ recurse: true }).length, net.buffers({}).length]).toEqual([4, 3]);
    expect(net.train({ mode: false }).at(1).training).toBe(false);
    net.requires_grad_({ requires_grad: false });
    expect(net.parameters().some((p) => p.requires_grad)).toBe(false);
    expect(() => net.train({ training: true } as never)).toThrow(
      "train() got an unexpected keyword argument 'training'",
    );
  });
  it("a convolution's attributes are arguments of F.conv2d", () => {
    const conv = nn.Conv2d(2, 4, 3, { padding: 'same', groups: 2 });
    const x = torch.rand(1, 2, 5, 5);
    const { weight, bias, stride, padding, dilation, groups } = conv;
    expect(nn.functional.conv2d(x, weight, bias, stride, padding, dilation, groups).equal(conv(x))).toBe(
      true,
    );
  });
});
