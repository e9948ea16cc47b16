import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown, warning } from './golden.ts';
import { testLayers } from './layers.ts';

describe('activations', () => {
  it('overwrite their input only when asked', () => {
    const x = torch.tensor([-1, 2]);
    expect(nn.ReLU()(x) === x).toBe(false);
    expect(x.tolist()).toEqual([-1, 2]);
    expect(nn.ReLU({ inplace: true })(x) === x).toBe(true);
    expect(x.tolist()).toEqual([0, 2]);
  });

  it('refuse what makes no sense', () => {
    expect(thrown(() => nn.Hardtanh(1, -1))).toEqual({
      type: 'AssertionError',
      message: 'max_val (-1.0) must be greater than min_val (1.0)',
    });
    expect(thrown(() => nn.Softmax2d()(torch.ones(2, 2))).message).toBe(
      'Softmax2d: expected input to be 3D or 4D, got 2D instead',
    );
    expect(thrown(() => nn.GELU('erf' as 'tanh')).message).toMatch(/^GELU\(\): argument 'approximate'/);
  });

  it('warns where a dimension is only implied', async () => {
    const text = await warning(() => nn.Softmax()(torch.ones(2, 2)));
    expect(text).toMatch(/^Implicit dimension choice for softmax has been deprecated/);
  });

  it('takes the old names of the limits', () => {
    expect(String(nn.Hardtanh({ min_value: -3, max_value: 2 }))).toBe('Hardtanh(min_val=-3, max_val=2)');
  });
});

// After the tests that wait for a warning of their own.
testLayers('activation');
