import { z } from 'zod';
import * as nn from '../../../nn/index.ts';
import { count } from '../_builder.ts';
import { AnchorGenerator } from './anchor_utils.ts';

/* Options that several detectors have. */

export const module = z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a Module');
const triple = z.array(z.number()).nullish();

/** COCO's classes and the background, unless more or fewer are asked for. */
export const COCO_CLASSES = 91;
export const numClasses = ['num_classes', count.nullish()] as const;
export const trainableLayers = ['trainable_backbone_layers', z.int().nullish()] as const;

export const headField = ['head', module.nullish()] as const;

export const meanAndStd = [
  ['image_mean', triple],
  ['image_std', triple],
] as const;

/** Which detections are kept: of what score, up to what overlap, and how many of an image. */
export const choiceFields = (score: number, nms: number, most: number) =>
  [
    ['score_thresh', z.number().default(score)],
    ['nms_thresh', z.number().default(nms)],
    ['detections_per_img', z.int().nonnegative().default(most)],
  ] as const;
export const topkField = (most: number) => ['topk_candidates', z.int().nonnegative().default(most)] as const;

export const minSize = z.union([count, z.array(count).min(1).readonly()]);
export const anchorGenerator = z
  .custom<nn.Module>((value) => value instanceof AnchorGenerator, 'should be of type AnchorGenerator or None')
  .nullish();
