/**
 * Pruning: parts of a module's parameter are masked out. The parameter moves to `<name>_orig`, the mask is the buffer
 * `<name>_mask`, and `<name>` is their product, computed anew before each forward.
 *
 * An amount is a share of the elements or channels in (0, 1), or a whole number of them: JavaScript cannot tell 1.0
 * from 1, so that 1 is one element (all of them are `x.numel()`).
 *
 * @see https://docs.pytorch.org/docs/2.13/nn.html#utilities
 */
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { AssertionError, AttributeError, IndexError, TypeError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import {
  type Args,
  type ArgsOf,
  type Field,
  isPlainObject,
  type Signature,
  signature,
} from '../../signature.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import type { Module } from '../modules/module.ts';
import { removeMember, slotsOf, typeName } from '../modules/slots.ts';
import { number } from '../modules/utils.ts';
import { addOwned, dropOwned, ownersOf } from './_owned_hook.ts';
import { parameters_to_vector } from './convert_parameters.ts';

export type PruningType = 'unstructured' | 'structured' | 'global';
type MethodClass = new (...args: any[]) => BasePruningMethod;

const tensorOf = (module: Module, name: string): Tensor => {
  const value = slotsOf(module)[name];
  if (value instanceof Tensor) return value;
  throw new AttributeError(`'${module._get_name()}' object has no tensor '${name}' that could be pruned`);
};

/**
 * Base of the pruning methods. A sub-class sets PRUNING_TYPE and defines `compute_mask`.
 *
 * 'unstructured': its `compute_mask` gets the elements that are left, in a row; 'structured': the channels of `dim`
 * that are left; 'global': everything.
 */
abstract class BasePruningMethod_ {
  /** As a static or as an instance's field. */
  static PRUNING_TYPE: PruningType = 'unstructured';
  PRUNING_TYPE: PruningType;
  _tensor_name: string | null = null;

  constructor() {
    this.PRUNING_TYPE = new.target.PRUNING_TYPE;
  }

  /** The mask for `t`, of ones and zeros, where `default_mask` is what earlier methods left. */
  abstract compute_mask(t: Tensor, default_mask: Tensor): Tensor;

  /** The product of mask and original. */
  apply_mask(module: Module): Tensor {
    if (this._tensor_name === null) throw new AssertionError(`Module ${module} has to be pruned`);
    const mask = tensorOf(module, `${this._tensor_name}_mask`);
    const orig = tensorOf(module, `${this._tensor_name}_orig`);
    return mask.to(orig.dtype).mul(orig);
  }

  /**
   * Prunes `module`'s parameter `name`: `Method.apply(module, name, ...its constructor's arguments)`. Keyword
   * `importance_scores` has other values than the parameter's decide. Returns the method, or the container of all.
   */
  static apply(module: Module, name: string, ...args: unknown[]): BasePruningMethod {
    const last = args.at(-1);
    // biome-ignore lint/complexity/noThisInStatic: it is the sub-class that was called
    const Class = this as unknown as MethodClass;
    if (!isPlainObject(last)) return prune(module, name, new Class(...args), null);
    const { importance_scores = null, ...options } = last;
    const rest = Object.keys(options).length > 0 ? [options] : [];
    return prune(module, name, new Class(...args.slice(0, -1), ...rest), importance_scores as Tensor | null);
  }

  /** A pruned copy of a tensor that belongs to no module. */
  prune(t: Tensor, default_mask: Tensor | null = null, importance_scores: Tensor | null = null): Tensor {
    if (importance_scores && String(importance_scores.shape) !== String(t.shape)) {
      throw new AssertionError(
        `importance_scores should have the same shape as tensor t, got ${importance_scores.shape} vs ${t.shape}`,
      );
    }
    return t.mul(this.compute_mask(importance_scores ?? t, default_mask ?? torch.ones_like(t)));
  }

  /** Makes the pruning permanent: the parameter gets its name back, with zeros where the mask has them. */
  remove(module: Module): void {
    const name = this._tensor_name;
    if (name === null) {
      throw new AssertionError(`Module ${module} has to be pruned before pruning can be removed`);
    }
    const weight = this.apply_mask(module);
    const orig = tensorOf(module, `${name}_orig`);
    orig.data = weight.data;
    for (const member of [name, `${name}_orig`, `${name}_mask`]) removeMember(module, member);
    slotsOf(module)[name] = orig;
  }
}
export const BasePruningMethod = callable(BasePruningMethod_);
export type { BasePruningMethod_ };
export type BasePruningMethod = BasePruningMethod_;

const recompute = (method: BasePruningMethod, module: Module): void => {
  slotsOf(module)[method._tensor_name as string] = method.apply_mask(module);
};

function prune(
  module: Module,
  name: string,
  added: BasePruningMethod,
  scores: Tensor | null,
): BasePruningMethod {
  const earlier = ownersOf(module).filter(
    (owner): owner is BasePruningMethod => owner instanceof BasePruningMethod && owner._tensor_name === name,
  );
  if (earlier.length > 1) {
    throw new AssertionError(
      `Avoid adding multiple pruning hooks to the same tensor ${name} of module ${module}. Use a PruningContainer.`,
    );
  }
  const orig = tensorOf(module, name);
  if (scores !== null && String(scores.shape) !== String(orig.shape)) {
    throw new AssertionError(
      `importance_scores should have the same shape as parameter ${name} of ${module}, got ${scores.shape} vs ${orig.shape}`,
    );
  }
  added._tensor_name = name;
  const [old] = earlier;
  if (old === undefined) {
    if (!(orig instanceof Parameter)) {
      throw new TypeError(`cannot prune '${name}' of ${module._get_name()}: it is no parameter`);
    }
    const mask = added.compute_mask(scores ?? orig, torch.ones_like(orig));
    removeMember(module, name);
    module.register_parameter(`${name}_orig`, orig);
    return install(module, name, added, mask);
  }
  const container = old instanceof PruningContainer_ ? old : new PruningContainer_(old);
  const before = tensorOf(module, `${name}_mask`).detach().clone({ memory_format: torch.contiguous_format });
  const mask = combine(added, scores ?? orig, before);
  container.add_pruning_method(added);
  dropOwned(module, old);
  return install(module, name, container, mask);
}

function install(module: Module, name: string, method: BasePruningMethod, mask: Tensor): BasePruningMethod {
  module.register_buffer(`${name}_mask`, mask);
  recompute(method, module);
  addOwned(module, method, recompute);
  return method;
}

// Applies a method to what a mask has left.
function combine(method: BasePruningMethod, t: Tensor, mask: Tensor): Tensor {
  const whole = t.shape.map((): ':' | Tensor => ':');
  const left = leftOver(method, t, mask);
  if (left instanceof Tensor && method.PRUNING_TYPE === 'structured') {
    whole[positiveDim(method, t.dim())] = left;
  }
  const index = method.PRUNING_TYPE === 'unstructured' ? [left as Tensor] : whole;
  const result = mask.to(t.dtype);
  const fresh = result === mask ? mask.clone() : result;
  const part = method.compute_mask(t.index(...index), mask.index(...index));
  return torch.no_grad(() => fresh.index_put_(index, part.to(fresh.dtype)));
}

function leftOver(method: BasePruningMethod, t: Tensor, mask: Tensor): Tensor | null {
  switch (method.PRUNING_TYPE) {
    case 'unstructured':
      return mask.eq(1);
    case 'structured': {
      const dim = positiveDim(method, t.dim());
      return mask.sum(t.shape.map((_, d) => d).filter((d) => d !== dim)).ne(0);
    }
    case 'global':
      return null;
    default:
      throw new ValueError(`Unrecognized PRUNING_TYPE ${method.PRUNING_TYPE}`);
  }
}

function positiveDim(method: BasePruningMethod, dims: number): number {
  const { dim } = method as { dim?: number };
  if (dim === undefined) {
    throw new AttributeError(
      'Pruning methods of PRUNING_TYPE "structured" need to have the attribute `dim` defined.',
    );
  }
  const positive = dim < 0 ? dim + dims : dim;
  if (positive < 0) throw new IndexError(`Index is out of bounds for tensor with dimensions ${dims}`);
  return positive;
}

class PruningContainer_ extends BasePruningMethod {
  _pruning_methods: BasePruningMethod[] = [];

  constructor(...methods: BasePruningMethod[]) {
    super();
    if (methods.length === 1) this._tensor_name = methods[0]?._tensor_name ?? null;
    for (const method of methods) this.add_pruning_method(method);
  }

  add_pruning_method(method: BasePruningMethod): void {
    if (!(method instanceof BasePruningMethod)) {
      throw new TypeError(`${typeName(method)} is not a BasePruningMethod subclass`);
    }
    if (this._tensor_name !== method._tensor_name) {
      throw new ValueError(
        `Can only add pruning methods acting on the parameter named '${this._tensor_name}' to PruningContainer ` +
          `${this.constructor.name}. Found '${method._tensor_name}'`,
      );
    }
    this._pruning_methods.push(method);
  }

  get length(): number {
    return this._pruning_methods.length;
  }

  [Symbol.iterator](): IterableIterator<BasePruningMethod> {
    return this._pruning_methods.values();
  }

  at(index: number): BasePruningMethod | undefined {
    return this._pruning_methods.at(index);
  }

  /** Applies the last method to what `default_mask` leaves. */
  compute_mask(t: Tensor, default_mask: Tensor): Tensor {
    return combine(this._pruning_methods.at(-1) as BasePruningMethod, t, default_mask);
  }
}

/** The pruning methods that were applied to one parameter, in order; each prunes what the ones before it left. */
export const PruningContainer = callable(PruningContainer_);
export type PruningContainer = PruningContainer_;

// ---- amounts

const amount = ['amount', z.any()] as const;
const dim = (value: number) => ['dim', z.int().default(value)] as const;

function checkAmount(value: unknown): asserts value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new TypeError(`Invalid type for amount: ${value}. Must be int or float.`);
  }
  if (value < 0 || (value > 1 && !Number.isInteger(value))) {
    throw new ValueError(
      `amount=${value} should either be a float in the range [0, 1] or a non-negative integer`,
    );
  }
}

