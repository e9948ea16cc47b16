import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Tensor, torch, vision } from '../../src/index.ts';
import { flatten } from '../../src/vision/transforms/v2/_pytree.ts';

const { tv_tensors, Image: Picture } = vision;
const { v2 } = vision.transforms;
const F = v2.functional;

interface Kept {
  type: string;
  shape: number[];
  dtype: string;
  sha: string;
  values?: number[];
  mean?: number;
  format?: string;
  canvas_size?: number[];
  clamping_mode?: string | null;
}
type Leaf = Kept | number | string | null;
interface Case {
  name: string;
  keywords: Record<string, unknown>;
  text: string;
  samples: Record<string, Record<string, Leaf[]>>;
}
const file = new URL('../golden/vision_transforms_v2.json.gz', import.meta.url);
const golden: { capability: string; cases: Case[] } = JSON.parse(gunzipSync(readFileSync(file)).toString());
// The last bits of what is interpolated or convolved depend on the processor's vector units.
const isSameProcessor = torch.__config__.show().includes(`CPU capability usage: ${golden.capability}`);

const [H, W] = [37, 53];
const corners = [
  [3, 4, 21, 19],
  [10.5, 2.25, 30, 36],
  [0, 0, 53, 37],
  [40, 20, 52.5, 33],
  [25, 25, 27, 26.5],
];

type Format = keyof typeof tv_tensors.BoundingBoxFormat;

function boxesOf(format: Format): Tensor {
  const upright = corners.map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => {
    const [w, h] = [x2 - x1, y2 - y1];
    return { XYXY: [x1, y1, x2, y2], XYWH: [x1, y1, w, h], CXCYWH: [x1 + w / 2, y1 + h / 2, w, h] };
  });
  if (format === 'XYXY' || format === 'XYWH' || format === 'CXCYWH') {
    return torch.tensor(upright.map((box) => box[format]));
  }
  const turns = [0, 30, -15, 100, 45];
  const middles = torch.tensor(upright.map((box, i) => [...box.CXCYWH, turns[i]]));
  return F.convert_bounding_box_format(middles, 'CXCYWHR', format);
}

function boxes(format: Format, dtype = torch.float32, clamping_mode: 'soft' | 'hard' | null = 'soft') {
  return tv_tensors.BoundingBoxes(boxesOf(format).to(dtype), { format, canvas_size: [H, W], clamping_mode });
}

/** A nested sample; the draws stand in the same order in the script that made the golden data. */
function sample(name: string): any {
  torch.manual_seed(77);
  const pixels = torch.randint(0, 256, [3, H, W], { dtype: torch.uint8 });
  const masks = torch.randint(0, 2, [5, H, W], { dtype: torch.uint8 });
  const semantic = torch.randint(0, 21, [H, W], { dtype: torch.uint8 });
  const points = tv_tensors.KeyPoints(torch.rand([4, 3, 2]).mul(torch.tensor([W - 1, H - 1])), {
    canvas_size: [H, W],
  });
  const labels = torch.tensor([3n, 1n, 4n, 1n, 5n]);
  const image = tv_tensors.Image(pixels);
  const floats = pixels.div(255);
  const make: Record<string, () => unknown> = {
    detection: () => [
      image,
      { boxes: boxes('XYXY'), masks: tv_tensors.Mask(masks), labels, image_id: 7, name: 'a' },
    ],
    integers: () => ({ image, parts: [boxes('XYWH', torch.int64), labels, null] }),
    middles: () => [image, { boxes: boxes('CXCYWH'), labels }],
    'whole middles': () => [image, { boxes: boxes('CXCYWH', torch.int64), labels }],
    turned: () => [image, { boxes: boxes('XYWHR'), labels }],
    'turned middles': () => [image, { boxes: boxes('CXCYWHR', torch.float32, 'hard'), labels }],
    corners: () => [image, { boxes: boxes('XYXYXYXY'), labels }],
    'hard corners': () => [image, { boxes: boxes('XYXYXYXY', torch.float32, 'hard'), labels }],
    unclamped: () => [image, { boxes: boxes('XYXY', torch.float32, null), labels }],
    points: () => [image, { points, labels }],
    floats: () => [
      tv_tensors.Image(floats),
      { boxes: boxes('XYXY', torch.float64), masks: tv_tensors.Mask(masks.bool()) },
    ],
    picture: () => [
      Picture.fromarray(pixels.permute(1, 2, 0)),
      { boxes: boxes('XYXY'), mask: tv_tensors.Mask(semantic), labels },
    ],
    segmentation: () => [image, tv_tensors.Mask(semantic.long())],
    plain: () => [pixels, { other: torch.tensor([0, 1, 2, 3]), mask: tv_tensors.Mask(semantic), labels }],
    floating: () => [floats, 3],
    gray: () => tv_tensors.Image(pixels.narrow(0, 0, 1)),
    wide: () => tv_tensors.Image(pixels.to(torch.int32).mul(8000000)),
    video: () => [
      tv_tensors.Video(torch.stack([pixels, pixels.flip(-1), pixels.neg().add(255)])),
      { boxes: boxes('XYXY') },
    ],
    batch: () => [
      torch.stack([floats, pixels.flip(-1).div(255), pixels.flip(-2).div(255)]),
      torch.tensor([0n, 2n, 1n]),
    ],
    colour: () => image,
  };
  const [, only] = /^(.*)-only$/.exec(name) ?? [];
  const made = (make[only ?? name] as () => any)();
  return only === undefined ? made : made[0];
}

