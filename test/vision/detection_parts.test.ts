import { describe, expect, test } from 'vitest';
import '../nn/pinned.ts';
import { copy, nn, type Tensor, torch } from '../../src/index.ts';
import * as det_utils from '../../src/vision/models/detection/_utils.ts';
import { AnchorGenerator, DefaultBoxGenerator } from '../../src/vision/models/detection/anchor_utils.ts';
import { ImageList } from '../../src/vision/models/detection/image_list.ts';
import { FasterRCNN, KeypointRCNN, MaskRCNN } from '../../src/vision/models/detection/index.ts';
import { clip_boxes_to_image } from '../../src/vision/ops/boxes.ts';
import { MultiScaleRoIAlign } from '../../src/vision/ops/poolers.ts';
import golden from '../golden/vision_detection_parts.json' with { type: 'json' };

torch.set_num_threads(1);

function boxes(n: number, side = 50): Tensor {
  const corner = torch.rand(n, 2).mul(side);
  return torch.cat([corner, corner.add(torch.rand(n, 2).mul(side)).add(0.5)], 1);
}
const lists = (tensors: readonly Tensor[]) => tensors.map((each) => each.tolist());

describe('box coders', () => {
  const drawn = () => {
    torch.manual_seed(5);
    const [reference, proposals] = [boxes(6), boxes(6)];
    const spread = torch.tensor([1, 1, 4, 30, 1, 1, 4, 30, 1, 1, 4, 30]);
    return { reference, proposals, codes: torch.randn(6, 12).mul(spread) };
  };

  test('encode and decode to the bit', () => {
    const { reference, proposals, codes } = drawn();
    const all = [
      [1, 1, 1, 1],
      [10, 10, 5, 5],
      [0.3, 0.7, 1.1, 1.9],
    ] as const;
    const expected = Object.values(golden.coders).slice(0, 3) as any[];
    for (const [i, weights] of all.entries()) {
      const coder = new det_utils.BoxCoder(weights);
      expect(coder.encode_single(reference, proposals).tolist()).toEqual(expected[i].encode);
      const pair = (x: Tensor) => [...x.split([1, 5])];
      expect(lists(coder.encode(pair(reference), pair(proposals)))).toEqual(expected[i]['encode lists']);
      expect(coder.decode(codes, [...proposals.split([4, 2])]).tolist()).toEqual(expected[i].decode);
    }
  });

  test('round half-precision numbers as Python does', () => {
    const { reference, proposals, codes } = drawn();
    const coder = new det_utils.BoxCoder([0.3, 0.7, 1.1, 1.9], 1.5);
    const half = (x: Tensor) => x.to(torch.bfloat16);
    expect(coder.decode_single(half(codes), proposals).to(torch.float32).tolist()).toEqual(
      golden.coders.half,
    );
    const encoded = coder.encode_single(half(reference), half(proposals));
    expect(encoded.to(torch.float32).tolist()).toEqual(golden.coders['half encode']);
  });

  test('know distances from edges', () => {
    const { reference, proposals, codes } = drawn();
    for (const normalize of [true, false]) {
      const expected = golden.coders[normalize ? 'linear True' : 'linear False'];
      const coder = new det_utils.BoxLinearCoder(normalize);
      const encoded = coder.encode(proposals.view(2, 3, 4), reference.view(2, 3, 4));
      expect(encoded.tolist()).toEqual(expected.encode);
      expect(coder.decode(codes.narrow(1, 0, 4), proposals).tolist()).toEqual(expected.decode);
    }
  });

  test('take no boxes, and a list of tensors only', () => {
    const coder = new det_utils.BoxCoder([1, 1, 1, 1]);
    expect([...coder.decode(torch.zeros([0, 8]), [torch.zeros([0, 4])]).size()]).toEqual([0, 8]);
    expect(() => coder.decode(torch.zeros([1, 4]), torch.zeros([1, 4]) as never)).toThrow(/list or tuple/);
    expect(() => coder.decode(7 as never, [torch.zeros([1, 4])])).toThrow(/rel_codes of type torch.Tensor/);
  });
});

test('the box losses and their gradients are those of Python', () => {
  torch.manual_seed(6);
  const [anchors, truth] = [boxes(5), boxes(5)];
  for (const [name, [value, gradient]] of Object.entries(golden.losses) as any) {
    const [type, cnf] = name.split(' ');
    const codes = torch.full([5, 4], 0.25, { requires_grad: true });
    const coder = new det_utils.BoxCoder([1, 1, 2, 2]);
    const given = cnf === 'given' ? { beta: 0.3, eps: 1e-3 } : null;
    const loss = det_utils._box_loss(type, coder, anchors, truth, codes, given);
    loss.backward();
    expect(loss.item(), name).toBe(value);
    expect(codes.grad?.tolist(), name).toEqual(gradient);
  }
  const none = torch.zeros([0, 4]);
  const coder = new det_utils.BoxCoder([1, 1, 1, 1]);
  expect(() => det_utils._box_loss('l2' as never, coder, none, none, none)).toThrow('Unsupported loss: l2');
});

