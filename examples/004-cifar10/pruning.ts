// The tutorial's pruning notebooks: one layer, the whole network, the curve of what it costs, and saving the result.
import { nn, type Tensor } from '../../src/index.ts';

const { prune } = nn.utils;

/** Convolutions and linear layers with their weights. */
export function prunable(model: nn.Module): [nn.Module, 'weight'][] {
  return [...model.modules()]
    .filter((module) => module instanceof nn.Conv2d || module instanceof nn.Linear)
    .map((module) => [module, 'weight']);
}

/** The share of zeros among the prunable weights, 0 to 1. */
export function sparsity(model: nn.Module): number {
  let zeros = 0;
  let all = 0;
  for (const [module] of prunable(model)) {
    const weight = (module as nn.Linear).weight as Tensor;
    zeros += weight.eq(0).sum().item() as number;
    all += weight.numel();
  }
  return zeros / all;
}

/** Sets the smallest weights of the whole network to zero, `amount` of them (0 to 1). */
export function pruneGlobally(model: nn.Module, amount: number): void {
  prune.global_unstructured(prunable(model), { pruning_method: prune.L1Unstructured, amount });
}

/** Makes the pruning permanent: `weight_orig` and `weight_mask` become `weight` again, ready to be saved. */
export function makePermanent(model: nn.Module): void {
  for (const [module, name] of prunable(model)) if (prune.is_pruned(module)) prune.remove(module, name);
}
