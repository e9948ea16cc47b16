import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { FileNotFoundError, RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { loadImage } from './_pixels.ts';
import { expanded } from './utils.ts';
import { transformFields, VisionDataset } from './vision.ts';

const numbers = z.array(z.number().nonnegative());
/** One picture's entry: its characters from left to right, and the box of each. */
const entry = z.object({
  label: z.array(z.int().min(0).max(9)).min(1),
  left: numbers,
  top: numbers,
  width: numbers,
  height: numbers,
});
export type StreetLabel = z.output<typeof entry>;

const streetArgs = signature(
  'StreetCharacters',
  ['root', z.string()],
  ['labels', z.string().nullable().default(null)],
  ['max_length', z.int().positive().default(6)],
  ...transformFields,
);

/** What stands for "no further character". */
const BLANK = 10;

/**
 * House numbers in the layout of Tianchi's street character challenge: a folder of pictures (`000000.png`, ...) and one JSON
 * file with each picture's characters and their boxes. Items are `[picture, target]`: `max_length` characters, int64,
 * filled up with 10.
 *
 * Without `labels` the pictures are those of the folder in the order of their names, and all targets are 10: the test
 * pictures of the challenge have none.
 *
 * @throws FileNotFoundError for what is missing; RuntimeError naming the file and the entry that is not as expected.
 */
class StreetCharacters_ extends VisionDataset {
  /** Names of the pictures in the folder. */
  readonly names: readonly string[];
  /** Characters and boxes as the file has them; null without one. */
  readonly labels: readonly StreetLabel[] | null;
  /** (N, max_length) int64 */
  targets: Tensor;

  constructor(...args: Args<typeof streetArgs>) {
    const { root, labels, max_length, transform, target_transform } = streetArgs(args);
    super(expanded(root), transform, target_transform);
    const folder = this.root as string;
    if (!existsSync(folder)) throw new FileNotFoundError(`the folder of pictures ${folder} is missing`);
    const present = readdirSync(folder)
      .filter((name) => /\.(png|jpe?g)$/i.test(name))
      .sort();
    const entries = labels === null ? null : readLabels(expanded(labels), max_length);
    if (entries) {
      const there = new Set(present);
      const missing = Object.keys(entries).filter((name) => !there.has(name));
      if (missing.length > 0) {
        throw new FileNotFoundError(
          `${missing.length} of the ${Object.keys(entries).length} pictures in ${labels} are missing in ${folder}, the first is ` +
            `${missing[0]}. Unpack the archive of pictures again.`,
        );
      }
    } else if (present.length === 0) throw new FileNotFoundError(`${folder} holds no .png or .jpg pictures`);
    this.names = entries ? Object.keys(entries) : present;
    this.labels = entries && Object.values(entries);
    const padded = new BigInt64Array(this.names.length * max_length).fill(BigInt(BLANK));
    for (const [i, { label }] of (this.labels ?? []).entries()) {
      padded.set(label.map(BigInt), i * max_length);
    }
    this.targets = torch.from_numpy(padded).view([-1, max_length]);
  }

  override get length(): number {
    return this.names.length;
  }

  override get(index: number): [any, any] {
    const image = loadImage(join(this.root as string, this.names[this.placeOf(index)] as string));
    return this.transformed(image, this.targets.select(0, index));
  }
}

export const StreetCharacters = callable(StreetCharacters_);
export type StreetCharacters = StreetCharacters_;

function readLabels(path: string, max_length: number): Record<string, StreetLabel> {
  if (!existsSync(path)) throw new FileNotFoundError(`the file of labels ${path} is missing`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new RuntimeError(`${path}: it is no JSON (${(cause as Error).message}). Fetch the file again.`, {
      cause,
    });
  }
  const checked = z.record(z.string(), entry).safeParse(content);
  const wrong = (where: PropertyKey[], problem: string) =>
    new RuntimeError(
      `${path}: ${where.length ? `entry '${where.join('.')}'` : 'the file'}: ${problem}. Expected ` +
        '{ "000000.png": { "label": [1, 9], "left": [..], "top": [..], "width": [..], "height": [..] }, ... }',
    );
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw wrong(issue?.path ?? [], issue?.message ?? 'not as expected');
  }
  for (const [name, { label, ...boxes }] of Object.entries(checked.data)) {
    if (/[/\\]/.test(name)) throw wrong([name], 'a name with a folder in it');
    if (label.length > max_length)
      throw wrong([name], `${label.length} characters, more than max_length ${max_length}`);
    const uneven = Object.entries(boxes).find(([, list]) => list.length !== label.length);
    if (uneven) throw wrong([name, uneven[0]], `${uneven[1].length} numbers for ${label.length} characters`);
  }
  return checked.data;
}
