import { IndexError, RuntimeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { aten, hold } from '../ops/index.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { flatten, type Layout, spread, unflatten } from '../tree.ts';
import { insideLevel } from './level.ts';

/** A dimension for all tensors, or nested lists and objects with one (or null) for each. */
export type Dims = number | null | readonly Dims[] | { readonly [name: string]: Dims };
type Fn<A extends any[], R> = (...args: A) => R;

const isDim = (value: unknown): value is number | null => value === null || typeof value === 'number';
const kindOf = (value: unknown) =>
  value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;

/** Whole arguments: the leaves, where each is mapped over, and how many there are to map. */
function readInputs(args: unknown[], in_dims: Dims, what: string) {
  const { leaves, layout } = flatten(args);
  const dims = spread(in_dims, layout, isDim);
  if (dims === undefined) {
    throw new ValueError(
      `vmap(${what}, in_dims=${JSON.stringify(in_dims)}, ...)(<inputs>): in_dims is not compatible with the structure of inputs. ` +
        'Give one number or null for all of them, or nested lists that follow the inputs.',
    );
  }
  const sizes = leaves.map((leaf, i) => {
    const dim = dims[i] as number | null;
    if (dim === null) return null;
    if (!(leaf instanceof Tensor)) {
      throw new ValueError(
        `vmap(${what}, in_dims=${JSON.stringify(in_dims)}, ...)(<inputs>): Got in_dim=${dim} for an input but the input is of type ${kindOf(leaf)}. ` +
          'We cannot vmap over non-Tensor arguments, please use null as the respective in_dim',
      );
    }
    if (!Number.isInteger(dim) || dim < -leaf.dim() || dim >= leaf.dim()) {
      throw new ValueError(
        `vmap(${what}, in_dims=${JSON.stringify(in_dims)}, ...)(<inputs>): Got in_dim=${dim} for some input, but that input is a Tensor of dimensionality ${leaf.dim()} so expected in_dim to satisfy -${leaf.dim()} <= in_dim < ${leaf.dim()}.`,
      );
    }
    if (dim < 0) dims[i] = dim + leaf.dim();
    return leaf.size(dims[i] as number);
  });
  const found = sizes.filter((size): size is number => size !== null);
  if (found.length === 0) {
    throw new ValueError(
      args.length === 0
        ? `vmap(${what})(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function with no inputs. The latter is unsupported.`
        : `vmap(${what}, in_dims=${JSON.stringify(in_dims)}, ...)(<inputs>): at least one of the inputs must be mapped over`,
    );
  }
  if (found.some((size) => size !== found[0])) {
    throw new ValueError(
      `vmap: Expected all tensors to have the same size in the mapped dimension, got sizes [${found.join(', ')}] for the mapped dimension`,
    );
  }
  return { leaves, layout, dims, batch_size: found[0] as number };
}

function once(
  func: Fn<any[], unknown>,
  leaves: unknown[],
  dims: (number | null)[],
  layout: Layout,
  batch_size: number,
  out_dims: Dims,
  randomness: string,
) {
  return insideLevel(
    'vmap',
    (level) => {
      const inside = leaves.map((leaf, i) => {
        const dim = dims[i];
        return dim == null ? leaf : new Tensor(native.batch_add(hold(leaf as Tensor)._handle(), dim, level));
      });
      const output = flatten(func(...unflatten(inside, layout)));
      const places = spread(out_dims, output.layout, isDim);
      if (places === undefined) {
        throw new ValueError(
          `vmap(${func.name}, ..., out_dims=${JSON.stringify(out_dims)}): out_dims is not compatible with the structure of outputs`,
        );
      }
      const results = output.leaves.map((leaf, i) => {
        const dim = places[i] as number | null;
        if (!(leaf instanceof Tensor)) {
          if (dim === null) return leaf;
          throw new ValueError(
            `vmap(${func.name}, ...): \`${func.name}\` must only return Tensors, got type ${kindOf(leaf)}. Did you mean to set out_dims= to null for output?`,
          );
        }
        if (dim === null) return leaf;
        if (!Number.isInteger(dim) || dim > leaf.dim() || dim < -leaf.dim() - 1) {
          throw new IndexError(
            `Dimension out of range (expected to be in range of [${-leaf.dim() - 1}, ${leaf.dim()}], but got ${dim})`,
          );
        }
        return new Tensor(native.batch_remove(hold(leaf)._handle(), level, batch_size, dim));
      });
      return { results, layout: output.layout, places };
    },
    batch_size,
    randomness,
  );
}

/** The plain object behind the arguments that `in_dims` has dimensions for; null where there is none. */
function keywordsOf(args: readonly unknown[], in_dims: Dims): object | null {
  const last = args.at(-1);
  const beyond = Array.isArray(in_dims) && in_dims.length === args.length - 1;
  return beyond && isPlainObject(last) ? last : null;
}
function named(func: Fn<any[], unknown>, keywords: object): Fn<any[], unknown> {
  return Object.defineProperty((...args: any[]) => func(...args, keywords), 'name', { value: func.name });
}

const cat = aten('cat');

/**
 * `func` mapped over a dimension of its arguments, all at once: each operator runs on the whole batch.
 *
 * `in_dims` and `out_dims` say which dimension is mapped, one for all or one for each tensor (null: the tensor is the same
 * for all). `randomness` is `'error'`, `'same'` or `'different'`: what random operators inside do. `chunk_size` maps that
 * many at a time. The function must not branch on values, as `item()` is not defined inside.
 *
 * A plain object at the end is an argument like the others, its tensors mapped as `in_dims` says. Where `in_dims` is a list
 * that is shorter by one, it is what Python's keywords are, handed on as it stands:
 * `vmap((x, { scale }) => x.mul(scale), { in_dims: [0] })(x, { scale })`.
 *
 * @throws ValueError for dimensions that do not fit, RuntimeError for an operator that cannot be mapped.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.vmap.html
 */
export const vmap = keywords(
  'vmap',
  ['func', 'in_dims', 'out_dims', 'randomness', 'chunk_size'],
  <A extends any[], R>(
    func: Fn<A, R>,
    in_dims: Dims = 0,
    out_dims: Dims = 0,
    randomness: 'error' | 'same' | 'different' = 'error',
    chunk_size: number | null = null,
  ): Fn<A, R> => {
    if (!['error', 'same', 'different'].includes(randomness)) {
      throw new RuntimeError(
        `Only allowed values for randomness are 'error', 'different', or 'same'. Got ${String(randomness)}`,
      );
    }
    if (chunk_size !== null && (!Number.isInteger(chunk_size) || chunk_size <= 0)) {
      throw new ValueError(`vmap: chunk_size should be null or greater than 0. (got ${chunk_size})`);
    }
    return (...args: A): R => {
      const keywords = keywordsOf(args, in_dims);
      const mapped = keywords === null ? args : args.slice(0, -1);
      const body: Fn<any[], unknown> = keywords === null ? func : named(func, keywords);
      const { leaves, layout, dims, batch_size } = readInputs(mapped, in_dims, func.name || '<lambda>');
      if (chunk_size === null || chunk_size >= batch_size) {
        const { results, layout: shape } = once(body, leaves, dims, layout, batch_size, out_dims, randomness);
        return unflatten(results, shape);
      }
      const parts: ReturnType<typeof once>[] = [];
      for (let start = 0; start < batch_size; start += chunk_size) {
        const length = Math.min(chunk_size, batch_size - start);
        const some = leaves.map((leaf, i) =>
          dims[i] == null ? leaf : (leaf as Tensor).narrow(dims[i] as number, start, length),
        );
        parts.push(once(body, some, dims, layout, length, out_dims, randomness));
      }
      const [first] = parts as [ReturnType<typeof once>];
      const joined = first.results.map((leaf, i) =>
        first.places[i] === null
          ? leaf
          : cat(
              parts.map(({ results }) => results[i]),
              first.places[i],
            ),
      );
      return unflatten(joined, first.layout);
    };
  },
) as unknown as {
  <A extends any[], R>(func: Fn<A, R>, in_dims?: Dims, out_dims?: Dims, ...options: VmapOptions[]): Fn<A, R>;
  <A extends any[], R>(func: Fn<A, R>, options: VmapOptions): Fn<A, R>;
};

export interface VmapOptions {
  in_dims?: Dims;
  out_dims?: Dims;
  randomness?: 'error' | 'same' | 'different';
  chunk_size?: number | null;
}
