import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { Image } from '../../src/vision/image.ts';
import * as models from '../../src/vision/models/index.ts';
import * as T from '../../src/vision/transforms/index.ts';
import { loopback } from '../loopback.ts';

const { ResNet50_Weights, SqueezeNet1_1_Weights, VGG16_Weights, ViT_B_32_Weights } = models;

let home: string;
// Each is given once in a process.
const warnings: string[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'typetorch-weights-'));
  vi.stubEnv('TORCH_HOME', home);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  vi.spyOn(process, 'emitWarning').mockImplementation((text) => void warnings.push(String(text)));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  torch.hub.set_mirrors(null);
  rmSync(home, { recursive: true, force: true });
});

/** Puts a file into the cache, as if it had been fetched. */
function cached(weights: models.Weights, state_dict: Record<string, Tensor>): void {
  const folder = join(home, 'hub/checkpoints');
  mkdirSync(folder, { recursive: true });
  torch.save(state_dict, join(folder, basename(weights.url)));
}

const equal = (a: nn.Module, b: nn.Module) =>
  Object.entries(a.state_dict()).every(([key, tensor]) => torch.equal(tensor, b.state_dict()[key] as Tensor));

/** A state_dict without the versions of its layers, as files from before PyTorch 0.4 have it. */
const bare = (net: nn.Module) => ({ ...net.state_dict() }) as Record<string, Tensor>;

