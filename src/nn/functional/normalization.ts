import { RuntimeError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

// Means something on CUDA only, and costs more to ask than where the tensor is.
const useCudnn = (input: Tensor): boolean => input.is_cuda && torch.backends.cudnn.enabled;

// With one value a channel the variance is 0 / 0, which would poison the running statistics silently.
function checkBatchSize(shape: readonly number[]): void {
  let values = shape[0] as number;
  for (let d = 2; d < shape.length; d += 1) values *= shape[d] as number;
  if (values !== 1) return;
  throw new ValueError(
    `Expected more than 1 value per channel when training, got input size torch.Size([${shape.join(', ')}])`,
  );
}

function checkSpatialSize(shape: readonly number[]): void {
  let values = 1;
  for (let d = 2; d < shape.length; d += 1) values *= shape[d] as number;
  if (values !== 1) return;
  throw new ValueError(
    `Expected more than 1 spatial element when training, got input size torch.Size([${shape.join(', ')}])`,
  );
}

/** `batch_norm` by position alone: what layers call. */
export function batchNorm(
  input: Tensor,
  running_mean: Tensor | null,
  running_var: Tensor | null,
  weight: Tensor | null = null,
  bias: Tensor | null = null,
  training: boolean = false,
  momentum: number = 0.1,
  eps: number = 1e-5,
): Tensor {
  // Reading a shape makes an array; more elements than channels need no closer look.
  const channels = (weight ?? running_mean)?.numel() ?? Number.POSITIVE_INFINITY;
  if (training && input.numel() <= channels) checkBatchSize(input.shape);
  if (training && eps <= 0) {
    throw new ValueError(`batch_norm eps must be positive during training, but got ${eps}`);
  }
  if (eps < 0) throw new ValueError(`batch_norm eps must be non-negative, but got ${eps}`);
  const cudnn = useCudnn(input);
  return torch.batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn);
}

/**
 * Standardises each channel over batch and space: y = (x - E[x]) / √(Var[x] + eps) · weight + bias.
 *
 * With `training` E and Var are the batch's, and running statistics move towards them by `momentum` in [0, 1]:
 * running = (1 - momentum) running + momentum batch. (N, C) or (N, C, *), the others (C).
 * Throws ValueError for one value a channel while training. Source: Ioffe & Szegedy 2015, arXiv:1502.03167.
 */
export const batch_norm = keywords(
  'batch_norm',
  ['input', 'running_mean', 'running_var', 'weight', 'bias', 'training', 'momentum', 'eps'],
  batchNorm,
);

/**
 * Standardises each channel of each sample over space: y = (x - E[x]) / √(Var[x] + eps) · weight + bias.
 *
 * (N, C, *), the others (C); `momentum` in [0, 1]. Throws ValueError for one spatial element with
 * `use_input_stats`. Source: Ulyanov et al. 2016, arXiv:1607.08022.
 */
export const instance_norm = keywords(
  'instance_norm',
  ['input', 'running_mean', 'running_var', 'weight', 'bias', 'use_input_stats', 'momentum', 'eps'],
  (
    input: Tensor,
    running_mean: Tensor | null = null,
    running_var: Tensor | null = null,
    weight: Tensor | null = null,
    bias: Tensor | null = null,
    use_input_stats: boolean = true,
    momentum: number = 0.1,
    eps: number = 1e-5,
  ): Tensor => {
    if (use_input_stats) checkSpatialSize(input.shape);
    const cudnn = useCudnn(input);
    return torch.instance_norm(
      input,
      weight,
      bias,
      running_mean,
      running_var,
      use_input_stats,
      momentum,
      eps,
      cudnn,
    );
  },
);

/**
 * Standardises over the last dimensions: y = (x - E[x]) / √(Var[x] + eps) · weight + bias.
 *
 * (*, *normalized_shape), weight and bias (*normalized_shape). Source: Ba et al. 2016, arXiv:1607.06450.
 */
export const layer_norm = keywords(
  'layer_norm',
  ['input', 'normalized_shape', 'weight', 'bias', 'eps'],
  (
    input: Tensor,
    normalized_shape: readonly number[],
    weight: Tensor | null = null,
    bias: Tensor | null = null,
    eps: number = 1e-5,
  ): Tensor => torch.layer_norm(input, normalized_shape, weight, bias, eps, useCudnn(input)),
);

/**
 * Scales by the root mean square over the last dimensions: y = x / √(E[x²] + eps) · weight.
 *
 * (*, *normalized_shape), weight (*normalized_shape); `eps` null is the dtype's machine epsilon.
 * Source: Zhang & Sennrich 2019, arXiv:1910.07467.
 */
export const rms_norm = keywords(
  'rms_norm',
  ['input', 'normalized_shape', 'weight', 'eps'],
  (
    input: Tensor,
    normalized_shape: readonly number[],
    weight: Tensor | null = null,
    eps: number | null = null,
  ): Tensor => torch.rms_norm(input, normalized_shape, weight, eps),
);

/**
 * Standardises each group of channels of each sample: y = (x - E[x]) / √(Var[x] + eps) · weight + bias.
 *
 * (N, C, *), weight and bias (C), C divisible by `num_groups`. Throws ValueError for one value a group.
 * Source: Wu & He 2018, arXiv:1803.08494.
 */
export const group_norm = keywords(
  'group_norm',
  ['input', 'num_groups', 'weight', 'bias', 'eps'],
  (
    input: Tensor,
    num_groups: number,
    weight: Tensor | null = null,
    bias: Tensor | null = null,
    eps: number = 1e-5,
  ): Tensor => {
    const [n, c, ...space] = input.shape;
    if (n === undefined || c === undefined) {
      throw new RuntimeError(`Expected at least 2 dimensions for input tensor but received ${input.dim()}`);
    }
    checkBatchSize([Math.floor((n * c) / num_groups), num_groups, ...space]);
    return torch.group_norm(input, num_groups, weight, bias, eps, useCudnn(input));
  },
);

/**
 * Divides by the energy of `size` neighbouring channels: y_c = x_c / (k + alpha / size Σ_c' x_c'²)^beta.
 *
 * (N, C, *). Throws ValueError below 3 dimensions. Source: Krizhevsky et al. 2012, "ImageNet Classification with
 * Deep Convolutional Neural Networks", section 3.3.
 */
export const local_response_norm = keywords(
  'local_response_norm',
  ['input', 'size', 'alpha', 'beta', 'k'],
  (input: Tensor, size: number, alpha: number = 1e-4, beta: number = 0.75, k: number = 1): Tensor => {
    const shape = input.shape;
    if (shape.length < 3) {
      throw new ValueError(`Expected 3D or higher dimensionality input (got ${shape.length} dimensions)`);
    }
    if (input.numel() === 0) return input;
    // Channels become a spatial dimension, so that average pooling slides over them.
    const before = Math.floor(size / 2);
    const after = Math.floor((size - 1) / 2);
    const square = input.mul(input);
    const energy =
      shape.length === 3
        ? torch.avg_pool2d(torch.pad(square.unsqueeze(1), [0, 0, before, after]), [size, 1], 1).squeeze(1)
        : torch
            .avg_pool3d(
              torch.pad(square.view(shape[0], 1, shape[1], shape[2], -1), [0, 0, 0, 0, before, after]),
              [size, 1, 1],
              1,
            )
            .squeeze(1)
            .view(shape);
    return input.div(energy.mul(alpha).add(k).pow(beta));
  },
);
