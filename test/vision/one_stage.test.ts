import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import golden from '../golden/vision_one_stage.json' with { type: 'json' };
import { bits, cpu, gradients, liven, sha, values } from './model_digests.ts';

const { detection } = models;
const { AnchorGenerator, DefaultBoxGenerator } = detection.anchor_utils;
const { RetinaNet, FCOS } = detection;
const { SSD } = detection.ssd;
const bare = { weights: null, weights_backbone: null };

const threads = torch.get_num_threads();
beforeAll(() => torch.set_num_threads(1));
afterAll(() => torch.set_num_threads(threads));

const stateOf = (net: nn.Module) =>
  Object.entries(net.state_dict())
    .map(([key, tensor]) => `${key} [${[...tensor.shape].join(', ')}]`)
    .join('\n');

describe('names, shapes and text are those of torchvision', () => {
  for (const [name, expected] of Object.entries(golden.built)) {
    test(name, () => {
      const build = detection[name as 'fcos_resnet50_fpn'];
      // SSD runs a picture through its backbone, which on no device LibTorch cannot.
      const device = name.startsWith('ssd') ? 'cpu' : 'meta';
      const net = torch.set_default_device(device, () => build(bare));
      expect(stateOf(net)).toBe(expected.state);
      expect(sha(String(net))).toBe(expected.text);
      const trained = net.named_parameters().filter(([, { requires_grad }]) => requires_grad);
      expect(sha(trained.map(([key]) => key).join('\n'))).toBe(expected.trained);
      expect(models.get_model_builder(name)).toBe(build);
      expect(models.list_models({ module: detection })).toContain(name);
    });
  }

  test('the features of SSD512', () => {
    const { SSDFeatureExtractorVGG } = detection.ssd;
    const net = torch.set_default_device('meta', () => {
      const features = SSDFeatureExtractorVGG(models.vgg16().features as nn.Sequential, true);
      const out_channels = [512, 1024, 512, 256, 256, 256, 256];
      const ratios = [[2], [2, 3], [2, 3], [2, 3], [2, 3], [2], [2]];
      return SSD(Object.assign(features, { out_channels }), DefaultBoxGenerator(ratios), [512, 512], 2);
    });
    expect(stateOf(net)).toBe(golden.ssd512.state);
  });
});

/** A backbone of few channels: one map as a tensor, or several by name. */
class Small extends nn.Module {
  declare stem: nn.Conv2d;
  declare rest: nn.ModuleList;
  declare out_channels?: number;

  constructor(maps: number, channels = 8, says = true) {
    super();
    this.stem = nn.Conv2d(3, channels, 5, { stride: 4, padding: 2 });
    const convs = Array.from({ length: maps - 1 }, () =>
      nn.Conv2d(channels, channels, 3, { stride: 2, padding: 1 }),
    );
    this.rest = nn.ModuleList(convs);
    if (says) this.out_channels = channels;
  }

  override forward(x: Tensor): Tensor | Record<string, Tensor> {
    const found = [this.stem(x).relu()];
    for (const conv of this.rest as Iterable<nn.Conv2d>) found.push(conv(found.at(-1) as Tensor).relu());
    return found.length === 1 ? (found[0] as Tensor) : Object.fromEntries(found.entries());
  }
}

const sizes = { min_size: 64, max_size: 90 };
const nets: Record<keyof typeof golden.trained, () => any> = {
  retina_tensor: () =>
    RetinaNet(small(1), 3, {
      anchor_generator: AnchorGenerator([[8, 16]], [[0.5, 1, 2]]),
      score_thresh: 0.008,
      topk_candidates: 60,
      ...sizes,
    }),
  retina_maps: () => {
    const anchor_generator = AnchorGenerator(
      [[8], [20]],
      [
        [0.7, 1.5],
        [0.7, 1.5],
      ],
    );
    const head = detection.retinanet.RetinaNetHead(8, 2, 4, { norm_layer: (c) => nn.GroupNorm(2, c) });
    head.regression_head._loss_type = 'smooth_l1';
    return RetinaNet(small(2), 4, [48, 64, 56], 90, {
      anchor_generator,
      head,
      proposal_matcher: new detection._utils.Matcher(0.3, 0.2, false),
      score_thresh: 0,
      nms_thresh: 0.3,
      detections_per_img: 25,
      image_mean: [0.5, 0.4, 0.3],
      image_std: [0.2, 0.3, 0.4],
      size_divisible: 16,
    });
  },
  fcos_maps: () =>
    FCOS(small(2, 32), 3, {
      anchor_generator: AnchorGenerator([[4], [8]], [[1], [1]]),
      center_sampling_radius: 2.5,
      score_thresh: 0.06,
      topk_candidates: 90,
      ...sizes,
    }),
  ssd_maps: () => {
    const boxes = DefaultBoxGenerator([[2], [2, 3]], { min_ratio: 0.1, max_ratio: 0.5 });
    return SSD(small(2, 8, false), boxes, [72, 56], 4, { score_thresh: 0.2, detections_per_img: 30 });
  },
  ssd_head: () => {
    const boxes = DefaultBoxGenerator([[2]], { scales: [0.2, 0.4], steps: [4], clip: false });
    const net = SSD(small(1, 8, false), boxes, [40, 40], 3, {
      score_thresh: 0.1,
      topk_candidates: 20,
      positive_fraction: 0.4,
      iou_thresh: 0.3,
    });
    net.transform.image_mean = [0, 0, 0];
    return net;
  },
  retinanet_resnet50_fpn: () =>
    detection.retinanet_resnet50_fpn({
      ...bare,
      num_classes: 4,
      score_thresh: 0.009,
      trainable_backbone_layers: 2,
      ...sizes,
    }),
  retinanet_resnet50_fpn_v2: () =>
    detection.retinanet_resnet50_fpn_v2({ ...bare, num_classes: 3, score_thresh: 0.009, ...sizes }),
  fcos_resnet50_fpn: () =>
    detection.fcos_resnet50_fpn({ ...bare, num_classes: 4, score_thresh: 0.07, ...sizes }),
  ssdlite320_mobilenet_v3_large: () =>
    detection.ssdlite320_mobilenet_v3_large({ ...bare, num_classes: 5, score_thresh: 0.19 }),
  ssd300_vgg16: () =>
    detection.ssd300_vgg16({ ...bare, num_classes: 3, score_thresh: 0.3, topk_candidates: 50 }),
};
const small = (maps: number, channels?: number, says?: boolean) => new Small(maps, channels, says);

