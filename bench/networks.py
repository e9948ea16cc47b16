"""The networks that training.ts takes from the examples, in Python; torchvision's resnet18 is written out, so that nothing but torch is needed."""

import torch
from torch import nn


class SVHN_Model1(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, kernel_size=(3, 3), stride=(2, 2)),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 32, kernel_size=(3, 3), stride=(2, 2)),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        for i in range(1, 7):
            setattr(self, f"fc{i}", nn.Linear(32 * 3 * 7, 11))

    def forward(self, img):
        fout = self.cnn(img)
        fout = fout.view(fout.shape[0], -1)
        c1 = self.fc1(fout)
        c2 = self.fc2(fout)
        c3 = self.fc3(fout)
        c4 = self.fc4(fout)
        c5 = self.fc5(fout)
        c6 = self.fc6(fout)
        return c1, c2, c3, c4, c5, c6


class BasicBlock(nn.Module):
    def __init__(self, inplanes, planes, stride):
        super().__init__()
        shortcut = None
        if stride != 1 or inplanes != planes:
            shortcut = nn.Sequential(nn.Conv2d(inplanes, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))
        self.conv1 = nn.Conv2d(inplanes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = shortcut

    def forward(self, x):
        identity = x
        out = self.conv1(x)
        out = self.bn1(out)
        out = self.relu(out)
        out = self.conv2(out)
        out = self.bn2(out)
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)


class ResNet18(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(BasicBlock(64, 64, 1), BasicBlock(64, 64, 1))
        self.layer2 = nn.Sequential(BasicBlock(64, 128, 2), BasicBlock(128, 128, 1))
        self.layer3 = nn.Sequential(BasicBlock(128, 256, 2), BasicBlock(256, 256, 1))
        self.layer4 = nn.Sequential(BasicBlock(256, 512, 2), BasicBlock(512, 512, 1))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512, 1000)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


class MyResNet(nn.Module):
    def __init__(self):
        super().__init__()
        resnet18_ = ResNet18()
        self.block1 = nn.Sequential(
            nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False), resnet18_.bn1, resnet18_.relu
        )
        self.block2 = resnet18_.layer2
        self.block3 = resnet18_.layer3
        self.avgpool = resnet18_.avgpool
        self.fc = nn.Linear(in_features=256, out_features=10, bias=True)

    def forward(self, x):
        x = self.block1(x)
        x = self.block2(x)
        x = self.block3(x)
        x = self.avgpool(x)
        x = x.view(x.shape[0], 256)
        return self.fc(x)


class Bottleneck(nn.Module):
    extention = 4

    def __init__(self, inplanes, planes, stride, downsample=None):
        super().__init__()
        outplanes = planes * self.extention
        self.conv1 = nn.Conv2d(inplanes, planes, kernel_size=1, stride=stride, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, outplanes, kernel_size=1, stride=1, bias=False)
        self.bn3 = nn.BatchNorm2d(outplanes)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample

    def forward(self, x):
        shortcut = x
        out = self.conv1(x)
        out = self.bn1(out)
        out = self.relu(out)
        out = self.conv2(out)
        out = self.bn2(out)
        out = self.relu(out)
        out = self.conv3(out)
        out = self.bn3(out)
        out = self.relu(out)
        if self.downsample is not None:
            shortcut = self.downsample(x)
        out = out + shortcut
        out = self.relu(out)
        return out


class ResNet50(nn.Module):
    def __init__(self, layers, num_class):
        super().__init__()
        self.inplane = 64
        self.conv1 = nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.stage1 = self.make_layer(64, layers[0], 1)
        self.stage2 = self.make_layer(128, layers[1], 2)
        self.stage3 = self.make_layer(256, layers[2], 2)
        self.stage4 = self.make_layer(512, layers[3], 2)
        self.avgpool = nn.AvgPool2d(2)
        self.fc = nn.Linear(512 * Bottleneck.extention, num_class)

    def make_layer(self, plane, block_num, stride):
        outplane = plane * Bottleneck.extention
        downsample = None
        if stride != 1 or self.inplane != outplane:
            conv = nn.Conv2d(self.inplane, outplane, stride=stride, kernel_size=1, bias=False)
            downsample = nn.Sequential(conv, nn.BatchNorm2d(outplane))
        blocks = [Bottleneck(self.inplane, plane, stride, downsample)]
        self.inplane = outplane
        blocks += [Bottleneck(outplane, plane, 1) for _ in range(1, block_num)]
        return nn.Sequential(*blocks)

    def forward(self, x):
        out = self.conv1(x)
        out = self.bn1(out)
        out = self.relu(out)
        out = self.maxpool(out)
        out = self.stage1(out)
        out = self.stage2(out)
        out = self.stage3(out)
        out = self.stage4(out)
        out = self.avgpool(out)
        out = torch.flatten(out, 1)
        return self.fc(out)
