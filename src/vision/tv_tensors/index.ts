import { checked } from '../../misuse.ts';
import './python_classes.ts';
import { ValueError } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';
import type { TVTensor } from './_tv_tensor.ts';

export { BoundingBoxes, BoundingBoxFormat, is_rotated_bounding_format } from './_bounding_boxes.ts';
export { Image } from './_image.ts';
export { KeyPoints } from './_keypoints.ts';
export { Mask } from './_mask.ts';
export { set_return_type } from './_return_type.ts';
export { TVTensor } from './_tv_tensor.ts';
export { Video } from './_video.ts';

/**
 * A tensor as the type of `like`, with its metadata: `tv_tensors.wrap(t, { like: boxes, canvas_size: [32, 32] })`.
 * Further keywords replace metadata.
 */
export const wrap = checked(
  'wrap',
  <T extends Tensor>(
    wrappee: Tensor,
    { like, ...overrides }: { like: T; [metadata: string]: unknown },
  ): T => {
    if (!(wrappee instanceof Tensor) || !(like instanceof Tensor)) {
      throw new ValueError('wrap(tensor, { like }) takes a tensor, and a TVTensor as `like`');
    }
    const type = like.constructor as unknown as Partial<typeof TVTensor>;
    if (typeof type.wrap === 'function') return type.wrap(wrappee, like, overrides) as T;
    return wrappee.as_subclass(type as never);
  },
);
