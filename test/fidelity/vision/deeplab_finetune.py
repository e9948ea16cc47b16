from shown import show
import torch
import torch.utils.data
import torchvision
from torch import nn
from torchvision import transforms as T
from torchvision.models.segmentation.deeplabv3 import DeepLabHead
from torchvision.models.segmentation.fcn import FCNHead
from torchvision.transforms import functional as F, InterpolationMode


def pad_if_smaller(img, size, fill=0):
    min_size = min(img.size)
    if min_size < size:
        ow, oh = img.size
        padh = size - oh if oh < size else 0
        padw = size - ow if ow < size else 0
        img = F.pad(img, (0, 0, padw, padh), fill=fill)
    return img


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, image, target):
        for t in self.transforms:
            image, target = t(image, target)
        return image, target


class RandomResize:
    def __init__(self, min_size, max_size=None):
        self.min_size = min_size
        self.max_size = min_size if max_size is None else max_size

    def __call__(self, image, target):
        size = torch.randint(self.min_size, self.max_size + 1, (1,)).item()
        image = F.resize(image, size, antialias=True)
        target = F.resize(target, size, interpolation=InterpolationMode.NEAREST)
        return image, target


class RandomHorizontalFlip:
    def __init__(self, flip_prob):
        self.flip_prob = flip_prob

    def __call__(self, image, target):
        if torch.rand(1) < self.flip_prob:
            image = F.hflip(image)
            target = F.hflip(target)
        return image, target


class RandomCrop:
    def __init__(self, size):
        self.size = size

    def __call__(self, image, target):
        image = pad_if_smaller(image, self.size)
        target = pad_if_smaller(target, self.size, fill=255)
        crop_params = T.RandomCrop.get_params(image, (self.size, self.size))
        image = F.crop(image, *crop_params)
        target = F.crop(target, *crop_params)
        return image, target


class ToTensor:
    def __call__(self, image, target):
        image = F.convert_image_dtype(F.pil_to_tensor(image), torch.float)
        target = F.pil_to_tensor(target).squeeze(0).to(torch.int64)
        return image, target


class Normalize:
    def __init__(self, mean, std):
        self.mean = mean
        self.std = std

    def __call__(self, image, target):
        return F.normalize(image, mean=self.mean, std=self.std), target


mean, std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
train_tf = Compose([RandomResize(40, 72), RandomHorizontalFlip(0.5), RandomCrop(48), ToTensor(), Normalize(mean, std)])
eval_tf = Compose([RandomResize(48), ToTensor(), Normalize(mean, std)])


class Shapes(torch.utils.data.Dataset):
    """Rectangles of two classes on noise, with an edge that does not count."""

    def __init__(self, n, transforms):
        g = torch.Generator().manual_seed(n)
        self.samples = []
        for i in range(n):
            h, w = torch.randint(44, 70, (2,), generator=g).tolist()
            image = torch.randint(0, 120, (3, h, w), generator=g, dtype=torch.uint8)
            mask = torch.zeros(1, h, w, dtype=torch.uint8)
            y, x = torch.randint(4, 20, (2,), generator=g).tolist()
            cls = i % 2 + 1
            mask[:, y - 2 : y + 22, x - 2 : x + 18] = 255
            mask[:, y : y + 20, x : x + 16] = cls
            image[cls, y : y + 20, x : x + 16] = 240
            self.samples.append((F.to_pil_image(image), F.to_pil_image(mask)))
        self.transforms = transforms

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, idx):
        return self.transforms(*self.samples[idx])


def cat_list(images, fill_value=0):
    max_size = tuple(max(s) for s in zip(*[img.shape for img in images]))
    batch_shape = (len(images),) + max_size
    batched_imgs = images[0].new(*batch_shape).fill_(fill_value)
    for img, pad_img in zip(images, batched_imgs):
        pad_img[..., : img.shape[-2], : img.shape[-1]].copy_(img)
    return batched_imgs


def collate_fn(batch):
    images, targets = list(zip(*batch))
    return cat_list(images, fill_value=0), cat_list(targets, fill_value=255)


