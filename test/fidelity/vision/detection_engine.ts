import {
  AssertionError,
  AttributeError,
  nn,
  optim,
  Tensor,
  torch,
  utils,
  vision,
} from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { BatchSampler, DataLoader, Dataset, RandomSampler, Subset } = utils.data;
const { tv_tensors } = vision;
const { FasterRCNN, MaskRCNN } = vision.models.detection;
const { AnchorGenerator } = vision.models.detection.anchor_utils;
const { resnet_fpn_backbone } = vision.models.detection.backbone_utils;
const { FastRCNNPredictor } = vision.models.detection.faster_rcnn;
const { MaskRCNNPredictor } = vision.models.detection.mask_rcnn;
const { box_iou, masks_to_boxes, nms } = vision.ops;
const { v2: T } = vision.transforms;

type Figures = { median: number; avg: number; global_avg: number; max: number; value: number };

/** The last values of a series, and its whole. */
class SmoothedValue {
  deque: number[] = [];
  total = 0.0;
  count = 0;
  window_size: number;
  fmt: (figures: Figures) => string;

  constructor({ window_size = 20, fmt }: { window_size?: number; fmt?: (figures: Figures) => string } = {}) {
    this.window_size = window_size;
    this.fmt = fmt ?? (({ median, global_avg }) => `${median.toFixed(4)} (${global_avg.toFixed(4)})`);
  }

  update(value: number, n = 1): void {
    this.deque.push(value);
    if (this.deque.length > this.window_size) this.deque.shift();
    this.count += n;
    this.total += value * n;
  }

  get median(): number {
    return torch.tensor(this.deque).median().item();
  }

  get avg(): number {
    return torch.tensor(this.deque, { dtype: torch.float32 }).mean().item();
  }

  get global_avg(): number {
    return this.total / this.count;
  }

  get max(): number {
    return Math.max(...this.deque);
  }

  get value(): number {
    return this.deque.at(-1) as number;
  }

  toString(): string {
    const { median, avg, global_avg, max, value } = this;
    return this.fmt({ median, avg, global_avg, max, value });
  }
}

class MetricLogger {
  meters: Record<string, SmoothedValue> = {};
  delimiter: string;

  constructor({ delimiter = '\t' } = {}) {
    this.delimiter = delimiter;
  }

  update(values: Record<string, Tensor | number>): void {
    for (const [k, v] of Object.entries(values)) {
      this.meters[k] ??= new SmoothedValue();
      this.meters[k].update(v instanceof Tensor ? v.item() : v);
    }
  }

  get(attr: string): SmoothedValue {
    const meter = this.meters[attr];
    if (meter) return meter;
    throw new AttributeError(`'${this.constructor.name}' object has no attribute '${attr}'`);
  }

  toString(): string {
    return Object.entries(this.meters)
      .map(([name, meter]) => `${name}: ${meter}`)
      .join(this.delimiter);
  }

  add_meter(name: string, meter: SmoothedValue): void {
    this.meters[name] = meter;
  }

  *log_every<T>(iterable: Iterable<T> & { length: number }, print_freq: number, header = ''): Generator<T> {
    const { length } = iterable;
    let i = 0;
    for (const obj of iterable) {
      yield obj;
      if (i % print_freq === 0 || i === length - 1) {
        const seconds = Math.trunc(90.5 * (length - i));
        const two = (n: number) => String(n).padStart(2, '0');
        const eta = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
        show(`${header} [${String(i).padStart(String(length).length)}/${length}] eta: ${eta} ${this}`);
      }
      i += 1;
    }
  }
}

function warmup_lr_scheduler(optimizer: optim.Optimizer, warmup_iters: number, warmup_factor: number) {
  const f = (x: number) => {
    if (x >= warmup_iters) return 1;
    const alpha = x / warmup_iters;
    return warmup_factor * (1 - alpha) + alpha;
  };
  return optim.lr_scheduler.LambdaLR(optimizer, f);
}

interface Target {
  boxes: Tensor;
  masks: Tensor;
  labels: Tensor;
  image_id: number;
  area: Tensor;
  iscrowd: Tensor;
}
type Sample = [Tensor, Target];

/** Pictures with one to three bright rectangles, whose masks are known. */
class PedestrianLike extends Dataset<Sample> {
  items: [Tensor, Tensor][] = [];
  transforms: ((...sample: Sample) => Sample) | null;

