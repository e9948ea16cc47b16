import { z } from 'zod';
import { type Args, signature } from '../../signature.ts';
import { Size } from '../../size.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { int, Layer, layer, repr } from './utils.ts';

const flattenArgs = signature('Flatten', ['start_dim', int.default(1)], ['end_dim', int.default(-1)]);

class Flatten_ extends Layer {
  declare start_dim: number;
  declare end_dim: number;

  constructor(...args: Args<typeof flattenArgs>) {
    super();
    Object.assign(this, flattenArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return torch.flatten(input, this.start_dim, this.end_dim);
  }

  override extra_repr(): string {
    return `start_dim=${this.start_dim}, end_dim=${this.end_dim}`;
  }
}

/** Makes one of the dimensions start_dim..end_dim: (N, C, H, W) -> (N, C H W). Source: PyTorch 2.13, `torch.nn.Flatten`. */
export const Flatten = layer(Flatten_);
export type Flatten = Flatten_;

// zod would make a plain list of a torch.Size, which prints as one.
const sizes = z.custom<readonly number[]>(
  (value) => z.array(int).safeParse(value).success,
  'expected a list of integers',
);
const unflattenArgs = signature('Unflatten', ['dim', int], ['unflattened_size', sizes]);

class Unflatten_ extends Layer {
  declare dim: number;
  declare unflattened_size: readonly number[];

  constructor(...args: Args<typeof unflattenArgs>) {
    super();
    const { dim, unflattened_size } = unflattenArgs(args);
    this.dim = dim;
    this.unflattened_size = unflattened_size instanceof Size ? unflattened_size : [...unflattened_size];
  }

  override forward(input: Tensor): Tensor {
    return torch.unflatten(input, this.dim, this.unflattened_size);
  }

  override extra_repr(): string {
    const size = this.unflattened_size;
    return `dim=${this.dim}, unflattened_size=${size instanceof Size ? size : repr(size)}`;
  }
}

/** Splits dimension `dim` into `unflattened_size`, of which one may be -1. Source: PyTorch 2.13, `torch.nn.Unflatten`. */
export const Unflatten = layer(Unflatten_);
export type Unflatten = Unflatten_;
