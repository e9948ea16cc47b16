import { createRequire } from 'node:module';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as errors from './errors.ts';
import { deviceOf, explainDevice, explainHost } from './out_of_memory.ts';
import { checkBeforeLoad, explainLoadFailure } from './setup_check.ts';
import { warn, warnOnce } from './warn.ts';

/** A tensor's place in the native table, or an opaque constant (dtype, device, generator, ...). */
export type External = unknown;
/** Ints cross as (offset * 65536 + length) into the scratch buffer, longer lists as arrays. */
export type IntListCode = number | readonly number[];
/** The name of a pool of memory. */
export type PoolId = [number, number];
export type NativeOp = (...args: any[]) => any;
type Handles = (External | null)[];
export type TransformKind = 'grad' | 'jvp' | 'vmap' | 'functionalize';
/** `mode_before` is that of gradients, or of forward gradients for jvp. */
export type ActiveTransform = [
  kind: TransformKind,
  level: number,
  batch_size: number,
  randomness: 'error' | 'same' | 'different',
  mode_before: boolean,
];
export type NativeNodeHook = (inputs: Handles, outputs?: Handles) => Handles | undefined;
export type NativeSavedPack = (tensor: External | object) => unknown;
export type NativeSavedUnpack = (packed: any, pass: number, last: boolean) => External;
/** The backward of a custom function; `ctx` is its context. */
export type NativeFunctionRun = ((gradients: Handles) => Handles) & { ctx?: unknown };

