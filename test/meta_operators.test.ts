// What operators give for tensors without memory: the shapes, dtypes and gradients that they give on the CPU.
import { expect, test } from 'vitest';
import { NotImplementedError } from '../src/errors.ts';
import { nn } from '../src/index.ts';
import * as F from '../src/nn/functional.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const t = torch as any;
let leaves: Tensor[] = [];
let device = 'cpu';
/** A leaf of values in (0, 1). */
function r(...shape: number[]): any {
  const leaf = torch.rand(shape, { device: 'cpu' }).to(device).requires_grad_();
  leaves.push(leaf);
  return leaf;
}
const target = (...shape: number[]) => torch.rand(shape).to(device);
const whole = (...shape: number[]) => torch.zeros(shape, { dtype: torch.int64, device });
const mask = (...shape: number[]) => torch.ones(shape, { dtype: torch.bool, device });

const cases: Record<string, () => any> = {
  roll: () => torch.roll(r(2, 3), 1, 0),
  flip: () => torch.flip(r(2, 3), [0]),
  grid_sample: () => F.grid_sample(r(1, 2, 4, 5), r(1, 3, 6, 2), { align_corners: false }),
  'grid_sample in three dimensions': () =>
    F.grid_sample(r(1, 2, 4, 4, 4), r(1, 3, 2, 5, 3), { align_corners: false }),
  embedding: () => F.embedding(whole(3, 2), r(4, 5)),
  embedding_bag: () => F.embedding_bag(whole(2, 3), r(5, 4)),
  'embedding_bag, max': () => F.embedding_bag(whole(2, 3), r(5, 4), { mode: 'max' }),
  'embedding_bag, sum with offsets': () =>
    F.embedding_bag(whole(6), r(5, 4), torch.tensor([0n, 2n, 4n]).to(device), { mode: 'sum' }),
  hardswish: () => F.hardswish(r(2, 3)),
  relu6: () => F.relu6(r(2, 3)),
  prelu: () => F.prelu(r(2, 3, 4), r(3)),
  rrelu: () => F.rrelu(r(3), { training: true }),
  glu: () => F.glu(r(2, 6)),
  logsigmoid: () => F.logsigmoid(r(3)),
  logit: () => t.logit(r(3)),
  abs: () => torch.abs(r(3)),
  where: () => torch.where(mask(2, 1), r(3), r(2, 3)),
  unfold: () => F.unfold(r(2, 2, 5, 6), [2, 3], { stride: [1, 2] }),
  'unfold without a batch': () => F.unfold(r(2, 5, 6), 2, { padding: 1 }),
  fold: () => F.fold(r(1, 8, 12), [4, 5], 2),
  max_pool3d: () => F.max_pool3d(r(1, 2, 5, 6, 7), 2),
  'max_pool3d, ceil': () => F.max_pool3d(r(1, 2, 5, 6, 7), 3, { stride: 2, padding: 1, ceil_mode: true }),
  channel_shuffle: () => F.channel_shuffle(r(1, 4, 2, 3), 2),
  'pad, reflect': () => F.pad(r(1, 2, 3, 4), [1, 2, 0, 1], 'reflect'),
  'pad, replicate': () => F.pad(r(1, 2, 3, 4), [1, 2, 0, 1], 'replicate'),
  cross_entropy: () => F.cross_entropy(r(2, 3, 4, 5), whole(2, 4, 5)),
  'cross_entropy of each pixel': () => F.cross_entropy(r(2, 3, 4, 5), whole(2, 4, 5), { reduction: 'none' }),
  binary_cross_entropy: () => F.binary_cross_entropy(r(3), target(3)),
  'binary_cross_entropy, none': () => F.binary_cross_entropy(r(3), target(3), { reduction: 'none' }),
  binary_cross_entropy_with_logits: () => F.binary_cross_entropy_with_logits(r(3), target(3)),
  mse_loss: () => F.mse_loss(r(3), target(3)),
  smooth_l1_loss: () => F.smooth_l1_loss(r(3), target(3)),
  huber_loss: () => F.huber_loss(r(3), target(3)),
  cdist: () => torch.cdist(r(2, 4, 3), r(2, 5, 3)),
  normalize: () => F.normalize(r(2, 3)),
  take: () => torch.take(r(3), whole(2, 2)),
  median: () => torch.median(r(5)),
  'median of rows': () => t.median(r(2, 5), 1, true)[0],
  kthvalue: () => t.kthvalue(r(2, 5), 2, 0)[0],
  mode: () => t.mode(r(2, 5))[0],
  max: () => torch.max(r(2, 5)),
  cumsum: () => torch.cumsum(r(2, 5), 1),
  cummax: () => t.cummax(r(2, 5), 1)[0],
  logcumsumexp: () => torch.logcumsumexp(r(5), 0),
  searchsorted: () => torch.searchsorted(target(5), target(2, 3)),
  bucketize: () => torch.bucketize(target(2, 3), target(5), { out_int32: true }),
  std: () => torch.std(r(2, 5)),
  'variance of columns': () => torch.var(r(2, 5), 0, { keepdim: true }),
  var_mean: () => t.var_mean(r(2, 5), 1)[1],
  prod: () => torch.prod(r(2, 5)),
  nansum: () => t.nansum(r(2, 5), 1),
  count_nonzero: () => t.count_nonzero(target(2, 5), 1),
  isnan: () => torch.isnan(target(2)),
  logical_and: () => torch.logical_and(mask(2, 1), mask(3)),
  isclose: () => torch.isclose(target(3), target(3)),
  logsumexp: () => torch.logsumexp(r(2, 3), 1),
  dot: () => torch.dot(r(3), r(3)),
  trace: () => torch.trace(r(3, 3)),
  solve_triangular: () => t.linalg.solve_triangular(r(3, 3), r(3, 2), { upper: true }),
  matrix_exp: () => torch.matrix_exp(r(3, 3)),
  complex: () => torch.complex(r(3), r(3)),
  rfft: () => t.fft.rfft(r(2, 5)),
  irfft: () => t.fft.irfft(torch.complex(r(2, 5), r(2, 5))),
  fft2: () => t.fft.fft2(r(4, 5)),
  multinomial: () => torch.multinomial(target(2, 5), 3),
  randperm: () => torch.randperm(4, { device }),
  multi_margin_loss: () => F.multi_margin_loss(r(4, 5), whole(4), { weight: target(5), p: 2 }),
  'multi_margin_loss, none': () => F.multi_margin_loss(r(4, 5), whole(4), { reduction: 'none' }),
  'multi_margin_loss of one': () => F.multi_margin_loss(r(5), whole(), { reduction: 'none' }),
  multilabel_margin_loss: () => F.multilabel_margin_loss(r(4, 5), whole(4, 5)),
  'multilabel_margin_loss, none': () => F.multilabel_margin_loss(r(4, 5), whole(4, 5), { reduction: 'none' }),
  'multilabel_margin_loss of one': () => F.multilabel_margin_loss(r(5), whole(5), { reduction: 'none' }),
  pdist: () => F.pdist(r(5, 3)),
  'pdist of one': () => F.pdist(r(1, 3)),
  ctc_loss: () => F.ctc_loss(r(6, 2, 5), whole(2, 3).add(1), [6, 5], [3, 2]),
  'ctc_loss, none': () => F.ctc_loss(r(6, 2, 5), whole(2, 3).add(1), [6, 5], [3, 2], { reduction: 'none' }),
  'ctc_loss with lengths in tensors': () =>
    F.ctc_loss(r(6, 2, 5), whole(2, 3).add(1), whole(2).add(6), whole(2).add(2)),
  histc: () => torch.histc(target(7), { bins: 5 }),
  eig: () => t.linalg.eig(target(2, 3, 3))[1],
  eigvals: () => t.linalg.eigvals(target(2, 3, 3)),
  tril_indices: () => torch.tril_indices(4, 3, 1, { device }),
  'tril_indices below': () => torch.tril_indices(5, 3, -2, { device }),
  'tril_indices of all': () => torch.tril_indices(2, 5, 7, { device }),
  'tril_indices of none': () => torch.tril_indices(2, 5, -7, { device }),
  triu_indices: () => torch.triu_indices(4, 3, -1, { device, dtype: torch.int32 }),
  'triu_indices above': () => torch.triu_indices(3, 6, 2, { device }),
  repeat_interleave: () => torch.repeat_interleave(r(2, 3), whole(3).add(2), 1, { output_size: 6 }),
  nonzero_static: () => t.nonzero_static(target(3, 4), { size: 5 }),
  weight_norm: () =>
    nn.utils.parametrizations.weight_norm(nn.Linear(2, 3, { device }))(target(4, 2)) as Tensor,
};

