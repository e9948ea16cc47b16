from shown import show
import io
import math

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, Sampler
from torch.utils.data.dataloader import default_collate
from torchvision import models
from torchvision.transforms import InterpolationMode, v2 as T
from torchvision.transforms.autoaugment import AutoAugmentPolicy


class ClassificationPresetTrain:
    def __init__(self, *, crop_size, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225), hflip_prob=0.5, auto_augment_policy=None, ra_magnitude=9, augmix_severity=3, random_erase_prob=0.0):
        transforms = [T.RandomResizedCrop(crop_size, interpolation=InterpolationMode.BILINEAR, antialias=True)]
        if hflip_prob > 0:
            transforms.append(T.RandomHorizontalFlip(hflip_prob))
        if auto_augment_policy is not None:
            if auto_augment_policy == "ra":
                transforms.append(T.RandAugment(interpolation=InterpolationMode.BILINEAR, magnitude=ra_magnitude))
            elif auto_augment_policy == "ta_wide":
                transforms.append(T.TrivialAugmentWide(interpolation=InterpolationMode.BILINEAR))
            elif auto_augment_policy == "augmix":
                transforms.append(T.AugMix(interpolation=InterpolationMode.BILINEAR, severity=augmix_severity))
            else:
                aa_policy = AutoAugmentPolicy(auto_augment_policy)
                transforms.append(T.AutoAugment(policy=aa_policy, interpolation=InterpolationMode.BILINEAR))
        transforms.extend([T.ToDtype(torch.float, scale=True), T.Normalize(mean=mean, std=std)])
        if random_erase_prob > 0:
            transforms.append(T.RandomErasing(p=random_erase_prob))
        transforms.append(T.ToPureTensor())
        self.transforms = T.Compose(transforms)

    def __call__(self, img):
        return self.transforms(img)


