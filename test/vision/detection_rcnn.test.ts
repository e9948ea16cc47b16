import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as copy from '../../src/copy.ts';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import { FrozenBatchNorm2d, MultiScaleRoIAlign, roi_align } from '../../src/vision/ops/index.ts';
import golden from '../golden/vision_detection_rcnn.json' with { type: 'json' };
import builders from '../golden/vision_detection_rcnn_builders.json' with { type: 'json' };
import { expectLike, likeGolden } from '../processor.ts';

const { detection } = models;
const { backbone_utils, transform } = detection;
const [, flags = ''] = /flags\s*: (.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? [];

interface Told {
  shape: number[];
  dtype: string;
  sum: number;
  bits: string;
}

/** A tensor as scripts/golden/vision_detection_rcnn.py tells it. */
function tell(tensor: Tensor): Told {
  const flat = tensor.detach().contiguous().view(-1);
  const kinds = new Map([
    [torch.float32, torch.int32],
    [torch.float64, torch.int64],
  ]);
  const kind = kinds.get(tensor.dtype);
  const bits = (kind ? flat.view(kind) : flat).to(torch.int64);
  const places = torch.arange(1, flat.numel() + 1);
  return {
    shape: [...tensor.shape],
    dtype: String(tensor.dtype),
    sum: flat.to(torch.float64).sum().item() as number,
    bits: String(bits.mul(places).sum().item()),
  };
}

const isTold = (value: any): value is Told => typeof value?.bits === 'string';

/** Equal to the last bit on processors like the golden data's. */
function expectTold(actual: unknown, expected: unknown, path = ''): void {
  if (isTold(expected)) {
    expect(actual, path).toBeInstanceOf(Tensor);
    const { sum, bits, ...form } = tell(actual as Tensor);
    expect(form, path).toEqual({ shape: expected.shape, dtype: expected.dtype });
    if (likeGolden || !expected.dtype.includes('float')) expect(bits, path).toBe(expected.bits);
    else expect(Math.abs(sum - expected.sum), path).toBeLessThan(1e-3 * (1 + Math.abs(expected.sum)));
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(actual as object).sort(), path).toEqual(Object.keys(expected).sort());
    for (const [key, each] of Object.entries(expected))
      expectTold((actual as any)[key], each, `${path}.${key}`);
  } else expect(actual, path).toBe(expected);
}

const images = () => [torch.rand(3, 50, 70), torch.rand(3, 64, 41)];

/** Two objects in the first picture, one in the second, for pictures of the sizes above. */
function targets() {
  const pictures: [boxes: number[][], size: [number, number]][] = [
    [
      [
        [5, 4, 33, 40],
        [30, 10, 66, 45],
      ],
      [50, 70],
    ],
    [[[6, 8, 37, 60]], [64, 41]],
  ];
  return pictures.map(([boxes, size]) => {
    const masks = torch.zeros([boxes.length, ...size], { dtype: torch.uint8 });
    for (const [i, [x1, y1, x2, y2]] of (boxes as [number, number, number, number][]).entries()) {
      masks.index_put_([i, `${y1 + 2}:${y2}`, `${x1}:${x2 - 3}`], 1);
    }
    const points = boxes.map(([x1, y1, x2, y2]: any) => [
      [x1 + 1.75, y1 + 2.25, 1],
      [x2 - 0.75, y2 - 2.25, 2],
      [x1 + 0.25, y2 + 0.25, 0],
    ]);
    const labels = torch.arange(1, boxes.length + 1);
    return { boxes: torch.tensor(boxes).add(0.25), labels, masks, keypoints: torch.tensor(points) };
  });
}

beforeAll(() => torch.set_num_threads(1));