/** How many of `size` an amount is; a share is rounded as Python does, halves to the even number. */
function count(value: number, size: number): number {
  if (!Number.isInteger(value)) {
    const exact = value * size;
    const rounded = Math.round(exact);
    return rounded - exact === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
  }
  if (value > size) {
    throw new ValueError(`amount=${value} should be smaller than the number of parameters to prune=${size}`);
  }
  return value;
}

function checkStructured(t: Tensor, dim: number): void {
  const { shape } = t;
  if (shape.length <= 1) {
    throw new ValueError(
      `Structured pruning can only be applied to multidimensional tensors. Found tensor of shape ${shape} with ${shape.length} dims`,
    );
  }
  if (dim >= shape.length) throw new IndexError(`Invalid index ${dim} for tensor of size ${shape}`);
}

/** A mask that keeps the channels that `kept` indexes. */
function keepChannels(t: Tensor, dim: number, kept: Tensor, default_mask: Tensor): Tensor {
  const index = t.shape.map((): ':' | Tensor => ':');
  index[dim < 0 ? dim + index.length : dim] = kept;
  const mask = torch.zeros_like(t, { requires_grad: false }).index_put_(index, 1);
  return mask.mul_(default_mask.to(mask.dtype));
}

// ---- methods

class Identity_ extends BasePruningMethod {
  compute_mask(_t: Tensor, default_mask: Tensor): Tensor {
    return default_mask;
  }
}

