import { tupleStr } from '../../_python_str.ts';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { canvasSize, type Size } from './_bounding_boxes.ts';
import { data, TVTensor, tensorFields, tensorOf } from './_tv_tensor.ts';

const pointsArgs = signature('KeyPoints', ['data', data], ['canvas_size', canvasSize], ...tensorFields);

/**
 * Points [x, y] in an image (..., 2): single ones, polygons (N, points, 2), skeletons (N, bones, 2, 2). `canvas_size` is
 * [height, width] of the image. A sample has one of these.
 *
 * @throws ValueError for another last dimension.
 */
class KeyPoints_ extends TVTensor {
  declare canvas_size: Size;

  constructor(...args: Args<typeof pointsArgs>) {
    const { data, canvas_size, ...options } = pointsArgs(args);
    super(asPoints(tensorOf(data, options)));
    this.canvas_size = canvas_size;
  }

  static override wrap(
    tensor: Tensor,
    like: KeyPoints_,
    overrides: Readonly<Record<string, unknown>> = {},
  ): KeyPoints_ {
    const checked = { ...overrides };
    if ('canvas_size' in checked) checked.canvas_size = canvasSize.parse(checked.canvas_size);
    return TVTensor.wrap(asPoints(tensor), like, checked) as KeyPoints_;
  }

  override _facts(): Record<string, string> {
    return { canvas_size: tupleStr(this.canvas_size) };
  }
}
export const KeyPoints = callable(KeyPoints_);
export type KeyPoints = KeyPoints_;

function asPoints(tensor: Tensor): Tensor {
  if (tensor.dim() === 0 || tensor.size(-1) !== 2) {
    throw new ValueError(`Expected a tensor of shape (..., 2), not (${tensor.shape.join(', ')})`);
  }
  return tensor.dim() === 1 ? tensor.unsqueeze(0) : tensor;
}
