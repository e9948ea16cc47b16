/**
 * Parametrizations: a module's tensor becomes a function of other tensors, computed whenever it is read. The originals
 * are in `module.parametrizations.<name>.original`, which is what optimizers and state_dicts see.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.parametrize.register_parametrization.html
 */

import { type Context, context } from '../../context.ts';
import { NotImplementedError, RuntimeError, ValueError } from '../../errors.ts';
import { keywords, passing } from '../../keywords.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { ModuleDict, ModuleList } from '../modules/container.ts';
import type { Module } from '../modules/module.ts';
import { callable } from '../modules/module.ts';
import { INTERNALS, removeMember, setClass, slotsOf, typeName } from '../modules/slots.ts';

/** A parametrization may say which originals give a value; without it values cannot be assigned. */
type Invertible = Module & { right_inverse?(value: Tensor): Tensor | Tensor[] };

// ---- cache

let cachedBlocks = 0;
let cache = new Map<Module, Map<string, Tensor>>();

/**
 * Within `parametrize.cached(() => ...)`, or after `using _ = parametrize.cached()`, each parametrized tensor is
 * computed once.
 */
export const cached = (<T>(body?: () => T) =>
  context(() => {
    cachedBlocks += 1;
    return () => {
      cachedBlocks -= 1;
      if (cachedBlocks === 0) cache = new Map();
    };
  }, body)) as Context;

function computed(module: Module, name: string): Tensor {
  const list = listOf(module, name);
  if (cachedBlocks === 0) return list();
  const tensors = cache.get(module) ?? new Map<string, Tensor>();
  cache.set(module, tensors);
  const tensor = tensors.get(name) ?? list();
  tensors.set(name, tensor);
  return tensor;
}

// ---- the list of a tensor's parametrizations

function register(module: Module, name: string, x: Tensor): void {
  if (x instanceof Parameter) module.register_parameter(name, x);
  else module.register_buffer(name, x);
}

const set = (target: Tensor, value: Tensor): void => {
  torch.no_grad(() => target.set_(value.detach()));
};

/** What the originals of `value` are, or undefined where a parametrization does not say. */
function inverted(module: Invertible, value: Tensor): Tensor | Tensor[] | undefined {
  if (typeof module.right_inverse !== 'function') return undefined;
  try {
    return module.right_inverse(value);
  } catch (error) {
    if (error instanceof NotImplementedError) return undefined;
    throw error;
  }
}

function checkSame(what: string, kind: 'dtype' | 'shape', before: Tensor, after: Tensor): void {
  if (String(before[kind]) === String(after[kind])) return;
  throw new ValueError(
    `Registering a parametrization may not change the ${kind} of the tensor, unless ${what} flag is enabled.\n` +
      `unparametrized ${kind}: ${before[kind]}\nparametrized ${kind}: ${after[kind]}`,
  );
}

class ParametrizationList_ extends ModuleList {
  declare original: Tensor;
  declare unsafe: boolean;
  declare is_tensor: boolean;
  declare ntensors: number;

  constructor(modules: readonly Module[], original: Tensor, unsafe = false) {
    if (modules.length === 0) throw new ValueError('ParametrizationList requires one or more modules.');
    super(modules);
    this.unsafe = unsafe;
    const before = original.detach().clone();
    let originals: Tensor | Tensor[] = original;
    torch.no_grad(() => {
      for (const module of [...modules].reverse()) {
        originals = inverted(module, originals as Tensor) ?? originals;
      }
    });
    if (!(originals instanceof Tensor || Array.isArray(originals))) {
      const got = typeName(originals);
      throw new ValueError(
        `'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). Got ${got}`,
      );
    }
    this.is_tensor = originals instanceof Tensor;
    this.ntensors = Array.isArray(originals) ? originals.length : 1;
    if (Array.isArray(originals)) this.registerSeveral(originals, original);
    else this.registerOne(originals, original);
    if (unsafe) return;
    const value = this.forward();
    if (!(value instanceof Tensor)) {
      throw new ValueError(`A parametrization must return a tensor. Got ${typeName(value)}.`);
    }
    checkSame('`unsafe`', 'dtype', before, value);
    checkSame('`unsafe`', 'shape', before, value);
  }

  private registerOne(value: Tensor, original: Tensor): void {
    for (const kind of ['dtype', 'device'] as const) {
      if (original[kind] === value[kind]) continue;
      throw new ValueError(
        `When \`right_inverse\` outputs one tensor, it may not change the ${kind}.\n` +
          `original.${kind}: ${original[kind]}\nright_inverse(original).${kind}: ${value[kind]}`,
      );
    }
    if (value !== original) set(original, value);
    register(this, 'original', original);
  }

