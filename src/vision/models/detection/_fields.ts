import { z } from 'zod';
import * as nn from '../../../nn/index.ts';
import { count } from '../_builder.ts';
import { AnchorGenerator } from './anchor_utils.ts';

/* Options that several detectors have. */

/** COCO's classes and the background, unless more or fewer are asked for. */
export const COCO_CLASSES = 91;

const isModule = (value: unknown) => value instanceof nn.Module;
export const part = z.custom<nn.Module>(isModule, 'expected a Module');
/** A network, or none. */
export const optionalPart = part.nullable().default(null);
export const anchorGenerator = z
  .custom<nn.Module>((value) => value instanceof AnchorGenerator, 'should be of type AnchorGenerator or None')
  .nullable()
  .default(null);

export const backboneField = ['backbone', part] as const;
export const classesField = ['num_classes', count.nullable().default(null)] as const;
export const trainableField = ['trainable_backbone_layers', z.int().nullable().default(null)] as const;

/** One size, or several of which one is drawn. */
export const sizes = z.union([count, z.array(count).min(1).readonly()]);
export const sizeFields = [
  ['min_size', sizes.default(800)],
  ['max_size', count.default(1333)],
] as const;

/** One figure for each channel of the images. */
const figures = z.array(z.number()).min(1).readonly().nullable().default(null);
export const meanAndStd = [
  ['image_mean', figures],
  ['image_std', figures],
] as const;
/** What ImageNet's pictures have. */
export const IMAGENET_MEAN = [0.485, 0.456, 0.406];
export const IMAGENET_STD = [0.229, 0.224, 0.225];

/** Which detections are kept: of what score, up to what overlap, and how many of an image. */
export const choiceFields = (score: number, nms: number, most: number) =>
  [
    ['score_thresh', z.number().default(score)],
    ['nms_thresh', z.number().default(nms)],
    ['detections_per_img', z.int().nonnegative().default(most)],
  ] as const;
export const topkField = (most: number) => ['topk_candidates', z.int().nonnegative().default(most)] as const;
