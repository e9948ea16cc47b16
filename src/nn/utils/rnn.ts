import { inspect } from 'node:util';
import { callable } from '../../callable.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

// T is the longest length, N the number of sequences, * what each step holds. Packed, the steps of all sequences stand
// in one row: first all first steps, then all second ones, and so on, the longest sequence first in each.

class PackedSequence_ {
  readonly data: Tensor; // (sum of lengths, *)
  readonly batch_sizes: Tensor; // (T) int64, how many sequences have each step
  readonly sorted_indices: Tensor | null; // (N) int64, where each sequence came from
  readonly unsorted_indices: Tensor | null; // (N) int64, where each sequence went

  constructor(
    data: Tensor,
    batch_sizes: Tensor,
    sorted_indices: Tensor | null = null,
    unsorted_indices: Tensor | null = null,
  ) {
    if (String(batch_sizes.device) !== 'cpu') {
      throw new ValueError('batch_sizes should always be on CPU; make a PackedSequence by pack_sequence');
    }
    this.data = data;
    this.batch_sizes = batch_sizes;
    this.sorted_indices = sorted_indices;
    this.unsorted_indices = unsorted_indices ?? invert_permutation(sorted_indices);
  }

  *[Symbol.iterator](): IterableIterator<Tensor | null> {
    yield this.data;
    yield this.batch_sizes;
    yield this.sorted_indices;
    yield this.unsorted_indices;
  }

  /** Python's text of the named tuple. */
  toString(): string {
    const fields = ['data', 'batch_sizes', 'sorted_indices', 'unsorted_indices'] as const;
    return `PackedSequence(${fields.map((name) => `${name}=${this[name] ?? 'None'}`).join(', ')})`;
  }
  [inspect.custom](): string {
    return this.toString();
  }

  /** The steps moved or converted as `Tensor.to` does; the indices follow to another device. */
  to(...args: any[]): PackedSequence_ {
    const data = (this.data as any).to(...args) as Tensor;
    if (data === this.data) return this;
    const follow = (t: Tensor | null) => (t === null ? null : t.to({ device: data.device }));
    return new PackedSequence_(
      data,
      this.batch_sizes,
      follow(this.sorted_indices),
      follow(this.unsorted_indices),
    );
  }

  cpu(): PackedSequence_ {
    return this.to({ device: 'cpu' });
  }

  cuda(): PackedSequence_ {
    return this.to({ device: 'cuda' });
  }

  double(): PackedSequence_ {
    return this.to({ dtype: torch.float64 });
  }

  float(): PackedSequence_ {
    return this.to({ dtype: torch.float32 });
  }

  half(): PackedSequence_ {
    return this.to({ dtype: torch.float16 });
  }

  long(): PackedSequence_ {
    return this.to({ dtype: torch.int64 });
  }

  int(): PackedSequence_ {
    return this.to({ dtype: torch.int32 });
  }

  short(): PackedSequence_ {
    return this.to({ dtype: torch.int16 });
  }

  char(): PackedSequence_ {
    return this.to({ dtype: torch.int8 });
  }

  byte(): PackedSequence_ {
    return this.to({ dtype: torch.uint8 });
  }

  /** The same in memory that copies to a GPU read without the processor. */
  pin_memory(): PackedSequence_ {
    const pin = (t: Tensor | null) => (t === null ? null : t.pin_memory());
    return new PackedSequence_(
      this.data.pin_memory(),
      this.batch_sizes,
      pin(this.sorted_indices),
      pin(this.unsorted_indices),
    );
  }

  is_pinned(): boolean {
    return this.data.is_pinned();
  }

  get is_cuda(): boolean {
    return this.data.is_cuda;
  }
}

/**
 * Sequences of different lengths in one row without padding; what `pack_sequence` makes and recurrent layers take.
 *
 * Iterates over data, batch_sizes, sorted_indices, unsorted_indices. Source: PyTorch 2.13,
 * `torch.nn.utils.rnn.PackedSequence`.
 */
export const PackedSequence = callable(PackedSequence_);
export type PackedSequence = PackedSequence_;

/** The permutation that undoes another: (N) -> (N). */
export const invert_permutation = keywords(
  'invert_permutation',
  ['permutation'],
  (permutation: Tensor | null): Tensor | null => {
    if (permutation === null) return null;
    const places = torch.arange(0, permutation.numel(), { device: permutation.device });
    return torch.empty_like(permutation).scatter_(0, permutation, places);
  },
);

const asLengths = (lengths: Tensor | readonly number[]): Tensor =>
  lengths instanceof Tensor
    ? lengths.to(torch.int64)
    : torch.tensor([...lengths], { dtype: torch.int64, device: 'cpu' });

