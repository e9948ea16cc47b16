import { rememberRandomState } from '../_random.ts';
import { grad as autogradGrad } from '../autograd/backward.ts';
import { dual_level, make_dual, unpack_dual } from '../autograd/forward_ad.ts';
import { enable_grad } from '../autograd/modes.ts';
import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { aten, hold } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { flatten, type Layout, unflatten } from '../tree.ts';
import { insideLevel, unwrapTensors, wrapTensors } from './level.ts';
import type { Argnums, Fn, Grad, GradAndValue, Hessian, JacobianOf, Vjp } from './types.ts';
import { vmap } from './vmap.ts';

/** Positions of the arguments that are differentiated, checked. */
function positions(argnums: Argnums, count: number): number[] {
  const list = typeof argnums === 'number' ? [argnums] : [...argnums];
  if (list.length === 0) throw new ValueError('argnums must be non-empty');
  const found = list.map((one) => {
    if (!Number.isInteger(one) || one >= count || one < -count) {
      throw new RuntimeError(`Got argnum=${one}, but only ${count} positional inputs`);
    }
    return one < 0 ? one + count : one;
  });
  if (new Set(found).size !== found.length)
    throw new RuntimeError(`argnums elements must be unique, got [${list.join(', ')}]`);
  return found;
}

function pick(argnums: Argnums, args: readonly unknown[]): unknown {
  const found = positions(argnums, args.length);
  return typeof argnums === 'number' ? args[found[0] as number] : found.map((i) => args[i]);
}

function replace(argnums: Argnums, args: readonly unknown[], chosen: any): unknown[] {
  const result = [...args];
  positions(argnums, args.length).forEach((at, i) => {
    result[at] = typeof argnums === 'number' ? chosen : chosen[i];
  });
  return result;
}

function tensorsOf(tree: unknown, what: string): { leaves: Tensor[]; layout: Layout } {
  const { leaves, layout } = flatten(tree);
  for (const leaf of leaves) {
    if (!(leaf instanceof Tensor)) throw new TypeError(`${what}: expected Tensors, got ${typeof leaf}`);
  }
  return { leaves: leaves as Tensor[], layout };
}

/** Gradients of what has a graph; zeros where there is none. */
function gradients(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  starts: readonly Tensor[] | null,
  retain_graph: boolean,
  create_graph: boolean,
): Tensor[] {
  const kept = outputs
    .map((output, i) => [output, starts?.[i] ?? null] as const)
    .filter(([y]) => y.requires_grad);
  const found: (Tensor | null)[] =
    kept.length === 0
      ? inputs.map(() => null)
      : autogradGrad(
          kept.map(([output]) => output),
          [...inputs],
          {
            grad_outputs: kept.map(([, start]) => start),
            retain_graph,
            create_graph,
            allow_unused: true,
          },
        );
  return found.map((gradient, i) => gradient ?? zerosLike(inputs[i]));
}
const zerosLike = aten('zeros_like') as (x?: Tensor) => Tensor;

/** `[output, aux]` of a function that returns such a pair. */
function splitAux(result: any, has_aux: boolean, what: string): [unknown, unknown] {
  if (!has_aux) return [result, undefined];
  if (!Array.isArray(result) || result.length !== 2) {
    throw new RuntimeError(
      `${what}: output of function f should be a tuple: (output, aux) if has_aux is True`,
    );
  }
  return result as [unknown, unknown];
}

/**
 * A function that returns the gradient of `func`, which returns one number, and its value (with `has_aux`, `[value, aux]`).
 */
export const grad_and_value = keywords(
  'grad_and_value',
  ['func', 'argnums', 'has_aux'],
  (func: Fn, argnums: Argnums = 0, has_aux: boolean = false): Fn =>
    (...args) =>
      insideLevel('grad', (level) =>
        enable_grad(() => {
          const chosen = pick(argnums, args);
          const wrapped = wrapTensors(args, level) as unknown[];
          const inputs = tensorsOf(wrapTensors(chosen, level, true), 'grad_and_value');
          const given = replace(argnums, wrapped, unflatten(inputs.leaves, inputs.layout));
          const [output, aux] = splitAux(func(...given), has_aux, 'grad_and_value(f)(*args)');
          if (!(output instanceof Tensor)) {
            throw new RuntimeError(
              `grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got ${typeof output}`,
            );
          }
          if (output.dim() !== 0) {
            throw new RuntimeError(
              `grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with ${output.dim()} dims. Maybe you wanted to use the vjp or jacrev APIs instead?`,
            );
          }
          const found = gradients([output], inputs.leaves, null, true, true);
          const result = unwrapTensors(unflatten(found, inputs.layout), level);
          const value = unwrapTensors(output, level);
          return has_aux ? [result, [value, unwrapTensors(aux, level)]] : [result, value];
        }),
      ),
) as unknown as GradAndValue;

