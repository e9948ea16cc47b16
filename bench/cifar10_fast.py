"""CIFAR-10 to 94 % in about ten epochs: examples/005-cifar10-fast in plain PyTorch, to compare with.

The ideas are those of Keller Jordan's "94% on CIFAR-10 in 3.29 Seconds on a Single GPU" (2024).
"""

import argparse
import pathlib
import pickle
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim

MEAN, STD = (0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616)


def made_up(count, shift):
    """Pictures of ten kinds that need no data: a pattern for each kind, and noise."""
    torch.manual_seed(7)
    patterns = torch.rand(10, 3, 4, 4)
    torch.manual_seed(shift)
    labels = torch.arange(count) % 10
    large = F.interpolate(patterns[labels], size=(32, 32), mode="nearest")
    return (large * 0.6 + torch.rand(count, 3, 32, 32) * 0.4).mul(255).to(torch.uint8), labels


def published(root, names):
    """The batches for Python, as they are published."""
    images, labels = [], []
    for name in names:
        with open(pathlib.Path(root) / "cifar-10-batches-py" / name, "rb") as file:
            batch = pickle.load(file, encoding="bytes")
        images.append(batch[b"data"])
        labels += batch[b"labels"]
    return torch.from_numpy(np.concatenate(images)).view(-1, 3, 32, 32), torch.tensor(labels)


def load_data(options):
    if options.data:
        data = torch.load(options.data)
        return (data["train_images"], data["train_labels"]), (data["test_images"], data["test_labels"])
    if options.tiny:
        return made_up(256, 1), made_up(64, 2)
    return published(options.root, [f"data_batch_{i}" for i in range(1, 6)]), published(options.root, ["test_batch"])


def whitening(images):
    """Filters of 2 x 2 that make patches of the pictures uncorrelated, and their negatives: (24, 3, 2, 2)."""
    patches = images.unfold(2, 2, 1).unfold(3, 2, 1).permute(0, 2, 3, 1, 4, 5).reshape(-1, 12).float()
    covariance = patches.t().mm(patches) / patches.shape[0]
    values, vectors = torch.linalg.eigh(covariance)
    filters = (vectors / (values + 5e-4).sqrt()).t().reshape(12, 3, 2, 2)
    return torch.cat([filters, -filters])


class Norm(nn.BatchNorm2d):
    def __init__(self, features):
        super().__init__(features, eps=1e-12, momentum=0.4)
        self.weight.requires_grad = False


class Conv(nn.Conv2d):
    """Begins by passing its input on as far as it has channels for it."""

    def __init__(self, inputs, outputs):
        super().__init__(inputs, outputs, kernel_size=3, padding=1, bias=False)
        with torch.no_grad():
            nn.init.dirac_(self.weight[:inputs])


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv1 = Conv(inputs, outputs)
        self.norm1 = Norm(outputs)
        self.conv2 = Conv(outputs, outputs)
        self.norm2 = Norm(outputs)

    def forward(self, x):
        x = F.gelu(self.norm1(F.max_pool2d(self.conv1(x), 2)))
        return F.gelu(self.norm2(self.conv2(x)))


