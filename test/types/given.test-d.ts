// What the type checker makes of what is given to distributions and to pruning; compiled by `npm run typecheck`, never run.
import * as D from '../../src/distributions/index.ts';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';

const t = torch.ones(2);
const list = [0.5, 0.5];

// A list is no tensor for any distribution, as in Python.
export function distributions() {
  D.Categorical(t);
  D.Categorical({ logits: t });
  D.Bernoulli(0.5);
  D.Multinomial(3, { probs: t });
  // @ts-expect-error a list
  new D.Categorical(list);
  // @ts-expect-error a list
  D.Categorical(list);
  // @ts-expect-error a list
  D.Categorical({ probs: list });
  // @ts-expect-error numbers of an array
  D.Categorical(new Float32Array(2));
  // @ts-expect-error a list
  D.OneHotCategorical(list);
  // @ts-expect-error a list
  D.OneHotCategoricalStraightThrough(list);
  // @ts-expect-error a list
  D.Multinomial(3, list);
  // @ts-expect-error a list
  D.Dirichlet(list);
  // @ts-expect-error a list
  D.Normal(list, 1);
  // @ts-expect-error a list
  D.Bernoulli(list);
  // @ts-expect-error a list
  D.Geometric(list);
  // @ts-expect-error a list
  D.Binomial(1, list);
  // @ts-expect-error a list
  D.NegativeBinomial(1, list);
  // @ts-expect-error a list
  D.ContinuousBernoulli(list);
  // @ts-expect-error a list
  D.RelaxedBernoulli(t, list);
  // @ts-expect-error a list
  D.RelaxedOneHotCategorical(t, list);
  // @ts-expect-error a list
  D.MultivariateNormal(list, t);
  // @ts-expect-error a list
  D.MultivariateNormal(t, list);
  // @ts-expect-error a list
  D.LowRankMultivariateNormal(t, t, list);
  // @ts-expect-error a list
  D.Wishart(t, list);
  // @ts-expect-error a list
  D.LKJCholesky(3, list);
}

// Pruning gives back the module as what it is.
export function pruning() {
  const conv = nn.Conv2d(1, 2, 3);
  const { prune } = nn.utils;
  const { kernel_size } = prune.l1_unstructured(conv, 'weight', 0.5);
  const { in_channels } = prune.random_structured({ module: conv, name: 'weight', amount: 1, dim: 0 });
  const { out_features } = prune.remove(prune.identity(nn.Linear(1, 1), { name: 'bias' }), 'bias');
  prune.ln_structured(conv, 'weight', { amount: 1, n: 2, dim: 0 }).stride;
  prune.custom_from_mask(conv, 'weight', t).stride;
  prune.random_unstructured(conv, { name: 'weight', amount: 1 }).stride;
  // @ts-expect-error misspelt keyword
  prune.l1_unstructured(conv, { name: 'weight', amout: 1 });
  // @ts-expect-error misspelt keyword
  prune.l1_unstructured({ module: conv, name: 'weight', amout: 1 });
  return [kernel_size, in_channels, out_features];
}
