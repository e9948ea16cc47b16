import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import { VideoClassification } from '../../src/vision/transforms/_presets.ts';
import golden from '../golden/vision_tasks.json' with { type: 'json' };
import { bits, values } from './model_digests.ts';
import { describesAll, expectTraining } from './tasks.ts';

const { video } = models;
const family = golden.video;

const threads = torch.get_num_threads();
beforeAll(() => torch.set_num_threads(1));
afterAll(() => torch.set_num_threads(threads));

describe('names, shapes, text and weights are those of torchvision', () => {
  describesAll(video, family);
});

describe('the initial bits are those of torchvision', () => {
  for (const [name, expected] of Object.entries(family.initial)) {
    test(name, () => {
      torch.manual_seed(1412);
      const net = models.get_model(name);
      expect([values(net), torch.rand(1).item()]).toEqual(expected);
    });
  }
});

describe('training gives the numbers of Python', () => {
  for (const [name, expected] of Object.entries(family.trained)) {
    test(name, () => {
      const target = torch
        .arange(expected.shape[0] as number)
        .mul(2)
        .remainder(5);
      expectTraining(
        () => (video as any)[expected.make](expected.options),
        () => [torch.randn(expected.shape)],
        (net, [x]) => nn.functional.cross_entropy(net(x), target),
        (net, [x]) => net(x),
        expected,
      );
    }, 60_000);
  }
});

test('preprocessing gives the bits of Python', () => {
  torch.manual_seed(5);
  const clip = torch.randint(0, 256, [2, 3, 3, 40, 61], { dtype: torch.uint8 });
  const gray = { mean: [0.45, 0.45, 0.45], std: [0.225, 0.225, 0.225] };
  const small = VideoClassification({ crop_size: [28, 33], resize_size: [32, 43] });
  const results: Record<string, Tensor> = {
    usual: small(clip),
    'one video': small(clip.index(0)),
    'shorter side': VideoClassification({ crop_size: [24, 24], resize_size: [30], ...gray })(clip),
    floats: VideoClassification({ crop_size: [50, 44], resize_size: [48], interpolation: 'bicubic' })(
      clip.index(1).to(torch.float32).div(255),
    ),
  };
  const digests = Object.entries(results).map(([name, x]) => [name, [[...x.shape], Number(bits(x))]]);
  expect(Object.fromEntries(digests)).toEqual(family.presets);
  expect(() => small(torch.zeros(3, 40, 61))).toThrow('vid should be (T, C, H, W) or (N, T, C, H, W)');
  expect(() => VideoClassification({ crop_size: 3, resize_size: [4] } as never)).toThrow('crop_size');
});

describe('a network', () => {
  test('is tuned by another last layer', () => {
    const net = video.r3d_18();
    net.fc = nn.Linear(net.fc.in_features, 3);
    expect([...net(torch.randn(2, 3, 4, 20, 20)).shape]).toEqual([2, 3]);
  });

  test('is made of blocks', () => {
    const { BasicStem, Bottleneck, Conv3DNoTemporal, Conv3DSimple } = video.resnet;
    const makers = [Conv3DSimple, Conv3DNoTemporal, Conv3DNoTemporal, Conv3DNoTemporal];
    const net = video.VideoResNet(Bottleneck, makers, [1, 1, 1, 1], BasicStem, {
      num_classes: 4,
      zero_init_residual: true,
    });
    expect(net.inplanes).toBe(2048);
    expect((net.layer1[0].conv3[1].weight as Tensor).any().item()).toBe(false);
    expect([...net.eval()(torch.randn(1, 3, 4, 32, 32)).shape]).toEqual([1, 4]);
  });

  test('refuses what it cannot do', () => {
    expect(() => video.r3d_18({ layers: [1, 1, 1, 1] } as never)).toThrow(
      "r3d_18(): unexpected keyword argument 'layers'; known: num_classes, zero_init_residual, weights, progress, pretrained",
    );
    expect(() => video.mvit_v2_s({ spatial_size: [64, 64] } as never)).toThrow("'spatial_size'");
    expect(() => video.swin3d_t({ dropout: 2 })).toThrow('dropout');
    const small = family.trained['mvit version 1'].options;
    expect(() => video.MViT({ ...small, block_setting: [] } as never)).toThrow(
      "The configuration parameter can't be empty.",
    );
    expect(() => video.MViT(small as never)(torch.randn(3, 4))).toThrow(
      'Unsupported input dimension torch.Size([3, 4])',
    );
    const maker = (() => nn.Identity()) as never;
    expect(() =>
      video.VideoResNet(
        video.resnet.BasicBlock,
        [maker, maker, maker, maker],
        [1, 1, 1, 1],
        video.resnet.BasicStem,
      ),
    ).toThrow('must be Conv3DSimple, Conv3DNoTemporal or Conv2Plus1D');
  });
});
