import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

// One kernel for a whole step over many parameters.

/** @throws RuntimeError unless fused kernels can work on this parameter */
export function checkFused(param: Tensor): void {
  if (param.is_floating_point() && FUSED_DEVICES.includes(param.device.type)) return;
  throw new RuntimeError(
    '`fused=True` requires all the params to be floating point Tensors of supported devices: ' +
      `['${FUSED_DEVICES.join("', '")}'] but ${param.dtype} and ${param.device.type}`,
  );
}
/** @throws RuntimeError where the loaded LibTorch has no such kernel */
export function fusedKernel(name: string): (...args: unknown[]) => unknown {
  if (name in (torch.ops.aten ?? {}))
    return (torch as unknown as Record<string, (...args: unknown[]) => unknown>)[name] as never;
  throw new RuntimeError(
    `\`fused=True\` needs LibTorch's ${name}, which ${torch.__version__} does not have: leave fused out`,
  );
}

const FUSED_DEVICES = ['mps', 'cuda', 'xpu', 'hpu', 'cpu', 'mtia', 'privateuseone'];
