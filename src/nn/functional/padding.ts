import { torch } from '../../torch.ts';

/**
 * Pads the last dimensions: `pad(input, [left, right, top, bottom, ...], mode = 'constant', value = null)`.
 *
 * `pad` starts with the last dimension; negative numbers crop. `mode`: 'constant' (any dimensions, with `value`),
 * 'reflect', 'replicate' or 'circular' (the last 1 to 3 of a tensor with 1 or 2 dimensions before them).
 * Source: PyTorch 2.13, `torch.nn.functional.pad`.
 */
export const pad = torch.pad;
