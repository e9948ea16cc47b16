import { z } from 'zod';
import { RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import * as nn from '../../nn/index.ts';
import { layer, repr } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

type Pair = readonly [height: number, width: number];
type Four = readonly [number, number, number, number];

/** One number stands for height and width. */
const pair = (least: number) =>
  z
    .union([z.int().min(least), z.array(z.int().min(least)).length(2).readonly()])
    .transform((size): Pair => (typeof size === 'number' ? [size, size] : (size as Pair)));
const tensor = z.instanceof(Tensor);
const optional = tensor.nullable().default(null);

const deformArgs = signature(
  'deform_conv2d',
  ['input', tensor],
  ['offset', tensor],
  ['weight', tensor],
  ['bias', optional],
  ['stride', pair(1).default([1, 1])],
  ['padding', pair(0).default([0, 0])],
  ['dilation', pair(1).default([1, 1])],
  ['mask', optional],
);
type Given = ReturnType<typeof deformArgs>;

/**
 * A convolution whose kernel's points are each moved by an offset of their own, between pixels by bilinear interpolation:
 * (N, C, H, W) -> (N, out_channels, H', W'); outside of the map is 0.
 *
 * `offset` (N, 2 * groups * kH * kW, H', W') holds for each point of the kernel how far it goes down and how far right, in
 * pixels, for one group of channels or several; `mask` (N, groups * kH * kW, H', W') is what each point is multiplied by.
 * `weight` is (out_channels, C / weight groups, kH, kW), `bias` (out_channels).
 *
 * @throws RuntimeError when the shapes do not fit.
 * @see Dai et al., "Deformable Convolutional Networks", 2017, arXiv:1703.06211; Zhu et al., 2018, arXiv:1811.11168 (masks)
 */
export const deform_conv2d = checked('deform_conv2d', (...args: Args<typeof deformArgs>): Tensor => {
  const given = deformArgs(args);
  const { input, weight, bias } = given;
  const size = checkShapes(given);
  const [n, channels, h, w] = input.size() as unknown as Four;
  const [out, own, kh, kw] = weight.size() as unknown as Four;
  const [points, places, groups] = [kh * kw, size[0] * size[1], given.offset.size(1) / (2 * kh * kw)];
  // A pixel's channels lie side by side, so that each point that is read is one stretch of memory.
  const pixels = input
    .reshape(n, groups, channels / groups, h * w)
    .transpose(2, 3)
    .contiguous();
  let columns = sampled(pixels, [h, w], positions(given, groups, size)); // (N, groups, places * points, C / groups)
  if (given.mask !== null) {
    const mask = given.mask.reshape(n, groups, points, places).transpose(2, 3);
    columns = columns.mul(mask.reshape(n, groups, places * points, 1));
  }
  const sets = channels / own;
  const rows = columns
    .transpose(1, 2)
    .reshape(n * places, points, sets, own)
    .permute([2, 0, 1, 3])
    .reshape(sets, n * places, points * own);
  const kernels = weight
    .reshape(sets, out / sets, own, points)
    .permute([0, 3, 2, 1])
    .reshape(sets, points * own, out / sets);
  const product = rows.matmul(kernels).view(sets, n, places, out / sets);
  const result = product.permute([1, 0, 3, 2]).reshape(n, out, ...size);
  return bias === null ? result : result.add(bias.view(-1, 1, 1));
});

/** Where the points of the kernel lie on the map, for each place of the result: y and x (N, groups, places * points). */
function positions(
  { offset, weight, stride, padding, dilation }: Given,
  groups: number,
  [oh, ow]: Pair,
): [y: Tensor, x: Tensor] {
  const [kh, kw] = [weight.size(2), weight.size(3)];
  const like = { dtype: offset.dtype, device: offset.device };
  const side = (i: 0 | 1, count: number, kernel: number) => {
    const starts = torch
      .arange(count, like)
      .mul(stride[i])
      .sub(padding[i] as number);
    return [starts, torch.arange(kernel, like).mul(dilation[i])] as const;
  };
  const [tops, rows] = side(0, oh, kh);
  const [lefts, columns] = side(1, ow, kw);
  const moved = offset.reshape(offset.size(0), groups, kh, kw, 2, oh, ow).permute([4, 0, 1, 5, 6, 2, 3]);
  const y = rows
    .view(-1, 1)
    .add(tops.view(-1, 1, 1, 1))
    .add(moved.select(0, 0)); // (N, groups, H', W', kH, kW)
  const x = columns.add(lefts.view(-1, 1, 1)).add(moved.select(0, 1));
  return [y.flatten(2), x.flatten(2)];
}

/** What pixels (N, G, H * W, C) hold at y and x (N, G, P), which may lie between them: (N, G, P, C). */
function sampled(pixels: Tensor, [h, w]: Pair, [y, x]: readonly [Tensor, Tensor]): Tensor {
  const [n, groups, , channels] = pixels.size() as unknown as Four;
  const neighbours = (at: Tensor, limit: number) => {
    const low = at.floor();
    const share = at.sub(low);
    return [
      { line: low, weight: share.neg().add(1) },
      { line: low.add(1), weight: share },
    ].map(({ line, weight }) => ({
      line: line.to(torch.int64).clamp(0, limit - 1),
      // Not a product: infinitely far away the share is no number.
      weight: weight.masked_fill(line.ge(0).logical_and(line.lt(limit)).logical_not(), 0),
    }));
  };
  const all = pixels.view(n * groups * h * w, channels);
  const begins = torch
    .arange(n * groups, { device: pixels.device })
    .mul(h * w)
    .view(n, groups, 1);
  const columns = neighbours(x, w);
  const parts = neighbours(y, h).flatMap((row) =>
    columns.map((column) => ({
      index: row.line.mul(w).add(column.line).add(begins), // (N, G, P)
      weight: row.weight.mul(column.weight),
    })),
  );
  // Each place is a bag of four rows of the table of pixels, which are summed without being copied.
  const [index, weight] = (['index', 'weight'] as const).map((name) =>
    torch
      .stack(
        parts.map((part) => part[name]),
        -1,
      )
      .flatten(),
  ) as [Tensor, Tensor];
  const offsets = torch.arange(0, index.numel(), 4, { dtype: torch.int64, device: index.device });
  if (offsets.numel() === 0) return pixels.new_zeros([n, groups, y.size(2), channels]);
  const [sum] = torch.embedding_bag(all, index, offsets, false, 0, false, weight);
  return (sum as Tensor).view(n, groups, -1, channels);
}

/** Height and width of the result. */
function checkShapes({ input, offset, weight, bias, stride, padding, dilation, mask }: Given): Pair {
  const fail = (problem: string): never => {
    throw new RuntimeError(`deform_conv2d: ${problem}`);
  };
  for (const [name, value] of Object.entries({ input, offset, weight, mask })) {
    if (value !== null && value.dim() !== 4) fail(`${name} must have 4 dimensions, got ${value.dim()}`);
  }
  const [n, channels, h, w] = input.size() as unknown as Four;
  const [out, own, kh, kw] = weight.size() as unknown as Four;
  const points = kh * kw;
  if (points === 0 || own === 0) fail(`the weight is empty: ${repr([...weight.size()])}`);
  const size = [h, w].map((length, i) => {
    const reach = (dilation[i] as number) * ((weight.size(2 + i) as number) - 1) + 1;
    return Math.floor((length + 2 * (padding[i] as number) - reach) / (stride[i] as number)) + 1;
  }) as unknown as Pair;
  if (size[0] < 1 || size[1] < 1)
    fail(`Calculated output size too small - out_h: ${size[0]} out_w: ${size[1]}`);
  const groups = Math.floor(offset.size(1) / (2 * points));
  if (groups === 0 || offset.size(1) % (2 * points) !== 0) {
    fail(
      'the shape of the offset tensor at dimension 1 is not valid. It should be a multiple of ' +
        `2 * weight.size[2] * weight.size[3] = ${2 * points}, got ${offset.size(1)}`,
    );
  }
  if (channels % own !== 0 || out % (channels / own) !== 0) {
    fail(
      `weight of shape ${repr([...weight.size()])} does not fit ${channels} input channels: expected ` +
        '(out_channels, in_channels / groups, kH, kW) with both numbers of channels divisible by groups',
    );
  }
  if (channels % groups !== 0)
    fail(`${channels} input channels cannot be divided into ${groups} offset groups`);
  const expected = { offset: 2 * groups * points, mask: groups * points };
  for (const [name, value] of Object.entries({ offset, mask })) {
    const shape = [n, expected[name as keyof typeof expected], ...size];
    if (value === null || shape.every((length, i) => value.size(i) === length)) continue;
    fail(`${name} must be of shape ${repr(shape)} for this input, got ${repr([...value.size()])}`);
  }
  if (bias !== null && (bias.dim() !== 1 || bias.size(0) !== out)) {
    fail(`bias must be of shape (${out},), got ${repr([...bias.size()])}`);
  }
  return size;
}

const layerArgs = signature(
  'DeformConv2d',
  ['in_channels', z.int().positive()],
  ['out_channels', z.int().positive()],
  ['kernel_size', pair(1)],
  ['stride', pair(1).default([1, 1])],
  ['padding', pair(0).default([0, 0])],
  ['dilation', pair(1).default([1, 1])],
  ['groups', z.int().positive().default(1)],
  ['bias', z.boolean().default(true)],
);

class DeformConv2d_ extends nn.Module {
  declare in_channels: number;
  declare out_channels: number;
  declare kernel_size: Pair;
  declare stride: Pair;
  declare padding: Pair;
  declare dilation: Pair;
  declare groups: number;
  declare weight: Parameter; // (out_channels, in_channels / groups, *kernel_size)
  declare bias: Parameter | null; // (out_channels)

  constructor(...args: Args<typeof layerArgs>) {
    super();
    const { bias, ...given } = layerArgs(args);
    const { in_channels, out_channels, kernel_size, groups } = given;
    if (in_channels % groups !== 0) throw new ValueError('in_channels must be divisible by groups');
    if (out_channels % groups !== 0) throw new ValueError('out_channels must be divisible by groups');
    Object.assign(this, given);
    this.weight = new Parameter(torch.empty([out_channels, in_channels / groups, ...kernel_size]));
    this.bias = bias ? new Parameter(torch.empty([out_channels])) : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    nn.init.kaiming_uniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const [fan_in] = nn.init._calculate_fan_in_and_fan_out(this.weight);
    nn.init.uniform_(this.bias, -1 / Math.sqrt(fan_in), 1 / Math.sqrt(fan_in));
  }

  override forward(input: Tensor, offset: Tensor, mask: Tensor | null = null): Tensor {
    if (!(offset instanceof Tensor)) {
      throw new TypeError('DeformConv2d: expected the input and a tensor of offsets, see deform_conv2d');
    }
    const { weight, bias, stride, padding, dilation } = this;
    return deform_conv2d(input, offset, weight, { bias, stride, padding, dilation, mask });
  }

  override extra_repr(): string {
    const { padding, dilation, groups } = this;
    let text = `${this.in_channels}, ${this.out_channels}`;
    text += `, kernel_size=${repr(this.kernel_size)}, stride=${repr(this.stride)}`;
    if (padding.some((n) => n !== 0)) text += `, padding=${repr(padding)}`;
    if (dilation.some((n) => n !== 1)) text += `, dilation=${repr(dilation)}`;
    if (groups !== 1) text += `, groups=${groups}`;
    return this.bias === null ? `${text}, bias=False` : text;
  }
}
/** A layer that keeps weight and bias of `deform_conv2d`; called with the input, the offsets and perhaps a mask. */
export const DeformConv2d = layer(DeformConv2d_);
export type DeformConv2d = DeformConv2d_;
