import { png } from '../../_png.ts';
import { ValueError } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { type Bins, edgesOf, rangeOf } from './bins.ts';
import { encode } from './messages.ts';

/** One value of a Summary message, as data. */
export type Value = Record<string, unknown>;
export type Numbers = Tensor | readonly number[] | ArrayLike<number>;

const DT_FLOAT = 1;
const DT_DOUBLE = 2;
const DT_STRING = 7;

/** Any tensor as float64 on the host. */
export const hostTensor = (given: Numbers | readonly unknown[]): Tensor =>
  torch.no_grad(() =>
    (given instanceof Tensor ? given.detach() : torch.tensor(given as never, { dtype: torch.float64 }))
      .to('cpu', torch.float64)
      .contiguous(),
  );
export const numbersOf = (given: Numbers): Float64Array =>
  Float64Array.from(hostTensor(given).numpy() as Float64Array);

export function numberOf(given: unknown, what: string): number {
  if (typeof given === 'number' || typeof given === 'bigint' || typeof given === 'boolean')
    return Number(given);
  if (given instanceof Tensor && given.numel() === 1) return Number(given.item());
  throw new ValueError(
    `${what} must be a number or a tensor with one element, got ${String(given).slice(0, 60)}`,
  );
}

export function scalar(tag: string, value: number, new_style: boolean, double_precision: boolean): Value {
  if (!new_style) return { tag, simple_value: value };
  const tensor = double_precision
    ? { dtype: DT_DOUBLE, double_val: [value] }
    : { dtype: DT_FLOAT, float_val: [value] };
  return { tag, tensor, metadata: { plugin_data: { plugin_name: 'scalars' } } };
}

export function text(tag: string, content: string): Value {
  return {
    tag: `${tag}/text_summary`,
    metadata: { plugin_data: { plugin_name: 'text', content: encode('TextPluginData', { version: 0 }) } },
    tensor: { dtype: DT_STRING, string_val: [Buffer.from(content)], tensor_shape: { dim: [{ size: 1 }] } },
  };
}

// ---- images

export const encodedImage = (
  tag: string,
  bytes: Uint8Array,
  height: number,
  width: number,
  colorspace = 3,
) => ({
  tag,
  image: { height, width, colorspace, encoded_image_string: bytes },
});

/** uint8 is taken as it is, other types as 0 to 1. */
export function image(tag: string, tensor: Tensor, dataformats: string): Value {
  const format = dataformats.toUpperCase();
  if (new Set(format).size !== format.length || format.length !== tensor.dim()) {
    throw new ValueError(
      `add_image(): dataformats '${dataformats}' does not fit a tensor of shape ${tensor.shape}`,
    );
  }
  const host = torch.no_grad(() => {
    const scaled = tensor.dtype === torch.uint8 ? tensor : tensor.detach().float().mul(255).clamp(0, 255);
    return toHWC(scaled.cpu().to(torch.uint8), format);
  });
  const [height, width, channels] = host.shape;
  if (channels !== 3 && channels !== 4) {
    throw new ValueError(`add_image(): an image has 1, 3 or 4 channels, this one ${channels}`);
  }
  const bytes = png(host.contiguous().numpy() as Uint8Array, height, width, channels);
  return encodedImage(tag, bytes, height, width, channels);
}

function toHWC(tensor: Tensor, format: string): Tensor {
  const order = (letters: string) =>
    Array.from(letters, (letter) => {
      const at = format.indexOf(letter);
      if (at < 0) throw new ValueError(`add_image(): dataformats is made of ${letters}, not '${format}'`);
      return at;
    });
  if (format.length === 4) return imageGrid(tensor.permute(order('NCHW'))).permute(1, 2, 0);
  if (format.length === 3) {
    const image = tensor.permute(order('HWC'));
    return image.shape[2] === 1 ? image.repeat(1, 1, 3) : image;
  }
  if (format.length !== 2)
    throw new ValueError(`add_image(): dataformats has 2 to 4 letters, not '${format}'`);
  return tensor.permute(order('HW')).unsqueeze(2).repeat(1, 1, 3);
}

