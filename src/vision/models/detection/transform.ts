import { z } from 'zod';
import { floatRepr } from '../../../_python_str.ts';
import { TypeError, ValueError } from '../../../errors.ts';
import * as F from '../../../nn/functional.ts';
import * as nn from '../../../nn/index.ts';
import { repr } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { count } from '../_builder.ts';
import { paste_masks_in_image } from './_paste.ts';
import { ImageList, type ImageSize } from './image_list.ts';

/** What is known of an image with N objects. */
export interface Target {
  /** (N, 4), left, top, right and bottom in pixels. */
  boxes: Tensor;
  /** (N), int64, from 1 on: 0 is the background. */
  labels?: Tensor;
  /** (N, H, W), 1 where the object is. */
  masks?: Tensor;
  /** (N, K, 3), float32: x, y, and 0 where the point cannot be seen. */
  keypoints?: Tensor;
  // `any`, so that an interface of the user's own with other fields is a target as well.
  [field: string]: any;
}

/** What a network finds in an image: N objects, best score first. */
export interface Detection {
  boxes: Tensor; // (N, 4)
  labels: Tensor; // (N), int64
  scores: Tensor; // (N), 0 to 1
  masks: Tensor; // (N, 1, H, W), 0 to 1; only of networks that find masks
  keypoints: Tensor; // (N, K, 3); only of networks that find points
  keypoints_scores: Tensor; // (N, K)
  [field: string]: Tensor;
}

const sizeOf = (image: Tensor): [number, number] => [image.size(-2), image.size(-1)];

/** Quotients of sizes, float32, height first. */
function ratios(like: Tensor, from: ImageSize, to: ImageSize): [Tensor, Tensor] {
  const number = (value: number) => torch.tensor(value, { dtype: torch.float32, device: like.device });
  return [number(to[0]).div(number(from[0])), number(to[1]).div(number(from[1]))];
}

/** Boxes (N, 4) of an image of one size in the image at another size. */
export function resize_boxes(boxes: Tensor, original_size: ImageSize, new_size: ImageSize): Tensor {
  const [height, width] = ratios(boxes, original_size, new_size);
  const [x1, y1, x2, y2] = boxes.unbind(1) as unknown as [Tensor, Tensor, Tensor, Tensor];
  return torch.stack([x1.mul(width), y1.mul(height), x2.mul(width), y2.mul(height)], 1);
}

/** Points (N, K, 3) of an image of one size in the image at another size; what they hold beside x and y stays. */
export function resize_keypoints(keypoints: Tensor, original_size: ImageSize, new_size: ImageSize): Tensor {
  const [height, width] = ratios(keypoints, original_size, new_size);
  const resized = keypoints.clone();
  resized.select(-1, 0).mul_(width);
  resized.select(-1, 1).mul_(height);
  return resized;
}

const triple = z.array(z.number()).readonly();
const transformArgs = signature(
  'GeneralizedRCNNTransform',
  ['min_size', z.union([count, z.array(count).min(1).readonly()])],
  ['max_size', count],
  ['image_mean', triple],
  ['image_std', triple],
  ['size_divisible', count.default(32)],
  ['fixed_size', z.tuple([count, count]).readonly().nullable().default(null)],
  ['_skip_resize', z.boolean().default(false)],
);

/** What FasterRCNN and its like hand on to the transform. */
export const transformFields = transformArgs.fields.slice(4) as unknown as readonly [
  (typeof transformArgs.fields)[4],
  (typeof transformArgs.fields)[5],
  (typeof transformArgs.fields)[6],
];

/**
 * What a detection network does with images before and with its results after: normalises them, resizes them with their
 * boxes, masks and points, pads them to one size, and takes the results back to the images' own sizes.
 *
 * The shorter side becomes `min_size` (one of several at random while training, the last otherwise), unless the longer
 * one would pass `max_size`; `fixed_size` [width, height] sets both. Padded sizes are multiples of `size_divisible`.
 * It takes images (C, H, W) of 0 to 1.
 *
 * @throws TypeError for images that are not floating point, ValueError for those of another rank.
 * @see torchvision 0.28, models.detection.transform
 */
class GeneralizedRCNNTransform_ extends nn.Module {
  declare min_size: readonly number[];
  declare max_size: number;
  declare image_mean: readonly number[];
  declare image_std: readonly number[];
  declare size_divisible: number;
  declare fixed_size: readonly [width: number, height: number] | null;
  declare _skip_resize: boolean;

  constructor(...args: Args<typeof transformArgs>) {
    super();
    const { min_size, ...given } = transformArgs(args);
    this.min_size = typeof min_size === 'number' ? [min_size] : min_size;
    Object.assign(this, given);
  }

