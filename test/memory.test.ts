// A plain synchronous loop stays bounded: no dispose, no await, no scope. Bounds are generous, and on memory only.
import { describe, expect, test } from 'vitest';
import { torch } from '../src/index.ts';
import { library, python, runPython, runScript } from './child.ts';

const MB = 2 ** 20;

/** Runs `body` as a loop of `steps` and returns the peak of resident memory in MB. */
function peakOf(steps: number, setup: string, body: string): number {
  const { stdout, stderr, status } = runScript(`
${setup}
let peak = 0;
for (let i = 0; i < ${steps}; i += 1) {
  ${body}
  if (i % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
console.log(peak / ${MB});`);
  expect(status, stderr).toBe(0);
  return Number(stdout);
}

describe('a plain loop stays bounded', () => {
  const megabyte = 'const base = torch.ones(262144);';

  test('20,000 temporaries of 1 MB stay under 400 MB', () => {
    expect(peakOf(20_000, megabyte, 'base.add(1);')).toBeLessThan(400);
  }, 180_000);

  test.each([
    [50, 700],
    [300, 1400],
  ])(
    'a ring of %i live tensors of 1 MB stays under %i MB',
    (size, bound) => {
      expect(peakOf(6000, `${megabyte} const ring = [];`, `ring[i % ${size}] = base.add(1);`)).toBeLessThan(
        bound,
      );
    },
    180_000,
  );

  test('numpy(), tolist() and from_numpy() in a loop', () => {
    const body =
      'const x = base.add(1); x.numpy(); base.index(":100").tolist(); torch.from_numpy(new Float32Array(262144)).add(1);';
    expect(peakOf(3000, megabyte, body)).toBeLessThan(700);
  }, 180_000);

  test('an exception in every step', () => {
    const body = 'try { base.add(1).add(torch.ones(3)); } catch {}';
    expect(peakOf(3000, megabyte, body)).toBeLessThan(400);
  }, 180_000);

  test('a hook in every step', () => {
    const body =
      'const x = torch.ones(262144, {requires_grad: true}); x.register_hook((g) => g.mul(2)); x.mul(2).sum().backward();';
    expect(peakOf(2000, '', body)).toBeLessThan(500);
  }, 180_000);

  test('small tensors by the million', () => {
    expect(peakOf(300_000, 'const small = torch.ones(4);', 'small.add(1);')).toBeLessThan(400);
  }, 180_000);
});

// The SVHN document's network on the parts of a resnet18, one step at a time as the document writes it.
const document = `
const resnet18_ = vision.models.resnet18();
class MyResNet extends nn.Module {
  constructor() {
    super();
    this.block1 = nn.Sequential(nn.Conv2d(3, 64, {kernel_size: 3, stride: 1, padding: 1, bias: false}), resnet18_.bn1, resnet18_.relu);
    this.block2 = resnet18_.layer2;
    this.block3 = resnet18_.layer3;
    this.avgpool = resnet18_.avgpool;
    this.fc = nn.Linear(256, 10);
  }
  forward(x) {
    x = this.block1(x);
    x = this.block2(x);
    x = this.block3(x);
    x = this.avgpool(x);
    x = x.view(x.shape[0], 256);
    return this.fc(x);
  }
}
const net = new MyResNet();
const criterion = nn.CrossEntropyLoss({reduction: 'sum'});
const opt = optim.RMSprop(net.parameters(), {lr: 0.001});
const step = () => {
  const x = torch.randn(16, 3, 28, 28);
  const y = torch.randint(10, [16]);
  const sigma = net.forward(x);
  const loss = criterion(sigma, y);
  loss.backward();
  opt.step();
  opt.zero_grad({set_to_none: true});
  return torch.sum(torch.max(sigma, 1)[1].eq(y));
};
const seen = [];
for (let i = 0; i < 120; i += 1) {
  step();
  seen.push(process.memoryUsage.rss() / ${MB});
}
console.log(JSON.stringify({early: Math.max(...seen.slice(20, 60)), late: Math.max(...seen.slice(80))}));`;