describe('the transform', () => {
  const forms: Record<string, [number | number[], number, Record<string, unknown>]> = {
    several: [[60, 44, 80], 90, {}],
    limited: [96, 100, { size_divisible: 16 }],
    fixed: [60, 90, { fixed_size: [72, 40] }],
    left: [60, 90, { _skip_resize: true }],
  };
  const build = (name: string) => {
    const [least, most, options] = forms[name] as [number, number, object];
    return transform.GeneralizedRCNNTransform(least, most, [0.485, 0.456, 0.4], [0.229, 0.224, 0.5], options);
  };
  const expected = golden.transforms as unknown as Record<string, unknown>;

  test.each(Object.keys(forms))('%s: batches, targets and results are as in Python', (name) => {
    torch.manual_seed(3);
    const made = build(name);
    expect(expected.texts).toContain(String(made));
    let batch: any;
    let changed: any;
    for (const mode of [true, false]) {
      [batch, changed] = made.train(mode)(images(), targets());
      const result = [batch.tensors, batch.image_sizes, changed, torch.rand(1)];
      expectTold(result, expected[`${name} ${mode ? 'True' : 'False'}`]);
    }
    const found = changed.map(({ boxes, keypoints }: any) => ({
      boxes,
      masks: torch.rand(boxes.size(0), 1, 28, 28),
      keypoints,
    }));
    const back = made.postprocess(found, batch.image_sizes, [
      [50, 70],
      [64, 41],
    ]);
    expectTold(back, expected[`${name} back`]);
  });

  test('leaves the caller his targets, and refuses images of other kinds', () => {
    const made = build('fixed');
    const [given, copy] = [targets(), targets()];
    made(images(), given);
    for (const [i, target] of given.entries()) {
      for (const [key, tensor] of Object.entries(target)) {
        expect(tensor.equal((copy[i] as any)[key]), key).toBe(true);
      }
    }
    expect(() => made([torch.zeros(3, 9, 9, { dtype: torch.uint8 })])).toThrow(
      'Expected input images to be of floating type (in range [0, 1]), but found type torch.uint8 instead',
    );
    expect(() => made([torch.zeros(1, 3, 9, 9)])).toThrow(
      'images is expected to be a list of 3d tensors of shape [C, H, W], got torch.Size([1, 3, 9, 9])',
    );
    expect(() => made([])).toThrow('images list should not be empty');
    expect(() => made(images(), targets().slice(1))).toThrow('2 images, but 1 targets');
    expect(() => transform.GeneralizedRCNNTransform(60, 90, [0], [1], { fixed: [1, 2] } as never)).toThrow(
      "unexpected keyword argument 'fixed'",
    );
  });
});

describe('backbones', () => {
  const { resnet_fpn_backbone, mobilenet_backbone, _resnet_fpn_extractor } = backbone_utils;
  const forms: Record<keyof typeof golden.backbones, () => nn.Module & { out_channels?: number }> = {
    resnet18: () => resnet_fpn_backbone({ backbone_name: 'resnet18', weights: null }),
    resnet50: () =>
      resnet_fpn_backbone({ backbone_name: 'resnet50', trainable_layers: 1, returned_layers: [2, 4] }),
    own: () => _resnet_fpn_extractor(models.resnet18(), 5, null, null, nn.BatchNorm2d),
    v2: () => mobilenet_backbone({ backbone_name: 'mobilenet_v2', fpn: false, trainable_layers: 0 }),
    v3: () => mobilenet_backbone({ backbone_name: 'mobilenet_v3_large', fpn: true, trainable_layers: 4 }),
    small: () =>
      mobilenet_backbone({ backbone_name: 'mobilenet_v3_small', fpn: true, returned_layers: [1, 2, 4] }),
  };
  test.each(Object.entries(forms))(
    '%s has the names, initial bits and maps of torchvision',
    (name, build) => {
      torch.manual_seed(11);
      const net = build().eval();
      const maps = net(torch.rand(1, 3, 70, 96));
      const isMap = maps instanceof Tensor;
      const state = Object.entries(net.state_dict());
      const result = {
        keys: state.map(([key]) => key),
        values: torch.cat(state.map(([, value]) => value.reshape(-1).to(torch.float32))),
        trained: net.named_parameters().flatMap(([key, parameter]) => (parameter.requires_grad ? key : [])),
        channels: net.out_channels,
        names: isMap ? null : Object.keys(maps),
        maps: isMap ? [maps] : Object.values(maps),
      };
      expectTold(result, golden.backbones[name as 'own']);
    },
  );

  test('refuse layers that there are not', () => {
    const resnet = (options: object) => () => resnet_fpn_backbone({ backbone_name: 'resnet18', ...options });
    const mobilenet = (options: object) => () =>
      mobilenet_backbone({ backbone_name: 'mobilenet_v2', fpn: true, ...options });
    expect(resnet({ backbone_name: 'resnet19' })).toThrow(
      "'resnet19' is no known backbone; known: resnet18,",
    );
    expect(resnet({ trainable_layers: 6 })).toThrow('Trainable layers should be in the range [0,5], got 6');
    expect(resnet({ returned_layers: [0, 2] })).toThrow(
      'Each returned layer should be in the range [1,4]. Got [0, 2]',
    );
    expect(mobilenet({ trainable_layers: -1 })).toThrow(
      'Trainable layers should be in the range [0,6], got -1',
    );
    expect(mobilenet({ returned_layers: [6] })).toThrow(
      'Each returned layer should be in the range [0,5], got [6]',
    );
    expect(() => backbone_utils._validate_trainable_layers(true, 7, 6, 3)).toThrow(
      'Trainable backbone layers should be in the range [0,6], got 7',
    );
    expect(backbone_utils._validate_trainable_layers(true, null, 6, 3)).toBe(3);
    expect(backbone_utils._validate_trainable_layers(false, 1, 6, 3)).toBe(6);
  });
});

