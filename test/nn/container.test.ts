import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import './pinned.ts';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { same, thrown } from './golden.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/nn_module.json', import.meta.url), 'utf8'));

class Block extends nn.Module {
  declare linear: nn.Linear;
  constructor(width: number) {
    super();
    this.linear = nn.Linear(width, width);
    this.register_buffer('scale', torch.full([width], 2));
    (this as any).gain = nn.Parameter(torch.ones(width, 1));
  }
}

const named = () => nn.Sequential({ conv: nn.Linear(2, 3), act: nn.ReLU() });
const features = () => nn.Sequential(...[0, 1, 2, 3, 4].map((i) => nn.Linear(i + 1, i + 2)));
const popped = () => {
  const net = features();
  const second = net[1];
  expect(net.pop(1)).toBe(second);
  return net;
};
const repeated = () =>
  nn.ModuleList([...[0, 1, 2].map(() => nn.Linear(3, 3)), nn.ReLU(), new Block(2), new Block(2)]);
const weights = () => nn.ParameterList([torch.ones(2, 3), nn.Parameter(torch.ones(4)), 'text']);

const containers: Record<string, () => nn.Module> = {
  empty: () => nn.Sequential(),
  one: () => nn.Sequential(nn.Linear(1, 2)),
  features,
  named,
  slice: () => features().slice(1, 3),
  slice_end: () => features().slice(-2),
  named_slice: () => named().slice(0, 1),
  popped,
  inserted: () => features().insert(2, nn.ReLU()),
  appended: () => named().append(nn.Linear(3, 1)),
  list: repeated,
  list_empty: () => nn.ModuleList(),
  list_slice: () => repeated().slice(2, 5),
  dict: () =>
    nn.ModuleDict([
      ['b', nn.Linear(1, 2)],
      ['10', nn.ReLU()],
      ['2', nn.Linear(2, 2)],
    ]),
  dict_empty: () => nn.ModuleDict(),
  parameters: weights,
  parameters_one: () => nn.ParameterList([torch.ones(2)]),
  parameter_dict: () =>
    nn.ParameterDict({
      right: torch.ones(2),
      left: torch.ones(3, 1),
      wide: torch.ones(1, { dtype: torch.float64 }),
    }),
  parameter_dict_ordered: () =>
    nn.ParameterDict(
      new Map([
        ['right', torch.ones(2)],
        ['7', torch.ones(3)],
        ['3', torch.ones(1)],
      ]),
    ),
  parameters_empty: () => nn.ParameterList(),
  nested: () =>
    nn.Sequential(nn.Sequential(nn.Linear(2, 2), nn.ModuleList([nn.ReLU(), nn.ReLU()])), weights()),
};

describe('containers print and name their state as in Python', () => {
  it.each(Object.keys(golden.containers))('%s', (name) => {
    const module = (containers[name] as () => nn.Module)();
    // A state_dict whose keys are all whole numbers (a bare ParameterDict's) is in their order; see its own test.
    const keys = name === 'parameter_dict_ordered' ? ['3', '7', 'right'] : golden.containers[name].state_dict;
    // A text is a `string` here, not a `str`.
    expect(String(module).replace('type: string', 'type: str')).toBe(golden.containers[name].printed);
    expect(Object.keys(module.state_dict())).toEqual(keys);
  });
});

describe('containers fail in PyTorch’s words', () => {
  const seq = () => nn.Sequential(nn.ReLU());
  const calls: Record<string, () => unknown> = {
    at: () => seq().at(1),
    at_negative: () => seq().at(-2),
    list_at: () => nn.ModuleList([nn.ReLU()]).at(3),
    insert: () => seq().insert(3, nn.ReLU()),
    dict_taken: () => nn.ModuleDict({ train: nn.ReLU() }),
    list_extend: () => nn.ModuleList().extend(3 as any),
    parameters_extend: () => nn.ParameterList().extend(torch.ones(2) as any),
    parameters_call: () => (nn.ParameterList() as any)(1),
    dict_update: () => nn.ModuleDict().update(3 as any),
    dict_pair: () => nn.ModuleDict().update([['a', nn.ReLU(), 1]] as any),
  };
  const python = (text: string) =>
    text.replace(/got int$/, 'got number').replace(/got Tensor$/, 'got torch.FloatTensor');
  it.each(Object.keys(golden.container_errors))('%s', (name) => {
    const { type, message } = golden.container_errors[name];
    expect(thrown(calls[name] as () => unknown)).toEqual({ type, message: python(message) });
  });

  it('where a list of modules stands for modules', () => {
    expect(() => (nn.Sequential as any)([nn.ReLU(), nn.ReLU()])).toThrow('write Sequential(...modules)');
    expect(() => (nn.Sequential as any)(nn.ReLU(), 3)).toThrow('number is not a Module subclass');
  });
});

