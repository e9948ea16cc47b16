// What is drawn, and how often a picture is changed: sizes, texts and colours without sense end in clear errors, at once.
import { describe, expect, it } from 'vitest';
import { RuntimeError, TypeError, ValueError } from '../../src/errors.ts';
import { vision } from '../../src/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const U: any = vision.utils;
const v1: any = vision.transforms;
const { v2 }: any = vision.transforms;
const image = torch.zeros(3, 40, 60, { dtype: torch.uint8 });
const box = torch.tensor([[2, 3, 30, 30]]);
const points = torch.tensor([
  [
    [1, 1],
    [5, 5],
  ],
]);
const mask = torch.ones(1, 40, 60, { dtype: torch.bool });
const boxed = (options: object, boxes: unknown = box): Tensor => U.draw_bounding_boxes(image, boxes, options);
const pointed = (options: object): Tensor => U.draw_keypoints(image, points, options);

it.each<[what: string, text: string]>([
  ['a million letters', 'word '.repeat(200_000)],
  ['a letter with twenty thousand accents', `a${'\u0301'.repeat(20_000)}`],
  ['letters that XML does not have', 'a\0b\x01\uFFFE\uD800'],
  ['the end of an element', '"/></text><rect width="60" height="40" fill="red"/>'],
])(
  'a label with %s is drawn as far as it is seen',
  (_what, text) => {
    const drawn = boxed({ labels: [text], colors: 'lime' });
    expect(drawn.shape).toEqual([3, 40, 60]);
    const [red, green, blue] = drawn.unbind(0) as [Tensor, Tensor, Tensor];
    expect([red.sum().item(), blue.sum().item()]).toEqual([0, 0]);
    expect(green.sum().item()).toBeGreaterThan(104 * 255);
  },
  20_000,
);

describe('is refused', () => {
  it.each<[what: string, call: () => unknown, kind: typeof ValueError | typeof TypeError]>([
    ['a label that is no text', () => boxed({ labels: [5] }), TypeError],
    ['a font without size', () => boxed({ labels: ['a'], font_size: Number.NaN }), TypeError],
    ['a font of -5', () => boxed({ labels: ['a'], font_size: -5 }), TypeError],
    ['a border of 1e12', () => boxed({ width: 1e12 }), TypeError],
    ['a border of letters', () => boxed({ width: 'a' }), TypeError],
    ['a colour of nothing', () => boxed({ colors: [null] }), ValueError],
    ['a colour of NaN', () => boxed({ colors: [[Number.NaN, 1, 2]] }), ValueError],
    ['a colour of two numbers', () => boxed({ colors: [[1, 2]] }), ValueError],
    ['a box of NaN', () => boxed({}, torch.tensor([[Number.NaN, 0, 3, 3]])), ValueError],
    ['a box without corners', () => boxed({}, torch.zeros([4])), ValueError],
    ['a disc of a thousand million', () => pointed({ colors: 'red', radius: 1e9 }), TypeError],
    ['lines to nowhere', () => pointed({ connectivity: 5 }), TypeError],
    ['half a line', () => pointed({ connectivity: [[0]] }), TypeError],
    ['lists for a tensor', () => pointed({ visibility: [[true]] }), TypeError],
    [
      'masks in a colour of unknown words',
      () => U.draw_segmentation_masks(image, mask, { colors: 'rouge' }),
      ValueError,
    ],
    ['masks of NaN', () => U.draw_segmentation_masks(image, mask, { alpha: Number.NaN }), TypeError],
    ['a range of one', () => U.make_grid(torch.zeros(2, 3, 4, 4), { value_range: 5 }), TypeError],
    ['a grid of 1e308', () => U.make_grid(torch.zeros(2, 3, 4, 4), { nrow: 1e308 }), TypeError],
    ['a picture a million times larger', () => U.label_grid([image], ['x'], { scale: 1e6 }), TypeError],
    ['2 ** 31 operations', () => v2.RandAugment(2 ** 31)(image), TypeError],
    ['2 ** 31 operations of old', () => v1.RandAugment(2 ** 31)(image), TypeError],
    ['2 ** 31 chains', () => v2.AugMix({ mixture_width: 2 ** 31 })(image), TypeError],
    ['chains of 2 ** 31', () => v1.AugMix({ chain_depth: 2 ** 31 })(image), TypeError],
    ['2 ** 53 trials', () => v2.RandomIoUCrop({ trials: 2 ** 53 }), TypeError],
  ])('%s', (_what, call, kind) => {
    expect(call).toThrow(kind);
  });
});

it('a blur wider than the picture is refused before its kernel is made', () => {
  for (const blur of [v1.functional.gaussian_blur, v2.functional.gaussian_blur]) {
    expect(() => blur(image, [2 ** 31 - 1, 2 ** 31 - 1])).toThrow(RuntimeError);
    expect(() => blur(image, [2 ** 31 - 1, 2 ** 31 - 1])).toThrow(/Padding size should be less than/);
  }
});
