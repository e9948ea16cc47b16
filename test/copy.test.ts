import { describe, expect, it } from 'vitest';
import { GradScaler } from '../src/amp/index.ts';
import { deepcopy, copy as shallow } from '../src/copy.ts';
import * as distributions from '../src/distributions/index.ts';
import * as metrics from '../src/metrics/index.ts';
import * as nn from '../src/nn/index.ts';
import * as optim from '../src/optim/index.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';
import { KFold } from '../src/training/index.ts';
import * as data from '../src/utils/data/index.ts';
import { Image } from '../src/vision/image.ts';
import { ResNet18_Weights } from '../src/vision/models/index.ts';

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

describe('copies of what trains', () => {
  const make: Record<string, (params: Tensor[]) => optim.Optimizer> = {
    Adadelta: (params) => optim.Adadelta(params),
    Adafactor: (params) => optim.Adafactor(params),
    Adagrad: (params) => optim.Adagrad(params),
    Adam: (params) => optim.Adam(params, { amsgrad: true }),
    Adamax: (params) => optim.Adamax(params),
    AdamW: (params) => optim.AdamW(params),
    ASGD: (params) => optim.ASGD(params),
    'fused Adam': (params) => optim.Adam(params, { fused: true }),
    'fused SGD': (params) => optim.SGD(params, { lr: 0.1, momentum: 0.9, fused: true }),
    LBFGS: (params) => optim.LBFGS(params, { max_iter: 1 }),
    Muon: (params) => optim.Muon(params.filter((p) => p.dim() === 2)),
    NAdam: (params) => optim.NAdam(params),
    RAdam: (params) => optim.RAdam(params),
    RMSprop: (params) => optim.RMSprop(params, { momentum: 0.5 }),
    Rprop: (params) => optim.Rprop(params),
    SGD: (params) => optim.SGD(params, { lr: 0.1, momentum: 0.9, nesterov: true }),
  };
  const steps = (net: nn.Linear, opt: optim.Optimizer) => {
    const x = torch.arange(6).float().view(3, 2).div(5);
    for (let i = 0; i < 3; i += 1) {
      opt.step(() => {
        opt.zero_grad();
        const loss = net(x).square().sum();
        loss.backward();
        return loss;
      });
    }
    return net.parameters().map((p) => p.tolist());
  };

  it.each(Object.keys(make))('%s goes on alike over copies of its parameters', (name) => {
    const net = nn.Linear(2, 2);
    const opt = make[name]?.(net.parameters()) as optim.Optimizer;
    steps(net, opt);
    const calls: string[] = [];
    opt.register_step_post_hook(() => void calls.push('hook'));
    const [twin, twinOpt] = deepcopy([net, opt] as const);
    expect(String(twinOpt)).toBe(String(opt));
    const after = steps(twin, twinOpt);
    expect(calls).toEqual([]); // Python's copies have no hooks either
    expect(net.parameters().map((p) => p.tolist())).not.toEqual(after);
    expect(steps(net, opt)).toEqual(after);
    const again = shallow(opt);
    expect(again.param_groups).toBe(opt.param_groups);
    expect(again.state).toBe(opt.state);
    steps(net, again);
    expect(calls).toHaveLength(3);
  });

  it('of an optimizer of one’s own keep what its constructor took', () => {
    class Own extends optim.Optimizer {
      readonly extra: number[];
      constructor(net: nn.Module, extra: number[]) {
        super(net.parameters(), {});
        this.extra = extra;
      }
    }
    const opt = new Own(nn.Linear(1, 1), [1, 2]);
    const twin = deepcopy(opt);
    expect(twin).toBeInstanceOf(Own);
    expect([twin.extra, twin.extra === opt.extra, shallow(opt).extra === opt.extra]).toEqual([
      [1, 2],
      false,
      true,
    ]);
  });

  it('GradScaler', () => {
    const scaler = GradScaler('cpu', { init_scale: 8, growth_interval: 1 });
    const net = nn.Linear(2, 1);
    const opt = optim.SGD(net.parameters(), { lr: 0.1 });
    scaler.scale(net(torch.ones(1, 2)).sum()).backward();
    scaler.unscale_(opt);
    const [twin, twinOpt] = deepcopy([scaler, opt] as const);
    expect(twin.state_dict()).toEqual(scaler.state_dict());
    // It knows that the gradients were unscaled, of the copied optimizer.
    expect(() => twin.unscale_(twinOpt)).toThrow('unscale_() has already been called');
    scaler.step(opt);
    scaler.update();
    expect([scaler.get_scale(), twin.get_scale(), shallow(scaler).get_scale()]).toEqual([16, 8, 16]);
  });

  it('samplers and loaders, which draw alike', () => {
    const dataset = Array.from({ length: 7 }, (_, i) => i);
    const generator = () => torch.Generator().manual_seed(4);
    const samplers = [
      data.RandomSampler(dataset, { generator: generator() }),
      data.RandomSampler(dataset, { replacement: true, num_samples: 40, generator: generator() }),
      data.SubsetRandomSampler([3, 1, 5], generator()),
      data.WeightedRandomSampler([0.1, 0.9, 0.5], 5, { generator: generator() }),
      data.BatchSampler(data.RandomSampler(dataset, { generator: generator() }), 3, false),
      data.DistributedSampler(dataset, { num_replicas: 2, rank: 1 }),
      data.SequentialSampler(dataset),
    ];
    for (const sampler of samplers) {
      const twin = deepcopy(sampler) as typeof sampler;
      const other = shallow(sampler) as typeof sampler;
      expect(other.length).toBe(sampler.length);
      expect([...twin]).toEqual([...sampler]);
    }
    const loader = data.DataLoader(dataset, { batch_size: 2, shuffle: true, generator: generator() });
    const twin = deepcopy(loader);
    const order = (from: typeof loader) => [...from].map((batch: any) => batch.tolist());
    expect(twin.dataset).not.toBe(loader.dataset);
    expect((twin.sampler as any).generator).toBe(twin.generator);
    expect(order(twin)).toEqual(order(loader));
    expect(shallow(loader).dataset).toBe(loader.dataset);
    expect(() => ((twin as any).batch_size = 3)).toThrow('should not be set after DataLoader is initialized');
    expect(() => deepcopy(loader[Symbol.iterator]())).toThrow('cannot be copied');
    expect(() => shallow(numbers())).toThrow("cannot pickle 'generator'");
  });
  function* numbers() {
    yield 1;
  }

  it('a loader with workers that stay, whose copy has its own', () => {
    const loader = data.DataLoader([1, 2], { num_workers: 1, persistent_workers: true });
    const ended: string[] = [];
    Object.assign(loader, { _pool: { close: () => ended.push('workers') } });
    for (const twin of [deepcopy(loader), shallow(loader)]) {
      expect([twin._pool, twin.num_workers, twin.persistent_workers]).toEqual([null, 1, true]);
      twin[Symbol.dispose]();
    }
    expect(ended).toEqual([]);
  });

  it('metrics and folds', () => {
    const mean = metrics.Mean();
    mean.update(3);
    const twin = deepcopy(mean);
    mean.update(5);
    expect([mean.compute(), twin.compute()]).toEqual([4, 3]);
    const folds = KFold(3, { shuffle: true, generator: torch.Generator().manual_seed(1) });
    expect(deepcopy(folds).split(6)).toEqual(folds.split(6));
  });

  it('distributions', () => {
    const { Normal, TransformedDistribution, transforms } = distributions;
    const loc = torch.zeros(3);
    const given = [
      Normal(loc, 1),
      distributions.Categorical({ logits: torch.arange(4).float() }),
      distributions.MultivariateNormal(loc, torch.eye(3)),
      TransformedDistribution(Normal(loc, torch.ones(3)), [transforms.ExpTransform()]),
      TransformedDistribution(Normal(loc, torch.ones(3)), [
        transforms.StackTransform([
          transforms.ExpTransform(),
          transforms.TanhTransform(),
          transforms.SigmoidTransform(),
        ]),
      ]),
      TransformedDistribution(Normal(loc, torch.ones(3)), [
        transforms.CatTransform([transforms.ExpTransform(), transforms.TanhTransform()], 0, [1, 2]),
      ]),
      distributions.Independent(Normal(loc, 1), 1),
    ];
    for (const each of given) {
      for (const twin of [deepcopy(each), shallow(each)] as any[]) {
        torch.manual_seed(1);
        const x = each.sample();
        torch.manual_seed(1);
        expect(torch.equal(twin.sample(), x)).toBe(true);
        expect(torch.equal(twin.log_prob(x), each.log_prob(x))).toBe(true);
        expect(String(twin)).toBe(String(each));
      }
    }
    expect((deepcopy(given[0]) as any).loc.data_ptr()).not.toBe((given[0] as any).loc.data_ptr());
  });

  it('storages, pictures, weights', () => {
    const x = torch.arange(3).to(torch.uint8);
    const [y, storage] = deepcopy([x, x.untyped_storage()] as const);
    y.fill_(7);
    expect([storage.tolist(), x.tolist()]).toEqual([
      [7, 7, 7],
      [0, 1, 2],
    ]);
    const picture = Image.new('RGB', [2, 3], [1, 2, 3]);
    for (const twin of [deepcopy(picture), shallow(picture)]) {
      expect(twin).not.toBe(picture);
      expect([twin.size, twin.getpixel([1, 2])]).toEqual([
        [2, 3],
        [1, 2, 3],
      ]);
    }
    expect(deepcopy(ResNet18_Weights.DEFAULT)).toBe(ResNet18_Weights.DEFAULT);
  });
});