describe('roi_align gives the very bits of the compiled operator, and its gradients', () => {
  test.each(Object.entries(golden.aligned))('%s', (name, expected) => {
    const [channels, type, ratio, half] = name.split(' ') as [string, string, string, string];
    const dtype = type === 'torch.float64' ? torch.float64 : torch.float32;
    torch.manual_seed(8);
    const x = torch.randn([2, Number(channels), 13, 17], { dtype });
    const corner = torch.rand([9, 2], { dtype }).mul(60).sub(6);
    const boxes = torch.cat([corner, corner.add(torch.rand([9, 2], { dtype }).mul(50))], 1);
    boxes.index_put_([0], torch.tensor([90, 70, 120, 100], { dtype }));
    boxes.index_put_([1, '2:'], boxes.index(1, ':2'));
    boxes.index_put_([2], torch.tensor([-40, -30, 160, 140], { dtype }));
    x.requires_grad_();
    const made = roi_align(
      x,
      [boxes.index(':5'), boxes.index('5:')],
      [3, 5],
      0.23,
      Number(ratio),
      half === 'True',
    );
    made
      .mul(torch.linspace(-1, 2, made.numel(), { dtype }).view(made.shape))
      .sum()
      .backward();
    expectTold([made, x.grad], expected);
  });
});

const sha = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

describe('every model function gives the names, the initial bits and the text of torchvision', () => {
  test.each(Object.entries(builders))('%s', (name, expected) => {
    torch.manual_seed(7);
    const net = models.get_model(name, { weights: null, weights_backbone: null });
    const state = Object.entries(net.state_dict());
    const made = {
      keys: state.map(([key, value]) => `${key} [${[...value.shape].join(', ')}] ${value.dtype}`).join('\n'),
      text: sha(String(net)),
      parameters: net.parameters().reduce((sum, p) => sum + p.numel(), 0),
      values: sha(state.map(([, value]) => tell(value).bits).join(' ')),
      next: torch.rand(1).item(),
    };
    expect(made).toEqual(expected);
    expect(models.list_models({ module: detection })).toContain(name);
  });
});

const SMALL = {
  min_size: 64,
  max_size: 96,
  rpn_pre_nms_top_n_train: 200,
  rpn_pre_nms_top_n_test: 100,
  rpn_post_nms_top_n_train: 150,
  rpn_post_nms_top_n_test: 60,
  rpn_batch_size_per_image: 64,
  box_batch_size_per_image: 48,
  box_detections_per_img: 12,
  box_score_thresh: 0.01,
};
const { FasterRCNN, KeypointRCNN, MaskRCNN } = detection;
const { FastRCNNPredictor } = detection.faster_rcnn;
const { KeypointRCNNHeads, KeypointRCNNPredictor } = detection.keypoint_rcnn;
const { MaskRCNNPredictor } = detection.mask_rcnn;
const { AnchorGenerator } = detection.rpn;

