import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import * as F from '../functional/vision.ts';
import { int, Layer, layer } from './utils.ts';

const pixelShuffleArgs = signature('PixelShuffle', ['upscale_factor', int]);

class PixelShuffle_ extends Layer {
  declare upscale_factor: number;

  constructor(...args: Args<typeof pixelShuffleArgs>) {
    super();
    this.upscale_factor = pixelShuffleArgs(args).upscale_factor;
  }

  override forward(input: Tensor): Tensor {
    return F.pixel_shuffle(input, this.upscale_factor); // (*, C r², H, W) -> (*, C, H r, W r)
  }

  override extra_repr(): string {
    return `upscale_factor=${this.upscale_factor}`;
  }
}

/** Spreads groups of r² channels over r x r pixels. Source: Shi et al. 2016, arXiv:1609.05158; PyTorch 2.13, `torch.nn.PixelShuffle`. */
export const PixelShuffle = layer(PixelShuffle_);
export type PixelShuffle = PixelShuffle_;

const pixelUnshuffleArgs = signature('PixelUnshuffle', ['downscale_factor', int]);

class PixelUnshuffle_ extends Layer {
  declare downscale_factor: number;

  constructor(...args: Args<typeof pixelUnshuffleArgs>) {
    super();
    this.downscale_factor = pixelUnshuffleArgs(args).downscale_factor;
  }

  override forward(input: Tensor): Tensor {
    return F.pixel_unshuffle(input, this.downscale_factor); // (*, C, H r, W r) -> (*, C r², H, W)
  }

  override extra_repr(): string {
    return `downscale_factor=${this.downscale_factor}`;
  }
}

/** The inverse of PixelShuffle. Source: PyTorch 2.13, `torch.nn.PixelUnshuffle`. */
export const PixelUnshuffle = layer(PixelUnshuffle_);
export type PixelUnshuffle = PixelUnshuffle_;
