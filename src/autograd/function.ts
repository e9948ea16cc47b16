import { callable } from '../callable.ts';
import { NotImplementedError, RuntimeError, TypeError } from '../errors.ts';
import { type External, type NativeFunctionRun, native } from '../native.ts';
import { Handle, hold } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { applyUnderTransforms, type FunctionRules } from './function_transforms.ts';
import { no_grad } from './modes.ts';
import { type Gradients, knownAll, ownAll } from './node.ts';
import { activeTransforms, anyTransformSoFar } from './transforms.ts';

export type { VmapInfo } from './function_transforms.ts';

/**
 * What a custom function hands from its forward to its backward. Other properties may be set on it freely; tensors belong
 * into `save_for_backward`, since an output kept in a property is never freed.
 */
class FunctionCtx_ {
  [name: string]: any;
  /** For each argument of `apply` whether its gradient is asked for. */
  declare needs_input_grad: boolean[];
  /** @internal What the marks say, until the forward has ended. */
  declare _marks: Marks;
  /** @internal The native side's saved tensors. */
  declare _saved: External | null;
  /** @internal Set while `jvp` runs. */
  declare _forward: Gradients | null;

  constructor(needs_input_grad: boolean[]) {
    this.needs_input_grad = needs_input_grad;
    for (const name of ['_marks', '_saved', '_forward']) {
      Object.defineProperty(this, name, { writable: true, value: null });
    }
    this._marks = { save: [], forward: [], dirty: [], constant: [], materialize: true };
  }

  /** Keeps tensors (inputs, outputs or intermediate ones) for the backward; call it once. */
  save_for_backward(...tensors: (Tensor | null | undefined)[]): void {
    this._marks.save = tensors.map((item, i) => {
      if (item === null || item === undefined) return null;
      if (item instanceof Tensor) return item;
      throw new TypeError(
        `save_for_backward can only save variables, but argument ${i} is of type ${nameOf(item)}`,
      );
    });
  }
  /** Keeps tensors for `jvp`, where they are `saved_tensors`. */
  save_for_forward(...tensors: (Tensor | null | undefined)[]): void {
    this._marks.forward = tensors.map((item) => item ?? null);
  }
  /** Names the arguments that the forward changed in place; each must be among its results. */
  mark_dirty(...tensors: Tensor[]): void {
    this._marks.dirty = checked('mark_dirty', tensors);
  }
  /** Names results that have no gradient. */
  mark_non_differentiable(...tensors: Tensor[]): void {
    this._marks.constant = checked('mark_non_differentiable', tensors);
  }
  /** Whether a gradient that nobody computed reaches the backward as zeros (the default) or as null. */
  set_materialize_grads(value: boolean): void {
    if (typeof value !== 'boolean')
      throw new TypeError(`THPFunction_set_materialize_grads: a boolean, not ${nameOf(value)}`);
    this._marks.materialize = value;
  }
  /**
   * What `save_for_backward` kept.
   *
   * @throws RuntimeError where the pass before freed it, or where one of the tensors was changed in place since.
   */
  get saved_tensors(): Gradients & Tensor[] {
    if (this._forward !== null) return this._forward as Tensor[];
    return (this._saved === null ? [] : knownAll(native.function_saved(this._saved))) as Tensor[];
  }
}
export const FunctionCtx = callable(FunctionCtx_);
export type { FunctionCtx_ };
export type FunctionCtx = FunctionCtx_;

interface Marks {
  save: Gradients;
  forward: Gradients;
  dirty: Tensor[];
  constant: Tensor[];
  materialize: boolean;
}

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (value.constructor?.name ?? 'object') : typeof value;

function checked(what: string, tensors: unknown[]): Tensor[] {
  for (const item of tensors) {
    if (!(item instanceof Tensor)) throw new TypeError(`${what} only accepts tensors, got ${nameOf(item)}`);
  }
  return tensors as Tensor[];
}

type Tail<L> = L extends [any?, ...infer T] ? T : never;
type ArgsOf<F extends FunctionRules> = F extends { setup_context(...args: any[]): void }
  ? Parameters<F['forward']>
  : Tail<Parameters<F['forward']>>;

