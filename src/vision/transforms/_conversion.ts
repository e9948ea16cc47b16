import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { dtype } from '../../dtype.ts';
import { ValueError } from '../../errors.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import type { Image } from '../image.ts';
import type { Mode } from '../io/decode.ts';
import { listStr, type Transform, transform } from './_fields.ts';
import * as F from './functional.ts';

/** A picture, or uint8 pixels (C, H, W) or (H, W), as float (C, H, W): 0 to 255 become 0 to 1. */
class ToTensor_ extends Module {
  override forward(pic: F.AnyImage): Tensor {
    return F.to_tensor(pic);
  }
}
export const ToTensor = callable(ToTensor_);
export type ToTensor = ToTensor_;

/** A picture's values as they are, (C, H, W) uint8. */
class PILToTensor_ extends Module {
  override forward(pic: Image): Tensor {
    return F.pil_to_tensor(pic);
  }
}
export const PILToTensor = callable(PILToTensor_);
export type PILToTensor = PILToTensor_;

const toPilArgs = signature('ToPILImage', ['mode', z.string().nullable().default(null)]);

/** A picture from a tensor (C, H, W) or (H, W): uint8, or floats of 0 to 1. */
class ToPILImage_ extends Module {
  declare mode: Mode | null;

  constructor(...args: Args<typeof toPilArgs>) {
    super();
    this.mode = toPilArgs(args).mode as Mode | null;
  }

  override forward(pic: Tensor): Image {
    return F.to_pil_image(pic, this.mode);
  }

  override extra_repr(): string {
    return this.mode === null ? '' : `mode=${this.mode}`;
  }
}
export const ToPILImage = callable(ToPILImage_);
export type ToPILImage = ToPILImage_;

const convertArgs = signature('ConvertImageDtype', [
  'dtype',
  z.custom<dtype>((value) => value instanceof dtype, 'must be a dtype'),
]);

/** A tensor image in another dtype, its values scaled to the range of it (0 to 1 for floats). */
class ConvertImageDtype_ extends Module {
  declare dtype: dtype;

  constructor(...args: Args<typeof convertArgs>) {
    super();
    this.dtype = convertArgs(args).dtype;
  }

  override forward(image: Tensor): Tensor {
    return F.convert_image_dtype(image, this.dtype);
  }
}
export const ConvertImageDtype = callable(ConvertImageDtype_);
export type ConvertImageDtype = ConvertImageDtype_;

const normalizeArgs = signature(
  'Normalize',
  ['mean', z.array(z.number())],
  ['std', z.array(z.number())],
  ['inplace', z.boolean().default(false)],
);

/** (x - mean) / std for each channel of a float image (..., C, H, W). */
class Normalize_ extends Module {
  declare mean: number[];
  declare std: number[];
  declare inplace: boolean;

  constructor(...args: Args<typeof normalizeArgs>) {
    super();
    const { mean, std, inplace } = normalizeArgs(args);
    this.mean = mean;
    this.std = std;
    this.inplace = inplace;
  }

  override forward(tensor: Tensor): Tensor {
    return F.normalize(tensor, this.mean, this.std, this.inplace);
  }

  override extra_repr(): string {
    return `mean=${listStr(this.mean)}, std=${listStr(this.std)}`;
  }
}
export const Normalize = callable(Normalize_);
export type Normalize = Normalize_;

const matrix = z.custom<Tensor>((value) => value instanceof Tensor, 'must be a tensor');
const linearArgs = signature(
  'LinearTransformation',
  ['transformation_matrix', matrix],
  ['mean_vector', matrix],
);

/** (x - mean_vector) @ transformation_matrix of flattened images (..., C, H, W): whitening, for example. */
class LinearTransformation_ extends Module {
  declare transformation_matrix: Tensor; // (D, D), D = C * H * W
  declare mean_vector: Tensor; // (D)

  constructor(...args: Args<typeof linearArgs>) {
    super();
    const { transformation_matrix, mean_vector } = linearArgs(args);
    const [rows, columns] = transformation_matrix.size();
    if (rows !== columns) {
      throw new ValueError(
        `transformation_matrix should be square. Got (${transformation_matrix.size().join(', ')}) rectangular matrix.`,
      );
    }
    if (mean_vector.size(0) !== rows) {
      throw new ValueError(
        `mean_vector should have the same length ${mean_vector.size(0)} as any one of the dimensions of the ` +
          `transformation_matrix [(${transformation_matrix.size().join(', ')})]`,
      );
    }
    if (mean_vector.dtype !== transformation_matrix.dtype) {
      throw new ValueError(
        `Input tensors should have the same dtype. Got ${transformation_matrix.dtype} and ${mean_vector.dtype}`,
      );
    }
    this.transformation_matrix = transformation_matrix;
    this.mean_vector = mean_vector;
  }

  override forward(tensor: Tensor): Tensor {
    const [c, h, w] = [tensor.size(-3), tensor.size(-2), tensor.size(-1)];
    const n = c * h * w;
    if (n !== this.transformation_matrix.size(0)) {
      throw new ValueError(
        `Input tensor and transformation matrix have incompatible shape. [${c} x ${h} x ${w}] != ` +
          `${this.transformation_matrix.size(0)}`,
      );
    }
    const flat = tensor.reshape(-1, n).sub(this.mean_vector);
    return flat.mm(this.transformation_matrix.to(flat.dtype)).view([...tensor.size()]);
  }

  override extra_repr(): string {
    const text = (values: any): string =>
      typeof values === 'number' ? floatRepr(values) : `[${values.map(text).join(', ')}]`;
    return `transformation_matrix=${text(this.transformation_matrix.tolist())}, mean_vector=${text(this.mean_vector.tolist())}`;
  }
}
export const LinearTransformation = callable(LinearTransformation_);
export type LinearTransformation = LinearTransformation_;

const lambdaArgs = signature('Lambda', ['lambd', transform]);

/** Any function as a transform. */
class Lambda_ extends Module {
  declare lambd: Transform;

  constructor(...args: Args<typeof lambdaArgs>) {
    super();
    this.lambd = lambdaArgs(args).lambd;
  }

  override forward(img: any): any {
    return this.lambd(img);
  }

  override toString(): string {
    return 'Lambda()';
  }
}
export const Lambda = callable(Lambda_);
export type Lambda = Lambda_;
