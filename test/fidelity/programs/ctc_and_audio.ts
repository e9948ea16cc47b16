import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(17);
class CRNN extends nn.Module {
  declare cnn: nn.Sequential;
  declare rnn: nn.GRU;
  declare fc: nn.Linear;
  constructor(n: number) {
    super();
    this.cnn = nn.Sequential();
    for (const [i, [a, b]] of (
      [
        [1, 4],
        [4, 8],
      ] as const
    ).entries()) {
      this.cnn.add_module(`conv${i}`, nn.Conv2d(a, b, 3, 1, 1));
      this.cnn.add_module(`relu${i}`, nn.LeakyReLU(0.2, true));
      this.cnn.add_module(`pool${i}`, nn.MaxPool2d([2, 2], [2, 1], [0, 1]));
    }
    this.rnn = nn.GRU(32, 8, { bidirectional: true });
    this.fc = nn.Linear(16, n);
  }
  override forward(x: Tensor) {
    let c: Tensor = this.cnn(x);
    const [b, ch, h, w] = c.size();
    c = c.reshape(b, ch * h, w).permute(2, 0, 1);
    return F.log_softmax(this.fc(this.rnn(c)[0]), { dim: 2 });
  }
}
const net = new CRNN(6);
const crit = nn.CTCLoss({ blank: 0, reduction: 'mean', zero_infinity: true });
const opt = optim.Adam(net.parameters(), { lr: 1e-2 });
const opt2 = optim.lr_scheduler.MultiStepLR(opt, { milestones: [2, 4], gamma: 0.3 });
const alphabet = '-abcde';
let x!: Tensor, o!: Tensor;
for (let i = 0; i < 5; i++) {
  x = torch.randn(3, 1, 16, 12);
  const lens = torch.randint(1, 5, [3]);
  const t = torch.cat([...lens].map((l) => torch.randint(1, 6, [l.item()])));
  o = net(x);
  const l = crit(o, t, torch.full([3], o.size(0), { dtype: torch.long }), lens);
  opt.zero_grad();
  l.backward();
  opt.step();
  opt2.step();
  show(l.item(), opt2.get_last_lr());
}
function decode(lp: Tensor) {
  const out: string[] = [];
  for (const seq of lp.argmax(2).T) {
    const s = torch.unique_consecutive(seq) as Tensor;
    out.push(
      s
        .tolist()
        .filter((i) => i !== 0)
        .map((i) => alphabet[i])
        .join(''),
    );
  }
  return out;
}
show(decode(net(x)), crit(o.detach(), torch.randint(1, 6, [3, 4]), Array(3).fill(o.size(0)), [4, 3, 2]));
const lae = (a: number, b: number) => torch.logaddexp(torch.tensor(a), torch.tensor(b)).item();
function beam(lp: Tensor, w = 3) {
  let beams = new Map<string, [number, number]>([['', [0, -Infinity]]]);
  for (let t = 0; t < lp.size(0); t++) {
    const next = new Map<string, [number, number]>();
    for (const [pre, [b, nb]] of beams)
      for (let c = 0; c < lp.size(1); c++) {
        const q = lp.index(t, c).item(),
          tot = lae(b, nb);
        const put = (k: string, kb: number, knb: number) => {
          const [ob, onb] = next.get(k) ?? [-Infinity, -Infinity];
          next.set(k, [lae(ob, kb), lae(onb, knb)]);
        };
        if (c === 0) put(pre, tot + q, -Infinity);
        else if (pre && pre.at(-1) === String(c)) {
          put(pre, -Infinity, nb + q);
          put(pre + c, -Infinity, b + q);
        } else put(pre + c, -Infinity, tot + q);
      }
    beams = new Map([...next].sort((a, b) => Math.max(...b[1]) - Math.max(...a[1])).slice(0, w));
  }
  return [[...beams.keys()].map((k) => [...k].map(Number)), [...beams.values()].map((v) => Math.max(...v))];
}
show(...beam(o.index(':4', 0).detach()));
const wav = torch.sin(torch.linspace(0, 50, 400)).add(torch.randn(400).mul(0.1));
const spec = torch.stft(wav, {
  n_fft: 64,
  hop_length: 16,
  window: torch.hann_window(64),
  return_complex: true,
});
const power = spec.abs().pow(2),
  mel = torch.rand(10, 33).matmul(power),
  logmel = torch.log10(torch.clamp(mel, { min: 1e-10 })).mul(10);
const rec = torch.istft(spec, { n_fft: 64, hop_length: 16, window: torch.hann_window(64), length: 400 });
show(spec, logmel, rec, F.mse_loss(rec, wav).lt(1e-10));
