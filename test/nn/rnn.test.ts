import { inspect } from 'node:util';
import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { thrown, warning } from './golden.ts';
import { testLayers } from './layers.ts';

const { pack_padded_sequence, pack_sequence, pad_packed_sequence, pad_sequence, unpack_sequence } =
  nn.utils.rnn;

describe('recurrent layers on packed sequences', () => {
  const lengths = [2, 4, 3];
  const sequences = () => {
    torch.manual_seed(3);
    return lengths.map((length) => torch.randn(length, 3));
  };
  const close = (a: Tensor, b: Tensor) => expect(torch.allclose(a, b, { atol: 1e-6 })).toBe(true);

  it('give every sequence what it gets alone', () => {
    torch.manual_seed(0);
    const lstm = nn.LSTM(3, 2, { num_layers: 2 });
    const [h0, c0] = [torch.randn(2, 3, 2), torch.randn(2, 3, 2)];
    const [output, [h, c]] = lstm(pack_sequence(sequences(), false), [h0, c0]);
    const rows = unpack_sequence(output);
    sequences().forEach((sequence, i) => {
      const [alone, [hi, ci]] = lstm(sequence, [h0.select(1, i), c0.select(1, i)]);
      close(rows[i] as Tensor, alone);
      close(h.select(1, i), hi);
      close(c.select(1, i), ci);
    });
  });

  it('work for all kinds, in both directions', () => {
    for (const layer of [nn.RNN(3, 2, { bidirectional: true }), nn.GRU(3, 2, { bidirectional: true })]) {
      const [output, h] = layer(pack_sequence(sequences(), { enforce_sorted: false }));
      const [alone, hi] = layer(sequences()[2] as Tensor);
      close(unpack_sequence(output)[2] as Tensor, alone);
      close(h.select(1, 2), hi);
    }
  });
});

describe('nn.utils.rnn', () => {
  const [a, b, c] = [torch.tensor([1, 2]), torch.tensor([3, 4, 5]), torch.tensor([6])] as const;

  it('pads on the side and with the value asked for', () => {
    expect(pad_sequence([a, b, c]).tolist()).toEqual([
      [1, 3, 6],
      [2, 4, 0],
      [0, 5, 0],
    ]);
    const left = pad_sequence([a, b], { batch_first: true, padding_value: -1, padding_side: 'left' });
    expect(left.tolist()).toEqual([
      [-1, 1, 2],
      [3, 4, 5],
    ]);
  });

  it('prints as Python does', () => {
    const packed = nn.utils.rnn.pack_sequence([torch.tensor([1n, 2n, 3n]), torch.tensor([4n])]);
    expect(`${packed}`).toBe(
      'PackedSequence(data=tensor([1, 4, 2, 3]), batch_sizes=tensor([2, 1, 1]), sorted_indices=None, unsorted_indices=None)',
    );
    expect(inspect(packed)).toBe(`${packed}`);
  });

  it('packs step by step and back', () => {
    const packed = pack_sequence([a, b, c], { enforce_sorted: false });
    expect(packed.data.tolist()).toEqual([3, 1, 6, 4, 2, 5]);
    expect(packed.batch_sizes.tolist()).toEqual([3, 2, 1]);
    expect(packed.sorted_indices?.tolist()).toEqual([1, 0, 2]);
    expect(packed.unsorted_indices?.tolist()).toEqual([1, 0, 2]);
    const [padded, sizes] = pad_packed_sequence(packed, { batch_first: true, total_length: 4 });
    expect(padded.tolist()).toEqual([
      [1, 2, 0, 0],
      [3, 4, 5, 0],
      [6, 0, 0, 0],
    ]);
    expect(sizes.tolist()).toEqual([2, 3, 1]);
    expect(unpack_sequence(packed).map((t) => t.tolist())).toEqual([[1, 2], [3, 4, 5], [6]]);
    expect(packed.double().data.dtype).toBe(torch.float64);
    expect(packed.float() === packed).toBe(true);
  });

  it('refuses what cannot be', () => {
    const rows = torch.zeros(3, 2);
    expect(thrown(() => pack_padded_sequence(rows, [1, 3])).message).toMatch(
      /`?lengths`? array (must|has to) be sorted in decreasing order/,
    );
    expect(thrown(() => pad_packed_sequence(pack_sequence([b, c]), { total_length: 2 }))).toEqual({
      type: 'ValueError',
      message:
        'Expected total_length to be at least the length of the longest sequence in input, but got total_length=2 and max sequence length being 3',
    });
  });
});

describe('recurrent layers: arguments', () => {
  it('keeps the parameters under PyTorch names, layer by layer', () => {
    const lstm = nn.LSTM(3, 4, { num_layers: 2, bidirectional: true, bias: false, proj_size: 2 });
    const names = lstm.named_parameters().map(([name]) => name);
    expect(names.slice(0, 4)).toEqual([
      'weight_ih_l0',
      'weight_hh_l0',
      'weight_hr_l0',
      'weight_ih_l0_reverse',
    ]);
    expect(lstm.all_weights.map((weights) => weights.length)).toEqual([3, 3, 3, 3]);
    expect([...(lstm.weight_ih_l1_reverse?.shape ?? [])]).toEqual([16, 4]);
  });

  it.each([
    [() => nn.LSTM(0, 2), 'input_size must be greater than zero'],
    [() => nn.LSTM(2, 2, { proj_size: 2 }), 'proj_size has to be smaller than hidden_size'],
    [
      () => nn.GRU(2, 2, { dropout: 2 }),
      'dropout should be a number in range [0, 1] representing the probability of an element being zeroed',
    ],
    [() => nn.GRU(2, 2)(torch.ones(2)), 'GRU: Expected input to be 2D or 3D, got 1D instead'],
    [
      () => nn.GRU(2, 2)(torch.ones(3, 1, 5)),
      'input.size(-1) must be equal to input_size. Expected 2, got 5',
    ],
    [
      () => nn.RNN(2, 4)(torch.ones(3, 1, 2), torch.ones(1, 3, 4)),
      'Expected hidden size (1, 1, 4), got [1, 3, 4]',
    ],
    [
      () => nn.LSTM(2, 4)(torch.ones(3, 1, 2), [torch.ones(1, 1, 4), torch.ones(1, 1, 3)]),
      'Expected hidden[1] size (1, 1, 4), got [1, 1, 3]',
    ],
    [
      () => nn.RNN(2, 4)(torch.ones(3, 2), torch.ones(1, 1, 4)),
      'For unbatched 2-D input, hx should also be 2-D but got 3-D tensor',
    ],
    [
      () => nn.RNN(2, 4)(torch.ones(3, 1, 2, { dtype: torch.float64 })),
      /^RNN input dtype \(torch\.float64\) does not match weight dtype \(torch\.float32\)/,
    ],
    [() => nn.LSTMCell(2, 4)(torch.ones(1, 1, 2)), 'LSTMCell: Expected input to be 1D or 2D, got 3D instead'],
  ])('refuses case %#', (call, expected) => {
    const { message } = thrown(call);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });

  it('warns of a dropout that has no place', async () => {
    expect(await warning(() => nn.LSTM(2, 2, { dropout: 0.5 }))).toMatch(
      /^dropout option adds dropout after all/,
    );
  });
});

testLayers('rnn');
