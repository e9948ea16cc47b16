import { RuntimeError, ValueError } from '../errors.ts';
import { native } from '../native.ts';
import { hold } from '../ops/index.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { type GradientEdge, isEdge, runEdges } from './gradient_edge.ts';

type Source = Tensor | GradientEdge;
type Tensors = Source | readonly Source[];
type Gradients = Tensor | readonly (Tensor | null)[] | null;

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
  retain_graph?: boolean | null;
  create_graph?: boolean;
  inputs?: Tensors | null;
}

/**
 * Computes the gradients of `tensors` (or edges, see `torch.autograd.graph`) with respect to the graph's leaves and adds them
 * to their `.grad`.
 *
 * @throws RuntimeError in PyTorch's words: no graph, a graph that was freed, a tensor that an in-place operation changed.
 */
export function backward(
  tensors: Tensors,
  grad_tensors?: Gradients | BackwardOptions,
  retain_graph?: boolean | null | BackwardOptions,
  create_graph: boolean | BackwardOptions = false,
  inputs?: Tensors | null,
): void {
  let options: BackwardOptions = {};
  const given: unknown[] = [grad_tensors, retain_graph, create_graph, inputs];
  const last = given.findIndex((value) => isPlainObject(value));
  if (last >= 0) {
    options = given[last] as BackwardOptions;
    given.fill(undefined, last);
  }
  const outputs = list(tensors);
  const create = (given[2] as boolean | undefined) ?? options.create_graph ?? false;
  const retain = (given[1] as boolean | null | undefined) ?? options.retain_graph ?? create;
  const leaves = list((given[3] as Tensors | null | undefined) ?? options.inputs);
  const start = (given[0] as Gradients | undefined) ?? options.grad_tensors ?? options.gradient;
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
      allow_unused: true,
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

/**
 * The gradients of `outputs` with respect to `inputs`, tensors or edges, without touching any `.grad`.
 *
 * @throws RuntimeError when an input is not part of the graph, unless `allow_unused` (its gradient is then null).
 */
export function grad(
  outputs: Tensors,
  inputs: Tensors,
  ...rest: [
    grad_outputs?: Gradients | GradOptions,
    retain_graph?: boolean | null | GradOptions,
    create_graph?: boolean | GradOptions,
    allow_unused?: boolean | null | GradOptions,
  ]
): Tensor[] {
  const positions = rest.filter((value) => !isPlainObject(value));
  const options = (rest.find((value) => isPlainObject(value)) ?? {}) as GradOptions;
  const from = list(outputs);
  const to = list(inputs);
  const create = (positions[2] as boolean | undefined) ?? options.create_graph ?? false;
  const retain = (positions[1] as boolean | null | undefined) ?? options.retain_graph ?? create;
  const materialize = options.materialize_grads ?? false;
  const unused = (positions[3] as boolean | null | undefined) ?? options.allow_unused ?? materialize;
  hold([from, to, rest]);
  const gradients = startGradients(
    from,
    (positions[0] as Gradients | undefined) ?? options.grad_outputs,
    'grad',
  );
  const results =
    areTensors(from) && areTensors(to)
      ? native.grad_of(
          from.map((tensor) => tensor._h),
          to.map((tensor) => tensor._h),
          gradients,
          retain,
          create,
          unused,
        )
      : runEdges({
          outputs: from,
          inputs: to,
          gradients,
          retain_graph: retain,
          create_graph: create,
          accumulate: false,
          allow_unused: unused,
        });
  return results.map((h, i) => {
    if (h !== null) return new Tensor(h);
    if (!materialize) return null as never;
    const input = to[i] as Source;
    if (isEdge(input)) {
      throw new RuntimeError('materialize_grads cannot be used when the given input is a GradientEdge');
    }
    return input.new_zeros(input.shape);
  });
}

export interface GradOptions {
  grad_outputs?: Gradients;
  retain_graph?: boolean | null;
  create_graph?: boolean;
  allow_unused?: boolean | null;
  materialize_grads?: boolean;
}
