import { describe, expect, expectTypeOf, it } from 'vitest';
import { deepcopy } from '../../../src/copy.ts';
import * as nn from '../../../src/nn/index.ts';
import { INTERNALS } from '../../../src/nn/modules/slots.ts';
import type { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import { thrown } from '../thrown.ts';
import { conv, image, replay, state, step } from './golden.ts';

const { prune } = nn.utils;
const hooks = (module: nn.Module) => module[INTERNALS].forward_pre.length;

function pruned(module: any, ...calls: ((module: any) => unknown)[]) {
  const steps = calls.map((call) => {
    call(module);
    // The mask is exchanged by the next call, never changed.
    return { state: state(module), weight: module.weight };
  });
  return {
    steps,
    ...step(module, image()),
    text: String(module),
    hooks: hooks(module),
    is_pruned: prune.is_pruned(nn.Sequential(module)),
  };
}

describe('pruning does what Python does under the same seed', () => {
  it('unstructured', () => {
    replay('prune_unstructured', () =>
      pruned(
        conv(),
        (m) => prune.random_unstructured(m, 'weight', 0.3),
        (m) => prune.l1_unstructured(m, 'weight', { amount: 7 }),
        (m) => prune.random_unstructured(m, { name: 'bias', amount: 1 }),
        (m) => prune.L1Unstructured.apply(m, 'weight', 0.25),
      ),
    );
  });

  it('structured', () => {
    replay('prune_structured', () =>
      pruned(
        conv(),
        (m) => prune.random_structured(m, 'weight', 1, 0),
        (m) => prune.ln_structured(m, 'weight', 0.4, 2, 1),
        (m) => prune.ln_structured(m, 'weight', { amount: 1, n: 1, dim: -1 }),
        (m) => prune.LnStructured.apply(m, 'weight', { amount: 0.34, n: Number.POSITIVE_INFINITY, dim: 0 }),
      ),
    );
  });

  it('by masks and scores, combined', () => {
    const mask = torch.arange(72).view(4, 3, 3, 2).remainder(5).ne(0).float();
    const importance_scores = torch.arange(72).float().view(4, 3, 3, 2).sin();
    replay('prune_mixed', () =>
      pruned(
        conv(),
        (m) => prune.custom_from_mask(m, 'weight', mask),
        (m) => prune.ln_structured(m, 'weight', 1, 2, 0),
        (m) => prune.l1_unstructured(m, 'weight', 0.5, { importance_scores }),
        (m) => prune.identity(m, 'weight'),
      ),
    );
  });

  it('again and again', () => {
    replay('prune_iterative', () => {
      const m: any = nn.Linear(6, 5);
      return Array.from({ length: 5 }, () => {
        prune.l1_unstructured(m, 'weight', 0.2);
        return m.weight_mask.clone();
      });
    });
  });

  it('and gives the module with its own type', () => {
    const m = prune.l1_unstructured(nn.Linear(4, 2), 'weight', { amount: 3 });
    expectTypeOf(m).toEqualTypeOf<nn.Linear>();
    expect(m.weight.eq(0).sum().item()).toBe(3);
    expectTypeOf(prune.random_structured(m, 'weight', 1, 0)).toEqualTypeOf<nn.Linear>();
    expectTypeOf(prune.remove(m, { name: 'weight' })).toEqualTypeOf<nn.Linear>();
  });

  it('for good', () => {
    replay('prune_remove', () => {
      const m = conv();
      const { weight } = m;
      prune.l1_unstructured(m, 'weight', 0.5);
      prune.ln_structured(m, 'weight', 1, 2, 0);
      prune.remove(m, 'weight');
      expect(m.weight).toBe(weight);
      return { ...state(m), ...step(m, image()), hooks: hooks(m), is_pruned: prune.is_pruned(m) };
    });
  });

  it('over several parameters', () => {
    replay('prune_global', () => {
      const net: any = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3));
      const places: [nn.Module, string][] = [
        [net[0], 'weight'],
        [net[2], 'weight'],
        [net[2], 'bias'],
      ];
      const scores = new Map([[places[0] as [nn.Module, string], torch.ones(6, 4)]]);
      const calls = [
        () => prune.global_unstructured(places, { pruning_method: prune.L1Unstructured, amount: 0.3 }),
        () => prune.global_unstructured(places, prune.RandomUnstructured, { amount: 5 }),
        () =>
          prune.global_unstructured(places, prune.L1Unstructured, { amount: 0.4, importance_scores: scores }),
      ];
      return calls.map((call) => {
        call();
        return places.map(([m, name]) => (m as any)[`${name}_mask`]);
      });
    });
  });

  it('in recurrent layers', () => {
    replay('prune_rnn', () => {
      const m = nn.LSTM(3, 4);
      prune.l1_unstructured(m, 'weight_ih_l0', 0.5);
      const [y] = m(torch.linspace(-1, 1, 12).view(2, 2, 3));
      return { output: y, keys: Object.keys(m.state_dict()) };
    });
  });

  it('with the same errors', () => {
    const m = conv;
    replay('prune_errors', () => ({
      amount: thrown(() => prune.l1_unstructured(m(), 'weight', 1.5)),
      negative: thrown(() => prune.l1_unstructured(m(), 'weight', -1)),
      text: thrown(() => prune.l1_unstructured(m(), 'weight', 'much')),
      many: thrown(() => prune.l1_unstructured(m(), 'weight', 73)),
      structured: thrown(() => prune.ln_structured(m(), 'bias', 1, 2, 0)),
      dim: thrown(() => prune.ln_structured(m(), 'weight', 1, 2, 4)),
      scores: thrown(() => prune.L1Unstructured(2).prune(torch.ones(3), null, torch.ones(2))),
      mask: thrown(() => prune.custom_from_mask(m(), 'weight', torch.ones(2))),
      global: thrown(() =>
        prune.global_unstructured([[m(), 'weight']], prune.LnStructured, { amount: 1, n: 2 }),
      ),
    }));
  });
});

