from shown import show
import torch, torch.nn as nn, torch.nn.functional as F, torch.optim as optim

torch.manual_seed(10)
cnn = (
    nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(4, 6, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 8, 3, padding=1),
        nn.ReLU(inplace=True),
    )
    .eval()
    .requires_grad_(False)
)


class ContentLoss(nn.Module):
    def __init__(self, target):
        super().__init__()
        self.target = target.detach()

    def forward(self, x):
        self.loss = F.mse_loss(x, self.target)
        return x


def gram(x):
    a, b, c, d = x.size()
    f = x.view(a * b, c * d)
    return torch.mm(f, f.t()).div(a * b * c * d)


class StyleLoss(nn.Module):
    def __init__(self, target):
        super().__init__()
        self.target = gram(target).detach()

    def forward(self, x):
        self.loss = F.mse_loss(gram(x), self.target)
        return x


class Norm(nn.Module):
    def __init__(self, m, s):
        super().__init__()
        self.register_buffer('mean', torch.tensor(m).view(-1, 1, 1))
        self.register_buffer('std', torch.tensor(s).view(-1, 1, 1))

    def forward(self, x):
        return (x - self.mean) / self.std


content, style = torch.rand(1, 3, 12, 12), torch.rand(1, 3, 12, 12)
model = nn.Sequential(Norm([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
cl, sl = [], []
i = 0
for layer in cnn.children():
    if isinstance(layer, nn.Conv2d):
        i += 1
        name = f'conv_{i}'
    elif isinstance(layer, nn.ReLU):
        name = f'relu_{i}'
        layer = nn.ReLU(inplace=False)
    elif isinstance(layer, nn.MaxPool2d):
        name = f'pool_{i}'
    model.add_module(name, layer)
    if name in ('conv_2',):
        c = ContentLoss(model(content).detach())
        model.add_module(f'content_loss_{i}', c)
        cl.append(c)
    s = StyleLoss(model(style).detach()) if name.startswith('conv') else None
    if s is not None:
        model.add_module(f'style_loss_{i}', s)
        sl.append(s)
for k in range(len(model) - 1, -1, -1):
    if isinstance(model[k], (ContentLoss, StyleLoss)):
        break
model = model[: k + 1]
img = content.clone().requires_grad_(True)
opt = optim.LBFGS([img], line_search_fn=None)
run = [0]
while run[0] < 12:

    def closure():
        with torch.no_grad():
            img.clamp_(0, 1)
        opt.zero_grad()
        model(img)
        s = sum(x.loss for x in sl) * 1e6
        c = sum(x.loss for x in cl)
        loss = s + c
        loss.backward()
        run[0] += 1
        show(loss.item())
        return s + c

    opt.step(closure)
show(img, [n for n, _ in model.named_children()])
img2 = torch.zeros(1, 3, 8, 8, requires_grad=True)
o2 = optim.LBFGS([img2], lr=0.8, max_iter=4, history_size=5, line_search_fn='strong_wolfe')
for _ in range(2):

    def closure():
        o2.zero_grad()
        l = (
            (img2 - 0.3).pow(2).sum()
            + 0.1 * (img2[..., 1:] - img2[..., :-1]).abs().sum()
            + img2.sin().prod(-1).sum()
        )
        l.backward()
        return l

    show(o2.step(closure).item())
show(img2)
