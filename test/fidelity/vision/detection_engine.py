from shown import show
import datetime
import math
from collections import defaultdict, deque

import torch
from torch import nn
from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, Subset
import torchvision
from torchvision import tv_tensors
from torchvision.models.detection import FasterRCNN, MaskRCNN
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.backbone_utils import resnet_fpn_backbone
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor
from torchvision.models.detection.mask_rcnn import MaskRCNNPredictor
from torchvision.ops import box_iou, masks_to_boxes, nms
from torchvision.transforms import v2 as T


class SmoothedValue:
    """The last values of a series, and its whole."""

    def __init__(self, window_size=20, fmt=None):
        self.deque = deque(maxlen=window_size)
        self.total = 0.0
        self.count = 0
        self.fmt = fmt or "{median:.4f} ({global_avg:.4f})"

    def update(self, value, n=1):
        self.deque.append(value)
        self.count += n
        self.total += value * n

    @property
    def median(self):
        return torch.tensor(list(self.deque)).median().item()

    @property
    def avg(self):
        return torch.tensor(list(self.deque), dtype=torch.float32).mean().item()

    @property
    def global_avg(self):
        return self.total / self.count

    @property
    def max(self):
        return max(self.deque)

    @property
    def value(self):
        return self.deque[-1]

    def __str__(self):
        return self.fmt.format(median=self.median, avg=self.avg, global_avg=self.global_avg, max=self.max, value=self.value)


class MetricLogger:
    def __init__(self, delimiter="\t"):
        self.meters = defaultdict(SmoothedValue)
        self.delimiter = delimiter

    def update(self, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, torch.Tensor):
                v = v.item()
            assert isinstance(v, (float, int))
            self.meters[k].update(v)

    def __getattr__(self, attr):
        if attr in self.meters:
            return self.meters[attr]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{attr}'")

    def __str__(self):
        return self.delimiter.join(f"{name}: {meter}" for name, meter in self.meters.items())

    def add_meter(self, name, meter):
        self.meters[name] = meter

    def log_every(self, iterable, print_freq, header=""):
        space = ":" + str(len(str(len(iterable)))) + "d"
        for i, obj in enumerate(iterable):
            yield obj
            if i % print_freq == 0 or i == len(iterable) - 1:
                eta = str(datetime.timedelta(seconds=int(90.5 * (len(iterable) - i))))
                fmt = "{0} [{1" + space + "}/{2}] eta: {3} {4}"
                show(fmt.format(header, i, len(iterable), eta, str(self)))


def warmup_lr_scheduler(optimizer, warmup_iters, warmup_factor):
    def f(x):
        if x >= warmup_iters:
            return 1
        alpha = float(x) / warmup_iters
        return warmup_factor * (1 - alpha) + alpha

    return torch.optim.lr_scheduler.LambdaLR(optimizer, f)


class PedestrianLike(Dataset):
    """Pictures with one to three bright rectangles, whose masks are known."""

    def __init__(self, length, transforms=None, seed=0):
        g = torch.Generator().manual_seed(seed)
        self.items = []
        for i in range(length):
            h, w = 64 + 8 * (i % 2), 80 - 8 * (i % 3)
            image = (torch.rand(3, h, w, generator=g) * 90).to(torch.uint8)
            mask = torch.zeros(h, w, dtype=torch.uint8)
            for obj in range(1, 2 + i % 3):
                y0, x0 = torch.randint(2, 30, (2,), generator=g).tolist()
                hh, ww = torch.randint(16, 30, (2,), generator=g).tolist()
                mask[y0 : y0 + hh, x0 : x0 + ww] = obj
                image[obj % 3, y0 : y0 + hh, x0 : x0 + ww] = 200 + 10 * obj
            self.items.append((image, mask))
        self.transforms = transforms

    def __getitem__(self, idx):
        image, mask = self.items[idx]
        obj_ids = torch.unique(mask)[1:]
        masks = (mask == obj_ids[:, None, None]).to(torch.uint8)
        boxes = masks_to_boxes(masks)
        target = {
            "boxes": tv_tensors.BoundingBoxes(boxes, format="XYXY", canvas_size=tuple(image.shape[-2:])),
            "masks": tv_tensors.Mask(masks),
            "labels": torch.ones((len(obj_ids),), dtype=torch.int64),
            "image_id": idx,
            "area": (boxes[:, 3] - boxes[:, 1]) * (boxes[:, 2] - boxes[:, 0]),
            "iscrowd": torch.zeros((len(obj_ids),), dtype=torch.int64),
        }
        img = tv_tensors.Image(image)
        if self.transforms is not None:
            img, target = self.transforms(img, target)
        return img, target

    def __len__(self):
        return len(self.items)


