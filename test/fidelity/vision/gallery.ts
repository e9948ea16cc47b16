import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor, TypeError, torch, ValueError, vision } from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { tv_tensors } = vision;
const { FakeData, wrap_dataset_for_transforms_v2 } = vision.datasets;
const { read_image } = vision.io;
const { v2 } = vision.transforms;
const { functional: F } = v2;
const { draw_bounding_boxes, draw_keypoints, draw_segmentation_masks, flow_to_image, make_grid, save_image } =
  vision.utils;

function digest(given: Tensor | vision.Image) {
  const x = given instanceof Tensor ? given : F.pil_to_tensor(given);
  return [[...x.shape], String(x.dtype), (x.is_floating_point() ? x.double() : x.long()).sum().item()];
}
const named = (x: object) => x.constructor.name;

torch.manual_seed(42);
const [yy, xx] = torch.meshgrid(torch.arange(60), torch.arange(80), { indexing: 'ij' });
const img = torch.stack([yy.mul(4), xx.mul(3), yy.add(xx).remainder(256)]).to(torch.uint8);
const boxes = tv_tensors.BoundingBoxes(
  [
    [10, 12, 40, 50],
    [5, 5, 20, 25],
    [50, 20, 79, 59],
  ],
  { format: 'XYXY', canvas_size: [60, 80], dtype: torch.int64 },
);
const masks = torch.zeros(3, 60, 80, { dtype: torch.bool });
for (const [i, [x1, y1, x2, y2]] of (boxes.tolist() as [number, number, number, number][]).entries()) {
  masks.index_put_([i, torch.slice(y1, y2), torch.slice(x1, x2)], true);
}
const points = tv_tensors.KeyPoints(
  [
    [10, 12],
    [30, 40],
    [70, 5],
  ],
  { canvas_size: [60, 80], dtype: torch.int64 },
);

let image: Tensor = tv_tensors.Image(img);
show(named(image), image instanceof Tensor, image.data_ptr() === img.data_ptr());
const transforms = v2.Compose([
  v2.ToImage(),
  v2.RandomPhotometricDistort({ p: 1 }),
  v2.RandomZoomOut({
    fill: new Map<any, any>([
      [tv_tensors.Image, [123, 117, 104]],
      ['others', 0],
    ]),
  }),
  v2.RandomIoUCrop(),
  v2.RandomHorizontalFlip({ p: 1 }),
  v2.Resize({ size: [48], max_size: 70, antialias: true }),
  v2.SanitizeBoundingBoxes(),
  v2.ToDtype(
    new Map<any, any>([
      [tv_tensors.Image, torch.float32],
      [tv_tensors.Mask, torch.int64],
      ['others', null],
    ]),
    { scale: true },
  ),
]);
const sample = [
  image,
  {
    boxes,
    masks: tv_tensors.Mask(masks),
    labels: torch.tensor([3n, 1n, 2n]),
    path: 'a.png',
    point: [1, 'two'],
  },
] as const;
const [out_image, target] = transforms(...sample);
show(
  digest(out_image),
  target.boxes,
  target.boxes.canvas_size,
  target.boxes.format,
  target.labels,
  target.path,
  target.point,
  digest(target.masks),
);
show(String(transforms));
show(String(boxes));

show(
  named(image.add(1)),
  named(boxes.clone()),
  named(boxes.index(':1')),
  named(boxes.to(torch.float32)),
  named(boxes.reshape(-1)),
);
const halved = tv_tensors.wrap(boxes.div(2), { like: boxes });
show(named(halved), halved.canvas_size, String(halved.dtype));
tv_tensors.set_return_type('TVTensor', () => show(named(image.add(1)), named(boxes.index(':1').mul(2))));
image = image.add_(1);
show(named(image));
const new_boxes = F.convert_bounding_box_format(boxes, { new_format: tv_tensors.BoundingBoxFormat.CXCYWH });
show(new_boxes, new_boxes.format, F.get_size(boxes));
const rotated = F.rotate(boxes, { angle: 30, expand: true });
show(
  rotated,
  rotated.canvas_size,
  F.affine(points, { angle: 10, translate: [3, 4], scale: 0.9, shear: [5.0, 0.0] }),
  F.elastic(boxes, { displacement: torch.zeros(1, 60, 80, 2) }),
);
const tilted = tv_tensors.BoundingBoxes(torch.tensor([[30.0, 30.0, 20.0, 10.0, 15.0]]), {
  format: 'CXCYWHR',
  canvas_size: [60, 80],
});
show(F.horizontal_flip(tilted), F.resize(tilted, [30, 40]), F.clamp_bounding_boxes(F.rotate(tilted, 45.0)));

