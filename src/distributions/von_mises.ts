import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { positive, real } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { broadcast_all, format, lazy_property, minus, over, type Shape, validate, value } from './utils.ts';

/** Σ coefficients[i] yⁱ */
function polynomial(y: Tensor, coefficients: readonly number[]): Tensor {
  const [last, ...rest] = coefficients.toReversed() as [number, ...number[]];
  const [next, ...more] = rest as [number, ...number[]];
  return more.reduce((sum, c) => y.mul(sum).add(c), y.mul(last).add(next));
}

// Abramowitz, Stegun, Handbook of Mathematical Functions, 9.8.1 to 9.8.4: I₀ and I₁ below and above 3.75.
const small = [
  [1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.360768e-1, 0.45813e-2],
  [0.5, 0.87890594, 0.51498869, 0.15084934, 0.2658733e-1, 0.301532e-2, 0.32411e-3],
] as const;
const large = [
  [
    0.39894228, 0.1328592e-1, 0.225319e-2, -0.157565e-2, 0.916281e-2, -0.2057706e-1, 0.2635537e-1,
    -0.1647633e-1, 0.392377e-2,
  ],
  [
    0.39894228, -0.3988024e-1, -0.362018e-2, 0.163801e-2, -0.1031555e-1, 0.2282967e-1, -0.2895312e-1,
    0.1787654e-1, -0.420059e-2,
  ],
] as const;

/** log of the modified Bessel function of the first kind, I₀ or I₁, for x > 0. */
function logBessel(x: Tensor, order: 0 | 1): Tensor {
  const root = x.div(3.75);
  let below = polynomial(root.mul(root), small[order]);
  if (order === 1) below = x.abs().mul(below);
  below = below.log();
  const above = x.sub(x.log().mul(0.5)).add(polynomial(over(3.75, x), large[order]).log());
  return torch.where(x.lt(3.75), below, above);
}

/** Best and Fisher's rejection sampling from a wrapped Cauchy proposal. */
function rejectionSample(loc: Tensor, concentration: Tensor, proposal_r: Tensor, start: Tensor): Tensor {
  const { dtype, device } = loc;
  let x = start;
  let done = torch.zeros(x.shape, { dtype: torch.bool, device });
  while (!done.all().item()) {
    const [u1, u2, u3] = torch.rand([3, ...x.shape], { dtype, device }).unbind() as [Tensor, Tensor, Tensor];
    const z = u1.mul(Math.PI).cos();
    const f = proposal_r.mul(z).add(1).div(proposal_r.add(z));
    const c = concentration.mul(proposal_r.sub(f));
    const quick = c.mul(minus(2, c)).sub(u2).gt(0);
    const accept = quick.bitwise_or(c.div(u2).log().add(1).sub(c).ge(0));
    if (!accept.any().item()) continue;
    x = torch.where(accept, u3.sub(0.5).sign().mul(f.acos()), x);
    done = done.bitwise_or(accept);
  }
  return x
    .add(Math.PI)
    .add(loc)
    .remainder(2 * Math.PI)
    .sub(Math.PI);
}

const vonMises = signature('VonMises', ['loc', value], ['concentration', value], ['validate_args', validate]);

/**
 * The von Mises distribution of angles in [-π, π): p(x) ∝ exp(concentration cos(x - loc)).
 *
 * `loc`: an angle in radians; `concentration`: above 0. Drawn in float64, without gradients.
 *
 * @throws ValueError for a concentration of 0 or less
 * @see Best, Fisher, Efficient simulation of the von Mises distribution, 1979
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#vonmises
 */
class VonMises_ extends Distribution_ {
  static override arg_constraints = { loc: real, concentration: positive };
  static override support = real;

  declare readonly loc: Tensor; // (*batch)
  declare readonly concentration: Tensor; // (*batch)
  declare readonly _loc: Tensor;
  declare readonly _concentration: Tensor;
  declare readonly _proposal_r: Tensor;

  constructor(...args: Args<typeof vonMises>) {
    const { validate_args, ...given } = vonMises(args);
    const [loc, concentration] = broadcast_all(given.loc, given.concentration);
    super({ batch_shape: loc.shape, validate_args, params: { loc, concentration } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(VonMises_, batch_shape, _instance, ['loc', 'concentration']);
  }

  /** The circular mean. */
  override get mean(): Tensor {
    return this.loc;
  }
  override get mode(): Tensor {
    return this.loc;
  }
  /** The circular variance. */
  override get variance(): Tensor {
    return torch.enable_grad(() =>
      minus(1, logBessel(this.concentration, 1).sub(logBessel(this.concentration, 0)).exp()),
    );
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    // Python's loop would go on for ever.
    const r = this._proposal_r.abs();
    if (r.isfinite().bitwise_and(r.gt(1)).logical_not().any().item())
      throw new ValueError(`VonMises cannot draw for a concentration of ${format(this.concentration)}`);
    return torch.no_grad(() => {
      const start = torch.empty(shape, { dtype: this._loc.dtype, device: this.loc.device });
      const samples = rejectionSample(this._loc, this._concentration, this._proposal_r, start);
      return samples.to(this.loc.dtype);
    });
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const log_prob = this.concentration.mul(value.sub(this.loc).cos());
    return log_prob.sub(Math.log(2 * Math.PI)).sub(logBessel(this.concentration, 0));
  }
}
lazy_property(VonMises_, {
  // In float64: float32 is too coarse for a small concentration.
  _loc: ({ loc }) => loc.to(torch.float64),
  _concentration: ({ concentration }) => concentration.to(torch.float64),
  _proposal_r: ({ _concentration: kappa }) => {
    const tau = kappa.pow(2).mul(4).add(1).sqrt().add(1);
    const rho = tau.sub(tau.mul(2).sqrt()).div(kappa.mul(2));
    const r = rho.pow(2).add(1).div(rho.mul(2));
    return torch.where(kappa.lt(1e-5), over(1, kappa).add(kappa), r);
  },
});

export const VonMises = callable(VonMises_);
export type VonMises = VonMises_;
