import { z } from 'zod';
import { dtype } from '../../../dtype.ts';
import { TypeError, ValueError } from '../../../errors.ts';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { warn } from '../../../warn.ts';
import { Image as Picture } from '../../image.ts';
import { plain } from '../../tv_tensors/_tv_tensor.ts';
import { BoundingBoxes, Image, KeyPoints, Mask, Video, wrap } from '../../tv_tensors/index.ts';
import { GaussianBlur as BlurV1 } from '../_color.ts';
import { square } from '../_fields.ts';
import { uniform } from '../_random.ts';
import { flatten } from './_pytree.ts';
import { type Params, sampleOf, Transform } from './_transform.ts';
import {
  type ByType,
  byType,
  check_type,
  findLabels,
  get_bounding_boxes,
  get_keypoints,
  has_any,
  type LabelsGetter,
  labelsGetter,
  numberOrPair,
  pairFrom,
  settingFor,
  type TypeOrCheck,
  tableOf,
} from './_utils.ts';
import * as F from './functional/_misc.ts';
import { is_pure_tensor, nameOf } from './functional/_utils.ts';

/** Everything as it is. */
class Identity_ extends Transform {
  override transform(inpt: any): any {
    return inpt;
  }
}
export const Identity = callable(Identity_);
export type Identity = Identity_;

type Step = (inpt: any) => any;

/**
 * Any function as a transform, of the parts of a sample that are of these types (all by default):
 * `Lambda((x) => x + 1, Number)`.
 */
class Lambda_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [Object];
  declare lambd: Step;
  declare types: readonly TypeOrCheck[];

  constructor(lambd: Step, ...types: TypeOrCheck[]) {
    super();
    for (const given of [lambd, ...types]) {
      if (typeof given !== 'function') {
        throw new TypeError(`Lambda() takes a function, then classes; got ${nameOf(given)}`);
      }
    }
    this.lambd = lambd;
    this.types = types.length > 0 ? types : Lambda_._transformed_types;
  }

  override transform(inpt: any): any {
    return check_type(inpt, this.types) ? this.lambd(inpt) : inpt;
  }

  override extra_repr(): string {
    const types = this.types.map((type) => `'${(type as unknown) === Object ? 'object' : type.name}'`);
    const { name } = this.lambd;
    return `${name === '' ? '' : `${name}, `}types=[${types.join(', ')}]`;
  }
}
export const Lambda = callable(Lambda_);
export type Lambda = Lambda_;

function refusePictures(flat_inputs: unknown[], name: string): void {
  if (has_any(flat_inputs, Picture)) throw new TypeError(`${name}() does not support PIL images.`);
}

const matrix = z.custom<Tensor>((value) => value instanceof Tensor, 'must be a tensor');
const linearArgs = signature(
  'LinearTransformation',
  ['transformation_matrix', matrix],
  ['mean_vector', matrix],
);

/** (x - mean_vector) @ transformation_matrix of flattened images (..., C, H, W): whitening, for example. */
class LinearTransformation_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [is_pure_tensor, Image, Video];
  declare transformation_matrix: Tensor; // (D, D), D = C * H * W
  declare mean_vector: Tensor; // (D)

  constructor(...args: Args<typeof linearArgs>) {
    super();
    const { transformation_matrix, mean_vector } = linearArgs(args);
    const shape = `(${transformation_matrix.shape.join(', ')})`;
    if (
      transformation_matrix.dim() !== 2 ||
      transformation_matrix.size(0) !== transformation_matrix.size(1)
    ) {
      throw new ValueError(`transformation_matrix should be square. Got ${shape} rectangular matrix.`);
    }
    if (mean_vector.dim() !== 1 || mean_vector.size(0) !== transformation_matrix.size(0)) {
      throw new ValueError(
        `mean_vector should have the same length ${mean_vector.numel()} as any one of the dimensions of the ` +
          `transformation_matrix [${shape}]`,
      );
    }
    for (const what of ['device', 'dtype'] as const) {
      if (String(transformation_matrix[what]) === String(mean_vector[what])) continue;
      throw new ValueError(
        `Input tensors should be of the same ${what}. Got ${transformation_matrix[what]} and ${mean_vector[what]}`,
      );
    }
    this.transformation_matrix = transformation_matrix;
    this.mean_vector = mean_vector;
  }

  override check_inputs(flat_inputs: unknown[]): void {
    refusePictures(flat_inputs, this._get_name());
  }

  override transform(inpt: Tensor): Tensor {
    const [c, h, w] = [inpt.size(-3), inpt.size(-2), inpt.size(-1)];
    const n = c * h * w;
    if (n !== this.transformation_matrix.size(0)) {
      throw new ValueError(
        `Input tensor and transformation matrix have incompatible shape. [${c} x ${h} x ${w}] != ` +
          `${this.transformation_matrix.size(0)}`,
      );
    }
    const flat = plain(inpt).reshape(-1, n).sub(this.mean_vector);
    const out = flat.mm(this.transformation_matrix.to(flat.dtype)).reshape([...inpt.shape]);
    return is_pure_tensor(inpt) ? out : wrap(out, { like: inpt });
  }
}
export const LinearTransformation = callable(LinearTransformation_);
export type LinearTransformation = LinearTransformation_;

