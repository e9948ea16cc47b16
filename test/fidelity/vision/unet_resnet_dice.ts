import { nn, optim, type Tensor, torch, utils, vision } from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const F = nn.functional;
const { AveragedModel, get_ema_multi_avg_fn } = optim.swa_utils;
const { DataLoader, Dataset, random_split } = utils.data;
const { resnet18 } = vision.models;
const { create_feature_extractor } = vision.models.feature_extraction;

torch.manual_seed(42);

class DecoderBlock extends nn.Module {
  declare up: nn.ConvTranspose2d;
  declare conv1: nn.Sequential;
  declare conv2: nn.Sequential;
  declare att: nn.Sequential;

  constructor(in_channels: number, skip_channels: number, out_channels: number) {
    super();
    const half = Math.floor(in_channels / 2);
    this.up = nn.ConvTranspose2d(in_channels, half, { kernel_size: 2, stride: 2 });
    this.conv1 = nn.Sequential(
      nn.Conv2d(half + skip_channels, out_channels, 3, { padding: 1, bias: false }),
      nn.BatchNorm2d(out_channels),
      nn.ReLU({ inplace: true }),
    );
    this.conv2 = nn.Sequential(
      nn.Conv2d(out_channels, out_channels, 3, { padding: 1, bias: false }),
      nn.BatchNorm2d(out_channels),
      nn.ReLU(true),
    );
    this.att = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(out_channels, out_channels, 1), nn.Sigmoid());
  }

  override forward(x: Tensor, skip: Tensor | null = null) {
    x = this.up(x);
    if (skip !== null) {
      const size = skip.shape.slice(-2);
      if (String(x.shape.slice(-2)) !== String(size)) {
        x = F.interpolate(x, { size, mode: 'bilinear', align_corners: true });
      }
      x = torch.cat([x, skip], { dim: 1 });
    }
    x = this.conv2(this.conv1(x));
    return x.mul(this.att(x));
  }
}

class ResNetUNet extends nn.Module {
  declare encoder: any;
  declare dec3: DecoderBlock;
  declare dec2: DecoderBlock;
  declare dec1: DecoderBlock;
  declare head: nn.Conv2d;

  constructor(n_classes: number) {
    super();
    const base = resnet18({ weights: null });
    this.encoder = create_feature_extractor(base, {
      return_nodes: { relu: 's0', layer1: 's1', layer2: 's2', layer3: 's3' },
    });
    this.dec3 = new DecoderBlock(256, 128, 64);
    this.dec2 = new DecoderBlock(64, 64, 32);
    this.dec1 = new DecoderBlock(32, 64, 16);
    this.head = nn.Conv2d(16, n_classes, { kernel_size: 1 });
    for (const m of [this.dec1, this.dec2, this.dec3, this.head]) m.apply(ResNetUNet._init);
  }

  static _init(m: nn.Module) {
    if (m instanceof nn.Conv2d || m instanceof nn.ConvTranspose2d) {
      nn.init.kaiming_uniform_(m.weight, { mode: 'fan_in', nonlinearity: 'relu' });
      if (m.bias !== null) nn.init.zeros_(m.bias);
    }
  }

  override forward(x: Tensor) {
    const f = this.encoder(x);
    let y = this.dec3(f.s3, f.s2);
    y = this.dec2(y, f.s1);
    y = this.dec1(y, f.s0);
    return F.interpolate(this.head(y), { scale_factor: 2, mode: 'bilinear', align_corners: false });
  }
}

class DiceLoss extends nn.Module {
  declare smooth: number;
  constructor(smooth = 1) {
    super();
    this.smooth = smooth;
  }
  override forward(logits: Tensor, targets: Tensor) {
    const probs = torch.sigmoid(logits);
    const dims = [0, 2, 3];
    const intersection = torch.sum(probs.mul(targets), dims);
    const cardinality = torch.sum(probs.add(targets), dims);
    const dice = intersection.mul(2).add(this.smooth).div(cardinality.add(this.smooth));
    return torch.rsub(dice, 1).mean();
  }
}

class FocalTversky extends nn.Module {
  declare alpha: number;
  declare gamma: number;
  constructor(alpha = 0.7, gamma = 0.75) {
    super();
    this.alpha = alpha;
    this.gamma = gamma;
  }
  override forward(logits: Tensor, targets: Tensor) {
    const p = torch.sigmoid(logits).flatten(1);
    const t = targets.flatten(1);
    const tp = p.mul(t).sum(1);
    const fn = torch.rsub(p, 1).mul(t).sum(1);
    const fp = p.mul(torch.rsub(t, 1)).sum(1);
    const below = tp
      .add(fn.mul(this.alpha))
      .add(fp.mul(1 - this.alpha))
      .add(1);
    const index = tp.add(1).div(below);
    return torch.pow(torch.rsub(index, 1), this.gamma).mean();
  }
}

class Blobs extends Dataset<[Tensor, Tensor]> {
  n: number;
  size: [number, number];
  centres: Tensor;

