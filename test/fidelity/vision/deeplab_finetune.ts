import { nn, optim, type Tensor, torch, utils, vision } from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { DeepLabHead } = vision.models.segmentation.deeplabv3;
const { FCNHead } = vision.models.segmentation.fcn;
const T = vision.transforms;
const F = vision.transforms.functional;
type Image = vision.Image;

function pad_if_smaller(img: Image, size: number, fill = 0): Image {
  const min_size = Math.min(...img.size);
  if (min_size < size) {
    const [ow, oh] = img.size;
    const padh = oh < size ? size - oh : 0;
    const padw = ow < size ? size - ow : 0;
    img = F.pad(img, [0, 0, padw, padh], fill);
  }
  return img;
}

type Joint<A = any, B = any> = (image: any, target: any) => [A, B];

const Compose =
  (transforms: Joint[]): Joint<Tensor, Tensor> =>
  (image, target) => {
    for (const t of transforms) [image, target] = t(image, target);
    return [image, target];
  };

const RandomResize =
  (min_size: number, max_size = min_size): Joint<Image, Image> =>
  (image, target) => {
    const size = Number(torch.randint(min_size, max_size + 1, [1]).item());
    image = F.resize(image, size);
    target = F.resize(target, size, T.InterpolationMode.NEAREST);
    return [image, target];
  };

const RandomHorizontalFlip =
  (flip_prob: number): Joint<Image, Image> =>
  (image, target) => {
    if (torch.rand(1).lt(flip_prob).item()) {
      image = F.hflip(image);
      target = F.hflip(target);
    }
    return [image, target];
  };

const RandomCrop =
  (size: number): Joint<Image, Image> =>
  (image, target) => {
    image = pad_if_smaller(image, size);
    target = pad_if_smaller(target, size, 255);
    const crop_params = T.RandomCrop.get_params(image, [size, size]);
    image = F.crop(image, ...crop_params);
    target = F.crop(target, ...crop_params);
    return [image, target];
  };

const ToTensor = (): Joint<Tensor, Tensor> => (image, target) => {
  image = F.convert_image_dtype(F.pil_to_tensor(image), torch.float);
  target = F.pil_to_tensor(target).squeeze(0).to(torch.int64);
  return [image, target];
};

const Normalize =
  (mean: number[], std: number[]): Joint<Tensor, Tensor> =>
  (image, target) => [F.normalize(image, mean, std), target];

const mean = [0.485, 0.456, 0.406];
const std = [0.229, 0.224, 0.225];
const train_tf = Compose([
  RandomResize(40, 72),
  RandomHorizontalFlip(0.5),
  RandomCrop(48),
  ToTensor(),
  Normalize(mean, std),
]);
const eval_tf = Compose([RandomResize(48), ToTensor(), Normalize(mean, std)]);

class Shapes extends utils.data.Dataset<[Tensor, Tensor]> {
  samples: [Image, Image][] = [];
  transforms: Joint<Tensor, Tensor>;

  constructor(n: number, transforms: Joint<Tensor, Tensor>) {
    super();
    const g = torch.Generator().manual_seed(n);
    for (let i = 0; i < n; i++) {
      const [h, w] = torch.randint(44, 70, [2], { generator: g }).tolist() as [number, number];
      const image = torch.randint(0, 120, [3, h, w], { generator: g, dtype: torch.uint8 });
      const mask = torch.zeros(1, h, w, { dtype: torch.uint8 });
      const [y, x] = torch.randint(4, 20, [2], { generator: g }).tolist() as [number, number];
      const cls = (i % 2) + 1;
      mask.index_put_([':', `${y - 2}:${y + 22}`, `${x - 2}:${x + 18}`], 255);
      mask.index_put_([':', `${y}:${y + 20}`, `${x}:${x + 16}`], cls);
      image.index_put_([cls, `${y}:${y + 20}`, `${x}:${x + 16}`], 240);
      this.samples.push([F.to_pil_image(image), F.to_pil_image(mask)]);
    }
    this.transforms = transforms;
  }

  get length() {
    return this.samples.length;
  }

  get(idx: number): [Tensor, Tensor] {
    return this.transforms(...(this.samples[idx] as [Image, Image]));
  }
}

function cat_list(images: Tensor[], fill_value = 0): Tensor {
  const first = images[0] as Tensor;
  const max_size = first.shape.map((_, i) => Math.max(...images.map((img) => img.shape[i] as number)));
  const batched_imgs = first.new_empty([images.length, ...max_size]).fill_(fill_value);
  for (const [i, img] of images.entries()) {
    batched_imgs.index(i, '...', `:${img.size(-2)}`, `:${img.size(-1)}`).copy_(img);
  }
  return batched_imgs;
}

const collate_fn = (batch: [Tensor, Tensor][]): [Tensor, Tensor] => [
  cat_list(
    batch.map(([image]) => image),
    0,
  ),
  cat_list(
    batch.map(([, target]) => target),
    255,
  ),
];

class ConfusionMatrix {
  num_classes: number;
  mat: Tensor | null = null;

  constructor(num_classes: number) {
    this.num_classes = num_classes;
  }

