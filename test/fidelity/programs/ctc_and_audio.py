from shown import show
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(17)


class CRNN(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.cnn = nn.Sequential()
        for i, (a, b) in enumerate([(1, 4), (4, 8)]):
            self.cnn.add_module(f'conv{i}', nn.Conv2d(a, b, 3, 1, 1))
            self.cnn.add_module(f'relu{i}', nn.LeakyReLU(0.2, True))
            self.cnn.add_module(f'pool{i}', nn.MaxPool2d((2, 2), (2, 1), (0, 1)))
        self.rnn = nn.GRU(32, 8, bidirectional=True)
        self.fc = nn.Linear(16, n)

    def forward(self, x):
        c = self.cnn(x)
        b, ch, h, w = c.size()
        c = c.reshape(b, ch * h, w).permute(2, 0, 1)
        return F.log_softmax(self.fc(self.rnn(c)[0]), dim=2)


net = CRNN(6)
crit = nn.CTCLoss(blank=0, reduction='mean', zero_infinity=True)
opt = torch.optim.Adam(net.parameters(), lr=1e-2)
opt2 = torch.optim.lr_scheduler.MultiStepLR(opt, milestones=[2, 4], gamma=0.3)
alphabet = '-abcde'
for i in range(5):
    x = torch.randn(3, 1, 16, 12)
    lens = torch.randint(1, 5, (3,))
    t = torch.cat([torch.randint(1, 6, (int(l),)) for l in lens])
    o = net(x)
    l = crit(o, t, torch.full((3,), o.size(0), dtype=torch.long), lens)
    opt.zero_grad()
    l.backward()
    opt.step()
    opt2.step()
    show(l.item(), opt2.get_last_lr())


def decode(lp):
    out = []
    for seq in lp.argmax(2).T:
        s = torch.unique_consecutive(seq)
        out.append(''.join(alphabet[i] for i in s.tolist() if i != 0))
    return out


show(decode(net(x)), crit(o.detach(), torch.randint(1, 6, (3, 4)), (o.size(0),) * 3, (4, 3, 2)))


def beam(lp, w=3):
    beams = {(): (0.0, float('-inf'))}
    for t in range(lp.size(0)):
        new = {}
        for pre, (b, nb) in beams.items():
            for c in range(lp.size(1)):
                q = lp[t, c].item()
                tot = torch.logaddexp(torch.tensor(b), torch.tensor(nb)).item()

                def put(k, kb, knb):
                    ob, onb = new.get(k, (float('-inf'), float('-inf')))
                    new[k] = (
                        torch.logaddexp(torch.tensor(ob), torch.tensor(kb)).item(),
                        torch.logaddexp(torch.tensor(onb), torch.tensor(knb)).item(),
                    )

                if c == 0:
                    put(pre, tot + q, float('-inf'))
                elif pre and pre[-1] == c:
                    put(pre, float('-inf'), nb + q)
                    put(pre + (c,), float('-inf'), b + q)
                else:
                    put(pre + (c,), float('-inf'), tot + q)
        beams = dict(sorted(new.items(), key=lambda kv: -max(kv[1]))[:w])
    return [list(k) for k in beams], [max(v) for v in beams.values()]


show(*beam(o[:4, 0].detach()))
# audio front end
wav = torch.sin(torch.linspace(0, 50, 400)) + 0.1 * torch.randn(400)
spec = torch.stft(wav, n_fft=64, hop_length=16, window=torch.hann_window(64), return_complex=True)
power = spec.abs().pow(2)
mel = torch.rand(10, 33) @ power
logmel = 10 * torch.log10(torch.clamp(mel, min=1e-10))
rec = torch.istft(spec, n_fft=64, hop_length=16, window=torch.hann_window(64), length=400)
show(spec, logmel, rec, F.mse_loss(rec, wav) < 1e-10)
