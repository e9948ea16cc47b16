import { describe, expect, test } from 'vitest';
import { nn, type Tensor, torch, vision } from '../../src/index.ts';
import json from '../golden/vision_ops.json' with { type: 'json' };

const { ops } = vision;
const golden = json as unknown as Record<string, unknown>;

function expectClose(got: Tensor, name: string, expected: unknown = golden[name]): void {
  const wanted = torch.tensor(expected as number[], { dtype: torch.float64 });
  expect([...got.size()], name).toEqual([...wanted.size()]);
  const difference = got.detach().to(torch.float64).sub(wanted).abs();
  expect(difference.numel() === 0 ? 0 : (difference.max().item() as number), name).toBeLessThan(2e-6);
}

torch.set_num_threads(1);
torch.manual_seed(4);
const corner = torch.rand(40, 2).mul(60);
const size = torch.rand(40, 2).mul(40).add(1);
const boxes = torch.cat([corner, corner.add(size)], 1);
const scores = torch.rand(40).mul(10).round().div(10);
const groups = torch.randint(0, 3, [40]);
const [a, b] = [boxes.narrow(0, 0, 7), boxes.narrow(0, 7, 5)];

test('boxes: areas, overlaps, formats', () => {
  expectClose(ops.box_area(a), 'box_area');
  expectClose(ops.box_iou(a, b), 'box_iou');
  expectClose(ops.box_iou(a.to(torch.int16), b.to(torch.int16)), 'box_iou ints');
  expectClose(ops.generalized_box_iou(a, b), 'generalized_box_iou');
  expectClose(ops.distance_box_iou(a, b), 'distance_box_iou');
  expectClose(ops.complete_box_iou(a, b), 'complete_box_iou');
  expectClose(ops.clip_boxes_to_image(boxes, [50, 70]), 'clip_boxes_to_image');
  expect(ops.remove_small_boxes(boxes, 15).tolist()).toEqual(golden.remove_small_boxes);
  for (const from of ['xyxy', 'xywh', 'cxcywh'] as const) {
    for (const to of ['xyxy', 'xywh', 'cxcywh'] as const) {
      expect(
        ops
          .box_convert(a, from, to)
          .sub(torch.tensor(golden[`box_convert ${from} ${to}`] as number[][]))
          .abs()
          .max()
          .item(),
      ).toBeLessThan(1e-5);
    }
  }
  expectClose(
    ops.box_iou(ops.box_convert(a, 'xyxy', 'xywh'), ops.box_convert(b, 'xyxy', 'xywh'), 'xywh'),
    'box_iou',
  );
});

test('what overlaps a better box goes', () => {
  const kept = [0.1, 0.3, 0.7].map((threshold) => ops.nms(boxes, scores, threshold).tolist());
  expect(kept).toEqual(golden.nms);
  expect(ops.batched_nms(boxes, scores, groups, 0.2).tolist()).toEqual(golden.batched_nms);
  expect(ops.nms(torch.zeros(0, 4), torch.zeros(0), 0.5).tolist()).toEqual([]);
  // Many boxes take the other way, group by group.
  const many = boxes.repeat([30, 1]).add(torch.arange(1200).unsqueeze(1).mul(0.001));
  const apart = ops.batched_nms(many, torch.linspace(1, 0, 1200), groups.repeat([30]), 0.2);
  const offsets = groups.repeat([30]).to(torch.float64).mul(1000).unsqueeze(1);
  expect(apart.tolist()).toEqual(
    ops.nms(many.double().add(offsets), torch.linspace(1, 0, 1200), 0.2).tolist(),
  );
});

test('boxes around masks', () => {
  const masks = torch.zeros([3, 8, 9], { dtype: torch.bool });
  masks.index_put_([0, '2:5', '3:8'], true);
  masks.index_put_([1, 7, 0], true);
  expectClose(ops.masks_to_boxes(masks), 'masks_to_boxes');
  expect([...ops.masks_to_boxes(torch.zeros(0, 2, 2)).size()]).toEqual([0, 4]);
});

