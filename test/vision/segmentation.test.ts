import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { Image } from '../../src/vision/image.ts';
import * as models from '../../src/vision/models/index.ts';
import { SemanticSegmentation } from '../../src/vision/transforms/_presets.ts';
import golden from '../golden/vision_tasks.json' with { type: 'json' };
import { bits } from './model_digests.ts';
import { describesAll, expectTraining } from './tasks.ts';

const { segmentation } = models;
const family = golden.segmentation;

const threads = torch.get_num_threads();
beforeAll(() => torch.set_num_threads(1));
afterAll(() => torch.set_num_threads(threads));

describe('names, shapes, text and weights are those of torchvision', () => {
  describesAll(segmentation, family);
});

describe('training gives the numbers of Python', () => {
  for (const [name, expected] of Object.entries(family.trained)) {
    test(name, () => {
      const classes = expected.options.num_classes;
      const labels = torch
        .arange(2 * 49 * 66)
        .view([2, 49, 66])
        .remainder(classes + 2);
      const target = labels.masked_fill(labels.ge(classes), 255);
      const scored = (x: Tensor) => nn.functional.cross_entropy(x, target, { ignore_index: 255 });
      expectTraining(
        () => models.get_model(name, expected.options) as any,
        () => [torch.randn(2, 3, 49, 66)],
        (net, [x]) => {
          const { out, aux } = net(x);
          return aux ? scored(out).add(scored(aux).mul(0.5)) : scored(out);
        },
        (net, [x]) => net(x).out,
        expected,
      );
    });
  }
});

test('preprocessing gives the bits of Python', () => {
  torch.manual_seed(5);
  const image = torch.randint(0, 256, [3, 40, 61], { dtype: torch.uint8 });
  const picture = Image.fromarray(image.permute(1, 2, 0).contiguous());
  const results: Record<string, Tensor> = {};
  for (const resize_size of [23, 60, null]) {
    const preset = SemanticSegmentation({ resize_size });
    const name = resize_size ?? 'None';
    results[`tensor ${name}`] = preset(image);
    results[`batch ${name}`] = preset(torch.stack([image, image.flip(2)]));
    results[`picture ${name}`] = preset(picture);
  }
  results.nearest = SemanticSegmentation({
    resize_size: 17,
    mean: [0.5, 0.25, 0],
    std: [1, 0.5, 0.25],
    interpolation: 'nearest',
  })(Image.fromarray(torch.tensor([10, 200, 30], { dtype: torch.uint8 }).expand(20, 31, 3).contiguous()));
  const digests = Object.entries(results).map(([name, x]) => [name, [[...x.shape], Number(bits(x))]]);
  expect(Object.fromEntries(digests)).toEqual(family.presets);
});

describe('a network', () => {
  const bare = { weights_backbone: null, num_classes: 2 };

  test('takes heads of another number of classes', () => {
    const net = segmentation.deeplabv3_mobilenet_v3_large({ ...bare, aux_loss: true });
    net.classifier = segmentation.DeepLabHead(960, 7);
    net.aux_classifier[4] = nn.Conv2d(10, 7, 1);
    const { out, aux } = net(torch.randn(2, 3, 40, 50));
    expect([...out.shape]).toEqual([2, 7, 40, 50]);
    expect([...(aux as Tensor).shape]).toEqual([2, 7, 40, 50]);
    expect(Object.keys(net.eval()(torch.randn(1, 3, 40, 50)))).toEqual(['out', 'aux']);
  });

  test('is made of any backbone and heads', () => {
    const body = models.resnet18();
    const backbone = models.IntermediateLayerGetter(body, { layer4: 'out', layer2: 'aux' });
    expect(Object.keys(backbone(torch.randn(1, 3, 64, 64)))).toEqual(['aux', 'out']);
    const net = segmentation.FCN(backbone, segmentation.FCNHead(512, 3), segmentation.FCNHead(128, 3));
    expect(net).toBeInstanceOf(segmentation._utils._SimpleSegmentationModel);
    const { out, aux } = net(torch.randn(2, 3, 64, 80));
    expect([out, aux].map((x) => [...(x as Tensor).shape])).toEqual(Array(2).fill([2, 3, 64, 80]));
    const deaf = segmentation.FCN(models.IntermediateLayerGetter(body, { layer4: 'last' }), nn.Identity());
    expect(() => deaf.eval()(torch.randn(1, 3, 32, 32))).toThrow("the backbone gives no 'out', only: last");
  });

  test('refuses what it cannot do', () => {
    expect(() => segmentation.lraspp_mobilenet_v3_large({ ...bare, aux_loss: true })).toThrow(
      'This model does not use auxiliary loss',
    );
    expect(() => segmentation.fcn_resnet50({ ...bare, auxloss: true } as never)).toThrow(
      "fcn_resnet50(): unexpected keyword argument 'auxloss'; known: num_classes, aux_loss, weights, progress, pretrained, weights_backbone, pretrained_backbone",
    );
    expect(() => segmentation.fcn_resnet50({ weights_backbone: models.ResNet18_Weights.DEFAULT })).toThrow(
      'Invalid Weight class provided; expected ResNet50_Weights but received ResNet18_Weights.',
    );
    expect(() => segmentation.fcn_resnet50({ num_classes: 0, weights_backbone: null })).toThrow(
      'num_classes',
    );
    expect(() => segmentation.FCN(7 as never, nn.Identity())).toThrow(
      "argument 'backbone': must be a module",
    );
    expect(() => segmentation.ASPP(8, [0])).toThrow('atrous_rates');
  });
});

