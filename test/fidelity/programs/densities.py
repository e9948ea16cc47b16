from shown import show
import copy, math
import torch, torch.nn as nn, torch.nn.functional as F
from torch import distributions

torch.manual_seed(35)


# a flow whose prior is a distribution
class Flow(nn.Module):
    def __init__(self, mask, prior):
        super().__init__()
        self.prior, self.mask = prior, nn.Parameter(mask, requires_grad=False)
        make = lambda *last: nn.Sequential(nn.Linear(2, 8), nn.LeakyReLU(), nn.Linear(8, 2), *last)
        self.shift = nn.ModuleList([make() for _ in range(len(mask))])
        self.scale = nn.ModuleList([make(nn.Tanh()) for _ in mask])

    def log_prob(self, x):
        log = x.new_zeros(x.shape[0])
        for i in reversed(range(len(self.shift))):
            fixed, free = self.mask[i] * x, 1 - self.mask[i]
            s, t = self.scale[i](fixed) * free, self.shift[i](fixed) * free
            x = free * (x - t) * torch.exp(-s) + fixed
            log -= s.sum(dim=1)
        return self.prior.log_prob(x) + log

    def sample(self, n):
        x = self.prior.sample((n, 1)).squeeze(1)
        for m, shift, scale in zip(self.mask, self.shift, self.scale):
            x = x * m + (1 - m) * (x * torch.exp(scale(x * m)) + shift(x * m))
        return x


flow = Flow(torch.tensor([[0.0, 1.0], [1.0, 0.0]] * 2), distributions.MultivariateNormal(torch.zeros(2), torch.eye(2)))
opt = torch.optim.Adam([p for p in flow.parameters() if p.requires_grad == True], lr=1e-2)
for i in range(3):
    angle = torch.rand(32) * math.pi
    loss = -flow.log_prob(torch.stack([angle.cos(), angle.sin()], 1) + 0.05 * torch.randn(32, 2)).mean()
    opt.zero_grad()
    loss.backward(retain_graph=True)
    opt.step()
    show('step %s: %.3f' % (i, loss), loss)
show(flow.sample(3).detach(), str(flow.prior))


