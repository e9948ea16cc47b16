export { InterpolationMode } from '../../functional.ts';
export * from './_augment.ts';
export * from './_color.ts';
export * from './_deprecated.ts';
export * from './_geometry.ts';
export {
  clamp_bounding_boxes,
  clamp_keypoints,
  convert_bounding_box_format,
  get_dimensions,
  get_dimensions_image,
  get_dimensions_video,
  get_image_num_channels,
  get_num_channels,
  get_num_channels_image,
  get_num_channels_video,
  get_num_frames,
  get_num_frames_video,
  get_size,
  get_size_bounding_boxes,
  get_size_image,
  get_size_keypoints,
  get_size_mask,
  get_size_video,
} from './_meta.ts';
export {
  convert_image_dtype,
  gaussian_blur,
  gaussian_blur_image,
  gaussian_blur_video,
  gaussian_noise,
  gaussian_noise_image,
  gaussian_noise_video,
  normalize,
  normalize_image,
  normalize_video,
  sanitize_bounding_boxes,
  sanitize_keypoints,
  to_dtype,
  to_dtype_image,
  to_dtype_video,
} from './_misc.ts';
export * from './_temporal.ts';
export * from './_type_conversion.ts';
export { is_pure_tensor, register_kernel } from './_utils.ts';
