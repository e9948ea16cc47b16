// KL(p || q) = E_p[log p(x) - log q(x)], by the classes of p and q.
import { grad } from '../autograd/index.ts';
import { NotImplementedError, TypeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warn } from '../warn.ts';
import { Bernoulli } from './bernoulli.ts';
import { Beta } from './beta.ts';
import { Binomial } from './binomial.ts';
import { Categorical } from './categorical.ts';
import { Cauchy } from './cauchy.ts';
import type { Bounded } from './constraints.ts';
import { ContinuousBernoulli } from './continuous_bernoulli.ts';
import { Dirichlet } from './dirichlet.ts';
import { Distribution } from './distribution.ts';
import { ExponentialFamily } from './exp_family.ts';
import { Exponential } from './exponential.ts';
import { Gamma } from './gamma.ts';
import { Geometric } from './geometric.ts';
import { Gumbel } from './gumbel.ts';
import { HalfNormal } from './half_normal.ts';
import { Independent } from './independent.ts';
import { Laplace } from './laplace.ts';
import {
  _batch_lowrank_logdet,
  _batch_lowrank_mahalanobis,
  LowRankMultivariateNormal,
  scaledTranspose,
} from './lowrank_multivariate_normal.ts';
import { _batch_mahalanobis, logDiagonalSum, MultivariateNormal } from './multivariate_normal.ts';
import { Normal } from './normal.ts';
import { OneHotCategorical } from './one_hot_categorical.ts';
import { Pareto } from './pareto.ts';
import { Poisson } from './poisson.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { sameTransforms } from './transforms.ts';
import { Uniform } from './uniform.ts';
import { _sum_rightmost, euler_constant, minus, nameOf, sameShape } from './utils.ts';

// ---- the registry

type Type<D extends Distribution> = abstract new (...args: any[]) => D;
/** KL(p || q), (*batch) */
export type Divergence<P extends Distribution = any, Q extends Distribution = any> = (p: P, q: Q) => Tensor;

interface Entry {
  readonly p: Type<Distribution>;
  readonly q: Type<Distribution>;
  readonly divergence: Divergence;
}
const registry: Entry[] = [];
// By the prototypes of p and q, which a class and its callable form share.
let found = new Map<object, Map<object, Divergence | null>>();

const isDistributionClass = (type: unknown): boolean =>
  typeof type === 'function' &&
  (type.prototype === Distribution.prototype || type.prototype instanceof Distribution);

/**
 * Says how KL(p || q) of two classes, and of what extends them, is computed: `register_kl(A, B)((p, q) => ...)`, which
 * Python writes as a decorator. What was registered for the same classes before is replaced.
 *
 * @throws TypeError for what is no class of distributions
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.kl.register_kl
 */
export function register_kl<P extends Distribution, Q extends Distribution>(
  type_p: Type<P>,
  type_q: Type<Q>,
): (fun: Divergence<P, Q>) => Divergence<P, Q> {
  for (const [name, type] of Object.entries({ type_p, type_q })) {
    if (!isDistributionClass(type))
      throw new TypeError(`Expected ${name} to be a Distribution subclass but got ${String(type)}`);
  }
  return (divergence) => {
    const entry = { p: type_p, q: type_q, divergence };
    const known = registry.findIndex(
      ({ p, q }) => p.prototype === type_p.prototype && q.prototype === type_q.prototype,
    );
    if (known >= 0) registry[known] = entry;
    else registry.push(entry);
    found = new Map();
    return divergence;
  };
}

const extendsClass = (a: Type<Distribution>, b: Type<Distribution>) =>
  a.prototype === b.prototype || a.prototype instanceof b;

/** Whether one pair of classes is more special than the other, the first class counting first. */
function isBefore(a: readonly Type<Distribution>[], b: readonly Type<Distribution>[]): boolean {
  const differs = a.findIndex((type, i) => type.prototype !== b[i]?.prototype);
  if (differs < 0) return false;
  return extendsClass(a[differs] as Type<Distribution>, b[differs] as Type<Distribution>);
}

function best(entries: readonly Entry[], order: (entry: Entry) => readonly Type<Distribution>[]): Entry {
  return entries.reduce((first, entry) => (isBefore(order(entry), order(first)) ? entry : first));
}