/**
 * A function that returns the gradient of `func` by its argument number `argnums` (several: a list). `func` returns one
 * number; with `has_aux` it returns `[number, aux]`, and the result is `[gradient, aux]`. Nests: `grad(grad(f))`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.func.grad.html
 */
export const grad = keywords(
  'grad',
  ['func', 'argnums', 'has_aux'],
  (func: Fn, argnums: Argnums = 0, has_aux: boolean = false): Fn =>
    (...args) => {
      const [result, rest] = (grad_and_value as any)(func, argnums, has_aux)(...args);
      return has_aux ? [result, rest[1]] : result;
    },
) as unknown as Grad;

/**
 * `func` at `primals`, and the function from cotangents to the products with its Jacobian:
 * `const [output, vjp_fn] = torch.func.vjp(f, x)`. With `{has_aux: true}` at the end, `[output, vjp_fn, aux]`.
 */
export const vjp = vjpByPosition as unknown as Vjp;
function vjpByPosition(func: Fn, ...primals: any[]): [any, Fn, any?] {
  const last = primals.at(-1);
  const hasOptions = isOptions(last, ['has_aux']);
  const has_aux = hasOptions ? last.has_aux === true : false;
  return vjpOf(func, hasOptions ? primals.slice(0, -1) : primals, has_aux);
}

