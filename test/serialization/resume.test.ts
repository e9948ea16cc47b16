import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython, scratchFolder } from './python.ts';

const folder = scratchFolder();
const at = (name: string) => join(folder, name);

class Training {
  net = nn.Sequential(
    nn.Conv2d(1, 2, [2, 3], { stride: 2 }),
    nn.BatchNorm2d(2),
    nn.ReLU(),
    nn.Dropout(0.3),
    nn.Flatten(),
    nn.Linear(8, 3),
  );
  optimizer: any;
  schedulers: any[];

  constructor(optimizer: string) {
    const params = this.net.parameters();
    this.optimizer =
      optimizer === 'SGD'
        ? optim.SGD(params, { lr: 0.1, momentum: 0.9 })
        : optim.Adam(params, { lr: 0.1, betas: [0.8, 0.9] });
    this.schedulers = [
      optim.lr_scheduler.MultiStepLR(this.optimizer, [3, 5], { gamma: 0.3 }),
      optim.lr_scheduler.CosineAnnealingLR(this.optimizer, 8),
    ];
  }

  steps(count: number): void {
    for (let i = 0; i < count; i += 1) {
      this.optimizer.zero_grad();
      (this.net(torch.randn(4, 1, 5, 6)) as Tensor).square().sum().backward();
      this.optimizer.step();
      for (const scheduler of this.schedulers) scheduler.step();
    }
  }

  state() {
    return {
      model: this.net.state_dict(),
      optimizer: this.optimizer.state_dict(),
      schedulers: this.schedulers.map((scheduler) => scheduler.state_dict()),
      rng: torch.get_rng_state(),
    };
  }

  load(checkpoint: any): void {
    this.net.load_state_dict(checkpoint.model);
    this.optimizer.load_state_dict(checkpoint.optimizer);
    for (const [i, scheduler] of this.schedulers.entries())
      scheduler.load_state_dict(checkpoint.schedulers[i]);
    torch.set_rng_state(checkpoint.rng);
  }
}

const theirs = `
from torch import nn
class Training:
    def __init__(self, optimizer):
        self.net = nn.Sequential(nn.Conv2d(1, 2, (2, 3), stride=2), nn.BatchNorm2d(2), nn.ReLU(), nn.Dropout(0.3), nn.Flatten(), nn.Linear(8, 3))
        params = self.net.parameters()
        self.optimizer = torch.optim.SGD(params, lr=0.1, momentum=0.9) if optimizer == 'SGD' else torch.optim.Adam(params, lr=0.1, betas=(0.8, 0.9))
        self.schedulers = [torch.optim.lr_scheduler.MultiStepLR(self.optimizer, [3, 5], gamma=0.3), torch.optim.lr_scheduler.CosineAnnealingLR(self.optimizer, 8)]
    def steps(self, count):
        for _ in range(count):
            self.optimizer.zero_grad()
            self.net(torch.randn(4, 1, 5, 6)).square().sum().backward()
            self.optimizer.step()
            for s in self.schedulers: s.step()
    def state(self):
        return {'model': self.net.state_dict(), 'optimizer': self.optimizer.state_dict(), 'schedulers': [s.state_dict() for s in self.schedulers], 'rng': torch.get_rng_state()}
    def load(self, file):
        c = torch.load(file, weights_only=True)
        self.net.load_state_dict(c['model']); self.optimizer.load_state_dict(c['optimizer'])
        for s, state in zip(self.schedulers, c['schedulers']): s.load_state_dict(state)
        torch.set_rng_state(c['rng'])
`;

describe.skipIf(!python)('a training run goes on in the other language, bit for bit', () => {
  it.each(['SGD', 'Adam'])('%s: Python, TypeScript, Python', (name) => {
    torch.set_num_threads(1);
    runPython(
      `${theirs}
torch.manual_seed(3)
t = Training('${name}'); t.steps(2); torch.save(t.state(), sys.argv[1])
t.steps(4); torch.save(t.state(), sys.argv[2])`,
      at('first.pt'),
      at('straight.pt'),
    );
    const run = new Training(name);
    run.load(torch.load(at('first.pt')));
    run.steps(2);
    torch.save(run.state(), at('middle.pt'));
    runPython(
      `${theirs}
t = Training('${name}'); t.load(sys.argv[1]); t.steps(2)
a, b = t.state(), torch.load(sys.argv[2], weights_only=True)
assert all(torch.equal(a['model'][k], b['model'][k]) for k in b['model'])
assert torch.equal(a['rng'], b['rng'])
assert repr(a['optimizer']) == repr(b['optimizer'])
assert a['schedulers'] == b['schedulers'], (a['schedulers'], b['schedulers'])`,
      at('middle.pt'),
      at('straight.pt'),
    );
    run.steps(2);
    const straight = torch.load(at('straight.pt'));
    for (const [key, value] of Object.entries(run.net.state_dict())) {
      expect(torch.equal(value as Tensor, straight.model[key]), key).toBe(true);
    }
  });
});
