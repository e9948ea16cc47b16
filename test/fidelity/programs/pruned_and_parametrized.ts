import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { parametrize, prune } = nn.utils;
torch.manual_seed(36);

const small = () => nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(64, 3));
const parameters = (m: nn.Module) => m.named_parameters().map(([n]) => n);
const buffers = (m: nn.Module) => m.named_buffers().map(([n]) => n);

const net = small();
const conv = net[0];
prune.random_unstructured(conv, { name: 'weight', amount: 0.3 });
show(parameters(conv), buffers(conv), conv.weight, conv._forward_pre_hooks.size);
prune.l1_unstructured(conv, { name: 'bias', amount: 2 });
prune.ln_structured(conv, { name: 'weight', amount: 0.5, n: 2, dim: 0 });
let hook: any;
for (hook of conv._forward_pre_hooks.values()) if (hook._tensor_name === 'weight') break;
show(
  [...hook].map((each) => each.constructor.name),
  conv.weight,
  Object.keys(net.state_dict()),
);
prune.remove(conv, 'weight');
show(parameters(conv), buffers(conv));
const pairs: [any, string][] = [
  [net[0], 'weight'],
  [net[3], 'weight'],
];
prune.global_unstructured(pairs, { pruning_method: prune.L1Unstructured, amount: 0.2 });
const zeros = pairs.reduce((sum, [m]) => sum + torch.sum(m.weight.eq(0)).item(), 0);
show(`${((100 * zeros) / pairs.reduce((sum, [m]) => sum + m.weight.nelement(), 0)).toFixed(2)}%`);

class EveryOther extends prune.BasePruningMethod {
  static override PRUNING_TYPE = 'unstructured' as const;
  override compute_mask(_t: Tensor, default_mask: Tensor): Tensor {
    const mask = default_mask.clone();
    mask.view(-1).index_put_('::2', 0);
    return mask;
  }
}

EveryOther.apply(net[3], 'bias');
const opt = optim.SGD(net.parameters(), { lr: 0.1 });
for (let i = 0; i < 2; i++) {
  const loss = F.cross_entropy(net(torch.randn(4, 1, 6, 6)), torch.tensor([0n, 1n, 2n, 1n]));
  opt.zero_grad();
  loss.backward();
  opt.step();
  show(loss, net[3].bias_orig.grad, net[3].bias);
}
show(prune.is_pruned(net), prune.is_pruned(small()));
try {
  prune.l1_unstructured(small()[0], { name: 'weight', amount: 1.5 });
} catch (e) {
  show((e as Error).message);
}

class Skew extends nn.Module {
  override forward(x: Tensor): Tensor {
    x = x.triu(1);
    return x.sub(x.transpose(-1, -2));
  }
  right_inverse(x: Tensor): Tensor {
    return x.triu(1);
  }
}

class Cayley extends nn.Module {
  declare eye: Tensor;
  constructor(n: number) {
    super();
    this.register_buffer('eye', torch.eye(n));
  }
  override forward(x: Tensor): Tensor {
    return torch.linalg.solve(this.eye.sub(x), this.eye.add(x));
  }
  right_inverse(x: Tensor): Tensor {
    return torch.linalg.solve(x.add(this.eye), x.sub(this.eye));
  }
}

let layer: any = nn.Linear(3, 3);
parametrize.register_parametrization(layer, 'weight', new Skew());
parametrize.register_parametrization(layer, 'weight', new Cayley(3));
const wanted = torch.empty(3, 3);
nn.init.orthogonal_(wanted);
if (wanted.det().item() < 0) wanted.index(0).neg_();
layer.weight = wanted;
show(
  torch.dist(layer.weight, wanted).lt(1e-5),
  layer.weight,
  `${layer}`,
  `${layer.parametrizations.weight[0]}`,
  Object.keys(layer.state_dict()),
);
parametrize.remove_parametrizations(layer, 'weight', { leave_parametrized: false });
show(layer.weight, `${layer}`);
const cell = nn.GRUCell(2, 3);
parametrize.register_parametrization(cell, 'weight_hh', nn.Identity());
parametrize.cached(() => {
  let h = torch.zeros(1, 3);
  for (let i = 0; i < 3; i++) h = cell(torch.ones(1, 2), h);
  show(h);
});

class Outer extends nn.Module {
  override forward(a: Tensor, b: Tensor): Tensor {
    return a.unsqueeze(-1).matmul(b.unsqueeze(-2));
  }
  right_inverse(z: Tensor): [Tensor, Tensor] {
    const [u, s, v] = torch.linalg.svd(z, { full_matrices: false });
    const root = s.index(0).sqrt().unsqueeze(-1);
    return [u.index('...', ':', 0).mul(root), v.index('...', 0, ':').mul(root)];
  }
}

layer = parametrize.register_parametrization(nn.Linear(4, 4), 'weight', new Outer());
show(
  torch.linalg.matrix_rank(layer.weight).item(),
  parameters(layer),
  parametrize.is_parametrized(layer, 'bias'),
  layer._get_name(),
);
layer = nn.utils.parametrizations.orthogonal(nn.Linear(4, 3), { orthogonal_map: 'householder' });
show(layer.weight, `${layer}`);

// a chain of its own, by the tables of the module
class Chain extends nn.Module {
  constructor(...layers: nn.Module[]) {
    super();
    for (const [i, each] of layers.entries()) this._modules[`${i}`] = each;
  }
  override forward(x: Tensor): Tensor {
    for (const each of Object.values(this._modules)) x = each(x);
    return x;
  }
}

const chain = new Chain(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2));
const x = torch.randn(2, 3);
const seen: number[] = [];
for (const each of Object.values(chain._modules))
  each.register_forward_hook((_module: nn.Module, _args: unknown, out: Tensor) => {
    seen.push(out.mean().item());
  });
show(chain(x), seen.slice(), `${chain}`, Object.keys(chain.state_dict()));
chain._modules['1'] = nn.ReLU();
chain._modules['0']._forward_hooks.clear();
seen.length = 0;
show(chain(x), seen.length, chain._modules['0']._parameters.bias, Object.keys(nn.BatchNorm1d(2)._buffers));
