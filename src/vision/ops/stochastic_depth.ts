import { floatRepr } from '../../_python_str.ts';
import { ValueError } from '../../errors.ts';
import { type Calls, keywords, positional } from '../../keywords.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

type Mode = 'batch' | 'row';

/**
 * While training, zeroes with probability `p` in [0, 1] the whole input ('batch') or each of its rows on its own ('row'),
 * and scales what stays by 1 / (1 - p), (N, *).
 *
 * @throws ValueError for another probability or mode.
 * @see Huang et al., "Deep Networks with Stochastic Depth", 2016, arXiv:1603.09382
 */
export const stochastic_depth = keywords(
  'stochastic_depth',
  ['input', 'p', 'mode', 'training'],
  (input: Tensor, p: number, mode: Mode, training: boolean = true): Tensor => {
    if (!(p >= 0 && p <= 1)) {
      throw new ValueError(`drop probability has to be between 0 and 1, but got ${p}`);
    }
    if (mode !== 'batch' && mode !== 'row') {
      throw new ValueError(`mode has to be either 'batch' or 'row', but got ${mode}`);
    }
    if (!training || p === 0) return input;
    const survival = 1 - p;
    const ones = Array<number>(input.dim()).fill(1);
    if (mode === 'row') ones[0] = input.size(0);
    const noise = torch.empty(ones, { dtype: input.dtype, device: input.device }).bernoulli_(survival);
    if (survival > 0) noise.div_(survival);
    return input.mul(noise);
  },
);

const depthArgs = positional<['p', 'mode'], [p: number, mode: Mode]>('StochasticDepth', ['p', 'mode']);

class StochasticDepth_ extends nn.Module {
  declare p: number;
  declare mode: Mode;

  constructor(...args: Calls<['p', 'mode'], [p: number, mode: Mode]>) {
    super();
    const [p, mode] = depthArgs(args);
    this.p = p;
    this.mode = mode;
  }

  override forward(input: Tensor): Tensor {
    return stochastic_depth(input, this.p, this.mode, this.training);
  }

  override extra_repr(): string {
    return `p=${floatRepr(this.p)}, mode=${this.mode}`;
  }
}

/** See stochastic_depth. */
export const StochasticDepth = layer(StochasticDepth_);
export type StochasticDepth = StochasticDepth_;
