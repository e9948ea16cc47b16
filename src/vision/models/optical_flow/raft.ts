import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { Conv2dNormActivation, type NormLayer } from '../../ops/misc.ts';
import { enums } from '../_api.ts';
import { builder, count } from '../_builder.ts';
import { grid_sample, make_coords_grid, upsample_flow } from './_utils.ts';

export const { Raft_Large_Weights, Raft_Small_Weights } = enums;

const F = nn.functional;

/** torch's text of a shape. */
const sizeText = (shape: readonly number[]) => `torch.Size([${shape.join(', ')}])`;

const norm = z
  .custom<NormLayer>((value) => typeof value === 'function', 'must be a function or null')
  .nullable();
const projection = (
  in_channels: number,
  out_channels: number,
  norm_layer: NormLayer | null,
  stride: number,
) =>
  Conv2dNormActivation(in_channels, out_channels, {
    norm_layer,
    kernel_size: 1,
    stride,
    bias: true,
    activation_layer: null,
  });

// All convolutions have biases, as in the published weights: the normalisations after them may be frozen.
const blockFields = [
  ['in_channels', count],
  ['out_channels', count],
  ['norm_layer', norm],
  ['stride', count.default(1)],
] as const;
const residualArgs = signature('ResidualBlock', ...blockFields, [
  'always_project',
  z.boolean().default(false),
]);
const bottleneckArgs = signature('BottleneckBlock', ...blockFields);

/** Two 3x3 convolutions beside a shortcut, with a ReLU after each of them and after the sum. */
class ResidualBlock_ extends nn.Module {
  declare convnormrelu1: Conv2dNormActivation;
  declare convnormrelu2: Conv2dNormActivation;
  declare downsample: nn.Module;
  declare relu: nn.ReLU;

  constructor(...args: Args<typeof residualArgs>) {
    super();
    const { in_channels, out_channels, norm_layer, stride, always_project } = residualArgs(args);
    const common = { norm_layer, kernel_size: 3, bias: true };
    this.convnormrelu1 = Conv2dNormActivation(in_channels, out_channels, { ...common, stride });
    this.convnormrelu2 = Conv2dNormActivation(out_channels, out_channels, common);
    this.downsample =
      stride === 1 && !always_project
        ? nn.Identity()
        : projection(in_channels, out_channels, norm_layer, stride);
    this.relu = nn.ReLU({ inplace: true });
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const y = this.convnormrelu2(this.convnormrelu1(x)); // (N, out_channels, H / stride, W / stride)
    return this.relu(this.downsample(x).add(y));
  }
}
export const ResidualBlock = layer(ResidualBlock_);
export type ResidualBlock = ResidualBlock_;

/** 1x1, 3x3 and 1x1 convolutions of a quarter of the channels beside a shortcut. */
class BottleneckBlock_ extends nn.Module {
  declare convnormrelu1: Conv2dNormActivation;
  declare convnormrelu2: Conv2dNormActivation;
  declare convnormrelu3: Conv2dNormActivation;
  declare relu: nn.ReLU;
  declare downsample: nn.Module;

  constructor(...args: Args<typeof bottleneckArgs>) {
    super();
    const { in_channels, out_channels, norm_layer, stride } = bottleneckArgs(args);
    const inner = Math.floor(out_channels / 4);
    const common = { norm_layer, bias: true };
    this.convnormrelu1 = Conv2dNormActivation(in_channels, inner, { ...common, kernel_size: 1 });
    this.convnormrelu2 = Conv2dNormActivation(inner, inner, { ...common, kernel_size: 3, stride });
    this.convnormrelu3 = Conv2dNormActivation(inner, out_channels, { ...common, kernel_size: 1 });
    this.relu = nn.ReLU({ inplace: true });
    this.downsample =
      stride === 1 ? nn.Identity() : projection(in_channels, out_channels, norm_layer, stride);
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const y = this.convnormrelu3(this.convnormrelu2(this.convnormrelu1(x)));
    return this.relu(this.downsample(x).add(y));
  }
}
export const BottleneckBlock = layer(BottleneckBlock_);
export type BottleneckBlock = BottleneckBlock_;

