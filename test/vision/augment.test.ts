import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import '../nn/pinned.ts';
import { type Tensor, torch, vision } from '../../src/index.ts';
import golden from '../golden/vision_pictures.json' with { type: 'json' };

const { Image, transforms: T } = vision;
const F = T.functional;
type AnyImage = Tensor | InstanceType<typeof Image>;

interface Kept {
  shape: number[];
  sha: string;
  sample: string;
}
const results = golden.results as unknown as Record<string, Record<string, Kept | Kept[]>>;

function images(): Record<string, AnyImage> {
  torch.set_num_threads(1);
  torch.manual_seed(33);
  const pixels = torch.randint(0, 256, [3, 24, 35], { dtype: torch.uint8 });
  const gray = torch.randint(0, 256, [1, 21, 18], { dtype: torch.uint8 });
  const y = torch.arange(24).view(1, -1, 1).mul(7);
  const x = torch.arange(35).view(1, 1, -1).mul(3);
  const smooth = y
    .add(x)
    .add(torch.arange(3).view(-1, 1, 1).mul(31))
    .remainder(256)
    .to(torch.uint8);
  return {
    picture: F.to_pil_image(pixels),
    'gray picture': F.to_pil_image(gray),
    bytes: pixels,
    smooth,
    floats: pixels.float().div(255),
  };
}
const inputs = images();

const bytesOf = (image: AnyImage): [number[], Buffer, Tensor] => {
  const tensor = (image instanceof Image ? F.pil_to_tensor(image) : image).contiguous();
  const array = tensor.clone().numpy() as Uint8Array;
  return [[...tensor.size()], Buffer.from(array.buffer, array.byteOffset, array.byteLength), tensor];
};

/** The largest difference; 0 when all bytes are the same. */
function distance(got: AnyImage, { shape, sha, sample }: Kept): number {
  const [size, bytes, tensor] = bytesOf(got);
  expect(size).toEqual(shape);
  if (createHash('sha256').update(bytes).digest('hex').slice(0, 16) === sha) return 0;
  const raw = inflateSync(Buffer.from(sample, 'base64'));
  const expected =
    tensor.dtype === torch.uint8
      ? Uint8Array.from(raw)
      : new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  const flat = tensor.flatten().tolist() as number[];
  const step = Math.max(1, Math.floor(flat.length / 60));
  let most = 1e-9;
  expected.forEach((value, i) => {
    most = Math.max(most, Math.abs(value - (flat[i * step] as number)));
  });
  return most;
}

type Call = (image: AnyImage) => AnyImage;

function call(name: string): Call {
  const [what = '', ...words] = name.split(' ');
  const numbers = words.map(Number).filter((value) => !Number.isNaN(value));
  const [a = 0, b = 0] = numbers;
  const mode = words.find((word) => ['nearest', 'bilinear', 'bicubic'].includes(word)) as 'nearest';
  const calls: Record<string, Call> = {
    gaussian_blur: (x) =>
      numbers.length === 2 ? F.gaussian_blur(x, [a, b]) : F.gaussian_blur(x, a, numbers[2]),
    five_crop: (x) => F.five_crop(x, [9, 12])[a] as AnyImage,
    ten_crop: (x) => F.ten_crop(x, 10, true)[a] as AnyImage,
    pad: (x) => F.pad(x, numbers.length === 1 ? a : numbers, 7, words[0] as 'edge'),
    rotate: (x) => {
      if (words[0] === 'expand') return F.rotate(x, a, mode, true, null, 50);
      return words[0] === 'center' ? F.rotate(x, 15, mode, false, [4, 6]) : F.rotate(x, a, mode);
    },
    affine: (x) =>
      words[0] === 'center'
        ? F.affine(x, -8, [0, 2], 0.7, 12, mode, null, [2, 3])
        : F.affine(x, 20, [3, -4], 1.3, [10, -5], mode, 9),
    perspective: (x) => {
      const start = [
        [0, 0],
        [34, 0],
        [34, 23],
        [0, 23],
      ];
      const end = [
        [3, 2],
        [30, 1],
        [33, 20],
        [1, 22],
      ];
      return F.perspective(x, start, end, mode, 12);
    },
    resized_crop: (x) => F.resized_crop(x, 3, 4, 15, 13, [20, 9], mode),
  };
  return (
    calls[what] ??
    ((x) =>
      (F as unknown as Record<string, (x: AnyImage, ...rest: number[]) => AnyImage>)[what]?.(
        x,
        ...numbers,
      ) as AnyImage)
  );
}

