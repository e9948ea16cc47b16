import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { type IntList, pair } from './common.ts';

/**
 * Lays every sliding block out as a column: (N, C, H, W) -> (N, C kH kW, blocks).
 *
 * Source: PyTorch 2.13, `torch.nn.functional.unfold`.
 */
export const unfold = keywords(
  'unfold',
  ['input', 'kernel_size', 'dilation', 'padding', 'stride'],
  (
    input: Tensor,
    kernel_size: IntList,
    dilation: IntList = 1,
    padding: IntList = 0,
    stride: IntList = 1,
  ): Tensor => torch.im2col(input, pair(kernel_size), pair(dilation), pair(padding), pair(stride)),
);

/**
 * Adds columns back at the places `unfold` took them from: (N, C kH kW, blocks) -> (N, C, *output_size).
 *
 * Source: PyTorch 2.13, `torch.nn.functional.fold`.
 */
export const fold = keywords(
  'fold',
  ['input', 'output_size', 'kernel_size', 'dilation', 'padding', 'stride'],
  (
    input: Tensor,
    output_size: IntList,
    kernel_size: IntList,
    dilation: IntList = 1,
    padding: IntList = 0,
    stride: IntList = 1,
  ): Tensor =>
    torch.col2im(input, pair(output_size), pair(kernel_size), pair(dilation), pair(padding), pair(stride)),
);
