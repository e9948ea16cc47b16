// CUDA graphs: work that is captured once and replayed with one call, which costs the host nothing per operator.

import { grad } from '../autograd/backward.ts';
import { Function } from '../autograd/function.ts';
import { callable } from '../callable.ts';
import { context } from '../context.ts';
import { AssertionError, RuntimeError, TypeError } from '../errors.ts';
import { type External, native, type PoolId } from '../native.ts';
import { aten } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { flatten, type Layout, unflatten } from '../tree.ts';
import { needed } from './_device.ts';
import { empty_cache } from './memory.ts';
import { current_stream, stream as onStream, Stream } from './streams.ts';

export type { PoolId };
export type CaptureErrorMode = 'global' | 'thread_local' | 'relaxed';

/** Whether the current stream's work goes into a graph instead of being done. */
export function is_current_stream_capturing(): boolean {
  if (!native.build_info().cuda)
    throw new RuntimeError('Tried to instantiate dummy base class _cuda_isCurrentStreamCapturing');
  if (!native.cuda_is_initialized()) return false;
  const { stream_id, device } = current_stream();
  return native.stream_describe(stream_id, String(device))[2];
}

/** A name for a pool of memory that several graphs share. */
export const graph_pool_handle = (): PoolId => native.graph_pool();

class CUDAGraph_ {
  readonly #held: External;
  /** What the graph reads and writes must outlive it. */
  #kept: unknown[] = [];

