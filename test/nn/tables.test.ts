// A module's tables, `_modules` and its like: programs of Python read and write them.
import { describe, expect, test } from 'vitest';
import { copy, nn, torch } from '../../src/index.ts';

const { prune } = nn.utils;

describe('_modules, _parameters and _buffers', () => {
  test('show what is there, in its order', () => {
    const net = nn.Sequential({
      fc: nn.Linear(3, 2, { bias: false }),
      bn: nn.BatchNorm1d(2),
      act: nn.ReLU(),
    });
    expect(Object.keys(net._modules)).toEqual(['fc', 'bn', 'act']);
    expect(Object.values(net._modules)).toEqual([...net]);
    expect(net._modules.fc.in_features).toBe(3);
    expect(net._modules.none).toBeUndefined();
    expect('bn' in net._modules).toBe(true);
    const bn = net._modules.bn as nn.BatchNorm1d;
    expect(Object.keys(bn._parameters)).toEqual(['weight', 'bias']);
    expect(Object.keys(bn._buffers)).toEqual(['running_mean', 'running_var', 'num_batches_tracked']);
    expect(net._modules.fc._parameters.bias).toBeNull();
  });

  test('what is set there is a member, in a class of one’s own as well', () => {
    class Chain extends nn.Module {
      constructor(...layers: nn.Module[]) {
        super();
        for (const [i, layer] of layers.entries()) this._modules[`${i}`] = layer;
      }
      override forward(x: torch.Tensor): torch.Tensor {
        for (const block of Object.values(this._modules)) x = block(x);
        return x;
      }
    }
    const net = new Chain(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1));
    expect(net(torch.ones(4, 2)).shape).toEqual([4, 1]);
    expect(Object.keys(net.state_dict())).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    net._modules[1] = nn.ReLU();
    expect(`${net}`).toContain('(1): ReLU()');
    delete net._modules[1];
    expect(Object.keys(net._modules)).toEqual(['0', '2']);
    expect(() => {
      net._modules['a.b'] = nn.ReLU();
    }).toThrow(`module name can't contain "."`);
    expect(() => {
      net._parameters.forward = nn.Parameter(torch.ones(1));
    }).toThrow("attribute 'forward' already exists");
    net._buffers.mean = torch.zeros(2);
    expect(Object.keys(net.state_dict())).toContain('mean');
  });
});

describe('the tables of hooks', () => {
  test('can be looked at, thinned out and cleared', () => {
    const net = nn.Linear(2, 2);
    const calls: string[] = [];
    const hook = () => void calls.push('a');
    net.register_forward_hook(hook);
    net.register_forward_hook(() => void calls.push('b'));
    net.register_forward_pre_hook(() => void calls.push('pre'));
    net.register_full_backward_hook(() => void calls.push('back'));
    expect(net._forward_hooks.size).toBe(2);
    expect([...net._forward_hooks.values()][0]).toBe(hook);
    const twin = copy.deepcopy(net);
    const [first] = net._forward_hooks.keys();
    expect(net._forward_hooks.delete(first as number)).toBe(true);
    net(torch.ones(1, 2)).sum().backward();
    expect(calls.splice(0)).toEqual(['pre', 'b', 'back']);
    net._forward_hooks.clear();
    net._forward_pre_hooks = new Map();
    net._backward_hooks.clear();
    net(torch.ones(1, 2)).sum().backward();
    expect(calls).toEqual([]);
    expect(() => {
      net._forward_hooks = new Map([[0, hook]]);
    }).toThrow('can only be replaced by an empty Map');
    expect(twin._forward_hooks.size).toBe(2);
    expect(net._backward_pre_hooks.size).toBe(0);
  });

  test('show the methods of pruning', () => {
    const layer = nn.Linear(4, 4);
    prune.random_unstructured(layer, { name: 'weight', amount: 0.3 });
    prune.ln_structured(layer, { name: 'weight', amount: 0.5, n: 2, dim: 0 });
    prune.l1_unstructured(layer, { name: 'bias', amount: 1 });
    const methods = [...layer._forward_pre_hooks.values()];
    expect(methods.map((method) => method._tensor_name).sort()).toEqual(['bias', 'weight']);
    const container = methods.find((method) => method._tensor_name === 'weight');
    expect([...container].map((method) => method.constructor.name)).toEqual([
      'RandomUnstructured',
      'LnStructured',
    ]);
  });
});