const pyramid = () =>
  backbone_utils.resnet_fpn_backbone({ backbone_name: 'resnet18', norm_layer: nn.BatchNorm2d });

const networks = {
  faster: () => FasterRCNN(pyramid(), 3, SMALL),
  replaced: () => {
    const net = MaskRCNN(pyramid(), 91, SMALL);
    const in_features = net.roi_heads.box_predictor.cls_score.in_features;
    net.roi_heads.box_predictor = FastRCNNPredictor(in_features, 3);
    const channels = net.roi_heads.mask_predictor.conv5_mask.in_channels;
    net.roi_heads.mask_predictor = MaskRCNNPredictor(channels, 256, 3);
    return net;
  },
  keypoint: () =>
    KeypointRCNN(pyramid(), 3, {
      ...SMALL,
      min_size: [48, 64],
      keypoint_head: KeypointRCNNHeads(256, [64, 48]),
      keypoint_predictor: KeypointRCNNPredictor(48, 3),
    }),
  single: () => {
    const backbone = Object.assign(models.mobilenet_v2().features, { out_channels: 1280 });
    return FasterRCNN(backbone, {
      num_classes: 3,
      rpn_anchor_generator: AnchorGenerator({ sizes: [[8, 16, 32, 48]], aspect_ratios: [[0.5, 1.0, 2.0]] }),
      box_roi_pool: MultiScaleRoIAlign({ featmap_names: ['0'], output_size: 3, sampling_ratio: 2 }),
      ...SMALL,
    });
  },
};

function trainedTwice(build: () => ReturnType<typeof networks.faster>, objects: typeof targets) {
  torch.manual_seed(5);
  const net = build();
  const params = net.parameters().filter((p) => p.requires_grad);
  const opt = optim.SGD(params, { lr: 0.005, momentum: 0.9, weight_decay: 5e-4 });
  const losses: Record<string, unknown>[] = [];
  for (let step = 0; step < 2; step += 1) {
    const loss_dict = net(images(), objects());
    const loss = Object.values(loss_dict).reduce((sum, each) => sum.add(each));
    opt.zero_grad();
    loss.backward();
    opt.step();
    losses.push(Object.fromEntries(Object.entries(loss_dict).map(([name, each]) => [name, each.item()])));
  }
  const gradients = net
    .parameters()
    .flatMap((p) => (p.grad && p.numel() < 2 ** 16 ? [p.grad.reshape(-1)] : []));
  const values = Object.values(net.state_dict()).map((value) => value.reshape(-1).to(torch.float32));
  const next = torch.rand(1).item();
  net.eval();
  const found = torch.no_grad(() => net(images()));
  return { losses, gradients: torch.cat(gradients), values: torch.cat(values), next, found };
}

function withoutObjects() {
  return images().map((image) => ({
    boxes: torch.zeros(0, 4),
    labels: torch.zeros([0], { dtype: torch.int64 }),
    masks: torch.zeros([0, image.size(1), image.size(2)], { dtype: torch.uint8 }),
    keypoints: torch.zeros(0, 3, 3),
  }));
}

describe('networks train and find as in Python', () => {
  /** Another processor's last bits change which boxes are drawn: of what follows only the kind can be told. */
  function expectTrained(
    made: ReturnType<typeof trainedTwice>,
    expected: (typeof golden.trained)['faster'],
  ): void {
    if (likeGolden) {
      expectTold(made, expected);
      return;
    }
    for (const [name, value] of Object.entries(expected.losses[0] as object)) {
      expectLike(made.losses[0]?.[name] as number, value, name);
    }
    expect(made.found.map((found) => Object.keys(found).sort())).toEqual(
      expected.found.map((found) => Object.keys(found).sort()),
    );
  }

  test.each(Object.entries(golden.trained))('%s', (name, expected) => {
    expectTrained(trainedTwice(networks[name as 'faster'], targets), expected as never);
  });

  test.each(Object.entries(golden.empty))('%s, on images without objects', (name, expected) => {
    expectTrained(trainedTwice(networks[name as 'faster'], withoutObjects), expected as never);
  });
});

