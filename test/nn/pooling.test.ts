import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('pooling');

describe('pooling layers', () => {
  it('MaxUnpool2d puts back what MaxPool2d took', () => {
    const x = torch.arange(16, { dtype: torch.float32 }).reshape(1, 1, 4, 4);
    const [values, indices] = nn.MaxPool2d(2, { return_indices: true })(x);
    const back = nn.MaxUnpool2d(2)(values, indices);
    expect(back.tolist()).toEqual([
      [
        [
          [0, 0, 0, 0],
          [0, 5, 0, 7],
          [0, 0, 0, 0],
          [0, 13, 0, 15],
        ],
      ],
    ]);
  });

  it('is typed by what it returns, and can be extended', () => {
    const x = torch.ones(1, 4, 4);
    const one: number = nn.MaxPool2d(2)(x).sum().item() as number;
    const two: number = new nn.AdaptiveMaxPool2d(2, true)(x)[1].numel();
    const three: number = nn.MaxPool2d(2, 2, 0, 1, true)(x)[0].numel();
    class Pool extends nn.MaxPool2d {}
    expect([one, two, three, [...new Pool(4)(x).shape]]).toEqual([4, 4, 4, [1, 1, 1]]);
  });

  it.each([
    [
      () => nn.FractionalMaxPool2d(2),
      'FractionalMaxPool2d requires specifying either an output size, or a pooling ratio',
    ],
    [
      () => nn.FractionalMaxPool2d(2, { output_size: 2, output_ratio: 0.5 }),
      'only one of output_size and output_ratio may be specified',
    ],
    [
      () => nn.FractionalMaxPool2d(2, { output_ratio: [0.5, 1] }),
      'output_ratio must be between 0 and 1 (got (0.5, 1))',
    ],
    [
      () => nn.FractionalMaxPool3d(0, { output_size: 2 }),
      'kernel_size must be greater than 0, but got (0, 0, 0)',
    ],
    [() => nn.MaxPool2d(2, { padding: 2 })(torch.ones(1, 1, 4, 4)), /^pad should be at most half of/],
    [() => nn.AvgPool2d([2, 2, 2])(torch.ones(1, 1, 4, 4)), /kernel_size/],
  ])('refuses case %#', (call, expected) => {
    const { message } = thrown(call);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });
});
