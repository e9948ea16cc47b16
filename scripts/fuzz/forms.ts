// The ways in which a tensor of random calls may lie in memory.
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

/** Forms that random calls give to all tensors of a call. */
export const oddForms = ['sparse', 'csr', 'mkldnn', 'meta', 'nested', 'conj', 'channel'];
/** Forms that recorded tensors are changed into. */
export const otherForms = [
  ...['turned', 'transposed', 'spread', 'gaps', 'far'],
  ...['sparse', 'csr', 'csc', 'bsr', 'mkldnn', 'meta', 'nested', 'conj', 'zero', 'quantized'],
];
/** Forms of the gradients that come from behind. */
export const gradientForms = [
  'turned',
  'spread',
  'gaps',
  'far',
  'sparse',
  'meta',
  'zero',
  'nan',
  'inf',
  'conj',
];

const backwards = (x: Tensor): number[] => x.shape.map((_, i) => x.shape.length - 1 - i);

/** The tensor laid out in another way, where it can be. */
export function inForm(x: Tensor, form: string): Tensor {
  switch (form) {
    case 'sparse':
      return x.dim() > 0 ? x.to_sparse() : x;
    case 'csr':
      return x.dim() === 2 ? (x.to_sparse_csr() as Tensor) : x;
    case 'mkldnn':
      return x.dtype === torch.float32 && x.dim() > 0 ? (x.to_mkldnn() as Tensor) : x;
    case 'meta':
      return x.to('meta') as Tensor;
    case 'nested':
      return x.dim() > 1 && x.is_floating_point()
        ? (torch._nested_tensor_from_tensor_list([x, x]) as Tensor)
        : x;
    case 'conj':
      return x.conj();
    case 'turned':
      return x.permute(backwards(x)).contiguous().permute(backwards(x));
    case 'transposed':
      return x.permute(backwards(x));
    case 'spread':
      return x.numel() > 0 ? x.reshape(-1).index(0).expand(x.shape) : x;
    case 'gaps':
      return torch.stack([x, x], -1).select(-1, 0);
    case 'far':
      return x.as_strided(
        x.shape,
        x.stride().map((stride, i) => (x.numel() === 0 || x.shape[i] === 1 ? 2 ** 40 : stride)),
      );
    case 'zero':
      return torch._efficientzerotensor(x.shape, { dtype: x.dtype }) as Tensor;
    case 'quantized':
      return torch.quantize_per_tensor(x.float(), 0.5, 1, torch.quint8) as Tensor;
    case 'csc':
      return x.dim() === 2 ? (x.to_sparse_csc() as Tensor) : x;
    case 'bsr':
      return x.dim() === 2 ? (x.to_sparse_bsr([1, 1]) as Tensor) : x;
    case 'nan':
    case 'inf':
      return torch.full_like(x, form === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY);
    default:
      return x;
  }
}
