import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { positive, unit_interval } from './constraints.ts';
import { Dirichlet } from './dirichlet.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import { asFloat, broadcast_all, minus, type Shape, validate, value } from './utils.ts';

const beta = signature(
  'Beta',
  ['concentration1', value],
  ['concentration0', value],
  ['validate_args', validate],
);

/**
 * The beta distribution on [0, 1]: p(x) ∝ x^(concentration1 - 1) (1 - x)^(concentration0 - 1).
 *
 * Both concentrations (α and β) are above 0.
 *
 * @throws ValueError for a concentration of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#beta
 */
class Beta_ extends ExponentialFamily_ {
  static override arg_constraints = { concentration1: positive, concentration0: positive };
  static override support = unit_interval;
  static override has_rsample = true;

  /** Over x and 1 - x. */
  declare readonly _dirichlet: Dirichlet; // (*batch), events of 2

  constructor(...args: Args<typeof beta>) {
    const { concentration1, concentration0, validate_args } = beta(args);
    const pair = torch.stack(broadcast_all(concentration1, concentration0), -1);
    const _dirichlet = Dirichlet(pair, { validate_args });
    super({ batch_shape: _dirichlet.batch_shape, validate_args, params: { _dirichlet } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const _dirichlet = this._dirichlet.expand(batch_shape);
    return this._remade(Beta_, _dirichlet.batch_shape, _instance, { _dirichlet });
  }

  get concentration1(): Tensor {
    return this._dirichlet.concentration.index('...', 0);
  }
  get concentration0(): Tensor {
    return this._dirichlet.concentration.index('...', 1);
  }
  override get mean(): Tensor {
    return this.concentration1.div(this.concentration1.add(this.concentration0));
  }
  override get mode(): Tensor {
    return this._dirichlet.mode.index('...', 0);
  }
  override get variance(): Tensor {
    const total = this.concentration1.add(this.concentration0);
    return this.concentration1.mul(this.concentration0).div(total.pow(2).mul(total.add(1)));
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    return this._dirichlet.rsample(sample_shape).select(-1, 0);
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    return this._dirichlet.log_prob(torch.stack([value, minus(1, asFloat(value))], -1));
  }
  override entropy(): Tensor {
    return this._dirichlet.entropy();
  }

  override get _natural_params(): readonly Tensor[] {
    return [this.concentration1, this.concentration0];
  }
  override _log_normalizer(x: Tensor, y: Tensor): Tensor {
    return x.lgamma().add(y.lgamma()).sub(x.add(y).lgamma());
  }
}
export const Beta = callable(Beta_);
export type Beta = Beta_;