const isOptions = (value: any, names: string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((name) => names.includes(name));

function vjpOf(func: Fn, primals: unknown[], has_aux: boolean): [any, Fn, any?] {
  return insideLevel('grad', (level) =>
    enable_grad(() => {
      const inputs = tensorsOf(wrapTensors(primals, level, true), 'vjp');
      const [output, aux] = splitAux(
        func(...unflatten(inputs.leaves, inputs.layout)),
        has_aux,
        'vjp(f, *primals)',
      );
      const results = tensorsOf(output, 'vjp(f, *primals): Expected f(*primals) to return only tensors');
      const pull: Fn = (...given) => {
        const options = isOptions(given.at(-1), ['retain_graph', 'create_graph']) ? given.pop() : {};
        const cotangents = tensorsOf(given.length === 1 ? given[0] : given, 'vjp_fn(cotangents)').leaves;
        if (cotangents.length !== results.leaves.length) {
          throw new RuntimeError(
            `Expected pytree structure of cotangents to be the same as pytree structure of outputs to the function. cotangents: ${cotangents.length}, primal output: ${results.leaves.length}`,
          );
        }
        const found = gradients(
          results.leaves,
          inputs.leaves,
          cotangents,
          options.retain_graph ?? true,
          options.create_graph ?? native.grad_mode(),
        );
        const tree = unflatten(found, inputs.layout) as unknown[];
        return tree;
      };
      const value = unwrapTensors(unflatten(results.leaves, results.layout), level);
      return has_aux ? [value, pull, unwrapTensors(aux, level)] : [value, pull];
    }),
  );
}

let jvpLevels = 0;

/** Forward-mode gradients on, whatever the surroundings say. */
function withForwardGradients<T>(body: () => T): T {
  const before = native.context_flag('forward_gradients');
  native.context_flag('forward_gradients', true);
  jvpLevels += 1;
  try {
    return jvpLevels === 1 ? dual_level(body) : body();
  } finally {
    jvpLevels -= 1;
    native.context_flag('forward_gradients', before);
  }
}

/**
 * The value of `func` at `primals` (a list, one for each argument) and its derivative in the direction of `tangents`:
 * `const [output, tangent] = torch.func.jvp(f, [x], [t])`. With `has_aux`, `[output, tangent, aux]`.
 *
 * @throws RuntimeError where primals and tangents differ; with `strict` where an output does not depend on any input.
 */
export const jvp = keywords(
  'jvp',
  ['func', 'primals', 'tangents', 'strict', 'has_aux'],
  (
    func: Fn,
    primals: readonly unknown[],
    tangents: readonly unknown[],
    strict: boolean = false,
    has_aux: boolean = false,
  ): any[] => {
    if (!Array.isArray(primals) || !Array.isArray(tangents)) {
      throw new RuntimeError(
        'jvp(f, primals, tangents): Expected primals and tangents to be lists. E.g. it should be valid to call f(*primals).',
      );
    }
    const inputs = tensorsOf(primals, 'jvp: primals');
    const directions = tensorsOf(tangents, 'jvp: tangents').leaves;
    if (inputs.leaves.length === 0)
      throw new RuntimeError('jvp(f, primals, tangents): Expected at least one Tensor');
    if (directions.length !== inputs.leaves.length) {
      throw new RuntimeError(
        `jvp(f, primals, tangents): Expected primals and tangents to have the same python structure. For example, if primals is a tuple of 3 tensors, tangents also must be. Got ${inputs.leaves.length} primals and ${directions.length} tangents`,
      );
    }
    return insideLevel('jvp', (level) =>
      withForwardGradients(() => {
        const duals = inputs.leaves.map((x, i) => make_dual(x, directions[i] as Tensor, { level: 0 }));
        const [output, aux] = splitAux(
          func(...unflatten(duals, inputs.layout)),
          has_aux,
          'jvp(f, primals, tangents)',
        );
        const results = tensorsOf(
          output,
          'jvp(f, primals, tangents): Expected f(*primals) to return only tensors',
        );
        const values: Tensor[] = [];
        const derivatives: Tensor[] = [];
        for (const result of results.leaves) {
          const { primal, tangent } = unpack_dual(result, { level: 0 });
          if (tangent === null && strict) {
            throw new RuntimeError(
              'jvp(f, primals, tangents, strict=True): The output of f is independent of the inputs. This is not allowed with strict=True.',
            );
          }
          values.push(primal);
          derivatives.push(tangent ?? zerosLike(primal));
        }
        const out = unwrapTensors(unflatten(values, results.layout), level);
        const derivative = unwrapTensors(unflatten(derivatives, results.layout), level);
        return has_aux ? [out, derivative, unwrapTensors(aux, level)] : [out, derivative];
      }),
    );
  },
);

/** For tensors of these sizes together, the rows of the identity: (all, ...size) for each. */
function basisFor(tensors: readonly Tensor[]): Tensor[] {
  const total = tensors.reduce((sum, x) => sum + x.numel(), 0);
  let offset = 0;
  return tensors.map((x) => {
    const count = x.numel();
    const rows = x.new_zeros([total, count]); // mapped where an outer vmap maps `x`
    rows.diagonal(0 - offset).fill_(1);
    offset += count;
    return rows.view([total, ...x.shape]);
  });
}

const sizesOf = (tensors: readonly Tensor[]) => tensors.map((x) => x.numel());

/**
 * A function that returns the Jacobian of `func` by its argument number `argnums`, row by row with reverse mode:
 * (...output, ...input) for each output and argument. With `has_aux`, `[jacobian, aux]`.
 */
export const jacrev = keywords(
  'jacrev',
  ['func', 'argnums', 'has_aux', 'chunk_size'],
  (func: Fn, argnums: Argnums = 0, has_aux: boolean = false, chunk_size: number | null = null): Fn =>
    (...args) => {
      const chosen = pick(argnums, args);
      const part: Fn = (...some) =>
        func(...replace(argnums, args, typeof argnums === 'number' ? some[0] : some));
      const [output, pull, aux] = vjpOf(
        part,
        typeof argnums === 'number' ? [chosen] : (chosen as unknown[]),
        has_aux,
      );
      const results = tensorsOf(output, 'jacrev');
      const sizes = sizesOf(results.leaves);
      const basis = basisFor(results.leaves);
      const rows = vmap((...start: Tensor[]) => pull(unflatten(start, results.layout)), { chunk_size })(
        ...basis,
      );
      const inputs = tensorsOf(chosen, 'jacrev');
      const columns = tensorsOf(rows, 'jacrev').leaves; // (all outputs, ...input)
      const byOutput = results.leaves.map((y, i) => {
        const start = sizes.slice(0, i).reduce((a, b) => a + b, 0);
        const found = columns.map((column, k) =>
          column
            .narrow(0, start, sizes[i] as number)
            .reshape([...y.shape, ...(inputs.leaves[k] as Tensor).shape]),
        );
        return unflatten(found, inputs.layout);
      });
      const jacobian = unflatten(byOutput, results.layout);
      return has_aux ? [jacobian, aux] : jacobian;
    },
) as unknown as JacobianOf<{ chunk_size?: number | null }>;

/** The same with forward mode, column by column: the better one where there are more outputs than inputs. */
export const jacfwd = keywords(
  'jacfwd',
  ['func', 'argnums', 'has_aux', 'randomness'],
  (
    func: Fn,
    argnums: Argnums = 0,
    has_aux: boolean = false,
    randomness: 'error' | 'same' | 'different' = 'error',
  ): Fn =>
    (...args) => {
      const chosen = pick(argnums, args);
      const inputs = tensorsOf(chosen, 'jacfwd');
      const part: Fn = (...leaves) => func(...replace(argnums, args, unflatten(leaves, inputs.layout)));
      let layout: Layout = null;
      let aux: unknown;
      const push = (...directions: Tensor[]) => {
        const found = jvp(part, inputs.leaves, directions, false, has_aux);
        aux = found[2];
        const results = tensorsOf(found[1], 'jacfwd');
        layout = results.layout;
        return results.leaves;
      };
      const basis = basisFor(inputs.leaves);
      const columns = vmap(push, { randomness })(...basis) as Tensor[]; // (all inputs, ...output)
      const sizes = sizesOf(inputs.leaves);
      const byOutput = columns.map((column) => {
        const found = inputs.leaves.map((x, k) => {
          const start = sizes.slice(0, k).reduce((a, b) => a + b, 0);
          const own = column.narrow(0, start, sizes[k] as number).movedim(0, -1);
          return own.reshape([...column.shape.slice(1), ...x.shape]);
        });
        return unflatten(found, inputs.layout);
      });
      const jacobian = unflatten(byOutput, layout);
      return has_aux ? [jacobian, aux] : jacobian;
    },
) as unknown as JacobianOf<{ randomness?: 'error' | 'same' | 'different' }>;

/** A function that returns the Hessian of `func`: forward mode over reverse mode. */
export const hessian = keywords(
  'hessian',
  ['func', 'argnums'],
  (func: Fn, argnums: Argnums = 0): Fn => jacfwd(jacrev(func, argnums), argnums),
) as unknown as Hessian;

/**
 * The value of `func` at `primals`, and the function from tangents to its derivative there in their direction:
 * `const [output, jvp_fn] = torch.func.linearize(f, x)`. `jvp_fn` may be called often, and inside of `vmap`.
 *
 * `jvp_fn` runs `func` on the same values and with the same random numbers each time, since no graph can be recorded of a
 * JavaScript function; a function that reads what changes between the calls is not linear in this sense.
 *
 * @throws RuntimeError for tangents that are laid out, shaped or typed differently from the primals.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.func.linearize.html
 */
export function linearize(func: Fn, ...primals: any[]): [any, Fn] {
  const inputs = tensorsOf(primals, 'linearize: primals');
  const kept = inputs.leaves.map((x) => x.detach().clone());
  const restore = rememberRandomState(kept);
  const output = func(...primals);
  const whole = (...leaves: Tensor[]) => func(...unflatten(leaves, inputs.layout));
  return [
    output,
    (...tangents) => {
      const given = flatten(tangents);
      if (JSON.stringify(given.layout) !== JSON.stringify(inputs.layout)) {
        throw new RuntimeError(
          `Expected the tangents ${JSON.stringify(given.layout)} to have the same argspec as the primals ${JSON.stringify(inputs.layout)}`,
        );
      }
      const directions = tensorsOf(tangents, 'linearize: tangents').leaves;
      directions.forEach((t, i) => {
        checkTangent(t, kept[i] as Tensor, i);
      });
      const back = rememberRandomState(kept);
      restore();
      try {
        return jvp(whole, kept, directions)[1];
      } finally {
        back();
      }
    },
  ];
}

function checkTangent(tangent: Tensor, primal: Tensor, i: number): void {
  for (const what of ['shape', 'device', 'dtype'] as const) {
    const [found, wanted] = [String(tangent[what]), String(primal[what])];
    if (found !== wanted) {
      throw new RuntimeError(
        `tangent:${i} with ${what} ${found} in flattened pytree doesn't match the ${what} ${wanted} of the corresponding primal.`,
      );
    }
  }
}

/**
 * What a transform wrapped: for a look at a value inside of a transformed function, and for nothing else. `recurse` takes
 * off the wrappers of all levels.
 */
export function debug_unwrap(tensor: Tensor, { recurse = true }: { recurse?: boolean } = {}): Tensor {
  const h = native.transform_peel(hold(tensor)._handle());
  if (h === undefined) return tensor;
  const inner = new Tensor(h);
  return recurse ? debug_unwrap(inner) : inner;
}
