import type { device as Device } from '../../dtype.ts';
import { ValueError } from '../../errors.ts';
import { isPlainObject } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

export type Place = number | string | Device;
export const deviceOf = (place: Place): string =>
  typeof place === 'number' ? `cuda:${place}` : String(place);

/** A value for each device: tensors are cut along `dim` (fewer pieces where it is short), the rest is repeated. */
export function scatter<T>(inputs: T, target_gpus: readonly Place[], dim = 0): T[] {
  return split(inputs, target_gpus.map(deviceOf), dim) as T[];
}

function split(value: unknown, devices: readonly string[], dim: number): unknown[] {
  if (value instanceof Tensor) {
    return value.chunk(devices.length, dim).map((piece, i) => piece.to(devices[i] as string));
  }
  if (Array.isArray(value) && value.length > 0) {
    const columns = value.map((item) => split(item, devices, dim));
    return rows(columns).map((row) => row);
  }
  if (isPlainObject(value) && Object.keys(value).length > 0) {
    const names = Object.keys(value);
    const columns = names.map((name) => split(value[name], devices, dim));
    return rows(columns).map((row) => Object.fromEntries(row.map((item, i) => [names[i], item])));
  }
  return devices.map(() => value);
}

// As many as the shortest column has, as Python's zip.
const rows = (columns: unknown[][]): unknown[][] =>
  Array.from({ length: Math.min(...columns.map((column) => column.length)) }, (_, i) =>
    columns.map((column) => column[i]),
  );

/** The devices' outputs as one on the target device: tensors are joined along `dim`. */
export function gather<T>(outputs: readonly T[], target_device: Place, dim = 0): T {
  const [first] = outputs as readonly unknown[];
  if (first instanceof Tensor) {
    const here = (outputs as unknown as Tensor[]).map((x) => x.to(deviceOf(target_device)));
    const whole = first.dim() === 0 ? here.map((x) => x.view(1)) : here;
    return torch.cat(whole, dim) as T;
  }
  if (Array.isArray(first)) {
    return first.map((_, i) =>
      gather(
        outputs.map((each) => (each as unknown[])[i]),
        target_device,
        dim,
      ),
    ) as T;
  }
  if (isPlainObject(first)) {
    const names = Object.keys(first);
    const all = outputs as readonly Record<string, unknown>[];
    if (all.some((each) => Object.keys(each).length !== names.length)) {
      throw new ValueError('All dicts must have the same number of keys');
    }
    return Object.fromEntries(
      names.map((name) => [
        name,
        gather(
          all.map((each) => each[name]),
          target_device,
          dim,
        ),
      ]),
    ) as T;
  }
  return first as T;
}