class Net(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.whiten = nn.Conv2d(3, 24, 2)
        self.whiten.weight.requires_grad = False
        self.block1 = Block(24, widths[0])
        self.block2 = Block(widths[0], widths[1])
        self.block3 = Block(widths[1], widths[2])
        self.head = nn.Linear(widths[2], 10, bias=False)

    def forward(self, x):  # (N, 3, 32, 32)
        x = F.gelu(self.whiten(x))  # (N, 24, 31, 31)
        x = self.block3(self.block2(self.block1(x)))  # (N, W, 3, 3)
        x = F.max_pool2d(x, 3).flatten(1)
        return self.head(x) / 9


def shifted(padded, reach):
    """Each picture from a place of its own in what was padded by `reach`."""
    count = padded.shape[0]
    device = padded.device
    down = torch.randint(0, 2 * reach + 1, (count,), device=device)
    right = torch.randint(0, 2 * reach + 1, (count,), device=device)
    steps = torch.arange(32, device=device)
    rows = (down.view(-1, 1) + steps).view(count, 1, 32, 1)
    columns = (right.view(-1, 1) + steps).view(count, 1, 1, 32)
    which = torch.arange(count, device=device).view(-1, 1, 1, 1)
    channels = torch.arange(3, device=device).view(1, 3, 1, 1)
    return padded[which, channels, rows, columns]


class Loader:
    """Batches of shifted pictures, all mirrored in every other epoch, in a new order each time."""

    def __init__(self, images, labels, batch_size, reach=2):
        first = torch.rand(images.shape[0], device=images.device) < 0.5
        self.images = torch.where(first.view(-1, 1, 1, 1), images.flip(3), images)
        self.labels, self.batch_size, self.reach, self.epoch = labels, batch_size, reach, 0

    def __len__(self):
        return self.images.shape[0] // self.batch_size

    def __iter__(self):
        images = self.images.flip(3) if self.epoch % 2 else self.images
        self.epoch += 1
        images = shifted(F.pad(images, [self.reach] * 4, mode="reflect"), self.reach)
        order = torch.randperm(images.shape[0], device=images.device)
        for i in range(len(self)):
            chosen = order[i * self.batch_size : (i + 1) * self.batch_size]
            yield images[chosen], self.labels[chosen]


class Lookahead:
    """A slow copy of the weights, which follows them and now and then replaces them."""

    def __init__(self, net):
        self.fast = [*net.parameters(), *[buffer for buffer in net.buffers() if buffer.is_floating_point()]]
        self.slow = [tensor.detach().clone() for tensor in self.fast]

    @torch.no_grad()
    def step(self, decay):
        for slow, fast in zip(self.slow, self.fast):
            slow.lerp_(fast, 1 - decay)
            fast.copy_(slow)


def rate(step, total):
    """The learning rate's share: from 0.2 up to 1 in the first quarter, then down to 0.07."""
    peak = 0.23 * total
    return 0.2 + 0.8 * step / peak if step < peak else 1 - 0.93 * (step - peak) / (total - peak)


@torch.no_grad()
def accuracy(net, images, labels):
    """Of the mean over the pictures, two shifts of them, and the mirrored ones."""
    padded = F.pad(images, [1] * 4, mode="reflect")
    correct = 0
    for i in range(0, images.shape[0], 2000):
        def both(x):
            return net(x) + net(x.flip(3))

        part = padded[i : i + 2000]
        outputs = both(images[i : i + 2000]) / 2
        outputs = outputs + (both(part[:, :, 0:32, 0:32]) + both(part[:, :, 2:34, 2:34])) / 4
        correct += (outputs.argmax(1) == labels[i : i + 2000]).sum().item()
    return correct / images.shape[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", help="the folder with cifar-10-batches-py")
    parser.add_argument("--data", help="a file that the example's --save-data wrote")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--batch-size", type=int)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if not (options.root or options.data or options.tiny):
        parser.error("one of --root, --data and --tiny is needed")
    epochs = options.epochs or (2 if options.tiny else 10)
    batch_size = options.batch_size or (64 if options.tiny else 1024)
    widths = (16, 32, 32) if options.tiny else (64, 256, 256)
    device = torch.device(options.device)
    cuda = device.type == "cuda"
    if not cuda:
        torch.set_num_threads(1)
    dtype = torch.float16 if cuda else torch.float32
    torch.backends.cudnn.benchmark = True

    mean, std = (torch.tensor(values).view(1, 3, 1, 1) for values in (MEAN, STD))

    def prepared(images):
        normal = (images.float() / 255 - mean) / std
        return normal.to(device, dtype).contiguous(memory_format=torch.channels_last)

    (images, labels), (test_images, test_labels) = load_data(options)
    images, test_images = prepared(images), prepared(test_images)
    labels, test_labels = labels.to(device), test_labels.to(device)

    torch.manual_seed(options.seed)
    net = Net(widths).to(device, dtype).to(memory_format=torch.channels_last)
    for module in net.modules():
        if isinstance(module, Norm):
            module.float()
    with torch.no_grad():
        net.whiten.weight.copy_(whitening(images[:5000]))
        net.whiten.bias.zero_()
    loader = Loader(images, labels, batch_size)
    total = epochs * len(loader)

    momentum = 0.85
    scale = 1024 * (1 + 1 / (1 - momentum))
    lr, decay = 11.5 / scale, 0.0153 * batch_size / scale
    biases = [p for name, p in net.named_parameters() if "norm" in name and p.requires_grad]
    others = [p for name, p in net.named_parameters() if "norm" not in name and p.requires_grad]
    groups = [
        {"params": biases, "lr": lr * 64, "weight_decay": decay / (lr * 64)},
        {"params": others, "lr": lr, "weight_decay": decay / lr},
    ]
    opt = optim.SGD(groups, lr=lr, momentum=momentum, nesterov=True)
    peaks = [group["lr"] for group in opt.param_groups]
    lookahead = Lookahead(net)

    begin, step, seconds = time.perf_counter(), 0, 0.0
    for epoch in range(1, epochs + 1):
        net.train()
        for x, y in loader:
            for group, peak in zip(opt.param_groups, peaks):
                group["lr"] = peak * rate(step, total)
            loss = F.cross_entropy(net(x).float(), y, label_smoothing=0.2, reduction="sum")
            opt.zero_grad()
            loss.backward()
            opt.step()
            step += 1
            if step % 5 == 0:
                lookahead.step(0.95**5 * (step / total) ** 3)
        if epoch == epochs:
            lookahead.step(0)
        last = loss.item() / batch_size
        seconds = time.perf_counter() - begin
        net.eval()
        print(f"epoch {epoch}: loss {last:.4f}, {100 * accuracy(net, test_images, test_labels):.2f} %")
        begin = time.perf_counter() - seconds
    print(f"{total} steps in {seconds:.2f} s")


if __name__ == "__main__":
    main()
