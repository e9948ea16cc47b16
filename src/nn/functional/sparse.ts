import { AssertionError, NotImplementedError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { sameSize } from './common.ts';

/** `one_hot(input, num_classes = -1)`: int64 classes (*) -> int64 zeros and ones (*, num_classes). */
export const one_hot = torch.one_hot;

/** A row index from 0 on; a negative one counts from the end. Throws AssertionError outside the table. */
export function paddingRow(padding_idx: number, num_embeddings: number): number {
  if (padding_idx >= num_embeddings || padding_idx < -num_embeddings) {
    throw new AssertionError('Padding_idx must be within num_embeddings');
  }
  return padding_idx < 0 ? num_embeddings + padding_idx : padding_idx;
}

/**
 * Looks rows up: (*) -> (*, H), weight (V, H).
 *
 * `padding_idx`'s row gets no gradient; with `max_norm`, rows looked up are first scaled (in place) to that norm.
 * Throws ValueError for `padding_idx` outside the table. Source: PyTorch 2.13, `torch.nn.functional.embedding`.
 */
export const embedding = keywords(
  'embedding',
  ['input', 'weight', 'padding_idx', 'max_norm', 'norm_type', 'scale_grad_by_freq', 'sparse'],
  (
    input: Tensor,
    weight: Tensor,
    padding_idx: number | null = null,
    max_norm: number | null = null,
    norm_type: number = 2,
    scale_grad_by_freq: boolean = false,
    sparse: boolean = false,
  ): Tensor => {
    const row = padding_idx === null ? -1 : paddingRow(padding_idx, weight.size(0));
    if (max_norm === null) return torch.embedding(weight, input, row, scale_grad_by_freq, sparse);
    const indices = input.contiguous(); // embedding_renorm_ reads memory in order
    torch.embedding_renorm_(weight.detach(), indices, max_norm, norm_type);
    return torch.embedding(weight, indices, row, scale_grad_by_freq, sparse);
  },
);

const bagModes: Readonly<Record<string, number>> = { sum: 0, mean: 1, max: 2 };

/**
 * Looks rows up and reduces each bag of them at once: (B, N), or (N) cut by `offsets` (B) -> (B, H); weight (V, H).
 *
 * `mode` is 'sum', 'mean' or 'max'; `per_sample_weights` scales rows, with 'sum' only. Throws ValueError for shapes
 * and modes that do not fit. Source: PyTorch 2.13, `torch.nn.functional.embedding_bag`.
 */
export const embedding_bag = keywords(
  'embedding_bag',
  [
    'input',
    'weight',
    'offsets',
    'max_norm',
    'norm_type',
    'scale_grad_by_freq',
    'mode',
    'sparse',
    'per_sample_weights',
    'include_last_offset',
    'padding_idx',
  ],
  (
    input: Tensor,
    weight: Tensor,
    offsets: Tensor | null = null,
    max_norm: number | null = null,
    norm_type: number = 2,
    scale_grad_by_freq: boolean = false,
    mode: string = 'mean',
    sparse: boolean = false,
    per_sample_weights: Tensor | null = null,
    include_last_offset: boolean = false,
    padding_idx: number | null = null,
  ): Tensor => {
    checkBag(input, weight, offsets, per_sample_weights);
    const code = bagModes[mode];
    if (code === undefined) throw new ValueError('mode has to be one of sum, mean or max');
    if (mode === 'max' && scale_grad_by_freq) {
      throw new ValueError('max mode does not support scaling the gradient by the frequency');
    }
    if (mode === 'max' && sparse) throw new ValueError('max mode does not support sparse weights');
    if (per_sample_weights !== null && mode !== 'sum') {
      throw new NotImplementedError(
        `embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' (got mode='${mode}').`,
      );
    }
    const rows = input.dim() === 2;
    const indices = rows ? input.reshape(-1) : input;
    const starts = rows
      ? torch.arange(0, input.numel(), input.size(1), { dtype: input.dtype, device: input.device })
      : (offsets as Tensor);
    const weights = rows && per_sample_weights !== null ? per_sample_weights.reshape(-1) : per_sample_weights;
    if (max_norm !== null) torch.embedding_renorm_(weight.detach(), indices, max_norm, norm_type);
    const closed = !rows && include_last_offset;
    return torch.embedding_bag(
      weight,
      indices,
      starts,
      scale_grad_by_freq,
      code,
      sparse,
      weights,
      closed,
      padding_idx,
    )[0];
  },
);

function checkBag(input: Tensor, weight: Tensor, offsets: Tensor | null, weights: Tensor | null): void {
  if (weights !== null && !sameSize(input, weights)) {
    throw new ValueError(
      `embedding_bag: If per_sample_weights (${weights.shape}) is not None, then it must have the same shape as the input (${input.shape})`,
    );
  }
  if (weight.dim() !== 2) {
    throw new ValueError(`weight has to be a 2D Tensor, but got Tensor of dimension ${weight.dim()}`);
  }
  const dim = input.dim();
  if (dim !== 1 && dim !== 2) {
    throw new ValueError(`input has to be 1D or 2D Tensor, but got Tensor of dimension ${dim}`);
  }
  if (dim === 2 && offsets !== null) {
    throw new ValueError('if input is 2D, then offsets has to be None: each row is a bag');
  }
  if (dim === 1 && offsets === null) throw new ValueError('offsets has to be a 1D Tensor but got None');
  if (offsets !== null && offsets.dim() !== 1) throw new ValueError('offsets has to be a 1D Tensor');
}
