import { z } from 'zod';
import { device as deviceClass, dtype as dtypeClass, makeDevice } from '../dtype.ts';
import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import * as nn from '../nn/index.ts';
import { show } from '../show.ts';
import { type Args, isPlainObject, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warnOnce } from '../warn.ts';
import { collect } from './forward.ts';
import type { LayerInfo } from './layer_info.ts';
import { type Column, columns, ModelStatistics, rowSettings } from './statistics.ts';

export { LayerInfo } from './layer_info.ts';
export { ModelStatistics } from './statistics.ts';

const size = z.custom<readonly unknown[]>(Array.isArray, 'must be a list of sizes, or a list of such lists');
const summaryArgs = signature(
  'summary',
  ['model', z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a Module')],
  ['input_size', size.nullish()],
  ['input_data', z.custom<unknown>(() => true).optional()],
  ['batch_dim', z.int().nullish()],
  ['cache_forward_pass', z.boolean().default(false)],
  ['col_names', z.array(z.enum(Object.keys(columns) as Column[])).optional()],
  ['col_width', z.int().positive().default(25)],
  ['depth', z.int().nonnegative().default(3)],
  [
    'device',
    z
      .custom<deviceClass | string>((value) => typeof value === 'string' || value instanceof deviceClass)
      .nullish(),
  ],
  ['dtypes', z.array(z.custom<dtypeClass>((value) => value instanceof dtypeClass)).nullish()],
  ['mode', z.enum(['train', 'eval', 'same']).default('eval')],
  ['row_settings', z.array(z.enum(rowSettings)).default(['depth'])],
  ['verbose', z.union([z.literal(0), z.literal(1), z.literal(2)]).default(1)],
  ['kwargs', z.record(z.string(), z.unknown()).default({})],
  ['convention', z.enum(['1.8', '1.6', '0.1']).default('1.8')],
);

const cache = new Map<string, LayerInfo[]>();

/**
 * The table that torchinfo prints of a model: its layers, their output shapes and parameters, the multiply-adds of a
 * forward pass and an estimate of the memory.
 *
 * `summary(model, [10, 3, 28, 28])` runs the model once on random numbers of that size; without `input_size` and
 * `input_data` nothing runs, and only parameters are shown.
 *
 * - `input_size` a size with its batch, or a list of sizes for a model of several inputs; `dtypes` names their types.
 * - `input_data` a tensor, a list of arguments, or a plain object of keyword arguments, in place of a size.
 * - `batch_dim` where the batch's dimension of 1 is to be put into the sizes, which then leave it out.
 * - `col_names` of `input_size`, `output_size`, `num_params`, `params_percent`, `kernel_size`, `groups`, `mult_adds`,
 *   `trainable`; `col_width` their width.
 * - `row_settings` of `depth`, `var_names`, `ascii_only`, `hide_recursive_layers`.
 * - `depth` how many levels are shown; `verbose` 0 prints nothing, 2 shows each parameter.
 * - `device` where the model and its input go; CUDA when there is one, as torchinfo does.
 * - `mode` of the forward pass: `eval`, `train` or `same`; each module's own mode is set back at the end.
 * - `kwargs` keyword arguments of the model's `forward`.
 * - `cache_forward_pass` keeps what was found under the model's class name, for tables in other formats.
 * - `convention` '1.8' prints as torchinfo 1.8 does; '1.6' as 1.5 to 1.7, which did not show the model's own sizes;
 *   '0.1' as that of early 2021, whose mult-adds are larger: it took the weights of containers as well, left out biases
 *   and all below `depth + 1`, and had no row for the model itself.
 *
 * @returns totals and rows (`total_params`, `trainable_params`, `total_mult_adds`, `total_output_bytes`,
 *   `summary_list`, ...); its text is the table.
 * @throws ValueError, TypeError for arguments that make no sense; RuntimeError when the model refuses the input.
 * @see https://github.com/TylerYep/torchinfo (1.8.0)
 */
export function summary(...args: Args<typeof summaryArgs>): ModelStatistics {
  const given = summaryArgs(args);
  const { model, batch_dim = null, depth, verbose, col_width, row_settings } = given;
  const hasInput = (given.input_size ?? given.input_data ?? null) !== null;
  if (given.input_size && given.input_data !== undefined && given.input_data !== null) {
    throw new RuntimeError('summary(): give either input_size or input_data, not both');
  }
  const col_names =
    given.col_names ?? (hasInput ? (['output_size', 'num_params'] as const) : (['num_params'] as const));
  const needInput = col_names.filter((name) => ['input_size', 'output_size', 'mult_adds'].includes(name));
  if (!hasInput && needInput.length > 0) {
    throw new ValueError(
      `summary(): the columns ${needInput.join(', ')} need a forward pass: give input_size or input_data`,
    );
  }
  const device = given.device ? makeDevice(given.device) : deviceOf(model, given.input_data ?? null);
  const { inputs, sizes } = given.input_size
    ? randomInputs(given.input_size, given.dtypes ?? null, batch_dim, device)
    : givenInputs(given.input_data ?? null, device);
  const { convention } = given;
  const legacy = convention === '0.1';
  const key = model._get_name();
  const cached = given.cache_forward_pass ? cache.get(key) : undefined;
  const rows =
    cached ??
    collect({
      model,
      inputs: inputs && withKeywords(inputs, place(given.kwargs, device) as Record<string, unknown>),
      batch_dim,
      device,
      mode: given.mode,
      max_depth: legacy ? depth + 1 : Number.POSITIVE_INFINITY,
      containers: !legacy,
    });
  if (given.cache_forward_pass && inputs !== null) cache.set(key, rows);
  const format = { depth, verbose, col_names, col_width, row_settings, convention };
  const results = new ModelStatistics(rows, sizes, bytesOf(inputs), format);
  if (verbose > 0) console.log(results.toString());
  return results;
}

/** Forgets what `cache_forward_pass` kept. */
export function clear_cached_forward_pass(): void {
  cache.clear();
}

// Data that is given lies where the user wants it.
function deviceOf(model: nn.Module, input_data: unknown): deviceClass | null {
  if (input_data !== null) return null;
  const [first] = model.parameters();
  if (first?.is_cuda) return first.device;
  return makeDevice(torch.cuda.is_available() ? 'cuda' : 'cpu');
}

interface Inputs {
  inputs: unknown[] | null;
  sizes: readonly unknown[];
}

function givenInputs(data: unknown, device: deviceClass | null): Inputs {
  if (data === null) return { inputs: null, sizes: [] };
  if (!(data instanceof Tensor || Array.isArray(data) || isPlainObject(data))) {
    throw new TypeError(
      `summary(): input_data is a tensor, a list of arguments or an object of keyword arguments, not ${typeof data}`,
    );
  }
  const inputs = place(Array.isArray(data) ? data : [data], device) as unknown[];
  return { inputs, sizes: inputs };
}

/** One tensor of random numbers for each size, drawn as torchinfo draws them. */
function randomInputs(
  input_size: readonly unknown[],
  dtypes: readonly dtypeClass[] | null,
  batch_dim: number | null,
  device: deviceClass | null,
): Inputs {
  const sizes = (Array.isArray(input_size[0]) ? input_size : [input_size]) as number[][];
  for (const each of sizes) {
    if (!Array.isArray(each) || each.length === 0 || !each.every((n) => Number.isInteger(n) && n > 0)) {
      throw new ValueError(
        `summary(): input_size is a list of whole numbers above 0, such as [10, 3, 28, 28], or a list of such lists; got ${show(input_size)}`,
      );
    }
  }
  if (dtypes !== null && dtypes.length !== sizes.length) {
    throw new ValueError(`summary(): ${sizes.length} sizes need as many dtypes, got ${dtypes.length}`);
  }
  if (dtypes?.some((type) => type === torch.float16 || type === torch.bfloat16)) {
    warnOnce('summary(): half precision with input_size may count wrongly; give input_data instead');
  }
  const inputs = sizes.map((each, i) => {
    let input: Tensor = torch.rand(each);
    if (batch_dim !== null) input = input.unsqueeze(batch_dim);
    return input.to({ device: device ?? 'cpu', dtype: dtypes?.[i] ?? torch.float32 });
  });
  return { inputs, sizes };
}

/** All tensors in lists and records on a device. */
function place(data: unknown, device: deviceClass | null): unknown {
  if (device === null) return data;
  if (data instanceof Tensor) return data.to(device, { non_blocking: true });
  if (Array.isArray(data)) return data.map((item) => place(item, device));
  if (!isPlainObject(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, place(item, device)]));
}

function withKeywords(inputs: unknown[], kwargs: Record<string, unknown>): unknown[] {
  if (Object.keys(kwargs).length === 0) return inputs;
  const last = inputs.at(-1);
  return isPlainObject(last) ? [...inputs.slice(0, -1), { ...last, ...kwargs }] : [...inputs, kwargs];
}

function bytesOf(data: unknown): number {
  if (data instanceof Tensor) return data.untyped_storage().nbytes();
  if (Array.isArray(data)) return data.reduce<number>((total, item) => total + bytesOf(item), 0);
  return isPlainObject(data) ? bytesOf(Object.values(data)) : 0;
}
