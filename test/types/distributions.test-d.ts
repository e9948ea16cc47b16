// What the type checker knows of torch.distributions; compiled by `npm run typecheck`, never run.
import { distributions, type Tensor, torch } from '../../src/index.ts';

const { Normal, Categorical, Bernoulli, Independent, constraints, kl_divergence, register_kl } =
  distributions;

// With and without `new`, by position and by keyword.
const normal: distributions.Normal = Normal(0, 1);
const other: torch.distributions.Normal = new torch.distributions.Normal({ loc: torch.zeros(3), scale: 2 });
const any: torch.distributions.Distribution = Categorical({ logits: torch.randn(3), validate_args: false });
Bernoulli(0.5);
Bernoulli({ logits: 0 });
// @ts-expect-error no such argument
Normal(0, 1, { validate: true });
// @ts-expect-error a scale is missing
Normal(0);
// @ts-expect-error neither number nor tensor
Normal('0', 1);
// @ts-expect-error a misspelt keyword
Categorical({ logit: torch.zeros(3) });

// Results.
const sample: Tensor = normal.sample([3]);
const again: Tensor = normal.rsample({ sample_shape: [2] });
const shape: torch.Size = normal.batch_shape;
const chance: Tensor = any.log_prob(sample.add(again));
const divergence: Tensor = kl_divergence(normal, other);
// @ts-expect-error a number is no sample shape
normal.sample(3);
// @ts-expect-error log_prob takes a tensor
normal.log_prob(0.5);
const wide: distributions.Normal = normal.expand([2]);
const { loc, scale }: { loc: Tensor; scale: Tensor } = wide;

// Constraints and transforms.
const positive: distributions.constraints.Constraint = constraints.positive;
const transform: distributions.Transform = distributions.biject_to(positive);
const mapped: Tensor = transform(sample);
const back: Tensor = transform.inv(mapped);
const inside: Tensor = constraints.interval(0, 1).check(back);

// What extends them.
class Logistic extends distributions.Distribution {
  static override arg_constraints = { loc: constraints.real };
  declare readonly loc: Tensor;
  constructor(loc: Tensor) {
    super({ batch_shape: loc.shape, params: { loc } });
  }
  override get mean(): Tensor {
    return this.loc;
  }
}
register_kl(Logistic, Normal)((p, q) => p.loc.sub(q.loc));
class Standard extends Normal {
  constructor() {
    super(0, 1);
  }
}
const standard: distributions.Normal = new Standard();

void [shape, chance, divergence, loc, scale, inside, standard, Independent];
