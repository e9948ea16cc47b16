import { nn, optim, type Tensor, torch, utils, vision } from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { DataLoader, Dataset } = utils.data;
const { models } = vision;
const {
  get_model,
  get_model_builder,
  get_model_weights,
  get_weight,
  list_models,
  ResNet50_Weights,
  resnet18,
} = models;
const { create_feature_extractor, get_graph_node_names } = models.feature_extraction;
const { MaskRCNN } = models.detection.mask_rcnn;
const { LastLevelMaxPool } = models.detection.backbone_utils;
const { FeaturePyramidNetwork } = vision.ops.feature_pyramid_network;
const { IntermediateLayerGetter } = models._utils;
const { fcn_resnet50 } = models.segmentation;
const { FCNHead } = models.segmentation.fcn;

torch.manual_seed(5);
show(
  list_models({ module: models }).slice(0, 4),
  list_models({ include: 'resnet*', exclude: ['*50', '*152'] }),
  list_models({ module: models.segmentation }),
);
const weights = ResNet50_Weights.IMAGENET1K_V2;
show(
  String(weights),
  weights.url,
  weights.meta.num_params,
  weights.meta.categories?.slice(0, 3),
  weights.meta.min_size,
  weights === ResNet50_Weights.DEFAULT,
  weights.name,
);
show(
  [...get_model_weights('vit_b_16')].map(String),
  String(get_weight('Swin_T_Weights.DEFAULT')),
  get_model_builder('resnet18') === resnet18,
  get_model_weights(resnet18).length,
);
show(String(weights.transforms()).split('\n').slice(0, 2));
const preprocess = weights.transforms({ antialias: true });
show(
  preprocess(torch.rand(3, 300, 260)).shape,
  preprocess(torch.randint(0, 256, [2, 3, 250, 400], { dtype: torch.uint8 }))
    .mean()
    .item(),
);
const net = get_model('resnet18', { weights: null, num_classes: 5 }) as vision.models.ResNet;
for (const wrong of [
  () => get_model('nothing'),
  () => get_weight('ResNet50_Weights.NOPE'),
  () => get_weight('x'),
  () => resnet18({ weights: ResNet50_Weights.DEFAULT }),
]) {
  try {
    wrong();
  } catch (e) {
    show((e as Error).name);
  }
}

const [train_nodes, eval_nodes] = get_graph_node_names(net);
show(train_nodes.slice(-6), `${train_nodes}` === `${eval_nodes}`);
const extractor = create_feature_extractor(net, {
  return_nodes: { 'layer1.0.add': 'early', layer4: 'late', flatten: 'flat' },
});
const out = extractor(torch.rand(2, 3, 64, 64));
show(
  `{${Object.entries(out)
    .map(([k, v]) => `'${k}': [${[...v.shape].join(', ')}]`)
    .join(', ')}}`,
  Object.values(out).map((v) => v.sum().item()),
);
const body = IntermediateLayerGetter(net, { layer2: '0', layer4: '1' });
show(Object.entries(body(torch.rand(2, 3, 64, 64))).map(([k, v]) => [k, v.mean().item()]));

class Resnet18WithFPN extends nn.Module {
  declare body: ReturnType<typeof create_feature_extractor>;
  declare out_channels: number;
  declare fpn: vision.ops.FeaturePyramidNetwork;

  constructor() {
    super();
    const m = resnet18();
    this.body = create_feature_extractor(m, {
      return_nodes: Object.fromEntries([1, 2, 3, 4].map((k, v) => [`layer${k}`, String(v)])),
    });
    const inp = torch.randn(2, 3, 64, 64);
    const out = torch.no_grad(() => this.body(inp));
    const in_channels_list = Object.values(out).map((o) => o.size(1));
    this.out_channels = 32;
    this.fpn = FeaturePyramidNetwork(in_channels_list, {
      out_channels: this.out_channels,
      extra_blocks: LastLevelMaxPool(),
    });
  }

  override forward(x: Tensor) {
    const maps = this.body(x);
    return this.fpn(maps);
  }
}

const backbone = new Resnet18WithFPN();
show(Object.entries(backbone(torch.rand(2, 3, 64, 64))).map(([k, v]) => [k, [...v.shape]]));
const model = MaskRCNN(backbone, { num_classes: 3, min_size: 64, max_size: 64 }).eval();
const found = torch.no_grad(() => model([torch.rand(3, 64, 64)])[0]!);
show(Object.keys(found).sort(), found.masks?.shape.slice(1));

for (const p of net.parameters()) p.requires_grad = false;
net.fc = nn.Sequential(nn.Dropout(0.3), nn.Linear(net.fc.in_features, 16), nn.ReLU(), nn.Linear(16, 3));

function set_bn_eval(m: nn.Module) {
  if (m instanceof nn.modules.batchnorm._BatchNorm) m.eval();
}

const [x, y] = [torch.rand(6, 3, 48, 48), torch.tensor([0n, 1n, 2n, 0n, 1n, 2n])];
let optimizer: optim.Optimizer = optim.Adam(
  net.parameters().filter((p) => p.requires_grad),
  { lr: 1e-2 },
);
for (let stage = 0; stage < 2; stage++) {
  net.train();
  net.apply(set_bn_eval);
  for (let i = 0; i < 3; i++) {
    const loss = nn.CrossEntropyLoss()(net(x), y);
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    show(loss.item());
  }
  for (const [name, p] of net.named_parameters()) {
    if (name.startsWith('layer4') || name.startsWith('fc')) p.requires_grad_(true);
  }
  try {
    optimizer.add_param_group({ params: net.layer4.parameters(), lr: 1e-4 });
  } catch (e) {
    show((e as Error).name, (e as Error).message);
  }
  show(
    net.parameters().filter((p) => p.requires_grad).length,
    optimizer.param_groups.length,
    net.bn1.training,
  );
}
net.fc = nn.Identity();
net.eval();
const embedded = nn.functional.normalize(net(x), { dim: 1 });
show(embedded.matmul(embedded.T).diagonal({ offset: 1 }));

