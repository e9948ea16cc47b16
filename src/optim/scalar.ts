import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import * as libm from './libm.ts';

/** A hyperparameter: a number, or a tensor with one element (which a program may change, or differentiate by). */
export type Num = number | Tensor;

// Python writes `1 - beta ** step` whether beta and step are floats or tensors. These do the same for both kinds;
// numbers go through the C library where its last bit matters.

/** `a + b` */
export function add(a: Num, b: Num): Num {
  if (a instanceof Tensor) return a.add(b);
  return b instanceof Tensor ? b.add(a) : a + b;
}

/** `a - b` */
export function sub(a: Num, b: Num): Num {
  if (a instanceof Tensor) return a.sub(b);
  return b instanceof Tensor ? torch.rsub(b, a) : a - b;
}

/** `a * b` */
export function mul(a: Num, b: Num): Num {
  if (a instanceof Tensor) return a.mul(b);
  return b instanceof Tensor ? b.mul(a) : a * b;
}

/** `a / b` */
export function div(a: Num, b: Num): Num {
  if (a instanceof Tensor) return a.div(b);
  return b instanceof Tensor ? b.reciprocal().mul(a) : a / b;
}

/** `a ** b` */
export function pow(a: Num, b: Num): Num {
  if (a instanceof Tensor || b instanceof Tensor)
    return a instanceof Tensor ? torch.pow(a, b as Tensor) : torch.pow(a, b as Tensor);
  return libm.pow(a, b);
}

/** `a ** 0.5` */
export function sqrt(a: Num): Num {
  return a instanceof Tensor ? a.sqrt() : libm.pow(a, 0.5);
}

/** `-a` */
export function neg(a: Num): Num {
  return a instanceof Tensor ? a.neg() : -a;
}

/** `a < b` */
export function less(a: Num, b: Num): boolean {
  if (a instanceof Tensor) return Boolean(a.lt(b).item());
  return b instanceof Tensor ? Boolean(b.gt(a).item()) : a < b;
}

/** `a <= b` */
export function atMost(a: Num, b: Num): boolean {
  if (a instanceof Tensor) return Boolean(a.le(b).item());
  return b instanceof Tensor ? Boolean(b.ge(a).item()) : a <= b;
}

/** `min(a, b)` as Python chooses: the first unless the second is less. */
export const min = (a: Num, b: Num): Num => (less(b, a) ? b : a);

/** `max(a, b)` as Python chooses: the first unless the second is greater. */
export const max = (a: Num, b: Num): Num => (less(a, b) ? b : a);

/** `abs(a)` */
export const abs = (a: Num): Num => (a instanceof Tensor ? a.abs() : Math.abs(a));

/** The number itself; reads a tensor, which waits for its device. */
export function value(a: Num): number {
  return a instanceof Tensor ? Number(a.item()) : a;
}

/** A tensor with one element as a tensor without dimensions, so that it broadcasts as a number does. */
export function scalar(a: Num): Num {
  return a instanceof Tensor && a.dim() !== 0 ? a.squeeze() : a;
}
