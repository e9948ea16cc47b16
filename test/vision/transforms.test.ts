import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { Image } from '../../src/vision/image.ts';
import { inverseAffineMatrix } from '../../src/vision/transforms/functional.ts';
import * as T from '../../src/vision/transforms/index.ts';
import { affineMatrix } from '../../src/vision/transforms/v2/functional/_grid.ts';
import golden from '../golden/vision_transforms.json' with { type: 'json' };

const F = T.functional;
const images: Record<string, Tensor> = {
  rgb: torch.tensor(golden.rgb, { dtype: torch.uint8 }),
  gray: torch.tensor(golden.gray, { dtype: torch.uint8 }),
};
const cases: Record<string, { image: string; result: unknown }> = golden.cases;
const args = (name: string) => JSON.parse(/\[.*\]|\d+/.exec(name)?.[0] ?? 'null');

describe('equal to torchvision', () => {
  for (const [name, { image, result }] of Object.entries(cases)) {
    if (name.startsWith('RandomCrop')) continue;
    test(name, () => {
      const x = images[image] as Tensor;
      const [kind, ...words] = name.split(' ');
      if (kind === 'to_tensor') expect(F.to_tensor(x).tolist()).toEqual(result);
      if (kind === 'normalize') {
        const got = F.normalize(F.to_tensor(x), [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
        expect(got.tolist()).toEqual(result);
      }
      if (kind === 'grayscale') expect(F.rgb_to_grayscale(x, 3).tolist()).toEqual(result);
      if (kind === 'center_crop') expect(F.center_crop(x, args(name)).tolist()).toEqual(result);
      if (kind === 'crop') {
        expect(F.crop(x, ...(args(name) as [number, number, number, number])).tolist()).toEqual(result);
      }
      if (kind === 'pad') expect(F.pad(x, args(name), 9).tolist()).toEqual(result);
      if (kind !== 'resize') return;
      const [mode, antialias] = words.slice(-2);
      const got =
        mode === 'max_size' || antialias === 'max_size'
          ? F.resize(x, 20, 'bilinear', 24)
          : F.resize(x, args(name), mode as 'bilinear', null, antialias === 'True');
      expect(got.dtype).toBe(torch.uint8);
      expect(got.tolist()).toEqual(result);
    });
  }

  test('RandomCrop draws the same places for the same seed', () => {
    const crops = {
      size: T.RandomCrop([5, 8]),
      padding: T.RandomCrop(9, { padding: 2, fill: 5 }),
      pad_if_needed: T.RandomCrop([13, 16], { pad_if_needed: true }),
      whole: T.RandomCrop([11, 17]),
    };
    torch.manual_seed(11);
    for (const [name, crop] of Object.entries(crops)) {
      for (let i = 0; i < 3; i += 1) {
        const got = crop(images.rgb as Tensor).tolist();
        expect(got, `${name} ${i}`).toEqual(cases[`RandomCrop ${name} ${i}`]?.result);
      }
    }
  });
});

test('a transform leaves its input as it was', () => {
  const x = torch.rand(3, 4, 5);
  const before = x.clone();
  T.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])(x);
  expect(torch.equal(x, before)).toBe(true);
  T.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5], true)(x);
  expect(torch.equal(x, before)).toBe(false);
});

test('a picture of one channel becomes three equal ones', () => {
  const out = T.Grayscale(3)(images.gray as Tensor);
  expect([...out.shape]).toEqual([3, 9, 7]);
  expect(torch.equal(out.select(0, 2), (images.gray as Tensor).select(0, 0))).toBe(true);
});

test('what is no image, or does not fit, is refused', () => {
  const x = images.rgb as Tensor;
  expect(() => T.ToTensor()(torch.rand(3, 4, 4))).toThrow(
    'pic should be a picture, or a uint8 image (C, H, W) or (H, W), got a torch.float32 tensor of shape (3, 4, 4)',
  );
  expect(() => T.Normalize([0], [1])(x)).toThrow('Input tensor should be a float tensor, got a torch.uint8');
  expect(() => T.Normalize([0], [0])(torch.rand(1, 2, 2))).toThrow(
    'std evaluated to zero after conversion to torch.float32, leading to division by zero.',
  );
  expect(() => T.RandomCrop(12)(x)).toThrow(
    'Required crop size (12, 12) is larger than input image size (11, 17)',
  );
  expect(() => T.Resize([4, 5], { max_size: 6 })).toThrow('max_size should only be passed if size specifies');
  expect(() => T.Resize(20, { max_size: 20 })(x)).toThrow('must be strictly greater than the requested size');
  expect(() => T.Resize(4, { interpolation: 'cubic' as never })).toThrow("argument 'interpolation'");
  expect(() => T.Grayscale()(torch.rand(2, 4, 4))).toThrow('permitted channel values are 1 or 3');
});