/** A keyword as it is here. */
function valueOf(given: any): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  if ('$dtype' in given) return (torch as any)[given.$dtype];
  if ('$transforms' in given) return given.$transforms.map(([name, keywords]: any) => build(name, keywords));
  return Object.fromEntries(Object.entries(given.$types).map(([type, value]) => [type, valueOf(value)]));
}

function build(name: string, keywords: Record<string, unknown>): any {
  const given = Object.entries(keywords).map(([key, value]) => [key, valueOf(value)]);
  return (v2 as any)[name](Object.fromEntries(given));
}

function check(name: string, leaf: unknown, kept: Leaf): void {
  if (typeof kept !== 'object' || kept === null) {
    expect(leaf).toBe(kept);
    return;
  }
  const tensor = leaf instanceof Picture ? F.pil_to_tensor(leaf) : (leaf as Tensor);
  expect(tensor).toBeInstanceOf(Tensor);
  const { type, sha, values, mean, ...facts } = kept;
  const found: Record<string, unknown> = { shape: [...tensor.shape], dtype: String(tensor.dtype) };
  for (const fact of ['format', 'canvas_size', 'clamping_mode'] as const) {
    if (fact in tensor) found[fact] = (tensor as any)[fact];
  }
  expect(leaf instanceof Picture ? 'picture' : tensor.constructor.name).toBe(type);
  expect(found).toEqual(facts);
  const plain = tensor.as_subclass(Tensor);
  if (values !== undefined) {
    const got = plain.double().flatten().tolist() as number[];
    for (const [i, value] of values.entries()) expect(got[i]).toBeCloseTo(value, 2);
  } else {
    const scale = plain.dtype === torch.int32 ? 1e7 : plain.is_floating_point() ? 0.01 : 1;
    expect(Math.abs((plain.double().mean().item() as number) - (mean as number))).toBeLessThan(scale);
  }
  // JavaScript's sine and C's may differ in the last bit, which only doubles show.
  const isTurned = turned.includes(name) && plain.dtype === torch.float64;
  if (isSameProcessor && !isTurned) expect(hash(plain)).toBe(sha);
}
const turned = ['RandomRotation', 'RandomAffine'];

function hash(tensor: Tensor): string {
  const array = tensor.clone({ memory_format: torch.contiguous_format }).numpy() as Uint8Array;
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}

// Python prints a tuple or a list, 1 or 1.0, 'xywh' or 'XYWH', as the user wrote it; here there is one way for each.
const asWritten = (text: string) =>
  text
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/(\d)\.0\b/g, '$1')
    .toLowerCase();

for (const { name, keywords, text, samples } of golden.cases) {
  test(`${name} ${JSON.stringify(keywords)}: as in torchvision`, () => {
    torch.set_num_threads(1);
    const transform = build(name, keywords);
    expect(asWritten(String(transform))).toBe(asWritten(text));
    for (const [what, results] of Object.entries(samples)) {
      for (const [seed, leaves] of Object.entries(results)) {
        const given = sample(what);
        torch.manual_seed(Number(seed));
        const found = flatten(transform(...[given])).leaves;
        found.push(torch.rand([1]).item());
        expect(found.length).toBe(leaves.length);
        for (const [i, leaf] of found.entries()) {
          try {
            check(name, leaf, leaves[i] as Leaf);
          } catch (error) {
            throw new Error(`${what}, seed ${seed}, part ${i}`, { cause: error });
          }
        }
      }
    }
  });
}

