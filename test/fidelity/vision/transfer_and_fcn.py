from shown import show
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
import torchvision
from torchvision import models
from torchvision.models import get_model, get_model_builder, get_model_weights, get_weight, list_models, ResNet50_Weights, resnet18
from torchvision.models.feature_extraction import create_feature_extractor, get_graph_node_names
from torchvision.models.detection.mask_rcnn import MaskRCNN
from torchvision.models.detection.backbone_utils import LastLevelMaxPool
from torchvision.ops.feature_pyramid_network import FeaturePyramidNetwork
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.segmentation import fcn_resnet50
from torchvision.models.segmentation.fcn import FCNHead

torch.manual_seed(5)
# What there is.
show(list_models(module=models)[:4], list_models(include="resnet*", exclude=["*50", "*152"]), list_models(module=torchvision.models.segmentation))
weights = ResNet50_Weights.IMAGENET1K_V2
show(str(weights), weights.url, weights.meta["num_params"], weights.meta["categories"][:3], weights.meta["min_size"], weights == ResNet50_Weights.DEFAULT, weights.name)
show([str(w) for w in get_model_weights("vit_b_16")], str(get_weight("Swin_T_Weights.DEFAULT")), get_model_builder("resnet18") is resnet18, len(get_model_weights(resnet18)))
show(str(weights.transforms()).split("\n")[:2])
preprocess = weights.transforms(antialias=True)
show(preprocess(torch.rand(3, 300, 260)).shape, preprocess(torch.randint(0, 256, (2, 3, 250, 400), dtype=torch.uint8)).mean().item())
net = get_model("resnet18", weights=None, num_classes=5)
for wrong in (lambda: get_model("nothing"), lambda: get_weight("ResNet50_Weights.NOPE"), lambda: get_weight("x"), lambda: resnet18(weights=ResNet50_Weights.DEFAULT)):
    try:
        wrong()
    except Exception as e:
        show(type(e).__name__)

# Features.
train_nodes, eval_nodes = get_graph_node_names(net)
show(train_nodes[-6:], train_nodes == eval_nodes)
extractor = create_feature_extractor(net, return_nodes={"layer1.0.add": "early", "layer4": "late", "flatten": "flat"})
out = extractor(torch.rand(2, 3, 64, 64))
show({k: list(v.shape) for k, v in out.items()}.__repr__(), [v.sum().item() for v in out.values()])
body = IntermediateLayerGetter(net, {"layer2": "0", "layer4": "1"})
show([(k, v.mean().item()) for k, v in body(torch.rand(2, 3, 64, 64)).items()])


class Resnet18WithFPN(nn.Module):
    def __init__(self):
        super().__init__()
        m = resnet18()
        self.body = create_feature_extractor(m, return_nodes={f"layer{k}": str(v) for v, k in enumerate([1, 2, 3, 4])})
        inp = torch.randn(2, 3, 64, 64)
        with torch.no_grad():
            out = self.body(inp)
        in_channels_list = [o.shape[1] for o in out.values()]
        self.out_channels = 32
        self.fpn = FeaturePyramidNetwork(in_channels_list, out_channels=self.out_channels, extra_blocks=LastLevelMaxPool())

    def forward(self, x):
        x = self.body(x)
        x = self.fpn(x)
        return x


backbone = Resnet18WithFPN()
show([(k, list(v.shape)) for k, v in backbone(torch.rand(2, 3, 64, 64)).items()])
model = MaskRCNN(backbone, num_classes=3, min_size=64, max_size=64).eval()
with torch.no_grad():
    found = model([torch.rand(3, 64, 64)])[0]
show(sorted(found), list(found["masks"].shape)[1:])

# Freeze, replace, train in two stages.
for p in net.parameters():
    p.requires_grad = False
net.fc = nn.Sequential(nn.Dropout(0.3), nn.Linear(net.fc.in_features, 16), nn.ReLU(), nn.Linear(16, 3))


def set_bn_eval(m):
    if isinstance(m, nn.modules.batchnorm._BatchNorm):
        m.eval()


x, y = torch.rand(6, 3, 48, 48), torch.tensor([0, 1, 2, 0, 1, 2])
optimizer = torch.optim.Adam(filter(lambda p: p.requires_grad, net.parameters()), lr=1e-2)
for stage in range(2):
    net.train()
    net.apply(set_bn_eval)
    for _ in range(3):
        loss = nn.CrossEntropyLoss()(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        show(loss.item())
    for name, p in net.named_parameters():
        if name.startswith(("layer4", "fc")):
            p.requires_grad_(True)
    try:
        optimizer.add_param_group({"params": net.layer4.parameters(), "lr": 1e-4})
    except ValueError as e:
        show(type(e).__name__, str(e))
    show(sum(p.requires_grad for p in net.parameters()), len(optimizer.param_groups), net.bn1.training)
net.fc = nn.Identity()
net.eval()
embedded = nn.functional.normalize(net(x), dim=1)
show((embedded @ embedded.T).diagonal(offset=1))


# Segmentation: pictures of unlike sizes, an auxiliary head, a polynomial rate.
class Blobs(Dataset):
    def __init__(self, n):
        g = torch.Generator().manual_seed(n)
        self.items = []
        for i in range(n):
            h, w = 40 + 8 * (i % 2), 56 - 8 * (i % 3)
            mask = torch.zeros(h, w, dtype=torch.int64)
            mask[5 : 20 + i, 8:30] = 1 + i % 2
            mask[:3] = 255
            image = torch.rand(3, h, w, generator=g) * 0.3 + mask.clamp(max=2)[None] * 0.3
            self.items.append((image, mask))

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


def cat_list(images, fill_value=0):
    max_size = tuple(max(s) for s in zip(*[img.shape for img in images]))
    batched_imgs = images[0].new(len(images), *max_size).fill_(fill_value)
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


seg = fcn_resnet50(weights=None, weights_backbone=None, num_classes=21, aux_loss=True)
seg.classifier = FCNHead(2048, 3)
seg.aux_classifier = FCNHead(1024, 3)
loader = DataLoader(Blobs(4), batch_size=2, shuffle=True, collate_fn=collate_fn, drop_last=True)
params = [
    {"params": [p for p in seg.backbone.parameters() if p.requires_grad]},
    {"params": [p for p in seg.classifier.parameters() if p.requires_grad]},
    {"params": [p for p in seg.aux_classifier.parameters() if p.requires_grad], "lr": 0.02},
]
optimizer = torch.optim.SGD(params, lr=0.01, momentum=0.9, weight_decay=1e-4)
total = len(loader) * 2
main = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters=total - 1, power=0.9)
warm = torch.optim.lr_scheduler.ConstantLR(optimizer, factor=0.1, total_iters=1)
scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, [warm, main], milestones=[1])
for epoch in range(2):
    seg.train()
    for image, target in loader:
        loss = criterion(seg(image), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        show(image.shape, loss.item(), [g["lr"] for g in optimizer.param_groups])
matrix = ConfusionMatrix(3)
seg.eval()
with torch.inference_mode():
    for image, target in DataLoader(Blobs(3), batch_size=1):
        matrix.update(target.flatten(), seg(image)["out"].argmax(1).flatten())
show(str(matrix), matrix.mat)