/**
 * Packs padded sequences: (T, N, *), or (N, T, *) with `batch_first`, and their lengths (N).
 *
 * With `enforce_sorted` the longest must come first (RuntimeError otherwise); without, they are sorted here.
 * Source: PyTorch 2.13, `torch.nn.utils.rnn.pack_padded_sequence`.
 */
export const pack_padded_sequence = keywords(
  'pack_padded_sequence',
  ['input', 'lengths', 'batch_first', 'enforce_sorted'],
  (
    input: Tensor,
    lengths: Tensor | readonly number[],
    batch_first: boolean = false,
    enforce_sorted: boolean = true,
  ): PackedSequence => {
    let sizes = asLengths(lengths);
    let sorted: Tensor | null = null;
    let sequences = input;
    if (!enforce_sorted) {
      [sizes, sorted] = torch.sort(sizes, -1, true);
      sorted = sorted.to(input.device);
      sequences = input.index_select(batch_first ? 0 : 1, sorted);
    }
    const [data, batch_sizes] = torch._pack_padded_sequence(sequences, sizes, batch_first);
    return new PackedSequence_(data, batch_sizes, sorted);
  },
);

/**
 * The inverse of `pack_padded_sequence`: a PackedSequence -> [(T, N, *) padded with `padding_value`, lengths (N)].
 *
 * Throws ValueError where `total_length` is below the longest. Source: PyTorch 2.13,
 * `torch.nn.utils.rnn.pad_packed_sequence`.
 */
export const pad_packed_sequence = keywords(
  'pad_packed_sequence',
  ['sequence', 'batch_first', 'padding_value', 'total_length'],
  (
    sequence: PackedSequence,
    batch_first: boolean = false,
    padding_value: number = 0,
    total_length: number | null = null,
  ): [padded: Tensor, lengths: Tensor] => {
    const { data, batch_sizes, unsorted_indices } = sequence;
    const longest = batch_sizes.size(0);
    if (total_length !== null && total_length < longest) {
      throw new ValueError(
        'Expected total_length to be at least the length of the longest sequence in input, but got ' +
          `total_length=${total_length} and max sequence length being ${longest}`,
      );
    }
    const length = total_length ?? longest;
    const [padded, lengths] = torch._pad_packed_sequence(
      data,
      batch_sizes,
      batch_first,
      padding_value,
      length,
    );
    if (unsorted_indices === null) return [padded, lengths];
    const order = unsorted_indices.cpu();
    return [padded.index_select(batch_first ? 0 : 1, unsorted_indices), lengths.index_select(0, order)];
  },
);

/** Pads sequences (L_i, *) to one tensor (T, N, *), or (N, T, *) with `batch_first`; `padding_side` 'right' or 'left'. */
export const pad_sequence = keywords(
  'pad_sequence',
  ['sequences', 'batch_first', 'padding_value', 'padding_side'],
  (
    sequences: Iterable<Tensor>,
    batch_first: boolean = false,
    padding_value: number = 0,
    padding_side: 'left' | 'right' = 'right',
  ): Tensor => {
    const list = [...sequences];
    // LibTorch before 2.5 knows no side.
    if (padding_side === 'right') return torch.pad_sequence(list, batch_first, padding_value);
    return torch.pad_sequence(list, batch_first, padding_value, padding_side);
  },
);

/** The inverse of `pad_sequence`: (T, N, *), or (N, T, *) with `batch_first`, and lengths (N) -> N tensors (L_i, *). */
export const unpad_sequence = keywords(
  'unpad_sequence',
  ['padded_sequences', 'lengths', 'batch_first'],
  (padded_sequences: Tensor, lengths: Tensor | readonly number[], batch_first: boolean = false): Tensor[] => {
    const rows = batch_first ? padded_sequences : padded_sequences.transpose(0, 1);
    const sizes = asLengths(lengths).tolist() as number[];
    if (sizes.length !== rows.size(0)) {
      throw new RuntimeError(`got ${sizes.length} lengths for ${rows.size(0)} sequences`);
    }
    return sizes.map((length, i) => rows.select(0, i).narrow(0, 0, length));
  },
);

/** Packs sequences (L_i, *); see `pack_padded_sequence`. */
export const pack_sequence = keywords(
  'pack_sequence',
  ['sequences', 'enforce_sorted'],
  (sequences: Iterable<Tensor>, enforce_sorted: boolean = true): PackedSequence => {
    const list = [...sequences];
    const lengths = list.map((sequence) => sequence.size(0));
    return pack_padded_sequence(pad_sequence(list), lengths, false, enforce_sorted);
  },
);

/** The inverse of `pack_sequence`: N tensors (L_i, *). */
export const unpack_sequence = keywords(
  'unpack_sequence',
  ['packed_sequences'],
  (packed_sequences: PackedSequence): Tensor[] => {
    const [padded, lengths] = pad_packed_sequence(packed_sequences, true);
    return unpad_sequence(padded, lengths, true);
  },
);
