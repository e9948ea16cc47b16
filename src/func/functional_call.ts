import { KeyError, RuntimeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { aten } from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';

/** As much of a module as a stateless call needs. */
interface ModuleLike {
  (...args: any[]): any;
  named_parameters(options: { remove_duplicate: boolean }): Iterable<[string, Tensor]>;
  named_buffers(options: { remove_duplicate: boolean }): Iterable<[string, Tensor]>;
}
type Tensors = Record<string, Tensor>;

/** The module or list that holds a state_dict's key, and the name there. */
function ownerOf(module: any, key: string): { owner: any; name: string } {
  const path = key.split('.');
  const name = path.pop() as string;
  let owner = module;
  for (const part of path) owner = owner.get_submodule?.(part) ?? owner[part];
  return { owner, name };
}

/**
 * Calls `module` with other parameters and buffers, by the names of its state_dict; the module itself stays as it is:
 * `torch.func.functional_call(net, {weight}, [x])`. Several such objects may stand in a list.
 *
 * `args` is the list of the module's arguments, or a lone one. With `tie_weights` a tensor that the module holds under
 * several names is replaced under all of them; with `strict` every name must be given.
 *
 * @throws KeyError for a name that the module does not have, AttributeError for a sub-module that it does not have, RuntimeError where `strict` misses one.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.func.functional_call.html
 */
export const functional_call = keywords(
  'functional_call',
  ['module', 'parameter_and_buffer_dicts', 'args', 'kwargs', 'tie_weights', 'strict'],
  (
    module: ModuleLike,
    parameter_and_buffer_dicts: Tensors | readonly Tensors[],
    args: unknown = null,
    kwargs: Record<string, unknown> | null = null,
    tie_weights: boolean = true,
    strict: boolean = false,
  ): any => {
    const given = merge(parameter_and_buffer_dicts);
    const held = new Map([
      ...module.named_parameters({ remove_duplicate: false }),
      ...module.named_buffers({ remove_duplicate: false }),
    ]);
    for (const key of Object.keys(given)) {
      if (held.has(key)) continue;
      ownerOf(module, key); // names the sub-module that is missing
      throw new KeyError(`functional_call: the module has no parameter or buffer '${key}'`);
    }
    const missing = [...held.keys()].filter((key) => !(key in given));
    if (strict && missing.length > 0) throw new RuntimeError(`Missing key(s): '${missing.join("', '")}'`);
    const used = tie_weights ? tied(given, held) : given;
    const undo: (() => void)[] = [];
    try {
      for (const [key, tensor] of Object.entries(used)) {
        const { owner, name } = ownerOf(module, key);
        const before = owner[name];
        undo.push(() => {
          owner[name] = before;
        });
        owner[name] = tensor;
      }
      const list = args === null ? [] : Array.isArray(args) ? args : [args];
      return module(...list, ...(kwargs ? [kwargs] : []));
    } finally {
      for (const step of undo.reverse()) step();
    }
  },
);

function merge(dicts: Tensors | readonly Tensors[]): Tensors {
  if (!Array.isArray(dicts)) return dicts as Tensors;
  const all: Tensors = {};
  for (const dict of dicts) {
    for (const [key, tensor] of Object.entries(dict as Tensors)) {
      if (key in all)
        throw new ValueError(
          `${key} appears in multiple dictionaries; behavior of functional call is ambiguous`,
        );
      all[key] = tensor;
    }
  }
  return all;
}

/** The tensors given, under the other names of what they replace, too. */
function tied(given: Tensors, held: ReadonlyMap<string, Tensor>): Tensors {
  const all = { ...given };
  for (const [key, tensor] of Object.entries(given)) {
    for (const [other, original] of held) {
      if (original !== held.get(key) || other === key) continue;
      if (other in given && given[other] !== tensor) {
        throw new ValueError(
          `functional_call got multiple values for keys ${[key, other].sort().join(', ')}, which are tied. Consider using tie_weights=False`,
        );
      }
      all[other] = tensor;
    }
  }
  return all;
}

const stack = aten('stack');

/**
 * The parameters and the buffers of several modules of one kind, each stacked along a new first dimension, for `vmap` over
 * `functional_call`.
 *
 * @throws RuntimeError for no modules, or modules in different modes or of different classes.
 */
export const stack_module_state = keywords(
  'stack_module_state',
  ['models'],
  (models: readonly any[]): [Tensors, Tensors] => {
    if (models.length === 0)
      throw new RuntimeError('stack_module_state: Expected at least one model, got 0.');
    if (models.some((model) => model.training !== models[0].training)) {
      throw new RuntimeError('stack_module_state: Expected all models to have the same training/eval mode.');
    }
    if (models.some((model) => model.constructor !== models[0].constructor)) {
      throw new RuntimeError('stack_module_state: Expected all models to be of the same class.');
    }
    const all = (which: 'named_parameters' | 'named_buffers'): Tensors => {
      const lists = models.map((model) => new Map<string, Tensor>(model[which]()));
      return Object.fromEntries(
        [...(lists[0] as Map<string, Tensor>)].map(([name, first]) => {
          const stacked = stack(lists.map((list) => list.get(name))).detach() as Tensor;
          return [name, stacked.requires_grad_(first.requires_grad)];
        }),
      );
    };
    return [all('named_parameters'), all('named_buffers')];
  },
);
