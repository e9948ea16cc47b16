from shown import show
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(8)
V, H, L = 12, 10, 6


class Enc(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(V, H)
        self.gru = nn.GRU(H, H, batch_first=True)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        return self.gru(self.dropout(self.embedding(x)))


class Bahdanau(nn.Module):
    def __init__(self):
        super().__init__()
        self.Wa = nn.Linear(H, H)
        self.Ua = nn.Linear(H, H)
        self.Va = nn.Linear(H, 1)

    def forward(self, query, keys):
        s = self.Va(torch.tanh(self.Wa(query) + self.Ua(keys))).squeeze(2).unsqueeze(1)
        w = F.softmax(s, dim=-1)
        return torch.bmm(w, keys), w


class Dec(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(V, H)
        self.attention = Bahdanau()
        self.gru = nn.GRU(2 * H, H, batch_first=True)
        self.out = nn.Linear(H, V)
        self.dropout = nn.Dropout(0.1)

    def forward(self, eo, eh, target=None):
        inp = torch.empty(eo.size(0), 1, dtype=torch.long).fill_(0)
        h = eh
        outs, att = [], []
        for i in range(L):
            e = self.dropout(self.embedding(inp))
            q = h.permute(1, 0, 2)
            ctx, w = self.attention(q, eo)
            o, h = self.gru(torch.cat((e, ctx), dim=2), h)
            o = self.out(o)
            outs.append(o)
            att.append(w)
            if target is not None:
                inp = target[:, i].unsqueeze(1)
            else:
                _, top = o.topk(1)
                inp = top.squeeze(-1).detach()
        return F.log_softmax(torch.cat(outs, dim=1), dim=-1), h, torch.cat(att, dim=1)


enc, dec = Enc(), Dec()
oe, od = torch.optim.Adam(enc.parameters(), lr=0.01), torch.optim.SGD(
    dec.parameters(), lr=0.1, momentum=0.9, nesterov=True
)
crit = nn.NLLLoss()
for i in range(5):
    x = torch.randint(1, V, (4, L))
    y = torch.flip(x, dims=[1])
    oe.zero_grad()
    od.zero_grad()
    eo, eh = enc(x)
    o, _, _ = dec(eo, eh, y if torch.rand(1).item() < 0.5 else None)
    loss = crit(o.view(-1, o.size(-1)), y.view(-1))
    loss.backward()
    oe.step()
    od.step()
    show(loss.item())
with torch.no_grad():
    enc.eval()
    dec.eval()
    o, h, a = dec(*enc(x))
    show(o.topk(1)[1].squeeze(), a, h)