describe('matchers', () => {
  test('match as in Python, ties included', () => {
    torch.manual_seed(7);
    const quality = torch.rand(4, 15).mul(10).floor().div(10);
    for (const [low, high] of [
      [0.4, 0.5],
      [0.7, 0.9],
      [0.95, 0.95],
    ] as const) {
      for (const weak of [false, true]) {
        const matcher = new det_utils.Matcher(high, low, weak);
        const key = `${low} ${high} ${weak ? 'True' : 'False'}` as keyof typeof golden.matchers;
        expect(matcher(quality).tolist(), key).toEqual(golden.matchers[key]);
      }
      const expected = golden.matchers[`ssd ${low}` as keyof typeof golden.matchers];
      expect(new det_utils.SSDMatcher(low)(quality).tolist()).toEqual(expected);
    }
  });

  test('are copied as objects, not shared as functions', () => {
    const matcher = new det_utils.SSDMatcher(0.5);
    const copied = copy.deepcopy({ matcher, again: matcher });
    expect(copied.matcher).toBeInstanceOf(det_utils.SSDMatcher);
    expect(copied.matcher).not.toBe(matcher);
    expect(copied.again).toBe(copied.matcher);
    copied.matcher.high_threshold = 0.9;
    expect(matcher.high_threshold).toBe(0.5);
    const quality = torch.tensor([[0.6, 0.2, 0.7]]);
    copied.matcher.low_threshold = 0.65;
    expect(copied.matcher(quality).tolist().map(Number)).toEqual([-1, -1, 0]);
    expect(matcher(quality).tolist().map(Number)).toEqual([0, -1, 0]);
  });

  test('want boxes, proposals and thresholds in order', () => {
    const matcher = new det_utils.Matcher(0.5, 0.4);
    expect(() => matcher(torch.zeros([0, 5]))).toThrow('No ground-truth boxes available');
    expect(() => matcher(torch.zeros([5, 0]))).toThrow('No proposal boxes available');
    expect(() => new det_utils.Matcher(0.4, 0.5)).toThrow('low_threshold should be <= high_threshold');
    expect(det_utils.Matcher.BETWEEN_THRESHOLDS).toBe(-2);
  });
});

test('the sampler draws the elements that Python draws', () => {
  torch.manual_seed(8);
  const matched = [
    torch.randint(-1, 4, [30]),
    torch.full([7], -1, { dtype: torch.int64 }),
    torch.ones([9], { dtype: torch.int64 }),
    torch.zeros([9]),
  ];
  for (const [size, fraction] of [
    [8, 0.5],
    [11, 0.3],
    [64, 0.25],
  ] as const) {
    const sampler = new det_utils.BalancedPositiveNegativeSampler(size, fraction);
    const key = `${size} ${fraction}` as keyof typeof golden.samplers;
    const masks = sampler(matched);
    expect(masks.map(lists)).toEqual(golden.samplers[key]);
    expect(masks[0][0]?.dtype).toBe(torch.uint8);
  }
});

