import { floatRepr } from '../../_python_str.ts';
import { type Calls, positional } from '../../keywords.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

const frozenBatchNorm2dNames = ['num_features', 'eps'] as const;
type FrozenBatchNorm2dArgs = [num_features: number, eps?: number];
const frozenBatchNorm2dArgs = positional<typeof frozenBatchNorm2dNames, FrozenBatchNorm2dArgs>(
  'FrozenBatchNorm2d',
  frozenBatchNorm2dNames,
);

class FrozenBatchNorm2d_ extends nn.Module {
  declare eps: number;
  declare weight: Tensor; // (num_features)
  declare bias: Tensor; // (num_features)
  declare running_mean: Tensor; // (num_features)
  declare running_var: Tensor; // (num_features)

  constructor(...args: Calls<typeof frozenBatchNorm2dNames, FrozenBatchNorm2dArgs>) {
    const [num_features, eps = 1e-5] = frozenBatchNorm2dArgs(args);
    super();
    this.eps = eps;
    this.register_buffer('weight', torch.ones([num_features]));
    this.register_buffer('bias', torch.zeros([num_features]));
    this.register_buffer('running_mean', torch.zeros([num_features]));
    this.register_buffer('running_var', torch.ones([num_features]));
  }

  // Checkpoints of ordinary batch normalisation count batches, too.
  override _load_from_state_dict(...args: Parameters<nn.Module['_load_from_state_dict']>): void {
    const [state, prefix] = args as unknown as [Record<string, unknown> | Map<string, unknown>, string];
    const key = `${prefix}num_batches_tracked`;
    if (state instanceof Map) state.delete(key);
    else delete state[key];
    super._load_from_state_dict(...args);
  }

  override forward(x: Tensor): Tensor {
    const [w, b, mean, variance] = [this.weight, this.bias, this.running_mean, this.running_var].map(
      (values) => values.view(1, -1, 1, 1),
    ) as [Tensor, Tensor, Tensor, Tensor];
    const scale = w.mul(variance.add(this.eps).rsqrt());
    return x.mul(scale).add(b.sub(mean.mul(scale)));
  }

  override extra_repr(): string {
    return `${this.weight.size(0)}, eps=${floatRepr(this.eps)}`;
  }
}
/** BatchNorm2d whose statistics, weight and bias are buffers that never change, (N, C, H, W). */
export const FrozenBatchNorm2d = layer(FrozenBatchNorm2d_);
export type FrozenBatchNorm2d = FrozenBatchNorm2d_;
