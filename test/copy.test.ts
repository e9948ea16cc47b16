import { describe, expect, it } from 'vitest';
import { deepcopy } from '../src/copy.ts';
import * as nn from '../src/nn/index.ts';
import * as optim from '../src/optim/index.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const copyOf = (module: nn.Module) => deepcopy(module) as any;

describe('deepcopy of tensors', () => {
  it('copies values, not memory', () => {
    const x = torch.arange(6).float().view(2, 3).t();
    const y = deepcopy(x);
    expect([y.tolist(), y.stride()]).toEqual([x.tolist(), x.stride()]);
    y.fill_(0);
    expect(x.sum().item()).toBe(15);
  });

  it('keeps shared memory shared', () => {
    const base = torch.arange(6).float();
    const [a, b, c] = deepcopy([base, base.index('2:4'), base.view(torch.int32)] as const);
    b.fill_(9);
    expect(a.tolist()).toEqual([0, 1, 9, 9, 4, 5]);
    expect(c.tolist()[2]).toBe(torch.tensor(9).view(torch.int32).item());
    expect(base.tolist()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('takes a tensor’s gradient along, and leaves a parameter’s, as in Python', () => {
    const x = torch.ones(2, { requires_grad: true });
    const p = nn.Parameter(torch.ones(2));
    x.mul(p).sum().backward();
    const [y, q] = deepcopy([x, p] as const);
    expect(y.grad?.tolist()).toEqual([1, 1]);
    expect([q.grad, q.requires_grad]).toEqual([null, true]);
    expect(q).toBeInstanceOf(nn.Parameter);
    expect(() => deepcopy(x.mul(2))).toThrow('Only Tensors created explicitly by the user (graph leaves)');
  });

  it('copies other kinds', () => {
    const sparse = torch.eye(3).to_sparse();
    expect(deepcopy(sparse).to_dense().tolist()).toEqual(torch.eye(3).tolist());
    expect(deepcopy(torch.empty(2, { device: 'meta' })).is_meta).toBe(true);
    expect(deepcopy(torch.zeros(0, 3)).shape.join()).toBe('0,3');
    expect(deepcopy(torch.float64)).toBe(torch.float64);
    const generator = torch.Generator().manual_seed(3);
    const other = deepcopy(generator);
    expect(torch.rand(2, { generator: other }).tolist()).toEqual(torch.rand(2, { generator }).tolist());
  });
});

describe('deepcopy of modules', () => {
  class Net extends nn.Module {
    stem = nn.Linear(2, 2);
    named = nn.Sequential({ first: nn.Linear(2, 2), again: nn.ReLU() });
    list = nn.ModuleList([this.stem, nn.BatchNorm1d(2)]);
    settings = { sizes: [1, 2], self: this as unknown };
    mean: Tensor;
    constructor() {
      super();
      this.register_buffer('mean', torch.ones(2), { persistent: false });
      this.mean = (this as any).mean;
      this.named[0].weight = this.stem.weight;
    }
    override forward(x: Tensor): Tensor {
      return this.named(this.list[1](this.stem(x))).add(this.mean);
    }
  }

  it('gives the same network with parameters of its own', () => {
    const net = new Net();
    const copy = copyOf(net) as Net;
    expect(String(copy)).toBe(String(net));
    expect(copy).toBeInstanceOf(Net);
    expect(Object.keys(copy.state_dict())).toEqual(Object.keys(net.state_dict()));
    expect(copy.named_buffers().map(([name]) => name)).toEqual(net.named_buffers().map(([name]) => name));
    const x = torch.randn(4, 2);
    net.eval();
    copy.eval();
    expect(copy(x).tolist()).toEqual(net(x).tolist());
    torch.no_grad(() => copy.stem.weight.zero_());
    expect(net.stem.weight.abs().sum().item()).toBeGreaterThan(0);
  });

  it('keeps what is shared inside shared', () => {
    const copy = copyOf(new Net()) as Net;
    expect(copy.list[0]).toBe(copy.stem);
    expect(copy.named[0].weight).toBe(copy.stem.weight);
    expect(copy.named[0]).toBe((copy.named as any).first);
    expect(copy.settings.self).toBe(copy);
    expect(copy.settings.sizes).toEqual([1, 2]);
  });

  it('takes hooks along, which end apart', () => {
    const net = new Net();
    const seen: unknown[] = [];
    const handle = net.register_forward_hook((module) => void seen.push(module));
    const copy = copyOf(net);
    handle.remove();
    net.eval()(torch.ones(1, 2));
    copy.eval()(torch.ones(1, 2));
    expect(seen).toHaveLength(1);
    expect(seen[0] === copy).toBe(true);
  });

  it('lets a class copy itself', () => {
    class Shared {
      __deepcopy__() {
        return this;
      }
    }
    const shared = new Shared();
    expect(deepcopy({ shared }).shared).toBe(shared);
  });

  it('copies an optimizer with the network that it trains', () => {
    const net = nn.Linear(2, 1);
    const optimizer = optim.SGD(net.parameters(), { lr: 0.5, momentum: 0.9 });
    const step = (module: nn.Linear, opt: typeof optimizer) => {
      opt.zero_grad();
      module(torch.ones(1, 2)).sum().backward();
      opt.step();
    };
    step(net, optimizer);
    const [copy, opt] = deepcopy([net, optimizer] as const);
    step(net, optimizer);
    const after = net.weight.tolist();
    expect(copy.weight.tolist()).not.toEqual(after);
    step(copy, opt);
    expect(copy.weight.tolist()).toEqual(after);
  });
});

describe('deepcopy of data', () => {
  it('follows arrays, maps, sets, dates and circles', () => {
    const data: any = {
      list: [1, [2]],
      map: new Map([['a', { b: 1 }]]),
      set: new Set([1]),
      at: new Date(5),
      text: 'x',
    };
    data.self = data;
    data.bytes = new Float32Array([1, 2]);
    const copy = deepcopy(data);
    expect(copy.self).toBe(copy);
    expect(copy.list).toEqual([1, [2]]);
    expect(copy.list[1]).not.toBe(data.list[1]);
    expect(copy.map.get('a')).toEqual({ b: 1 });
    expect(copy.map.get('a')).not.toBe(data.map.get('a'));
    expect([...copy.set, +copy.at, copy.text, [...copy.bytes]]).toEqual([1, 5, 'x', [1, 2]]);
  });
});
