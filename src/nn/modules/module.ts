import { inspect } from 'node:util';
import { z } from 'zod';
import { copy, copyProperties, type Memo, shareProperties } from '../../_copy.ts';
import { type Callable, callable } from '../../callable.ts';
import { CARRY, REVIVE } from '../../crossing.ts';
import { dtype as dtypeClass } from '../../dtype.ts';
import {
  AssertionError,
  AttributeError,
  NotImplementedError,
  RuntimeError,
  TypeError,
  ValueError,
} from '../../errors.ts';
import { type Calls, type KeywordForms, positional } from '../../keywords.ts';
import { misuse } from '../../misuse.ts';
import { type Args, isPlainObject, signature } from '../../signature.ts';
import { future, swap_tensors } from '../../swap.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { is_lazy } from '../parameter.ts';
import {
  type BackwardHook,
  type BackwardPreHook,
  callWithHooks,
  type ForwardHook,
  type ForwardPreHook,
  globalHooks,
  type HookArgs,
  type HookOptions,
  type PreHookOptions,
  type Prepend,
  type RemovableHandle,
  readHook,
  removable,
} from './hooks.ts';
import { byPosition } from './named_inputs.ts';
import { block, indent, printedModules } from './printing.ts';
import {
  checkNewName,
  getAttribute,
  INTERNALS,
  Internals,
  isModule,
  isNew,
  isPureClass,
  membersBelow,
  modulesBelow,
  noAttribute,
  ownBuffers,
  ownModules,
  ownParameters,
  ownState,
  slotsOf,
  splitPath,
  typeName,
} from './slots.ts';
import {
  copyStateDict,
  IncompatibleKeys,
  type LoadStateDictPostHook,
  type LoadStateDictPreHook,
  loadTensor,
  type Metadata,
  metadataOf,
  newStateDict,
  type StateDict,
  type StateDictHook,
  type StateDictPreHook,
  strictErrors,
} from './state_dict.ts';
import { clearHooks, hookTable, table } from './tables.ts';

export {
  register_module_forward_hook,
  register_module_forward_pre_hook,
  register_module_full_backward_hook,
  register_module_full_backward_pre_hook,
} from './hooks.ts';

const named = [
  ['prefix', z.string().default('')],
  ['recurse', z.boolean().default(true)],
  ['remove_duplicate', z.boolean().default(true)],
] as const;
const namedModulesArgs = signature(
  'named_modules',
  ['memo', z.custom<Set<Module_>>().optional()],
  ['prefix', z.string().default('')],
  ['remove_duplicate', z.boolean().default(true)],
);
const namedParametersArgs = signature('named_parameters', ...named);
const namedBuffersArgs = signature('named_buffers', ...named);
const recurseNames = ['recurse'] as const;
type RecurseArgs = [recurse?: boolean];
const parametersArgs = positional<typeof recurseNames, RecurseArgs>('parameters', recurseNames);
const buffersArgs = positional<typeof recurseNames, RecurseArgs>('buffers', recurseNames);
const trainNames = ['mode'] as const;
type TrainArgs = [mode?: boolean];
const trainArgs = positional<typeof trainNames, TrainArgs>('train', trainNames);
const requiresGradNames = ['requires_grad'] as const;
type RequiresGradArgs = [requires_grad?: boolean];
const requiresGradArgs = positional<typeof requiresGradNames, RequiresGradArgs>(
  'requires_grad_',
  requiresGradNames,
);
const submoduleNames = ['target', 'module', 'strict'] as const;
type SubmoduleArgs = [target: string, module: Module_, strict?: boolean];
const submoduleArgs = positional<typeof submoduleNames, SubmoduleArgs>('set_submodule', submoduleNames);
type Child = [name: string, module: Module_ | null];
/** @internal What `add_module` was called with, for containers that have their own. */
export type AddModule = Calls<['name', 'module'], Child>;
export const addModuleArgs = positional<['name', 'module'], Child>('add_module', ['name', 'module']);
type NewParameter = [name: string, param: Parameter | null];
const parameterArgs = positional<['name', 'param'], NewParameter>('register_parameter', ['name', 'param']);
type Target = Calls<['target'], [target: string]>;
const targetArgs = positional<['target'], [target: string]>('get_submodule', ['target']);
const cudaArgs = positional<['device'], [device?: number | string]>('cuda', ['device']);
const typeArgs = positional<['dst_type'], [dst_type: any]>('type', ['dst_type']);
const emptyArgs = positional<['device', 'recurse'], [device: any, recurse?: boolean]>('to_empty', [
  'device',
  'recurse',
]);
const zeroGradArgs = positional<['set_to_none'], [set_to_none?: boolean]>('zero_grad', ['set_to_none']);
const modulesArgs = positional<['remove_duplicate'], [remove_duplicate?: boolean]>('modules', [
  'remove_duplicate',
]);
const stateDictArgs = signature(
  'state_dict',
  ['destination', z.custom<StateDict>().optional()],
  ['prefix', z.string().default('')],
  ['keep_vars', z.boolean().default(false)],
);
const loadStateDictArgs = signature(
  'load_state_dict',
  ['strict', z.boolean().default(true)],
  ['assign', z.boolean().default(false)],
);
const registerBufferArgs = signature(
  'register_buffer',
  ['name', z.string()],
  ['tensor', z.custom<Tensor | null>()],
  ['persistent', z.boolean().default(true)],
);

