import { RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { isPlainObject } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import type { Module } from '../modules/module.ts';
import { getAttribute, isModule, slotsOf, splitPath, typeName } from '../modules/slots.ts';

type Tensors = Record<string, Tensor>;

/** Every name of a parameter or buffer -> all names under which the same tensor stands. */
function tiedNames(module: Module): Map<string, string[]> {
  const options = { remove_duplicate: false };
  const named = [...module.named_parameters(options), ...module.named_buffers(options)];
  const byTensor = new Map<Tensor, string[]>();
  for (const [name, x] of named) byTensor.set(x, [...(byTensor.get(x) ?? []), name]);
  return new Map(named.map(([name, x]) => [name, byTensor.get(x) as string[]]));
}

function withTied(module: Module, given: Tensors): Tensors {
  const tied = tiedNames(module);
  const all = { ...given };
  for (const [name, value] of Object.entries(given)) {
    for (const other of tied.get(name) ?? []) {
      if (Object.hasOwn(given, other) && given[other] !== value) {
        const names = [...(tied.get(name) as string[])].sort().map((each) => `'${each}'`);
        throw new ValueError(
          `functional_call got multiple values for keys [${names.join(', ')}], which are tied. ` +
            'Consider using tie_weights=False',
        );
      }
      all[other] = value;
    }
  }
  return all;
}

function checkNames(module: Module, given: Tensors): void {
  const known = [...tiedNames(module).keys()];
  const quote = (names: string[]) =>
    names
      .sort()
      .map((name) => `'${name}'`)
      .join(', ');
  const unexpected = Object.keys(given).filter((name) => !known.includes(name));
  const missing = known.filter((name) => !Object.hasOwn(given, name));
  const errors = [
    ...(unexpected.length > 0 ? [`Unexpected key(s): ${quote(unexpected)}.`] : []),
    ...(missing.length > 0 ? [`Missing key(s): ${quote(missing)}.`] : []),
  ];
  if (errors.length === 0) return;
  throw new RuntimeError(`Error(s) in reparametrizing for ${module._get_name()}:\n\t${errors.join('\n\t')}`);
}

/** Exchanges a member for the length of a call; gives back what undoes it and tells its value at the end. */
function exchange(module: Module, path: string, value: Tensor): () => unknown {
  if (!(value instanceof Tensor))
    throw new TypeError(`${typeName(value)} is not an instance of torch.Tensor`);
  const [parent, name] = splitPath(path);
  const owner = parent === '' ? module : getAttributePath(module, parent);
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const slots = slotsOf(owner);
  if (before === undefined || 'value' in before) slots[name] = value;
  else Object.defineProperty(owner, name, { ...before, get: () => value });
  return () => {
    const after = slots[name];
    if (before) Object.defineProperty(owner, name, before);
    else delete slots[name];
    return after;
  };
}

function getAttributePath(module: Module, path: string): Module {
  return path.split('.').reduce((each, name) => {
    const next = getAttribute(each, name);
    if (!isModule(next)) throw new TypeError(`submodule \`${name}\`: ${typeName(next)} is not a Module`);
    return next as Module;
  }, module);
}

/**
 * Calls a module with other parameters and buffers than its own: `functional_call(net, { 'fc.weight': w }, x)`.
 *
 * `args` is the argument or an array of all, `kwargs` keywords. A name's tied names are exchanged with it unless
 * `tie_weights` is false; `strict` demands exactly the module's names. What the call writes to a given buffer's
 * name is in `parameters_and_buffers` afterwards. The module is as before in the end, after an error too.
 *
 * @throws ValueError for tied names with different values, RuntimeError for names that do not fit (`strict`).
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.func.functional_call.html
 */
export function functional_call(
  module: Module,
  parameters_and_buffers: Tensors | readonly Tensors[],
  ...rest:
    | [args?: unknown, kwargs?: Record<string, unknown> | null, options?: CallOptions]
    | [args: unknown, options: CallOptions]
    | [options: CallOptions]
): any {
  const options = isOptions(rest.at(-1)) ? (rest.pop() as CallOptions) : {};
  const [args = options.args ?? [], kwargs = options.kwargs ?? null] = rest;
  const given = merged(parameters_and_buffers);
  const all = (options.tie_weights ?? true) ? withTied(module, given) : given;
  if (options.strict) checkNames(module, all);
  const undo: [name: string, restore: () => unknown][] = [];
  try {
    for (const [name, value] of Object.entries(all)) undo.push([name, exchange(module, name, value)]);
    const positions = args === null ? [] : Array.isArray(args) ? args : [args];
    return module(...positions, ...(kwargs ? [kwargs] : []));
  } finally {
    for (const [name, restore] of undo.reverse()) {
      const after = restore();
      if (Object.hasOwn(given, name) && given === parameters_and_buffers) given[name] = after as Tensor;
    }
  }
}

interface CallOptions {
  args?: unknown;
  kwargs?: Record<string, unknown> | null;
  tie_weights?: boolean;
  strict?: boolean;
}
const optionNames = ['args', 'kwargs', 'tie_weights', 'strict'];
const isOptions = (value: unknown): value is CallOptions =>
  isPlainObject(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((key) => optionNames.includes(key));

function merged(given: Tensors | readonly Tensors[]): Tensors {
  if (isPlainObject(given)) return given as Tensors;
  if (!Array.isArray(given) || !given.every(isPlainObject)) {
    throw new ValueError('Expected all elements of parameter_and_buffer_dicts to be dictionaries');
  }
  const names = given.flatMap((each) => Object.keys(each));
  const repeated = names.filter((name, i) => names.indexOf(name) !== i);
  if (repeated.length === 0) return Object.assign({}, ...given);
  const list = [...new Set(repeated)].map((name) => `'${name}'`).join(', ');
  throw new ValueError(
    `[${list}] appeared in multiple dictionaries; behavior of functional call is ambiguous`,
  );
}
