import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Tensor, torch, utils, vision } from '../../src/index.ts';
import { segmentationToMask } from '../../src/vision/tv_tensors/_coco_masks.ts';
import golden from '../golden/datasets/wrapped.json' with { type: 'json' };
import { content, md5, unpacked } from './tiny_datasets.ts';

const { datasets, tv_tensors } = vision;
const { v2 } = vision.transforms;
const { wrap_dataset_for_transforms_v2 } = datasets;

const annotated = unpacked('annotated.tar.gz');
const listed = unpacked('listed.tar.gz');
afterAll(() => {
  annotated.remove();
  listed.remove();
});
for (const [path, text] of Object.entries(golden.files)) writeFileSync(join(annotated.root, path), text);

class CelebA extends datasets.CelebA {
  static override archives = datasets.CelebA.archives.map(([url, , name]) => {
    const sum = /\.txt$/.test(name as string) ? md5(join(annotated.root, 'celeba', name as string)) : '';
    return [url, sum, name] as const;
  }) as unknown as typeof datasets.CelebA.archives;
}
const all: Record<string, any> = { ...datasets, CelebA };

function make(name: string, keywords: Record<string, unknown>): any {
  const { root } = name === 'OxfordIIITPet' ? listed : annotated;
  const { annFile, ...rest } = keywords;
  const options = annFile === undefined ? rest : { ...rest, annFile: join(root, annFile as string) };
  return new all[name](root, options);
}

/** A value as wrapped_datasets.py writes it. */
function typed(value: unknown): unknown {
  if (value instanceof tv_tensors.TVTensor) {
    const facts = { type: value.constructor.name, ...(content(value.as_subclass(Tensor)) as object) };
    if (!(value instanceof tv_tensors.BoundingBoxes)) return facts;
    return { ...facts, format: value.format, canvas_size: [...value.canvas_size], values: value.tolist() };
  }
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, typed(item)]));
  }
  return content(value);
}

describe('wrap as torchvision does', () => {
  test.each(golden.cases as any[])(
    '$name $keywords $target_keys',
    ({ name, keywords, target_keys, items }) => {
      const dataset = wrap_dataset_for_transforms_v2(make(name, keywords), { target_keys });
      expect(Array.from({ length: dataset.length }, (_, i) => typed(dataset.get(i)))).toEqual(items);
    },
  );
});

test("COCO's outlines and run lengths as masks", () => {
  const bits = (mask: Tensor) => {
    const values = mask.flatten().tolist() as number[];
    const bytes = Buffer.alloc(Math.ceil(values.length / 8));
    values.forEach((value, i) => {
      bytes[i >> 3] = (bytes[i >> 3] as number) | (value << (7 - (i & 7)));
    });
    return bytes.toString('hex');
  };
  const file = new URL('../golden/coco_masks.json.gz', import.meta.url);
  for (const { size, polygons, mask, runs, noise } of JSON.parse(gunzipSync(readFileSync(file)).toString())) {
    expect(bits(segmentationToMask(polygons, size))).toBe(mask);
    expect(bits(segmentationToMask({ size, counts: runs }, size))).toBe(noise);
  }
  const size = [3, 2] as const;
  expect(segmentationToMask({ size, counts: [1, 2, 3] }, size).tolist()).toEqual([
    [0, 0],
    [1, 0],
    [1, 0],
  ]);
  for (const bad of [null, 'abc', [], [[1, 2]], { size, counts: [9] }, { size, counts: '\u0001' }]) {
    expect(() => segmentationToMask(bad, size)).toThrow(/COCO/);
  }
});

