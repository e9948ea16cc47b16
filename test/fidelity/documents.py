"""The documents' networks and training functions in Python, on random data: prints every loss, exactly.

documents.test.ts does the same with examples/. The networks that the benchmarks train as well are theirs.
"""
import json
import os
import sys
import warnings

import torch
from torch import nn, optim
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../bench"))
from networks import MyResNet, ResNet18, ResNet50, SVHN_Model1  # noqa: E402

warnings.filterwarnings("ignore")
torch.set_num_threads(1)


class SVHN_Model2(nn.Module):
    def __init__(self):
        super().__init__()
        model = ResNet18()
        model.avgpool = nn.AdaptiveAvgPool2d(1)
        self.cnn = nn.Sequential(*list(model.children())[:-1])
        self.heads = nn.ModuleList([nn.Linear(512, 11) for _ in range(6)])

    def forward(self, img):
        feat = self.cnn(img).flatten(1)
        return [head(feat) for head in self.heads]


class VGG16(nn.Module):
    """torchvision's vgg16, as far as its random numbers and layers go."""

    def __init__(self):
        super().__init__()
        layers, inplanes = [], 3
        for v in [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0]:
            if v == 0:
                layers.append(nn.MaxPool2d(2, 2))
            else:
                layers += [nn.Conv2d(inplanes, v, 3, padding=1), nn.ReLU(True)]
                inplanes = v
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(25088, 4096), nn.ReLU(True), nn.Dropout(),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(), nn.Linear(4096, 1000),
        )
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")
                nn.init.constant_(m.bias, 0)
            elif isinstance(m, nn.Linear):
                nn.init.normal_(m.weight, 0, 0.01)
                nn.init.constant_(m.bias, 0)

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


class MyVgg(nn.Module):
    def __init__(self, vgg):
        super().__init__()
        own = [nn.Conv2d(128, 128, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2)]
        self.features = nn.Sequential(*vgg.features[0:9], *own)
        self.avgpool = vgg.avgpool
        self.fc = nn.Sequential(nn.Linear(7 * 7 * 128, 4096), *vgg.classifier[1:6], nn.Linear(4096, 10))

    def forward(self, x):
        return self.fc(self.avgpool(self.features(x)).view(x.shape[0], -1))


class MyResNet2(nn.Module):
    def __init__(self, resnet):
        super().__init__()
        own = nn.Conv2d(3, 64, 3, 1, 1, bias=False)
        self.block1 = nn.Sequential(own, resnet.bn1, resnet.relu)
        self.block2, self.block3, self.block4 = resnet.layer2, resnet.layer3, resnet.layer4
        self.avgpool = resnet.avgpool
        self.fc = nn.Linear(512, 10)

    def forward(self, x):
        x = self.block4(self.block3(self.block2(self.block1(x))))
        return self.fc(self.avgpool(x).view(x.shape[0], 512))


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


