import { z } from 'zod';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Categorical } from './categorical.ts';
import { type Constraint, dependent_property, MixtureSameFamilyConstraint } from './constraints.ts';
import { Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { joined, lastSize, type Shape, shapeArg, validate } from './utils.ts';

const mixture = signature(
  'MixtureSameFamily',
  ['mixture_distribution', z.custom<Categorical>((x) => x !== undefined)],
  ['component_distribution', z.custom<Distribution>((x) => x !== undefined)],
  ['validate_args', validate],
);

/**
 * A mixture of K distributions of one family: the last batch dimension of `component_distribution` holds the
 * components, and the Categorical `mixture_distribution` over K chooses among them.
 *
 *     const mix = torch.distributions.Categorical(torch.ones(5));
 *     const comp = torch.distributions.Normal(torch.randn(5), torch.rand(5));
 *     const gmm = torch.distributions.MixtureSameFamily(mix, comp);
 *
 * @throws ValueError for other distributions, or shapes that do not fit together
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#mixturesamefamily
 */
class MixtureSameFamily_ extends Distribution_ {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {};
  static override support: Constraint = dependent_property();

  declare readonly _mixture_distribution: Categorical; // (*batch), choices of K
  declare readonly _component_distribution: Distribution; // (*batch, K), any event
  declare readonly _num_component: number;
  declare readonly _event_ndims: number;

  constructor(...args: Args<typeof mixture>) {
    const { mixture_distribution, component_distribution, validate_args } = mixture(args);
    if (!(mixture_distribution instanceof Categorical))
      throw new ValueError(
        ' The Mixture distribution needs to be an  instance of torch.distributions.Categorical',
      );
    if (!(component_distribution instanceof Distribution))
      throw new ValueError(
        'The Component distribution needs to be an instance of torch.distributions.Distribution',
      );
    const mixtures = mixture_distribution.batch_shape;
    const batch_shape = joined(component_distribution.batch_shape.slice(0, -1));
    for (let i = 1; i <= Math.min(mixtures.length, batch_shape.length); i += 1) {
      const [a, b] = [mixtures.at(-i), batch_shape.at(-i)];
      if (a !== 1 && b !== 1 && a !== b) {
        throw new ValueError(
          `\`mixture_distribution.batch_shape\` (${mixtures}) is not compatible with \`component_distribution.batch_shape\`(${batch_shape})`,
        );
      }
    }
    const _num_component = lastSize(mixture_distribution.logits);
    const components = component_distribution.batch_shape.at(-1);
    if (components === undefined)
      throw new ValueError(
        '`component_distribution` takes its components from a batch dimension, and has none',
      );
    if (components !== _num_component) {
      throw new ValueError(
        `\`mixture_distribution component\` (${_num_component}) does not equal \`component_distribution.batch_shape[-1]\` (${components})`,
      );
    }
    const { event_shape } = component_distribution;
    super({
      batch_shape,
      event_shape,
      validate_args,
      params: {
        _mixture_distribution: mixture_distribution,
        _component_distribution: component_distribution,
        _num_component,
        _event_ndims: event_shape.length,
      },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const { _num_component, _event_ndims } = this;
    return this._remade(MixtureSameFamily_, sizes, _instance, {
      _component_distribution: this._component_distribution.expand([...sizes, _num_component]),
      _mixture_distribution: this._mixture_distribution.expand(sizes),
      _num_component,
      _event_ndims,
    });
  }

  get mixture_distribution(): Categorical {
    return this._mixture_distribution;
  }
  get component_distribution(): Distribution {
    return this._component_distribution;
  }
  override get support(): Constraint {
    return MixtureSameFamilyConstraint(this._component_distribution.support);
  }
  override get mean(): Tensor {
    const probs = this._pad_mixture_dimensions(this.mixture_distribution.probs);
    return probs.mul(this.component_distribution.mean).sum(-1 - this._event_ndims);
  }
  /** E(Var(X | component)) + Var(E(X | component)) */
  override get variance(): Tensor {
    const probs = this._pad_mixture_dimensions(this.mixture_distribution.probs);
    const dim = -1 - this._event_ndims;
    const within = probs.mul(this.component_distribution.variance).sum(dim);
    const distance = this.component_distribution.mean.sub(this._pad(this.mean));
    return within.add(probs.mul(distance.pow(2)).sum(dim));
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const sizes = shapeArg(sample_shape, 'sample', 'sample_shape');
    return torch.no_grad(() => {
      const dim = sizes.length + this.batch_shape.length;
      const { event_shape } = this;
      const choice = this.mixture_distribution.sample(sizes);
      const samples = this.component_distribution.sample(sizes);
      const ones = (count: number) => Array<number>(count).fill(1);
      const index = choice
        .reshape([...choice.shape, ...ones(event_shape.length + 1)])
        .repeat([...ones(choice.dim()), 1, ...event_shape]);
      return samples.gather(dim, index).squeeze(dim);
    });
  }
  override log_prob(x: Tensor): Tensor {
    this._check_sample(x);
    const log_prob = this.component_distribution.log_prob(this._pad(x));
    const log_mix = torch.log_softmax(this.mixture_distribution.logits, -1);
    return log_prob.add(log_mix).logsumexp(-1);
  }
  override cdf(x: Tensor): Tensor {
    const cdf = this.component_distribution.cdf(this._pad(x));
    return cdf.mul(this.mixture_distribution.probs).sum(-1);
  }

  _pad(x: Tensor): Tensor {
    return x.unsqueeze(-1 - this._event_ndims);
  }
  /** Probabilities of the choices beside events: dimensions of size 1 stand for the events'. */
  _pad_mixture_dimensions(x: Tensor): Tensor {
    const batch = this.mixture_distribution.batch_shape.length;
    const pad = batch === 1 ? 0 : this.batch_shape.length - batch;
    const ones = (count: number) => Array<number>(Math.max(0, count)).fill(1);
    return x.reshape([...x.shape.slice(0, -1), ...ones(pad), lastSize(x), ...ones(this._event_ndims)]);
  }
  override toString(): string {
    return `MixtureSameFamily(\n  ${this.mixture_distribution},\n  ${this.component_distribution})`;
  }
}
export const MixtureSameFamily = callable(MixtureSameFamily_);
export type MixtureSameFamily = MixtureSameFamily_;