  override forward<T extends Target>(
    images: readonly Tensor[],
    targets: readonly T[] | null = null,
  ): [ImageList, T[] | null] {
    if (targets !== null && targets.length < images.length) {
      throw new ValueError(`${images.length} images, but ${targets.length} targets`);
    }
    const resized = images.map((image, i) => {
      if (image.dim() !== 3) {
        throw new ValueError(
          `images is expected to be a list of 3d tensors of shape [C, H, W], got ${image.size()}`,
        );
      }
      return this.resize(this.normalize(image), targets && (targets[i] as T));
    });
    const sizes = resized.map(([image]) => sizeOf(image));
    const batch = this.batch_images(
      resized.map(([image]) => image),
      this.size_divisible,
    );
    return [new ImageList(batch, sizes), targets && resized.map(([, target]) => target as T)];
  }

  normalize(image: Tensor): Tensor {
    if (!image.is_floating_point()) {
      throw new TypeError(
        `Expected input images to be of floating type (in range [0, 1]), but found type ${image.dtype} instead`,
      );
    }
    const like = { dtype: image.dtype, device: image.device };
    const channels = (values: readonly number[]) => torch.tensor(values, like).view(-1, 1, 1);
    return image.sub(channels(this.image_mean)).div(channels(this.image_std));
  }

  /** One of several values, drawn with PyTorch's generator. */
  torch_choice<T>(k: readonly T[]): T {
    return k[Math.trunc(torch.empty([1]).uniform_(0, k.length).item() as number)] as T;
  }

  resize<T extends Target>(image: Tensor, target: T | null = null): [Tensor, T | null] {
    if (this.training && this._skip_resize) return [image, target];
    const shortest = this.training ? this.torch_choice(this.min_size) : (this.min_size.at(-1) as number);
    const original = sizeOf(image);
    const to = this._sizing(original, shortest);
    const bilinear = { ...to, mode: 'bilinear', align_corners: false } as const;
    const resized = F.interpolate(image.unsqueeze(0), bilinear).select(0, 0);
    if (target === null) return [resized, null];
    const size = sizeOf(resized);
    const changed: Partial<Target> = { boxes: resize_boxes(target.boxes, original, size) };
    if (target.masks) {
      const masks = F.interpolate(target.masks.unsqueeze(1).to(torch.float32), to);
      changed.masks = masks.squeeze(1).to(torch.uint8);
    }
    if (target.keypoints) changed.keypoints = resize_keypoints(target.keypoints, original, size);
    return [resized, { ...target, ...changed }];
  }

  _sizing(size: ImageSize, shortest: number) {
    if (this.fixed_size !== null) {
      const [width, height] = this.fixed_size;
      return { size: [height, width] };
    }
    const scale_factor = Math.min(shortest / Math.min(...size), this.max_size / Math.max(...size));
    return { scale_factor, recompute_scale_factor: true };
  }

  /** Images (C, h, w) in one tensor (N, C, H, W), with zeros at the right and below. */
  batch_images(images: readonly Tensor[], size_divisible = 32): Tensor {
    const [first] = images;
    if (first === undefined) throw new ValueError('images list should not be empty');
    const largest = (dim: number) => Math.max(...images.map((image) => image.size(dim)));
    const padded = (dim: number) => Math.ceil(largest(dim) / size_divisible) * size_divisible;
    const batch = first.new_zeros([images.length, largest(0), padded(1), padded(2)]);
    for (const [i, image] of images.entries()) {
      const [channels, height, width] = image.size() as unknown as [number, number, number];
      const place = batch.select(0, i).narrow(0, 0, channels).narrow(1, 0, height).narrow(2, 0, width);
      place.copy_(image);
    }
    return batch;
  }

  /** Takes what was found in the resized images to the sizes that they came in; while training there is nothing. */
  postprocess(
    result: readonly Detection[],
    image_shapes: readonly ImageSize[],
    original_image_sizes: readonly ImageSize[],
  ): Detection[] {
    if (this.training) return [...result];
    return result.map((found, i) => {
      const [from, to] = [image_shapes[i] as ImageSize, original_image_sizes[i] as ImageSize];
      const placed: Detection = { ...found, boxes: resize_boxes(found.boxes, from, to) };
      if (found.masks) placed.masks = paste_masks_in_image(found.masks, placed.boxes, to);
      if (found.keypoints) placed.keypoints = resize_keypoints(found.keypoints, from, to);
      return placed;
    });
  }

  override toString(): string {
    const list = (values: readonly number[]) => `[${values.map(floatRepr).join(', ')}]`;
    return (
      `${this._get_name()}(\n    Normalize(mean=${list(this.image_mean)}, std=${list(this.image_std)})\n` +
      `    Resize(min_size=${repr(this.min_size)}, max_size=${this.max_size}, mode='bilinear')\n)`
    );
  }
}
export const GeneralizedRCNNTransform = nn.callable(GeneralizedRCNNTransform_);
export type GeneralizedRCNNTransform = GeneralizedRCNNTransform_;