describe('Sequential', () => {
  it('keeps every module where a name is the position of another', () => {
    // Values from Python: Sequential(OrderedDict([('b', ReLU()), ('0', Tanh())])).append(GELU())
    const net = nn
      .Sequential([
        ['b', nn.ReLU()],
        ['0', nn.Tanh()],
      ])
      .append(nn.GELU());
    expect(String(net)).toBe("Sequential(\n  (b): ReLU()\n  (0): Tanh()\n  (2): GELU(approximate='none')\n)");
    expect([net.length, String(net.at(0)), String(net.at(1))]).toEqual([3, 'ReLU()', 'Tanh()']);
    const x = torch.tensor([-1, 0.5]);
    expect(net(x).tolist()).toEqual(nn.GELU()(x.relu().tanh()).tolist());
    // A name still is no more than a position where nothing else has it.
    const named = nn.Sequential({ a: nn.ReLU(), b: nn.Tanh() });
    named[0] = nn.GELU();
    expect(named.named_children().map(([name, module]) => `${name} ${module}`)).toEqual([
      "a GELU(approximate='none')",
      'b Tanh()',
    ]);
  });

  it('refuses an object whose order JavaScript would change', () => {
    const layers = { a: nn.Linear(2, 3), '0': nn.ReLU(), b: nn.Linear(3, 1) };
    expect(() => nn.Sequential(layers)).toThrow(
      /names and whole numbers \(0, a, b\), whose order JavaScript does not keep; give a Map or pairs/,
    );
    const { a, '0': relu, b } = layers;
    const net = nn.Sequential([
      ['a', a],
      ['0', relu],
      ['b', b],
    ]);
    const x = torch.ones(1, 2);
    expect((net(x) as Tensor).tolist()).toEqual(b(relu(a(x)) as Tensor).tolist());
    expect(nn.Sequential({ '0': a, '1': relu }).at(1)).toBe(relu);
  });

  it('is reached by position, by name, and iterated', () => {
    const net = features();
    expect(net.length).toBe(5);
    expect(net[0]).toBe(net.at(0));
    expect(net.at(-1)).toBe(net[4]);
    expect(same([...net], net.children())).toBe(true);
    expect(nn.Sequential(...net).length).toBe(5);
    const other = named();
    expect(other[0]).toBe((other as any).conv);
    expect(other[1]).toBe(other.at(-1));
    expect(Object.keys(other)).toEqual(['training', 'conv', 'act']);
    expectTypeOf(net(torch.ones(1))).toEqualTypeOf<Tensor>();
  });

  it('is changed by assignment and by its methods', () => {
    const net = features();
    const relu = nn.ReLU();
    net[1] = relu;
    expect(net.at(1)).toBe(relu);
    net.set(-1, nn.Identity());
    expect(String(net.at(4))).toBe('Identity()');
    net.extend([nn.Linear(1, 1), nn.Linear(1, 2)]);
    expect(net.length).toBe(7);
    expect(net.pop()).toBeInstanceOf(nn.Linear);
    expect(net.length).toBe(6);
    const other = named();
    other[0] = relu;
    expect((other as any).conv).toBe(relu);
    expect(other.length).toBe(2);
    other.insert(0, nn.Linear(5, 6));
    expect(other.state_dict()).toHaveProperty(['0.weight']);
    expect((other as any).conv).toBeUndefined();
    expect(other.length).toBe(3);
  });

  it('runs appended layers last, whatever their names', () => {
    const order: string[] = [];
    const layer = (name: string) => {
      const identity = nn.Identity();
      identity.register_forward_hook(() => void order.push(name));
      return identity;
    };
    nn.Sequential({ b: layer('b'), a: layer('a') }).append(layer('2'))(torch.ones(1));
    expect(order).toEqual(['b', 'a', '2']);
  });

  it('slices into the same modules under the same names', () => {
    const net = features();
    const tail = net.slice(3);
    expect(tail.at(0)).toBe(net[3]);
    expect(Object.keys(tail.state_dict())).toEqual(['3.weight', '3.bias', '4.weight', '4.bias']);
    class Chain extends nn.Sequential {}
    expect(new Chain(nn.ReLU(), nn.ReLU()).slice(1)).toBeInstanceOf(Chain);
  });

  it('passes through when empty', () => {
    const x = torch.ones(2);
    expect(nn.Sequential()(x)).toBe(x);
  });
});

