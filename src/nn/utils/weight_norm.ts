import { RuntimeError, ValueError } from '../../errors.ts';
import { passing } from '../../keywords.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warnOnce } from '../../warn.ts';
import type { Module } from '../modules/module.ts';
import { getAttribute, removeMember, slotsOf } from '../modules/slots.ts';
import { is_lazy } from '../parameter.ts';
import { addOwned, dropOwned, ownersOf } from './_owned_hook.ts';

/** The hook's owner: which tensor is split, and over which dimension its norms are kept (-1: over all). */
export class WeightNorm {
  readonly name: string;
  readonly dim: number;

  constructor(name: string, dim: number | null) {
    this.name = name;
    this.dim = dim ?? -1;
  }

  compute_weight(module: Module): Tensor {
    const slots = slotsOf(module) as Record<string, Tensor>;
    return torch._weight_norm(slots[`${this.name}_v`] as Tensor, slots[`${this.name}_g`] as Tensor, this.dim);
  }
}

const recompute = (norm: WeightNorm, module: Module): void => {
  slotsOf(module)[norm.name] = norm.compute_weight(module);
};

const normOf = (module: Module, name: string): WeightNorm | undefined =>
  ownersOf(module).find((owner): owner is WeightNorm => owner instanceof WeightNorm && owner.name === name);

/**
 * Splits a parameter into its size `<name>_g` and its direction `<name>_v`; before each forward it is g v / ‖v‖.
 *
 * @deprecated as in PyTorch, use `parametrizations.weight_norm`.
 * Source: Salimans & Kingma 2016, arXiv:1602.07868; PyTorch 2.13, `torch.nn.utils.weight_norm`.
 */
export const weight_norm = passing(
  'weight_norm',
  ['module', 'name', 'dim'],
  (module: Module, name: string = 'weight', dim: number | null = 0): Module => {
    warnOnce(
      '`torch.nn.utils.weight_norm` is deprecated in favor of `torch.nn.utils.parametrizations.weight_norm`.',
      'FutureWarning',
    );
    if (normOf(module, name)) {
      throw new RuntimeError(`Cannot register two weight_norm hooks on the same parameter ${name}`);
    }
    const weight = getAttribute(module, name) as Tensor;
    if (is_lazy(weight)) {
      throw new ValueError(
        "The module passed to `WeightNorm` can't have uninitialized parameters. " +
          'Make sure to run the dummy forward before applying weight normalization',
      );
    }
    const norm = new WeightNorm(name, dim);
    const size = torch.no_grad(() => torch.norm_except_dim(weight, 2, norm.dim));
    removeMember(module, name);
    module.register_parameter(`${name}_g`, new Parameter(size));
    module.register_parameter(`${name}_v`, new Parameter(weight.data));
    recompute(norm, module);
    addOwned(module, norm, recompute);
    return module;
  },
);

/** Undoes `weight_norm`. Throws ValueError where there is none. */
export const remove_weight_norm = passing(
  'remove_weight_norm',
  ['module', 'name'],
  (module: Module, name: string = 'weight'): Module => {
    const norm = normOf(module, name);
    if (norm === undefined) throw new ValueError(`weight_norm of '${name}' not found in ${module}`);
    const weight = torch.no_grad(() => norm.compute_weight(module));
    for (const member of [name, `${name}_g`, `${name}_v`]) removeMember(module, member);
    slotsOf(module)[name] = new Parameter(weight);
    dropOwned(module, norm);
    return module;
  },
);
