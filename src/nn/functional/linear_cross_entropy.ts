import { z } from 'zod';
import { callable } from '../../callable.ts';
import { dtype as dtypeClass } from '../../dtype.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { reductionCode } from './common.ts';
import { linear } from './linear.ts';

const optionsArgs = signature(
  'LinearCrossEntropyOptions',
  ['allow_retain_graph', z.boolean().default(false)],
  ['batch_chunk_size', z.number().nullable().default(null)],
  ['chunking_method', z.string().nullable().default('auto')],
  ['acc_policy', z.string().default('auto')],
  ['acc_dtype', z.instanceof(dtypeClass).nullable().default(null)],
);

const policies = ['auto', 'accurate', 'balanced', 'compact'];
const halves = ['float16', 'bfloat16'];
const floats = [...halves, 'float32', 'float64'];
const text = (value: unknown) =>
  typeof value === 'string'
    ? `'${value}'`
    : value === null
      ? 'None'
      : value === true
        ? 'True'
        : String(value);

class LinearCrossEntropyOptions_ {
  readonly allow_retain_graph: boolean;
  readonly batch_chunk_size: number | null;
  readonly chunking_method: string | null;
  readonly acc_policy: string;
  readonly acc_dtype: dtypeClass | null;

  constructor(...args: Args<typeof optionsArgs>) {
    const options = optionsArgs(args);
    const { batch_chunk_size, chunking_method, acc_policy, acc_dtype } = options;
    if (!policies.includes(acc_policy)) throw new ValueError(`invalid acc_policy: ${text(acc_policy)}`);
    if (!/^(auto|aspect_ratio(:0*[1-9]\d*)?)$/.test(chunking_method ?? 'auto')) {
      throw new ValueError(`invalid chunking_method: ${text(chunking_method)}`);
    }
    if (batch_chunk_size !== null && !(Number.isInteger(batch_chunk_size) && batch_chunk_size > 0)) {
      throw new ValueError(`batch_chunk_size must be positive int or None, got ${batch_chunk_size}`);
    }
    if (acc_dtype !== null && !floats.includes(acc_dtype.name)) {
      throw new ValueError(
        'acc_dtype must be one of {None, torch.float16, torch.bfloat16, torch.float32, torch.float64}, ' +
          `got ${acc_dtype}. Pass acc_dtype=None to let the op pick automatically.`,
      );
    }
    this.allow_retain_graph = options.allow_retain_graph;
    this.batch_chunk_size = batch_chunk_size;
    this.chunking_method = chunking_method;
    this.acc_policy = acc_policy;
    this.acc_dtype = acc_dtype;
  }

  toString(): string {
    const fields = Object.entries(this).map(
      ([name, value]) => `${name}=${text(value === false ? 'no' : value)}`,
    );
    return `LinearCrossEntropyOptions(${fields.join(', ').replace("='no'", '=False')})`;
  }
}

/**
 * How LinearCrossEntropyLoss cuts its work in pieces, so that only one piece's logits are in memory at a time.
 *
 * `batch_chunk_size` rows a piece, or by `chunking_method`: 'aspect_ratio' makes a piece's logits as large as the whole
 * input, 'aspect_ratio:n' the n-th part of it. `acc_dtype` is what sums are kept in (float32 for half precision).
 * Throws ValueError for other settings. Source: PyTorch 2.13, `torch.nn.LinearCrossEntropyOptions`.
 */
export const LinearCrossEntropyOptions = callable(LinearCrossEntropyOptions_);
export type LinearCrossEntropyOptions = LinearCrossEntropyOptions_;

/** Rows of a piece, for an input (rows, in_features) and so many classes. */
function chunkRows(options: LinearCrossEntropyOptions, input: Tensor, classes: number): number {
  const [rows, in_features] = [input.size(0), input.size(1)];
  const { batch_chunk_size: asked } = options;
  const half = input.is_cpu && halves.includes(input.dtype.name);
  let method = options.chunking_method;
  if (method === 'auto') method = asked === null ? (half ? 'aspect_ratio' : 'aspect_ratio:2') : null;
  if (method === null) return Math.max(1, Math.min(asked ?? rows, rows));
  const target = Math.ceil(rows / Math.ceil(classes / in_features));
  const power = 2 ** Math.ceil(Math.log2(target));
  const size = Math.min(Math.floor(power / Number(method.split(':')[1] ?? 1)), rows);
  if (asked !== null && asked !== size) {
    throw new ValueError(
      `batch_chunk_size (=${asked}) and chunking_method ('${method}') give different chunk sizes (${asked} vs ${size}); pass only one.`,
    );
  }
  return Math.max(1, size);
}