type Block = typeof ResidualBlock | typeof BottleneckBlock;
const widths = z.array(count).readonly();
const encoderArgs = signature(
  'FeatureEncoder',
  [
    'block',
    z
      .custom<Block>((value) => typeof value === 'function', 'must be ResidualBlock or BottleneckBlock')
      .default(() => ResidualBlock),
  ],
  ['layers', widths.default([64, 64, 96, 128, 256])],
  ['strides', widths.default([2, 1, 2, 2])],
  ['norm_layer', norm.default(() => nn.BatchNorm2d as NormLayer)],
);

/** Features of an image: (N, 3, H, W) -> (N, layers[4], H / 8, W / 8). */
class FeatureEncoder_ extends nn.Module {
  declare convnormrelu: Conv2dNormActivation;
  declare layer1: nn.Sequential;
  declare layer2: nn.Sequential;
  declare layer3: nn.Sequential;
  declare conv: nn.Conv2d;
  declare output_dim: number;
  declare downsample_factor: number;

  constructor(...args: Args<typeof encoderArgs>) {
    super();
    const { block, layers, strides, norm_layer } = encoderArgs(args);
    if (layers.length !== 5) {
      throw new ValueError(`The expected number of layers is 5, instead got ${layers.length}`);
    }
    if (strides.length !== 4) {
      throw new ValueError(`The expected number of strides is 4, instead got ${strides.length}`);
    }
    const [w0, w1, w2, w3, w4] = layers as unknown as [number, number, number, number, number];
    const [s0, s1, s2, s3] = strides as unknown as [number, number, number, number];
    const twice = (from: number, to: number, stride: number) =>
      nn.Sequential(block(from, to, { norm_layer, stride }), block(to, to, { norm_layer, stride: 1 }));
    this.convnormrelu = Conv2dNormActivation(3, w0, { norm_layer, kernel_size: 7, stride: s0, bias: true });
    this.layer1 = twice(w0, w1, s1);
    this.layer2 = twice(w1, w2, s2);
    this.layer3 = twice(w2, w3, s3);
    this.conv = nn.Conv2d(w3, w4, { kernel_size: 1 });
    this.output_dim = w4;
    this.downsample_factor = 2 ** strides.filter((stride) => stride === 2).length;
    this.reset_parameters();
  }

  // The biases stay as the convolutions draw them.
  reset_parameters(): void {
    for (const m of this.modules()) {
      if (m instanceof nn.Conv2d) {
        nn.init.kaiming_normal_(m.weight, { mode: 'fan_out', nonlinearity: 'relu' });
      } else if (m instanceof nn.BatchNorm2d || m instanceof nn.InstanceNorm2d) {
        if (m.weight) nn.init.ones_(m.weight);
        if (m.bias) nn.init.zeros_(m.bias);
      }
    }
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    return this.conv(this.layer3(this.layer2(this.layer1(this.convnormrelu(x)))));
  }
}
export const FeatureEncoder = layer(FeatureEncoder_);
export type FeatureEncoder = FeatureEncoder_;

const plainConv = (in_channels: number, out_channels: number, kernel_size: number) =>
  Conv2dNormActivation(in_channels, out_channels, { norm_layer: null, kernel_size });

const motionArgs = signature(
  'MotionEncoder',
  ['in_channels_corr', count],
  ['corr_layers', widths.default([256, 192])],
  ['flow_layers', widths.default([128, 64])],
  ['out_channels', count.default(128)],
);