function dispatch(p: Distribution, q: Distribution): Divergence | null {
  const matches = registry.filter((entry) => p instanceof entry.p && q instanceof entry.q);
  if (matches.length === 0) return null;
  const left = best(matches, (entry) => [entry.p, entry.q]);
  const right = best(matches, (entry) => [entry.q, entry.p]);
  if (left.divergence !== right.divergence) {
    warn(
      `Ambiguous kl_divergence(${nameOf(p)}, ${nameOf(q)}). Please register_kl(${left.p.name}, ${right.q.name})`,
      'RuntimeWarning',
    );
  }
  return left.divergence;
}

/**
 * KL(p || q), how much p differs from q in nats: ∫ p(x) log(p(x) / q(x)) dx, (*batch). Infinite where q forbids what p
 * allows.
 *
 * @throws NotImplementedError where no formula is registered for the two classes
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.kl.kl_divergence
 */
export const kl_divergence = keywords(
  'kl_divergence',
  ['p', 'q'],
  (p: Distribution, q: Distribution): Tensor => {
    for (const [name, given] of Object.entries({ p, q })) {
      if (!(given instanceof Distribution))
        throw new TypeError(`kl_divergence(): ${name} is a Distribution, not ${String(given)}`);
    }
    const [from, to] = [Object.getPrototypeOf(p), Object.getPrototypeOf(q)];
    const row = found.get(from) ?? new Map<object, Divergence | null>();
    found.set(from, row);
    let divergence = row.get(to);
    if (divergence === undefined) {
      divergence = dispatch(p, q);
      row.set(to, divergence);
    }
    if (divergence !== null) return divergence(p, q);
    throw new NotImplementedError(
      `No KL(p || q) is implemented for p type ${nameOf(p)} and q type ${nameOf(q)}`,
    );
  },
);

// ---- what the formulas share

// Operators stand in Python's order, and what it computes twice is computed twice: gradients add up in that order.

const { PI } = Math;
const infinity = Number.POSITIVE_INFINITY;
const infiniteLike = (x: Tensor) => torch.full_like(x, infinity);
const xLogX = (x: Tensor) => x.xlogy(x);
/** `x` with infinity where the mask holds, in place. */
const infiniteWhere = (x: Tensor, mask: Tensor) => x.index_put_([mask], infinity);
const bounds = (distribution: Distribution) =>
  distribution.support as Bounded & { lower_bound: any; upper_bound: any };

/** The trace of A Aᵀ: (*, n, m) -> (*) */
function traceOfSquare(A: Tensor): Tensor {
  const size = A.size(-1) * A.size(-2);
  return A.reshape(-1, size).pow(2).sum(-1).reshape(A.shape.slice(0, -2));
}

function sameEvents(p: Distribution, q: Distribution, what: string): void {
  if (sameShape(p.event_shape, q.event_shape)) return;
  throw new ValueError(`KL-divergence between two ${what} with different event shapes cannot be computed`);
}

// ---- two of a kind

