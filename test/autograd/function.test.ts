// Custom functions, nodes, hooks, anomaly detection and saved tensors. Sentences were read off Python's torch 2.13.
import { describe, expect, it } from 'vitest';
import type { FunctionCtx } from '../../src/autograd/function.ts';
import { RuntimeError } from '../../src/errors.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const { autograd } = torch;
const { Function: AutogradFunction, once_differentiable } = autograd;
const leaf = (...values: number[]): Tensor => torch.tensor(values, { dtype: torch.float64 }).requires_grad_();

class Scale extends AutogradFunction {
  static forward(ctx: FunctionCtx, x: Tensor, factor: number): Tensor {
    const y = x.exp().mul(factor);
    ctx.save_for_backward(y);
    return y;
  }
  static backward(ctx: FunctionCtx, grad: Tensor) {
    const [y] = ctx.saved_tensors as [Tensor];
    return [grad.mul(y), null];
  }
}

class Apart extends AutogradFunction {
  static forward(x: Tensor, y: Tensor): Tensor {
    return x.mul(y);
  }
  static setup_context(ctx: FunctionCtx, inputs: [Tensor, Tensor], _output: Tensor): void {
    ctx.save_for_backward(...inputs);
    ctx.save_for_forward(...inputs);
  }
  static backward(ctx: FunctionCtx, grad: Tensor) {
    const [x, y] = ctx.saved_tensors as [Tensor, Tensor];
    return [ctx.needs_input_grad[0] ? grad.mul(y) : null, ctx.needs_input_grad[1] ? grad.mul(x) : null];
  }
  static jvp(ctx: FunctionCtx, dx: Tensor | null, dy: Tensor | null) {
    const [x, y] = ctx.saved_tensors as [Tensor, Tensor];
    return (dx?.mul(y) ?? x.mul(0)).add(dy?.mul(x) ?? 0);
  }
}

