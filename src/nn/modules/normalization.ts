import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from '../functional/normalization.ts';
import * as init from '../init.ts';
import { Module } from './module.ts';
import { factory, flag, float, floatOrNone, int, layer, number, repr } from './utils.ts';

const localResponseNormArgs = signature(
  'LocalResponseNorm',
  ['size', int],
  ['alpha', float(1e-4)],
  ['beta', float(0.75)],
  ['k', float(1)],
);

class LocalResponseNorm_ extends Module {
  declare size: number;
  declare alpha: number;
  declare beta: number;
  declare k: number;

  constructor(...args: Args<typeof localResponseNormArgs>) {
    super();
    Object.assign(this, localResponseNormArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.local_response_norm(input, this.size, this.alpha, this.beta, this.k); // (N, C, *)
  }

  override extra_repr(): string {
    const { size, alpha, beta, k } = this;
    return `${size}, alpha=${floatRepr(alpha)}, beta=${floatRepr(beta)}, k=${floatRepr(k)}`;
  }
}

/**
 * Divides by the energy of `size` neighbouring channels: y_c = x_c / (k + alpha / size Σ_c' x_c'²)^beta, (N, C, *).
 *
 * Source: Krizhevsky et al. 2012, "ImageNet Classification with Deep Convolutional Neural Networks", section 3.3;
 * PyTorch 2.13, `torch.nn.LocalResponseNorm`.
 */
export const LocalResponseNorm = layer(LocalResponseNorm_);
export type LocalResponseNorm = LocalResponseNorm_;

const shape = z.union([int, z.array(int).readonly()]).transform((n) => (typeof n === 'number' ? [n] : n));

const layerNormArgs = signature(
  'LayerNorm',
  ['normalized_shape', shape],
  ['eps', float(1e-5)],
  ['elementwise_affine', flag(true)],
  ['bias', flag(true)],
  ...factory,
);

class LayerNorm_ extends Module {
  declare normalized_shape: readonly number[];
  declare eps: number;
  declare elementwise_affine: boolean;
  declare weight: Parameter | null; // (*normalized_shape)
  declare bias: Parameter | null; // (*normalized_shape)

  constructor(...args: Args<typeof layerNormArgs>) {
    super();
    const { normalized_shape, eps, elementwise_affine, bias, ...options } = layerNormArgs(args);
    this.normalized_shape = normalized_shape;
    this.eps = eps;
    this.elementwise_affine = elementwise_affine;
    const parameter = () => new Parameter(torch.empty(normalized_shape, options));
    this.weight = elementwise_affine ? parameter() : null;
    this.bias = elementwise_affine && bias ? parameter() : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    if (this.weight !== null) init.ones_(this.weight);
    if (this.bias !== null) init.zeros_(this.bias);
  }

  override forward(input: Tensor): Tensor {
    return F.layer_norm(input, this.normalized_shape, this.weight, this.bias, this.eps); // (*, *normalized_shape)
  }

  override extra_repr(): string {
    const { normalized_shape, eps, elementwise_affine, bias } = this;
    const affine = `elementwise_affine=${repr(elementwise_affine)}, bias=${repr(bias !== null)}`;
    return `${repr(normalized_shape)}, eps=${floatRepr(eps)}, ${affine}`;
  }
}

/**
 * Standardises over the last dimensions: y = (x - E[x]) / √(Var[x] + eps) · weight + bias, (*, *normalized_shape).
 *
 * Source: Ba et al. 2016, arXiv:1607.06450; PyTorch 2.13, `torch.nn.LayerNorm`.
 */
export const LayerNorm = layer(LayerNorm_);
export type LayerNorm = LayerNorm_;

const groupNormArgs = signature(
  'GroupNorm',
  ['num_groups', int],
  ['num_channels', int],
  ['eps', float(1e-5)],
  ['affine', flag(true)],
  ...factory,
  ['bias', flag(true)],
);

class GroupNorm_ extends Module {
  declare num_groups: number;
  declare num_channels: number;
  declare eps: number;
  declare affine: boolean;
  declare weight: Parameter | null; // (num_channels)
  declare bias: Parameter | null; // (num_channels)

  constructor(...args: Args<typeof groupNormArgs>) {
    super();
    const { num_groups, num_channels, eps, affine, bias, ...options } = groupNormArgs(args);
    if (num_channels % num_groups !== 0) {
      throw new ValueError(`num_channels (${num_channels}) must be divisible by num_groups (${num_groups})`);
    }
    this.num_groups = num_groups;
    this.num_channels = num_channels;
    this.eps = eps;
    this.affine = affine;
    const parameter = () => new Parameter(torch.empty([num_channels], options));
    this.weight = affine ? parameter() : null;
    this.bias = affine && bias ? parameter() : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    if (this.weight !== null) init.ones_(this.weight);
    if (this.bias !== null) init.zeros_(this.bias);
  }

  override forward(input: Tensor): Tensor {
    return F.group_norm(input, this.num_groups, this.weight, this.bias, this.eps); // (N, num_channels, *)
  }

  override extra_repr(): string {
    const { num_groups, num_channels, eps, affine, bias } = this;
    return (
      `${num_groups}, ${num_channels}, eps=${floatRepr(eps)}, affine=${repr(affine)}, ` +
      `bias=${repr(bias !== null)}`
    );
  }
}

/**
 * Standardises each group of channels of each sample: y = (x - E[x]) / √(Var[x] + eps) · weight + bias, (N, C, *).
 *
 * Throws ValueError unless `num_groups` divides `num_channels`. Source: Wu & He 2018, arXiv:1803.08494; PyTorch 2.13,
 * `torch.nn.GroupNorm`.
 */
export const GroupNorm = layer(GroupNorm_);
export type GroupNorm = GroupNorm_;

const rmsNormArgs = signature(
  'RMSNorm',
  ['normalized_shape', shape],
  ['eps', number.nullable().default(null)],
  ['elementwise_affine', flag(true)],
  ...factory,
);

class RMSNorm_ extends Module {
  declare normalized_shape: readonly number[];
  declare eps: number | null;
  declare elementwise_affine: boolean;
  declare weight: Parameter | null; // (*normalized_shape)

  constructor(...args: Args<typeof rmsNormArgs>) {
    super();
    const { normalized_shape, eps, elementwise_affine, ...options } = rmsNormArgs(args);
    this.normalized_shape = normalized_shape;
    this.eps = eps;
    this.elementwise_affine = elementwise_affine;
    this.weight = elementwise_affine ? new Parameter(torch.empty(normalized_shape, options)) : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    if (this.weight !== null) init.ones_(this.weight);
  }

  override forward(x: Tensor): Tensor {
    return F.rms_norm(x, this.normalized_shape, this.weight, this.eps); // (*, *normalized_shape)
  }

  override extra_repr(): string {
    const { normalized_shape, eps, elementwise_affine } = this;
    return `${repr(normalized_shape)}, eps=${floatOrNone(eps)}, elementwise_affine=${repr(elementwise_affine)}`;
  }
}

/**
 * Scales by the root mean square over the last dimensions: y = x / √(E[x²] + eps) · weight, (*, *normalized_shape).
 *
 * `eps` null is the dtype's machine epsilon. Source: Zhang & Sennrich 2019, arXiv:1910.07467; PyTorch 2.13,
 * `torch.nn.RMSNorm`.
 */
export const RMSNorm = layer(RMSNorm_);
export type RMSNorm = RMSNorm_;
