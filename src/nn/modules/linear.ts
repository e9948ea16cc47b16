import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from '../functional/linear.ts';
import * as init from '../init.ts';
import { Module } from './module.ts';
import { factory, flag, int, Layer, layer, repr } from './utils.ts';

// The first form is for fields such as `Conv2d | Identity`, where TypeScript does not look at the general one.
export interface Identity_ {
  (input: Tensor): Tensor;
  <T>(input: T): T;
}
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the only way to type a callable class instance
export class Identity_ extends Module {
  /** Takes any arguments and heeds none, so that it can stand in for another layer. */
  constructor(..._args: unknown[]) {
    super();
  }

  override forward<T>(input: T): T {
    return input;
  }
}

/** Returns its input. */
export const Identity = layer(Identity_, null); // a plain object comes back as well
export type Identity = Identity_;

const linearArgs = signature(
  'Linear',
  ['in_features', int],
  ['out_features', int],
  ['bias', flag(true)],
  ...factory,
);

class Linear_ extends Layer {
  declare in_features: number;
  declare out_features: number;
  declare weight: Parameter; // (out_features, in_features)
  declare bias: Parameter | null; // (out_features)

  constructor(...args: Args<typeof linearArgs>) {
    super();
    const { in_features, out_features, bias, ...options } = linearArgs(args);
    this.in_features = in_features;
    this.out_features = out_features;
    this.weight = new Parameter(torch.empty([out_features, in_features], options));
    this.bias = bias ? new Parameter(torch.empty([out_features], options)) : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    init.kaiming_uniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const [fan_in] = init._calculate_fan_in_and_fan_out(this.weight);
    const bound = fan_in > 0 ? 1 / Math.sqrt(fan_in) : 0;
    init.uniform_(this.bias, -bound, bound);
  }

  override forward(input: Tensor): Tensor {
    return F.linear(input, this.weight, this.bias); // (*, in_features) -> (*, out_features)
  }

  override extra_repr(): string {
    return `in_features=${this.in_features}, out_features=${this.out_features}, bias=${repr(this.bias !== null)}`;
  }
}

/**
 * Affine map: y = x Wᵀ + b, (*, in_features) -> (*, out_features).
 *
 * Weight and bias start from U(-√k, √k), k = 1 / in_features.
 * Source: PyTorch 2.13, `torch.nn.Linear`.
 */
export const Linear = layer(Linear_);
export type Linear = Linear_;

class NonDynamicallyQuantizableLinear_ extends Linear_ {}

/** A Linear under the name that PyTorch gives the output projection of MultiheadAttention. */
export const NonDynamicallyQuantizableLinear = layer(NonDynamicallyQuantizableLinear_);
export type NonDynamicallyQuantizableLinear = NonDynamicallyQuantizableLinear_;

const bilinearArgs = signature(
  'Bilinear',
  ['in1_features', int],
  ['in2_features', int],
  ['out_features', int],
  ['bias', flag(true)],
  ...factory,
);

class Bilinear_ extends Module {
  declare readonly _inputs: readonly ['input1', 'input2'];
  declare in1_features: number;
  declare in2_features: number;
  declare out_features: number;
  declare weight: Parameter; // (out_features, in1_features, in2_features)
  declare bias: Parameter | null; // (out_features)

  constructor(...args: Args<typeof bilinearArgs>) {
    super();
    const { in1_features, in2_features, out_features, bias, ...options } = bilinearArgs(args);
    if (in1_features <= 0) {
      throw new ValueError(`in1_features must be > 0, but got (in1_features=${in1_features})`);
    }
    this.in1_features = in1_features;
    this.in2_features = in2_features;
    this.out_features = out_features;
    this.weight = new Parameter(torch.empty([out_features, in1_features, in2_features], options));
    this.bias = bias ? new Parameter(torch.empty([out_features], options)) : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    const bound = 1 / Math.sqrt(this.weight.size(1));
    init.uniform_(this.weight, -bound, bound);
    if (this.bias !== null) init.uniform_(this.bias, -bound, bound);
  }

  override forward(input1: Tensor, input2: Tensor): Tensor {
    return F.bilinear(input1, input2, this.weight, this.bias); // (*, in1), (*, in2) -> (*, out)
  }

  override extra_repr(): string {
    const sizes = `in1_features=${this.in1_features}, in2_features=${this.in2_features}, out_features=${this.out_features}`;
    return `${sizes}, bias=${repr(this.bias !== null)}`;
  }
}

/**
 * Bilinear map: y = x1ᵀ A x2 + b, (*, in1_features), (*, in2_features) -> (*, out_features).
 *
 * Weight and bias start from U(-√k, √k), k = 1 / in1_features. Throws ValueError unless in1_features > 0.
 * Source: PyTorch 2.13, `torch.nn.Bilinear`.
 */
export const Bilinear = layer(Bilinear_);
export type Bilinear = Bilinear_;