describe('what cannot be trained on is refused', () => {
  const train = (change: (target: any) => void, build: () => any = networks.replaced) => {
    const net = build();
    return () => {
      const objects = targets();
      change(objects[1]);
      return net(images(), objects);
    };
  };

  test('targets', () => {
    expect(() => networks.faster()(images())).toThrow('targets should not be none when in training mode');
    const expected: [change: (target: any) => void, error: string][] = [
      [
        (target) =>
          target.boxes
            .select(0, 0)
            .narrow(0, 2, 1)
            .copy_(target.boxes.select(0, 0).narrow(0, 0, 1)),
        'All bounding boxes should have positive height and width. Found invalid box [',
      ],
      [
        (target) => (target.boxes = torch.zeros(3, 5)),
        'to be a tensor of shape [N, 4], got torch.Size([3, 5])',
      ],
      [(target) => (target.boxes = [[1, 2, 3, 4]]), 'Expected target boxes to be of type Tensor'],
      [(target) => delete target.boxes, "'boxes' is missing in a target"],
      [(target) => delete target.labels, 'Every element of targets should have a labels key'],
      [(target) => delete target.masks, 'Every element of targets should have a masks key'],
      [
        (target) => (target.labels = target.labels.to(torch.int32)),
        'target labels must of int64 type, instead got torch.int32',
      ],
    ];
    for (const [change, error] of expected) expect(train(change), error).toThrow(error);
    expect(train((target) => delete target.keypoints, networks.keypoint)).toThrow(
      'Every element of targets should have a keypoints key',
    );
    expect(
      train((target) => (target.keypoints = target.keypoints.to(torch.float64)), networks.keypoint),
    ).toThrow('target keypoints must of float type, instead got torch.float64');
  });

  test('networks', () => {
    const none = nn.Sequential(nn.Conv2d(3, 8, 3));
    expect(() => FasterRCNN(none, 2)).toThrow('backbone should contain an attribute out_channels');
    const backbone = Object.assign(none, { out_channels: 8 });
    expect(() => FasterRCNN(backbone)).toThrow(
      'num_classes should not be None when box_predictor is not specified',
    );
    expect(() => FasterRCNN(backbone, 2, { box_predictor: FastRCNNPredictor(1024, 2) })).toThrow(
      'num_classes should be None when box_predictor is specified',
    );
    expect(() => MaskRCNN(backbone, 2, { mask_predictor: MaskRCNNPredictor(256, 256, 2) })).toThrow(
      'num_classes should be None when mask_predictor is specified',
    );
    expect(() =>
      KeypointRCNN(backbone, 2, {
        num_keypoints: 3,
        keypoint_predictor: KeypointRCNNPredictor(512, 3),
      }),
    ).toThrow('num_keypoints should be None when keypoint_predictor is specified');
    expect(() => FasterRCNN(backbone, 2, { box_roi_pool: nn.ReLU() as never })).toThrow(
      "argument 'box_roi_pool': should be of type MultiScaleRoIAlign or None",
    );
    expect(() => FasterRCNN(backbone, 2, { rpn_nms_tresh: 0.7 } as never)).toThrow(
      "unexpected keyword argument 'rpn_nms_tresh'",
    );
    expect(() => detection.fasterrcnn_resnet50_fpn_v2({ box_head: nn.ReLU() } as never)).toThrow(
      "unexpected keyword argument 'box_head'",
    );
    expect(() => FastRCNNPredictor(4, 2)(torch.zeros(1, 4, 2, 1))).toThrow(
      'x has the wrong shape, expecting the last two dimensions to be [1,1] instead of [2, 1]',
    );
  });
});