register_kl(
  Bernoulli,
  Bernoulli,
)((p, q) => {
  const t1 = p.probs.mul(torch.softplus(q.logits.neg()).sub(torch.softplus(p.logits.neg())));
  t1.index_put_([q.probs.eq(0)], infinity);
  t1.index_put_([p.probs.eq(0)], 0);
  const t2 = minus(1, p.probs).mul(torch.softplus(q.logits).sub(torch.softplus(p.logits)));
  t2.index_put_([q.probs.eq(1)], infinity);
  t2.index_put_([p.probs.eq(1)], 0);
  return t1.add(t2);
});
register_kl(
  Beta,
  Beta,
)((p, q) => {
  const sum_p = p.concentration1.add(p.concentration0);
  const sum_q = q.concentration1.add(q.concentration0);
  const t1 = q.concentration1.lgamma().add(q.concentration0.lgamma()).add(sum_p.lgamma());
  const t2 = p.concentration1.lgamma().add(p.concentration0.lgamma()).add(sum_q.lgamma());
  const t3 = p.concentration1.sub(q.concentration1).mul(p.concentration1.digamma());
  const t4 = p.concentration0.sub(q.concentration0).mul(p.concentration0.digamma());
  const t5 = sum_q.sub(sum_p).mul(sum_p.digamma());
  return t1.sub(t2).add(t3).add(t4).add(t5);
});
register_kl(
  Binomial,
  Binomial,
)((p, q) => {
  if (p.total_count.lt(q.total_count).any().item()) {
    throw new NotImplementedError(
      'KL between Binomials where q.total_count > p.total_count is not implemented',
    );
  }
  const trial = p.probs.mul(p.logits.sub(q.logits)).add(p.probs.neg().log1p()).sub(q.probs.neg().log1p());
  return infiniteWhere(p.total_count.mul(trial), p.total_count.gt(q.total_count));
});
const categorical = (p: Categorical, q: Categorical) => {
  const t = p.probs.mul(p.logits.sub(q.logits));
  t.index_put_([q.probs.eq(0).expand_as(t)], infinity);
  t.index_put_([p.probs.eq(0).expand_as(t)], 0);
  return t.sum(-1);
};
register_kl(Categorical, Categorical)(categorical);
register_kl(
  ContinuousBernoulli,
  ContinuousBernoulli,
)((p, q) => {
  const t1 = p.mean.mul(p.logits.sub(q.logits));
  const t2 = p._cont_bern_log_norm().add(p.probs.neg().log1p());
  const t3 = q._cont_bern_log_norm().neg().sub(q.probs.neg().log1p());
  return t1.add(t2).add(t3);
});
register_kl(
  Dirichlet,
  Dirichlet,
)((p, q) => {
  const sum_p = p.concentration.sum(-1);
  const sum_q = q.concentration.sum(-1);
  const t1 = sum_p.lgamma().sub(sum_q.lgamma());
  const t2 = p.concentration.lgamma().sub(q.concentration.lgamma()).sum(-1);
  const t3 = p.concentration.sub(q.concentration);
  const t4 = p.concentration.digamma().sub(sum_p.digamma().unsqueeze(-1));
  return t1.sub(t2).add(t3.mul(t4).sum(-1));
});
register_kl(
  Exponential,
  Exponential,
)((p, q) => {
  const ratio = q.rate.div(p.rate);
  return ratio.log().neg().add(ratio).sub(1);
});
// Bregman divergences of the log normalizers.
register_kl(
  ExponentialFamily,
  ExponentialFamily,
)((p, q) => {
  if (Object.getPrototypeOf(p) !== Object.getPrototypeOf(q)) {
    throw new NotImplementedError(
      'The cross KL-divergence between different exponential families cannot be computed using Bregman divergences',
    );
  }
  const params = p._natural_params.map((param) => param.detach().requires_grad_());
  const others = q._natural_params;
  const normalizer = p._log_normalizer(...params);
  const gradients = grad(normalizer.sum(), params, { create_graph: true });
  const result = q._log_normalizer(...others).sub(normalizer);
  for (const [i, param] of params.entries()) {
    const term = (others[i] as Tensor).sub(param).mul(gradients[i] as Tensor);
    result.sub_(_sum_rightmost(term, q.event_shape.length));
  }
  return result;
});
register_kl(
  Gamma,
  Gamma,
)((p, q) => {
  const t1 = q.concentration.mul(p.rate.div(q.rate).log());
  const t2 = q.concentration.lgamma().sub(p.concentration.lgamma());
  const t3 = p.concentration.sub(q.concentration).mul(p.concentration.digamma());
  const t4 = q.rate.sub(p.rate).mul(p.concentration.div(p.rate));
  return t1.add(t2).add(t3).add(t4);
});
register_kl(
  Gumbel,
  Gumbel,
)((p, q) => {
  const ct1 = p.scale.div(q.scale);
  const ct2 = q.loc.div(q.scale);
  const ct3 = p.loc.div(q.scale);
  const t1 = ct1.log().neg().sub(ct2).add(ct3);
  const t2 = ct1.mul(euler_constant);
  const t3 = ct2.add(ct1.add(1).lgamma()).sub(ct3).exp();
  return t1
    .add(t2)
    .add(t3)
    .sub(1 + euler_constant);
});
register_kl(
  Geometric,
  Geometric,
)((p, q) => p.entropy().neg().sub(q.probs.neg().log1p().div(p.probs)).sub(q.logits));
const normal = (p: Normal, q: Normal) => {
  const ratio = p.scale.div(q.scale).pow(2);
  const t1 = p.loc.sub(q.loc).div(q.scale).pow(2);
  return ratio.add(t1).sub(1).sub(ratio.log()).mul(0.5);
};
register_kl(Normal, Normal)(normal);
register_kl(HalfNormal, HalfNormal)((p, q) => normal(p.base_dist, q.base_dist));
register_kl(
  Laplace,
  Laplace,
)((p, q) => {
  const ratio = p.scale.div(q.scale);
  const distance = p.loc.sub(q.loc).abs();
  const t1 = ratio.log().neg();
  const t2 = distance.div(q.scale);
  const t3 = ratio.mul(distance.neg().div(p.scale).exp());
  return t1.add(t2).add(t3).sub(1);
});
register_kl(OneHotCategorical, OneHotCategorical)((p, q) => categorical(p._categorical, q._categorical));
register_kl(
  Pareto,
  Pareto,
)((p, q) => {
  const scale_ratio = p.scale.div(q.scale);
  const alpha_ratio = q.alpha.div(p.alpha);
  const t1 = q.alpha.mul(scale_ratio.log());
  const t2 = alpha_ratio.log().neg();
  const result = t1.add(t2).add(alpha_ratio).sub(1);
  return infiniteWhere(result, p.scale.lt(q.scale));
});
register_kl(Poisson, Poisson)((p, q) => p.rate.mul(p.rate.log().sub(q.rate.log())).sub(p.rate.sub(q.rate)));
register_kl(
  Uniform,
  Uniform,
)((p, q) => {
  const result = q.high.sub(q.low).div(p.high.sub(p.low)).log();
  return infiniteWhere(result, q.low.gt(p.low).bitwise_or(q.high.lt(p.high)));
});
register_kl(
  Cauchy,
  Cauchy,
)((p, q) => {
  const t1 = p.scale.add(q.scale).pow(2).add(p.loc.sub(q.loc).pow(2)).log();
  const t2 = p.scale.mul(4).mul(q.scale).log();
  return t1.sub(t2);
});

