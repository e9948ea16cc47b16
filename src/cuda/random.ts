// Random numbers of CUDA devices: each has a generator of its own.

import { checkSeed, type Generator, wrapGenerator } from '../_random.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import type { Tensor } from '../tensor.ts';
import { type DeviceLike, nameOf, needed } from './_device.ts';

const generatorOf = (device: DeviceLike): Generator =>
  wrapGenerator(native.default_generator(nameOf(device)));
const every = <T>(use: (index: number) => T): T[] =>
  Array.from({ length: native.cuda_device_count() }, (_, index) => use(index));
const available = (): boolean => native.cuda_device_count() > 0;

let generators: Generator[] | null = null;
/** The devices' own generators, in order; made at the first look. */
export const default_generators: readonly Generator[] = new Proxy([] as Generator[], {
  get: (_target, key) => Reflect.get(list(), key),
  has: (_target, key) => Reflect.has(list(), key),
  ownKeys: () => Reflect.ownKeys(list()),
  getOwnPropertyDescriptor: (target, key) =>
    key === 'length'
      ? Reflect.getOwnPropertyDescriptor(target, key)
      : Reflect.getOwnPropertyDescriptor(list(), key),
});
function list(): Generator[] {
  generators ??= every(generatorOf);
  return generators;
}

/** Seeds the current device; without CUDA nothing happens, as in Python. */
export const manual_seed = keywords('manual_seed', ['seed'], (seed: number | bigint): void => {
  checkSeed(seed);
  if (available()) native.generator_seed(native.default_generator('cuda'), seed);
});
export const manual_seed_all = keywords('manual_seed_all', ['seed'], (seed: number | bigint): void => {
  checkSeed(seed);
  every((index) => native.generator_seed(native.default_generator(`cuda:${index}`), seed));
});
/** Seeds the current device with a number from the system; without CUDA nothing happens. */
export function seed(): void {
  if (available()) native.generator_seed(native.default_generator('cuda'), 'fresh');
}
/** Seeds all devices with one number from the system. */
export function seed_all(): void {
  if (!available()) return;
  const drawn = native.generator_seed(native.default_generator('cuda:0'), 'fresh');
  manual_seed_all(drawn);
}
/** @throws AssertionError on a build without CUDA. */
export function initial_seed(): number | bigint {
  needed();
  return generatorOf(null).initial_seed();
}
/** The state of a device's generator, a uint8 tensor of the host. */
export const get_rng_state = keywords('get_rng_state', ['device'], (device: DeviceLike = 'cuda'): Tensor => {
  needed();
  return generatorOf(device).get_state();
});
export const get_rng_state_all = (): Tensor[] => every(get_rng_state);
/** Without CUDA nothing happens, as in Python. */
export const set_rng_state = keywords(
  'set_rng_state',
  ['new_state', 'device'],
  (new_state: Tensor, device: DeviceLike = 'cuda'): void => {
    if (available()) generatorOf(device).set_state(new_state);
  },
);
export const set_rng_state_all = keywords(
  'set_rng_state_all',
  ['new_states'],
  (new_states: Iterable<Tensor>): void => {
    let index = 0;
    for (const state of new_states) {
      set_rng_state(state, index);
      index += 1;
    }
  },
);
export type { Generator };