test('where nothing is sure enough, nothing is found, and masks and points are empty', () => {
  torch.manual_seed(1);
  for (const name of ['replaced', 'keypoint'] as const) {
    const net = networks[name]().eval();
    net.roi_heads.score_thresh = 1;
    const [found] = torch.no_grad(() => net(images()));
    const shapes = Object.fromEntries(Object.entries(found as object).map(([key, x]) => [key, [...x.shape]]));
    expect(shapes).toEqual({
      boxes: [0, 4],
      labels: [0],
      scores: [0],
      ...(name === 'replaced'
        ? { masks: [0, 1, 50, 70] }
        : { keypoints: [0, 3, 3], keypoints_scores: [0, 3] }),
    });
  }
});

test("checkpoints of the first layout load under today's names", () => {
  const net = networks.replaced();
  const old: [now: RegExp, then: string][] = [
    [/((?:inner|layer)_blocks\.\d+)\.0\./, '$1.'],
    [/^(rpn\.head\.conv)\.0\.0\./, '$1.'],
    [/^(roi_heads\.mask_head)\.(\d)\.0\./, '$1.mask_fcn$2.'],
  ];
  const rename = (key: string) => {
    const [now, then] = old.find(([pattern]) => pattern.test(key)) ?? [/^$/, ''];
    return key.replace(now, then).replace(/mask_fcn(\d)/, (_, i) => `mask_fcn${Number(i) + 1}`);
  };
  const state = Object.entries(net.state_dict());
  const file = Object.fromEntries(state.map(([key, value]) => [rename(key), value.clone()]));
  expect(Object.keys(file)).toContain('roi_heads.mask_head.mask_fcn4.bias');
  expect(Object.keys(file)).toContain('backbone.fpn.inner_blocks.0.weight');
  const other = networks.replaced();
  other.load_state_dict(file);
  for (const [key, value] of state) expect(other.state_dict()[key]?.equal(value), key).toBe(true);
  expect(() => other.load_state_dict({ ...file, 'rpn.head.conv.scale': torch.zeros(1) })).toThrow(
    'rpn.head.conv.scale',
  );
});

test('autocast lowers the precision as in Python, but not that of boxes', () => {
  const made = torch.autocast('cpu', { dtype: torch.bfloat16 }, () => {
    const maps = torch.rand(1, 4, 20, 30).to(torch.bfloat16);
    const boxes = [torch.tensor([[33.3, 41.7, 222.2, 130.1]])];
    const pooled = roi_align(maps, boxes, 3, 0.125, 2);
    expect(pooled.dtype).toBe(torch.bfloat16);
    const exact = roi_align(maps.to(torch.float32), boxes, 3, 0.125, 2);
    expect(pooled.equal(exact.to(torch.bfloat16))).toBe(true);
    torch.manual_seed(6);
    return networks.faster()(images(), targets());
  });
  const units = (['amx_bf16', 'avx512_bf16'] as const).find((unit) => flags.includes(unit));
  for (const [name, value] of Object.entries(golden.lowered[units ?? 'avx512_bf16'])) {
    const loss = made[name]?.item() as number;
    if (likeGolden && units) expect(loss, name).toBe(value);
    // Elsewhere roundings decide which regions are drawn: only the size of a loss can be told.
    else expect(Math.abs(Math.log(loss / value)), name).toBeLessThan(Math.log(1.5));
  }
});

test('a whole network from a file of Python finds what it found there', () => {
  const file = new URL('../golden/vision_detection_rcnn.pth', import.meta.url);
  const net = torch.load(fileURLToPath(file), { weights_only: false }) as ReturnType<typeof networks.faster>;
  expect(net).toBeInstanceOf(MaskRCNN);
  torch.manual_seed(22);
  expectTold(
    torch.no_grad(() => net(images())),
    golden.whole,
  );
});

