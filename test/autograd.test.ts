// Gradients, grad modes and hooks. Sentences and values were read off Python's torch 2.13.
import { describe, expect, it } from 'vitest';
import * as errors from '../src/errors.ts';
import { native } from '../src/native.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';
import { checkpoint } from '../src/utils/checkpoint.ts';

const leaf = (...values: number[]): Tensor => torch.tensor(values).requires_grad_();
const list = (x: Tensor | null): unknown => x?.tolist() ?? null;

describe('backward', () => {
  it('adds gradients up at the leaves', () => {
    const x = leaf(2, 3);
    x.mul(x).sum().backward();
    expect(list(x.grad)).toEqual([4, 6]);
    x.mul(3).sum().backward();
    expect(list(x.grad)).toEqual([7, 9]);
    x.grad = null;
    expect(x.grad).toBeNull();
  });

  it('starts from a gradient, given in each of the forms', () => {
    for (const start of [torch.tensor([1, 10]), { gradient: torch.tensor([1, 10]) }]) {
      const x = leaf(2, 3);
      x.mul(x).backward(start as Tensor);
      expect(list(x.grad)).toEqual([4, 60]);
    }
    const x = leaf(2, 3);
    torch.autograd.backward([x.mul(2), x.sum()], { grad_tensors: [torch.tensor([1, 10]), null] });
    expect(list(x.grad)).toEqual([3, 21]);
  });

  it('goes over a graph twice only where it was kept', () => {
    const x = leaf(2, 3);
    const loss = x.mul(x).sum();
    loss.backward({ retain_graph: true });
    loss.backward();
    expect(list(x.grad)).toEqual([8, 12]);
    expect(() => loss.backward()).toThrow(/^Trying to backward through the graph a second time/);
  });

  it('reaches only the inputs asked for', () => {
    const x = leaf(2, 3);
    const y = x.mul(2);
    y.retain_grad();
    y.sum().backward({ inputs: [y] });
    expect([list(x.grad), list(y.grad)]).toEqual([null, [1, 1]]);
  });

  it('makes gradients of gradients', () => {
    const x = leaf(2);
    const [first] = torch.autograd.grad(x.pow(3).sum(), x, { create_graph: true }) as [Tensor];
    const [second] = torch.autograd.grad(first.sum(), x, { create_graph: true }) as [Tensor];
    const [third] = torch.autograd.grad(second.sum(), x) as [Tensor];
    expect([first, second, third].map((item) => item.item())).toEqual([12, 12, 6]);
    expect(third.requires_grad).toBe(false);
  });

  it('is quiet about tensors that nothing asks gradients of', () => {
    const x = leaf(1, 2);
    const constant = torch.ones(2);
    x.mul(constant).sum().backward();
    expect(constant.grad).toBeNull();
    expect(constant.is_leaf).toBe(true);
    expect(x.mul(constant).is_leaf).toBe(false);
    expect(x.mul(constant).grad_fn?.name()).toBe('MulBackward0');
    expect(x.grad_fn).toBeNull();
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'no scalar',
      () => leaf(1, 2).mul(2).backward(),
      /^grad can be implicitly created only for scalar outputs/,
    ],
    [
      'no graph',
      () => torch.ones(2).sum().backward(),
      /^element 0 of tensors does not require grad and does not have a grad_fn/,
    ],
    [
      'a wrong gradient',
      () => leaf(1, 2).mul(2).backward(torch.ones(3)),
      /^invalid gradient at index 0 - got \[3\] but expected shape compatible with \[2\]/,
    ],
    [
      'too few gradients',
      () => torch.autograd.backward([leaf(1).sum(), leaf(1).sum()], [torch.ones([])]),
      /got 2 tensors and 1 gradients/,
    ],
    [
      'an in-place change of a saved tensor',
      () => {
        const y = leaf(1, 2).exp();
        y.add_(1);
        y.sum().backward();
      },
      /^one of the variables needed for gradient computation has been modified by an inplace operation: \[torch\.FloatTensor \[2\]\], which is output 0 of .*Exp.*, is at version 1; expected version 0 instead/,
    ],
    [
      'an in-place change of a leaf',
      () => leaf(1).add_(1),
      /^a leaf Variable that requires grad is being used in an in-place operation/,
    ],
    [
      'a gradient of an integer',
      () => torch.arange(2).requires_grad_(),
      /floating point.* can require gradients/,
    ],
    [
      'requires_grad of a result',
      () => leaf(1).mul(2).requires_grad_(false),
      /^you can only change requires_grad flags of leaf variables/,
    ],
    [
      'an inference tensor in a graph',
      () => {
        const constant = torch.inference_mode(() => torch.ones(1));
        leaf(1).mul(constant);
      },
      /^Inference tensors cannot be saved for backward/,
    ],
    [
      'an unused input',
      () => torch.autograd.grad(leaf(1).sum(), leaf(1)),
      /^The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True/,
    ],
    [
      'an input without gradients',
      () => torch.autograd.grad(leaf(1).sum(), torch.ones(1)),
      /^element 0 of the input tensors does not require grad/,
    ],
    [
      'a gradient of another shape',
      () => {
        leaf(1).grad = torch.ones(2);
      },
      /^assigned grad has data of a different size/,
    ],
    [
      'a gradient of another dtype',
      () => {
        leaf(1).grad = torch.ones(1, { dtype: torch.float64 });
      },
      /^attempting to assign a gradient with dtype .double. to a tensor with grad_dtype .Float./,
    ],
    [
      'its own gradient',
      () => {
        const x = leaf(1);
        x.grad = x;
      },
      /^can't assign Variable as its own grad/,
    ],
    [
      'retain_grad of a constant',
      () => torch.ones(1).retain_grad(),
      /^can't retain_grad on Tensor that has requires_grad=False/,
    ],
  ])('refuses %s', (_, body, message) => {
    expect(body).toThrow(errors.TorchError);
    expect(body).toThrow(message);
  });

  it('leaves nothing half-done after an error', () => {
    const x = leaf(1, 2);
    const wrong = x.exp();
    const right = x.mul(2);
    wrong.add_(1);
    expect(() => wrong.sum().backward()).toThrow(/modified by an inplace operation/);
    right.sum().backward();
    expect(list(x.grad)).toEqual([2, 2]);
  });
});

