// torch.profiler and torch.autograd.profiler, over LibTorch's own profiler.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { callable } from '../callable.ts';
import { context } from '../context.ts';
import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { blockKeywords } from '../keywords.ts';
import { type External, native } from '../native.ts';
import { type Args, signature } from '../signature.ts';
import { warnOnce } from '../warn.ts';
import {
  buildEvents,
  chromeTrace,
  type EventList,
  type FunctionEvent,
  type FunctionEventAvg,
  readEvents,
} from './events.ts';
import type { TableOptions } from './table.ts';

export { EventList, FunctionEvent, FunctionEventAvg } from './events.ts';

/** What is recorded: operators on the processor, kernels on the GPU. */
export const ProfilerActivity = { CPU: 'CPU', CUDA: 'CUDA' } as const;
export type ProfilerActivity = keyof typeof ProfilerActivity;

/** What a schedule says of a step. */
export const ProfilerAction = { NONE: 0, WARMUP: 1, RECORD: 2, RECORD_AND_SAVE: 3 } as const;
export type ProfilerAction = (typeof ProfilerAction)[keyof typeof ProfilerAction];
const { NONE, WARMUP, RECORD, RECORD_AND_SAVE } = ProfilerAction;

/** The activities that this LibTorch and machine can record. */
export const supported_activities = (): Set<ProfilerActivity> =>
  new Set(native.cuda_device_count() > 0 ? ['CPU', 'CUDA'] : ['CPU']);

const steps = z.int().nonnegative();
const scheduleArgs = signature(
  'schedule',
  ['wait', steps],
  ['warmup', steps],
  ['active', z.int().positive()],
  ['repeat', steps.default(0)],
  ['skip_first', steps.default(0)],
  ['skip_first_wait', steps.default(0)],
);

/**
 * A schedule for `profile`: it skips `skip_first` steps, then waits `wait`, warms up `warmup` and records `active` steps, as
 * often as `repeat` says (0: to the end). `skip_first_wait` leaves the first wait out.
 *
 * @see https://docs.pytorch.org/docs/2.13/profiler.html#torch.profiler.schedule
 */
export function schedule(...args: Args<typeof scheduleArgs>): (step: number) => ProfilerAction {
  const { wait, warmup, active, repeat, skip_first, skip_first_wait } = scheduleArgs(args);
  if (warmup === 0) warnOnce("Profiler won't be using warmup, this can skew profiler results");
  return (given) => {
    if (given < skip_first) return NONE;
    const step = given - skip_first + (skip_first_wait > 0 ? wait : 0);
    const cycle = wait + warmup + active;
    if (repeat > 0 && step / cycle >= repeat) return NONE;
    const at = step % cycle;
    if (at < wait) return NONE;
    if (at < wait + warmup) return WARMUP;
    return at < cycle - 1 ? RECORD : RECORD_AND_SAVE;
  };
}

const traceHandlerArgs = signature(
  'tensorboard_trace_handler',
  ['dir_name', z.string()],
  ['worker_name', z.string().nullish()],
  ['use_gzip', z.boolean().default(false)],
);

/** For `on_trace_ready`: writes each trace as a file of its own into a folder that TensorBoard's profile plug-in reads. */
export function tensorboard_trace_handler(...args: Args<typeof traceHandlerArgs>): (prof: Profile) => void {
  const { dir_name, worker_name, use_gzip } = traceHandlerArgs(args);
  return (prof) => {
    mkdirSync(dir_name, { recursive: true });
    const worker = worker_name || `${hostname()}_${process.pid}`;
    const now = process.hrtime.bigint() + BigInt(Date.now()) * 1_000_000n;
    prof.export_chrome_trace(join(dir_name, `${worker}.${now}.pt.trace.json${use_gzip ? '.gz' : ''}`));
  };
}

/** A name for what runs inside: a row of the table and a bar of the trace. */
export interface RecordFunction extends Disposable {
  readonly name: string;
}

