// torch.signal: windows for spectra and filters.
import { get_default_dtype, tensor } from './creation.ts';
import { type device, type dtype, dtypes, type layout, layouts } from './dtype.ts';
import { TypeError, ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { aten } from './ops/index.ts';
import type { Tensor } from './tensor.ts';

/** What every window takes after its own parameters. */
type Options = [
  sym?: boolean,
  dtype?: dtype | null,
  layout?: layout,
  device?: device | string | null,
  requires_grad?: boolean,
];
const optionNames = ['sym', 'dtype', 'layout', 'device', 'requires_grad'] as const;

interface Window {
  readonly sym: boolean;
  /** What the factories take. */
  readonly made: {
    dtype: dtype;
    layout: layout;
    device: device | string | null;
    requires_grad: boolean;
  };
}

/** The options, checked, for windows of `M` points. */
function windowOf(name: string, M: number, options: Options): Window {
  const [sym = true, type, layout = layouts.strided, device = null, requires_grad = false] = options;
  const dtype = type ?? get_default_dtype();
  if (M < 0) throw new ValueError(`${name} requires non-negative window length, got M=${M}`);
  if (layout !== layouts.strided)
    throw new ValueError(`${name} is implemented for strided tensors only, got: ${layout}`);
  if (dtype !== dtypes.float32 && dtype !== dtypes.float64)
    throw new ValueError(`${name} expects float32 or float64 dtypes, got: ${dtype}`);
  return { sym, made: { dtype, layout, device, requires_grad } };
}

const ones = (M: number, { made }: Window): Tensor => aten('ones')([M], made);
const empty = ({ made }: Window): Tensor => aten('empty')([0], made);
/** `M` points from `start` on, `step` apart. */
const points = (M: number, start: number, step: number, { made }: Window): Tensor =>
  aten('linspace')(start * step, (start + (M - 1)) * step, M, made);
/** The number of points of the whole period: a periodic window leaves out its last one. */
const period = (M: number, sym: boolean): number => (!sym && M > 1 ? M + 1 : M);

/**
 * An exponential window, `exp(-|n - center| / tau)`; `center` is null for the middle, `tau` > 0.
 *
 * @throws ValueError for a negative length, another layout or dtype than float32 and float64, or a `tau` <= 0
 */
export const exponential = keywords(
  'exponential',
  ['M', 'center', 'tau', ...optionNames],
  (M: number, center: number | null = null, tau: number = 1, ...options: Options): Tensor => {
    const window = windowOf('exponential', M, options);
    if (tau <= 0) throw new ValueError(`Tau must be positive, got: ${tau} instead.`);
    if (window.sym && center !== null) throw new ValueError('Center must be None for symmetric windows');
    if (M === 0) return empty(window);
    const middle = center ?? (period(M, window.sym) - 1) / 2;
    return points(M, -middle, 1 / tau, window)
      .abs()
      .neg()
      .exp();
  },
);

/** A cosine window, `sin(pi (n + 1/2) / M)`. */
export const cosine = keywords('cosine', ['M', ...optionNames], (M: number, ...options: Options): Tensor => {
  const window = windowOf('cosine', M, options);
  return M === 0 ? empty(window) : points(M, 0.5, Math.PI / period(M, window.sym), window).sin();
});

/** A Gaussian window, `exp(-((n - middle) / std)^2 / 2)`; `std` > 0. */
export const gaussian = keywords(
  'gaussian',
  ['M', 'std', ...optionNames],
  (M: number, std: number = 1, ...options: Options): Tensor => {
    const window = windowOf('gaussian', M, options);
    if (std <= 0) throw new ValueError(`Standard deviation must be positive, got: ${std} instead.`);
    if (M === 0) return empty(window);
    const start = -(period(M, window.sym) - 1) / 2;
    return points(M, start, 1 / (std * Math.SQRT2), window)
      .pow(2)
      .neg()
      .exp();
  },
);

/** A Kaiser window, `I0(beta sqrt(1 - x^2)) / I0(beta)` for x from -1 to 1; `beta` >= 0. */
export const kaiser = keywords(
  'kaiser',
  ['M', 'beta', ...optionNames],
  (M: number, beta: number = 12, ...options: Options): Tensor => {
    const window = windowOf('kaiser', M, options);
    if (beta < 0) throw new ValueError(`beta must be non-negative, got: ${beta} instead.`);
    if (M === 0) return empty(window);
    if (M === 1) return ones(1, window);
    const { dtype, device } = window.made;
    const b = tensor(beta, { dtype, device });
    const start = b.neg();
    const step = b.mul(2).div(period(M, window.sym) - 1);
    const end = b.minimum(start.add(step.mul(M - 1)));
    const x: Tensor = aten('linspace')(start, end, M, window.made);
    return b.mul(b).sub(x.pow(2)).sqrt().i0().div(b.i0());
  },
);

/** A triangular window without its zeros' neighbours raised: `1 - |2 n / (M - 1) - 1|`. */
export const bartlett = keywords(
  'bartlett',
  ['M', ...optionNames],
  (M: number, ...options: Options): Tensor => {
    const window = windowOf('bartlett', M, options);
    if (M === 0) return empty(window);
    if (M === 1) return ones(1, window);
    const step = 2 / (period(M, window.sym) - 1);
    const x: Tensor = aten('linspace')(-1, -1 + (M - 1) * step, M, window.made);
    return aten('rsub')(x.abs(), 1);
  },
);

/** A sum of cosines, `sum_i (-1)^i a_i cos(2 pi i n / (M - 1))`. */
export const general_cosine = keywords(
  'general_cosine',
  ['M', 'a', ...optionNames],
  (M: number, a: readonly number[], ...options: Options): Tensor => {
    const window = windowOf('general_cosine', M, options);
    if (M === 0) return empty(window);
    if (M === 1) return ones(1, window);
    if (!Array.isArray(a)) throw new TypeError('Coefficients must be a list/tuple');
    if (a.length === 0) throw new ValueError('Coefficients cannot be empty');
    const { dtype, device, requires_grad } = window.made;
    const step = (2 * Math.PI) / (period(M, window.sym) - 1);
    const x = points(M, 0, step, window);
    const signed = a.map((weight, i) => (i % 2 === 0 ? weight : -weight));
    const weights = tensor(signed, { dtype, device, requires_grad });
    const multiples: Tensor = aten('arange')(a.length, { dtype, device, requires_grad });
    return weights.unsqueeze(-1).mul(multiples.unsqueeze(-1).mul(x).cos()).sum(0);
  },
);

/** `alpha - (1 - alpha) cos(2 pi n / (M - 1))`. */
export const general_hamming = keywords(
  'general_hamming',
  ['M', 'alpha', ...optionNames],
  (M: number, alpha: number = 0.54, ...options: Options): Tensor =>
    general_cosine(M, [alpha, 1 - alpha], ...options),
);

/** A general cosine window with these coefficients. */
const cosineWindow = (name: string, coefficients: readonly number[]) =>
  keywords(name, ['M', ...optionNames], (M: number, ...options: Options): Tensor => {
    windowOf(name === 'blackman' ? name : 'general_cosine', M, options);
    return general_cosine(M, coefficients, ...options);
  });

export const hamming = cosineWindow('hamming', [0.54, 1 - 0.54]);
export const hann = cosineWindow('hann', [0.5, 0.5]);
export const blackman = cosineWindow('blackman', [0.42, 0.5, 0.08]);
export const nuttall = cosineWindow('nuttall', [0.3635819, 0.4891775, 0.1365995, 0.0106411]);

export const windows = {
  bartlett,
  blackman,
  cosine,
  exponential,
  gaussian,
  general_cosine,
  general_hamming,
  hamming,
  hann,
  kaiser,
  nuttall,
};
