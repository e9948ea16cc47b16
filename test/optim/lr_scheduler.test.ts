import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { copy, deepcopy } from '../../src/copy.ts';
import { Adam, lr_scheduler, type Optimizer, SGD } from '../../src/optim/index.ts';
import * as libm from '../../src/optim/libm.ts';
import { Parameter, Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython, scratchFolder } from '../serialization/python.ts';
import { golden } from './golden.ts';

// What is warned of has a test file of its own.
beforeAll(() => {
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterAll(() => {
  vi.restoreAllMocks();
});

interface Case {
  name: keyof typeof lr_scheduler;
  options: Record<string, any>;
  optimizer: 'SGD' | 'Adam';
  tensors: boolean;
  epochs: unknown[][];
  jumps: [number, unknown[]][];
  state: Record<string, unknown>;
}
const cases = golden<Case[]>('optim/schedulers');
const measures = [
  3.0, 2.5, 2.6, 2.4, 2.4, 2.39999, 2.5, 2.7, 1.9, 1.95, 1.95, 1.95, 1.95, 2.0, 1.8, 1.81, 1.82, 1.83, 1.84,
  1.85, 1.2, 1.3, 1.3, 1.3,
];
const square = (x: number) => libm.pow(x + 1, -1) / 2;

type Create = (...args: unknown[]) => lr_scheduler.LRScheduler;
function build(name: string, given: Record<string, any>, optimizer: Optimizer): lr_scheduler.LRScheduler {
  const options = { ...given };
  for (const key of ['lr_lambda', 'scale_fn']) if (key in options) options[key] = square;
  if (options.schedulers) {
    options.schedulers = options.schedulers.map(([name, inner]: [string, object]) =>
      build(name, inner, optimizer),
    );
  }
  const create = (lr_scheduler as unknown as Record<string, Create>)[name] as Create;
  return name === 'ChainedScheduler' ? create(options) : create(optimizer, options);
}

// As the golden file has values that JSON lacks.
function plain(value: unknown): unknown {
  if (value instanceof Tensor) return { tensor: value.item() };
  if (Array.isArray(value)) return [...value].map(plain);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value === Infinity || value === -Infinity ? { float: value > 0 ? 'inf' : '-inf' } : value;
}

const twoGroups = (which: 'SGD' | 'Adam', tensors = false) => {
  const rates = tensors ? [torch.tensor(0.2), torch.tensor(0.05)] : [0.2, 0.05];
  const groups = rates.map((lr) => ({ params: [new Parameter(torch.zeros(1))], lr }));
  return which === 'SGD' ? SGD(groups) : Adam(groups);
};

describe('the rates of every epoch are those of Python, to the last bit', () => {
  const label = ({ name, options, tensors }: Case) =>
    `${name} ${JSON.stringify(options)}${tensors ? ' tensors' : ''}`;
  test.each(cases.map((case_) => [label(case_), case_] as const))('%s', (_, case_) => {
    const optimizer = twoGroups(case_.optimizer, case_.tensors);
    const groups = [...optimizer.param_groups];
    const scheduler = build(case_.name, case_.options, optimizer);
    for (const [epoch, expected] of case_.epochs.entries()) {
      const now = groups.map(({ lr, momentum, betas }) => [plain(lr), plain(momentum ?? betas)]);
      expect(now, `epoch ${epoch}`).toEqual(expected);
      if (epoch === case_.epochs.length - 1) break;
      optimizer.step();
      if (case_.name === 'ReduceLROnPlateau') scheduler.step(measures[epoch]);
      else scheduler.step();
    }
    for (const [epoch, expected] of case_.jumps) {
      scheduler.step(epoch);
      expect(plain(scheduler.get_last_lr()), `jump to ${epoch}`).toEqual(expected);
    }
    const state = plain(scheduler.state_dict()) as Record<string, unknown>;
    expect(Object.keys(state).sort()).toEqual(Object.keys(case_.state).sort());
    expect(state).toEqual(case_.state);
  });

  test("because powers, cosines and logarithms are the C library's", () => {
    const { pow, cos, log } = golden<Record<'pow' | 'cos' | 'log', number[][]>>('optim/libm');
    expect(pow.map(([base = 0, exponent = 0]) => libm.pow(base, exponent))).toEqual(
      pow.map(([, , result]) => result),
    );
    expect(cos.map(([x = 0]) => libm.cos(x))).toEqual(cos.map(([, result]) => result));
    expect(log.map(([x = 0]) => libm.log(x))).toEqual(log.map(([, result]) => result));
  });
});

describe('a scheduler', () => {
  test("of one's own says when its constructor forgets to start it", () => {
    class Forgetful extends lr_scheduler.LRScheduler {
      override get_lr() {
        return this.base_lrs;
      }
    }
    const optimizer = SGD([new Parameter(torch.ones(1))], { lr: 0.1 });
    expect(() => new Forgetful(optimizer).step()).toThrow(
      'the constructor of Forgetful has to end with this.start()',
    );
  });

  test.each(cases.filter(({ tensors }) => !tensors).map((case_) => [case_.name, case_] as const))(
    'goes on from its state_dict: %s',
    (name, { options, optimizer: which }) => {
      const advance = (scheduler: lr_scheduler.LRScheduler, epoch: number) =>
        name === 'ReduceLROnPlateau' ? scheduler.step(measures[epoch]) : scheduler.step();
      const whole = twoGroups(which);
      const reference = build(name, options, whole);
      const first = twoGroups(which);
      const begun = build(name, options, first);
      for (let epoch = 0; epoch < 9; epoch += 1) {
        for (const [optimizer, scheduler] of [
          [whole, reference],
          [first, begun],
        ] as const) {
          optimizer.step();
          advance(scheduler, epoch);
        }
      }
      const resumed = twoGroups(which);
      const scheduler = build(name, options, resumed);
      resumed.load_state_dict(first.state_dict());
      scheduler.load_state_dict(begun.state_dict());
      for (let epoch = 9; epoch < 20; epoch += 1) {
        advance(reference, epoch);
        advance(scheduler, epoch);
        const rates = (optimizer: Optimizer) =>
          optimizer.param_groups.map(({ lr, momentum, betas }) => [lr, momentum, betas]);
        expect(rates(resumed)).toEqual(rates(whole));
      }
    },
  );

  test.each(cases.filter(({ tensors }) => !tensors).map((case_) => [case_.name, case_] as const))(
    'goes on as a copy, with or without its optimizer: %s',
    (name, { options, optimizer: which }) => {
      const advance = (scheduler: lr_scheduler.LRScheduler, epoch: number) => {
        if (name === 'ReduceLROnPlateau') scheduler.step(measures[epoch]);
        else scheduler.step();
        return scheduler.optimizer.param_groups.map(({ lr, momentum, betas }) => [lr, momentum, betas]);
      };
      const reference = build(name, options, twoGroups(which));
      const begun = build(name, options, twoGroups(which));
      for (let epoch = 0; epoch < 9; epoch += 1) for (const each of [reference, begun]) advance(each, epoch);
      const deep = deepcopy(begun);
      expect(deep.optimizer === begun.optimizer).toBe(false);
      expect(Object.keys(deep.state_dict())).toEqual(Object.keys(begun.state_dict()));
      const before = plain(begun.state_dict());
      const rates = Array.from({ length: 11 }, (_, i) => advance(reference, 9 + i));
      expect(rates.map((_, i) => advance(deep, 9 + i))).toEqual(rates);
      expect(plain(begun.state_dict())).toEqual(before);
      // Chains drive the very schedulers and the optimizer that they share.
      const shallow = copy(begun);
      expect(shallow.optimizer === begun.optimizer).toBe(true);
      expect(rates.map((_, i) => advance(shallow, 9 + i))).toEqual(rates);
    },
  );

  test('of one’s own sets its fields, then starts', () => {
    class Warmup extends lr_scheduler.LRScheduler {
      steps: number;
      constructor(optimizer: Optimizer, steps: number) {
        super(optimizer);
        this.steps = steps;
        this.start();
      }
      override get_lr() {
        return this.base_lrs.map((lr) => lr * Math.min(1, (this.last_epoch + 1) / this.steps));
      }
    }
    const optimizer = SGD([new Parameter(torch.zeros(1))], { lr: 1 });
    const scheduler = new Warmup(optimizer, 4);
    const rates = [scheduler.get_last_lr()[0]];
    for (let i = 0; i < 4; i += 1) {
      optimizer.step();
      scheduler.step();
      rates.push(scheduler.get_last_lr()[0]);
    }
    expect(rates).toEqual([0.25, 0.5, 0.75, 1, 1]);
    expect(Object.keys(scheduler.state_dict())).not.toContain('optimizer');
  });

  test('changes a rate that is a tensor in place, for whoever else holds it', () => {
    const lr = torch.tensor(0.5);
    const optimizer = SGD([new Parameter(torch.zeros(1))], { lr });
    const scheduler = lr_scheduler.ExponentialLR(optimizer, 0.5);
    optimizer.step();
    scheduler.step();
    expect(lr.item()).toBe(0.25);
    expect(optimizer.param_groups[0]?.lr).toBe(lr);
  });

  const sgd = twoGroups('SGD');
  const { StepLR, LambdaLR, ConstantLR, LinearLR, CosineAnnealingWarmRestarts, CyclicLR, OneCycleLR } =
    lr_scheduler;
  const { ChainedScheduler, SequentialLR, ReduceLROnPlateau } = lr_scheduler;
  const plateau = () => ReduceLROnPlateau(sgd);
  test.each<[string, () => unknown, string]>([
    ['no optimizer', () => StepLR({} as never, 3), "argument 'optimizer': expected an Optimizer"],
    [
      'an unknown option',
      () => StepLR(sgd, { step_sise: 3 } as never),
      "'step_sise'; known: optimizer, step_size, gamma, last_epoch",
    ],
    [
      'resuming without a start',
      () => StepLR(sgd, 3, { last_epoch: 4 }),
      "param 'initial_lr' is not specified in param_groups[0]",
    ],
    ['functions for other groups', () => LambdaLR(sgd, [square]), 'Expected 2 lr_lambdas, but got 1'],
    [
      'a factor above 1',
      () => ConstantLR(sgd, { factor: 1.5 }),
      'Constant multiplicative factor expected to be between 0 and 1.',
    ],
    [
      'a start at 0',
      () => LinearLR(sgd, { start_factor: 0 }),
      'Starting multiplicative factor expected to be greater than 0',
    ],
    [
      'half a period',
      () => CosineAnnealingWarmRestarts(sgd, 1.5),
      'Expected positive integer T_0, but got 1.5',
    ],
    [
      'an unknown mode',
      () => CyclicLR(sgd, 0.1, 1, { mode: 'square' }),
      'mode is invalid and scale_fn is None',
    ],
    [
      'rates for other groups',
      () => CyclicLR(sgd, [0.1], 1),
      'base_lr must have the same length as optimizer.param_groups. base_lr has 1 values, param_groups has 2.',
    ],
    [
      'no length',
      () => OneCycleLR(sgd, 0.1),
      'You must define either total_steps OR (epochs AND steps_per_epoch)',
    ],
    [
      'an unknown curve',
      () => OneCycleLR(sgd, 0.1, 10, { anneal_strategy: 'sin' }),
      "anneal_strategy must be one of 'cos' or 'linear', instead got sin",
    ],
    [
      'nothing to chain',
      () => ChainedScheduler([]),
      'ChainedScheduler expects at least one scheduler to be chained',
    ],
    [
      'a plateau in a chain',
      () => ChainedScheduler([StepLR(twoGroups('SGD'), 1), plateau()]),
      'ReduceLROnPlateau',
    ],
    [
      'another optimizer',
      () => SequentialLR(sgd, [StepLR(twoGroups('SGD'), 1)], []),
      'expects all schedulers to belong to the same optimizer',
    ],
    [
      'too few milestones',
      () => SequentialLR(sgd, [StepLR(sgd, 1), StepLR(sgd, 1)], []),
      'Sequential Schedulers expects number of schedulers provided to be one more',
    ],
    ['a factor of 1', () => ReduceLROnPlateau(sgd, { factor: 1 }), 'Factor should be < 1.0.'],
    ['a middle', () => ReduceLROnPlateau(sgd, { mode: 'mid' }), 'mode mid is unknown!'],
    ['no measure', () => plateau().step(), 'needs the measure that it watches'],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('one cycle ends where it was said to', () => {
    const optimizer = twoGroups('SGD');
    const scheduler = OneCycleLR(optimizer, 0.1, 3);
    for (let i = 0; i < 3; i += 1) scheduler.step();
    expect(() => scheduler.step()).toThrow('Tried to step 4 times. The specified number of total steps is 3');
  });

  test('momentum is needed for cycling it', () => {
    const adagrad = twoGroups('SGD');
    adagrad.defaults = { lr: 0.1 };
    expect(() => CyclicLR(adagrad, 0.1, 1)).toThrow(
      'optimizer must support momentum or beta1 with `cycle_momentum` option enabled',
    );
  });
});

describe.skipIf(!python)('saved schedulers', () => {
  const folder = scratchFolder();
  test('go both ways with Python', () => {
    const optimizer = twoGroups('SGD');
    const scheduler = lr_scheduler.MultiStepLR(optimizer, [2, 4, 4], 0.5);
    for (let i = 0; i < 3; i += 1) {
      optimizer.step();
      scheduler.step();
    }
    torch.save({ optimizer: optimizer.state_dict(), scheduler: scheduler.state_dict() }, `${folder}/here.pt`);
    const rates = runPython(
      `
x, y = (torch.nn.Parameter(torch.zeros(1)) for _ in range(2))
optimizer = torch.optim.SGD([{'params': [x], 'lr': 0.2}, {'params': [y], 'lr': 0.05}])
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [1])
saved = torch.load(sys.argv[1] + '/here.pt')
optimizer.load_state_dict(saved['optimizer']); scheduler.load_state_dict(saved['scheduler'])
optimizer.step(); scheduler.step()
torch.save({'optimizer': optimizer.state_dict(), 'scheduler': scheduler.state_dict()}, sys.argv[1] + '/there.pt')
print(json.dumps(scheduler.get_last_lr()))`,
      folder,
    );
    optimizer.step();
    scheduler.step();
    expect(rates).toEqual(scheduler.get_last_lr());
    const saved = torch.load(`${folder}/there.pt`);
    const again = twoGroups('SGD');
    const resumed = lr_scheduler.MultiStepLR(again, []);
    again.load_state_dict(saved.optimizer);
    resumed.load_state_dict(saved.scheduler);
    expect(resumed.milestones).toEqual(
      new Map([
        [2, 1],
        [4, 2],
      ]),
    );
    expect(plain(resumed.state_dict())).toEqual(plain(scheduler.state_dict()));
  });
});