describe('autograd.grad', () => {
  it('touches no .grad', () => {
    const [x, y] = [leaf(2), leaf(3)];
    const gradients = torch.autograd.grad(x.mul(y).sum(), [x, y]);
    expect(gradients.map((item) => item.item())).toEqual([3, 2]);
    expect([x.grad, y.grad]).toEqual([null, null]);
  });

  it('gives null, or zeros, for unused inputs where allowed', () => {
    const [x, unused] = [leaf(2), leaf(3, 4)];
    expect(torch.autograd.grad(x.sum(), [x, unused], { allow_unused: true })[1]).toBeNull();
    expect(list(torch.autograd.grad(x.sum(), [x, unused], { materialize_grads: true })[1] as Tensor)).toEqual(
      [0, 0],
    );
  });
});

describe('modes', () => {
  it('no_grad records nothing, in both spellings', () => {
    const x = leaf(1);
    expect(torch.no_grad(() => x.mul(2)).requires_grad).toBe(false);
    {
      using _ = torch.no_grad();
      expect(torch.is_grad_enabled()).toBe(false);
      expect(torch.enable_grad(() => x.mul(2)).requires_grad).toBe(true);
    }
    expect(x.mul(2).requires_grad).toBe(true);
    expect(torch.set_grad_enabled(false, () => x.mul(2)).requires_grad).toBe(false);
  });

  it('end with an exception, and refuse async functions', () => {
    expect(() =>
      torch.no_grad(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(() => torch.no_grad(async () => 1)).toThrow(/this block is synchronous/);
    expect(torch.is_grad_enabled()).toBe(true);
    expect(() =>
      torch.inference_mode(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(torch.is_inference_mode_enabled()).toBe(false);
  });

  it('inference_mode marks its tensors', () => {
    const x = torch.inference_mode(() => torch.ones(2));
    expect(x.is_inference()).toBe(true);
    expect(torch.inference_mode(false, () => torch.ones(2)).is_inference()).toBe(false);
    expect(() => x.requires_grad_()).toThrow(/inference tensor outside InferenceMode/);
  });

  it('detach shares memory and leaves the graph', () => {
    const x = leaf(1, 2);
    const y = x.mul(1);
    const z = y.detach();
    expect([z.requires_grad, z.data_ptr() === y.data_ptr()]).toEqual([false, true]);
    expect(x.data.requires_grad).toBe(false);
  });
});

// On the CPU hooks run on the thread that calls backward; on devices the pass runs on a thread beside it.
describe.each([
  ['on the calling thread', false],
  ['from a thread beside it', true],
])('hooks, called %s', (_, threaded) => {
  const backward = (x: Tensor, { retain_graph = false, create_graph = false } = {}) =>
    native.backward([x._h], [null], retain_graph, create_graph, [], threaded);

  it('see the gradient and may replace it', () => {
    const x = leaf(1, 2);
    const y = x.mul(3);
    const seen: unknown[] = [];
    y.register_hook((grad) => {
      seen.push(grad.tolist());
    });
    y.register_hook((grad) => grad.mul(10));
    x.register_hook((grad) => {
      seen.push(grad.tolist());
      return null;
    });
    backward(y.sum());
    expect(seen).toEqual([
      [1, 1],
      [30, 30],
    ]);
    expect(list(x.grad)).toEqual([30, 30]);
  });

  it('throw whatever they like at the caller of backward', () => {
    const own = { my: 'own' };
    for (const thrown of [new Error('an error'), own, 'text', 7, null, undefined, Symbol.iterator]) {
      const y = leaf(1).mul(2);
      y.register_hook(() => {
        throw thrown;
      });
      let caught: unknown = 'nothing';
      try {
        backward(y.sum());
      } catch (error) {
        caught = error;
      }
      expect(caught).toBe(thrown);
    }
  });

  it('work on after one of them threw', () => {
    const x = leaf(1, 2);
    let broken = true;
    const y = x.mul(2);
    y.register_hook(() => {
      if (broken) throw new Error('once');
    });
    const loss = y.sum();
    expect(() => backward(loss, { retain_graph: true })).toThrow('once');
    broken = false;
    backward(loss);
    expect(list(x.grad)).toEqual([2, 2]);
  });

  it('hear the error of what they call, in its own words', () => {
    const y = leaf(1).mul(2);
    y.register_hook((grad) => grad.add(torch.ones(2, 3)).mm(torch.ones(5, 5)));
    expect(() => backward(y.sum())).toThrow(
      /mat1 and mat2 shapes cannot be multiplied \(2x3 and 5x5\)\n {2}in aten::mm/,
    );
  });

  it('are refused a result of another shape or kind', () => {
    const wrong = leaf(1, 2).mul(2);
    wrong.register_hook(() => torch.ones(7));
    expect(() => backward(wrong.sum())).toThrow(/has changed the size of value/);
    const none = leaf(1).mul(2);
    none.register_hook((() => 5) as never);
    expect(() => backward(none.sum())).toThrow('a hook must return a Tensor or nothing');
  });

  it('run in the grad mode of the pass', () => {
    const modes: boolean[] = [];
    const y = leaf(1, 2).pow(2);
    y.register_hook(() => {
      modes.push(torch.is_grad_enabled());
    });
    const loss = y.sum();
    backward(loss, { retain_graph: true });
    torch.no_grad(() => backward(loss, { retain_graph: true }));
    const [gradient] = torch.autograd.grad(loss, [y], { create_graph: true }) as [Tensor];
    expect(gradient.tolist()).toEqual([1, 1]);
    expect(modes).toEqual([false, false, true]);
    expect(torch.is_grad_enabled()).toBe(true);
  });

  it('call operators, dispose and run passes of their own, as deep as the stack', () => {
    let calls = 0;
    const nest = (depth: number): number =>
      torch.enable_grad(() => {
        const x = leaf(1, 2);
        const y = x.mul(2);
        let inner = 0;
        y.register_hook((grad) => {
          calls += 1;
          inner = depth > 1 ? nest(depth - 1) : 1;
          torch.ones(1000).dispose();
          return grad.mul(3);
        });
        backward(y.sum());
        expect(list(x.grad)).toEqual([6, 6]);
        return inner + 1;
      });
    expect(nest(70)).toBe(71);
    expect(calls).toBe(70);
  });

  it('know the pass that they are in', () => {
    const [a, b, unused] = [leaf(1), leaf(2), leaf(3)];
    const seen: unknown[] = [];
    torch.autograd.graph.register_multi_grad_hook([a, b, unused], (grads: (Tensor | null)[]) => {
      seen.push(grads.map((grad) => grad?.item() ?? null));
    });
    for (const factor of [3, 5]) backward(a.mul(factor).add(b.mul(2)).sum());
    expect(seen).toEqual([
      [3, 2, null],
      [5, 2, null],
    ]);
  });

  it('have checkpoints compute again, which run passes of their own', () => {
    const x = leaf(1, 2);
    for (const use_reentrant of [true, false]) {
      x.grad = null;
      const run = (y: Tensor) =>
        checkpoint((z: Tensor) => z.exp().mul(z), y.mul(2), { use_reentrant }) as Tensor;
      backward(checkpoint(run, x, { use_reentrant }).sum());
      const wanted = torch.autograd.grad(x.mul(2).exp().mul(x.mul(2)).sum(), [x])[0] as Tensor;
      expect(list(x.grad)).toEqual(wanted.tolist());
      const some = checkpoint(run, x, { use_reentrant }).sum();
      const only = () => native.backward([some._h], [null], false, false, [x._h], threaded);
      if (use_reentrant) expect(only).toThrow(/incompatible with .grad\(\)/);
      else only();
    }
  });

  it('stop when they are removed, by each of the ways', () => {
    const x = leaf(1);
    let calls = 0;
    const count = () => {
      calls += 1;
    };
    const first = x.register_hook(count);
    x.register_hook(count);
    {
      using _ = x.register_hook(count);
      backward(x.sum());
      expect(calls).toBe(3);
    }
    first.remove();
    first.remove();
    backward(x.sum());
    expect(calls).toBe(4);
  });

  it('may remove themselves and others while they run', () => {
    const x = leaf(1);
    const y = x.mul(2);
    const order: string[] = [];
    const own = y.register_hook(() => {
      order.push('own');
      own.remove();
    });
    y.register_hook(() => {
      order.push('later');
    });
    const loss = y.sum();
    backward(loss, { retain_graph: true });
    backward(loss);
    expect(order).toEqual(['own', 'later', 'later']);
    expect(list(x.grad)).toEqual([4]);
  });
});

describe('grad', () => {
  const x = leaf(1, 2, 3);

  it('takes positions and keywords in any mixture, in the order of Python', () => {
    const y = x.mul(x);
    const start = torch.ones(3);
    const all = {
      outputs: y,
      inputs: x,
      grad_outputs: start,
      create_graph: true,
      only_inputs: true,
    } as const;
    const [found] = torch.autograd.grad(all) as [Tensor];
    expect([found.tolist(), found.requires_grad]).toEqual([[2, 4, 6], true]);
    const forms = [
      torch.autograd.grad(y, { inputs: [x], grad_outputs: start, retain_graph: true }),
      torch.autograd.grad(y, x, start, true, false, true, true),
    ];
    for (const [form] of forms) expect(list(form as Tensor)).toEqual([2, 4, 6]);
    expect(() => torch.autograd.grad({ outputs: y, input: x } as never)).toThrow(
      /grad\(\) got an unexpected keyword argument 'input'; known: outputs, inputs/,
    );
    expect(() => torch.autograd.grad(y, [1] as never)).toThrow(errors.TypeError);
  });

  it('starts from a batch of gradients', () => {
    const y = x.mul(x);
    const options = { grad_outputs: torch.eye(3), is_grads_batched: true };
    expect(list(torch.autograd.grad(y, x, options)[0] as Tensor)).toEqual([
      [2, 0, 0],
      [0, 4, 0],
      [0, 0, 6],
    ]);
    expect(() => torch.autograd.grad(y.sum(), x, { is_grads_batched: true })).toThrow(errors.ValueError);
  });
});

describe('hooks', () => {
  it('need a tensor with gradients and a function', () => {
    expect(() => torch.ones(1).register_hook(() => {})).toThrow(
      "cannot register a hook on a tensor that doesn't require gradient",
    );
    expect(() => leaf(1).register_hook(5 as never)).toThrow(errors.TypeError);
  });

  it('see the gradient that autograd.grad computes', () => {
    const x = leaf(1, 2);
    const y = x.mul(3);
    y.register_hook((grad) => grad.mul(2));
    expect(list(torch.autograd.grad(y.sum(), x)[0] as Tensor)).toEqual([6, 6]);
  });

  it('keep the gradient of a result where asked', () => {
    const y = leaf(1, 2).mul(3);
    y.retain_grad();
    expect(y.retains_grad).toBe(true);
    y.mul(2).sum().backward();
    expect(list(y.grad)).toEqual([2, 2]);
  });
});

it('takes a chain of 300,000 operators apart without running out of stack', () => {
  let sum: Tensor = leaf(1);
  for (let i = 0; i < 300_000; i += 1) sum = sum.add(1);
  sum.backward();
  expect(sum.item()).toBe(300_001);
  sum.dispose();
});
