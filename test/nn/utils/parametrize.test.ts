import { describe, expect, it } from 'vitest';
import { deepcopy } from '../../../src/copy.ts';
import * as nn from '../../../src/nn/index.ts';
import type { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import { conv, image, replay, state, step } from './golden.ts';

const { parametrizations, parametrize } = nn.utils;

class Symmetric extends nn.Module {
  override forward(x: Tensor): Tensor {
    return x.triu().add(x.triu(1).transpose(-1, -2));
  }
  right_inverse(a: Tensor): Tensor {
    return a.triu();
  }
}
class Double extends nn.Module {
  override forward(x: Tensor): Tensor {
    return x.mul(2);
  }
  right_inverse(y: Tensor): Tensor {
    return y.div(2);
  }
}

function applied(module: any, parametrization: any, x: Tensor, options: object = {}) {
  parametrization(module, options);
  const result: any = { text: String(module), ...state(module), ...step(module, x) };
  step(module, x);
  module.eval();
  result.evaluated = module(x);
  result.after = Object.values(module.state_dict());
  return result;
}

describe('parametrizations compute, print and keep what Python does', () => {
  it('of one’s own, in a chain', () => {
    replay('parametrize_chain', () => {
      const m: any = nn.Linear(3, 3);
      parametrize.register_parametrization(m, 'weight', new Symmetric());
      const before = m.weight;
      parametrize.register_parametrization(m, 'weight', new Double());
      const result: any = {
        before,
        weight: m.weight,
        text: String(m),
        ...state(m),
        ...step(m, torch.ones(2, 3)),
      };
      m.weight = torch.arange(9).float().view(3, 3);
      result.assigned = m.weight;
      result.original = m.parametrizations.weight.original.clone();
      parametrize.remove_parametrizations(m, 'weight');
      return { ...result, removed: state(m), removed_text: String(m) };
    });
  });

  it('weight_norm', () => {
    replay('parametrized_weight_norm', () => [
      applied(conv(), parametrizations.weight_norm, image()),
      applied(conv(), parametrizations.weight_norm, image(), { dim: null }),
    ]);
  });

  it('spectral_norm', () => {
    replay('parametrized_spectral_norm', () => [
      applied(conv(), parametrizations.spectral_norm, image()),
      applied(nn.ConvTranspose2d(3, 2, 2), parametrizations.spectral_norm, image(), {
        n_power_iterations: 3,
      }),
    ]);
  });

  it('orthogonal', () => {
    const x = torch.linspace(-1, 1, 8).view(2, 4);
    const cases: [number, number, object][] = [
      [4, 4, {}],
      [4, 6, {}],
      [4, 2, {}],
      [4, 3, { orthogonal_map: 'cayley' }],
      [4, 6, { orthogonal_map: 'matrix_exp' }],
      [4, 4, { orthogonal_map: 'householder', use_trivialization: false }],
    ];
    replay('parametrized_orthogonal', () =>
      cases.map(([i, o, options]) => applied(nn.Linear(i, o), parametrizations.orthogonal, x, options)),
    );
  });

  it('the older forms', () => {
    replay('old_weight_norm', () => {
      const m = conv();
      const result = applied(m, nn.utils.weight_norm, image());
      nn.utils.remove_weight_norm(m);
      return { ...result, removed: state(m) };
    });
    replay('old_spectral_norm', () => {
      const m = conv();
      const result = applied(m, nn.utils.spectral_norm, image(), { n_power_iterations: 2 });
      result.metadata = (m.state_dict() as any)._metadata[''];
      nn.utils.remove_spectral_norm(m);
      return { ...result, removed: state(m) };
    });
  });
});

describe('a parametrized module', () => {
  const symmetric = () => {
    const m: any = nn.Linear(3, 3);
    parametrize.register_parametrization(m, 'weight', new Symmetric());
    return m;
  };

  it('is one of its class, and knows which', () => {
    const m = symmetric();
    expect(m).toBeInstanceOf(nn.Linear);
    expect(parametrize.is_parametrized(m)).toBe(true);
    expect([parametrize.is_parametrized(m, 'weight'), parametrize.is_parametrized(m, 'bias')]).toEqual([
      true,
      false,
    ]);
    expect(parametrize.type_before_parametrizations(m)).toBe(nn.Linear);
    expect(parametrize.type_before_parametrizations(nn.ReLU())).toBe(nn.ReLU);
    parametrize.remove_parametrizations(m, 'weight', { leave_parametrized: false });
    expect(m.weight.tolist()[2][0]).toBe(0);
    expect(m.weight).toBeInstanceOf(nn.Parameter);
    expect(m.constructor).toBe(nn.Linear);
  });

  it('computes once within cached', () => {
    let calls = 0;
    class Counting extends nn.Module {
      override forward(x: Tensor): Tensor {
        calls += 1;
        return x;
      }
    }
    const m: any = nn.Linear(2, 2);
    parametrize.register_parametrization(m, 'weight', new Counting(), { unsafe: true });
    m.weight;
    m.weight;
    expect(calls).toBe(2);
    parametrize.cached(() => {
      expect(m.weight).toBe(m.weight);
    });
    expect(calls).toBe(3);
    m.weight;
    expect(calls).toBe(4);
  });

  it('is copied with parametrizations of its own', () => {
    const m = symmetric();
    const copy = deepcopy(m);
    torch.no_grad(() => copy.parametrizations.weight.original.zero_());
    expect(copy.weight.abs().sum().item()).toBe(0);
    expect(m.weight.abs().sum().item()).toBeGreaterThan(0);
    parametrize.remove_parametrizations(copy, 'weight');
    expect(parametrize.is_parametrized(m)).toBe(true);
    expect(m(torch.ones(1, 3)).shape.join()).toBe('1,3');
  });

  it('reads state_dicts of the older weight_norm', () => {
    const [old, fresh]: any[] = [nn.Linear(3, 2), nn.Linear(3, 2)];
    nn.utils.weight_norm(old);
    parametrizations.weight_norm(fresh);
    fresh.load_state_dict(old.state_dict());
    expect(fresh.weight.tolist()).toEqual(old.weight.tolist());
  });

  it('can share parametrizations with another', () => {
    const m = symmetric();
    const other: any = nn.Linear(3, 3);
    parametrize.transfer_parametrizations_and_params(m, other);
    expect(other.parametrizations.weight.original).toBe(m.parametrizations.weight.original);
    expect(other.weight.tolist()).toEqual(m.weight.tolist());
  });

  it('says what is wrong', () => {
    class Wide extends nn.Module {
      override forward(x: Tensor): Tensor {
        return x.to(torch.float64);
      }
    }
    class Cut extends nn.Module {
      override forward(x: Tensor): Tensor {
        return x.index('1:');
      }
    }
    const m = () => nn.Linear(3, 3) as any;
    const register = (parametrization: nn.Module, module = m()) =>
      parametrize.register_parametrization(module, 'weight', parametrization);
    expect(() => register(new Wide())).toThrow(
      'Registering a parametrization may not change the dtype of the tensor, unless `unsafe` flag is enabled.\n' +
        'unparametrized dtype: torch.float32\nparametrized dtype: torch.float64',
    );
    expect(() => register(new Cut())).toThrow('parametrized shape: torch.Size([2, 3])');
    expect(() => register(new Cut(), symmetric())).toThrow(
      'parametrization(module.weight).shape: torch.Size([2, 3])',
    );
    expect(() => parametrize.register_parametrization(m(), 'wight', new Double())).toThrow(
      "does not have a parameter, a buffer, or a parametrized element with name 'wight'",
    );
    expect(() => parametrize.remove_parametrizations(m(), 'weight')).toThrow(
      'does not have a parametrization on weight',
    );
    const relu = m();
    parametrize.register_parametrization(relu, 'weight', nn.ReLU());
    expect(() => {
      relu.weight = torch.ones(3, 3);
    }).toThrow('parametrization ReLU does not implement right_inverse.');
    const module = m();
    expect(() => register(new Cut(), module)).toThrow();
    expect(Object.keys(module.state_dict())).toEqual(['weight', 'bias']);
    expect(() => parametrizations.orthogonal(m(), 'bias')).toThrow('Expected a matrix or batch of matrices.');
    expect(() => parametrizations.orthogonal(m(), 'weight', 'qr' as any)).toThrow(
      'orthogonal_map has to be one of',
    );
    expect(() => parametrizations.spectral_norm(m(), { n_power_iterations: 0 })).toThrow(
      'Expected n_power_iterations to be positive, but got n_power_iterations=0',
    );
  });
});
