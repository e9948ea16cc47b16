// torch.utils.swap_tensors and torch.__future__, against Python's torch 2.13.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nn, optim, utils } from '../src/index.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const { swap_tensors } = utils;
const future = torch.__future__;
afterEach(() => {
  future.set_swap_module_params_on_conversion(false);
  future.set_overwrite_module_params_on_conversion(false);
});

describe('swap_tensors', () => {
  it('exchanges values, classes, gradients and own properties, and the objects stay', () => {
    const a = torch.ones(2) as Tensor & { note?: string };
    const p = new nn.Parameter(torch.zeros(3, 2));
    a.note = 'of a';
    p.sum().backward();
    swap_tensors({ t1: a, t2: p });
    expect(a.shape).toEqual([3, 2]);
    expect(a).toBeInstanceOf(nn.Parameter);
    expect(a.grad?.tolist()).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(a.note).toBe(undefined);
    expect(p.tolist()).toEqual([1, 1]);
    expect((p as any).note).toBe('of a');
    expect(p instanceof nn.Parameter).toBe(false);
    expect(p.grad).toBe(null);
  });

  it('hands leaves back as the objects that stand for them now', () => {
    const a = torch.ones(2, { requires_grad: true });
    const b = torch.zeros(2, { requires_grad: true });
    swap_tensors(a, b);
    expect(a.tolist()).toEqual([0, 0]);
    expect(a.mul(2).grad_fn?.next_functions[0]?.[0]?.variable === a).toBe(true);
    expect(b.mul(2).grad_fn?.next_functions[0]?.[0]?.variable === b).toBe(true);
    a.dispose();
    expect(b.mul(1).tolist()).toEqual([1, 1]);
  });

  it('poisons the backward of what was recorded before', () => {
    const a = torch.ones(2, { requires_grad: true });
    const y = a.mul(2).sum();
    swap_tensors(a, torch.zeros(2));
    expect(() => y.backward()).toThrow('poisoned by swap_tensors');
  });

  it('swaps an object with itself, refuses what is no tensor, and leaks nothing', () => {
    const a = torch.ones(1);
    swap_tensors(a, a);
    expect(a.item()).toBe(1);
    expect(() => swap_tensors(a, 3 as never)).toThrow('swap_tensors(): t2 must be a Tensor, got number');
    let most = 0;
    const kept = torch.zeros(250_000);
    for (let i = 0; i < 400; i += 1) {
      swap_tensors(kept, torch.ones(250_000));
      most = Math.max(most, torch.memory_stats().allocated_bytes / 2 ** 20);
    }
    expect(most).toBeLessThan(250);
  });
});

describe('conversions of modules', () => {
  const net = () => {
    const linear = nn.Linear(2, 3);
    linear(torch.ones(1, 2)).sum().backward();
    return linear;
  };
  it('keep the parameters by default', () => {
    expect(future.get_swap_module_params_on_conversion()).toBe(false);
    const linear = net();
    const { weight } = linear;
    expect(linear.double().weight).toBe(weight);
  });
  it('overwrite them when asked', () => {
    future.set_overwrite_module_params_on_conversion({ value: true });
    const linear = net();
    const { weight } = linear;
    linear.double();
    expect(linear.weight === weight).toBe(false);
    expect([weight.dtype, linear.weight.dtype]).toEqual([torch.float32, torch.float64]);
    expect(linear.weight.grad?.dtype).toBe(torch.float64);
  });
  it('swap their content when asked, so that an optimizer goes on, even on another device', () => {
    future.set_swap_module_params_on_conversion(true);
    const linear = net();
    const { weight } = linear;
    const { grad } = weight;
    const sgd = new optim.SGD(linear.parameters(), { lr: 1 });
    linear.double();
    expect(linear.weight).toBe(weight);
    expect(weight.grad).toBe(grad);
    expect([weight.dtype, grad?.dtype]).toEqual([torch.float64, torch.float64]);
    const before = weight.clone();
    sgd.step();
    expect(before.sub(weight).equal(torch.ones(3, 2, { dtype: torch.float64 }))).toBe(true);
    linear.to('meta');
    expect(linear.weight).toBe(weight);
    expect(weight.is_meta).toBe(true);
  });

  describe('that load a state_dict', () => {
    const values = () => {
      const { weight, bias } = nn.Linear(2, 3).state_dict() as Record<string, Tensor>;
      return { weight: (weight as Tensor).double(), bias: (bias as Tensor).double() };
    };
    beforeEach(() => future.set_swap_module_params_on_conversion(true));

    it('copy into the memory that is there', () => {
      const linear = net();
      const { weight } = linear;
      const address = weight.data_ptr();
      const given = values();
      linear.load_state_dict(given);
      expect(linear.weight).toBe(weight);
      expect([weight.dtype, weight.grad, weight.requires_grad]).toEqual([torch.float32, null, true]);
      expect(weight.data_ptr()).toBe(address);
      expect(weight.equal(given.weight.float())).toBe(true);
    });
    it('take the given memory with assign, for the very objects', () => {
      const linear = torch.device('meta', () => nn.Linear(2, 3));
      const { weight } = linear;
      const sgd = new optim.SGD(linear.parameters(), { lr: 1 });
      const given = values();
      linear.load_state_dict(given, { assign: true });
      expect(linear.weight).toBe(weight);
      expect([`${weight.device}`, weight.dtype, weight.requires_grad]).toEqual(['cpu', torch.float64, true]);
      expect(weight.data_ptr()).toBe(given.weight.data_ptr());
      linear(torch.ones(1, 2, { dtype: torch.float64 }))
        .sum()
        .backward();
      const before = weight.clone();
      sgd.step();
      expect(before.sub(weight).equal(torch.ones(3, 2, { dtype: torch.float64 }))).toBe(true);
    });
    it('swap buffers too', () => {
      const norm = nn.BatchNorm1d(2);
      const mean = norm.running_mean as Tensor;
      norm.load_state_dict({ ...norm.state_dict(), running_mean: torch.tensor([3, 5]) });
      expect(norm.running_mean).toBe(mean);
      expect(mean.tolist()).toEqual([3, 5]);
    });
    it("go by a parameter's own module_load, which must give a new tensor", () => {
      class Halved extends nn.Parameter {
        override module_load(other: Tensor): Tensor {
          return other.div(2);
        }
      }
      class Same extends nn.Parameter {
        override module_load(): Tensor {
          return this;
        }
      }
      const linear = nn.Linear(2, 3);
      linear.weight = new Halved(torch.zeros(3, 2));
      const given = values();
      linear.load_state_dict(given);
      expect(linear.weight.equal(given.weight.div(2))).toBe(true);
      linear.weight = new Same(torch.zeros(3, 2));
      expect(() => linear.load_state_dict(given)).toThrow(
        /While swapping the parameter named "weight".*module_load returned one of self or other/,
      );
    });
  });
});
