from shown import show
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(3)


class DoubleConv(nn.Sequential):
    def __init__(self, i, o):
        super().__init__(
            nn.Conv2d(i, o, 3, padding=1, bias=False),
            nn.BatchNorm2d(o),
            nn.ReLU(inplace=True),
            nn.Conv2d(o, o, 3, padding=1, bias=False),
            nn.BatchNorm2d(o),
            nn.ReLU(inplace=True),
        )


class Up(nn.Module):
    def __init__(self, i, o, bilinear):
        super().__init__()
        if bilinear:
            self.up = nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)
            self.conv = DoubleConv(i, o)
        else:
            self.up = nn.ConvTranspose2d(i, i // 2, kernel_size=2, stride=2)
            self.conv = DoubleConv(i, o)

    def forward(self, x1, x2):
        x1 = self.up(x1)
        dy = x2.size()[2] - x1.size()[2]
        dx = x2.size()[3] - x1.size()[3]
        x1 = F.pad(x1, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
        return self.conv(torch.cat([x2, x1], dim=1))


class UNet(nn.Module):
    def __init__(self, c, classes, bilinear=False):
        super().__init__()
        f = 2 if bilinear else 1
        self.inc = DoubleConv(c, 4)
        self.down1 = nn.Sequential(nn.MaxPool2d(2), DoubleConv(4, 8))
        self.down2 = nn.Sequential(nn.MaxPool2d(2), DoubleConv(8, 16 // f))
        self.up1 = Up(16, 8 // f, bilinear)
        self.up2 = Up(8, 4, bilinear)
        self.outc = nn.Conv2d(4, classes, 1)

    def forward(self, x):
        a = self.inc(x)
        b = self.down1(a)
        c = self.down2(b)
        return self.outc(self.up2(self.up1(c, b), a))


def dice_loss(logits, y, eps=1e-6):
    pr = F.softmax(logits, dim=1)
    oh = F.one_hot(y, logits.shape[1]).permute(0, 3, 1, 2).float()
    inter = 2 * (pr * oh).sum(dim=(-1, -2))
    sets = pr.sum(dim=(-1, -2)) + oh.sum(dim=(-1, -2))
    sets = torch.where(sets == 0, inter, sets)
    return 1 - ((inter + eps) / (sets + eps)).mean()


for bil in (False, True):
    net = UNet(3, 3, bil)
    opt = torch.optim.RMSprop(net.parameters(), lr=1e-3, weight_decay=1e-8, momentum=0.9, foreach=True)
    sch = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, 'max', patience=1, factor=0.5)
    for e in range(4):
        x = torch.randn(2, 3, 18, 22)
        y = torch.randint(0, 3, (2, 18, 22))
        o = net(x)
        loss = F.cross_entropy(o, y, weight=torch.tensor([1.0, 2.0, 0.5])) + dice_loss(o, y)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        opt.step()
        with torch.no_grad():
            net.eval()
            acc = (net(x).argmax(1) == y).float().mean()
            net.train()
        sch.step(acc)
        show(loss.item(), acc.item(), opt.param_groups[0]['lr'])
    show(net.inc[1].running_mean, net.inc[1].num_batches_tracked)
    pr = net(x).argmax(1)
    inter = torch.logical_and(pr == 1, y == 1).sum()
    union = torch.logical_or(pr == 1, y == 1).sum()
    show((inter / union).item())
    hist = torch.bincount(3 * y.flatten() + pr.flatten(), minlength=9).reshape(3, 3)
    show(hist, (hist.diag() / (hist.sum(1) + hist.sum(0) - hist.diag())))
