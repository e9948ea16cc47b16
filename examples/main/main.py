"""The same program as main.ts, in Python with PyTorch alone: for the same seed and one CPU thread it gives the same
losses to the last bit. `--evaluate FILE` tests the weights that either of them saved instead of training."""

import argparse
import gzip
import json
import os
import struct

import torch
from torch import nn, optim
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset, Subset

HERE = os.path.dirname(os.path.abspath(__file__))
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(-1, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(-1, 1, 1)


def read_digits(train):
    with gzip.open(os.path.join(HERE, "../../data/digits.csv.gz"), "rt") as file:
        rows = [[int(field) for field in line.split(",")] for line in file]
    rows = rows[:1437] if train else rows[1437:]
    ink = torch.tensor([row[:-1] for row in rows])
    pixels = (ink * 255 + 8) // 16  # rounded
    return pixels.to(torch.uint8).view(-1, 8, 8), torch.tensor([row[-1] for row in rows])


def read_idx(root, folder, name):
    places = [os.path.join(root, folder, "raw", name), os.path.join(root, name)]
    path = next(p + end for p in places for end in ("", ".gz") if os.path.exists(p + end))
    with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as file:
        content = bytearray(file.read())
    ndim = content[3]
    shape = struct.unpack(f">{ndim}I", content[4 : 4 + 4 * ndim])
    return torch.frombuffer(content, dtype=torch.uint8, offset=4 + 4 * ndim).view(shape)


def read_mnist(root, folder, train):
    part = "train" if train else "t10k"
    images = read_idx(root, folder, f"{part}-images-idx3-ubyte")
    return images, read_idx(root, folder, f"{part}-labels-idx1-ubyte").long()


class Pictures(Dataset):
    """Resized to side + 2, cropped to side (anywhere for training, in the middle for testing), normalised."""

    def __init__(self, data, side, train):
        self.images, self.targets = data
        self.side = side
        self.train = train

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        side = self.side
        x = self.images[index][None, None]
        if tuple(x.shape[-2:]) != (side + 2, side + 2):
            x = F.interpolate(x, size=(side + 2, side + 2), mode="bilinear", antialias=True)
        top, left = (torch.randint(0, 3, size=(1,)).item() for _ in range(2)) if self.train else (1, 1)
        x = x[0, :, top : top + side, left : left + side].expand(3, side, side)
        return (x.to(torch.float32).div(255) - MEAN) / STD, int(self.targets[index])


def load_data(options):
    folders = {"mnist": "MNIST", "fashion-mnist": "FashionMNIST", "kmnist": "KMNIST"}
    side = 16 if options.dataset == "digits" else 28

    def pictures(train):
        if options.dataset == "digits":
            return Pictures(read_digits(train), side, train)
        return Pictures(read_mnist(options.root, folders[options.dataset], train), side, train)

    train, test = pictures(True), pictures(False)
    if options.samples is not None:
        train = Subset(train, range(min(options.samples, len(train))))
    return train, test


class BasicBlock(nn.Module):
    def __init__(self, inplanes, planes, stride):
        super().__init__()
        downsample = None
        if stride != 1 or inplanes != planes:
            downsample = nn.Sequential(nn.Conv2d(inplanes, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))
        self.conv1 = nn.Conv2d(inplanes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = downsample

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += x if self.downsample is None else self.downsample(x)
        return self.relu(out)


class ResNet18(nn.Module):
    """torchvision's resnet18, as far as its random numbers and the parts used here go."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        planes = [64, 64, 128, 256, 512]
        for i in range(1, 5):
            first = BasicBlock(planes[i - 1], planes[i], 1 if i == 1 else 2)
            setattr(self, f"layer{i}", nn.Sequential(first, BasicBlock(planes[i], planes[i], 1)))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512, 1000)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")


class MyResNet(nn.Module):
    def __init__(self, resnet18_):
        super().__init__()
        self.block1 = nn.Sequential(
            nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False), resnet18_.bn1, resnet18_.relu
        )
        self.block2 = resnet18_.layer2
        self.block3 = resnet18_.layer3
        self.avgpool = resnet18_.avgpool
        self.fc = nn.Linear(in_features=256, out_features=10, bias=True)

    def forward(self, x):
        x = self.avgpool(self.block3(self.block2(self.block1(x))))
        return self.fc(x.view(x.shape[0], 256))


def iter_once(net, criterion, opt, x, y):
    sigma = net(x)
    loss = criterion(sigma, y)
    loss.backward()
    opt.step()
    opt.zero_grad(set_to_none=True)
    return torch.sum(torch.max(sigma, 1)[1] == y), loss.detach()


@torch.no_grad()
def test_once(net, criterion, x, y):
    sigma = net(x)
    return torch.sum(torch.max(sigma, 1)[1] == y), criterion(sigma, y)


def mean_of(step, net, loader, device):
    """Accuracy in % and 100 times the loss of a sample, over all batches."""
    correct_sum, loss_sum = 0, 0
    for x, y in loader:
        correct, loss = step(x.to(device), y.to(device).view(x.shape[0]))
        correct_sum += correct
        loss_sum += loss
    samples = len(loader.dataset)
    return float(correct_sum * 100) / samples, float(loss_sum * 100) / samples


class EarlyStopping:
    def __init__(self, patience=5, tol=0.0005):
        self.patience, self.tol = patience, tol
        self.counter, self.lowest_loss = 0, None

    def __call__(self, loss):
        if self.lowest_loss is None or self.lowest_loss - loss > self.tol:
            self.lowest_loss, self.counter = loss, 0
        elif self.lowest_loss - loss < self.tol:
            self.counter += 1
        return self.counter >= self.patience


def run(options):
    device = torch.device(options.device)
    train, test = load_data(options)
    torch.manual_seed(options.seed)
    net = MyResNet(ResNet18()).to(device)
    criterion = nn.CrossEntropyLoss(reduction="sum")
    testdata = DataLoader(test, batch_size=options.batch_size)

    def on_test():
        net.eval()
        return mean_of(lambda x, y: test_once(net, criterion, x, y), net, testdata, device)

    if options.evaluate:
        net.load_state_dict(torch.load(options.evaluate, map_location=device, weights_only=True))
        acc, loss = on_test()
        print(json.dumps({"testacc": acc, "testloss": loss}))
        return

    torch.manual_seed(options.seed)
    batchdata = DataLoader(train, batch_size=options.batch_size, shuffle=True)
    opt = optim.RMSprop(net.parameters(), lr=options.lr, alpha=0.99, momentum=0, weight_decay=0)
    early_stopping = EarlyStopping(tol=10**-5)
    curves = {"trainlosslist": [], "testlosslist": [], "trainacclist": [], "testacclist": []}
    os.makedirs(options.out, exist_ok=True)
    for epoch in range(1, options.epochs + 1):
        net.train()
        trainacc, trainloss = mean_of(
            lambda x, y: iter_once(net, criterion, opt, x, y), net, batchdata, device
        )
        testacc, testloss = on_test()
        print(
            f"Epoch{epoch}:\t Train Loss:{trainloss:.6f}, Test Loss:{testloss:.6f}, "
            f"Train Acc:{trainacc:.3f}%, Test Acc:{testacc:.3f}%"
        )
        if testacc > max(curves["testacclist"], default=-1):
            torch.save(net.state_dict(), os.path.join(options.out, "MyResNet.pt"))
        for name, value in zip(curves, (trainloss, testloss, trainacc, testacc)):
            curves[name].append(value)
        if early_stopping(testloss):
            break
    with open(os.path.join(options.out, "curves.json"), "w") as file:
        json.dump(curves, file, indent=1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", choices=["digits", "mnist", "fashion-mnist", "kmnist"], default="digits")
    parser.add_argument("--root")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--lr", type=float, default=0.001)
    parser.add_argument("--samples", type=int)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=1412)
    parser.add_argument("--out", default="out/main-python")
    parser.add_argument("--evaluate", metavar="FILE", help="print the test accuracy of these weights")
    run(parser.parse_args())
