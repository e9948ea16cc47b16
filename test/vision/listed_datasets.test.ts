import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as datasets from '../../src/vision/datasets/index.ts';
import { Image } from '../../src/vision/image.ts';
import expected from '../golden/datasets/listed.json' with { type: 'json' };
import { type Loopback, loopback } from '../loopback.ts';

const golden = (name: string) => new URL(`../golden/datasets/${name}`, import.meta.url).pathname;
const md5 = (path: string) => createHash('md5').update(readFileSync(path)).digest('hex');
const content = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(content);
  return value instanceof Image ? createHash('sha1').update(value.tobytes()).digest('hex') : value;
};
const all = datasets as unknown as Record<string, (root: string, options?: object) => datasets.EuroSAT>;

let root: string;
let server: Loopback;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'typetorch-listed-'));
  datasets.utils.extract_archive(golden('listed.tar.gz'), root);
  server = await loopback();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The class with the small files, which come from the loopback server. */
function flowers(labels = join(root, 'flowers-102/imagelabels.mat')) {
  return class Flowers102 extends datasets.Flowers102 {
    static override archives = [
      [`${server.url}/flowers.tgz`, md5(golden('flowers.tgz'))],
      [`${server.url}/imagelabels.mat`, md5(labels)],
      [`${server.url}/setid.mat`, md5(join(root, 'flowers-102/setid.mat'))],
    ] as const;
  };
}

describe('read what torchvision reads', () => {
  for (const { name, keywords, items, classes, text } of expected) {
    test(`${name} ${JSON.stringify(keywords)}`, () => {
      const dataset =
        name === 'Flowers102' ? new (flowers())(root, keywords as never) : all[name]?.(root, keywords);
      const found = dataset as datasets.EuroSAT;
      expect(Array.from({ length: found.length }, (_, i) => content(found.get(i)))).toEqual(items);
      if (classes) expect(found.classes).toEqual(classes);
      expect(String(found)).toBe(text.replace('Root location: .', `Root location: ${root}`));
    });
  }

  test('with transforms and another loader', () => {
    const options = { loader: (path: string) => path.slice(-5), target_transform: (n: number) => 10 + n };
    expect(datasets.Food101(root, { ...options, transform: (x: string) => `${x}!` }).get(0)).toEqual([
      '2.jpg!',
      11,
    ]);
  });
});

test('a damaged list', () => {
  const folder = join(root, 'lists');
  for (const content of ['{"pie": [', '{"pie": "pie/1"}', '7']) {
    mkdirSync(join(folder, 'food-101/meta'), { recursive: true });
    mkdirSync(join(folder, 'food-101/images'), { recursive: true });
    writeFileSync(join(folder, 'food-101/meta/train.json'), content);
    expect(() => datasets.Food101(folder)).toThrow(/train\.json: expected an object with a list of files/);
  }
});

test('what is missing, damaged or unknown', () => {
  for (const name of new Set(expected.map(({ name }) => name))) {
    expect(() => all[name]?.(join(root, 'none'))).toThrow(
      new RegExp(`^${name}: dataset not found: .*none.* is missing. You can use download: true`),
    );
  }
  expect(() => datasets.DTD(root, 'val', 11)).toThrow('must be in 1 to 10');
  expect(() => datasets.GTSRB(root, 'val')).toThrow("Unknown value 'val' for argument split");
  expect(() => datasets.OxfordIIITPet(root, { target_types: ['mask'] })).toThrow('target_types');
  const other = join(root, 'other.mat');
  writeFileSync(other, 'other');
  expect(() => new (flowers(other))(root)).toThrow('dataset corrupted');
  const list = join(root, 'oxford-iiit-pet/annotations/test.txt');
  const before = readFileSync(list);
  writeFileSync(list, 'Abyssinian_1 one\n');
  expect(() => datasets.OxfordIIITPet(root, 'test')).toThrow(
    "a name and two numbers, not 'Abyssinian_1 one'",
  );
  writeFileSync(list, before);
});

describe('download', () => {
  test('a zip, from a mirror first, once', async () => {
    await server.use({ '/mirror/EuroSAT.zip': { body: readFileSync(golden('EuroSAT.zip')) } });
    class EuroSAT extends datasets.EuroSAT {
      static override mirrors = [`${server.url}/mirror`];
      static override archives = [[`${server.url}/EuroSAT.zip`, md5(golden('EuroSAT.zip'))]] as const;
    }
    const folder = join(root, 'downloads');
    for (let i = 0; i < 2; i += 1) expect(new EuroSAT(folder, { download: true }).length).toBe(4);
    expect((await server.requests()).map(({ url }) => url)).toEqual(['/mirror/EuroSAT.zip']);
  });

  test('an archive and the files beside it', async () => {
    const file = (name: string) => ({ body: readFileSync(join(root, 'flowers-102', name)) });
    await server.use({
      '/flowers.tgz': { body: readFileSync(golden('flowers.tgz')) },
      '/imagelabels.mat': file('imagelabels.mat'),
      '/setid.mat': file('setid.mat'),
    });
    const found = new (flowers())(join(root, 'downloads'), { split: 'test', download: true });
    expect(found.length).toBe(3);
    expect(found.get(2)[1]).toBe(101);
  });

  test('what is not the published archive leaves nothing behind', async () => {
    await server.use({ '/food-101.tar.gz': { body: 'something else' } });
    class Food101 extends datasets.Food101 {
      static override archives = [[`${server.url}/food-101.tar.gz`, md5(golden('flowers.tgz'))]] as const;
    }
    const folder = join(root, 'bad');
    expect(() => new Food101(folder, { download: true })).toThrow('food-101.tar.gz');
    expect(() => new Food101(folder)).toThrow('dataset not found');
  });
});
