import { expect } from 'vitest';
import { functional as F } from '../src/nn/index.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';
import golden from './golden/processor.json' with { type: 'json' };

/** The sum of a tensor's bit patterns. */
export function patternSum(tensor: Tensor): number {
  const kind = tensor.element_size() === 8 ? torch.int64 : torch.int32;
  return tensor.detach().contiguous().view(-1).view(kind).sum().item() as number;
}

/** What scripts/golden/processor.py computes, by the same calls in the same order. */
function results(): unknown[] {
  torch.manual_seed(3);
  const pictures = torch.randn(2, 3, 56, 48);
  const first = F.conv2d(pictures, torch.randn(64, 3, 7, 7), { stride: 2, padding: 3 });
  const weight = torch.randn(64, 64, 3, 3, { requires_grad: true });
  const second = F.conv2d(first, weight, { padding: 1 });
  const third = F.conv2d(second, torch.randn(64, 1, 3, 3), { groups: 64 });
  const fourth = F.conv2d(third, torch.randn(96, 64, 1, 1));
  const normal = F.batch_norm(fourth, null, null, { training: true });
  const scores = F.linear(normal.mean([2, 3]), torch.randn(1000, 96));
  const product = torch.randn(197, 384).matmul(torch.randn(384, 1536));
  const products = torch.randn(6, 49, 32).matmul(torch.randn(6, 32, 49));
  const weights = product.index(':49').softmax(-1);
  const smooth = F.layer_norm(F.gelu(product), [1536]);
  const larger = F.interpolate(pictures, { scale_factor: 2, mode: 'bilinear' });
  const loss = scores.logsumexp(1).sum();
  loss.backward();
  const made = [
    first,
    second,
    third,
    fourth,
    normal,
    scores,
    product,
    products,
    weights,
    smooth,
    larger,
    loss,
  ];
  return [...made, weight.grad as Tensor].map(patternSum);
}

/**
 * Whether this processor's kernels give the bits of the one that the golden data was made on. Others have other vector
 * units and caches, and sum in another order; virtual machines give many of them one name.
 */
export const likeGolden: boolean = (() => {
  const threads = torch.get_num_threads();
  const state = torch.get_rng_state();
  torch.set_num_threads(1);
  try {
    const found = results();
    return golden.every((expected, i) => found[i] === expected);
  } finally {
    torch.set_num_threads(threads);
    torch.set_rng_state(state);
  }
})();

/** The very number on processors like the golden data's. On others roundings differ, and grow with each step of training. */
export function expectLike(actual: number, expected: number, what?: string): void {
  if (likeGolden) expect(actual, what).toBe(expected);
  else if (Number.isNaN(expected)) expect(actual, what).toBeNaN();
  else expect(Math.abs(actual - expected), what).toBeLessThanOrEqual(0.05 * (1 + Math.abs(expected)));
}
