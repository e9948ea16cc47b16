import { callable } from '../../callable.ts';
import { RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { show } from '../../show.ts';
import { isPlainObject } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warnOnce } from '../../warn.ts';
import { all_reduce } from '../collectives.ts';
import type { ProcessGroup } from '../process_group.ts';
import type { Work } from '../types.ts';

/** What a process that has no more inputs does so that the others can go on. */
class JoinHook_ {
  /** In each of the others' iterations: the collectives that they call. */
  main_hook(): void {}
  /** Once none has inputs; `is_last_joiner` in those that had the most. */
  post_hook(_is_last_joiner: boolean): void {}
}
export const JoinHook = callable(JoinHook_);
export type { JoinHook_ };
export type JoinHook = JoinHook_;

/** @internal How an object takes part in a Join. */
export interface JoinConfig {
  enable: boolean;
  throw_on_early_termination: boolean;
  is_first_joinable: boolean;
}
/** @internal */
export const noJoin: JoinConfig = Object.freeze({
  enable: false,
  throw_on_early_termination: false,
  is_first_joinable: false,
});

/** What can take part in a `Join`: a DistributedDataParallel, or an object of a class that extends `Joinable`. */
export interface JoinableLike {
  join_hook(options: Readonly<Record<string, unknown>>): JoinHook;
  readonly join_device: unknown;
  readonly join_process_group: ProcessGroup;
  /** @internal */
  _join_config: JoinConfig;
}

/** Base of objects that call collectives in each iteration: they call `Join.notify_join_context(this)` first. */
abstract class Joinable_ implements JoinableLike {
  /** @internal */
  _join_config: JoinConfig = noJoin;
  abstract join_hook(options: Readonly<Record<string, unknown>>): JoinHook;
  abstract get join_device(): unknown;
  abstract get join_process_group(): ProcessGroup;
}
export const Joinable = callable(Joinable_);
export type { Joinable_ };
export type Joinable = Joinable_;

export interface JoinOptions {
  /** False leaves everything out, for inputs that are known to be even. */
  enable?: boolean;
  /** Throws in all processes as soon as one has no more inputs. */
  throw_on_early_termination?: boolean;
  [forHooks: string]: unknown;
}

// So many iterations without inputs of its own make a process ask whether that was meant.
const MANY = 1000;

const one = (joinable: JoinableLike): Tensor => torch.ones([1], { device: joinable.join_device as string });
const zero = (joinable: JoinableLike): Tensor => torch.zeros([1], { device: joinable.join_device as string });

/**
 * Training with shares of different lengths: a process whose inputs have ended answers the collectives of the others until
 * theirs have ended too.
 *
 *     Join([ddp], () => {
 *       for (const [x, y] of loader) step(x, y);
 *     });
 *
 * Further options go to the hooks of `joinables`. What the body throws is thrown at once, without waiting for the others.
 *
 * @returns what the body returns, a Promise where that is one
 * @throws ValueError for no joinables or those of several groups; RuntimeError in all processes with `throw_on_early_termination`
 * @see https://docs.pytorch.org/docs/2.13/distributed.algorithms.join.html
 */
export function Join<T>(joinables: readonly JoinableLike[], body: () => T): T;
export function Join<T>(joinables: readonly JoinableLike[], options: JoinOptions, body: () => T): T;
export function Join(joinables: readonly JoinableLike[], ...rest: unknown[]): unknown {
  const body = rest.at(-1);
  const options = rest.length > 1 ? rest[0] : {};
  if (typeof body !== 'function' || !isPlainObject(options)) {
    throw new ValueError('Join(joinables, body) or Join(joinables, options, body): the body is a function');
  }
  if (!Array.isArray(joinables) || !joinables.every((item) => typeof item?.join_hook === 'function')) {
    throw new TypeError(`Join() takes a list of objects with a join_hook, got ${show(joinables)}`);
  }
  const { enable = true, throw_on_early_termination = false, ...forHooks } = options as JoinOptions;
  const [first] = joinables;
  if (first === undefined) throw new ValueError('The join context manager requires at least one joinable');
  const hooks = joinables.map((joinable) => joinable.join_hook(forHooks));
  for (const joinable of joinables) {
    joinable._join_config = { enable, throw_on_early_termination, is_first_joinable: joinable === first };
  }
  if (joinables.some(({ join_process_group }) => join_process_group !== first.join_process_group)) {
    throw new ValueError('Using join context manager with multiple process groups');
  }
  const end = () => enable && answerOthers(first, hooks, throw_on_early_termination);
  const result = body();
  if (result instanceof Promise) {
    return result.then((value) => {
      end();
      return value;
    });
  }
  end();
  return result;
}

/** Tells the others that this process has inputs for one more iteration; gives the Work that counts them, or null. */
Join.notify_join_context = (joinable: JoinableLike): Work | null => {
  if (joinable?._join_config === undefined) {
    throw new TypeError(
      `notify_join_context() takes an object of a class that extends Joinable, got ${show(joinable)}`,
    );
  }
  const { enable, is_first_joinable, throw_on_early_termination } = joinable._join_config;
  // The others answer once for each iteration, not for each object in it.
  if (!is_first_joinable || !enable) return null;
  const group = joinable.join_process_group;
  const work = all_reduce(one(joinable), { group, async_op: true });
  if (throw_on_early_termination) {
    const ended = zero(joinable);
    all_reduce(ended, { group });
    if (ended.item() !== 0) {
      throw new RuntimeError('Detected at least one rank that exhausted inputs. Throwing across all ranks.');
    }
  }
  return work;
};

function answerOthers(first: JoinableLike, hooks: readonly JoinHook[], throws: boolean): void {
  const group = first.join_process_group;
  let last = true;
  for (let i = 0; ; i += 1) {
    if (i > MANY) {
      warnOnce(
        `Detected uneven input skew of greater than ${MANY}. This means that rank ${group.rank()} has at least ${MANY} ` +
          'fewer inputs than other currently-active ranks. This level of skew could lead to performance degradation during training.',
      );
    }
    const going = zero(first);
    all_reduce(going, { group });
    if (going.item() === 0) break;
    if (throws) {
      all_reduce(one(first), { group });
      throw new RuntimeError(`Rank ${group.rank()} exhausted all inputs.`);
    }
    for (const hook of hooks) hook.main_hook();
    last = false;
  }
  for (const hook of hooks) hook.post_hook(last);
}