/** Masks nothing, so that a parameter gets pruning's names and hook. */
export const Identity = callable(Identity_);
export type Identity = Identity_;

/** Masks single elements, wherever they are. */
abstract class _Unstructured extends BasePruningMethod {
  amount: number;

  constructor(amount: number) {
    super();
    checkAmount(amount);
    this.amount = amount;
  }

  /** The places of the `n` elements to mask, in the flat tensor. */
  abstract _places(t: Tensor, n: number): Tensor;

  compute_mask(t: Tensor, default_mask: Tensor): Tensor {
    const n = count(this.amount, t.numel());
    const mask = default_mask.clone({ memory_format: torch.contiguous_format });
    if (n > 0) mask.view(-1).index_fill_(0, this._places(t, n), 0);
    return mask;
  }
}

const randomUnstructuredArgs = signature('RandomUnstructured', amount);

class RandomUnstructured_ extends _Unstructured {
  constructor(...args: Args<typeof randomUnstructuredArgs>) {
    super(randomUnstructuredArgs(args).amount);
  }

  override _places(t: Tensor, n: number): Tensor {
    return torch.topk(torch.rand_like(t, { requires_grad: false }).view(-1), n).indices;
  }
}

/** Masks elements by chance. */
export const RandomUnstructured = callable(RandomUnstructured_);
export type RandomUnstructured = RandomUnstructured_;

