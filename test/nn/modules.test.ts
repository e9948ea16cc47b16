import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { isPure } from '../../src/nn/modules/slots.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { goldenFile } from './layers.ts';

const golden = goldenFile<{ modules: string[] }>('functional');

describe('torch.nn', () => {
  it('has every module of Python', () => {
    expect(golden.modules.filter((name) => !(name in nn))).toEqual([]);
  });

  it('lets Sequential free what lies between built-in layers, but not between classes made from them', () => {
    class Mine extends nn.ReLU {}
    expect(isPure(nn.ReLU())).toBe(true);
    expect(isPure(nn.Conv2d(1, 1, 1))).toBe(true);
    expect(isPure(new Mine())).toBe(false);
  });
});

describe('calls of layers', () => {
  it('take the keywords of forward', () => {
    const x = torch.arange(16).view(1, 1, 4, 4).float();
    const pool = nn.MaxPool2d(2, { stride: 2, return_indices: true });
    const [out, indices] = pool(x);
    expect(nn.MaxUnpool2d(2)(out, indices, { output_size: [5, 5] }).shape).toEqual([1, 1, 5, 5]);
    const up = nn.ConvTranspose2d(1, 1, 3, { stride: 2 });
    expect(up(x, { output_size: [10, 10] }).shape).toEqual([1, 1, 10, 10]);
    expect(() => up(x, { size: [10, 10] } as never)).toThrow(
      "forward() got an unexpected keyword argument 'size'; known: input, output_size",
    );
    const bag = nn.EmbeddingBag(4, 2, { mode: 'sum' });
    const [words, weights] = [torch.tensor([[1n, 2n]]), torch.tensor([[0, 1]])];
    expect(bag(words, { per_sample_weights: weights }).equal(bag.weight.index([2]))).toBe(true);
  });

  it('have types, of Identity and beside it as well', () => {
    const skips: (nn.Linear | nn.Identity)[] = [nn.Linear(2, 2), nn.Identity()];
    const sums: Tensor[] = skips.map((skip) => skip(torch.ones(1, 2)).sum());
    expect(sums.length).toBe(2);
    const pair: [number, string] = nn.Identity()([1, 'a']);
    expect(pair).toEqual([1, 'a']);
  });
});

describe('torch.nn.modules', () => {
  it('has the files with the base classes in them', () => {
    const { batchnorm, conv, instancenorm, loss } = nn.modules;
    expect(nn.BatchNorm3d(2)).toBeInstanceOf(batchnorm._BatchNorm);
    expect(nn.InstanceNorm1d(2)).not.toBeInstanceOf(batchnorm._BatchNorm);
    expect(nn.InstanceNorm1d(2)).toBeInstanceOf(instancenorm._InstanceNorm);
    expect(nn.ConvTranspose1d(2, 2, 1)).toBeInstanceOf(conv._ConvNd);
    expect(nn.NLLLoss()).toBeInstanceOf(loss._WeightedLoss);
    expect(nn.modules.linear.Linear).toBe(nn.Linear);
  });
  it('repeats numbers, not lists', () => {
    const { _pair, _triple, _ntuple, _reverse_repeat_tuple } = nn.modules.utils;
    const sizes: number[] = [..._pair(3), ..._pair([1, 2]), ..._triple(0)];
    expect(sizes).toEqual([3, 3, 1, 2, 0, 0, 0]);
    expect(_ntuple(5)('same')).toEqual(Array(5).fill('same'));
    expect(_reverse_repeat_tuple([1, 2], 2)).toEqual([2, 2, 1, 1]);
  });
});