describe('Sequential frees what only its layers know', () => {
  // A layer of the user's that remembers what it saw.
  class Spy extends nn.Module {
    seen: Tensor[] = [];
    override forward(x: Tensor): Tensor {
      this.seen.push(x);
      return x.add(0);
    }
  }
  const alive = (x: Tensor) => {
    try {
      return Number.isFinite(x.sum().item() as number);
    } catch {
      return false;
    }
  };
  // The results of all layers, noted by making forward note them (a hook would keep them from being freed).
  const traced = (net: nn.Sequential) => {
    const results: Tensor[] = [];
    const prototypes = new Map([...net].map((layer) => [Object.getPrototypeOf(layer), layer.forward]));
    for (const [prototype, forward] of prototypes) {
      prototype.forward = function (...args: any[]) {
        const y = forward.apply(this, args);
        results.push(y);
        return y;
      };
    }
    return {
      results,
      restore: () => {
        for (const [prototype, forward] of prototypes) prototype.forward = forward;
      },
    };
  };
  const run = (net: nn.Sequential, input: Tensor) => {
    const { results, restore } = traced(net);
    try {
      const output = net(input);
      return { output, alive: results.map(alive) };
    } finally {
      restore();
    }
  };

  it('results between built-in layers, but neither input nor output', () => {
    const net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2), nn.Flatten());
    const input = torch.ones(2, 3, { requires_grad: true });
    const { output, alive: states } = run(net, input);
    expect(states).toEqual([false, false, false, true]);
    expect(alive(input)).toBe(true);
    output.sum().backward();
    expect(input.grad?.shape.join()).toBe('2,3');
  });

  it('not an input that an Identity or an in-place layer returns', () => {
    const input = torch.ones(2, 3);
    const { alive: states } = run(
      nn.Sequential(nn.Identity(), nn.Linear(3, 4), nn.Identity(), nn.ReLU(true)),
      input,
    );
    expect(alive(input)).toBe(true);
    expect(states.at(-1)).toBe(true);
    const inPlace = nn.Sequential(nn.ReLU(true), nn.Flatten(0));
    const output = inPlace(input);
    expect(alive(input) && alive(output)).toBe(true);
  });

  it('nothing that a layer of the user’s, or a hook, has seen', () => {
    const spy = new Spy();
    const net = nn.Sequential(nn.Linear(3, 4), spy, nn.Linear(4, 2));
    net(torch.ones(2, 3));
    expect(spy.seen.every(alive)).toBe(true);

    const kept: Tensor[] = [];
    const hooked = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2));
    hooked[1].register_forward_hook(
      (_m: unknown, [x]: Tensor[], y: Tensor) => void kept.push(x as Tensor, y),
    );
    hooked(torch.ones(2, 3));
    expect(kept.map(alive)).toEqual([true, true]);
  });

  it('nothing that a sub-class of a built-in layer, or a forward of an instance’s own, has seen', () => {
    const kept: Tensor[] = [];
    class Keeping extends nn.Linear {
      override forward(x: Tensor): Tensor {
        kept.push(x);
        const y = super.forward(x);
        kept.push(y);
        return y;
      }
    }
    nn.Sequential(nn.Tanh(), new Keeping(3, 4), nn.Tanh())(torch.ones(2, 3));
    const tanh = nn.Tanh();
    tanh.forward = (x: Tensor) => {
      const y = x.tanh();
      kept.push(x, y);
      return y;
    };
    nn.Sequential(nn.Tanh(), tanh, nn.Tanh())(torch.ones(2, 3));
    expect(kept.map(alive)).toEqual([true, true, true, true]);
  });

  it('also between nested chains', () => {
    const outer = nn.Sequential(nn.Linear(3, 4), nn.Sequential(nn.Tanh(), nn.Linear(4, 4)), nn.Tanh());
    const { results, restore } = traced(outer[1]);
    outer(torch.ones(2, 3));
    restore();
    expect(results.map(alive)).toEqual([false, false, false, true]);
  });
});

