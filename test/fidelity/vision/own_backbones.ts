import {
  AssertionError,
  nn,
  optim,
  type Tensor,
  TypeError,
  torch,
  ValueError,
  vision,
} from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { AdamW } = optim;
const { CosineAnnealingWarmRestarts } = optim.lr_scheduler;
const { EfficientNet, MobileNetV3, SwinTransformer, VisionTransformer } = vision.models;
const { CNBlock, CNBlockConfig, ConvNeXt, LayerNorm2d } = vision.models.convnext;
const { FusedMBConv, FusedMBConvConfig, MBConv, MBConvConfig } = vision.models.efficientnet;
const { InvertedResidual: InvertedResidualV2, MobileNetV2 } = vision.models.mobilenetv2;
const { InvertedResidual, InvertedResidualConfig } = vision.models.mobilenetv3;
const {
  PatchMerging,
  PatchMergingV2,
  ShiftedWindowAttention,
  ShiftedWindowAttentionV2,
  SwinTransformerBlock,
  SwinTransformerBlockV2,
} = vision.models.swin_transformer;
const { ConvStemConfig, Encoder, EncoderBlock } = vision.models.vision_transformer;
const { SqueezeExcitation, StochasticDepth } = vision.ops;

torch.manual_seed(21);
const x = torch.rand(2, 3, 32, 32);
const y = torch.tensor([1n, 4n]);

function count(net: nn.Module): number {
  return net.parameters().reduce((sum, p) => sum + p.numel(), 0);
}

function probe(name: string, net: nn.Module, steps = 2): void {
  const optimizer = optim.SGD(net.parameters(), { lr: 0.05, momentum: 0.9 });
  net.train();
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    const loss = nn.functional.cross_entropy(net(x), y, { label_smoothing: 0.1 });
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    losses.push(loss.item());
  }
  net.eval();
  torch.no_grad(() => show(name, count(net), losses, net(x).sum(1)));
  show(Object.keys(net.state_dict()).slice(-3));
}

const small = (...row: [number, number, number, number, number, number]) =>
  MBConvConfig(...row, { width_mult: 0.5, depth_mult: 1.2 });
const setting = [
  FusedMBConvConfig(1, 3, 1, 16, 16, 1),
  FusedMBConvConfig(4, 3, 2, 16, 24, { num_layers: 2 }),
  small(4, 3, 2, 48, 64, 2),
  MBConvConfig({
    expand_ratio: 6,
    kernel: 5,
    stride: 1,
    input_channels: 32,
    out_channels: 40,
    num_layers: 1,
  }),
];
show(setting.map((c) => [c.input_channels, c.out_channels, c.num_layers, c.block.name]));
probe(
  'efficientnet',
  EfficientNet(setting, { dropout: 0.1, stochastic_depth_prob: 0.3, num_classes: 6, last_channel: 64 }),
);

class GatedSqueeze extends SqueezeExcitation {
  constructor(
    input_channels: number,
    squeeze_channels: number,
    { activation }: { activation: (options?: any) => nn.Module },
  ) {
    super(input_channels, squeeze_channels, { activation, scale_activation: nn.Hardsigmoid });
  }

  override forward(input: Tensor): Tensor {
    return super.forward(input).add(input.mul(0.1));
  }
}

const block = MBConv(MBConvConfig(4, 3, 1, 8, 8, 1), 0.5, nn.BatchNorm2d, nn.callable(GatedSqueeze));
const out = block(torch.rand(4, 8, 5, 7));
show(out.shape, out.sum(), block.use_res_connect, block.stochastic_depth.constructor.name);
const fused = FusedMBConv(FusedMBConvConfig(2, 3, 2, 8, 16, 1), {
  stochastic_depth_prob: 0.0,
  norm_layer: nn.BatchNorm2d,
});
show(fused(torch.rand(1, 8, 6, 6)).mean());
show(`${block}`);
try {
  MBConv(MBConvConfig(4, 3, 3, 8, 8, 1), 0.5, nn.BatchNorm2d);
} catch (e) {
  if (e instanceof ValueError) show('ValueError', e.message);
}
try {
  EfficientNet([], 0.1);
} catch (e) {
  if (e instanceof ValueError) show('ValueError', e.message);
}
try {
  EfficientNet([1, 2] as any, 0.1);
} catch (e) {
  if (e instanceof TypeError) show('TypeError', e.message);
}