/** The flow so far and how well it fits: (N, 2, H, W) and (N, in_channels_corr, H, W) -> (N, out_channels, H, W). */
class MotionEncoder_ extends nn.Module {
  declare convcorr1: Conv2dNormActivation;
  declare convcorr2: nn.Module;
  declare convflow1: Conv2dNormActivation;
  declare convflow2: Conv2dNormActivation;
  declare conv: Conv2dNormActivation;
  declare out_channels: number;

  constructor(...args: Args<typeof motionArgs>) {
    super();
    const { in_channels_corr, corr_layers, flow_layers, out_channels } = motionArgs(args);
    if (flow_layers.length !== 2) {
      throw new ValueError(`The expected number of flow_layers is 2, instead got ${flow_layers.length}`);
    }
    if (corr_layers.length !== 1 && corr_layers.length !== 2) {
      throw new ValueError(`The number of corr_layers should be 1 or 2, instead got ${corr_layers.length}`);
    }
    const [c1, c2] = corr_layers as [number, number?];
    const [f1, f2] = flow_layers as unknown as [number, number];
    this.convcorr1 = plainConv(in_channels_corr, c1, 1);
    this.convcorr2 = c2 === undefined ? nn.Identity() : plainConv(c1, c2, 3);
    this.convflow1 = plainConv(2, f1, 7);
    this.convflow2 = plainConv(f1, f2, 3);
    // The flow itself is the last two channels.
    this.conv = plainConv((c2 ?? c1) + f2, out_channels - 2, 3);
    this.out_channels = out_channels;
  }

  override forward(flow: Tensor, corr_features: Tensor): Tensor {
    const corr = this.convcorr2(this.convcorr1(corr_features));
    const moved = this.convflow2(this.convflow1(flow));
    return torch.cat([this.conv(torch.cat([corr, moved], 1)), flow], 1);
  }
}
export const MotionEncoder = nn.callable(MotionEncoder_);
export type MotionEncoder = MotionEncoder_;

const pairOrOne = z.union([
  z.int().nonnegative(),
  z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly(),
]);
type Kernel = z.output<typeof pairOrOne>;
const gruArgs = signature(
  'ConvGRU',
  ['input_size', count],
  ['hidden_size', count],
  ['kernel_size', pairOrOne],
  ['padding', pairOrOne],
);

/** A gated recurrent unit of convolutions: state h (N, hidden_size, H, W) and x (N, input_size, H, W) -> the next h. */
class ConvGRU_ extends nn.Module {
  declare convz: nn.Conv2d;
  declare convr: nn.Conv2d;
  declare convq: nn.Conv2d;

  constructor(...args: Args<typeof gruArgs>) {
    super();
    const { input_size, hidden_size, kernel_size, padding } = gruArgs(args);
    const conv = () =>
      nn.Conv2d(hidden_size + input_size, hidden_size, {
        kernel_size: kernel_size as number,
        padding: padding as number,
      });
    this.convz = conv();
    this.convr = conv();
    this.convq = conv();
  }

  override forward(h: Tensor, x: Tensor): Tensor {
    const hx = torch.cat([h, x], 1);
    const z = this.convz(hx).sigmoid();
    const r = this.convr(hx).sigmoid();
    const q = this.convq(torch.cat([r.mul(h), x], 1)).tanh();
    return torch.rsub(z, 1).mul(h).add(z.mul(q));
  }
}
export const ConvGRU = nn.callable(ConvGRU_);
export type ConvGRU = ConvGRU_;

/** Stands where there is no second unit. */
export const _pass_through_h = (h: Tensor, _x: Tensor): Tensor => h;

const recurrentArgs = signature(
  'RecurrentBlock',
  ['input_size', count],
  ['hidden_size', count],
  [
    'kernel_size',
    z
      .array(pairOrOne)
      .readonly()
      .default([
        [1, 5],
        [5, 1],
      ]),
  ],
  [
    'padding',
    z
      .array(pairOrOne)
      .readonly()
      .default([
        [0, 2],
        [2, 0],
      ]),
  ],
);

