import { z } from 'zod';
import { RuntimeError } from '../errors.ts';
import * as nn from '../nn/index.ts';
import type { Optimizer } from '../optim/index.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

const lrFindArgs = signature(
  'lr_find',
  ['model', z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a Module')],
  [
    'optimizer',
    z.custom<Optimizer>(
      (value) => Array.isArray((value as Optimizer | null)?.param_groups),
      'must be an optimizer',
    ),
  ],
  [
    'criterion',
    z.custom<(output: Tensor, target: Tensor) => Tensor>(
      (value) => typeof value === 'function',
      'must be a loss',
    ),
  ],
  [
    'loader',
    z.custom<Iterable<any>>(
      (value) => value !== null && typeof value === 'object' && Symbol.iterator in value,
      'must be a loader',
    ),
  ],
  ['start_lr', z.number().positive().default(1e-7)],
  ['end_lr', z.number().positive().default(10)],
  ['num_iter', z.int().min(2).default(100)],
  ['beta', z.number().min(0).max(1).default(0.98)],
  ['diverge', z.number().positive().default(4)],
  ['device', z.string().nullish()],
);

/** The loss at each learning rate, and the one where it falls fastest; null when it never fell. */
export interface LRFound {
  lrs: number[];
  /** Exponentially smoothed. */
  losses: number[];
  suggestion: number | null;
}

/**
 * Trains for a few steps while the learning rate grows from `start_lr` to `end_lr`, and suggests the one at which the loss
 * falls fastest. It ends early when the loss is `diverge` times its least. Model and optimizer get their state back.
 *
 * @param loader gives [input, target]; begun anew when it ends.
 * @param beta how much of the loss before is kept in the smoothed one, in [0, 1).
 * @see Smith, Cyclical Learning Rates for Training Neural Networks, 2017 (https://arxiv.org/abs/1506.01186)
 */
export function lr_find(...args: Args<typeof lrFindArgs>): LRFound {
  const { model, optimizer, criterion, loader, start_lr, end_lr, num_iter, beta, diverge, device } =
    lrFindArgs(args);
  const copies = Object.entries(model.state_dict()).map(
    ([name, value]) => [name, (value as Tensor).clone()] as const,
  );
  const optimizerState = structuredCloneState(optimizer.state_dict());
  const rates = optimizer.param_groups.map((group: any) => group.lr);
  const modes = model.modules().map((module) => [module, module.training] as const);
  const found: LRFound = { lrs: [], losses: [], suggestion: null };
  let [smooth, least] = [0, Number.POSITIVE_INFINITY];
  try {
    model.train();
    let batches = loader[Symbol.iterator]();
    for (let i = 0; i < num_iter; i += 1) {
      let next = batches.next();
      if (next.done) {
        batches = loader[Symbol.iterator]();
        next = batches.next();
        if (next.done) throw new RuntimeError('lr_find(): the loader gives no batch');
      }
      const lr = start_lr * (end_lr / start_lr) ** (i / (num_iter - 1));
      for (const group of optimizer.param_groups) (group as Record<string, any>).lr = lr;
      const [x, y] = device ? [next.value[0].to(device), next.value[1].to(device)] : next.value;
      optimizer.zero_grad();
      const loss = criterion(model(x), y);
      const value = loss.item();
      smooth = beta * smooth + (1 - beta) * value;
      const current = smooth / (1 - beta ** (i + 1));
      if (!Number.isFinite(current) || (i > 0 && current > diverge * least)) break;
      least = Math.min(least, current);
      found.lrs.push(lr);
      found.losses.push(current);
      loss.backward();
      optimizer.step();
    }
    batches.return?.();
  } finally {
    torch.no_grad(() => {
      const state = model.state_dict();
      for (const [name, copy] of copies) (state[name] as Tensor).copy_(copy);
    });
    optimizer.load_state_dict(optimizerState);
    for (const [i, group] of optimizer.param_groups.entries()) (group as Record<string, any>).lr = rates[i];
    optimizer.zero_grad();
    for (const [module, training] of modes) module.training = training;
  }
  found.suggestion = steepest(found);
  return found;
}

/** The optimizer goes on writing into its own state: what is to come back must be a copy. */
function structuredCloneState(state: any): any {
  if (torch.is_tensor(state)) return state.clone();
  if (Array.isArray(state)) return state.map(structuredCloneState);
  if (state instanceof Map)
    return new Map(Array.from(state, ([key, value]) => [key, structuredCloneState(value)]));
  if (state === null || typeof state !== 'object') return state;
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, structuredCloneState(value)]));
}

/** Where the loss falls fastest over the logarithm of the rate, with differences over both neighbours. */
function steepest({ lrs, losses }: LRFound): number | null {
  let [best, at] = [0, -1];
  for (let i = 1; i + 1 < losses.length; i += 1) {
    const slope = (losses[i + 1] as number) - (losses[i - 1] as number);
    if (slope < best) [best, at] = [slope, i];
  }
  return at < 0 ? null : (lrs[at] as number);
}