function recordFunction(name: string, args?: string | null): RecordFunction;
function recordFunction<T>(name: string, body: () => T): T;
function recordFunction<T>(name: string, args: string | null | undefined, body: () => T): T;
function recordFunction<T>(name: string, ...rest: unknown[]): T | RecordFunction {
  const body = rest.find((item): item is () => T => typeof item === 'function');
  if (typeof name !== 'string')
    throw new TypeError(`record_function(): the name is a string, not ${typeof name}`);
  const number = native.record_enter(name);
  let ended = false;
  const end = () => {
    if (!ended) native.record_exit(number);
    ended = true;
  };
  if (body === undefined) return { name, [Symbol.dispose]: end };
  return finallyDo(body, end);
}
/**
 * Names a piece of a program in the profiler's results: `record_function('loading', () => ...)` returns what the function
 * returns, `using _ = record_function('loading')` names the rest of the block. Without a running profiler it does nothing.
 */
export const record_function = blockKeywords<{ name: string; args?: string | null }>()(
  'record_function',
  ['name', 'args'],
  recordFunction,
);

/** Runs `end` after `body`, or after the promise that it gives. */
function finallyDo<T>(body: () => T, end: () => void): T {
  let result: T;
  try {
    result = body();
  } catch (error) {
    end();
    throw error;
  }
  if (result instanceof Promise) return result.finally(end) as T;
  end();
  return result;
}

const activity = z.enum(['CPU', 'CUDA']);
const averageArgs = signature('key_averages', ['group_by_input_shape', z.boolean().default(false)]);
const profileArgs = signature(
  'profile',
  [
    'activities',
    z
      .custom<Iterable<ProfilerActivity>>(
        (value) =>
          typeof value === 'object' &&
          value !== null &&
          Symbol.iterator in value &&
          [...(value as Iterable<unknown>)].every((each) => activity.safeParse(each).success),
        "must be a list of 'CPU' and 'CUDA'",
      )
      .nullish(),
  ],
  [
    'schedule',
    z
      .custom<(step: number) => ProfilerAction>(
        (value) => typeof value === 'function',
        'must be a function of the step',
      )
      .nullish(),
  ],
  [
    'on_trace_ready',
    z
      .custom<(prof: Profile) => void>(
        (value) => typeof value === 'function',
        'must be a function of the profile',
      )
      .nullish(),
  ],
  ['record_shapes', z.boolean().default(false)],
  ['profile_memory', z.boolean().default(false)],
  ['with_flops', z.boolean().default(false)],
);
type ProfileOptions = ReturnType<typeof profileArgs>;

/** LibTorch records for one profile at a time. */
let running: Profile | null = null;

/** See `profile`. */
class Profile_ {
  readonly #options: ProfileOptions;
  readonly #activities: number;
  readonly #use_device: string | null;
  readonly #schedule: (step: number) => ProfilerAction;
  readonly #hasSteps: boolean;
  step_num = 0;
  current_action: ProfilerAction;
  #started = false;
  #used = false;
  #recording = false;
  #step: RecordFunction | null = null;
  #result: External | null = null;
  #events: EventList<FunctionEvent> | null = null;

  constructor(options: ProfileOptions) {
    const supported = supported_activities();
    const wanted = new Set(options.activities ?? supported);
    if (wanted.size === 0) throw new ValueError('profile(): no activity was given; there is CPU and CUDA');
    if (wanted.has('CUDA') && !supported.has('CUDA')) {
      warnOnce('CUDA is not available, disabling CUDA profiling');
      wanted.delete('CUDA');
    }
    this.#options = options;
    this.#activities = (wanted.has('CPU') ? 1 : 0) + (wanted.has('CUDA') ? 2 : 0);
    this.#use_device = wanted.has('CUDA') ? 'cuda' : null;
    this.#hasSteps = typeof options.schedule === 'function';
    this.#schedule = options.schedule ?? (() => RECORD);
    this.current_action = this.#schedule(0);
  }

