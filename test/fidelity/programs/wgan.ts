import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const { spectral_norm, weight_norm } = nn.utils;
torch.manual_seed(6);
class G extends nn.Module {
  declare main: nn.Sequential;
  constructor() {
    super();
    this.main = nn.Sequential(
      nn.ConvTranspose2d(8, 8, 4, 1, 0, { bias: false }),
      nn.BatchNorm2d(8),
      nn.ReLU(true),
      nn.ConvTranspose2d(8, 1, 4, 2, 1, { bias: false }),
      nn.Tanh(),
    );
  }
  override forward(z: Tensor) {
    return this.main(z);
  }
}
class D extends nn.Module {
  declare main: nn.Sequential;
  constructor() {
    super();
    this.main = nn.Sequential(
      spectral_norm(nn.Conv2d(1, 8, 4, 2, 1)),
      nn.LeakyReLU(0.2, { inplace: true }),
      nn.InstanceNorm2d(8, { affine: true }),
      nn.Flatten(),
      weight_norm(nn.Linear(8 * 16, 1)),
    );
  }
  override forward(x: Tensor) {
    return this.main(x).view(-1);
  }
}
function weights_init(m: any): void {
  const n = m.constructor.name as string;
  if (n.includes('Conv')) {
    if ('weight_orig' in m) nn.init.normal_(m.weight_orig.data, 0.0, 0.02);
    else nn.init.normal_(m.weight.data, 0.0, 0.02);
  } else if (n.includes('BatchNorm')) {
    nn.init.normal_(m.weight.data, 1.0, 0.02);
    nn.init.constant_(m.bias.data, 0);
  }
}
const [g, d] = [new G(), new D()];
g.apply(weights_init);
d.apply(weights_init);
const og = optim.Adam(g.parameters(), { lr: 2e-4, betas: [0.5, 0.999] }),
  od = optim.RMSprop(d.parameters(), { lr: 5e-5 });
const fixed = torch.randn(2, 8, 1, 1);
function penalty(real: Tensor, fake: Tensor) {
  const a = torch.rand(real.size(0), 1, 1, 1);
  const x = a.mul(real).add(torch.rsub(a, 1).mul(fake)).requires_grad_(true);
  const o = d(x);
  let gr = torch.autograd.grad({
    outputs: o,
    inputs: x,
    grad_outputs: torch.ones_like(o),
    create_graph: true,
    retain_graph: true,
    only_inputs: true,
  })[0] as Tensor;
  gr = gr.view(gr.size(0), -1);
  return gr.norm(2, { dim: 1 }).sub(1).pow(2).mean();
}
let ld!: Tensor, gp!: Tensor;
for (let i = 0; i < 3; i++) {
  for (let k = 0; k < 2; k++) {
    const real = torch.randn(3, 1, 8, 8);
    const fake = torch.no_grad(() => g(torch.randn(3, 8, 1, 1)));
    od.zero_grad();
    gp = penalty(real, fake);
    ld = d(fake).mean().sub(d(real).mean()).add(gp.mul(10));
    ld.backward();
    od.step();
  }
  for (const q of d.parameters()) q.requires_grad_(false);
  og.zero_grad();
  const lg = d(g(torch.randn(3, 8, 1, 1)))
    .mean()
    .neg();
  lg.backward();
  og.step();
  for (const q of d.parameters()) q.requires_grad = true;
  show(ld.item(), gp.item(), lg.item());
}
g.eval();
show(g(fixed), Object.keys(d.state_dict()).sort(), (d.main.at(0) as any).weight_u);
const bce = nn.BCEWithLogitsLoss();
show(bce(d(fixed.expand(2, 8, 8, 8).index(':', ':1')), torch.full([2], 0.9)));
