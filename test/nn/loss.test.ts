import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { thrown, warning } from './golden.ts';
import { testLayers } from './layers.ts';

describe('losses', () => {
  it('keep class weights as a buffer, in the state_dict', () => {
    const loss = nn.CrossEntropyLoss({ weight: torch.ones(3) });
    expect(Object.keys(loss.state_dict())).toEqual(['weight']);
    expect(loss.double().weight?.dtype).toBe(torch.float64);
    expect(Object.keys(nn.CrossEntropyLoss().state_dict())).toEqual([]);
  });

  it('TripletMarginWithDistanceLoss takes a function or a module', () => {
    const far = (x1: Tensor, x2: Tensor) => x1.sub(x2).abs().amax(1);
    const [a, p, n] = [torch.zeros(1, 2), torch.tensor([[1, 3]]), torch.tensor([[0.5, 1]])] as const;
    const loss = nn.TripletMarginWithDistanceLoss({ distance_function: far });
    expect(loss(a, p, n).item()).toBe(3);
    expect(String(nn.TripletMarginWithDistanceLoss())).toContain('(distance_function): PairwiseDistance()');
  });

  it('warns when sizes only broadcast', async () => {
    const text = await warning(() => nn.MSELoss()(torch.ones(2, 3), torch.ones(3)));
    expect(text).toMatch(/^Using a target size \(torch\.Size\(\[3\]\)\) that is different to the input size/);
  });

  const x = torch.ones(2, 3);
  it.each([
    [() => nn.MSELoss({ reduction: 'average' as 'mean' }), /^MSELoss\(\): argument 'reduction'/],
    [() => nn.BCELoss()(x, torch.ones(2)), /^Using a target size .* is deprecated/],
    [
      () => nn.BCEWithLogitsLoss()(x, torch.ones(2)),
      'Target size (torch.Size([2])) must be the same as input size (torch.Size([2, 3]))',
    ],
    [() => nn.MultiMarginLoss(3), 'only p == 1 and p == 2 supported'],
    [
      () => nn.MultiMarginLoss({ weight: x }),
      'MultiMarginLoss: expected weight to be None or 1D tensor, got 2D instead',
    ],
    [() => nn.TripletMarginLoss(0), 'TripletMarginLoss: expected margin to be greater than 0, got 0 instead'],
    [
      () => nn.LinearCrossEntropyLoss(4, 3, { weight: torch.ones(2) }),
      'expected weight shape to be (3,), got (2,)',
    ],
    [
      () => nn.LinearCrossEntropyLoss(4, 3, { label_smoothing: 2 }),
      'expected label_smoothing to be in range [0, 1], got 2',
    ],
    [() => nn.CrossEntropyLoss()(x, torch.tensor([0n, 3n])), /Target 3 is out of bounds/],
    [
      () => nn.CrossEntropyLoss()(x, torch.tensor([0n])),
      /^Expected input batch_size \(2\) to match target batch_size \(1\)/,
    ],
  ])('refuses case %#', (call, expected) => {
    const { message } = thrown(call);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });
});

// After the tests that wait for a warning of their own.
testLayers('loss');
