import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import * as F from '../functional/distance.ts';
import { Module } from './module.ts';
import { flag, float, int, layer } from './utils.ts';

const pairwiseDistanceArgs = signature(
  'PairwiseDistance',
  ['p', float(2)],
  ['eps', float(1e-6)],
  ['keepdim', flag(false)],
);

class PairwiseDistance_ extends Module {
  declare readonly _inputs: readonly ['x1', 'x2'];
  declare norm: number;
  declare eps: number;
  declare keepdim: boolean;

  constructor(...args: Args<typeof pairwiseDistanceArgs>) {
    super();
    const { p, eps, keepdim } = pairwiseDistanceArgs(args);
    this.norm = p;
    this.eps = eps;
    this.keepdim = keepdim;
  }

  override forward(x1: Tensor, x2: Tensor): Tensor {
    return F.pairwise_distance(x1, x2, this.norm, this.eps, this.keepdim); // (N, D), (N, D) -> (N)
  }
}

/** ‖x1 - x2 + eps‖_p over the last dimension. Source: PyTorch 2.13, `torch.nn.PairwiseDistance`. */
export const PairwiseDistance = layer(PairwiseDistance_);
export type PairwiseDistance = PairwiseDistance_;

const cosineSimilarityArgs = signature('CosineSimilarity', ['dim', int.default(1)], ['eps', float(1e-8)]);

class CosineSimilarity_ extends Module {
  declare readonly _inputs: readonly ['x1', 'x2'];
  declare dim: number;
  declare eps: number;

  constructor(...args: Args<typeof cosineSimilarityArgs>) {
    super();
    Object.assign(this, cosineSimilarityArgs(args));
  }

  override forward(x1: Tensor, x2: Tensor): Tensor {
    return F.cosine_similarity(x1, x2, this.dim, this.eps); // (*, D, *), (*, D, *) -> (*, *)
  }
}

/** x1·x2 / max(‖x1‖ ‖x2‖, eps) along `dim`, in [-1, 1]. Source: PyTorch 2.13, `torch.nn.CosineSimilarity`. */
export const CosineSimilarity = layer(CosineSimilarity_);
export type CosineSimilarity = CosineSimilarity_;
