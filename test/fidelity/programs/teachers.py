from shown import show
import copy, math
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(33)


def trunk(out):
    return nn.Sequential(nn.Conv2d(3, 5, 3, 2, 1, bias=False), nn.BatchNorm2d(5), nn.ReLU(True), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(5, out))


# contrast with a queue of what a slower twin has seen
class Contrast(nn.Module):
    def __init__(self, width=6, size=12):
        super().__init__()
        self.student, self.twin = trunk(width), trunk(width)
        self.student[-1] = nn.Sequential(nn.Linear(5, 5), nn.ReLU(), self.student[-1])
        self.twin[-1] = nn.Sequential(nn.Linear(5, 5), nn.ReLU(), self.twin[-1])
        for p, q in zip(self.student.parameters(), self.twin.parameters()):
            q.data.copy_(p.data)
            q.requires_grad = False
        self.register_buffer('queue', F.normalize(torch.randn(width, size), dim=0))
        self.register_buffer('at', torch.zeros(1, dtype=torch.long))

    @torch.no_grad()
    def keys(self, x):
        for p, q in zip(self.student.parameters(), self.twin.parameters()):
            q.data = q.data * 0.9 + p.data * (1.0 - 0.9)
        order = torch.randperm(x.shape[0])
        return F.normalize(self.twin(x[order]), dim=1)[torch.argsort(order)]

    def forward(self, a, b):
        q, k = F.normalize(self.student(a), dim=1), self.keys(b)
        near = torch.einsum('nc,nc->n', [q, k]).unsqueeze(-1)
        far = torch.einsum('nc,ck->nk', [q, self.queue.clone().detach()])
        at = int(self.at)
        self.queue[:, at : at + len(k)] = k.T
        self.at[0] = (at + len(k)) % self.queue.shape[1]
        return torch.cat([near, far], dim=1) / 0.2


net = Contrast()
opt = torch.optim.SGD(net.parameters(), 0.1, momentum=0.9)
for i in range(4):
    x = torch.randn(4, 3, 8, 8)
    loss = F.cross_entropy(net(x + 0.1 * torch.randn_like(x), x), torch.zeros(4, dtype=torch.long))
    opt.zero_grad()
    loss.backward()
    opt.step()
    opt.param_groups[0]['lr'] = 0.1 * 0.5 * (1.0 + math.cos(math.pi * (i + 1) / 5))
    show(loss, net.at, opt.param_groups[0]['lr'])
show(net.queue)
weights = net.state_dict()
for name in list(weights):
    if name.startswith('student.') and not name.startswith('student.5'):
        weights[name[len('student.') :]] = weights[name]
    del weights[name]
show(str(trunk(2).load_state_dict(weights, strict=False)), len(weights))


# a hook takes the features of a named layer; the teacher is a copy of the student
class Watched(nn.Module):
    def __init__(self, net, layer):
        super().__init__()
        self.net, self.layer, self.seen, self.head = net, layer, {}, None
        self.watch()

    def take(self, _, args, output):
        self.seen[args[0].device] = output.flatten(1)

    def watch(self):
        layer = dict([*self.net.named_modules()])[self.layer]
        layer._forward_hooks.clear()
        layer.register_forward_hook(self.take)

    def forward(self, x):
        self.net(x)
        features = self.seen.pop(x.device)
        if self.head is None:
            self.head = nn.Sequential(nn.Linear(features.shape[1], 7), nn.BatchNorm1d(7), nn.ReLU(), nn.Linear(7, 4)).to(features)
        return self.head(features)


student = Watched(trunk(3), '3')
guess = nn.Linear(4, 4)
student(torch.randn(2, 3, 8, 8))
teacher = copy.deepcopy(student).requires_grad_(False)
teacher.watch()
opt = torch.optim.Adam([*student.parameters(), *guess.parameters()], lr=3e-2)
for _ in range(3):
    a, b = torch.randn(2, 4, 3, 8, 8)
    with torch.no_grad():
        targets = teacher(torch.cat((a, b))).chunk(2)
    guesses = guess(student(torch.cat((a, b)))).chunk(2)
    loss = sum((2 - 2 * F.cosine_similarity(p, t, dim=-1)).mean() for p, t in zip(guesses, reversed(targets)))
    opt.zero_grad()
    loss.backward()
    opt.step()
    for old, new in zip(teacher.parameters(), student.parameters()):
        old.data = old.data * 0.99 + (1 - 0.99) * new.data
    show(loss)
