import type { Tensor } from '../tensor.ts';

// Python calls these methods of sparse tensors too; they are missing in the operator table's list of methods.
type Sparse = { _indices(): Tensor; _values(): Tensor };

/** Where a sparse tensor holds values: (dimensions, count). */
export const indicesOf = (x: Tensor): Tensor => (x as unknown as Sparse)._indices();

/** The values there, in the same order. */
export const valuesOf = (x: Tensor): Tensor => (x as unknown as Sparse)._values();
