import { callable } from '../../../nn/modules/module.ts';
import type { Tensor } from '../../../tensor.ts';
import { warnOnce } from '../../../warn.ts';
import { Image as Picture } from '../../image.ts';
import { to_tensor } from '../functional.ts';
import { Transform } from './_transform.ts';
import type { TypeOrCheck } from './_utils.ts';

/**
 * Pictures as float tensors of 0 to 1.
 *
 * @deprecated `Compose([ToImage(), ToDtype(torch.float32, { scale: true })])` does it for everything.
 */
class ToTensor_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [Picture];

  constructor() {
    super();
    warnOnce(
      'The transform `ToTensor()` is deprecated and will be removed in a future release. ' +
        'Instead, please use `v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])`. ' +
        'Output is equivalent up to float precision.',
    );
  }

  override transform(inpt: Picture): Tensor {
    return to_tensor(inpt);
  }
}
export const ToTensor = callable(ToTensor_);
export type ToTensor = ToTensor_;
