import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { torch } from '../../../src/torch.ts';
import {
  BatchSampler,
  DataLoader,
  DistributedSampler,
  RandomSampler,
  random_split,
  SubsetRandomSampler,
  TensorDataset,
  WeightedRandomSampler,
} from '../../../src/utils/data/index.ts';

interface Golden {
  samplers: {
    name: string;
    seed: number | null;
    length: number;
    passes: { order: unknown[]; probe: number[] }[];
  }[];
  loaders: {
    options: { batch_size: number | null; shuffle?: boolean; drop_last?: boolean };
    seed: number | null;
    stop: number | null;
    length: number;
    passes: { batches: unknown[]; probe: number[] }[];
  }[];
  splits: { size: number; lengths: number[]; seed: number | null; parts: number[][]; probe: number[] }[];
  distributed: { size: number; replicas: number; options: object; ranks: number[][] }[];
}
const path = new URL('../../golden/data/order.json', import.meta.url);
const golden = JSON.parse(readFileSync(path, 'utf8')) as Golden;

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const generatorOf = (seed: number | null) => (seed === null ? null : torch.Generator().manual_seed(seed));
type G = ReturnType<typeof generatorOf>;

// What the passes have drawn so far shows in the next draws.
function probe(generator: G): number[] {
  const draws = torch.rand(2, { dtype: torch.float64 }).tolist();
  return generator ? [...draws, torch.rand(1, { dtype: torch.float64, generator }).item()] : draws;
}

describe('samplers draw as Python does, pass after pass', () => {
  const weights = [0.1, 0.9, 0.4, 7, 3, 0.6];
  const make: Record<string, (generator: G) => Iterable<unknown> & { length: number }> = {
    random: (generator) => RandomSampler(range(13), { generator }),
    'random 30 of 13': (generator) => RandomSampler(range(13), { num_samples: 30, generator }),
    'random 5 of 13': (generator) => RandomSampler(range(13), { num_samples: 5, generator }),
    replacement: (generator) => RandomSampler(range(13), { replacement: true, generator }),
    'replacement 70': (generator) => RandomSampler(range(13), true, 70, generator),
    'replacement 64': (generator) => RandomSampler(range(13), true, 64, generator),
    subset: (generator) => SubsetRandomSampler([3, 1, 4, 15, 9, 2, 6], generator),
    weighted: (generator) => WeightedRandomSampler(weights, 9, { generator }),
    'weighted once': (generator) => WeightedRandomSampler(weights, 4, { replacement: false, generator }),
    batches: (generator) => BatchSampler(RandomSampler(range(13), { generator }), 4, false),
    'batches dropped': (generator) => BatchSampler(RandomSampler(range(13), { generator }), 4, true),
  };
  test.each(golden.samplers.map((case_) => [case_.name, case_.seed, case_] as const))(
    '%s, seed %s',
    (name, seed, case_) => {
      torch.manual_seed(1412);
      const generator = generatorOf(seed);
      const sampler = (make[name] as (typeof make)[string])(generator);
      expect(sampler.length).toBe(case_.length);
      for (const { order, probe: draws } of case_.passes) {
        expect([...sampler]).toEqual(order);
        expect(probe(generator)).toEqual(draws);
      }
    },
  );
});

describe('DataLoader gives the batches of Python and leaves the generators where Python does', () => {
  test.each(
    golden.loaders.map((case_) => [JSON.stringify(case_.options), case_.seed, case_.stop, case_] as const),
  )('%s, seed %s, left after %s batches', async (_, seed, stop, case_) => {
    for (const kind of ['plain', 'async'] as const) {
      torch.manual_seed(1412);
      const generator = generatorOf(seed);
      const loader = DataLoader(TensorDataset(torch.arange(22)), { generator, ...case_.options });
      expect(loader.length).toBe(case_.length);
      for (const { batches: expected, probe: draws } of case_.passes) {
        const batches: unknown[] = [];
        const take = ([batch]: any) => {
          batches.push(batch.tolist(), torch.rand(1, { dtype: torch.float64 }).item());
          return stop !== null && batches.length === 2 * stop;
        };
        if (kind === 'plain') {
          for (const batch of loader) if (take(batch)) break;
        } else {
          for await (const batch of loader) if (take(batch)) break;
        }
        expect(batches).toEqual(expected);
        expect(probe(generator)).toEqual(draws);
      }
    }
  });
});

test.each(golden.splits.map((case_) => [case_.size, case_.lengths, case_.seed, case_] as const))(
  'random_split of %s into %j with seed %s',
  (size, lengths, seed, case_) => {
    torch.manual_seed(1412);
    const parts = random_split(range(size), lengths, { generator: generatorOf(seed) });
    expect(parts.map((part) => part.indices)).toEqual(case_.parts);
    expect(parts.map((part) => part.length)).toEqual(case_.parts.map((part) => part.length));
    expect(probe(null)).toEqual(case_.probe);
  },
);

test.each(
  golden.distributed.map(
    (case_) => [case_.size, case_.replicas, JSON.stringify(case_.options), case_] as const,
  ),
)(
  'DistributedSampler shares %s samples among %s replicas as Python does: %s',
  (size, num_replicas, _, { options, ranks }) => {
    const orders = ranks.map((_, rank) => {
      const sampler = DistributedSampler(range(size), { num_replicas, rank, ...options });
      sampler.set_epoch(2);
      expect(sampler.length).toBe(ranks[rank]?.length);
      return [...sampler];
    });
    expect(orders).toEqual(ranks);
  },
);
