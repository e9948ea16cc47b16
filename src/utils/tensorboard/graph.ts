import { TypeError } from '../../errors.ts';
import { native } from '../../native.ts';
import * as nn from '../../nn/index.ts';
import { register_module_forward_hook, register_module_forward_pre_hook } from '../../nn/modules/hooks.ts';
import { isPlainObject } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

type Traced = [identity: number, shape: number[]];
interface Operator {
  name: string;
  inputs: Traced[];
  outputs: Traced[];
}
export type Node = Record<string, unknown> & { name: string; op: string; input: string[] };

/** A mark in the list of operators: from here on they belong to `scope`. */
type Mark = [from: number, scope: string];

/**
 * The operators of one forward pass as TensorFlow's nodes, each below the module that called it:
 * `ResNet/Sequential[layer1]/BasicBlock[0]/Conv2d[conv1]/conv2d`.
 */
export function graphOf(model: nn.Module, inputs: readonly unknown[]): Node[] {
  const scopes = scopesOf(model);
  const modes = model.modules().map((module) => [module, module.training] as const);
  const marks: Mark[] = [];
  const open: string[] = [];
  const mark = () => marks.push([native.trace_length(), open.at(-1) ?? model._get_name()]);
  const hooks = [
    register_module_forward_pre_hook((module) => {
      open.push(scopes.get(module) ?? `${open.at(-1) ?? ''}/${module._get_name()}`);
      mark();
    }),
    register_module_forward_hook(() => {
      open.pop();
      mark();
    }),
  ];
  let operators: Operator[] | null = null;
  let outputs: Tensor[] = [];
  native.trace_start();
  try {
    model.eval();
    outputs = tensorsIn(torch.no_grad(() => model(...inputs)));
  } finally {
    for (const hook of hooks) hook.remove();
    for (const [module, training] of modes) module.training = training;
    // The outputs are still held here, so that no other tensor has their address.
    operators = JSON.parse(native.trace_stop());
  }
  return new Graph(model, scopes, marks).build(operators as Operator[], tensorsIn(inputs), outputs);
}

class Graph {
  readonly #nodes: Node[] = [];
  readonly #names = new Map<string, number>();
  /** Which node, and which of its results, a tensor came out of last. */
  readonly #sources = new Map<number, string>();
  readonly #state = new Map<number, () => string>();
  readonly #marks: readonly Mark[];

  constructor(model: nn.Module, scopes: Map<nn.Module, string>, marks: readonly Mark[]) {
    this.#marks = marks;
    const declare = (kind: string, path: string, tensor: Tensor) => {
      const dot = path.lastIndexOf('.');
      const scope = scopes.get(model.get_submodule(path.slice(0, Math.max(dot, 0)))) as string;
      this.#state.set(identity(tensor), () =>
        this.#add(`${scope}/${path.slice(dot + 1)}`, kind, [], [...tensor.shape]),
      );
    };
    for (const [path, param] of model.named_parameters()) declare('Parameter', path, param);
    for (const [path, buffer] of model.named_buffers()) declare('Buffer', path, buffer);
  }

  build(operators: readonly Operator[], inputs: readonly Tensor[], outputs: readonly Tensor[]): Node[] {
    for (const tensor of inputs) {
      this.#sources.set(identity(tensor), this.#add('input/input', 'IO Node', [], [...tensor.shape]));
    }
    let at = -1;
    for (const [i, { name, inputs: taken, outputs: given }] of operators.entries()) {
      while (at + 1 < this.#marks.length && (this.#marks[at + 1] as Mark)[0] <= i) at += 1;
      const scope = this.#marks[at]?.[1] ?? '';
      const sources = taken.map((tensor) => this.#sourceOf(tensor, scope));
      const short = name.slice(name.indexOf('::') + 2);
      const node = this.#add(
        scope === '' ? short : `${scope}/${short}`,
        name,
        sources,
        ...given.map(([, shape]) => shape),
      );
      for (const [place, [result]] of given.entries()) {
        this.#sources.set(result, place === 0 ? node : `${node}:${place}`);
      }
    }
    for (const tensor of outputs) {
      const source = this.#sourceOf([identity(tensor), [...tensor.shape]], 'output');
      this.#add('output/output', 'IO Node', [source], [...tensor.shape]);
    }
    return this.#nodes;
  }

  #sourceOf([id, shape]: Traced, scope: string): string {
    let source = this.#sources.get(id);
    if (source === undefined) {
      // Parameters enter the graph where they are used; anything else was made outside of it.
      source = this.#state.get(id)?.() ?? this.#add(`${scope}/Constant`, 'Constant', [], shape);
      this.#sources.set(id, source);
    }
    return source;
  }

  #add(wanted: string, op: string, input: string[], ...shapes: number[][]): string {
    const count = this.#names.get(wanted) ?? 0;
    this.#names.set(wanted, count + 1);
    const name = count === 0 ? wanted : `${wanted}_${count}`;
    const shape = shapes.map((sizes) => ({ dim: sizes.map((size) => ({ size })) }));
    this.#nodes.push({ name, op, input, attr: { _output_shapes: { list: { shape } } } });
    return name;
  }
}

const identity = (tensor: Tensor): number => native.tensor_identity(tensor._handle());

/** Where each module stands in the model: types with names in brackets, as torch.jit's traces have them. */
function scopesOf(model: nn.Module): Map<nn.Module, string> {
  const scopes = new Map<nn.Module, string>();
  const walk = (module: nn.Module, scope: string) => {
    if (scopes.has(module)) return;
    scopes.set(module, scope);
    for (const [name, child] of module.named_children())
      walk(child, `${scope}/${child._get_name()}[${name}]`);
  };
  walk(model, model._get_name());
  return scopes;
}

function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value];
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  return isPlainObject(value) ? Object.values(value).flatMap(tensorsIn) : [];
}

export function checkModel(model: unknown): asserts model is nn.Module {
  if (!(model instanceof nn.Module)) throw new TypeError('add_graph(): the model must be a Module');
}
