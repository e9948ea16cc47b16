import { z } from 'zod';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import { Tensor } from '../../../tensor.ts';
import { Transform } from './_transform.ts';
import type { TypeOrCheck } from './_utils.ts';
import { uniform_temporal_subsample } from './functional/_temporal.ts';

const subsampleArgs = signature('UniformTemporalSubsample', ['num_samples', z.int().positive()]);

/** `num_samples` frames of a video (..., T, C, H, W), at even distances. */
class UniformTemporalSubsample_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [Tensor];
  declare num_samples: number;

  constructor(...args: Args<typeof subsampleArgs>) {
    super();
    this.num_samples = subsampleArgs(args).num_samples;
  }

  override transform(inpt: any): any {
    return this._call_kernel(uniform_temporal_subsample, inpt, this.num_samples);
  }
}
export const UniformTemporalSubsample = callable(UniformTemporalSubsample_);
export type UniformTemporalSubsample = UniformTemporalSubsample_;