  /**
   * @param options.keep_graph Whether `debug_dump` and `instantiate` find the graph after the capture (LibTorch 2.8).
   * @throws RuntimeError on a build without CUDA.
   */
  constructor(options: boolean | { keep_graph?: boolean } = false) {
    this.#held = native.graph_new(typeof options === 'boolean' ? options : (options.keep_graph ?? false));
  }
  /** Begins a capture on the current stream, which must not be the default one; `torch.cuda.graph` is the way to do it. */
  capture_begin(pool: PoolId | null = null, capture_error_mode: CaptureErrorMode = 'global'): void {
    native.graph_begin(this.#held, pool, capture_error_mode);
  }
  /** @throws where the capture did something that a graph cannot hold; the graph is empty then. */
  capture_end(): void {
    native.graph_end(this.#held);
  }
  instantiate(): void {
    native.graph_do(this.#held, 'instantiate');
  }
  /** Does all the captured work again on the current stream, with what the same tensors hold now. */
  replay(): void {
    native.graph_do(this.#held, 'replay');
  }
  /** Frees the graph. */
  reset(): void {
    native.graph_do(this.#held, 'reset');
    this.#kept = [];
  }
  /** The name of the pool that the graph's tensors are in, for another graph to share. */
  pool(): PoolId {
    return native.graph_do(this.#held, 'pool');
  }
  /** Before the capture: keeps what `debug_dump` needs. */
  enable_debug_mode(): void {
    native.graph_do(this.#held, 'debug');
  }
  /** Writes a drawing of the graph, in DOT. */
  debug_dump(debug_path: string): void {
    native.graph_dump(this.#held, debug_path);
  }
  /** @internal */
  _keep(...tensors: unknown[]): void {
    this.#kept.push(...tensors);
  }
}
/** Captured work of a device: `const g = torch.cuda.CUDAGraph(); torch.cuda.graph(g, () => ...); g.replay()`. */
export const CUDAGraph = callable(CUDAGraph_);
export type CUDAGraph = CUDAGraph_;

export interface GraphOptions {
  /** Another graph's `pool()` or a `graph_pool_handle()`: graphs that replay in the order of their captures may share one. */
  readonly pool?: PoolId | null;
  /** The stream to capture on; a stream of its own by default. */
  readonly stream?: Stream | null;
  /** What other threads may not do meanwhile. */
  readonly capture_error_mode?: CaptureErrorMode;
}

/** One for each device, since a stream belongs to one. */
const captureStreams = new Map<number, Stream>();
function captureStream(): Stream {
  const index = native.build_info().cuda ? native.cuda_device() : -1;
  const stream = captureStreams.get(index) ?? new Stream();
  captureStreams.set(index, stream);
  return stream;
}

/**
 * Captures what a block does on the device: `torch.cuda.graph(g, () => { y = model(x); })`, or with `using`. Nothing is
 * computed until `g.replay()`. Shapes, addresses and control flow are those of the capture; the results lie in the same
 * tensors after every replay. Run the block a few times on a side stream before.
 *
 * When the block throws, the capture is given up, the graph is empty, and the stream is the one before.
 */
export function graph(cuda_graph: CUDAGraph, options?: GraphOptions): Disposable;
export function graph<T>(cuda_graph: CUDAGraph, body: () => T): T;
export function graph<T>(cuda_graph: CUDAGraph, options: GraphOptions, body: () => T): T;
export function graph<T>(
  cuda_graph: CUDAGraph,
  options: GraphOptions | (() => T) = {},
  body?: () => T,
): T | Disposable {
  if (typeof options === 'function') return graph(cuda_graph, {}, options);
  const { pool = null, capture_error_mode = 'global' } = options;
  const stream = options.stream ?? captureStream();
  if (!(cuda_graph instanceof CUDAGraph_))
    throw new TypeError('torch.cuda.graph takes a torch.cuda.CUDAGraph');
  const enter = () => {
    // Nothing else may wait for the device or ask for its memory during the capture.
    native.cuda_synchronize();
    empty_cache();
    native.cuda_empty_cache(true);
    const visit = onStream(stream);
    try {
      cuda_graph.capture_begin(pool, capture_error_mode);
    } catch (error) {
      visit[Symbol.dispose]();
      throw error;
    }
    return () => {
      try {
        cuda_graph.capture_end();
      } finally {
        visit[Symbol.dispose]();
      }
    };
  };
  if (body === undefined) return context(enter);
  const leave = enter();
  let result: T;
  try {
    result = body();
    if (result instanceof Promise)
      throw new TypeError(
        'a capture is synchronous: what an async function does after an await is not in it',
      );
  } catch (error) {
    abandon(cuda_graph, leave);
    throw error;
  }
  leave();
  cuda_graph._keep(result);
  return result;
}

/** Ends a capture whose block failed; what the end complains of is a consequence. */
function abandon(cuda_graph: CUDAGraph, leave: () => void): void {
  try {
    leave();
    cuda_graph.reset();
  } catch {
    // The native side has emptied the graph, and the stream of before is current again.
  }
}

type Body = (...args: any[]) => unknown;
interface ModuleLike extends Body {
  training: boolean;
  forward: Body;
  parameters(): Iterable<Tensor>;
  buffers(): Iterable<Tensor>;
}
const isModule = (value: Body): value is ModuleLike =>
  typeof (value as ModuleLike).parameters === 'function' &&
  typeof (value as ModuleLike).forward === 'function';

const emptyLike = aten('empty_like');
const hookLists = ['_forward_hooks', '_forward_pre_hooks', '_backward_hooks', '_backward_pre_hooks'];

function checkCallable(body: Body, samples: readonly unknown[]): void {
  if (isModule(body)) {
    for (const name of hookLists) {
      const hooks = (body as unknown as Record<string, { size?: number } | undefined>)[name];
      if (hooks?.size)
        throw new AssertionError(
          'Modules must not have hooks registered at the time they are passed. However, registering hooks on modules ' +
            'after passing them through make_graphed_callables is allowed.',
        );
    }
    if ([...body.buffers()].some((buffer) => buffer.requires_grad))
      throw new AssertionError(
        'In any nn.Module passed to make_graphed_callables, only parameters may be trainable. All buffers must have ' +
          'requires_grad=False.',
      );
  }
  if (!samples.every((sample) => sample instanceof Tensor))
    throw new AssertionError(
      'In the beta API, sample_args for each callable must contain only Tensors. Other types are not allowed.',
    );
}

export interface GraphedOptions {
  /** Runs before the captures, in which libraries choose their algorithms. */
  readonly num_warmup_iters?: number;
  readonly allow_unused_input?: boolean;
  readonly pool?: PoolId | null;
}

/** One callable on its way to a graph. */
class Capture {
  readonly body: Body;
  readonly args: readonly unknown[];
  readonly samples: readonly Tensor[];
  readonly parameters: readonly Tensor[];
  readonly forward = new CUDAGraph_();
  readonly backward = new CUDAGraph_();
  outputs: Tensor[] = [];
  layout: Layout = null;
  outputGradients: (Tensor | null)[] = [];
  inputGradients: (Tensor | null)[] = [];

  constructor(body: Body, args: readonly unknown[]) {
    this.body = body;
    this.args = args;
    const { leaves } = flatten(args);
    checkCallable(body, leaves);
    this.samples = leaves as Tensor[];
    this.parameters = isModule(body) ? [...body.parameters()] : [];
  }
  get inputs(): Tensor[] {
    return [...this.samples, ...this.parameters];
  }
  /** The gradients of everything that wants one, for these gradients of the outputs. */
  differentiate(outputs: readonly Tensor[], gradients: readonly (Tensor | null)[], allow_unused: boolean) {
    const wanted = outputs.flatMap((output, i) =>
      output.requires_grad ? [[output, gradients[i] as Tensor] as const] : [],
    );
    const inputs = this.inputs.filter((input) => input.requires_grad);
    if (wanted.length === 0 || inputs.length === 0) return [];
    return grad(
      wanted.map(([output]) => output),
      inputs,
      { grad_outputs: wanted.map(([, gradient]) => gradient), allow_unused },
    );
  }
  gradientsFor(outputs: readonly Tensor[]): (Tensor | null)[] {
    return outputs.map((output) => (output.requires_grad ? (emptyLike(output) as Tensor) : null));
  }
  captureForward(pool: PoolId): void {
    const made = graph(this.forward, { pool }, () => this.body(...this.args));
    const { leaves, layout } = flatten(made);
    this.outputs = leaves as Tensor[];
    this.layout = layout;
  }
  captureBackward(pool: PoolId, allow_unused: boolean): void {
    this.outputGradients = this.gradientsFor(this.outputs);
    let gradients: readonly (Tensor | null)[] = [];
    if (this.outputs.some((output) => output.requires_grad)) {
      gradients = graph(this.backward, { pool }, () =>
        this.differentiate(this.outputs, this.outputGradients, allow_unused),
      );
    }
    let next = 0;
    this.inputGradients = this.inputs.map((input) =>
      input.requires_grad ? (gradients[next++] ?? null) : null,
    );
  }
  /** What takes the callable's place: copies the arguments in, replays, and hands out what the graph wrote. */
  replayed(): Body {
    const capture = this;
    const { samples, outputs, outputGradients, inputGradients, layout, parameters } = this;
    class Graphed extends Function {
      static forward(_ctx: unknown, ...inputs: Tensor[]): Tensor[] {
        samples.forEach((sample, i) => {
          const given = inputs[i] as Tensor;
          if (sample.data_ptr() !== given.data_ptr()) sample.copy_(given);
        });
        capture.forward.replay();
        return outputs.map((output) => output.detach());
      }
      static backward(_ctx: unknown, ...gradients: Tensor[]): (Tensor | null)[] {
        outputGradients.forEach((place, i) => {
          const given = gradients[i] as Tensor;
          if (place !== null && place.data_ptr() !== given.data_ptr()) place.copy_(given);
        });
        capture.backward.replay();
        return inputGradients.map((gradient) => gradient?.detach() ?? null);
      }
    }
    return (...args) => {
      const { leaves } = flatten(args);
      return unflatten(Graphed.apply(...(leaves as Tensor[]), ...parameters) as unknown as Tensor[], layout);
    };
  }
}

/**
 * Turns modules or functions into ones whose forward and backward are each one replay of a graph, for use in an ordinary
 * training loop. `sample_args` are tensors of the shapes to come, with `requires_grad` as they will have it; for a list of
 * callables a list of such lists, in the order in which they run. Modules are changed and returned.
 *
 * @throws RuntimeError on a build without CUDA.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.cuda.make_graphed_callables.html
 */
export function make_graphed_callables<C extends Body>(
  callables: C,
  sample_args: readonly unknown[],
  options?: GraphedOptions,
): C;
export function make_graphed_callables<C extends readonly Body[]>(
  callables: C,
  sample_args: readonly (readonly unknown[])[],
  options?: GraphedOptions,
): C;
export function make_graphed_callables(
  callables: Body | readonly Body[],
  sample_args: readonly any[],
  options: GraphedOptions = {},
): unknown {
  const { num_warmup_iters = 3, allow_unused_input = false, pool = null } = options;
  if (native.autocast_cache() && native.autocast_state('cuda')[0])
    throw new RuntimeError(
      'make_graphed_callables does not support the autocast caching. Please set `cache_enabled=False`.',
    );
  const alone = !Array.isArray(callables);
  const bodies = (alone ? [callables] : callables) as readonly Body[];
  const samples: readonly (readonly unknown[])[] = alone ? [sample_args] : sample_args;
  if (samples.length !== bodies.length)
    throw new TypeError(
      `there are ${bodies.length} callables and ${samples.length} lists of sample arguments`,
    );
  const captures = bodies.map((body, i) => new Capture(body, samples[i] as readonly unknown[]));
  needed();
  const shared = pool ?? graph_pool_handle();

  // Libraries choose their algorithms and allocate what they need before anything is captured.
  native.cuda_synchronize();
  onStream(new Stream(), () => {
    for (const capture of captures) {
      for (let i = 0; i < num_warmup_iters; i += 1) {
        const outputs = flatten(capture.body(...capture.args)).leaves as Tensor[];
        capture.differentiate(outputs, capture.gradientsFor(outputs), allow_unused_input);
      }
    }
  });
  native.cuda_synchronize();

  // In the order in which they will run, since they share memory: all forwards, then the backwards from the last on.
  for (const capture of captures) capture.captureForward(shared);
  for (const capture of captures.toReversed()) capture.captureBackward(shared, allow_unused_input);

  const made = captures.map(({ body }, i) => {
    const replayed = (captures[i] as Capture).replayed();
    if (!isModule(body)) return replayed;
    const { training, forward } = body;
    body.forward = (...args: unknown[]) =>
      body.training === training ? replayed(...args) : forward.apply(body, args);
    return body;
  });
  return alone ? made[0] : made;
}
