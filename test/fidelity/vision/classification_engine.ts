import { nn, optim, type Tensor, torch, utils, ValueError, vision } from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { DataLoader, Dataset, Sampler, default_collate } = utils.data;
const { BytesIO } = torch.serialization;
const { models } = vision;
const { AutoAugmentPolicy, InterpolationMode, v2: T } = vision.transforms;

interface Preset {
  crop_size: number;
  mean?: [number, number, number];
  std?: [number, number, number];
  hflip_prob?: number;
  auto_augment_policy?: string | null;
  ra_magnitude?: number;
  augmix_severity?: number;
  random_erase_prob?: number;
}

function ClassificationPresetTrain({
  crop_size,
  mean = [0.485, 0.456, 0.406],
  std = [0.229, 0.224, 0.225],
  hflip_prob = 0.5,
  auto_augment_policy = null,
  ra_magnitude = 9,
  augmix_severity = 3,
  random_erase_prob = 0.0,
}: Preset) {
  const interpolation = InterpolationMode.BILINEAR;
  const transforms: nn.Module[] = [T.RandomResizedCrop(crop_size, { interpolation, antialias: true })];
  if (hflip_prob > 0) transforms.push(T.RandomHorizontalFlip(hflip_prob));
  if (auto_augment_policy !== null) {
    if (auto_augment_policy === 'ra') {
      transforms.push(T.RandAugment({ interpolation, magnitude: ra_magnitude }));
    } else if (auto_augment_policy === 'ta_wide') {
      transforms.push(T.TrivialAugmentWide({ interpolation }));
    } else if (auto_augment_policy === 'augmix') {
      transforms.push(T.AugMix({ interpolation, severity: augmix_severity }));
    } else {
      const aa_policy = AutoAugmentPolicy(auto_augment_policy);
      transforms.push(T.AutoAugment({ policy: aa_policy, interpolation }));
    }
  }
  transforms.push(T.ToDtype(torch.float, { scale: true }), T.Normalize({ mean, std }));
  if (random_erase_prob > 0) transforms.push(T.RandomErasing({ p: random_erase_prob }));
  transforms.push(T.ToPureTensor());
  return T.Compose(transforms);
}

/** Classes that differ in the direction and width of their stripes. */
class Stripes extends Dataset<[Tensor, number]> {
  transform: (image: Tensor) => Tensor;
  classes = ['flat', 'upright', 'coarse', 'checked'];
  targets: number[];
  images: Tensor[];

  constructor(n: number, transform: (image: Tensor) => Tensor, { seed = 0 } = {}) {
    super();
    const g = torch.Generator().manual_seed(seed);
    this.transform = transform;
    this.targets = torch.randint(0, 4, [n], { generator: g }).tolist() as number[];
    const [yy, xx] = torch.meshgrid(torch.arange(40), torch.arange(48), { indexing: 'ij' });
    const pattern = [
      yy.floor_divide(4).remainder(2),
      xx.floor_divide(4).remainder(2),
      yy.floor_divide(10).remainder(2),
      yy.floor_divide(6).add(xx.floor_divide(6)).remainder(2),
    ];
    const noise = torch.randint(0, 80, [n, 3, 40, 48], { generator: g });
    this.images = this.targets.map((t, i) =>
      (pattern[t] as Tensor).mul(150).add(noise.index(i)).to(torch.uint8),
    );
  }

  override get length(): number {
    return this.images.length;
  }

  override get(i: number): [Tensor, number] {
    return [this.transform(this.images[i] as Tensor), this.targets[i] as number];
  }
}

interface Replicas {
  num_replicas: number;
  rank: number;
  shuffle?: boolean;
  seed?: number;
  repetitions?: number;
}

/** Each index `repetitions` times in a shuffled list, of which this process sees every n-th. */
class RASampler extends Sampler<number> {
  epoch = 0;
  dataset: Stripes;
  num_replicas: number;
  rank: number;
  num_samples: number;
  total_size: number;
  num_selected: number;
  shuffle: boolean;
  seed: number;
  repetitions: number;

