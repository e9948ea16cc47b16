import { deepcopy } from '../../copy.ts';
import { AssertionError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import type { _BatchNorm } from '../modules/batchnorm.ts';
import type { _ConvNd } from '../modules/conv.ts';
import type { Module } from '../modules/module.ts';

type Fused = [weight: Parameter, bias: Parameter];

function checkFusable(layer: Module, bn: _BatchNorm): [mean: Tensor, variance: Tensor] {
  if (layer.training || bn.training) throw new AssertionError('Fusion only for eval!');
  if (bn.running_mean === null || bn.running_var === null) {
    throw new AssertionError('bn.running_mean and bn.running_var must not be None');
  }
  return [bn.running_mean, bn.running_var];
}

/**
 * A copy of a convolution that does the work of the batch normalisation after it as well, both in evaluation.
 *
 * `transpose` is for transposed convolutions. Throws AssertionError in training mode.
 * Source: PyTorch 2.13, `torch.nn.utils.fuse_conv_bn_eval`.
 */
export const fuse_conv_bn_eval = keywords(
  'fuse_conv_bn_eval',
  ['conv', 'bn', 'transpose'],
  <C extends _ConvNd>(conv: C, bn: _BatchNorm, transpose: boolean = false): C => {
    const [mean, variance] = checkFusable(conv, bn);
    const fused = deepcopy(conv);
    const { weight, bias } = fused;
    [fused.weight, fused.bias] = fuse_conv_bn_weights(
      weight,
      bias,
      mean,
      variance,
      bn.eps,
      bn.weight,
      bn.bias,
      transpose,
    );
    return fused;
  },
);

/** The weight and bias of a convolution with the batch normalisation after it: w · s, (b - mean) s + shift. */
export const fuse_conv_bn_weights = keywords(
  'fuse_conv_bn_weights',
  ['conv_w', 'conv_b', 'bn_rm', 'bn_rv', 'bn_eps', 'bn_w', 'bn_b', 'transpose'],
  (
    conv_w: Tensor, // (out, in, *), transposed: (in, out, *)
    conv_b: Tensor | null, // (out)
    bn_rm: Tensor, // (out)
    bn_rv: Tensor, // (out)
    bn_eps: number,
    bn_w: Tensor | null, // (out)
    bn_b: Tensor | null, // (out)
    transpose: boolean = false,
  ): Fused => {
    const bias = conv_b ?? torch.zeros_like(bn_rm);
    const gain = bn_w ?? torch.ones_like(bn_rm);
    const shift = bn_b ?? torch.zeros_like(bn_rm);
    const scale = torch.rsqrt(bn_rv.add(bn_eps));
    const each = conv_w.shape.map((_, d) => (d === (transpose ? 1 : 0) ? -1 : 1));
    const w = conv_w.mul(gain.mul(scale).reshape(each)).to(conv_w.dtype);
    const b = bias.sub(bn_rm).mul(scale).mul(gain).add(shift);
    return [
      new Parameter(w, conv_w.requires_grad),
      new Parameter(b.to(conv_b?.dtype ?? conv_w.dtype), bias.requires_grad),
    ];
  },
);

/** What fusing reads and writes of a Linear. */
export interface LinearLike extends Module {
  readonly out_features: number;
  weight: Tensor; // (out, in)
  bias: Tensor | null; // (out)
}

/**
 * A copy of a Linear that does the work of the batch normalisation after it as well, both in evaluation.
 *
 * Throws AssertionError in training mode, and unless bn.num_features is linear.out_features or 1.
 * Source: PyTorch 2.13, `torch.nn.utils.fuse_linear_bn_eval`.
 */
export const fuse_linear_bn_eval = keywords(
  'fuse_linear_bn_eval',
  ['linear', 'bn'],
  <L extends LinearLike>(linear: L, bn: _BatchNorm): L => {
    const [mean, variance] = checkFusable(linear, bn);
    const { out_features } = linear;
    const { num_features } = bn;
    if (out_features !== num_features && num_features !== 1) {
      throw new AssertionError(
        'To fuse, linear.out_features == bn.num_features or bn.num_features == 1, ' +
          `got linear.out_features=${out_features} and bn.num_features=${num_features}`,
      );
    }
    const fused = deepcopy(linear);
    const { weight, bias } = fused;
    const [w, b] = [bn.weight, bn.bias] as [Tensor, Tensor];
    [fused.weight, fused.bias] = fuse_linear_bn_weights(weight, bias, mean, variance, bn.eps, w, b);
    return fused;
  },
);

/** The weight and bias of a Linear with the batch normalisation after it: w · s, (b - mean) s + shift. */
export const fuse_linear_bn_weights = keywords(
  'fuse_linear_bn_weights',
  ['linear_w', 'linear_b', 'bn_rm', 'bn_rv', 'bn_eps', 'bn_w', 'bn_b'],
  (
    linear_w: Tensor, // (out, in)
    linear_b: Tensor | null, // (out)
    bn_rm: Tensor, // (out)
    bn_rv: Tensor, // (out)
    bn_eps: number,
    bn_w: Tensor, // (out)
    bn_b: Tensor, // (out)
  ): Fused => {
    const bias = linear_b ?? torch.zeros_like(bn_rm);
    const scale = bn_w.mul(torch.rsqrt(bn_rv.add(bn_eps)));
    const w = linear_w.mul(scale.unsqueeze(-1).to(linear_w.dtype));
    const b = bias
      .sub(bn_rm)
      .mul(scale)
      .add(bn_b)
      .to(linear_b?.dtype ?? linear_w.dtype);
    return [new Parameter(w, linear_w.requires_grad), new Parameter(b, bias.requires_grad)];
  },
);