describe('torch.autograd.Function', () => {
  it('computes what its backward says, and differentiates twice', () => {
    const x = leaf(1, 2);
    const y = Scale.apply(x, 3);
    expect(y.grad_fn?.name()).toBe('ScaleBackward');
    expect(`${y.grad_fn?.next_functions[0]?.[0]}`).toBe('<AccumulateGrad>');
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual(y.tolist());
    expect(autograd.gradcheck((a: Tensor) => Scale.apply(a, 3), [x])).toBe(true);
    expect(autograd.gradgradcheck((a: Tensor) => Scale.apply(a, 3), [x])).toBe(true);
  });

  it('sets the context up apart, knows what is needed, and derives forward', () => {
    const [x, y] = [leaf(1, 2), leaf(3, 4)];
    expect(
      autograd.gradcheck((a: Tensor, b: Tensor) => Apart.apply(a, b), [x, y], { check_forward_ad: true }),
    ).toBe(true);
    const constant = torch.ones(2, { dtype: torch.float64 });
    expect(Apart.apply(x, constant).grad_fn?.needs_input_grad).toEqual([true, false]);
  });

  it('records nothing without a need', () => {
    expect(Scale.apply(leaf(1).detach(), 2).requires_grad).toBe(false);
    expect(torch.no_grad(() => Scale.apply(leaf(1), 2)).requires_grad).toBe(false);
  });

  it('marks results without a gradient, and gives zeros or null for gradients that nobody computed', () => {
    const seen: unknown[] = [];
    const make = (materialize: boolean) =>
      class Sorted extends AutogradFunction {
        static forward(ctx: FunctionCtx, x: Tensor) {
          const { values, indices } = torch.sort(x);
          ctx.mark_non_differentiable(indices);
          ctx.set_materialize_grads(materialize);
          ctx.save_for_backward(indices);
          return [values, indices, x.mul(2)] as [Tensor, Tensor, Tensor];
        }
        static backward(ctx: FunctionCtx, values: Tensor, _indices: Tensor | null, twice: Tensor | null) {
          seen.push(twice?.tolist() ?? null);
          const [indices] = ctx.saved_tensors as [Tensor];
          return torch.zeros_like(values).scatter(0, indices, values);
        }
      };
    for (const materialize of [true, false]) {
      const x = leaf(2, 1);
      const [values, indices] = make(materialize).apply(x);
      expect(indices.requires_grad).toBe(false);
      values
        .mul(torch.tensor([1, 10]))
        .sum()
        .backward();
      expect(x.grad?.tolist()).toEqual([10, 1]);
    }
    expect(seen).toEqual([[0, 0], null]);
  });

  it('changes an argument in place', () => {
    class Double_ extends AutogradFunction {
      static forward(ctx: FunctionCtx, x: Tensor): Tensor {
        ctx.mark_dirty(x);
        return x.mul_(2);
      }
      static backward(_ctx: FunctionCtx, grad: Tensor): Tensor {
        return grad.mul(2);
      }
    }
    const x = leaf(1, 2);
    const y = x.clone();
    expect(Double_.apply(y)).toBe(y);
    expect(y.grad_fn?.name()).toBe('Double_Backward');
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([2, 2]);
    expect(() => Double_.apply(x)).toThrow(/a leaf Variable that requires grad/);
  });

  it('returns an argument as a tensor of its own', () => {
    class Same extends AutogradFunction {
      static forward(_ctx: FunctionCtx, x: Tensor, _note: string): Tensor {
        return x;
      }
      static backward(_ctx: FunctionCtx, grad: Tensor) {
        return [grad.mul(5), null];
      }
    }
    const x = leaf(1);
    const y = Same.apply(x, 'note');
    expect(y === x).toBe(false);
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([5]);
  });

  it('is differentiable once where it says so', () => {
    class Once extends AutogradFunction {
      static forward(ctx: FunctionCtx, x: Tensor): Tensor {
        ctx.save_for_backward(x);
        return x.pow(2);
      }
      static backward = once_differentiable((ctx: FunctionCtx, grad: Tensor) =>
        grad.mul(ctx.saved_tensors[0] as Tensor).mul(2),
      );
    }
    const x = leaf(3);
    Once.apply(x).sum().backward();
    expect(x.grad?.tolist()).toEqual([6]);
    const [first] = autograd.grad(Once.apply(x.mul(1)).sum(), x, { create_graph: true }) as [Tensor];
    // The start of this pass needs no gradient, so nothing is recorded.
    expect(first.requires_grad).toBe(false);
    const start = torch.ones([], { dtype: torch.float64 }).requires_grad_();
    const [second] = autograd.grad(Once.apply(x).sum(), x, { grad_outputs: start, create_graph: true }) as [
      Tensor,
    ];
    expect(() => second.sum().backward()).toThrow(
      /trying to differentiate twice a function that was marked with @once_differentiable/,
    );
  });

  it('throws what its backward threw, from any depth', () => {
    const thrown = { own: 'object' };
    class Bad extends AutogradFunction {
      static forward(_ctx: FunctionCtx, x: Tensor): Tensor {
        return x.clone();
      }
      static backward(): never {
        throw thrown;
      }
    }
    const x = leaf(1);
    let caught: unknown;
    try {
      Bad.apply(x).sum().backward();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
    expect(x.mul(2).sum().item()).toBe(2);
  });

  it('runs backward passes inside of a backward', () => {
    class Inner extends AutogradFunction {
      static forward(ctx: FunctionCtx, x: Tensor): Tensor {
        ctx.save_for_backward(x);
        return x.pow(3);
      }
      static backward(ctx: FunctionCtx, grad: Tensor): Tensor {
        const again = (ctx.saved_tensors[0] as Tensor).detach().requires_grad_();
        torch.enable_grad(() => again.pow(3).sum().backward());
        return grad.mul(again.grad as Tensor);
      }
    }
    const x = leaf(2);
    Inner.apply(x).sum().backward();
    expect(x.grad?.tolist()).toEqual([12]);
  });

  const returning = (value: unknown) =>
    class Wrong extends AutogradFunction {
      static forward(_ctx: FunctionCtx, x: Tensor, _k: number): Tensor {
        return x.clone();
      }
      static backward(): unknown {
        return value;
      }
    };
  it.each<[string, unknown, RegExp]>([
    [
      'too few gradients',
      [torch.ones(2)],
      /^function WrongBackward returned an incorrect number of gradients \(expected 2, got 1\)/,
    ],
    ['too many', [torch.ones(2), null, torch.ones(1)], /\(expected 2, got 3\)/],
    [
      'one for a number',
      [torch.ones(2), torch.ones(1)],
      /returned a gradient different than None at position 2, but the corresponding forward input was not a Variable/,
    ],
    ['no tensor', [3, null], /expected Variable or None \(got number\)/],
    [
      'a wrong shape',
      [torch.ones(3), null],
      /^Function WrongBackward returned an invalid gradient at index 0 - got \[3\] but expected shape compatible with \[2\]/,
    ],
  ])('refuses %s', (_name, value, message) => {
    const x = torch.ones(2).requires_grad_();
    expect(() => returning(value).apply(x, 1).sum().backward()).toThrow(message);
  });

  it('says what is missing', () => {
    class Empty extends AutogradFunction {
      static forward(_ctx: FunctionCtx, x: Tensor): Tensor {
        return x.clone();
      }
    }
    expect(() => Empty.apply(leaf(1)).sum().backward()).toThrow(
      /^You must implement either the backward or vjp method/,
    );
    const y = Scale.apply(leaf(1), 2).sum();
    y.backward();
    expect(() => y.backward()).toThrow(/^Trying to backward through the graph a second time/);
    expect(() => torch.func.grad((a: Tensor) => Scale.apply(a, 1).sum())(leaf(1))).toThrow(
      /it must override the setup_context staticmethod/,
    );
  });

  it('keeps nothing of a plain loop', () => {
    const x = torch.ones(64, 1024).requires_grad_();
    const before = torch.memory_stats().allocated_bytes;
    for (let i = 0; i < 400; i += 1) {
      const y = Apart.apply(x.mul(2), x).sum();
      if (i % 2) y.backward();
      x.grad = null;
    }
    expect(torch.memory_stats().allocated_bytes - before).toBeLessThan(100e6);
  });
});

describe('nodes and hooks', () => {
  it('show the graph, one object a node', () => {
    const x = leaf(1);
    const y = x.mul(2).add(1);
    expect(y.grad_fn).toBe(y.grad_fn);
    const [mul] = y.grad_fn?.next_functions.map(([node]) => node) ?? [];
    expect(mul?.name()).toBe('MulBackward0');
    expect(mul?.next_functions[0]?.[0]?.variable?.tolist()).toEqual([1]);
    expect(autograd.graph.get_gradient_edge(x).node.name()).toBe('torch::autograd::AccumulateGrad');
    expect(() => autograd.graph.get_gradient_edge(torch.ones(1))).toThrow(
      /does not require gradients|do not require gradients/,
    );
  });

  it('run before and after a node', () => {
    const x = leaf(1, 2);
    const y = x.mul(3);
    const seen: unknown[] = [];
    const node = y.grad_fn as NonNullable<typeof y.grad_fn>;
    node.register_prehook((outputs) => [(outputs[0] as Tensor).mul(10)]);
    const hook = node.register_hook((inputs, outputs) => {
      seen.push(inputs[0]?.tolist(), outputs[0]?.tolist());
    });
    y.sum().backward({ retain_graph: true });
    expect(seen).toEqual([
      [30, 30],
      [10, 10],
    ]);
    expect(x.grad?.tolist()).toEqual([30, 30]);
    hook.remove();
    y.sum().backward();
    expect(seen.length).toBe(2);
  });

  it('run after the accumulation, on the very tensor', () => {
    const x = leaf(1, 2);
    const seen: unknown[] = [];
    const handle = x.register_post_accumulate_grad_hook((param) => {
      seen.push(param === x, param.grad?.tolist());
      param.grad = null;
    });
    x.mul(2).sum().backward();
    expect([seen, x.grad]).toEqual([[true, [2, 2]], null]);
    handle.remove();
    x.mul(2).sum().backward();
    expect(x.grad?.tolist()).toEqual([2, 2]);
    expect(() => x.mul(2).register_post_accumulate_grad_hook(() => {})).toThrow(
      'post accumulate grad hooks cannot be registered on non-leaf tensors',
    );
  });

  it('wait for several gradients', () => {
    const x = leaf(1);
    const [a, b, c] = [x.mul(2), x.mul(3), x.mul(4)];
    const seen: unknown[] = [];
    const handle = autograd.graph.register_multi_grad_hook([a, b, c], (grads: (Tensor | null)[]) => {
      seen.push(grads.map((grad) => grad?.tolist() ?? null));
    });
    a.add(b.mul(5)).sum().backward({ retain_graph: true });
    expect(seen).toEqual([[[1], [5], null]]);
    handle.remove();
    const first: unknown[] = [];
    autograd.graph.register_multi_grad_hook([a, b], (grad: Tensor) => void first.push(grad.tolist()), {
      mode: 'any',
    });
    a.add(b).sum().backward();
    expect([seen.length, first.length]).toEqual([1, 1]);
  });

  it('pack and unpack what the graph saves', () => {
    const x = leaf(1, 2);
    let packed = 0;
    const y = autograd.graph.saved_tensors_hooks(
      (t: Tensor) => {
        packed += 1;
        return { half: t.to(torch.float32) };
      },
      (p: { half: Tensor }) => p.half.to(torch.float64),
      () => x.exp().mul(x).sum(),
    );
    y.backward();
    expect(packed).toBe(3);
    const expected = x.exp().mul(x.add(1)).tolist() as number[];
    (x.grad as Tensor).tolist().forEach((value: number, i: number) => {
      expect(value).toBeCloseTo(expected[i] as number, 5);
    });
    autograd.graph.save_on_cpu(() => x.exp().sum()).backward();
    const refused = () =>
      autograd.graph.disable_saved_tensors_hooks('no hooks here', () =>
        autograd.graph.saved_tensors_hooks(
          (t) => t,
          (p) => p,
          () => 1,
        ),
      );
    expect(refused).toThrow('no hooks here');
    expect(() =>
      autograd.graph
        .saved_tensors_hooks(
          (t) => t,
          () => 3 as never,
          () => x.exp().sum(),
        )
        .backward(),
    ).toThrow('Output of saved tensor unpack_hook expected to be a Tensor');
  });
});

describe('anomaly detection', () => {
  it('fails where NaN is made, and ends with its block', () => {
    const run = () => torch.tensor([-1.0]).requires_grad_().sqrt().backward();
    expect(() => autograd.detect_anomaly(run)).toThrow(
      new RuntimeError("Function 'SqrtBackward0' returned nan values in its 0th output."),
    );
    expect(torch.is_anomaly_enabled()).toBe(false);
    expect(() => autograd.detect_anomaly({ check_nan: false }, run)).not.toThrow();
    expect(autograd.set_detect_anomaly(true, () => torch.is_anomaly_enabled())).toBe(true);
  });
});

describe('forward mode', () => {
  it('carries tangents along', () => {
    const { dual_level, make_dual, unpack_dual } = autograd.forward_ad;
    const x = torch.tensor([1, 2], { dtype: torch.float64 });
    dual_level(() => {
      const { primal, tangent } = unpack_dual(make_dual(x, torch.ones_like(x)).pow(3));
      expect([primal.tolist(), tangent?.tolist()]).toEqual([
        [1, 8],
        [3, 12],
      ]);
      expect(unpack_dual(x).tangent).toBeNull();
      expect(() => autograd.forward_ad.enter_dual_level()).toThrow(/Nested forward mode AD is not supported/);
    });
    expect(() => make_dual(x, x)).toThrow(/no level exists/);
  });
});

describe('apply', () => {
  class Doubled extends AutogradFunction {
    static forward(ctx: torch.autograd.FunctionCtx, x: Tensor): Tensor {
      ctx.by = 2;
      return x.mul(ctx.by);
    }
    static backward(ctx: torch.autograd.FunctionCtx, grad: Tensor): Tensor {
      return grad.mul(ctx.by);
    }
  }
  class Tripled extends Doubled {
    static override forward(ctx: torch.autograd.FunctionCtx, x: Tensor): Tensor {
      ctx.by = 3;
      return x.mul(ctx.by);
    }
  }
  it('may be taken from its class, as `fn = Fn.apply` in Python', () => {
    const [doubled, tripled] = [Doubled.apply, Tripled.apply];
    const x = leaf(1, 2);
    const sum: Tensor = doubled(x).add(tripled(x)).sum();
    sum.backward();
    expect(x.grad?.tolist()).toEqual([5, 5]);
    expect(autograd.gradcheck(Doubled.apply, [x])).toBe(true);
    expect([x].map(Tripled.apply)[0]?.tolist()).toEqual([3, 6]);
    expect(Doubled.apply).toBe(doubled);
  });
  it('stands in torch.autograd.function as well', () => {
    expect(autograd.function.Function).toBe(AutogradFunction);
    expect(autograd.function.once_differentiable).toBe(autograd.once_differentiable);
  });
});

describe('gradcheck', () => {
  const wrong = (x: Tensor) => {
    class Off extends AutogradFunction {
      static forward(_ctx: FunctionCtx, a: Tensor): Tensor {
        return a.mul(2);
      }
      static backward(_ctx: FunctionCtx, grad: Tensor): Tensor {
        return grad.mul(2.1);
      }
    }
    return Off.apply(x);
  };
  it('tells right from wrong', () => {
    const x = leaf(1, 2);
    expect(() => autograd.gradcheck(wrong, [x])).toThrow(
      /^Jacobian mismatch for output 0 with respect to input 0,\nnumerical:tensor/,
    );
    expect(autograd.gradcheck(wrong, [x], { raise_exception: false })).toBe(false);
    expect(() => autograd.gradcheck(wrong, [x.detach()])).toThrow(
      /expects at least one input tensor to require gradient/,
    );
  });
  it('knows complex numbers', () => {
    const z = torch.randn(3, { dtype: torch.complex128 }).requires_grad_();
    expect(autograd.gradcheck((a: Tensor) => a.mul(a).exp(), [z], { check_forward_ad: true })).toBe(true);
    expect(autograd.gradcheck((a: Tensor) => a.abs(), [z])).toBe(true);
  });
});
