/** Python's `copy` module: `copy.deepcopy(model)`, `copy.copy(scheduler)`. */
export { type Copyable, copy, type DeepCopyable, deepcopy, type Memo } from './_copy.ts';
