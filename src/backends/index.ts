// torch.backends: switches of the libraries below LibTorch.
import { TypeError } from '../errors.ts';
import { native } from '../native.ts';

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

/** cuDNN; the switches exist on every build and act where there is CUDA. */
export const cudnn = Object.defineProperties(
  { is_available: () => native.context_flag('has_cuda') },
  {
    enabled: flag('cudnn.enabled'),
    /** Lets cuDNN time its algorithms and take the fastest: good for inputs of one size. */
    benchmark: flag('cudnn.benchmark'),
    deterministic: flag('cudnn.deterministic'),
  },
) as { is_available(): boolean; enabled: boolean; benchmark: boolean; deterministic: boolean };

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
export const cuda = {
  is_built: (): boolean => native.build_info().cuda,
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
