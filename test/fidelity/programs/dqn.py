from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F
from collections import deque

torch.manual_seed(5)


class DQN(nn.Module):
    def __init__(self, n_obs, n_act):
        super().__init__()
        self.layer1 = nn.Linear(n_obs, 32)
        self.value = nn.Linear(32, 1)
        self.adv = nn.Linear(32, n_act)

    def forward(self, x):
        x = F.relu(self.layer1(x))
        a = self.adv(x)
        return self.value(x) + a - a.mean(dim=1, keepdim=True)


policy, target = DQN(4, 2), DQN(4, 2)
target.load_state_dict(policy.state_dict())
opt = torch.optim.AdamW(policy.parameters(), lr=1e-3, amsgrad=True)
memory = deque([], maxlen=50)
steps = 0


def act(s):
    global steps
    eps = 0.05 + 0.85 * math.exp(-steps / 20)
    steps += 1
    if torch.rand(1).item() > eps:
        with torch.no_grad():
            return policy(s).max(1).indices.view(1, 1)
    return torch.randint(0, 2, (1, 1))


state = torch.randn(1, 4)
for t in range(40):
    a = act(state)
    nxt = state * 0.9 + torch.randn(1, 4) * 0.1 if torch.rand(()).item() > 0.1 else None
    r = torch.tensor([float(a.item()) - 0.5])
    memory.append((state, a, nxt, r))
    state = nxt if nxt is not None else torch.randn(1, 4)
    if len(memory) >= 8:
        idx = torch.randperm(len(memory))[:8]
        batch = list(zip(*[memory[i] for i in idx]))
        mask = torch.tensor(tuple(map(lambda s: s is not None, batch[2])), dtype=torch.bool)
        nn_states = torch.cat([s for s in batch[2] if s is not None])
        s, ac, rw = torch.cat(batch[0]), torch.cat(batch[1]), torch.cat(batch[3])
        q = policy(s).gather(1, ac)
        v = torch.zeros(8)
        with torch.no_grad():
            v[mask] = target(nn_states).max(1).values
        exp = v * 0.99 + rw
        loss = nn.SmoothL1Loss()(q, exp.unsqueeze(1))
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_value_(policy.parameters(), 100)
        opt.step()
        sd, pd = target.state_dict(), policy.state_dict()
        for k in pd:
            sd[k] = pd[k] * 0.005 + sd[k] * (1 - 0.005)
        target.load_state_dict(sd)
        show(loss.item(), a.item())
show([q for q in target.parameters()])
# policy gradient on top
pi = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
logits = pi(torch.randn(6, 4))
lp = F.log_softmax(logits, -1)
m = type(
    "C",
    (),
    dict(
        sample=staticmethod(lambda: torch.multinomial(lp.exp(), 1, True).squeeze(1)),
        log_prob=staticmethod(lambda a: lp.gather(1, a.unsqueeze(1)).squeeze(1)),
        entropy=staticmethod(lambda: -(lp.exp() * lp).sum(-1)),
    ),
)
acts = m.sample()
show(acts, m.log_prob(acts), m.entropy().mean())
adv = torch.linspace(-1, 1, 6)
adv = (adv - adv.mean()) / (adv.std() + 1e-8)
old = m.log_prob(acts).detach() - 0.1
ratio = torch.exp(m.log_prob(acts) - old)
ppo = -torch.min(ratio * adv, torch.clamp(ratio, 0.8, 1.2) * adv).mean() - 0.01 * m.entropy().mean()
ppo.backward()
show(ppo, pi[0].weight.grad)