class Stripes(Dataset):
    """Classes that differ in the direction and width of their stripes."""

    def __init__(self, n, transform, seed=0):
        g = torch.Generator().manual_seed(seed)
        self.transform = transform
        self.classes = ["flat", "upright", "coarse", "checked"]
        self.targets = torch.randint(0, 4, (n,), generator=g).tolist()
        yy, xx = torch.meshgrid(torch.arange(40), torch.arange(48), indexing="ij")
        pattern = [yy // 4 % 2, xx // 4 % 2, yy // 10 % 2, (yy // 6 + xx // 6) % 2]
        noise = torch.randint(0, 80, (n, 3, 40, 48), generator=g)
        self.images = [(pattern[t] * 150 + noise[i]).to(torch.uint8) for i, t in enumerate(self.targets)]

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        return self.transform(self.images[i]), self.targets[i]


class RASampler(Sampler):
    """Each index `repetitions` times in a shuffled list, of which this process sees every n-th."""

    def __init__(self, dataset, num_replicas, rank, shuffle=True, seed=0, repetitions=3):
        self.dataset, self.num_replicas, self.rank = dataset, num_replicas, rank
        self.epoch = 0
        self.num_samples = int(math.ceil(len(dataset) * float(repetitions) / num_replicas))
        self.total_size = self.num_samples * num_replicas
        self.num_selected = int(math.floor(len(dataset) // 8 * 8 / num_replicas))
        self.shuffle, self.seed, self.repetitions = shuffle, seed, repetitions

    def __iter__(self):
        if self.shuffle:
            g = torch.Generator()
            g.manual_seed(self.seed + self.epoch)
            indices = torch.randperm(len(self.dataset), generator=g).tolist()
        else:
            indices = list(range(len(self.dataset)))
        indices = [i for i in indices for _ in range(self.repetitions)]
        indices += indices[: self.total_size - len(indices)]
        assert len(indices) == self.total_size
        indices = indices[self.rank : self.total_size : self.num_replicas]
        return iter(indices[: self.num_selected])

    def __len__(self):
        return self.num_selected

    def set_epoch(self, epoch):
        self.epoch = epoch


class ExponentialMovingAverage(torch.optim.swa_utils.AveragedModel):
    def __init__(self, model, decay, device="cpu"):
        def ema_avg(avg_model_param, model_param, num_averaged):
            return decay * avg_model_param + (1 - decay) * model_param

        super().__init__(model, device, ema_avg, use_buffers=True)


def set_weight_decay(model, weight_decay, norm_weight_decay=None, norm_classes=None, custom_keys_weight_decay=None):
    norm_classes = tuple(norm_classes or [nn.modules.batchnorm._BatchNorm, nn.LayerNorm, nn.GroupNorm, nn.modules.instancenorm._InstanceNorm, nn.LocalResponseNorm])
    params = {"other": [], "norm": []}
    params_weight_decay = {"other": weight_decay, "norm": norm_weight_decay}
    custom_keys = []
    if custom_keys_weight_decay is not None:
        for key, decay in custom_keys_weight_decay:
            params[key] = []
            params_weight_decay[key] = decay
            custom_keys.append(key)

    def _add_params(module, prefix=""):
        for name, p in module.named_parameters(recurse=False):
            if not p.requires_grad:
                continue
            is_custom_key = False
            for key in custom_keys:
                target_name = f"{prefix}.{name}" if prefix != "" and "." in key else name
                if key == target_name:
                    params[key].append(p)
                    is_custom_key = True
                    break
            if not is_custom_key:
                if norm_weight_decay is not None and isinstance(module, norm_classes):
                    params["norm"].append(p)
                else:
                    params["other"].append(p)
        for child_name, child_module in module.named_children():
            child_prefix = f"{prefix}.{child_name}" if prefix != "" else child_name
            _add_params(child_module, prefix=child_prefix)

    _add_params(model)
    groups = []
    for key in params:
        if len(params[key]) > 0:
            groups.append({"params": params[key], "weight_decay": params_weight_decay[key]})
    return groups


def accuracy(output, target, topk=(1,)):
    with torch.inference_mode():
        maxk = max(topk)
        batch_size = target.size(0)
        if target.ndim == 2:
            target = target.max(dim=1)[1]
        _, pred = output.topk(maxk, 1, True, True)
        pred = pred.t()
        correct = pred.eq(target[None])
        return [(correct[:k].flatten().sum(dtype=torch.float32) * (100.0 / batch_size)).item() for k in topk]


def train_one_epoch(model, criterion, optimizer, data_loader, epoch, model_ema, steps, clip=1.0):
    model.train()
    for i, (image, target) in enumerate(data_loader):
        output = model(image)
        loss = criterion(output, target)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimizer.step()
        if model_ema and i % steps == 0:
            model_ema.update_parameters(model)
            if epoch < 1:
                model_ema.n_averaged.fill_(0)
        acc1, acc2 = accuracy(output, target, topk=(1, 2))
        show(loss.item(), acc1, acc2, target.sum(0) if target.ndim == 2 else target)


def evaluate(model, criterion, data_loader):
    model.eval()
    total, n, hits = 0.0, 0, [0.0, 0.0]
    with torch.inference_mode():
        for image, target in data_loader:
            output = model(image)
            total += criterion(output, target).item() * len(image)
            acc = accuracy(output, target, (1, 3))
            hits = [h + a * len(image) for h, a in zip(hits, acc)]
            n += len(image)
    return total / n, [h / n for h in hits]


# What the policies make of one picture.
picture = Stripes(1, lambda x: x, seed=5).images[0]
for policy in ("ra", "ta_wide", "augmix", "imagenet", "cifar10", "svhn"):
    torch.manual_seed(8)
    preset = ClassificationPresetTrain(crop_size=32, auto_augment_policy=policy, random_erase_prob=0.5)
    show(policy, [preset(picture).sum().item() for _ in range(4)])
show(str(T.Compose(preset.transforms.transforms[3:])))
torch.manual_seed(9)
for transform in (T.RandAugment(num_ops=3, magnitude=12, fill=7), T.TrivialAugmentWide(num_magnitude_bins=11), T.AugMix(4, mixture_width=2, alpha=0.5)):
    show([transform(picture).to(torch.int64).sum().item() for _ in range(3)])
    show(str(transform))

# Training with mixed batches.
torch.manual_seed(0)
train_set = Stripes(24, ClassificationPresetTrain(crop_size=32, auto_augment_policy="ta_wide", random_erase_prob=0.1), seed=1)
eval_preset = T.Compose([T.Resize(36, antialias=True), T.CenterCrop(32), T.ToDtype(torch.float, scale=True), T.Normalize((0.5,) * 3, (0.25,) * 3)])
test_set = Stripes(12, eval_preset, seed=2)
num_classes = len(train_set.classes)
mixup = T.MixUp(alpha=0.2, num_classes=num_classes)
cutmix = T.CutMix(alpha=1.0, num_classes=num_classes)


def collate_fn(batch):
    return (mixup if torch.rand(()) < 0.5 else cutmix)(*default_collate(batch))


train_sampler = RASampler(train_set, num_replicas=1, rank=0, seed=3, repetitions=2)
loader = DataLoader(train_set, batch_size=8, sampler=train_sampler, collate_fn=collate_fn)
loader_test = DataLoader(test_set, batch_size=5)


def build():
    model = models.resnet18(weights=None, num_classes=num_classes)
    model.conv1 = nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False)
    model.maxpool = nn.Identity()
    model.layer3, model.layer4 = nn.Identity(), nn.Identity()
    model.fc = nn.Linear(128, num_classes)
    criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
    groups = set_weight_decay(model, 2e-5, norm_weight_decay=0.0, custom_keys_weight_decay=[("bias", 0.0), ("conv1.weight", 1e-3)])
    optimizer = torch.optim.SGD(groups, lr=0.05, momentum=0.9, nesterov=True)
    main = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=3, eta_min=1e-4)
    warmup = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=1)
    scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, schedulers=[warmup, main], milestones=[1])
    ema = ExponentialMovingAverage(model, decay=0.6)
    return model, criterion, optimizer, scheduler, ema


