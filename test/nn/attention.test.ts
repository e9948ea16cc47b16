import './pinned.ts';
import { describe, expect, it } from 'vitest';
import { AssertionError } from '../../src/errors.ts';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('attention');

describe('MultiheadAttention', () => {
  it("has Python's kind of error for shapes that do not fit", () => {
    const x = torch.ones(2, 1, 6);
    expect(() => nn.MultiheadAttention(4, 2)(x, x, x)).toThrow(AssertionError);
  });

  it('takes masks by keyword and leaves weights out when asked', () => {
    torch.manual_seed(0);
    const attention = nn.MultiheadAttention(4, 2);
    const x = torch.randn(3, 1, 4);
    const mask = torch.tensor([[false, false, true]]);
    const [, weights] = attention(x, x, x, { key_padding_mask: mask });
    expect(weights?.select(-1, 2).tolist()).toEqual([[0, 0, 0]]);
    expect(attention(x, x, x, { need_weights: false })[1]).toBeNull();
  });

  it.each([
    [() => nn.MultiheadAttention(5, 2), 'embed_dim must be divisible by num_heads'],
    [
      () => nn.MultiheadAttention(4, 0),
      'embed_dim and num_heads must be greater than 0, got embed_dim=4 and num_heads=0 instead',
    ],
    [
      () => nn.MultiheadAttention(4, 2)(torch.ones(2), torch.ones(2), torch.ones(2)),
      'query should be unbatched 2D or batched 3D tensor but received 1-D query tensor',
    ],
    [
      () => nn.MultiheadAttention(4, 2)(torch.ones(2, 1, 6), torch.ones(2, 1, 6), torch.ones(2, 1, 6)),
      'was expecting embedding dimension of 4, but got 6',
    ],
    [
      () => nn.MultiheadAttention(4, 2)(torch.ones(2, 4), torch.ones(3, 4), torch.ones(2, 4)),
      /^key shape .* does not match value shape/,
    ],
    [
      () => {
        const attention = nn.MultiheadAttention(4, 2, { kdim: 3 });
        return attention(torch.ones(2, 1, 4), torch.ones(3, 1, 3), torch.ones(2, 1, 4));
      },
      "key's sequence and batch dims torch.Size([3, 1]) do not match value's torch.Size([2, 1])",
    ],
    [
      () => {
        const x = torch.ones(2, 1, 4);
        return nn.MultiheadAttention(4, 2)(x, x, x, { attn_mask: torch.zeros(3, 3) });
      },
      'The shape of the 2D attn_mask is torch.Size([3, 3]), but should be (2, 2).',
    ],
  ])('refuses case %#', (call, expected) => {
    const { message } = thrown(call);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });
});
