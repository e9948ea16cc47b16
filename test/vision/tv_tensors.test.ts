import { describe, expect, test } from 'vitest';
import { copy, Tensor, torch, utils, vision } from '../../src/index.ts';

const { tv_tensors, Image: Picture } = vision;
const { v2 } = vision.transforms;
const F = v2.functional;

const boxes = () => tv_tensors.BoundingBoxes([[1, 2, 3, 4.5]], { format: 'xyxy', canvas_size: [10, 20] });
const image = () => tv_tensors.Image(torch.arange(24).view(2, 3, 4).to(torch.uint8));

describe('what they are', () => {
  test('sub-classes of Tensor that say what they hold', () => {
    const b = boxes();
    expect(b).toBeInstanceOf(tv_tensors.BoundingBoxes);
    expect(b).toBeInstanceOf(tv_tensors.TVTensor);
    expect(b).toBeInstanceOf(Tensor);
    expect(b).not.toBeInstanceOf(tv_tensors.Image);
    expect([b.format, b.canvas_size, b.clamping_mode]).toEqual(['XYXY', [10, 20], 'soft']);
    expect(new tv_tensors.Mask(torch.zeros([2, 2])).constructor).toBe(tv_tensors.Mask);
    expect([...tv_tensors.Image(torch.zeros([2, 3])).shape]).toEqual([1, 2, 3]);
    expect([...tv_tensors.BoundingBoxes([1, 2, 3, 4], 'XYWH', [5, 6], 'hard').shape]).toEqual([1, 4]);
    const picture = Picture.new('RGB', [3, 2], [1, 2, 3]);
    expect(tv_tensors.Image(picture).tolist()).toEqual(F.pil_to_tensor(picture).tolist());
    expect([...tv_tensors.Mask(picture).shape]).toEqual([3, 2, 3]);
  });

  test('share the memory of a tensor, and take dtype, device and requires_grad', () => {
    const data = torch.zeros([3, 2, 2]);
    tv_tensors.Image(data).add_(1);
    expect(data.sum().item()).toBe(12);
    expect(tv_tensors.Mask(data, { dtype: torch.int64 }).dtype).toBe(torch.int64);
    expect(tv_tensors.Image(data, { requires_grad: true }).requires_grad).toBe(true);
    expect(tv_tensors.Image(torch.zeros([1, 1, 1], { requires_grad: true })).requires_grad).toBe(true);
  });

  test("print as Python's", () => {
    expect(String(boxes())).toBe(
      'BoundingBoxes([[1.0000, 2.0000, 3.0000, 4.5000]], format=BoundingBoxFormat.XYXY, canvas_size=(10, 20), ' +
        'clamping_mode=soft)',
    );
    expect(String(tv_tensors.KeyPoints([[1, 2]], { canvas_size: [3, 4] }))).toBe(
      'KeyPoints([[1., 2.]], canvas_size=(3, 4))',
    );
    expect(String(tv_tensors.Image(torch.zeros([1, 1, 2])))).toBe('Image([[[0., 0.]]], )');
    expect(String(tv_tensors.Mask([[1, 0]]))).toBe('Mask([[1., 0.]])');
  });

  test('make no sense of other data', () => {
    const b = tv_tensors.BoundingBoxes as any;
    expect(() => b([1, 2, 3, 4], { format: 'abc', canvas_size: [1, 2] })).toThrow(/format/);
    expect(() => b([1, 2, 3, 4], { format: 'XYXY' })).toThrow(/missing required argument 'canvas_size'/);
    expect(() => b([1, 2, 3, 4], { format: 'XYXY', canvas_size: [1, 2, 3] })).toThrow(/canvas_size/);
    expect(() => b(torch.zeros([1, 1, 4]), { format: 'XYXY', canvas_size: [1, 2] })).toThrow(
      'Expected a 1D or 2D tensor, got 3D',
    );
    expect(() => b(torch.zeros([1, 5]).long(), { format: 'XYWHR', canvas_size: [1, 2] })).toThrow(
      'Rotated bounding boxes should be floating point tensors, got torch.int64.',
    );
    expect(() => b([1], { format: 'XYXY', canvas_size: [1, 2], clamping_mode: 'no' })).toThrow(
      /clamping_mode/,
    );
    expect(() => tv_tensors.Image(torch.zeros([3]))).toThrow('Tensor must be 2D or higher, got 1D tensor.');
    expect(() => tv_tensors.Video(torch.zeros([3, 4, 5]))).toThrow(/\(\.\.\., T, C, H, W\)/);
    expect(() => tv_tensors.KeyPoints(torch.zeros([3, 4]), { canvas_size: [1, 2] })).toThrow(
      'Expected a tensor of shape (..., 2), not (3, 4)',
    );
    expect(() => (tv_tensors.Image as any)(null)).toThrow(/data/);
    expect(() => tv_tensors.is_rotated_bounding_format('XY')).toThrow(/XYXYXYXY/);
    expect(() => boxes().as_subclass(Array as never)).toThrow(/extends/);
  });
});

