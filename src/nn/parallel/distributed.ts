import { z } from 'zod';
import { Function as AutogradFunction, type FunctionCtx } from '../../autograd/function.ts';
import { context } from '../../context.ts';
import { mustBeMember, ProcessGroup } from '../../distributed/process_group.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { type External, native } from '../../native.ts';
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
    this._require_forward_param_sync = true;
    this._delays = options.static_graph;
    this._reducer = this.#makeReducer(options.init_sync);
    if (options.init_sync) {
      const buffers = this.broadcast_buffers ? module.buffers() : [];
      this.#broadcast([...module.parameters(), ...buffers]);
    }
    if (this.static_graph) this.#reduce('set_static_graph');
  }

  /** Runs the module on this process's share of the batch; the backward pass then averages the gradients. */
  override forward(...inputs: any[]): any {
    const recorded = torch.is_grad_enabled();
    const synced = recorded && this.require_backward_grad_sync;
    if (synced) this.#reduce('prepare_for_forward');
    if (recorded) this.#reduce('rebuild_buckets');
    if (this.broadcast_buffers && this._require_forward_param_sync) this.#broadcast(this.module.buffers());
    const output = this.module(...this.#moved(inputs));
    this._require_forward_param_sync = synced;
    if (!synced) return output;
    const searches = this.find_unused_parameters && !this.static_graph;
    const used = searches ? tensorsOf(output).map((x) => x._handle()) : [];
    this.#reduce('prepare_for_backward', used);
    return searches || this._delays ? this.#sunk(output) : output;
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

  #makeReducer(verify: boolean): External {
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

  #reduce(what: string, ...rest: unknown[]): void {
    native.reducer_do(this._reducer, what, ...rest);
  }

  /** Rank 0's values into all others'. */
  #broadcast(tensors: readonly Tensor[]): void {
    if (tensors.length === 0) return;
    const handles = tensors.map((x) => x._handle());
    native.group_broadcast_coalesced(this.process_group._held, handles, BROADCAST_BYTES, 0);
  }

  #moved(inputs: any[]): any[] {
    const [device] = this.device_ids ?? [];
    if (device === undefined) return inputs;
    return mapTree(inputs, (leaf) => (leaf instanceof Tensor ? leaf.to(deviceOf(device)) : leaf));
  }

  #sunk(output: unknown): unknown {
    const { leaves, layout } = flatten(output);
    const followed = (leaf: unknown): leaf is Tensor => leaf instanceof Tensor && leaf.grad_fn !== null;
    const before = () => {
      if (!this._delays) return;
      this._delays = false;
      this.#reduce('delay_all_reduce');
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