function pictures(name: string): Tensor[] {
  const found = [torch.rand(3, 50, 70), torch.rand(3, 64, 41), torch.rand(3, 30, 30)];
  if (name === 'ssd300_vgg16') return found.slice(0, 1);
  return name in golden.built ? found.slice(0, 2) : found;
}

/** The third picture shows nothing. */
function targets(n: number) {
  const boxes = [
    [
      [5, 4, 33, 40],
      [30, 10, 66, 45],
      [31, 12, 60, 40],
      [1, 1, 8, 12],
    ],
    [
      [6, 8, 37, 60],
      [3.5, 20, 12, 33],
    ],
    [],
  ];
  return boxes.slice(0, n).map((each) => ({
    boxes: torch.tensor(each).reshape(-1, 4),
    labels: torch.arange(each.length).remainder(2).add(1),
  }));
}

const total = (losses: Record<string, Tensor>) => Object.values(losses).reduce((a, b) => a.add(b));

describe('training and detecting give the numbers of Python', () => {
  for (const [name, expected] of Object.entries(golden.trained)) {
    test(name, () => {
      torch.manual_seed(7);
      const net = nets[name as keyof typeof nets]();
      expect(values(net)).toBe(expected.start);
      const images = pictures(name);
      const wanted = targets(images.length);
      const params = (net.parameters() as nn.Parameter[]).filter((p) => p.requires_grad);
      const opt = optim.SGD(params, { lr: 0.005, momentum: 0.9 });
      const same = cpu === golden.cpu;
      for (const [step, losses] of expected.losses.entries()) {
        opt.zero_grad();
        const found = net(images, wanted);
        total(found).backward();
        expect(Object.keys(found)).toEqual(Object.keys(losses));
        for (const [key, value] of Object.entries(losses)) {
          if (same) expect(found[key].item(), `${key} ${step}`).toBe(value);
          else expect(found[key].item()).toBeCloseTo(value as number, 2);
        }
        if (same) expect(gradients(net), String(step)).toBe(expected.gradients[step]);
        opt.step();
      }
      if (same) expectDetections(net, images, expected);
      else expectForm(net, images);
    });
  }
});

function expectDetections(net: any, images: Tensor[], expected: any): void {
  liven(net);
  net.eval();
  expect(values(net)).toBe(expected.values);
  const found = torch.no_grad(() => net(images));
  const shown = found.map((each: Record<string, Tensor>) => ({
    count: each.boxes?.size(0),
    digest: Object.fromEntries(Object.entries(each).map(([key, value]) => [key, bits(value)])),
    boxes: each.boxes?.index(':5').tolist(),
    scores: each.scores?.index(':5').tolist(),
    labels: each.labels?.tolist().map(Number),
  }));
  expect(shown).toEqual(expected.found);
  expect(torch.rand(1).item()).toBe(expected.next);
}

/** What holds on every processor. */
function expectForm(net: any, images: Tensor[]): void {
  net.eval();
  const found = torch.no_grad(() => net(images));
  for (const [i, { boxes, scores, labels }] of found.entries()) {
    const [height, width] = [(images[i] as Tensor).size(1), (images[i] as Tensor).size(2)];
    expect([...boxes.size()]).toEqual([labels.size(0), 4]);
    expect(scores.size(0)).toBe(labels.size(0));
    if (labels.size(0) === 0) continue;
    expect(boxes.min().item()).toBeGreaterThanOrEqual(0);
    expect(boxes.index(':', '0::2').max().item()).toBeLessThanOrEqual(width * 1.001);
    expect(boxes.index(':', '1::2').max().item()).toBeLessThanOrEqual(height * 1.001);
  }
}
