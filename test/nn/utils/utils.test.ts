import { describe, expect, it } from 'vitest';
import * as nn from '../../../src/nn/index.ts';
import type { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import { thrown } from '../thrown.ts';
import { conv, image, replay, state, step } from './golden.ts';

const { stateless } = nn.utils;

describe('nn.utils does what Python does', () => {
  it('clips gradients', () => {
    const calls: object[] = [
      { max_norm: 0.5 },
      { max_norm: 2, norm_type: 1 },
      { max_norm: 0.1, norm_type: 'inf' },
      { max_norm: 1e6 },
      { max_norm: 0.3, norm_type: 3, foreach: false },
    ];
    const stepped = () => {
      const m = conv();
      step(m, image());
      return m;
    };
    replay('clip', () => {
      const norms = calls.map((options) => {
        const m = stepped();
        const norm = (nn.utils.clip_grad_norm_ as any)(m.parameters(), options);
        return [norm, ...m.parameters().map((p) => p.grad)];
      });
      const m = stepped();
      nn.utils.clip_grad_value_(m.parameters(), 3.5);
      const nan = nn.Parameter(torch.ones(2));
      nan.grad = torch.tensor([1, Number.NaN]);
      return {
        norms,
        values: m.parameters().map((p) => p.grad),
        none: nn.utils.clip_grad_norm_([nn.Parameter(torch.ones(1))], 1),
        total: nn.utils.get_total_norm([torch.ones(3), torch.arange(4).float()]),
        nonfinite: thrown(() => nn.utils.clip_grad_norm_([nan], 1, { error_if_nonfinite: true })),
      };
    });
  });

  it('makes vectors of parameters, and parameters of vectors', () => {
    replay('vector', () => {
      const m = nn.Linear(3, 2);
      const vector = nn.utils.parameters_to_vector(m.parameters());
      nn.utils.vector_to_parameters(torch.arange(8).float(), m.parameters());
      return { vector, ...state(m) };
    });
    expect(() => nn.utils.vector_to_parameters([1] as any, [])).toThrow(
      'expected torch.Tensor, but got: Array',
    );
  });

  it('fuses batch normalisations', () => {
    const trained = (layer: nn.Module, bn: any, x: Tensor) => {
      const net: any = nn.Sequential(layer, bn);
      nn.init.uniform_(bn.weight);
      nn.init.normal_(bn.bias);
      for (let i = 0; i < 3; i += 1) net(x);
      return net.eval();
    };
    replay('fusion', () => {
      const layers = [conv, () => nn.Conv2d(3, 4, 2, { bias: false }), () => nn.ConvTranspose2d(3, 4, 2)];
      // Python makes the layers in a list, before the first is trained.
      const made: any[] = layers.map((layer) => layer());
      const fused = made.map((layer) => {
        const net = trained(layer, nn.BatchNorm2d(4), image());
        const transpose = layer instanceof nn.ConvTranspose2d;
        const one: any = nn.utils.fuse_conv_bn_eval(net[0], net[1], { transpose });
        return { ...state(one), output: one(image()), text: String(one) };
      });
      const net = trained(nn.Linear(4, 3), nn.BatchNorm1d(3), image().view(-1, 4));
      const one = nn.utils.fuse_linear_bn_eval(net[0], net[1]);
      fused.push({ ...state(one), output: one(image()), text: String(one) });
      const training = thrown(() => nn.utils.fuse_conv_bn_eval(conv(), nn.BatchNorm2d(4)));
      return { fused, training };
    });
  });

  it('calls modules with other parameters', () => {
    replay('stateless_call', () => {
      const net: any = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3));
      const tied: any = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3));
      tied[1].weight = tied[0].weight;
      const x = torch.linspace(-1, 1, 6).view(2, 3);
      const given = { '0.weight': torch.eye(3), '1.running_mean': torch.ones(3) };
      const twice = () => ({ '0.weight': torch.eye(3).mul(2) });
      const call = stateless.functional_call;
      const { weight } = net[0];
      const result = {
        output: call(net, given, x),
        running: given['1.running_mean'],
        own: net[1].running_mean,
        count: net[1].num_batches_tracked,
        tied: call(tied, twice(), x),
        untied: call(tied, twice(), x, { tie_weights: false }),
        strict: thrown(() => call(net, { '0.weight': torch.eye(3), z: x }, x, { strict: true })),
        several: thrown(() => call(tied, { '0.weight': torch.eye(3), '1.weight': torch.ones(3, 3) }, x)),
      };
      expect(net[0].weight).toBe(weight);
      expect(() => call(net, { '0.weight': torch.eye(2) }, x)).toThrow();
      expect(net[0].weight).toBe(weight);
      return result;
    });
  });

  it('differentiates what it is given', () => {
    const net = nn.Linear(2, 1);
    const weight = torch.ones(1, 2, { requires_grad: true });
    stateless.functional_call(net, { weight }, [torch.tensor([[3, 4]])]).backward();
    expect(weight.grad?.tolist()).toEqual([[3, 4]]);
    expect(net.weight.grad).toBeNull();
  });

  it('skips initialisation', () => {
    torch.manual_seed(1);
    const before = torch.get_rng_state().tolist();
    const linear = nn.utils.skip_init(nn.Linear, 3, 2, { dtype: torch.float64 });
    expect(torch.get_rng_state().tolist()).toEqual(before);
    expect([linear.weight.is_meta, linear.weight.dtype, linear.weight.shape.join()]).toEqual([
      false,
      torch.float64,
      '2,3',
    ]);
    expect(() => nn.utils.skip_init(nn.ReLU as any)).toThrow("Module must support a 'device' arg");
    expect(() => nn.utils.skip_init((() => 1) as any)).toThrow('Expected a Module; got');
  });

  it('changes the memory format of convolutions', () => {
    const net: any = nn.Sequential(nn.Conv2d(3, 4, 2), nn.Conv3d(2, 2, 2));
    const values = net[0].weight.tolist();
    nn.utils.convert_conv2d_weight_memory_format(net, torch.channels_last);
    expect(net[0].weight.stride()).toEqual([12, 1, 6, 3]);
    expect(net[0].weight.tolist()).toEqual(values);
    expect(net[1].weight.is_contiguous()).toBe(true);
    nn.utils.convert_conv3d_weight_memory_format(net, torch.channels_last_3d);
    expect(net[1].weight.is_contiguous({ memory_format: torch.channels_last_3d })).toBe(true);
  });
});
