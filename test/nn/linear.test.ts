import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('linear');

describe('linear layers', () => {
  it('keep weight and bias under their PyTorch names, null without bias', () => {
    const layer = nn.Linear(3, 2, { bias: false, dtype: torch.float64 });
    expect(layer.bias).toBeNull();
    expect(layer.weight.dtype).toBe(torch.float64);
    expect(Object.keys(nn.Linear(3, 2).state_dict())).toEqual(['weight', 'bias']);
  });

  it('Identity returns the very tensor', () => {
    const x = torch.ones(2);
    expect(nn.Identity()(x) === x).toBe(true);
  });

  it('refuse bad arguments and shapes', () => {
    expect(thrown(() => nn.Linear(3, { out: 2 } as any)).message).toMatch(
      /unexpected keyword argument 'out'; known: in_features, out_features, bias, device, dtype/,
    );
    expect(thrown(() => nn.Linear(3, 2.5)).message).toMatch(/^Linear\(\): argument 'out_features'/);
    expect(thrown(() => nn.Bilinear(0, 2, 2))).toEqual({
      type: 'ValueError',
      message: 'in1_features must be > 0, but got (in1_features=0)',
    });
    expect(thrown(() => nn.Linear(3, 2)(torch.ones(4, 5))).message).toMatch(
      /^mat1 and mat2 shapes cannot be multiplied \(4x5 and 3x2\)/,
    );
  });
});
