from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(1337)


class Block(nn.Module):
    def __init__(self, d, h, drop):
        super().__init__()
        self.ln1 = nn.LayerNorm(d)
        self.attn = nn.MultiheadAttention(d, h, dropout=drop, batch_first=True)
        self.ln2 = nn.LayerNorm(d)
        self.mlp = nn.Sequential(nn.Linear(d, 4 * d), nn.GELU(), nn.Linear(4 * d, d), nn.Dropout(drop))

    def forward(self, x, mask):
        h = self.ln1(x)
        a, w = self.attn(h, h, h, attn_mask=mask, need_weights=True, average_attn_weights=False)
        x = x + a
        return x + self.mlp(self.ln2(x)), w


class GPT(nn.Module):
    def __init__(self, vocab=27, d=32, h=4, layers=2, block=16):
        super().__init__()
        self.tok = nn.Embedding(vocab, d)
        self.pos = nn.Parameter(torch.zeros(1, block, d))
        self.blocks = nn.ModuleList([Block(d, h, 0.1) for _ in range(layers)])
        self.ln = nn.LayerNorm(d)
        self.head = nn.Linear(d, vocab, bias=False)
        self.tok.weight = self.head.weight
        self.apply(self._init)
        for n, q in self.named_parameters():
            if n.endswith('out_proj.weight'):
                nn.init.normal_(q, mean=0.0, std=0.02 / math.sqrt(2 * layers))

    def _init(self, m):
        if isinstance(m, (nn.Linear, nn.Embedding)):
            nn.init.normal_(m.weight, std=0.02)
            if isinstance(m, nn.Linear) and m.bias is not None:
                nn.init.zeros_(m.bias)

    def forward(self, idx, targets=None):
        B, T = idx.size()
        x = self.tok(idx) + self.pos[:, :T]
        mask = torch.triu(torch.full((T, T), float('-inf')), diagonal=1)
        for b in self.blocks:
            x, w = b(x, mask)
        logits = self.head(self.ln(x))
        loss = (
            None
            if targets is None
            else F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), ignore_index=-1)
        )
        return logits, loss, w

    @torch.no_grad()
    def generate(self, idx, n, temperature=1.0, top_k=None):
        for _ in range(n):
            logits, _, _ = self(idx[:, -16:])
            logits = logits[:, -1, :] / temperature
            if top_k is not None:
                v, _ = torch.topk(logits, min(top_k, logits.size(-1)))
                logits[logits < v[:, [-1]]] = -float('Inf')
            probs = F.softmax(logits, dim=-1)
            idx = torch.cat((idx, torch.multinomial(probs, num_samples=1)), dim=1)
        return idx


model = GPT()
show(sum(q.numel() for q in model.parameters()))
decay = [q for n, q in model.named_parameters() if q.dim() >= 2]
nodecay = [q for n, q in model.named_parameters() if q.dim() < 2]
opt = torch.optim.AdamW(
    [{'params': decay, 'weight_decay': 0.1}, {'params': nodecay, 'weight_decay': 0.0}],
    lr=3e-3,
    betas=(0.9, 0.95),
)


def get_lr(it):
    if it < 3:
        return 3e-3 * (it + 1) / 3
    r = (it - 3) / (10 - 3)
    return 3e-4 + 0.5 * (1 + math.cos(math.pi * r)) * (3e-3 - 3e-4)


data = torch.randint(0, 27, (200,))
for it in range(8):
    for g in opt.param_groups:
        g['lr'] = get_lr(it)
    ix = torch.randint(len(data) - 16, (4,))
    x = torch.stack([data[i : i + 16] for i in ix])
    y = torch.stack([data[i + 1 : i + 1 + 16] for i in ix])
    _, loss, w = model(x, y)
    opt.zero_grad(set_to_none=True)
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
    show(loss.item(), norm)
show(w)
model.eval()
show(model.generate(torch.zeros((1, 1), dtype=torch.long), 20, temperature=0.8, top_k=5))