type Row = [number, number, number, number, boolean, string, number, number];
const bneck = (...row: Row) => InvertedResidualConfig(...row, { width_mult: 0.5 });
const rows = [
  bneck(16, 3, 16, 16, true, 'RE', 2, 1),
  bneck(16, 3, 72, 24, false, 'RE', 2, 1),
  bneck(24, 5, 96, 40, true, 'HS', 2, 1),
  bneck(40, 5, 240, 40, true, 'HS', 1, 2),
];
show(rows.map((c) => [c.input_channels, c.expanded_channels, c.out_channels, c.use_hs]));
show(InvertedResidualConfig.adjust_channels(100, 0.35));
probe('mobilenet v3', MobileNetV3(rows, { last_channel: 48, num_classes: 6, dropout: 0.0 }));
probe(
  'mobilenet v3, sigmoid',
  MobileNetV3(rows, 48, 6, {
    block: (cnf, norm_layer) => InvertedResidual(cnf, norm_layer, { se_layer: SqueezeExcitation }),
    norm_layer: (c) => nn.BatchNorm2d(c, { eps: 1e-3 }),
  }),
  1,
);
probe(
  'mobilenet v2',
  MobileNetV2(
    6,
    0.5,
    [
      [1, 16, 1, 1],
      [6, 24, 2, 2],
    ],
    { block: InvertedResidualV2, norm_layer: (c) => nn.GroupNorm(4, c) },
  ),
);

class Scaled extends CNBlock {
  constructor(dim: number, layer_scale: number, stochastic_depth_prob: number) {
    super(dim, layer_scale, stochastic_depth_prob, { norm_layer: (c) => nn.LayerNorm(c, { eps: 1e-5 }) });
  }

  override forward(input: Tensor): Tensor {
    return input.add(this.stochastic_depth(this.layer_scale.mul(this.block(input))));
  }
}

const stages = [CNBlockConfig(8, 16, 1), CNBlockConfig(16, null, 2)];
show(stages.map(String));
probe(
  'convnext',
  ConvNeXt(stages, 0.2, 1e-2, 6, nn.callable(Scaled), (c) => LayerNorm2d(c, { eps: 1e-6 })),
);

const swin = {
  patch_size: [2, 2],
  embed_dim: 12,
  depths: [2, 2],
  num_heads: [2, 4],
  window_size: [4, 4],
  num_classes: 6,
};
probe('swin', SwinTransformer({ ...swin, stochastic_depth_prob: 0.2, dropout: 0.1, attention_dropout: 0.1 }));
probe(
  'swin v2',
  SwinTransformer({ ...swin, block: SwinTransformerBlockV2, downsample_layer: PatchMergingV2 }),
);
probe(
  'swin without biases',
  SwinTransformer({
    ...swin,
    block: (dim, num_heads, options) =>
      SwinTransformerBlock(dim, num_heads, {
        ...options,
        attn_layer: (dim, window_size, shift_size, heads, options) =>
          ShiftedWindowAttention(dim, window_size, shift_size, heads, {
            ...options,
            qkv_bias: false,
            proj_bias: false,
          }),
      }),
  }),
  1,
);
const features = torch.rand(1, 10, 9, 12);
const attention = ShiftedWindowAttentionV2(12, [4, 4], [2, 2], 3, {
  qkv_bias: false,
  attention_dropout: 0.2,
  dropout: 0.1,
});
show(attention(features).sum([1, 2]), attention.get_relative_position_bias().shape);
show(PatchMerging(12)(features).shape, PatchMergingV2(12, { norm_layer: nn.LayerNorm })(features).std());
const swin_block = SwinTransformerBlock(12, 3, [4, 4], [0, 0], {
  mlp_ratio: 2.0,
  stochastic_depth_prob: 0.1,
  norm_layer: nn.LayerNorm,
});
show(
  swin_block(features).sum(),
  swin_block.named_children().map(([n]) => n),
);
try {
  ShiftedWindowAttention(12, [4, 4, 4], [0, 0], 3);
} catch (e) {
  if (e instanceof ValueError) show('ValueError', e.message);
}