describe('operators', () => {
  const typeOf = (x: any) => x.constructor.name;

  test('give plain tensors, but for the few that keep the type', () => {
    const b = boxes();
    for (const plain of [
      b.add(1),
      b.mul(b),
      b.index(0),
      b.float(),
      b.cpu(),
      b.view(-1),
      b.data,
      b.T,
      b.type_as(b),
    ]) {
      expect(typeOf(plain)).toBe('Tensor');
    }
    expect(typeOf(torch.add(b, 1))).toBe('Tensor');
    expect(typeOf(torch.cat([b, b]))).toBe('Tensor');
    expect(typeOf(b.unbind(0)[0])).toBe('Tensor');
    for (const kept of [b.clone(), b.to(torch.float64), b.to('cpu'), b.detach(), b.requires_grad_(false)]) {
      expect(typeOf(kept)).toBe('BoundingBoxes');
      expect((kept as any).canvas_size).toEqual([10, 20]);
    }
    expect(typeOf(torch.zeros([1]).to(b))).toBe('Tensor');
  });

  test('in place change the tensor and give its values alone', () => {
    const b = boxes();
    const result = b.add_(1);
    expect(typeOf(result)).toBe('Tensor');
    expect(typeOf(b)).toBe('BoundingBoxes');
    expect(b.tolist()).toEqual([[2, 3, 4, 5.5]]);
    expect(result.data_ptr()).toBe(b.data_ptr());
    expect(b.requires_grad_()).toBe(b);
  });

  test('keep the type where that is asked for', () => {
    const b = boxes();
    {
      using _ = tv_tensors.set_return_type('TVTensor');
      for (const kept of [
        b.add(1),
        torch.add(torch.ones([1]), b),
        b.index(0),
        b.float(),
        b.add_(0),
        b.unbind(0)[0],
      ]) {
        expect(typeOf(kept)).toBe('BoundingBoxes');
        expect((kept as any).format).toBe('XYXY');
      }
      expect(b.add_(0)).toBe(b);
      expect(typeOf(torch.zeros([1]).add(1))).toBe('Tensor');
      expect(typeOf(torch.min(image(), 0)[1])).toBe('Image');
    }
    expect(typeOf(b.add(1))).toBe('Tensor');
    expect(typeOf(F.horizontal_flip(b))).toBe('BoundingBoxes');
    expect(() => tv_tensors.set_return_type('Image')).toThrow(
      "return_type must be 'TVTensor' or 'Tensor', got Image",
    );
  });

  test('gradients go through', () => {
    const x = torch.rand([3, 4, 5], { requires_grad: true });
    F.horizontal_flip(tv_tensors.Image(x)).mul(2).sum().backward();
    expect(x.grad?.tolist()).toEqual(torch.full([3, 4, 5], 2).tolist());
  });
});

test('wrap takes type and metadata from another', () => {
  const wrapped = tv_tensors.wrap(torch.zeros([2, 4]), { like: boxes(), canvas_size: [3, 3] });
  expect(wrapped).toBeInstanceOf(tv_tensors.BoundingBoxes);
  expect([wrapped.format, wrapped.canvas_size]).toEqual(['XYXY', [3, 3]]);
  expect(tv_tensors.wrap(torch.zeros([1, 2, 2]), { like: image() })).toBeInstanceOf(tv_tensors.Image);
  expect(tv_tensors.wrap(image(), { like: torch.zeros([1]) }).constructor).toBe(Tensor);
  expect(() => tv_tensors.wrap(torch.zeros([2, 4]), { like: boxes(), format: 'no' })).toThrow();
  expect(() => tv_tensors.wrap([1] as never, { like: boxes() })).toThrow(/takes a tensor/);
});

