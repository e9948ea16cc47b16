import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { isPure } from '../../src/nn/modules/slots.ts';
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
