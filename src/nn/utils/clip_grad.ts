import { floatRepr } from '../../_python_str.ts';
import { RuntimeError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import { gradsOf, Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warnOnce } from '../../warn.ts';

type Tensors = Tensor | Iterable<Tensor>;

const listOf = (tensors: Tensors): Tensor[] => (tensors instanceof Tensor ? [tensors] : [...tensors]);
const order = (norm_type: number | string): number =>
  typeof norm_type === 'string' ? Number(norm_type.replace('inf', 'Infinity')) : norm_type;

/** Tensors that a list operator can take together. */
function groups(tensors: readonly Tensor[]): Tensor[][] {
  const byKind = new Map<string, Tensor[]>();
  for (const x of tensors) {
    const kind = `${x.device} ${x.dtype}`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), x]);
  }
  return [...byKind.values()];
}

/** Runs `use` on the gradients that there are, and frees these handles, which would keep the memory past zero_grad. */
function withGradients<T>(parameters: readonly Tensor[], use: (grads: Tensor[]) => T): T {
  const grads = gradsOf(parameters).filter((grad) => grad !== null);
  try {
    return torch.no_grad(() => use(grads));
  } finally {
    for (const grad of grads) grad.dispose();
  }
}

/**
 * The norm of all tensors as if they were one vector.
 *
 * `norm_type` is 2, 1, Infinity ('inf') or any other order. Throws RuntimeError for a norm that is no finite number with
 * `error_if_nonfinite`. Source: PyTorch 2.13, `torch.nn.utils.get_total_norm`.
 */
export const get_total_norm = keywords(
  'get_total_norm',
  ['tensors', 'norm_type', 'error_if_nonfinite', 'foreach'],
  (
    tensors: Tensors,
    norm_type: number | string = 2,
    error_if_nonfinite: boolean = false,
    foreach: boolean | null = null,
  ): Tensor => {
    const list = listOf(tensors);
    const p = order(norm_type);
    const [first] = list;
    if (first === undefined) return torch.tensor(0);
    return torch.no_grad(() => {
      const norms = groups(list).flatMap((group): Tensor[] =>
        foreach === false
          ? group.map((x) => torch.linalg_vector_norm(x, p))
          : [...torch._foreach_norm(group, p)],
      );
      const { device } = first;
      const total = torch.linalg_vector_norm(torch.stack(norms.map((norm) => norm.to(device))), p);
      if (error_if_nonfinite && !torch.isfinite(total).item()) {
        throw new RuntimeError(
          `The total norm of order ${floatRepr(p)} for gradients from \`parameters\` is non-finite, so it cannot be ` +
            'clipped. To disable this error and scale the gradients by the non-finite norm anyway, set ' +
            '`error_if_nonfinite=False`',
        );
      }
      return total;
    });
  },
);

/**
 * Scales the parameters' gradients in place so that a `total_norm` becomes at most `max_norm`.
 *
 * Source: PyTorch 2.13, `torch.nn.utils.clip_grads_with_norm_`.
 */
export const clip_grads_with_norm_ = keywords(
  'clip_grads_with_norm_',
  ['parameters', 'max_norm', 'total_norm', 'foreach'],
  (parameters: Tensors, max_norm: number, total_norm: Tensor, foreach: boolean | null = null): void => {
    withGradients(listOf(parameters), (grads) => scale(grads, max_norm, total_norm, foreach));
  },
);

function scale(grads: Tensor[], max_norm: number, total_norm: Tensor, foreach: boolean | null): void {
  const factor = total_norm.add(1e-6).reciprocal().mul(max_norm).clamp_max(1);
  for (const group of groups(grads)) {
    const here = factor.to((group[0] as Tensor).device);
    if (foreach !== false) torch._foreach_mul_(group, here);
    else for (const grad of group) grad.mul_(here);
  }
}

/**
 * Scales the parameters' gradients in place so that their common norm is at most `max_norm`; returns the norm before.
 *
 * `norm_type` is 2, 1, Infinity ('inf') or any other order. Throws RuntimeError for a norm that is no finite number with
 * `error_if_nonfinite`. Source: Pascanu et al. 2013, arXiv:1211.5063; PyTorch 2.13, `torch.nn.utils.clip_grad_norm_`.
 */
export const clip_grad_norm_ = keywords(
  'clip_grad_norm_',
  ['parameters', 'max_norm', 'norm_type', 'error_if_nonfinite', 'foreach'],
  (
    parameters: Tensors,
    max_norm: number,
    norm_type: number | string = 2,
    error_if_nonfinite: boolean = false,
    foreach: boolean | null = null,
  ): Tensor =>
    withGradients(listOf(parameters), (grads) => {
      const total = get_total_norm(grads, norm_type, error_if_nonfinite, foreach);
      scale(grads, max_norm, total, foreach);
      return total;
    }),
);

/** @deprecated use clip_grad_norm_ */
export const clip_grad_norm: typeof clip_grad_norm_ = ((...args: Parameters<typeof clip_grad_norm_>) => {
  warnOnce(
    '`torch.nn.utils.clip_grad_norm` is now deprecated in favor of `torch.nn.utils.clip_grad_norm_`.',
    'FutureWarning',
  );
  return clip_grad_norm_(...args);
}) as typeof clip_grad_norm_;

/**
 * Cuts every element of the parameters' gradients to [-clip_value, clip_value], in place.
 *
 * Source: PyTorch 2.13, `torch.nn.utils.clip_grad_value_`.
 */
export const clip_grad_value_ = keywords(
  'clip_grad_value_',
  ['parameters', 'clip_value', 'foreach'],
  (parameters: Tensors, clip_value: number, foreach: boolean | null = null): void => {
    withGradients(listOf(parameters), (grads) => {
      for (const group of groups(grads)) {
        if (foreach === false) for (const grad of group) grad.clamp_(-clip_value, clip_value);
        else {
          torch._foreach_clamp_min_(group, -clip_value);
          torch._foreach_clamp_max_(group, clip_value);
        }
      }
    });
  },
);
