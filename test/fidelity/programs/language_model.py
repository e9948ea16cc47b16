from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(28)


class LoRA(nn.Module):
    def __init__(self, base, r=2, alpha=4):
        super().__init__()
        self.base = base
        self.A = nn.Parameter(torch.empty(r, base.in_features))
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
        self.s = alpha / r
        nn.init.kaiming_uniform_(self.A, a=math.sqrt(5))
        base.requires_grad_(False)

    def forward(self, x):
        return self.base(x) + (x @ self.A.T @ self.B.T) * self.s

    def merge(self):
        return self.base.weight + self.B @ self.A * self.s


class RMSNorm(nn.Module):
    def __init__(self, d, eps=1e-6):
        super().__init__()
        self.w = nn.Parameter(torch.ones(d))
        self.eps = eps

    def forward(self, x):
        return (x.float() * torch.rsqrt(x.float().pow(2).mean(-1, keepdim=True) + self.eps)).type_as(
            x
        ) * self.w


class MoE(nn.Module):
    def __init__(self, d, n, k):
        super().__init__()
        self.gate = nn.Linear(d, n, bias=False)
        self.ex = nn.ModuleList(
            [nn.Sequential(nn.Linear(d, 2 * d), nn.SiLU(), nn.Linear(2 * d, d)) for _ in range(n)]
        )
        self.k = k

    def forward(self, x):
        s = x.shape
        x = x.view(-1, s[-1])
        g = self.gate(x)
        w, i = torch.topk(g, self.k)
        w = F.softmax(w, dim=1, dtype=torch.float).to(x.dtype)
        out = torch.zeros_like(x)
        for n, e in enumerate(self.ex):
            b, t = torch.where(i == n)
            out[b] += w[b, t, None] * e(x[b])
        self.aux = (F.one_hot(i[:, 0], g.size(1)).float().mean(0) * g.softmax(-1).mean(0)).sum() * g.size(1)
        return out.view(s)


class Attn(nn.Module):
    def __init__(self, d, h, kv):
        super().__init__()
        self.h, self.kv, self.d = h, kv, d // h
        self.q = nn.Linear(d, d, bias=False)
        self.k = nn.Linear(d, kv * self.d, bias=False)
        self.v = nn.Linear(d, kv * self.d, bias=False)
        self.o = nn.Linear(d, d, bias=False)

    def forward(self, x, cache=None):
        B, T, _ = x.shape
        q = self.q(x).view(B, T, self.h, self.d).transpose(1, 2)
        k = self.k(x).view(B, T, self.kv, self.d).transpose(1, 2)
        v = self.v(x).view(B, T, self.kv, self.d).transpose(1, 2)
        if cache is not None and cache[0] is not None:
            k, v = torch.cat([cache[0], k], 2), torch.cat([cache[1], v], 2)
        new = (k, v)
        n = self.h // self.kv
        k = k[:, :, None].expand(B, self.kv, n, k.size(2), self.d).reshape(B, self.h, -1, self.d)
        v = v.repeat_interleave(n, dim=1)
        pos = torch.arange(k.size(2))
        slopes = torch.tensor([2 ** (-8 * (i + 1) / self.h) for i in range(self.h)])
        bias = -(pos[None, :] - pos[-T:, None]).abs() * slopes[:, None, None]
        s = q @ k.transpose(-2, -1) / math.sqrt(self.d) + bias
        s = s.masked_fill(pos[None, :] > pos[-T:, None], torch.finfo(s.dtype).min)
        return self.o((s.softmax(-1) @ v).transpose(1, 2).flatten(2)), new


class LM(nn.Module):
    def __init__(self, V=20, d=16):
        super().__init__()
        self.e = nn.Embedding(V, d)
        self.n1, self.n2, self.n3 = RMSNorm(d), RMSNorm(d), RMSNorm(d)
        self.a = Attn(d, 4, 2)
        self.m = MoE(d, 3, 2)
        self.register_buffer('step', torch.zeros((), dtype=torch.long))

    def forward(self, i, cache=None):
        x = self.e(i)
        y, c = self.a(self.n1(x), cache)
        x = x + y
        x = x + self.m(self.n2(x))
        return F.linear(self.n3(x), self.e.weight), c


lm = LM()
opt = torch.optim.AdamW(lm.parameters(), lr=5e-3, fused=False, foreach=False)
opt.zero_grad()
for i in range(4):
    d = torch.randint(0, 20, (2, 9))
    o, _ = lm(d[:, :-1])
    l = F.cross_entropy(o.flatten(0, 1), d[:, 1:].reshape(-1), label_smoothing=0.1) + 0.01 * lm.m.aux
    (l / 2).backward()
    lm.step += 1
    if i % 2:
        show(nn.utils.clip_grad_norm_(lm.parameters(), 0.5, foreach=True))
        opt.step()
        opt.zero_grad()
    show(l.item())
lm.eval()
ids = torch.tensor([[1, 2, 3]])
cache = (None, None)
cur = ids
with torch.inference_mode():
    for _ in range(6):
        o, cache = lm(cur, cache)
        lo = o[:, -1] / 0.9
        sp, si = torch.sort(lo, descending=True)
        rm = sp.softmax(-1).cumsum(-1) > 0.9
        rm[..., 1:] = rm[..., :-1].clone()
        rm[..., 0] = 0
        lo = lo.masked_fill(rm.scatter(1, si, rm), -float('inf'))
        cur = torch.multinomial(lo.softmax(-1), 1)
        ids = torch.cat([ids, cur], 1)
    show(ids, torch.allclose(lm(ids[:, :-1])[0][:, -1], o[:, -1], atol=1e-5))
ids = ids.clone()
lm.a.q = LoRA(lm.a.q)
tr = [q for q in lm.parameters() if q.requires_grad]
o2 = torch.optim.SGD([lm.a.q.A, lm.a.q.B], lr=1.0)
lm.train()
for _ in range(2):
    o2.zero_grad()
    o, _ = lm(ids)
    l = F.cross_entropy(o[0, :-1], ids[0, 1:])
    l.backward()
    o2.step()
    show(l.item())
show(lm.a.q.merge(), len(tr), lm.step.item(), [n for n, _ in lm.named_parameters() if '.A' in n])
