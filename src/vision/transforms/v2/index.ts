export { AutoAugmentPolicy } from '../_policies.ts';
export { InterpolationMode } from '../functional.ts';
export * from './_augment.ts';
export * from './_auto_augment.ts';
export * from './_color.ts';
export * from './_container.ts';
export * from './_deprecated.ts';
export * from './_geometry.ts';
export * from './_meta.ts';
export * from './_misc.ts';
export * from './_temporal.ts';
export { Transform } from './_transform.ts';
export * from './_type_conversion.ts';
export {
  check_type,
  get_bounding_boxes,
  get_keypoints,
  has_all,
  has_any,
  query_chw,
  query_size,
} from './_utils.ts';
export * as functional from './functional/index.ts';
