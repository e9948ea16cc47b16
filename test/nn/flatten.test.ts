import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { testLayers } from './layers.ts';

testLayers('flatten');

describe('Unflatten', () => {
  it('prints the sizes as they were given', () => {
    expect(`${nn.Unflatten(1, [2, 3])}`).toBe('Unflatten(dim=1, unflattened_size=(2, 3))');
    const size = torch.Size([2, 3]);
    expect(`${nn.Unflatten(1, size)}`).toBe('Unflatten(dim=1, unflattened_size=torch.Size([2, 3]))');
    expect(nn.Unflatten(1, size)(torch.zeros(4, 6)).shape).toEqual([4, 2, 3]);
  });
  it('refuses what are no sizes', () => {
    expect(() => nn.Unflatten(1, [2, 0.5])).toThrow(
      "argument 'unflattened_size': expected a list of integers",
    );
  });
});