describe('trained weights', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'typetorch-rcnn-'));
    vi.stubEnv('TORCH_HOME', home);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });

  /** Puts a file into the cache, as if it had been fetched. */
  function cached(weights: models.Weights, net: nn.Module): void {
    const folder = join(home, 'hub/checkpoints');
    mkdirSync(folder, { recursive: true });
    torch.save(net.state_dict(), join(folder, basename(weights.url)));
  }
  const untrained = { weights: null, weights_backbone: null };
  const equal = (a: nn.Module, b: nn.Module) => {
    const state = b.state_dict();
    return Object.entries(a.state_dict()).every(([key, value]) => torch.equal(value, state[key] as Tensor));
  };
  const frozen = (net: nn.Module) =>
    net.named_parameters().flatMap(([name, parameter]) => (parameter.requires_grad ? [] : name));

  test('of the whole: its classes, frozen normalisations, and only the last stages to be trained', () => {
    const { fasterrcnn_mobilenet_v3_large_320_fpn: build } = detection;
    const weights = detection.FasterRCNN_MobileNet_V3_Large_320_FPN_Weights.COCO_V1;
    const trained = build(untrained);
    expect(frozen(trained)).toEqual([]);
    cached(weights, trained);
    const net = build({ weights: 'DEFAULT', trainable_backbone_layers: 2 });
    expect(equal(net, trained)).toBe(true);
    const { body } = net.backbone as unknown as { body: nn.Module };
    expect(body.modules().some((module) => module instanceof nn.BatchNorm2d)).toBe(false);
    expect(body.modules().some((module) => module instanceof FrozenBatchNorm2d)).toBe(true);
    const places = new Set(frozen(net).map((name) => Number(name.split('.')[2])));
    expect([...places]).toEqual([...Array(13).keys()]);
    expect(net.transform.min_size).toEqual([320]);
    expect(() => build({ weights, num_classes: 2 })).toThrow(
      "The parameter 'num_classes' expected value 91 but got 2 instead.",
    );
    expect(() => build({ weights, trainable_backbone_layers: 7 })).toThrow(
      'Trainable backbone layers should be in the range [0,6], got 7',
    );
  });

  test('of the backbone alone', () => {
    const trained = models.mobilenet_v3_large();
    cached(models.MobileNet_V3_Large_Weights.IMAGENET1K_V1, trained);
    const net = detection.fasterrcnn_mobilenet_v3_large_fpn({ num_classes: 3 });
    const { body } = net.backbone as unknown as { body: nn.Module };
    expect(equal(body, trained.features)).toBe(true);
    expect(net.roi_heads.box_predictor.cls_score.out_features).toBe(3);
    expect(frozen(net).length).toBeGreaterThan(0);
  });

  test('of the first networks: normalisations without eps', () => {
    const weights = detection.FasterRCNN_ResNet50_FPN_Weights.COCO_V1;
    cached(weights, detection.fasterrcnn_resnet50_fpn(untrained));
    const net = detection.fasterrcnn_resnet50_fpn({ weights });
    const norms = net.modules().filter((module) => module instanceof FrozenBatchNorm2d);
    expect(norms.length).toBe(53);
    expect(norms.every(({ eps }) => eps === 0)).toBe(true);
    expect(frozen(net).every((name) => /^backbone\.body\.(conv1|layer1)/.test(name))).toBe(true);
  });

  test('of points: their number is known', () => {
    const { keypointrcnn_resnet50_fpn: build, KeypointRCNN_ResNet50_FPN_Weights: all } = detection;
    expect([...all].map(({ name }) => name)).toEqual(['COCO_LEGACY', 'COCO_V1']);
    expect(() => build({ weights: all.COCO_LEGACY, num_keypoints: 5 })).toThrow(
      "The parameter 'num_keypoints' expected value 17 but got 5 instead.",
    );
    expect(all.DEFAULT.meta.categories).toEqual(['no person', 'person']);
    expect(String(all.DEFAULT.transforms())).toBe('ObjectDetection()');
  });
});

test('a copy of a network does what the network does', () => {
  torch.manual_seed(3);
  const net = networks.replaced().eval();
  const [first, second] = [net, copy.deepcopy(net)].map((each) => {
    torch.manual_seed(4);
    return torch.no_grad(() => each(images()));
  });
  for (const [i, found] of (first as any[]).entries()) {
    for (const key of Object.keys(found)) expect(found[key].equal((second as any[])[i][key]), key).toBe(true);
  }
});