type Pair = [Tensor, Tensor];
class Blobs extends Dataset<Pair> {
  items: Pair[] = [];

  constructor(n: number) {
    super();
    const g = torch.Generator().manual_seed(n);
    for (let i = 0; i < n; i++) {
      const [h, w] = [40 + 8 * (i % 2), 56 - 8 * (i % 3)];
      const mask = torch.zeros(h, w, { dtype: torch.int64 });
      mask.index_put_([torch.slice(5, 20 + i), '8:30'], 1 + (i % 2));
      mask.index_put_([':3'], 255);
      const image = torch
        .rand(3, h, w, { generator: g })
        .mul(0.3)
        .add(mask.clamp({ max: 2 }).index(null).mul(0.3));
      this.items.push([image, mask]);
    }
  }

  override get length() {
    return this.items.length;
  }

  override get(i: number): Pair {
    return this.items[i] as Pair;
  }
}

function cat_list(images: Tensor[], fill_value = 0): Tensor {
  const first = images[0] as Tensor;
  const max_size = first.shape.map((_, d) => Math.max(...images.map((img) => img.size(d))));
  const batched_imgs = first.new_empty([images.length, ...max_size]).fill_(fill_value);
  for (const [i, img] of images.entries()) {
    const pad_img = batched_imgs.index(i);
    pad_img.index('...', torch.slice(img.size(-2)), torch.slice(img.size(-1))).copy_(img);
  }
  return batched_imgs;
}

function collate_fn(batch: Pair[]): Pair {
  const images = batch.map(([image]) => image);
  const targets = batch.map(([, target]) => target);
  return [cat_list(images, 0), cat_list(targets, 255)];
}

class ConfusionMatrix {
  num_classes: number;
  mat: Tensor | null = null;

  constructor(num_classes: number) {
    this.num_classes = num_classes;
  }

  update(a: Tensor, b: Tensor) {
    const n = this.num_classes;
    this.mat ??= torch.zeros([n, n], { dtype: torch.int64, device: a.device });
    const { mat } = this;
    torch.inference_mode(() => {
      const k = a.ge(0).bitwise_and(a.lt(n));
      const inds = a.index(k).to(torch.int64).mul(n).add(b.index(k));
      mat.add_(torch.bincount(inds, { minlength: n ** 2 }).reshape(n, n));
    });
  }

  compute() {
    const h = (this.mat as Tensor).float();
    const acc_global = torch.diag(h).sum().div(h.sum());
    const acc = torch.diag(h).div(h.sum(1));
    const iu = torch.diag(h).div(h.sum(1).add(h.sum(0)).sub(torch.diag(h)));
    return [acc_global, acc, iu] as const;
  }

  toString() {
    const [acc_global, acc, iu] = this.compute();
    const list = (t: Tensor) =>
      `[${(t.mul(100).tolist() as number[]).map((i) => `'${i.toFixed(1)}'`).join(', ')}]`;
    return `global correct: ${(acc_global.item() * 100).toFixed(1)}\naverage row correct: ${list(acc)}\nIoU: ${list(iu)}\nmean IoU: ${(iu.mean().item() * 100).toFixed(1)}`;
  }
}

function criterion(inputs: Record<string, Tensor>, target: Tensor): Tensor {
  const losses: Record<string, Tensor> = {};
  for (const [name, x] of Object.entries(inputs)) {
    losses[name] = nn.functional.cross_entropy(x, target, { ignore_index: 255 });
  }
  if (Object.keys(losses).length === 1) return losses.out!;
  return losses.out!.add(losses.aux!.mul(0.5));
}

const seg = fcn_resnet50({ weights: null, weights_backbone: null, num_classes: 21, aux_loss: true });
seg.classifier = FCNHead(2048, 3);
seg.aux_classifier = FCNHead(1024, 3);
const loader = DataLoader(new Blobs(4), { batch_size: 2, shuffle: true, collate_fn, drop_last: true });
const trainable = (m: nn.Module) => m.parameters().filter((p) => p.requires_grad);
optimizer = optim.SGD(
  [
    { params: trainable(seg.backbone) },
    { params: trainable(seg.classifier) },
    { params: trainable(seg.aux_classifier), lr: 0.02 },
  ],
  { lr: 0.01, momentum: 0.9, weight_decay: 1e-4 },
);
const total = loader.length * 2;
const main = optim.lr_scheduler.PolynomialLR(optimizer, { total_iters: total - 1, power: 0.9 });
const warm = optim.lr_scheduler.ConstantLR(optimizer, { factor: 0.1, total_iters: 1 });
const scheduler = optim.lr_scheduler.SequentialLR(optimizer, [warm, main], { milestones: [1] });
for (let epoch = 0; epoch < 2; epoch++) {
  seg.train();
  for (const [image, target] of loader) {
    const loss = criterion(seg(image), target);
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    scheduler.step();
    show(
      image.shape,
      loss.item(),
      optimizer.param_groups.map((g) => g.lr),
    );
  }
}
const matrix = new ConfusionMatrix(3);
seg.eval();
torch.inference_mode(() => {
  for (const [image, target] of DataLoader(new Blobs(3), { batch_size: 1 })) {
    matrix.update(target.flatten(), seg(image).out.argmax(1).flatten());
  }
});
show(String(matrix), matrix.mat);
