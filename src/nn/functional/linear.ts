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
