// Custom functions under torch.func and vmap against Python's numbers (scripts/golden/autograd_function.py).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { mapTree } from '../../src/tree.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/autograd_function.json', import.meta.url), 'utf8'));
const { func, vmap } = torch;
const { Function: AutogradFunction, once_differentiable } = torch.autograd;
const read = (value: unknown): Tensor => torch.tensor(value as number[], { dtype: torch.float64 });
const [x, w] = [read(golden.x), read(golden.w)];

class Cube extends AutogradFunction {
  static override generate_vmap_rule = true;
  static forward(a: Tensor): [Tensor, Tensor] {
    return [a.pow(3), a.pow(2).mul(3)];
  }
  static setup_context(ctx: any, inputs: [Tensor], output: [Tensor, Tensor]): void {
    ctx.save_for_backward(inputs[0], output[1]);
    ctx.save_for_forward(inputs[0], output[1]);
  }
  static backward(ctx: any, g: Tensor, gd: Tensor): Tensor {
    const [a, da] = ctx.saved_tensors;
    return g.mul(da).add(gd.mul(6).mul(a));
  }
  static jvp(ctx: any, t: Tensor): [Tensor, Tensor] {
    const [a, da] = ctx.saved_tensors;
    return [t.mul(da), a.mul(6).mul(t)];
  }
}

class Scaled extends AutogradFunction {
  static override generate_vmap_rule = true;
  static forward(a: Tensor, b: Tensor, k: number): Tensor {
    return a.mul(b).sum().mul(k);
  }
  static setup_context(ctx: any, [a, b, k]: [Tensor, Tensor, number], _output: Tensor): void {
    ctx.save_for_backward(a, b);
    ctx.shape = a.shape;
    ctx.k = k;
  }
  static backward(ctx: any, g: Tensor) {
    const [a, b] = ctx.saved_tensors;
    const each = g.expand(ctx.shape).mul(ctx.k);
    return [ctx.needs_input_grad[0] ? each.mul(b) : null, ctx.needs_input_grad[1] ? each.mul(a) : null, null];
  }
}

class Sorted extends AutogradFunction {
  static forward(a: Tensor, dim: number): [Tensor, Tensor] {
    const back = torch.argsort(torch.argsort(a, { dim }), { dim });
    return [torch.sort(a, { dim }).values, back];
  }
  static setup_context(ctx: any, inputs: [Tensor, number], output: [Tensor, Tensor]): void {
    ctx.mark_non_differentiable(output[1]);
    ctx.save_for_backward(output[1]);
    ctx.save_for_forward(output[1]);
    ctx.dim = inputs[1];
  }
  static backward(ctx: any, g: Tensor, _: Tensor) {
    return [torch.gather(g, ctx.dim, ctx.saved_tensors[0]), null];
  }
  static vmap(info: any, in_dims: (number | null)[], a: Tensor, dim: number) {
    const moved = a.movedim(in_dims[0] as number, 0);
    expect(moved.size(0)).toBe(info.batch_size);
    expect(info.randomness).toBe('error');
    expect(in_dims[1]).toBe(null);
    return [Sorted.apply(moved, dim < 0 ? dim : dim + 1), [0, 0]];
  }
}

class Once extends AutogradFunction {
  static override generate_vmap_rule = true;
  static forward(a: Tensor): Tensor {
    return a.sin();
  }
  static setup_context(ctx: any, inputs: [Tensor], _output: Tensor): void {
    ctx.save_for_backward(...inputs);
  }
  static backward = once_differentiable((ctx: any, g: Tensor) => g.mul(ctx.saved_tensors[0].cos()));
}

class Twice_ extends AutogradFunction {
  static forward(a: Tensor): Tensor {
    return a.mul_(2);
  }
  static setup_context(ctx: any, inputs: [Tensor], _output: Tensor): void {
    ctx.mark_dirty(inputs[0]);
  }
  static backward(_ctx: any, g: Tensor): Tensor {
    return g.mul(2);
  }
  static vmap(_info: any, in_dims: (number | null)[], a: Tensor) {
    return [Twice_.apply(a), in_dims[0]];
  }
}

