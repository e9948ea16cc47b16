// torch.backends: switches of the libraries below LibTorch.

import { context } from '../context.ts';
import { TypeError } from '../errors.ts';
import { native } from '../native.ts';
import { aten } from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';

function flag(name: string): PropertyDescriptor {
  return {
    get: () => native.context_flag(name),
    set: (value: boolean) => {
      if (typeof value !== 'boolean') throw new TypeError(`${name} is a boolean, not ${typeof value}`);
      native.context_flag(name, value);
    },
    enumerable: true,
  };
}

interface CudnnFlags {
  enabled?: boolean;
  benchmark?: boolean;
  deterministic?: boolean;
  allow_tf32?: boolean;
}
const cudnnNames = ['enabled', 'benchmark', 'deterministic', 'allow_tf32'] as const;

/** Other settings for a block: `torch.backends.cudnn.flags({ benchmark: true }, () => ...)`; Python's defaults for the rest. */
function cudnnFlags(settings?: CudnnFlags): Disposable;
function cudnnFlags<T>(settings: CudnnFlags, body: () => T): T;
function cudnnFlags<T>(settings: CudnnFlags = {}, body?: () => T): T | Disposable {
  const wanted = { enabled: false, benchmark: false, deterministic: false, allow_tf32: true, ...settings };
  return context(() => {
    const before = Object.fromEntries(cudnnNames.map((name) => [name, cudnn[name]]));
    Object.assign(cudnn, wanted);
    return () => void Object.assign(cudnn, before);
  }, body);
}

/** cuDNN; the switches exist on every build and act where there is CUDA. */
export const cudnn = Object.defineProperties(
  {
    is_available: (): boolean => native.context_flag('has_cuda') && native.cuda_versions()[1] > 0,
    /** Such as 91002 for 9.10.2; null where there is none. */
    version: (): number | null => native.cuda_versions()[1] || null,
    is_acceptable: (tensor: Tensor): boolean =>
      native.context_flag('cudnn.enabled') && tensor.is_cuda && native.cuda_versions()[1] > 0,
    flags: cudnnFlags,
  },
  {
    enabled: flag('cudnn.enabled'),
    /** Lets cuDNN time its algorithms and take the fastest: good for inputs of one size. */
    benchmark: flag('cudnn.benchmark'),
    deterministic: flag('cudnn.deterministic'),
    /** Whether convolutions of float32 may round their inputs to 10 bits, which is faster. */
    allow_tf32: flag('cudnn.allow_tf32'),
  },
) as Required<CudnnFlags> & {
  is_available(): boolean;
  version(): number | null;
  is_acceptable(tensor: Tensor): boolean;
  flags: typeof cudnnFlags;
};

export const mkldnn = Object.defineProperties(
  { is_available: () => native.context_flag('has_mkldnn') },
  { enabled: flag('mkldnn.enabled') },
) as { is_available(): boolean; enabled: boolean };

export const mps = { is_available: (): boolean => native.context_flag('has_mps') };
export const mkl = { is_available: (): boolean => native.context_flag('has_mkl') };
export const openmp = { is_available: (): boolean => native.context_flag('has_openmp') };

/** The kernels of `scaled_dot_product_attention`, by PyTorch's names; each may be switched off. */
const sdpSwitches = Object.fromEntries(
  ['flash', 'mem_efficient', 'math', 'cudnn'].flatMap((kind) => [
    [`${kind}_sdp_enabled`, (): boolean => native.context_flag(`sdp.${kind}`)],
    [
      `enable_${kind}_sdp`,
      (enabled: boolean): void => {
        if (typeof enabled !== 'boolean') throw new TypeError(`expected a boolean, not ${typeof enabled}`);
        native.context_flag(`sdp.${kind}`, enabled);
      },
    ],
  ]),
);
type SdpKind = 'flash' | 'mem_efficient' | 'math' | 'cudnn';
type SdpSwitches = { [K in SdpKind as `${K}_sdp_enabled`]: () => boolean } & {
  [K in SdpKind as `enable_${K}_sdp`]: (enabled: boolean) => void;
};
/** How cuBLAS multiplies; `allow_tf32` is what `torch.set_float32_matmul_precision('high')` sets as well. */
const matmulNames = [
  'allow_tf32',
  'allow_fp16_reduced_precision_reduction',
  'allow_bf16_reduced_precision_reduction',
  'allow_fp16_accumulation',
] as const;
const matmul = Object.defineProperties(
  {},
  Object.fromEntries(matmulNames.map((name) => [name, flag(`matmul.${name}`)])),
) as Record<(typeof matmulNames)[number], boolean>;

const plans = (index: number | null) => ({
  /** Plans that cuFFT keeps for a device. */
  get size(): number {
    return aten('_cufft_get_plan_cache_size')(deviceNumber(index));
  },
  get max_size(): number {
    return aten('_cufft_get_plan_cache_max_size')(deviceNumber(index));
  },
  set max_size(value: number) {
    aten('_cufft_set_plan_cache_max_size')(deviceNumber(index), value);
  },
  clear(): void {
    aten('_cufft_clear_plan_cache')(deviceNumber(index));
  },
});
const deviceNumber = (index: number | null): number => index ?? native.cuda_device();

export const cuda = {
  is_built: (): boolean => native.build_info().cuda,
  matmul,
  /** cuFFT's plans for the current device; `of(index)` for another. */
  cufft_plan_cache: Object.assign(plans(null), { of: (index: number) => plans(index) }),
  is_flash_attention_available: (): boolean => native.build_info().cuda,
  fp16_bf16_reduction_math_sdp_allowed: (): boolean => native.context_flag('sdp.fp16_bf16_reduction'),
  allow_fp16_bf16_reduction_math_sdp: (enabled: boolean): void => {
    native.context_flag('sdp.fp16_bf16_reduction', enabled);
  },
  ...(sdpSwitches as SdpSwitches),
};

let fastpath = true;
/** Whether attention and transformer layers may take LibTorch's kernels for a whole layer, in evaluation. */
export const mha = {
  get_fastpath_enabled: (): boolean => fastpath,
  set_fastpath_enabled: (value: boolean): void => {
    if (typeof value !== 'boolean') throw new TypeError(`expected a boolean, not ${typeof value}`);
    fastpath = value;
  },
};
