from shown import show
import torch, torch.nn as nn
from torch.nn.utils import spectral_norm, weight_norm

torch.manual_seed(6)


class G(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(8, 8, 4, 1, 0, bias=False),
            nn.BatchNorm2d(8),
            nn.ReLU(True),
            nn.ConvTranspose2d(8, 1, 4, 2, 1, bias=False),
            nn.Tanh(),
        )

    def forward(self, z):
        return self.main(z)


class D(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            spectral_norm(nn.Conv2d(1, 8, 4, 2, 1)),
            nn.LeakyReLU(0.2, inplace=True),
            nn.InstanceNorm2d(8, affine=True),
            nn.Flatten(),
            weight_norm(nn.Linear(8 * 16, 1)),
        )

    def forward(self, x):
        return self.main(x).view(-1)


def weights_init(m):
    n = m.__class__.__name__
    if n.find('Conv') != -1:
        if hasattr(m, 'weight_orig'):
            nn.init.normal_(m.weight_orig.data, 0.0, 0.02)
        else:
            nn.init.normal_(m.weight.data, 0.0, 0.02)
    elif n.find('BatchNorm') != -1:
        nn.init.normal_(m.weight.data, 1.0, 0.02)
        nn.init.constant_(m.bias.data, 0)


g, d = G(), D()
g.apply(weights_init)
d.apply(weights_init)
og = torch.optim.Adam(g.parameters(), lr=2e-4, betas=(0.5, 0.999))
od = torch.optim.RMSprop(d.parameters(), lr=5e-5)
fixed = torch.randn(2, 8, 1, 1)


def penalty(real, fake):
    a = torch.rand(real.size(0), 1, 1, 1)
    x = (a * real + (1 - a) * fake).requires_grad_(True)
    o = d(x)
    gr = torch.autograd.grad(
        outputs=o,
        inputs=x,
        grad_outputs=torch.ones_like(o),
        create_graph=True,
        retain_graph=True,
        only_inputs=True,
    )[0]
    gr = gr.view(gr.size(0), -1)
    return ((gr.norm(2, dim=1) - 1) ** 2).mean()


for i in range(3):
    for _ in range(2):
        real = torch.randn(3, 1, 8, 8)
        with torch.no_grad():
            fake = g(torch.randn(3, 8, 1, 1))
        od.zero_grad()
        gp = penalty(real, fake)
        ld = d(fake).mean() - d(real).mean() + 10 * gp
        ld.backward()
        od.step()
    for q in d.parameters():
        q.requires_grad_(False)
    og.zero_grad()
    lg = -d(g(torch.randn(3, 8, 1, 1))).mean()
    lg.backward()
    og.step()
    for q in d.parameters():
        q.requires_grad = True
    show(ld.item(), gp.item(), lg.item())
g.eval()
show(g(fixed), sorted(d.state_dict().keys()), d.main[0].weight_u)
bce = nn.BCEWithLogitsLoss()
show(bce(d(fixed.expand(2, 8, 8, 8)[:, :1]), torch.full((2,), 0.9)))
