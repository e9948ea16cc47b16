import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import golden from '../golden/vision_models.json' with { type: 'json' };
import { expectLike, likeGolden } from '../processor.ts';

const sha = (...chunks: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};

function bytes(tensor: Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = tensor.contiguous().numpy() as Float32Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const stateOf = (net: nn.Module) => {
  const state = net.state_dict();
  return {
    keys: sha(Object.keys(state).join('\n')),
    bytes: sha(...Object.values(state).map(bytes)),
    parameters: net.parameters().reduce((sum, p) => sum + p.numel(), 0),
  };
};

const { BasicBlock, ResNet, Bottleneck } = models;

beforeAll(() => torch.set_num_threads(1));

describe('a model made after manual_seed(1412) has the names, the bits and the text of torchvision', () => {
  for (const [name, expected] of Object.entries(golden.builders)) {
    test(name, () => {
      torch.manual_seed(1412);
      const net = models[name as 'resnet18']();
      if ('state' in expected) {
        const hashes = Object.entries(net.state_dict()).map(([key, t]) => [key, sha(bytes(t)).slice(0, 12)]);
        expect(hashes).toEqual(Object.entries(expected.state));
        expect(String(net)).toBe(expected.text);
      } else expect(sha(String(net))).toBe(expected.text_sha);
      expect(stateOf(net)).toEqual({
        keys: expected.keys,
        bytes: expected.bytes,
        parameters: expected.parameters,
      });
    });
  }
});

const variants: Record<keyof typeof golden.training, () => nn.Module> = {
  'resnet18 zero_init_residual': () => models.resnet18({ num_classes: 10, zero_init_residual: true }),
  'resnet18 GroupNorm': () => models.resnet18({ num_classes: 10, norm_layer: (c) => nn.GroupNorm(8, c) }),
  'resnet50 dilated': () =>
    models.resnet50({ num_classes: 7, replace_stride_with_dilation: [false, true, true] }),
  'ResNet grouped': () => ResNet(Bottleneck, [1, 2, 1, 1], { num_classes: 5, groups: 4, width_per_group: 8 }),
  'vgg11 dropout': () => models.vgg11({ num_classes: 10, dropout: 0.25, init_weights: false }),
};

describe('three steps of SGD go as in Python', () => {
  for (const [name, make] of Object.entries(variants)) {
    const expected = golden.training[name as keyof typeof variants];
    test(name, () => {
      torch.manual_seed(7);
      const net = make();
      expect(stateOf(net)).toEqual(expected.start);
      const x = torch.randn(4, 3, 64, 48);
      const y = torch.tensor([0, 3, 1, 4], { dtype: torch.int64 });
      const opt = optim.SGD(net.parameters(), { lr: 0.01, momentum: 0.9, weight_decay: 1e-3 });
      const losses = Array.from({ length: 3 }, () => {
        const loss = nn.functional.cross_entropy(net(x), y);
        loss.backward();
        opt.step();
        opt.zero_grad();
        return loss.item() as number;
      });
      net.eval();
      const output = torch.no_grad(() => net(x)).tolist() as number[][];
      if (likeGolden) {
        expect({ losses, output, trained: stateOf(net).bytes }).toEqual({
          losses: expected.losses,
          output: expected.output,
          trained: expected.trained,
        });
      } else {
        // After steps on so small a batch roundings decide the second digit.
        expectLike(losses[0] as number, expected.losses[0] as number);
      }
    });
  }
});

test('hooks on inner layers may keep what they see', () => {
  const net = models.resnet18({ num_classes: 3 }).eval();
  const kept: { tensor: Tensor; copy: Tensor }[] = [];
  const keep = (tensor: Tensor) => kept.push({ tensor, copy: tensor.clone() });
  for (const name of ['layer1.0.relu', 'layer2.0.bn1', 'layer2.0.downsample', 'layer3', 'avgpool']) {
    net.get_submodule(name).register_forward_hook((_module, _input, output) => {
      keep(output);
    });
  }
  net.get_submodule('layer4.1.conv1').register_forward_pre_hook((_module, [input]) => {
    keep(input);
  });
  torch.no_grad(() => net(torch.randn(1, 3, 32, 40)));
  // layer1.0.relu runs twice; what bn1 gives, the next layer changes in place.
  expect(kept.map(({ tensor }) => [...tensor.shape])).toEqual([
    [1, 64, 8, 10],
    [1, 64, 8, 10],
    [1, 128, 4, 5],
    [1, 128, 4, 5],
    [1, 256, 2, 3],
    [1, 512, 1, 2],
    [1, 512, 1, 1],
  ]);
  const unchanged = kept.filter((_, i) => i !== 2);
  expect(unchanged.every(({ tensor, copy }) => torch.equal(tensor, copy))).toBe(true);
});

test('without a graph, a network holds two activations at a time', () => {
  const net = models.resnet18({ num_classes: 3 }).eval();
  const x = torch.randn(1, 3, 128, 128);
  const largest = 64 * 64 * 64 * 4;
  const peaks = Array.from({ length: 4 }, () => {
    const before = torch.memory_stats().allocated_bytes;
    torch.memory.reset_peak_memory_stats();
    torch.no_grad(() => net(x));
    return (torch.memory_stats().peak_allocated_bytes - before) / largest;
  });
  // Left to the collector, they pile up to four or six.
  expect(Math.max(...peaks)).toBeLessThan(2.5);
});

test('options that make no sense are refused', () => {
  const { resnet18, resnet50, resnext50_32x4d, vgg11 } = models;
  expect(() => resnet18({ classes: 10 } as never)).toThrow(
    "resnet18(): unexpected keyword argument 'classes'; known: num_classes, zero_init_residual",
  );
  expect(() => resnet18({ groups: 2 })).toThrow('BasicBlock only supports groups=1 and base_width=64');
  expect(() => resnet18({ replace_stride_with_dilation: [false, false, true] })).toThrow(
    'Dilation > 1 not supported in BasicBlock',
  );
  expect(() => resnet50({ replace_stride_with_dilation: [true] })).toThrow(
    'replace_stride_with_dilation should be None or a 3-element tuple, got [True]',
  );
  expect(() => resnext50_32x4d({ groups: 8 })).toThrow("unexpected keyword argument 'groups'");
  expect(() => BasicBlock(64, 64, { dilation: 2 })).toThrow('Dilation > 1 not supported');
  expect(() => vgg11({ dropout: 2 })).toThrow("argument 'dropout'");
  expect(resnet18({ weights: null, num_classes: 3 }).fc.out_features).toBe(3);
});
