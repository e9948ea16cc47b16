import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('batchnorm');

describe('batch normalisation', () => {
  it('counts batches as int64 and takes their plain mean without a momentum', () => {
    const norm = nn.BatchNorm1d(1, { momentum: null });
    for (const mean of [1, 4, 10]) norm(torch.tensor([[mean - 1], [mean + 1]]));
    expect(norm.num_batches_tracked?.dtype).toBe(torch.int64);
    expect(norm.num_batches_tracked?.item()).toBe(3);
    expect(norm.running_mean?.item()).toBeCloseTo(5, 5);
    norm.reset_running_stats();
    expect([norm.running_mean?.item(), norm.running_var?.item(), norm.num_batches_tracked?.item()]).toEqual([
      0, 1, 0,
    ]);
  });

  it('loads files from before num_batches_tracked, and only those', () => {
    const norm = nn.BatchNorm1d(2);
    const old = nn.BatchNorm1d(2).state_dict();
    const { num_batches_tracked: _, ...without } = old;
    expect(norm.load_state_dict(without).missing_keys).toEqual([]);
    // With the layout's version in the file, a missing count is an error.
    const versioned = nn.BatchNorm1d(2).state_dict();
    delete versioned.num_batches_tracked;
    expect(thrown(() => norm.load_state_dict(versioned)).message).toMatch(
      /Missing key\(s\) in state_dict: "num_batches_tracked"/,
    );
  });

  it.each([
    [() => nn.BatchNorm2d(3)(torch.ones(2, 3, 4)), 'expected 4D input (got 3D input)'],
    [() => nn.BatchNorm1d(3)(torch.ones(2, 3, 4, 5)), 'expected 2D or 3D input (got 4D input)'],
    [() => nn.BatchNorm3d(3)(torch.ones(2, 3, 4, 5)), 'expected 5D input (got 4D input)'],
    [
      () => nn.BatchNorm1d(3)(torch.ones(1, 3)),
      'Expected more than 1 value per channel when training, got input size torch.Size([1, 3])',
    ],
    [() => nn.SyncBatchNorm(3)(torch.ones(3)), 'expected at least 2D input (got 1D input)'],
  ])('refuses case %#', (call, message) => {
    expect(thrown(call)).toEqual({ type: 'ValueError', message });
  });

  it('converts a network to SyncBatchNorm with the same tensors', () => {
    const net = nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.BatchNorm1d(3, { momentum: null })));
    net.eval();
    const [, inner] = [...net] as [nn.Module, nn.Module];
    const before = [...inner.children()][0] as any;
    const converted = nn.SyncBatchNorm.convert_sync_batchnorm(net);
    const after = [...inner.children()][0] as any;
    expect(converted).toBe(net);
    expect(after).toBeInstanceOf(nn.SyncBatchNorm);
    expect(String(after)).toBe(String(before).replace('BatchNorm1d', 'SyncBatchNorm'));
    expect(after.weight === before.weight).toBe(true);
    expect(after.running_var === before.running_var).toBe(true);
    expect(after.training).toBe(false);
    expect(Object.keys(after.state_dict())).toEqual(Object.keys(before.state_dict()));
  });
});
