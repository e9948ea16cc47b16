import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { aten, hold } from '../ops/index.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { warn } from '../warn.ts';
import { type GradientEdge, isEdge, runEdges } from './gradient_edge.ts';

type Source = Tensor | GradientEdge;
type Tensors = Source | readonly Source[];
type Gradients = Tensor | readonly (Tensor | null)[] | null;

const stack = aten('stack') as (tensors: unknown) => Tensor;

function list<T>(value: T | readonly T[] | null | undefined): readonly T[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

const areTensors = (sources: readonly Source[]): sources is readonly Tensor[] => !sources.some(isEdge);

/** Gradients to start from: a scalar output starts from one, any other needs its own. */
function startGradients(
  outputs: readonly Source[],
  given: Gradients | undefined,
  what: string,
): (unknown | null)[] {
  const gradients = list<Tensor | null>(given);
  if (gradients.length > 0 && gradients.length !== outputs.length) {
    throw new ValueError(
      `${what}: got ${outputs.length} tensors and ${gradients.length} gradients; give one gradient (or null) each`,
    );
  }
  return outputs.map((_, i) => gradients[i]?._h ?? null);
}

export interface BackwardOptions {
  gradient?: Gradients;
  grad_tensors?: Gradients;
  /** @deprecated `grad_tensors` by its older name. */
  grad_variables?: Gradients;
  retain_graph?: boolean | null;
  create_graph?: boolean;
  inputs?: Tensors | null;
}

const backwardNames = [
  'tensors',
  'grad_tensors',
  'gradient',
  'retain_graph',
  'create_graph',
  'grad_variables',
  'inputs',
];

/**
 * Computes the gradients of `tensors` (or edges, see `torch.autograd.graph`) with respect to the graph's leaves and adds them
 * to their `.grad`.
 *
 * @throws RuntimeError in PyTorch's words: no graph, a graph that was freed, a tensor that an in-place operation changed.
 */
export function backward(
  tensors: Tensors | (BackwardOptions & { tensors: Tensors }),
  grad_tensors?: Gradients | BackwardOptions,
  retain_graph?: boolean | null | BackwardOptions,
  create_graph: boolean | BackwardOptions = false,
  inputs?: Tensors | null,
): void {
  if (isPlainObject(tensors)) {
    const { tensors: outputs, ...rest } = tensors as BackwardOptions & { tensors: Tensors };
    backward(outputs, rest);
    return;
  }
  let options: BackwardOptions = {};
  const given: unknown[] = [grad_tensors, retain_graph, create_graph, inputs];
  const last = given.findIndex((value) => isPlainObject(value));
  if (last >= 0) {
    options = given[last] as BackwardOptions;
    const unknown = Object.keys(options).find((name) => !backwardNames.includes(name));
    if (unknown !== undefined) {
      throw new TypeError(
        `backward() got an unexpected keyword argument '${unknown}'; known: ${backwardNames.join(', ')}`,
      );
    }
    given.fill(undefined, last);
  }
  const outputs = list(tensors as Tensors);
  const create = (given[2] as boolean | undefined) ?? options.create_graph ?? false;
  const retain = (given[1] as boolean | null | undefined) ?? options.retain_graph ?? create;
  const leaves = list((given[3] as Tensors | null | undefined) ?? options.inputs);
  const start =
    (given[0] as Gradients | undefined) ?? options.grad_tensors ?? options.grad_variables ?? options.gradient;
  const gradients = startGradients(outputs, start, 'backward');
  hold([outputs, leaves, start]);
  if (!areTensors(outputs) || !areTensors(leaves)) {
    runEdges({
      outputs,
      inputs: leaves,
      gradients,
      retain_graph: retain,
      create_graph: create,
      accumulate: true,
    });
    return;
  }
  native.backward(
    outputs.map((tensor) => tensor._h),
    gradients,
    retain,
    create,
    leaves.map((tensor) => tensor._h),
    false,
  );
}

const gradNames = [
  'outputs',
  'inputs',
  'grad_outputs',
  'retain_graph',
  'create_graph',
  'only_inputs',
  'allow_unused',
  'is_grads_batched',
  'materialize_grads',
] as const;

/**
 * The gradients of `outputs` with respect to `inputs`, tensors or edges, without touching any `.grad`. With
 * `is_grads_batched` the first dimension of each of `grad_outputs` counts starts, and that of the results their gradients.
 *
 * @throws RuntimeError when an input is not part of the graph, unless `allow_unused` (its gradient is then null).
 */
export const grad = keywords(
  'grad',
  gradNames,
  (
    outputs: Tensors,
    inputs: Tensors,
    grad_outputs: Gradients = null,
    retain_graph: boolean | null = null,
    create_graph: boolean = false,
    only_inputs: boolean = true,
    allow_unused: boolean | null = null,
    is_grads_batched: boolean = false,
    materialize_grads: boolean = false,
  ): [Tensor, ...Tensor[]] => {
    const [from, to] = [list(outputs), list(inputs)];
    if (![...from, ...to].every((source) => source instanceof Tensor || isEdge(source)))
      throw new TypeError(
        'grad() takes tensors and gradient edges, or lists of them, for outputs and inputs',
      );
    if (!only_inputs) warn('only_inputs argument is deprecated and is ignored now (defaults to True).');
    if (materialize_grads && allow_unused === false)
      throw new ValueError(
        'Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.',
      );
    const keeps = retain_graph ?? create_graph;
    const flags = [create_graph, allow_unused ?? materialize_grads, materialize_grads] as const;
    if (!is_grads_batched) return gradients(from, to, grad_outputs, keeps, ...flags);
    const starts = list<Tensor | null>(grad_outputs);
    const count = starts.find((start) => start !== null)?.size(0) ?? 0;
    if (count === 0) throw new ValueError('is_grads_batched needs grad_outputs with a batch of gradients');
    const rows = Array.from({ length: count }, (_, i) => {
      const start = starts.map((batch) => batch?.index(i) ?? null);
      return gradients(from, to, start, keeps || i < count - 1, ...flags);
    });
    return to.map((_, k) => {
      const found = rows.map((row) => row[k] as Tensor | null);
      return (found[0] === null ? null : stack(found)) as Tensor;
    }) as [Tensor, ...Tensor[]];
  },
);

function gradients(
  from: readonly Source[],
  to: readonly Source[],
  starts: Gradients,
  retain_graph: boolean,
  create_graph: boolean,
  allow_unused: boolean,
  materialize: boolean,
): [Tensor, ...Tensor[]] {
  hold([from, to, starts]);
  const gradients = startGradients(from, starts, 'grad');
  const results =
    areTensors(from) && areTensors(to)
      ? native.grad_of(
          from.map((tensor) => tensor._h),
          to.map((tensor) => tensor._h),
          gradients,
          retain_graph,
          create_graph,
        )
      : runEdges({
          outputs: from,
          inputs: to,
          gradients,
          retain_graph,
          create_graph,
          accumulate: false,
        });
  return results.map((h, i) => {
    if (h !== null) return new Tensor(h);
    if (!allow_unused) {
      throw new RuntimeError(
        `The differentiated Tensor at index ${i} appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.`,
      );
    }
    if (!materialize) return null as never;
    const input = to[i] as Source;
    if (isEdge(input)) {
      throw new RuntimeError('materialize_grads cannot be used when the given input is a GradientEdge');
    }
    return input.new_zeros(input.shape);
  }) as [Tensor, ...Tensor[]];
}
