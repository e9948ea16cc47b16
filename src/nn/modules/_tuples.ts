/** What `torch.nn.modules.utils` offers to layers of one's own. */
export { consume_prefix_in_state_dict_if_present } from './utils.ts';

/** A function that repeats a number `n` times and leaves a list as it is: `_ntuple(2)(3)` is `[3, 3]`. */
export const _ntuple =
  (n: number) =>
  <T>(x: T | readonly T[]): T[] =>
    Array.isArray(x) ? [...x] : Array<T>(n).fill(x as T);

export const _single = _ntuple(1);
export const _pair = _ntuple(2);
export const _triple = _ntuple(3);
export const _quadruple = _ntuple(4);

/** Each item `n` times over, the last one first: what `torch.nn.functional.pad` takes for the same padding on both sides. */
export const _reverse_repeat_tuple = <T>(t: readonly T[], n: number): T[] =>
  [...t].reverse().flatMap((x) => Array<T>(n).fill(x));
