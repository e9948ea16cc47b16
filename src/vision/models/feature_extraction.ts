import { z } from 'zod';
import { RuntimeError, ValueError } from '../../errors.ts';
import { checked, parameters } from '../../misuse.ts';
import * as nn from '../../nn/index.ts';
import { packetOf, watchCalls } from '../../ops/index.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Conv2dNormActivation, Conv3dNormActivation, MLP, SqueezeExcitation } from '../ops/misc.ts';

/**
 * Features of a network by the names of its nodes. A node is an input, `x`; or one call of a module: `layer1.0.relu` the first,
 * `layer1.0.relu_1` the second of the same module; or of a function between modules: `layer1.0.add`, `flatten`. The nodes
 * come from running the network, not from its code: what is not needed is not removed but left out of the run.
 */

const nodes = z
  .union([z.array(z.string()), z.record(z.string(), z.string())])
  .nullable()
  .default(null);
const extractorArgs = signature(
  'create_feature_extractor',
  ['model', z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a Module')],
  ['return_nodes', nodes],
  ['train_return_nodes', nodes],
  ['eval_return_nodes', nodes],
);
type Nodes = readonly string[] | Readonly<Record<string, string>>;

/**
 * The path of a module, or of a function in one, and which of its calls in one run is meant; -1 for the last. Or an input's
 * place, else -1.
 */
interface Wanted {
  path: string;
  call: number;
  as: string;
  node: string;
  isFunction: boolean;
  input: number;
}

function wantedOf(model: nn.Module, given: Nodes): Wanted[] {
  const entries = Array.isArray(given) ? given.map((name) => [name, name]) : Object.entries(given);
  const paths = new Set(model.named_modules().map(([path]) => path));
  paths.delete('');
  const inputs = parameters(model.forward);
  return entries.map(([node, as]) => {
    const wanted = { as, node, isFunction: false, input: -1 };
    if (paths.has(node)) return { ...wanted, path: node, call: isLeaf(model.get_submodule(node)) ? 0 : -1 };
    if (inputs.includes(node)) return { ...wanted, path: '', call: 0, input: inputs.indexOf(node) };
    const [, path = node, count = 0] = /^(.*)_([1-9]\d*)$/.exec(node) ?? [];
    if (paths.has(path)) return { ...wanted, path, call: Number(count) };
    const dot = path.lastIndexOf('.');
    const inModule = dot < 0 || paths.has(path.slice(0, dot));
    if (inModule && isFunctionName(path.slice(dot + 1)))
      return { ...wanted, path, call: Number(count), isFunction: true };
    throw absent(node);
  });
}

const absent = (node: string) =>
  new ValueError(
    `node: '${node}' is not present in model. Hint: use get_graph_node_names to see the nodes that there are.`,
  );

// What torch.fx calls an operator, where that is not its name.
const renamed: Readonly<Record<string, string>> = { div: 'truediv', floor_divide: 'floordiv' };

/** The name of a function's node: an operator in place is one like the other. */
function functionName(operator: string): string {
  const name = operator.slice(operator.indexOf('::') + 2).replace(/(?<=[^_])_$/, '');
  return name.startsWith('upsample_') ? 'interpolate' : (renamed[name] ?? name);
}

const isFunctionName = (name: string) =>
  name === 'interpolate' || Object.values(renamed).includes(name) || packetOf('aten', name) !== undefined;

/**
 * Runs `body` and tells of the calls of modules without layers below them and of the functions between them, in their
 * order: the path, how often it was called before, what was returned.
 */
function watch<T>(
  model: nn.Module,
  body: () => T,
  seen: (path: string, call: number, output: unknown, isFunction: boolean) => void,
): T {
  const counts = new Map<string, number>();
  const tell = (path: string, output: unknown, isFunction: boolean) => {
    const call = counts.get(path) ?? 0;
    counts.set(path, call + 1);
    seen(path, call, output, isFunction);
  };
  // The modules that are being run; below a leaf nothing is told.
  const running: string[] = [];
  let leaves = 0;
  const handles = model.named_modules().flatMap(([path, module]) => {
    const leaf = path !== '' && isLeaf(module);
    return [
      module.register_forward_pre_hook(() => {
        running.push(path);
        leaves += Number(leaf);
      }),
      module.register_forward_hook((_module, _args, output) => {
        running.pop();
        leaves -= Number(leaf);
        if (leaf && leaves === 0) tell(path, output, false);
      }),
    ];
  });
  try {
    return watchCalls(body, (operator, result) => {
      const path = running.at(-1);
      if (leaves > 0 || path === undefined || !isResult(result)) return;
      const name = functionName(operator);
      tell(path === '' ? name : `${path}.${name}`, result, true);
    });
  } finally {
    for (const handle of handles) handle.remove();
  }
}

const isResult = (value: unknown) =>
  value instanceof Tensor || (Array.isArray(value) && value.length > 0 && value[0] instanceof Tensor);

// As in torchvision, whose own operators are steps as well.
const steps = [nn.MultiheadAttention, Conv2dNormActivation, Conv3dNormActivation, SqueezeExcitation, MLP];

/** What has no modules below it counts as one step; so does attention, whose inner layer is not called. */
const isLeaf = (module: nn.Module) =>
  module.children().length === 0 || steps.some((type) => module instanceof type);

/** Ends a run as soon as all that is wanted has come. */
class Enough extends Error {}

/** Runs the network as far as is needed: what the wanted calls returned, under the names asked for. */
function runFor(
  model: nn.Module,
  wanted: readonly Wanted[],
  input: readonly unknown[],
): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const watched = new Map<string, Wanted[]>();
  const functions = wanted.filter(({ isFunction }) => isFunction);
  for (const { as, input: place } of wanted) if (place >= 0) found.set(as, input[place]);
  if (found.size === wanted.length) return found;
  for (const each of wanted)
    if (!each.isFunction && each.input < 0) watched.set(each.path, [...(watched.get(each.path) ?? []), each]);
  // The last call of a module is only known when the run is over.
  const open = wanted.some(({ call, path }) => call < 0 && isCalledAgain(model, path));
  const endWhenFull = () => {
    if (!open && found.size === wanted.length) throw new Enough();
  };
  const handles = [...watched].map(([path, here]) => {
    let calls = 0;
    return model.get_submodule(path).register_forward_hook((_module, _args, output) => {
      for (const { call, as } of here) {
        if (call >= 0 && call !== calls) continue;
        found.delete(as);
        found.set(as, output);
      }
      calls += 1;
      endWhenFull();
    });
  });
  const run = () => model(...input);
  try {
    if (functions.length === 0) run();
    else {
      watch(model, run, (path, call, output, isFunction) => {
        const here = isFunction ? functions.filter((each) => each.path === path && each.call === call) : [];
        for (const { as } of here) found.set(as, output);
        if (here.length > 0) endWhenFull();
      });
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  } finally {
    for (const handle of handles) handle.remove();
  }
  return found;
}

/** Is the same module reached by several paths? */
function isCalledAgain(model: nn.Module, path: string): boolean {
  const module = model.get_submodule(path);
  return model.named_modules({ remove_duplicate: false }).filter(([, each]) => each === module).length > 1;
}

/** Runs `body`, and leaves modes, buffers and the random generator as they were. */
function undisturbed<T>(model: nn.Module, body: () => T): T {
  const modes = model.modules().map((module) => [module, module.training] as const);
  const buffers = model.buffers().map((buffer) => [buffer, buffer.clone()] as const);
  try {
    return torch.random.fork_rng(() => torch.no_grad(body));
  } finally {
    torch.no_grad(() => {
      for (const [buffer, before] of buffers) buffer.copy_(before);
    });
    for (const [module, training] of modes) module.training = training;
  }
}

/** Modules that a run for the wanted calls begins, and those that it also ends. */
interface Reached {
  begun: Set<nn.Module>;
  ended: Set<nn.Module>;
}

/**
 * What of a network is needed: null where it takes no images of a usual size, so that this cannot be tried.
 *
 * torchvision reads it from the network's code.
 */
function reachedBy(
  model: nn.Module,
  train: readonly Wanted[],
  evaluation: readonly Wanted[],
): Reached | null {
  const tensors = [...model.parameters(), ...model.buffers()];
  const lazy = tensors.some(
    (x) => x instanceof nn.UninitializedParameter || x instanceof nn.UninitializedBuffer,
  );
  if (lazy || tensors.some((x) => x.is_meta)) return null;
  const first = model.parameters()[0];
  const options = first?.is_floating_point() ? { device: first.device, dtype: first.dtype } : {};
  for (const side of [64, 224]) {
    const reached: Reached = { begun: new Set(), ended: new Set() };
    let missing: Wanted | undefined;
    const handles = model
      .modules()
      .flatMap((module) => [
        module.register_forward_pre_hook(() => void reached.begun.add(module)),
        module.register_forward_hook(() => void reached.ended.add(module)),
      ]);
    try {
      undisturbed(model, () => {
        const images = () => torch.zeros([2, 3, side, side], options);
        missing = missed(evaluation, runFor(model.eval(), evaluation, [images()]));
        if (train !== evaluation) missing ??= missed(train, runFor(model.train(), train, [images()]));
      });
    } catch {
      continue; // of another size, or no images at all
    } finally {
      for (const handle of handles) handle.remove();
    }
    if (missing) throw absent(missing.node);
    return reached;
  }
  return null;
}

const missed = (wanted: readonly Wanted[], found: ReadonlyMap<string, unknown>) =>
  wanted.find(({ as, isFunction }) => isFunction && !found.has(as));

// Under symbols, so that the network is no module below the extractor, and that copies have one of their own.
const MODEL = Symbol('typetorch.model');
const WANTED = Symbol('typetorch.wanted');

/** Stands for a module of which only a part is needed. */
class Part_ extends nn.Module {
  override _get_name(): string {
    return 'Module';
  }
}
const Part = nn.callable(Part_);

/** A module whose forward ended is needed whole, a list of modules as far as these are. */
function isWhole(module: nn.Module, { begun, ended }: Reached): boolean {
  if (ended.has(module)) return true;
  const below = module.children();
  return !begun.has(module) && below.length > 0 && below.every((child) => isWhole(child, { begun, ended }));
}

/** Gives `to` what a run needs of `from`: its own tensors, and its modules whole or in part. */
function take(to: nn.Module, from: nn.Module, reached: Reached | null): void {
  for (const [name, child] of from.named_children()) {
    if (reached === null || isWhole(child, reached)) to.add_module(name, child);
    else if (child.modules().some((module) => reached.begun.has(module))) {
      const part = Part();
      take(part, child, reached);
      to.add_module(name, part);
    }
  }
  for (const [name, param] of from.named_parameters({ recurse: false })) to.register_parameter(name, param);
  for (const [name, buffer] of from.named_buffers({ recurse: false })) to.register_buffer(name, buffer);
}

class FeatureExtractor_ extends nn.Module {
  declare readonly [MODEL]: nn.Module;
  declare readonly [WANTED]: { train: readonly Wanted[]; eval: readonly Wanted[] };

  constructor(model: nn.Module, train: readonly Wanted[], evaluation: readonly Wanted[]) {
    super();
    Object.assign(this, { [MODEL]: model, [WANTED]: { train, eval: evaluation } });
    take(this, model, reachedBy(model, train, evaluation));
    this.training = model.training;
  }

  override train(mode = true): this {
    // The children are the model's own; what it does itself, such as dropping out, depends on its mode as well.
    this[MODEL].train(mode);
    return super.train(mode);
  }

  override forward(...input: any[]): Record<string, any> {
    const model = this[MODEL] as nn.Module & Record<string, unknown>;
    for (const [name, child] of this.named_children()) {
      if (child !== model[name] && !(child instanceof Part)) model[name] = child;
    }
    const wanted = this.training ? this[WANTED].train : this[WANTED].eval;
    const found = runFor(model, wanted, input);
    for (const { as, path, call } of wanted) {
      if (!found.has(as))
        throw new RuntimeError(
          `the run did not reach call ${Math.max(call, 0) + 1} of '${path}' in ${this.training ? 'training' : 'evaluation'} mode`,
        );
    }
    // In the order of the run, as torchvision.
    return Object.fromEntries(found);
  }
}
const FeatureExtractor = nn.callable(FeatureExtractor_);
export type FeatureExtractor = FeatureExtractor_;

/**
 * A module that returns a network's inner results: `create_feature_extractor(net, { layer1: 'feat1' })` gives `{ feat1 }`.
 *
 * `return_nodes` is a list of nodes, or nodes with names of your own; `train_return_nodes` and `eval_return_nodes` instead,
 * both of them, for different ones in the two modes. A module with layers below it stands for its last result. The
 * run ends after the last node asked for. The parameters are the network's own, under their names, as far as such a run
 * needs them: zeros (2, 3, 64, 64) or (2, 3, 224, 224) are tried; of a network that takes neither all are kept. A layer
 * put in another's place is put into the network as well.
 *
 * @throws ValueError for a node that is not there.
 * @see https://docs.pytorch.org/vision/0.28/feature_extraction.html
 */
export const create_feature_extractor = checked(
  'create_feature_extractor',
  (...args: Args<typeof extractorArgs>): FeatureExtractor => {
    const { model, return_nodes, train_return_nodes, eval_return_nodes } = extractorArgs(args);
    if ((train_return_nodes === null) !== (eval_return_nodes === null)) {
      throw new ValueError(
        'If any of `train_return_nodes` and `eval_return_nodes` are specified, then both should be specified',
      );
    }
    if ((return_nodes === null) === (train_return_nodes === null)) {
      throw new ValueError(
        return_nodes === null
          ? 'Either `return_nodes` or `train_return_nodes` and `eval_return_nodes` together, should be specified'
          : 'If `train_return_nodes` and `eval_return_nodes` are specified, then `return_nodes` should not be',
      );
    }
    const evaluation = wantedOf(model, (eval_return_nodes ?? return_nodes) as Nodes);
    const train = train_return_nodes === null ? evaluation : wantedOf(model, train_return_nodes);
    return FeatureExtractor(model, train, evaluation);
  },
);

const namesArgs = signature(
  'get_graph_node_names',
  ['model', z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a Module')],
  ['input', z.instanceof(Tensor).nullable().default(null)],
);

/**
 * The nodes of a network in the order in which they run, in training and in evaluation; the inputs come first.
 *
 * The network is run once in each mode, without gradients, on `input` (zeros (2, 3, 224, 224) unless given); its buffers
 * and the random generator are as before afterwards.
 *
 * @throws RuntimeError when the network does not take the input.
 */
export const get_graph_node_names = checked(
  'get_graph_node_names',
  (...args: Args<typeof namesArgs>): [train: string[], evaluation: string[]] => {
    const { model, input } = namesArgs(args);
    const device = model.parameters()[0]?.device ?? 'cpu';
    const images = input ?? torch.zeros([2, 3, 224, 224], { device });
    try {
      return undisturbed(model, () => [calls(model.train(), images), calls(model.eval(), images)]);
    } catch (cause) {
      throw new RuntimeError(
        `get_graph_node_names() could not run the network on ${input ? 'the input' : 'zeros (2, 3, 224, 224); give it an input that it takes'}: ${(cause as Error).message}`,
        { cause },
      );
    }
  },
);

function calls(model: nn.Module, input: Tensor): string[] {
  const names = parameters(model.forward);
  watch(
    model,
    () => model(input),
    (path, call) => void names.push(call === 0 ? path : `${path}_${call}`),
  );
  return names;
}