/** (N, C, H, W) -> (3, rows * H, cols * W), at most `cols` in a row. */
export function imageGrid(images: Tensor, cols = 8): Tensor {
  const [count, channels, height, width] = images.shape;
  if (channels !== 1 && channels !== 3) {
    throw new ValueError(`add_images(): images have 1 or 3 channels, these ${channels}`);
  }
  const perRow = Math.min(count, cols);
  const rows = Math.ceil(count / perRow);
  const canvas = torch.zeros([3, height * rows, width * perRow], { dtype: images.dtype });
  for (let i = 0; i < count; i += 1) {
    const [top, left] = [Math.floor(i / perRow) * height, (i % perRow) * width];
    canvas.narrow(1, top, height).narrow(2, left, width).copy_(images.index(i));
  }
  return canvas;
}

// ---- histograms

export function histogram(tag: string, given: Numbers, bins: Bins, max_bins: number | null): Value {
  const values = numbersOf(given);
  if (values.length === 0) throw new ValueError('add_histogram(): the input has no element');
  if (values.some((value) => !Number.isFinite(value))) {
    throw new ValueError(
      'add_histogram(): the values must be finite; find what is not with torch.isfinite(x)',
    );
  }
  let limits = [...edgesOf(values, bins)];
  let counts = countBetween(values, limits);
  if (max_bins !== null && counts.length > max_bins) {
    const step = Math.floor(counts.length / max_bins);
    const merged: number[] = [];
    for (let i = 0; i < counts.length; i += step) merged.push(total(counts.slice(i, i + step)));
    const last = limits.at(-1) as number;
    limits = [...merged.map((_, i) => limits[i * step] as number), last];
    counts = merged;
  }
  const start = counts.findIndex((count) => count > 0);
  if (start < 0) throw new ValueError('add_histogram(): no value lies between the edges of bins');
  const end = counts.findLastIndex((count) => count > 0) + 1;
  // TensorBoard knows a bucket by its right edge: an empty one on the left gives the first its left edge.
  const bucket = start > 0 ? counts.slice(start - 1, end) : [0, ...counts.slice(0, end)];
  const [min, max] = rangeOf(values);
  return rawHistogram(tag, {
    min,
    max,
    num: values.length,
    sum: total(values),
    sum_squares: total(values.map((value) => value * value)),
    bucket_limit: limits.slice(start, end + 1),
    bucket,
  });
}

export const rawHistogram = (tag: string, histo: Record<string, unknown>): Value => ({ tag, histo });

function countBetween(values: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const last = edges.length - 1;
  for (const value of values) {
    if (value < (edges[0] as number) || value > (edges[last] as number)) continue;
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    // The last bucket holds its right edge, too.
    const at = Math.min((edges[low] as number) <= value ? low : low - 1, last - 1);
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}

const total = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum;
};

// ---- curves

const rows = (list: readonly (readonly number[])[]) => ({
  dtype: DT_FLOAT,
  float_val: list.flat(),
  tensor_shape: { dim: [{ size: list.length }, { size: (list[0] as readonly number[]).length }] },
});

export function prCurveRaw(tag: string, data: readonly (readonly number[])[], num_thresholds: number): Value {
  const content = encode('PrCurvePluginData', { version: 0, num_thresholds: Math.min(num_thresholds, 127) });
  return { tag, metadata: { plugin_data: { plugin_name: 'pr_curves', content } }, tensor: rows(data) };
}

export function prCurve(
  tag: string,
  labels: Numbers,
  predictions: Numbers,
  num_thresholds: number,
  weights: Numbers | null,
): Value {
  const [truth, scores] = [numbersOf(labels), numbersOf(predictions)];
  const weight = weights === null ? null : numbersOf(weights);
  if (truth.length !== scores.length || (weight !== null && weight.length !== truth.length)) {
    throw new ValueError(
      `add_pr_curve(): ${truth.length} labels and ${scores.length} predictions do not fit`,
    );
  }
  const count = Math.min(num_thresholds, 127);
  // In the predictions' own type, as NumPy multiplies: 0.7 of float32 is in the eighth of eleven buckets.
  const places = numbersOf(
    predictions instanceof Tensor
      ? predictions.detach().mul(count - 1)
      : scores.map((score) => score * (count - 1)),
  );
  const [hits, misses] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
  for (const [i, score] of scores.entries()) {
    if (!(score >= 0 && score <= 1)) {
      throw new ValueError(`add_pr_curve(): predictions are probabilities from 0 to 1, got ${score}`);
    }
    const at = Math.floor(places[i] as number);
    const amount = weight === null ? 1 : (weight[i] as number);
    hits[at] = (hits[at] as number) + (truth[i] as number) * amount;
    misses[at] = (misses[at] as number) + (1 - (truth[i] as number)) * amount;
  }
  const fromTheEnd = (list: number[]) => {
    const sums = [...list];
    for (let i = count - 2; i >= 0; i -= 1) sums[i] = (sums[i] as number) + (sums[i + 1] as number);
    return sums;
  };
  const [tp, fp] = [fromTheEnd(hits), fromTheEnd(misses)];
  const tn = fp.map((value) => (fp[0] as number) - value);
  const fn = tp.map((value) => (tp[0] as number) - value);
  const share = (others: number[]) =>
    tp.map((value, i) => value / Math.max(1e-7, value + (others[i] as number)));
  return prCurveRaw(tag, [tp, fp, tn, fn, share(fp), share(fn)], count);
}

