import { z } from 'zod';
import { NotImplementedError, TypeError } from '../../../errors.ts';
import { callable, Module } from '../../../nn/modules/module.ts';
import { Tensor } from '../../../tensor.ts';
import { Image as Picture } from '../../image.ts';
import { Image, Video } from '../../tv_tensors/index.ts';
import { chance } from '../_random.ts';
import { flatten } from './_pytree.ts';
import { check_type, has_any, printed, type TypeOrCheck } from './_utils.ts';
import { type Functional, is_pure_tensor, supports } from './functional/_utils.ts';

/** What is drawn once for a sample and used for each of its parts. */
export type Params = Record<string, any>;

/**
 * Base of the transforms, and of your own: it takes a sample of any structure (arrays, plain objects, Maps) apart, has
 * `make_params` draw once, and `transform` change each part.
 *
 * Of a sample with an image (`tv_tensors.Image`, a picture) or a video, plain tensors pass through, whatever they are; of
 * one without, the first plain tensor is the image. Labels, numbers, strings always pass through.
 *
 * Extend it with `transform(inpt, params)`, and where there is something to draw or to check, with
 * `make_params(flat_inputs)` and `check_inputs(flat_inputs)`; do not override `forward`.
 *
 * Source: torchvision 0.28 documentation, "How to write your own v2 transforms".
 */
class Transform_ extends Module {
  /** The classes (or checks) of what is transformed; anything else passes through. */
  static _transformed_types: readonly TypeOrCheck[] = [Tensor, Picture];
  /** @internal Attributes that are floats in Python, for print. */
  static _floats: readonly string[] = [];
  /** @internal Attributes that are lists in Python, not tuples, for print. */
  static _lists: readonly string[] = [];

  /** Throws where the parts of a sample are not what this transform can do. */
  check_inputs(_flat_inputs: unknown[]): void {}

  /** Draws what is the same for all parts of a sample, given those that are transformed. */
  make_params(_flat_inputs: any[]): Params {
    return {};
  }

  /** One part of a sample, transformed. */
  transform(_inpt: any, _params: Params): any {
    throw new NotImplementedError(
      `Transform [${this._get_name()}] is missing the required "transform" function`,
    );
  }

  /** A function of `v2.functional` where it has a kernel for the input, else the input as it is. */
  _call_kernel(functional: Functional<any>, inpt: any, ...args: any[]): any {
    const fn = functional as unknown as (inpt: unknown, ...args: unknown[]) => unknown;
    return supports(functional, inpt) ? fn(inpt, ...args) : inpt;
  }

  override forward(...inputs: any[]): any {
    const { leaves, build } = flatten(sampleOf(inputs, this));
    this.check_inputs(leaves);
    return build(this._transformAll(leaves));
  }

  /** @internal The parts of a sample after one draw. */
  _transformAll(leaves: unknown[]): unknown[] {
    const needed = this._needs_transform_list(leaves);
    const params = this.make_params(leaves.filter((_, i) => needed[i]));
    return leaves.map((inpt, i) => (needed[i] ? this.transform(inpt, params) : inpt));
  }

  /** Which parts are transformed. */
  _needs_transform_list(flat_inputs: readonly unknown[]): boolean[] {
    const types = (this.constructor as typeof Transform_)._transformed_types;
    let takesPlain = !has_any(flat_inputs, Image, Video, Picture);
    return flat_inputs.map((inpt) => {
      if (!check_type(inpt, types)) return false;
      if (!is_pure_tensor(inpt)) return true;
      const isFirst = takesPlain;
      takesPlain = false;
      return isFirst;
    });
  }

  override extra_repr(): string {
    const { _floats, _lists } = this.constructor as typeof Transform_;
    const parts: string[] = [];
    for (const [name, value] of Object.entries(this)) {
      if (name.startsWith('_') || name === 'training') continue;
      const text = printed(value, _floats.includes(name), _lists.includes(name));
      if (text !== undefined) parts.push(`${name}=${text}`);
    }
    return parts.join(', ');
  }
}
/** @internal One argument is the sample, several are a list of its parts. */
export function sampleOf(inputs: readonly any[], transform: Module): any {
  if (inputs.length === 0) throw new TypeError(`${transform._get_name()}() takes a sample, got nothing`);
  return inputs.length > 1 ? inputs : inputs[0];
}

export const Transform = callable(Transform_);
export type Transform = Transform_;

export const probability = (byDefault: number) => z.number().min(0).max(1).default(byDefault);

/** Transforms a sample with probability `p`. */
export abstract class RandomApplyTransform extends Transform_ {
  declare p: number;

  override forward(...inputs: any[]): any {
    const sample = sampleOf(inputs, this);
    const { leaves, build } = flatten(sample);
    this.check_inputs(leaves);
    return chance(this.p) ? build(this._transformAll(leaves)) : sample;
  }
}