describe('in use', () => {
  const image = () => tv_tensors.Image(torch.arange(48).view(3, 4, 4).to(torch.uint8));

  test('a class of the user: drawn once for a sample, checked first', () => {
    class Shift extends v2.Transform {
      declare most: number;
      constructor(most: number) {
        super();
        this.most = most;
      }
      override check_inputs(flat_inputs: unknown[]): void {
        if (!v2.has_any(flat_inputs, tv_tensors.Image)) throw new Error('no image');
      }
      override make_params(flat_inputs: unknown[]): { by: number } {
        const [, width] = v2.query_size(flat_inputs);
        return { by: Number(torch.randint(0, Math.min(this.most, width), [1]).item()) };
      }
      override transform(inpt: any, { by }: { by: number }): unknown {
        if (inpt instanceof tv_tensors.BoundingBoxes) {
          return tv_tensors.wrap(inpt.add(torch.tensor([by, 0, by, 0])), { like: inpt });
        }
        return this._call_kernel(F.crop, inpt, { top: 0, left: -by, height: 4, width: 4 });
      }
    }
    const shift = new Shift(3);
    const sample = { image: image(), boxes: tv_tensors.BoundingBoxes([0, 0, 1, 1], 'XYXY', [4, 4]), id: 3 };
    torch.manual_seed(4);
    const by = Number(torch.randint(0, 3, [1]).item());
    torch.manual_seed(4);
    const moved = shift(sample);
    expect(moved.boxes.tolist()).toEqual([[by, 0, 1 + by, 1]]);
    expect(moved.image.narrow(-1, by, 4 - by).equal(sample.image.narrow(-1, 0, 4 - by))).toBe(true);
    expect(moved.id).toBe(3);
    expect(sample.boxes.tolist()).toEqual([[0, 0, 1, 1]]);
    expect(String(shift)).toBe('Shift(most=3)');
    expect(() => shift({ boxes: sample.boxes })).toThrow('no image');
    expect(() => new v2.Transform()(image())).toThrow(/missing the required "transform"/);
    class Pictures extends v2.Transform {
      static override _transformed_types = [Picture];
      override transform(): string {
        return 'seen';
      }
    }
    expect(new Pictures()([Picture.new('L', [1, 1]), image(), 5])).toEqual(['seen', expect.anything(), 5]);
  });

  test('plain tensors: the first is the image, unless there is one', () => {
    const [a, b, c] = [torch.zeros([1, 2, 4]), torch.ones([1, 2, 4]), torch.zeros([3])];
    const resize = v2.Resize([4, 4]);
    const sizes = (sample: unknown) => flatten(resize(sample)).leaves.map((x) => [...(x as Tensor).shape]);
    expect(sizes([a, b, { c }])).toEqual([[1, 4, 4], [1, 2, 4], [3]]);
    expect(sizes([a, tv_tensors.Image(b)])).toEqual([
      [1, 2, 4],
      [1, 4, 4],
    ]);
    expect(resize(a, 3)).toEqual([expect.anything(), 3]);
    const boxes = tv_tensors.BoundingBoxes([0, 0, 1, 1], 'XYXY', [2, 4]);
    expect(sizes([c.view(1, 1, 3), boxes])).toEqual([
      [1, 4, 4],
      [1, 4],
    ]);
    const map = new Map<string, unknown>([
      ['image', a],
      ['boxes', boxes],
    ]);
    const out = v2.Compose([resize])(map);
    expect(out).toBeInstanceOf(Map);
    expect(out.get('boxes').canvas_size).toEqual([4, 4]);
    expect(() => v2.RandomCrop(2)([tv_tensors.Image(a), tv_tensors.Mask(torch.zeros([9, 9]))])).toThrow(
      'Found multiple HxW dimensions in the sample: (2, 4), (9, 9)',
    );
    expect(() => v2.RandomCrop(2)(['a', 3])).toThrow(/No image, video, mask/);
  });

  test('tables by type take names or classes', () => {
    const sample = [image(), tv_tensors.Mask(torch.zeros([4, 4]))];
    const corner = (transform: any) => transform(sample).map((x: Tensor) => x.flatten().index(0).item());
    expect(corner(v2.Pad(1, { fill: { Image: 7, others: 9 } }))).toEqual([7, 9]);
    const map = new Map<unknown, number>([
      [tv_tensors.Mask, 3],
      ['others', 4],
    ]);
    expect(corner(v2.Pad(1, { fill: map }))).toEqual([4, 3]);
    expect(corner(v2.Pad(1, { fill: { Mask: 5 } }))).toEqual([0, 5]);
    expect(() => v2.Pad(1, { fill: { Images: 7 } })).toThrow(
      /'Images' is no type; known: Image, Video, Mask, BoundingBoxes, KeyPoints, Tensor, PIL.Image, others/,
    );
    expect(() => v2.Pad(1, { fill: new Map([['Image', 7]]) })).toThrow(/classes and 'others', not Image/);
    const typed = v2.ToDtype({ Image: torch.float32, Mask: torch.int64 });
    expect(typed(sample).map((x: Tensor) => String(x.dtype))).toEqual(['torch.float32', 'torch.int64']);
    expect(() => typed(tv_tensors.KeyPoints([1, 2], [4, 4]))).toThrow(
      /No dtype was specified for type KeyPoints/,
    );
    expect(() => (v2.ToDtype as any)('float32')).toThrow(/dtype/);
  });

  test('labels are found by name, or by a function', () => {
    const boxes = tv_tensors.BoundingBoxes(
      [
        [0, 0, 9, 9],
        [2, 2, 2, 2],
        [1, 1, 5, 5],
      ],
      'XYXY',
      [10, 10],
    );
    const labels = torch.tensor([5n, 6n, 7n]);
    const scores = torch.tensor([0.5, 0.25, 0.125]);
    const target = { boxes, Labels: labels, scores, text: 'a' };
    const clean = v2.SanitizeBoundingBoxes()(target);
    expect([clean.Labels.tolist(), clean.scores.tolist(), clean.boxes.tolist()]).toEqual([
      [5, 7],
      [0.5, 0.25, 0.125],
      [
        [0, 0, 9, 9],
        [1, 1, 5, 5],
      ],
    ]);
    const both = v2.SanitizeBoundingBoxes({ labels_getter: (t: any) => [t[1].Labels, t[1].scores] });
    const [, kept] = both(image(), target);
    expect([kept.Labels.tolist(), kept.scores.tolist()]).toEqual([
      [5, 7],
      [0.5, 0.125],
    ]);
    expect(v2.SanitizeBoundingBoxes({ labels_getter: null })(boxes).shape[0]).toBe(2);
    expect(() => v2.SanitizeBoundingBoxes()({ boxes })).toThrow(/Could not infer where the labels are/);
    expect(() => v2.SanitizeBoundingBoxes()(boxes)).toThrow(/must be a dictionary or a two-tuple/);
    expect(() => v2.SanitizeBoundingBoxes()({ boxes, labels: [1, 2] })).toThrow(/must be a tensor or None/);
    expect(() => v2.SanitizeBoundingBoxes()({ boxes, labels: labels.narrow(0, 0, 2) })).toThrow(
      /must match the number of labels/,
    );
    expect(() => v2.SanitizeBoundingBoxes()({ labels })).toThrow(
      'No bounding boxes were found in the sample',
    );
    expect(() => v2.SanitizeBoundingBoxes(0.5)).toThrow('min_size must be >= 1, got 0.5.');
    const batch = { images: torch.rand([2, 1, 4, 4]), my_label: torch.tensor([0n, 1n]) };
    expect([...v2.MixUp({ num_classes: 3 })(batch).my_label.shape]).toEqual([2, 3]);
    expect(() => v2.CutMix({ num_classes: 3 })(image(), labels)).toThrow(
      /Expected a batched input with 4 dims/,
    );
    expect(() => v2.CutMix({ num_classes: 3 })(boxes, labels)).toThrow(
      /does not support PIL images, bounding boxes/,
    );
  });

  test('containers and functions', () => {
    const plus = v2.Lambda((x: number) => x + 1, Number);
    expect(plus({ a: 1, b: 'x', c: [2, true] })).toEqual({ a: 2, b: 'x', c: [3, true] });
    expect(v2.Lambda((x: unknown) => typeof x)([1, 'a'])).toEqual(['number', 'string']);
    expect(v2.Compose([plus, (x: number) => x * 2])(3)).toBe(8);
    expect(v2.Compose([(a: number, b: number) => [b, a], plus])(1, 5)).toEqual([6, 2]);
    expect(v2.RandomApply([plus], 0)(1, 2)).toEqual([1, 2]);
    expect(v2.RandomApply([plus], { p: 1 })(1)).toBe(2);
    expect(() => v2.Compose([])).toThrow('Pass at least one transform');
    expect(() => (v2.Compose as any)(plus)).toThrow(/must be a list of transforms/);
    expect(() => (v2.Compose as any)([3])).toThrow(/must be a list of transforms/);
    expect(() => v2.RandomChoice([plus], [1, 2])).toThrow("Length of p doesn't match");
    expect(() => (v2.Lambda as any)(3)).toThrow(/takes a function/);
  });

  test('what makes no sense', () => {
    const boxes = tv_tensors.BoundingBoxes([0, 0, 3, 3], 'XYXY', [4, 4]);
    const cases: [() => unknown, RegExp][] = [
      [() => (v2.Resize(5) as any)(), /Resize\(\) takes a sample, got nothing/],
      [() => (v2.Compose([v2.Identity()]) as any)(), /Compose\(\) takes a sample, got nothing/],
      [() => (v2.MixUp() as any)(), /MixUp\(\) takes a sample/],
      [() => v2.Resize(5, 'linear' as never), /must be one of nearest, nearest-exact, bilinear/],
      [
        () => {
          const loop: unknown[] = [image()];
          loop.push({ loop });
          v2.Resize(5)(loop);
        },
        /a sample cannot hold itself/,
      ],
      [() => v2.RandomIoUCrop()(image()), /requires input sample to contain tensor or PIL images/],
      [
        () => v2.RandomIoUCrop({ sampler_options: [0.5], trials: 2 })(image(), F.crop(boxes, 90, 90, 4, 4)),
        /found no part with the middle of a box/,
      ],
      [() => v2.FiveCrop(2)(image(), boxes), /not supported by FiveCrop\(\)/],
      [
        () => v2.AutoAugment()(image(), boxes),
        /Inputs of type BoundingBoxes are not supported by AutoAugment/,
      ],
      [() => v2.AutoAugment()('a'), /Found no image in the sample/],
      [
        () => v2.RandAugment()([image(), image()]),
        /only properly defined for a single image or video, but found 2/,
      ],
      [() => v2.Normalize([0], [1])(Picture.new('L', [2, 2])), /does not support PIL images/],
      [
        () => v2.RandomCrop(9)(image()),
        /Required crop size \(9, 9\) is larger than input image size \(4, 4\)/,
      ],
      [() => v2.Resize(null as never), /max_size must be an integer when size is None/],
      [() => v2.Resize([2, 2], { max_size: 5 })(image()), /max_size should only be passed/],
      [() => v2.RandomHorizontalFlip(2), /argument 'p'/],
      [() => v2.GaussianBlur(4), /odd and positive/],
      [() => v2.GaussianNoise()(Picture.new('L', [2, 2])), /not implemented for PIL images/],
      [() => v2.RandomZoomOut({ side_range: [0.5, 2] }), /Invalid side range/],
      [() => v2.RandomErasing({ scale: [-1, 1] }), /Scale should be between 0 and 1/],
      [() => v2.RandAugment({ magnitude: 40 }), /magnitude must be less/],
      [() => v2.JPEG([50, 20]), /quality/],
      [() => v2.RandomPhotometricDistort()(boxes), /No image or video was found/],
      [() => (v2.ConvertBoundingBoxFormat as any)('XY'), /format/],
    ];
    for (const [run, message] of cases) expect(run).toThrow(message);
  });

  test('a tensor as it was a JPEG file is what a picture is', () => {
    const pixels = torch.randint(0, 256, [3, 20, 30], { dtype: torch.uint8 });
    const picture = F.jpeg(F.to_pil_image(pixels), 60);
    expect(F.jpeg(pixels, 60).equal(F.pil_to_tensor(picture))).toBe(true);
    expect([...F.jpeg(tv_tensors.Video(torch.stack([pixels, pixels])), 60).shape]).toEqual([2, 3, 20, 30]);
  });
});
