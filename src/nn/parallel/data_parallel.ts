import { z } from 'zod';
import { RuntimeError } from '../../errors.ts';
import { type Args, isPlainObject, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { callable, Module } from '../modules/module.ts';
import { functional_call } from '../utils/stateless.ts';
import { deviceOf, gather, type Place, scatter } from './scatter_gather.ts';

const allDevices = (): number[] => Array.from({ length: torch.cuda.device_count() }, (_, i) => i);

const placeField = z.custom<Place>((x) => x !== null && x !== undefined, 'expected a device');
const dataParallelArgs = signature(
  'DataParallel',
  ['module', z.custom<Module>((m) => m instanceof Module, 'expected a module')],
  ['device_ids', z.array(placeField).nullable().default(null)],
  ['output_device', placeField.nullable().default(null)],
  ['dim', z.int().default(0)],
);

class DataParallel_ extends Module {
  declare module: Module;
  declare device_ids: readonly Place[];
  declare output_device: Place;
  declare dim: number;

  constructor(...args: Args<typeof dataParallelArgs>) {
    super();
    const { module, device_ids, output_device, dim } = dataParallelArgs(args);
    this.module = module;
    this.dim = dim;
    this.device_ids = torch.cuda.is_available() ? (device_ids ?? allDevices()) : [];
    const [first] = this.device_ids;
    if (first === undefined) return;
    this.output_device = output_device ?? first;
    if (this.device_ids.length === 1) module.to(deviceOf(first));
  }

  override forward(...inputs: any[]): any {
    if (this.device_ids.length === 0) return this.module(...inputs);
    return run(this.module, inputs, this.device_ids, this.output_device, this.dim);
  }
}

/**
 * A module whose batch is shared out over several GPUs: each computes a part of it, along `dim`, with a copy of the
 * parameters, and the outputs are joined on `output_device`. Without a GPU it is the module itself.
 *
 * Throws RuntimeError for parameters that are not on the first device. Source: PyTorch 2.13, `torch.nn.DataParallel`.
 */
export const DataParallel = callable(DataParallel_);
export type DataParallel = DataParallel_;

function checkPlace(module: Module, device: string): void {
  const stray = [...module.parameters(), ...module.buffers()].find((x) => String(x.device) !== device);
  if (stray === undefined) return;
  throw new RuntimeError(
    `module must have its parameters and buffers on device ${device} (device_ids[0]) but found one of them on ` +
      `device: ${stray.device}`,
  );
}

/** @internal Calls a module on parts of its inputs, one for each device. */
export function run(
  module: Module,
  inputs: any[],
  devices: readonly Place[],
  output: Place,
  dim: number,
): any {
  const first = deviceOf(devices[0] as Place);
  checkPlace(module, first);
  const parts = inputs.length > 0 ? scatter(inputs, devices, dim) : [[]];
  if (devices.length === 1) return module(...(parts[0] as any[]));
  return gather(parallel_apply(replicate(module, devices.slice(0, parts.length)), parts), output, dim);
}

/** A module's stand-in on a device: its parameters' copies, through which gradients flow back. */
export type Replica = (...inputs: any[]) => any;

/** A stand-in of the module for each device. Buffers that a call changes change on the first device only. */
export function replicate(module: Module, devices: readonly Place[]): Replica[] {
  const state: [string, Tensor][] = [...module.named_parameters(), ...module.named_buffers()];
  return devices.map((place, i) => {
    if (i === 0) return (...inputs) => module(...inputs);
    const copies = Object.fromEntries(
      state.map(([name, x]) => [name, x.to(deviceOf(place), { copy: true })]),
    );
    return (...inputs) => {
      const last = inputs.at(-1);
      return isPlainObject(last)
        ? functional_call(module, copies, inputs.slice(0, -1), last)
        : functional_call(module, copies, inputs);
    };
  });
}

/** Each replica's output for its inputs. Kernels of different GPUs run at the same time. */
export const parallel_apply = (modules: readonly Replica[], inputs: readonly any[][]): any[] =>
  modules.map((module, i) => module(...(inputs[i] as any[])));

/** Calls a module on several GPUs without wrapping it; see DataParallel. */
export function data_parallel(
  module: Module,
  inputs: any,
  device_ids: readonly Place[] | null = null,
  output_device: Place | null = null,
  dim = 0,
): any {
  const devices = device_ids ?? allDevices();
  const [first] = devices;
  if (first === undefined) throw new RuntimeError('no available devices were found');
  return run(module, Array.isArray(inputs) ? inputs : [inputs], devices, output_device ?? first, dim);
}