test('losses and their gradients', () => {
  torch.manual_seed(4);
  for (const shape of [[40, 2], [40, 2], [40]]) torch.rand(shape);
  torch.randint(0, 3, [40]);
  const logits = torch.randn(4, 5);
  const targets = torch.randint(0, 2, [4, 5]).float();
  expectClose(ops.sigmoid_focal_loss(logits, targets), 'sigmoid_focal_loss');
  expectClose(ops.sigmoid_focal_loss(logits, targets, -1, 1.5, 'mean'), 'sigmoid_focal_loss mean');
  for (const name of [
    'generalized_box_iou_loss',
    'distance_box_iou_loss',
    'complete_box_iou_loss',
  ] as const) {
    const first = a.narrow(0, 0, 5).clone().requires_grad_();
    const loss = ops[name](first, b);
    loss.sum().backward();
    expectClose(loss, name);
    expectClose(first.grad as Tensor, `${name} gradient`);
    expectClose(ops[name](a.narrow(0, 0, 5), b, 'mean'), `${name} mean`);
  }
  // Regions of a feature map, from the same draws.
  const features = torch.randn(2, 3, 10, 12);
  const rois = torch.tensor([
    [0, 0, 0, 9, 8],
    [1, 3.3, 2.1, 22, 18],
    [1, -1, 5, 7.5, 19],
    [0, 6, 6, 6, 6],
  ]);
  for (const aligned of [false, true]) {
    for (const ratio of [-1, 2]) {
      const name = `roi_align ${aligned ? 'True' : 'False'} ${ratio}`;
      expectClose(ops.roi_align(features, rois, [3, 4], 0.5, ratio, aligned), name);
      expectClose(ops.RoIAlign([3, 4], 0.5, ratio, aligned)(features, rois), name);
    }
  }
});

test('regions: the largest value of each bin, channels of its own for each bin', () => {
  const map = torch.arange(30).float().view(1, 1, 5, 6);
  const rois = torch.tensor([
    [0, 0, 0, 3, 3],
    [0, 4, 3, 9, 9],
    [0, 20, 20, 22, 22],
  ]);
  expect(ops.roi_pool(map, rois, 2).squeeze(1).tolist()).toEqual([
    [
      [7, 9],
      [19, 21],
    ],
    [
      [29, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ]);
  const list = [torch.tensor([[0, 0, 3, 3]])];
  expect(ops.roi_pool(map, list, 1).item()).toBe(21);
  // Samples more than a pixel outside count as nothing.
  const ones = torch.ones(1, 1, 4, 4);
  expect(ops.roi_align(ones, torch.tensor([[0, 2, 2, 8, 8]]), [1, 2], 1, 1).tolist()).toEqual([[[[0, 0]]]]);
  expect(ops.roi_align(ones, torch.tensor([[0, 2, 0, 10, 3]]), [1, 2], 1, 1).tolist()).toEqual([[[[1, 0]]]]);
  // With each channel constant, each bin shows its own.
  const constant = torch.arange(8).float().view(1, 8, 1, 1).expand([1, 8, 6, 6]);
  const bins = ops.ps_roi_align(constant, torch.tensor([[0, 1, 1, 5, 5]]), 2);
  expect(bins.tolist()).toEqual([
    [
      [
        [0, 1],
        [2, 3],
      ],
      [
        [4, 5],
        [6, 7],
      ],
    ],
  ]);
});

test('DropBlock, frozen statistics, feature pyramids', () => {
  torch.manual_seed(6);
  const x = torch.rand(2, 3, 9, 8);
  expectClose(ops.drop_block2d(x, 0.3, 3), 'drop_block2d');
  expectClose(ops.drop_block3d(torch.rand(2, 2, 5, 6, 7), 0.2, 3), 'drop_block3d');
  const drop = ops.DropBlock2d(0.3, 3).eval();
  expect(drop(x).equal(x)).toBe(true);
  const frozen = ops.FrozenBatchNorm2d(3);
  frozen.load_state_dict({
    weight: torch.tensor([1, 2, 3]),
    bias: torch.zeros(3),
    running_mean: torch.tensor([0.1, 0.2, 0.3]),
    running_var: torch.tensor([0.5, 1.5, 2.5]),
    num_batches_tracked: torch.tensor(3n),
  });
  expect([...frozen.parameters()]).toHaveLength(0);
  expectClose(frozen(x), 'FrozenBatchNorm2d');
  torch.manual_seed(9);
  const pyramid = ops.FeaturePyramidNetwork([4, 6], 5, ops.LastLevelP6P7(5, 5));
  const made = pyramid({ fine: torch.rand(1, 4, 9, 11), coarse: torch.rand(1, 6, 4, 5) });
  const expected = golden.pyramid as Record<string, unknown>;
  expect(Object.keys(made)).toEqual(Object.keys(expected));
  for (const [name, map] of Object.entries(made)) expectClose(map as Tensor, name, expected[name]);
  expect(Object.keys(Object.fromEntries(Object.entries(pyramid.state_dict())))).toEqual(
    golden['pyramid keys'],
  );
  const pooled = ops.FeaturePyramidNetwork(
    [4, 6],
    5,
    ops.LastLevelMaxPool(),
  )({ a: torch.rand(1, 4, 9, 11), b: torch.rand(1, 6, 4, 5) });
  expect(pooled.pool?.equal((pooled.b as Tensor).index('...', '::2', '::2'))).toBe(true);
  expect(
    [ops.DropBlock2d(0.25, 3), ops.FrozenBatchNorm2d(4), ops.RoIAlign([2, 3], 0.5, 2)].map(String),
  ).toEqual(golden.texts);
});

describe('what makes no sense', () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      'rows of three',
      () => ops.box_area(torch.zeros(2, 3)),
      /boxes should be a tensor \(..., 4\), got shape \(2, 3\)/,
    ],
    [
      'an unknown format',
      () => ops.box_convert(a, 'yxyx' as never, 'xyxy'),
      /Unsupported Bounding Box Conversions/,
    ],
    [
      'fewer scores than boxes',
      () => ops.nms(boxes, scores.narrow(0, 0, 3), 0.5),
      /same number of elements in dimension 0/,
    ],
    ['an even block', () => ops.drop_block2d(torch.rand(1, 1, 8, 8), 0.5, 4), /block size should be odd/],
    [
      'a probability above 1',
      () => ops.drop_block2d(torch.rand(1, 1, 8, 8), 2, 3),
      /has to be between 0 and 1, but got 2/,
    ],
    [
      'an unknown reduction',
      () => ops.sigmoid_focal_loss(a, a, 0.25, 2, 'median' as never),
      /Invalid Value for arg 'reduction'/,
    ],
    [
      'regions without a place in the batch',
      () => ops.roi_align(torch.rand(1, 1, 4, 4), a, 2),
      /Tensor\[K, 5\]/,
    ],
  ])('%s', (_name, action, message) => {
    expect(action).toThrow(message);
  });
});