interface NoiseParams {
  shift: Tensor;
  flip: boolean;
  count: number;
}
class AddNoiseToBoxes extends v2.Transform {
  declare spread: number;

  constructor(spread: number) {
    super();
    this.spread = spread;
  }

  override make_params(flat_inputs: any[]) {
    const shift = torch.rand(4).mul(this.spread);
    const flip = torch.rand([]).item() < 0.5;
    return { shift, flip, count: flat_inputs.length };
  }

  override transform(inpt: any, params: NoiseParams) {
    if (inpt instanceof tv_tensors.BoundingBoxes) {
      return tv_tensors.wrap(inpt.add(params.shift), { like: inpt });
    }
    if (inpt instanceof tv_tensors.Image && params.flip) return F.vertical_flip(inpt);
    if (typeof inpt === 'string') return `${inpt}/${params.count}`;
    return inpt;
  }
}

const noisy = new AddNoiseToBoxes(3.0);
for (let i = 0; i < 2; i++) {
  const [a, b, name] = noisy(image, boxes.to(torch.float32), 'name');
  show(digest(a), b, name);
}
show(String(noisy));
const chained = v2.Compose([
  noisy,
  v2.RandomApply([v2.ColorJitter(0.2, 0.3)], { p: 0.7 }),
  v2.RandomChoice([v2.Grayscale(3), v2.RandomInvert(1.0)], { p: [0.3, 0.7] }),
]);
try {
  show(digest(chained(image)));
} catch (e) {
  if (e instanceof TypeError) show('TypeError', e.message);
}

class Caption extends tv_tensors.TVTensor {}

F.register_kernel(
  F.horizontal_flip,
  Caption,
)(function flip_caption(caption: Caption) {
  return tv_tensors.wrap(caption.flip(0), { like: caption });
});

const caption = new Caption(torch.arange(5));
const flipped = v2.RandomHorizontalFlip({ p: 1.0 })(caption);
show(named(flipped), flipped, named(v2.Resize(4)(caption)));
try {
  F.register_kernel(F.horizontal_flip, tv_tensors.Image)((x: any) => x);
} catch (e) {
  if (e instanceof ValueError) show('ValueError', e.message.split(',')[0]);
}
for (const wrong of [
  () => tv_tensors.BoundingBoxes([0.5, 2, 3], { format: 'XYXY', canvas_size: [4, 4] }),
  () => tv_tensors.Mask(torch.ones(4)),
  () => v2.RandomIoUCrop()(image),
  () => v2.RandomCrop(100)(image),
  () => v2.ToDtype(torch.float32, { scale: true })('text'),
  () => v2.SanitizeBoundingBoxes()({ boxes }),
  () => v2.Normalize([0.5], [0.5])(image),
]) {
  try {
    show(String(wrong()));
  } catch (e) {
    show((e as Error).name, (e as Error).message.split('?')[0]);
  }
}

const fake = FakeData(3, [3, 16, 20], 4, {
  transform: v2.Compose([v2.PILToTensor(), v2.RandomHorizontalFlip()]),
});
show(
  fake.length,
  [...fake].map(([x, y]) => [digest(x), y]),
);
try {
  wrap_dataset_for_transforms_v2(fake);
} catch (e) {
  if (e instanceof TypeError) show('TypeError', e.message.split('.')[0]);
}

