import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from '../functional/normalization.ts';
import * as init from '../init.ts';
import { Module } from './module.ts';
import { factory, flag, float, int, Layer, layer, noteGiven, number, optionRepr, repr } from './utils.ts';

const localResponseNormArgs = signature(
  'LocalResponseNorm',
  ['size', int],
  ['alpha', float(1e-4)],
  ['beta', float(0.75)],
  ['k', float(1)],
);

class LocalResponseNorm_ extends Layer {
  declare size: number;
  declare alpha: number;
  declare beta: number;
  declare k: number;

  constructor(...args: Args<typeof localResponseNormArgs>) {
    super();
    Object.assign(this, localResponseNormArgs(args));
    noteGiven(this, localResponseNormArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.local_response_norm(input, this.size, this.alpha, this.beta, this.k); // (N, C, *)
  }

  override extra_repr(): string {
    const { size, alpha, beta } = this;
    return `${size}, alpha=${repr(alpha)}, beta=${repr(beta)}, k=${optionRepr(this, 'k')}`;
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

const crossMapArgs = signature(
  'CrossMapLRN2d',
  ['size', int],
  ['alpha', float(1e-4)],
  ['beta', float(0.75)],
  ['k', float(1)],
);

class CrossMapLRN2d_ extends Layer {
  declare size: number;
  declare alpha: number;
  declare beta: number;
  declare k: number;

  constructor(...args: Args<typeof crossMapArgs>) {
    super();
    Object.assign(this, crossMapArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const dims = input.dim();
    if (dims !== 4) throw new ValueError(`CrossMapLRN2d: Expected input to be 4D, got ${dims}D instead.`);
    const x = input.detach();
    const scale = torch.no_grad(() => this._scale(x)); // (N, C, H, W)
    const output = torch.no_grad(() => scale.pow(-this.beta).mul_(x));
    if (!(input.requires_grad && torch.is_grad_enabled())) return output;
    const zero = input.sub(x);
    zero.register_hook((grad) => torch.no_grad(() => this._backward(grad, x, output, scale)));
    return output.add(zero);
  }

  // k + alpha / size times the sum of the squares around each channel. As in PyTorch, the sum slides: each channel
  // adds the square that comes into reach and takes away one that is out of it.
  _scale(x: Tensor): Tensor {
    const { size } = this;
    const squares = x.pow(2);
    const channels = x.size(1);
    const reach = Math.trunc((size - 1) / 2 + 1);
    const sums = torch.zeros_like(x);
    for (let c = 0; c < Math.min(reach, channels); c += 1) sums.select(1, 0).add_(squares.select(1, c));
    for (let c = 1; c < channels; c += 1) {
      const sum = sums.select(1, c).copy_(sums.select(1, c - 1));
      if (c < channels - reach + 1) sum.add_(squares.select(1, c + reach - 1));
      if (c > reach) sum.sub_(squares.select(1, c - reach));
    }
    return sums.mul_(this.alpha / size).add_(this.k);
  }

  _backward(grad: Tensor, x: Tensor, output: Tensor, scale: Tensor): Tensor {
    const { size, alpha, beta } = this;
    const [n, channels, height, width] = x.shape;
    const result = scale.pow(-beta).mul_(grad);
    const padded = x.new_zeros([n, channels + size - 1, height, width]);
    padded.narrow(1, Math.trunc(size - (size - 1) / 2), channels).copy_(grad.mul(output).div_(scale));
    const ratio = padded.narrow(1, 0, size - 1).sum(1); // (N, H, W)
    for (let c = 0; c < channels; c += 1) {
      ratio.add_(padded.select(1, c + size - 1));
      result.select(1, c).addcmul_(x.select(1, c), ratio, { value: (-2 * alpha * beta) / size });
      ratio.sub_(padded.select(1, c));
    }
    return result;
  }

  override extra_repr(): string {
    return `${this.size}, alpha=${repr(this.alpha)}, beta=${repr(this.beta)}, k=${repr(this.k)}`;
  }
}

/**
 * The older form of LocalResponseNorm, (N, C, H, W), kept for old networks: its window reaches as far as PyTorch's does.
 *
 * Throws ValueError for another rank. Source: PyTorch 2.13, `torch.nn.CrossMapLRN2d`.
 */
export const CrossMapLRN2d = layer(CrossMapLRN2d_);
export type CrossMapLRN2d = CrossMapLRN2d_;

const shape = z.union([int, z.array(int).readonly()]).transform((n) => (typeof n === 'number' ? [n] : n));

const layerNormArgs = signature(
  'LayerNorm',
  ['normalized_shape', shape],
  ['eps', float(1e-5)],
  ['elementwise_affine', flag(true)],
  ['bias', flag(true)],
  ...factory,
);

class LayerNorm_ extends Layer {
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
    return `${repr(normalized_shape)}, eps=${repr(eps)}, ${affine}`;
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

class GroupNorm_ extends Layer {
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
      `${num_groups}, ${num_channels}, eps=${repr(eps)}, affine=${repr(affine)}, ` +
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
  declare readonly _inputs: readonly ['x'];
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
    return `${repr(normalized_shape)}, eps=${repr(eps)}, elementwise_affine=${repr(elementwise_affine)}`;
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