describe('anchor generators', () => {
  const images = new ImageList(torch.zeros([2, 3, 37, 53]), [
    [37, 50],
    [30, 53],
  ]);

  test('make the boxes of Python', () => {
    for (const [name, { options, sizes, boxes: expected, count, text }] of Object.entries(
      golden.generators,
    ) as any) {
      const [kind] = name.split(' ');
      const generator = kind === 'AnchorGenerator' ? AnchorGenerator(options) : DefaultBoxGenerator(options);
      const dtype = name.endsWith('64') ? torch.float64 : torch.float32;
      const maps = sizes.map((size: number[]) => torch.zeros([2, 3, ...size], { dtype }));
      const found = generator(images, maps);
      expect(found.length).toBe(2);
      expect(found[0]?.dtype).toBe(dtype);
      expect(found[0]?.tolist(), name).toEqual(expected[0]);
      expect(found[1]?.tolist(), name).toEqual(expected[0]);
      expect(generator.num_anchors_per_location()).toEqual(count);
      expect(String(generator)).toBe(text);
    }
  });

  test('take strides as tensors', () => {
    const generator = AnchorGenerator([[32], [64]], [[1], [1, 2]]);
    const sizes = [
      [2, 3],
      [1, 1],
    ] as const;
    const plain = generator.grid_anchors(sizes, [
      [8, 9],
      [16, 17],
    ]);
    const strides = [
      [torch.tensor(8n), torch.tensor(9n)],
      [torch.tensor(16n), torch.tensor(17n)],
    ] as const;
    expect(lists(generator.grid_anchors(sizes, strides))).toEqual(lists(plain));
  });

  test('say what does not fit', () => {
    const two = [torch.zeros([1, 1, 2, 2]), torch.zeros([1, 1, 2, 2])];
    expect(() => AnchorGenerator([[32]])(images, two)).toThrow(/2 feature maps and anchors for 1/);
    expect(() => AnchorGenerator([[-3]])).toThrow(/sizes/);
    expect(() => AnchorGenerator([[32]])(images, [torch.zeros([1, 1, 0, 2])])).toThrow(/empty/);
    expect(() => AnchorGenerator([[32]])(images, [])).toThrow(/0 feature maps and anchors for 1/);
    expect(() => DefaultBoxGenerator([[2]], { steps: [1, 2] })).toThrow(
      'aspect_ratios and steps should have the same length',
    );
    expect(() => DefaultBoxGenerator([[2], [2]], { scales: [0.1, 0.2] })).toThrow(/3 scales, got 2/);
    expect(() => DefaultBoxGenerator([[2]])(images, [])).toThrow(/no feature map/);
    expect(() => DefaultBoxGenerator([[2]])(images, two)).toThrow(/boxes for 1 feature maps, got 2/);
  });
});

test('retrieve_out_channels leaves the model as it was', () => {
  const model: any = nn.Sequential(nn.Conv2d(3, 5, 3), nn.BatchNorm2d(5), nn.Conv2d(5, 7, 1));
  const statistics = model[1].running_var.tolist();
  expect(det_utils.retrieve_out_channels(model, [16, 12])).toEqual([7]);
  expect(model.training).toBe(true);
  expect(model[1].running_var.tolist()).toEqual(statistics);
  expect(() => det_utils.retrieve_out_channels(nn.ReLU(), [8, 8])).toThrow(/no parameters/);
});

test('networks to which nothing is proposed find nothing, and learn that', () => {
  const backbone = () => {
    const layers = nn.Sequential(nn.Conv2d(3, 8, 5, { stride: 4, padding: 2 }), nn.ReLU());
    return Object.assign(layers, { out_channels: 8 });
  };
  const options = {
    rpn_anchor_generator: AnchorGenerator([[8, 16]], [[0.5, 1]]),
    box_roi_pool: MultiScaleRoIAlign(['0'], 3, 2),
    min_size: 32,
    max_size: 64,
    rpn_score_thresh: 1.1,
  };
  const pool = MultiScaleRoIAlign(['0'], 3, 2);
  const nets: any[] = [
    FasterRCNN(backbone(), 3, options),
    MaskRCNN(backbone(), 3, { ...options, mask_roi_pool: pool }),
    KeypointRCNN(backbone(), 3, { ...options, keypoint_roi_pool: pool, num_keypoints: 4 }),
  ];
  const shapes = nets.map((net) => {
    const [found] = torch.no_grad(() => net.eval()([torch.rand(3, 30, 40)]));
    return Object.fromEntries(Object.entries(found).map(([key, x]: any) => [key, [...x.shape]]));
  });
  const boxes = { boxes: [0, 4], labels: [0], scores: [0] };
  expect(shapes).toEqual([
    boxes,
    { ...boxes, masks: [0, 1, 30, 40] },
    { ...boxes, keypoints: [0, 4, 3], keypoints_scores: [0, 4] },
  ]);
  const truth = { boxes: torch.tensor([[3, 4, 20, 30]]), labels: torch.ones([1], { dtype: torch.int64 }) };
  const losses = nets[0].train()([torch.rand(3, 30, 40)], [truth]);
  expect(Object.values(losses).every((loss: any) => Number.isFinite(loss.item()))).toBe(true);
});

test('boxes in a row are cut off at the edges, too', () => {
  const row = torch.tensor([[-1, 2, 50, 70, 5, -6, 7, 90]]);
  expect(clip_boxes_to_image(row, [60, 40]).tolist()).toEqual([[0, 2, 40, 60, 5, 0, 7, 60]]);
  expect(() => clip_boxes_to_image(torch.zeros([2, 5]), [3, 3])).toThrow('got shape (2, 5)');
});
