import { SingleBar } from 'cli-progress';
import type { Side } from './side.ts';

/** The same thing done on both sides: seconds or bytes. */
export interface Pair {
  typescript: number;
  python: number;
}
export interface Sides<T> {
  typescript: T;
  python: T;
}

/** Medians of both sides, and of the pairs' ratios with the middle half of their spread. */
export interface Measured extends Pair {
  ratio: number;
  p25: number;
  p75: number;
}

/** The value below which the part `q` of the values lies, between neighbours by proportion. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

export function summarise(pairs: readonly Pair[]): Measured {
  const ratios = pairs.map(({ typescript, python }) => typescript / python);
  return {
    typescript: quantile(
      pairs.map((pair) => pair.typescript),
      0.5,
    ),
    python: quantile(
      pairs.map((pair) => pair.python),
      0.5,
    ),
    ratio: quantile(ratios, 0.5),
    p25: quantile(ratios, 0.25),
    p75: quantile(ratios, 0.75),
  };
}

/** How often to repeat a case, so that the slower side takes `budget` seconds; warms both sides up as well. */
export async function calibrate({ typescript, python }: Sides<Side>, name: string, budget: number) {
  for (let times = 1; ; times *= 2) {
    const seconds = Math.max(await python.run(name, times), await typescript.run(name, times));
    if (seconds > budget / 2) return Math.max(1, Math.round((times * budget) / seconds));
  }
}

/**
 * Takes `rounds` pairs of every case. The rounds lie outside, so that a slow spell of the machine touches one pair of
 * many cases and not all pairs of one; which side goes first changes from round to round.
 */
export async function interleave(
  title: string,
  names: readonly string[],
  rounds: number,
  measure: Sides<(name: string) => Promise<number>>,
): Promise<Map<string, Measured>> {
  const pairs = new Map<string, Pair[]>(names.map((name) => [name, []]));
  const bar = new SingleBar({ format: `${title} {bar} {value}/{total} {name}`, clearOnComplete: true });
  bar.start(rounds * names.length, 0, { name: '' });
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      bar.increment({ name });
      const pair = { typescript: 0, python: 0 };
      const order = ['typescript', 'python'] as const;
      for (const side of round % 2 ? order.toReversed() : order) pair[side] = await measure[side](name);
      pairs.get(name)?.push(pair);
    }
  }
  bar.stop();
  return new Map([...pairs].map(([name, list]) => [name, summarise(list)]));
}

/** Times cases on two running sides: seconds of one repetition. */
export async function time(
  title: string,
  sides: Sides<Side>,
  names: readonly string[],
  rounds: number,
  budget: number,
): Promise<Map<string, Measured>> {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, await calibrate(sides, name, budget));
  const on = (side: Side) => async (name: string) => {
    const count = times.get(name) as number;
    return (await side.run(name, count)) / count;
  };
  const measure = { typescript: on(sides.typescript), python: on(sides.python) };
  return interleave(title, names, rounds, measure);
}
