import { isUnhooked } from '../../nn/modules/slots.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import type { Image } from '../image.ts';
import { isWide } from '../io/modes.ts';
import { toFloats } from '../raster.ts';
import { Normalize, ToTensor } from './_conversion.ts';
import { tableOf } from './_tables.ts';
import * as F from './functional.ts';

/* ToTensor, and the Normalize after it, change each value by itself. */

/** Is this an instance of the class itself, without hooks? A sub-class may do anything. */
export const isExactly = <T>(value: unknown, type: { prototype: T }): value is T =>
  typeof value === 'function' &&
  Object.getPrototypeOf(value) === type.prototype &&
  isUnhooked(value as never);

/** The Normalize steps after a ToTensor at place `begin`; null when none stands there. */
export function normalizationsAt(steps: readonly unknown[], begin: number): Normalize[] | null {
  if (!isExactly(steps[begin], ToTensor)) return null;
  const rest = steps.slice(begin + 1);
  const end = rest.findIndex((step) => !isExactly(step, Normalize));
  return (end < 0 ? rest : rest.slice(0, end)) as Normalize[];
}

/** What ToTensor and these steps make of a picture, in one pass over its pixels where that can be. */
export function toNormalized(image: Image, normalizations: readonly Normalize[]): Tensor {
  const channels = image.getbands().length;
  const fits = ({ mean, std }: Normalize) =>
    [mean, std].every(({ length }) => length === 1 || length === channels);
  const change = (values: Tensor) =>
    normalizations.reduce((x, { mean, std, inplace }) => F.normalize(x, mean, std, inplace), values);
  if (isWide(image.mode) || torch.get_default_dtype() !== torch.float32 || !normalizations.every(fits)) {
    return change(F.to_tensor(image));
  }
  const key = normalizations.reduce((text, { mean, std }) => `${text};${mean}/${std}`, '');
  return toFloats(image._pixels(), tableOf(channels, key, change));
}
