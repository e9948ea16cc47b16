// Pictures with one bit and with more than eight bits a pixel, as torchvision's transforms take them.
import { describe, expect, test } from 'vitest';
import { Tensor, torch, vision } from '../../src/index.ts';
import golden from '../golden/vision_modes.json' with { type: 'json' };

const { Image } = vision;
const F = vision.transforms.functional;
const G = vision.transforms.v2.functional;

const values = torch.tensor(
  [
    [-3, 7, 500],
    [40, 5, 6],
  ],
  { dtype: torch.int32 },
);
const words = torch.tensor(
  [
    [3, 700, 60000],
    [1, 2, 3],
  ],
  { dtype: torch.uint16 },
);
const pictures = {
  I: Image.fromarray(values),
  F: Image.fromarray(values.div(8)),
  '1': Image.fromarray(values.gt(6)),
  'I;16': Image.fromarray(words),
};
type Picture = (typeof pictures)['I'];
const steps: Record<keyof (typeof golden.pictures)['I'], (image: Picture) => unknown> = {
  to_tensor: F.to_tensor,
  pil_to_tensor: F.pil_to_tensor,
  'pil_to_tensor v2': G.pil_to_tensor,
  to_image: G.to_image,
  get_dimensions: F.get_dimensions,
  hflip: F.hflip,
  pad: (image) => F.pad(image, [1, 0], { fill: 1 }),
  'pad edge': (image) => F.pad(image, [1, 0], { padding_mode: 'edge' }),
  crop: (image) => F.crop(image, 1, 1, 2, 2),
  resize: (image) => F.resize(image, [3, 2]),
  rotate: (image) => F.rotate(image, 90, { expand: true }),
  rgb_to_grayscale: (image) => F.rgb_to_grayscale(image, 3),
  adjust_brightness: (image) => F.adjust_brightness(image, 2),
  adjust_contrast: (image) => F.adjust_contrast(image, 2),
  adjust_sharpness: (image) => F.adjust_sharpness(image, 2),
  adjust_hue: (image) => F.adjust_hue(image, 0.1),
  adjust_gamma: (image) => F.adjust_gamma(image, 2),
  invert: F.invert,
  posterize: (image) => F.posterize(image, 2),
  solarize: (image) => F.solarize(image, 2),
  autocontrast: F.autocontrast,
  equalize: F.equalize,
  gaussian_blur: (image) => F.gaussian_blur(image, [3, 3], [1, 1]),
};

function told(made: unknown): unknown {
  if (made instanceof Image) return [made.mode, made.toarray().tolist()];
  return made instanceof Tensor ? [String(made.dtype), made.tolist()] : made;
}

function expectTold(run: () => unknown, expected: unknown): void {
  if (typeof expected === 'string') expect(run).toThrow(expected);
  else expect(told(run())).toEqual(expected);
}

describe.each(Object.keys(pictures) as (keyof typeof pictures)[])('pictures in mode %s', (mode) => {
  test.each(Object.keys(steps) as (keyof typeof steps)[])('%s', (name) => {
    expectTold(() => steps[name](pictures[mode]), golden.pictures[mode][name]);
  });
});

describe('to_pil_image', () => {
  const tensors = {
    int32: values,
    float32: values.div(8),
    int16: values.to(torch.int16),
    int64: values.to(torch.int64),
    bool: values.gt(3),
    two: torch.zeros(2, 3, 3),
    three: torch.zeros(3, 3, 3),
    four: torch.zeros(4, 3, 3),
  };
  test.each(Object.keys(tensors) as (keyof typeof tensors)[])('%s', (name) => {
    for (const [mode, expected] of Object.entries(golden.tensors[name])) {
      expectTold(() => F.to_pil_image(tensors[name], mode === 'None' ? null : (mode as 'L')), expected);
    }
  });
});

test('a file is written of what can be written', () => {
  expect(() => pictures.F.save('/nowhere/a.png')).toThrow('cannot write mode F as PNG');
  expect([...pictures['1'].tobytes()]).toEqual([0b01100000, 0b10000000]);
  expect(pictures.I.split()[0]?.mode).toBe('I');
});