  constructor(length: number, transforms: ((...sample: Sample) => Sample) | null = null, { seed = 0 } = {}) {
    super();
    const g = torch.Generator().manual_seed(seed);
    for (let i = 0; i < length; i++) {
      const [h, w] = [64 + 8 * (i % 2), 80 - 8 * (i % 3)];
      const image = torch.rand(3, h, w, { generator: g }).mul(90).to(torch.uint8);
      const mask = torch.zeros(h, w, { dtype: torch.uint8 });
      for (let obj = 1; obj < 2 + (i % 3); obj++) {
        const [y0, x0] = torch.randint(2, 30, [2], { generator: g }).tolist() as [number, number];
        const [hh, ww] = torch.randint(16, 30, [2], { generator: g }).tolist() as [number, number];
        mask.index_put_([torch.slice(y0, y0 + hh), torch.slice(x0, x0 + ww)], obj);
        image.index_put_([obj % 3, torch.slice(y0, y0 + hh), torch.slice(x0, x0 + ww)], 200 + 10 * obj);
      }
      this.items.push([image, mask]);
    }
    this.transforms = transforms;
  }

  override get(idx: number): Sample {
    const [image, mask] = this.items[idx] as [Tensor, Tensor];
    const obj_ids = torch.unique(mask).index('1:');
    const masks = mask.eq(obj_ids.index(':', null, null)).to(torch.uint8);
    const boxes = masks_to_boxes(masks);
    const target: Target = {
      boxes: tv_tensors.BoundingBoxes(boxes, { format: 'XYXY', canvas_size: image.shape.slice(-2) }),
      masks: tv_tensors.Mask(masks),
      labels: torch.ones([obj_ids.length], { dtype: torch.int64 }),
      image_id: idx,
      area: boxes
        .index(':', 3)
        .sub(boxes.index(':', 1))
        .mul(boxes.index(':', 2).sub(boxes.index(':', 0))),
      iscrowd: torch.zeros([obj_ids.length], { dtype: torch.int64 }),
    };
    const img = tv_tensors.Image(image);
    return this.transforms ? this.transforms(img, target) : [img, target];
  }

  override get length(): number {
    return this.items.length;
  }
}

function get_transform(train: boolean) {
  const transforms: nn.Module[] = [];
  if (train) {
    transforms.push(
      T.RandomHorizontalFlip(0.5),
      T.RandomPhotometricDistort({ p: 0.3 }),
      T.RandomIoUCrop({ min_scale: 0.7 }),
      T.SanitizeBoundingBoxes(),
    );
  }
  transforms.push(T.ToDtype(torch.float, { scale: true }));
  transforms.push(T.ToPureTensor());
  return T.Compose(transforms);
}

function collate_fn(batch: Sample[]): [Tensor[], Target[]] {
  return [batch.map(([image]) => image), batch.map(([, target]) => target)];
}

/** Batches of pictures whose shapes are alike. */
class GroupedBatchSampler extends BatchSampler {
  declare group_ids: number[];

  constructor(sampler: utils.data.Sampler, group_ids: number[], batch_size: number) {
    super(sampler, batch_size, false);
    this.group_ids = group_ids;
  }

  override *[Symbol.iterator](): Generator<number[]> {
    const buffers = new Map<number, number[]>();
    for (const idx of this.sampler) {
      const group = this.group_ids[idx] as number;
      const buffer = buffers.get(group) ?? [];
      buffers.set(group, buffer);
      buffer.push(idx);
      if (buffer.length === this.batch_size) {
        buffers.delete(group);
        yield buffer;
      }
    }
    yield* buffers.values();
  }

  override get length(): number {
    return Math.ceil(this.sampler.length / this.batch_size);
  }
}

function get_model_instance_segmentation(num_classes: number) {
  const backbone = resnet_fpn_backbone({ backbone_name: 'resnet18', weights: null, trainable_layers: 5 });
  const model = MaskRCNN(backbone, {
    num_classes: 91,
    min_size: 64,
    max_size: 96,
    rpn_pre_nms_top_n_train: 200,
    rpn_post_nms_top_n_train: 50,
    box_detections_per_img: 6,
    box_score_thresh: 0.01,
    rpn_batch_size_per_image: 32,
    box_batch_size_per_image: 16,
  });
  const in_features = model.roi_heads.box_predictor.cls_score.in_features;
  model.roi_heads.box_predictor = FastRCNNPredictor(in_features, num_classes);
  const in_features_mask = model.roi_heads.mask_predictor.conv5_mask.in_channels;
  model.roi_heads.mask_predictor = MaskRCNNPredictor(in_features_mask, 32, num_classes);
  return model;
}
type Detection = vision.models.detection.Detection;
type Model = ReturnType<typeof get_model_instance_segmentation>;
type Loader = utils.data.DataLoader<[Tensor[], Target[]]>;

