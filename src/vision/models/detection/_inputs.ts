import { floatRepr } from '../../../_python_str.ts';
import { AssertionError, IndexError, KeyError, TypeError, ValueError } from '../../../errors.ts';
import { Tensor } from '../../../tensor.ts';
import type { ImageList, ImageSize } from './image_list.ts';
import type { GeneralizedRCNNTransform, Target } from './transform.ts';

/** The images and targets that a detector was called with, as its layers want them. */
export interface Inputs<T extends Target> {
  images: ImageList;
  targets: T[] | null;
  /** Before they were resized. */
  original_sizes: ImageSize[];
}

/**
 * Checks what a detector was called with, then resizes and pads it.
 *
 * @param fields the tensors that a target has to hold beside boxes, for training.
 * @throws AssertionError, IndexError, KeyError, TypeError, ValueError for images or targets that are none.
 */
export function prepareInputs<T extends Target>(
  model: { training: boolean; transform: GeneralizedRCNNTransform },
  images: readonly Tensor[] | Tensor,
  targets: readonly T[] | null | undefined,
  fields: readonly string[],
): Inputs<T> {
  if (targets != null && !Array.isArray(targets)) {
    throw new TypeError(`targets should be a list of objects, one for each image, got ${kindOf(targets)}`);
  }
  if (model.training && !targets) {
    throw new AssertionError('targets should not be none when in training mode');
  }
  for (const target of targets ?? []) checkTarget(target, model.training ? fields : []);
  const list = images instanceof Tensor && images.dim() > 0 ? [...images] : images;
  if (!Array.isArray(list) || !list.every((image) => image instanceof Tensor)) {
    throw new TypeError(`images should be a list of tensors (C, H, W), got ${kindOf(images)}`);
  }
  if (targets && targets.length !== list.length) {
    throw new IndexError(`${list.length} images, but ${targets.length} targets: each image needs its own`);
  }
  const original_sizes = list.map((image): ImageSize => {
    if (image.dim() >= 2) return [image.size(-2), image.size(-1)];
    throw new AssertionError(
      `expecting the last two dimensions of the Tensor to be H and W instead got ${image.size()}`,
    );
  });
  if (original_sizes.some((size) => size.includes(0))) {
    throw new ValueError(`images should have pixels, got ${list.map((image) => image.size()).join(', ')}`);
  }
  const [batch, placed] = model.transform(list, targets ?? null) as [ImageList, T[] | null];
  for (const [i, { boxes }] of (placed ?? []).entries()) checkExtent(boxes, i);
  return { images: batch, targets: placed, original_sizes };
}

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return `a list with ${kindOf(value.find((each) => !(each instanceof Tensor)))}`;
  return value instanceof Tensor
    ? `a tensor of ${value.dim()} dimensions`
    : value === null
      ? 'null'
      : typeof value;
};

function checkTarget(target: Target, fields: readonly string[]): void {
  if (typeof target !== 'object' || target === null) {
    const wanted = ['boxes', ...fields].join(', ');
    throw new TypeError(`a target should be an object { ${wanted} }, got ${kindOf(target)}`);
  }
  for (const field of ['boxes', ...fields]) {
    if (target[field] === undefined) throw new KeyError(`'${field}' is missing in a target`);
  }
  const { boxes } = target;
  if (!(boxes instanceof Tensor)) {
    throw new AssertionError(`Expected target boxes to be of type Tensor, got ${kindOf(boxes)}.`);
  }
  if (boxes.dim() !== 2 || boxes.size(1) !== 4) {
    throw new AssertionError(`Expected target boxes to be a tensor of shape [N, 4], got ${boxes.size()}.`);
  }
  for (const field of ['labels', 'masks', 'keypoints']) {
    const value = target[field];
    if (value instanceof Tensor || (value == null && !fields.includes(field))) continue;
    throw new TypeError(`Expected target ${field} to be of type Tensor, got ${kindOf(value)}.`);
  }
  for (const [field, form] of [
    ['masks', '(N, H, W)'],
    ['keypoints', '(N, points, 3)'],
  ] as const) {
    if (!target[field] || target[field].dim() === 3) continue;
    throw new ValueError(`Expected target ${field} to be a tensor ${form}, got ${target[field].size()}.`);
  }
}

function checkExtent(boxes: Tensor, i: number): void {
  const flat = boxes
    .narrow(1, 2, 2)
    .le(boxes.narrow(1, 0, 2))
    .any(1);
  if (!flat.any().item()) return;
  const [first] = flat.nonzero().tolist() as [[number]];
  const text = (boxes.select(0, Number(first[0])).tolist() as number[]).map(floatRepr).join(', ');
  throw new AssertionError(
    'All bounding boxes should have positive height and width.' +
      ` Found invalid box [${text}] for target at index ${i}.`,
  );
}
