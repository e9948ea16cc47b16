// torch.utils.swap_tensors, and the flags of torch.__future__ that say when modules use it.
import { TypeError } from './errors.ts';
import { keywords } from './keywords.ts';
import { native } from './native.ts';
import { hold } from './ops/index.ts';
import { Tensor } from './tensor.ts';

/**
 * Exchanges what two tensor objects stand for: memory, dtype, gradient, class and own properties. Whoever holds one of the
 * objects, an optimizer say, has the other's content from then on. A graph that was recorded before keeps the tensors that
 * it saw.
 *
 * A backward pass that would add to the gradient of a leaf that was exchanged after its forward is a RuntimeError.
 *
 * @throws TypeError for what is no tensor.
 */
export const swap_tensors = keywords('swap_tensors', ['t1', 't2'], (t1: Tensor, t2: Tensor): void => {
  for (const [name, x] of Object.entries({ t1, t2 })) {
    if (!(x instanceof Tensor))
      throw new TypeError(`swap_tensors(): ${name} must be a Tensor, got ${typeof x}`);
  }
  if (t1 === t2) return;
  hold([t1, t2]);
  native.swap(t1, t1._handle(), t2, t2._handle());
  const [first, second] = [t1, t2].map((x) => ({ prototype: Object.getPrototypeOf(x), own: takeOwn(x) })) as [
    Content,
    Content,
  ];
  give(t1, second);
  give(t2, first);
});

interface Content {
  prototype: object;
  own: PropertyDescriptorMap;
}

/** What a program set on a tensor, without its place in the native table. */
function takeOwn(x: Tensor): PropertyDescriptorMap {
  const { _h, ...own } = Object.getOwnPropertyDescriptors(x) as PropertyDescriptorMap;
  for (const name of Reflect.ownKeys(own)) delete (x as any)[name];
  return own;
}

function give(x: Tensor, { prototype, own }: Content): void {
  if (Object.getPrototypeOf(x) !== prototype) Object.setPrototypeOf(x, prototype);
  Object.defineProperties(x, own);
}

let overwrites = false;
let swaps = false;

/** torch.__future__ */
export const future = {
  /** Whether conversions of a module (`net.to(...)`, `net.half()`) put new parameters in the place of the old ones. */
  set_overwrite_module_params_on_conversion: keywords(
    'set_overwrite_module_params_on_conversion',
    ['value'],
    (value: boolean): void => {
      overwrites = value;
    },
  ),
  get_overwrite_module_params_on_conversion: (): boolean => overwrites,
  /** Whether they exchange parameters by `swap_tensors`: the objects stay, even where kind or device differ. */
  set_swap_module_params_on_conversion: keywords(
    'set_swap_module_params_on_conversion',
    ['value'],
    (value: boolean): void => {
      swaps = value;
    },
  ),
  get_swap_module_params_on_conversion: (): boolean => swaps,
};
