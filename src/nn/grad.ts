/** `torch.nn.grad`: the gradients of convolutions by themselves. */
import { keywords } from '../keywords.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { IntList } from './functional/common.ts';

type Ints = readonly number[];
const tuple = (value: IntList, n: number): Ints => (typeof value === 'number' ? Array(n).fill(value) : value);

/** One gradient of an n-dimensional convolution: 0 for that of the input, 1 for that of the weight. */
function gradient(
  n: number,
  which: 0 | 1,
  grad_output: Tensor,
  input: Tensor,
  weight: Tensor,
  [stride, padding, dilation]: readonly [IntList, IntList, IntList],
  groups: number,
): Tensor {
  const [s, p, d] = [stride, padding, dilation].map((value) => tuple(value, n)) as [Ints, Ints, Ints];
  const mask = [which === 0, which === 1, false];
  const backward = torch.ops.aten?.convolution_backward as unknown as (...args: unknown[]) => Tensor[];
  const zeros = Array<number>(n).fill(0);
  return backward(grad_output, input, weight, null, s, p, d, false, zeros, groups, mask)[which] as Tensor;
}

// The kernel looks at the shape alone of what it computes the gradient of.
const stand = (like: Tensor, size: Ints): Tensor => like.new_empty([1]).expand(size);

const inputGradient = (n: number) =>
  keywords(
    `conv${n}d_input`,
    ['input_size', 'weight', 'grad_output', 'stride', 'padding', 'dilation', 'groups'],
    (
      input_size: Ints,
      weight: Tensor,
      grad_output: Tensor,
      stride: IntList = 1,
      padding: IntList = 0,
      dilation: IntList = 1,
      groups: number = 1,
    ): Tensor => {
      const input = stand(grad_output, input_size);
      return gradient(n, 0, grad_output, input, weight, [stride, padding, dilation], groups);
    },
  );

const weightGradient = (n: number) =>
  keywords(
    `conv${n}d_weight`,
    ['input', 'weight_size', 'grad_output', 'stride', 'padding', 'dilation', 'groups'],
    (
      input: Tensor,
      weight_size: Ints,
      grad_output: Tensor,
      stride: IntList = 1,
      padding: IntList = 0,
      dilation: IntList = 1,
      groups: number = 1,
    ): Tensor => {
      const weight = stand(grad_output, weight_size);
      return gradient(n, 1, grad_output, input, weight, [stride, padding, dilation], groups);
    },
  );

/** The gradient of `conv1d` in its input, of shape `input_size`; see F.conv1d for the rest. */
export const conv1d_input = inputGradient(1);
/** The gradient of `conv1d` in its weight, of shape `weight_size`. */
export const conv1d_weight = weightGradient(1);
export const conv2d_input = inputGradient(2);
export const conv2d_weight = weightGradient(2);
export const conv3d_input = inputGradient(3);
export const conv3d_weight = weightGradient(3);
