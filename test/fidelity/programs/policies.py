from shown import show
import torch, torch.nn as nn, torch.nn.functional as F
from torch.distributions import Bernoulli, Categorical, Independent, Normal, TanhTransform, TransformedDistribution, kl_divergence

torch.manual_seed(34)


class Pole:
    def __init__(self):
        self.g = torch.Generator().manual_seed(1)

    def reset(self):
        self.at = (torch.rand(4, generator=self.g, dtype=torch.float64) * 0.1 - 0.05).tolist()
        return list(self.at)

    def step(self, right):
        x, v, a, w = self.at
        push = ((10.0 if right else -10.0) + 0.05 * w * w * a) / 1.1
        turn = (9.8 * a - push) / (0.5 * (4.0 / 3.0 - 0.1 / 1.1))
        self.at = [x + 0.02 * v, v + 0.02 * (push - 0.05 * turn / 1.1), a + 0.02 * w, w + 0.02 * turn]
        return list(self.at), 1.0, abs(self.at[0]) > 2.4 or abs(self.at[2]) > 0.2


pole = Pole()
policy = nn.Sequential(nn.Linear(4, 16), nn.Dropout(p=0.4), nn.ReLU(), nn.Linear(16, 2), nn.Softmax(dim=1))
opt = torch.optim.Adam(policy.parameters(), lr=1e-2)
eps = torch.finfo(torch.float32).eps
for episode in range(4):
    state, done, logs, rewards = pole.reset(), False, [], []
    while not done:
        m = Categorical(policy(torch.tensor(state).float().unsqueeze(0)))
        action = m.sample()
        logs.append(m.log_prob(action))
        state, reward, done = pole.step(action.item())
        rewards.append(reward)
    returns, later = [], 0
    for r in rewards[::-1]:
        later = r + 0.99 * later
        returns.insert(0, later)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + eps)
    loss = torch.cat([-log * r for log, r in zip(logs, returns)]).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
    show(loss, len(rewards))


def orthogonal(layer, std=2**0.5, bias=0.0):
    nn.init.orthogonal_(layer.weight, std)
    nn.init.constant_(layer.bias, bias)
    return layer


class Agent(nn.Module):
    def __init__(self):
        super().__init__()
        self.critic = nn.Sequential(orthogonal(nn.Linear(4, 8)), nn.Tanh(), orthogonal(nn.Linear(8, 1), std=1.0))
        self.actor = nn.Sequential(orthogonal(nn.Linear(4, 8)), nn.Tanh(), orthogonal(nn.Linear(8, 1), std=0.01))
        self.spread = nn.Parameter(torch.zeros(1, 1))

    def forward(self, x, action=None):
        mean = self.actor(x)
        d = Normal(mean, self.spread.expand_as(mean).exp())
        if action is None:
            action = d.sample()
        return action, d.log_prob(action).sum(1), d.entropy().sum(1), self.critic(x).flatten()


steps, count = 12, 2
poles, agent = [Pole() for _ in range(count)], Agent()
opt = torch.optim.Adam(agent.parameters(), lr=3e-3, eps=1e-5)
seen, acted = torch.zeros((steps, count) + (4,)), torch.zeros((steps, count) + (1,))
logs, rewards, ends, values = (torch.zeros((steps, count)) for _ in range(4))
now, ended = torch.Tensor([p.reset() for p in poles]), torch.zeros(count)
for i in range(steps):
    seen[i], ends[i] = now, ended
    with torch.no_grad():
        acted[i], logs[i], _, values[i] = agent(now)
    outs = [p.step(bool(a > 0)) for p, a in zip(poles, acted[i])]
    rewards[i] = torch.tensor([o[1] for o in outs]).view(-1)
    now, ended = torch.Tensor([p.reset() if o[2] else o[0] for p, o in zip(poles, outs)]), torch.Tensor([o[2] for o in outs])
with torch.no_grad():
    after = agent(now)[3]
gains, last = torch.zeros_like(rewards), 0
for i in reversed(range(steps)):
    going = 1.0 - (ended if i == steps - 1 else ends[i + 1])
    ahead = after if i == steps - 1 else values[i + 1]
    gains[i] = last = rewards[i] + 0.99 * ahead * going - values[i] + 0.99 * 0.95 * going * last
goals = (gains + values).reshape(-1)
for start in range(0, steps * count, 8):
    some = torch.randperm(steps * count)[start : start + 8]
    _, log, entropy, value = agent(seen.reshape(-1, 4)[some], acted.reshape((-1, 1))[some])
    ratio = (log - logs.reshape(-1)[some]).exp()
    gain = gains.reshape(-1)[some]
    gain = (gain - gain.mean()) / (gain.std() + 1e-8)
    push = torch.max(-gain * ratio, -gain * torch.clamp(ratio, 1 - 0.2, 1 + 0.2)).mean()
    old = values.reshape(-1)[some]
    near = old + torch.clamp(value - old, -0.2, 0.2)
    miss = 0.5 * torch.max((value - goals[some]) ** 2, (near - goals[some]) ** 2).mean()
    loss = push - 0.01 * entropy.mean() + miss * 0.5
    opt.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
    opt.step()
    show(push, miss, ratio, ((ratio - 1.0).abs() > 0.2).float().mean().item())

# a squashed Gaussian, and its temperature
body, scale = nn.Linear(4, 4), torch.tensor([1.0, 2.0])
warmth = torch.zeros(1, requires_grad=True)
opt, warm = torch.optim.Adam(body.parameters(), lr=1e-2), torch.optim.Adam([warmth], lr=1e-2)
for _ in range(3):
    mean, spread = body(torch.randn(6, 4)).chunk(2, dim=-1)
    d = Normal(mean, (-5 + 0.5 * (2 - -5) * (torch.tanh(spread) + 1)).exp())
    x = d.rsample()
    y = torch.tanh(x)
    log = d.log_prob(x)
    log -= torch.log(scale * (1 - y.pow(2)) + 1e-6)
    log = log.sum(1, keepdim=True)
    loss = (warmth.exp().item() * log - (y * scale).pow(2).sum(1, keepdim=True)).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    heat = (-warmth.exp() * (log.detach() - 2.0)).mean()
    warm.zero_grad()
    heat.backward()
    warm.step()
    show(loss, heat, warmth.exp().item())
d = TransformedDistribution(Independent(Normal(torch.zeros(3, 2), torch.ones(3, 2)), 1), [TanhTransform(cache_size=1)])
a = d.rsample()
show(a, d.log_prob(a), str(d))
old, new = Categorical(logits=torch.randn(4, 3)), Categorical(logits=torch.randn(4, 3))
show(kl_divergence(old, new), old.entropy(), new.probs, str(old), Bernoulli(torch.tensor([0.2, 0.7])).sample((3,)))
