// What a custom function does inside of torch.func's transforms: one level at a time, from the innermost outwards.

import { NotImplementedError, RuntimeError } from '../errors.ts';
import { insideLevel } from '../func/level.ts';
import { type ActiveTransform, native } from '../native.ts';
import { hold } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { flatten, spread, unflatten } from '../tree.ts';
import type { FunctionCtx } from './function.ts';
import { enable_grad, no_grad } from './modes.ts';
import { countTransform } from './transforms.ts';

/** A class with the static methods of a custom function. */
export interface FunctionRules {
  name: string;
  generate_vmap_rule?: boolean;
  forward(...args: any[]): any;
  backward?(ctx: FunctionCtx, ...gradients: any[]): unknown;
  vjp?(ctx: FunctionCtx, ...gradients: any[]): unknown;
  jvp?(ctx: FunctionCtx, ...tangents: any[]): unknown;
  setup_context?(ctx: FunctionCtx, inputs: any, output: any): void;
  vmap?(info: VmapInfo, in_dims: (number | null)[], ...args: any[]): unknown;
}

/** What a static `vmap` is told of the transform. */
export interface VmapInfo {
  readonly batch_size: number;
  readonly randomness: 'error' | 'same' | 'different';
}

type Apply = (rules: FunctionRules, args: unknown[]) => unknown;
type Dim = number | null;
const isDim = (value: unknown): value is Dim => value === null || typeof value === 'number';
const GUIDE = 'For more details, please see https://pytorch.org/docs/main/notes/extending.func.html';

// biome-ignore lint/suspicious/useIsArray: named results are several results too, though not made by Array
const isSeveral = (value: unknown): value is unknown[] => value instanceof Array;
const listOf = (value: unknown): unknown[] => (isSeveral(value) ? [...value] : [value]);

/**
 * Runs a custom function as the innermost transform asks for, on whatever transforms are below it. `apply` runs it on one
 * level of autograd alone.
 */
export function applyUnderTransforms(rules: FunctionRules, args: unknown[], apply: Apply): unknown {
  if (rules.setup_context === undefined) {
    throw new RuntimeError(
      'In order to use an autograd.Function with functorch transforms (vmap, grad, jvp, jacrev, ...), ' +
        `it must override the setup_context staticmethod. ${GUIDE}`,
    );
  }
  return call(rules, args, apply);
}

function call(rules: FunctionRules, args: unknown[], apply: Apply): unknown {
  const top = native.transform_top();
  if (top === null) return apply(rules, args);
  switch (top[0]) {
    case 'vmap':
      return callMapped(top, rules, args, apply);
    case 'functionalize':
      throw new RuntimeError('NYI: Functionalize rule for custom_function_call');
    default:
      return callDifferentiated(top, rules, args, apply);
  }
}

/** Runs `body` on the transforms below the innermost one. */
function lowered<T>([kind, , , , mode_before]: ActiveTransform, body: () => T): T {
  const below = () =>
    native.transform_lower(() => {
      countTransform(-1);
      try {
        return body();
      } finally {
        countTransform(1);
      }
    });
  if (mode_before) return below();
  return kind === 'grad' ? no_grad(below) : withForwardGradients(false, below);
}

function withForwardGradients<T>(on: boolean, body: () => T): T {
  const before = native.context_flag('forward_gradients');
  native.context_flag('forward_gradients', on);
  try {
    return body();
  } finally {
    native.context_flag('forward_gradients', before);
  }
}

const changeTensors = (args: readonly unknown[], change: (x: Tensor) => Tensor): unknown[] =>
  args.map((item) => (item instanceof Tensor ? change(item) : item));

/** Results as a level sees them; an argument that comes back is the very tensor that was passed. */
function wrapResults(
  results: unknown,
  inner: readonly unknown[],
  outer: readonly unknown[],
  wrap: (x: Tensor, place: number) => Tensor,
): unknown {
  const passed = new Map(inner.map((item, i) => [item, outer[i]]));
  const wrapped = listOf(results).map((item, i) => {
    if (!(item instanceof Tensor)) return item;
    return passed.has(item) ? passed.get(item) : wrap(item, i);
  });
  return isSeveral(results) ? wrapped : wrapped[0];
}

