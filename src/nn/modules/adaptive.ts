import { z } from 'zod';
import { RuntimeError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { ModuleList, Sequential } from './container.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { factory, flag, float, int, layer } from './utils.ts';

/** What AdaptiveLogSoftmaxWithLoss returns: `output` and `loss`, also as `const [output, loss] = ...`. */
export type AdaptiveOutput = [output: Tensor, loss: Tensor] & { output: Tensor; loss: Tensor };

const adaptiveArgs = signature(
  'AdaptiveLogSoftmaxWithLoss',
  ['in_features', int],
  ['n_classes', int],
  ['cutoffs', z.array(int).readonly()],
  ['div_value', float(4)],
  ['head_bias', flag(false)],
  ...factory,
);

class AdaptiveLogSoftmaxWithLoss_ extends Module {
  declare readonly _inputs: readonly ['input_', 'target_'];
  declare in_features: number;
  declare n_classes: number;
  declare cutoffs: number[];
  declare div_value: number;
  declare head_bias: boolean;
  declare shortlist_size: number; // classes that the head knows itself
  declare n_clusters: number; // of the rarer classes
  declare head_size: number;
  declare head: Linear; // in_features -> the shortlist, then the clusters
  declare tail: ModuleList; // of two Linear layers for each cluster

  constructor(...args: Args<typeof adaptiveArgs>) {
    super();
    const { in_features, n_classes, cutoffs, div_value, head_bias, ...options } = adaptiveArgs(args);
    checkCutoffs(cutoffs, n_classes);
    this.in_features = in_features;
    this.n_classes = n_classes;
    this.cutoffs = [...cutoffs, n_classes];
    this.div_value = div_value;
    this.head_bias = head_bias;
    this.shortlist_size = this.cutoffs[0] as number;
    this.n_clusters = this.cutoffs.length - 1;
    this.head_size = this.shortlist_size + this.n_clusters;
    this.head = Linear(in_features, this.head_size, { bias: head_bias, ...options });
    this.tail = ModuleList();
    for (let i = 0; i < this.n_clusters; i += 1) {
      const hidden = Math.floor(in_features / div_value ** (i + 1));
      const classes = (this.cutoffs[i + 1] as number) - (this.cutoffs[i] as number);
      this.tail.append(
        Sequential(
          Linear(in_features, hidden, { bias: false, ...options }),
          Linear(hidden, classes, { bias: false, ...options }),
        ),
      );
    }
  }

  reset_parameters(): void {
    this.head.reset_parameters();
    for (const cluster of this.tail) {
      for (const linear of cluster.children() as Linear[]) linear.reset_parameters();
    }
  }

  override forward(input: Tensor, target: Tensor): AdaptiveOutput {
    checkTarget(input, target);
    const batched = target.dim() > 0;
    const x = batched ? input : input.unsqueeze(0); // (N, in_features)
    const y = batched ? target : target.unsqueeze(0); // (N)
    const output = x.new_zeros([y.size(0)]);
    const places = y.new_empty([y.size(0)]); // each target's column in the head
    let found = 0;
    for (const [cluster, low, high] of this._ranges()) {
      const mask = y.ge(low).logical_and(y.lt(high));
      const rows = mask.nonzero().squeeze(-1);
      if (rows.numel() === 0) continue;
      found += rows.numel();
      const members = y.index_select(0, rows);
      if (cluster === null) {
        places.index_copy_(0, rows, members);
        continue;
      }
      places.index_fill_(0, rows, this.shortlist_size + cluster);
      const scores = torch.log_softmax(this.tail.at(cluster)(x.index_select(0, rows)), 1);
      const own = scores.gather(1, members.sub(low).unsqueeze(1));
      output.index_copy_(0, rows, own.squeeze(1));
    }
    if (found !== y.size(0)) {
      throw new RuntimeError(
        `Target values should be in [0, ${this.n_classes - 1}], but values in range ` +
          `[${y.min().item()}, ${y.max().item()}] were found.`,
      );
    }
    const head = torch.log_softmax(this.head(x), 1);
    output.add_(head.gather(1, places.unsqueeze(1)).squeeze());
    const loss = output.neg().mean();
    const result = batched ? output : output.squeeze(0);
    return Object.assign([result, loss] as [Tensor, Tensor], { output: result, loss });
  }

  // The shortlist (null) and the clusters with the classes from which and to which they go.
  private _ranges(): [cluster: number | null, low: number, high: number][] {
    const { cutoffs } = this;
    return cutoffs.map((high, i) => [i === 0 ? null : i - 1, i === 0 ? 0 : (cutoffs[i - 1] as number), high]);
  }

  /** The log-probability of every class: (N, in_features) -> (N, n_classes). */
  log_prob(input: Tensor): Tensor {
    const head = torch.log_softmax(this.head(input), 1);
    const clusters = [...this.tail].map((cluster, i) => {
      const own = torch.log_softmax(cluster(input) as Tensor, 1);
      return own.add(head.select(1, this.shortlist_size + i).unsqueeze(1));
    });
    return torch.cat([head.narrow(1, 0, this.shortlist_size), ...clusters], 1);
  }

  /** The most probable class: (N, in_features) -> (N). */
  predict(input: Tensor): Tensor {
    const best = torch.argmax(this.head(input), 1);
    const rare = best.ge(this.shortlist_size);
    // Only where the head points at a cluster do the clusters have to be asked.
    if (!rare.any().item()) return best;
    const rows = rare.nonzero().squeeze(-1);
    return best.index_copy(0, rows, torch.argmax(this.log_prob(input.index_select(0, rows)), 1));
  }
}

function checkCutoffs(cutoffs: readonly number[], n_classes: number): void {
  if (cutoffs.length === 0) throw new ValueError('cutoffs should be a sequence of length larger than 0');
  const rising = cutoffs.every((n, i) => n > (i === 0 ? 0 : (cutoffs[i - 1] as number)));
  if (rising && (cutoffs.at(-1) as number) <= n_classes - 1) return;
  throw new ValueError(
    'cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each value is ' +
      'between 1 and n_classes-1',
  );
}

function checkTarget(input: Tensor, target: Tensor): void {
  const dims = target.dim();
  if (dims > 1) throw new RuntimeError('0D or 1D target tensor expected, multi-target not supported');
  if (dims === 1 && input.size(0) !== target.size(0)) {
    throw new RuntimeError('Input and target should have the same size in the batch dimension.');
  }
  if (input.dim() !== dims + 1) {
    throw new RuntimeError(
      `${dims}D target tensor expects ${dims + 1}D input tensors, but found inputs with size ${input.shape}`,
    );
  }
}

/**
 * Softmax over many classes sorted by falling frequency: a head for the frequent ones, smaller and smaller clusters,
 * cut at `cutoffs`, for the others.
 *
 * input (N, in_features), target (N) int64 -> [output (N), the log-probability of each target; loss (), its negative
 * mean]. A cluster's hidden size is in_features / div_value^i. Throws ValueError for cutoffs that do not rise below
 * n_classes, RuntimeError for shapes and targets that do not fit. Source: Grave et al. 2016, arXiv:1609.04309;
 * PyTorch 2.13, `torch.nn.AdaptiveLogSoftmaxWithLoss`.
 */
export const AdaptiveLogSoftmaxWithLoss = layer(AdaptiveLogSoftmaxWithLoss_, ['input_', 'target_']);
export type AdaptiveLogSoftmaxWithLoss = AdaptiveLogSoftmaxWithLoss_;