/** One or two recurrent units, one after the other. */
class RecurrentBlock_ extends nn.Module {
  declare convgru1: ConvGRU_;
  declare convgru2: (h: Tensor, x: Tensor) => Tensor;
  declare hidden_size: number;

  constructor(...args: Args<typeof recurrentArgs>) {
    super();
    const { input_size, hidden_size, kernel_size, padding } = recurrentArgs(args);
    if (kernel_size.length !== padding.length) {
      throw new ValueError(
        'kernel_size should have the same length as padding, instead got ' +
          `len(kernel_size) = ${kernel_size.length} and len(padding) = ${padding.length}`,
      );
    }
    if (kernel_size.length !== 1 && kernel_size.length !== 2) {
      throw new ValueError(`kernel_size should either 1 or 2, instead got ${kernel_size.length}`);
    }
    const unit = (i: number) =>
      ConvGRU(input_size, hidden_size, kernel_size[i] as Kernel, padding[i] as Kernel);
    this.convgru1 = unit(0);
    this.convgru2 = kernel_size.length === 2 ? unit(1) : _pass_through_h;
    this.hidden_size = hidden_size;
  }

  override forward(h: Tensor, x: Tensor): Tensor {
    return this.convgru2(this.convgru1(h, x), x);
  }
}
export const RecurrentBlock = nn.callable(RecurrentBlock_);
export type RecurrentBlock = RecurrentBlock_;

const headArgs = signature('FlowHead', ['in_channels', count], ['hidden_size', count]);

/** How far the flow is off: (N, in_channels, H, W) -> (N, 2, H, W). */
class FlowHead_ extends nn.Module {
  declare conv1: nn.Conv2d;
  declare conv2: nn.Conv2d;
  declare relu: nn.ReLU;

  constructor(...args: Args<typeof headArgs>) {
    super();
    const { in_channels, hidden_size } = headArgs(args);
    this.conv1 = nn.Conv2d(in_channels, hidden_size, 3, { padding: 1 });
    this.conv2 = nn.Conv2d(hidden_size, 2, 3, { padding: 1 });
    this.relu = nn.ReLU({ inplace: true });
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    return this.conv2(this.relu(this.conv1(x)));
  }
}
export const FlowHead = layer(FlowHead_);
export type FlowHead = FlowHead_;

const module = z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a module');
const updateArgs = signature(
  'UpdateBlock',
  ['motion_encoder', module],
  ['recurrent_block', module],
  ['flow_head', module],
);

/** One step: the next state, and how the flow changes. */
class UpdateBlock_ extends nn.Module {
  declare motion_encoder: nn.Module;
  declare recurrent_block: nn.Module;
  declare flow_head: nn.Module;
  declare hidden_state_size: number;

  constructor(...args: Args<typeof updateArgs>) {
    super();
    const { motion_encoder, recurrent_block, flow_head } = updateArgs(args);
    this.motion_encoder = motion_encoder;
    this.recurrent_block = recurrent_block;
    this.flow_head = flow_head;
    this.hidden_state_size = (recurrent_block as RecurrentBlock_).hidden_size;
  }

  override forward(state: Tensor, context: Tensor, corr_features: Tensor, flow: Tensor): [Tensor, Tensor] {
    const motion = this.motion_encoder(flow, corr_features);
    const next = this.recurrent_block(state, torch.cat([context, motion], 1));
    return [next, this.flow_head(next)];
  }
}
export const UpdateBlock = nn.callable(UpdateBlock_);
export type UpdateBlock = UpdateBlock_;

const maskArgs = signature(
  'MaskPredictor',
  ['in_channels', count],
  ['hidden_size', count],
  ['multiplier', z.number().default(0.25)],
);