// The same in Python, with a network of the same layers written out, since torchvision is not at hand.
const twin = `
import resource, torch
from torch import nn, optim
torch.set_num_threads(1)
class Block(nn.Module):
    def __init__(self, i, o, s):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, s, 1, bias=False); self.bn1 = nn.BatchNorm2d(o); self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(o, o, 3, 1, 1, bias=False); self.bn2 = nn.BatchNorm2d(o)
        self.down = nn.Sequential(nn.Conv2d(i, o, 1, s, bias=False), nn.BatchNorm2d(o)) if s != 1 else None
    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        y += x if self.down is None else self.down(x)
        return self.relu(y)
net = nn.Sequential(nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), Block(64, 128, 2), Block(128, 128, 1), Block(128, 256, 2), Block(256, 256, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, 10))
criterion = nn.CrossEntropyLoss(reduction='sum')
opt = optim.RMSprop(net.parameters(), lr=0.001)
for i in range(60):
    x = torch.randn(16, 3, 28, 28); y = torch.randint(10, (16,))
    loss = criterion(net(x), y); loss.backward(); opt.step(); opt.zero_grad()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)`;

test.runIf(python !== null)(
  "the document's training loop is flat after warm-up and below Python's",
  () => {
    // As it is published: the loader of the sources takes a hundred megabytes itself.
    const { stdout, stderr, status } = runScript(document, 300_000, library);
    expect(status, stderr).toBe(0);
    const { early, late } = JSON.parse(stdout) as { early: number; late: number };
    expect(late).toBeLessThan(early * 1.1 + 20);
    expect(late).toBeLessThan(Number(runPython(twin, 300_000).stdout));
  },
  600_000,
);

describe('freeing by hand', () => {
  test('dispose() frees at once, and a later use says what is wrong', () => {
    const before = torch.memory_stats().allocated_bytes;
    const x = torch.ones(MB);
    expect(torch.memory_stats().allocated_bytes).toBeGreaterThanOrEqual(before + 4 * MB);
    x.dispose();
    expect(torch.memory_stats().allocated_bytes).toBeLessThan(before + 4 * MB);
    x.dispose();
    expect(() => x.add(1)).toThrow('this tensor was used after dispose()');
    expect(() => x.shape).toThrow('this tensor was used after dispose()');
    expect(() => torch.cat([x])).toThrow('this tensor was used after dispose()');
    expect(x.is_disposed).toBe(true);
  });

  test('a view keeps the memory after its base is disposed', () => {
    const base = torch.arange(6);
    const view = base.index('2:4');
    base.dispose();
    expect(view.tolist()).toEqual([2, 3]);
  });

  test('scope() frees what its result does not hold', () => {
    let inner: any;
    const kept = torch.scope(() => {
      inner = torch.ones(4);
      return { sum: inner.add(1), list: [torch.zeros(2)] };
    });
    expect(inner.is_disposed).toBe(true);
    expect(kept.sum.tolist()).toEqual([2, 2, 2, 2]);
    expect(kept.list[0]?.tolist()).toEqual([0, 0]);
  });

  test('scope() frees everything when its body throws, and nested scopes hand on', () => {
    let inner: any;
    expect(() =>
      torch.scope(() => {
        inner = torch.ones(4);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(inner.is_disposed).toBe(true);
    let middle: any;
    torch.scope(() => {
      middle = torch.scope(() => torch.ones(2));
      expect(middle.is_disposed).toBe(false);
    });
    expect(middle.is_disposed).toBe(true);
  });

  test('a handle that is gone never names another tensor', () => {
    // Handles are small numbers that come again; an object must not see its successor's memory.
    const first = torch.full([2], 7);
    first.dispose();
    for (let i = 0; i < 3000; i += 1) torch.zeros(2);
    expect(() => first.tolist()).toThrow('this tensor was used after dispose()');
  });
});