model, criterion, optimizer, scheduler, ema = build()
show([(len(g["params"]), g["weight_decay"]) for g in optimizer.param_groups], len(loader))
file = io.BytesIO()
for epoch in range(3):
    train_sampler.set_epoch(epoch)
    if epoch == 2:
        # A new process goes on from the file.
        file.seek(0)
        checkpoint = torch.load(file, map_location="cpu", weights_only=True)
        torch.manual_seed(77)
        model, criterion, optimizer, scheduler, ema = build()
        model.load_state_dict(checkpoint["model"])
        optimizer.load_state_dict(checkpoint["optimizer"])
        scheduler.load_state_dict(checkpoint["lr_scheduler"])
        ema.load_state_dict(checkpoint["model_ema"])
        torch.set_rng_state(checkpoint["rng"])
        show(checkpoint["epoch"], checkpoint["args"]["policy"], scheduler.get_last_lr())
    train_one_epoch(model, criterion, optimizer, loader, epoch, ema, steps=2)
    scheduler.step()
    show(scheduler.get_last_lr(), evaluate(model, criterion, loader_test), evaluate(ema, criterion, loader_test), ema.n_averaged.item())
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "lr_scheduler": scheduler.state_dict(),
        "model_ema": ema.state_dict(),
        "rng": torch.get_rng_state(),
        "epoch": epoch,
        "args": {"policy": "ta_wide", "lr": 0.05},
    }
    file = io.BytesIO()
    torch.save(state, file)

for wrong in (lambda: T.CutMix(num_classes=4)(torch.rand(3, 8, 8), torch.tensor(1)), lambda: cutmix(torch.rand(2, 3, 8, 8), torch.rand(2, 4))):
    try:
        show(wrong()[0].shape)
    except ValueError as e:
        show("ValueError", str(e))
