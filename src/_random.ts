import { z } from 'zod';
import { context } from './context.ts';
import { type device, makeDevice } from './dtype.ts';
import { TypeError, ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { type External, native } from './native.ts';
import { Handle, hold, Kind, setGeneratorClass } from './ops/index.ts';
import { isPlainObject, signature } from './signature.ts';
import { Tensor } from './tensor.ts';

/** A stream of random numbers of its own: `new torch.Generator()` or `torch.Generator('cuda')`. */
export class Generator_ extends Handle {
  /** @internal */
  readonly #h: External;

  constructor(device: string | device | { device?: string | device } = 'cpu') {
    super();
    const place =
      typeof device === 'object' && 'device' in device ? device.device : (device as string | device);
    this.#h = native.generator(makeDevice(place ?? 'cpu').toString());
  }
  /** @internal */
  static wrap(h: External): Generator_ {
    const made = Object.create(Generator_.prototype) as Generator_;
    Object.defineProperty(made, '_h', { value: h });
    return made;
  }
  override get _h(): External {
    return this.#h;
  }
  get device(): device {
    return makeDevice(native.generator_device(this._h));
  }
  /** Starts the stream of this seed (a 64 bit number); returns the generator. */
  manual_seed(seed: number | bigint): this {
    native.generator_seed(this._h, checkSeed(seed));
    return this;
  }
  /** Draws a seed from the system and returns it. */
  seed(): bigint {
    return native.generator_seed(this._h, 'fresh');
  }
  initial_seed(): number | bigint {
    return small(native.generator_seed(this._h));
  }
  /** The state as a uint8 tensor, the same bytes as Python's. */
  get_state(): Tensor {
    return new Tensor(native.generator_state(this._h));
  }
  /** A generator of its own that draws the same numbers from here on. */
  clone_state(): Generator_ {
    return new Generator_(this.device).set_state(this.get_state());
  }
  set_state(state: Tensor): this {
    if (!(state instanceof Tensor))
      throw new TypeError(`RNG state must be a torch.ByteTensor, not ${typeof state}`);
    native.generator_state(this._h, hold(state)._handle());
    return this;
  }
}
Object.defineProperty(Generator_.prototype, '_kind', { value: Kind.Generator });

export type Generator = Generator_;
export const Generator = new Proxy(Generator_, {
  apply: (target, _self, args) => Reflect.construct(target, args),
}) as typeof Generator_ & ((device?: string | device | { device?: string | device }) => Generator_);

setGeneratorClass(function wrapped(h: External) {
  return Generator_.wrap(h);
} as never);

function small(value: bigint): number | bigint {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** @internal */
export function checkSeed(seed: unknown): number | bigint {
  if (typeof seed === 'bigint' || (typeof seed === 'number' && Number.isInteger(seed))) return seed;
  throw new ValueError(`a seed is a whole number of 64 bits, got ${String(seed)}`);
}

/** @internal */
export const wrapGenerator = (h: External): Generator => Generator_.wrap(h);

/** LibTorch's own generator of the CPU, the one that every random operator draws from by default. */
export const default_generator: Generator = Generator_.wrap(native.default_generator('cpu'));

/** Seeds the generators of every device; returns the CPU's. */
export const manual_seed = keywords('manual_seed', ['seed'], (seed: number | bigint): Generator => {
  native.manual_seed(checkSeed(seed));
  return default_generator;
});

/** Seeds every device with a number from the system; returns it. */
export function seed(): bigint {
  const drawn = default_generator.seed();
  native.manual_seed(drawn);
  return drawn;
}

/** The seed that the CPU's generator started from. */
export function initial_seed(): number | bigint {
  return default_generator.initial_seed();
}

/** The CPU generator's state, a uint8 tensor. */
export function get_rng_state(): Tensor {
  return default_generator.get_state();
}

export const set_rng_state = keywords('set_rng_state', ['new_state'], (state: Tensor): void => {
  default_generator.set_state(state);
});

export interface ForkOptions {
  /** The devices whose generators are put back beside the CPU's: all of `device_type` by default. */
  devices?: Iterable<number | string | device> | null;
  /** false: the block is like any other. */
  enabled?: boolean;
  device_type?: string;
}

/**
 * Runs a block whose random draws leave the generators of the CPU and the devices as they were:
 * `torch.random.fork_rng(() => ...)`, `fork_rng({ devices: [0], enabled: true }, () => ...)`, or with `using`.
 */
export function fork_rng(options?: ForkOptions): Disposable;
export function fork_rng<T>(body: () => T): T;
export function fork_rng<T>(options: ForkOptions, body: () => T): T;
export function fork_rng<T>(options?: ForkOptions | (() => T), body?: () => T): T | Disposable {
  const {
    devices = null,
    enabled = true,
    device_type = 'cuda',
  } = forkArgs(isPlainObject(options) ? [options] : []);
  const inner = typeof options === 'function' ? options : body;
  if (!enabled) return context(() => () => {}, inner);
  const count = device_type === 'cuda' ? native.cuda_device_count() : 0;
  const chosen = devices === null ? Array.from({ length: count }, (_, index) => index) : [...devices];
  return context(
    () => rememberGenerators(['cpu', ...chosen.map((one) => placeName(one, device_type))]),
    inner,
  );
}
const isIterable = (value: unknown) =>
  typeof (value as Iterable<unknown> | null | undefined)?.[Symbol.iterator] === 'function';
const forkArgs = signature(
  'fork_rng',
  [
    'devices',
    z.custom<Iterable<number | string | device>>(isIterable, 'expected a list of devices').nullish(),
  ],
  ['enabled', z.boolean().default(true)],
  ['device_type', z.string().default('cuda')],
);
const placeName = (place: number | string | device, type: string): string =>
  typeof place === 'number' ? `${type}:${place}` : String(makeDevice(place));

/** @internal Remembers the state of each generator that a function of these arguments may draw from; the result goes back to it. */
export function rememberRandomState(args: readonly unknown[]): () => void {
  const devices = new Set(['cpu']);
  for (const arg of args) {
    if (arg instanceof Tensor && arg.device.type === 'cuda') devices.add(String(arg.device));
  }
  return rememberGenerators([...devices]);
}

function rememberGenerators(devices: readonly string[]): () => void {
  const states = devices.map((device) => {
    const generator = native.default_generator(device);
    return { generator, state: new Tensor(native.generator_state(generator)) };
  });
  return () => {
    for (const { generator, state } of states) native.generator_state(generator, state._handle());
  };
}