// ---- distributions over vectors

register_kl(
  LowRankMultivariateNormal,
  LowRankMultivariateNormal,
)((p, q) => {
  sameEvents(p, q, 'Low Rank Multivariate Normals');
  const [pW, pD] = [p._unbroadcasted_cov_factor, p._unbroadcasted_cov_diag];
  const [qW, qD] = [q._unbroadcasted_cov_factor, q._unbroadcasted_cov_diag];
  const term1 = _batch_lowrank_logdet(qD, q._capacitance_tril).sub(
    _batch_lowrank_logdet(pD, p._capacitance_tril),
  );
  const term3 = _batch_lowrank_mahalanobis(qW, qD, q.loc.sub(p.loc), q._capacitance_tril);
  // The trace of q's precision times p's covariance, in four parts.
  const A = torch.linalg.solve_triangular(q._capacitance_tril, scaledTranspose(qW, qD), { upper: false });
  const term21 = pD.div(qD).sum(-1);
  const term22 = traceOfSquare(pW.mul(qD.rsqrt().unsqueeze(-1)));
  const term23 = traceOfSquare(A.mul(pD.sqrt().unsqueeze(-2)));
  const term24 = traceOfSquare(A.matmul(pW));
  const term2 = term21.add(term22).sub(term23).sub(term24);
  return term1.add(term2).add(term3).sub(p.event_shape[0]).mul(0.5);
});
register_kl(
  MultivariateNormal,
  LowRankMultivariateNormal,
)((p, q) => {
  sameEvents(p, q, '(Low Rank) Multivariate Normals');
  const [qW, qD] = [q._unbroadcasted_cov_factor, q._unbroadcasted_cov_diag];
  const L = p._unbroadcasted_scale_tril;
  const term1 = _batch_lowrank_logdet(qD, q._capacitance_tril).sub(logDiagonalSum(L).mul(2));
  const term3 = _batch_lowrank_mahalanobis(qW, qD, q.loc.sub(p.loc), q._capacitance_tril);
  const A = torch.linalg.solve_triangular(q._capacitance_tril, scaledTranspose(qW, qD), { upper: false });
  const term21 = traceOfSquare(L.mul(qD.rsqrt().unsqueeze(-1)));
  const term2 = term21.sub(traceOfSquare(A.matmul(L)));
  return term1.add(term2).add(term3).sub(p.event_shape[0]).mul(0.5);
});
register_kl(
  LowRankMultivariateNormal,
  MultivariateNormal,
)((p, q) => {
  sameEvents(p, q, '(Low Rank) Multivariate Normals');
  const [pW, pD] = [p._unbroadcasted_cov_factor, p._unbroadcasted_cov_diag];
  const L = q._unbroadcasted_scale_tril;
  const term1 = logDiagonalSum(L).mul(2).sub(_batch_lowrank_logdet(pD, p._capacitance_tril));
  const term3 = _batch_mahalanobis(L, q.loc.sub(p.loc));
  const batch = torch.broadcast_shapes(L.shape.slice(0, -2), pW.shape.slice(0, -2));
  const n = p.event_shape[0];
  const wide_L = L.expand([...batch, n, n]);
  const factor = pW.expand([...batch, n, p.cov_factor.size(-1)]);
  const diagonal = pD
    .sqrt()
    .diag_embed()
    .expand([...batch, n, n]);
  const term21 = traceOfSquare(torch.linalg.solve_triangular(wide_L, factor, { upper: false }));
  const term22 = traceOfSquare(torch.linalg.solve_triangular(wide_L, diagonal, { upper: false }));
  return term1.add(term21.add(term22)).add(term3).sub(n).mul(0.5);
});
register_kl(
  MultivariateNormal,
  MultivariateNormal,
)((p, q) => {
  sameEvents(p, q, 'Multivariate Normals');
  const [pL, qL] = [p._unbroadcasted_scale_tril, q._unbroadcasted_scale_tril];
  const half_term1 = logDiagonalSum(qL).sub(logDiagonalSum(pL));
  const batch = torch.broadcast_shapes(qL.shape.slice(0, -2), pL.shape.slice(0, -2));
  const n = p.event_shape[0];
  const wide = [...batch, n, n];
  const solved = torch.linalg.solve_triangular(qL.expand(wide), pL.expand(wide), { upper: false });
  const term2 = traceOfSquare(solved);
  const term3 = _batch_mahalanobis(qL, q.loc.sub(p.loc));
  return half_term1.add(term2.add(term3).sub(n).mul(0.5));
});

