import { callable } from '../callable.ts';
import { RuntimeError, TypeError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { type External, native } from '../native.ts';
import { hold } from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';
import { Node } from './node.ts';

class GradientEdge_ {
  readonly node: Node;
  readonly output_nr: number;
  /** Keeps the graph alive where `node` alone would not. */
  readonly ownership_token: Node | null;

  constructor(node: Node, output_nr: number, ownership_token: Node | null = null) {
    if (!(node instanceof Node)) {
      throw new RuntimeError(
        `GradientEdge's first object must be an autograd.graph.Node but got ${node === null ? 'None' : typeof node}`,
      );
    }
    if (!Number.isInteger(output_nr) || output_nr < 0) {
      throw new TypeError(`GradientEdge: output_nr is a whole number from 0 on, not ${String(output_nr)}`);
    }
    this.node = node;
    this.output_nr = output_nr;
    this.ownership_token = ownership_token;
  }

  *[Symbol.iterator](): Iterator<Node | number | null> {
    yield* [this.node, this.output_nr, this.ownership_token];
  }
  toString(): string {
    return `GradientEdge(node=${this.node}, output_nr=${this.output_nr}, ownership_token=${this.ownership_token ?? 'None'})`;
  }
}

/**
 * Where a gradient enters a node: its output number `output_nr`. `torch.autograd.grad` and `backward` take edges in place of
 * tensors, as what they start from and as what they compute gradients of.
 */
export const GradientEdge = callable(GradientEdge_);
export type GradientEdge = GradientEdge_;

export const isEdge = (value: unknown): value is GradientEdge => value instanceof GradientEdge_;

/** @internal The edge of a tensor; null where it has none. */
export function edgeOf(tensor: Tensor): GradientEdge | null {
  const [node, output_nr] = native.gradient_edge(hold(tensor)._handle());
  return node === null ? null : new GradientEdge_(Node.of(node) as Node, output_nr);
}

/**
 * The edge that the gradient of `tensor` flows through: its `grad_fn`, or the AccumulateGrad node of a leaf.
 *
 * @throws RuntimeError for a tensor that requires no gradient.
 */
export const get_gradient_edge = keywords('get_gradient_edge', ['tensor'], (tensor: Tensor): GradientEdge => {
  const edge = tensor.requires_grad ? edgeOf(tensor) : null;
  if (edge === null) {
    throw new RuntimeError(
      'It is not possible to get the gradient edge for a Tensor that does not require gradients',
    );
  }
  return edge;
});

interface Pass {
  outputs: readonly (Tensor | GradientEdge)[];
  inputs: readonly (Tensor | GradientEdge)[];
  /** Handles of the gradients to start from; null for a one. */
  gradients: (External | null)[];
  retain_graph: boolean;
  create_graph: boolean;
  accumulate: boolean;
}

/** @internal A pass where some of the outputs or inputs are edges. */
export function runEdges(pass: Pass): (External | null)[] {
  const roots = pass.outputs.map((item, i) => {
    const edge = isEdge(item) ? item : edgeOf(item);
    if (edge !== null) return edge;
    throw new RuntimeError(`element ${i} of tensors does not require grad and does not have a grad_fn`);
  });
  const targets = pass.inputs.map((item) => {
    if (isEdge(item)) return item;
    if (pass.accumulate && !item.is_leaf) item.retain_grad();
    const edge = item.requires_grad ? edgeOf(item) : null;
    if (edge === null) throw new RuntimeError('One of the differentiated Tensors does not require grad');
    return edge;
  });
  const nodes = (edges: GradientEdge[]) => edges.map((edge) => edge.node._external());
  const numbers = (edges: GradientEdge[]) => edges.map((edge) => edge.output_nr);
  return (
    native.run_edges(
      nodes(roots),
      numbers(roots),
      pass.gradients,
      pass.retain_graph,
      pass.create_graph,
      nodes(targets),
      numbers(targets),
      pass.accumulate,
    ) ?? []
  );
}
