import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import { torch } from '../../../torch.ts';
import { type Transform as AnyTransform, transform } from '../_fields.ts';
import { chance } from '../_random.ts';
import { probability, sampleOf, Transform } from './_transform.ts';

const list = z.custom<readonly AnyTransform[]>(
  (value) => isSequence(value) && [...value].every((item) => transform.safeParse(item).success),
  'must be a list of transforms or functions',
);
const isSequence = (value: unknown): value is Iterable<unknown> =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && Symbol.iterator in value;

function atLeastOne(transforms: readonly AnyTransform[]): AnyTransform[] {
  const steps = [...transforms];
  if (steps.length === 0) throw new ValueError('Pass at least one transform');
  return steps;
}

/** The steps one after the other. A sample of several arguments is handed on as several, one of one as one. */
function through(steps: readonly AnyTransform[], inputs: any[], transform: Transform): any {
  sampleOf(inputs, transform);
  const isOne = inputs.length === 1;
  let args = inputs;
  for (const step of steps) {
    const outputs = step(...args);
    args = isOne ? [outputs] : outputs;
  }
  return isOne ? args[0] : args;
}

const lines = (steps: readonly AnyTransform[]) => steps.map((step) => `    ${step}`).join('\n');

const composeArgs = signature('Compose', ['transforms', list]);

/** Applies transforms one after the other, to a sample of any structure. */
class Compose_ extends Transform {
  declare transforms: AnyTransform[];

  constructor(...args: Args<typeof composeArgs>) {
    super();
    this.transforms = atLeastOne(composeArgs(args).transforms);
  }

  override forward(...inputs: any[]): any {
    return through(this.transforms, inputs, this);
  }

  override extra_repr(): string {
    return lines(this.transforms);
  }
}
export const Compose = callable(Compose_);
export type Compose = Compose_;

const applyArgs = signature('RandomApply', ['transforms', list], ['p', probability(0.5)]);

/** Applies all transforms with probability `p`, or none. */
class RandomApply_ extends Transform {
  declare transforms: AnyTransform[];
  declare p: number;

  constructor(...args: Args<typeof applyArgs>) {
    super();
    const { transforms, p } = applyArgs(args);
    this.transforms = atLeastOne(transforms);
    this.p = p;
  }

  override forward(...inputs: any[]): any {
    return through(chance(this.p) ? this.transforms : [], inputs, this);
  }

  override extra_repr(): string {
    return lines(this.transforms);
  }
}
export const RandomApply = callable(RandomApply_);
export type RandomApply = RandomApply_;

const choiceArgs = signature(
  'RandomChoice',
  ['transforms', list],
  ['p', z.array(z.number().nonnegative()).readonly().nullable().default(null)],
);

/** Applies one transform of several, chosen with the weights `p` (alike by default). */
class RandomChoice_ extends Transform {
  static override _floats = ['p'];
  static override _lists = ['p'];
  declare transforms: AnyTransform[];
  declare p: number[];

  constructor(...args: Args<typeof choiceArgs>) {
    super();
    const { transforms, p } = choiceArgs(args);
    this.transforms = atLeastOne(transforms);
    const weights = p ?? this.transforms.map(() => 1);
    if (weights.length !== this.transforms.length) {
      throw new ValueError(
        `Length of p doesn't match the number of transforms: ${weights.length} != ${this.transforms.length}`,
      );
    }
    const total = weights.reduce((a, b) => a + b, 0);
    this.p = weights.map((weight) => weight / total);
  }

  override forward(...inputs: any[]): any {
    const chosen = Number(torch.multinomial(torch.tensor(this.p), 1).item());
    return (this.transforms[chosen] as AnyTransform)(...inputs);
  }
}
export const RandomChoice = callable(RandomChoice_);
export type RandomChoice = RandomChoice_;

const orderArgs = signature('RandomOrder', ['transforms', list]);

/** Applies all transforms in a random order. */
class RandomOrder_ extends Transform {
  declare transforms: AnyTransform[];

  constructor(...args: Args<typeof orderArgs>) {
    super();
    this.transforms = atLeastOne(orderArgs(args).transforms);
  }

  override forward(...inputs: any[]): any {
    const order = torch.randperm(this.transforms.length).tolist() as number[];
    return through(
      order.map((i) => this.transforms[i] as AnyTransform),
      inputs,
      this,
    );
  }
}
export const RandomOrder = callable(RandomOrder_);
export type RandomOrder = RandomOrder_;
