import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** `pairwise_distance(x1, x2, p = 2, eps = 1e-6, keepdim = false)`: ‖x1 - x2 + eps‖_p over the last dimension. */
export const pairwise_distance = torch.pairwise_distance;

/** `cosine_similarity(x1, x2, dim = 1, eps = 1e-8)`: x1·x2 / max(‖x1‖ ‖x2‖, eps) along `dim`, in [-1, 1]. */
export const cosine_similarity = torch.cosine_similarity;

/** `pdist(input, p = 2)`: the p-norm distance of every pair of rows, (N, M) -> (N (N - 1) / 2). */
export const pdist = torch.pdist;

/**
 * Scales to unit p-norm along `dim`: x / max(‖x‖_p, eps).
 *
 * Source: PyTorch 2.13, `torch.nn.functional.normalize`.
 */
export const normalize = keywords(
  'normalize',
  ['input', 'p', 'dim', 'eps', 'out'],
  (
    input: Tensor,
    p: number = 2,
    dim: number | readonly number[] = 1,
    eps: number = 1e-12,
    out: Tensor | null = null,
  ): Tensor => {
    const dims = typeof dim === 'number' ? [dim] : dim;
    const norm = torch.linalg_vector_norm(input, p, dims, true).clamp_min(eps).expand_as(input);
    return out === null ? input.div(norm) : torch.div(input, norm, { out });
  },
);
