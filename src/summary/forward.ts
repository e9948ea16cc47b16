import { OutOfMemoryError, RuntimeError } from '../errors.ts';
import * as nn from '../nn/index.ts';
import { slotsOf } from '../nn/modules/slots.ts';
import type { RemovableHandle } from '../tensor.ts';
import { torch } from '../torch.ts';
import { LayerInfo, product, sizeOf } from './layer_info.ts';

export interface Run {
  model: nn.Module;
  /** Null: nothing runs, and the table shows the modules as they stand in the model. */
  inputs: unknown[] | null;
  batch_dim: number | null;
  device: unknown;
  mode: 'train' | 'eval' | 'same';
  /** Modules further down are not watched. */
  max_depth: number;
  /** Whether modules that only hold others, and are never called, get a row. */
  containers: boolean;
}

/** Rows of all modules in the order of their calls. Nothing of the model changes but the device it lies on. */
export function collect(run: Run): LayerInfo[] {
  const watch = new Watch(run);
  if (run.inputs !== null) {
    forward(run, watch);
    if (run.containers) addContainers(watch.rows);
  }
  number(watch.rows);
  return watch.rows;
}

class Watch {
  readonly rows: LayerInfo[] = [];
  readonly seen = new Set<nn.Module>();
  readonly hooks = new Map<nn.Module, RemovableHandle[]>();
  readonly #latest = new Map<nn.Module, LayerInfo>();

  constructor({ model, inputs, batch_dim, max_depth }: Run) {
    const stack: [name: string, module: nn.Module, depth: number, parent: LayerInfo | null][] = [
      [model._get_name(), model, 0, null],
    ];
    for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
      const [name, module, depth, parent] = entry;
      const info = new LayerInfo(name, module, depth, parent);
      this.#latest.set(module, info);
      if (inputs === null) this.#enter(name, module, depth, parent);
      else {
        // A module that stands in several places is shown in the last of them.
        this.#unhook(module);
        this.hooks.set(module, [
          module.register_forward_pre_hook(() => this.#enter(name, module, depth, parent)),
          module.register_forward_hook((_module, args, output) =>
            this.#leave(module, args, output, batch_dim),
          ),
        ]);
      }
      if (depth >= max_depth) continue;
      for (const [childName, child] of childrenOf(module).reverse()) {
        if (!isBelowItself(child, info)) stack.push([childName, child, depth + 1, info]);
      }
    }
  }

  #enter(name: string, module: nn.Module, depth: number, parent: LayerInfo | null): void {
    const info = new LayerInfo(name, module, depth, parent);
    info.calculate_num_params();
    info.is_recursive = this.seen.has(module);
    this.rows.push(info);
    this.seen.add(module);
    this.#latest.set(module, info);
  }

  #leave(module: nn.Module, args: unknown[], output: unknown, batch_dim: number | null): void {
    const info = this.#latest.get(module) as LayerInfo;
    // What a lazy layer holds is only known once it ran.
    if (info.contains_lazy_param || info.num_params === 0) info.calculate_num_params();
    [info.input_size] = sizeOf(args, batch_dim);
    const [size, bytes] = sizeOf(output, batch_dim);
    info.output_size = size;
    info.output_bytes = bytes * product(size);
    info.executed = true;
    info.calculate_macs();
  }

  #unhook(module: nn.Module): void {
    for (const hook of this.hooks.get(module) ?? []) hook.remove();
  }

  remove(): void {
    for (const module of this.hooks.keys()) this.#unhook(module);
  }
}

// Every place of a module counts here, so that one which stands in two of them is found in both.
const childrenOf = (module: nn.Module): [string, nn.Module][] =>
  module
    ._names()
    .map((name): [string, unknown] => [name, slotsOf(module)[name]])
    .filter((entry): entry is [string, nn.Module] => entry[1] instanceof nn.Module);

function isBelowItself(module: nn.Module, parent: LayerInfo): boolean {
  for (let above: LayerInfo | null = parent; above !== null; above = above.parent_info) {
    if (above.module === module) return true;
  }
  return false;
}

function forward({ model, inputs, device, mode }: Run, watch: Watch): void {
  const modes = model.modules().map((module) => [module, module.training] as const);
  try {
    if (mode !== 'same') model.train(mode === 'train');
    torch.no_grad(() => {
      const placed = device === null ? model : model.to(device);
      placed(...(inputs as unknown[]));
    });
  } catch (error) {
    if (error instanceof OutOfMemoryError) throw error;
    const done = watch.rows.filter((layer) => layer.executed).join(', ');
    const message = error instanceof Error ? error.message : String(error);
    throw new RuntimeError(
      `summary(): the forward pass failed: ${message}\nLayers that ran before: [${done}]`,
      { cause: error },
    );
  } finally {
    watch.remove();
    for (const [module, training] of modes) module.training = training;
  }
}

/** Gives a row to each module that holds others and is not called itself, such as a ModuleList. */
function addContainers(rows: LayerInfo[]): void {
  const seen = new Set(rows.map((row) => row.module));
  const path: LayerInfo[] = [];
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as LayerInfo;
    const above: LayerInfo[] = [];
    for (let parent = row.parent_info; parent !== null && parent.depth > 0; parent = parent.parent_info)
      above[parent.depth] = parent;
    for (let depth = 1; depth < row.depth; depth += 1) {
      const container = above[depth] as LayerInfo;
      if (path[depth]?.module === container.module || rows[i - 1] === container) continue;
      container.calculate_num_params();
      container.is_recursive = seen.has(container.module);
      seen.add(container.module);
      rows.splice(i, 0, container);
      path[depth] = container;
      i += 1;
    }
    path[row.depth] = row;
    path.length = row.depth + 1;
  }
}

function number(rows: LayerInfo[]): void {
  const counts: number[] = [];
  for (const [i, row] of rows.entries()) {
    counts[row.depth] = (counts[row.depth] ?? 0) + 1;
    row.depth_index = counts[row.depth] as number;
    let end = i + 1;
    while (end < rows.length && (rows[end] as LayerInfo).depth > row.depth) end += 1;
    row.children = rows.slice(i + 1, end);
  }
}
