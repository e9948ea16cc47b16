export { ImageError } from './format.ts';
export {
  decode_avif,
  decode_gif,
  decode_image,
  decode_jpeg,
  decode_png,
  decode_webp,
  encode_jpeg,
  encode_png,
  ImageReadMode,
  read_file,
  read_image,
  rgb_to_bgr,
  write_file,
  write_jpeg,
  write_png,
} from './image.ts';