describe('ToTensor and Normalize in one pass give the bits of the steps one by one', () => {
  const picture = (channels: number) => {
    torch.manual_seed(channels);
    return Image.fromarray(torch.randint(0, 256, [13, 9, channels], { dtype: torch.uint8 }));
  };
  const cases: [name: string, channels: number, steps: ((x: any) => any)[]][] = [
    ['alone', 3, [T.ToTensor()]],
    ['one', 3, [T.ToTensor(), T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]],
    ['grey', 1, [T.ToTensor(), T.Normalize([0.1307], [0.3081], true)]],
    [
      'two, and one for all channels',
      3,
      [T.ToTensor(), T.Normalize([0.5], [0.3]), T.Normalize([1, 2, 3], [4, 5, 6])],
    ],
    ['with alpha', 4, [T.ToTensor(), T.Normalize([0, 0.1, 0.2, 0.3], [1, 2, 3, 4])]],
    [
      'after crops and flips',
      3,
      [
        T.Pad([3, 1, -2, 4], [1, 2, 3]),
        T.RandomHorizontalFlip(1),
        T.RandomVerticalFlip(1),
        T.ToTensor(),
        T.Normalize([0.4], [0.3]),
      ],
    ],
    ['followed by others', 3, [T.ToTensor(), T.Normalize([0.4], [0.3]), T.Lambda((x: Tensor) => x.mul(2))]],
  ];
  for (const [name, channels, steps] of cases) {
    test(name, () => {
      const together = T.Compose(steps)(picture(channels)) as Tensor;
      const one_by_one = steps.reduce((x, step) => step(x), picture(channels) as unknown) as Tensor;
      expect([...together.shape]).toEqual([...one_by_one.shape]);
      expect(together.is_contiguous()).toBe(true);
      expect(torch.equal(together, one_by_one)).toBe(true);
    });
  }

  test('hooks and sub-classes run', () => {
    const normalize = T.Normalize([0.5], [0.5]);
    let calls = 0;
    normalize.register_forward_hook(() => {
      calls += 1;
    });
    class Doubled extends T.ToTensor {
      override forward(pic: Image): Tensor {
        return super.forward(pic).mul(2);
      }
    }
    const found = T.Compose([new Doubled(), normalize])(picture(3)) as Tensor;
    expect(calls).toBe(1);
    expect(torch.equal(found, T.ToTensor()(picture(3)).mul(2).sub(0.5).div(0.5))).toBe(true);
  });

  test('another default dtype', () => {
    torch.set_default_dtype(torch.float64);
    try {
      const found = T.Compose([T.ToTensor(), T.Normalize([0.5], [0.5])])(picture(3)) as Tensor;
      expect(found.dtype).toBe(torch.float64);
    } finally {
      torch.set_default_dtype(torch.float32);
    }
  });

  test('what does not fit is refused as before', () => {
    expect(() => T.Compose([T.ToTensor(), T.Normalize([0.5, 0.5], [0.5, 0.5])])(picture(3))).toThrow(
      'must match',
    );
    expect(() => T.Compose([T.ToTensor(), T.Normalize([0.5], [0])])(picture(3))).toThrow('division by zero');
    expect(() => T.Compose([T.ToTensor(), T.Normalize([0, 0, 0], [1, 1, 1])])(picture(1))).toThrow(
      "doesn't match the broadcast shape",
    );
    expect(() => T.Pad(-7)(picture(3))).toThrow('leaves nothing of the picture');
  });
});

test('bicubic resizing of bytes rounds once, as torchvision does', () => {
  torch.manual_seed(3);
  const x = torch.randint(0, 2, [3, 32, 37], { dtype: torch.uint8 }).mul_(255); // overshoots
  const found = T.Resize([17, 27], { interpolation: 'bicubic' })(x) as Tensor;
  const wide = T.Resize([17, 27], { interpolation: 'bicubic' })(x.float()) as Tensor;
  expect(found.equal(wide.clamp(0, 255).round().to(torch.uint8))).toBe(true);
});

test('hues of a picture with alpha turn, and it comes back opaque, as from Pillow', () => {
  const pixels = torch.tensor([[[200, 10, 30, 77]]], { dtype: torch.uint8 });
  const turned = F.adjust_hue(Image.fromarray(pixels), 0.25);
  const rgb = F.adjust_hue(Image.fromarray(pixels.narrow(2, 0, 3)), 0.25);
  expect(turned.getpixel([0, 0])).toEqual([...(rgb.getpixel([0, 0]) as number[]), 255]);
});

test('elastic transforms may interpolate bicubically, warps of tensors not', () => {
  const x = torch.rand(3, 8, 9);
  const still = F.elastic_transform(x, torch.zeros(1, 8, 9, 2), 'bicubic');
  expect(still.sub(x).abs().max().item()).toBeLessThan(1e-5);
  expect(() => F.rotate(x, 5, 'bicubic')).toThrow('unsupported with Tensor input');
});

describe('enumerations', () => {
  test('are called with a value, as in Python', () => {
    const mode: 'bicubic' = T.InterpolationMode('bicubic') as 'bicubic';
    expect(mode).toBe(T.InterpolationMode.BICUBIC);
    expect(T.AutoAugmentPolicy('svhn')).toBe(T.AutoAugmentPolicy.SVHN);
    expect(() => T.InterpolationMode('linear')).toThrow(
      "'linear' is not a valid InterpolationMode: it is one of nearest,",
    );
    expect(Object.keys(T.AutoAugmentPolicy)).toEqual(['IMAGENET', 'CIFAR10', 'SVHN']);
  });
});

test("angles are turned into matrices by Python's functions, not JavaScript's", () => {
  const numbers = [0.5735764363510462, 0.8191520442889918, 0, -0.8191520442889918, 0.5735764363510462, 0];
  expect(inverseAffineMatrix([0, 0], 55, [0, 0], 1, [0, 0])).toEqual(numbers);
  expect(affineMatrix([0, 0], 55, [0, 0], 1, [0, 0])).toEqual(numbers);
  expect(inverseAffineMatrix([0, 0], 55, [0, 0], 1, [10, 0])[0]).toBe(0.4291378296404015);
});

test('a mirror image is no wider than the tensor, as in Python', () => {
  const pad = (sides: number[]) => F.pad(torch.zeros(3, 25, 8), sides, 0, 'symmetric');
  expect([...pad([8, 3]).shape]).toEqual([3, 31, 24]);
  expect(() => pad([9, 3, 5, 9])).toThrow('padding [9,3,5,9] is larger than the image, 25 x 8');
});