/** At a level of grad or jvp: a function whose forward is the original one on the levels below. */
function callDifferentiated(
  top: ActiveTransform,
  rules: FunctionRules,
  args: unknown[],
  apply: Apply,
): unknown {
  const level = top[1];
  const lifted = changeTensors(args, (x) => new Tensor(native.transform_lift(hold(x)._handle())));
  const atLevel: FunctionRules = {
    ...staticsOf(rules),
    name: `${rules.name}Generated`,
    forward(...operands) {
      const inner = changeTensors(
        operands,
        (x) => new Tensor(native.transform_unwrap(hold(x)._handle(), level)),
      );
      // The level below has a graph, and forward derivatives, of its own.
      const results = enable_grad(() =>
        withForwardGradients(true, () => lowered(top, () => call(rules, inner, apply))),
      );
      return wrapResults(
        results,
        inner,
        operands,
        (x) => new Tensor(native.transform_wrap(hold(x)._handle(), level, false)),
      );
    },
  };
  return apply(atLevel, lifted);
}

const staticsOf = (rules: FunctionRules) => ({
  setup_context: rules.setup_context?.bind(rules),
  backward: rules.backward?.bind(rules),
  vjp: rules.vjp?.bind(rules),
  jvp: rules.jvp?.bind(rules),
});

/** Tensors without the dimension that a level hides, and which it was: null for none. */
function unhide(args: readonly unknown[], level: number): { plain: unknown[]; dims: Dim[] } {
  const dims: Dim[] = [];
  const plain = args.map((item) => {
    const found = item instanceof Tensor ? native.batch_unwrap(hold(item)._handle(), level) : undefined;
    dims.push(found?.[1] ?? null);
    return found === undefined ? item : new Tensor(found[0]);
  });
  return { plain, dims };
}

const hide = (args: readonly unknown[], dims: readonly Dim[], level: number): unknown[] =>
  args.map((item, i) => {
    const dim = dims[i] ?? null;
    if (!(item instanceof Tensor) || dim === null) return item;
    return new Tensor(native.batch_add(hold(item)._handle(), dim, level));
  });

function callMapped(top: ActiveTransform, rules: FunctionRules, args: unknown[], apply: Apply): unknown {
  const [, level, batch_size, randomness] = top;
  const info: VmapInfo = { batch_size, randomness };
  if (rules.generate_vmap_rule === true && rules.vmap !== undefined) {
    throw new RuntimeError(
      `You tried to vmap over ${rules.name}, but it has both generate_vmap_rule=True and an overridden vmap staticmethod. ` +
        `Please set generate_vmap_rule=False or delete the overridden vmap staticmethod to avoid ambiguity. ${GUIDE}`,
    );
  }
  if (rules.generate_vmap_rule !== true && rules.vmap === undefined) {
    throw new RuntimeError(
      `You tried to vmap over ${rules.name}, but it does not have vmap support. ` +
        `Please override and implement the vmap staticmethod or set generate_vmap_rule=True. ${GUIDE}`,
    );
  }
  const { plain, dims } = unhide(args, level);
  if (rules.generate_vmap_rule === true) {
    const results = lowered(top, () => call(mappedFunction(rules, dims, info), plain, apply)) as unknown[];
    const [outputs, out_dims] = splitDims(results);
    const hidden = hide(listOf(outputs), listOf(out_dims) as Dim[], level);
    return isSeveral(outputs) ? hidden : hidden[0];
  }
  // A function of unmapped tensors is the same for all.
  if (dims.every((dim) => dim === null)) return lowered(top, () => call(rules, plain, apply));
  const returned = lowered(top, () => rules.vmap?.(info, dims, ...plain));
  if (!isSeveral(returned) || returned.length !== 2) {
    const got = isSeveral(returned) ? `${returned.length} returns` : `a ${typeof returned}`;
    throw new RuntimeError(
      'Expected the vmap staticmethod to have two returns, an output and out_dims with pytree structure ' +
        `compatible with the output. Got ${got} instead`,
    );
  }
  const [output, out_dims] = returned;
  const places = spread(out_dims, flatten(output).layout, isDim);
  if (places === undefined) {
    throw new RuntimeError(
      "The autograd.Function's vmap staticmethod returned an incompatible (output, out_dims) tuple. " +
        `Expected out_dims=${JSON.stringify(out_dims)} to be compatible with the structure of \`output\`. ${GUIDE}`,
    );
  }
  return wrapResults(output, plain, args, (x, i) => hide([x], [places[i] as Dim], level)[0] as Tensor);
}

