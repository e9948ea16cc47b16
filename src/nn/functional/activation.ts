import type { dtype as DType } from '../../dtype.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warn } from './common.ts';

type Unary = (input: Tensor) => Tensor;

const inplaceable = (what: string, op: Unary, op_: Unary) =>
  keywords(
    what,
    ['input', 'inplace'],
    (input: Tensor, inplace: boolean = false): Tensor => (inplace ? op_(input) : op(input)),
  );

/** max(0, x) */
export const relu = inplaceable('relu', torch.relu, torch.relu_);
export const relu_ = torch.relu_;

/** min(max(0, x), 6). Source: Krizhevsky 2010, "Convolutional Deep Belief Networks on CIFAR-10". */
export const relu6 = inplaceable('relu6', torch.relu6, torch.relu6_);

/** scale (max(0, x) + min(0, alpha (exp(x) - 1))), alpha = 1.6733, scale = 1.0507. Source: arXiv:1706.02515. */
export const selu = inplaceable('selu', torch.selu, torch.selu_);
export const selu_ = torch.selu_;

/** x sigmoid(x), also known as swish. Source: arXiv:1606.08415, arXiv:1710.05941. */
export const silu = inplaceable('silu', torch.silu, torch.silu_);

/** x tanh(softplus(x)). Source: arXiv:1908.08681. */
export const mish = inplaceable('mish', torch.mish, torch.mish_);

/** x relu6(x + 3) / 6. Source: arXiv:1905.02244. */
export const hardswish = inplaceable('hardswish', torch.hardswish, torch.hardswish_);

/** relu6(x + 3) / 6, in [0, 1]. */
export const hardsigmoid = inplaceable('hardsigmoid', torch.hardsigmoid, torch.hardsigmoid_);

/** x where x > threshold, else value. */
export const threshold = keywords(
  'threshold',
  ['input', 'threshold', 'value', 'inplace'],
  (input: Tensor, threshold: number, value: number, inplace: boolean = false): Tensor =>
    inplace ? torch.threshold_(input, threshold, value) : torch.threshold(input, threshold, value),
);
export const threshold_ = torch.threshold_;

/** x clipped to [min_val, max_val]. Throws ValueError where min_val > max_val. */
export const hardtanh = keywords(
  'hardtanh',
  ['input', 'min_val', 'max_val', 'inplace'],
  (input: Tensor, min_val: number = -1, max_val: number = 1, inplace: boolean = false): Tensor => {
    if (min_val > max_val) throw new ValueError('min_val cannot be greater than max_val');
    return inplace ? torch.hardtanh_(input, min_val, max_val) : torch.hardtanh(input, min_val, max_val);
  },
);
export const hardtanh_ = torch.hardtanh_;

/** x where x > 0, else alpha (exp(x) - 1). Source: arXiv:1511.07289. */
export const elu = keywords(
  'elu',
  ['input', 'alpha', 'inplace'],
  (input: Tensor, alpha: number = 1, inplace: boolean = false): Tensor =>
    inplace ? torch.elu_(input, alpha) : torch.elu(input, alpha),
);
export const elu_ = torch.elu_;

/** max(0, x) + min(0, alpha (exp(x / alpha) - 1)). Source: arXiv:1704.07483. */
export const celu = keywords(
  'celu',
  ['input', 'alpha', 'inplace'],
  (input: Tensor, alpha: number = 1, inplace: boolean = false): Tensor =>
    inplace ? torch.celu_(input, alpha) : torch.celu(input, alpha),
);
export const celu_ = torch.celu_;

/** max(0, x) + negative_slope min(0, x). */
export const leaky_relu = keywords(
  'leaky_relu',
  ['input', 'negative_slope', 'inplace'],
  (input: Tensor, negative_slope: number = 0.01, inplace: boolean = false): Tensor =>
    inplace ? torch.leaky_relu_(input, negative_slope) : torch.leaky_relu(input, negative_slope),
);
export const leaky_relu_ = torch.leaky_relu_;

/** Leaky ReLU with its slope drawn from U(lower, upper) while training, their mean otherwise. Source: arXiv:1505.00853. */
export const rrelu = keywords(
  'rrelu',
  ['input', 'lower', 'upper', 'training', 'inplace'],
  (
    input: Tensor,
    lower: number = 1 / 8,
    upper: number = 1 / 3,
    training: boolean = false,
    inplace: boolean = false,
  ): Tensor =>
    inplace ? torch.rrelu_(input, lower, upper, training) : torch.rrelu(input, lower, upper, training),
);
export const rrelu_ = torch.rrelu_;