const normalizeArgs = signature(
  'Normalize',
  ['mean', z.array(z.number()).readonly()],
  ['std', z.array(z.number()).readonly()],
  ['inplace', z.boolean().default(false)],
);

/** (x - mean) / std for each channel of float images and videos. */
class Normalize_ extends Transform {
  static override _floats = ['mean', 'std'];
  static override _lists = ['mean', 'std'];
  declare mean: readonly number[];
  declare std: readonly number[];
  declare inplace: boolean;

  constructor(...args: Args<typeof normalizeArgs>) {
    super();
    const { mean, std, inplace } = normalizeArgs(args);
    this.mean = mean;
    this.std = std;
    this.inplace = inplace;
  }

  override check_inputs(flat_inputs: unknown[]): void {
    refusePictures(flat_inputs, this._get_name());
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.normalize, inpt, this.mean, this.std, this.inplace);
  }
}
export const Normalize = callable(Normalize_);
export type Normalize = Normalize_;

const blurArgs = signature(
  'GaussianBlur',
  ['kernel_size', square],
  ['sigma', numberOrPair.default([0.1, 2])],
);

/** Blurs with a Gaussian of odd `kernel_size` [x, y] and a random `sigma` (a range, or one number) in pixels. */
class GaussianBlur_ extends Transform {
  static override _floats = ['sigma'];
  static override _lists = ['sigma'];
  static readonly get_params = BlurV1.get_params;
  declare kernel_size: readonly [number, number];
  declare sigma: readonly [number, number];

  constructor(...args: Args<typeof blurArgs>) {
    super();
    const { kernel_size, sigma } = blurArgs(args);
    if (kernel_size.some((size) => size % 2 === 0)) {
      throw new ValueError('Kernel size value should be an odd and positive number.');
    }
    this.kernel_size = kernel_size;
    this.sigma = pairFrom(sigma);
    if (!(this.sigma[0] > 0 && this.sigma[0] <= this.sigma[1])) {
      throw new ValueError(
        `sigma values should be positive and of the form (min, max). Got [${this.sigma.join(', ')}]`,
      );
    }
  }

  override make_params(): Params {
    const sigma = uniform(this.sigma[0], this.sigma[1]);
    return { sigma: [sigma, sigma] };
  }

  override transform(inpt: any, { sigma }: Params): any {
    return this._call_kernel(F.gaussian_blur, inpt, this.kernel_size, sigma);
  }
}
export const GaussianBlur = callable(GaussianBlur_);
export type GaussianBlur = GaussianBlur_;

const noiseArgs = signature(
  'GaussianNoise',
  ['mean', z.number().default(0)],
  ['sigma', z.number().default(0.1)],
  ['clip', z.boolean().default(true)],
);

/** Adds normal noise to floats of 0 to 1, or to bytes, where `mean` and `sigma` count 255 times; `clip` cuts to the range. */
class GaussianNoise_ extends Transform {
  static override _floats = ['mean', 'sigma'];
  declare mean: number;
  declare sigma: number;
  declare clip: boolean;

