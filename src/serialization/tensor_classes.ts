import type { Tensor } from '../tensor.ts';

/** How files hold tensors of a sub-class of Tensor: the class's Python name, and the attributes beside the values. */
export interface TensorClass {
  readonly module: string;
  readonly name: string;
  /** The attributes as a pickle has them; null where there are none. */
  state(x: Tensor): object | null;
  /** The attributes as ours has them; undefined for what no file of Python's holds. */
  restore(state: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined;
}

const classes = new Map<Function, TensorClass>();

/** Says how tensors of a class are written and read; `registerClass` says whose class it is in Python. */
export function registerTensorClass(type: Function, facts: TensorClass): void {
  classes.set(type, facts);
}

export const tensorClass = (type: unknown): TensorClass | undefined => classes.get(type as Function);