describe('weights', () => {
  test('are members of enums, with what belongs to them', () => {
    const { IMAGENET1K_V2, DEFAULT } = ResNet50_Weights;
    expect(DEFAULT).toBe(IMAGENET1K_V2);
    expect(String(IMAGENET1K_V2)).toBe('ResNet50_Weights.IMAGENET1K_V2');
    expect(String(ResNet50_Weights)).toBe("<enum 'ResNet50_Weights'>");
    expect([...ResNet50_Weights].map(({ name }) => name)).toEqual(['IMAGENET1K_V1', 'IMAGENET1K_V2']);
    expect(ResNet50_Weights.length).toBe(2);
    expect(IMAGENET1K_V2.url).toBe('https://download.pytorch.org/models/resnet50-11ad3fa6.pth');
    expect(IMAGENET1K_V2.meta.categories?.length).toBe(1000);
    expect(IMAGENET1K_V2.meta.categories?.[281]).toBe('tabby');
    expect(IMAGENET1K_V2.meta.num_params).toBe(25557032);
    expect(VGG16_Weights.IMAGENET1K_FEATURES.meta.categories).toBe(null);
    expect(models.get_weight('ResNet50_Weights.IMAGENET1K_V1')).toBe(ResNet50_Weights.IMAGENET1K_V1);
    expect(models.get_weight('ResNet50_Weights.DEFAULT')).toBe(DEFAULT);
    expect(models.get_model_weights('resnet50')).toBe(ResNet50_Weights);
    expect(models.get_model_weights(models.resnet50)).toBe(ResNet50_Weights);
    expect(() => models.get_weight('ResNet50_Weights')).toThrow(
      "Invalid weight name provided: 'ResNet50_Weights'",
    );
    expect(() => models.get_weight('Nothing.V1')).toThrow("The weight enum 'Nothing'");
    expect(() => models.get_weight('ResNet50_Weights.V3')).toThrow(
      'known: IMAGENET1K_V1, IMAGENET1K_V2, DEFAULT',
    );
  });

  test('know their preprocessing', () => {
    const preprocess = ResNet50_Weights.IMAGENET1K_V2.transforms();
    expect([preprocess.resize_size, preprocess.crop_size]).toEqual([[232], [224]]);
    const images = torch.randint(0, 256, [2, 3, 300, 260]).to(torch.uint8);
    const out = preprocess(images);
    expect([...out.shape]).toEqual([2, 3, 224, 224]);
    expect(out.dtype).toBe(torch.float32);
    const photograph = Image.fromarray(torch.randint(0, 256, [300, 260, 3]).to(torch.uint8));
    const pixels = preprocess(photograph);
    expect([...pixels.shape]).toEqual([3, 224, 224]);
    expect(
      Number(
        pixels
          .sub(preprocess(T.functional.pil_to_tensor(photograph)))
          .abs()
          .max()
          .item(),
      ),
    ).toBeLessThan(0.05);
    expect(models.EfficientNet_B0_Weights.DEFAULT.transforms().interpolation).toBe('bicubic');
    expect(String(ViT_B_32_Weights.DEFAULT.transforms({ crop_size: 96 }))).toBe(
      'ImageClassification(\n    crop_size=[96]\n    resize_size=[256]\n    mean=[0.485, 0.456, 0.406]\n' +
        '    std=[0.229, 0.224, 0.225]\n    interpolation=InterpolationMode.BILINEAR\n)',
    );
  });

  test('are fetched from the mirror, and refused when they are not what the name says', async () => {
    const server = await loopback({ '/m/squeezenet1_1-b8a52dc0.pth': { body: 'something else' } });
    torch.hub.set_mirrors({ 'https://download.pytorch.org/models/': `${server.url}/m/` });
    // The address itself is tried after the mirror: nothing may leave this machine.
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('https_proxy', 'http://127.0.0.1:9');
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    vi.stubEnv('no_proxy', '127.0.0.1');
    for (const options of [{ weights: 'DEFAULT' }, { pretrained: true }]) {
      expect(() => models.squeezenet1_1(options)).toThrow('invalid hash value (expected "b8a52dc0"');
    }
    expect((await server.requests()).map(({ url }) => url)).toEqual(
      Array(2).fill('/m/squeezenet1_1-b8a52dc0.pth'),
    );
  });

  test('are loaded under every name', () => {
    torch.manual_seed(1);
    const trained = models.squeezenet1_1();
    cached(SqueezeNet1_1_Weights.IMAGENET1K_V1, trained.state_dict());
    for (const weights of [
      SqueezeNet1_1_Weights.IMAGENET1K_V1,
      'IMAGENET1K_V1',
      'DEFAULT',
      'SqueezeNet1_1_Weights.IMAGENET1K_V1',
    ]) {
      expect(equal(models.squeezenet1_1({ weights, progress: false }), trained)).toBe(true);
    }
    expect(equal(models.get_model('squeezenet1_1', { weights: 'DEFAULT' }), trained)).toBe(true);
    expect(equal(models.squeezenet1_1({ pretrained: true }), trained)).toBe(true);
    expect(equal(models.squeezenet1_1(true as never), trained)).toBe(true);
    const shown = warnings.join('\n');
    expect(shown).toContain("The parameter 'pretrained' is deprecated since 0.13");
    expect(shown).toContain(
      'equivalent to passing weights: SqueezeNet1_1_Weights.IMAGENET1K_V1. You can also use weights: SqueezeNet1_1_Weights.DEFAULT',
    );
    expect(models.squeezenet1_1({ pretrained: false, num_classes: 3 }).num_classes).toBe(3);
  });

  test('decide what they decide', () => {
    cached(SqueezeNet1_1_Weights.DEFAULT, {});
    expect(() => models.squeezenet1_1({ weights: 'DEFAULT', num_classes: 10 })).toThrow(
      "The parameter 'num_classes' expected value 1000 but got 10 instead.",
    );
    expect(() => models.vit_b_32({ weights: 'DEFAULT', image_size: 64 })).toThrow(
      "The parameter 'image_size' expected value 224 but got 64 instead.",
    );
    expect(() => models.squeezenet1_1({ weights: ResNet50_Weights.DEFAULT })).toThrow(
      'Invalid Weight class provided; expected SqueezeNet1_1_Weights but received ResNet50_Weights.',
    );
    expect(() => models.squeezenet1_1({ weights: 'V9' })).toThrow(
      "SqueezeNet1_1_Weights has no weights 'V9'",
    );
    expect(() => models.vit_h_14({ pretrained: true })).toThrow('No weights available for model vit_h_14');
    expect(() => models.squeezenet1_1({ weights: 'DEFAULT' })).toThrow('Missing key(s) in state_dict');
  });
});