  constructor(dataset: Stripes, { num_replicas, rank, shuffle = true, seed = 0, repetitions = 3 }: Replicas) {
    super();
    this.dataset = dataset;
    this.num_replicas = num_replicas;
    this.rank = rank;
    this.num_samples = Math.ceil((dataset.length * repetitions) / num_replicas);
    this.total_size = this.num_samples * num_replicas;
    this.num_selected = Math.floor((Math.floor(dataset.length / 8) * 8) / num_replicas);
    this.shuffle = shuffle;
    this.seed = seed;
    this.repetitions = repetitions;
  }

  override *[Symbol.iterator](): Generator<number> {
    let indices: number[];
    if (this.shuffle) {
      const g = torch.Generator();
      g.manual_seed(this.seed + this.epoch);
      indices = torch.randperm(this.dataset.length, { generator: g }).tolist() as number[];
    } else {
      indices = Array.from({ length: this.dataset.length }, (_, i) => i);
    }
    indices = indices.flatMap((i) => new Array<number>(this.repetitions).fill(i));
    indices = [...indices, ...indices.slice(0, this.total_size - indices.length)];
    if (indices.length !== this.total_size) throw new Error('lost indices');
    indices = indices.filter((_, i) => i >= this.rank && (i - this.rank) % this.num_replicas === 0);
    yield* indices.slice(0, this.num_selected);
  }

  get length(): number {
    return this.num_selected;
  }

  set_epoch(epoch: number): void {
    this.epoch = epoch;
  }
}

class ExponentialMovingAverage extends optim.swa_utils.AveragedModel {
  constructor(model: nn.Module, { decay, device = 'cpu' }: { decay: number; device?: string }) {
    const ema_avg = (avg: Tensor, param: Tensor, _num_averaged: Tensor | number) =>
      avg.mul(decay).add(param.mul(1 - decay));
    super(model, device, ema_avg, { use_buffers: true });
  }
}

interface Decays {
  norm_weight_decay?: number | null;
  norm_classes?: (abstract new (...args: any[]) => nn.Module)[];
  custom_keys_weight_decay?: [string, number][] | null;
}

function set_weight_decay(model: nn.Module, weight_decay: number, given: Decays = {}) {
  const { norm_weight_decay = null, custom_keys_weight_decay = null } = given;
  const norm_classes = given.norm_classes ?? [
    nn.modules.batchnorm._BatchNorm,
    nn.LayerNorm,
    nn.GroupNorm,
    nn.modules.instancenorm._InstanceNorm,
    nn.LocalResponseNorm,
  ];
  const params: Record<string, nn.Parameter[]> = { other: [], norm: [] };
  const params_weight_decay: Record<string, number | null> = {
    other: weight_decay,
    norm: norm_weight_decay,
  };
  const custom_keys: string[] = [];
  for (const [key, decay] of custom_keys_weight_decay ?? []) {
    params[key] = [];
    params_weight_decay[key] = decay;
    custom_keys.push(key);
  }

  function _add_params(module: nn.Module, prefix = ''): void {
    for (const [name, p] of module.named_parameters({ recurse: false })) {
      if (!p.requires_grad) continue;
      let is_custom_key = false;
      for (const key of custom_keys) {
        const target_name = prefix !== '' && key.includes('.') ? `${prefix}.${name}` : name;
        if (key === target_name) {
          params[key]?.push(p);
          is_custom_key = true;
          break;
        }
      }
      if (!is_custom_key) {
        if (norm_weight_decay !== null && norm_classes.some((kind) => module instanceof kind)) {
          params.norm?.push(p);
        } else {
          params.other?.push(p);
        }
      }
    }
    for (const [child_name, child_module] of module.named_children()) {
      const child_prefix = prefix !== '' ? `${prefix}.${child_name}` : child_name;
      _add_params(child_module, child_prefix);
    }
  }

  _add_params(model);
  const groups: optim.ParamGroup[] = [];
  for (const [key, each] of Object.entries(params)) {
    if (each.length > 0) groups.push({ params: each, weight_decay: params_weight_decay[key] });
  }
  return groups;
}