def get_transform(train):
    transforms = []
    if train:
        transforms += [T.RandomHorizontalFlip(0.5), T.RandomPhotometricDistort(p=0.3), T.RandomIoUCrop(min_scale=0.7), T.SanitizeBoundingBoxes()]
    transforms.append(T.ToDtype(torch.float, scale=True))
    transforms.append(T.ToPureTensor())
    return T.Compose(transforms)


def collate_fn(batch):
    return tuple(zip(*batch))


class GroupedBatchSampler(BatchSampler):
    """Batches of pictures whose shapes are alike."""

    def __init__(self, sampler, group_ids, batch_size):
        self.sampler, self.group_ids, self.batch_size = sampler, group_ids, batch_size

    def __iter__(self):
        buffers = defaultdict(list)
        for idx in self.sampler:
            group = self.group_ids[idx]
            buffers[group].append(idx)
            if len(buffers[group]) == self.batch_size:
                yield buffers.pop(group)
        for rest in buffers.values():
            yield rest

    def __len__(self):
        return -(-len(self.sampler) // self.batch_size)


def get_model_instance_segmentation(num_classes):
    backbone = resnet_fpn_backbone(backbone_name="resnet18", weights=None, trainable_layers=5)
    model = MaskRCNN(
        backbone,
        num_classes=91,
        min_size=64,
        max_size=96,
        rpn_pre_nms_top_n_train=200,
        rpn_post_nms_top_n_train=50,
        box_detections_per_img=6,
        box_score_thresh=0.01,
        rpn_batch_size_per_image=32,
        box_batch_size_per_image=16,
    )
    in_features = model.roi_heads.box_predictor.cls_score.in_features
    model.roi_heads.box_predictor = FastRCNNPredictor(in_features, num_classes)
    in_features_mask = model.roi_heads.mask_predictor.conv5_mask.in_channels
    model.roi_heads.mask_predictor = MaskRCNNPredictor(in_features_mask, 32, num_classes)
    return model


def train_one_epoch(model, optimizer, data_loader, device, epoch, print_freq):
    model.train()
    metric_logger = MetricLogger(delimiter="  ")
    metric_logger.add_meter("lr", SmoothedValue(window_size=1, fmt="{value:.6f}"))
    lr_scheduler = None
    if epoch == 0:
        warmup_factor = 1.0 / 1000
        warmup_iters = min(1000, len(data_loader) - 1)
        lr_scheduler = warmup_lr_scheduler(optimizer, warmup_iters, warmup_factor)
    for images, targets in metric_logger.log_every(data_loader, print_freq, f"Epoch: [{epoch}]"):
        images = list(image.to(device) for image in images)
        targets = [{k: v.to(device) if isinstance(v, torch.Tensor) else v for k, v in t.items()} for t in targets]
        loss_dict = model(images, targets)
        losses = sum(loss for loss in loss_dict.values())
        loss_value = losses.item()
        if not math.isfinite(loss_value):
            raise SystemExit(f"Loss is {loss_value}, stopping training")
        optimizer.zero_grad()
        losses.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        if lr_scheduler is not None:
            lr_scheduler.step()
        metric_logger.update(loss=losses, **loss_dict)
        metric_logger.update(lr=optimizer.param_groups[0]["lr"])
    return metric_logger


def average_precision(predictions, truths, iou_threshold):
    """Area under the precision-recall curve of all pictures together."""
    records, n_truth = [], sum(len(t["boxes"]) for t in truths)
    for p, t in zip(predictions, truths):
        taken = torch.zeros(len(t["boxes"]), dtype=torch.bool)
        iou = box_iou(p["boxes"], t["boxes"].to(p["boxes"].dtype))
        for i in p["scores"].argsort(descending=True):
            free = iou[i].masked_fill(taken, -1.0)
            best = free.argmax()
            hit = bool(free[best] >= iou_threshold)
            taken[best] |= hit
            records.append((p["scores"][i].item(), hit))
    records.sort(key=lambda r: -r[0])
    tp = torch.tensor([float(hit) for _, hit in records]).cumsum(0)
    recall = tp / n_truth
    precision = tp / torch.arange(1, len(records) + 1)
    precision = precision.flip(0).cummax(0).values.flip(0)
    steps = torch.cat([recall[:1], recall.diff()])
    return (precision * steps).sum().item()


@torch.inference_mode()
def evaluate(model, data_loader, device):
    model.eval()
    metric_logger = MetricLogger(delimiter="  ")
    predictions, truths, mask_ious = [], [], []
    for images, targets in metric_logger.log_every(data_loader, 100, "Test:"):
        outputs = model([img.to(device) for img in images])
        outputs = [{k: v.to("cpu") for k, v in t.items()} for t in outputs]
        res = {target["image_id"]: output for target, output in zip(targets, outputs)}
        for target in targets:
            output = res[target["image_id"]]
            predictions.append(output)
            truths.append(target)
            found = (output["masks"][:, 0] > 0.5).any(0)
            truth = target["masks"].any(0)
            mask_ious.append(((found & truth).sum() / (found | truth).sum()).item())
        metric_logger.update(mask_iou=mask_ious[-1])
    thresholds = [0.1, 0.3, 0.5]
    show("mAP", [average_precision(predictions, truths, t) for t in thresholds], mask_ious)
    show([len(p["boxes"]) for p in predictions], predictions[0]["boxes"][:2], predictions[0]["scores"][:3], predictions[1]["masks"].sum())
    return metric_logger


torch.manual_seed(3)
device = torch.device("cpu")
dataset = PedestrianLike(8, get_transform(train=True))
dataset_test = PedestrianLike(8, get_transform(train=False))
indices = torch.randperm(len(dataset)).tolist()
dataset, dataset_test = Subset(dataset, indices[:-2]), Subset(dataset_test, indices[-2:])
loader = DataLoader(dataset, batch_size=2, shuffle=True, collate_fn=collate_fn)
loader_test = DataLoader(dataset_test, batch_size=1, shuffle=False, collate_fn=collate_fn)

model = get_model_instance_segmentation(2).to(device)
params = [p for p in model.parameters() if p.requires_grad]
optimizer = torch.optim.SGD(params, lr=0.01, momentum=0.9, weight_decay=0.0005)
lr_scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[1], gamma=0.1)
for epoch in range(2):
    logger = train_one_epoch(model, optimizer, loader, device, epoch, print_freq=2)
    show(logger.loss.global_avg, logger.loss_mask.max, logger.loss_objectness.avg)
    lr_scheduler.step()
    show(str(evaluate(model, loader_test, device)))