test('instances of Cityscapes: a mask and a class each', () => {
  const [image, { masks, labels }] = wrap_dataset_for_transforms_v2(make('Cityscapes', {})).get(0);
  const { semantic } = { semantic: make('Cityscapes', {}).get(0)[1]._pixels().squeeze(2).to(torch.int32) };
  const ids = [...new Set(semantic.flatten().tolist() as number[])].sort((a, b) => a - b);
  expect(masks).toBeInstanceOf(tv_tensors.Mask);
  expect([...masks.shape]).toEqual([ids.length, 1, image.height, image.width]);
  expect(labels.tolist()).toEqual(ids.map((id) => (id < 1000 ? id : Math.floor(id / 1000))));
  expect(masks.select(0, 1).squeeze(0).equal(semantic.eq(ids[1]))).toBe(true);
});

test('transforms come after the wrapping, and the rest is the wrapped set’s', () => {
  const seen: unknown[] = [];
  const transforms = v2.Compose([
    (image: any, target: any) => {
      seen.push(target.boxes.constructor.name);
      return [image, target];
    },
    v2.RandomHorizontalFlip(1),
    v2.ToImage(),
  ]);
  const raw = make('CocoDetection', { annFile: 'coco/wrapped.json', transforms });
  const before = make('CocoDetection', { annFile: 'coco/wrapped.json' });
  const dataset = wrap_dataset_for_transforms_v2(raw);
  const [image, target] = dataset.get(1);
  expect(seen).toEqual(['BoundingBoxes']);
  expect(image).toBeInstanceOf(tv_tensors.Image);
  expect(target.boxes.tolist()).toEqual([
    [2.5, 2, 5.5, 5.25],
    [5, 1, 7, 4],
  ]);
  expect(target.image_id).toBe(25);
  expect(dataset.ids).toEqual([9, 25, 30]);
  expect(dataset.coco.getCatIds()).toEqual([]);
  expect('coco' in dataset && 'get' in dataset).toBe(true);
  expect(dataset).toBeInstanceOf(datasets.VisionDataset);
  expect(raw.transforms).toBeNull();
  expect(before.get(1)[1]).toHaveLength(2);
  expect(String(dataset)).toMatch(/^Dataset WrappedCocoDetection\n {4}Number of datapoints: 3/);
});

test('workers have it as well', () => {
  const transforms = v2.Compose([v2.ToImage(), v2.RandomResizedCrop([8, 9])]);
  const dataset = wrap_dataset_for_transforms_v2(
    make('CocoDetection', { annFile: 'coco/wrapped.json', transforms }),
    { target_keys: ['boxes', 'masks'] },
  );
  const loader = utils.data.DataLoader(utils.data.Subset(dataset, [0, 1]), {
    batch_size: 2,
    num_workers: 1,
    collate_fn: (batch: any[]) => batch,
  });
  for (const batch of loader as Iterable<any>) {
    for (const [image, { boxes, masks }] of batch) {
      expect([...image.shape]).toEqual([3, 8, 9]);
      expect(boxes).toBeInstanceOf(tv_tensors.BoundingBoxes);
      expect(boxes.canvas_size).toEqual([8, 9]);
      expect([...masks.shape.slice(1)]).toEqual([8, 9]);
      expect(masks).toBeInstanceOf(tv_tensors.Mask);
    }
  }
});

test('what cannot be wrapped', () => {
  expect(() => wrap_dataset_for_transforms_v2([1, 2] as never)).toThrow(/VisionDataset/);
  expect(() => wrap_dataset_for_transforms_v2(datasets.FakeData(2))).toThrow(
    'No wrapper exists for dataset class FakeData. Please wrap the output yourself.',
  );
  expect(() => wrap_dataset_for_transforms_v2(make('SBDataset', {}))).toThrow(/mode='boundaries'/);
  expect(() => wrap_dataset_for_transforms_v2(make('CelebA', {}))).toThrow(/CelebA/);
  expect(() =>
    wrap_dataset_for_transforms_v2(make('Kitti', {}), { target_keys: ['boxes', 'masks'] }),
  ).toThrow(/Target keys \[masks\] are not available; known: type, truncated/);
  expect(() => wrap_dataset_for_transforms_v2(make('VOCSegmentation', {}), { target_keys: 'all' })).toThrow(
    /only supported for/,
  );
});
