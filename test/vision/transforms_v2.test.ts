import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
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