  private registerSeveral(values: Tensor[], original: Tensor): void {
    values.forEach((value, i) => {
      if (!(value instanceof Tensor)) {
        const got = typeName(value);
        throw new ValueError(
          `'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). Got element ${i} of the ` +
            `sequence with type ${got}.`,
        );
      }
      const requires_grad = original.requires_grad;
      const kept = original instanceof Parameter ? new Parameter(value, requires_grad) : value;
      register(this, `original${i}`, kept.requires_grad_(requires_grad));
    });
  }

  /** Sets the originals so that the parametrized tensor becomes `value`. */
  right_inverse(value: Tensor): void {
    torch.no_grad(() => {
      let originals: Tensor | Tensor[] = value;
      for (const module of [...this].reverse() as Invertible[]) {
        if (typeof module.right_inverse !== 'function') {
          throw new RuntimeError(
            `parametrization ${module.constructor.name} does not implement right_inverse.`,
          );
        }
        originals = module.right_inverse(originals as Tensor);
      }
      if (this.is_tensor) this.setOne(originals);
      else this.setSeveral(originals);
    });
  }

  private setOne(value: Tensor | Tensor[]): void {
    if (!(value instanceof Tensor)) {
      throw new ValueError(`\`right_inverse\` should return a tensor. Got ${typeName(value)}`);
    }
    if (value.dtype !== this.original.dtype) {
      throw new ValueError(
        `The tensor returned by \`right_inverse\` has dtype ${value.dtype} while \`original\` has dtype ${this.original.dtype}`,
      );
    }
    set(this.original, value);
  }

  private setSeveral(values: Tensor | Tensor[]): void {
    if (!Array.isArray(values)) {
      throw new ValueError(`'right_inverse' must return a sequence of tensors. Got ${typeName(values)}.`);
    }
    if (values.length !== this.ntensors) {
      throw new ValueError(
        `'right_inverse' must return a sequence of tensors of length ${this.ntensors}. Got a sequence of length ${values.length}.`,
      );
    }
    values.forEach((value, i) => {
      const original = slotsOf(this)[`original${i}`] as Tensor;
      if (original.dtype !== value.dtype) {
        throw new ValueError(
          `Tensor ${i} returned by \`right_inverse\` has dtype ${value.dtype} while \`original${i}\` has dtype ${original.dtype}`,
        );
      }
      set(original, value);
    });
  }

  override forward(): Tensor {
    const slots = slotsOf(this);
    const originals = this.is_tensor
      ? [this.original]
      : Array.from({ length: this.ntensors }, (_, i) => slots[`original${i}`]);
    const [first, ...rest] = [...this];
    return rest.reduce((x, module) => module(x), (first as Module)(...originals));
  }
}

/** A tensor's parametrizations in order, and the originals that the first one gets. */
export const ParametrizationList = callable(ParametrizationList_);
export type ParametrizationList = ParametrizationList_;

// ---- registration

function parametrizationsOf(module: Module): ModuleDict | null {
  const found = slotsOf(module).parametrizations;
  return found instanceof ModuleDict ? found : null;
}

const listOf = (module: Module, name: string): ParametrizationList => parametrizationsOf(module)?.[name];

/** Has the module a parametrized tensor, or one of this name? */
export const is_parametrized = keywords(
  'is_parametrized',
  ['module', 'tensor_name'],
  (module: Module, tensor_name: string | null = null): boolean => {
    const found = parametrizationsOf(module);
    if (found === null) return false;
    return tensor_name === null ? found.length > 0 : found.has(tensor_name);
  },
);

// As in Python, a class of its own: it prints as ParametrizedLinear.
function parametrizedClass(module: Module): object {
  const Class = module.constructor as new () => Module;
  const Parametrized = class extends Class {};
  Object.defineProperty(Parametrized, 'name', { value: `Parametrized${Class.name}` });
  return Parametrized.prototype;
}

function define(module: Module, name: string): void {
  Object.defineProperty(module, name, {
    get(this: Module) {
      return computed(this, name);
    },
    set(this: Module, value: Tensor) {
      listOf(this, name).right_inverse(value);
    },
    configurable: true,
    enumerable: false, // it is state no more: the originals are
  });
}

/**
 * Makes `module[tensor_name]` the result of `parametrization(original)`; a second one is applied to the first's result.
 *
 * A parametrization is a module; its `right_inverse(value)`, where it has one, gives the original (or several) of the
 * present value and of values that are assigned. With `unsafe` it may change dtype and shape, and nothing is checked.
 *
 * @throws ValueError for a name that is no parameter or buffer, and for results of another dtype or shape.
 */