show(teacher.head[0].weight, len(list(student.parameters())))


# patches left out, the rest put back in order
class Masked(nn.Module):
    def __init__(self, width=8, patch=4, side=3):
        super().__init__()
        self.patch = patch
        self.proj = nn.Conv2d(3, width, patch, patch)
        self.place = nn.Parameter(torch.zeros(1, side * side, width), requires_grad=False)
        self.blank = nn.Parameter(torch.zeros(1, 1, width))
        self.layers = nn.ModuleList([nn.TransformerEncoderLayer(width, 2, 16, 0.0, 'gelu', batch_first=True, norm_first=True) for _ in range(2)])
        self.out = nn.Linear(width, patch * patch * 3)
        rate = 1.0 / 10000 ** (torch.arange(width // 2, dtype=torch.float64) / (width / 2))
        angle = torch.einsum('m,d->md', torch.arange(side * side, dtype=torch.float64), rate)
        self.place.data.copy_(torch.cat([angle.sin(), angle.cos()], 1).float())
        torch.nn.init.xavier_uniform_(self.proj.weight.data.view([width, -1]))
        nn.init.normal_(self.blank, std=0.02)
        self.apply(self.prepare)

    def prepare(self, m):
        if isinstance(m, nn.Linear):
            nn.init.xavier_uniform_(m.weight)
            if m.bias is not None:
                nn.init.constant_(m.bias, 0)

    def forward(self, x, share=0.5):
        tokens = self.proj(x).flatten(2).transpose(1, 2) + self.place
        n, count, width = tokens.shape
        kept = int(count * (1 - share))
        order = torch.argsort(torch.rand(n, count), dim=1)
        back = torch.argsort(order, dim=1)
        tokens = torch.gather(tokens, 1, order[:, :kept].unsqueeze(-1).repeat(1, 1, width))
        for layer in self.layers:
            tokens = layer(tokens)
        tokens = torch.cat([tokens, self.blank.repeat(n, count - kept, 1)], 1)
        tokens = torch.gather(tokens, 1, back.unsqueeze(-1).expand(-1, -1, width)) + self.place
        mask = torch.ones([n, count])
        mask[:, :kept] = 0
        mask = torch.gather(mask, 1, back)
        p, side = self.patch, x.shape[2] // self.patch
        target = torch.einsum('nchpwq->nhwpqc', x.reshape(shape=(n, 3, side, p, side, p))).reshape(n, side * side, -1)
        target = (target - target.mean(-1, keepdim=True)) / (target.var(-1, keepdim=True) + 1e-6) ** 0.5
        return (((self.out(tokens) - target) ** 2).mean(-1) * mask).sum() / mask.sum(), mask


net = Masked()
opt = torch.optim.AdamW(net.parameters(), lr=1e-2, betas=(0.9, 0.95))
for _ in range(3):
    loss, mask = net(torch.randn(3, 3, 12, 12))
    opt.zero_grad(set_to_none=True)
    loss.backward()
    opt.step()
    show(loss, mask)

# pictures and texts
image, text, scale = nn.Linear(12, 6), nn.EmbeddingBag(20, 6), nn.Parameter(torch.ones([]) * math.log(1 / 0.07))
named = [*image.named_parameters(), *text.named_parameters(), ('scale', scale)]
opt = torch.optim.AdamW([{'params': [p for n, p in named if p.ndim < 2], 'weight_decay': 0.0}, {'params': [p for n, p in named if p.ndim >= 2]}], lr=5e-2, weight_decay=0.2)
for _ in range(3):
    a, b = image(torch.randn(4, 12)), text(torch.randint(0, 20, (4, 5)))
    a, b = a / a.norm(dim=1, keepdim=True), b / b.norm(dim=1, keepdim=True)
    logits = scale.exp() * a @ b.t()
    loss = (F.cross_entropy(logits, torch.arange(4)) + F.cross_entropy(logits.t(), torch.arange(4))) / 2
    opt.zero_grad()
    loss.backward()
    opt.step()
    with torch.no_grad():
        scale.clamp_(0, math.log(14))
    show(loss, scale, logits.softmax(dim=-1)[0])
