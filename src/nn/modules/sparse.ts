import { z } from 'zod';
import { AssertionError } from '../../errors.ts';
import { type Calls, positional } from '../../keywords.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from '../functional/sparse.ts';
import * as init from '../init.ts';
import { Module } from './module.ts';
import {
  factory,
  flag,
  float,
  int,
  Layer,
  layer,
  noteGiven,
  number,
  optionalTensor,
  optionRepr,
  repr,
  tensor,
} from './utils.ts';

const maxNorm = ['max_norm', number.nullable().default(null)] as const;
const normType = ['norm_type', float(2)] as const;
const paddingIdx = ['padding_idx', int.nullable().default(null)] as const;
const scaleGrad = ['scale_grad_by_freq', flag(false)] as const;
const sparse = ['sparse', flag(false)] as const;

function checkShape(weight: Tensor, rows: number, columns: number): Tensor {
  const [n, m, ...more] = weight.shape;
  if (n === rows && m === columns && more.length === 0) return weight;
  throw new AssertionError('Shape of weight does not match num_embeddings and embedding_dim');
}

const embeddingArgs = signature(
  'Embedding',
  ['num_embeddings', int],
  ['embedding_dim', int],
  paddingIdx,
  maxNorm,
  normType,
  scaleGrad,
  sparse,
  ['_weight', optionalTensor],
  ['_freeze', flag(false)],
  ...factory,
);
const embeddingFromPretrainedArgs = signature(
  'Embedding.from_pretrained',
  ['embeddings', tensor],
  ['freeze', flag(true)],
  paddingIdx,
  maxNorm,
  normType,
  scaleGrad,
  sparse,
);

class Embedding_ extends Layer {
  declare num_embeddings: number;
  declare embedding_dim: number;
  declare padding_idx: number | null;
  declare max_norm: number | null;
  declare norm_type: number;
  declare scale_grad_by_freq: boolean;
  declare weight: Parameter; // (num_embeddings, embedding_dim)
  declare sparse: boolean;

  constructor(...args: Args<typeof embeddingArgs>) {
    super();
    const { _weight, _freeze, device, dtype, sparse, padding_idx, ...options } = embeddingArgs(args);
    const { num_embeddings, embedding_dim } = options;
    Object.assign(this, options);
    noteGiven(this, embeddingArgs.fields, args);
    this.padding_idx = padding_idx === null ? null : F.paddingRow(padding_idx, num_embeddings);
    const shape = [num_embeddings, embedding_dim] as const;
    this.weight = new Parameter(
      _weight === null ? torch.empty(shape, { device, dtype }) : checkShape(_weight, ...shape),
      !_freeze,
    );
    this.sparse = sparse;
    if (_weight === null) this.reset_parameters();
  }

  reset_parameters(): void {
    init.normal_(this.weight);
    this._fill_padding_idx_with_zero();
  }

  _fill_padding_idx_with_zero(): void {
    const { weight, padding_idx } = this;
    if (padding_idx !== null) torch.no_grad(() => weight.select(0, padding_idx).fill_(0));
  }

  override forward(input: Tensor): Tensor {
    const { padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse } = this;
    return F.embedding(input, this.weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse); // (*) -> (*, H)
  }

  override extra_repr(): string {
    const { padding_idx, max_norm, norm_type } = this;
    let text = `${this.num_embeddings}, ${this.embedding_dim}`;
    if (padding_idx !== null) text += `, padding_idx=${padding_idx}`;
    if (max_norm !== null) text += `, max_norm=${optionRepr(this, 'max_norm')}`;
    if (norm_type !== 2) text += `, norm_type=${optionRepr(this, 'norm_type')}`;
    if (this.scale_grad_by_freq) text += ', scale_grad_by_freq=True';
    if (this.sparse) text += ', sparse=True';
    return text;
  }

  /** A table of given rows (V, H), which training leaves alone unless `freeze` is false. */
  static from_pretrained(...args: Args<typeof embeddingFromPretrainedArgs>): Embedding_ {
    const { embeddings, freeze, ...options } = embeddingFromPretrainedArgs(args);
    if (embeddings.dim() !== 2)
      throw new AssertionError('Embeddings parameter is expected to be 2-dimensional');
    const [num_embeddings, embedding_dim] = embeddings.shape as unknown as [number, number];
    return new Embedding({ num_embeddings, embedding_dim, _weight: embeddings, _freeze: freeze, ...options });
  }
}

/**
 * A table of `num_embeddings` vectors looked up by number: (*) int64 -> (*, embedding_dim).
 *
 * Starts from N(0, 1); `padding_idx`'s row is zero and gets no gradient; `max_norm` scales longer rows down to it in
 * place when they are looked up. Throws ValueError for `padding_idx` outside the table. Source: PyTorch 2.13,
 * `torch.nn.Embedding`.
 */