export const register_parametrization = passing(
  'register_parametrization',
  ['module', 'tensor_name', 'parametrization', 'unsafe'],
  (module: Module, tensor_name: string, parametrization: Module, unsafe: boolean = false): Module => {
    parametrization.train(module.training);
    const value = slotsOf(module)[tensor_name];
    if (is_parametrized(module, tensor_name)) {
      if (!unsafe) checkAnother(tensor_name, parametrization, value as Tensor);
      const list = listOf(module, tensor_name);
      list.append(parametrization);
      list.unsafe ||= unsafe;
      return module;
    }
    const isState = value instanceof Parameter || module[INTERNALS].buffers.has(tensor_name);
    if (!(isState && value instanceof Tensor)) {
      throw new ValueError(
        `Module '${module}' does not have a parameter, a buffer, or a parametrized element with name '${tensor_name}'`,
      );
    }
    const list = new ParametrizationList_([parametrization], value, unsafe);
    removeMember(module, tensor_name);
    if (!is_parametrized(module)) {
      setClass(module, parametrizedClass(module));
      slotsOf(module).parametrizations = new ModuleDict();
    }
    define(module, tensor_name);
    parametrizationsOf(module)?.set(tensor_name, list);
    return module;
  },
);

function checkAnother(name: string, parametrization: Invertible, before: Tensor): void {
  const after = parametrization(before);
  if (!(after instanceof Tensor)) {
    throw new ValueError(`A parametrization must return a tensor. Got ${typeName(after)}.`);
  }
  for (const kind of ['dtype', 'shape'] as const) {
    if (String(after[kind]) === String(before[kind])) continue;
    throw new ValueError(
      `Registering a parametrization may not change the ${kind} of the tensor, unless the \`unsafe\` flag is enabled.\n` +
        `module.${name}.${kind}: ${before[kind]}\nparametrization(module.${name}).${kind}: ${after[kind]}`,
    );
  }
  const back = inverted(parametrization, after);
  if (back === undefined) return;
  if (!(back instanceof Tensor)) {
    throw new ValueError(`parametrization.right_inverse must return a tensor. Got: ${typeName(back)}`);
  }
  for (const kind of ['dtype', 'shape'] as const) {
    if (String(back[kind]) === String(before[kind])) continue;
    throw new ValueError(
      `The tensor returned by parametrization.right_inverse must have the same ${kind} as module.${name}, unless the ` +
        `\`unsafe\` flag is enabled.\nmodule.${name}.${kind}: ${before[kind]}\nreturned ${kind}: ${back[kind]}`,
    );
  }
}

/**
 * Makes a tensor a plain parameter or buffer again: with its present value, or without `leave_parametrized` its
 * original's.
 *
 * @throws ValueError where there is no parametrization, and for one of several originals that shall be left as they are.
 */
export const remove_parametrizations = passing(
  'remove_parametrizations',
  ['module', 'tensor_name', 'leave_parametrized'],
  (module: Module, tensor_name: string, leave_parametrized: boolean = true): Module => {
    const lists = parametrizationsOf(module);
    if (lists === null || !lists.has(tensor_name)) {
      throw new ValueError(`Module ${module} does not have a parametrization on ${tensor_name}`);
    }
    const list = lists[tensor_name] as ParametrizationList;
    if (!list.is_tensor && !leave_parametrized) {
      throw new ValueError(
        'Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized in terms of a sequence of tensors.',
      );
    }
    const value = slotsOf(module)[tensor_name] as Tensor;
    const several = () => (value.requires_grad ? new Parameter(value.detach()) : value);
    const original = list.is_tensor ? list.original : several();
    if (list.is_tensor && leave_parametrized) set(original, value);
    delete slotsOf(module)[tensor_name];
    lists.pop(tensor_name);
    register(module, tensor_name, original);
    if (lists.length === 0) {
      removeMember(module, 'parametrizations');
      setClass(module, Object.getPrototypeOf(Object.getPrototypeOf(module)));
    }
    return module;
  },
);

/** A module's class as it was before any of its tensors was parametrized. */
export function type_before_parametrizations(module: Module): Function {
  const prototype = Object.getPrototypeOf(module);
  return (is_parametrized(module) ? Object.getPrototypeOf(prototype) : prototype).constructor;
}

/** Gives `to_module` the parametrizations of `from_module` (of one tensor, or of all) and their originals. */
export function transfer_parametrizations_and_params<M extends Module>(
  from_module: Module,
  to_module: M,
  tensor_name: string | null = null,
): M {
  const from = parametrizationsOf(from_module);
  if (from === null) return to_module;
  for (const name of tensor_name === null ? from.keys() : [tensor_name]) {
    const slots = slotsOf(to_module);
    if (slots[name] === undefined) slots[name] = new Parameter(slotsOf(from_module)[name] as Tensor);
    const source = from[name] as ParametrizationList;
    for (const module of source) register_parametrization(to_module, name, module);
    const target = slotsOf(listOf(to_module, name));
    const names = source.is_tensor
      ? ['original']
      : Array.from({ length: source.ntensors }, (_, i) => `original${i}`);
    for (const each of names) target[each] = slotsOf(source)[each];
  }
  return to_module;
}
