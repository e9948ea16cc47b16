import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown, warning } from './golden.ts';
import { testLayers } from './layers.ts';

describe('instance normalisation', () => {
  it.each([
    [() => nn.InstanceNorm2d(3)(torch.ones(2, 3)), 'expected 3D or 4D input (got 2D input)'],
    [
      () => nn.InstanceNorm1d(3, { affine: true })(torch.ones(2, 4, 5)),
      "expected input's size at dim=1 to match num_features (3), but got: 4.",
    ],
    [
      () => nn.InstanceNorm1d(3)(torch.ones(2, 3, 1)),
      'Expected more than 1 spatial element when training, got input size torch.Size([2, 3, 1])',
    ],
  ])('refuses case %#', (call, message) => {
    expect(thrown(call)).toEqual({ type: 'ValueError', message });
  });

  it('only warns of another number of channels where it does not matter', async () => {
    const text = await warning(() => nn.InstanceNorm1d(3)(torch.ones(2, 4, 5)));
    expect(text).toMatch(/^input's size at dim=1 does not match num_features/);
  });

  it('says what to do with running statistics of a very old file', () => {
    const norm = nn.InstanceNorm1d(2);
    const { message } = thrown(() => norm.load_state_dict({ running_mean: torch.zeros(2) }));
    expect(message).toMatch(/Unexpected running stats buffer\(s\) "running_mean" for InstanceNorm1d/);
  });
});

// After the tests that wait for a warning of their own.
testLayers('instancenorm');
