import { join } from 'node:path';
import { describe, test } from 'vitest';
import { Adam, type Optimizer, RMSprop, SGD } from '../../src/optim/index.ts';
import { Parameter, type Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython, scratchFolder } from '../serialization/python.ts';
import { encode, expectSame } from './golden.ts';

// The same network on both sides: three steps here or there, saved; the other side loads and takes the fourth.
const start = () =>
  [torch.arange(6).reshape(2, 3).div(7), torch.tensor([0.5, -0.25])].map((x) => new Parameter(x));
const give = (params: Tensor[], step: number) => {
  for (const p of params) p.grad = p.detach().mul(step).add(0.3);
};
const PRELUDE = `
import sys, torch
torch.set_num_threads(1)
def start():
    return [torch.nn.Parameter(x) for x in (torch.arange(6, dtype=torch.float32).reshape(2, 3).div(7), torch.tensor([0.5, -0.25]))]
def give(params, step):
    for p in params:
        p.grad = p.detach().mul(step).add(0.3)
def make(params):
    return {'Adam': lambda: torch.optim.Adam(params, lr=0.1, amsgrad=True), 'RMSprop': lambda: torch.optim.RMSprop(params, lr=0.1, momentum=0.9),
            'SGD': lambda: torch.optim.SGD(params, lr=0.1, momentum=0.9)}[sys.argv[1]]()
params = start()
optimizer = make(params)
`;
const make: Record<string, (params: Tensor[]) => Optimizer> = {
  Adam: (params) => Adam(params, { lr: 0.1, amsgrad: true }),
  RMSprop: (params) => RMSprop(params, { lr: 0.1, momentum: 0.9 }),
  SGD: (params) => SGD(params, { lr: 0.1, momentum: 0.9 }),
};
const steps = (params: Tensor[], optimizer: Optimizer, from: number, to: number) => {
  for (let step = from; step <= to; step += 1) {
    give(params, step);
    optimizer.step();
  }
};

describe.skipIf(!python)('an optimizer saved', () => {
  const folder = scratchFolder();

  test.each(Object.keys(make))('by Python goes on here: %s', (name) => {
    const file = join(folder, `${name}.from-python.pt`);
    const script = `${PRELUDE}
for step in (1, 2, 3):
    give(params, step); optimizer.step()
saved = {'params': [p.detach().clone() for p in params], 'optimizer': optimizer.state_dict()}
torch.save(saved, sys.argv[2])
give(params, 4); optimizer.step()
torch.save([p.detach() for p in params], sys.argv[2] + '.next')
`;
    runPython(script, name, file);
    const saved = torch.load(file);
    const params = (saved.params as Tensor[]).map((p) => new Parameter(p));
    const optimizer = (make[name] as (typeof make)[string])(params);
    optimizer.load_state_dict(saved.optimizer);
    steps(params, optimizer, 4, 4);
    for (const [i, next] of torch.load(`${file}.next`).entries())
      expectSame(params[i] as Tensor, encode(next), `parameter ${i}`);
  });

  test.each(Object.keys(make))('here goes on in Python: %s', (name) => {
    const file = join(folder, `${name}.from-here.pt`);
    const params = start();
    const optimizer = (make[name] as (typeof make)[string])(params);
    steps(params, optimizer, 1, 3);
    torch.save({ params: params.map((p) => p.detach().clone()), optimizer: optimizer.state_dict() }, file);
    steps(params, optimizer, 4, 4);
    const script = `${PRELUDE}
saved = torch.load(sys.argv[2])
assert type(saved['optimizer']['state']) is dict and list(saved['optimizer']['state']) == [0, 1], saved['optimizer']['state']
for p, value in zip(params, saved['params']):
    p.data.copy_(value)
fresh = optimizer.state_dict()['param_groups'][0]
optimizer.load_state_dict(saved['optimizer'])
loaded = optimizer.state_dict()['param_groups'][0]
assert loaded == fresh and {k: type(v) for k, v in loaded.items()} == {k: type(v) for k, v in fresh.items()}, (loaded, fresh)
give(params, 4); optimizer.step()
torch.save([p.detach() for p in params], sys.argv[2] + '.next')
`;
    runPython(script, name, file);
    for (const [i, next] of torch.load(`${file}.next`).entries())
      expectSame(params[i] as Tensor, encode(next), `parameter ${i}`);
  });
});