function train_one_epoch(
  model: Model,
  optimizer: optim.Optimizer,
  data_loader: Loader,
  device: torch.device,
  epoch: number,
  { print_freq }: { print_freq: number },
): MetricLogger {
  model.train();
  const metric_logger = new MetricLogger({ delimiter: '  ' });
  metric_logger.add_meter('lr', new SmoothedValue({ window_size: 1, fmt: ({ value }) => value.toFixed(6) }));
  let lr_scheduler: ReturnType<typeof warmup_lr_scheduler> | null = null;
  if (epoch === 0) {
    const warmup_factor = 1.0 / 1000;
    const warmup_iters = Math.min(1000, data_loader.length - 1);
    lr_scheduler = warmup_lr_scheduler(optimizer, warmup_iters, warmup_factor);
  }
  for (let [images, targets] of metric_logger.log_every(data_loader, print_freq, `Epoch: [${epoch}]`)) {
    images = images.map((image) => image.to(device));
    targets = targets.map(
      (t) =>
        Object.fromEntries(
          Object.entries(t).map(([k, v]) => [k, v instanceof Tensor ? v.to(device) : v]),
        ) as unknown as Target,
    );
    const loss_dict = model(images, targets);
    const losses = Object.values(loss_dict).reduce((a, b) => a.add(b));
    const loss_value = losses.item();
    if (!Number.isFinite(loss_value)) throw new Error(`Loss is ${loss_value}, stopping training`);
    optimizer.zero_grad();
    losses.backward();
    nn.utils.clip_grad_norm_(model.parameters(), 5.0);
    optimizer.step();
    lr_scheduler?.step();
    metric_logger.update({ loss: losses, ...loss_dict });
    metric_logger.update({ lr: optimizer.param_groups[0]?.lr as number });
  }
  return metric_logger;
}

type Prediction = Pick<Detection, 'boxes' | 'scores' | 'masks'>;

/** Area under the precision-recall curve of all pictures together. */
function average_precision(predictions: Prediction[], truths: Target[], iou_threshold: number): number {
  const records: [number, boolean][] = [];
  const n_truth = truths.reduce((sum, t) => sum + t.boxes.length, 0);
  for (const [j, p] of predictions.entries()) {
    const t = truths[j] as Target;
    const taken = torch.zeros([t.boxes.length], { dtype: torch.bool });
    const iou = box_iou(p.boxes, t.boxes.to(p.boxes.dtype));
    for (const i of p.scores.argsort({ descending: true })) {
      const free = iou.index(i).masked_fill(taken, -1.0);
      const best = free.argmax();
      const hit = Boolean(free.index(best).ge(iou_threshold).item());
      taken.index_put_(best, taken.index(best).bitwise_or(hit));
      records.push([p.scores.index(i).item(), hit]);
    }
  }
  records.sort((a, b) => b[0] - a[0]);
  const tp = torch.tensor(records.map(([, hit]) => Number(hit))).cumsum(0);
  const recall = tp.div(n_truth);
  let precision = tp.div(torch.arange(1, records.length + 1));
  precision = precision.flip(0).cummax(0).values.flip(0);
  const steps = torch.cat([recall.index(':1'), recall.diff()]);
  return precision.mul(steps).sum().item();
}

function evaluate(model: Model, data_loader: Loader, device: torch.device): MetricLogger {
  using _ = torch.inference_mode();
  model.eval();
  const metric_logger = new MetricLogger({ delimiter: '  ' });
  const predictions: Prediction[] = [];
  const truths: Target[] = [];
  const mask_ious: number[] = [];
  for (const [images, targets] of metric_logger.log_every(data_loader, 100, 'Test:')) {
    const outputs = model(images.map((img) => img.to(device))).map(
      (t) => Object.fromEntries(Object.entries(t).map(([k, v]) => [k, v.to('cpu')])) as typeof t,
    );
    const res = new Map(targets.map((target, i) => [target.image_id, outputs[i]]));
    for (const target of targets) {
      const output = res.get(target.image_id) as Prediction;
      predictions.push(output);
      truths.push(target);
      const found = output.masks.index(':', 0).gt(0.5).any(0);
      const truth = target.masks.any(0);
      mask_ious.push(found.logical_and(truth).sum().div(found.logical_or(truth).sum()).item());
    }
    metric_logger.update({ mask_iou: mask_ious.at(-1) as number });
  }
  const thresholds = [0.1, 0.3, 0.5];
  show(
    'mAP',
    thresholds.map((t) => average_precision(predictions, truths, t)),
    mask_ious,
  );
  show(
    predictions.map((p) => p.boxes.length),
    predictions[0]?.boxes.index(':2'),
    predictions[0]?.scores.index(':3'),
    predictions[1]?.masks.sum(),
  );
  return metric_logger;
}

