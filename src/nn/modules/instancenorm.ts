import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { warn } from '../functional/common.ts';
import { instance_norm } from '../functional/normalization.ts';
import { _NormBase } from './batchnorm.ts';
import type { Module } from './module.ts';
import { checkDims, factory, flag, float, int, layer, number } from './utils.ts';

/** Instance normalisation for any number of spatial dimensions; the thin classes below choose it. */
export abstract class _InstanceNorm extends _NormBase {
  abstract _get_no_batch_dim(): number;

  override forward(input: Tensor): Tensor {
    const unbatched = this._get_no_batch_dim();
    checkDims(input, unbatched, unbatched + 1);
    const featureDim = input.dim() - unbatched;
    const features = input.size(featureDim);
    if (features !== this.num_features) {
      const where = `input's size at dim=${featureDim}`;
      if (this.affine) {
        throw new ValueError(
          `expected ${where} to match num_features (${this.num_features}), but got: ${features}.`,
        );
      }
      warn(`${where} does not match num_features, which is not used because affine is false`);
    }
    return featureDim === 0 ? this._normalise(input.unsqueeze(0)).squeeze(0) : this._normalise(input);
  }

  private _normalise(input: Tensor): Tensor {
    return instance_norm(
      input,
      this.running_mean,
      this.running_var,
      this.weight,
      this.bias,
      this.training || !this.track_running_stats,
      this.momentum ?? 0,
      this.eps,
    );
  }

  override _load_from_state_dict(...args: Parameters<Module['_load_from_state_dict']>): void {
    const [state_dict, prefix, local_metadata, , , , error_msgs] = args;
    if (local_metadata.version === undefined && !this.track_running_stats) {
      const old = ['running_mean', 'running_var']
        .map((name) => prefix + name)
        .filter((key) => key in state_dict);
      if (old.length > 0) {
        const keys = old.map((key) => `"${key}"`).join(' and ');
        const name = this._get_name();
        error_msgs.push(
          `Unexpected running stats buffer(s) ${keys} for ${name} with track_running_stats=False. Remove these keys ` +
            `from the state_dict, or set track_running_stats=True in ${name} to use them.`,
        );
        for (const key of old) delete state_dict[key];
      }
    }
    super._load_from_state_dict(...args);
  }
}

const fields = [
  ['num_features', int],
  ['eps', float(1e-5)],
  ['momentum', number.nullable().default(0.1)],
  ['affine', flag(false)],
  ['track_running_stats', flag(false)],
  ...factory,
  ['bias', flag(true)],
] as const;
const instanceNorm1dArgs = signature('InstanceNorm1d', ...fields);
const instanceNorm2dArgs = signature('InstanceNorm2d', ...fields);
const instanceNorm3dArgs = signature('InstanceNorm3d', ...fields);

class InstanceNorm1d_ extends _InstanceNorm {
  constructor(...args: Args<typeof instanceNorm1dArgs>) {
    super(instanceNorm1dArgs(args));
  }

  _get_no_batch_dim(): number {
    return 2; // (C, L)
  }
}

/** Instance normalisation over (N, C, L) or (C, L). See InstanceNorm2d. Source: PyTorch 2.13, `torch.nn.InstanceNorm1d`. */
export const InstanceNorm1d = layer(InstanceNorm1d_);
export type InstanceNorm1d = InstanceNorm1d_;

class InstanceNorm2d_ extends _InstanceNorm {
  constructor(...args: Args<typeof instanceNorm2dArgs>) {
    super(instanceNorm2dArgs(args));
  }

  _get_no_batch_dim(): number {
    return 3; // (C, H, W)
  }
}

/**
 * Standardises each channel of each sample, (N, C, H, W) or (C, H, W): y = (x - E[x]) / √(Var[x] + eps) · weight + bias.
 *
 * By default without weight and bias (`affine`) and without running statistics (`track_running_stats`, moved by
 * `momentum` in [0, 1]). Throws ValueError for another rank, and with `affine` for another number of channels.
 * Source: Ulyanov et al. 2016, arXiv:1607.08022; PyTorch 2.13, `torch.nn.InstanceNorm2d`.
 */
export const InstanceNorm2d = layer(InstanceNorm2d_);
export type InstanceNorm2d = InstanceNorm2d_;

class InstanceNorm3d_ extends _InstanceNorm {
  constructor(...args: Args<typeof instanceNorm3dArgs>) {
    super(instanceNorm3dArgs(args));
  }

  _get_no_batch_dim(): number {
    return 4; // (C, D, H, W)
  }
}

/** Instance normalisation over (N, C, D, H, W) or (C, D, H, W). See InstanceNorm2d. Source: PyTorch 2.13, `torch.nn.InstanceNorm3d`. */
export const InstanceNorm3d = layer(InstanceNorm3d_);
export type InstanceNorm3d = InstanceNorm3d_;
