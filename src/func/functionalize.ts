import { RuntimeError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { hold } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { flatten, mapTree, unflatten } from '../tree.ts';
import { insideLevel } from './level.ts';

type Fn = (...args: any[]) => any;

/**
 * `func` with its changes in place replaced by operators that make new tensors; with `remove` `'mutations_and_views'` views
 * become copies too. It computes the same, and what it changed of its arguments is written to them at the end.
 *
 * @throws RuntimeError for another `remove`.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.func.functionalize.html
 */
export const functionalize = keywords(
  'functionalize',
  ['func', 'remove'],
  (func: Fn, remove: 'mutations' | 'mutations_and_views' = 'mutations'): Fn => {
    if (remove !== 'mutations' && remove !== 'mutations_and_views') {
      throw new RuntimeError(
        `functionalize(f, remove='mutations'): received invalid argument for remove=${remove}. Valid options are: 'mutations', 'mutations_and_views'`,
      );
    }
    const keepViews = remove === 'mutations';
    return (...args) =>
      insideLevel(
        'functionalize',
        (level) => {
          const { leaves, layout } = flatten(args);
          const inside = leaves.map((leaf) =>
            leaf instanceof Tensor ? new Tensor(native.functional_wrap(hold(leaf)._handle(), level)) : leaf,
          );
          const value = (leaf: Tensor): Tensor => {
            const h = native.functional_unwrap(hold(leaf)._handle(), level, keepViews);
            return h === undefined ? leaf : new Tensor(h);
          };
          const results = mapTree(func(...unflatten(inside, layout)), (leaf) =>
            leaf instanceof Tensor ? value(leaf) : leaf,
          );
          native.transform_lower(() => {
            leaves.forEach((leaf, i) => {
              if (leaf instanceof Tensor) writeBack(leaf, value(inside[i] as Tensor));
            });
          });
          return results;
        },
        keepViews ? 1 : 0,
      );
  },
);

/** Gives an argument what the function wrote to it. */
function writeBack(given: Tensor, changed: Tensor): void {
  if (native.is_same(hold(given)._handle(), changed._handle())) return;
  if (given.nbytes !== changed.nbytes) given.resize_([...changed.shape]);
  given.copy_(changed);
}
