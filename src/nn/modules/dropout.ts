import { floatRepr } from '../../_python_str.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import * as F from '../functional/dropout.ts';
import { flag, float, Layer, layer, repr } from './utils.ts';

const fields = [
  ['p', float(0.5)],
  ['inplace', flag(false)],
] as const;

/** A layer that drops things with probability `p` while training, and does nothing in evaluation. */
export abstract class _DropoutNd extends Layer {
  declare p: number;
  declare inplace: boolean;

  constructor({ p, inplace }: { p: number; inplace: boolean }) {
    super();
    F.checkProbability(p);
    this.p = p;
    this.inplace = inplace;
  }

  override extra_repr(): string {
    return `p=${floatRepr(this.p)}, inplace=${repr(this.inplace)}`;
  }
}

const dropoutArgs = signature('Dropout', ...fields);

class Dropout_ extends _DropoutNd {
  constructor(...args: Args<typeof dropoutArgs>) {
    super(dropoutArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.dropout(input, this.p, this.training, this.inplace);
  }
}

/**
 * Zeroes elements with probability `p` in [0, 1] and scales the others by 1 / (1 - p) while training, (*).
 *
 * Throws ValueError for `p` outside [0, 1]. Source: Hinton et al. 2012, arXiv:1207.0580; PyTorch 2.13,
 * `torch.nn.Dropout`.
 */
export const Dropout = layer(Dropout_);
export type Dropout = Dropout_;

const dropout1dArgs = signature('Dropout1d', ...fields);

class Dropout1d_ extends _DropoutNd {
  constructor(...args: Args<typeof dropout1dArgs>) {
    super(dropout1dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.dropout1d(input, this.p, this.training, this.inplace);
  }
}

/** Zeroes whole channels of (N, C, L) or (C, L). See Dropout. Source: Tompson et al. 2014, arXiv:1411.4280. */
export const Dropout1d = layer(Dropout1d_);
export type Dropout1d = Dropout1d_;

const dropout2dArgs = signature('Dropout2d', ...fields);

class Dropout2d_ extends _DropoutNd {
  constructor(...args: Args<typeof dropout2dArgs>) {
    super(dropout2dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.dropout2d(input, this.p, this.training, this.inplace);
  }
}

/** Zeroes whole channels of (N, C, H, W) or (N, C, L). See Dropout. Source: Tompson et al. 2014, arXiv:1411.4280. */
export const Dropout2d = layer(Dropout2d_);
export type Dropout2d = Dropout2d_;

const dropout3dArgs = signature('Dropout3d', ...fields);

class Dropout3d_ extends _DropoutNd {
  constructor(...args: Args<typeof dropout3dArgs>) {
    super(dropout3dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.dropout3d(input, this.p, this.training, this.inplace);
  }
}

/** Zeroes whole channels of (N, C, D, H, W) or (C, D, H, W). See Dropout. Source: Tompson et al. 2014, arXiv:1411.4280. */
export const Dropout3d = layer(Dropout3d_);
export type Dropout3d = Dropout3d_;

const alphaDropoutArgs = signature('AlphaDropout', ...fields);

class AlphaDropout_ extends _DropoutNd {
  constructor(...args: Args<typeof alphaDropoutArgs>) {
    super(alphaDropoutArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.alpha_dropout(input, this.p, this.training); // like PyTorch's, never in place
  }
}

/** Dropout that keeps zero mean and unit variance of SELU's activations, (*). Source: Klambauer et al. 2017, arXiv:1706.02515. */
export const AlphaDropout = layer(AlphaDropout_);
export type AlphaDropout = AlphaDropout_;

const featureAlphaDropoutArgs = signature('FeatureAlphaDropout', ...fields);

class FeatureAlphaDropout_ extends _DropoutNd {
  constructor(...args: Args<typeof featureAlphaDropoutArgs>) {
    super(featureAlphaDropoutArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.feature_alpha_dropout(input, this.p, this.training); // like PyTorch's, never in place
  }
}

/** AlphaDropout of whole channels, (N, C, *). */
export const FeatureAlphaDropout = layer(FeatureAlphaDropout_);
export type FeatureAlphaDropout = FeatureAlphaDropout_;
