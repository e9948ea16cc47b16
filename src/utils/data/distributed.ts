import { z } from 'zod';
import { callable } from '../../callable.ts';
import { get_rank, get_world_size } from '../../distributed/process_group.ts';
import { ValueError } from '../../errors.ts';
import { Generator } from '../../random.ts';
import { type Args, signature } from '../../signature.ts';
import { torch } from '../../torch.ts';
import { lengthOf } from './_access.ts';
import { Sampler } from './sampler.ts';

const distributedSampler = signature(
  'DistributedSampler',
  ['dataset', z.custom<object>((given) => typeof given === 'object' && given !== null, 'expected a dataset')],
  ['num_replicas', z.int().positive().nullable().default(null)],
  ['rank', z.int().nullable().default(null)],
  ['shuffle', z.boolean().default(true)],
  ['seed', z.int().default(0)],
  ['drop_last', z.boolean().default(false)],
);

/**
 * Every `num_replicas`-th index from `rank` on, so that processes which train together share the data; left out, both are
 * those of `torch.distributed`. Call `set_epoch` before each pass, or every pass has the same order.
 *
 * @throws ValueError unless rank is in [0, num_replicas), and when they are left out before `init_process_group`
 */
class DistributedSampler_ extends Sampler {
  readonly dataset: object;
  readonly num_replicas: number;
  readonly rank: number;
  readonly drop_last: boolean;
  readonly num_samples: number;
  readonly total_size: number;
  readonly shuffle: boolean;
  readonly seed: number;
  epoch = 0;

  constructor(...args: Args<typeof distributedSampler>) {
    super();
    const { dataset, shuffle, seed, drop_last, ...given } = distributedSampler(args);
    const num_replicas = given.num_replicas ?? get_world_size();
    const rank = given.rank ?? get_rank();
    if (rank >= num_replicas || rank < 0) {
      throw new ValueError(`Invalid rank ${rank}, rank should be in the interval [0, ${num_replicas - 1}]`);
    }
    const size = lengthOf(dataset);
    this.dataset = dataset;
    this.num_replicas = num_replicas;
    this.rank = rank;
    this.drop_last = drop_last;
    this.num_samples = drop_last ? Math.floor(size / num_replicas) : Math.ceil(size / num_replicas);
    this.total_size = this.num_samples * num_replicas;
    this.shuffle = shuffle;
    this.seed = seed;
  }

  get length(): number {
    return this.num_samples;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const size = lengthOf(this.dataset);
    const order: number[] = this.shuffle
      ? torch.randperm(size, { generator: Generator().manual_seed(this.seed + this.epoch) }).tolist()
      : Array.from({ length: size }, (_, i) => i);
    // Round again from the start where the replicas' shares need a few more; the rest falls away where they need fewer.
    for (let i = this.rank; i < this.total_size; i += this.num_replicas) yield order[i % size] as number;
  }

  /** Another order for the next pass. */
  set_epoch(epoch: number): void {
    this.epoch = epoch;
  }
}
export const DistributedSampler = callable(DistributedSampler_);
export type DistributedSampler = DistributedSampler_;