  update(a: Tensor, b: Tensor) {
    const n = this.num_classes;
    this.mat ??= torch.zeros([n, n], { dtype: torch.int64, device: a.device });
    torch.inference_mode(() => {
      const k = a.ge(0).bitwise_and(a.lt(n));
      const inds = a.index(k).to(torch.int64).mul(n).add(b.index(k));
      this.mat?.add_(torch.bincount(inds, { minlength: n ** 2 }).reshape(n, n));
    });
  }

  compute(): [Tensor, Tensor, Tensor] {
    const h = (this.mat as Tensor).float();
    const acc_global = torch.diag(h).sum().div(h.sum());
    const acc = torch.diag(h).div(h.sum(1));
    const iu = torch.diag(h).div(h.sum(1).add(h.sum(0)).sub(torch.diag(h)));
    return [acc_global, acc, iu];
  }

  toString() {
    const [acc_global, acc, iu] = this.compute();
    const rounded = (x: Tensor) =>
      `[${(x.mul(100).tolist() as number[]).map((i) => `'${i.toFixed(1)}'`).join(', ')}]`;
    return (
      `global correct: ${(acc_global.item() * 100).toFixed(1)}\naverage row correct: ${rounded(acc)}\n` +
      `IoU: ${rounded(iu)}\nmean IoU: ${(iu.mean().item() * 100).toFixed(1)}`
    );
  }
}

function criterion(inputs: Record<string, Tensor>, target: Tensor): Tensor {
  const losses: Record<string, Tensor> = {};
  for (const [name, x] of Object.entries(inputs)) {
    losses[name] = nn.functional.cross_entropy(x, target, { ignore_index: 255 });
  }
  if (Object.keys(losses).length === 1) return losses.out as Tensor;
  return (losses.out as Tensor).add((losses.aux as Tensor).mul(0.5));
}

function evaluate(model: any, data_loader: Iterable<[Tensor, Tensor]>, num_classes: number) {
  model.eval();
  const confmat = new ConfusionMatrix(num_classes);
  torch.inference_mode(() => {
    for (const [image, target] of data_loader) {
      const output = model(image).out;
      confmat.update(target.flatten(), output.argmax(1).flatten());
    }
  });
  return confmat;
}

torch.manual_seed(0);
const num_classes = 3;
const dataset = new Shapes(7, train_tf);
const dataset_test = new Shapes(4, eval_tf);
const { DataLoader } = utils.data;
const data_loader = DataLoader(dataset, { batch_size: 3, shuffle: true, collate_fn, drop_last: true });
const data_loader_test = DataLoader(dataset_test, { batch_size: 2, collate_fn });

const model: any = vision.models.get_model('deeplabv3_mobilenet_v3_large', {
  weights: null,
  weights_backbone: null,
  num_classes: 21,
  aux_loss: true,
});
model.classifier = DeepLabHead(960, num_classes, { atrous_rates: [6, 12, 18] });
model.aux_classifier = FCNHead(40, num_classes);
const trainable = (m: nn.Module) => m.parameters().filter((p) => p.requires_grad);
const params_to_optimize: any[] = [
  { params: trainable(model.backbone) },
  { params: trainable(model.classifier) },
];
params_to_optimize.push({ params: trainable(model.aux_classifier), lr: 0.02 * 10 });
const optimizer = optim.SGD(params_to_optimize, { lr: 0.02, momentum: 0.9, weight_decay: 1e-4 });

const [epochs, warmup] = [3, 1];
const iters = data_loader.length;
const main_lr_scheduler = optim.lr_scheduler.PolynomialLR(optimizer, {
  total_iters: iters * (epochs - warmup),
  power: 0.9,
});
const warmup_lr_scheduler = optim.lr_scheduler.LinearLR(optimizer, {
  start_factor: 0.01,
  total_iters: iters * warmup,
});
const lr_scheduler = optim.lr_scheduler.SequentialLR(optimizer, {
  schedulers: [warmup_lr_scheduler, main_lr_scheduler],
  milestones: [iters * warmup],
});
const scaler = torch.amp.GradScaler('cpu', { enabled: false });

for (let epoch = 0; epoch < epochs; epoch++) {
  model.train();
  for (const [image, target] of data_loader) {
    const loss = torch.amp.autocast('cpu', { enabled: false }, () => criterion(model(image), target));
    optimizer.zero_grad();
    scaler.scale(loss).backward();
    scaler.step(optimizer);
    scaler.update();
    lr_scheduler.step();
    show([...image.shape], loss.item(), optimizer.param_groups[0]?.lr, optimizer.param_groups[2]?.lr);
  }
  const confmat = evaluate(model, data_loader_test, num_classes);
  show(confmat.mat, String(confmat));
}

const state = Object.fromEntries(
  Object.entries(model.state_dict()).filter(([k]) => !k.startsWith('aux_classifier')),
);
const plain = vision.models.segmentation.deeplabv3_mobilenet_v3_large({
  weights_backbone: null,
  num_classes,
});
plain.classifier = DeepLabHead(960, num_classes, [6, 12, 18]);
show(String(plain.load_state_dict(state as Record<string, Tensor>)));
const [image] = dataset_test.get(1);
torch.no_grad(() => {
  const same = plain.eval()(image.unsqueeze(0)).out;
  show(
    Object.keys(plain(image.unsqueeze(0))),
    torch.equal(same, model(image.unsqueeze(0)).out),
    same.index(0, ':', '::16', '::16'),
  );
});