// The class and the interface merge: the interface gives instances their call signature, that of their own `forward`.
export interface Module_ {
  // biome-ignore lint/style/useShorthandFunctionType: only an interface merges
  (
    ...args: Parameters<this['forward']> | KeywordForms<this['_inputs'], Parameters<this['forward']>>
  ): ReturnType<this['forward']>;
}

/**
 * Base of all layers and networks. Extend it, assign sub-modules and Parameters in the constructor, define `forward`.
 *
 * An instance is a function: `model(x)` runs the forward pre-hooks, `forward` and the forward hooks. Sub-modules,
 * parameters and buffers are the module's own properties, in the order in which they were first assigned; there is no
 * registration call except `register_buffer`. In TypeScript declare them with `declare` (`declare fc: nn.Linear`): a
 * plain field declaration already assigns `undefined`, so that the declarations' order would count.
 *
 * What Python gives as iterators (`children()`, `parameters()`, ...) are arrays here: they iterate, and also slice and
 * have a length, where Python needs `list(...)`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
export class Module_ {
  /** Version of the state_dict's layout, for layers which changed theirs. */
  static _version = 1;
  /**
   * A built-in layer's promise: `forward` keeps neither its argument nor its result. Sequential then frees what lies
   * between two such layers at once. It counts only on the very class that sets it: a sub-class may do as it likes.
   */
  static _pure = false;

  /** The layers that a `_pure` module is made of: it keeps nothing as long as none of them does. */
  _inner(): readonly Module_[] {
    return [];
  }

  /** The names under which a built-in layer's call takes its inputs; a type only. */
  declare readonly _inputs: readonly string[];

  declare training: boolean;
  declare [INTERNALS]: Internals;

  constructor() {
    const module = bare(new.target.prototype) as this;
    module.training = true;
    // biome-ignore lint/correctness/noConstructorReturn: this is what makes an instance callable
    return module;
  }

  /** @internal A blank module for a copy in another thread. */
  static [REVIVE](buffers: ReadonlyMap<string, boolean>): Module_ {
    // biome-ignore lint/complexity/noThisInStatic: the sub-class that it is called on
    const module: Module_ = Reflect.construct(Module_, [], this);
    for (const [name, persistent] of buffers) module[INTERNALS].buffers.set(name, persistent);
    return module;
  }

  /** @internal */
  static [CARRY](module: Module_): ReadonlyMap<string, boolean> {
    return module[INTERNALS].buffers;
  }

  // Called through the module itself, which runs the hooks as well.
  forward(..._args: any[]): any {
    throw new NotImplementedError(`Module [${this._get_name()}] is missing the required "forward" function`);
  }

  // ---- registration

  /** Adds a tensor that is state but not a parameter; a later assignment to the name keeps it a buffer. */
  register_buffer(...args: Args<typeof registerBufferArgs>): void {
    const { name, tensor, persistent } = registerBufferArgs(args);
    const { buffers } = this[INTERNALS];
    checkNewName(this, 'buffer', name, buffers.has(name));
    if (tensor !== null && !(tensor instanceof Tensor)) {
      const got = typeName(tensor);
      throw new TypeError(
        `cannot assign '${got}' object to buffer '${name}' (torch Tensor or None required)`,
      );
    }
    buffers.set(name, persistent);
    slotsOf(this)[name] = tensor;
  }

  /** Adds a parameter under a name that is only known at run time; null keeps its place. */
  register_parameter(...args: Calls<['name', 'param'], NewParameter>): void {
    const [name, param] = parameterArgs(args);
    checkNewName(this, 'parameter', name, slotsOf(this)[name] instanceof Parameter);
    if (param !== null && !(param instanceof Parameter)) {
      const got = typeName(param);
      throw new TypeError(
        `cannot assign '${got}' object to parameter '${name}' (torch.nn.Parameter or None required)`,
      );
    }
    if (param?.grad_fn) {
      throw new ValueError(
        `Cannot assign non-leaf Tensor to parameter '${name}'. Model parameters must be created explicitly. ` +
          `To express '${name}' as a function of another Tensor, compute the value in the forward() method.`,
      );
    }
    slotsOf(this)[name] = param;
  }

  /** Adds a sub-module under a name that is only known at run time; null keeps its place. */
  add_module(...args: AddModule): void {
    const [name, module] = addModuleArgs(args);
    if (module !== null && !isModule(module))
      throw new TypeError(`${typeName(module)} is not a Module subclass`);
    const { empty } = this[INTERNALS];
    checkNewName(this, 'module', name, isModule(slotsOf(this)[name]) || empty.has(name));
    if (module === null) empty.add(name);
    slotsOf(this)[name] = module;
  }

  register_module(...args: AddModule): void {
    this.add_module(...args);
  }

  /** Names of the own properties in order. A container whose keys are not in that order overrides it. */
  _names(): string[] {
    return Object.keys(this);
  }

  // ---- what is inside

  /** The direct sub-modules with their names, each module once. */
  named_children(): [string, Module_][] {
    const seen = new Set<Module_>();
    return ownModules(this).filter(([, module]) => isNew(seen, module));
  }

  children(): Module_[] {
    return this.named_children().map(([, module]) => module);
  }

  /** This module (under `prefix`) and all modules below it, depth first, each once unless `remove_duplicate` is false. */
  named_modules(...args: Args<typeof namedModulesArgs>): [string, Module_][] {
    const { memo, prefix, remove_duplicate } = namedModulesArgs(args);
    return modulesBelow(this, prefix, remove_duplicate, memo);
  }

  modules(...args: Calls<['remove_duplicate'], [remove_duplicate?: boolean]>): Module_[] {
    const [remove_duplicate = true] = modulesArgs(args);
    return modulesBelow(this, '', remove_duplicate).map(([, module]) => module);
  }

  /** Parameters under dotted names; one that several modules share comes once unless `remove_duplicate` is false. */
  named_parameters(...args: Args<typeof namedParametersArgs>): [string, Parameter][] {
    return membersBelow(this, ownParameters, namedParametersArgs(args));
  }

  parameters(...args: Calls<typeof recurseNames, RecurseArgs>): Parameter[] {
    const [recurse = true] = parametersArgs(args);
    return this.named_parameters({ recurse }).map(([, param]) => param);
  }

  named_buffers(...args: Args<typeof namedBuffersArgs>): [string, Tensor][] {
    return membersBelow(this, ownBuffers, namedBuffersArgs(args));
  }

  buffers(...args: Calls<typeof recurseNames, RecurseArgs>): Tensor[] {
    const [recurse = true] = buffersArgs(args);
    return this.named_buffers({ recurse }).map(([, buffer]) => buffer);
  }

  /** The module under a dotted path; '' is this module. */
  get_submodule(...args: Target): Module_ {
    const [target] = targetArgs(args);
    if (target === '') return this;
    return target.split('.').reduce<Module_>((module, name) => {
      const found = getAttribute(module, name);
      if (!isModule(found)) throw new AttributeError(`\`${name}\` is not an nn.Module`);
      return found;
    }, this);
  }

  /** Puts a module at a dotted path; with `strict` the path must lead to a module already. */
  set_submodule(...args: Calls<typeof submoduleNames, SubmoduleArgs>): void {
    const [target, module, strict = false] = submoduleArgs(args);
    if (target === '') throw new ValueError('Cannot set the submodule without a target name!');
    if (!isModule(module)) throw new ValueError(`\`module\` is not an nn.Module, found ${typeName(module)}`);
    const [path, name] = splitPath(target);
    const parent = this.get_submodule(path);
    const old = slotsOf(parent)[name];
    if (old === undefined && strict) throw noAttribute(parent, name);
    if (old !== undefined && !isModule(old)) throw new AttributeError(`\`${name}\` is not an nn.Module`);
    slotsOf(parent)[name] = module;
  }

  get_parameter(...args: Target): Parameter {
    const [path, name] = splitPath(targetArgs(args)[0]);
    const param = getAttribute(this.get_submodule(path), name);
    if (!(param instanceof Parameter)) throw new AttributeError(`\`${name}\` is not an nn.Parameter`);
    return param;
  }

  get_buffer(...args: Target): Tensor {
    const [path, name] = splitPath(targetArgs(args)[0]);
    const module = this.get_submodule(path);
    const buffer = getAttribute(module, name);
    if (!module[INTERNALS].buffers.has(name)) throw new AttributeError(`\`${name}\` is not a buffer`);
    return buffer as Tensor;
  }

  // ---- mode

  /** Calls `fn` with every module, the deepest first and this one last. */
  apply(fn: (module: Module_) => void): this {
    for (const module of this.children()) module.apply(fn);
    fn(this);
    return this;
  }

  train(...args: Calls<typeof trainNames, TrainArgs>): this {
    const [mode = true] = trainArgs(args);
    if (typeof mode !== 'boolean') throw new ValueError('training mode is expected to be boolean');
    this.training = mode;
    for (const module of this.children()) module.train(mode);
    return this;
  }

  eval(): this {
    return this.train(false);
  }

  requires_grad_(...args: Calls<typeof requiresGradNames, RequiresGradArgs>): this {
    const [requires_grad = true] = requiresGradArgs(args);
    for (const param of this.parameters()) param.requires_grad_(requires_grad);
    return this;
  }

  /** Drops every gradient, or with `set_to_none` false fills it with zeros. */
  zero_grad(...args: Calls<['set_to_none'], [set_to_none?: boolean]>): void {
    const [drop = true] = zeroGradArgs(args);
    for (const param of this.parameters()) {
      if (param.grad === null) continue;
      if (drop) param.grad = null;
      else param.grad = param.grad.detach().zero_();
    }
  }

  // ---- dtype and device

  // Parameters stay the same objects, so that an optimizer made before keeps working; only their data is exchanged.
  _apply(fn: (tensor: Tensor) => Tensor, recurse = true): this {
    if (recurse) for (const module of this.children()) module._apply(fn);
    const slots = slotsOf(this);
    for (const [name, param] of ownParameters(this)) {
      const { grad } = param;
      const applied = torch.no_grad(() => fn(param));
      if (future.get_swap_module_params_on_conversion()) {
        swapContent(param, applied, grad, fn);
        continue;
      }
      const stays = sameKind(param, applied) && !future.get_overwrite_module_params_on_conversion();
      const target = stays ? param : new Parameter(applied, param.requires_grad);
      if (stays) param.data = applied;
      else slots[name] = target;
      if (grad === null) continue;
      const applied_grad = torch.no_grad(() => fn(grad));
      if (stays && sameKind(grad, applied_grad)) grad.data = applied_grad;
      else target.grad = applied_grad.requires_grad_(grad.requires_grad);
    }
    for (const [name, buffer] of ownBuffers(this)) slots[name] = fn(buffer);
    return this;
  }

  /**
   * Moves and converts parameters and buffers in place: `to(device)`, `to(dtype)`, `to(device, dtype, non_blocking)`,
   * `to(tensor)`, `to({ device, dtype, non_blocking, memory_format })`. Only floating point and complex ones change dtype.
   */
  to(...args: any[]): this {
    const { dtype, memory_format, ...where } = parseTo(args);
    if (dtype && !(dtype.is_floating_point || dtype.is_complex)) {
      throw new TypeError(
        `nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=${dtype}`,
      );
    }
    return this._apply((t) => {
      const options = { ...where };
      if (dtype && (t.is_floating_point() || t.is_complex())) options.dtype = dtype;
      if (memory_format && (t.dim() === 4 || t.dim() === 5)) options.memory_format = memory_format;
      if (t.is_meta && options.device && String(options.device) !== 'meta') {
        throw new NotImplementedError(
          'Cannot copy out of meta tensor; no data! Please use torch.nn.Module.to_empty() instead of ' +
            'torch.nn.Module.to() when moving module from meta to a different device.',
        );
      }
      return t.to(options);
    });
  }

  /** Moves to a device without keeping the values: the tensors there are uninitialised. */
  to_empty(...args: Calls<['device', 'recurse'], [device: any, recurse?: boolean]>): this {
    const [target, recurse = true] = emptyArgs(args);
    return this._apply((t) => torch.empty_like(t, { device: target }), recurse);
  }

  cpu(): this {
    return this._apply((t) => t.cpu());
  }

  cuda(...args: Calls<['device'], [device?: number | string]>): this {
    const [device] = cudaArgs(args);
    return this._apply((t) => t.cuda(device));
  }

  /** Converts all parameters and buffers, integers as well. */
  type(...args: Calls<['dst_type'], [dst_type: any]>): this {
    const [dst_type] = typeArgs(args);
    return this._apply((t) => t.to({ dtype: dst_type }));
  }

  float(): this {
    return this._apply((t) => (t.is_floating_point() ? t.to({ dtype: torch.float32 }) : t));
  }

  double(): this {
    return this._apply((t) => (t.is_floating_point() ? t.to({ dtype: torch.float64 }) : t));
  }

  half(): this {
    return this._apply((t) => (t.is_floating_point() ? t.to({ dtype: torch.float16 }) : t));
  }

  bfloat16(): this {
    return this._apply((t) => (t.is_floating_point() ? t.to({ dtype: torch.bfloat16 }) : t));
  }

  // ---- state_dict

  /** Parameters and persistent buffers of this module and all below it, detached unless `keep_vars`; they share memory. */
  state_dict(...args: Args<typeof stateDictArgs>): StateDict {
    const { destination = newStateDict(), prefix, keep_vars } = stateDictArgs(args);
    const local: Metadata = { version: (this.constructor as typeof Module_)._version };
    const metadata = metadataOf(destination);
    if (metadata) metadata[prefix.slice(0, -1)] = local;
    const { state_dict_pre, state_dict_post } = this[INTERNALS];
    for (const hook of [...state_dict_pre]) hook(this, prefix, keep_vars);
    this._save_to_state_dict(destination, prefix, keep_vars);
    for (const [name, module] of ownModules(this)) {
      module.state_dict({ destination, prefix: `${prefix}${name}.`, keep_vars });
    }
    let result = destination;
    for (const hook of [...state_dict_post]) {
      const changed = hook(this, result, prefix, local) as StateDict | null;
      if (typeof changed !== 'object' || changed === null) continue;
      if (!privateHooks.has(hook)) throw new RuntimeError('state_dict post-hook must return None');
      result = changed;
    }
    return result;
  }

  /** Writes this module's own entries, not its sub-modules', into `destination`. */
  _save_to_state_dict(destination: StateDict, prefix: string, keep_vars: boolean): void {
    for (const [name, tensor] of ownState(this)) {
      destination[prefix + name] = keep_vars || is_lazy(tensor) ? tensor : tensor.detach();
    }
    if (hasExtraState(this)) destination[prefix + EXTRA_STATE] = this.get_extra_state();
  }

  /** State beyond tensors: a module that overrides both finds it saved as `<prefix>_extra_state`. */
  get_extra_state(): any {
    throw new RuntimeError(`${this._get_name()} defines no get_extra_state()`);
  }

  set_extra_state(_state: any): void {
    throw new RuntimeError(`${this._get_name()} defines no set_extra_state()`);
  }

  /**
   * Copies a state_dict's values into this module.
   *
   * @param strict every key must be there, and no other. If not, only the keys that fit are loaded.
   * @param assign take the given tensors themselves instead of copying their values.
   * @returns the missing and the unexpected keys.
   * @throws RuntimeError that lists all missing and unexpected keys (`strict`) and all sizes that do not match.
   */
  load_state_dict(
    state_dict: StateDict | Map<string, Tensor>,
    ...args: Args<typeof loadStateDictArgs>
  ): IncompatibleKeys {
    const { strict, assign } = loadStateDictArgs(args);
    const state = copyStateDict(state_dict);
    const metadata = metadataOf(state_dict);
    const missing: string[] = [];
    const unexpected: string[] = [];
    const errors: string[] = [];
    const load = (module: Module_, state: StateDict, prefix: string): void => {
      const local = { ...(metadata?.[prefix.slice(0, -1)] as Metadata | undefined) };
      if (assign) local.assign_to_params_buffers = true;
      module._load_from_state_dict(state, prefix, local, true, missing, unexpected, errors);
      for (const [name, child] of ownModules(module)) {
        const below = `${prefix}${name}.`;
        const keys = Object.keys(state).filter((key) => key.startsWith(below));
        load(child, Object.fromEntries(keys.map((key) => [key, state[key] as Tensor])), below);
      }
      const incompatible = new IncompatibleKeys(missing, unexpected);
      for (const hook of [...module[INTERNALS].load_post]) {
        // An arrow function may return a number by the way; who returns an object means it.
        const changed: unknown = hook(module, incompatible);
        if (typeof changed !== 'object' || changed === null) continue;
        throw new AssertionError(
          'Hooks registered with ``register_load_state_dict_post_hook`` are not expected to return new values, if ' +
            'incompatible_keys need to be modified, it should be done inplace.',
        );
      }
    };
    load(this, state, '');
    if (strict) errors.unshift(...strictErrors(missing, unexpected));
    if (errors.length > 0) {
      throw new RuntimeError(
        `Error(s) in loading state_dict for ${this._get_name()}:\n\t${errors.join('\n\t')}`,
      );
    }
    return new IncompatibleKeys(missing, unexpected);
  }

  /** Loads this module's own entries, not its sub-modules'. A layer whose layout changed overrides it to mend old files. */
  _load_from_state_dict(
    state_dict: StateDict,
    prefix: string,
    local_metadata: Metadata,
    strict: boolean,
    missing_keys: string[],
    unexpected_keys: string[],
    error_msgs: string[],
  ): void {
    for (const hook of [...this[INTERNALS].load_pre]) {
      hook(this, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs);
    }
    const own = ownState(this);
    for (const [name, target] of own) {
      const key = prefix + name;
      if (Object.hasOwn(state_dict, key)) {
        const problem = loadTensor(this, name, target, key, state_dict[key], local_metadata);
        if (problem) error_msgs.push(problem);
      } else if (strict) missing_keys.push(key);
    }
    const extra = prefix + EXTRA_STATE;
    if (this.set_extra_state !== Module_.prototype.set_extra_state) {
      if (Object.hasOwn(state_dict, extra)) this.set_extra_state(state_dict[extra]);
      else if (strict) missing_keys.push(extra);
    } else if (strict && Object.hasOwn(state_dict, extra)) unexpected_keys.push(extra);
    if (!strict) return;
    const known = new Set(own.map(([name]) => name));
    const below = new Set(ownModules(this).map(([name]) => name));
    for (const key of Object.keys(state_dict)) {
      if (!key.startsWith(prefix) || key === extra) continue;
      const [first = '', ...rest] = key.slice(prefix.length).split('.');
      if (rest.length > 0 ? !below.has(first) : !known.has(first)) unexpected_keys.push(key);
    }
  }

  // ---- Python's tables

  /** The direct sub-modules under their names, live: `net._modules[name] = layer`, `Object.values(net._modules)`. */
  get _modules(): Record<string, any> {
    return table(this, ownModules, (name, value) => this.add_module(name, value));
  }

  /** As `_modules`, the module's own parameters. */
  get _parameters(): Record<string, Parameter | null> {
    return table<Parameter | null>(this, ownParameters, (name, value) =>
      this.register_parameter(name, value),
    );
  }

  /** As `_modules`, the module's own buffers. */
  get _buffers(): Record<string, Tensor | null> {
    return table<Tensor | null>(this, ownBuffers, (name, value) => this.register_buffer(name, value));
  }

  /** The hooks that are there, to be looked at or cleared. A hook of pruning shows as its method. */
  get _forward_pre_hooks(): Map<number, any> {
    return hookTable(this, 'forward_pre');
  }
  set _forward_pre_hooks(none) {
    clearHooks(this, 'forward_pre', none);
  }

  get _forward_hooks(): Map<number, any> {
    return hookTable(this, 'forward');
  }
  set _forward_hooks(none) {
    clearHooks(this, 'forward', none);
  }

  get _backward_hooks(): Map<number, any> {
    return hookTable(this, 'backward');
  }
  set _backward_hooks(none) {
    clearHooks(this, 'backward', none);
  }

  get _backward_pre_hooks(): Map<number, any> {
    return hookTable(this, 'backward_pre');
  }
  set _backward_pre_hooks(none) {
    clearHooks(this, 'backward_pre', none);
  }

  // ---- hooks

  /** `hook(module, args)` runs before `forward`; what it returns (one argument or an array of all) replaces `args`. */
  register_forward_pre_hook(...args: HookArgs<ForwardPreHook, PreHookOptions>): RemovableHandle {
    const [hook, options] = readHook('register_forward_pre_hook', args, ['prepend', 'with_kwargs']);
    const hooks = this[INTERNALS];
    return hooks.add(hooks.forward_pre, hook, options);
  }

  /** `hook(module, args, output)` runs after `forward`; what it returns replaces the output. */
  register_forward_hook(...args: HookArgs<ForwardHook, HookOptions>): RemovableHandle {
    const [hook, options] = readHook('register_forward_hook', args, [
      'prepend',
      'with_kwargs',
      'always_call',
    ]);
    const hooks = this[INTERNALS];
    return hooks.add(hooks.forward, hook, options);
  }

  /** `hook(module, grad_output)` runs before the gradients pass the module; what it returns replaces them. */
  register_full_backward_pre_hook(...args: HookArgs<BackwardPreHook, Prepend>): RemovableHandle {
    const [hook, options] = readHook('register_full_backward_pre_hook', args, ['prepend']);
    const hooks = this[INTERNALS];
    return hooks.add(hooks.backward_pre, hook, options);
  }

  /** `hook(module, grad_input, grad_output)` runs once the inputs' gradients are known; what it returns replaces them. */
  register_full_backward_hook(...args: HookArgs<BackwardHook, Prepend>): RemovableHandle {
    const [hook, options] = readHook('register_full_backward_hook', args, ['prepend']);
    const hooks = this[INTERNALS];
    return hooks.add(hooks.backward, hook, options);
  }

  /** Python's deprecated form, which saw only a module's last operator; here it is register_full_backward_hook. */
  register_backward_hook(...args: HookArgs<BackwardHook, {}>): RemovableHandle {
    return this.register_full_backward_hook(readHook('register_backward_hook', args, [])[0]);
  }

  register_state_dict_pre_hook(...args: HookArgs<StateDictPreHook, {}>): RemovableHandle {
    return appended(this[INTERNALS].state_dict_pre, readHook('register_state_dict_pre_hook', args, [])[0]);
  }

  register_state_dict_post_hook(...args: HookArgs<StateDictHook, {}>): RemovableHandle {
    return appended(this[INTERNALS].state_dict_post, readHook('register_state_dict_post_hook', args, [])[0]);
  }

  /** The older form: what the hook returns replaces the state_dict. */
  _register_state_dict_hook(hook: StateDictHook): RemovableHandle {
    privateHooks.add(hook);
    return appended(this[INTERNALS].state_dict_post, hook);
  }

  /** The older form: the hook gets no module. */
  _register_load_state_dict_pre_hook(
    hook: (...args: ParametersButFirst<LoadStateDictPreHook>) => void,
    with_module = false,
  ): RemovableHandle {
    const own: LoadStateDictPreHook = with_module
      ? (hook as unknown as LoadStateDictPreHook)
      : (_module, ...args) => hook(...args);
    return appended(this[INTERNALS].load_pre, own);
  }

  register_load_state_dict_pre_hook(...args: HookArgs<LoadStateDictPreHook, {}>): RemovableHandle {
    return appended(this[INTERNALS].load_pre, readHook('register_load_state_dict_pre_hook', args, [])[0]);
  }

  register_load_state_dict_post_hook(...args: HookArgs<LoadStateDictPostHook, {}>): RemovableHandle {
    return appended(this[INTERNALS].load_post, readHook('register_load_state_dict_post_hook', args, [])[0]);
  }

  /** A copy of the module with copies of its parameters, buffers and all else; hooks come along. See copy.deepcopy. */
  __deepcopy__(memo: Memo): this {
    const copy = bare(Object.getPrototypeOf(this)) as this;
    memo.set(this, copy);
    copyProperties(this[INTERNALS], copy[INTERNALS], memo);
    return copyProperties(this, copy, memo);
  }

  /** A module with the same sub-modules, parameters, buffers and hooks, which end apart. See copy.copy. */
  __copy__(): this {
    const twin = bare(Object.getPrototypeOf(this)) as this;
    const internals = Object.entries(this[INTERNALS]).map(([name, value]) => [name, copy(value)]);
    Object.assign(twin[INTERNALS], Object.fromEntries(internals));
    return shareProperties(this, twin);
  }

  // ---- printing

  _get_name(): string {
    return this.constructor.name;
  }

  /** The layer's own settings, as they stand between the parentheses in its printed text. */
  extra_repr(): string {
    return '';
  }

  toString(): string {
    const extra = this.extra_repr();
    const own = extra ? extra.split('\n') : [];
    const below = printedModules(this).map(([name, text]) => `(${name}): ${indent(text)}`);
    if (below.length === 0 && own.length < 2) return `${this._get_name()}(${extra})`;
    return block(this._get_name(), [...own, ...below]);
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** A module of the class with this prototype whose constructor has not run. */
function bare(prototype: Module_): Module_ {
  const internals = new Internals(isPureClass(prototype));
  const module = ((...args: any[]) => {
    try {
      if (internals.active + globalHooks.active > 0) return callWithHooks(module, internals, args);
      const last = args[args.length - 1];
      // The handle first: asking a tensor for its prototype takes 20 ns.
      const named = last?._h === undefined && isPlainObject(last);
      return module.forward(...(named ? byPosition(module, args) : args));
    } catch (error) {
      throw misuse(error, prototype.constructor.name, module.forward, args);
    }
  }) as unknown as Module_;
  // A function's own `name` and `length` are read-only, and users write `this.name = ...`.
  delete (module as { name?: unknown }).name;
  delete (module as { length?: unknown }).length;
  Object.setPrototypeOf(module, prototype);
  Object.defineProperty(module, INTERNALS, { value: internals });
  return module;
}

export { type Callable, callable, type IncompatibleKeys, type StateDict };
export const Module = callable(Module_);
export type Module = Module_;

// ---- conversions

const isOptions = (value: unknown): value is Record<string, any> => isPlainObject(value);
const TO_OPTIONS = ['device', 'dtype', 'non_blocking', 'copy', 'memory_format', 'tensor'];

function parseTo(args: any[]): Record<string, any> {
  const result: Record<string, any> = {};
  const take = (value: any): void => {
    if (value instanceof Tensor) Object.assign(result, { device: value.device, dtype: value.dtype });
    else if (value instanceof dtypeClass) result.dtype = value;
    else if (typeof value === 'boolean') result.non_blocking = value;
    else if (value !== undefined && value !== null) result.device = value;
  };
  for (const value of args) {
    if (!isOptions(value)) {
      take(value);
      continue;
    }
    const unknown = Object.keys(value).find((key) => !TO_OPTIONS.includes(key));
    if (unknown !== undefined) {
      throw new TypeError(
        `to() got an unexpected keyword argument '${unknown}'; known: ${TO_OPTIONS.join(', ')}`,
      );
    }
    const { tensor, ...rest } = value;
    take(tensor);
    Object.assign(result, rest);
  }
  return result;
}

/** The content of a converted parameter, and of its gradient, for the objects that are there. */
function swapContent(
  param: Parameter,
  applied: Tensor,
  grad: Tensor | null,
  fn: (x: Tensor) => Tensor,
): void {
  param.grad = null;
  swap_tensors(param, new Parameter(applied, param.requires_grad));
  if (grad === null) return;
  const applied_grad = torch.no_grad(() => fn(grad));
  swap_tensors(grad, applied_grad.requires_grad_(grad.requires_grad));
  param.grad = grad;
}

// Can a tensor take the other's data, or are they of different makes (meta and real, dense and sparse)?
const sameKind = (a: Tensor, b: Tensor): boolean =>
  is_lazy(a) || is_lazy(b) || torch._has_compatible_shallow_copy_type(a, b);

// ---- state_dict and its hooks

const EXTRA_STATE = '_extra_state';
const hasExtraState = (module: Module_) => module.get_extra_state !== Module_.prototype.get_extra_state;

// Those that may exchange the state_dict.
const privateHooks = new WeakSet<StateDictHook>();
type ParametersButFirst<F> = F extends (first: any, ...rest: infer R) => unknown ? R : never;

function appended<T>(list: T[], entry: T): RemovableHandle {
  list.push(entry);
  return removable(list, entry);
}