// ---- layouts and hyperparameters

export type Layout = Record<
  string,
  Record<string, readonly [kind: 'Multiline' | 'Margin', tags: readonly string[]]>
>;

export function customScalars(layout: Layout): Value {
  const category = Object.entries(layout).map(([title, charts]) => ({
    title,
    chart: Object.entries(charts).map(([name, [kind, tags]]) => {
      if (kind !== 'Margin') return { title: name, multiline: { tag: tags } };
      const [value, lower, upper] = tags;
      if (tags.length !== 3)
        throw new ValueError(`add_custom_scalars(): a Margin chart has 3 tags, '${name}' has ${tags.length}`);
      return { title: name, margin: { series: [{ value, lower, upper }] } };
    }),
  }));
  return {
    tag: 'custom_scalars__config__',
    metadata: { plugin_data: { plugin_name: 'custom_scalars' } },
    tensor: { dtype: DT_STRING, string_val: [encode('Layout', { category })], tensor_shape: {} },
  };
}

export type HParam = string | number | boolean | bigint | Tensor | null | undefined;

/** Three summaries: what the experiment varies and measures, how this session was set, and that it ended well. */
export function hparams(
  hparam_dict: Record<string, HParam>,
  metric_dict: Record<string, unknown>,
  domains: Record<string, readonly (string | number | boolean)[]>,
): Value[] {
  const kinds = {
    string: [1, 'string_value'],
    boolean: [2, 'bool_value'],
    number: [3, 'number_value'],
  } as const;
  const infos: Value[] = [];
  const session: Record<string, Value> = {};
  for (const [name, given] of Object.entries(hparam_dict)) {
    if (given === null || given === undefined) continue;
    const value =
      given instanceof Tensor || typeof given === 'bigint' ? Number(numberOf(given, name)) : given;
    const kind = kinds[typeof value as keyof typeof kinds];
    if (kind === undefined) {
      throw new ValueError(
        `add_hparams(): '${name}' must be a number, a string or a boolean, not ${typeof value}`,
      );
    }
    const [type, field] = kind;
    session[name] = { [field]: value };
    const domain = domains[name];
    if (domain !== undefined && !domain.every((each) => typeof each === typeof value)) {
      throw new ValueError(
        `add_hparams(): hparam_domain_discrete['${name}'] must hold values of the kind of '${name}'`,
      );
    }
    infos.push({
      name,
      type,
      ...(domain && { domain_discrete: { values: domain.map((each) => ({ [field]: each })) } }),
    });
  }
  const unknown = Object.keys(domains).find((name) => !(name in hparam_dict));
  if (unknown !== undefined) {
    throw new ValueError(
      `add_hparams(): hparam_domain_discrete names '${unknown}', which is no hyperparameter`,
    );
  }
  const metric_infos = Object.keys(metric_dict).map((tag) => ({ name: { tag } }));
  const value = (tag: string, content: Record<string, unknown>): Value => ({
    tag: `_hparams_/${tag}`,
    metadata: {
      plugin_data: {
        plugin_name: 'hparams',
        content: encode('HParamsPluginData', { version: 0, ...content }),
      },
    },
  });
  return [
    value('experiment', { experiment: { hparam_infos: infos, metric_infos } }),
    value('session_start_info', { session_start_info: { hparams: session } }),
    value('session_end_info', { session_end_info: { status: 1 } }),
  ];
}