const wide = ({ dtype }: Tensor, { acc_dtype, acc_policy }: LinearCrossEntropyOptions): dtypeClass =>
  acc_dtype ?? (acc_policy === 'auto' && halves.includes(dtype.name) ? torch.float32 : dtype);

/**
 * The mean or sum over pieces of the batch: input (N, in), linear_weight (C, in), classes (N). Each piece's gradients
 * are computed at once and its logits dropped; backward only scales what was summed up.
 */
export function chunkedCrossEntropy(
  input: Tensor,
  linear_weight: Tensor,
  target: Tensor,
  linear_bias: Tensor | null,
  weight: Tensor | null,
  reduction: 'mean' | 'sum',
  ignore_index: number,
  options: LinearCrossEntropyOptions,
): Tensor {
  const size = chunkRows(options, input, linear_weight.size(0));
  const type = wide(input, options);
  const given = [input, linear_weight, linear_bias];
  const needed = given.map((x) => torch.is_grad_enabled() && x?.requires_grad === true);
  const [w, b] = [linear_weight, linear_bias].map(
    (x, i) =>
      x
        ?.detach()
        .to(type)
        .requires_grad_(needed[i + 1]) ?? null,
  ) as [Tensor, Tensor | null];
  let value = torch.zeros([], { dtype: type, device: input.device });
  const rows: Tensor[] = [];
  const sums: (Tensor | null)[] = [null, null];
  for (let start = 0; start < input.size(0); start += size) {
    const n = Math.min(size, input.size(0) - start);
    const [loss, grads] = torch.scope(() => {
      const x = input.narrow(0, start, n).detach().to(type).requires_grad_(needed[0]);
      const piece = target.narrow(0, start, n);
      return lossAndGradients(x, w, piece, b, weight?.to(type) ?? null, ignore_index);
    });
    value = value.add(loss);
    if (grads[0]) rows.push(grads[0]);
    sums.forEach((sum, i) => {
      const grad = grads[i + 1];
      if (grad) sums[i] = sum === null ? grad : sum.add_(grad);
    });
  }
  const count = reduction === 'mean' ? normaliser(target, weight, ignore_index, type) : null;
  const scaled = (x: Tensor) => (count === null ? x : x.div(count));
  const gradients = [rows.length > 0 ? torch.cat(rows) : null, ...sums];
  let result = scaled(value).to(input.dtype);
  gradients.forEach((grad, i) => {
    const x = given[i];
    // Zero, with the gradient that is wanted.
    if (grad && x) result = result.add(x.sub(x.detach()).mul(scaled(grad).to(x.dtype)).sum());
  });
  return result;
}

function lossAndGradients(
  x: Tensor,
  w: Tensor,
  target: Tensor,
  b: Tensor | null,
  weight: Tensor | null,
  ignore_index: number,
): [loss: Tensor, gradients: (Tensor | null)[]] {
  const leaves = [x, w, b].filter((leaf) => leaf?.requires_grad) as Tensor[];
  const sum = () =>
    torch.cross_entropy_loss(linear(x, w, b), target, weight, reductionCode('sum'), ignore_index);
  if (leaves.length === 0) return [torch.no_grad(sum), []];
  return torch.enable_grad(() => {
    const loss = sum();
    const found = torch.autograd.grad(loss, leaves);
    const gradients = [x, w, b].map((leaf) => found[leaves.indexOf(leaf as Tensor)] ?? null);
    return [loss.detach(), gradients];
  });
}

// What a mean divides by: the classes' weights, without what is ignored.
function normaliser(target: Tensor, weight: Tensor | null, ignore_index: number, dtype: dtypeClass): Tensor {
  const counted = target.ne(ignore_index);
  if (weight === null) return counted.sum().to(dtype);
  const classes = target.masked_fill(counted.logical_not(), 0);
  return weight.to(dtype).index_select(0, classes).mul(counted).sum();
}