/** What the addon exports: positions only, no names, no defaults. */
export interface Native {
  init(hooks: {
    make_error: (kind: string, message: string) => Error;
    make_complex: (re: number, im: number) => unknown;
    collect: (major: boolean) => void;
    warn: (message: string) => void;
    stack_text: () => string;
    scratch: Float64Array;
  }): void;
  op_names(): string;
  op_schema(name: string, overload: string): string[];
  /** `roles`: a letter for each argument, 'n' for a number where the schema has a tensor, 't' for the reverse. */
  op_bind(name: string, overload: string, roles: string): NativeOp;
  make_constant(kind: number, value: number | string, imaginary?: number): External;
  read_constant(h: External): [kind: number, value: number | string | null] | null;
  sizes(h: External): number;
  strides(h: External): number;
  dim(h: External): number;
  numel(h: External): number;
  dtype(h: External): number;
  layout(h: External): number;
  device(h: External): string;
  flag(h: External, which: number): boolean;
  data_ptr(h: External): bigint;
  storage_offset(h: External): number;
  storage(h: External): [identity: bigint, data: bigint, nbytes: number];
  storage_buffer(h: External): ArrayBuffer;
  /** The buffer is only valid during the call. */
  storage_lend<T>(h: External, use: (bytes: ArrayBuffer) => T): T;
  storage_new(nbytes: number): External;
  storage_view(
    h: External,
    dtype: External,
    offset: number,
    sizes: readonly number[],
    strides: readonly number[],
  ): External;
  storage_slice(h: External, begin: number, length: number): External;
  /** Fills storages from an open file or bytes; the place of the first one whose checksum is wrong, or -1. */
  storages_read(
    source: number | Uint8Array,
    tensors: External[],
    offsets: number[],
    checksums: number[] | null,
  ): number;
  /** Appends a storage to a file; its checksum, or the negative number of the error. */
  storage_write(fd: number, h: External): number;
  crc32(bytes: Uint8Array, before: number): number;
  file_map(fd: number, length: number, shared: boolean): External;
  /** Values of TorchScript cross as src/jit/values.ts writes them. */
  jit_load(
    source: string | Uint8Array,
    device: string | null,
    extra: string[],
  ): [module: External, ...ArrayBuffer[]];
  jit_save(module: External, extra: string[]): ArrayBuffer;
  jit_describe(object: External): string[];
  jit_get(object: External, name: string): unknown;
  jit_set(object: External, name: string, value: unknown): void;
  jit_call(object: External, method: string, args: unknown[]): unknown;
  jit_train(module: External, mode: boolean): void;
  jit_to(module: External, device: string | null, dtype: External | null): void;
  jit_text(module: External, what: 'code' | 'graph' | 'dump', method: string): string;
  jit_copy(module: External, what: 'copy' | 'freeze' | 'optimize'): External;
  aoti_load(path: string, model: string, single: boolean, runners: number, device: number): External;
  aoti_run(loaded: External, inputs: External[]): (External | null)[];
  aoti_describe(loaded: External): string[];
  is_contiguous(h: External, memory_format?: External): boolean;
  item(h: External): unknown;
  bytes(h: External): ArrayBuffer;
  from_buffer(
    bytes: ArrayBuffer | ArrayBufferView,
    dtype: External,
    sizes: readonly number[],
    strides: readonly number[] | null,
    offset: number,
    share: boolean,
  ): External;
  set_data(h: External, data: External): void;
  alias(h: External): External;
  is_same(a: External, b: External): boolean;
  /** Ties a new handle to the object that will own it; without it the tensor is never freed. */
  adopt(owner: object, h: External): void;
  /** What LibTorch hands back as this tensor is this object from now on; a weak reference says so. */
  remember(owner: object, h: External): void;
  /** Each object stands for the other's tensor from now on. */
  swap(a: object, h: External, b: object, other: External): void;
  dispose(h: External): void;
  /** `count` indices stand in the scratch buffer, see indexing.ts. */
  index(owner: object, h: External, count: number): External;
  index_put(h: External, count: number, value: unknown, is_tensor: boolean): void;
  backward(
    tensors: External[],
    gradients: (External | null)[],
    retain_graph: boolean,
    create_graph: boolean,
    inputs: External[],
    threaded: boolean,
  ): void;
  grad_of(
    outputs: External[],
    inputs: External[],
    gradients: (External | null)[],
    retain_graph: boolean,
    create_graph: boolean,
  ): (External | null)[];
  requires_grad(h: External): boolean;
  is_leaf(h: External): boolean;
  /** The object that is known for the gradient, else a new handle. */
  grad(h: External): External | object | null;
  set_grad(h: External, gradient: External | null): void;
  clear_grads(tensors: External[], set_to_none: boolean): void;
  grads(tensors: External[]): (External | null)[];
  grad_fn(h: External): External | object | null;
  /** The object is what the node is handed back as from now on. */
  node_adopt(node: External, object: object): [name: string, sequence: number];
  node_next(node: External): [node: External | object | null, input: number][];
  node_variable(node: External): External | object | null;
  node_context(node: External): unknown;
  node_release(node: External): void;
  node_saved_names(node: External): [names: string[], tensors: string[]];
  node_saved(node: External, name: string): unknown;
  node_saved_count(node: External, name: string): number;
  node_saved_hooks(
    node: External,
    name: string,
    place: number,
    pack: NativeSavedPack,
    unpack: NativeSavedUnpack,
  ): void;
  node_register_hook(node: External, hook: NativeNodeHook, before: boolean): bigint;
  node_remove_hook(node: External, key: bigint): void;
  node_will_run(node: External): boolean;
  current_pass(): number;
  checkpoint_valid(): boolean;
  gradient_edge(h: External): [node: External | object | null, input: number];
  /** Undefined when it accumulates into the inputs. */
  run_edges(
    roots: External[],
    root_numbers: number[],
    gradients: (External | null)[],
    retain_graph: boolean,
    create_graph: boolean,
    inputs: External[],
    input_numbers: number[],
    accumulate: boolean,
  ): (External | null)[] | undefined;
  /** Calls `watcher` with the tensors that an operator is about to change; without one no longer. */
  watch_writes(watcher?: (tensors: External[]) => void): void;
  increment_version(h: External): void;
  /** Whether it ran; what the numbers mean is said in src/optim/chain.ts. */
  elementwise_chain(numbers: Float64Array): boolean;
  grad_dtype(h: External): number | null;
  grad_dtype(h: External, code: number | null): void;
  /** With a hook registers it and returns a key, with a key removes it. */
  post_accumulate_hook(h: External, hook: ((tensor: External | object) => void) | number): number;
  /** Null where no input asks for a gradient. */
  function_begin(name: string, run: NativeFunctionRun, inputs: External[]): External | null;
  /** Per output a new handle, or undefined where the given tensor is the result. */
  function_finish(
    context: External | null,
    inputs: External[],
    outputs: (External | null)[],
    dirty: External[],
    non_differentiable: External[],
    to_save: (External | null)[],
    setup_apart: boolean,
    materialize: boolean,
    jvp: (tangents: (External | null)[]) => (External | null)[],
  ): (External | undefined)[];
  function_saved(context: External): (External | object | null)[];
  saved_tensor_hooks(pack?: NativeSavedPack, unpack?: NativeSavedUnpack, recompute?: boolean): number;
  saved_tensor_hooks_disabled(message?: string | null): string | null;
  forward_level(level?: number): number;
  /** For functionalize the number says whether views stay views: 1 or 0. */
  transform_push(kind: TransformKind, batch_size?: number, randomness?: string): number;
  transform_pop(): number;
  transform_wrap(h: External, level: number, differentiable: boolean): External;
  transform_unwrap(h: External, level: number): External;
  transform_top(): ActiveTransform | null;
  /** Calls `body` as if the innermost transform were not there. */
  transform_lower<T>(body: () => T): T;
  transform_lift(h: External): External;
  /** Undefined where nothing is wrapped round the tensor. */
  transform_unwrap_dead(h: External): External | undefined;
  transform_peel(h: External): External | undefined;
  /** `GradTrackingTensor(lvl=1` and its like, for what a transform wrapped. */
  transform_label(h: External): string | undefined;
  /** Runs a function outside of all levels of transforms. */
  outside_transforms<T>(body: () => T): T;
  functional_wrap(h: External, level: number): External;
  functional_unwrap(h: External, level: number, keep_views: boolean): External | undefined;
  batch_unwrap(h: External, level: number): [h: External, dim: number] | undefined;
  batch_add(h: External, dim: number, level: number): External;
  batch_remove(h: External, level: number, batch_size: number, dim: number): External;
  autocast_state(device: string, enabled?: boolean, dtype?: number): [enabled: boolean, dtype: number];
  autocast_nesting(step: -1 | 0 | 1): number;
  autocast_cache(enabled?: boolean): boolean;
  version(h: External): number;
  retains_grad(h: External): boolean;
  register_hook(h: External, hook: (gradient: External) => External | null | undefined): number;
  remove_hook(h: External, position: number): void;
  grad_mode(enabled?: boolean): boolean;
  inference_mode(enabled?: boolean | null): boolean;
  manual_seed(seed: number | bigint): void;
  generator(device?: string): External;
  default_generator(device?: string): External;
  generator_seed(generator: External, seed?: number | bigint | 'fresh'): bigint;
  generator_state(generator: External, state?: External): External;
  generator_device(generator: External): string;
  threads(interop: boolean, count?: number): number;
  default_dtype(code?: number): number;
  /** A function of the C library. */
  libm(name: string, x: number, y: number): number;
  context_flag(name: string, value?: boolean): boolean;
  /** Opens a library of images; says why when it cannot. */
  image_library(kind: 'vips' | 'turbojpeg', path: string): string | null;
  image_header(
    file: Uint8Array,
    options: string,
  ): [
    width: number,
    height: number,
    bands: number,
    bits: number,
    pages: number,
    interpretation: number,
    orientation: number,
  ];
  /** (H, W, bands) */
  image_decode(file: Uint8Array, options: string): External;
  image_encode(pixels: External, suffix: string): External;
  jpeg_header(file: Uint8Array): [width: number, height: number, colorspace: number, subsampling: number];
  /** (height, width, channels) */
  jpeg_decode(
    file: Uint8Array,
    channels: 1 | 3 | 4,
    left: number,
    top: number,
    width: number,
    height: number,
  ): External;
  /** Pillow's antialiased resampling; only `window` of the result is computed, from a part of the whole image. */
  raster_resample(
    image: External,
    filter: number,
    out_height: number,
    out_width: number,
    ...box_window_part: [
      x0: number,
      y0: number,
      x1: number,
      y1: number,
      left: number,
      top: number,
      width: number,
      height: number,
      part_left: number,
      part_top: number,
      full_width: number,
      full_height: number,
    ]
  ): External;
  /** Pillow's warps; writes into `result`. */
  raster_warp(
    image: External,
    result: External,
    filter: number,
    perspective: boolean,
    ...coefficients: [number, number, number, number, number, number, number, number]
  ): void;
  /** The part at (left, top); `colour`, a byte for each channel, where it leaves the image. */
  raster_view(
    image: External,
    left: number,
    top: number,
    width: number,
    height: number,
    mirrored: boolean,
    upside_down: boolean,
    colour: number,
  ): External;
  /** (C, H, W) float32 from (H, W, C) uint8: what `table` (C, 256) has for each value. */
  raster_floats(image: External, table: External): External;
  raster_hue(image: External, shift: number): External;
  flush_denormal(on: boolean): boolean;
  matmul_precision(precision?: string): string;
  memory_stats(action?: 'reset_peak' | 'release'): number[];
  /** `activities`: 1 for the processor, 2 for CUDA. */
  profiler_prepare(activities: number, shapes: boolean, memory: boolean, flops: boolean): void;
  profiler_start(activities: number, shapes: boolean, memory: boolean, flops: boolean): void;
  /** Names, rows of numbers (see profiler/events.ts) and, when asked for, shapes as JSON. */
  profiler_stop(
    with_shapes: boolean,
  ): [result: External, names: string[], numbers: Float64Array, shapes: string[]];
  profiler_save(result: External, path: string): void;
  /** Names operators in another tool's timeline; null ends it. */
  profiler_emit(tool: 'nvtx' | 'itt' | null, record_shapes?: boolean): void;
  record_enter(name: string): number;
  record_exit(number: number): void;
  trace_start(): void;
  trace_length(): number;
  /** JSON: the operators called since trace_start, with the identities and shapes of their tensors. */
  trace_stop(): string;
  tensor_identity(h: External): number;
  /** A place that tensors wait in on their way to another thread, which takes them by number. */
  mailbox_open(): number;
  /** The number, or -1 when the mailbox is closed. */
  mailbox_put(mailbox: number, h: External): number;
  mailbox_take(mailbox: number, slot: number, owner: object): External;
  /** False once it is closed, by the end of the thread that opened it as well. */
  mailbox_is_open(mailbox: number): boolean;
  mailbox_close(mailbox: number): void;
  /** Called by the thread that starts loader workers, before it does. */
  prepare_threads(): void;
  /** Gives this thread a random generator of its own, and one thread to compute with. */
  become_worker(): void;
  build_info(): { libtorch: string; headers: string; config: string; cuda: boolean };
  cuda_device_count(): number;
  cuda_device(index?: number): number;
  cuda_device_properties(index?: number): {
    name: string;
    major: number;
    minor: number;
    total_memory: number;
    multi_processor_count: number;
    is_integrated: boolean;
    is_multi_gpu_board: boolean;
    max_threads_per_multi_processor: number;
    max_threads_per_block: number;
    regs_per_multiprocessor: number;
    shared_memory_per_block: number;
    shared_memory_per_block_optin: number;
    shared_memory_per_multiprocessor: number;
    warp_size: number;
    L2_cache_size: number;
    memory_bus_width: number;
    pci_bus_id: number;
    pci_device_id: number;
    pci_domain_id: number;
    uuid: string;
  };
  cuda_peer_access(device: number, peer: number): boolean;
  /** Of CUDA's headers (13000 for 13.0) and of cuDNN; 0 where there is none. */
  cuda_versions(): [cuda: number, cudnn: number];
  cuda_is_initialized(now?: boolean): boolean;
  cuda_synchronize(index?: number): void;
  cuda_empty_cache(host?: boolean): void;
  cuda_mem_get_info(index?: number): [free: number, total: number];
  cuda_memory_fraction(index?: number, fraction?: number): number;
  cuda_memory_stats(index?: number, reset?: 'peak' | 'accumulated'): [number, number, number, number];
  cuda_memory_figures(index?: number): Record<string, number>;
  cuda_host_figures(reset?: 'peak' | 'accumulated'): Record<string, number>;
  cuda_memory_history(entries: number): void;
  cuda_memory_snapshot(): string;
  cuda_sync_debug_mode(mode?: number): number;
  nvtx_range(what: 'push' | 'pop' | 'start' | 'end' | 'mark', value?: string | number): number;
  graph_pool(): PoolId;
  graph_new(keep: boolean): External;
  graph_begin(graph: External, pool: PoolId | null, mode: string): void;
  graph_end(graph: External): void;
  graph_do(graph: External, what: 'replay' | 'instantiate' | 'reset' | 'debug'): void;
  graph_do(graph: External, what: 'pool'): PoolId;
  graph_dump(graph: External, path: string): void;
  pool_new(use_on_oom: boolean, no_split: boolean): External;
  pool_describe(pool: External): [...PoolId, users: number];
  pool_use(pool: External, device: number, enter: boolean): void;
  stream_get(
    device: string,
    which: 'current' | 'default' | 'new' | 'foreign',
    priority_or_address?: number | bigint,
  ): [id: number | bigint, device: string];
  stream_set(id: number | bigint, device: string): [id: number | bigint, device: string];
  stream_query(id: number | bigint, device: string): boolean;
  stream_synchronize(id: number | bigint, device: string): void;
  stream_describe(
    id: number | bigint,
    device: string,
  ): [address: bigint, priority: number, capturing: boolean];
  record_stream(h: External, id: number | bigint, device: string): void;
  /** `flags`: 1 for timing, 2 for waiting asleep, 4 for work outside of graphs. */
  event_new(device: string, flags: number): External;
  event_record(event: External, id: number | bigint, device: string): void;
  event_wait(event: External, id: number | bigint, device: string): void;
  event_query(event: External): boolean;
  event_synchronize(event: External): void;
  event_elapsed(begin: External, end: External): number;
  event_describe(event: External): [address: bigint, device: string];
  /** For an event, a stream, a device's current stream (no id), or all that a device was given (null). */
  finish_async(event_or_device: External, id?: number | bigint | null): Promise<void>;
  largest_tensors(device: string, count: number): string[];
  /** Whether this LibTorch has process groups. Times are in milliseconds. */
  distributed_available(): boolean;
  store_new(kind: 'tcp' | 'file' | 'hash' | 'prefix', ...options: unknown[]): External;
  store_do(store: External, what: string, ...args: unknown[]): unknown;
  group_new(store: External, rank: number, size: number, timeout: number, name: string): External;
  group_release(group: External): void;
  /** `options`: reduction, peer, tag, asynchronous, splits of output and input, factor of the reduction. */
  group_run(
    group: External,
    collective: string,
    outputs: External[][],
    inputs: External[][],
    options: [number, number, number, boolean, readonly number[], readonly number[], number],
  ): External;
  group_monitored_barrier(group: External, timeout: number, wait_all_ranks: boolean): void;
  group_broadcast_coalesced(group: External, tensors: External[], bytes: number, source: number): void;
  work_do(work: External, what: string, timeout: number): boolean | number | undefined;
  reducer_new(
    group: External,
    parameters: External[],
    sparse: boolean[],
    names: string[],
    limits: number[],
    bucket_bytes: [first: number, other: number],
    find_unused: boolean,
    views: boolean,
    verify: boolean,
  ): External;
  reducer_do(reducer: External, what: string, ...args: unknown[]): unknown;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The only place that loads the addon. `TYPETORCH_ADDON` names another build of it (another LibTorch, CUDA). */
function loadAddon(): Native {
  const require = createRequire(import.meta.url);
  const override = process.env.TYPETORCH_ADDON;
  const path = override ?? join(root, 'build', 'Release', 'typetorch.node');
  checkBeforeLoad(path);
  try {
    return override ? require(override) : require('node-gyp-build')(root);
  } catch (error) {
    throw explainLoadFailure(error, path);
  }
}

/** V8's own collector, reached without a command-line flag: `(major) => void`. */
function collector(): (major: boolean) => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as (options?: { type: 'minor' }) => void;
  // Without options it is a major collection; Node 20 does not know a type of that name.
  return (major) => (major ? gc() : gc({ type: 'minor' }));
}