describe('ModuleList', () => {
  it('holds modules by position', () => {
    const list = repeated();
    expect(list.length).toBe(6);
    expect(list[3]).toBe(list.at(-3));
    list.append(nn.ReLU()).insert(0, nn.Tanh());
    expect(list.length).toBe(8);
    expect(String(list[0])).toBe('Tanh()');
    expect(String(list.pop())).toBe('ReLU()');
    expect(list.slice(0, 2).length).toBe(2);
    expect(() => list(torch.ones(1))).toThrow(
      'Module [ModuleList] is missing the required "forward" function',
    );
  });

  it('can be extended with itself', () => {
    const list = nn.ModuleList([nn.ReLU()]);
    expect(list.extend(list).length).toBe(2);
  });
});

describe('ModuleDict', () => {
  it('holds modules by name, in order', () => {
    const [a, b] = [nn.ReLU(), nn.Tanh()];
    const dict = nn.ModuleDict({ a });
    dict.set('b', b);
    expect(dict.keys()).toEqual(['a', 'b']);
    expect([...dict]).toEqual(['a', 'b']);
    expect(same(dict.values(), [a, b])).toBe(true);
    expect(dict.items()).toEqual([
      ['a', a],
      ['b', b],
    ]);
    expect(dict.a).toBe(a);
    expect([dict.has('b'), dict.has('train'), 'b' in dict]).toEqual([true, false, true]);
    expect(dict.pop('a')).toBe(a);
    dict.set('a', a);
    expect(dict.keys()).toEqual(['b', 'a']);
    expect(nn.ModuleDict(dict).keys()).toEqual(['b', 'a']);
    expect(() => dict.pop('c')).toThrow("'c'");
    dict.clear();
    expect(dict.length).toBe(0);
  });
});

describe('ParameterList and ParameterDict', () => {
  it('turn tensors into parameters', () => {
    const list = weights();
    expect(same(list.parameters(), [list[0], list[1]])).toBe(true);
    expect(list[0]).toBeInstanceOf(nn.Parameter);
    list.set(0, torch.zeros(1));
    expect(list[0]).toBeInstanceOf(nn.Parameter);
    expect(list.at(-1)).toBe('text');
    expect(list.slice(1).length).toBe(2);
    expect([...list.append(torch.ones(1))]).toHaveLength(4);
    expect(list.double()[0].dtype).toBe(torch.float64);
  });

  it('by name', () => {
    const dict = nn.ParameterDict({ right: torch.ones(2) });
    expect(dict.right).toBeInstanceOf(nn.Parameter);
    expect(dict.setdefault('left', torch.zeros(1))).toBe(dict.left);
    expect(dict.get('none')).toBeNull();
    expect(dict.get('none', 3)).toBe(3);
    expect(dict.keys()).toEqual(['right', 'left']);
    expect(same(dict.parameters(), [dict.right, dict.left])).toBe(true);
    expect(dict.copy().left).toBe(dict.left);
    expect(dict.fromkeys(['x', 'y'], 1).items()).toEqual([
      ['x', 1],
      ['y', 1],
    ]);
    const { left } = dict;
    expect(same(dict.popitem(), ['left', left])).toBe(true);
    expect(dict.has('left')).toBe(false);
    expect(() => dict.set('train', torch.ones(1))).toThrow("attribute 'train' already exists");
    expect(() => (dict as any)(1)).toThrow('ParameterDict should not be called.');
    expect(names(ordered())).toEqual(['right', '7', '3']);
  });
  const ordered = containers.parameter_dict_ordered as () => nn.Module;
  const names = (module: nn.Module) => module.named_parameters().map(([name]) => name);
});
