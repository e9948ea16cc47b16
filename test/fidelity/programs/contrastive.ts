import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(11);
class Proj extends nn.Module {
  declare enc: nn.Sequential;
  declare head: nn.Sequential;
  constructor() {
    super();
    this.enc = nn.Sequential(
      nn.Conv1d(2, 6, 3, { padding: 'same', bias: false }),
      nn.GroupNorm(3, 6),
      nn.SiLU(),
      nn.AdaptiveMaxPool1d(4),
      nn.Flatten(),
    );
    this.head = nn.Sequential(
      nn.Linear(24, 12),
      nn.BatchNorm1d(12),
      nn.Hardswish(),
      nn.Linear(12, 8, { bias: false }),
    );
  }
  override forward(x: Tensor) {
    return F.normalize(this.head(this.enc(x)), { dim: -1 });
  }
}
function nt_xent(z1: Tensor, z2: Tensor, t = 0.5) {
  const n = z1.size(0);
  const z = torch.cat([z1, z2]);
  let sim = z.matmul(z.t()).div(t);
  sim = sim.masked_fill(torch.eye(2 * n, { dtype: torch.bool }), -Infinity);
  const target = torch.arange(2 * n).roll(n);
  return F.cross_entropy(sim, target);
}
const net = new Proj();
const opt = optim.SGD(net.parameters(), { lr: 0.3, momentum: 0.9, weight_decay: 1e-4 });
const sch = optim.lr_scheduler.LambdaLR(opt, (e) =>
  e < 3 ? (e + 1) / 3 : 0.5 * (1 + Math.cos((Math.PI * (e - 3)) / 5)),
);
const key = new Proj();
key.load_state_dict(net.state_dict());
const queue = F.normalize(torch.randn(8, 16), { dim: 0 });
let ptr = 0;
for (let i = 0; i < 6; i++) {
  const x = torch.randn(5, 2, 10);
  const a = x.add(torch.randn_like(x).mul(0.1)),
    b = x.flip(-1).mul(torch.empty(5, 1, 1).uniform_(0.8, 1.2));
  const q = net(a);
  const l1 = nt_xent(q, net(b));
  const k = torch.no_grad(() => {
    const from = net.parameters();
    for (const [j, pk] of key.parameters().entries())
      pk.data.mul_(0.99).add_(from[j]?.data as Tensor, { alpha: 0.01 });
    return key(b);
  });
  const pos = torch.einsum('nc,nc->n', [q, k]).unsqueeze(-1),
    neg = torch.einsum('nc,ck->nk', [q, queue.clone().detach()]);
  const l2 = F.cross_entropy(torch.cat([pos, neg], 1).div(0.07), torch.zeros(5, { dtype: torch.long }));
  if (ptr + 5 <= 16) queue.index_put_([':', torch.slice(ptr, ptr + 5)], k.T);
  ptr = (ptr + 5) % 15;
  const c = q.T.matmul(k).div(5);
  const l3 = torch
    .diagonal(c)
    .sub(1)
    .pow(2)
    .sum()
    .add(c.flatten().index(':-1').view(7, 9).index(':', '1:').flatten().pow(2).sum().mul(5e-3));
  const loss = l1.add(l2).add(l3.mul(0.1));
  opt.zero_grad();
  loss.backward();
  opt.step();
  sch.step();
  show(loss.item(), l1.item(), sch.get_last_lr());
}
show(queue, (net.head.at(1) as nn.BatchNorm1d).running_var);