describe('files of old versions', () => {
  test('densenet: norm.1, conv.2, ...', () => {
    const trained = models.densenet121();
    const entries = Object.entries(bare(trained)).filter(([key]) => !key.endsWith('num_batches_tracked'));
    const old = entries.map(([key, tensor]) => [
      key.replace(/(denselayer\d+\.(?:norm|conv))([12])\./, '$1.$2.'),
      tensor,
    ]);
    expect(old.some(([key]) => key === 'features.denseblock1.denselayer1.norm.1.weight')).toBe(true);
    cached(models.DenseNet121_Weights.DEFAULT, Object.fromEntries(old));
    expect(equal(models.densenet121({ weights: 'DEFAULT' }), trained)).toBe(true);
  });

  test('vit: mlp.linear_1, mlp.linear_2', () => {
    const make = () =>
      models.VisionTransformer(32, 16, 2, 2, 8, 12, { num_classes: 3, representation_size: 5 });
    const [trained, net] = [make(), make()];
    const old = Object.entries(bare(trained)).map(([key, tensor]) => [
      key.replace('mlp.0.', 'mlp.linear_1.').replace('mlp.3.', 'mlp.linear_2.'),
      tensor,
    ]);
    net.load_state_dict(Object.fromEntries(old));
    expect(equal(net, trained)).toBe(true);
  });

  test('mnasnet: one stem for all widths', () => {
    const net = models.mnasnet0_5({ num_classes: 3 });
    const state = net.state_dict();
    expect(() => net.load_state_dict({ ...state })).toThrow(
      'version should be set to 1 or 2 instead of None',
    );
    const wide = models.mnasnet1_0({ num_classes: 3 }).state_dict();
    const old = { ...state } as Record<string, Tensor>;
    for (const key of Object.keys(old)) if (/^layers\.[0-7]\./.test(key)) old[key] = wide[key] as Tensor;
    old['layers.8.0.layers.0.weight'] = torch.rand(48, 16, 1, 1);
    for (const key of Object.keys(old).filter((name) => name.startsWith('layers.8.0.layers.'))) {
      const fitting = /layers\.(1|4)\./.test(key.slice(10)) && !key.endsWith('num_batches_tracked');
      if (fitting) old[key] = torch.rand(48);
    }
    old['layers.8.0.layers.3.weight'] = torch.rand(48, 1, 3, 3);
    old['layers.8.0.layers.6.weight'] = torch.rand(16, 48, 1, 1);
    const metadata = { '': { version: 1 } };
    Object.defineProperty(old, '_metadata', { value: metadata, enumerable: false });
    net.load_state_dict(old);
    expect([...(net.layers[0].weight as Tensor).shape]).toEqual([32, 3, 3, 3]);
    expect((net.state_dict() as any)._metadata[''].version).toBe(1);
    expect([...(net.eval()(torch.zeros(1, 3, 64, 64)) as Tensor).shape]).toEqual([1, 3]);
  });

  test('googlenet and inception_v3: the second heads are dropped unless asked for', () => {
    const trained = models.googlenet({ init_weights: false });
    cached(models.GoogLeNet_Weights.DEFAULT, trained.state_dict());
    const net = models.googlenet({ weights: 'DEFAULT' });
    expect([net.aux1, net.aux_logits, net.transform_input]).toEqual([null, false, true]);
    expect(models.googlenet({ weights: 'DEFAULT', aux_logits: true }).aux1).not.toBe(null);
    expect(warnings).toContainEqual(expect.stringContaining('NOT pretrained'));
    cached(models.Inception_V3_Weights.DEFAULT, models.inception_v3({ init_weights: false }).state_dict());
    expect(models.inception_v3({ weights: 'DEFAULT' }).AuxLogits).not.toBe(null);
    expect(models.inception_v3({ weights: 'DEFAULT', aux_logits: false }).AuxLogits).toBe(null);
  });
});