describe('a pruned module', () => {
  it('is as before when pruning fails', () => {
    const m: any = conv();
    const keys = Object.keys(m.state_dict());
    expect(() => prune.l1_unstructured(m, 'weight', 1000)).toThrow('should be smaller than the number');
    expect(Object.keys(m.state_dict())).toEqual(keys);
    prune.l1_unstructured(m, 'weight', 3);
    const before = m.weight_mask.tolist();
    expect(() => prune.l1_unstructured(m, 'weight', 1000)).toThrow('should be smaller than the number');
    expect([m.weight_mask.tolist(), hooks(m), prune.is_pruned(m)]).toEqual([before, 1, true]);
    expect(() => prune.remove(m, { name: 'bias' })).toThrow("Parameter 'bias' of module Conv2d(3, 4");
    expect(() => prune.l1_unstructured(m, 'wight', 1)).toThrow("no tensor 'wight'");
    expect(() => (prune.l1_unstructured as any)(m, 'weight', { amout: 1 })).toThrow("'amout'");
  });

  it('goes through a state_dict', () => {
    const [a, b]: any[] = [nn.Linear(4, 3), nn.Linear(4, 3)];
    for (const m of [a, b]) prune.random_unstructured(m, 'weight', 0.5);
    b.load_state_dict(a.state_dict());
    const x = torch.randn(2, 4);
    expect(b(x).tolist()).toEqual(a(x).tolist());
    expect(b.weight.tolist()).toEqual(a.weight.tolist());
  });

  it('takes one’s own methods', () => {
    class EveryOther extends prune.BasePruningMethod {
      static override PRUNING_TYPE = 'unstructured' as const;
      compute_mask(_t: Tensor, default_mask: Tensor): Tensor {
        const mask = default_mask.clone();
        mask.view(-1).index_put_(['::2'], 0);
        return mask;
      }
    }
    const m: any = nn.Linear(4, 2);
    const method = EveryOther.apply(m, 'weight');
    expect(m.weight_mask.tolist()).toEqual([
      [0, 1, 0, 1],
      [0, 1, 0, 1],
    ]);
    EveryOther.apply(m, 'weight');
    expect(m.weight_mask.view(-1).tolist()).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
    expect(method).toBeInstanceOf(EveryOther);
    const container = EveryOther.apply(m, 'weight') as InstanceType<typeof prune.PruningContainer>;
    expect([...container]).toHaveLength(3);
  });

  it('can be copied once its forward has not run', () => {
    const m: any = nn.Linear(4, 2);
    prune.l1_unstructured(m, 'weight', 2);
    expect(() => deepcopy(m)).toThrow('graph leaves');
    prune.remove(m, 'weight');
    const copy: any = deepcopy(m);
    prune.l1_unstructured(copy, 'weight', 2);
    expect([prune.is_pruned(copy), prune.is_pruned(m)]).toEqual([true, false]);
  });
});