/** The outputs of a mapped function, the last of which says where each has the mapped dimension. */
function splitDims(results: unknown[]): [outputs: unknown, out_dims: unknown] {
  const out_dims = results.at(-1);
  return [isSeveral(out_dims) ? results.slice(0, -1) : results[0], out_dims];
}

/** `body` mapped over `dims` of its arguments: its results without the mapped dimension, and where it is in each. */
function mapped(
  info: VmapInfo,
  args: readonly unknown[],
  dims: readonly Dim[],
  body: (...inside: any[]) => unknown,
): [results: unknown, dims: Dim[]] {
  return insideLevel(
    'vmap',
    (level) => {
      const { leaves, layout } = flatten(body(...hide(args, dims, level)));
      const { plain, dims: out } = unhide(leaves, level);
      return [unflatten(plain, layout), out];
    },
    info.batch_size,
    info.randomness,
  );
}

/** What one application of a mapped function remembers for its derivatives, beside what it saves. */
interface Mapping {
  out_dims: Dim[];
  saved_dims: Dim[];
  /** The shape of each argument without the mapped dimension; null for what is no tensor. */
  shapes: (readonly number[] | null)[];
}

/** The function over a whole batch that `generate_vmap_rule` asks for: its methods are the original's, mapped. */
function mappedFunction(rules: FunctionRules, in_dims: Dim[], info: VmapInfo): FunctionRules {
  // On the context, since one application has a context for each level of grad.
  const kept = Symbol(`vmap of ${rules.name}`);
  const mappingOf = (ctx: FunctionCtx): Mapping => (ctx as any)[kept];
  /** A method of the original, on contexts whose saved tensors are mapped too. */
  const derive = (ctx: FunctionCtx, given: unknown[], dims: Dim[], method: (...args: any[]) => unknown) => {
    const saved = ctx.saved_tensors as unknown[];
    const both = [...saved, ...given];
    return mapped(info, both, [...mappingOf(ctx).saved_dims, ...dims], (...inside) =>
      method.call(rules, withSaved(ctx, inside.slice(0, saved.length)), ...inside.slice(saved.length)),
    );
  };
  const backward = rules.backward ?? rules.vjp;
  return {
    name: `Vmapped${rules.name}`,
    generate_vmap_rule: true,
    forward(...operands) {
      const [outputs, dims] = mapped(info, operands, in_dims, (...inside) => rules.forward(...inside));
      return isSeveral(outputs) ? [...outputs, dims] : [outputs, dims[0] ?? null];
    },
    setup_context(ctx, inputs: unknown[], results: unknown[]) {
      const [outputs, out_dims] = splitDims(results);
      const dims = listOf(out_dims) as Dim[];
      let saved_dims: Dim[] = [];
      let shapes: Mapping['shapes'] = [];
      // Inside of the level, so that a shape that it keeps is that of one sample.
      insideLevel(
        'vmap',
        (level) => {
          const inside = hide(inputs, in_dims, level);
          const given = hide(listOf(outputs), dims, level);
          const saving = savingAt(ctx, level, (found) => {
            saved_dims = found;
          });
          rules.setup_context?.(saving, inside, isSeveral(outputs) ? given : given[0]);
          shapes = inside.map((item) => (item instanceof Tensor ? [...item.shape] : null));
        },
        info.batch_size,
        info.randomness,
      );
      (ctx as any)[kept] = { out_dims: dims, saved_dims, shapes } satisfies Mapping;
    },
    backward(ctx, ...gradients) {
      if (backward === undefined) {
        throw new NotImplementedError(
          'You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.',
        );
      }
      const { out_dims, shapes } = mappingOf(ctx);
      const given = gradients.slice(0, -1);
      const dims = given.map((item, i) => (item === null ? null : (out_dims[i] ?? null)));
      const [results, found] = derive(ctx, given, dims, backward);
      return listOf(results).map((gradient, i) =>
        reduced(gradient, found[i] ?? null, in_dims[i] ?? null, info, shapes[i] ?? null),
      );
    },
    jvp(ctx, ...tangents) {
      if (rules.jvp === undefined) {
        throw new NotImplementedError(
          'You must implement the jvp function for custom autograd.Function to use it with forward mode AD.',
        );
      }
      const dims = tangents.map((item, i) => (item === null ? null : (in_dims[i] ?? null)));
      const [results, found] = derive(ctx, tangents, dims, rules.jvp);
      const { out_dims } = mappingOf(ctx);
      const list = listOf(results).map((tangent, i) =>
        reduced(tangent, found[i] ?? null, out_dims[i] ?? null, info, null),
      );
      return [...list, null];
    },
  };
}

