from shown import show
import math, unicodedata, re
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(32)
LINES = ['Le café est fermé !', 'The café is closed!', 'Où est la gare ?', 'Where is the station?', 'Il fait très froid.']


def words(line):
    plain = ''.join(c for c in unicodedata.normalize('NFD', line.lower()) if unicodedata.category(c) != 'Mn')
    return re.sub(r'\s*([.!?])', r' \1', plain).split() + ['<end>']


vocabulary = {}
for line in LINES:
    for word in words(line):
        vocabulary.setdefault(word, len(vocabulary))
names = list(vocabulary)
stream = torch.cat([torch.tensor([vocabulary[w] for w in words(line)]).type(torch.int64) for line in LINES]).repeat(6)
data = stream.narrow(0, 0, stream.numel() // 4 * 4).view(4, -1).t().contiguous()
show(names, data.shape)


class Recurrent(nn.Module):
    def __init__(self, kind, n, width, tied=False):
        super().__init__()
        self.embed = nn.Embedding(n, width)
        if kind in ('LSTM', 'GRU'):
            self.rnn = getattr(nn, kind)(width, width, 2, dropout=0.2)
        else:
            self.rnn = nn.RNN(width, width, 2, nonlinearity=kind, dropout=0.2)
        self.out = nn.Linear(width, n)
        if tied:
            self.out.weight = self.embed.weight
        for w in (self.embed.weight, self.out.weight):
            nn.init.uniform_(w, -0.1, 0.1)
        nn.init.zeros_(self.out.bias)

    def start(self, batch):
        w = next(self.parameters())
        h = w.new_zeros(2, batch, self.rnn.hidden_size)
        return (h, h.clone()) if self.rnn.mode == 'LSTM' else h

    def forward(self, x, h):
        y, h = self.rnn(self.embed(x), h)
        return F.log_softmax(self.out(y).flatten(0, 1), dim=1), h


class Causal(nn.Transformer):
    def __init__(self, n, width):
        super().__init__(d_model=width, nhead=2, num_encoder_layers=2, dim_feedforward=20, dropout=0.1)
        self.mask = None
        place = torch.arange(64).float().unsqueeze(1)
        rate = torch.exp(torch.arange(0, width, 2).float() * (-math.log(10000.0) / width))
        table = torch.zeros(64, width)
        table[:, 0::2] = torch.sin(place * rate)
        table[:, 1::2] = torch.cos(place * rate)
        self.register_buffer('table', table.unsqueeze(1))
        self.embed = nn.Embedding(n, width)
        self.decoder = nn.Linear(width, n)

    def forward(self, x):
        if self.mask is None or self.mask.size(0) != len(x):
            self.mask = torch.log(torch.tril(torch.ones(len(x), len(x))))
        x = self.embed(x) * math.sqrt(self.d_model) + self.table[: x.size(0), :]
        return F.log_softmax(self.decoder(self.encoder(x, mask=self.mask)), dim=-1).flatten(0, 1)


def detached(h):
    return h.detach() if isinstance(h, torch.Tensor) else tuple(detached(each) for each in h)


def train(net, recurrent, lr):
    net.train()
    h = net.start(4) if recurrent else None
    for epoch in range(2):
        for i in range(0, data.size(0) - 1, 7):
            n = min(7, len(data) - 1 - i)
            x, y = data[i : i + n], data[i + 1 : i + 1 + n].view(-1)
            net.zero_grad()
            if recurrent:
                scores, h = net(x, detached(h))
            else:
                scores = net(x)
            loss = F.nll_loss(scores, y)
            loss.backward()
            norm = nn.utils.clip_grad_norm_(net.parameters(), 0.25)
            for p in net.parameters():
                if p.grad is not None:
                    p.data.add_(p.grad, alpha=-lr)
        show('| epoch {:3d} | loss {:5.2f} | ppl {:8.2f}'.format(epoch, loss.item(), math.exp(loss.item())), loss, norm)
        lr /= 4.0


for kind in ('LSTM', 'GRU', 'tanh', 'relu'):
    net = Recurrent(kind, len(names), 12, tied=kind == 'LSTM')
    train(net, True, 8)
    net.eval()
    x, h, said = torch.randint(len(names), (1, 1), dtype=torch.long), net.start(1), []
    with torch.no_grad():
        for _ in range(6):
            scores, h = net(x, h)
            k = torch.multinomial(scores.squeeze().div(0.8).exp(), 1)[0]
            x.fill_(k)
            said.append(names[k])
    show(' '.join(said), len(list(net.parameters())))
net = Causal(len(names), 12)
train(net, False, 2)
x = torch.randint(len(names), (1, 1))
net.eval()
with torch.no_grad():
    for _ in range(6):
        k = torch.multinomial(net(x)[-1].exp(), 1)[0]
        x = torch.cat([x, torch.tensor([[k]])], 0)
show(x.flatten(), [n for n, _ in net.named_children()])
