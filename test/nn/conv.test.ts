import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('conv');

describe('convolutions: arguments', () => {
  it('takes positions, keywords and both, with or without new', () => {
    const text = 'Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), bias=False)';
    const forms = [
      nn.Conv2d(3, 8, 3, 2, 1, 1, 1, false),
      new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1, bias: false }),
      nn.Conv2d({ in_channels: 3, out_channels: 8, kernel_size: [3, 3], stride: 2, padding: 1, bias: false }),
    ];
    expect(forms.map(String)).toEqual([text, text, text]);
    for (const conv of forms) expect(conv).toBeInstanceOf(nn.Conv2d);
  });

  it.each([
    [
      () => nn.Conv2d(3, 8, { kernel: 3 } as any),
      /^Conv2d\(\): .*unexpected keyword argument 'kernel'; known: in_channels, out_channels, kernel_size/,
    ],
    [() => (nn.Conv2d as any)(3, 8), "Conv2d(): missing required argument 'kernel_size'"],
    [() => nn.Conv2d(3, 8, [3, 3, 3]), /^Conv2d\(\): argument 'kernel_size'/],
    [() => nn.Conv2d(3, 8, 3, { padding: 'full' as 'same' }), /^Conv2d\(\): argument 'padding'/],
    [
      () => nn.Conv2d(3, 8, 3, { padding_mode: 'mirror' as 'reflect' }),
      /^Conv2d\(\): argument 'padding_mode'/,
    ],
    [() => nn.Conv2d(4, 8, 3, { groups: 0 }), 'groups must be a positive integer'],
    [() => nn.Conv2d(3, 8, 3, { groups: 2 }), 'in_channels must be divisible by groups'],
    [() => nn.Conv2d(4, 7, 3, { groups: 2 }), 'out_channels must be divisible by groups'],
    [
      () => nn.Conv1d(4, 8, 3, { stride: 2, padding: 'same' }),
      "padding='same' is not supported for strided convolutions",
    ],
    [
      () => nn.ConvTranspose2d(4, 8, 3, { padding_mode: 'circular' }),
      'Only "zeros" padding mode is supported for ConvTranspose2d',
    ],
  ])('refuses case %#', (call, expected) => {
    const { message } = thrown(call);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });
});

describe('convolutions: forward', () => {
  it('leaves shape errors to LibTorch, in its words', () => {
    const conv = nn.Conv2d(3, 8, 3);
    expect(thrown(() => conv(torch.ones(1, 4, 5, 5))).message).toMatch(
      /^Given groups=1, weight of size \[8, 3, 3, 3\], expected input\[1, 4, 5, 5\] to have 3 channels, but got 4 channels instead/,
    );
  });

  it('finds the output padding of a transposed convolution, or says which sizes are possible', () => {
    const up = nn.ConvTranspose2d(2, 3, [3, 2], { stride: [3, 2] });
    const x = torch.ones(1, 2, 3, 4);
    expect([...up(x).shape]).toEqual([1, 3, 9, 8]);
    expect([...up(x, [10, 9]).shape]).toEqual([1, 3, 10, 9]);
    expect([...up(x, [1, 3, 11, 8]).shape]).toEqual([1, 3, 11, 8]);
    expect(thrown(() => up(x, [12, 8]))).toEqual({
      type: 'ValueError',
      message:
        'requested an output size of [12, 8], but valid sizes range from [9, 8] to [11, 9] (for an input of torch.Size([3, 4]))',
    });
    expect(thrown(() => up(x, [9])).message).toBe(
      'ConvTranspose2D: for 4D input, output_size must have 2 or 4 elements (got 1)',
    );
  });

  it('calls _conv_forward, which a sub-class may override to change the weight', () => {
    class Standardised extends nn.Conv1d {
      override _conv_forward(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
        return super._conv_forward(input, weight.mul(0), bias);
      }
    }
    const conv = new Standardised(2, 1, 1);
    expect(conv(torch.ones(1, 2, 3)).tolist()).toEqual([[Array(3).fill(conv.bias?.item())]]);
  });
});