try:
    logger.accuracy
except AttributeError as e:
    show(str(e))
bad = {"boxes": torch.tensor([[4.0, 4.0, 4.0, 9.0]]), "labels": torch.ones(1, dtype=torch.int64), "masks": torch.ones(1, 40, 40, dtype=torch.uint8)}
model.train()
try:
    model([torch.rand(3, 40, 40)], [bad])
except AssertionError as e:
    show("AssertionError", str(e))
try:
    model([torch.rand(3, 40, 40)])
except AssertionError as e:
    show("AssertionError", str(e))

# Another backbone: features of MobileNetV2, one map.
features = torchvision.models.mobilenet_v2(weights=None, width_mult=0.25).features
features.out_channels = 1280
anchors = AnchorGenerator(sizes=((16, 32, 64),), aspect_ratios=((0.5, 1.0, 2.0),))
pooler = torchvision.ops.MultiScaleRoIAlign(featmap_names=["0"], output_size=7, sampling_ratio=2)
detector = FasterRCNN(features, num_classes=2, rpn_anchor_generator=anchors, box_roi_pool=pooler, min_size=64, max_size=96)
show(anchors.num_anchors_per_location(), sum(p.numel() for p in detector.parameters()))
groups = [tuple(dataset[i][0].shape)[-2] // 8 for i in range(len(dataset))]
sampler = GroupedBatchSampler(RandomSampler(dataset), groups, 2)
for i, (images, targets) in enumerate(DataLoader(dataset, batch_sampler=sampler, collate_fn=collate_fn)):
    detector.train()
    losses = detector(list(images), [{k: v for k, v in t.items() if k in ("boxes", "labels")} for t in targets])
    show([tuple(img.shape) for img in images], list(losses), [v.item() for v in losses.values()])
    if i == 1:
        break
keep = nms(torch.tensor([[0.0, 0, 10, 10], [1, 1, 11, 11], [20, 20, 30, 30]]), torch.tensor([0.5, 0.9, 0.3]), 0.5)
show(keep)
