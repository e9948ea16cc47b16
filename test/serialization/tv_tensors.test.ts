import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as tv from '../../src/vision/tv_tensors/index.ts';
import { python, runPython, scratchFolder } from './python.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);

// torchvision's classes as far as a file knows them: their names, that they are tensors, and their attributes.
const CLASSES = `
import enum, types
def module(name, **members):
    found = sys.modules[name] = types.ModuleType(name)
    for key, member in members.items():
        member.__module__, member.__qualname__ = name, key
        setattr(found, key, member)
    return found
kind = lambda name: type(name, (torch.Tensor,), {})
module('torchvision'); module('torchvision.tv_tensors')
Format = enum.Enum('BoundingBoxFormat', {name: name for name in ['XYXY', 'XYWH', 'CXCYWH']})
tv = 'torchvision.tv_tensors.'
boxes = module(tv + '_bounding_boxes', BoundingBoxes=kind('BoundingBoxes'), BoundingBoxFormat=Format)
points = module(tv + '_keypoints', KeyPoints=kind('KeyPoints'))
image = module(tv + '_image', Image=kind('Image'))
mask = module(tv + '_mask', Mask=kind('Mask'))
video = module(tv + '_video', Video=kind('Video'))
path = sys.argv[1]
`;

const sample = () => {
  const boxes = tv.BoundingBoxes(torch.arange(8).float().view(2, 4), {
    format: 'XYWH',
    canvas_size: [5, 6],
    clamping_mode: null,
  });
  return {
    image: tv.Image(torch.arange(12).view(3, 2, 2)),
    boxes,
    points: tv.KeyPoints([[1, 2]], { canvas_size: [3, 4] }),
    mask: tv.Mask(torch.ones(2, 3)),
    video: tv.Video(torch.zeros(1, 3, 2, 2)),
    again: [boxes, boxes.as_subclass(Tensor)],
  };
};

describe.runIf(python)('files with tv_tensors', () => {
  test('are read by Python as its own', () => {
    torch.save(sample(), path('ours.pt'));
    const seen = runPython(
      `${CLASSES}
d = torch.load(path, weights_only=False)
b = d['boxes']
print(json.dumps([{k: type(v).__name__ for k, v in d.items()},
  [type(b.format).__name__, b.format.value, b.canvas_size == (5, 6), b.clamping_mode, torch.Tensor.tolist(b)],
  [d['again'][0] is b, d['again'][1].data_ptr() == b.data_ptr(), type(d['again'][1]).__name__],
  d['points'].canvas_size, d['image'].__dict__, torch.serialization.get_unsafe_globals_in_checkpoint(path)]))`,
      path('ours.pt'),
    );
    const types = {
      image: 'Image',
      boxes: 'BoundingBoxes',
      points: 'KeyPoints',
      mask: 'Mask',
      video: 'Video',
    };
    expect(seen.slice(0, 5)).toEqual([
      { ...types, again: 'list' },
      [
        'BoundingBoxFormat',
        'XYWH',
        true,
        null,
        [
          [0, 1, 2, 3],
          [4, 5, 6, 7],
        ],
      ],
      [true, true, 'Tensor'],
      [3, 4],
      {},
    ]);
    expect(torch.serialization.get_unsafe_globals_in_checkpoint(path('ours.pt')).sort()).toEqual(
      seen[5].sort(),
    );
  });

  test('by Python give tv_tensors here', () => {
    runPython(
      `${CLASSES}
b = torch.arange(8.).view(2, 4).as_subclass(boxes.BoundingBoxes)
b.format, b.canvas_size, b.clamping_mode = Format.CXCYWH, (5, 6), 'hard'
old = torch.zeros(1, 4).as_subclass(boxes.BoundingBoxes)
old.format, old.canvas_size = Format.XYXY, (7, 8)
k = torch.ones(1, 2).as_subclass(points.KeyPoints)
k.canvas_size = (3, 4)
k.note = ['a', 1]
torch.save({'b': b, 'old': old, 'k': k, 'i': torch.arange(4).view(1, 2, 2).as_subclass(image.Image),
  'm': torch.ones(2, 2, requires_grad=True).detach().as_subclass(mask.Mask)}, path)`,
      path('theirs.pt'),
    );
    const { b, old, k, i, m } = torch.load(path('theirs.pt'), { weights_only: false }) as any;
    expect([b, old, k, i, m].map((x) => x.constructor)).toEqual([
      tv.BoundingBoxes,
      tv.BoundingBoxes,
      tv.KeyPoints,
      tv.Image,
      tv.Mask,
    ]);
    expect([b.format, b.canvas_size, b.clamping_mode]).toEqual(['CXCYWH', [5, 6], 'hard']);
    expect([old.format, old.canvas_size, old.clamping_mode]).toEqual(['XYXY', [7, 8], 'soft']);
    expect([k.canvas_size, k.note]).toEqual([
      [3, 4],
      ['a', 1],
    ]);
    expect([b.tolist(), i.tolist()]).toEqual([
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
      ],
      [
        [
          [0, 1],
          [2, 3],
        ],
      ],
    ]);
    expect(String(tv.wrap(b.mul(2), { like: b }))).toContain(
      'format=BoundingBoxFormat.CXCYWH, canvas_size=(5, 6)',
    );
  });

  test('with attributes that no file of torchvision has are refused', () => {
    const damage = (change: string) =>
      runPython(
        `${CLASSES}
b = torch.zeros(1, 4).as_subclass(boxes.BoundingBoxes)
b.format, b.canvas_size = Format.XYXY, (7, 8)
${change}
torch.save(b, path)`,
        path('bad.pt'),
      );
    for (const change of [
      "b.canvas_size = (1, 'x')",
      "b.format = 'round'",
      'del b.format',
      'b.clamping_mode = 3',
    ]) {
      damage(change);
      expect(() => torch.load(path('bad.pt'), { weights_only: false }), change).toThrow(
        'a tensor of the class BoundingBoxes',
      );
    }
    damage('b.note = {"a": 1}');
    expect(() => torch.load(path('bad.pt'), { weights_only: false })).toThrow('more than numbers, texts');
  });
});

test('tv_tensors come back from our own files; weights_only takes them as safe globals alone, as in Python', () => {
  const given = sample();
  torch.save(given, path('own.pt'));
  const read = torch.load(path('own.pt'), { weights_only: false }) as typeof given;
  for (const key of ['image', 'boxes', 'points', 'mask', 'video'] as const) {
    expect(read[key].constructor === given[key].constructor).toBe(true);
    expect(String(read[key])).toBe(String(given[key]));
  }
  expect(read.again[0] === read.boxes).toBe(true);
  expect(read.again[1]?.data_ptr()).toBe(read.boxes.data_ptr());
  expect(() => torch.load(path('own.pt'))).toThrow('torchvision.tv_tensors._image.Image');
  const { Image, BoundingBoxes, KeyPoints, Mask, Video } = tv;
  torch.serialization.safe_globals([Image, BoundingBoxes, KeyPoints, Mask, Video], () => {
    expect((torch.load(path('own.pt')) as typeof given).boxes.format).toBe('XYWH');
  });
  const mine = tv.Image(torch.zeros(1, 2, 2)).requires_grad_();
  torch.save(mine, path('leaf.pt'));
  const leaf = torch.load(path('leaf.pt'), { weights_only: false }) as typeof mine;
  expect([leaf.requires_grad, leaf.is_leaf]).toEqual([true, true]);
});
