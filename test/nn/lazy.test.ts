// The numbers of lazy layers are in test/conformance: here is what they do before, during and after their first call.
import { describe, expect, it } from 'vitest';
import { deepcopy } from '../../src/copy.ts';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { same } from './golden.ts';

const keys = (module: nn.Module) => Object.keys(module.state_dict());

describe('a lazy layer', () => {
  it('becomes its class at the first call, with the same parameter objects', () => {
    torch.manual_seed(3);
    const lazy = nn.LazyLinear(4);
    const parameters = lazy.parameters();
    expect(parameters.every((p) => p instanceof nn.UninitializedParameter)).toBe(true);
    expect(String(lazy)).toBe('LazyLinear(in_features=0, out_features=4, bias=True)');
    const y = lazy(torch.ones(2, 3));
    expect(String(lazy)).toBe('Linear(in_features=3, out_features=4, bias=True)');
    expect(lazy).toBeInstanceOf(nn.Linear);
    expect(lazy.constructor).toBe(nn.Linear);
    expect(same(lazy.parameters(), parameters)).toBe(true);
    expect(parameters.some((p) => p instanceof nn.UninitializedParameter)).toBe(false);
    torch.manual_seed(3);
    expect(y.tolist()).toEqual(nn.Linear(3, 4)(torch.ones(2, 3)).tolist());
    y.sum().backward();
    expect(lazy.weight.grad?.shape.join()).toBe('4,3');
  });

  it('has its keys before, and takes shapes from a state_dict', () => {
    const lazy = nn.Sequential(nn.LazyConv2d(4, 3), nn.LazyBatchNorm2d());
    const eager = nn.Sequential(nn.Conv2d(2, 4, 3), nn.BatchNorm2d(4));
    expect(keys(lazy)).toEqual(keys(eager));
    expect(String(Object.values(lazy.state_dict())[0])).toBe('<UninitializedParameter>');
    expect(String(lazy.state_dict()['1.running_mean'])).toBe('<UninitializedBuffer>');
    lazy.load_state_dict(eager.state_dict());
    const x = torch.randn(2, 2, 5, 5);
    expect(lazy(x).tolist()).toEqual(eager(x).tolist());
    expect(() => nn.Linear(2, 3).load_state_dict(nn.LazyLinear(3).state_dict())).toThrow(
      "Can't access the shape of an uninitialized parameter or buffer.",
    );
  });

  it('can be converted, moved and copied before', () => {
    const lazy = nn.LazyLinear(2).double();
    expect(lazy.weight).toBeInstanceOf(nn.UninitializedParameter);
    expect(lazy.weight.dtype).toBe(torch.float64);
    const copy = deepcopy(lazy);
    copy(torch.ones(1, 5, { dtype: torch.float64 }));
    expect([copy.in_features, copy.weight.dtype]).toEqual([5, torch.float64]);
    expect(lazy.weight).toBeInstanceOf(nn.UninitializedParameter);
    const norm = nn.LazyBatchNorm1d().to(torch.float64);
    norm(torch.randn(3, 4, { dtype: torch.float64 }));
    expect([norm.running_mean?.dtype, norm.num_features]).toEqual([torch.float64, 4]);
  });

  it('lets nothing else touch its parameters', () => {
    const { weight } = nn.LazyLinear(2);
    const calls: (() => unknown)[] = [
      () => weight.add(1),
      () => torch.mm(weight, weight),
      () => weight.tolist(),
    ];
    for (const call of calls) {
      expect(call).toThrow('Attempted to use an uninitialized parameter');
    }
    expect(() => weight.shape).toThrow("Can't access the shape of an uninitialized parameter or buffer.");
    expect([weight.requires_grad, String(weight.device), weight.grad, weight.is_leaf]).toEqual([
      true,
      'cpu',
      null,
      true,
    ]);
  });

  it('says what does not fit', () => {
    expect(() => nn.LazyConv2d(4, 3)(torch.ones(3, 3))).toThrow(
      'Expected 3D (unbatched) or 4D (batched) input to LazyConv2d, but got input of size: torch.Size([3, 3])',
    );
    expect(() => nn.LazyConv1d(4, 1, { groups: 2 })(torch.ones(1, 3, 3))).toThrow(
      'in_channels must be divisible by groups',
    );
    expect(() => nn.LazyConv1d(4, 1, { grops: 2 } as any)).toThrow("unexpected keyword argument 'grops'");
  });

  it('can be one’s own', () => {
    class LazyScale extends nn.modules.LazyModuleMixin(nn.Module) {
      scale: Tensor = nn.UninitializedParameter();
      override initialize_parameters(x: Tensor): void {
        if (!this.has_uninitialized_params()) return;
        (this.scale as nn.UninitializedParameter).materialize([x.size(-1)]);
        torch.no_grad(() => this.scale.fill_(2));
      }
      override forward(x: Tensor): Tensor {
        return x.mul(this.scale);
      }
    }
    const scale = new LazyScale();
    expect(scale(torch.ones(1, 2)).tolist()).toEqual([[2, 2]]);
    expect(scale).toBeInstanceOf(LazyScale);
    class Forgetful extends nn.modules.LazyModuleMixin(nn.Module) {
      scale = nn.UninitializedParameter();
      override initialize_parameters(): void {}
    }
    expect(() => new Forgetful()(1)).toThrow('module Forgetful has not been fully initialized');
  });
});

describe('nn.Buffer', () => {
  class Counter extends nn.Module {
    seen: Tensor = nn.Buffer(torch.zeros(1));
    scratch = nn.Buffer(torch.zeros(1), { persistent: false });
    override forward(x: Tensor): Tensor {
      this.seen = this.seen.add(1);
      return x;
    }
  }
  it('makes a buffer by assignment, which stays one', () => {
    const counter = new Counter();
    counter(torch.ones(1));
    counter(torch.ones(1));
    expect(counter.named_buffers().map(([name]) => name)).toEqual(['seen', 'scratch']);
    expect(counter.state_dict().seen?.tolist()).toEqual([2]);
    expect(keys(counter)).toEqual(['seen']);
    expect(counter.double().seen.dtype).toBe(torch.float64);
  });
});
