import { z } from 'zod';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warnOnce } from '../warn.ts';

const fields = [
  ['n_splits', z.int().min(2).default(5)],
  ['shuffle', z.boolean().default(false)],
  ['generator', z.custom<InstanceType<typeof torch.Generator>>().nullish()],
] as const;

type Labels = Tensor | ArrayLike<number | bigint | string>;
/** The indices to train and to test with. */
export type Fold = [train: number[], test: number[]];
type Generator_ = InstanceType<typeof torch.Generator> | null | undefined;

function* foldsOf(testFold: readonly number[], n_splits: number): Generator<Fold> {
  for (let fold = 0; fold < n_splits; fold += 1) {
    const [train, test]: Fold = [[], []];
    for (const [i, each] of testFold.entries()) (each === fold ? test : train).push(i);
    yield [train, test];
  }
}

/** What both splitters are told. */
const options = (name: string) => signature(name, ...fields);
class Splitter {
  readonly n_splits: number;
  readonly shuffle: boolean;
  private readonly _generator: Generator_;

  constructor({ n_splits, shuffle, generator }: ReturnType<ReturnType<typeof options>>) {
    this.n_splits = n_splits;
    this.shuffle = shuffle;
    this._generator = generator;
  }
  protected permutation(n: number): number[] {
    const generator = this._generator;
    return (generator ? torch.randperm(n, { generator }) : torch.randperm(n)).tolist() as number[];
  }
}
const kfoldArgs = options('KFold');
const stratifiedArgs = options('StratifiedKFold');

/**
 * Divides samples into `n_splits` parts, each of which is once the part to test with. Without `shuffle` the folds are
 * scikit-learn's; with it a `torch.randperm` decides which samples go together.
 *
 * `for (const [train, test] of KFold(5).split(dataset.length))`; the indices go into `utils.data.Subset`.
 *
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.model_selection.KFold.html
 */
class KFold_ extends Splitter {
  constructor(...args: Args<typeof kfoldArgs>) {
    super(kfoldArgs(args));
  }

  /** @param data the number of samples, or anything that has a length. */
  *split(data: number | { readonly length: number }): Generator<Fold> {
    const n = typeof data === 'number' ? data : data.length;
    checkCount(n, this.n_splits);
    const order = this.shuffle ? this.permutation(n) : Array.from({ length: n }, (_, i) => i);
    const testFold = new Array<number>(n);
    for (let fold = 0, at = 0; fold < this.n_splits; fold += 1) {
      const size = Math.floor(n / this.n_splits) + (fold < n % this.n_splits ? 1 : 0);
      for (const end = at + size; at < end; at += 1) testFold[order[at] as number] = fold;
    }
    yield* foldsOf(testFold, this.n_splits);
  }
}
export const KFold = callable(KFold_);
export type KFold = KFold_;

/**
 * As `KFold`, with every class in each fold as often as in the whole.
 *
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.model_selection.StratifiedKFold.html
 */
class StratifiedKFold_ extends Splitter {
  constructor(...args: Args<typeof stratifiedArgs>) {
    super(stratifiedArgs(args));
  }

  /** @param labels the class of every sample. */
  *split(labels: Labels): Generator<Fold> {
    const list = labels instanceof Tensor ? (labels.tolist() as number[]) : Array.from(labels);
    checkCount(list.length, this.n_splits);
    const classes = [...new Set(list)];
    const codes = list.map((label) => classes.indexOf(label));
    const counts = classes.map((_, code) => codes.filter((each) => each === code).length);
    if (Math.max(...counts) < this.n_splits) {
      throw new ValueError(`StratifiedKFold: no class has ${this.n_splits} samples, one for every fold`);
    }
    if (Math.min(...counts) < this.n_splits) {
      warnOnce(`StratifiedKFold: a class has fewer than ${this.n_splits} samples; some folds go without it`);
    }
    // Dealt out like cards from the sorted pack, so that fold sizes differ by one at most.
    const sorted = [...codes].sort((a, b) => a - b);
    const testFold = new Array<number>(list.length);
    for (const code of classes.keys()) {
      const dealt = Array.from({ length: this.n_splits }, () => 0);
      for (const [i, each] of sorted.entries()) {
        if (each === code) dealt[i % this.n_splits] = (dealt[i % this.n_splits] as number) + 1;
      }
      let folds = dealt.flatMap((count, fold) => new Array<number>(count).fill(fold));
      if (this.shuffle) folds = this.permutation(folds.length).map((i) => folds[i] as number);
      let next = 0;
      for (const [i, each] of codes.entries()) if (each === code) testFold[i] = folds[next++] as number;
    }
    yield* foldsOf(testFold, this.n_splits);
  }
}
export const StratifiedKFold = callable(StratifiedKFold_);
export type StratifiedKFold = StratifiedKFold_;

function checkCount(n: number, n_splits: number): void {
  if (!Number.isInteger(n) || n < n_splits) {
    throw new ValueError(`KFold: ${n_splits} folds need at least as many samples, got ${n}`);
  }
}
