"""Training steps of training.ts in Python."""

import torch
from networks import MyResNet, ResNet50, SVHN_Model1
from torch import nn, optim


def after_three_steps(model, step):
    results = [step(), step(), step()]
    return [results, [parameter.detach().to(torch.float64).sum().item() for parameter in model.parameters()]]


def svhn_model1():
    torch.manual_seed(0)
    model = SVHN_Model1()
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.Adam(model.parameters(), 0.005)
    data = [torch.randn(32, 3, 64, 128), torch.randint(0, 11, (32, 6))]

    def run():
        c0, c1, c2, c3, c4, c5 = model(data[0])
        loss = (
            criterion(c0, data[1][:, 0])
            + criterion(c1, data[1][:, 1])
            + criterion(c2, data[1][:, 2])
            + criterion(c3, data[1][:, 3])
            + criterion(c4, data[1][:, 4])
            + criterion(c5, data[1][:, 5])
        )
        loss /= 6
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        accuracy = (c0.argmax(1) == data[1][:, 0]).sum().item() * 1.0 / c0.shape[0]
        return [loss.item(), accuracy]

    return run, lambda: after_three_steps(model, run)


def my_resnet():
    torch.manual_seed(0)
    net = MyResNet()
    criterion = nn.CrossEntropyLoss(reduction="sum")
    opt = optim.RMSprop(net.parameters(), lr=0.0001, alpha=0.99, momentum=0.9, weight_decay=0.0001)
    x, y = torch.randn(64, 3, 28, 28), torch.randint(0, 10, (64,))

    def run():
        sigma = net.forward(x)
        loss = criterion(sigma, y)
        loss.backward()
        opt.step()
        opt.zero_grad(set_to_none=True)
        yhat = torch.max(sigma, 1)[1]
        correct = torch.sum(yhat == y)
        return [loss.item(), correct.item()]

    return run, lambda: after_three_steps(net, run)


def resnet50():
    torch.manual_seed(0)
    model = ResNet50([3, 4, 6, 3], 14)
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    images, labels = torch.randn(2, 3, 64, 64), torch.randint(0, 14, (2,))

    def run():
        optimizer.zero_grad()
        outputs = model(images)
        loss = criterion(outputs, labels)
        loss.backward()
        optimizer.step()
        _, predicted = torch.max(outputs.data, dim=1)
        return [loss.item(), predicted.eq(labels.data).sum().item()]

    return run, lambda: after_three_steps(model, run)


TRAININGS = {
    "SVHN_Model1 32x3x64x128": svhn_model1,
    "MyResNet 64x3x28x28": my_resnet,
    "ResNet50 2x3x64x64": resnet50,
}
