import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('dropout');

describe('dropout layers: bad input', () => {
  it('refuse a probability outside [0, 1], at construction', () => {
    expect(thrown(() => nn.Dropout(1.5))).toEqual({
      type: 'ValueError',
      message: 'dropout probability has to be between 0 and 1, but got 1.5',
    });
  });

  it('refuse a rank that Dropout1d is not for', () => {
    expect(thrown(() => nn.Dropout1d()(torch.ones(3))).type).toBe('RuntimeError');
  });
});
