import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { data, TVTensor, tensorFields, tensorOf } from './_tv_tensor.ts';

const videoArgs = signature('Video', ['data', data], ...tensorFields);

/**
 * A video (..., T, C, H, W).
 *
 * @throws ValueError for fewer than 4 dimensions.
 */
class Video_ extends TVTensor {
  constructor(...args: Args<typeof videoArgs>) {
    const { data, ...options } = videoArgs(args);
    const tensor = tensorOf(data, options);
    if (tensor.dim() < 4) {
      throw new ValueError(`a Video has the shape (..., T, C, H, W), got ${tensor.dim()} dimensions`);
    }
    super(tensor);
  }

  override _facts(): Record<string, string> {
    return {};
  }
}
export const Video = callable(Video_);
export type Video = Video_;
