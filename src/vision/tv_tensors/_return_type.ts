import { context } from '../../context.ts';
import { ValueError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import { interceptCalls } from '../../ops/index.ts';

let keepsType = false;

/** @internal Do operators keep the type of a TVTensor? */
export const mustKeepType = (): boolean => keepsType;

type Rewrap = (result: unknown, args: readonly unknown[]) => unknown;
let rewrap: Rewrap = (result) => result;
/** @internal _tv_tensor.ts lies above this file and says how a result gets its type. */
export function setRewrap(own: Rewrap): void {
  rewrap = own;
}

function setKeepsType(value: boolean): void {
  keepsType = value;
  // Operators cost nothing more as long as nobody asks for this.
  interceptCalls(value ? rewrap : null);
}

/**
 * What operators on a TVTensor give: `'Tensor'` (plain ones, the default) or `'TVTensor'` (the type of the argument).
 * Transforms always keep the type. For one part of a program: `using _ = tv_tensors.set_return_type('TVTensor')`, or with
 * a body, whose result it gives.
 *
 * @throws ValueError for another name.
 */
export const set_return_type = checked('set_return_type', setReturnType);

function setReturnType(return_type: string): Disposable;
function setReturnType<T>(return_type: string, body: () => T): T;
function setReturnType<T>(return_type: string, body?: () => T): T | Disposable {
  const wanted = { tensor: false, tvtensor: true }[String(return_type).toLowerCase()];
  if (wanted === undefined) {
    throw new ValueError(`return_type must be 'TVTensor' or 'Tensor', got ${return_type}`);
  }
  return context(() => {
    const before = keepsType;
    setKeepsType(wanted);
    return () => setKeepsType(before);
  }, body);
}
