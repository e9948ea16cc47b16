import { grad } from '../autograd/index.ts';
import { callable } from '../callable.ts';
import { NotImplementedError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { Distribution_ } from './distribution.ts';
import { nameOf } from './utils.ts';

/**
 * Base of the exponential families: p(x) = exp(<t(x), θ> - F(θ) + k(x)), with natural parameters θ, log normalizer F
 * and carrier measure k.
 *
 * Entropy comes from the gradient of F where a class has no formula of its own.
 *
 * @see Nielsen, Nock, Entropies and cross-entropies of exponential families, 2010
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#exponentialfamily
 */
export class ExponentialFamily_ extends Distribution_ {
  /** θ; each (*batch, ...) */
  get _natural_params(): readonly Tensor[] {
    throw new NotImplementedError(`${nameOf(this)} does not implement _natural_params`);
  }
  /** F(θ), (*batch) */
  _log_normalizer(..._natural_params: Tensor[]): Tensor {
    throw new NotImplementedError(`${nameOf(this)} does not implement _log_normalizer`);
  }
  /** The mean of k. */
  get _mean_carrier_measure(): number {
    throw new NotImplementedError(`${nameOf(this)} does not implement _mean_carrier_measure`);
  }

  override entropy(): Tensor {
    const carrier = this._mean_carrier_measure;
    const params = this._natural_params.map((param) => param.detach().requires_grad_());
    const normalizer = this._log_normalizer(...params);
    const gradients = grad(normalizer.sum(), params, { create_graph: true });
    let result = normalizer.add(-carrier);
    for (const [i, param] of params.entries()) {
      const term = param.mul(gradients[i] as Tensor).reshape([...this._batch_shape, -1]);
      result = result.sub(term.sum(-1));
    }
    return result;
  }
}
export const ExponentialFamily = callable(ExponentialFamily_);
export type ExponentialFamily = ExponentialFamily_;
