import { inspect } from 'node:util';
import { fixed } from '../_python_str.ts';
import { type LayerInfo, product, type Sizes, sum } from './layer_info.ts';
import { listText, megabytes, thousands } from './text.ts';

export const columns = {
  kernel_size: 'Kernel Shape',
  groups: 'Groups',
  input_size: 'Input Shape',
  output_size: 'Output Shape',
  num_params: 'Param #',
  params_percent: 'Param %',
  mult_adds: 'Mult-Adds',
  trainable: 'Trainable',
} as const;
export type Column = keyof typeof columns;
export const rowSettings = ['depth', 'var_names', 'ascii_only', 'hide_recursive_layers'] as const;
export type RowSetting = (typeof rowSettings)[number];

/** Whose table it is: torchinfo 1.8, 1.5 to 1.7, or 0.1. */
export type Convention = '1.8' | '1.6' | '0.1';

export interface Format {
  depth: number;
  verbose: number;
  col_names: readonly Column[];
  col_width: number;
  row_settings: readonly RowSetting[];
  convention: Convention;
}

/** What `summary` found: totals, the rows of the table, and as text the table itself. */
export class ModelStatistics {
  /** One entry a row, those below `depth` included; each has its sizes, parameters, bytes and multiply-adds. */
  readonly summary_list: readonly LayerInfo[];
  readonly input_size: readonly unknown[];
  /** Bytes of all inputs. */
  readonly total_input: number;
  /** Multiply-adds of one forward pass with this batch. */
  total_mult_adds = 0;
  total_params = 0;
  trainable_params = 0;
  total_param_bytes = 0;
  /** Bytes of what layers with parameters give, twice: once forward, once for the gradients. */
  total_output_bytes = 0;
  readonly #format: Format;

  constructor(
    rows: readonly LayerInfo[],
    input_size: readonly unknown[],
    total_input: number,
    format: Format,
  ) {
    this.summary_list =
      format.convention === '0.1' && rows.length > 1 ? rows.filter(({ depth }) => depth > 0) : rows;
    this.input_size = input_size;
    this.total_input = total_input;
    this.#format = format;
    if (format.convention === '0.1') this.#countLegacy();
    else this.#count();
  }

