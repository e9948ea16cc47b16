// What the tests of small data sets share: the files that scripts/golden laid out, and values as they wrote them down.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Tensor } from '../../src/index.ts';
import * as datasets from '../../src/vision/datasets/index.ts';
import { Image } from '../../src/vision/image.ts';

export const golden = (name: string) => new URL(`../golden/datasets/${name}`, import.meta.url).pathname;
export const md5 = (path: string) => createHash('md5').update(readFileSync(path)).digest('hex');
const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex');

/** A folder with the files of an archive. */
export function unpacked(name: string): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'typetorch-tiny-'));
  datasets.utils.extract_archive(golden(name), root);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** A value as tiny_datasets.py has it: of pictures and tensors the shape and a hash. */
export function content(value: unknown): unknown {
  if (value instanceof Image) return { picture: [...value.size], sha1: sha1(value.tobytes()) };
  if (value instanceof Tensor) {
    const { buffer, byteOffset, byteLength } = value.contiguous().clone().numpy() as Uint8Array;
    const hash = sha1(new Uint8Array(buffer, byteOffset, byteLength));
    return { shape: [...value.size()], dtype: String(value.dtype).replace('torch.', ''), sha1: hash };
  }
  if (Array.isArray(value)) return value.map(content);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, content(item)]));
  }
  return value;
}

export interface Case {
  readonly name: string;
  readonly keywords: object;
  readonly items: unknown;
  readonly attributes: object;
  readonly text: string;
}

/** Does a data set hold what torchvision read? `root` stands where torchvision's text has the folder '.'. */
export function expectSame(dataset: any, { items, attributes, text }: Case, root: string): void {
  const got = Array.from({ length: dataset.length }, (_, i) => content(dataset.get(i)));
  expect(got).toEqual(items);
  expect(content(dataset.get(-1))).toEqual(got.at(-1));
  for (const index of [dataset.length, -dataset.length - 1]) {
    expect(() => dataset.get(index)).toThrow(expect.objectContaining({ name: 'IndexError' }));
  }
  const kept = Object.keys(attributes).map((name) => [name, content(dataset[name])]);
  expect(Object.fromEntries(kept)).toEqual(attributes);
  expect(String(dataset)).toBe(text.replace('Root location: .', `Root location: ${root}`));
}
