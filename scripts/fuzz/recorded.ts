// A tensor of a recorded call, and what was changed about it.
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { decode, type Json } from '../../test/conformance/values.ts';
import { inForm } from './forms.ts';

export interface Recorded {
  /** As scripts/golden/opdb.py writes it. */
  of: Json;
  dtype?: string;
  /** Its elements again and again until they fill this, or as many of them as do. */
  shape?: number[];
  /** An element, counted through the whole tensor, or -1 for all, and what stands there instead: a number or its text. */
  put?: [place: number, value: number | string];
  form?: string;
  grad?: boolean;
}

function filling(x: Tensor, shape: readonly number[]): Tensor {
  const count = shape.reduce((a, b) => a * b, 1);
  if (x.numel() === 0) return torch.zeros([...shape], { dtype: x.dtype });
  return x.reshape(-1).index_select(0, torch.arange(count).remainder(x.numel())).reshape(shape);
}

function numberOf(value: number | string): number | bigint {
  if (typeof value === 'number') return value;
  return /^-?\d+$/.test(value) ? BigInt(value) : Number(value.replace('inf', 'Infinity'));
}

export function makeRecorded({ of, dtype, shape, put, form = '', grad = false }: Recorded): Tensor {
  let made = decode(of) as Tensor;
  if (dtype !== undefined) made = made.to(torch[dtype as 'float32']);
  if (shape !== undefined) made = filling(made, shape);
  if (put !== undefined && made.numel() > 0) {
    const [place, value] = put;
    const flat = made.reshape(-1).clone();
    const where = place < 0 ? torch.arange(flat.numel()) : torch.arange(1).add(place % flat.numel());
    made = flat.index_fill_(0, where, numberOf(value)).reshape(made.shape);
  }
  made = inForm(made, form);
  return grad && (made.is_floating_point() || made.is_complex()) ? made.requires_grad_() : made;
}
