import { NotImplementedError, RuntimeError } from '../../errors.ts';
import { is_lazy } from '../parameter.ts';
import type { Module } from './module.ts';
import { INTERNALS, own, setClass, slotsOf } from './slots.ts';
import type { LoadStateDictPreHook } from './state_dict.ts';

// `any`, because a mixin must take any arguments.
export type ModuleClass = abstract new (...args: any[]) => Module;

/** What a lazy module has beside the members of the layer that it becomes. */
export interface LazyModule extends Module {
  /** Finds out the shapes from the first call's arguments, and gives the parameters memory. */
  initialize_parameters(...args: any[]): void;
  has_uninitialized_params(): boolean;
}
type LazyClass = (abstract new (...args: any[]) => LazyModule) & { cls_to_become: ModuleClass | null };

// Before the first forward: finds out the shapes, then makes the module an ordinary one.
function inferParameters(given: Module, args: any[], kwargs: Record<string, unknown>): void {
  const module = given as LazyModule;
  module.initialize_parameters(...args, ...(Object.keys(kwargs).length > 0 ? [kwargs] : []));
  if (module.has_uninitialized_params()) {
    throw new RuntimeError(`module ${module._get_name()} has not been fully initialized`);
  }
  const hooks = module[INTERNALS];
  hooks.drop(hooks.forward_pre, inferParameters);
  hooks.load_pre.splice(hooks.load_pre.indexOf(shapesFromState), 1);
  const { cls_to_become } = module.constructor as unknown as LazyClass;
  if (cls_to_become !== null) setClass(module, cls_to_become.prototype);
}

// A state_dict that has shapes gives them to the parameters, so that it can be loaded before the first call.
const shapesFromState: LoadStateDictPreHook = (module, state_dict, prefix) => {
  for (const [name, param] of own(module as Module, is_lazy)) {
    const given = state_dict[prefix + name];
    if (given !== undefined && !is_lazy(given)) param.materialize(given.shape);
  }
};

/**
 * Makes a module class whose parameters may be UninitializedParameters: `class LazyFoo extends
 * nn.modules.LazyModuleMixin(nn.Module)`. Its `initialize_parameters(...)` gets the first call's arguments before
 * `forward` does; after it the module's class is `cls_to_become`, where that is set.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.modules.lazy.LazyModuleMixin.html
 */
export function LazyModuleMixin<C extends ModuleClass>(Base: C): C & LazyClass {
  abstract class Lazy extends Base {
    static cls_to_become: ModuleClass | null = null;

    constructor(...args: any[]) {
      super(...args);
      const hooks = this[INTERNALS];
      hooks.add(hooks.forward_pre, inferParameters, { with_kwargs: true });
      hooks.load_pre.push(shapesFromState);
    }

    initialize_parameters(..._args: any[]): void {
      throw new NotImplementedError(`initialize_parameters is not implemented for ${this._get_name()}`);
    }

    has_uninitialized_params(): boolean {
      const slots = slotsOf(this);
      return this._names().some((name) => is_lazy(slots[name]));
    }
  }
  return Lazy;
}