def alexnet():
    return nn.Sequential(
        nn.Conv2d(3, 96, 11, 4, 1), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(96, 256, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(256, 384, 3, padding=1), nn.ReLU(), nn.Conv2d(384, 384, 3, padding=1), nn.ReLU(),
        nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten(),
        nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(4096, 2), nn.Softmax(),
    )  # fmt: skip


def data(count, classes, *shape, labels=()):
    return TensorDataset(torch.randn(count, *shape), torch.randint(0, classes, (count, *labels)))


def loader(dataset, size, shuffle=True):
    return DataLoader(dataset, batch_size=size, shuffle=shuffle)


entropy = nn.CrossEntropyLoss()


def train(net, batches, optimizer, epochs=1, loss_of=entropy, after_epoch=lambda: None):
    losses = []
    for _ in range(epochs):
        net.train()
        for x, y in batches:
            optimizer.zero_grad()
            loss = loss_of(net(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        after_epoch()
    return losses


def right(net, batches):
    """How many of all are right, and of how many."""
    with torch.no_grad():
        counts = [((net(x).argmax(1) == y).sum().item(), len(y)) for x, y in batches]
    return sum(a for a, _ in counts), sum(b for _, b in counts)


# ---- 000

def six_heads(net, count):
    def six(out, y):
        return (
            entropy(out[0], y[:, 0]) + entropy(out[1], y[:, 1]) + entropy(out[2], y[:, 2])
            + entropy(out[3], y[:, 3]) + entropy(out[4], y[:, 4]) + entropy(out[5], y[:, 5])
        ) / 6

    batches = loader(data(count, 11, 3, 64, 128, labels=[6]), 4)
    return train(net, batches, optim.Adam(net.parameters(), 0.005), 2, six)


# ---- 001

def full_procedure(net, epochs, bs, side, lr=0.001, gamma=0, wd=0):
    sets = data(20, 10, 3, side, side), data(8, 10, 3, side, side)
    torch.manual_seed(1412)
    batchdata, testdata = loader(sets[0], bs), loader(sets[1], bs, shuffle=False)
    criterion = nn.CrossEntropyLoss(reduction="sum")
    opt = optim.RMSprop(net.parameters(), lr=lr, alpha=0.99, momentum=gamma, weight_decay=wd)
    curves = {"trainlosslist": [], "testlosslist": [], "trainacclist": [], "testacclist": []}

    def note(kind, loss, correct, samples):
        curves[f"{kind}losslist"].append(float(loss * 100) / samples)
        curves[f"{kind}acclist"].append(float(correct * 100) / samples)

    for _ in range(epochs):
        net.train()
        total_loss = total_correct = 0
        for x, y in batchdata:
            sigma = net(x)
            loss = criterion(sigma, y)
            loss.backward()
            opt.step()
            opt.zero_grad(set_to_none=True)
            total_correct += torch.sum(torch.max(sigma, 1)[1] == y)
            total_loss += loss.detach()
        note("train", total_loss, total_correct, len(sets[0]))
        net.eval()
        total_loss = total_correct = 0
        with torch.no_grad():
            for x, y in testdata:
                sigma = net(x)
                total_loss += criterion(sigma, y)
                total_correct += torch.sum(torch.max(sigma, 1)[1] == y)
        note("test", total_loss, total_correct, len(sets[1]))
    return curves


# ---- 002

def gestures(net):
    batches, validation = loader(data(6, 14, 3, 224, 224), 3), loader(data(4, 14, 3, 224, 224), 3)
    val_acc_list = []

    def validate():
        net.eval()
        correct, total = right(net, validation)
        val_acc_list.append(100 * correct / total)

    losses = train(net, batches, optim.Adam(net.parameters(), lr=1e-3), 2, after_epoch=validate)
    return {"losses": losses, "val_acc_list": val_acc_list}


# ---- 003

def cats(net, count, lr):
    def init_weights(m):
        if type(m) == nn.Linear or type(m) == nn.Conv2d:
            nn.init.xavier_uniform_(m.weight)

    batches, tests = loader(data(count, 2, 3, 240, 240), 2), loader(data(2, 2, 3, 240, 240), 2)
    net.apply(init_weights)
    accuracy_record = []

    def test():
        correct, total = right(net, tests)  # the mode stays: dropout is drawn
        accuracy_record.append(correct / total)

    losses = train(net, batches, optim.Adam(net.parameters(), lr=lr), 2, after_epoch=test)
    return {"loss_record": losses[count // 2 - 1 :: count // 2], "accuracy_record": accuracy_record}


# ---- 004

def tutorial(net, trainable, count, size):
    optimizer = optim.SGD(trainable, lr=0.001, momentum=0.9)
    scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.1)
    batches = loader(data(count, 10, 3, 32, 32), size)
    return train(net, batches, optimizer, 2, after_epoch=scheduler.step)


def frozen_vgg():
    model = VGG16()
    for param in model.parameters():
        param.requires_grad = False
    model.classifier[6] = nn.Linear(4096, 10)
    return model


def small(net):
    net.avgpool = nn.AvgPool2d(7)
    return net


results = {}


def case(name, seed, make, run):
    torch.manual_seed(seed)
    results[name] = run(make())


case("SVHN_Model1", 0, SVHN_Model1, lambda net: six_heads(net, 16))
case("SVHN_Model2", 1, SVHN_Model2, lambda net: six_heads(net, 8))
case("MyResNet", 2, MyResNet, lambda net: full_procedure(net, 2, 8, 16))
case("MyVgg", 3, lambda: MyVgg(VGG16()), lambda net: full_procedure(net, 1, 16, 12))
case("MyResNet2", 4, lambda: MyResNet2(ResNet18()), lambda net: full_procedure(net, 2, 8, 16, 0.0001, 0.9, 0.00005))
case("ResNet50", 5, lambda: small(ResNet50([1, 2, 1, 1], 14)), gestures)
case("get_net", 6, lenet, lambda net: cats(net, 4, 1e-5))
case("get_alexnet", 7, alexnet, lambda net: cats(net, 4, 1e-4))
case("Net", 8, Net, lambda net: tutorial(net, net.parameters(), 40, 4))
case("VGG16", 9, frozen_vgg, lambda net: tutorial(net, net.classifier[6].parameters(), 8, 4))

print(json.dumps(results))