// ---- distributions made of others

register_kl(
  TransformedDistribution,
  TransformedDistribution,
)((p, q) => {
  if (!sameTransforms(p.transforms, q.transforms) || !sameShape(p.event_shape, q.event_shape)) {
    throw new NotImplementedError(
      'KL between TransformedDistributions takes the same transforms and event shapes on both sides',
    );
  }
  return kl_divergence(p.base_dist, q.base_dist);
});
register_kl(
  Independent,
  Independent,
)((p, q) => {
  if (p.reinterpreted_batch_ndims !== q.reinterpreted_batch_ndims) {
    throw new NotImplementedError(
      `KL between Independents takes as many batch dimensions on both sides, got ${p.reinterpreted_batch_ndims} and ` +
        `${q.reinterpreted_batch_ndims}`,
    );
  }
  return _sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims);
});

// ---- different kinds

register_kl(Bernoulli, Poisson)((p, q) => p.entropy().neg().sub(p.probs.mul(q.rate.log()).sub(q.rate)));

register_kl(
  Beta,
  ContinuousBernoulli,
)((p, q) =>
  p.entropy().neg().sub(p.mean.mul(q.logits)).sub(q.probs.neg().log1p()).sub(q._cont_bern_log_norm()),
);
register_kl(
  Beta,
  Exponential,
)((p, q) => {
  const known = p.entropy().neg().sub(q.rate.log());
  return known.add(q.rate.mul(p.concentration1.div(p.concentration1.add(p.concentration0))));
});
register_kl(
  Beta,
  Gamma,
)((p, q) => {
  const total = () => p.concentration1.add(p.concentration0);
  const t1 = p.entropy().neg();
  const t2 = q.concentration.lgamma().sub(q.concentration.mul(q.rate.log()));
  const t3 = q.concentration.sub(1).mul(p.concentration1.digamma().sub(total().digamma()));
  const t4 = q.rate.mul(p.concentration1).div(total());
  return t1.add(t2).sub(t3).add(t4);
});
register_kl(
  Beta,
  Normal,
)((p, q) => {
  const total = () => p.concentration1.add(p.concentration0);
  const mean = p.concentration1.div(total());
  const variance = q.scale.pow(2);
  const t1 = p.entropy().neg();
  const t2 = variance.mul(2).mul(PI).log().mul(0.5);
  const t3 = mean.mul(minus(1, mean)).div(total().add(1)).add(mean.pow(2)).mul(0.5);
  const t4 = q.loc.mul(mean);
  const t5 = q.loc.pow(2).mul(0.5);
  return t1.add(t2).add(t3.sub(t4).add(t5).div(variance));
});
register_kl(
  Beta,
  Uniform,
)((p, q) => {
  const result = p.entropy().neg().add(q.high.sub(q.low).log());
  const { lower_bound, upper_bound } = bounds(p);
  return infiniteWhere(result, q.low.gt(lower_bound).bitwise_or(q.high.lt(upper_bound)));
});

