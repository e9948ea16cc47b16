import { makeDevice } from '../dtype.ts';
import { RuntimeError, TypeError } from '../errors.ts';
import { native } from '../native.ts';
import type { DeviceLike } from '../streams.ts';

export type { DeviceLike };

/** The number of the device that a call means; undefined for the current one. */
export function indexOf(place: DeviceLike): number | undefined {
  if (place === null || place === undefined) return undefined;
  if (typeof place === 'number') {
    if (!Number.isInteger(place)) throw new TypeError(`a device's number is a whole one, not ${place}`);
    return place;
  }
  const parsed = makeDevice(place);
  if (parsed.type !== 'cuda') throw new RuntimeError(`Expected a cuda device, but got: ${parsed}`);
  return parsed.index ?? undefined;
}

/** The same as the text that names it. */
export function nameOf(place: DeviceLike): string {
  const index = indexOf(place);
  return index === undefined ? 'cuda' : `cuda:${index}`;
}

/** @throws AssertionError on a build without CUDA. */
export function needed(): void {
  native.cuda_is_initialized(true);
}