function accuracy(output: Tensor, target: Tensor, { topk = [1] }: { topk?: number[] } = {}): number[] {
  return torch.inference_mode(() => {
    const maxk = Math.max(...topk);
    const batch_size = target.size(0);
    if (target.ndim === 2) target = target.max({ dim: 1 })[1];
    let [, pred] = output.topk(maxk, 1, true, true);
    pred = pred.t();
    const correct = pred.eq(target.index(null));
    return topk.map((k) =>
      correct
        .index(torch.slice(k))
        .flatten()
        .sum({ dtype: torch.float32 })
        .mul(100.0 / batch_size)
        .item(),
    );
  });
}

type Loader = utils.data.DataLoader<[Tensor, Tensor]>;
type Criterion = nn.CrossEntropyLoss;

function train_one_epoch(
  model: nn.Module,
  criterion: Criterion,
  optimizer: optim.Optimizer,
  data_loader: Loader,
  epoch: number,
  model_ema: ExponentialMovingAverage | null,
  { steps, clip = 1.0 }: { steps: number; clip?: number },
): void {
  model.train();
  let i = 0;
  for (const [image, target] of data_loader) {
    const output = model(image);
    const loss = criterion(output, target);
    optimizer.zero_grad();
    loss.backward();
    nn.utils.clip_grad_norm_(model.parameters(), clip);
    optimizer.step();
    if (model_ema && i % steps === 0) {
      model_ema.update_parameters(model);
      if (epoch < 1) model_ema.n_averaged.fill_(0);
    }
    const [acc1, acc2] = accuracy(output, target, { topk: [1, 2] });
    show(loss.item(), acc1, acc2, target.ndim === 2 ? target.sum(0) : target);
    i += 1;
  }
}

function evaluate(model: nn.Module, criterion: Criterion, data_loader: Loader): [number, number[]] {
  model.eval();
  let total = 0.0;
  let n = 0;
  let hits = [0.0, 0.0];
  torch.inference_mode(() => {
    for (const [image, target] of data_loader) {
      const output = model(image);
      total += criterion(output, target).item() * image.length;
      const acc = accuracy(output, target, { topk: [1, 3] });
      hits = hits.map((h, j) => h + (acc[j] as number) * image.length);
      n += image.length;
    }
  });
  return [total / n, hits.map((h) => h / n)];
}

const picture = new Stripes(1, (x) => x, { seed: 5 }).images[0] as Tensor;
let preset!: ReturnType<typeof ClassificationPresetTrain>;
for (const policy of ['ra', 'ta_wide', 'augmix', 'imagenet', 'cifar10', 'svhn']) {
  torch.manual_seed(8);
  preset = ClassificationPresetTrain({ crop_size: 32, auto_augment_policy: policy, random_erase_prob: 0.5 });
  show(
    policy,
    Array.from({ length: 4 }, () => preset(picture).sum().item()),
  );
}
show(String(T.Compose(preset.transforms.slice(3))));
torch.manual_seed(9);
for (const transform of [
  T.RandAugment({ num_ops: 3, magnitude: 12, fill: 7 }),
  T.TrivialAugmentWide({ num_magnitude_bins: 11 }),
  T.AugMix(4, { mixture_width: 2, alpha: 0.5 }),
]) {
  show(Array.from({ length: 3 }, () => transform(picture).to(torch.int64).sum().item()));
  show(String(transform));
}

torch.manual_seed(0);
const train_set = new Stripes(
  24,
  ClassificationPresetTrain({ crop_size: 32, auto_augment_policy: 'ta_wide', random_erase_prob: 0.1 }),
  { seed: 1 },
);
const eval_preset = T.Compose([
  T.Resize(36, { antialias: true }),
  T.CenterCrop(32),
  T.ToDtype(torch.float, { scale: true }),
  T.Normalize([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]),
]);
const test_set = new Stripes(12, eval_preset, { seed: 2 });
const num_classes = train_set.classes.length;
const mixup = T.MixUp({ alpha: 0.2, num_classes });
const cutmix = T.CutMix({ alpha: 1.0, num_classes });

