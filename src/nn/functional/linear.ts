import type { dtype as DType } from '../../dtype.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/**
 * Affine map: y = x Wᵀ + b.
 *
 * `linear(input, weight, bias = null)`: input (*, in), weight (out, in) or (in), bias (out) -> (*, out) or (*).
 * Source: PyTorch 2.13, `torch.nn.functional.linear`.
 */
export const linear = torch.linear;

/**
 * Bilinear map: y_k = x1ᵀ A_k x2 + b_k.
 *
 * `bilinear(input1, input2, weight, bias = null)`: (*, in1), (*, in2), weight (out, in1, in2) -> (*, out).
 * Source: PyTorch 2.13, `torch.nn.functional.bilinear`.
 */
export const bilinear = torch.bilinear;

/**
 * Products of groups of matrices: mat_a (G, M, K), mat_b (G, K, N) -> (G, M, N); a 2d one is cut by `offs` (G) int32.
 *
 * Source: PyTorch 2.13, `torch.nn.functional.grouped_mm`.
 */
export const grouped_mm = keywords(
  'grouped_mm',
  ['mat_a', 'mat_b', 'offs', 'bias', 'out_dtype'],
  (
    mat_a: Tensor,
    mat_b: Tensor,
    offs: Tensor | null = null,
    bias: Tensor | null = null,
    out_dtype: DType | null = null,
  ): Tensor => torch._grouped_mm(mat_a, mat_b, { offs, bias, out_dtype }),
);