  constructor(...args: Args<typeof noiseArgs>) {
    super();
    const { mean, sigma, clip } = noiseArgs(args);
    this.mean = mean;
    this.sigma = sigma;
    this.clip = clip;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.gaussian_noise, inpt, this.mean, this.sigma, this.clip);
  }
}
export const GaussianNoise = callable(GaussianNoise_);
export type GaussianNoise = GaussianNoise_;

type Dtype = Tensor['dtype'];
const type = z.custom<Dtype>((value) => value instanceof dtype, 'must be a dtype');
const toDtypeArgs = signature(
  'ToDtype',
  ['dtype', byType(type.nullable())],
  ['scale', z.boolean().default(false)],
);

const isImageOrVideo = (inpt: unknown): boolean =>
  is_pure_tensor(inpt) || inpt instanceof Image || inpt instanceof Video;

/**
 * Another dtype, of images and videos; or of each type its own: `ToDtype({ Image: torch.float32, Mask: torch.int64,
 * others: null })`, also as a Map with the classes as keys. `scale` fills the range of the dtype (0 to 1 for floats) with
 * the values of images and videos.
 */
class ToDtype_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [Tensor];
  declare dtype: Dtype | ByType<Dtype | null>;
  declare scale: boolean;
  declare _dtypes: Map<unknown, Dtype | null> | null;

  constructor(...args: Args<typeof toDtypeArgs>) {
    super();
    const given = toDtypeArgs(args);
    if (given.dtype === null) throw new ValueError('dtype must be a dict or a torch.dtype, got null instead');
    this.dtype = given.dtype;
    this.scale = given.scale;
    this._dtypes = given.dtype instanceof dtype ? null : tableOf(given.dtype, 'ToDtype(): dtype');
    if (this._dtypes?.has(Tensor) && (this._dtypes.has(Image) || this._dtypes.has(Video))) {
      warn(
        'Got `dtype` values for `torch.Tensor` and either `tv_tensors.Image` or `tv_tensors.Video`. ' +
          'Note that a plain `torch.Tensor` will *not* be transformed by this (or any other transformation) ' +
          'in case a `tv_tensors.Image` or `tv_tensors.Video` is present in the input.',
      );
    }
  }

  override transform(inpt: Tensor): any {
    if (this._dtypes === null) {
      return isImageOrVideo(inpt) ? this._call_kernel(F.to_dtype, inpt, this.dtype, this.scale) : inpt;
    }
    const wanted = settingFor(this._dtypes, inpt);
    if (wanted === undefined) {
      throw new ValueError(
        `No dtype was specified for type ${nameOf(inpt)}. If you only need to convert the dtype of images or videos, ` +
          'you can just pass e.g. dtype=torch.float32. If you\'re passing a dict as dtype, you can use "others" as a ' +
          'catch-all key e.g. dtype={Mask: torch.int64, others: null} to pass-through the rest of the inputs.',
      );
    }
    if (wanted !== null) return this._call_kernel(F.to_dtype, inpt, wanted, this.scale);
    if (this.scale && isImageOrVideo(inpt)) {
      warn('scale was set to True but no dtype was specified for images or videos: no scaling will be done.');
    }
    return inpt;
  }
}
export const ToDtype = callable(ToDtype_);
export type ToDtype = ToDtype_;

const convertArgs = signature('ConvertImageDtype', ['dtype', type.default(() => torch.float32)]);

/** @deprecated `ToDtype(dtype, { scale: true })` is the same. */
class ConvertImageDtype_ extends Transform {
  declare dtype: Dtype;

  constructor(...args: Args<typeof convertArgs>) {
    super();
    this.dtype = convertArgs(args).dtype;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.to_dtype, inpt, this.dtype, true);
  }
}
export const ConvertImageDtype = callable(ConvertImageDtype_);
export type ConvertImageDtype = ConvertImageDtype_;

/** Takes out what is no good, and the labels that belong to it. */
abstract class Sanitize extends Transform {
  declare labels_getter: LabelsGetter;
  declare _labels_getter: (inputs: any) => any;

  protected setUp(getter: LabelsGetter): void {
    this.labels_getter = getter;
    this._labels_getter = findLabels(getter);
  }

  /** The tensor that decides. */
  protected abstract deciding(leaves: unknown[]): Tensor;
  /** Which of its rows are good, (N). */
  protected abstract valid(deciding: Tensor): Tensor;
  /** Is this a part that loses its rows, too? */
  protected abstract follows(inpt: unknown): boolean;

