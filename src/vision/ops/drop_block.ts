import { ValueError } from '../../errors.ts';
import { type Calls, keywords, positional } from '../../keywords.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** (N, C, *) with `n` directions: zeroes blocks of `block_size` in each, and scales what stays. */
const dropBlock = (n: 2 | 3) =>
  keywords(
    `drop_block${n}d`,
    ['input', 'p', 'block_size', 'inplace', 'eps', 'training'],
    (
      input: Tensor,
      p: number,
      block_size: number,
      inplace: boolean = false,
      eps: number = 1e-6,
      training: boolean = true,
    ): Tensor => {
      if (!(p >= 0 && p <= 1)) {
        throw new ValueError(`drop probability has to be between 0 and 1, but got ${p}.`);
      }
      if (input.dim() !== n + 2) {
        throw new ValueError(`input should be ${n + 2} dimensional. Got ${input.dim()} dimensions.`);
      }
      if (!training || p === 0) return input;
      const sizes = input.size().slice(2);
      const block = Math.min(block_size, ...sizes);
      if (block % 2 === 0) throw new ValueError(`block size should be odd. Got ${block} which is even.`);
      const multiply = (values: readonly number[]) => values.reduce((a, b) => a * b, 1);
      const inner = sizes.map((size) => size - block + 1);
      // So that in the end a share `p` is dropped.
      const gamma = (p * multiply(sizes)) / (block ** n * multiply(inner));
      const options = { dtype: input.dtype, device: input.device };
      const seeds = torch.empty([input.size(0), input.size(1), ...inner], options).bernoulli_(gamma);
      const half = Math.floor(block / 2);
      const padded = torch.constant_pad_nd(seeds, Array<number>(2 * n).fill(half), 0);
      const pool = n === 2 ? torch.max_pool2d : torch.max_pool3d;
      const each = (value: number) => Array<number>(n).fill(value);
      const kept = pool(padded, each(block), each(1), each(half)).neg().add(1);
      const scale = kept.sum().add(eps).reciprocal().mul(kept.numel());
      return inplace ? input.mul_(kept).mul_(scale) : input.mul(kept).mul(scale);
    },
  );

/** Zeroes blocks of (N, C, H, W) while training; see DropBlock2d. */
export const drop_block2d = dropBlock(2);
/** Zeroes blocks of (N, C, D, H, W) while training; see DropBlock3d. */
export const drop_block3d = dropBlock(3);

const blockNames = ['p', 'block_size', 'inplace', 'eps'] as const;
type BlockArgs = [p: number, block_size: number, inplace?: boolean, eps?: number];
const blockArgs = positional<typeof blockNames, BlockArgs>('DropBlock2d', blockNames);

class DropBlock2d_ extends nn.Module {
  declare p: number;
  declare block_size: number;
  declare inplace: boolean;
  declare eps: number;

  constructor(...args: Calls<typeof blockNames, BlockArgs>) {
    super();
    const [p, block_size, inplace = false, eps = 1e-6] = blockArgs(args);
    this.p = p;
    this.block_size = block_size;
    this.inplace = inplace;
    this.eps = eps;
  }

  override forward(input: Tensor): Tensor {
    return drop_block2d(input, this.p, this.block_size, this.inplace, this.eps, this.training);
  }

  override extra_repr(): string {
    return `p=${this.p}, block_size=${this.block_size}, inplace=${this.inplace ? 'True' : 'False'}`;
  }
}
/** Zeroes a share `p` of (N, C, H, W) while training, in squares of odd `block_size`; Ghiasi et al. 2018. */
export const DropBlock2d = layer(DropBlock2d_);
export type DropBlock2d = DropBlock2d_;

class DropBlock3d_ extends DropBlock2d_ {
  override forward(input: Tensor): Tensor {
    return drop_block3d(input, this.p, this.block_size, this.inplace, this.eps, this.training);
  }
}
/** Zeroes a share `p` of (N, C, D, H, W) while training, in cubes of odd `block_size`. */
export const DropBlock3d = layer(DropBlock3d_);
export type DropBlock3d = DropBlock3d_;