/** A derivative with the mapped dimension where its tensor has it, or summed over it where the tensor has none. */
function reduced(
  gradient: unknown,
  found: Dim,
  wanted: Dim,
  info: VmapInfo,
  shape: readonly number[] | null,
): Tensor | null {
  if (!(gradient instanceof Tensor)) return null;
  if (wanted === null) return found === null ? gradient : gradient.sum(found);
  let whole = gradient;
  let at = found;
  if (at === null) {
    const size = [...gradient.shape];
    size.splice(wanted, 0, info.batch_size);
    whole = gradient.unsqueeze(wanted).expand(size);
    at = wanted;
  }
  if (shape === null) return at === wanted ? whole : whole.movedim(at, wanted);
  // Autograd could not reduce what was broadcast beside the mapped dimension.
  const [result, [dim]] = mapped(info, [whole], [at], (one: Tensor) => one.sum_to_size(shape)) as [
    Tensor,
    Dim[],
  ];
  if (dim == null)
    return result
      .unsqueeze(wanted)
      .expand([info.batch_size, ...result.shape])
      .movedim(0, wanted);
  return dim === wanted ? result : result.movedim(dim, wanted);
}

/** The context as a level sees it; what is saved through it is saved without the level's dimension. */
function savingAt(ctx: FunctionCtx, level: number, note: (dims: Dim[]) => void): FunctionCtx {
  const save =
    (method: 'save_for_backward' | 'save_for_forward') =>
    (...tensors: (Tensor | null | undefined)[]) => {
      const { plain, dims } = unhide(tensors, level);
      ctx[method](...(plain as Tensor[]));
      note(dims);
    };
  return overlay(ctx, {
    save_for_backward: save('save_for_backward'),
    save_for_forward: save('save_for_forward'),
  });
}

const withSaved = (ctx: FunctionCtx, saved: unknown[]): FunctionCtx => overlay(ctx, { saved_tensors: saved });

/** A context with some of its properties replaced; all others are read from and written to the original. */
const overlay = (ctx: FunctionCtx, replaced: Record<string, unknown>): FunctionCtx =>
  new Proxy(ctx, {
    get: (target, name) =>
      typeof name === 'string' && Object.hasOwn(replaced, name)
        ? replaced[name]
        : Reflect.get(target, name, target),
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