function collate_fn(batch: [Tensor, number][]): [Tensor, Tensor] {
  return (torch.rand([]).item() < 0.5 ? mixup : cutmix)(...default_collate(batch));
}

const train_sampler = new RASampler(train_set, { num_replicas: 1, rank: 0, seed: 3, repetitions: 2 });
const loader = DataLoader(train_set, { batch_size: 8, sampler: train_sampler, collate_fn });
const loader_test = DataLoader(test_set, { batch_size: 5 });

function build() {
  const model = models.resnet18({ weights: null, num_classes });
  model.conv1 = nn.Conv2d(3, 64, { kernel_size: 3, stride: 1, padding: 1, bias: false });
  model.maxpool = nn.Identity();
  [model.layer3, model.layer4] = [nn.Identity(), nn.Identity()];
  model.fc = nn.Linear(128, num_classes);
  const criterion = nn.CrossEntropyLoss({ label_smoothing: 0.1 });
  const groups = set_weight_decay(model, 2e-5, {
    norm_weight_decay: 0.0,
    custom_keys_weight_decay: [
      ['bias', 0.0],
      ['conv1.weight', 1e-3],
    ],
  });
  const optimizer = optim.SGD(groups, { lr: 0.05, momentum: 0.9, nesterov: true });
  const main = optim.lr_scheduler.CosineAnnealingLR(optimizer, { T_max: 3, eta_min: 1e-4 });
  const warmup = optim.lr_scheduler.LinearLR(optimizer, { start_factor: 0.01, total_iters: 1 });
  const scheduler = optim.lr_scheduler.SequentialLR(optimizer, {
    schedulers: [warmup, main],
    milestones: [1],
  });
  const ema = new ExponentialMovingAverage(model, { decay: 0.6 });
  return [model, criterion, optimizer, scheduler, ema] as const;
}

let [model, criterion, optimizer, scheduler, ema] = build();
show(
  optimizer.param_groups.map((g) => [g.params.length, g.weight_decay]),
  loader.length,
);
let file = new BytesIO();
for (let epoch = 0; epoch < 3; epoch++) {
  train_sampler.set_epoch(epoch);
  if (epoch === 2) {
    file.seek(0);
    const checkpoint = torch.load(file, { map_location: 'cpu', weights_only: true });
    torch.manual_seed(77);
    [model, criterion, optimizer, scheduler, ema] = build();
    model.load_state_dict(checkpoint.model);
    optimizer.load_state_dict(checkpoint.optimizer);
    scheduler.load_state_dict(checkpoint.lr_scheduler);
    ema.load_state_dict(checkpoint.model_ema);
    torch.set_rng_state(checkpoint.rng);
    show(checkpoint.epoch, checkpoint.args.policy, scheduler.get_last_lr());
  }
  train_one_epoch(model, criterion, optimizer, loader, epoch, ema, { steps: 2 });
  scheduler.step();
  show(
    scheduler.get_last_lr(),
    evaluate(model, criterion, loader_test),
    evaluate(ema, criterion, loader_test),
    ema.n_averaged.item(),
  );
  const state = {
    model: model.state_dict(),
    optimizer: optimizer.state_dict(),
    lr_scheduler: scheduler.state_dict(),
    model_ema: ema.state_dict(),
    rng: torch.get_rng_state(),
    epoch,
    args: { policy: 'ta_wide', lr: 0.05 },
  };
  file = new BytesIO();
  torch.save(state, file);
}

for (const wrong of [
  () => T.CutMix({ num_classes: 4 })(torch.rand(3, 8, 8), torch.tensor(1n)),
  () => cutmix(torch.rand(2, 3, 8, 8), torch.rand(2, 4)),
]) {
  try {
    show(wrong()[0].shape);
  } catch (e) {
    if (e instanceof ValueError) show('ValueError', e.message);
    else throw e;
  }
}
