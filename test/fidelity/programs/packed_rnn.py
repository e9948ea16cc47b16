from shown import show
import torch, torch.nn as nn, torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence, pack_sequence
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(7)


class Text(Dataset):
    def __init__(self):
        self.items = [
            (torch.randint(1, 30, (int(n),)), i % 2) for i, n in enumerate(torch.randint(2, 9, (20,)))
        ]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


def collate(batch):
    batch.sort(key=lambda b: len(b[0]), reverse=True)
    seqs, labels = zip(*batch)
    lengths = torch.tensor([len(s) for s in seqs])
    return pad_sequence(seqs, batch_first=True, padding_value=0), lengths, torch.tensor(labels)


class Clf(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.emb = nn.Embedding(30, 8, padding_idx=0)
        self.rnn = getattr(nn, kind)(8, 6, num_layers=2, batch_first=True, bidirectional=True, dropout=0.2)
        self.fc = nn.Linear(12, 2)
        for name, q in self.rnn.named_parameters():
            if 'weight_hh' in name:
                nn.init.orthogonal_(q)
            elif 'bias' in name:
                nn.init.zeros_(q)

    def forward(self, x, lengths):
        e = F.dropout(self.emb(x), 0.1, self.training)
        packed = pack_padded_sequence(e, lengths.cpu(), batch_first=True, enforce_sorted=False)
        o, h = self.rnn(packed)
        o, lens = pad_packed_sequence(o, batch_first=True)
        if isinstance(h, tuple):
            h = h[0]
        mask = torch.arange(o.size(1))[None, :] < lens[:, None]
        mean = (o * mask.unsqueeze(-1)).sum(1) / lens.unsqueeze(1)
        return self.fc(mean + torch.cat((h[-2], h[-1]), dim=1))


for kind in ('LSTM', 'GRU', 'RNN'):
    net = Clf(kind)
    opt = torch.optim.Adam(net.parameters(), 1e-2)
    sch = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=0.02, steps_per_epoch=4, epochs=2)
    for e in range(2):
        for x, l, y in DataLoader(Text(), batch_size=5, shuffle=True, collate_fn=collate):
            loss = F.cross_entropy(net(x, l), y)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 0.5, norm_type=2)
            opt.step()
            sch.step()
            show(loss.item(), x.shape[1], sch.get_last_lr()[0], [group['betas'] for group in opt.param_groups])
    show(net.emb.weight.grad[0])
ps = pack_sequence([torch.arange(4.0), torch.arange(2.0)])
show(ps.data, ps.batch_sizes)
cell = nn.LSTMCell(3, 5)
h = c = torch.zeros(2, 5)
for t in range(4):
    h, c = cell(torch.randn(2, 3), (h, c))
show(h, c)
proj = nn.LSTM(4, 6, proj_size=3)
o, (h, c) = proj(torch.randn(5, 2, 4))
show(o, h, c)
