from shown import show
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torchvision import models, transforms as T
from torchvision.models.video import r3d_18, R3D_18_Weights
from torchvision.transforms._presets import VideoClassification

torch.manual_seed(7)


class ConvertBCHWtoCBHW(nn.Module):
    """Convert tensor from (B, C, H, W) to (C, B, H, W)"""

    def forward(self, vid):
        return vid.permute(1, 0, 2, 3)


class TrainPreset:
    def __init__(self, crop_size, resize_size, mean, std, hflip_prob=0.5):
        trans = [T.ConvertImageDtype(torch.float32), T.Resize(resize_size, antialias=False)]
        if hflip_prob > 0:
            trans.append(T.RandomHorizontalFlip(hflip_prob))
        trans.extend([T.Normalize(mean=mean, std=std), T.RandomCrop(crop_size), ConvertBCHWtoCBHW()])
        self.transforms = T.Compose(trans)

    def __call__(self, x):
        return self.transforms(x)


class MovingSquares(Dataset):
    """Videos (T, C, H, W) in which a square moves in one of four directions."""

    def __init__(self, n, frames=12, clip_len=6, transform=None, train=True):
        self.clip_len, self.frames, self.transform, self.train = clip_len, frames, transform, train
        g = torch.Generator().manual_seed(100 + n)
        self.videos, self.labels = [], []
        for i in range(n):
            video = torch.randint(0, 60, (frames, 3, 32, 40), generator=g, dtype=torch.uint8)
            label = i % 4
            dy, dx = [(1, 0), (-1, 0), (0, 1), (0, -1)][label]
            for t in range(frames):
                y, x = 12 + dy * (t - frames // 2), 16 + dx * (t - frames // 2)
                video[t, i % 3, y : y + 8, x : x + 8] = 250
            self.videos.append(video)
            self.labels.append(label)

    def __len__(self):
        return len(self.videos)

    def __getitem__(self, idx):
        video = self.videos[idx]
        if self.train:
            start = int(torch.randint(0, self.frames - self.clip_len + 1, (1,)))
            clip = video[start : start + self.clip_len]
        else:
            index = torch.linspace(0, self.frames - 1, self.clip_len).long()
            clip = video[index]
        if self.transform is not None:
            clip = self.transform(clip)
        return clip, self.labels[idx], idx


def collate(batch):
    clips, labels, idx = zip(*batch)
    return torch.stack(clips), torch.tensor(labels), torch.tensor(idx)


def accuracy(output, target, topk=(1,)):
    with torch.inference_mode():
        maxk = max(topk)
        batch_size = target.size(0)
        _, pred = output.topk(maxk, 1, True, True)
        pred = pred.t()
        correct = pred.eq(target[None])
        return [correct[:k].flatten().sum(dtype=torch.float32) * (100.0 / batch_size) for k in topk]


mean, std = (0.43216, 0.394666, 0.37645), (0.22803, 0.22145, 0.216989)
train_set = MovingSquares(8, transform=TrainPreset((28, 28), (30, 36), mean, std))
test_set = MovingSquares(4, transform=VideoClassification(crop_size=(28, 28), resize_size=(30, 36)), train=False)
train_loader = DataLoader(train_set, batch_size=4, shuffle=True, collate_fn=collate)
test_loader = DataLoader(test_set, batch_size=2, collate_fn=collate)

model = r3d_18(weights=None)
show(model.fc.out_features, len(R3D_18_Weights.DEFAULT.meta["categories"]), R3D_18_Weights.KINETICS400_V1.meta["categories"][7])
for name, param in model.named_parameters():
    param.requires_grad = name.startswith(("layer4", "fc"))
model.fc = nn.Sequential(nn.Dropout(0.3), nn.Linear(model.fc.in_features, 4))
show(sum(p.numel() for p in model.parameters()), sum(p.numel() for p in model.parameters() if p.requires_grad))

# The frozen part keeps its statistics.
frozen = [model.stem, model.layer1, model.layer2, model.layer3]
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
decay, no_decay = [], []
for name, p in model.named_parameters():
    if p.requires_grad:
        (no_decay if p.ndim <= 1 else decay).append(p)
optimizer = torch.optim.SGD(
    [{"params": decay, "weight_decay": 1e-3}, {"params": no_decay, "weight_decay": 0.0}], lr=0.01, momentum=0.9, nesterov=True
)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[1, 2], gamma=0.1)
show(len(decay), len(no_decay))

for epoch in range(3):
    model.train()
    for m in frozen:
        m.eval()
    for video, target, _ in train_loader:
        output = model(video)
        loss = criterion(output, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        acc1, acc3 = accuracy(output, target, topk=(1, 3))
        show(list(video.shape), loss.item(), acc1.item(), acc3.item())
    scheduler.step()
    model.eval()
    probs = torch.zeros(len(test_set), 4)
    with torch.inference_mode():
        for video, target, idx in test_loader:
            probs[idx] += model(video).softmax(1)
    show(probs, scheduler.get_last_lr())

show(model.stem[1].num_batches_tracked.item(), model.layer4[0].conv1[1].num_batches_tracked.item())
show(model.layer4[1].conv2[1].running_mean[:5], model.layer1[0].conv1[0].weight.grad is None)

# Another network of the family takes what has the same name and shape.
other = models.video.mc3_18(num_classes=4)
own = other.state_dict()
taken = {k: v for k, v in model.state_dict().items() if k in own and own[k].shape == v.shape}
missing, unexpected = other.load_state_dict(taken, strict=False)
show(len(taken), len(missing), unexpected, missing[:3])
with torch.inference_mode():
    show(other.eval()(test_set[1][0][None]))
