import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(3);
class DoubleConv extends nn.Sequential {
  constructor(i: number, o: number) {
    super(
      nn.Conv2d(i, o, 3, { padding: 1, bias: false }),
      nn.BatchNorm2d(o),
      nn.ReLU({ inplace: true }),
      nn.Conv2d(o, o, 3, { padding: 1, bias: false }),
      nn.BatchNorm2d(o),
      nn.ReLU({ inplace: true }),
    );
  }
}
class Up extends nn.Module {
  declare up: nn.Upsample | nn.ConvTranspose2d;
  declare conv: DoubleConv;
  constructor(i: number, o: number, bilinear: boolean) {
    super();
    if (bilinear) {
      this.up = nn.Upsample({ scale_factor: 2, mode: 'bilinear', align_corners: true });
      this.conv = new DoubleConv(i, o);
    } else {
      this.up = nn.ConvTranspose2d(i, Math.floor(i / 2), { kernel_size: 2, stride: 2 });
      this.conv = new DoubleConv(i, o);
    }
  }
  override forward(x1: Tensor, x2: Tensor) {
    x1 = this.up(x1);
    const dy = x2.size()[2] - x1.size()[2];
    const dx = x2.size()[3] - x1.size()[3];
    x1 = F.pad(x1, [dx >> 1, dx - (dx >> 1), dy >> 1, dy - (dy >> 1)]);
    return this.conv(torch.cat([x2, x1], { dim: 1 }));
  }
}
class UNet extends nn.Module {
  declare inc: DoubleConv;
  declare down1: nn.Sequential;
  declare down2: nn.Sequential;
  declare up1: Up;
  declare up2: Up;
  declare outc: nn.Conv2d;
  constructor(c: number, classes: number, bilinear = false) {
    super();
    const f = bilinear ? 2 : 1;
    this.inc = new DoubleConv(c, 4);
    this.down1 = nn.Sequential(nn.MaxPool2d(2), new DoubleConv(4, 8));
    this.down2 = nn.Sequential(nn.MaxPool2d(2), new DoubleConv(8, 16 / f));
    this.up1 = new Up(16, 8 / f, bilinear);
    this.up2 = new Up(8, 4, bilinear);
    this.outc = nn.Conv2d(4, classes, 1);
  }
  override forward(x: Tensor) {
    const a = this.inc(x);
    const b = this.down1(a);
    const c = this.down2(b);
    return this.outc(this.up2(this.up1(c, b), a));
  }
}
function dice_loss(logits: Tensor, y: Tensor, eps = 1e-6) {
  const pr = F.softmax(logits, { dim: 1 });
  const oh = F.one_hot(y, logits.shape[1]).permute(0, 3, 1, 2).float();
  const inter = pr
    .mul(oh)
    .sum({ dim: [-1, -2] })
    .mul(2);
  let sets = pr.sum({ dim: [-1, -2] }).add(oh.sum({ dim: [-1, -2] }));
  sets = torch.where(sets.eq(0), inter, sets);
  return torch.rsub(inter.add(eps).div(sets.add(eps)).mean(), 1);
}
for (const bil of [false, true]) {
  const net = new UNet(3, 3, bil);
  const opt = optim.RMSprop(net.parameters(), { lr: 1e-3, weight_decay: 1e-8, momentum: 0.9, foreach: true });
  const sch = optim.lr_scheduler.ReduceLROnPlateau(opt, 'max', { patience: 1, factor: 0.5 });
  let x!: Tensor, y!: Tensor;
  for (let e = 0; e < 4; e++) {
    x = torch.randn(2, 3, 18, 22);
    y = torch.randint(0, 3, [2, 18, 22]);
    const o = net(x);
    const loss = F.cross_entropy(o, y, { weight: torch.tensor([1, 2, 0.5]) }).add(dice_loss(o, y));
    opt.zero_grad({ set_to_none: true });
    loss.backward();
    opt.step();
    const acc = torch.no_grad(() => {
      net.eval();
      const a = net(x).argmax(1).eq(y).float().mean();
      net.train();
      return a;
    });
    sch.step(acc);
    show(loss.item(), acc.item(), opt.param_groups[0]?.lr);
  }
  show((net.inc.at(1) as nn.BatchNorm2d).running_mean, (net.inc.at(1) as nn.BatchNorm2d).num_batches_tracked);
  const pr = net(x).argmax(1);
  const inter = torch.logical_and(pr.eq(1), y.eq(1)).sum();
  const union = torch.logical_or(pr.eq(1), y.eq(1)).sum();
  show(inter.div(union).item());
  const hist = torch.bincount(y.flatten().mul(3).add(pr.flatten()), { minlength: 9 }).reshape(3, 3);
  show(hist, hist.diag().div(hist.sum(1).add(hist.sum(0)).sub(hist.diag())));
}
