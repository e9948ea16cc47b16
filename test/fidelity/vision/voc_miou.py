from shown import show
import random
from pathlib import Path

import numpy as np
import torch
from torch.utils import data
from torchvision import models, transforms as T, utils
from torchvision.datasets import VOCSegmentation
from torchvision.transforms import functional as F

ROOT = str(Path(__file__).resolve().parents[2] / "golden/voc")


def voc_cmap(N=256):
    def bitget(byteval, idx):
        return (byteval & (1 << idx)) != 0

    cmap = np.zeros((N, 3), dtype=np.uint8)
    for i in range(N):
        r = g = b = 0
        c = i
        for j in range(8):
            r = r | (bitget(c, 0) << 7 - j)
            g = g | (bitget(c, 1) << 7 - j)
            b = b | (bitget(c, 2) << 7 - j)
            c = c >> 3
        cmap[i] = np.array([r, g, b])
    return cmap


class ExtResize:
    def __init__(self, size):
        self.size = size

    def __call__(self, img, lbl):
        return F.resize(img, self.size, T.InterpolationMode.BILINEAR), F.resize(lbl, self.size, T.InterpolationMode.NEAREST)


class ExtToTensor:
    def __call__(self, pic, lbl):
        return F.to_tensor(pic), torch.from_numpy(np.array(lbl, dtype=np.uint8))


class ExtCompose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img, lbl):
        for t in self.transforms:
            img, lbl = t(img, lbl)
        return img, lbl


class StreamSegMetrics:
    def __init__(self, n_classes):
        self.n_classes = n_classes
        self.confusion_matrix = np.zeros((n_classes, n_classes))

    def update(self, label_trues, label_preds):
        for lt, lp in zip(label_trues, label_preds):
            self.confusion_matrix += self._fast_hist(lt.flatten(), lp.flatten())

    def _fast_hist(self, label_true, label_pred):
        mask = (label_true >= 0) & (label_true < self.n_classes)
        return np.bincount(self.n_classes * label_true[mask].astype(int) + label_pred[mask], minlength=self.n_classes**2).reshape(
            self.n_classes, self.n_classes
        )

    def get_results(self):
        hist = self.confusion_matrix
        acc = np.diag(hist).sum() / hist.sum()
        with np.errstate(all="ignore"):
            acc_cls = np.diag(hist) / hist.sum(axis=1)
            acc_cls = np.nanmean(acc_cls)
            iu = np.diag(hist) / (hist.sum(axis=1) + hist.sum(axis=0) - np.diag(hist))
        mean_iu = np.nanmean(iu)
        freq = hist.sum(axis=1) / hist.sum()
        fwavacc = (freq[freq > 0] * iu[freq > 0]).sum()
        return {
            "Overall Acc": float(acc),
            "Mean Acc": float(acc_cls),
            "FreqW Acc": float(fwavacc),
            "Mean IoU": float(mean_iu),
            "Class IoU": iu.tolist(),
        }

    @staticmethod
    def to_str(results):
        string = "\n"
        for k, v in results.items():
            if k != "Class IoU":
                string += "%s: %f\n" % (k, v)
        return string


torch.manual_seed(1)
np.random.seed(1)
random.seed(1)

val_transform = ExtCompose([ExtResize((48, 64)), ExtToTensor()])
val_dst = VOCSegmentation(root=ROOT, year="2012", image_set="val", download=False, transforms=val_transform)
val_loader = data.DataLoader(val_dst, batch_size=2, shuffle=False, num_workers=0)
show(len(val_dst), [Path(p).name for p in val_dst.images], [Path(p).name for p in val_dst.masks])

names = models.segmentation.LRASPP_MobileNet_V3_Large_Weights.DEFAULT.meta["categories"]
num_classes = len(names)
model = models.segmentation.lraspp_mobilenet_v3_large(weights=None, weights_backbone=None, num_classes=num_classes)
counts = torch.zeros(num_classes)
for _, lbl in val_dst:
    counts += torch.bincount(lbl[lbl < num_classes].long(), minlength=num_classes)
weight = torch.where(counts > 0, 1 / torch.log(1.02 + counts / counts.sum()), torch.zeros(()))
show([(names[i], int(n)) for i, n in enumerate(counts.tolist()) if n > 0], weight)

normalize = T.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225])
criterion = torch.nn.CrossEntropyLoss(weight=weight, ignore_index=255, reduction="mean")
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
model.train()
for itr in range(6):
    for images, labels in val_loader:
        if len(images) < 2:
            continue
        outputs = model(normalize(images))["out"]
        loss = criterion(outputs, labels.long())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        show(loss.item())

# A few steps leave the running statistics far from those of the data.
torch.optim.swa_utils.update_bn([normalize(images) for images, _ in val_loader], model)
metrics = StreamSegMetrics(num_classes)
model.eval()
cmap = voc_cmap()
with torch.no_grad():
    for images, labels in val_loader:
        outputs = model(normalize(images))["out"]
        preds = outputs.detach().max(dim=1)[1].cpu().numpy()
        targets = labels.cpu().numpy()
        metrics.update(targets, preds)
        coloured = cmap[preds[0]]
        show(coloured.astype(int).sum(axis=(0, 1)).tolist(), coloured[::24, ::32].tolist())

results = metrics.get_results()
show(results["Class IoU"], results["Overall Acc"], results["Mean Acc"], results["FreqW Acc"], results["Mean IoU"])
show(metrics.to_str(results))
show(metrics.confusion_matrix.sum(), metrics.confusion_matrix[0].tolist())

# A picture with the masks of all its classes over it.
image, label = val_dst[0]
present = label.unique()
present = present[present != 255]
masks = label[None] == present[:, None, None]
colors = [tuple(cmap[int(c)].tolist()) for c in present]
drawn = utils.draw_segmentation_masks((image * 255).to(torch.uint8), masks, alpha=0.6, colors=colors)
show(present, drawn.sum(dim=(1, 2)), drawn[:, ::16, ::16])
