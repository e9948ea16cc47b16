import math
from collections import OrderedDict
import torch, torch.nn as nn, torch.nn.functional as F, torch.optim as optim
from torch.autograd import Function
from torch.distributions import Categorical
import torch.nn.init as init
from shown import show
torch.manual_seed(1)

# ---- time sequence prediction (pytorch/examples)
class Sequence(nn.Module):
    def __init__(self):
        super(Sequence, self).__init__()
        self.lstm1 = nn.LSTMCell(1, 12)
        self.lstm2 = nn.LSTMCell(12, 12)
        self.linear = nn.Linear(12, 1)
    def forward(self, input, future=0):
        outputs = []
        h_t = torch.zeros(input.size(0), 12, dtype=torch.double)
        c_t = torch.zeros(input.size(0), 12, dtype=torch.double)
        h_t2 = torch.zeros(input.size(0), 12, dtype=torch.double)
        c_t2 = torch.zeros(input.size(0), 12, dtype=torch.double)
        for input_t in input.split(1, dim=1):
            h_t, c_t = self.lstm1(input_t, (h_t, c_t))
            h_t2, c_t2 = self.lstm2(h_t, (h_t2, c_t2))
            output = self.linear(h_t2)
            outputs += [output]
        for i in range(future):
            h_t, c_t = self.lstm1(output, (h_t, c_t))
            h_t2, c_t2 = self.lstm2(h_t, (h_t2, c_t2))
            output = self.linear(h_t2)
            outputs += [output]
        return torch.cat(outputs, dim=1)
x = torch.arange(24, dtype=torch.float64)[None] + torch.randint(-20, 20, (5, 1))
data = torch.sin(x / 4.0)
seq = Sequence(); seq.double()
crit = nn.MSELoss()
opt = optim.LBFGS(seq.parameters(), lr=0.8, max_iter=4, history_size=5, line_search_fn='strong_wolfe')
for step in range(3):
    show('STEP: ', step)
    def closure():
        opt.zero_grad()
        out = seq(data[1:, :-1])
        loss = crit(out, data[1:, 1:])
        show('loss:', loss.item())
        loss.backward()
        return loss
    opt.step(closure)
    with torch.no_grad():
        pred = seq(data[:1, :-1], future=4)
        show('test loss:', crit(pred[:, :-4], data[:1, 1:]).item(), pred.detach().numpy()[0, -2:].tolist())
show(opt.state[next(seq.parameters())]['n_iter'], opt.state_dict()['state'][0]['func_evals'])

# ---- super resolution
class SR(nn.Module):
    def __init__(self, upscale_factor):
        super().__init__()
        self.relu = nn.ReLU()
        self.conv1 = nn.Conv2d(1, 8, (5, 5), (1, 1), (2, 2))
        self.conv2 = nn.Conv2d(8, 4, (3, 3), (1, 1), (1, 1))
        self.conv3 = nn.Conv2d(4, upscale_factor ** 2, (3, 3), (1, 1), (1, 1))
        self.pixel_shuffle = nn.PixelShuffle(upscale_factor)
        self._initialize_weights()
    def forward(self, x):
        x = self.relu(self.conv1(x))
        x = self.relu(self.conv2(x))
        return self.pixel_shuffle(self.conv3(x))
    def _initialize_weights(self):
        init.orthogonal_(self.conv1.weight, init.calculate_gain('relu'))
        init.orthogonal_(self.conv2.weight, init.calculate_gain('relu'))
        init.orthogonal_(self.conv3.weight)
model = SR(upscale_factor=2); show(str(model))
hi = torch.rand(2, 1, 12, 10)
lo = F.interpolate(hi, scale_factor=0.5, mode='bicubic', align_corners=False, antialias=True)
optimizer = optim.Adam(model.parameters(), lr=0.01)
for _ in range(3):
    optimizer.zero_grad()
    loss = F.mse_loss(model(lo), hi)
    loss.backward(); optimizer.step()
    show("===> Loss: {:.4f} PSNR: {:.4f} dB".format(loss.item(), 10 * math.log10(1 / loss.item())), loss)

