// Networks without memory: built on the meta device, and run there for their shapes.
import { describe, expect, test } from 'vitest';
import { TorchError } from '../../src/errors.ts';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';

const layers: Record<string, [make: () => any, ...sizes: number[]]> = {
  Conv1d: [() => nn.Conv1d(4, 6, 3, { stride: 2, padding: 1, dilation: 2, groups: 2 }), 2, 4, 17],
  Conv2d: [() => nn.Conv2d(3, 5, [3, 2], { stride: [2, 1], padding: [0, 1], bias: false }), 2, 3, 9, 11],
  'Conv2d without a batch': [() => nn.Conv2d(3, 5, 3), 3, 9, 11],
  Conv3d: [() => nn.Conv3d(2, 3, [1, 2, 3]), 1, 2, 4, 5, 6],
  ConvTranspose1d: [() => nn.ConvTranspose1d(4, 6, 3, { stride: 3, output_padding: 2, groups: 2 }), 2, 4, 5],
  ConvTranspose2d: [() => nn.ConvTranspose2d(3, 4, 3, { stride: 2, padding: 1, dilation: 2 }), 2, 3, 5, 6],
  BatchNorm2d: [() => nn.BatchNorm2d(3), 2, 3, 4, 5],
  'BatchNorm1d in evaluation': [() => nn.BatchNorm1d(3).eval(), 2, 3],
  LayerNorm: [() => nn.LayerNorm([4, 5]), 2, 3, 4, 5],
  GroupNorm: [() => nn.GroupNorm(3, 6), 2, 6, 4, 5],
  ReLU: [() => nn.ReLU(), 2, 3],
  AdaptiveAvgPool2d: [() => nn.AdaptiveAvgPool2d([2, 3]), 1, 2, 7, 8],
  AdaptiveAvgPool3d: [() => nn.AdaptiveAvgPool3d(2), 1, 2, 4, 5, 6],
};

describe('on the meta device, layers give what they give on the CPU, without values', () => {
  const facts = (x: Tensor) => [x.shape.join(), x.stride().join(), String(x.dtype)];
  const pass = (device: string, make: () => any, sizes: number[]) =>
    torch.set_default_device(device, () => {
      const layer = make();
      const x = torch.zeros(sizes, { requires_grad: true });
      const y: Tensor = layer(x);
      y.sum().backward();
      const gradients = [x, ...layer.parameters()].map((p) => p.grad as Tensor);
      expect([y, ...gradients].every((each) => each.device.type === device)).toBe(true);
      return [y, ...gradients].map(facts);
    });
  for (const [name, [make, ...sizes]] of Object.entries(layers)) {
    test(name, () => {
      expect(pass('meta', make, sizes)).toEqual(pass('cpu', make, sizes));
    });
  }

  test('sizes that do not fit are refused there too', () => {
    torch.set_default_device('meta', () => {
      expect(() => nn.Conv2d(3, 4, 3)(torch.zeros(1, 2, 8, 8))).toThrow('to have 3 channels, but got 2');
      expect(() => nn.Conv2d(3, 4, 9)(torch.zeros(1, 3, 8, 8))).toThrow("Kernel size can't be greater");
    });
  });
});

describe('networks are built on the meta device as in Python', () => {
  const none = { weights: null, weights_backbone: null } as const;
  test.each(['ssd300_vgg16', 'ssdlite320_mobilenet_v3_large'] as const)('%s', (name) => {
    const net = torch.set_default_device('meta', () => models.detection[name](none));
    const state = Object.values(net.state_dict()) as Tensor[];
    expect(state.every((x) => x.is_meta)).toBe(true);
    // The sizes of the default boxes are no part of the state.
    expect((net.anchor_generator as any)._wh_pairs.every((x: Tensor) => x.device.type === 'cpu')).toBe(true);
    const whole = net.to_empty({ device: 'cpu' });
    torch.no_grad(() => {
      for (const x of [...whole.parameters(), ...whole.buffers()]) x.zero_();
    });
    whole.eval();
    const [found] = torch.no_grad(() => whole([torch.zeros(3, 30, 40)])) as any;
    expect(found.boxes.size(1)).toBe(4);
  });

  test('a residual network and a vision transformer go forward and backward', () => {
    torch.set_default_device('meta', () => {
      for (const net of [models.resnet18(), models.vit_b_16()] as nn.Module[]) {
        const y = net(torch.zeros(2, 3, 224, 224));
        expect(y.shape.join()).toBe('2,1000');
        y.sum().backward();
        expect(net.parameters().every((p) => p.grad?.is_meta)).toBe(true);
      }
    });
  });
});

describe('arguments that no shape can come of are an error, and nothing is read beyond them', () => {
  const aten = torch.ops.aten as Record<string, any>;
  const empty = (...sizes: number[]) => torch.empty(sizes, { device: 'meta' });
  const complex = () => torch.empty([], { device: 'meta', dtype: torch.complex64 });
  const calls: Record<string, () => unknown> = {
    'a stride of zero': () => aten.im2col(empty(1, 3, 8, 8), [2, 2], [1, 1], [0, 0], [0, 0]),
    'too short a list': () => aten.im2col(empty(1, 3, 8, 8), [2], [1], [0], [1]),
    'a window of zero': () => aten.col2im(empty(1, 12, 8), [4, 4], [0, 0], [1, 1], [0, 0], [1, 1]),
    'pooling with a stride of zero': () =>
      aten.max_pool3d_with_indices(empty(1, 2, 4, 4, 4), [2, 2, 2], [0, 0, 0]),
    'pooling without a window': () => aten.max_pool3d_with_indices(empty(1, 2, 4, 4, 4), []),
    'pooling of a number': () => aten.max_pool3d_with_indices(empty(), [2, 2, 2]),
    'padding of one dimension': () => aten.reflection_pad2d(empty(1), [1, 1, 1, 1]),
    'distances of numbers': () => aten._cdist_forward(empty(), empty(), 2, null),
    'unpooling of a number': () => aten.max_unpool2d(empty(), empty(), [1, 2]),
    'triangles of numbers': () => aten.linalg_solve_triangular(empty(), empty(), { upper: true }),
    'a transform of a number': () => aten._fft_c2r(complex(), [0], 0, 4),
    'adaptive pooling of a vector': () => aten._adaptive_avg_pool3d(empty(3), [1, 1, 1]),
    'a convolution without strides': () =>
      aten.convolution_overrideable(empty(1, 1, 4), empty(1, 1, 2), null, [], [], [], false, [], 1),
  };
  for (const [name, call] of Object.entries(calls)) {
    test(name, () => {
      expect(call).toThrow(TorchError);
    });
  }
});
