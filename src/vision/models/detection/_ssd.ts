import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import type { Tensor } from '../../../tensor.ts';
import { choiceFields, topkField } from './_fields.ts';
import type { HeadOutputs } from './_one_stage.ts';
import type { DefaultBoxGenerator } from './anchor_utils.ts';
import type { SSDScoringHead } from './ssd.ts';
import { transformFields } from './transform.ts';

/* What SSD and SSDlite share. */

/** The options of SSD behind its head, with their defaults. */
export const ssdFields = (score: number, nms: number, most: number, topk: number) =>
  [
    ...choiceFields(score, nms, most),
    ['iou_thresh', z.number().default(0.5)],
    topkField(topk),
    ['positive_fraction', z.number().positive().max(1).default(0.25)],
    transformFields[2],
  ] as const;

/** Both heads of an SSD: `{ bbox_regression, cls_logits }` from feature maps. */
export abstract class TwoHeads extends nn.Module {
  declare classification_head: SSDScoringHead;
  declare regression_head: SSDScoringHead;

  override forward(x: readonly Tensor[]): HeadOutputs {
    return { bbox_regression: this.regression_head(x), cls_logits: this.classification_head(x) };
  }
}

/** @throws ValueError unless there are anchors for every feature map. */
export function checkMaps(out_channels: readonly number[], { aspect_ratios }: DefaultBoxGenerator): void {
  if (out_channels.length === aspect_ratios.length) return;
  throw new ValueError(
    `The length of the output channels from the backbone (${out_channels.length}) do not match the length of the ` +
      `anchor generator aspect ratios (${aspect_ratios.length})`,
  );
}