/** For each of the 8 x 8 pixels that a place stands for, weights of nine places: (N, in_channels, H, W) -> (N, 576, H, W). */
class MaskPredictor_ extends nn.Module {
  declare convrelu: Conv2dNormActivation;
  declare conv: nn.Conv2d;
  /** Makes the gradients of this branch smaller. */
  declare multiplier: number;

  constructor(...args: Args<typeof maskArgs>) {
    super();
    const { in_channels, hidden_size, multiplier } = maskArgs(args);
    this.convrelu = plainConv(in_channels, hidden_size, 3);
    this.conv = nn.Conv2d(hidden_size, 8 * 8 * 9, 1);
    this.multiplier = multiplier;
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    return this.conv(this.convrelu(x)).mul(this.multiplier);
  }
}
export const MaskPredictor = layer(MaskPredictor_);
export type MaskPredictor = MaskPredictor_;

const corrArgs = signature('CorrBlock', ['num_levels', count.default(4)], ['radius', count.default(4)]);

/**
 * How alike every place of one feature map is to every place of another, at `num_levels` resolutions, and what lies within
 * `radius` of given places in each of them.
 */
class CorrBlock_ extends nn.Module {
  declare num_levels: number;
  declare radius: number;
  declare corr_pyramid: Tensor[];
  declare out_channels: number;

  constructor(...args: Args<typeof corrArgs>) {
    super();
    const { num_levels, radius } = corrArgs(args);
    this.num_levels = num_levels;
    this.radius = radius;
    this.corr_pyramid = [];
    this.out_channels = num_levels * (2 * radius + 1) ** 2;
  }

  /** Compares two maps (N, C, H, W). The result is kept in `corr_pyramid` for `index_pyramid`. */
  build_pyramid(fmap1: Tensor, fmap2: Tensor): void {
    if (String(fmap1.shape) !== String(fmap2.shape)) {
      throw new ValueError(
        `Input feature maps should have the same shape, instead got ${sizeText(fmap1.shape)} (fmap1.shape) != ` +
          `${sizeText(fmap2.shape)} (fmap2.shape)`,
      );
    }
    const [n, channels, h, w] = fmap1.shape as unknown as [number, number, number, number];
    // A level of one pixel would have no distance to take shares of.
    const least = 2 ** this.num_levels;
    if (h < least || w < least) {
      throw new ValueError(
        'Feature maps are too small to be down-sampled by the correlation pyramid. ' +
          `H and W of feature maps should be at least ${least}; got: ${sizeText([h, w])}. ` +
          'Remember that input images to the model are downsampled by 8, so that means their ' +
          `dimensions should be at least 8 * ${least} = ${8 * least}.`,
      );
    }
    const [first, second] = [fmap1, fmap2].map((map) => map.view([n, channels, h * w])) as [Tensor, Tensor];
    const products = first.transpose(1, 2).matmul(second).view([n, h, w, 1, h, w]);
    let level = products.div(torch.tensor(channels).sqrt()).reshape([n * h * w, 1, h, w]);
    this.corr_pyramid = [level];
    while (this.corr_pyramid.length < this.num_levels) {
      level = F.avg_pool2d(level, { kernel_size: 2, stride: 2 });
      this.corr_pyramid.push(level);
    }
  }

  /** What lies around the places (N, 2, H, W), x before y: (N, out_channels, H, W). */
  index_pyramid(centroids_coords: Tensor): Tensor {
    const { radius } = this;
    const side = 2 * radius + 1;
    const line = () => torch.linspace(-radius, radius, side);
    const square = torch.stack(torch.meshgrid(line(), line(), { indexing: 'ij' }), -1);
    const delta = square.to(centroids_coords.device).view([1, side, side, 2]);
    const [n, , h, w] = centroids_coords.shape as unknown as [number, number, number, number];
    let places = centroids_coords.permute([0, 2, 3, 1]).reshape([n * h * w, 1, 1, 2]);
    const found = this.corr_pyramid.map((level) => {
      const sampled = grid_sample(level, places.add(delta), 'bilinear', true);
      places = places.div(2);
      return sampled.view([n, h, w, -1]);
    });
    return torch.cat(found, -1).permute([0, 3, 1, 2]).contiguous();
  }
}
export const CorrBlock = nn.callable(CorrBlock_);
export type CorrBlock = CorrBlock_;

