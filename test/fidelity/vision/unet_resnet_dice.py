from shown import show
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader, Dataset, random_split
from torchvision.models import resnet18
from torchvision.models.feature_extraction import create_feature_extractor

torch.manual_seed(42)


class DecoderBlock(nn.Module):
    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, in_channels // 2, kernel_size=2, stride=2)
        self.conv1 = nn.Sequential(
            nn.Conv2d(in_channels // 2 + skip_channels, out_channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
        )
        self.conv2 = nn.Sequential(nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False), nn.BatchNorm2d(out_channels), nn.ReLU(True))
        self.att = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(out_channels, out_channels, 1), nn.Sigmoid())

    def forward(self, x, skip=None):
        x = self.up(x)
        if skip is not None:
            if x.shape[-2:] != skip.shape[-2:]:
                x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=True)
            x = torch.cat([x, skip], dim=1)
        x = self.conv2(self.conv1(x))
        return x * self.att(x)


class ResNetUNet(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        base = resnet18(weights=None)
        self.encoder = create_feature_extractor(base, return_nodes={"relu": "s0", "layer1": "s1", "layer2": "s2", "layer3": "s3"})
        self.dec3 = DecoderBlock(256, 128, 64)
        self.dec2 = DecoderBlock(64, 64, 32)
        self.dec1 = DecoderBlock(32, 64, 16)
        self.head = nn.Conv2d(16, n_classes, kernel_size=1)
        for m in [self.dec1, self.dec2, self.dec3, self.head]:
            m.apply(self._init)

    @staticmethod
    def _init(m):
        if isinstance(m, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.kaiming_uniform_(m.weight, mode="fan_in", nonlinearity="relu")
            if m.bias is not None:
                nn.init.zeros_(m.bias)

    def forward(self, x):
        f = self.encoder(x)
        y = self.dec3(f["s3"], f["s2"])
        y = self.dec2(y, f["s1"])
        y = self.dec1(y, f["s0"])
        return F.interpolate(self.head(y), scale_factor=2, mode="bilinear", align_corners=False)


class DiceLoss(nn.Module):
    def __init__(self, smooth=1.0):
        super().__init__()
        self.smooth = smooth

    def forward(self, logits, targets):
        probs = torch.sigmoid(logits)
        dims = (0, 2, 3)
        intersection = torch.sum(probs * targets, dims)
        cardinality = torch.sum(probs + targets, dims)
        dice = (2.0 * intersection + self.smooth) / (cardinality + self.smooth)
        return (1.0 - dice).mean()


class FocalTversky(nn.Module):
    def __init__(self, alpha=0.7, gamma=0.75):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, targets):
        p, t = torch.sigmoid(logits).flatten(1), targets.flatten(1)
        tp = (p * t).sum(1)
        fn = ((1 - p) * t).sum(1)
        fp = (p * (1 - t)).sum(1)
        index = (tp + 1) / (tp + self.alpha * fn + (1 - self.alpha) * fp + 1)
        return torch.pow(1 - index, self.gamma).mean()


class Blobs(Dataset):
    def __init__(self, n=10, size=(64, 48)):
        self.n, self.size = n, size
        self.centres = torch.rand(n, 2)

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        h, w = self.size
        ys, xs = torch.meshgrid(torch.linspace(0, 1, h), torch.linspace(0, 1, w), indexing="ij")
        d = ((ys - self.centres[i, 0]) ** 2 + (xs - self.centres[i, 1]) ** 2).sqrt()
        inner, outer = (d < 0.2).float(), (d < 0.35).float()
        img = torch.stack([inner, outer, d.clamp(max=1)]) + 0.1 * torch.randn(3, h, w)
        return img, torch.stack([inner, outer])


@torch.no_grad()
def dice_coef(logits, targets, thr=0.5, eps=1e-7):
    preds = (logits.sigmoid() > thr).float()
    inter = (preds * targets).sum((2, 3))
    return ((2 * inter + eps) / (preds.sum((2, 3)) + targets.sum((2, 3)) + eps)).mean(0)


def tta(model, x):
    out = model(x)
    out = out + torch.flip(model(torch.flip(x, [3])), [3])
    out += model(x.flip(2)).flip(2)
    return out / 3


ds = Blobs()
train_ds, val_ds = random_split(ds, [0.8, 0.2])
train_dl = DataLoader(train_ds, batch_size=4, shuffle=True)
val_dl = DataLoader(val_ds, batch_size=1)
model = ResNetUNet(2)
show(sum(p.numel() for p in model.parameters() if p.requires_grad), [n for n, _ in model.named_children()])

for p in model.encoder.conv1.parameters():
    p.requires_grad = False
opt = torch.optim.AdamW(
    [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": 1e-4},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder")]},
    ],
    lr=2e-3,
    weight_decay=1e-2,
)
sched = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=[1e-4, 2e-3], steps_per_epoch=len(train_dl), epochs=3)
ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9), use_buffers=True)
bce, dice, tversky = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([2.0, 1.0]).view(2, 1, 1)), DiceLoss(), FocalTversky()

best = 0.0
for epoch in range(3):
    model.train()
    running = 0.0
    for img, mask in train_dl:
        opt.zero_grad(set_to_none=True)
        logits = model(img)
        loss = 0.5 * bce(logits, mask) + dice(logits, mask) + 0.3 * tversky(logits, mask)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        sched.step()
        ema.update_parameters(model)
        running += loss.item() * img.size(0)
        show(loss.item(), norm.item())
    model.eval()
    scores = [dice_coef(model(x), y) for x, y in val_dl]
    score = torch.stack(scores).mean(0)
    show(running / len(train_ds), score, sched.get_last_lr())
    if score.mean().item() > best:
        best = score.mean().item()
        state = {k: v.clone() for k, v in model.state_dict().items()}

model.load_state_dict(state)
model.eval()
ema.eval()
with torch.no_grad():
    x, y = val_ds[0]
    show(tta(model, x[None])[0, :, ::16, ::16], dice_coef(ema(x[None]), y[None]), best)
    show(int(ema.n_averaged), ema.module.dec1.conv1[1].running_mean[:4], ema.module.encoder.bn1.num_batches_tracked)
