import { ValueError } from '../../../errors.ts';
import type * as nn from '../../../nn/index.ts';

type Block = nn.Module & { _is_cn?: boolean; out_channels: number };

/** The blocks of a MobileNet, and which of them begin a stage: where the map gets smaller, the first, and the last. */
export function stagesOf(features: Iterable<nn.Module>): { blocks: Block[]; stages: number[] } {
  const blocks = [...features] as Block[];
  const smaller = [...blocks.keys()].filter((i) => blocks[i]?._is_cn);
  return { blocks, stages: [0, ...smaller, blocks.length - 1] };
}

/**
 * Leaves the last `trainable` stages to training, which begin at the layers `stages`, and freezes those before.
 *
 * @throws ValueError for more stages than there are.
 */
export function freezeStages(
  layers: readonly nn.Module[],
  stages: readonly number[],
  trainable: number,
): void {
  if (!(trainable >= 0 && trainable <= stages.length)) {
    throw new ValueError(`Trainable layers should be in the range [0,${stages.length}], got ${trainable}`);
  }
  const frozen = trainable === 0 ? layers.length : stages[stages.length - trainable];
  for (const layer of layers.slice(0, frozen)) layer.requires_grad_(false);
}
