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
export const cuda = { is_built: (): boolean => native.build_info().cuda };
