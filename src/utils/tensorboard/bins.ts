import { ValueError } from '../../errors.ts';
import { torch } from '../../torch.ts';

/** TensorFlow's buckets: 0 and powers of 1.1 from 1e-12 to 1e20 on both sides. */
const defaultBins: number[] = [];
function tensorflowBins(): number[] {
  if (defaultBins.length === 0) {
    const up: number[] = [];
    for (let edge = 1e-12; edge < 1e20; edge *= 1.1) up.push(edge);
    defaultBins.push(...up.map((edge) => -edge).reverse(), 0, ...up);
  }
  return defaultBins;
}

const std = (x: Float64Array): number => torch.tensor(x).std({ correction: 0 }).item();
const mean = (x: Float64Array): number => torch.tensor(x).mean().item();

const rules = ['sqrt', 'sturges', 'rice', 'scott', 'doane', 'fd', 'auto'] as const;
export const binRules = ['tensorflow', ...rules] as const;
export type Bins = (typeof binRules)[number] | number | readonly number[];

/** How wide NumPy's rules of this name make a bin: `x` are the values, `span` the distance of the outer ones. */
const widths: Record<(typeof rules)[number], (x: Float64Array, span: number) => number> = {
  sqrt: (x, span) => span / Math.sqrt(x.length),
  sturges: (x, span) => span / (Math.log2(x.length) + 1),
  rice: (x, span) => span / (2 * x.length ** (1 / 3)),
  scott: (x) => ((24 * Math.sqrt(Math.PI)) / x.length) ** (1 / 3) * std(x),
  doane(x, span) {
    const [n, sigma] = [x.length, std(x)];
    if (n < 3 || !(sigma > 0)) return 0;
    const middle = mean(x);
    const skew = Math.abs(mean(x.map((each) => ((each - middle) / sigma) ** 3)));
    const usual = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
    return span / (1 + Math.log2(n) + Math.log2(1 + skew / usual));
  },
  fd(x) {
    const [low, high] = torch
      .tensor(x)
      .quantile(torch.tensor([0.25, 0.75], { dtype: torch.float64 }))
      .tolist();
    return (2 * (high - low)) / x.length ** (1 / 3);
  },
  auto: (x, span) =>
    Math.min(Math.max(widths.fd(x, span), widths.sqrt(x, span) / 2), widths.sturges(x, span)),
};

export function rangeOf(values: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** The bins' edges, as `numpy.histogram` finds them. */
export function edgesOf(values: Float64Array, bins: Bins): readonly number[] {
  if (bins === 'tensorflow') return tensorflowBins();
  if (typeof bins === 'object') {
    if (bins.length < 2 || bins.some((edge, i) => i > 0 && edge < (bins[i - 1] as number))) {
      throw new ValueError('add_histogram(): bins must be at least two edges in ascending order');
    }
    return bins;
  }
  let [low, high] = rangeOf(values);
  const width = typeof bins === 'string' ? widths[bins](values, high - low) : Number.NaN;
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const count = typeof bins === 'number' ? bins : width > 0 ? Math.ceil((high - low) / width) : 1;
  if (!Number.isInteger(count) || count < 1)
    throw new ValueError('add_histogram(): bins must be a whole number above 0');
  const step = (high - low) / count;
  return Array.from({ length: count + 1 }, (_, i) => (i === count ? high : i * step + low));
}