/** Int lists go in and shapes come out through this buffer, which both sides see. */
export const scratch = new Float64Array(4096);

export const native = loadAddon();

let makeComplex: (re: number, im: number) => unknown = (re, im) => [re, im];
/** Called by complex.ts, which lies above this file. */
export function setComplexFactory(factory: typeof makeComplex): void {
  makeComplex = factory;
}

/** LibTorch's `CPUFloatType` is `torch.FloatTensor` to a reader of Python's messages. */
function pythonNames(message: string): string {
  return message.replace(
    /\b(Sparse)?(CPU|CUDA)(Byte|Char|Short|Int|Long|Half|Float|Double|Bool|BFloat16|Complex\w+)Type\b/g,
    (_text, sparse, device, type) =>
      `torch.${device === 'CUDA' ? 'cuda.' : ''}${sparse ? 'sparse.' : ''}${type}Tensor`,
  );
}

/** What was asked, who holds what, and what to try, below LibTorch's own sentence. */
function explainOutOfMemory(message: string): string {
  const shown = 5;
  if (/CUDA/.test(message)) {
    // What only waits for the collector is no reason to fail twice.
    collect(true);
    const device = deviceOf(message);
    const [allocated, , reserved] = native.cuda_memory_stats(Number(device.split(':')[1]));
    return explainDevice(message, { device, allocated, reserved }, native.largest_tensors(device, shown));
  }
  const [handles = 0, allocated = 0, , cached = 0] = native.memory_stats();
  const figures = { handles, allocated, cached, free: freemem(), total: totalmem() };
  return explainHost(message, figures, native.largest_tensors('cpu', shown));
}

const collect = collector();
const errorClasses = errors as unknown as Record<string, new (message: string) => Error>;
native.init({
  make_error: (kind, message) => {
    const text = kind === 'OutOfMemoryError' ? explainOutOfMemory(message) : message;
    return new (errorClasses[kind] ?? errors.RuntimeError)(pythonNames(text));
  },
  make_complex: (re, im) => makeComplex(re, im),
  collect,
  // LibTorch warns once in each place, or every time where torch.set_warn_always says so.
  warn: (message) => (native.context_flag('warn_always') ? warn(message) : warnOnce(message)),
  stack_text: () => new Error('').stack?.split('\n').slice(2).join('\n') ?? '',
  scratch,
});
