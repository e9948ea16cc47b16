import { floatRepr } from '../_python_str.ts';
import { Tuple } from '../serialization/python.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

// Saved states as data: copying them, fitting them to parameters, printing options.

/** Where a state goes: the parameter, and its group's options as they were saved. */
export interface Target {
  param: Tensor;
  group: { [option: string]: any };
}

/** The entries of a Python dict, which is a Map where its keys are not all strings. */
export function entries(dict: object): Iterable<[unknown, unknown]> {
  return dict instanceof Map ? dict : Object.entries(dict);
}

function mapValues(value: unknown, change: (item: unknown, key?: unknown) => unknown): unknown {
  if (value instanceof Tuple) return new Tuple(...value.map((item) => change(item)));
  if (Array.isArray(value)) return value.map((item) => change(item));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, change(item, key)]));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item, key)]));
}

export function deepCopy<T>(value: T): T {
  return (value instanceof Tensor ? value.clone() : mapValues(value, deepCopy)) as T;
}

/** Moves the tensors of a saved state to the device and data type of its parameter. */
export function fitted(value: unknown, target: Target, key?: unknown): unknown {
  if (!(value instanceof Tensor)) return mapValues(value, (item, key) => fitted(item, target, key));
  const { param, group } = target;
  const { device } = param;
  // Steps are counted in float32, and on the CPU unless a kernel reads them.
  if (key === 'step') {
    return group.capturable || group.fused ? value.to({ dtype: torch.float32, device }) : value;
  }
  return param.is_floating_point() ? value.to({ dtype: param.dtype, device }) : value.to({ device });
}

/** `str(value)` of an option in Python; `float` where Python holds a float even if it is whole. */
export function optionText(value: unknown, float = false): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Number.isInteger(value) && !float ? String(value) : floatRepr(value);
  if (value instanceof Tuple) {
    const items = value.map(itemText);
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  return Array.isArray(value) ? `[${value.map(itemText).join(', ')}]` : String(value);
}

const itemText = (item: unknown) => (typeof item === 'string' ? `'${item}'` : optionText(item));