function run(where: string, f: () => any) {
  device = where;
  leaves = [];
  const result: Tensor = f();
  if (result.requires_grad) (result.is_complex() ? result.abs() : result).sum().backward();
  const of = (x: Tensor | null) => (x === null ? null : [String(x.shape), String(x.dtype), x.is_meta]);
  return { result: of(result), gradients: leaves.map(({ grad }) => of(grad)) };
}

test.each(Object.entries(cases))('%s', (_name, f) => {
  const expected = run('cpu', f);
  const onMeta = (found: unknown): any => (Array.isArray(found) ? [found[0], found[1], true] : null);
  expect(run('meta', f)).toEqual({
    result: onMeta(expected.result),
    gradients: expected.gradients.map(onMeta),
  });
});

test('what depends on values is refused by name, as in Python', () => {
  device = 'meta';
  const of: Record<string, () => unknown> = {
    nonzero: () => torch.nonzero(r(3)),
    _unique2: () => t.unique(r(3)),
    unique_dim: () => t.unique(r(3, 2), { dim: 0 }),
    unique_consecutive: () => t.unique_consecutive(r(3)),
    masked_select: () => torch.masked_select(r(3), mask(3)),
    bincount: () => torch.bincount(whole(3)),
    equal: () => torch.equal(r(3), r(3)),
  };
  for (const [name, f] of Object.entries(of)) {
    expect(f, name).toThrow(NotImplementedError);
    expect(f).toThrow(
      `aten::${name}: the result depends on values, and tensors on the meta device have none`,
    );
  }
  expect(() => r(3).index(mask(3))).toThrow(NotImplementedError);
  expect(() => torch.cov(r(3, 4))).toThrow(NotImplementedError);
  expect(() => torch.allclose(r(3), r(3))).toThrow('Tensor.item() cannot be called on meta tensors');
  expect(() => F.one_hot(whole(3))).toThrow('Tensor.item() cannot be called on meta tensors');
  expect(() => torch.repeat_interleave(r(2, 3), whole(3), 1)).toThrow(
    'cannot repeat_interleave a meta tensor without output_size',
  );
});

test('targets that do not fit are refused', () => {
  device = 'meta';
  expect(() => F.multi_margin_loss(r(4, 5), whole(3))).toThrow('Expected target size [4], but got [3]');
  expect(() => F.multilabel_margin_loss(r(4, 5), whole(3, 5))).toThrow('inconsistent target size: [3, 5]');
});