export const Embedding = layer(Embedding_);
export type Embedding = Embedding_;

const mode = ['mode', z.enum(['sum', 'mean', 'max']).default('mean')] as const;
const lastOffset = ['include_last_offset', flag(false)] as const;
const embeddingBagArgs = signature(
  'EmbeddingBag',
  ['num_embeddings', int],
  ['embedding_dim', int],
  maxNorm,
  normType,
  scaleGrad,
  mode,
  sparse,
  ['_weight', optionalTensor],
  lastOffset,
  paddingIdx,
  ...factory,
);
const bagFromPretrainedArgs = signature(
  'EmbeddingBag.from_pretrained',
  ['embeddings', tensor],
  ['freeze', flag(true)],
  maxNorm,
  normType,
  scaleGrad,
  mode,
  sparse,
  lastOffset,
  paddingIdx,
);

const bagNames = ['input', 'offsets', 'per_sample_weights'] as const;
type BagArgs = [input: Tensor, offsets?: Tensor | null, per_sample_weights?: Tensor | null];
const bagged = positional<typeof bagNames, BagArgs>('forward', bagNames);

class EmbeddingBag_ extends Module {
  declare num_embeddings: number;
  declare embedding_dim: number;
  declare max_norm: number | null;
  declare norm_type: number;
  declare scale_grad_by_freq: boolean;
  declare padding_idx: number | null;
  declare weight: Parameter; // (num_embeddings, embedding_dim)
  declare mode: 'sum' | 'mean' | 'max';
  declare sparse: boolean;
  declare include_last_offset: boolean;

  constructor(...args: Args<typeof embeddingBagArgs>) {
    super();
    const { _weight, device, dtype, padding_idx, ...options } = embeddingBagArgs(args);
    const { num_embeddings, embedding_dim } = options;
    Object.assign(this, options);
    noteGiven(this, embeddingBagArgs.fields, args);
    this.padding_idx = padding_idx === null ? null : F.paddingRow(padding_idx, num_embeddings);
    const shape = [num_embeddings, embedding_dim] as const;
    this.weight = new Parameter(
      _weight === null ? torch.empty(shape, { device, dtype }) : checkShape(_weight, ...shape),
    );
    if (_weight === null) this.reset_parameters();
  }

  reset_parameters(): void {
    init.normal_(this.weight);
    this._fill_padding_idx_with_zero();
  }

  _fill_padding_idx_with_zero(): void {
    const { weight, padding_idx } = this;
    if (padding_idx !== null) torch.no_grad(() => weight.select(0, padding_idx).fill_(0));
  }

  override forward(...args: Calls<typeof bagNames, BagArgs>): Tensor {
    const [input, offsets = null, per_sample_weights = null] = bagged(args);
    return F.embedding_bag(
      input,
      this.weight,
      offsets,
      this.max_norm,
      this.norm_type,
      this.scale_grad_by_freq,
      this.mode,
      this.sparse,
      per_sample_weights,
      this.include_last_offset,
      this.padding_idx,
    );
  }

  override extra_repr(): string {
    const { max_norm, norm_type, padding_idx } = this;
    let text = `${this.num_embeddings}, ${this.embedding_dim}`;
    if (max_norm !== null) text += `, max_norm=${optionRepr(this, 'max_norm')}`;
    if (norm_type !== 2) text += `, norm_type=${optionRepr(this, 'norm_type')}`;
    if (this.scale_grad_by_freq) text += ', scale_grad_by_freq=True';
    text += `, mode=${repr(this.mode)}`;
    if (padding_idx !== null) text += `, padding_idx=${padding_idx}`;
    return text;
  }

  /** A table of given rows (V, H), which training leaves alone unless `freeze` is false. */
  static from_pretrained(...args: Args<typeof bagFromPretrainedArgs>): EmbeddingBag_ {
    const { embeddings, freeze, ...options } = bagFromPretrainedArgs(args);
    if (embeddings.dim() !== 2)
      throw new AssertionError('Embeddings parameter is expected to be 2-dimensional');
    const [num_embeddings, embedding_dim] = embeddings.shape as unknown as [number, number];
    const bag = new EmbeddingBag({ num_embeddings, embedding_dim, _weight: embeddings, ...options });
    bag.weight.requires_grad = !freeze;
    return bag;
  }
}

/**
 * Sums, averages or maximises bags of table rows without keeping them: (B, N), or (N) cut by offsets (B) -> (B, H).
 *
 * `mode` is 'sum', 'mean' or 'max'; forward takes `per_sample_weights` with 'sum'; `include_last_offset` says that
 * the offsets end with N. Throws ValueError for `padding_idx` outside the table. Source: PyTorch 2.13,
 * `torch.nn.EmbeddingBag`.
 */
export const EmbeddingBag = layer(EmbeddingBag_);
export type EmbeddingBag = EmbeddingBag_;
