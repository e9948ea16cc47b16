// The parts of torch.sparse that PyTorch writes in Python.
import { type Context, context } from './context.ts';
import { dtypes, type layout, layouts } from './dtype.ts';
import { RuntimeError, TypeError } from './errors.ts';
import { invariants, sparse_compressed_tensor, sparse_coo_tensor } from './functional.ts';
import { native } from './native.ts';
import { aten } from './ops/index.ts';
import { Tensor } from './tensor.ts';

const FLAG = 'sparse.check_invariants';
type Fn = (...args: any[]) => any;

/** A setting for the length of a block, which has functions to set it for good. */
interface InvariantChecks {
  /** For the length of the scope, with `using`; `enable` false switches the checks off. */
  (enable?: boolean): Disposable;
  /** For the length of `body`. */
  <T>(body: () => T): T;
  <T>(enable: boolean, body: () => T): T;
  is_enabled(): boolean;
  enable(): void;
  disable(): void;
}

function set(on: boolean): void {
  native.context_flag(FLAG, on);
  invariants.unchecked = !on;
}

function checks<T>(enable: boolean | (() => T) = true, body?: () => T): T | Disposable {
  const on = typeof enable === 'function' ? true : enable;
  if (typeof on !== 'boolean') {
    throw new TypeError(`check_sparse_tensor_invariants: expected a boolean or a function, got ${typeof on}`);
  }
  return context(
    () => {
      const before = native.context_flag(FLAG);
      const { unchecked } = invariants;
      set(on);
      return () => {
        native.context_flag(FLAG, before);
        invariants.unchecked = unchecked;
      };
    },
    typeof enable === 'function' ? enable : body,
  );
}

/**
 * Whether every way to a sparse tensor checks its parts (indices in range and sorted, sizes that fit): without a check,
 * wrong indices read foreign memory later. `check_sparse_tensor_invariants(() => ...)`, or with `using`, or `.enable()` and
 * `.disable()` for good, or the factories' own `check_invariants`. Off at first, but for the factories themselves: unlike
 * Python's they check until told not to.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.sparse.check_sparse_tensor_invariants.html
 */
export const check_sparse_tensor_invariants: InvariantChecks = Object.assign(checks as Context, {
  is_enabled: (): boolean => native.context_flag(FLAG),
  enable: (): void => set(true),
  disable: (): void => set(false),
});

/** What a sparse input is for a gradcheck: its values, which are strided, and how to make it of them again. */
interface Strided {
  readonly values: Tensor;
  restore(values: Tensor): Tensor;
}

const compressed: readonly layout[] = [
  layouts.sparse_csr,
  layouts.sparse_csc,
  layouts.sparse_bsr,
  layouts.sparse_bsc,
] as layout[];
const blocked: readonly layout[] = [layouts.sparse_bsr, layouts.sparse_bsc] as layout[];
const byRows: readonly layout[] = [layouts.sparse_csr, layouts.sparse_bsr] as layout[];
const isSparse = (x: Tensor): boolean => x.layout === layouts.sparse_coo || compressed.includes(x.layout);
const isInput = (item: unknown): item is Tensor =>
  item instanceof Tensor && item.requires_grad && isSparse(item);

function stridedOf(given: Tensor, masked: boolean): Strided {
  const shape = [...given.shape];
  const kind = given.layout;
  const options = { requires_grad: false };
  let x = given;
  if (!masked) {
    // Elements that are not specified count as zeros, whose derivatives are wanted too.
    const batch = given.dim() - given.dense_dim() - given.sparse_dim();
    const blocksize = blocked.includes(kind) ? given.values().shape.slice(batch + 1, batch + 3) : null;
    const full = aten('ones')(shape, { dtype: dtypes.bool, device: given.device }) as Tensor;
    const mask = full.to_sparse({
      layout: kind,
      blocksize,
      dense_dim: given.dense_dim() || null,
    } as never) as Tensor;
    x = given.to_dense().sparse_mask(mask);
  }
  if (kind === layouts.sparse_coo) {
    const indices = aten('_indices')(x) as Tensor;
    const is_coalesced = x.is_coalesced();
    return {
      values: (aten('_values')(x) as Tensor).detach().requires_grad_(true),
      restore: (values) => sparse_coo_tensor(indices, values, shape, { is_coalesced }),
    };
  }
  const [one, two] = byRows.includes(kind)
    ? [x.crow_indices(), x.col_indices()]
    : [x.ccol_indices(), x.row_indices()];
  return {
    values: x.values().detach().requires_grad_(true),
    restore: (values) => sparse_compressed_tensor(one, two, values, shape, { ...options, layout: kind }),
  };
}

/**
 * A `gradcheck` that takes functions of sparse tensors, and functions that return such: it checks them by their values.
 * With `{ masked: true }` among the options only elements that are specified are varied; otherwise all are.
 *
 *     const gradcheck = torch.sparse.as_sparse_gradcheck(torch.autograd.gradcheck);
 *     gradcheck((x) => x.to_sparse_csr(), [torch.eye(2, { dtype: torch.float64 }).to_sparse().requires_grad_()]);
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.sparse.as_sparse_gradcheck.html
 */
export function as_sparse_gradcheck<G extends Fn>(gradcheck: G): G {
  return ((func: Fn, inputs: unknown, options: Record<string, unknown> = {}) => {
    const { masked = false, ...rest } = options;
    if (typeof masked !== 'boolean') throw new RuntimeError(`masked is a boolean, not ${typeof masked}`);
    const given: unknown[] = Array.isArray(inputs) ? inputs : [inputs];
    const strided = given.map((item) => (isInput(item) ? stridedOf(item, masked) : null));
    const dense = (y: unknown) =>
      y instanceof Tensor && y.requires_grad && isSparse(y) ? y.to_dense({ masked_grad: masked }) : y;
    const wrapped = (...args: unknown[]) => {
      const restored = args.map((item, i) => strided[i]?.restore(item as Tensor) ?? item);
      const outputs = func(...restored);
      return Array.isArray(outputs) ? outputs.map(dense) : dense(outputs);
    };
    return gradcheck(
      wrapped,
      given.map((item, i) => strided[i]?.values ?? item),
      rest,
    );
  }) as unknown as G;
}