# a convolution that sees only what came before
class Before(nn.Conv2d):
    def __init__(self, here, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.register_buffer('mask', torch.ones_like(self.weight.data))
        _, _, h, w = self.weight.size()
        self.mask[:, :, h // 2, w // 2 + here :] = 0
        self.mask[:, :, h // 2 + 1 :] = 0

    def forward(self, x):
        self.weight.data *= self.mask
        return super().forward(x)


net = nn.Sequential(Before(False, 1, 5, 5, 1, 2, bias=False), nn.BatchNorm2d(5), nn.ReLU(True), Before(True, 5, 5, 5, 1, 2, bias=False), nn.ReLU(True), nn.Conv2d(5, 8, 1))
show(str(net))
opt = torch.optim.Adam(net.parameters())
for _ in range(3):
    x = torch.rand(3, 1, 6, 6)
    loss = F.cross_entropy(net(x), (x.data[:, 0] * 7).long())
    opt.zero_grad()
    loss.backward()
    opt.step()
    show(loss)
net.train(False)
x = torch.zeros(2, 1, 6, 6)
with torch.no_grad():
    for i in range(2):
        for j in range(6):
            x[:, :, i, j] = torch.multinomial(F.softmax(net(x)[:, :, i, j], dim=1), 1).float() / 7.0
show(x[:, 0, :2])


# scores of noised pictures
def width(t, sigma=25.0):
    return torch.sqrt((sigma ** (2 * t) - 1.0) / 2.0 / math.log(sigma))


class Score(nn.Module):
    def __init__(self):
        super().__init__()
        self.waves = nn.Parameter(torch.randn(4) * 30.0, requires_grad=False)
        self.time = nn.Linear(8, 4)
        self.down, self.up = nn.Conv2d(1, 4, 3, 2, bias=False), nn.ConvTranspose2d(4, 1, 3, 2, output_padding=1)
        self.norm, self.act = nn.GroupNorm(2, num_channels=4), lambda x: x * torch.sigmoid(x)

    def forward(self, x, t):
        angle = t[:, None] * self.waves[None, :] * 2 * math.pi
        h = self.down(x)
        h += self.act(self.time(torch.cat([angle.sin(), angle.cos()], dim=-1)))[..., None, None]
        return self.up(self.act(self.norm(h))) / width(t)[:, None, None, None]


net = Score()
slow = copy.deepcopy(net).eval()
opt = torch.optim.Adam(net.parameters(), lr=1e-2)
for _ in range(3):
    x, t = torch.rand(4, 1, 8, 8), torch.rand(4) * (1.0 - 1e-5) + 1e-5
    z, std = torch.randn_like(x), width(t)[:, None, None, None]
    loss = torch.mean(torch.sum((net(x + z * std, t) * std + z) ** 2, dim=(1, 2, 3)))
    opt.zero_grad()
    loss.backward()
    opt.step()
    with torch.no_grad():
        for old, new in zip(slow.state_dict().values(), net.state_dict().values()):
            old.copy_(0.9 * old + (1.0 - 0.9) * new)
    show(loss)
times = torch.linspace(1.0, 1e-3, 5)
step, x = times[0] - times[1], torch.randn(2, 1, 8, 8) * width(torch.ones(2))[:, None, None, None]
with torch.no_grad():
    for time in times:
        g = 25.0 ** (torch.ones(2) * time)
        mean = x + (g**2)[:, None, None, None] * slow(x, torch.ones(2) * time) * step
        x = mean + torch.sqrt(step) * g[:, None, None, None] * torch.randn_like(x)
show(mean[:, 0, :2])


# a codebook of moving averages: parameters are replaced while the network runs
class Codes(nn.Module):
    def __init__(self, n, width):
        super().__init__()
        self.table = nn.Embedding(n, width)
        self.table.weight.data.normal_()
        self.register_buffer('counts', torch.zeros(n))
        self.sums = nn.Parameter(torch.Tensor(n, width))
        self.sums.data.normal_()

    def forward(self, x):
        x = x.permute(0, 2, 3, 1).contiguous()
        flat = x.view(-1, x.shape[-1])
        far = torch.sum(flat**2, dim=1, keepdim=True) + torch.sum(self.table.weight**2, dim=1) - 2 * torch.matmul(flat, self.table.weight.t())
        chosen = torch.zeros(flat.shape[0], len(self.counts)).scatter_(1, torch.argmin(far, dim=1).unsqueeze(1), 1)
        y = torch.matmul(chosen, self.table.weight).view(x.shape)
        if self.training:
            self.counts = self.counts * 0.9 + (1 - 0.9) * torch.sum(chosen, 0)
            n = torch.sum(self.counts.data)
            self.counts = (self.counts + 1e-5) / (n + len(self.counts) * 1e-5) * n
            self.sums = nn.Parameter(self.sums * 0.9 + (1 - 0.9) * torch.matmul(chosen.t(), flat))
            self.table.weight = nn.Parameter(self.sums / self.counts.unsqueeze(1))
        loss = 0.25 * F.mse_loss(y.detach(), x)
        return loss, (x + (y - x).detach()).permute(0, 3, 1, 2).contiguous()


codes, enc = Codes(6, 4), nn.Conv2d(3, 4, 3, padding=1)
for i in range(3):
    loss, y = codes(enc(torch.randn(2, 3, 4, 4)))
    (loss + y.pow(2).mean()).backward()
    show(loss, enc.weight.grad.norm(), codes.counts, codes.table.weight)
show(list(codes.state_dict()))
logits = torch.randn(3, 4, requires_grad=True)
y = F.gumbel_softmax(logits, tau=0.7, hard=True)
y.sum(0)[0].backward()
show(y, logits.grad)


# an ordinary differential equation, and its adjoint as a function of autograd
def runge_kutta(f, t, y, h):
    a = f(t, y)
    b = f(t + h / 2, y + h * a / 2)
    c = f(t + h / 2, y + h * b / 2)
    return y + h * (a + 2 * b + 2 * c + f(t + h, y + h * c)) / 6


class Solve(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y, t, weights, f):
        path = [y]
        for a, b in zip(t[:-1], t[1:]):
            path.append(runge_kutta(f, a, path[-1], b - a))
        path = torch.stack(path)
        ctx.f = f
        ctx.save_for_backward(t, path.clone())
        return path

    @staticmethod
    def backward(ctx, grad):
        (t, path), f = ctx.saved_tensors, ctx.f
        to_y, to_weights = torch.zeros_like(grad[0]), 0
        with torch.enable_grad():
            for i in range(len(t) - 1, 0, -1):
                to_y = to_y + grad[i]
                y = path[i].detach().requires_grad_(True)
                d, *dw = torch.autograd.grad((f(t[i], y),), (y,) + tuple(f.parameters()), grad_outputs=(to_y,), allow_unused=True)
                h = t[i] - t[i - 1]
                to_y = to_y + h * d
                to_weights = to_weights + h * torch.cat([w.flatten() for w in dw])
        return to_y + grad[0], None, to_weights, None


class Field(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 2))
        for m in self.net.modules():
            if isinstance(m, nn.Linear):
                nn.init.normal_(m.weight, mean=0, std=0.1)
                nn.init.constant_(m.bias, val=0)

    def forward(self, t, y):
        return self.net(y**3)


t, field = torch.linspace(0.0, 1.0, 5), Field()
truth = Solve.apply(torch.tensor([[2.0, 0.0]]), t, torch.zeros(1), lambda t, y: torch.mm(y**3, torch.tensor([[-0.1, 2.0], [-2.0, -0.1]])))
opt = torch.optim.RMSprop(field.parameters(), lr=1e-3)
for i in range(1, 4):
    opt.zero_grad()
    weights = torch.cat([p.flatten() for p in field.parameters()])
    loss = torch.mean(torch.abs(Solve.apply(truth[0], t, weights, field) - truth))
    loss.backward()
    opt.step()
    show('step {:04d}: {:.6f}'.format(i, loss.item()), loss, field.net[0].bias.grad)