const cube = (a: Tensor): Tensor => Cube.apply(a)[0];
const both = (a: Tensor): Tensor => {
  const [p, q] = Cube.apply(a);
  return p.add(q);
};
const row = (i: number): Tensor => w.index(i);

function leafGrad(f: (...leaves: Tensor[]) => Tensor, ...given: Tensor[]): Tensor[] {
  const leaves = given.map((leaf) => leaf.clone().requires_grad_());
  f(...leaves)
    .sum()
    .backward();
  return leaves.map((leaf) => leaf.grad as Tensor);
}

const cases: Record<string, () => unknown> = {
  grad: () => func.grad((a: Tensor) => both(a).sum())(x),
  'grad of grad': () =>
    func.grad((a: Tensor) =>
      func
        .grad((b: Tensor) => both(b).sum())(a)
        .sin()
        .sum(),
    )(x),
  vjp: () => {
    const [values, pull] = func.vjp(cube, x);
    return [values, pull(x)];
  },
  'vjp, second order': () => func.vjp((a: Tensor) => func.vjp(cube, a)[1](x)[0], x)[1](x),
  jvp: () => func.jvp(both, [x], [row(0)]),
  'jvp of jvp': () => func.jvp((a: Tensor) => func.jvp(both, [a], [row(0)])[1], [x], [row(1)]),
  jacrev: () => func.jacrev(cube)(x),
  jacfwd: () => func.jacfwd(both)(x),
  hessian: () => func.hessian((a: Tensor) => both(a).sum())(x),
  vmap: () => vmap((a: Tensor) => Cube.apply(a), { in_dims: 1, out_dims: 1 })(w),
  'vmap of vmap': () => vmap(vmap(both), { in_dims: 1 })(w),
  'vmap of grad': () => vmap(func.grad(both))(x),
  'vmap of vmap of grad': () => vmap(vmap(func.grad(both)))(w),
  'vmap of jvp': () => vmap((a: Tensor, t: Tensor) => func.jvp(both, [a], [t])[1])(w, w.flip(0)),
  'grad of vmap': () => func.grad((a: Tensor) => vmap(both)(a).sum())(w),
  'backward through vmap': () => leafGrad((a) => vmap(both, { in_dims: 1 })(a), w),
  'one argument mapped': () => vmap((a: Tensor) => Scaled.apply(a, x, 2))(w),
  'its gradients': () => leafGrad((a, b) => vmap((c: Tensor) => Scaled.apply(c, b as Tensor, 2))(a), w, x),
  'per sample': () =>
    vmap(
      func.grad((a: Tensor, b: Tensor) => Scaled.apply(a, b, 3), { argnums: [0, 1] }),
      {
        in_dims: [0, null],
      },
    )(w, x),
  'gradient of the one not mapped': () =>
    func.grad((b: Tensor) => vmap((c: Tensor) => Scaled.apply(c, b, 2))(w).sum())(x),
  'a scalar argument, mapped': () =>
    leafGrad((a, b) => vmap((c: Tensor, d: Tensor) => Scaled.apply(c, d, 1.5))(a, b), w, w.index(':', 0)),
  'own rule': () => vmap((a: Tensor) => Sorted.apply(a, 0), { in_dims: 1 })(w),
  'own rule, last dimension': () => vmap((a: Tensor) => Sorted.apply(a, -1))(w),
  'gradient of own rule': () => leafGrad((a) => vmap((b: Tensor) => Sorted.apply(b, 0)[0].mul(x))(a), w),
  'grad with own rule': () =>
    func.grad((a: Tensor) =>
      vmap((b: Tensor) => Sorted.apply(b, 0)[0])(a)
        .mul(w)
        .sum(),
    )(w),
  'vmap of grad with own rule': () => vmap(func.grad((a: Tensor) => Sorted.apply(a, 0)[0].mul(x).sum()))(w),
  once: () => func.grad((a: Tensor) => Once.apply(a).sum())(x),
  'once, twice': () =>
    func.grad((a: Tensor) =>
      func
        .grad((b: Tensor) => Once.apply(b).sum())(a)
        .exp()
        .sum(),
    )(x),
  'once, mapped': () => vmap(func.grad((a: Tensor) => Once.apply(a)))(x),
  'in place': () => func.grad((a: Tensor) => Twice_.apply(a.clone()).pow(2).sum())(x),
  'in place, mapped': () => vmap((a: Tensor) => Twice_.apply(a.clone()))(w),
  'no mapped tensor': () => vmap((a: Tensor) => cube(x).add(a))(w),
  'after a transform': () => leafGrad((a) => func.vjp(cube, a)[1](torch.ones_like(a))[0], x),
  'with a plain graph': () => leafGrad((a) => func.grad((b: Tensor) => both(b).mul(a).sum())(row(0)), x),
};

