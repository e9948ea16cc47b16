/** `torch.nn.attention`: which kernels `scaled_dot_product_attention` may take. */
import { context } from '../../context.ts';
import { AssertionError, NotImplementedError } from '../../errors.ts';
import { native } from '../../native.ts';
import { isPlainObject } from '../../signature.ts';

/** The kernels of scaled_dot_product_attention. */
export const SDPBackend = {
  ERROR: -1,
  MATH: 0,
  FLASH_ATTENTION: 1,
  EFFICIENT_ATTENTION: 2,
  CUDNN_ATTENTION: 3,
  OVERRIDEABLE: 4,
} as const;
export type SDPBackend = (typeof SDPBackend)[keyof typeof SDPBackend];

const switches: readonly (readonly [name: string, backend: SDPBackend])[] = [
  ['sdp.cudnn', SDPBackend.CUDNN_ATTENTION],
  ['sdp.flash', SDPBackend.FLASH_ATTENTION],
  ['sdp.mem_efficient', SDPBackend.EFFICIENT_ATTENTION],
  ['sdp.math', SDPBackend.MATH],
  ['sdp.overrideable', SDPBackend.OVERRIDEABLE],
];

// An older LibTorch has fewer kernels.
function exists(name: string): boolean {
  try {
    native.context_flag(name);
    return true;
  } catch {
    return false;
  }
}

type Backends = SDPBackend | readonly SDPBackend[];

/**
 * Only the given kernels within a block: `sdpa_kernel(SDPBackend.MATH, () => ...)` or
 * `using _ = sdpa_kernel([SDPBackend.MATH, SDPBackend.FLASH_ATTENTION])`.
 *
 * @throws AssertionError for what is no SDPBackend, NotImplementedError for `set_priority`.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.attention.sdpa_kernel.html
 */
export function sdpa_kernel(backends: Backends | { backends: Backends }): Disposable;
export function sdpa_kernel<T>(backends: Backends | { backends: Backends }, body: () => T): T;
export function sdpa_kernel<T>(
  given: Backends | { backends: Backends; set_priority?: boolean },
  body: (() => T) | { set_priority?: boolean } = isPlainObject(given) ? given : {},
): T | Disposable {
  const backends = isPlainObject(given) ? (given.backends as Backends) : given;
  const wanted = Array.isArray(backends) ? backends : [backends];
  const known: readonly unknown[] = Object.values(SDPBackend);
  const stranger = wanted.find((backend) => !known.includes(backend));
  if (stranger !== undefined || wanted.length === 0) {
    throw new AssertionError(
      `Backend must be an instance of SDPBackend or a list of SDPBackend instances, got ${String(stranger)}`,
    );
  }
  if (typeof body === 'object' && body.set_priority) {
    throw new NotImplementedError(
      'sdpa_kernel: set_priority is not there; LibTorch picks among the given kernels',
    );
  }
  const here = switches.filter(([name]) => exists(name));
  const enter = () => {
    const before = here.map(([name]) => native.context_flag(name));
    for (const [name, backend] of here) native.context_flag(name, wanted.includes(backend));
    return () => {
      here.forEach(([name], i) => {
        native.context_flag(name, before[i] as boolean);
      });
    };
  };
  return (context as (enter: () => () => void, body?: () => T) => T | Disposable)(
    enter,
    typeof body === 'function' ? body : undefined,
  );
}