const l1UnstructuredArgs = signature('L1Unstructured', amount);

class L1Unstructured_ extends _Unstructured {
  constructor(...args: Args<typeof l1UnstructuredArgs>) {
    super(l1UnstructuredArgs(args).amount);
  }

  override _places(t: Tensor, n: number): Tensor {
    return torch.topk(t.detach().abs().view(-1), n, { largest: false }).indices;
  }
}

/** Masks the elements with the smallest absolute values. */
export const L1Unstructured = callable(L1Unstructured_);
export type L1Unstructured = L1Unstructured_;

const randomStructuredArgs = signature('RandomStructured', amount, dim(-1));

class RandomStructured_ extends BasePruningMethod {
  static override PRUNING_TYPE: PruningType = 'structured';
  amount: number;
  dim: number;

  constructor(...args: Args<typeof randomStructuredArgs>) {
    super();
    const { amount, dim } = randomStructuredArgs(args);
    checkAmount(amount);
    this.amount = amount;
    this.dim = dim;
  }

  compute_mask(t: Tensor, default_mask: Tensor): Tensor {
    checkStructured(t, this.dim);
    const channels = t.size(this.dim);
    const n = count(this.amount, channels);
    if (n === 0) return default_mask;
    const chances = torch.rand(channels);
    const [threshold] = torch.kthvalue(chances, n);
    return keepChannels(t, this.dim, chances.gt(threshold), default_mask);
  }
}

/** Masks whole channels of `dim` by chance. */
export const RandomStructured = callable(RandomStructured_);
export type RandomStructured = RandomStructured_;

const order = z.union([number, z.literal(['fro', 'nuc']), z.literal(['inf', '-inf'])]);
const lnStructuredArgs = signature('LnStructured', amount, ['n', order], dim(-1));

class LnStructured_ extends BasePruningMethod {
  static override PRUNING_TYPE: PruningType = 'structured';
  amount: number;
  n: number | string;
  dim: number;

  constructor(...args: Args<typeof lnStructuredArgs>) {
    super();
    const { amount, n, dim } = lnStructuredArgs(args);
    checkAmount(amount);
    this.amount = amount;
    this.n = n;
    this.dim = dim;
  }

  compute_mask(t: Tensor, default_mask: Tensor): Tensor {
    checkStructured(t, this.dim);
    const channels = t.size(this.dim);
    const n = count(this.amount, channels);
    const dim = this.dim < 0 ? this.dim + t.dim() : this.dim;
    const others = t.shape.map((_, d) => d).filter((d) => d !== dim);
    const p =
      this.n === 'inf' ? Number.POSITIVE_INFINITY : this.n === '-inf' ? Number.NEGATIVE_INFINITY : this.n;
    const norm = torch.norm(t.detach(), p as number, others);
    const [, kept] = torch.topk(norm, channels - n);
    return n === 0 ? default_mask : keepChannels(t, this.dim, kept, default_mask);
  }
}

