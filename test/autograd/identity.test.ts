// Where Python's `is` holds, `===` does: checked against Python's torch 2.13.
import { describe, expect, it } from 'vitest';
import type { FunctionCtx } from '../../src/autograd/function.ts';
import { nn } from '../../src/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const leaf = (): Tensor => torch.randn(3, { requires_grad: true });

describe('a gradient', () => {
  it('is one object until another takes its place', () => {
    const w = leaf();
    w.sum().backward();
    const grad = w.grad as Tensor & { mark?: string };
    grad.mark = 'kept';
    w.mul(2).sum().backward();
    expect(w.grad).toBe(grad);
    expect(grad.tolist()).toEqual([3, 3, 3]);
    expect((w.grad as typeof grad).mark).toBe('kept');
    w.grad = null;
    w.sum().backward();
    expect(w.grad === grad).toBe(false);
    expect(grad.tolist()).toEqual([3, 3, 3]);
  });

  it('is the tensor that was assigned', () => {
    const w = leaf();
    const given = torch.ones(3);
    w.grad = given;
    expect(w.grad).toBe(given);
    w.sum().backward();
    expect(w.grad).toBe(given);
    expect(given.tolist()).toEqual([2, 2, 2]);
  });

  it('stays usable when optimizers and clipping have used it', () => {
    const w = leaf();
    w.mul(3).sum().backward();
    const grad = w.grad as Tensor;
    nn.utils.clip_grad_norm_([w], 1);
    const adam = new optim.Adam([w]);
    adam.step();
    expect(w.grad).toBe(grad);
    expect(grad.square().sum().item()).toBeCloseTo(1, 5);
    adam.zero_grad();
    expect(w.grad).toBe(null);
    expect(grad.shape).toEqual([3]);
  });

  it('that was disposed of is handed back as a new object', () => {
    const w = leaf();
    w.sum().backward();
    w.grad?.dispose();
    expect(w.grad?.tolist()).toEqual([1, 1, 1]);
    expect(w.grad).toBe(w.grad);
  });
});

describe('what the graph hands back', () => {
  it('a node is one object while somebody holds it', () => {
    const y = leaf().mul(2).exp();
    expect(y.grad_fn).toBe(y.grad_fn);
    const inner = y.grad_fn?.next_functions[0]?.[0];
    expect(y.grad_fn?.next_functions[0]?.[0]).toBe(inner);
  });

  it('a leaf is itself', () => {
    const w = leaf();
    expect(w.mul(2).grad_fn?.next_functions[0]?.[0]?.variable).toBe(w);
    const v = torch.tensor([1, 2]).requires_grad_();
    expect(v.mul(2).grad_fn?.next_functions[0]?.[0]?.variable).toBe(v);
    const { weight } = nn.Linear(2, 2);
    expect(weight.mul(2).grad_fn?.next_functions[0]?.[0]?.variable).toBe(weight);
    const seen: unknown[] = [];
    w.register_post_accumulate_grad_hook((param) => {
      seen.push(param);
    });
    w.sum().backward();
    expect(seen[0]).toBe(w);
  });

  it('a hook of saved tensors gets parameters as parameters', () => {
    const p = new nn.Parameter(torch.ones(3));
    const packed: Tensor[] = [];
    const pack = (x: Tensor) => packed.push(x) - 1;
    const unpack = (place: number) => packed[place] as Tensor;
    const y = torch.autograd.graph.saved_tensors_hooks(pack, unpack, () => p.mul(torch.ones(3)).mul(p));
    expect(packed.filter((x) => x === p)).toHaveLength(1);
    expect(packed.filter((x) => x instanceof nn.Parameter)).toHaveLength(1);
    y.sum().backward();
    expect(p.grad?.tolist()).toEqual([2, 2, 2]);
  });

  it("a custom function's saved inputs are the objects that were saved", () => {
    const seen: unknown[] = [];
    class Double extends torch.autograd.Function {
      static forward(ctx: FunctionCtx, x: Tensor) {
        const y = x.mul(2);
        ctx.save_for_backward(x, y);
        return y;
      }
      static backward(ctx: FunctionCtx, grad: Tensor) {
        seen.push(...ctx.saved_tensors);
        return grad.mul(2);
      }
    }
    const x = leaf().mul(1);
    const y = Double.apply(x) as Tensor;
    y.sum().backward();
    expect(seen[0]).toBe(x);
    expect(seen[1] === y).toBe(false); // Python's is another object, too: it would keep the graph alive
    expect((seen[1] as Tensor).tolist()).toEqual(y.tolist());
  });
});

describe('knowing objects keeps nothing alive', () => {
  const large = () => torch.randn(250_000, { requires_grad: true }); // 1 MB
  const used = () => torch.memory_stats().allocated_bytes / 2 ** 20;

  it('graphs whose nodes were looked at, in a synchronous loop', () => {
    const w = large();
    let most = 0;
    let looked = 0;
    for (let i = 0; i < 200; i += 1) {
      const y = w.mul(i).exp().sum();
      looked += y.grad_fn === null ? 0 : 1;
      most = Math.max(most, used());
    }
    expect(looked).toBe(200);
    expect(most).toBeLessThan(250);
  });

  it('gradients that were read, and leaves that were hooked', () => {
    let most = 0;
    let same = 0;
    for (let i = 0; i < 200; i += 1) {
      const w = large();
      w.register_post_accumulate_grad_hook(() => {});
      w.mul(2).sum().backward();
      const { grad } = w;
      same += grad !== null && w.grad === grad ? 1 : 0;
      w.grad = null;
      most = Math.max(most, used());
    }
    expect(same).toBe(200);
    expect(most).toBeLessThan(250);
  });
});