const drawn = draw_bounding_boxes(img, boxes, null, ['red', '#00ff00', [20, 40, 250]], true, 2);
show(
  digest(drawn),
  digest(draw_bounding_boxes(img.index(':1'), boxes.sub(6), { width: 5, colors: 'orange' })),
  digest(draw_bounding_boxes(img, boxes.index(':1').float(), { colors: 'yellow' })),
);
const over = draw_segmentation_masks(img, masks, { alpha: 0.4, colors: ['blue', 'orange', 'purple'] });
show(digest(over), digest(draw_segmentation_masks(img.float().div(255), masks.index(0), { alpha: 0.7 })));
const skeleton = draw_keypoints(img, torch.stack([points, points.add(3)]), {
  connectivity: [
    [0, 1],
    [1, 2],
  ],
  colors: 'red',
  radius: 3,
  width: 2,
});
show(digest(skeleton), digest(flow_to_image(torch.stack([xx, yy]).float().sub(20))));
const batch = torch.stack([img, over, drawn]).float().div(255);
const grid = make_grid(batch, { nrow: 2, padding: 3, pad_value: 0.5 });
show(
  digest(grid),
  digest(make_grid([batch.index(0), batch.index(1)], { normalize: true, value_range: [0.1, 0.9] })),
  digest(make_grid(torch.rand(5, 1, 4, 4), { nrow: 5, normalize: true, scale_each: true })),
);
const folder = mkdtempSync(join(tmpdir(), 'gallery-'));
const path = join(folder, 'grid.png');
save_image(batch, path, { nrow: 3 });
show(digest(read_image(path)));
save_image([...batch], path, { padding: 0, format: 'png' });
const back = vision.Image.open(path);
show(back.size, back.mode, digest(back));
rmSync(folder, { recursive: true });
for (const wrong of [
  () => draw_bounding_boxes(img, boxes, { labels: ['one'] }),
  () => draw_bounding_boxes(img.double(), boxes),
  () => draw_segmentation_masks(img, masks.index(':', ':5')),
  () => draw_bounding_boxes(img, torch.tensor([[20, 20, 10, 10]])),
]) {
  try {
    wrong();
  } catch (e) {
    show((e as Error).name, (e as Error).message.split('. Use')[0]);
  }
}

const pil = F.to_pil_image(img);
show(digest(F.to_image(pil)), F.get_dimensions(pil), F.get_size(img), F.get_num_channels(pil));
const ops: Record<string, (x: Tensor) => Tensor> = {
  five: (x) => torch.stack(F.five_crop(x, [20, 20])),
  ten: (x) => torch.stack(F.ten_crop(x, [20, 20])),
  gauss: (x) => F.gaussian_blur(x, [5, 3], [1.2, 0.8]),
  gamma: (x) => F.adjust_gamma(x, 0.7, 1.2),
  hue: (x) => F.adjust_hue(x, 0.2),
  sharp: (x) => F.adjust_sharpness(x, 2.5),
  posterize: (x) => F.posterize(x, 3),
  solarize: (x) => F.solarize(x, 100),
  equalize: (x) => F.equalize(x),
  autocontrast: (x) => F.autocontrast(x),
  erase: (x) => F.erase(x, 3, 4, 10, 12, torch.tensor(7n)),
  perspective: (x) =>
    F.perspective(
      x,
      [
        [0, 0],
        [79, 0],
        [79, 59],
        [0, 59],
      ],
      [
        [3, 2],
        [70, 5],
        [75, 50],
        [1, 55],
      ],
    ),
  permute: (x) => F.permute_channels(x, [2, 0, 1]),
  crop: (x) => F.resized_crop(x, 5, 6, 30, 40, [20, 25], { antialias: true }),
  pad: (x) => F.pad(x, [3, 5], { fill: [1, 2, 3], padding_mode: 'constant' }),
  reflect: (x) => F.pad(x, [3, 5, 2, 1], { padding_mode: 'symmetric' }),
};
for (const [name, op] of Object.entries(ops)) show(name, digest(op(img)));
show(
  digest(F.uniform_temporal_subsample(tv_tensors.Video(torch.stack(Array(6).fill(img))), 3)),
  digest(F.jpeg(img, 50)),
  digest(F.to_grayscale(pil, 3)),
  digest(F.gaussian_noise(img.float().div(255), 0.0, 0.1, { clip: true })),
);
