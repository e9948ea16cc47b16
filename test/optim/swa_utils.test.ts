import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython } from '../child.ts';

const { AveragedModel, SWALR, update_bn, ...averages } = optim.swa_utils;

function train(options: object): string[] {
  torch.manual_seed(0);
  const model = nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5), nn.Linear(5, 2));
  const averaged = AveragedModel(model, options);
  const opt = optim.SGD(model.parameters(), { lr: 0.1 });
  const batches = Array.from({ length: 4 }, () => torch.randn(6, 4));
  for (const x of batches) {
    opt.zero_grad();
    model(x).pow(2).sum().backward();
    opt.step();
    averaged.update_parameters(model);
  }
  update_bn(batches, averaged);
  return Object.entries(averaged.state_dict()).map(
    ([name, tensor]) => `${name} ${(tensor as Tensor).double().sum().item()}`,
  );
}

const source = `
import torch
from torch.optim.swa_utils import *
torch.set_num_threads(1)
for options in [{}, {'use_buffers': True}, {'avg_fn': get_ema_avg_fn(0.9)}, {'multi_avg_fn': get_ema_multi_avg_fn(0.9), 'use_buffers': True}]:
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.BatchNorm1d(5), torch.nn.Linear(5, 2))
    averaged = AveragedModel(model, **options)
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    batches = [torch.randn(6, 4) for _ in range(4)]
    for x in batches:
        opt.zero_grad()
        model(x).pow(2).sum().backward()
        opt.step()
        averaged.update_parameters(model)
    update_bn(batches, averaged)
    for name, tensor in averaged.state_dict().items():
        print(name, repr(tensor.double().sum().item()).removesuffix('.0'))
`;

describe('swa_utils', () => {
  it.runIf(python !== null && torch.__version__.startsWith('2.13'))("gives Python's averages", () => {
    torch.set_num_threads(1);
    const { get_ema_avg_fn, get_ema_multi_avg_fn } = averages;
    const ours = [
      {},
      { use_buffers: true },
      { avg_fn: get_ema_avg_fn(0.9) },
      { multi_avg_fn: get_ema_multi_avg_fn(0.9), use_buffers: true },
    ].flatMap(train);
    expect(ours).toEqual(runPython(source).stdout.trim().split('\n'));
  });

  it('averages a copy and leaves the model alone', () => {
    const model = nn.Linear(1, 1, { bias: false });
    const averaged = AveragedModel(model);
    for (const weight of [1, 2, 6]) {
      torch.no_grad(() => model.weight.fill_(weight));
      averaged.update_parameters(model);
    }
    expect((averaged.module as typeof model).weight.item()).toBe(3);
    expect(model.weight.item()).toBe(6);
    expect(averaged.n_averaged.item()).toBe(3);
  });

  it('takes keywords', () => {
    const [a, b] = [torch.tensor(1), torch.tensor(2)];
    expect(averages.get_ema_avg_fn({ decay: 0.25 })(a, b, 1).item()).toBe(1.75);
    const list = [a.clone()];
    averages.get_ema_multi_avg_fn({ decay: 0.25 })(list, [b], 1);
    expect(list[0]?.item()).toBe(1.75);
    const net = nn.Sequential(nn.BatchNorm1d(1));
    optim.swa_utils.update_bn({ loader: [torch.tensor([[1], [3]])], model: net });
    expect((net.at(0) as any).running_mean.tolist()).toEqual([2]);
  });

  it('refuses what makes no sense', () => {
    expect(() => averages.get_ema_avg_fn(1.5)).toThrow('Invalid decay value 1.5 provided');
    const avg_fn = averages.get_swa_avg_fn();
    const multi_avg_fn = averages.get_swa_multi_avg_fn();
    expect(() => AveragedModel(nn.Linear(1, 1), { avg_fn, multi_avg_fn })).toThrow('Only one of avg_fn');
    const opt = optim.SGD([nn.Parameter(torch.ones(1))], { lr: 0.1 });
    expect(() => SWALR(opt, { swa_lr: 0.1, anneal_strategy: 'x' })).toThrow("one of 'cos' or 'linear'");
    expect(() => SWALR(opt, { swa_lr: [0.1, 0.2] })).toThrow('swa_lr must have the same length');
  });
});