register_kl(
  ContinuousBernoulli,
  Exponential,
)((p, q) => p.entropy().neg().sub(q.rate.log()).add(q.rate.mul(p.mean)));
register_kl(
  ContinuousBernoulli,
  Normal,
)((p, q) => {
  const t1 = p.entropy().neg();
  const t2 = q.loc
    .div(q.scale)
    .square()
    .add(Math.log(2 * PI))
    .mul(0.5)
    .add(q.scale.log());
  const square = p.variance.add(p.mean.square()).sub(q.loc.mul(2).mul(p.mean));
  return t1.add(t2).add(square.div(q.scale.square().mul(2)));
});
register_kl(
  ContinuousBernoulli,
  Uniform,
)((p, q) => {
  const result = p.entropy().neg().add(q.high.sub(q.low).log());
  const { lower_bound, upper_bound } = bounds(p);
  const outside = torch.max(q.low.ge(lower_bound), q.high.le(upper_bound));
  return torch.where(outside, torch.ones_like(result).mul(infinity), result);
});

register_kl(
  Exponential,
  Gamma,
)((p, q) => {
  const ratio = q.rate.div(p.rate);
  const t1 = q.concentration.neg().mul(ratio.log());
  return t1
    .add(ratio)
    .add(q.concentration.lgamma())
    .add(q.concentration.mul(euler_constant))
    .sub(1 + euler_constant);
});
register_kl(
  Exponential,
  Gumbel,
)((p, q) => {
  const product = p.rate.mul(q.scale);
  const ratio = q.loc.div(q.scale);
  const t1 = product.log().sub(1);
  const t2 = ratio.exp().mul(product).div(product.add(1));
  const t3 = product.reciprocal();
  return t1.sub(ratio).add(t2).add(t3);
});
register_kl(
  Exponential,
  Normal,
)((p, q) => {
  const variance = q.scale.pow(2);
  const rate_square = p.rate.pow(2);
  const t1 = rate_square.mul(variance).mul(2).mul(PI).log().mul(0.5);
  const t2 = rate_square.reciprocal();
  const t3 = q.loc.div(p.rate);
  const t4 = q.loc.pow(2).mul(0.5);
  return t1.sub(1).add(t2.sub(t3).add(t4).div(variance));
});

register_kl(
  Gamma,
  Exponential,
)((p, q) => p.entropy().neg().sub(q.rate.log()).add(q.rate.mul(p.concentration).div(p.rate)));
register_kl(
  Gamma,
  Gumbel,
)((p, q) => {
  const product = p.rate.mul(q.scale);
  const ratio = q.loc.div(q.scale);
  const t1 = p.concentration
    .sub(1)
    .mul(p.concentration.digamma())
    .sub(p.concentration.lgamma())
    .sub(p.concentration);
  const t2 = product.log().add(p.concentration.div(product));
  const power = product.reciprocal().add(1).pow(p.concentration.neg());
  const t3 = ratio.exp().mul(power).sub(ratio);
  return t1.add(t2).add(t3);
});
register_kl(
  Gamma,
  Normal,
)((p, q) => {
  const variance = q.scale.pow(2);
  const rate_square = p.rate.pow(2);
  const t1 = rate_square
    .mul(variance)
    .mul(2)
    .mul(PI)
    .log()
    .mul(0.5)
    .sub(p.concentration)
    .sub(p.concentration.lgamma());
  const t2 = p.concentration.pow(2).add(p.concentration).mul(0.5).div(rate_square);
  const t3 = q.loc.mul(p.concentration).div(p.rate);
  const t4 = q.loc.pow(2).mul(0.5);
  return t1.add(p.concentration.sub(1).mul(p.concentration.digamma())).add(t2.sub(t3).add(t4).div(variance));
});