  start(): this {
    if (this.#started) throw new RuntimeError('the profiler was started already');
    this.#started = true;
    this.#used = true;
    this.#change(NONE, this.current_action);
    this.#openStep();
    return this;
  }

  /** Ends the profile; a cycle that was being recorded counts as finished. */
  stop(): void {
    if (!this.#started) return;
    this.#closeStep();
    const action = this.current_action;
    this.#started = false;
    try {
      if (action === WARMUP) this.#abandon();
      else if (action !== NONE) this.#finish();
    } finally {
      this.#release();
    }
  }
  /** What `using` asks for when its block begins: there the profile starts, as Python's does with `with`. */
  get [Symbol.dispose](): () => void {
    if (!this.#used) this.start();
    return this.stop;
  }

  /** Tells the profiler that a step of the training loop has ended and the next one begins. */
  step(): void {
    if (!this.#started) throw new RuntimeError('step(): the profiler is not running');
    this.#closeStep();
    const previous = this.current_action;
    this.step_num += 1;
    this.current_action = this.#schedule(this.step_num);
    this.#change(previous, this.current_action);
    this.#openStep();
  }

  #openStep(): void {
    if (this.#hasSteps || this.step_num > 0) this.#step = record_function(`ProfilerStep#${this.step_num}`);
  }
  #closeStep(): void {
    this.#step?.[Symbol.dispose]();
    this.#step = null;
  }

  #change(from: ProfilerAction, to: ProfilerAction): void {
    const wasRecording = from === RECORD || from === RECORD_AND_SAVE;
    const records = to === RECORD || to === RECORD_AND_SAVE;
    if (from === RECORD_AND_SAVE) this.#finish();
    else if (from === RECORD && !records) {
      warnOnce(`Incorrect schedule: RECORD followed by ${to === NONE ? 'NONE' : 'WARMUP'}`);
      this.#collect();
    } else if (from === WARMUP && to === NONE) {
      warnOnce('Incorrect schedule: WARMUP followed by NONE');
      this.#abandon();
    }
    if (to === WARMUP && from !== WARMUP) this.#prepare();
    if (records && !(wasRecording && from === RECORD)) {
      if (from !== WARMUP) this.#prepare();
      this.#begin();
    }
  }

  #prepare(): void {
    if (running !== null && running !== this) {
      throw new RuntimeError('profile(): another profile is running; stop it first');
    }
    running = this;
    const { record_shapes, profile_memory, with_flops } = this.#options;
    // LibTorch counts floating point operations from the shapes of what went in.
    native.profiler_prepare(this.#activities, record_shapes || with_flops, profile_memory, with_flops);
  }
  #begin(): void {
    const { record_shapes, profile_memory, with_flops } = this.#options;
    native.profiler_start(this.#activities, record_shapes || with_flops, profile_memory, with_flops);
    this.#recording = true;
  }
  #collect(): void {
    if (!this.#recording) return;
    this.#recording = false;
    const { record_shapes, profile_memory, with_flops } = this.#options;
    const [result, names, numbers, shapes] = native.profiler_stop(record_shapes);
    this.#result = result;
    this.#events = buildEvents(readEvents(names, numbers, shapes), {
      use_device: this.#use_device,
      profile_memory,
      with_flops,
    });
  }
  // What was prepared can only be ended by recording; the results of the cycle before stay.
  #abandon(): void {
    const [events, result] = [this.#events, this.#result];
    this.#begin();
    this.#collect();
    this.#events = events;
    this.#result = result;
  }
  #finish(): void {
    this.#collect();
    this.#options.on_trace_ready?.(this);
  }
  #release(): void {
    if (running === this) running = null;
  }

  #recorded(): EventList<FunctionEvent> {
    if (this.#events === null) {
      throw new RuntimeError(
        'the profiler has recorded nothing yet: results are there after stop(), or in on_trace_ready',
      );
    }
    return this.#events;
  }
  /** Every call that was recorded in the last cycle. */
  events(): EventList<FunctionEvent> {
    return this.#recorded();
  }
  /**
   * Calls of the same operator taken together, with `group_by_input_shape` only those of the same shapes, which
   * `record_shapes` keeps; `.table({ sort_by, row_limit })` prints them.
   */
  key_averages(...args: Args<typeof averageArgs>): EventList<FunctionEventAvg> {
    const { group_by_input_shape } = averageArgs(args);
    return this.#recorded().key_averages(group_by_input_shape);
  }
  total_average(): FunctionEventAvg | null {
    return this.#recorded().total_average();
  }
  /** us */
  get self_cpu_time_total(): number {
    return this.#recorded().self_cpu_time_total;
  }
  table(options: Partial<TableOptions> = {}): string {
    return this.#recorded().table(options);
  }
  /** Writes a trace for chrome://tracing, https://ui.perfetto.dev or TensorBoard; compressed when the name ends in .gz. */
  export_chrome_trace(path: string): void {
    const events = this.#recorded();
    const folder = mkdtempSync(join(tmpdir(), 'typetorch-trace-'));
    try {
      const file = join(folder, 'trace.json');
      let text: string | Buffer;
      try {
        native.profiler_save(this.#result as External, file);
        text = readFileSync(file);
      } catch {
        // A LibTorch built without libkineto records, but has no writer.
        text = chromeTrace(events);
      }
      writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  toString(): string {
    return this.#recorded().table();
  }
}
export const Profile = callable(Profile_);
export type { Profile_ };
export type Profile = Profile_;

type Body<T> = (prof: Profile) => T;
type Profiled<T> = T extends Promise<unknown> ? Promise<Profile> : Profile;
type Options = Extract<Args<typeof profileArgs>[0], { record_shapes?: unknown }> | undefined;

/**
 * Records which operators run, how long they take and what memory they allocate, with LibTorch's own profiler.
 *
 * `profile({ ... }, (prof) => { ... })`, or `profile(() => { ... })`, records the function and returns the profile;
 * `using prof = profile({ ... })` records the rest of the block, as Python's `with` does; or call `start()` and `stop()`. In a training loop
 * give a `schedule` and call `prof.step()` after every step; `on_trace_ready(prof)` runs at the end of each cycle.
 *
 * Keywords: `activities` a list of 'CPU' and 'CUDA' (all that there are by default); `record_shapes` keeps the shapes of all
 * inputs; `profile_memory` counts the bytes that are allocated and freed; `with_flops` estimates the floating point
 * operations of matrix products and convolutions.
 *
 * @throws RuntimeError while another profile is recording.
 * @see https://docs.pytorch.org/docs/2.13/profiler.html
 */
export function profile(options?: Options): Profile;
export function profile<T>(body: Body<T>): Profiled<T>;
export function profile<T>(options: Options, body: Body<T>): Profiled<T>;
export function profile(
  given: Options | Body<unknown> = {},
  second?: Body<unknown>,
): Profile | Promise<Profile> {
  const [options, body] = typeof given === 'function' ? [{}, given] : [given, second];
  const prof = new Profile(profileArgs([options]));
  if (body === undefined) return prof;
  prof.start();
  const result = finallyDo(
    () => body(prof),
    () => prof.stop(),
  );
  return result instanceof Promise ? result.then(() => prof) : prof;
}

/** `torch.autograd.profiler`: the profiler without steps. */
export type EmitOptions = { enabled?: boolean; record_shapes?: boolean };
let emitting = false;

function emitter(name: string, tool: 'nvtx' | 'itt') {
  const emit = (enabled: unknown, record_shapes: unknown, body?: () => unknown) =>
    context(() => {
      if (enabled === false) return () => {};
      if (emitting)
        throw new RuntimeError(`${tool.toUpperCase()} annotation context manager is not reentrant`);
      if (running !== null) throw new RuntimeError(`${name}(): a profile is running; stop it first`);
      if (tool === 'nvtx') native.cuda_synchronize();
      native.profiler_emit(tool, record_shapes === true);
      emitting = true;
      return () => {
        if (tool === 'nvtx') native.cuda_synchronize();
        native.profiler_emit(null);
        emitting = false;
      };
    }, body);
  const byPosition = (...args: unknown[]) => {
    const body = args.findIndex((item) => typeof item === 'function');
    const given = body < 0 ? args : args.slice(0, body);
    return emit(given[0], given[1], args[body] as (() => unknown) | undefined);
  };
  return blockKeywords<EmitOptions>()(name, ['enabled', 'record_shapes'], byPosition as EmitByPosition);
}
export interface EmitByPosition {
  (enabled?: boolean, record_shapes?: boolean): Disposable;
  <T>(body: () => T): T;
  <T>(enabled: boolean, record_shapes: boolean, body: () => T): T;
}

/**
 * For the length of a block, each operator is a range in NVIDIA's profilers (`nsys`): `emit_nvtx(() => ...)`, or with `using`.
 *
 * @throws AssertionError on a build without CUDA; RuntimeError inside of another such block.
 */
export const emit_nvtx = emitter('emit_nvtx', 'nvtx');
/** The same for Intel's VTune. */
export const emit_itt = emitter('emit_itt', 'itt');

export const autogradProfiler = { profile, record_function, emit_nvtx, emit_itt };
