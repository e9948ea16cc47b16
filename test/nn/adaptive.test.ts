import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('adaptive');

describe('AdaptiveLogSoftmaxWithLoss', () => {
  const make = () => {
    torch.manual_seed(0);
    return nn.AdaptiveLogSoftmaxWithLoss(8, 10, [3, 6], { div_value: 2 });
  };

  it('gives probabilities that sum to one and agree with forward and predict', () => {
    const net = make();
    const x = torch.randn(6, 8).mul(3);
    const y = torch.tensor([0n, 2n, 3n, 5n, 6n, 9n]);
    const all = net.log_prob(x);
    expect(torch.allclose(all.exp().sum(1), torch.ones(6))).toBe(true);
    const { output, loss } = net(x, y);
    expect(torch.allclose(all.gather(1, y.unsqueeze(1)).squeeze(1), output)).toBe(true);
    expect(loss.item()).toBeCloseTo(-(output.mean().item() as number), 6);
    expect(net.predict(x).tolist()).toEqual(all.argmax(1).tolist());
  });

  it.each([
    [() => nn.AdaptiveLogSoftmaxWithLoss(8, 10, []), 'cutoffs should be a sequence of length larger than 0'],
    [() => nn.AdaptiveLogSoftmaxWithLoss(8, 10, [6, 3]), /^cutoffs should be a sequence of unique, positive/],
    [() => nn.AdaptiveLogSoftmaxWithLoss(8, 10, [10]), /^cutoffs should be a sequence of unique, positive/],
    [
      () => make()(torch.ones(1, 8), torch.tensor([10n])),
      'Target values should be in [0, 9], but values in range [10, 10] were found.',
    ],
    [
      () => make()(torch.ones(2, 8), torch.tensor([1n])),
      'Input and target should have the same size in the batch dimension.',
    ],
  ])('refuses case %#', (call, expected) => {
    const { message } = thrown(call);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });
});
