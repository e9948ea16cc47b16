import type { memory_format as MemoryFormat } from '../../dtype.ts';
import { Conv2d, Conv3d, ConvTranspose2d, ConvTranspose3d } from '../modules/conv.ts';
import type { Module } from '../modules/module.ts';

function convert<M extends Module>(module: M, kinds: readonly Function[], memory_format: MemoryFormat): M {
  for (const each of module.modules()) {
    if (!kinds.some((kind) => each instanceof kind)) continue;
    const { weight } = each as Conv2d;
    const data = weight.detach().clone({ memory_format });
    weight.data = data.resize_(data.shape, { memory_format });
  }
  return module;
}

/** Lays the weights of all 2d convolutions out in a memory format (`torch.channels_last`), inputs follow. */
export const convert_conv2d_weight_memory_format = <M extends Module>(module: M, format: MemoryFormat): M =>
  convert(module, [Conv2d, ConvTranspose2d], format);

/** The same for 3d convolutions (`torch.channels_last_3d`). */
export const convert_conv3d_weight_memory_format = <M extends Module>(module: M, format: MemoryFormat): M =>
  convert(module, [Conv3d, ConvTranspose3d], format);
