import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('normalization');

describe('normalisation layers: bad input', () => {
  it.each([
    [() => nn.GroupNorm(4, 6), 'num_channels (6) must be divisible by num_groups (4)'],
    [() => nn.GroupNorm(2, 2)(torch.ones(1, 2)), /^Expected more than 1 value per channel when training/],
    [
      () => nn.LayerNorm([3, 4])(torch.ones(4, 3)),
      /^Given normalized_shape=\[3, 4\], expected input with shape/,
    ],
    [() => nn.LocalResponseNorm(2)(torch.ones(4, 3)), /^Expected 3D or higher dimensionality/],
  ])('refuses case %#', (call, expected) => {
    const { message } = thrown(call);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });
});