const raftArgs = signature(
  'RAFT',
  ['feature_encoder', module],
  ['context_encoder', module],
  ['corr_block', module],
  ['update_block', module],
  ['mask_predictor', module.nullish()],
);

interface ForwardOptions {
  /** How many times the flow is made better. */
  num_flow_updates?: number;
}

/**
 * Teed and Deng, "RAFT: Recurrent All Pairs Field Transforms for Optical Flow", 2020: for images (N, 3, H, W) in [-1, 1], of
 * sides that 8 divides and of 128 pixels at least, the flows (N, 2, H, W) after each of `num_flow_updates` steps, in
 * pixels, x before y. The last is the best.
 *
 * @throws ValueError for images of different or other sizes.
 * @see https://docs.pytorch.org/vision/0.28/models/raft.html
 */
class RAFT_ extends nn.Module {
  declare feature_encoder: nn.Module;
  declare context_encoder: nn.Module;
  declare corr_block: nn.Module;
  declare update_block: nn.Module;
  declare mask_predictor: nn.Module | null;

  constructor(...args: Args<typeof raftArgs>) {
    super();
    const { feature_encoder, context_encoder, corr_block, update_block, mask_predictor } = raftArgs(args);
    this.feature_encoder = feature_encoder;
    this.context_encoder = context_encoder;
    this.corr_block = corr_block;
    this.update_block = update_block;
    this.mask_predictor = mask_predictor ?? null;
    if (!('hidden_state_size' in update_block)) {
      throw new ValueError("The update_block parameter should expose a 'hidden_state_size' attribute.");
    }
  }

  override forward(image1: Tensor, image2: Tensor, updates: number | ForwardOptions = 12): Tensor[] {
    const num_flow_updates = typeof updates === 'number' ? updates : (updates.num_flow_updates ?? 12);
    const [n, , h, w] = image1.shape as unknown as [number, number, number, number];
    const other = image2.shape.slice(-2);
    if (h !== other[0] || w !== other[1]) {
      throw new ValueError(
        `input images should have the same shape, instead got (${h}, ${w}) != ${sizeText(other)}`,
      );
    }
    if (h % 8 !== 0 || w % 8 !== 0) {
      throw new ValueError(`input image H and W should be divisible by 8, instead got ${h} (h) and ${w} (w)`);
    }
    const corr_block = this.corr_block as CorrBlock_;
    const { hidden_state_size } = this.update_block as UpdateBlock_;
    const checked = (map: Tensor, encoder: string): Tensor => {
      if (map.size(-2) === h / 8 && map.size(-1) === w / 8) return map;
      throw new ValueError(`The ${encoder} encoder should downsample H and W by 8`);
    };
    const maps = this.feature_encoder(torch.cat([image1, image2], 0)) as Tensor;
    const [fmap1, fmap2] = maps.chunk(2, 0) as [Tensor, Tensor]; // (N, C, H / 8, W / 8)
    corr_block.build_pyramid(checked(fmap1, 'feature'), fmap2);

    // The first channels of the context begin the state.
    const out = checked(this.context_encoder(image1), 'context');
    const rest = out.size(1) - hidden_state_size;
    if (rest <= 0) {
      throw new ValueError(
        `The context encoder outputs ${out.size(1)} channels, but it should have at strictly more than ` +
          `hidden_state=${hidden_state_size} channels`,
      );
    }
    const [begun, given] = out.split([hidden_state_size, rest], 1) as [Tensor, Tensor];
    let state = begun.tanh();
    const context = given.relu();

    const start = make_coords_grid(n, h / 8, w / 8).to(fmap1.device);
    let places = start;
    const flows: Tensor[] = [];
    for (let i = 0; i < num_flow_updates; i += 1) {
      places = places.detach(); // each step learns from its own error
      const corr_features = corr_block.index_pyramid(places);
      const flow = places.sub(start);
      const [next, change] = this.update_block(state, context, corr_features, flow) as [Tensor, Tensor];
      state = next;
      places = places.add(change);
      const mask = this.mask_predictor && (this.mask_predictor(state) as Tensor);
      flows.push(upsample_flow(places.sub(start), mask));
    }
    return flows;
  }
}
export const RAFT = nn.callable(RAFT_);
export type RAFT = RAFT_;