torch.manual_seed(3);
const device = torch.device('cpu');
const whole = new PedestrianLike(8, get_transform(true));
const whole_test = new PedestrianLike(8, get_transform(false));
const indices = torch.randperm(whole.length).tolist();
const dataset = Subset(whole, indices.slice(0, -2));
const dataset_test = Subset(whole_test, indices.slice(-2));
const loader = DataLoader(dataset, { batch_size: 2, shuffle: true, collate_fn });
const loader_test = DataLoader(dataset_test, { batch_size: 1, shuffle: false, collate_fn });

const model = get_model_instance_segmentation(2).to(device);
const params = model.parameters().filter((p) => p.requires_grad);
const optimizer = optim.SGD(params, { lr: 0.01, momentum: 0.9, weight_decay: 0.0005 });
const lr_scheduler = optim.lr_scheduler.MultiStepLR(optimizer, { milestones: [1], gamma: 0.1 });
let logger!: MetricLogger;
for (let epoch = 0; epoch < 2; epoch++) {
  logger = train_one_epoch(model, optimizer, loader, device, epoch, { print_freq: 2 });
  show(logger.get('loss').global_avg, logger.get('loss_mask').max, logger.get('loss_objectness').avg);
  lr_scheduler.step();
  show(String(evaluate(model, loader_test, device)));
}
try {
  logger.get('accuracy');
} catch (e) {
  if (e instanceof AttributeError) show(e.message);
}
const bad = {
  boxes: torch.tensor([[4.0, 4.0, 4.0, 9.0]]),
  labels: torch.ones([1], { dtype: torch.int64 }),
  masks: torch.ones([1, 40, 40], { dtype: torch.uint8 }),
};
model.train();
try {
  model([torch.rand(3, 40, 40)], [bad]);
} catch (e) {
  if (e instanceof AssertionError) show('AssertionError', e.message);
}
try {
  model([torch.rand(3, 40, 40)]);
} catch (e) {
  if (e instanceof AssertionError) show('AssertionError', e.message);
}

const { features: layers } = vision.models.mobilenet_v2({ weights: null, width_mult: 0.25 });
const features = Object.assign(layers, { out_channels: 1280 });
const anchors = AnchorGenerator({ sizes: [[16, 32, 64]], aspect_ratios: [[0.5, 1.0, 2.0]] });
const pooler = vision.ops.MultiScaleRoIAlign({ featmap_names: ['0'], output_size: 7, sampling_ratio: 2 });
const detector = FasterRCNN(features, {
  num_classes: 2,
  rpn_anchor_generator: anchors,
  box_roi_pool: pooler,
  min_size: 64,
  max_size: 96,
});
show(
  anchors.num_anchors_per_location(),
  detector.parameters().reduce((sum, p) => sum + p.numel(), 0),
);
const groups = Array.from({ length: dataset.length }, (_, i) =>
  Math.floor((dataset.get(i)[0].shape.at(-2) as number) / 8),
);
const sampler = new GroupedBatchSampler(RandomSampler(dataset), groups, 2);
let i = 0;
for (const [images, targets] of DataLoader(dataset, { batch_sampler: sampler, collate_fn })) {
  detector.train();
  const losses = detector(
    images,
    targets.map(({ boxes, labels }) => ({ boxes, labels })),
  );
  show(
    images.map((img) => img.shape),
    Object.keys(losses),
    Object.values(losses).map((v) => v.item()),
  );
  if (i === 1) break;
  i += 1;
}
const keep = nms(
  torch.tensor([
    [0.0, 0, 10, 10],
    [1, 1, 11, 11],
    [20, 20, 30, 30],
  ]),
  torch.tensor([0.5, 0.9, 0.3]),
  0.5,
);
show(keep);
