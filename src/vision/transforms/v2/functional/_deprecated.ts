import { checked } from '../../../../misuse.ts';
import type { Tensor } from '../../../../tensor.ts';
import { warnOnce } from '../../../../warn.ts';
import * as v1 from '../../functional.ts';

/** @deprecated `to_image` and `to_dtype` do it for everything. */
export const to_tensor = checked('to_tensor', (inpt: v1.AnyImage): Tensor => {
  warnOnce(
    'The function `to_tensor(...)` is deprecated and will be removed in a future release. ' +
      'Instead, please use `to_image(...)` followed by `to_dtype(..., dtype=torch.float32, scale=True)`.',
  );
  return v1.to_tensor(inpt);
});

/** @deprecated [width, height]; `get_size` gives [height, width]. */
export const get_image_size = checked('get_image_size', (inpt: v1.AnyImage): [number, number] => {
  warnOnce(
    'The function `get_image_size(...)` is deprecated and will be removed in a future release. ' +
      'Instead, please use `get_size(...)` which returns `[h, w]` instead of `[w, h]`.',
  );
  return v1.get_image_size(inpt);
});