interface Plan {
  block: Block;
  layers: number[];
  context_layers: number[];
  context_norm: NormLayer | null;
  radius: number;
  corr_layers: number[];
  flow_layers: number[];
  motion: number;
  hidden: number;
  kernel_size: Kernel[];
  padding: Kernel[];
  head: number;
  mask: boolean;
}

// Each part can be exchanged for one of the user's.
const parts = [
  ['feature_encoder', module.nullish()],
  ['context_encoder', module.nullish()],
  ['corr_block', module.nullish()],
  ['update_block', module.nullish()],
  ['mask_predictor', module.nullish()],
] as const;

const raft = (name: 'raft_small' | 'raft_large', plan: Plan) =>
  builder(name, parts, (given): RAFT => {
    const { block, hidden } = plan;
    const feature_encoder =
      given.feature_encoder ??
      FeatureEncoder({ block, layers: plan.layers, norm_layer: nn.InstanceNorm2d as NormLayer });
    const context_encoder =
      given.context_encoder ??
      FeatureEncoder({ block, layers: plan.context_layers, norm_layer: plan.context_norm });
    const corr_block = given.corr_block ?? CorrBlock({ radius: plan.radius });
    const update_block = given.update_block ?? updateBlock(plan, (corr_block as CorrBlock_).out_channels);
    const mask_predictor =
      given.mask_predictor ?? (plan.mask ? MaskPredictor({ in_channels: hidden, hidden_size: 256 }) : null);
    return RAFT({ feature_encoder, context_encoder, corr_block, update_block, mask_predictor });
  });

function updateBlock(plan: Plan, in_channels_corr: number): UpdateBlock {
  const { corr_layers, flow_layers, motion, hidden, kernel_size, padding, context_layers } = plan;
  const motion_encoder = MotionEncoder({ in_channels_corr, corr_layers, flow_layers, out_channels: motion });
  const input_size = motion + (context_layers.at(-1) as number) - hidden;
  const recurrent_block = RecurrentBlock({ input_size, hidden_size: hidden, kernel_size, padding });
  const flow_head = FlowHead({ in_channels: hidden, hidden_size: plan.head });
  return UpdateBlock({ motion_encoder, recurrent_block, flow_head });
}

export const raft_large = raft('raft_large', {
  block: ResidualBlock,
  layers: [64, 64, 96, 128, 256],
  context_layers: [64, 64, 96, 128, 256],
  context_norm: nn.BatchNorm2d as NormLayer,
  radius: 4,
  corr_layers: [256, 192],
  flow_layers: [128, 64],
  motion: 128,
  hidden: 128,
  kernel_size: [
    [1, 5],
    [5, 1],
  ],
  padding: [
    [0, 2],
    [2, 0],
  ],
  head: 256,
  mask: true,
});
export const raft_small = raft('raft_small', {
  block: BottleneckBlock,
  layers: [32, 32, 64, 96, 128],
  context_layers: [32, 32, 64, 96, 160],
  context_norm: null,
  radius: 3,
  corr_layers: [96],
  flow_layers: [64, 32],
  motion: 82,
  hidden: 96,
  kernel_size: [3],
  padding: [1],
  head: 128,
  mask: false,
});
