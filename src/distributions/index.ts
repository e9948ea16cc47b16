// torch.distributions: probability distributions, their transforms, constraints and divergences.
import { torch } from '../torch.ts';
import * as distributions from './index.ts';

export * as bernoulli from './bernoulli.ts';
export { Bernoulli } from './bernoulli.ts';
export * as beta from './beta.ts';
export { Beta } from './beta.ts';
export * as binomial from './binomial.ts';
export { Binomial } from './binomial.ts';
export * as categorical from './categorical.ts';
export { Categorical } from './categorical.ts';
export * as cauchy from './cauchy.ts';
export { Cauchy } from './cauchy.ts';
export * as chi2 from './chi2.ts';
export { Chi2 } from './chi2.ts';
export * as constraint_registry from './constraint_registry.ts';
export { biject_to, transform_to } from './constraint_registry.ts';
export * as constraints from './constraints.ts';
export * as continuous_bernoulli from './continuous_bernoulli.ts';
export { ContinuousBernoulli } from './continuous_bernoulli.ts';
export * as dirichlet from './dirichlet.ts';
export { Dirichlet } from './dirichlet.ts';
export * as distribution from './distribution.ts';
export { Distribution, type Expand, type SampleShape } from './distribution.ts';
export * as exp_family from './exp_family.ts';
export { ExponentialFamily } from './exp_family.ts';
export * as exponential from './exponential.ts';
export { Exponential } from './exponential.ts';
export * as fishersnedecor from './fishersnedecor.ts';
export { FisherSnedecor } from './fishersnedecor.ts';
export * as gamma from './gamma.ts';
export { Gamma } from './gamma.ts';
export * as generalized_pareto from './generalized_pareto.ts';
export { GeneralizedPareto } from './generalized_pareto.ts';
export * as geometric from './geometric.ts';
export { Geometric } from './geometric.ts';
export * as gumbel from './gumbel.ts';
export { Gumbel } from './gumbel.ts';
export * as half_cauchy from './half_cauchy.ts';
export { HalfCauchy } from './half_cauchy.ts';
export * as half_normal from './half_normal.ts';
export { HalfNormal } from './half_normal.ts';
export * as independent from './independent.ts';
export { Independent } from './independent.ts';
export * as inverse_gamma from './inverse_gamma.ts';
export { InverseGamma } from './inverse_gamma.ts';
export * as kl from './kl.ts';
export { kl_divergence, register_kl } from './kl.ts';
export * as kumaraswamy from './kumaraswamy.ts';
export { Kumaraswamy } from './kumaraswamy.ts';
export * as laplace from './laplace.ts';
export { Laplace } from './laplace.ts';
export * as lkj_cholesky from './lkj_cholesky.ts';
export { LKJCholesky } from './lkj_cholesky.ts';
export * as log_normal from './log_normal.ts';
export { LogNormal } from './log_normal.ts';
export * as logistic_normal from './logistic_normal.ts';
export { LogisticNormal } from './logistic_normal.ts';
export * as lowrank_multivariate_normal from './lowrank_multivariate_normal.ts';
export { LowRankMultivariateNormal } from './lowrank_multivariate_normal.ts';
export * as mixture_same_family from './mixture_same_family.ts';
export { MixtureSameFamily } from './mixture_same_family.ts';
export * as multinomial from './multinomial.ts';
export { Multinomial } from './multinomial.ts';
export * as multivariate_normal from './multivariate_normal.ts';
export { MultivariateNormal } from './multivariate_normal.ts';
export * as negative_binomial from './negative_binomial.ts';
export { NegativeBinomial } from './negative_binomial.ts';
export * as normal from './normal.ts';
export { Normal } from './normal.ts';
export * as one_hot_categorical from './one_hot_categorical.ts';
export { OneHotCategorical, OneHotCategoricalStraightThrough } from './one_hot_categorical.ts';
export * as pareto from './pareto.ts';
export { Pareto } from './pareto.ts';
export * as poisson from './poisson.ts';
export { Poisson } from './poisson.ts';
export * as relaxed_bernoulli from './relaxed_bernoulli.ts';
export { RelaxedBernoulli } from './relaxed_bernoulli.ts';
export * as relaxed_categorical from './relaxed_categorical.ts';
export { RelaxedOneHotCategorical } from './relaxed_categorical.ts';
export * as studentT from './studentT.ts';
export { StudentT } from './studentT.ts';
export * as transformed_distribution from './transformed_distribution.ts';
export { TransformedDistribution } from './transformed_distribution.ts';
export * as transforms from './transforms.ts';
export {
  AbsTransform,
  AffineTransform,
  CatTransform,
  ComposeTransform,
  CorrCholeskyTransform,
  CumulativeDistributionTransform,
  ExpTransform,
  IndependentTransform,
  identity_transform,
  LowerCholeskyTransform,
  PositiveDefiniteTransform,
  PowerTransform,
  ReshapeTransform,
  SigmoidTransform,
  SoftmaxTransform,
  SoftplusTransform,
  StackTransform,
  StickBreakingTransform,
  TanhTransform,
  Transform,
} from './transforms.ts';
export * as uniform from './uniform.ts';
export { Uniform } from './uniform.ts';
export type { Shape, Value } from './utils.ts';
export * as utils from './utils.ts';
export * as von_mises from './von_mises.ts';
export { VonMises } from './von_mises.ts';
export * as weibull from './weibull.ts';
export { Weibull } from './weibull.ts';
export * as wishart from './wishart.ts';
export { Wishart } from './wishart.ts';

// torch.ts lies below this folder, and leaves the place open.
Object.assign(torch.distributions, distributions);