/** Masks the channels of `dim` with the smallest n-norms. */
export const LnStructured = callable(LnStructured_);
export type LnStructured = LnStructured_;

const customFromMaskArgs = signature('CustomFromMask', ['mask', z.instanceof(Tensor)]);

class CustomFromMask_ extends BasePruningMethod {
  static override PRUNING_TYPE: PruningType = 'global';
  mask: Tensor;

  constructor(...args: Args<typeof customFromMaskArgs>) {
    super();
    this.mask = customFromMaskArgs(args).mask;
  }

  compute_mask(_t: Tensor, default_mask: Tensor): Tensor {
    if (String(default_mask.shape) !== String(this.mask.shape)) {
      throw new AssertionError(
        `default_mask shape ${default_mask.shape} must match self.mask shape ${this.mask.shape}`,
      );
    }
    return default_mask.mul(this.mask.to(default_mask.dtype));
  }
}

/** Masks what a given mask says. */
export const CustomFromMask = callable(CustomFromMask_);
export type CustomFromMask = CustomFromMask_;

// ---- functions

const where = [
  ['module', z.custom<Module>((m) => typeof m === 'function', 'expected a module')],
  ['name', z.string()],
] as const;
/** Gives back the very module that it is given, by position or as a keyword. */
interface Prunes<S extends Signature<readonly [Field, ...Field[]]>> {
  <M extends Module>(module: M, ...rest: Rest<S>): M;
  <M extends Module>(options: Extract<Args<S>, readonly [{ module: unknown }]>[0] & { module: M }): M;
}
interface Removes {
  <M extends Module>(module: M, name: string): M;
  <M extends Module>(module: M, options: { name: string }): M;
  <M extends Module>(options: { module: M; name: string }): M;
}
type Rest<S> = S extends Signature<readonly [Field, ...infer R extends readonly Field[]]> ? ArgsOf<R> : never;

const scores = ['importance_scores', z.instanceof(Tensor).nullable().default(null)] as const;

const identityArgs = signature('identity', ...where);
/** Gives a parameter pruning's names and hook, and masks nothing. */
export const identity: Prunes<typeof identityArgs> = (...args: any): any => {
  const { module, name } = identityArgs(args);
  prune(module, name, new Identity_(), null);
  return module;
};

const randomArgs = signature('random_unstructured', ...where, amount);
/** Masks `amount` elements of a parameter by chance. */
export const random_unstructured: Prunes<typeof randomArgs> = (...args: any): any => {
  const { module, name, amount } = randomArgs(args);
  prune(module, name, new RandomUnstructured_(amount), null);
  return module;
};

const l1Args = signature('l1_unstructured', ...where, amount, scores);
/** Masks the `amount` elements with the smallest absolute values (or importance scores). */
export const l1_unstructured: Prunes<typeof l1Args> = (...args: any): any => {
  const { module, name, amount, importance_scores } = l1Args(args);
  prune(module, name, new L1Unstructured_(amount), importance_scores);
  return module;
};

const randomChannelsArgs = signature('random_structured', ...where, amount, ['dim', z.int()]);
/** Masks `amount` channels of dimension `dim` by chance. */
export const random_structured: Prunes<typeof randomChannelsArgs> = (...args: any): any => {
  const { module, name, amount, dim } = randomChannelsArgs(args);
  prune(module, name, new RandomStructured_(amount, dim), null);
  return module;
};

const lnArgs = signature('ln_structured', ...where, amount, ['n', order], ['dim', z.int()], scores);
/** Masks the `amount` channels of dimension `dim` with the smallest n-norms. */
export const ln_structured: Prunes<typeof lnArgs> = (...args: any): any => {
  const { module, name, amount, n, dim, importance_scores } = lnArgs(args);
  prune(module, name, new LnStructured_(amount, n, dim), importance_scores);
  return module;
};