# ---- fake quantization with a straight-through Function
class FakeQuant(Function):
    @staticmethod
    def forward(ctx, x, scale, zero_point, qmin, qmax):
        q = torch.round(x / scale + zero_point)
        ctx.save_for_backward((q >= qmin) & (q <= qmax))
        ctx.mark_non_differentiable(zero_point)
        return (q.clamp(qmin, qmax) - zero_point) * scale
    @staticmethod
    def backward(ctx, g):
        mask, = ctx.saved_tensors
        return g * mask, None, None, None, None
class Observer(nn.Module):
    def __init__(self, bits=8, momentum=0.1):
        super().__init__()
        self.qmin, self.qmax, self.momentum = -(1 << (bits - 1)), (1 << (bits - 1)) - 1, momentum
        self.register_buffer('lo', torch.tensor(float('inf'))); self.register_buffer('hi', torch.tensor(float('-inf')))
        self.enabled = True
    def forward(self, x):
        if self.training and self.enabled:
            lo, hi = torch.aminmax(x.detach())
            if torch.isinf(self.lo): self.lo.copy_(lo); self.hi.copy_(hi)
            else: self.lo += self.momentum * (lo - self.lo); self.hi += self.momentum * (hi - self.hi)
        scale = ((self.hi - self.lo) / (self.qmax - self.qmin)).clamp(min=torch.finfo(torch.float32).eps)
        zp = (self.qmin - torch.round(self.lo / scale)).clamp(self.qmin, self.qmax)
        return FakeQuant.apply(x, scale, zp, self.qmin, self.qmax)
    def extra_repr(self): return f'range=[{self.qmin}, {self.qmax}], lo={self.lo:.4f}, hi={self.hi.item():.4f}'
class QLinear(nn.Linear):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.wq, self.aq = Observer(4), Observer()
    @classmethod
    def from_float(cls, m):
        q = cls(m.in_features, m.out_features, bias=m.bias is not None)
        q.weight, q.bias = m.weight, m.bias
        return q
    def forward(self, x): return F.linear(self.aq(x), self.wq(self.weight), self.bias)
def swap(m):
    for name, child in m.named_children():
        if type(child) is nn.Linear: setattr(m, name, QLinear.from_float(child))
        else: swap(child)
    return m
net = swap(nn.Sequential(OrderedDict(a=nn.Linear(4, 6), r=nn.ReLU(), b=nn.Sequential(nn.Linear(6, 2, bias=False)))))
xs, ys = torch.randn(16, 4), torch.randint(2, (16,))
o = optim.SGD(net.parameters(), lr=0.5, momentum=0.9, nesterov=True)
for i in range(4):
    o.zero_grad(); l = F.cross_entropy(net(xs), ys); l.backward(); o.step(); show(f'{i}: {l:.10f} {l}')
show(str(net), list(net.state_dict()))
tq = torch.fake_quantize_per_tensor_affine(xs[0], 0.1, 0, -8, 7); show(tq, torch.quantize_per_tensor(xs[0], 0.1, 2, torch.qint8).int_repr())
show(torch.fake_quantize_per_channel_affine(net.a.weight.detach(), torch.full((6,), 0.05), torch.zeros(6, dtype=torch.int32), 0, -8, 7)[0])

# ---- PPO with GAE on a toy environment
class Env:
    def __init__(self, n): self.n = n; self.reset()
    def reset(self): self.s = torch.randn(self.n, 3); self.t = torch.zeros(self.n, dtype=torch.long); return self.s
    def step(self, a):
        self.s = 0.9 * self.s + 0.1 * F.one_hot(a, 3).float() + 0.05 * torch.randn_like(self.s); self.t += 1
        done = (self.t >= 5) | (torch.rand(self.n) < 0.05)
        r = -self.s.abs().sum(-1)
        self.s = torch.where(done[:, None], torch.randn_like(self.s), self.s); self.t[done] = 0
        return self.s, r, done