/** `prelu(input, weight)`: max(0, x) + weight min(0, x), weight one number or one a channel. Source: arXiv:1502.01852. */
export const prelu = torch.prelu;

/** `gelu(input, {approximate: 'none' | 'tanh'})`: x Φ(x). Source: arXiv:1606.08415. */
export const gelu = torch.gelu;

/** log(sigmoid(x)) */
export const logsigmoid = torch.log_sigmoid;

/** `hardshrink(input, lambd = 0.5)`: x where |x| > lambd, else 0. */
export const hardshrink = torch.hardshrink;

/** `softshrink(input, lambd = 0.5)`: x moved towards 0 by lambd, 0 within it. */
export const softshrink = torch.softshrink;

/** `softplus(input, beta = 1, threshold = 20)`: log(1 + exp(beta x)) / beta, the identity where beta x > threshold. */
export const softplus = torch.softplus;

export const tanh = torch.tanh;
export const sigmoid = torch.sigmoid;

/** x - tanh(x) */
export const tanhshrink = keywords(
  'tanhshrink',
  ['input'],
  (input: Tensor): Tensor => input.sub(input.tanh()),
);

/** x / (1 + |x|) */
export const softsign = keywords(
  'softsign',
  ['input'],
  (input: Tensor): Tensor => input.div(input.abs().add(1)),
);

/** a sigmoid(b) for the halves a, b of x along `dim`. Source: arXiv:1612.08083. */
export const glu = keywords('glu', ['input', 'dim'], (input: Tensor, dim: number = -1): Tensor => {
  if (input.dim() === 0) {
    throw new RuntimeError('glu does not support scalars because halving size must be even');
  }
  return torch.glu(input, dim);
});

function impliedDim(what: string, ndim: number): number {
  warn(
    `Implicit dimension choice for ${what} has been deprecated. Change the call to include dim=X as an argument.`,
  );
  return ndim === 0 || ndim === 1 || ndim === 3 ? 0 : 1;
}

const alongDim = (what: string, op: (input: Tensor, dim: number, dtype: DType | null) => Tensor) =>
  keywords(
    what,
    ['input', 'dim', '_stacklevel', 'dtype'],
    (input: Tensor, dim: number | null = null, _stacklevel: number = 3, dtype: DType | null = null): Tensor =>
      op(input, dim ?? impliedDim(what, input.dim()), dtype),
  );

/** exp(x_i) / Σ_j exp(x_j) along `dim`. */
export const softmax = alongDim('softmax', (x, dim, dtype) => torch.softmax(x, dim, dtype));

/** softmax(-x) along `dim`. */
export const softmin = alongDim('softmin', (x, dim, dtype) => torch.softmax(x.neg(), dim, dtype));

/** log(softmax(x)) along `dim`. */
export const log_softmax = alongDim('log_softmax', (x, dim, dtype) => torch.log_softmax(x, dim, dtype));

/**
 * Draws a differentiable (with `hard`, one-hot) sample of the categorical distribution with these logits.
 *
 * y = softmax((logits + g) / tau), g ~ Gumbel(0, 1). Source: arXiv:1611.00712, arXiv:1611.01144.
 */
export const gumbel_softmax = keywords(
  'gumbel_softmax',
  ['logits', 'tau', 'hard', 'eps', 'dim'],
  (logits: Tensor, tau: number = 1, hard: boolean = false, eps: number = 1e-10, dim: number = -1): Tensor => {
    if (eps !== 1e-10) warn('`eps` parameter is deprecated and has no effect.');
    const noise = torch
      .empty_like(logits, { memory_format: torch.contiguous_format })
      .exponential_()
      .log()
      .neg();
    const soft = logits.add(noise).div(tau).softmax(dim);
    if (!hard) return soft;
    const index = soft.argmax(dim, true);
    const oneHot = torch
      .zeros_like(logits, { memory_format: torch.contiguous_format })
      .scatter_(dim, index, 1);
    return oneHot.sub(soft.detach()).add(soft); // forward: one-hot, backward: the soft sample's gradient
  },
);
