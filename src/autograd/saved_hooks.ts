// The hooks of saved tensors, put in force.
import { context } from '../context.ts';
import { native } from '../native.ts';
import { nativePack, nativeUnpack, type Pack, type Unpack } from './saved_tensor.ts';

export type { Pack, Unpack };

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
    native.saved_tensor_hooks(nativePack(pack_hook), nativeUnpack(unpack_hook), recompute);
    return () => {
      native.saved_tensor_hooks();
    };
  }, body);
}
