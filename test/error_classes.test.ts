// What Python raises as AssertionError, FileNotFoundError or ValueError has that class here too.
import { expect, test } from 'vitest';
import { nn, torch, utils } from '../src/index.ts';

const { ConcatDataset, IterableDataset, TensorDataset } = utils.data;
class Stream extends IterableDataset<number> {
  override *[Symbol.iterator]() {
    yield 1;
  }
}
const x = torch.ones(3, 4);
const w = nn.Parameter(torch.ones(2));

test.each<[string, () => unknown, string]>([
  ['AssertionError', () => TensorDataset(x, x.index(':2')), 'Size mismatch between tensors'],
  ['AssertionError', () => ConcatDataset([]), 'datasets should not be an empty iterable'],
  [
    'AssertionError',
    () => ConcatDataset([new Stream() as any]),
    'ConcatDataset does not support IterableDataset',
  ],
  ['AssertionError', () => nn.MultiheadAttention(5, 2), 'embed_dim must be divisible by num_heads'],
  ['AssertionError', () => nn.Hardtanh(1, -1), 'max_val (-1.0) must be greater than min_val (1.0)'],
  ['AssertionError', () => nn.Embedding(3, 2, 7), 'Padding_idx must be within num_embeddings'],
  [
    'AssertionError',
    () => nn.Embedding(3, 2, { _weight: x }),
    'Shape of weight does not match num_embeddings and embedding_dim',
  ],
  [
    'AssertionError',
    () => nn.Embedding.from_pretrained(w),
    'Embeddings parameter is expected to be 2-dimensional',
  ],
  ['ValueError', () => x.type('torch.FooTensor'), "invalid type: 'torch.FooTensor'"],
  [
    'FileNotFoundError',
    () => torch.load('/nowhere.pt'),
    "[Errno 2] No such file or directory: '/nowhere.pt'",
  ],
])('%s %#', (name, wrong, message) => {
  expect(wrong).toThrow(expect.objectContaining({ name, message: expect.stringContaining(message) }));
});

test('a tensor is converted by the older names of types', () => {
  const half = torch.tensor([1.5, -2]);
  expect(half.type('torch.LongTensor').tolist()).toEqual([1, -2]);
  expect(half.type(torch.DoubleTensor).dtype).toBe(torch.float64);
  expect(half.type('torch.FloatTensor')).toBe(half);
  expect(half.type({ dtype: torch.int32, non_blocking: true }).dtype).toBe(torch.int32);
  expect(() => half.type({ kind: torch.int32 } as never)).toThrow("unexpected keyword argument 'kind'");
  expect(half.type(torch.bool).type()).toBe('torch.BoolTensor');
});
