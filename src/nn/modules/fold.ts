import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import * as F from '../functional/fold.ts';
import { Layer, layer, repr, type SizeArg, size } from './utils.ts';

const windows = [
  ['kernel_size', size],
  ['dilation', size.default(1)],
  ['padding', size.default(0)],
  ['stride', size.default(1)],
] as const;
const foldArgs = signature('Fold', ['output_size', size], ...windows);
const unfoldArgs = signature('Unfold', ...windows);

class Fold_ extends Layer {
  declare output_size: SizeArg;
  declare kernel_size: SizeArg;
  declare dilation: SizeArg;
  declare padding: SizeArg;
  declare stride: SizeArg;

  constructor(...args: Args<typeof foldArgs>) {
    super();
    Object.assign(this, foldArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.fold(input, this.output_size, this.kernel_size, this.dilation, this.padding, this.stride);
  }

  override extra_repr(): string {
    const { output_size, kernel_size, dilation, padding, stride } = this;
    return (
      `output_size=${repr(output_size)}, kernel_size=${repr(kernel_size)}, dilation=${repr(dilation)}, ` +
      `padding=${repr(padding)}, stride=${repr(stride)}`
    );
  }
}

/**
 * Adds columns of blocks back at the places Unfold took them from: (N, C kH kW, blocks) -> (N, C, *output_size).
 *
 * Source: PyTorch 2.13, `torch.nn.Fold`.
 */
export const Fold = layer(Fold_);
export type Fold = Fold_;

class Unfold_ extends Layer {
  declare kernel_size: SizeArg;
  declare dilation: SizeArg;
  declare padding: SizeArg;
  declare stride: SizeArg;

  constructor(...args: Args<typeof unfoldArgs>) {
    super();
    Object.assign(this, unfoldArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.unfold(input, this.kernel_size, this.dilation, this.padding, this.stride);
  }

  override extra_repr(): string {
    const { kernel_size, dilation, padding, stride } = this;
    return (
      `kernel_size=${repr(kernel_size)}, dilation=${repr(dilation)}, padding=${repr(padding)}, ` +
      `stride=${repr(stride)}`
    );
  }
}

/**
 * Lays every sliding block out as a column: (N, C, H, W) -> (N, C kH kW, blocks).
 *
 * Source: PyTorch 2.13, `torch.nn.Unfold`.
 */
export const Unfold = layer(Unfold_);
export type Unfold = Unfold_;
