"""The documents' networks and training steps in Python, on random data: prints every loss, exactly.

documents.test.ts does the same with the networks of examples/.
"""
import json
import warnings

import torch
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")
torch.set_num_threads(1)


class SVHN_Model1(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, 2), nn.ReLU(), nn.MaxPool2d(2)
        )
        for i in range(1, 7):
            setattr(self, f"fc{i}", nn.Linear(32 * 3 * 7, 11))

    def forward(self, img):
        out = self.cnn(img).flatten(1)
        return [getattr(self, f"fc{i}")(out) for i in range(1, 7)]


class Bottleneck(nn.Module):
    def __init__(self, inplanes, planes, stride, downsample=None):
        super().__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, 1, stride, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, 4 * planes, 1, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(4 * planes)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample

    def forward(self, x):
        shortcut = x if self.downsample is None else None
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.relu(self.bn3(self.conv3(out)))
        if shortcut is None:
            shortcut = self.downsample(x)
        return self.relu(out + shortcut)


class ResNet50(nn.Module):
    def __init__(self, layers, classes):
        super().__init__()
        self.inplane = 64
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.stages = nn.Sequential(
            *[self.make(64 * 2**i, n, 1 if i == 0 else 2) for i, n in enumerate(layers)]
        )
        self.avgpool = nn.AvgPool2d(7)
        self.fc = nn.Linear(2048, classes)

    def make(self, plane, count, stride):
        down = nn.Sequential(
            nn.Conv2d(self.inplane, 4 * plane, 1, stride, bias=False), nn.BatchNorm2d(4 * plane)
        )
        blocks = [Bottleneck(self.inplane, plane, stride, down)]
        self.inplane = 4 * plane
        return nn.Sequential(*blocks, *[Bottleneck(self.inplane, plane, 1) for _ in range(1, count)])

    def forward(self, x):
        out = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        return self.fc(torch.flatten(self.avgpool(self.stages(out)), 1))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(400, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2).view(-1, 400)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


def lenet():
    return nn.Sequential(
        nn.Conv2d(3, 6, 45), nn.ReLU(), nn.AvgPool2d(18, 2), nn.Conv2d(6, 9, 20), nn.ReLU(), nn.AvgPool2d(9, 2),
        nn.Flatten(), nn.Linear(9216, 544), nn.ReLU(), nn.Linear(544, 68), nn.ReLU(), nn.Linear(68, 2), nn.Softmax(),
    )


def xavier(m):
    if type(m) in (nn.Linear, nn.Conv2d):
        nn.init.xavier_uniform_(m.weight)


def steps(net, optimizer, loss_of, batches):
    losses = []
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_of(net(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def batches(count, n, classes, *shape):
    return [(torch.randn(n, *shape), torch.randint(0, classes, (n,))) for _ in range(count)]


results = {}
entropy = nn.CrossEntropyLoss()

torch.manual_seed(0)
net = SVHN_Model1()
data = [(torch.randn(8, 3, 64, 128), torch.randint(0, 11, (8, 6))) for _ in range(8)]
six = lambda out, y: (
    entropy(out[0], y[:, 0]) + entropy(out[1], y[:, 1]) + entropy(out[2], y[:, 2])
    + entropy(out[3], y[:, 3]) + entropy(out[4], y[:, 4]) + entropy(out[5], y[:, 5])
) / 6
results["street characters"] = steps(net, torch.optim.Adam(net.parameters(), 0.005), six, data)

torch.manual_seed(1)
net = ResNet50([1, 2, 1, 1], 14)
results["gestures"] = steps(
    net, torch.optim.Adam(net.parameters(), lr=1e-3), entropy, batches(3, 4, 14, 3, 224, 224)
)

torch.manual_seed(2)
net = lenet()
net.apply(xavier)
results["cat covers"] = steps(
    net, torch.optim.Adam(net.parameters(), lr=1e-5), entropy, batches(3, 2, 2, 3, 240, 240)
)

torch.manual_seed(3)
net = Net()
results["tutorial"] = steps(
    net, torch.optim.SGD(net.parameters(), lr=0.001, momentum=0.9), entropy, batches(40, 4, 10, 3, 32, 32)
)

print(json.dumps(results))
