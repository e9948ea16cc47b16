// The hooks of saved tensors, put in force.
import { context } from '../context.ts';
import { TypeError } from '../errors.ts';
import { native } from '../native.ts';
import { hold, knownTensor } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';

export type Pack = (tensor: Tensor) => unknown;
/** `pass` is the number of the backward pass, -1 outside of one; `last` says that it frees the graph. */
export type Unpack = (packed: any, pass: number, last: boolean) => Tensor;

/**
 * @param recompute `unpack_hook` makes the tensors anew with the same operators, whose indices may come out different: only
 * then need they not be equal.
 */
export function hooksInForce<T>(
  pack_hook: Pack,
  unpack_hook: Unpack,
  recompute: boolean,
  body?: () => T,
): T | Disposable {
  return context(() => {
    native.saved_tensor_hooks(
      (found) => pack_hook(knownTensor(found) as Tensor),
      (packed, pass, last) => {
        const tensor = unpack_hook(packed, pass, last);
        if (!(tensor instanceof Tensor)) {
          throw new TypeError('Output of saved tensor unpack_hook expected to be a Tensor');
        }
        return hold(tensor)._handle();
      },
      recompute,
    );
    return () => {
      native.saved_tensor_hooks();
    };
  }, body);
}