register_kl(
  Gumbel,
  Normal,
)((p, q) => {
  const ratio = p.scale.div(q.scale);
  const t1 = ratio.div(Math.sqrt(2 * PI)).log();
  const t2 = ratio.mul(PI).mul(0.5).pow(2).div(3);
  const t3 = p.loc.add(p.scale.mul(euler_constant)).sub(q.loc).div(q.scale).pow(2).mul(0.5);
  return t1
    .neg()
    .add(t2)
    .add(t3)
    .sub(euler_constant + 1);
});
register_kl(
  Laplace,
  Normal,
)((p, q) => {
  const variance = q.scale.pow(2);
  const ratio = p.scale.pow(2).div(variance);
  const t1 = ratio.mul(2).div(PI).log().mul(0.5);
  const t2 = p.loc.pow(2).mul(0.5);
  const t3 = p.loc.mul(q.loc);
  const t4 = q.loc.pow(2).mul(0.5);
  return t1.neg().add(ratio).add(t2.sub(t3).add(t4).div(variance)).sub(1);
});
register_kl(
  Normal,
  Gumbel,
)((p, q) => {
  const mean_ratio = p.loc.div(q.scale);
  const var_ratio = p.scale.div(q.scale).pow(2);
  const loc_ratio = q.loc.div(q.scale);
  const t1 = var_ratio.log().mul(0.5);
  const t2 = mean_ratio.sub(loc_ratio);
  const t3 = mean_ratio.neg().add(var_ratio.mul(0.5)).add(loc_ratio).exp();
  return t1
    .neg()
    .add(t2)
    .add(t3)
    .sub(0.5 * (1 + Math.log(2 * PI)));
});
register_kl(
  Normal,
  Laplace,
)((p, q) => {
  const diff = p.loc.sub(q.loc);
  const ratio = p.scale.div(q.scale);
  const diff_ratio = diff.div(p.scale);
  const t1 = ratio.log();
  const t2 = p.scale.mul(Math.sqrt(2 / PI)).mul(diff_ratio.pow(2).mul(-0.5).exp());
  const t3 = diff.mul(diff_ratio.mul(Math.sqrt(0.5)).erf());
  return t1
    .neg()
    .add(t2.add(t3).div(q.scale))
    .sub(0.5 * (1 + Math.log(0.5 * PI)));
});

register_kl(
  Pareto,
  Exponential,
)((p, q) => {
  const product = p.scale.mul(q.rate);
  const t1 = p.alpha.div(product).log();
  const t2 = p.alpha.reciprocal();
  const t3 = p.alpha.mul(product).div(p.alpha.sub(1));
  return infiniteWhere(t1.sub(t2).add(t3).sub(1), p.alpha.le(1));
});
register_kl(
  Pareto,
  Gamma,
)((p, q) => {
  const common = p.scale.log().add(p.alpha.reciprocal());
  const t1 = p.alpha.log().sub(common);
  const t2 = q.concentration.lgamma().sub(q.concentration.mul(q.rate.log()));
  const t3 = minus(1, q.concentration).mul(common);
  const t4 = q.rate.mul(p.alpha).mul(p.scale).div(p.alpha.sub(1));
  return infiniteWhere(t1.add(t2).add(t3).add(t4).sub(1), p.alpha.le(1));
});
register_kl(
  Pareto,
  Normal,
)((p, q) => {
  const variance = q.scale.pow(2).mul(2);
  const common = p.scale.div(p.alpha.sub(1));
  const t1 = q.scale
    .mul(Math.sqrt(2 * PI))
    .mul(p.alpha)
    .div(p.scale)
    .log();
  const t2 = p.alpha.reciprocal();
  const t3 = p.alpha.mul(common.pow(2)).div(p.alpha.sub(2));
  const t4 = p.alpha.mul(common).sub(q.loc).pow(2);
  return infiniteWhere(t1.sub(t2).add(t3.add(t4).div(variance)).sub(1), p.alpha.le(2));
});

