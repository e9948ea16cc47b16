import { TypeError } from '../errors.ts';
import * as nn from '../nn/index.ts';
import { ownModules, slotsOf } from '../nn/modules/slots.ts';
import { is_lazy } from '../nn/parameter.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { percent, thousands } from './text.ts';

/** One parameter of a layer, as `verbose: 2` shows it. */
export interface InnerLayer {
  name: string;
  /** The parameter's shape; a weight's first two sizes in the order (in, out). */
  kernel_size: number[];
  num_params: number;
}

/** The sizes of a tensor, or of a batch in a record, as torchinfo prints them. */
export type Sizes = (number | Sizes)[];

/** What one call of a module was seen to take, give and hold. */
export class LayerInfo {
  readonly module: nn.Module;
  readonly class_name: string;
  readonly var_name: string;
  readonly depth: number;
  /** The module's own parent, as it stands in the model and not in the table. */
  readonly parent_info: LayerInfo | null;
  readonly is_leaf_layer: boolean;
  readonly kernel_size: number | number[] | null;
  readonly groups: number | null;
  /** Counted from 1 among the rows of the same depth. */
  depth_index: number | null = null;
  /** All rows below this one. */
  children: LayerInfo[] = [];
  executed = false;
  /** The module's parameters were counted in an earlier row. */
  is_recursive = false;
  input_size: Sizes = [];
  output_size: Sizes = [];
  trainable_params = 0;
  num_params = 0;
  param_bytes = 0;
  output_bytes = 0;
  /** Multiply-adds of the whole batch. */
  macs = 0;
  inner_layers: InnerLayer[] = [];
  /** Parameters of a lazy layer that has not run yet: not counted so far. */
  contains_lazy_param = false;

  constructor(var_name: string, module: nn.Module, depth: number, parent_info: LayerInfo | null) {
    this.var_name = var_name;
    this.module = module;
    this.class_name = module._get_name();
    this.depth = depth;
    this.parent_info = parent_info;
    this.is_leaf_layer = !ownModules(module).some(([, child]) => !isEmptyContainer(child));
    const { kernel_size, groups } = slotsOf(module);
    this.kernel_size = typeof kernel_size === 'number' ? kernel_size : numbersOf(kernel_size);
    this.groups = typeof groups === 'number' ? groups : null;
  }

  toString(): string {
    return `${this.class_name}: ${this.depth}`;
  }

  /** 'True', 'False', 'Partial', or '--' for a module without parameters. */
  get trainable(): string {
    if (this.num_params === 0) return '--';
    if (this.trainable_params === 0) return 'False';
    return this.num_params === this.trainable_params ? 'True' : 'Partial';
  }

  layer_name(show_var_name: boolean, show_depth: boolean): string {
    const name = show_var_name && this.var_name ? `${this.class_name} (${this.var_name})` : this.class_name;
    if (!show_depth || this.depth === 0) return name;
    return `${name}: ${this.depth}${this.depth_index === null ? '' : `-${this.depth_index}`}`;
  }

  calculate_num_params(): void {
    this.num_params = 0;
    this.param_bytes = 0;
    this.trainable_params = 0;
    this.inner_layers = [];
    this.contains_lazy_param = false;
    for (const [path, param] of this.module.named_parameters()) {
      if (is_lazy(param)) {
        this.contains_lazy_param = true;
        continue;
      }
      const [count, name] = countOf(this.module, path, param);
      this.num_params += count;
      this.param_bytes += count * param.element_size();
      if (param.requires_grad) this.trainable_params += count;
      const kernel_size: number[] = [...param.shape];
      if (name === 'weight' && kernel_size.length > 1) {
        [kernel_size[0], kernel_size[1]] = [kernel_size[1] as number, kernel_size[0] as number];
      }
      // The model's own row shows only parameters that are its own.
      if (this.parent_info !== null || !name.includes('.')) {
        this.inner_layers = this.inner_layers.filter((inner) => inner.name !== name);
        this.inner_layers.push({ name, kernel_size, num_params: count });
      }
    }
  }

  calculate_macs(): void {
    const batch = product(this.output_size.slice(0, 1));
    for (const [path, param] of this.module.named_parameters()) {
      const [count, name] = countOf(this.module, path, param);
      if (name === 'weight' || name === 'bias') {
        const spatial = this.class_name.includes('Conv') ? product(this.output_size.slice(2)) : 1;
        this.macs += count * batch * spatial;
      } else if (name.includes('weight') || name.includes('bias')) {
        // The weights of a recurrent layer, `weight_ih_l0`: they work at every step.
        this.macs += count * product(this.output_size.slice(0, 2));
      }
    }
  }