/**
 * An operation with a backward of its own. Extend it with static methods and call `apply`:
 *
 *     class Exp extends torch.autograd.Function {
 *       static forward(ctx: FunctionCtx, x: Tensor) {
 *         const y = x.exp();
 *         ctx.save_for_backward(y);
 *         return y;
 *       }
 *       static backward(ctx: FunctionCtx, grad: Tensor) {
 *         const [y] = ctx.saved_tensors;
 *         return grad.mul(y);
 *       }
 *     }
 *     Exp.apply(x);
 *
 * `forward` records no graph. `backward` gets one gradient for each result and returns one for each argument of `forward`
 * (null for what is no tensor or needs none); with `create_graph` its own operators are recorded. Where a static
 * `setup_context(ctx, inputs, output)` is defined, `forward` gets no `ctx`. A static `jvp(ctx, ...tangents)` serves
 * forward-mode derivatives.
 *
 * With `setup_context` it takes part in `torch.func`'s transforms. `torch.vmap` asks for one of two things besides:
 * `static generate_vmap_rule = true`, where all of its methods consist of operators that can be mapped, or a static
 * `vmap(info, in_dims, ...args)` that returns `[output, out_dims]`. There `info` is `{batch_size, randomness}`, `in_dims`
 * has for each argument its mapped dimension, null for none, and `out_dims` says the same of the output.
 *
 * @see https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.Function
 */
// biome-ignore lint/complexity/noStaticOnlyClass: users extend it, as in Python
abstract class Function_ {
  /** Whether `torch.vmap` maps `forward`, `setup_context`, `backward` and `jvp` by itself. */
  static generate_vmap_rule: boolean = false;

  /** Runs it. As in Python it may be taken from its class: `const exp = Exp.apply`. */
  // biome-ignore lint/suspicious/noConfusingVoidType: `this` of what is called without an object
  declare static readonly apply: <F extends FunctionRules | void>(
    this: F,
    ...args: F extends FunctionRules ? ArgsOf<F> : any[]
  ) => F extends FunctionRules ? ReturnType<F['forward']> : any;
}
export const Function = callable(Function_);
export type { Function_ };
export type Function = Function_;

// One for each class, bound to it.
const applies = new WeakMap<object, (...args: unknown[]) => unknown>();
Object.defineProperty(Function, 'apply', {
  get(this: FunctionRules) {
    let apply = applies.get(this);
    if (apply === undefined) {
      apply = (...args) => applyFunction(this, args);
      applies.set(this, apply);
    }
    return apply;
  },
});

function applyFunction(cls: FunctionRules, args: unknown[]): unknown {
  if (typeof cls.forward !== 'function') {
    throw new NotImplementedError('You must implement the forward function for custom autograd.Function.');
  }
  if (activeTransforms() > 0) return applyUnderTransforms(cls, args, applyPlain);
  return applyPlain(cls, args);
}

/** On no transform, or on a single level of one. */
function applyPlain(cls: FunctionRules, given: unknown[]): unknown {
  const args = anyTransformSoFar() && activeTransforms() === 0 ? given.map(withoutDeadLevels) : given;
  const ctx = new FunctionCtx(args.map((item) => item instanceof Tensor && item.requires_grad));
  const inputs = args.filter((item): item is Tensor => item instanceof Tensor);
  const run = backwardOf(
    cls,
    ctx,
    args.map((item) => item instanceof Tensor),
  );
  run.ctx = ctx;
  const saved = native.function_begin(
    `${cls.name}Backward`,
    run,
    hold(inputs).map((item) => item._h),
  );
  const apart = cls.setup_context !== undefined;
  const forwardGradients = native.context_flag('forward_gradients');
  native.context_flag('forward_gradients', false);
  let result: unknown;
  try {
    result = no_grad(() => {
      if (!apart) return cls.forward(ctx, ...args);
      const output = cls.forward(...args);
      cls.setup_context?.(ctx, args, output);
      return output;
    });
  } finally {
    native.context_flag('forward_gradients', forwardGradients);
  }
  // biome-ignore lint/suspicious/useIsArray: named results are several results too, though not made by Array
  const several = result instanceof Array;
  const outputs: unknown[] = several ? [...(result as unknown[])] : [result];
  const finished = finish(cls, ctx, saved, inputs, outputs, apart, args);
  ctx._saved = saved;
  return several ? finished : finished[0];
}

/** A tensor that a transform left in a closure or in a saved tensor is, after its end, the one that it wrapped. */
function withoutDeadLevels(item: unknown): unknown {
  if (!(item instanceof Tensor)) return item;
  const inner = native.transform_unwrap_dead(hold(item)._handle());
  return inner === undefined ? item : new Tensor(inner);
}

