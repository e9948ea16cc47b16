// Checkpoints of whole networks. checkpoint.py has the same.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Bottleneck, ResNet50 } from '../examples/002-gestures/network.ts';
import { type nn, torch, vision } from '../src/index.ts';
import type { Case } from './case.ts';

const folder = (side: string) => join(process.env.BENCH_FOLDER as string, side);

const networks = {
  resnet18: () => vision.models.resnet18(),
  ResNet50: () => new ResNet50(Bottleneck, [3, 4, 6, 3], 14),
};

/** The sum of each tensor of a network's state. */
function sums(model: nn.Module): Record<string, number> {
  return Object.fromEntries(
    Object.entries(model.state_dict()).map(([name, tensor]) => [name, tensor.to(torch.float64).sum().item()]),
  );
}

function saving(name: keyof typeof networks): Case {
  torch.manual_seed(0);
  const model = networks[name]();
  const own = folder('typescript');
  mkdirSync(own, { recursive: true });
  const run = () => torch.save(model.state_dict(), join(own, `${name}.pt`));
  const check = () => {
    run();
    return sums(model);
  };
  return { run, check };
}

function loading(name: keyof typeof networks): Case {
  const model = networks[name]();
  const file = join(folder('typescript'), `${name}.pt`);
  if (!existsSync(file)) saving(name).run();
  const run = () => model.load_state_dict(torch.load(file));
  // A file means the same whichever side wrote it.
  const check = () => {
    model.load_state_dict(torch.load(join(folder('python'), `${name}.pt`)));
    return sums(model);
  };
  return { run, check };
}

export const checkpoints: Record<string, () => Case> = Object.fromEntries(
  (Object.keys(networks) as (keyof typeof networks)[]).flatMap((name) => [
    [`save ${name}`, () => saving(name)],
    [`load ${name}`, () => loading(name)],
  ]),
);