describe('the list of models', () => {
  test('is searched by patterns, as in Python', () => {
    const { list_models } = models;
    expect(list_models({ include: 'vgg1?' })).toEqual(['vgg11', 'vgg13', 'vgg16', 'vgg19']);
    expect(list_models({ include: ['*x_8gf', 'swin_[bt]'] })).toEqual(['regnet_x_8gf', 'swin_b', 'swin_t']);
    expect(list_models({ include: 'resnet*', exclude: ['*1*'] })).toEqual(['resnet34', 'resnet50']);
    expect(list_models({ include: 'resnet[!5]*' })).toEqual([
      'resnet101',
      'resnet152',
      'resnet18',
      'resnet34',
    ]);
    expect(list_models({ include: [], module: models }).length).toBe(80);
  });

  test('finds builders in any case, and takes new ones', () => {
    expect(models.get_model_builder('ResNet18')).toBe(models.resnet18);
    expect(() => models.get_model_builder('resnet19')).toThrow('Unknown model resnet19');
    const mine = models.register_model('mine_for_a_test')(() => models.squeezenet1_1({ num_classes: 4 }));
    expect((models.get_model('mine_for_a_test') as models.SqueezeNet).num_classes).toBe(4);
    expect(() => models.register_model('mine_for_a_test')(mine)).toThrow('An entry is already registered');
    expect(models.list_models({ module: models })).not.toContain('mine_for_a_test');
    expect(() => models.get_model_weights(mine)).toThrow("missing the 'weights' argument");
  });
});