/** Makes the results part of the graph. */
function finish(
  cls: FunctionRules,
  ctx: FunctionCtx,
  saved: External | null,
  inputs: Tensor[],
  outputs: unknown[],
  apart: boolean,
  args: unknown[],
): unknown[] {
  const marks = ctx._marks;
  hold([inputs, outputs, marks]);
  if (saved !== null) for (const item of marks.save) if (item !== null) native.remember(item, item._handle());
  const handles = native.function_finish(
    saved,
    inputs.map((item) => item._h),
    outputs.map((item) => (item instanceof Tensor ? item._handle() : null)),
    marks.dirty.map((item) => item._handle()),
    marks.constant.map((item) => item._handle()),
    saved === null ? [] : marks.save.map((item) => item?._handle() ?? null),
    apart,
    marks.materialize,
    (tangents) => forwardDerivative(cls, ctx, args, tangents),
  );
  ctx._marks = { save: [], forward: [], dirty: [], constant: [], materialize: marks.materialize };
  return outputs.map((item, i) => (handles[i] === undefined ? item : new Tensor(handles[i])));
}

/** Apart from `apply`, so that the graph keeps none of its arguments alive. */
function backwardOf(cls: FunctionRules, ctx: FunctionCtx, isTensor: boolean[]): NativeFunctionRun {
  return (handles) => {
    if (cls.backward !== undefined && cls.vjp !== undefined) {
      throw new RuntimeError(
        "Implementing both 'backward' and 'vjp' for a custom Function is not allowed. You should only implement one of them.",
      );
    }
    const backward = cls.backward ?? cls.vjp;
    if (backward === undefined) {
      throw new NotImplementedError(
        'You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.',
      );
    }
    const returned = backward.call(cls, ctx, ...ownAll(handles));
    // biome-ignore lint/suspicious/useIsArray: named results are several results too, though not made by Array
    const gradients = returned instanceof Array ? [...returned] : [returned];
    const surplus = gradients.slice(isTensor.length);
    if (gradients.length < isTensor.length || surplus.some((item) => item != null)) {
      throw new RuntimeError(
        `function ${cls.name}Backward returned an incorrect number of gradients (expected ${isTensor.length}, got ${gradients.length})`,
      );
    }
    hold(gradients);
    const result: (External | null)[] = [];
    isTensor.forEach((wanted, i) => {
      const gradient = gradients[i] ?? null;
      if (!wanted && gradient !== null) {
        throw new RuntimeError(
          `function ${cls.name}Backward returned a gradient different than None at position ${i + 1}, but the corresponding forward input was not a Variable`,
        );
      }
      if (gradient !== null && !(gradient instanceof Tensor))
        throw new RuntimeError(`expected Variable or None (got ${nameOf(gradient)})`);
      if (wanted) result.push(gradient === null ? null : (gradient as Tensor)._handle());
    });
    return result;
  };
}

function forwardDerivative(
  cls: FunctionRules,
  ctx: FunctionCtx,
  args: unknown[],
  handles: readonly (External | null)[],
): (External | null)[] {
  if (cls.jvp === undefined) {
    throw new NotImplementedError(
      'You must implement the jvp function for custom autograd.Function to use it with forward mode AD.',
    );
  }
  const given = ownAll(handles);
  const tangents = args.map((item) => (item instanceof Tensor ? (given.shift() ?? null) : null));
  ctx._forward = ctx._marks.forward;
  try {
    const returned = cls.jvp(ctx, ...tangents);
    // biome-ignore lint/suspicious/useIsArray: named results are several results too, though not made by Array
    const list = returned instanceof Array ? [...returned] : [returned];
    return hold(list).map((item) => (item instanceof Handle ? (item._h as External) : null));
  } finally {
    ctx._forward = null;
  }
}

/** Throws when it is differentiated. */
class Undifferentiable extends Function {
  static forward(_ctx: FunctionCtx, ...gradients: Tensor[]): Tensor[] {
    return gradients.map((gradient) => gradient.detach());
  }
  static backward(): never {
    throw new RuntimeError(
      'trying to differentiate twice a function that was marked with @once_differentiable',
    );
  }
}

type Backward = (ctx: any, ...gradients: any[]) => any;

/**
 * For a `backward` that is not itself differentiable: `static backward = once_differentiable((ctx, grad) => ...)`, or as a
 * decorator. It records no graph, and differentiating its result is a RuntimeError.
 */
export function once_differentiable<F extends Backward>(backward: F, _context?: unknown): F {
  return function once(this: unknown, ctx: FunctionCtx, ...gradients: (Tensor | null)[]) {
    const results = no_grad(() => backward.call(this, ctx, ...gradients));
    const differentiated =
      native.grad_mode() && gradients.some((item) => item instanceof Tensor && item.requires_grad);
    if (!differentiated) return results;
    const list: unknown[] = Array.isArray(results) ? results : [results];
    const fresh = list
      .filter((item): item is Tensor => item instanceof Tensor)
      .map((item) => item.detach().requires_grad_());
    const marked = applyPlain(Undifferentiable, fresh) as Tensor[];
    return list.map((item) => (item instanceof Tensor ? (marked.shift() as Tensor) : item));
  } as F;
}
