/** The digests of scripts/golden/models.py and vision_tasks.py: what a network is, in a few characters. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { likeGolden, patternSum } from '../processor.ts';

export const sha = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

export const bits = (tensor: Tensor) => String(patternSum(tensor));

export const values = (net: nn.Module) => sha(Object.values(net.state_dict()).map(bits).join(' '));

export const gradients = (net: nn.Module) =>
  sha(
    net
      .parameters()
      .map(({ grad }) => (grad ? bits(grad) : 'none'))
      .join(' '),
  );

export const keys = (net: nn.Module) =>
  sha(
    Object.entries(net.state_dict())
      .map(([key, tensor]) => `${key} [${[...tensor.shape].join(', ')}] ${tensor.dtype}`)
      .join('\n'),
  );

export const parameterCount = (net: nn.Module) => net.parameters().reduce((sum, p) => sum + p.numel(), 0);

/** Gives what begins as zeros or ones values of its own, so that the output depends on it. */
export function liven(net: nn.Module): void {
  torch.manual_seed(5);
  torch.no_grad(() => {
    for (const p of net.parameters()) if (!p.any().item()) p.normal_(0, 0.02);
    for (const [name, buffer] of net.named_buffers()) {
      if (name.endsWith('running_mean')) buffer.normal_(0, 0.1);
      if (name.endsWith('running_var')) buffer.uniform_(0.5, 1.5);
    }
  });
}

/** Equal bits on processors like the golden data's; on others to a thousandth of the largest. */
export function expectOutput(actual: unknown, expected: number[]): void {
  if (likeGolden) {
    expect(actual).toEqual(expected);
    return;
  }
  const scale = Math.max(...expected.map(Math.abs));
  expect((actual as number[]).length).toBe(expected.length);
  for (const [i, value] of (actual as number[]).entries()) {
    expect(Math.abs(value - (expected[i] as number))).toBeLessThanOrEqual(1e-3 * scale);
  }
}
