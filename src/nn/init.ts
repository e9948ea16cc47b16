/**
 * Ways to fill a tensor in place, drawing from the generator exactly as `torch.nn.init` does, so that a seed gives the
 * same weights as in Python. Each returns the tensor it was given and records nothing for autograd.
 *
 * @see https://docs.pytorch.org/docs/2.13/nn.init.html
 */
import { z } from 'zod';
import { ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import type { Generator } from '../random.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

const tensorField = ['tensor', z.instanceof(Tensor)] as const;
const generatorField = ['generator', z.custom<Generator | null>().default(null)] as const;
const gainField = ['gain', z.number().default(1)] as const;
const number = <const N extends string>(name: N, value: number) => [name, z.number().default(value)] as const;

const LINEAR = [
  'linear',
  'conv1d',
  'conv2d',
  'conv3d',
  'conv_transpose1d',
  'conv_transpose2d',
  'conv_transpose3d',
];
const MODES = ['fan_in', 'fan_out'];

function warn(message: string, type = 'UserWarning'): void {
  process.emitWarning(message, type);
}

/**
 * The recommended gain of a nonlinearity: the factor that keeps a signal's variance through it.
 *
 * @param param leaky_relu's negative slope.
 */
export const calculate_gain = keywords(
  'calculate_gain',
  ['nonlinearity', 'param'],
  (nonlinearity: string, param: number | null = null): number => {
    if (LINEAR.includes(nonlinearity) || nonlinearity === 'sigmoid') return 1;
    if (nonlinearity === 'tanh') return 5 / 3;
    if (nonlinearity === 'relu') return Math.sqrt(2);
    if (nonlinearity === 'selu') return 3 / 4;
    if (nonlinearity !== 'leaky_relu') throw new ValueError(`Unsupported nonlinearity ${nonlinearity}`);
    const slope = param ?? 0.01;
    if (typeof slope !== 'number') throw new ValueError(`negative_slope ${slope} not a valid number`);
    return Math.sqrt(2 / (1 + slope * slope));
  },
);

const uniformArgs = signature('uniform_', tensorField, number('a', 0), number('b', 1), generatorField);
/** Values from U(a, b). */
export function uniform_(...args: Args<typeof uniformArgs>): Tensor {
  const { tensor, a, b, generator } = uniformArgs(args);
  return torch.no_grad(() => tensor.uniform_(a, b, { generator }));
}

const normalArgs = signature('normal_', tensorField, number('mean', 0), number('std', 1), generatorField);
/** Values from N(mean, std^2). */
export function normal_(...args: Args<typeof normalArgs>): Tensor {
  const { tensor, mean, std, generator } = normalArgs(args);
  return torch.no_grad(() => tensor.normal_(mean, std, { generator }));
}

const truncNormalArgs = signature(
  'trunc_normal_',
  tensorField,
  number('mean', 0),
  number('std', 1),
  number('a', -2),
  number('b', 2),
  generatorField,
);
/** Values from N(mean, std^2), drawn again where they fall outside [a, b]. */
export function trunc_normal_(...args: Args<typeof truncNormalArgs>): Tensor {
  const { tensor, mean, std, a, b, generator } = truncNormalArgs(args);
  if (tensor.is_meta) return tensor;
  if (mean < a - 2 * std || mean > b + 2 * std) {
    warn(
      'mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be incorrect.',
    );
  }
  const inside = normalCdf((b - mean) / std) - normalCdf((a - mean) / std);
  // Where little of the bell lies inside, candidates from it would nearly all be refused: then uniform ones are drawn.
  const fill = inside > 0.3 ? truncateByRedrawing : truncateByRejection;
  return torch.no_grad(() => fill(tensor, mean, std, a, b, generator));
}

function normalCdf(x: number): number {
  const erf = torch.erf(torch.tensor(x / Math.sqrt(2), { dtype: torch.float64 })).item() as number;
  return (1 + erf) / 2;
}

function truncateByRedrawing(
  tensor: Tensor,
  mean: number,
  std: number,
  a: number,
  b: number,
  generator: Generator | null,
): Tensor {
  // The bounds as the tensor's dtype rounds them.
  const [low, high] = [a, b].map((bound) => torch.tensor(bound, { dtype: tensor.dtype }).item()) as [
    number,
    number,
  ];
  let result = tensor.normal_(mean, std, { generator });
  for (;;) {
    const outside = result.lt(low).bitwise_or(result.gt(high));
    if (!outside.any().item()) break;
    result = torch.where(outside, torch.empty_like(result).normal_(mean, std, { generator }), result);
  }
  return result === tensor ? tensor : tensor.copy_(result);
}

function truncateByRejection(
  tensor: Tensor,
  mean: number,
  std: number,
  a: number,
  b: number,
  generator: Generator | null,
): Tensor {
  const mode = Math.max(a, Math.min(mean, b));
  const peak = -0.5 * ((mode - mean) / std) * ((mode - mean) / std);
  const candidates = torch.empty_like(tensor);
  const draw = torch.empty_like(tensor);
  // Turns the candidates into the logarithms of their acceptance, and says which of them are refused.
  const refused = () => {
    candidates.sub_(mean).div_(std).pow_(2).mul_(-0.5).sub_(peak);
    return draw.uniform_({ generator }).log_().gt(candidates);
  };
  let result = tensor.uniform_(a, b, { generator });
  candidates.copy_(tensor);
  let pending = refused();
  while (pending.any().item()) {
    candidates.uniform_(a, b, { generator });
    result = torch.where(pending, candidates, result);
    pending = torch.where(pending, refused(), pending);
  }
  return result === tensor ? tensor : tensor.copy_(result);
}

const constantArgs = signature('constant_', tensorField, ['val', z.number()]);
export function constant_(...args: Args<typeof constantArgs>): Tensor {
  const { tensor, val } = constantArgs(args);
  return torch.no_grad(() => tensor.fill_(val));
}

export const ones_ = keywords(
  'ones_',
  ['tensor'],
  (tensor: Tensor): Tensor => torch.no_grad(() => tensor.fill_(1)),
);

export const zeros_ = keywords(
  'zeros_',
  ['tensor'],
  (tensor: Tensor): Tensor => torch.no_grad(() => tensor.zero_()),
);

/** The identity matrix, so that a Linear layer passes its input on as far as it goes. */
export const eye_ = keywords('eye_', ['tensor'], (tensor: Tensor): Tensor => {
  check2d(tensor);
  torch.no_grad(() => torch.eye(tensor.size(0), tensor.size(1), { out: tensor }));
  return tensor;
});

const diracArgs = signature('dirac_', tensorField, ['groups', z.int().positive().default(1)]);
/** The Dirac delta, so that a convolution passes its channels on, as many as each group has. */
export function dirac_(...args: Args<typeof diracArgs>): Tensor {
  const { tensor, groups } = diracArgs(args);
  if (tensor.dim() < 3 || tensor.dim() > 5) {
    throw new ValueError('Only tensors with 3, 4, or 5 dimensions are supported');
  }
  const [out_channels, in_channels, ...kernel] = tensor.shape as unknown as [number, number, ...number[]];
  if (out_channels % groups !== 0) throw new ValueError('dim 0 must be divisible by groups');
  if (tensor.is_meta) return tensor;
  const per_group = out_channels / groups;
  const center = kernel.map((size) => Math.floor(size / 2));
  torch.no_grad(() => {
    tensor.zero_();
    for (let group = 0; group < groups; group += 1) {
      for (let d = 0; d < Math.min(per_group, in_channels); d += 1) {
        tensor.index_put_([group * per_group + d, d, ...center], 1);
      }
    }
  });
  return tensor;
}

/** How many inputs each output depends on, and how many outputs each input feeds. */
export function _calculate_fan_in_and_fan_out(tensor: Tensor): [fan_in: number, fan_out: number] {
  if (tensor.dim() < 2) {
    throw new ValueError('Fan in and fan out can not be computed for tensor with fewer than 2 dimensions');
  }
  const [fmaps_out, fmaps_in, ...kernel] = tensor.shape as unknown as [number, number, ...number[]];
  const field = kernel.reduce((product, size) => product * size, 1);
  return [fmaps_in * field, fmaps_out * field];
}

function xavierStd(tensor: Tensor, gain: number): number {
  const [fan_in, fan_out] = _calculate_fan_in_and_fan_out(tensor);
  return gain * Math.sqrt(2 / (fan_in + fan_out));
}

const xavierUniformArgs = signature('xavier_uniform_', tensorField, gainField, generatorField);
/** U(-a, a) with a = gain * sqrt(6 / (fan_in + fan_out)). (Glorot and Bengio, 2010) */
export function xavier_uniform_(...args: Args<typeof xavierUniformArgs>): Tensor {
  const { tensor, gain, generator } = xavierUniformArgs(args);
  const a = Math.sqrt(3) * xavierStd(tensor, gain);
  return torch.no_grad(() => tensor.uniform_(-a, a, { generator }));
}

const xavierNormalArgs = signature('xavier_normal_', tensorField, gainField, generatorField);
/** N(0, std^2) with std = gain * sqrt(2 / (fan_in + fan_out)). (Glorot and Bengio, 2010) */
export function xavier_normal_(...args: Args<typeof xavierNormalArgs>): Tensor {
  const { tensor, gain, generator } = xavierNormalArgs(args);
  return torch.no_grad(() => tensor.normal_(0, xavierStd(tensor, gain), { generator }));
}

const kaimingFields = [
  tensorField,
  ['a', z.number().default(0)],
  ['mode', z.string().default('fan_in')],
  ['nonlinearity', z.string().default('leaky_relu')],
  generatorField,
] as const;

/** The fan that `mode` names, 'fan_in' or 'fan_out'. Throws ValueError for another. */
export function _calculate_correct_fan(tensor: Tensor, mode: string): number {
  if (!MODES.includes(mode.toLowerCase())) {
    throw new ValueError(`Mode ${mode} not supported, please use one of ['fan_in', 'fan_out']`);
  }
  const [fan_in, fan_out] = _calculate_fan_in_and_fan_out(tensor);
  return mode.toLowerCase() === 'fan_in' ? fan_in : fan_out;
}

// std = gain / sqrt(fan); null for a tensor that has nothing to fill.
function kaimingStd(tensor: Tensor, a: number, mode: string, nonlinearity: string): number | null {
  if (tensor.shape.includes(0)) {
    warn('Initializing zero-element tensors is a no-op');
    return null;
  }
  return calculate_gain(nonlinearity, a) / Math.sqrt(_calculate_correct_fan(tensor, mode));
}

const kaimingUniformArgs = signature('kaiming_uniform_', ...kaimingFields);
/**
 * U(-bound, bound) with bound = gain * sqrt(3 / fan). (He et al., 2015)
 *
 * @param a leaky_relu's negative slope.
 */
export function kaiming_uniform_(...args: Args<typeof kaimingUniformArgs>): Tensor {
  const { tensor, a, mode, nonlinearity, generator } = kaimingUniformArgs(args);
  const std = kaimingStd(tensor, a, mode, nonlinearity);
  if (std === null) return tensor;
  const bound = Math.sqrt(3) * std;
  return torch.no_grad(() => tensor.uniform_(-bound, bound, { generator }));
}

const kaimingNormalArgs = signature('kaiming_normal_', ...kaimingFields);
/** N(0, std^2) with std = gain / sqrt(fan). (He et al., 2015) */
export function kaiming_normal_(...args: Args<typeof kaimingNormalArgs>): Tensor {
  const { tensor, a, mode, nonlinearity, generator } = kaimingNormalArgs(args);
  const std = kaimingStd(tensor, a, mode, nonlinearity);
  return std === null ? tensor : torch.no_grad(() => tensor.normal_(0, std, { generator }));
}

const orthogonalArgs = signature('orthogonal_', tensorField, gainField, generatorField);
/** A (semi) orthogonal matrix over (rows, everything else), times `gain`. (Saxe et al., 2013) */
export function orthogonal_(...args: Args<typeof orthogonalArgs>): Tensor {
  const { tensor, gain, generator } = orthogonalArgs(args);
  if (tensor.dim() < 2) throw new ValueError('Only tensors with 2 or more dimensions are supported');
  if (tensor.numel() === 0 || tensor.is_meta) return tensor;
  const rows = tensor.size(0);
  const cols = tensor.numel() / rows;
  return torch.no_grad(() => {
    const flat = tensor.new_empty([rows, cols]).normal_(0, 1, { generator });
    if (rows < cols) flat.t_();
    const [q, r] = torch.linalg.qr(flat);
    // The signs of R's diagonal make Q uniform. (Mezzadri, 2006)
    q.mul_(torch.diag(r, 0).sign());
    if (rows < cols) q.t_();
    tensor.view_as(q).copy_(q);
    return tensor.mul_(gain);
  });
}

const sparseArgs = signature(
  'sparse_',
  tensorField,
  ['sparsity', z.number()],
  number('std', 0.01),
  generatorField,
);
/** N(0, std^2) with a fraction `sparsity` of each column set to zero. (Martens, 2010) */
export function sparse_(...args: Args<typeof sparseArgs>): Tensor {
  const { tensor, sparsity, std, generator } = sparseArgs(args);
  check2d(tensor);
  if (tensor.is_meta) return tensor;
  const [rows, cols] = [tensor.size(0), tensor.size(1)];
  const zeros = Math.ceil(sparsity * rows);
  torch.no_grad(() => {
    tensor.normal_(0, std, { generator });
    for (let col = 0; col < cols; col += 1) {
      // As in Python, the rows come from the default generator even when another was given.
      const zero_rows = torch.randperm(rows).narrow(0, 0, zeros);
      tensor.index_put_([zero_rows, col], 0);
    }
  });
  return tensor;
}

function check2d(tensor: Tensor): void {
  if (tensor.dim() !== 2) throw new ValueError('Only tensors with 2 dimensions are supported');
}

function deprecated<A extends unknown[]>(init: (...args: A) => Tensor) {
  const old = init.name.slice(0, -1);
  return (...args: A): Tensor => {
    warn(`\`nn.init.${old}\` is now deprecated in favor of \`nn.init.${init.name}\`.`, 'FutureWarning');
    return init(...args);
  };
}

/** @deprecated use uniform_ */
export const uniform = deprecated(uniform_);
/** @deprecated use normal_ */
export const normal = deprecated(normal_);
/** @deprecated use constant_ */
export const constant = deprecated(constant_);
/** @deprecated use eye_ */
export const eye = deprecated(eye_);
/** @deprecated use dirac_ */
export const dirac = deprecated(dirac_);
/** @deprecated use xavier_uniform_ */
export const xavier_uniform = deprecated(xavier_uniform_);
/** @deprecated use xavier_normal_ */
export const xavier_normal = deprecated(xavier_normal_);
/** @deprecated use kaiming_uniform_ */
export const kaiming_uniform = deprecated(kaiming_uniform_);
/** @deprecated use kaiming_normal_ */
export const kaiming_normal = deprecated(kaiming_normal_);
/** @deprecated use orthogonal_ */
export const orthogonal = deprecated(orthogonal_);
/** @deprecated use sparse_ */
export const sparse = deprecated(sparse_);
