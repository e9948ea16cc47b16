import { inspect } from 'node:util';
import { TypeError } from './errors.ts';

/** A tensor's shape: an unchangeable array of numbers that prints as PyTorch's `torch.Size([2, 3])`. */
export class Size extends Array<number> {
  // In types the first eight sizes count as present: `x.view(x.shape[0], 256)` needs no check.
  declare 0: number;
  declare 1: number;
  declare 2: number;
  declare 3: number;
  declare 4: number;
  declare 5: number;
  declare 6: number;
  declare 7: number;

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
  /** The number of elements of a tensor of this shape. */
  numel(): number {
    return this.reduce((product, size) => product * size, 1);
  }
  override toString(): string {
    return `torch.Size([${this.join(', ')}])`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}

function sizeOf(sizes: Iterable<number> = []): Size {
  const given = [...sizes];
  const wrong = given.findIndex((size) => !Number.isInteger(size));
  if (wrong >= 0)
    throw new TypeError(
      `torch.Size() takes an iterable of 'int' (item ${wrong} is '${typeof given[wrong]}')`,
    );
  return Object.freeze(Object.setPrototypeOf(given, Size.prototype)) as Size;
}

type MakeSize = { new (sizes?: Iterable<number>): Size; (sizes?: Iterable<number>): Size; prototype: Size };
/** `torch.Size([2, 3])`, with or without `new`: sizes as users give them, where Array's constructor takes a length. */
export const makeSize = new Proxy(Size, {
  apply: (_target, _self, [sizes]) => sizeOf(sizes),
  construct: (_target, [sizes]) => sizeOf(sizes),
}) as unknown as MakeSize;