function randomTransform(name: string, isFloat: boolean): Call {
  const [what = '', detail] = name.split(' ');
  const made: Record<string, () => unknown> = {
    RandomCrop: () =>
      detail
        ? T.RandomCrop(40, { pad_if_needed: true, fill: 3 })
        : T.RandomCrop([10, 13], { padding: 3, padding_mode: 'reflect' }),
    RandomHorizontalFlip: () => T.RandomHorizontalFlip(),
    RandomVerticalFlip: () => T.RandomVerticalFlip(0.3),
    RandomResizedCrop: () =>
      detail ? T.RandomResizedCrop([9, 15], { scale: [0.9, 1], ratio: [3, 4] }) : T.RandomResizedCrop(14),
    RandomRotation: () =>
      detail ? T.RandomRotation([10, 80], { expand: true, fill: 77 }) : T.RandomRotation(40, 'bilinear'),
    RandomAffine: () => T.RandomAffine(30, [0.1, 0.3], [0.6, 1.4], [-10, 10, -5, 5], { fill: 20 }),
    RandomPerspective: () => T.RandomPerspective(0.6, 0.8),
    ColorJitter: () => T.ColorJitter(0.4, 0.5, [0.3, 1.8], 0.2),
    RandomGrayscale: () => T.RandomGrayscale(0.5),
    GaussianBlur: () => T.GaussianBlur([5, 3]),
    RandomInvert: () => T.RandomInvert(),
    RandomSolarize: () => T.RandomSolarize(isFloat ? 0.4 : 120),
    RandomAdjustSharpness: () => T.RandomAdjustSharpness(1.6),
    RandomAutocontrast: () => T.RandomAutocontrast(),
    RandomApply: () => T.RandomApply([T.RandomCrop(11), T.RandomVerticalFlip()], 0.6),
    ElasticTransform: () => T.ElasticTransform(60, 3),
    RandomPosterize: () => T.RandomPosterize(2),
    RandomEqualize: () => T.RandomEqualize(),
    AutoAugment: () => T.AutoAugment(detail as 'svhn'),
    RandAugment: () => T.RandAugment(3, 14, { fill: 60 }),
    TrivialAugmentWide: () => T.TrivialAugmentWide({ interpolation: 'bilinear' }),
    AugMix: () => T.AugMix(5, 4),
    RandomErasing: () => T.RandomErasing(0.7, { value: detail ? 'random' : [9, 99, 199] }),
  };
  return made[what]?.() as Call;
}

/** What may differ from Python, and by how much: a level where pixels are mixed, rounding of floats elsewhere. */
function tolerance(kind: string, name: string): number {
  if (kind === 'floats') return 2e-6;
  const isPicture = kind.endsWith('picture');
  if (/gaussian_blur|GaussianBlur|ElasticTransform/.test(name)) return 1;
  return isPicture ? 0 : 1;
}

describe.each(Object.keys(results))('%s: as torchvision has it', (kind) => {
  const cases = results[kind] as Record<string, Kept | Kept[]>;
  const image = inputs[kind] as AnyImage;
  test.each(Object.keys(cases))('%s', (name) => {
    const expected = cases[name] as Kept | Kept[];
    const most = tolerance(kind, name);
    if (!Array.isArray(expected)) {
      expect(distance(call(name)(image), expected)).toBeLessThanOrEqual(most);
      return;
    }
    const transform = randomTransform(name, kind === 'floats');
    torch.manual_seed(55);
    for (const each of expected) expect(distance(transform(image), each)).toBeLessThanOrEqual(most);
  });
});

test("transforms print Python's text", () => {
  const made = [
    T.Compose([T.Resize([20]), T.Pad([1, 2], { fill: 3, padding_mode: 'edge' }), T.PILToTensor()]),
    T.RandomApply([T.RandomHorizontalFlip(), T.RandomVerticalFlip(0.25)]),
    T.RandomOrder([T.RandomInvert(0.1)]),
    T.RandomChoice([T.RandomEqualize()], [1]),
    T.RandomResizedCrop(224),
    T.RandomResizedCrop([10, 20], { scale: [0.5, 0.75], interpolation: 'bicubic', antialias: false }),
    T.FiveCrop(3),
    T.TenCrop([4, 5], true),
    T.RandomPerspective(),
    T.RandomRotation(30),
    T.RandomRotation([1.5, 20], 'bicubic', true, [3, 4], { fill: 2 }),
    T.RandomAffine(10),
    T.RandomAffine([5, 6], [0.1, 0.2], [0.5, 2], 3, 'bicubic', 7, [1, 2]),
    T.ColorJitter(),
    T.ColorJitter(0.5, [0.25, 2], 0, 0.125),
    T.RandomGrayscale(),
    T.GaussianBlur(3),
    T.GaussianBlur([5, 3], 0.5),
    T.RandomErasing(),
    T.RandomErasing({ value: [1, 2, 3], inplace: true }),
    T.RandomPosterize(3),
    T.RandomSolarize(128, 0.25),
    T.RandomAdjustSharpness(2),
    T.RandomAutocontrast(),
    T.ElasticTransform(),
    T.ToPILImage(),
    T.ToPILImage('RGB'),
    T.AutoAugment(),
    T.AutoAugment('svhn', { fill: [1, 2, 3] }),
    T.RandAugment(),
    T.TrivialAugmentWide(),
    T.AugMix(),
  ];
  // Lists and tuples are one thing here, so that brackets are not compared.
  const plain = (text: string) =>
    text.replaceAll(/[[\]]/g, (bracket) => (bracket === '[' ? '(' : ')')).replaceAll(',)', ')');
  expect(made.map((transform) => plain(String(transform)))).toEqual(golden.texts.map(plain));
});

