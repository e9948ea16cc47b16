import { describe, expect, test, vi } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  Optimizer,
  type OptimizerStateDict,
  type ParamGroup,
  RMSprop,
  Rprop,
  register_optimizer_step_post_hook,
  register_optimizer_step_pre_hook,
  SGD,
} from '../../src/optim/index.ts';
import { Parameter, type Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const parameter = (...values: number[]) => new Parameter(torch.tensor(values));
const withGrad = (value: number, grad: number) => {
  const p = parameter(value);
  p.grad = torch.tensor([grad]);
  return p;
};

describe('what an optimizer is given', () => {
  test('parameters as a list, an iterator or groups with their own options', () => {
    const [a, b, c] = [withGrad(1, 1), withGrad(1, 1), withGrad(1, 1)];
    const optimizer = SGD(
      [
        { params: [a, b], lr: 0.5 },
        { params: c, momentum: 0.9 },
      ],
      { lr: 0.25 },
    );
    expect(optimizer.param_groups.map(({ lr, momentum }) => [lr, momentum])).toEqual([
      [0.5, 0],
      [0.25, 0.9],
    ]);
    optimizer.step();
    expect([a, b, c].map((p) => p.item())).toEqual([0.5, 0.5, 0.75]);
    expect(new SGD(new Set([a]).values(), { lr: 1 }).param_groups[0]?.params[0]).toBe(a);
  });

  test('options of a group may be changed at any time', () => {
    const p = withGrad(1, 1);
    const optimizer = SGD([p], { lr: 0.5 });
    for (const group of optimizer.param_groups) group.lr = 0.125;
    optimizer.step();
    expect(p.item()).toBe(0.875);
  });

  test('groups added later', () => {
    const [a, b] = [withGrad(1, 1), withGrad(1, 1)];
    const optimizer = Adam([a], { lr: 0.1 });
    optimizer.step();
    optimizer.add_param_group({ params: [b], lr: 0.2 });
    expect(optimizer.param_groups[1]).toMatchObject({ lr: 0.2, eps: 1e-8, amsgrad: false });
    optimizer.step();
    const steps = [a, b].map((p) => optimizer.state.get(p)?.step.item());
    expect(steps).toEqual([2, 1]);
  });

  test('named parameters keep their names in the state_dict', () => {
    const [a, b] = [parameter(1), parameter(2)];
    const optimizer = SGD(
      [
        ['weight', a],
        ['bias', b],
      ],
      { lr: 0.1 },
    );
    const [group] = optimizer.param_groups;
    expect(group?.params[0]).toBe(a);
    expect(group?.param_names).toEqual(['weight', 'bias']);
    expect(optimizer.state_dict().param_groups[0]).toMatchObject({
      params: [0, 1],
      param_names: ['weight', 'bias'],
    });
    expect(String(optimizer)).toContain("    param_names: ['weight', 'bias']\n");
    expect(() => optimizer.add_param_group({ params: [parameter(3)] })).toThrow(
      'all optimizer param groups should be with/without names. cannot add param group without names to the optimizer',
    );
  });

  const p = parameter(1);
  const computed = parameter(1).mul(2);
  test.each<[string, () => unknown, string]>([
    ['nothing', () => SGD([]), 'optimizer got an empty parameter list'],
    [
      'one tensor',
      () => SGD(p as never),
      'params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.FloatTensor',
    ],
    ['a number', () => SGD(3 as never), 'should be an iterable of Tensors or dicts, but got number'],
    [
      'no tensors',
      () => SGD([p, 'x' as never]),
      'optimizer can only optimize Tensors, but one of the params is string',
    ],
    ['a computed tensor', () => SGD([computed]), "can't optimize a non-leaf Tensor"],
    [
      'a set',
      () => SGD([{ params: new Set([p]) }]),
      'optimizer parameters need to be organized in ordered collections',
    ],
    [
      'a parameter twice',
      () => SGD([{ params: [p] }, { params: [p] }]),
      'some parameters appear in more than one parameter group',
    ],
    ['a group without params', () => SGD([{ lr: 1 } as never]), "'params'"],
    [
      'some names',
      () => SGD([['a', p], parameter(2)] as never),
      'all optimizer params should be with/without names. Some param names are missing',
    ],
    [
      'a wrong option in a group',
      () => SGD([{ params: [p], momentum: 'much' }]),
      "SGD(): option 'momentum' of parameter group 0",
    ],
    [
      'an unknown option',
      () => SGD([p], { momentun: 0.9 } as never),
      "unexpected keyword argument 'momentun'; known: params, lr, momentum, dampening",
    ],
    ['a negative rate', () => SGD([p], { lr: -0.5 }), 'Invalid learning rate: -0.5'],
    ['a rate of two numbers', () => Adam([p], { lr: torch.tensor([1, 2]) }), 'Tensor lr must be 1-element'],
    [
      'nesterov alone',
      () => SGD([p], { nesterov: true }),
      'Nesterov momentum requires a momentum and zero dampening',
    ],
    ['a beta of 1', () => Adam([p], { betas: [0.9, 1] }), 'Invalid beta parameter at index 1: 1'],
    ['etas on one side', () => Rprop([p], { etas: [0.5, 0.9] }), 'Invalid eta values: 0.5, 0.9'],
    [
      'fused and foreach',
      () => AdamW([p], { fused: true, foreach: true }),
      '`fused` and `foreach` cannot be `True` together.',
    ],
    [
      'fused and differentiable',
      () => Adagrad([p], { fused: true, differentiable: true }),
      '`fused` does not support `differentiable`',
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('warns of a parameter that is twice in a group', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    SGD([p, p]);
    expect(warn.mock.calls[0]?.[0]).toContain(
      'optimizer contains a parameter group with duplicate parameters',
    );
    warn.mockRestore();
  });

  test('capturable needs a device that captures', () => {
    const q = withGrad(1, 1);
    expect(() => Adam([q], { capturable: true }).step()).toThrow(
      'If capturable=True, params and state_steps must be on supported devices',
    );
  });

  test('fused needs floating point', () => {
    const q = new Parameter(torch.view_as_complex(torch.ones(3, 2)));
    q.grad = q.detach().clone();
    expect(() => Adam([q], { fused: true }).step()).toThrow(
      '`fused=True` requires all the params to be floating point Tensors of supported devices',
    );
  });
});

describe('a step', () => {
  test('runs the closure with gradients, and returns what it returns', () => {
    const p = parameter(2);
    const optimizer = SGD([p], { lr: 0.25 });
    const loss = torch.no_grad(() =>
      optimizer.step(() => {
        optimizer.zero_grad();
        const loss = p.pow(2).sum();
        loss.backward();
        return loss;
      }),
    );
    expect(loss.item()).toBe(4);
    expect(p.item()).toBe(1);
    expect(optimizer.step()).toBeNull();
  });

  test('leaves parameters without a gradient alone, and counts their steps apart', () => {
    const [a, b] = [withGrad(1, 1), parameter(1)];
    const optimizer = Adam([a, b], { lr: 0.5 });
    optimizer.step();
    expect(b.item()).toBe(1);
    expect([...optimizer.state_dict().state.keys()]).toEqual([0]);
  });

  test('differentiable: gradients flow through it', () => {
    const rate = torch.tensor(0.1, { requires_grad: true });
    const start = parameter(3);
    const moved = start.clone();
    moved.retain_grad();
    moved.grad = torch.tensor([2]);
    SGD([moved], { lr: rate, differentiable: true }).step();
    moved.sum().backward();
    // moved = start - rate * 2
    expect(rate.grad?.item()).toBe(-2);
    expect(start.grad?.item()).toBe(1);
  });

  test('its temporaries are freed at once', () => {
    const params = Array.from({ length: 50 }, () => new Parameter(torch.randn(8)));
    for (const p of params) p.grad = torch.randn(8);
    const optimizer = Adam(params, { amsgrad: true, maximize: true, weight_decay: 0.1 });
    optimizer.step();
    const before = torch.memory_stats().allocated_bytes;
    optimizer.step();
    expect(torch.memory_stats().allocated_bytes).toBe(before);
  });

  test('many small and a few large parameters take the same steps as each alone', () => {
    torch.manual_seed(3);
    const shapes = [[300, 400], [5], [70_000], [3, 3], [1], [400, 300], [9]];
    const starts = shapes.map((shape) => torch.randn(shape));
    const grads = shapes.map((shape) => torch.randn(shape));
    const run = (groups: (params: Tensor[]) => Tensor[][]) => {
      const params = starts.map((start) => new Parameter(start.clone()));
      const optimizers = groups(params).map((params) => RMSprop(params, { momentum: 0.9, centered: true }));
      for (let step = 0; step < 3; step += 1) {
        for (const [i, p] of params.entries()) p.grad = (grads[i] as Tensor).mul(step + 1);
        for (const optimizer of optimizers) optimizer.step();
      }
      return params;
    };
    const together = run((params) => [params]);
    const alone = run((params) => params.map((p) => [p]));
    for (const [i, p] of together.entries()) expect(torch.equal(p, alone[i] as Tensor)).toBe(true);
  });

  test('zero_grad forgets gradients, or zeroes them', () => {
    const p = withGrad(1, 3);
    const optimizer = SGD([p]);
    optimizer.zero_grad({ set_to_none: false });
    expect(p.grad?.item()).toBe(0);
    optimizer.zero_grad();
    expect(p.grad).toBeNull();
    expect(() => optimizer.zero_grad({ set_to_null: true } as never)).toThrow('known: set_to_none');
  });
});

describe.skipIf(/^(1|2\.[0-3])\./.test(torch.__version__))('a fused step', () => {
  test('divides gradients by the scale of a GradScaler', () => {
    const [scaled, plain] = [withGrad(1, 8), withGrad(1, 2)];
    const optimizer = Adam([scaled], { lr: 0.1, fused: true });
    expect(optimizer._step_supports_amp_scaling).toBe(true);
    optimizer.grad_scale = torch.tensor(4);
    optimizer.found_inf = torch.tensor(0);
    optimizer.step();
    Adam([plain], { lr: 0.1, fused: true }).step();
    expect(scaled.item()).toBe(plain.item());
    expect(scaled.item()).not.toBe(1);
  });

  test('with an infinite gradient changes and counts nothing', () => {
    const options = { lr: 0.1, fused: true };
    const makers: ((p: Parameter) => Optimizer)[] = [
      (p) => Adam([p], options),
      (p) => AdamW([p], options),
      (p) => Adagrad([p], options),
      (p) => SGD([p], options),
    ];
    for (const make of makers) {
      const p = withGrad(1, Number.POSITIVE_INFINITY);
      const optimizer = make(p);
      optimizer.grad_scale = torch.tensor(4);
      optimizer.found_inf = torch.tensor(1);
      optimizer.step();
      expect(p.item()).toBe(1);
      expect(optimizer.state.get(p)?.step?.item() ?? 0).toBe(0);
    }
  });
});

describe('one’s own optimizer', () => {
  test('defines step, as in Python, or update alone', () => {
    class Sign extends Optimizer {
      constructor(params: Iterable<Tensor>, lr: number) {
        super(params, { lr });
      }
      override step<L = null>(closure?: (() => L) | null): L {
        const loss = closure ? closure() : null;
        torch.no_grad(() => {
          for (const { params, lr } of this.param_groups)
            for (const p of params) if (p.grad !== null) p.sub_(p.grad.sign().mul(lr));
        });
        return loss as L;
      }
    }
    class Half extends Optimizer {
      protected override update({ params }: ParamGroup): void {
        for (const p of params) p.mul_(0.5);
      }
    }
    const p = withGrad(1, -7);
    const sign = new Sign([p], 0.25);
    const seen: unknown[] = [];
    sign.register_step_post_hook(() => seen.push('after'));
    sign.step();
    expect(p.item()).toBe(1.25);
    expect(seen).toEqual(['after']);
    new Half([p], {}).step();
    expect(p.item()).toBe(0.625);
    expect(() => new Optimizer([p], {}).step()).toThrow('Optimizer defines neither step() nor update()');
  });
});

describe('hooks', () => {
  test('run around a step, global ones outside', () => {
    const order: string[] = [];
    const handles = [
      register_optimizer_step_pre_hook(() => void order.push('global before')),
      register_optimizer_step_post_hook(() => void order.push('global after')),
    ];
    class Sub extends SGD {
      override step<L = null>(closure?: (() => L) | null): L {
        order.push('step');
        return super.step(closure);
      }
    }
    const optimizer = new Sub([withGrad(1, 1)]);
    const before = optimizer.register_step_pre_hook((_, args) => void order.push(`before ${args.length}`));
    optimizer.register_step_post_hook(() => void order.push('after'));
    optimizer.step(() => 1);
    expect(order).toEqual(['global before', 'before 1', 'step', 'after', 'global after']);
    for (const handle of [...handles, before]) handle.remove();
    order.length = 0;
    optimizer.step();
    expect(order).toEqual(['step', 'after']);
  });

  test('before a step may change its arguments, and must say so rightly', () => {
    const optimizer = SGD([withGrad(1, 1)]);
    const handle = optimizer.register_step_pre_hook(() => [[() => 'changed'], {}]);
    expect(optimizer.step(() => 'given')).toBe('changed');
    handle.remove();
    optimizer.register_step_pre_hook(() => 3 as never);
    expect(() => optimizer.step()).toThrow('must return nothing or [new_args, new_kwargs], but got 3.');
  });

  test('see and replace state_dicts', () => {
    const optimizer = SGD([parameter(1)], { lr: 0.5 });
    const order: string[] = [];
    optimizer.register_state_dict_pre_hook(() => void order.push('before'));
    optimizer.register_state_dict_post_hook((_, dict) => ({ ...dict, note: 'x' }) as OptimizerStateDict);
    optimizer.register_state_dict_post_hook(() => void order.push('after'), { prepend: true });
    expect(optimizer.state_dict()).toMatchObject({ note: 'x' });
    expect(order).toEqual(['before', 'after']);
    optimizer.register_load_state_dict_pre_hook((_, dict) => {
      const param_groups = dict.param_groups.map((group) => ({ ...group, lr: 0.25 }));
      return { ...dict, param_groups };
    });
    optimizer.register_load_state_dict_post_hook(
      (optimizer) => void order.push(`loaded ${optimizer.param_groups[0]?.lr}`),
    );
    optimizer.load_state_dict(optimizer.state_dict());
    expect(order.at(-1)).toBe('loaded 0.25');
  });
});

describe('load_state_dict', () => {
  const trained = (make: (p: Parameter) => Optimizer, p = withGrad(1, 1)) => {
    const optimizer = make(p);
    for (let i = 0; i < 3; i += 1) optimizer.step();
    return { p, optimizer };
  };

  test('goes on as if nothing had happened', () => {
    const make = (p: Parameter) => Adam([p], { lr: 0.1, betas: [0.8, 0.9], amsgrad: true });
    const { p, optimizer } = trained(make);
    const q = new Parameter(p.detach().clone());
    q.grad = torch.tensor([1]);
    const copy = Adam([q]);
    copy.load_state_dict(structured(optimizer.state_dict()));
    const [group] = copy.param_groups;
    expect([group?.lr, group?.amsgrad]).toEqual([0.1, true]);
    expect(group?.params[0]).toBe(q);
    optimizer.step();
    copy.step();
    expect(q.item()).toBe(p.item());
  });

  // Not even the tensors are shared.
  function structured(dict: OptimizerStateDict): OptimizerStateDict {
    const state = new Map(
      [...dict.state].map(([place, values]) => [
        place,
        Object.fromEntries(Object.entries(values).map(([name, tensor]) => [name, tensor.clone()])),
      ]),
    );
    return { state, param_groups: dict.param_groups.map((group) => ({ ...group })) };
  }

  test('moves states to the type of their parameters; steps stay float32', () => {
    const { optimizer } = trained((p) => Adam([p]));
    const double = new Parameter(torch.tensor([1], { dtype: torch.float64 }));
    const other = Adam([double]);
    other.load_state_dict(optimizer.state_dict());
    expect(String(other.state.get(double)?.exp_avg.dtype)).toBe('torch.float64');
    expect(String(other.state.get(double)?.step.dtype)).toBe('torch.float32');
  });

  test('completes what an old checkpoint lacks', () => {
    const p = withGrad(1, 1);
    const optimizer = AdamW([p]);
    const exp_avg = torch.tensor([0.5]);
    optimizer.load_state_dict({
      state: new Map([[0, { step: 7, exp_avg, exp_avg_sq: exp_avg.clone() }]]),
      param_groups: [
        { lr: 0.1, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0, amsgrad: false, params: [0] },
      ],
    });
    expect(optimizer.param_groups[0]).toMatchObject({
      lr: 0.1,
      fused: null,
      maximize: false,
      decoupled_weight_decay: true,
    });
    expect(optimizer.state.get(p)?.step.item()).toBe(7);
    optimizer.step();
    expect(optimizer.state.get(p)?.step.item()).toBe(8);
  });

  test('reads states whose keys are strings, as JSON has them', () => {
    const p = withGrad(1, 1);
    const optimizer = SGD([p], { lr: 0.5, momentum: 0.5 });
    const state = { '0': { momentum_buffer: torch.tensor([2]) } } as never;
    optimizer.load_state_dict({ ...optimizer.state_dict(), state });
    optimizer.step();
    expect(p.item()).toBe(1 - 0.5 * (0.5 * 2 + 1));
  });

  test('refuses what does not fit, and changes nothing', () => {
    const { optimizer } = trained((p) => SGD([p], { momentum: 0.9 }));
    const two = SGD([{ params: [parameter(1)] }, { params: [parameter(2)] }]);
    expect(() => optimizer.load_state_dict(two.state_dict())).toThrow(
      'loaded state dict has a different number of parameter groups',
    );
    const longer = SGD([parameter(1), parameter(2)]);
    expect(() => optimizer.load_state_dict(longer.state_dict())).toThrow(
      "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
    );
    expect(() => optimizer.load_state_dict({ state: new Map() } as never)).toThrow("'param_groups'");
    expect(optimizer.state_dict().state.size).toBe(1);
    expect(optimizer.param_groups[0]?.momentum).toBe(0.9);
  });

  test('names what a state lacks', () => {
    const { optimizer } = trained((p) => Adam([p]));
    for (const group of optimizer.param_groups) group.amsgrad = true;
    expect(() => optimizer.step()).toThrow("'max_exp_avg_sq': a parameter's state has no such entry");
  });
});
