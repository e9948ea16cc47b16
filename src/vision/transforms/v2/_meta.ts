import { z } from 'zod';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import {
  type BoundingBoxFormat,
  type ClampingMode,
  clampingMode,
  format,
} from '../../tv_tensors/_bounding_boxes.ts';
import { BoundingBoxes, KeyPoints } from '../../tv_tensors/index.ts';
import { Transform } from './_transform.ts';
import type { TypeOrCheck } from './_utils.ts';
import * as F from './functional/_meta.ts';

const formatArgs = signature('ConvertBoundingBoxFormat', ['format', format]);

/** Boxes in another format: 'XYXY', 'XYWH', ... */
class ConvertBoundingBoxFormat_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [BoundingBoxes];
  declare format: BoundingBoxFormat;

  constructor(...args: Args<typeof formatArgs>) {
    super();
    this.format = formatArgs(args).format;
  }

  override transform(inpt: BoundingBoxes): BoundingBoxes {
    return F.convert_bounding_box_format(inpt, { new_format: this.format });
  }
}
export const ConvertBoundingBoxFormat = callable(ConvertBoundingBoxFormat_);
export type ConvertBoundingBoxFormat = ConvertBoundingBoxFormat_;

const clampArgs = signature('ClampBoundingBoxes', [
  'clamping_mode',
  z.enum(['soft', 'hard', 'auto']).nullable().default('auto'),
]);

/** Boxes cut at the edges of their image, by their own `clamping_mode` with 'auto'. */
class ClampBoundingBoxes_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [BoundingBoxes];
  declare clamping_mode: ClampingMode | 'auto';

  constructor(...args: Args<typeof clampArgs>) {
    super();
    this.clamping_mode = clampArgs(args).clamping_mode;
  }

  override transform(inpt: BoundingBoxes): BoundingBoxes {
    return F.clamp_bounding_boxes(inpt, { clamping_mode: this.clamping_mode });
  }
}
export const ClampBoundingBoxes = callable(ClampBoundingBoxes_);
export type ClampBoundingBoxes = ClampBoundingBoxes_;

/** Points moved onto the nearest pixel of their image. */
class ClampKeyPoints_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [KeyPoints];

  override transform(inpt: KeyPoints): KeyPoints {
    return F.clamp_keypoints(inpt);
  }
}
export const ClampKeyPoints = callable(ClampKeyPoints_);
export type ClampKeyPoints = ClampKeyPoints_;

const modeArgs = signature('SetClampingMode', ['clamping_mode', clampingMode]);

/** Says what later transforms do with boxes that cross the image's edge: 'soft', 'hard' or null (nothing). */
class SetClampingMode_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [BoundingBoxes];
  declare clamping_mode: ClampingMode;

  constructor(...args: Args<typeof modeArgs>) {
    super();
    this.clamping_mode = modeArgs(args).clamping_mode;
  }

  override transform(inpt: BoundingBoxes): BoundingBoxes {
    const boxes = inpt.clone();
    boxes.clamping_mode = this.clamping_mode;
    return boxes;
  }
}
export const SetClampingMode = callable(SetClampingMode_);
export type SetClampingMode = SetClampingMode_;