test('MixUp and CutMix of a batch', () => {
  torch.manual_seed(8);
  const batch = torch.rand(5, 3, 12, 9);
  const labels = torch.tensor([0n, 3n, 1n, 2n, 2n]);
  let i = 0;
  for (const mix of [T.v2.MixUp({ num_classes: 4 }), T.v2.CutMix(0.5, 4)]) {
    for (let step = 0; step < 4; step += 1, i += 1) {
      const [mixed, shares] = mix(batch, labels);
      const [sum, row, expected] = golden.mixes[i] as [number, number[], number[][]];
      expect(mixed.double().sum().item()).toBeCloseTo(sum, 6);
      expect(mixed.index(1, 2).flatten().narrow(0, 0, 20).tolist()).toEqual(row);
      expect(shares.tolist()).toEqual(expected);
    }
  }
  expect(() => T.v2.MixUp()(batch, labels)).toThrow(
    'num_classes must be passed if the labels are index-based (1D)',
  );
});

test("what stands in for Python's random draws from torch's generator", () => {
  const seen = new Set<string>();
  const order = T.RandomOrder([(x: string) => `${x}a`, (x: string) => `${x}b`, (x: string) => `${x}c`]);
  const choice = T.RandomChoice([() => 'first', () => 'second', () => 'never'], [0.5, 0.5, 0]);
  torch.manual_seed(1);
  const run = () => `${order('')} ${choice(0)}`;
  const first = Array.from({ length: 60 }, run);
  for (const text of first) seen.add(text);
  torch.manual_seed(1);
  expect(Array.from({ length: 60 }, run)).toEqual(first);
  expect([...seen].filter((text) => text.endsWith('first'))).toHaveLength(6);
  expect(seen.size).toBe(12);
});

test('a pipeline of the second generation', () => {
  const pipeline = T.v2.Compose([
    T.v2.ToImage(),
    T.v2.RGB(),
    T.v2.Resize([8, 9]),
    T.v2.ToDtype(torch.float32, { scale: true }),
    T.v2.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]),
  ]);
  const result = pipeline(inputs['gray picture']);
  expect([...result.size()]).toEqual([3, 8, 9]);
  expect(result.abs().max().item()).toBeLessThanOrEqual(1);
  torch.manual_seed(2);
  const noisy = T.v2.GaussianNoise(0, 0.2)(inputs.floats as Tensor);
  expect(
    noisy
      .sub(inputs.floats as Tensor)
      .std()
      .item(),
  ).toBeGreaterThan(0.1);
});

describe('what makes no sense', () => {
  const picture = inputs.picture as AnyImage;
  const bytes = inputs.bytes as Tensor;
  test.each<[string, () => unknown, RegExp]>([
    [
      'a crop that is too large',
      () => T.RandomCrop(99)(picture),
      /Required crop size \(99, 99\) is larger than input image size \(24, 35\)/,
    ],
    ['five crops that are too large', () => T.FiveCrop(30)(picture), /bigger than input size \(24, 35\)/],
    ['an even kernel', () => T.GaussianBlur(4), /odd and positive/],
    [
      'a hue beyond the circle',
      () => T.ColorJitter(0, 0, 0, 0.7),
      /hue values should be between \(-0.5, 0.5\)/,
    ],
    ['a negative factor', () => F.adjust_contrast(picture, -1), /contrast_factor \(-1\) is not non-negative/],
    ['no picture at all', () => F.hflip('x' as never), /img should be a picture or a Tensor, got x/],
    [
      'a fill of two numbers for three channels',
      () => F.rotate(picture, 3, 'nearest', false, null, [1, 2]),
      /'fill' does not match the number of channels/,
    ],
    [
      'bicubic on a tensor',
      () => F.rotate(bytes, 3, 'bicubic'),
      /'bicubic' is unsupported with Tensor input/,
    ],
    ['Lanczos on a tensor', () => F.resize(bytes, 9, 'lanczos'), /for pictures only/],
    [
      'equalize on floats',
      () => F.equalize(inputs.floats as Tensor),
      /Only torch.uint8 image tensors are supported/,
    ],
    ['three corners', () => F.perspective(picture, [[0, 0]], [[0, 0]]), /exactly four corners/],
    ['five channels', () => F.to_pil_image(torch.zeros(5, 2, 2)), /should not have > 4 channels/],
    ['a scale of nothing', () => F.affine(picture, 0, [0, 0], 0, 0), /scale should be positive/],
    [
      'an unsafe cast',
      () => F.convert_image_dtype(inputs.floats as Tensor, torch.int32),
      /cannot be performed safely/,
    ],
    ['an unknown interpolation', () => F.resize(picture, 9, 'cubic' as never), /should be one of nearest/],
    [
      'an unknown keyword',
      () => T.RandomRotation(3, { angle: 3 } as never),
      /unexpected keyword argument 'angle'/,
    ],
  ])('%s', (_name, action, message) => {
    expect(action).toThrow(message);
  });
});