const plain = (tree: unknown) => mapTree(tree, (leaf) => (leaf instanceof Tensor ? leaf.tolist() : leaf));

describe('a custom function under transforms', () => {
  it('is tested in every case of the golden file', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(golden.cases).sort());
  });
  it.each(Object.entries(cases))('%s', (name, run) => {
    expect(plain(run())).toEqual(golden.cases[name]);
    // and leaves no transform behind
    expect(() => torch.ones(1).add(1).item()).not.toThrow();
  });

  class Old extends AutogradFunction {
    static forward(_ctx: any, a: Tensor): Tensor {
      return a.clone();
    }
    static backward(_ctx: any, g: Tensor): Tensor {
      return g;
    }
  }
  class Bare extends AutogradFunction {
    static forward(a: Tensor): Tensor {
      return a.clone();
    }
    static setup_context(): void {}
  }
  class Double extends Bare {
    static override generate_vmap_rule = true;
    static vmap(_info: any, _in_dims: unknown, a: Tensor) {
      return [a, 0];
    }
  }
  class Lone extends Bare {
    static vmap(_info: any, _in_dims: unknown, a: Tensor) {
      return [a, 0, 1];
    }
  }
  class Uneven extends Bare {
    static vmap(_info: any, _in_dims: unknown, a: Tensor) {
      return [
        [a, a],
        [0, 0, 0],
      ];
    }
  }
  it.each<[string, () => unknown]>([
    ['Old', () => func.grad((a: Tensor) => Old.apply(a).sum())(x)],
    ['Bare', () => vmap((a: Tensor) => Bare.apply(a))(x)],
    ['Double', () => vmap((a: Tensor) => Double.apply(a))(x)],
    ['Lone', () => vmap((a: Tensor) => Lone.apply(a))(x)],
    ['Uneven', () => vmap((a: Tensor) => Uneven.apply(a))(x)],
    ['NoJvp', () => func.jvp((a: Tensor) => Scaled.apply(a, x, 2), [x], [x])],
    ['functionalize', () => func.functionalize((a: Tensor) => Cube.apply(a))(x)],
  ])('refuses %s in the words of Python', (name, run) => {
    const [kind, message] = golden.errors[name] as [string, string];
    let thrown: Error | undefined;
    try {
      run();
    } catch (error) {
      thrown = error as Error;
    }
    expect(thrown?.name).toBe(kind);
    // Python goes on to its own structures.
    const start = message.split(/out_dims=|but output has/)[0] as string;
    expect(thrown?.message.startsWith(start)).toBe(true);
    expect(vmap(both)(x).tolist()).toEqual(both(x).tolist());
  });

  it('throws on what its methods throw, with all levels left', () => {
    const thrown = new Error('own');
    class Bad extends AutogradFunction {
      static override generate_vmap_rule = true;
      static forward(a: Tensor): Tensor {
        return a.clone();
      }
      static setup_context(): void {}
      static backward(): never {
        throw thrown;
      }
    }
    let caught: unknown;
    try {
      vmap(func.grad((a: Tensor) => Bad.apply(a)))(x);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
    expect(leafGrad((a) => vmap(both)(a), x)).toHaveLength(1);
  });

  it('keeps nothing of a plain loop', () => {
    const big = torch.ones(64, 1024);
    const before = torch.memory_stats().allocated_bytes;
    for (let i = 0; i < 80; i += 1) vmap(func.grad((a: Tensor) => both(a).sum()))(big);
    // Temporaries wait for a collection; what a loop of 80 leaks is 20 MB for each tensor kept, of which there are many.
    expect(torch.memory_stats().allocated_bytes - before).toBeLessThan(60e6);
  });
});