def layer_init(layer, std=math.sqrt(2), bias_const=0.0):
    torch.nn.init.orthogonal_(layer.weight, std); torch.nn.init.constant_(layer.bias, bias_const); return layer
class Agent(nn.Module):
    def __init__(self):
        super().__init__()
        self.critic = nn.Sequential(layer_init(nn.Linear(3, 16)), nn.Tanh(), layer_init(nn.Linear(16, 1), std=1.0))
        self.actor = nn.Sequential(layer_init(nn.Linear(3, 16)), nn.Tanh(), layer_init(nn.Linear(16, 3), std=0.01))
    def get_value(self, x): return self.critic(x)
    def get_action_and_value(self, x, action=None):
        probs = Categorical(logits=self.actor(x))
        if action is None: action = probs.sample()
        return action, probs.log_prob(action), probs.entropy(), self.critic(x)
env, agent = Env(4), Agent()
opt = optim.Adam(agent.parameters(), lr=2.5e-3, eps=1e-5)
steps, gamma, lam = 8, 0.99, 0.95
next_obs, next_done = env.reset(), torch.zeros(4)
for update in range(1, 4):
    opt.param_groups[0]["lr"] = (1.0 - (update - 1.0) / 3) * 2.5e-3
    obs, actions = torch.zeros((steps, 4, 3)), torch.zeros((steps, 4), dtype=torch.long)
    logprobs, rewards, dones, values = (torch.zeros((steps, 4)) for _ in range(4))
    for t in range(steps):
        obs[t] = next_obs; dones[t] = next_done
        with torch.no_grad():
            a, lp, _, v = agent.get_action_and_value(next_obs); values[t] = v.flatten()
        actions[t] = a; logprobs[t] = lp
        next_obs, rewards[t], d = env.step(a); next_done = d.float()
    with torch.no_grad():
        nv = agent.get_value(next_obs).reshape(1, -1); adv = torch.zeros_like(rewards); last = 0
        for t in reversed(range(steps)):
            nonterm, nextv = (1.0 - next_done, nv) if t == steps - 1 else (1.0 - dones[t + 1], values[t + 1])
            delta = rewards[t] + gamma * nextv * nonterm - values[t]
            adv[t] = last = delta + gamma * lam * nonterm * last
        ret = adv + values
    b = [v.flatten(0, 1) for v in (obs, logprobs, actions, adv, ret, values)]
    fracs = []
    for epoch in range(2):
        for mb in torch.randperm(steps * 4).split(16):
            _, nlp, ent, nval = agent.get_action_and_value(b[0][mb], b[2][mb])
            logratio = nlp - b[1][mb]; ratio = logratio.exp()
            with torch.no_grad():
                kl = ((ratio - 1) - logratio).mean(); fracs += [((ratio - 1.0).abs() > 0.2).float().mean().item()]
            ad = b[3][mb]; ad = (ad - ad.mean()) / (ad.std() + 1e-8)
            pg = torch.max(-ad * ratio, -ad * torch.clamp(ratio, 1 - 0.2, 1 + 0.2)).mean()
            nval = nval.view(-1); vc = b[5][mb] + torch.clamp(nval - b[5][mb], -0.2, 0.2)
            vl = 0.5 * torch.max((nval - b[4][mb]) ** 2, (vc - b[4][mb]) ** 2).mean()
            loss = pg - 0.01 * ent.mean() + vl * 0.5
            opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(agent.parameters(), 0.5); opt.step()
    var = torch.var(b[4]); ev = torch.nan if var == 0 else 1 - torch.var(b[4] - b[5]) / var
    show(f"update={update}, v={vl.item()}, pg={pg.detach()}, kl={kl}, ev={ev}", fracs)
