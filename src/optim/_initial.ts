import { Complex } from '../complex.ts';
import type { dtype } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { ParamGroup } from './optimizer.ts';

// What the states of parameters begin as.

/** The data type in which an optimizer counts. */
export function scalarType(fused = false): dtype {
  return !fused && torch.get_default_dtype() === torch.float64 ? torch.float64 : torch.float32;
}

/** A step count, or another number of a state, as the tensor that PyTorch keeps: on the CPU unless the device needs it. */
export function counter(start: number, param: Tensor, group: ParamGroup): Tensor {
  const dtype = scalarType(group.fused);
  return torch.full([], start, group.capturable || group.fused ? { dtype, device: param.device } : { dtype });
}

/** `x` in the real part, and for a complex parameter in the imaginary part too. */
export function numberFor(param: Tensor, x: number): number {
  // LibTorch takes a Complex wherever it takes a number.
  return param.is_complex() ? (new Complex(x, x) as unknown as number) : x;
}

/** Zeros in the shape and memory format of a parameter. */
export const zerosLike = (param: Tensor): Tensor => torch.zeros_like(param);
