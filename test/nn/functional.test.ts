import './pinned.ts';
import { describe, expect, it } from 'vitest';
import * as F from '../../src/nn/functional.ts';
import { torch } from '../../src/torch.ts';
import { thrown } from './golden.ts';
import { type FunctionCase, goldenFile, replayFunction } from './layers.ts';

const golden = goldenFile<{ version: string; functions: string[]; cases: FunctionCase[] }>('functional');

describe('functional: computes and differentiates as Python', () => {
  const named = golden.cases.map((each, i) => {
    const keys = Object.keys(each.kwargs).join(', ');
    return [`${i} ${each.function}(${keys})`, each] as const;
  });
  it.each(named)('%s', (_, each) => {
    replayFunction(each, golden.version);
  });
});

describe('functional: what is there', () => {
  it('has every function of torch.nn.functional', () => {
    expect(golden.functions.filter((name) => !(name in F))).toEqual([]);
  });
});

describe('functional: calling forms', () => {
  const x = torch.tensor([[1, -2, 3]]);

  it('takes positions, keywords and both', () => {
    const expected = F.leaky_relu(x, 0.5).tolist();
    expect(expected).toEqual([[1, -1, 3]]);
    expect(F.leaky_relu(x, { negative_slope: 0.5 }).tolist()).toEqual(expected);
    expect(F.leaky_relu({ negative_slope: 0.5, input: x }).tolist()).toEqual(expected);
    const y = x.clone();
    expect(F.leaky_relu(y, 0.5, { inplace: true }) === y).toBe(true);
  });

  it('names the known keywords when it meets another', () => {
    const call = () => (F.softmax as any)(x, { axis: 1 });
    expect(thrown(call)).toEqual({
      type: 'TypeError',
      message: "softmax() got an unexpected keyword argument 'axis'; known: input, dim, _stacklevel, dtype",
    });
  });

  it('refuses an argument given twice', () => {
    const call = () => (F.leaky_relu as any)(x, 0.5, { negative_slope: 0.1 });
    expect(thrown(call).message).toBe("leaky_relu() got multiple values for argument 'negative_slope'");
  });

  it('returns indices only when asked, and types say so', () => {
    const image = torch.arange(16, { dtype: torch.float32 }).reshape(1, 4, 4);
    const plain = F.max_pool2d(image, 2);
    expect(plain.tolist()).toEqual([
      [
        [5, 7],
        [13, 15],
      ],
    ]);
    const [values, indices] = F.max_pool2d(image, 2, { return_indices: true });
    expect(values.tolist()).toEqual(plain.tolist());
    expect(indices.tolist()).toEqual([
      [
        [5, 7],
        [13, 15],
      ],
    ]);
  });
});

describe('functional: bad input', () => {
  const x = torch.ones(2, 3);
  const image = torch.ones(1, 2, 4, 4);
  const message = (call: () => unknown) => thrown(call).message;

  it.each([
    [() => F.dropout(x, 1.5), 'dropout probability has to be between 0 and 1, but got 1.5'],
    [() => F.dropout1d(torch.ones(2)), /^dropout1d: Expected 2D or 3D input, but received a 1D input/],
    [() => F.hardtanh(x, 1, -1), 'min_val cannot be greater than max_val'],
    [() => F.glu(torch.tensor(1)), 'glu does not support scalars because halving size must be even'],
    [
      () => F.batch_norm(torch.ones(1, 3), null, null, null, null, true),
      'Expected more than 1 value per channel when training, got input size torch.Size([1, 3])',
    ],
    [
      () => F.batch_norm(x, null, null, { training: true, eps: 0 }),
      'batch_norm eps must be positive during training, but got 0',
    ],
    [
      () => F.instance_norm(torch.ones(2, 3, 1)),
      'Expected more than 1 spatial element when training, got input size torch.Size([2, 3, 1])',
    ],
    [() => F.local_response_norm(x, 2), /^Expected 3D or higher dimensionality/],
    [() => F.mse_loss(x, x, { reduction: 'avg' as 'mean' }), 'avg is not a valid value for reduction'],
    [
      () => F.binary_cross_entropy(x, torch.ones(3)),
      /^Using a target size \(torch\.Size\(\[3\]\)\) that is different to the input size/,
    ],
    [
      () => F.margin_ranking_loss(x, x, torch.ones(2)),
      /^margin_ranking_loss : All input tensors should have/,
    ],
    [() => F.triplet_margin_loss(x, x, x, { margin: 0 }), 'margin must be greater than 0, got 0.0'],
    [() => F.multi_margin_loss(x, torch.tensor([0n, 1n]), 3), 'only p == 1 and p == 2 supported'],
    [() => F.gaussian_nll_loss(x, x, -1), 'var has negative entry/entries'],
    [() => F.gaussian_nll_loss(x, x, torch.ones(5)), 'var is of incorrect size'],
    [() => F.embedding(torch.tensor([0n]), x, 2), 'Padding_idx must be within num_embeddings'],
    [() => F.embedding_bag(torch.tensor([0n]), x), 'offsets has to be a 1D Tensor but got None'],
    [
      () => F.interpolate(image, 2, { mode: 'nearest', align_corners: true }),
      'align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
    ],
    [() => F.interpolate(image), 'either size or scale_factor should be defined'],
    [() => F.interpolate(image, 2, 2), 'only one of size or scale_factor should be defined'],
    [() => F.interpolate(image, 2, { mode: 'linear' }), 'Got 4D input, but linear mode needs 3D input'],
    [() => F.interpolate(x, 2), /^Input Error: Only 3D, 4D and 5D input Tensors supported \(got 2D\)/],
    [() => F.interpolate(image, [1, 2, 3]), /^Input and output size must have the same number of spatial/],
    [
      () => F.grid_sample(image, image, { mode: 'linear' as 'bilinear' }),
      "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: 'linear'",
    ],
    [() => F.affine_grid(x, [1, 1, 2, 2], false), /^Expected a batch of 2D affine matrices of shape Nx2x3/],
    [
      () => F.fractional_max_pool2d(image, 2),
      'fractional_max_pool2d requires specifying either an output_size or an output_ratio',
    ],
    [
      () => F.max_unpool2d(image, image.to(torch.int64), 2, { output_size: [20, 8] }),
      'invalid output_size "(20, 8)" (dim 0 must be between 6 and 10)',
    ],
    [() => F.adaptive_avg_pool2d(torch.ones(2), [1, 1]), 'Input dimension should be at least 3'],
  ])('case %#: %s', (call, expected) => {
    if (typeof expected === 'string') expect(message(call)).toBe(expected);
    else expect(message(call)).toMatch(expected);
  });
});
