import { distributions, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const { Bernoulli, Categorical, Independent, Normal } = distributions;
const { TanhTransform, TransformedDistribution, kl_divergence } = distributions;
torch.manual_seed(34);

type State = [number, number, number, number];
class Pole {
  g = torch.Generator().manual_seed(1);
  at!: State;
  reset(): State {
    const start = torch.rand(4, { generator: this.g, dtype: torch.float64 }).mul(0.1).sub(0.05);
    this.at = start.tolist() as State;
    return this.at;
  }
  step(right: boolean): [State, number, boolean] {
    const [x, v, a, w] = this.at;
    const push = ((right ? 10.0 : -10.0) + 0.05 * w * w * a) / 1.1;
    const turn = (9.8 * a - push) / (0.5 * (4.0 / 3.0 - 0.1 / 1.1));
    this.at = [x + 0.02 * v, v + 0.02 * (push - (0.05 * turn) / 1.1), a + 0.02 * w, w + 0.02 * turn];
    return [this.at, 1.0, Math.abs(this.at[0]) > 2.4 || Math.abs(this.at[2]) > 0.2];
  }
}

{
  const pole = new Pole();
  const policy = nn.Sequential(
    nn.Linear(4, 16),
    nn.Dropout({ p: 0.4 }),
    nn.ReLU(),
    nn.Linear(16, 2),
    nn.Softmax({ dim: 1 }),
  );
  const opt = optim.Adam(policy.parameters(), { lr: 1e-2 });
  const eps = torch.finfo(torch.float32).eps;
  for (let episode = 0; episode < 4; episode++) {
    let [state, done, reward]: [State, boolean, number] = [pole.reset(), false, 0];
    const logs: Tensor[] = [];
    const rewards: number[] = [];
    while (!done) {
      const m = Categorical(policy(torch.tensor(state).float().unsqueeze(0)));
      const action = m.sample();
      logs.push(m.log_prob(action));
      [state, reward, done] = pole.step(action.item() === 1);
      rewards.push(reward);
    }
    const all: number[] = [];
    let later = 0;
    for (const r of rewards.toReversed()) {
      later = r + 0.99 * later;
      all.unshift(later);
    }
    let returns = torch.tensor(all);
    returns = returns.sub(returns.mean()).div(returns.std().add(eps));
    const loss = torch.cat(logs.map((log, i) => log.neg().mul(returns.index(i)))).sum();
    opt.zero_grad();
    loss.backward();
    opt.step();
    show(loss, rewards.length);
  }
}

function orthogonal(layer: nn.Linear, { std = 2 ** 0.5, bias = 0.0 } = {}) {
  nn.init.orthogonal_(layer.weight, std);
  nn.init.constant_(layer.bias!, bias);
  return layer;
}

class Agent extends nn.Module {
  declare critic: nn.Sequential;
  declare actor: nn.Sequential;
  declare spread: nn.Parameter;
  constructor() {
    super();
    const layers = (std: number) => [
      orthogonal(nn.Linear(4, 8)),
      nn.Tanh(),
      orthogonal(nn.Linear(8, 1), { std }),
    ];
    this.critic = nn.Sequential(...layers(1.0));
    this.actor = nn.Sequential(...layers(0.01));
    this.spread = nn.Parameter(torch.zeros(1, 1));
  }
  override forward(x: Tensor, action: Tensor | null = null): [Tensor, Tensor, Tensor, Tensor] {
    const mean = this.actor(x);
    const d = Normal(mean, this.spread.expand_as(mean).exp());
    action ??= d.sample();
    return [action, d.log_prob(action).sum(1), d.entropy().sum(1), this.critic(x).flatten()];
  }
}
{
  const [steps, count] = [12, 2];
  const poles = Array.from({ length: count }, () => new Pole());
  const agent = new Agent();
  const opt = optim.Adam(agent.parameters(), { lr: 3e-3, eps: 1e-5 });
  const [seen, acted] = [torch.zeros([steps, count, 4]), torch.zeros([steps, count, 1])];
  const [logs, rewards, ends, values] = [0, 1, 2, 3].map(() => torch.zeros([steps, count])) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  let [now, ended]: [Tensor, Tensor] = [torch.Tensor(poles.map((p) => p.reset())), torch.zeros(count)];
  for (let i = 0; i < steps; i++) {
    seen.index_put_(i, now);
    ends.index_put_(i, ended);
    torch.no_grad(() => {
      const [action, log, , value] = agent(now);
      acted.index_put_(i, action);
      logs.index_put_(i, log);
      values.index_put_(i, value);
    });
    const outs = poles.map((p, j) => p.step(acted.index(i, j).item() > 0));
    rewards.index_put_(i, torch.tensor(outs.map((o) => o[1])).view(-1));
    now = torch.Tensor(outs.map((o, j) => (o[2] ? poles[j]!.reset() : o[0])));
    ended = torch.Tensor(outs.map((o) => o[2]));
  }
  const after = torch.no_grad(() => agent(now)[3]);
  const gains = torch.zeros_like(rewards);
  let last: Tensor | number = 0;
  for (let i = steps - 1; i >= 0; i--) {
    const going = torch.rsub(i === steps - 1 ? ended : ends.index(i + 1), 1.0);
    const ahead = i === steps - 1 ? after : values.index(i + 1);
    last = rewards
      .index(i)
      .add(ahead.mul(0.99).mul(going))
      .sub(values.index(i))
      .add(going.mul(0.99 * 0.95).mul(last));
    gains.index_put_(i, last);
  }
  const goals = gains.add(values).reshape(-1);
  for (let start = 0; start < steps * count; start += 8) {
    const some = torch.randperm(steps * count).index(torch.slice(start, start + 8));
    const [, log, entropy, value] = agent(
      seen.reshape(-1, 4).index(some),
      acted.reshape([-1, 1]).index(some),
    );
    const ratio = log.sub(logs.reshape(-1).index(some)).exp();
    let gain = gains.reshape(-1).index(some);
    gain = gain.sub(gain.mean()).div(gain.std().add(1e-8));
    const clipped = torch.clamp(ratio, 1 - 0.2, 1 + 0.2);
    const push = torch.max(gain.neg().mul(ratio), gain.neg().mul(clipped)).mean();
    const old = values.reshape(-1).index(some);
    const near = old.add(torch.clamp(value.sub(old), -0.2, 0.2));
    const goal = goals.index(some);
    const miss = torch.max(value.sub(goal).pow(2), near.sub(goal).pow(2)).mean().mul(0.5);
    const loss = push.sub(entropy.mean().mul(0.01)).add(miss.mul(0.5));
    opt.zero_grad();
    loss.backward();
    nn.utils.clip_grad_norm_(agent.parameters(), 0.5);
    opt.step();
    show(push, miss, ratio, ratio.sub(1.0).abs().gt(0.2).float().mean().item());
  }
}

// a squashed Gaussian, and its temperature
const [body, scale] = [nn.Linear(4, 4), torch.tensor([1, 2])];
const warmth = torch.zeros(1, { requires_grad: true });
const [opt, warm] = [optim.Adam(body.parameters(), { lr: 1e-2 }), optim.Adam([warmth], { lr: 1e-2 })];
for (let i = 0; i < 3; i++) {
  const [mean, spread] = body(torch.randn(6, 4)).chunk(2, { dim: -1 }) as [Tensor, Tensor];
  const width = torch
    .tanh(spread)
    .add(1)
    .mul(0.5 * (2 - -5))
    .add(-5);
  const d = Normal(mean, width.exp());
  const x = d.rsample();
  const y = torch.tanh(x);
  let log = d.log_prob(x);
  log.sub_(torch.log(scale.mul(torch.rsub(y.pow(2), 1)).add(1e-6)));
  log = log.sum(1, { keepdim: true });
  const worth = y.mul(scale).pow(2).sum(1, { keepdim: true });
  const loss = log.mul(warmth.exp().item()).sub(worth).mean();
  opt.zero_grad();
  loss.backward();
  opt.step();
  const heat = warmth.exp().neg().mul(log.detach().sub(2.0)).mean();
  warm.zero_grad();
  heat.backward();
  warm.step();
  show(loss, heat, warmth.exp().item());
}
const d = TransformedDistribution(Independent(Normal(torch.zeros(3, 2), torch.ones(3, 2)), 1), [
  TanhTransform({ cache_size: 1 }),
]);
const a = d.rsample();
show(a, d.log_prob(a), `${d}`);
const [old, fresh] = [Categorical({ logits: torch.randn(4, 3) }), Categorical({ logits: torch.randn(4, 3) })];
const coins = Bernoulli(torch.tensor([0.2, 0.7])).sample([3]);
show(kl_divergence(old, fresh), old.entropy(), fresh.probs, `${old}`, coins);
