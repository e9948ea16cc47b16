import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { testLayers } from './layers.ts';

testLayers('sparse');

describe('embeddings', () => {
  const rows = () =>
    torch.tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);

  it('from_pretrained takes the rows themselves and freezes them', () => {
    const table = nn.Embedding.from_pretrained(rows());
    expect(String(table)).toBe('Embedding(3, 2)');
    expect(table.weight.requires_grad).toBe(false);
    expect(table(torch.tensor([2n, 0n])).tolist()).toEqual([
      [5, 6],
      [1, 2],
    ]);
    const bag = nn.EmbeddingBag.from_pretrained(rows(), { freeze: false, mode: 'sum' });
    expect(bag.weight.requires_grad).toBe(true);
    expect(bag(torch.tensor([[2n, 0n]])).tolist()).toEqual([[6, 8]]);
  });

  it('scales rows down to max_norm in place', () => {
    const table = nn.Embedding.from_pretrained(rows(), { max_norm: 1 });
    table(torch.tensor([1n]));
    const norms = table.weight.norm({ dim: 1 }).tolist() as number[];
    expect(norms[1]).toBeCloseTo(1, 4);
    expect(norms[2]).toBeGreaterThan(7);
  });

  it('gives a sparse gradient when asked', () => {
    const table = nn.Embedding(3, 2, { sparse: true });
    table(torch.tensor([1n]))
      .sum()
      .backward();
    expect(table.weight.grad?.is_sparse).toBe(true);
  });

  it.each([
    [() => nn.Embedding(3, 2, 3), 'Padding_idx must be within num_embeddings'],
    [() => nn.Embedding(3, 2, -4), 'Padding_idx must be within num_embeddings'],
    [
      () => nn.Embedding(3, 2, { _weight: torch.ones(2, 3) }),
      'Shape of weight does not match num_embeddings and embedding_dim',
    ],
    [
      () => nn.Embedding.from_pretrained(torch.ones(3)),
      'Embeddings parameter is expected to be 2-dimensional',
    ],
  ])('refuses case %#', (call, message) => {
    expect(thrown(call)).toEqual({ type: 'AssertionError', message });
  });
});