  override forward(...inputs: any[]): any {
    const sample = sampleOf(inputs, this);
    const labels = labelTensors(this._labels_getter(sample));
    const { leaves, build } = flatten(sample);
    const deciding = this.deciding(leaves);
    for (const label of labels) {
      if (label.dim() > 0 && label.size(0) === deciding.size(0)) continue;
      throw new ValueError(
        `${this._get_name()}(): (${deciding.shape.join(', ')}) must match the number of labels. ` +
          `Found labels with shape=(${label.shape.join(', ')}).`,
      );
    }
    const params = { valid: this.valid(deciding), labels };
    return build(leaves.map((inpt) => this.transform(inpt, params)));
  }

  override transform(inpt: any, { valid, labels }: Params): any {
    const isLabel = (labels as Tensor[]).includes(inpt);
    if (!isLabel && !this.follows(inpt)) return inpt;
    const rows = valid as Tensor;
    if (inpt.dim() === 0 || inpt.size(0) !== rows.size(0)) return inpt;
    const kept = plain(inpt).index(rows);
    return isLabel ? kept : wrap(kept, { like: inpt });
  }
}

function labelTensors(found: unknown): Tensor[] {
  if (found === null || found === undefined) return [];
  const labels: unknown[] = Array.isArray(found) ? found : [found];
  const odd = labels.find((label) => !(label instanceof Tensor));
  if (odd === undefined) return labels as Tensor[];
  throw new ValueError(
    `The labels in the input to forward() must be a tensor or None, got ${nameOf(odd)} instead.`,
  );
}

const boxesArgs = signature(
  'SanitizeBoundingBoxes',
  ['min_size', z.number().default(1)],
  ['min_area', z.number().default(1)],
  ['labels_getter', labelsGetter.default('default')],
);

/**
 * Takes out boxes that are smaller than `min_size` or `min_area` (both at least 1) or leave the image, their labels, and
 * their masks (N, H, W). `labels_getter` finds the labels in a sample: 'default' looks for the key `labels`; a function may
 * give several tensors, null says that there are none.
 */
class SanitizeBoundingBoxes_ extends Sanitize {
  static override _floats = ['min_size', 'min_area'];
  declare min_size: number;
  declare min_area: number;

  constructor(...args: Args<typeof boxesArgs>) {
    super();
    const { min_size, min_area, labels_getter } = boxesArgs(args);
    if (min_size < 1) throw new ValueError(`min_size must be >= 1, got ${min_size}.`);
    if (min_area < 1) throw new ValueError(`min_area must be >= 1, got ${min_area}.`);
    this.min_size = min_size;
    this.min_area = min_area;
    this.setUp(labels_getter);
  }

  protected override deciding(leaves: unknown[]): Tensor {
    return get_bounding_boxes(leaves);
  }

  protected override valid(boxes: BoundingBoxes): Tensor {
    return F.validBoxes(plain(boxes), boxes.format, boxes.canvas_size, this.min_size, this.min_area);
  }

  protected override follows(inpt: unknown): boolean {
    return inpt instanceof BoundingBoxes || inpt instanceof Mask;
  }
}
export const SanitizeBoundingBoxes = callable(SanitizeBoundingBoxes_);
export type SanitizeBoundingBoxes = SanitizeBoundingBoxes_;

const pointsArgs = signature('SanitizeKeyPoints', ['labels_getter', labelsGetter.default(null)]);

/** Takes out points that are outside the image (of groups (N, ..., 2) those with any such point), and their labels. */
class SanitizeKeyPoints_ extends Sanitize {
  constructor(...args: Args<typeof pointsArgs>) {
    super();
    this.setUp(pointsArgs(args).labels_getter);
  }

  protected override deciding(leaves: unknown[]): Tensor {
    return get_keypoints(leaves);
  }

  protected override valid(points: KeyPoints): Tensor {
    return F.validPoints(plain(points), points.canvas_size);
  }

  protected override follows(inpt: unknown): boolean {
    return inpt instanceof KeyPoints;
  }
}
export const SanitizeKeyPoints = callable(SanitizeKeyPoints_);
export type SanitizeKeyPoints = SanitizeKeyPoints_;
