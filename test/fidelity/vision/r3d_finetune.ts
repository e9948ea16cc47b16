import { nn, optim, type Tensor, torch, utils, vision } from '../../../src/index.ts';
import { VideoClassification } from '../../../src/vision/transforms/_presets.ts';
import { show } from '../programs/shown.ts';

const { models, transforms: T } = vision;
const { DataLoader, Dataset } = utils.data;
const { r3d_18, R3D_18_Weights } = models.video;

torch.manual_seed(7);

class ConvertBCHWtoCBHW extends nn.Module {
  override forward(vid: Tensor) {
    return vid.permute(1, 0, 2, 3);
  }
}

function TrainPreset(
  crop_size: [number, number],
  resize_size: [number, number],
  mean: number[],
  std: number[],
  hflip_prob = 0.5,
): (x: Tensor) => Tensor {
  const trans: any[] = [T.ConvertImageDtype(torch.float32), T.Resize(resize_size, { antialias: false })];
  if (hflip_prob > 0) trans.push(T.RandomHorizontalFlip(hflip_prob));
  trans.push(T.Normalize({ mean, std }), T.RandomCrop(crop_size), new ConvertBCHWtoCBHW());
  return T.Compose(trans) as (x: Tensor) => Tensor;
}

type Sample = [clip: Tensor, label: number, idx: number];

interface Options {
  frames?: number;
  clip_len?: number;
  transform?: (x: Tensor) => Tensor;
  train?: boolean;
}

class MovingSquares extends Dataset<Sample> {
  videos: Tensor[] = [];
  labels: number[] = [];
  frames: number;
  clip_len: number;
  transform: ((x: Tensor) => Tensor) | undefined;
  train: boolean;

  constructor(n: number, { frames = 12, clip_len = 6, transform, train = true }: Options) {
    super();
    this.clip_len = clip_len;
    this.frames = frames;
    this.transform = transform;
    this.train = train;
    const g = torch.Generator().manual_seed(100 + n);
    for (let i = 0; i < n; i++) {
      const video = torch.randint(0, 60, [frames, 3, 32, 40], { generator: g, dtype: torch.uint8 });
      const label = i % 4;
      const [dy, dx] = (
        [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
        ] as const
      )[label] as [number, number];
      for (let t = 0; t < frames; t++) {
        const [y, x] = [12 + dy * (t - Math.floor(frames / 2)), 16 + dx * (t - Math.floor(frames / 2))];
        video.index_put_([t, i % 3, `${y}:${y + 8}`, `${x}:${x + 8}`], 250);
      }
      this.videos.push(video);
      this.labels.push(label);
    }
  }

  get length() {
    return this.videos.length;
  }

  get(idx: number): Sample {
    const video = this.videos[idx] as Tensor;
    let clip: Tensor;
    if (this.train) {
      const start = Number(torch.randint(0, this.frames - this.clip_len + 1, [1]).item());
      clip = video.index(`${start}:${start + this.clip_len}`);
    } else {
      const index = torch.linspace(0, this.frames - 1, this.clip_len).long();
      clip = video.index(index);
    }
    if (this.transform !== undefined) clip = this.transform(clip);
    return [clip, this.labels[idx] as number, idx];
  }
}

const collate = (batch: Sample[]): [Tensor, Tensor, Tensor] => [
  torch.stack(batch.map(([clip]) => clip)),
  torch.tensor(batch.map(([, label]) => BigInt(label))),
  torch.tensor(batch.map(([, , idx]) => BigInt(idx))),
];

const accuracy = (output: Tensor, target: Tensor, topk = [1]): Tensor[] =>
  torch.inference_mode(() => {
    const maxk = Math.max(...topk);
    const batch_size = target.size(0);
    const [, found] = output.topk(maxk, 1, true, true);
    const pred = found.t();
    const correct = pred.eq(target.unsqueeze(0));
    return topk.map((k) =>
      correct
        .index(`:${k}`)
        .flatten()
        .sum({ dtype: torch.float32 })
        .mul(100 / batch_size),
    );
  });

const mean = [0.43216, 0.394666, 0.37645];
const std = [0.22803, 0.22145, 0.216989];
const train_set = new MovingSquares(8, { transform: TrainPreset([28, 28], [30, 36], mean, std) });
const test_set = new MovingSquares(4, {
  transform: VideoClassification({ crop_size: [28, 28], resize_size: [30, 36] }),
  train: false,
});
const train_loader = DataLoader(train_set, { batch_size: 4, shuffle: true, collate_fn: collate });
const test_loader = DataLoader(test_set, { batch_size: 2, collate_fn: collate });

const model: any = r3d_18({ weights: null });
show(
  model.fc.out_features,
  R3D_18_Weights.DEFAULT.meta.categories?.length,
  R3D_18_Weights.KINETICS400_V1.meta.categories?.[7],
);
for (const [name, param] of model.named_parameters()) param.requires_grad = /^(layer4|fc)/.test(name);
model.fc = nn.Sequential(nn.Dropout(0.3), nn.Linear(model.fc.in_features, 4));
const numel = (params: Tensor[]) => params.reduce((sum, p) => sum + p.numel(), 0);
show(numel(model.parameters()), numel(model.parameters().filter((p: Tensor) => p.requires_grad)));

const frozen = [model.stem, model.layer1, model.layer2, model.layer3];
const criterion = nn.CrossEntropyLoss({ label_smoothing: 0.1 });
const decay: Tensor[] = [];
const no_decay: Tensor[] = [];
for (const [, p] of model.named_parameters()) {
  if (p.requires_grad) (p.ndim <= 1 ? no_decay : decay).push(p);
}
const optimizer = optim.SGD(
  [
    { params: decay, weight_decay: 1e-3 },
    { params: no_decay, weight_decay: 0 },
  ],
  { lr: 0.01, momentum: 0.9, nesterov: true },
);
const scheduler = optim.lr_scheduler.MultiStepLR(optimizer, { milestones: [1, 2], gamma: 0.1 });
show(decay.length, no_decay.length);

for (let epoch = 0; epoch < 3; epoch++) {
  model.train();
  for (const m of frozen) m.eval();
  for (const [video, target] of train_loader) {
    const output = model(video);
    const loss = criterion(output, target);
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    const [acc1, acc3] = accuracy(output, target, [1, 3]) as [Tensor, Tensor];
    show([...video.shape], loss.item(), acc1.item(), acc3.item());
  }
  scheduler.step();
  model.eval();
  const probs = torch.zeros(test_set.length, 4);
  torch.inference_mode(() => {
    for (const [video, , idx] of test_loader) {
      probs.index_put_([idx], probs.index(idx).add(model(video).softmax(1)));
    }
  });
  show(probs, scheduler.get_last_lr());
}

show(model.stem[1].num_batches_tracked.item(), model.layer4[0].conv1[1].num_batches_tracked.item());
show(model.layer4[1].conv2[1].running_mean.index(':5'), model.layer1[0].conv1[0].weight.grad === null);

const other = models.video.mc3_18({ num_classes: 4 });
const own = other.state_dict() as Record<string, Tensor>;
const taken = Object.fromEntries(
  Object.entries(model.state_dict() as Record<string, Tensor>).filter(
    ([k, v]) => k in own && String(own[k]?.shape) === String(v.shape),
  ),
);
const { missing_keys: missing, unexpected_keys: unexpected } = other.load_state_dict(taken, {
  strict: false,
});
show(Object.keys(taken).length, missing.length, unexpected, missing.slice(0, 3));
torch.inference_mode(() => {
  show(other.eval()(test_set.get(1)[0].unsqueeze(0)));
});