describe('trained weights', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'typetorch-segmentation-'));
    vi.stubEnv('TORCH_HOME', home);
    vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true, force: true });
  });

  /** Puts a file into the cache, as if it had been fetched. */
  function cached(weights: models.Weights, net: nn.Module): void {
    mkdirSync(join(home, 'hub/checkpoints'), { recursive: true });
    torch.save(net.state_dict(), join(home, 'hub/checkpoints', basename(weights.url)));
  }
  const first = (net: nn.Module) => bits(net.parameters()[0] as Tensor);

  test('for the whole decide classes and auxiliary head', () => {
    const weights = segmentation.DeepLabV3_MobileNet_V3_Large_Weights.DEFAULT;
    torch.manual_seed(3);
    const trained = segmentation.deeplabv3_mobilenet_v3_large({ weights_backbone: null, aux_loss: true });
    cached(weights, trained);
    const net = segmentation.deeplabv3_mobilenet_v3_large({ weights });
    expect(Object.values(net.state_dict()).map((x) => bits(x as Tensor))).toEqual(
      Object.values(trained.state_dict()).map((x) => bits(x as Tensor)),
    );
    expect(net.aux_classifier).not.toBe(null);
    expect(
      segmentation.deeplabv3_mobilenet_v3_large({ weights, num_classes: null, aux_loss: null }),
    ).toBeTruthy();
    expect(() => segmentation.deeplabv3_mobilenet_v3_large({ weights, aux_loss: false })).toThrow(
      "The parameter 'aux_loss' expected value True but got False instead.",
    );
    expect(() => segmentation.deeplabv3_mobilenet_v3_large({ weights, num_classes: 2 })).toThrow(
      "The parameter 'num_classes' expected value 21 but got 2 instead.",
    );
    const scores = torch.no_grad(() =>
      net.eval()(weights.transforms({ resize_size: 32 })(torch.rand(1, 3, 40, 60))),
    );
    expect([...scores.out.shape]).toEqual([1, 21, 32, 48]);
  });

  test('for the backbone alone are the default', () => {
    torch.manual_seed(3);
    const body = models.mobilenet_v3_large();
    cached(models.MobileNet_V3_Large_Weights.IMAGENET1K_V1, body);
    const { lraspp_mobilenet_v3_large } = segmentation;
    for (const options of [
      {},
      { weights_backbone: 'IMAGENET1K_V1' },
      { pretrained_backbone: true },
      { weights_backbone: models.MobileNet_V3_Large_Weights.IMAGENET1K_V1, num_classes: 3 },
    ]) {
      expect(first(lraspp_mobilenet_v3_large(options))).toBe(first(body));
    }
    for (const options of [{ weights_backbone: null }, { pretrained_backbone: false }]) {
      expect(first(lraspp_mobilenet_v3_large(options))).not.toBe(first(body));
    }
  });
});