const customArgs = signature('custom_from_mask', ...where, ['mask', z.instanceof(Tensor)]);
/** Masks a parameter with a mask of its shape. */
export const custom_from_mask: Prunes<typeof customArgs> = (...args: any): any => {
  const { module, name, mask } = customArgs(args);
  prune(module, name, new CustomFromMask_(mask), null);
  return module;
};

type Place = readonly [module: Module, name: string];
type Scores = Map<Place, Tensor> | readonly (readonly [Place, Tensor])[];

/**
 * Prunes several parameters as if they were one: `global_unstructured([[net.conv, 'weight'], ...],
 * { pruning_method: prune.L1Unstructured, amount: 0.2 })`; what else is given goes to the method's constructor.
 *
 * `importance_scores`, a Map or pairs from [module, name] to scores, decide instead of the values.
 * Throws TypeError for a method that is not unstructured. Source: PyTorch 2.13, `torch.nn.utils.prune.global_unstructured`.
 */
export function global_unstructured(
  parameters: Iterable<Place>,
  ...rest:
    | [
        pruning_method: MethodClass,
        options?: { importance_scores?: Scores | null; [option: string]: unknown },
      ]
    | [options: { pruning_method: MethodClass; importance_scores?: Scores | null; [option: string]: unknown }]
): void {
  const options = rest.find(isPlainObject) ?? {};
  const { pruning_method = rest[0], importance_scores = null, ...more } = options as Record<string, unknown>;
  if (typeof (parameters as { [Symbol.iterator]?: unknown } | null)?.[Symbol.iterator] !== 'function') {
    throw new TypeError('global_unstructured(): parameters is not an Iterable');
  }
  if (typeof pruning_method !== 'function') {
    throw new TypeError(
      `global_unstructured(): pruning_method must be a class, got ${typeName(pruning_method)}`,
    );
  }
  const given = importance_scores as Scores | null;
  if (given !== null && !(given instanceof Map || Array.isArray(given))) {
    throw new TypeError('global_unstructured(): importance_scores must be of type dict');
  }
  const method = new (pruning_method as MethodClass)(more);
  if (method.PRUNING_TYPE !== 'unstructured') {
    throw new TypeError(
      `Only "unstructured" PRUNING_TYPE supported for the \`pruning_method\`. Found method ` +
        `${(pruning_method as MethodClass).name} of type ${method.PRUNING_TYPE}`,
    );
  }
  const places = [...parameters];
  const score = ([module, name]: Place): Tensor => {
    const found = [...(given ?? [])].find(([place]) => place[0] === module && place[1] === name);
    return found?.[1] ?? tensorOf(module, name);
  };
  const maskOf = ([module, name]: Place): Tensor =>
    (slotsOf(module)[`${name}_mask`] as Tensor | undefined) ?? torch.ones_like(tensorOf(module, name));
  const mask = combine(
    method,
    parameters_to_vector(places.map(score)),
    parameters_to_vector(places.map(maskOf)),
  );
  let start = 0;
  for (const [module, name] of places) {
    const param = tensorOf(module, name);
    prune(module, name, new CustomFromMask_(mask.narrow(0, start, param.numel()).view_as(param)), null);
    start += param.numel();
  }
}

/**
 * Makes a parameter's pruning permanent; its name is free of `_orig` and `_mask` again.
 *
 * @throws ValueError for a parameter that is not pruned.
 */
export const remove: Removes = keywords('remove', ['module', 'name'], (module: any, name: string): any => {
  const method = ownersOf(module).find(
    (owner): owner is BasePruningMethod => owner instanceof BasePruningMethod && owner._tensor_name === name,
  );
  if (method === undefined) {
    throw new ValueError(
      `Parameter '${name}' of module ${module} has to be pruned before pruning can be removed`,
    );
  }
  method.remove(module);
  dropOwned(module, method);
  return module;
});

/** Is any parameter of the module, or of one below it, pruned? */
export const is_pruned = (module: Module): boolean =>
  module.modules().some((each) => ownersOf(each).some((owner) => owner instanceof BasePruningMethod));