test('copies keep type and metadata and share nothing', () => {
  const b = boxes().requires_grad_();
  const other = copy.deepcopy({ b }).b;
  expect(other).toBeInstanceOf(tv_tensors.BoundingBoxes);
  expect([other.format, other.canvas_size, other.requires_grad]).toEqual(['XYXY', [10, 20], true]);
  expect(other.data_ptr()).not.toBe(b.data_ptr());
});

/** A rectangle that leans. */
class Leaning extends tv_tensors.TVTensor {
  declare by: number;
}

class Samples extends utils.data.Dataset<any> {
  override get(index: number): any {
    const leaning = new Leaning(torch.full([2], index));
    leaning.by = index;
    const target = tv_tensors.BoundingBoxes([[0, 0, index, 1]], 'XYWH', [7, 8], null);
    return [tv_tensors.Image(torch.full([1, 2, 2], index)), { target, leaning }];
  }
  override get length(): number {
    return 3;
  }
}

test('workers hand them over with type and metadata', () => {
  const loader = utils.data.DataLoader(new Samples(), {
    batch_size: 1,
    num_workers: 2,
    collate_fn: (batch: any[]) => batch[0],
  });
  let count = 0;
  for (const [picture, { target, leaning }] of loader as Iterable<any>) {
    expect(picture).toBeInstanceOf(tv_tensors.Image);
    expect(picture.sum().item()).toBe(4 * count);
    expect(target).toBeInstanceOf(tv_tensors.BoundingBoxes);
    expect([target.format, target.canvas_size, target.clamping_mode]).toEqual(['XYWH', [7, 8], null]);
    expect(target.tolist()).toEqual([[0, 0, count, 1]]);
    expect(leaning).toBeInstanceOf(Leaning);
    expect(leaning.by).toBe(count);
    count += 1;
  }
  expect(count).toBe(3);
  const [stacked] = utils.data.default_collate([[image()], [image()]]);
  expect(stacked.constructor).toBe(Tensor);
});