describe('shallow copies', () => {
  it('of tensors share memory, not the gradient', () => {
    const x = torch.ones(3, { requires_grad: true });
    x.sum().backward();
    Object.assign(x, { note: [1] });
    const y = shallow(x);
    expect([y === x, y.data_ptr() === x.data_ptr(), y.requires_grad, y.grad]).toEqual([
      false,
      true,
      true,
      null,
    ]);
    expect((y as any).note).toBe((x as any).note);
    const z = shallow(x.mul(2));
    expect([z.is_leaf, z.requires_grad]).toEqual([true, true]);
    const p = nn.Parameter(torch.ones(2));
    expect(shallow(p)).toBeInstanceOf(nn.Parameter);
    expect(shallow(p).data_ptr()).toBe(p.data_ptr());
  });

  it('of modules share layers and weights', () => {
    const net = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2));
    const seen: string[] = [];
    net.register_forward_hook(() => void seen.push('hook'));
    const twin = shallow(net);
    expect(twin[0] === net[0]).toBe(true);
    expect(twin.eval().training || net.training === false).toBe(false);
    twin.append(nn.ReLU());
    expect([twin.length, net.length]).toEqual([3, 2]);
    twin(torch.ones(1, 2));
    expect(seen).toEqual(['hook']);
    const layer = nn.BatchNorm1d(2);
    expect(Object.keys(shallow(layer).state_dict())).toEqual(Object.keys(layer.state_dict()));
  });

  it('of data hold the same items', () => {
    const inner = { a: 1 };
    const date = new Date(3);
    class Own {
      readonly inner: object;
      constructor(inner: object) {
        this.inner = inner;
      }
      get twice() {
        return [this.inner, this.inner];
      }
    }
    const given = [[inner], new Map([['k', inner]]), new Set([inner]), { inner }, new Own(inner)] as const;
    for (const each of given) {
      const twin = shallow(each);
      expect(twin).toEqual(each);
      expect(twin).not.toBe(each);
      expect(Object.getPrototypeOf(twin)).toBe(Object.getPrototypeOf(each));
    }
    expect(shallow(given[1]).get('k')).toBe(inner);
    expect((shallow(given[4]) as Own).inner).toBe(inner);
    expect(shallow(date)).not.toBe(date);
    const list = new Float32Array([1]);
    shallow(list)[0] = 2;
    expect(list[0]).toBe(1);
    expect([shallow(3), shallow(null), shallow(torch.float32)]).toEqual([3, null, torch.float32]);
    expect(shallow({ __copy__: () => 'own' })).toBe('own');
  });
});
