import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(5);
class DQN extends nn.Module {
  declare layer1: nn.Linear;
  declare value: nn.Linear;
  declare adv: nn.Linear;
  constructor(n_obs: number, n_act: number) {
    super();
    this.layer1 = nn.Linear(n_obs, 32);
    this.value = nn.Linear(32, 1);
    this.adv = nn.Linear(32, n_act);
  }
  override forward(x: Tensor) {
    x = F.relu(this.layer1(x));
    const a = this.adv(x);
    return this.value(x)
      .add(a)
      .sub(a.mean({ dim: 1, keepdim: true }));
  }
}
const [policy, target] = [new DQN(4, 2), new DQN(4, 2)];
target.load_state_dict(policy.state_dict());
const opt = optim.AdamW(policy.parameters(), { lr: 1e-3, amsgrad: true });
type Transition = [state: Tensor, action: Tensor, next: Tensor | null, reward: Tensor];
const memory: Transition[] = [];
let steps = 0;
function act(s: Tensor): Tensor {
  const eps = 0.05 + 0.85 * Math.exp(-steps / 20);
  steps += 1;
  if (torch.rand(1).item() > eps) return torch.no_grad(() => policy(s).max(1).indices.view(1, 1));
  return torch.randint(0, 2, [1, 1]);
}
let state = torch.randn(1, 4);
for (let t = 0; t < 40; t++) {
  const a = act(state);
  // Python evaluates the condition first
  const nxt = torch.rand([]).item() > 0.1 ? state.mul(0.9).add(torch.randn(1, 4).mul(0.1)) : null;
  const r = torch.tensor([a.item() - 0.5]);
  memory.push([state, a, nxt, r]);
  if (memory.length > 50) memory.shift();
  state = nxt ?? torch.randn(1, 4);
  if (memory.length >= 8) {
    const idx = torch.randperm(memory.length).index(':8');
    const picked = idx.tolist().map((i) => memory[i] as Transition);
    const mask = torch.tensor(
      picked.map((b) => b[2] !== null),
      { dtype: torch.bool },
    );
    const nn_states = torch.cat(picked.map((b) => b[2]).filter((s) => s !== null));
    const [s, ac, rw] = [
      torch.cat(picked.map((b) => b[0])),
      torch.cat(picked.map((b) => b[1])),
      torch.cat(picked.map((b) => b[3])),
    ];
    const q = policy(s).gather(1, ac);
    const v = torch.zeros(8);
    torch.no_grad(() => {
      v.index_put_([mask], target(nn_states).max(1).values);
    });
    const exp = v.mul(0.99).add(rw);
    const loss = nn.SmoothL1Loss()(q, exp.unsqueeze(1));
    opt.zero_grad();
    loss.backward();
    nn.utils.clip_grad_value_(policy.parameters(), 100);
    opt.step();
    const [sd, pd] = [target.state_dict(), policy.state_dict()];
    for (const k of Object.keys(pd))
      (sd as any)[k] = (pd as any)[k].mul(0.005).add((sd as any)[k].mul(1 - 0.005));
    target.load_state_dict(sd);
    show(loss.item(), a.item());
  }
}
show([...target.parameters()]);
const pi = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2));
const logits = pi(torch.randn(6, 4)) as Tensor;
const lp = F.log_softmax(logits, -1);
const m = {
  sample: () => torch.multinomial(lp.exp(), 1, true).squeeze(1),
  log_prob: (a: Tensor) => lp.gather(1, a.unsqueeze(1)).squeeze(1),
  entropy: () => lp.exp().mul(lp).sum(-1).neg(),
};
const acts = m.sample();
show(acts, m.log_prob(acts), m.entropy().mean());
let adv = torch.linspace(-1, 1, 6);
adv = adv.sub(adv.mean()).div(adv.std().add(1e-8));
const old = m.log_prob(acts).detach().sub(0.1);
const ratio = torch.exp(m.log_prob(acts).sub(old));
const ppo = torch
  .min(ratio.mul(adv), torch.clamp(ratio, 0.8, 1.2).mul(adv))
  .mean()
  .neg()
  .sub(m.entropy().mean().mul(0.01));
ppo.backward();
show(ppo, (pi.at(0) as nn.Linear).weight.grad);