  #count(): void {
    for (const layer of this.summary_list) {
      if (layer.is_leaf_layer) {
        this.total_mult_adds += layer.macs;
        // Each call of a layer gives something to keep; older versions counted the first call only.
        const counts = !layer.is_recursive || this.#format.convention === '1.8';
        if (layer.num_params > 0 && counts) this.total_output_bytes += layer.output_bytes * 2;
        if (layer.is_recursive) continue;
        this.total_params += layer.num_params;
        this.total_param_bytes += layer.param_bytes;
        this.trainable_params += layer.trainable_params;
      } else if (!layer.is_recursive) {
        // A shared layer can be counted below two parents, which leaves less than nothing for them.
        this.total_params += Math.max(layer.leftover_params(), 0);
        this.trainable_params += Math.max(layer.leftover_trainable_params(), 0);
      }
    }
  }

  #countLegacy(): void {
    const { depth } = this.#format;
    for (const layer of this.summary_list) {
      this.total_mult_adds += legacyMacs(layer);
      if (layer.is_recursive) continue;
      if (layer.depth === depth || (layer.is_leaf_layer && layer.depth < depth)) {
        this.total_params += layer.num_params;
        this.trainable_params += layer.trainable_params;
      }
      if (layer.is_leaf_layer && layer.num_params > 0) {
        this.total_output_bytes += 2 * 4 * product(layer.output_size);
      }
    }
    this.total_param_bytes = 4 * this.total_params;
  }

  toString(): string {
    const { col_names, col_width, row_settings } = this.#format;
    const width = this.#nameWidth();
    const divider = '='.repeat(col_names.length * col_width + width);
    const header = `Layer (type${row_settings.includes('var_names') ? ' (var_name)' : ''}${
      row_settings.includes('depth') ? ':depth-idx' : ''
    })`;
    const frozen = this.total_params - this.trainable_params;
    const lines = [
      divider,
      this.#row(width, header, columns),
      divider,
      ...this.#rows(width),
      divider,
      `Total params: ${thousands(this.total_params)}`,
      `Trainable params: ${thousands(this.trainable_params)}`,
      `Non-trainable params: ${thousands(frozen)}`,
    ];
    if (this.input_size.length > 0) {
      const total = this.total_input + this.total_output_bytes + this.total_param_bytes;
      lines.push(
        `Total mult-adds${readable(this.total_mult_adds, this.#format.convention === '1.8')}`,
        divider,
        `Input size (MB): ${megabytes(this.total_input)}`,
        `Forward/backward pass size (MB): ${megabytes(this.total_output_bytes)}`,
        `Params size (MB): ${megabytes(this.total_param_bytes)}`,
        `Estimated Total Size (MB): ${megabytes(total)}`,
      );
    }
    return [...lines, divider].join('\n');
  }

  [inspect.custom](): string {
    return this.toString();
  }

  #rows(width: number): string[] {
    const { depth, verbose, row_settings } = this.#format;
    const shown = this.summary_list.filter(
      (layer) =>
        layer.depth <= depth && !(row_settings.includes('hide_recursive_layers') && layer.is_recursive),
    );
    return shown.flatMap((layer) => {
      const name = `${this.#branch(layer.depth)}${this.#name(layer)}`;
      const rows = [this.#row(width, name, this.#cells(layer))];
      if (verbose < 2) return rows;
      const last = layer.inner_layers.length - 1;
      for (const [i, inner] of layer.inner_layers.entries()) {
        const num_params = `${i === last ? '└─' : '├─'}${thousands(inner.num_params)}`;
        const cells = { kernel_size: listText(inner.kernel_size), num_params };
        rows.push(this.#row(width, `${this.#branch(layer.depth + 1)}${inner.name}`, cells));
      }
      return rows;
    });
  }

  #cells(layer: LayerInfo): Partial<Record<Column, string>> {
    const { depth, convention } = this.#format;
    const legacy = convention === '0.1';
    const atMaxDepth = layer.depth === depth;
    const { kernel_size, groups, input_size, output_size } = layer;
    const dashes = (text: string) => (text === '[]' ? '--' : text);
    // Before 1.8 the model itself was not watched, unless it is a layer.
    const unwatched = convention === '1.6' && layer.depth === 0 && !layer.is_leaf_layer;
    const sizes = (size: Sizes) => (unwatched ? '--' : dashes(listText(size)));
    return {
      kernel_size: Array.isArray(kernel_size) ? dashes(listText(kernel_size)) : String(kernel_size || '--'),
      groups: String(groups || '--'),
      input_size: sizes(input_size),
      output_size: sizes(output_size),
      num_params: legacy ? legacyParams(layer, atMaxDepth) : layer.num_params_text(atMaxDepth),
      params_percent: layer.params_percent(this.total_params, atMaxDepth),
      mult_adds: legacy ? legacyMacsText(layer, atMaxDepth) : layer.macs_text(atMaxDepth),
      trainable: layer.trainable,
    };
  }

  #row(width: number, name: string, cells: Partial<Record<Column, string>>): string {
    const { col_names, col_width } = this.#format;
    const texts = col_names.map((column) => (cells[column] ?? '').padEnd(col_width));
    return [name.padEnd(width), ...texts].join(' ').trimEnd();
  }

  #name(layer: LayerInfo): string {
    const { row_settings } = this.#format;
    return layer.layer_name(row_settings.includes('var_names'), row_settings.includes('depth'));
  }

  #branch(depth: number): string {
    const ascii = this.#format.row_settings.includes('ascii_only');
    if (depth === 0) return '';
    if (depth === 1) return ascii ? '+ ' : '├─';
    return (
      (ascii || this.#format.convention === '0.1' ? '|    ' : '│    ').repeat(depth - 1) +
      (ascii ? '+ ' : '└─')
    );
  }

  // The longest name of all layers, those too deep to be shown included, rounded up to a multiple of five.
  #nameWidth(): number {
    const widths = this.summary_list.map((layer) => this.#name(layer).length + layer.depth * 5 + 1);
    const longest = Math.max(0, ...widths);
    return longest >= 40 ? Math.ceil(longest / 5) * 5 : 40;
  }
}

// Until early 2021 torchinfo left biases out, and took the weights inside a container for those of a recurrent layer.
function legacyMacs(layer: LayerInfo): number {
  return sum(layer.module.named_parameters(), ([name, param]) => {
    if (!name.includes('weight')) return 0;
    const { output_size } = layer;
    if (name !== 'weight') return param.numel() * product(output_size.slice(0, 2));
    const isConv = layer.class_name.includes('Conv');
    return param.numel() * product(output_size.slice(0, 1)) * (isConv ? product(output_size.slice(2)) : 1);
  });
}

function legacyMacsText(layer: LayerInfo, atMaxDepth: boolean): string {
  const macs = legacyMacs(layer);
  return macs > 0 && (atMaxDepth || layer.is_leaf_layer) ? thousands(macs) : '--';
}

const legacyParams = (layer: LayerInfo, atMaxDepth: boolean): string => {
  if (layer.is_recursive) return layer.num_params > 0 ? '(recursive)' : '--';
  return atMaxDepth || layer.is_leaf_layer ? layer.num_params_text(true) : '--';
};

function readable(count: number, shortens: boolean): string {
  const [unit, divisor] = count >= 1e12 ? ['T', 1e12] : count >= 1e9 ? ['G', 1e9] : ['M', 1e6];
  const value = count / divisor;
  const text = Number.isInteger(value) && shortens ? String(value) : fixed(value, 2);
  return ` (${unit}): ${thousands(text)}`;
}