describe('functions', () => {
  test('go by the type, take positions and keywords, and give the type back', () => {
    const sizes: unknown[] = [];
    for (const x of [
      image(),
      boxes(),
      tv_tensors.Mask(torch.zeros([3, 4])),
      Picture.new('L', [4, 3]),
      torch.zeros([3, 4]),
    ]) {
      sizes.push(F.get_size(x));
    }
    expect(sizes).toEqual([
      [3, 4],
      [10, 20],
      [3, 4],
      [3, 4],
      [3, 4],
    ]);
    expect(F.get_dimensions(torch.zeros([3, 4]))).toEqual([1, 3, 4]);
    expect(F.get_num_channels(image())).toBe(2);
    expect(F.get_num_frames(tv_tensors.Video(torch.zeros([5, 1, 2, 2])))).toBe(5);
    expect([...F.resize(image(), [6, 2], { antialias: false }).shape]).toEqual([2, 6, 2]);
    expect([...F.resize(image(), { size: 6 }).shape]).toEqual([2, 6, 8]);
    expect(F.resize(boxes(), [20, 20]).canvas_size).toEqual([20, 20]);
    expect(F.crop(boxes(), 1, 1, 5, 6).tolist()).toEqual([[0, 1, 2, 3.5]]);
    expect(F.pad(boxes(), { padding: [1, 2] }).tolist()).toEqual([[2, 4, 4, 6.5]]);
    expect(F.hflip).toBe(F.horizontal_flip);
    expect(F.resize(image(), 6, 0).dtype).toBe(torch.uint8);
  });

  test('of boxes take plain tensors as well', () => {
    const plain = torch.tensor([[1, 2, 3, 4]]);
    expect(F.convert_bounding_box_format(plain, 'XYXY', 'XYWH').tolist()).toEqual([[1, 2, 2, 2]]);
    expect(F.convert_bounding_box_format(boxes(), { new_format: 'xywh' }).format).toBe('XYWH');
    const own = torch.tensor([[1, 2, 3, 4]]);
    expect(F.convert_bounding_box_format(own, 'XYWH', 'XYXY', true)).toBe(own);
    expect(own.tolist()).toEqual([[1, 2, 4, 6]]);
    expect(F.clamp_bounding_boxes(plain, 'XYXY', [3, 2], 'soft').tolist()).toEqual([[1, 2, 2, 3]]);
    const [good, valid] = F.sanitize_bounding_boxes(
      torch.tensor([
        [0, 0, 5, 5],
        [1, 1, 1, 3],
      ]),
      'XYXY',
      [9, 9],
    );
    expect([good.tolist(), valid.tolist()]).toEqual([[[0, 0, 5, 5]], [true, false]]);
    const [points, inside] = F.sanitize_keypoints(
      torch.tensor([
        [0, 0],
        [9, 0],
      ]),
      [9, 9],
    );
    expect([points.tolist(), inside.tolist()]).toEqual([[[0, 0]], [true, false]]);
    expect(() => F.convert_bounding_box_format(plain, { new_format: 'XYXY' })).toThrow(/old_format/);
    expect(() => F.convert_bounding_box_format(boxes(), 'XYXY', 'XYWH')).toThrow(/must not be passed/);
    expect(() => F.convert_bounding_box_format(boxes(), { new_format: 'XYWHR' })).toThrow(
      'Cannot convert between rotated and unrotated bounding boxes.',
    );
    expect(() => F.clamp_bounding_boxes(plain)).toThrow(/have to be passed/);
    expect(() => F.clamp_bounding_boxes(image())).toThrow(/bounding box tv_tensor, but got Image/);
    expect(() => F.clamp_keypoints(boxes())).toThrow(/keypoints tv_tensor, but got BoundingBoxes/);
    expect(() => F.sanitize_bounding_boxes(plain)).toThrow(/cannot be None/);
  });

  test('say what they take', () => {
    const strange = F as any;
    expect(() => strange.resize(3, 5)).toThrow(
      'Functional F.resize supports inputs of type Tensor, Image, Video, Mask, vision.Image, BoundingBoxes, KeyPoints, ' +
        'but got number instead.',
    );
    expect(() => strange.normalize(boxes(), [0], [1])).toThrow(/but got BoundingBoxes instead/);
    expect(() => strange.resize(image(), [1, 2, 3])).toThrow(/argument 'size'/);
    expect(() => strange.resize(image(), 5, { antialiasing: true })).toThrow(
      /unexpected keyword argument 'antialiasing'; known: size, interpolation, max_size, antialias/,
    );
    expect(() => strange.pad(boxes(), 2, 0, 'reflect')).toThrow(/not supported with bounding boxes/);
    expect(() => strange.five_crop(image(), 50)).toThrow(/bigger than input size/);
    expect(() => strange.perspective(image(), null, null)).toThrow(/must have non `None` values/);
    expect(() => strange.elastic(image(), torch.zeros([1, 2, 2, 2]))).toThrow(/\(1, 3, 4, 2\)/);
    expect(() => strange.jpeg(image(), 0)).toThrow(/quality/);
    expect(() => strange.normalize(image(), [0], [1])).toThrow(/float tensor/);
    expect(() => strange.permute_channels(image(), [0, 1, 2])).toThrow(/3 != 2/);
    expect(() => strange.resize(image(), 5, 'box')).toThrow(/pictures only/);
  });

  test('serve classes of the user that have a kernel', () => {
    const leaning = new Leaning(torch.tensor([1, 2]));
    leaning.by = 3;
    expect(() => F.vertical_flip(leaning)).toThrow(/but got Leaning instead/);
    F.register_kernel(
      F.vertical_flip,
      Leaning,
    )((x: Leaning) => tv_tensors.wrap(x.neg(), { like: x, by: -x.by }));
    F.register_kernel(
      F.crop,
      Leaning,
    )((x: Leaning, top: number, left: number) => tv_tensors.wrap(x.sub(top).sub(left), { like: x }));
    const [flipped, label] = v2.RandomVerticalFlip(1)([leaning, 'label']);
    expect([flipped.constructor, flipped.tolist(), flipped.by, label]).toEqual([
      Leaning,
      [-1, -2],
      -3,
      'label',
    ]);
    expect(F.crop(leaning, { top: 1, left: 2, height: 3, width: 4 }).tolist()).toEqual([-2, -1]);
    expect(v2.RandomHorizontalFlip(1)(leaning)).toBe(leaning);
    expect(() => F.register_kernel(F.crop, Leaning)).toThrow(/already has a kernel/);
    expect(() => F.register_kernel(F.crop, tv_tensors.Mask)).toThrow(/builtin/);
    expect(() => F.register_kernel(F.crop, Array)).toThrow(/extend tv_tensors.TVTensor/);
    expect(() => F.register_kernel(F.pil_to_tensor as never, Leaning)).toThrow(/functionals from/);
  });
});