  constructor(n = 10, size: [number, number] = [64, 48]) {
    super();
    this.n = n;
    this.size = size;
    this.centres = torch.rand(n, 2);
  }

  get length() {
    return this.n;
  }

  get(i: number): [Tensor, Tensor] {
    const [h, w] = this.size;
    const [ys, xs] = torch.meshgrid(torch.linspace(0, 1, h), torch.linspace(0, 1, w), {
      indexing: 'ij',
    }) as [Tensor, Tensor];
    const dy = ys.sub(this.centres.index(i, 0)).pow(2);
    const dx = xs.sub(this.centres.index(i, 1)).pow(2);
    const d = dy.add(dx).sqrt();
    const inner = d.lt(0.2).float();
    const outer = d.lt(0.35).float();
    const img = torch.stack([inner, outer, d.clamp({ max: 1 })]).add(torch.randn(3, h, w).mul(0.1));
    return [img, torch.stack([inner, outer])];
  }
}

const dice_coef = (logits: Tensor, targets: Tensor, thr = 0.5, eps = 1e-7): Tensor =>
  torch.no_grad(() => {
    const preds = logits.sigmoid().gt(thr).float();
    const inter = preds.mul(targets).sum([2, 3]);
    return inter
      .mul(2)
      .add(eps)
      .div(
        preds
          .sum([2, 3])
          .add(targets.sum([2, 3]))
          .add(eps),
      )
      .mean(0);
  });

function tta(model: any, x: Tensor): Tensor {
  let out: Tensor = model(x);
  out = out.add(torch.flip(model(torch.flip(x, [3])), [3]));
  out.add_(model(x.flip(2)).flip(2));
  return out.div(3);
}

const ds = new Blobs();
const [train_ds, val_ds] = random_split(ds, [0.8, 0.2]) as [any, any];
const train_dl = DataLoader<[Tensor, Tensor]>(train_ds, { batch_size: 4, shuffle: true });
const val_dl = DataLoader<[Tensor, Tensor]>(val_ds, { batch_size: 1 });
const model = new ResNetUNet(2);
show(
  model
    .parameters()
    .filter((p) => p.requires_grad)
    .reduce((sum, p) => sum + p.numel(), 0),
  model.named_children().map(([n]) => n),
);

for (const p of model.encoder.conv1.parameters()) p.requires_grad = false;
const opt = optim.AdamW(
  [
    { params: model.encoder.parameters().filter((p: Tensor) => p.requires_grad), lr: 1e-4 },
    {
      params: model
        .named_parameters()
        .filter(([n]) => !n.startsWith('encoder'))
        .map(([, p]) => p),
    },
  ],
  { lr: 2e-3, weight_decay: 1e-2 },
);
const sched = optim.lr_scheduler.OneCycleLR(opt, {
  max_lr: [1e-4, 2e-3],
  steps_per_epoch: train_dl.length,
  epochs: 3,
});
const ema = AveragedModel(model, { multi_avg_fn: get_ema_multi_avg_fn(0.9), use_buffers: true });
const bce = nn.BCEWithLogitsLoss({ pos_weight: torch.tensor([2.0, 1.0]).view(2, 1, 1) });
const dice = new DiceLoss();
const tversky = new FocalTversky();

let best = 0;
let state!: Record<string, Tensor>;
for (let epoch = 0; epoch < 3; epoch++) {
  model.train();
  let running = 0;
  for (const [img, mask] of train_dl) {
    opt.zero_grad({ set_to_none: true });
    const logits = model(img);
    const loss = bce(logits, mask).mul(0.5).add(dice(logits, mask)).add(tversky(logits, mask).mul(0.3));
    loss.backward();
    const norm = nn.utils.clip_grad_norm_(model.parameters(), 1);
    opt.step();
    sched.step();
    ema.update_parameters(model);
    running += loss.item() * img.size(0);
    show(loss.item(), norm.item());
  }
  model.eval();
  const scores = [...val_dl].map(([x, y]) => dice_coef(model(x), y));
  const score = torch.stack(scores).mean(0);
  show(running / train_ds.length, score, sched.get_last_lr());
  if (score.mean().item() > best) {
    best = score.mean().item();
    state = Object.fromEntries(
      Object.entries(model.state_dict()).map(([k, v]) => [k, (v as Tensor).clone()]),
    );
  }
}

model.load_state_dict(state);
model.eval();
ema.eval();
torch.no_grad(() => {
  const [x, y] = val_ds.get(0);
  show(
    tta(model, x.unsqueeze(0)).index(0, ':', '::16', '::16'),
    dice_coef(ema(x.unsqueeze(0)), y.unsqueeze(0)),
    best,
  );
  const averaged = ema.module as any;
  show(
    Number(ema.n_averaged.item()),
    averaged.dec1.conv1[1].running_mean.index(':4'),
    averaged.encoder.bn1.num_batches_tracked,
  );
});