register_kl(
  Uniform,
  Beta,
)((p, q) => {
  const width = p.high.sub(p.low);
  const t1 = width.log();
  const t2 = q.concentration1
    .sub(1)
    .mul(xLogX(p.high).sub(xLogX(p.low)).sub(width))
    .div(width);
  const upper = xLogX(minus(1, p.high)).sub(xLogX(minus(1, p.low)));
  const t3 = q.concentration0.sub(1).mul(upper.add(width)).div(width);
  const both = q.concentration1.lgamma().add(q.concentration0.lgamma());
  const t4 = both.sub(q.concentration1.add(q.concentration0).lgamma());
  const { lower_bound, upper_bound } = bounds(q);
  const outside = p.high.gt(upper_bound).bitwise_or(p.low.lt(lower_bound));
  return infiniteWhere(t3.add(t4).sub(t1).sub(t2), outside);
});
register_kl(
  Uniform,
  ContinuousBernoulli,
)((p, q) => {
  const result = p
    .entropy()
    .neg()
    .sub(p.mean.mul(q.logits))
    .sub(q.probs.neg().log1p())
    .sub(q._cont_bern_log_norm());
  const { lower_bound, upper_bound } = bounds(q);
  const outside = torch.max(p.high.ge(upper_bound), p.low.le(lower_bound));
  return torch.where(outside, torch.ones_like(result).mul(infinity), result);
});
register_kl(
  Uniform,
  Exponential,
)((p, q) => {
  const result = q.rate.mul(p.high.add(p.low)).div(2).sub(p.high.sub(p.low).mul(q.rate).log());
  return infiniteWhere(result, p.low.lt(bounds(q).lower_bound));
});
register_kl(
  Uniform,
  Gamma,
)((p, q) => {
  const width = p.high.sub(p.low);
  const t1 = width.log();
  const t2 = q.concentration.lgamma().sub(q.concentration.mul(q.rate.log()));
  const t3 = minus(1, q.concentration)
    .mul(xLogX(p.high).sub(xLogX(p.low)).sub(width))
    .div(width);
  const t4 = q.rate.mul(p.high.add(p.low)).div(2);
  return infiniteWhere(t1.neg().add(t2).add(t3).add(t4), p.low.lt(bounds(q).lower_bound));
});
register_kl(
  Uniform,
  Gumbel,
)((p, q) => {
  const ratio = q.scale.div(p.high.sub(p.low));
  const high = p.high.sub(q.loc).div(q.scale);
  const low = p.low.sub(q.loc).div(q.scale);
  const t1 = ratio.log().add(high.add(low).mul(0.5));
  const t2 = ratio.mul(high.neg().exp().sub(low.neg().exp()));
  return t1.sub(t2);
});
register_kl(
  Uniform,
  Normal,
)((p, q) => {
  const width = p.high.sub(p.low);
  const t1 = q.scale
    .mul(Math.sqrt(PI * 2))
    .div(width)
    .log();
  const t2 = width.pow(2).div(12);
  const t3 = p.high.add(p.low).sub(q.loc.mul(2)).div(2).pow(2);
  return t1.add(t2.add(t3).mul(0.5).div(q.scale.pow(2)));
});
register_kl(
  Uniform,
  Pareto,
)((p, q) => {
  const width = p.high.sub(p.low);
  const t1 = q.alpha.mul(q.scale.pow(q.alpha)).mul(width).log();
  const t2 = xLogX(p.high).sub(xLogX(p.low)).sub(width).div(width);
  return infiniteWhere(t2.mul(q.alpha.add(1)).sub(t1), p.low.lt(bounds(q).lower_bound));
});

// ---- where p allows what q forbids

function infinite<P extends Distribution>(
  type_p: Type<P>,
  like: (p: P) => Tensor,
  types_q: readonly Type<Distribution>[],
): void {
  const divergence = (p: P) => infiniteLike(like(p));
  for (const type_q of types_q) register_kl(type_p, type_q)(divergence);
}
const bounded = [Beta, ContinuousBernoulli, Pareto, Uniform];
const halfLines = [Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform];
infinite(Beta, (p) => p.concentration1, [Pareto]);
infinite(ContinuousBernoulli, (p) => p.probs, [Pareto]);
infinite(Exponential, (p) => p.rate, bounded);
infinite(Gamma, (p) => p.concentration, bounded);
infinite(Gumbel, (p) => p.loc, halfLines);
infinite(Laplace, (p) => p.loc, halfLines);
infinite(Normal, (p) => p.loc, halfLines);
infinite(Pareto, (p) => p.scale, [Beta, ContinuousBernoulli, Uniform]);
infinite(Poisson, (p) => p.rate, [Bernoulli, Binomial]);
