from shown import show
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(0)


class PatchEmbed(nn.Module):
    def __init__(self, img=16, patch=4, c=3, d=24):
        super().__init__()
        self.n = (img // patch) ** 2
        self.proj = nn.Conv2d(c, d, kernel_size=patch, stride=patch)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class Attention(nn.Module):
    def __init__(self, d, heads, qkv_bias=True):
        super().__init__()
        self.heads = heads
        self.scale = (d // heads) ** -0.5
        self.qkv = nn.Linear(d, 3 * d, bias=qkv_bias)
        self.proj = nn.Linear(d, d)

    def forward(self, x):
        B, N, C = x.shape
        q, k, v = self.qkv(x).reshape(B, N, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        a = ((q @ k.transpose(-2, -1)) * self.scale).softmax(dim=-1)
        return self.proj((a @ v).transpose(1, 2).reshape(B, N, C))


class DropPath(nn.Module):
    def __init__(self, prob):
        super().__init__()
        self.prob = prob

    def forward(self, x):
        if self.prob == 0.0 or not self.training:
            return x
        keep = 1 - self.prob
        mask = x.new_empty((x.shape[0],) + (1,) * (x.ndim - 1)).bernoulli_(keep)
        return x.div(keep) * mask


class Block(nn.Module):
    def __init__(self, d, h, dp):
        super().__init__()
        self.n1 = nn.LayerNorm(d, eps=1e-6)
        self.attn = Attention(d, h)
        self.dp = DropPath(dp)
        self.n2 = nn.LayerNorm(d, eps=1e-6)
        self.mlp = nn.Sequential(nn.Linear(d, 2 * d), nn.GELU(approximate='tanh'), nn.Linear(2 * d, d))

    def forward(self, x):
        x = x + self.dp(self.attn(self.n1(x)))
        return x + self.dp(self.mlp(self.n2(x)))


class ViT(nn.Module):
    def __init__(self, d=24, depth=3, classes=10):
        super().__init__()
        self.embed = PatchEmbed(d=d)
        self.cls = nn.Parameter(torch.zeros(1, 1, d))
        self.pos = nn.Parameter(torch.randn(1, self.embed.n + 1, d) * 0.02)
        dpr = [x.item() for x in torch.linspace(0, 0.2, depth)]
        self.blocks = nn.Sequential(*[Block(d, 3, dpr[i]) for i in range(depth)])
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, classes)
        nn.init.trunc_normal_(self.cls, std=0.02)

    def forward(self, x):
        x = self.embed(x)
        x = torch.cat((self.cls.expand(x.shape[0], -1, -1), x), dim=1) + self.pos
        return self.head(self.norm(self.blocks(x))[:, 0])


net = ViT()
opt = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.05)
sched = torch.optim.lr_scheduler.SequentialLR(
    opt,
    [
        torch.optim.lr_scheduler.LinearLR(opt, 0.1, total_iters=3),
        torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=5),
    ],
    milestones=[3],
)
crit = nn.CrossEntropyLoss(label_smoothing=0.1)
for i in range(8):
    x = torch.rand(6, 3, 16, 16)
    y = torch.randint(0, 10, (6,))
    lam = torch.distributions.Beta(0.8, 0.8).sample().item() if False else 0.3
    perm = torch.randperm(x.size(0))
    x = lam * x + (1 - lam) * x[perm]
    o = net(x)
    loss = lam * crit(o, y) + (1 - lam) * crit(o, y[perm])
    opt.zero_grad()
    loss.backward()
    opt.step()
    sched.step()
    show(loss.item(), sched.get_last_lr())
net.eval()
with torch.inference_mode():
    show(
        net(torch.ones(1, 3, 16, 16)).softmax(-1).topk(3)[0],
        net(torch.ones(1, 3, 16, 16)).softmax(-1).topk(3).indices,
    )
show(len(list(net.modules())), str(net))
