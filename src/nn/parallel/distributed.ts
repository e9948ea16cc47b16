import { z } from 'zod';
import { Function as AutogradFunction, type FunctionCtx } from '../../autograd/function.ts';
import { context } from '../../context.ts';
import type { Memo } from '../../copy.ts';
import type { CommHook } from '../../distributed/algorithms/ddp_comm_hooks/default_hooks.ts';
import {
  Join,
  type JoinConfig,
  JoinHook,
  type JoinOptions,
  noJoin,
} from '../../distributed/algorithms/join.ts';
import { all_reduce } from '../../distributed/collectives.ts';
import { Future } from '../../distributed/futures.ts';
import { GradBucket } from '../../distributed/grad_bucket.ts';
import { mustBeMember, ProcessGroup } from '../../distributed/process_group.ts';
import { ReduceOp } from '../../distributed/types.ts';
import { RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { type External, native } from '../../native.ts';
import { knownTensor } from '../../ops/index.ts';
import { type Args, isPlainObject, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { flatten, mapTree, unflatten } from '../../tree.ts';
import { callable, Module } from '../modules/module.ts';
import { Embedding, EmbeddingBag } from '../modules/sparse.ts';
import type { Parameter } from '../parameter.ts';
import { deviceOf, type Place } from './scatter_gather.ts';

const MIB = 2 ** 20;
const FIRST_BUCKET = MIB;
const DEFAULT_BUCKET = 25;
// Parameters and buffers travel in messages of this size.
const BROADCAST_BYTES = 250 * MIB;

const args = signature(
  'DistributedDataParallel',
  ['module', z.custom<Module>((m) => m instanceof Module, 'expected a module')],
  [
    'device_ids',
    z
      .array(z.custom<Place>((x) => x !== null && x !== undefined))
      .nullable()
      .default(null),
  ],
  [
    'output_device',
    z
      .custom<Place>((x) => x !== undefined)
      .nullable()
      .default(null),
  ],
  ['dim', z.int().default(0)],
  ['broadcast_buffers', z.boolean().default(true)],
  ['init_sync', z.boolean().default(true)],
  [
    'process_group',
    z
      .custom<ProcessGroup>((x) => x instanceof ProcessGroup, 'expected a process group')
      .nullable()
      .default(null),
  ],
  ['bucket_cap_mb', z.number().positive().nullable().default(null)],
  ['find_unused_parameters', z.boolean().default(false)],
  ['gradient_as_bucket_view', z.boolean().default(false)],
  ['static_graph', z.boolean().default(false)],
);

/** Gradients of outputs that the loss does not use stay undefined, so that the reducer can tell. */
class Sink extends AutogradFunction {
  static forward(ctx: FunctionCtx, before: () => void, ...outputs: Tensor[]): Tensor[] {
    ctx.set_materialize_grads(false);
    ctx.before = before;
    return outputs.map((output) => output.clone());
  }
  static backward(ctx: FunctionCtx, ...gradients: (Tensor | null)[]) {
    ctx.before();
    return [null, ...gradients];
  }
}

/** A communication hook, and what it has under way. */
class CommHookRun {
  running = false;
  /** Did a pass end in it? The reducer waits for the rest of that one for ever. */
  failed = false;
  readonly state: unknown;
  readonly hook: CommHook;
  private readonly begun = new Map<number, { future: Future<unknown>; size: number }>();

  constructor(state: unknown, hook: CommHook) {
    this.state = state;
    this.hook = hook;
  }

  start(index: number, last: boolean, buffer: unknown, gradients: unknown[], parameters: unknown[]): void {
    const wrapped = (handles: unknown[]) => handles.map((handle) => new Tensor(handle as never));
    const bucket = new GradBucket(
      index,
      last,
      new Tensor(buffer as never),
      wrapped(gradients),
      parameters.map((item) => knownTensor(item as never) as Tensor),
    );
    const size = bucket.buffer().numel();
    const future = this.guarded(() => {
      const made = this.hook(this.state, bucket);
      if (made instanceof Future) return made;
      throw new RuntimeError(
        `callback must return a torch.futures.Future object, but got ${made === null ? 'null' : typeof made}`,
      );
    });
    this.begun.set(index, { future, size });
  }

  finish(index: number): number {
    const { future, size } = this.begun.get(index) as { future: Future<unknown>; size: number };
    this.begun.delete(index);
    return this.guarded(() => {
      const value = future.wait();
      const result = Array.isArray(value) ? value[0] : value;
      if (!(result instanceof Tensor)) {
        throw new RuntimeError('the future of a communication hook holds a tensor, or a list of one');
      }
      if (result.numel() !== size) {
        throw new RuntimeError(
          `a communication hook gives a tensor of the bucket's size, ${size}, but this one's is ${result.numel()}`,
        );
      }
      return result._handle() as never;
    });
  }

  private guarded<T>(body: () => T): T {
    this.running = true;
    try {
      return torch.no_grad(body);
    } catch (error) {
      this.failed = true;
      throw error;
    } finally {
      this.running = false;
    }
  }
}

export interface DdpJoinOptions extends JoinOptions {
  divide_by_initial_world_size?: boolean;
}

/** What a process without inputs does while the others train. */
class DdpJoinHook extends JoinHook {
  private readonly ddp: DistributedDataParallel_;
  constructor(ddp: DistributedDataParallel_) {
    super();
    this.ddp = ddp;
  }

  override main_hook(): void {
    const { ddp } = this;
    ddp._reduce('rebuild_buckets');
    if (ddp._sends_buffers()) ddp._broadcast(ddp.module.buffers(), ddp._commonRank(false));
    const averages = torch.zeros([1], ddp._here());
    all_reduce(averages, ddp._call());
    ddp._require_forward_param_sync = averages.item() !== 0;
    if (!ddp._require_forward_param_sync) return;
    native.reducer_do(ddp._reducer, 'average_zeros');
    if (ddp.find_unused_parameters) {
      all_reduce(new Tensor(ddp._reduce('used_parameters') as never), ddp._call());
    }
    ddp._reduce('push_rebuilt_params');
  }

  override post_hook(is_last_joiner: boolean): void {
    const { module, broadcast_buffers } = this.ddp;
    const rank = this.ddp._commonRank(is_last_joiner);
    this.ddp._broadcast([...module.parameters(), ...(broadcast_buffers ? module.buffers() : [])], rank);
  }
}

class DistributedDataParallel_ extends Module {
  declare module: Module;
  declare process_group: ProcessGroup;
  declare device_ids: readonly Place[] | null;
  declare broadcast_buffers: boolean;
  declare find_unused_parameters: boolean;
  declare gradient_as_bucket_view: boolean;
  declare static_graph: boolean;
  declare bucket_bytes_cap: number;
  /** @internal The first is small, so that the averaging begins early, unless the size was given. */
  declare _first_bucket_bytes: number;
  /** False within `no_sync`. */
  declare require_backward_grad_sync: boolean;
  /** @internal Whether gradients were averaged since buffers were sent last. */
  declare _require_forward_param_sync: boolean;
  /** @internal A static graph's first backward pass averages at its end. */
  declare _delays: boolean;
  declare _reducer: External;
  /** @internal */
  declare _join_config: JoinConfig;
  /** @internal Whether gradients are divided by the number of all processes, also where some have no inputs left. */
  declare _divide_by_initial_world_size: boolean;
  /** @internal */
  declare _comm_hook: CommHookRun | null;

  constructor(...given: Args<typeof args>) {
    super();
    const options = args(given);
    const { module, device_ids, process_group, bucket_cap_mb } = options;
    checkDevices(module, device_ids);
    this.process_group = mustBeMember(process_group);
    this.device_ids = device_ids;
    this.module = module;
    this.broadcast_buffers = options.broadcast_buffers;
    this.find_unused_parameters = options.find_unused_parameters;
    this.gradient_as_bucket_view = options.gradient_as_bucket_view;
    this.static_graph = options.static_graph;
    this.bucket_bytes_cap = Math.floor((bucket_cap_mb ?? DEFAULT_BUCKET) * MIB);
    this._first_bucket_bytes = bucket_cap_mb === null ? FIRST_BUCKET : this.bucket_bytes_cap;
    this.require_backward_grad_sync = true;
    this._join_config = noJoin;
    this._divide_by_initial_world_size = true;
    this._comm_hook = null;
    this._require_forward_param_sync = true;
    this._delays = options.static_graph;
    this._reducer = this._makeReducer(options.init_sync);
    if (options.init_sync) {
      const buffers = this.broadcast_buffers ? module.buffers() : [];
      this._broadcast([...module.parameters(), ...buffers]);
    }
    if (this.static_graph) this._reduce('set_static_graph');
  }

  /** Runs the module on this process's share of the batch; the backward pass then averages the gradients. */
  override forward(...inputs: any[]): any {
    const recorded = torch.is_grad_enabled();
    const synced = recorded && this.require_backward_grad_sync;
    if (synced && this._comm_hook?.failed) this._restart(this._comm_hook);
    if (synced) this._reduce('prepare_for_forward');
    const work = Join.notify_join_context(this);
    if (work) this._reduce('forward_work', work._held, this._divide_by_initial_world_size);
    if (recorded) this._reduce('rebuild_buckets');
    const joins = this._join_config.enable;
    if (this._sends_buffers()) this._broadcast(this.module.buffers(), joins ? this._commonRank(true) : 0);
    // Those without inputs want to know whether this pass averages.
    if (joins)
      all_reduce(
        (this.require_backward_grad_sync ? torch.ones : torch.zeros)([1], this._here()),
        this._call(true),
      );
    const output = this.module(...this._moved(inputs));
    this._require_forward_param_sync = synced;
    if (!synced) return output;
    const searches = this.find_unused_parameters && !this.static_graph;
    const used = searches ? tensorsOf(output).map((x) => x._handle()) : [];
    this._reduce('prepare_for_backward', used);
    return searches || this._delays ? this._sunk(output) : output;
  }

  /**
   * Passes in which gradients add up without being averaged: the first of several small batches that make one step.
   *
   *     ddp.no_sync(() => loss(ddp(first)).backward());
   *     loss(ddp(second)).backward();
   */
  no_sync(): Disposable;
  no_sync<T>(body: () => T): T;
  no_sync<T>(body?: () => T): T | Disposable {
    return context(() => {
      const before = this.require_backward_grad_sync;
      this.require_backward_grad_sync = false;
      return () => {
        this.require_backward_grad_sync = before;
      };
    }, body);
  }

  private _makeReducer(verify: boolean): External {
    const found = trainable(this.module);
    if (found.length === 0) {
      throw new RuntimeError(
        "DistributedDataParallel is not needed when a module doesn't have any parameters that require a gradient.",
      );
    }
    const { find_unused_parameters, static_graph, bucket_bytes_cap } = this;
    const first = this._first_bucket_bytes;
    // Until the order of the gradients is known, one bucket is safe: it is full at the end.
    const whole = static_graph || !find_unused_parameters;
    return native.reducer_new(
      this.process_group._held,
      found.map(({ param }) => param._handle()),
      found.map(({ sparse }) => sparse),
      found.map(({ name }) => name),
      whole
        ? [Number.MAX_SAFE_INTEGER]
        : first < bucket_bytes_cap
          ? [first, bucket_bytes_cap]
          : [bucket_bytes_cap],
      [first, bucket_bytes_cap],
      find_unused_parameters,
      this.gradient_as_bucket_view,
      verify,
    );
  }

  /** A new reducer, with the same hook, for one that was left in the middle of a pass. */
  private _restart({ state, hook }: CommHookRun): void {
    this._comm_hook = null;
    this._reduce('remove_hooks');
    this._reducer = this._makeReducer(false);
    this._delays = this.static_graph;
    if (this.static_graph) this._reduce('set_static_graph');
    this.register_comm_hook(state, hook);
  }

  /** @internal */
  _reduce(what: string, ...rest: unknown[]): unknown {
    // The reducer waits for the hook, and would wait for itself.
    if (this._comm_hook?.running)
      throw new RuntimeError('a communication hook cannot call the module whose gradients it sends');
    return native.reducer_do(this._reducer, what, ...rest);
  }

  /** @internal One rank's values into all others'. */
  _broadcast(tensors: readonly Tensor[], rank = 0): void {
    if (tensors.length === 0) return;
    const handles = tensors.map((x) => x._handle());
    native.group_broadcast_coalesced(this.process_group._held, handles, BROADCAST_BYTES, rank);
  }

  /** @internal Does the next forward pass begin with sending buffers? */
  _sends_buffers(): boolean {
    return this.broadcast_buffers && this._require_forward_param_sync && this.module.buffers().length > 0;
  }

  /** @internal Where small tensors for all processes lie. */
  _here(): { device: string } {
    return { device: String((this.module.parameters()[0] as Tensor).device) };
  }

  /** @internal */
  _call(async_op = false): { group: ProcessGroup; async_op: boolean } {
    return { group: this.process_group, async_op };
  }

  /** @internal The highest rank of those that say that it may be theirs. */
  _commonRank(mine: boolean): number {
    const rank = torch.tensor([mine ? this.process_group.rank() : -1], {
      dtype: torch.int64,
      ...this._here(),
    });
    all_reduce(rank, ReduceOp.MAX, this._call());
    const found: number = rank.item();
    if (found === -1) {
      throw new ValueError('BUG! Expected rank_cond to be true for at least one process.');
    }
    return found;
  }

  /**
   * Has `hook` send the gradients: `hook(state, bucket)` starts to average a bucket's gradients over the processes and gives a
   * Future of the result, of the buffer's size. Those of `torch.distributed.algorithms.ddp_comm_hooks` take a process group (or
   * null) as their state. It runs in the midst of the backward pass, in this thread, and must not call this module.
   *
   * What the hook throws comes out of the backward pass, which leaves gradients not averaged; the next pass starts afresh, in all
   * processes if the hook threw in all of them.
   *
   * @throws TypeError for what is no function; RuntimeError for a second hook
   * @see https://docs.pytorch.org/docs/2.13/ddp_comm_hooks.html
   */
  register_comm_hook<S>(state: S, hook: CommHook<S>): void {
    if (typeof hook !== 'function') throw new TypeError('Communication hook must be callable.');
    const run = new CommHookRun(state, hook as CommHook);
    this._reduce('comm_hook', (index: number, ...bucket: [] | [boolean, unknown, unknown[], unknown[]]) =>
      bucket.length === 0 ? run.finish(index) : run.start(index, ...bucket),
    );
    this._comm_hook = run;
  }

  /**
   * Training with shares of different lengths: a process whose inputs have ended answers the others' collectives until theirs
   * have ended too, and then takes over the network of one that had the most.
   *
   *     ddp.join(() => {
   *       for (const [x, y] of loader) step(x, y);
   *     });
   *
   * `divide_by_initial_world_size` (true) divides gradients by the number of all processes, false by that of those with inputs;
   * `enable` and `throw_on_early_termination` as in `torch.distributed.algorithms.join.Join`.
   *
   * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.parallel.DistributedDataParallel.html
   */
  join<T>(body: () => T): T;
  join<T>(options: DdpJoinOptions, body: () => T): T;
  join(...rest: [any, any?]): unknown {
    return rest.length === 1 ? Join([this], rest[0]) : Join([this], rest[0], rest[1]);
  }

  /** What this module does in a Join without inputs. */
  join_hook(options: Readonly<Record<string, unknown>>): JoinHook {
    this._divide_by_initial_world_size = options.divide_by_initial_world_size !== false;
    return new DdpJoinHook(this);
  }
  get join_device(): string {
    return this._here().device;
  }
  get join_process_group(): ProcessGroup {
    return this.process_group;
  }

  /** A copy in the default process group, with buckets and connections of its own; a communication hook stays behind. */
  override __deepcopy__(memo: Memo): this {
    for (const held of [this._reducer, this._comm_hook]) memo.set(held, null);
    memo.set(this.process_group, mustBeMember(null));
    const copy = super.__deepcopy__(memo);
    copy._delays = copy.static_graph;
    copy._reducer = copy._makeReducer(false);
    if (copy.static_graph) copy._reduce('set_static_graph');
    return copy;
  }

  private _moved(inputs: any[]): any[] {
    const [device] = this.device_ids ?? [];
    if (device === undefined) return inputs;
    return mapTree(inputs, (leaf) => (leaf instanceof Tensor ? leaf.to(deviceOf(device)) : leaf));
  }

  private _sunk(output: unknown): unknown {
    const { leaves, layout } = flatten(output);
    const followed = (leaf: unknown): leaf is Tensor => leaf instanceof Tensor && leaf.grad_fn !== null;
    const before = () => {
      if (!this._delays) return;
      this._delays = false;
      this._reduce('delay_all_reduce');
    };
    const passed = [...(Sink.apply(before, ...leaves.filter(followed)) as unknown as Tensor[])];
    return unflatten(
      leaves.map((leaf) => (followed(leaf) ? passed.shift() : leaf)),
      layout,
    );
  }
}

/**
 * A module whose copies in several processes train together: each computes its part of the batch, and the backward pass
 * averages the gradients over all processes, so that the same optimizer step keeps the copies the same.
 *
 * At the start rank 0's parameters and buffers are copied to all others, and before each forward pass its buffers
 * (`broadcast_buffers`). `device_ids` is the one GPU of this process, or left out on the CPU. `bucket_cap_mb` MiB of gradients
 * travel together (25). `find_unused_parameters` is for networks whose parts do not all take part in each pass, `static_graph`
 * for those in which the same do always.
 *
 * @throws RuntimeError without trainable parameters, or where the processes' parameters differ in number or shape
 * @see Li et al., PyTorch Distributed: Experiences on Accelerating Data Parallel Training, 2020
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.parallel.DistributedDataParallel.html
 */
export const DistributedDataParallel = callable(DistributedDataParallel_);
export type DistributedDataParallel = DistributedDataParallel_;

function checkDevices(module: Module, device_ids: readonly Place[] | null): void {
  if (device_ids === null) return;
  if (device_ids.length !== 1) {
    throw new ValueError(
      `device_ids can only be None or contain a single element (one process, one device), but got ${device_ids.length}`,
    );
  }
  const place = deviceOf(device_ids[0] as Place);
  const stray = module.parameters().find((param) => String(param.device) !== place);
  if (stray === undefined) return;
  throw new ValueError(
    `DistributedDataParallel device_ids name ${place}, but the module has parameters on ${stray.device}: call ` +
      'module.to(device) before, and leave device_ids out on the CPU',
  );
}

interface Trainable {
  name: string;
  param: Parameter;
  sparse: boolean;
}

function trainable(module: Module): Trainable[] {
  const found = new Map<Parameter, Trainable>();
  for (const [prefix, each] of module.named_modules()) {
    const sparse = (each instanceof Embedding || each instanceof EmbeddingBag) && each.sparse;
    for (const [name, param] of each.named_parameters({ recurse: false })) {
      if (param.requires_grad && !found.has(param)) {
        found.set(param, { name: prefix === '' ? name : `${prefix}.${name}`, param, sparse });
      }
    }
  }
  return [...found.values()];
}

/** The tensors in what a module returns, in objects of other classes as well. */
function tensorsOf(output: unknown): Tensor[] {
  if (output instanceof Tensor) return [output];
  if (Array.isArray(output)) return output.flatMap(tensorsOf);
  if (output instanceof Map) return [...output.values()].flatMap(tensorsOf);
  return isPlainObject(output) ? Object.values(output).flatMap(tensorsOf) : [];
}
