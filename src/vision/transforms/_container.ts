import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { ValueError } from '../../errors.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import { listStr, probability, type Transform, transforms } from './_fields.ts';
import { normalizationsAt, toNormalized } from './_pixelwise.ts';

const composeArgs = signature('Compose', ['transforms', transforms]);

/** Applies transforms one after the other. */
class Compose_ extends Module {
  declare transforms: Transform[];

  constructor(...args: Args<typeof composeArgs>) {
    super();
    this.transforms = composeArgs(args).transforms;
  }

  override forward(img: any): any {
    let value = img;
    for (let i = 0; i < this.transforms.length; i += 1) {
      const together = value instanceof Image ? normalizationsAt(this.transforms, i) : null;
      value = together === null ? (this.transforms[i] as Transform)(value) : toNormalized(value, together);
      i += together?.length ?? 0;
    }
    return value;
  }

  override toString(): string {
    return `Compose(\n${lines(this.transforms)})`;
  }
}
export const Compose = callable(Compose_);
export type Compose = Compose_;

const lines = (list: readonly Transform[]) => list.map((each) => `    ${each}\n`).join('');

const applyArgs = signature('RandomApply', ['transforms', transforms], ['p', probability(0.5)]);

/** Applies all transforms with probability `p`, or none. */
class RandomApply_ extends Module {
  declare transforms: Transform[];
  declare p: number;

  constructor(...args: Args<typeof applyArgs>) {
    super();
    const { transforms, p } = applyArgs(args);
    this.transforms = transforms;
    this.p = p;
  }

  override forward(img: any): any {
    if (Math.fround(this.p) < (torch.rand([1]).item() as number)) return img;
    return this.transforms.reduce((value, transform) => transform(value), img);
  }

  override toString(): string {
    return `RandomApply(\n    p=${floatRepr(this.p)}\n${lines(this.transforms)})`;
  }
}
export const RandomApply = callable(RandomApply_);
export type RandomApply = RandomApply_;

const orderArgs = signature('RandomOrder', ['transforms', transforms]);

/**
 * Applies all transforms in a random order.
 *
 * torchvision shuffles with Python's `random`, which is not here: the order comes from torch's generator, as in
 * `transforms.v2`.
 */
class RandomOrder_ extends Module {
  declare transforms: Transform[];

  constructor(...args: Args<typeof orderArgs>) {
    super();
    this.transforms = orderArgs(args).transforms;
  }

  override forward(img: any): any {
    const order = torch.randperm(this.transforms.length).tolist() as number[];
    return order.reduce((value, i) => (this.transforms[i] as Transform)(value), img);
  }

  override toString(): string {
    return `RandomOrder(\n${lines(this.transforms)})`;
  }
}
export const RandomOrder = callable(RandomOrder_);
export type RandomOrder = RandomOrder_;

const choiceArgs = signature(
  'RandomChoice',
  ['transforms', transforms],
  ['p', z.array(z.number().nonnegative()).nullable().default(null)],
);

/**
 * Applies one transform of several, chosen with the weights `p` (alike by default).
 *
 * torchvision chooses with Python's `random`, which is not here: the choice comes from torch's generator, as in
 * `transforms.v2`.
 */
class RandomChoice_ extends Module {
  declare transforms: Transform[];
  declare p: number[] | null;

  constructor(...args: Args<typeof choiceArgs>) {
    super();
    const { transforms, p } = choiceArgs(args);
    if (transforms.length === 0) throw new ValueError('RandomChoice() needs at least one transform');
    if (p !== null && p.length !== transforms.length) {
      throw new ValueError(
        `Length of p doesn't match the number of transforms: ${p.length} != ${transforms.length}`,
      );
    }
    this.transforms = transforms;
    this.p = p;
  }

  override forward(...values: any[]): any {
    const count = this.transforms.length;
    const weights = this.p ?? Array<number>(count).fill(1);
    const total = weights.reduce((a, b) => a + b, 0);
    const chosen = Number(torch.multinomial(torch.tensor(weights.map((w) => w / total)), 1).item());
    return (this.transforms[chosen] as Transform)(...values);
  }

  override toString(): string {
    return `RandomChoice(\n${lines(this.transforms)})(p=${this.p === null ? 'None' : listStr(this.p)})`;
  }
}
export const RandomChoice = callable(RandomChoice_);
export type RandomChoice = RandomChoice_;