class ConfusionMatrix:
    def __init__(self, num_classes):
        self.num_classes = num_classes
        self.mat = None

    def update(self, a, b):
        n = self.num_classes
        if self.mat is None:
            self.mat = torch.zeros((n, n), dtype=torch.int64, device=a.device)
        with torch.inference_mode():
            k = (a >= 0) & (a < n)
            inds = n * a[k].to(torch.int64) + b[k]
            self.mat += torch.bincount(inds, minlength=n**2).reshape(n, n)

    def compute(self):
        h = self.mat.float()
        acc_global = torch.diag(h).sum() / h.sum()
        acc = torch.diag(h) / h.sum(1)
        iu = torch.diag(h) / (h.sum(1) + h.sum(0) - torch.diag(h))
        return acc_global, acc, iu

    def __str__(self):
        acc_global, acc, iu = self.compute()
        return ("global correct: {:.1f}\naverage row correct: {}\nIoU: {}\nmean IoU: {:.1f}").format(
            acc_global.item() * 100,
            [f"{i:.1f}" for i in (acc * 100).tolist()],
            [f"{i:.1f}" for i in (iu * 100).tolist()],
            iu.mean().item() * 100,
        )


def criterion(inputs, target):
    losses = {}
    for name, x in inputs.items():
        losses[name] = nn.functional.cross_entropy(x, target, ignore_index=255)
    if len(losses) == 1:
        return losses["out"]
    return losses["out"] + 0.5 * losses["aux"]


def evaluate(model, data_loader, num_classes):
    model.eval()
    confmat = ConfusionMatrix(num_classes)
    with torch.inference_mode():
        for image, target in data_loader:
            output = model(image)["out"]
            confmat.update(target.flatten(), output.argmax(1).flatten())
    return confmat


torch.manual_seed(0)
num_classes = 3
dataset, dataset_test = Shapes(7, train_tf), Shapes(4, eval_tf)
data_loader = torch.utils.data.DataLoader(dataset, batch_size=3, shuffle=True, collate_fn=collate_fn, drop_last=True)
data_loader_test = torch.utils.data.DataLoader(dataset_test, batch_size=2, collate_fn=collate_fn)

model = torchvision.models.get_model("deeplabv3_mobilenet_v3_large", weights=None, weights_backbone=None, num_classes=21, aux_loss=True)
model.classifier = DeepLabHead(960, num_classes, atrous_rates=(6, 12, 18))
model.aux_classifier = FCNHead(40, num_classes)
params_to_optimize = [
    {"params": [p for p in model.backbone.parameters() if p.requires_grad]},
    {"params": [p for p in model.classifier.parameters() if p.requires_grad]},
]
params = [p for p in model.aux_classifier.parameters() if p.requires_grad]
params_to_optimize.append({"params": params, "lr": 0.02 * 10})
optimizer = torch.optim.SGD(params_to_optimize, lr=0.02, momentum=0.9, weight_decay=1e-4)

epochs, warmup = 3, 1
iters = len(data_loader)
main_lr_scheduler = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters=iters * (epochs - warmup), power=0.9)
warmup_lr_scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=iters * warmup)
lr_scheduler = torch.optim.lr_scheduler.SequentialLR(
    optimizer, schedulers=[warmup_lr_scheduler, main_lr_scheduler], milestones=[iters * warmup]
)
scaler = torch.amp.GradScaler("cpu", enabled=False)

for epoch in range(epochs):
    model.train()
    for image, target in data_loader:
        with torch.amp.autocast("cpu", enabled=False):
            output = model(image)
            loss = criterion(output, target)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        lr_scheduler.step()
        show(list(image.shape), loss.item(), optimizer.param_groups[0]["lr"], optimizer.param_groups[2]["lr"])
    confmat = evaluate(model, data_loader_test, num_classes)
    show(confmat.mat, str(confmat))

# A checkpoint without the auxiliary head goes into a network without one.
state = {k: v for k, v in model.state_dict().items() if not k.startswith("aux_classifier")}
plain = torchvision.models.segmentation.deeplabv3_mobilenet_v3_large(weights_backbone=None, num_classes=num_classes)
plain.classifier = DeepLabHead(960, num_classes, (6, 12, 18))
show(str(plain.load_state_dict(state)))
image, _ = dataset_test[1]
with torch.no_grad():
    same = plain.eval()(image[None])["out"]
    show(list(plain(image[None])), torch.equal(same, model(image[None])["out"]), same[0, :, ::16, ::16])