describe('feature extraction', () => {
  const { create_feature_extractor, get_graph_node_names } = models.feature_extraction;

  test('names the calls of modules in order', () => {
    const net = models.resnet18({ num_classes: 3 });
    const mean = net.get_buffer('bn1.running_mean');
    const before = mean.clone();
    torch.manual_seed(3);
    const expected = torch.rand(1).item();
    torch.manual_seed(3);
    const [train, evaluation] = get_graph_node_names(net, torch.ones(2, 3, 64, 64));
    expect(torch.rand(1).item()).toBe(expected);
    expect(train).toEqual(evaluation);
    expect(train.slice(0, 10)).toEqual([
      'x',
      'conv1',
      'bn1',
      'relu',
      'maxpool',
      'layer1.0.conv1',
      'layer1.0.bn1',
      'layer1.0.relu',
      'layer1.0.conv2',
      'layer1.0.bn2',
    ]);
    expect(train).toContain('layer4.1.relu_1');
    expect(net.training).toBe(true);
    expect(torch.equal(mean, before)).toBe(true);
    expect(get_graph_node_names(models.alexnet({ num_classes: 2 }))[0].at(-1)).toBe('classifier.6');
  });

  test('gives the results of modules, and runs no further', () => {
    const net = models.resnet18({ num_classes: 3 }).eval();
    const x = torch.rand(1, 3, 64, 64);
    const extractor = create_feature_extractor(net, { 'layer1.0.relu': 'first', layer3: 'third' });
    let reached = false;
    net.layer4.register_forward_hook(() => {
      reached = true;
    });
    const out = torch.no_grad(() => extractor(x));
    expect(Object.keys(out)).toEqual(['first', 'third']);
    const stem = torch.no_grad(() => net.maxpool(net.relu(net.bn1(net.conv1(x)))));
    const third = torch.no_grad(() => net.layer3(net.layer2(net.layer1(stem))));
    expect(torch.equal(out.third, third)).toBe(true);
    expect([...out.first.shape]).toEqual([1, 64, 16, 16]);
    expect(reached).toBe(false);
    const needed = Object.keys(net.state_dict()).filter((key) => !/^(layer4|fc)\./.test(key));
    expect(Object.keys(extractor.state_dict())).toEqual(needed);
    expect([...(torch.no_grad(() => net(x)) as Tensor).shape]).toEqual([1, 3]);
    const second = create_feature_extractor(net, ['layer1.0.relu_1', 'layer1.0']);
    const both = torch.no_grad(() => second(x));
    expect(torch.equal(both['layer1.0.relu_1'], both['layer1.0'])).toBe(true);
  });

  test('names and gives the calls of functions between modules', () => {
    const net = models.resnet18({ num_classes: 3 }).eval();
    const names = get_graph_node_names(net, torch.ones(2, 3, 64, 64))[1];
    expect(names.length).toBe(70);
    expect(names.slice(-6)).toEqual([
      'layer4.1.bn2',
      'layer4.1.add',
      'layer4.1.relu_1',
      'avgpool',
      'flatten',
      'fc',
    ]);
    const given = torch.rand(1, 3, 64, 64);
    const withInput = torch.no_grad(() =>
      create_feature_extractor(net, { conv1: 'low', x: 'images' })(given),
    );
    expect(Object.keys(withInput)).toEqual(['images', 'low']);
    expect(withInput.images).toBe(given);
    expect(create_feature_extractor(net, ['x'])(given).x).toBe(given);
    const extractor = create_feature_extractor(net, { flatten: 'features', 'layer2.1.add': 'sum' });
    const out = torch.no_grad(() => extractor(torch.rand(2, 3, 64, 64)));
    expect([out.features.shape, out.sum.shape]).toEqual([
      [2, 512],
      [2, 128, 8, 8],
    ]);
    expect(extractor._modules.fc).toBeUndefined();
    expect(
      torch.equal(
        torch.no_grad(() => net(torch.ones(1, 3, 64, 64))),
        net.fc(create_feature_extractor(net, ['flatten'])(torch.ones(1, 3, 64, 64)).flatten),
      ),
    ).toBe(true);
    expect(get_graph_node_names(models.mobilenet_v2())[0].slice(-5)).toEqual([
      'features.18',
      'adaptive_avg_pool2d',
      'flatten',
      'classifier.0',
      'classifier.1',
    ]);
    expect(() => create_feature_extractor(net, ['layer1.0.cat'])).toThrow(
      "node: 'layer1.0.cat' is not present",
    );
    expect(() => create_feature_extractor(net, ['nothing'])).toThrow(
      "node: 'nothing' is not present in model",
    );
  });

  test('has the parameters that it needs, as far as a run shows them', () => {
    // As many as Python's has, of a list of modules, and of a part of a part.
    const counts = {
      maxvit_t: ['blocks.1', 1447800],
      mobilenet_v3_small: ['features.4.block.1', 15576],
    } as const;
    for (const [name, [node, count]] of Object.entries(counts)) {
      const extractor = create_feature_extractor(models.get_model(name), [node]);
      expect(extractor.parameters().reduce((sum, p) => sum + p.numel(), 0)).toBe(count);
    }
    const odd = nn.Sequential(nn.Linear(5, 4), nn.Linear(4, 3));
    expect(Object.keys(create_feature_extractor(odd, ['0']).state_dict()).length).toBe(4);
    expect(create_feature_extractor(odd, ['0'])(torch.ones(1, 5))[0].shape).toEqual([1, 4]);
  });

  test('runs what has been put in the place of a layer', () => {
    const extractor = create_feature_extractor(models.resnet18(), { layer1: 'low' }) as any;
    extractor.conv1 = nn.Conv2d(1, 64, 7, 2, 3);
    expect([...extractor(torch.rand(2, 1, 32, 32)).low.shape]).toEqual([2, 64, 8, 8]);
  });

  test('has other nodes in training, and gradients', () => {
    const net = models.googlenet({ num_classes: 2, init_weights: false });
    const extractor = create_feature_extractor(net, {
      train_return_nodes: ['aux1', 'fc'],
      eval_return_nodes: ['fc'],
    });
    const x = torch.rand(2, 3, 64, 64);
    const out = extractor.train()(x);
    expect(Object.keys(out)).toEqual(['aux1', 'fc']);
    out.aux1.sum().backward();
    expect(net.get_parameter('conv1.conv.weight').grad).not.toBe(null);
    expect(Object.keys(extractor.eval()(x))).toEqual(['fc']);
    expect(net.training).toBe(false);
  });

  test('refuses what is not there', () => {
    const net = models.squeezenet1_1({ num_classes: 2 });
    expect(() => create_feature_extractor(net, ['features.99'])).toThrow(
      "node: 'features.99' is not present in model",
    );
    expect(() => create_feature_extractor(net)).toThrow('Either `return_nodes` or');
    expect(() => create_feature_extractor(net, { train_return_nodes: ['features'] })).toThrow(
      'both should be',
    );
    expect(() => create_feature_extractor(net, ['features.0_1'])(torch.rand(1, 3, 64, 64))).toThrow(
      "the run did not reach call 2 of 'features.0' in training mode",
    );
    expect(() => get_graph_node_names(net, torch.rand(1, 5, 64, 64))).toThrow('could not run the network');
  });

  test('stand in the files where programs import them from', () => {
    const { BasicBlock, ResNet } = models.resnet;
    expect(ResNet(BasicBlock, [1, 1, 1, 1], { num_classes: 3 })).toBeInstanceOf(models.ResNet);
    expect(models.vision_transformer.VisionTransformer).toBe(models.VisionTransformer);
    const { CNBlockConfig, ConvNeXt, LayerNorm2d } = models.convnext;
    const stages = [
      CNBlockConfig(8, 16, 1),
      CNBlockConfig({ input_channels: 16, out_channels: null, num_layers: 2 }),
    ];
    expect(ConvNeXt(stages, { num_classes: 2 })(torch.rand(1, 3, 32, 32)).shape).toEqual([1, 2]);
    expect(() => CNBlockConfig(8, 16, 0)).toThrow("argument 'num_layers'");
    expect(LayerNorm2d(3)(torch.rand(1, 3, 2, 2)).shape).toEqual([1, 3, 2, 2]);
    expect(models.mobilenetv2.InvertedResidual(8, 8, 1, 6)(torch.rand(1, 8, 4, 4)).shape).toEqual([
      1, 8, 4, 4,
    ]);
    expect(models.densenet._Transition(8, 4)(torch.rand(1, 8, 4, 4)).shape).toEqual([1, 4, 2, 2]);
    const { FeaturePyramidNetwork, LastLevelMaxPool } = models.detection.backbone_utils;
    const pyramid = FeaturePyramidNetwork([4, 6], { out_channels: 5, extra_blocks: LastLevelMaxPool() });
    expect(Object.keys(pyramid({ a: torch.rand(1, 4, 4, 4), b: torch.rand(1, 6, 2, 2) }))).toEqual([
      'a',
      'b',
      'pool',
    ]);
    const { FastRCNNPredictor } = models.detection.faster_rcnn;
    expect(FastRCNNPredictor({ in_channels: 4, num_classes: 3 }).bbox_pred.out_features).toBe(12);
    expect(typeof models.alexnet).toBe('function'); // the network hides its file, as in Python
  });

  test('IntermediateLayerGetter runs the direct children', () => {
    const net = models.resnet18({ num_classes: 3 }).eval();
    const x = torch.rand(1, 3, 64, 64);
    const getter = models.IntermediateLayerGetter(net, { layer1: 'feat1', layer3: 'feat2' });
    const out = torch.no_grad(() => getter(x)) as Record<string, Tensor>;
    expect(Object.entries(out).map(([name, t]) => [name, ...t.shape])).toEqual([
      ['feat1', 1, 64, 16, 16],
      ['feat2', 1, 256, 4, 4],
    ]);
    expect(getter.keys()).not.toContain('layer4');
    const { IntermediateLayerGetter, _make_divisible } = models._utils;
    const named = IntermediateLayerGetter(net, { return_layers: { layer1: 'feat1' } });
    expect((torch.no_grad(() => named(x)) as Record<string, Tensor>).feat1?.equal(out.feat1 as Tensor)).toBe(
      true,
    );
    expect([_make_divisible(37, 8), _make_divisible(3, 8), _make_divisible(3, 8, 16)]).toEqual([40, 8, 16]);
    expect(() => models.IntermediateLayerGetter(net, { layer9: 'x' })).toThrow(
      'return_layers are not present in model',
    );
  });
});