const stem = [ConvStemConfig(8, 3, 2), ConvStemConfig(16, 3, 2, { activation_layer: nn.SiLU })];
const vit = VisionTransformer(32, 4, 2, 4, 24, 48, {
  dropout: 0.1,
  attention_dropout: 0.1,
  num_classes: 10,
  representation_size: 16,
  conv_stem_configs: stem,
});
show(vit.hidden_dim, vit.mlp_dim, vit.dropout, vit.representation_size, vit.seq_length, count(vit));
vit.heads.head = nn.Linear(vit.heads.head.in_features, 6);
for (const p of vit.conv_proj.parameters()) p.requires_grad_(false);
const [decay, no_decay]: [nn.Parameter[], nn.Parameter[]] = [[], []];
for (const [name, p] of vit.named_parameters()) {
  if (!p.requires_grad) continue;
  (p.ndim <= 1 || name.endsWith('pos_embedding') || name.includes('class_token') ? no_decay : decay).push(p);
}
const optimizer = AdamW(
  [
    { params: decay, weight_decay: 0.05 },
    { params: no_decay, weight_decay: 0.0 },
  ],
  { lr: 3e-3, betas: [0.9, 0.95] },
);
const scheduler = CosineAnnealingWarmRestarts(optimizer, { T_0: 2, T_mult: 2, eta_min: 1e-5 });
const criterion = nn.CrossEntropyLoss({ label_smoothing: 0.1 });
vit.train();
for (let epoch = 0; epoch < 3; epoch++) {
  for (let step = 0; step < 2; step++) {
    const loss = criterion(vit(x), y);
    optimizer.zero_grad({ set_to_none: true });
    loss.backward();
    const norm = nn.utils.clip_grad_norm_(vit.parameters(), 1.0);
    optimizer.step();
    scheduler.step(epoch + step / 2);
    show(loss.item(), norm.item(), scheduler.get_last_lr()[0]);
  }
}

const encoder = Encoder({
  seq_length: 5,
  num_layers: 2,
  num_heads: 2,
  hidden_dim: 8,
  mlp_dim: 16,
  dropout: 0.0,
  attention_dropout: 0.0,
});
show(encoder(torch.rand(2, 5, 8)).sum([0, 2]));
const layer = EncoderBlock(2, 8, 16, 0.0, 0.0, { norm_layer: nn.LayerNorm });
layer.eval();
show(layer(torch.rand(2, 3, 8)).sum());
for (const bad of [
  () => VisionTransformer(30, 4, 1, 1, 8, 8),
  () => vit(torch.rand(1, 3, 30, 32)),
  () => encoder(torch.rand(5, 8)),
]) {
  try {
    bad();
  } catch (e) {
    if (e instanceof AssertionError) show('AssertionError', e.message);
  }
}

/** Residual layers, the deeper the more often left out. */
class DropPathMLP extends nn.Module {
  declare layers: nn.ModuleList<nn.Sequential>;

  constructor(dim: number, depth: number, rate: number) {
    super();
    const rates = [...torch.linspace(0, rate, depth)].map((r) => r.item());
    this.layers = nn.ModuleList(
      rates.map((r) =>
        nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, dim), nn.GELU(), StochasticDepth(r, 'row')),
      ),
    );
  }

  override forward(x: Tensor): Tensor {
    for (const layer of this.layers) x = x.add(layer(x));
    return x;
  }
}

const net = new DropPathMLP(6, 3, 0.5);
show(`${net.layers.at(2).at(3)}`);
show(net(torch.rand(8, 6)).sum(1));
