import { z } from 'zod';
import { AssertionError, RuntimeError, ValueError } from '../errors.ts';
import { Tuple } from '../serialization/python.ts';
import { Tensor } from '../tensor.ts';
import type { Params } from './optimizer.ts';
import { type Num, value } from './scalar.ts';

// What the optimizers' signatures share.

export const params = z.custom<Params>(
  (given) => given !== undefined && given !== null,
  'expected parameters',
);
/** A number, or a tensor that holds one. */
export const num = z.custom<Num>(
  (given) => typeof given === 'number' || given instanceof Tensor,
  'expected a number or a Tensor',
);
export const flag = z.boolean().default(false);
/** true, false, or null: the optimizer decides. */
export const choice = z.boolean().nullable().default(null);
/** Two numbers, kept as Python's tuple. */
export const pair = z
  .tuple([z.number(), z.number()])
  .transform(([a, b]) => new Tuple<number>(a, b) as Tuple<number> & [number, number]);

/** @throws ValueError with PyTorch's sentence */
export function check(holds: boolean, message: string): void {
  if (!holds) throw new ValueError(message);
}

/** A rate is at least 0 and, if a tensor, has one element. */
export function checkLr(lr: Num): void {
  check(typeof lr === 'number' || lr.numel() === 1, 'Tensor lr must be 1-element');
  check(value(lr) >= 0, `Invalid learning rate: ${lr}`);
}

/** Running averages decay by factors in [0, 1). */
export function checkBetas(betas: readonly Num[]): void {
  for (const [i, beta] of betas.entries()) {
    check(
      betas.every((other) => other instanceof Tensor === beta instanceof Tensor),
      'betas must be either both floats or both Tensors',
    );
    check(typeof beta === 'number' || beta.numel() === 1, `Tensor betas[${i}] must be 1-element`);
    check(value(beta) >= 0 && value(beta) < 1, `Invalid beta parameter at index ${i}: ${beta}`);
  }
}

/** @throws RuntimeError where `fused` meets what its kernels cannot do */
export function checkFusedOptions(options: {
  fused: boolean | null;
  foreach: boolean | null;
  differentiable: boolean;
}): void {
  if (!options.fused) return;
  if (options.differentiable) throw new RuntimeError('`fused` does not support `differentiable`');
  if (options.foreach) throw new RuntimeError('`fused` and `foreach` cannot be `True` together.');
}

const CAPTURABLE_DEVICES = ['cuda', 'xpu', 'hpu', 'privateuseone', 'xla'];

/** @throws RuntimeError where a step could not be captured into a graph: parameters on the CPU */
export function checkCapturable(
  capturable: boolean,
  params: readonly Tensor[],
  { what = 'params and state_steps', xla = true } = {},
): void {
  if (!capturable || params.every((param) => CAPTURABLE_DEVICES.includes(param.device.type))) return;
  const devices = CAPTURABLE_DEVICES.filter((name) => xla || name !== 'xla');
  throw new AssertionError(
    `If capturable=True, ${what} must be on supported devices: ['${devices.join("', '")}'].`,
  );
}