test('parts under the files that programs import them from', () => {
  expect(ops.misc.Conv2dNormActivation).toBe(ops.Conv2dNormActivation);
  expect(ops.boxes.box_iou).toBe(ops.box_iou);
  const { split_normalization_params } = ops._utils;
  const net = nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.BatchNorm1d(3), nn.LayerNorm(3)));
  net.parameters()[0]?.requires_grad_(false);
  const sizes = (lists: Tensor[][]) => lists.map((list) => list.map((p) => p.numel()));
  expect(sizes(split_normalization_params(net))).toEqual([[3, 3, 3, 3], [3]]);
  expect(sizes(split_normalization_params(net, [nn.LayerNorm]))).toEqual([
    [3, 3],
    [3, 3, 3],
  ]);
  expect(() => split_normalization_params(net, [Map as never])).toThrow('is not a subclass of nn.Module');
});

test('turned boxes are converted as in Python, and not into upright ones', () => {
  const { box_convert } = ops;
  const given = torch.tensor([
    [10, 20, 30, 40, 25],
    [5, 6, 7, 8, -100],
  ]);
  const centers = box_convert(given, 'xywhr', 'cxcywhr');
  expect(centers.tolist()).toEqual([
    [32.04698181152344, 31.786882400512695, 30, 40, 25],
    [0.453000545501709, 8.75223445892334, 7, 8, -100],
  ]);
  expect(box_convert(centers, 'cxcywhr', 'xywhr').equal(given)).toBe(true);
  const corners = box_convert(centers, 'cxcywhr', 'xyxyxyxy');
  expect(corners.tolist()).toEqual([
    [
      10, 20, 37.189231872558594, 7.3214521408081055, 54.093963623046875, 43.57376480102539,
      26.90473175048828, 56.25231170654297,
    ],
    [
      5, 6, 3.7844626903533936, 12.893653869628906, -4.093998908996582, 11.504467964172363,
      -2.8784618377685547, 4.610814571380615,
    ],
  ]);
  expect(box_convert(corners, 'xyxyxyxy', 'cxcywhr').tolist()).toEqual([
    [32.04698181152344, 31.786880493164062, 29.999998092651367, 40, 25.000001907348633],
    [0.4530007839202881, 8.75223445892334, 6.999999523162842, 7.999999523162842, -100],
  ]);
  expect(box_convert(given.to(torch.int64), 'cxcywhr', 'xyxyxyxy').tolist()).toEqual([
    [-12, 8, 15, -5, 32, 32, 5, 44],
    [10, 3, 9, 10, 1, 9, 2, 2],
  ]);
  expect(() => box_convert(given, 'xywhr', 'xyxy')).toThrow(
    'Unsupported Bounding Box Conversions for given in_fmt xywhr and out_fmt xyxy',
  );
});

test('without regions the gradient is zero, as in Python', () => {
  const none = torch.zeros(0, 5);
  for (const pool of [ops.roi_pool, ops.ps_roi_pool, ops.ps_roi_align, ops.roi_align]) {
    const maps = torch.rand([1, 8, 6, 5], { requires_grad: true });
    const pooled = pool(maps, none, 2);
    expect(pooled.size(0)).toBe(0);
    pooled.sum().backward();
    expect(maps.grad?.equal(torch.zeros_like(maps))).toBe(true);
  }
});
