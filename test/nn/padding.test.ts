import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('padding');

describe('padding layers', () => {
  // The examples of the docstrings.
  it.each([
    ['CircularPad1d', nn.CircularPad1d, [3, 1, 2, 3, 1]],
    ['ReflectionPad1d', nn.ReflectionPad1d, [2, 1, 2, 3, 2]],
    ['ReplicationPad1d', nn.ReplicationPad1d, [1, 1, 2, 3, 3]],
    ['ZeroPad1d', nn.ZeroPad1d, [0, 1, 2, 3, 0]],
  ] as const)('%s', (_, Pad, expected) => {
    expect(Pad(1)(torch.tensor([[1, 2, 3]])).tolist()).toEqual([expected]);
  });

  it('refuse a number of sides that does not fit', () => {
    expect(thrown(() => nn.ZeroPad2d([1, 2])).message).toMatch(/^ZeroPad2d\(\): argument 'padding'/);
  });

  it('CircularPad refuses another rank', () => {
    expect(thrown(() => nn.CircularPad2d(1)(torch.ones(2, 2)))).toEqual({
      type: 'ValueError',
      message: 'expected 3D or 4D input (got 2D input)',
    });
  });
});
