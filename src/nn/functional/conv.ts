import { torch } from '../../torch.ts';

// A convolution slides weight (out, in / groups, *k) over input (N, in, *L):
//   y[n, o] = b[o] + Σ_c weight[o, c] ⋆ x[n, c],
// L_out = ⌊(L + 2 padding - dilation (k - 1) - 1) / stride⌋ + 1. A transposed one is its gradient in the input.
// Stride, padding, dilation: one number, or one for each spatial dimension; padding also 'same' or 'valid'.

/** `conv1d(input, weight, bias = null, stride = 1, padding = 0, dilation = 1, groups = 1)`: (N, C, L) -> (N, O, L'). */
export const conv1d = torch.conv1d;

/** `conv2d(input, weight, bias = null, stride = 1, padding = 0, dilation = 1, groups = 1)`: (N, C, H, W) -> (N, O, H', W'). */
export const conv2d = torch.conv2d;

/** `conv3d(input, weight, bias = null, stride = 1, padding = 0, dilation = 1, groups = 1)`: (N, C, D, H, W) -> (N, O, D', H', W'). */
export const conv3d = torch.conv3d;

/** `conv_transpose1d(input, weight, bias = null, stride = 1, padding = 0, output_padding = 0, groups = 1, dilation = 1)`. */
export const conv_transpose1d = torch.conv_transpose1d;

/** `conv_transpose2d(input, weight, bias = null, stride = 1, padding = 0, output_padding = 0, groups = 1, dilation = 1)`. */
export const conv_transpose2d = torch.conv_transpose2d;

/** `conv_transpose3d(input, weight, bias = null, stride = 1, padding = 0, output_padding = 0, groups = 1, dilation = 1)`. */
export const conv_transpose3d = torch.conv_transpose3d;

/** `conv_tbc(input, weight, bias, pad = 0)`: a 1d convolution over (time, batch, channels); weight (k, in, out). */
export const conv_tbc = torch.conv_tbc;