  macs_text(at_max_depth: boolean): string {
    if (this.macs <= 0) return '--';
    if (this.is_leaf_layer) return thousands(this.macs);
    if (!at_max_depth) return '--';
    return thousands(sum(this.children, (child) => (child.is_leaf_layer ? child.macs : 0)));
  }

  num_params_text(at_max_depth: boolean): string {
    if (this.num_params === 0) return '--';
    if (this.is_recursive) return '(recursive)';
    if (at_max_depth || this.is_leaf_layer) {
      const text = thousands(this.num_params);
      return this.trainable_params > 0 ? text : `(${text})`;
    }
    const leftover = this.leftover_params();
    return leftover > 0 ? thousands(leftover) : '--';
  }

  params_percent(total: number, at_max_depth: boolean): string {
    const none = `${' '.repeat(5)}--`;
    if (total === 0) return none;
    if (this.is_recursive) return '(recursive)';
    const own = at_max_depth || this.is_leaf_layer ? this.num_params : this.leftover_params();
    return own === 0 ? none : percent(own / total).padStart(7);
  }

  /** Parameters that belong to none of the rows below. */
  leftover_params(): number {
    return (
      this.num_params -
      sum(this.children, (child) => {
        if (child.is_recursive) return 0;
        return child.is_leaf_layer ? child.num_params : child.leftover_params();
      })
    );
  }

  leftover_trainable_params(): number {
    return (
      this.trainable_params -
      sum(this.children, (child) => {
        if (child.is_recursive) return 0;
        return child.is_leaf_layer ? child.trainable_params : child.leftover_trainable_params();
      })
    );
  }
}

/** Sizes and bytes per element of what a module took or gave; a list stands for its first tensor, a record for its last. */
export function sizeOf(value: unknown, batch_dim: number | null): [size: Sizes, element_size: number] {
  if (value === null || value === undefined) return [[], 0];
  if (value instanceof Tensor) return [[...value.shape], value.element_size()];
  if (isPlainObject(value)) {
    const [size, bytes] = nestedSize(Object.values(value).at(-1));
    return [batch_dim === null ? size : [withOne(size, batch_dim)], bytes];
  }
  const first = firstOf(value);
  if (first instanceof Tensor) {
    const size = [...first.shape];
    return [batch_dim === null ? size : withOne(size, batch_dim), first.element_size()];
  }
  if (Array.isArray(value) || packed(value)) {
    const [size, bytes] = nestedSize(value);
    if (batch_dim !== null && batch_dim < size.length) size[batch_dim] = 1;
    return [size, bytes];
  }
  throw new TypeError(
    `summary(): a layer takes or gives ${typeof value}; it can count tensors, and lists and records of them`,
  );
}

function firstOf(value: unknown): unknown {
  const first = Array.isArray(value) ? value[0] : (packed(value) ?? undefined);
  return packed(first) ?? first;
}

/** The steps of a packed sequence. */
function packed(value: unknown): Tensor | null {
  const data = (value as { data?: unknown } | null | undefined)?.data;
  return !(value instanceof Tensor) && data instanceof Tensor ? data : null;
}

function nestedSize(value: unknown): [size: Sizes, element_size: number] {
  const tensor = value instanceof Tensor ? value : packed(value);
  if (tensor !== null) return [[...tensor.shape], tensor.element_size()];
  if (isPlainObject(value)) return nestedSize(Object.values(value));
  if (Array.isArray(value) && value.length > 0) return nestedSize(value[0]);
  return [[], 0];
}

const withOne = (size: Sizes, dim: number): Sizes => [...size.slice(0, dim), 1, ...size.slice(dim + 1)];

export function product(sizes: Sizes): number {
  return sizes.reduce<number>(
    (result, size) => result * (typeof size === 'number' ? size : product(size)),
    1,
  );
}

export const sum = <T>(items: readonly T[], value: (item: T) => number) =>
  items.reduce((total, item) => total + value(item), 0);

// A pruned parameter is saved as `weight_orig` beside a buffer `weight_mask` of zeros and ones: the ones count.
function countOf(module: nn.Module, path: string, param: Tensor): [count: number, name: string] {
  if (path.endsWith('_orig')) {
    const name = path.slice(0, -'_orig'.length);
    const mask = `${name}_mask`
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], module);
    if (mask instanceof Tensor) return [Number(mask.sum().item()), name];
  }
  return [param.numel(), path];
}

// Python's any() takes a container of nothing for false.
const isEmptyContainer = (module: nn.Module): boolean =>
  [nn.Sequential, nn.ModuleList, nn.ModuleDict, nn.ParameterList, nn.ParameterDict].some(
    (container) => module instanceof container,
  ) && (module as unknown as { length: number }).length === 0;

const numbersOf = (value: unknown): number[] | null =>
  Array.isArray(value) && value.every((item) => typeof item === 'number') ? [...value] : null;
