// The blocks of networks, as their users build them: torchvision's module paths, keywords and bits.
import { beforeAll, expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import golden from '../golden/vision_blocks.json' with { type: 'json' };
import { expectOutput, keys, sha, values } from './model_digests.ts';

const { BlockParams } = models.regnet;
const { MSBlockConfig, MultiscaleBlock } = models.video.mvit;

const Own = nn.callable(
  class Own extends nn.Sequential {
    constructor(in_channels: number, out_channels: number, options: object) {
      super(nn.Conv2d(in_channels, out_channels, options as never), nn.Tanh());
    }
  },
);
const OwnInception = nn.callable(
  class OwnInception extends nn.Conv2d {
    constructor(...[inputs, ch1x1, , ch3x3, , ch5x5, pool_proj]: [number, number, ...number[]]) {
      super(inputs, ch1x1 + (ch3x3 as number) + (ch5x5 as number) + (pool_proj as number), 1);
    }
  },
);
const OwnShuffle = nn.callable(
  class OwnShuffle extends nn.Sequential {
    constructor(inp: number, oup: number, stride: number) {
      super(nn.Conv2d(inp, oup, 3, stride, 1), nn.Tanh());
    }
  },
);
class OwnResidual_ extends nn.Module {
  declare conv: nn.Conv2d;
  declare norm: nn.Module;
  constructor(width_in: number, width_out: number, stride: number, norm_layer: any, _: any, groups: number) {
    super();
    this.conv = nn.Conv2d(width_in, width_out, 3, stride, 1, { groups });
    this.norm = norm_layer(width_out);
  }
  override forward(x: Tensor): Tensor {
    return this.norm(this.conv(x));
  }
}
Object.defineProperty(OwnResidual_, 'name', { value: 'OwnResidual' });
const OwnStem = nn.callable(
  class OwnStem extends nn.Sequential {
    constructor(width_in: number, width_out: number, _: any, activation_layer: any) {
      super(nn.Conv2d(width_in, width_out, 5, 3), activation_layer({ inplace: false }));
    }
  },
);
const OwnMultiscale = nn.callable(
  class OwnMultiscale extends MultiscaleBlock {
    override forward(x: Tensor, thw: any): [Tensor, any] {
      const [out, shape] = super.forward(x, thw);
      return [out.mul(2), shape];
    }
  },
);

const made: Record<string, () => unknown> = {
  BatchNorm2d: () => nn.BatchNorm2d,
  BatchNorm3d: () => nn.BatchNorm3d,
  GELU: () => () => nn.GELU(),
  SiLU: () => nn.SiLU,
  LayerNorm: () => nn.LayerNorm,
  Own: () => Own,
  OwnInception: () => OwnInception,
  OwnShuffle: () => OwnShuffle,
  OwnResidual: () => nn.callable(OwnResidual_),
  OwnStem: () => OwnStem,
  OwnMultiscale: () => OwnMultiscale,
  ResBottleneckBlock: () => models.regnet.ResBottleneckBlock,
  maxpool: () => nn.MaxPool3d(2),
  norm: () => nn.BatchNorm3d(4),
  relu: () => nn.ReLU(),
  config: () => MSBlockConfig(golden.config),
  configs: () => [MSBlockConfig(golden.config), MSBlockConfig({ ...golden.config, input_channels: 12 })],
  params: () => BlockParams.from_init_params({ ...golden.figures, se_ratio: 0.25 }),
};
function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  return typeof value === 'string' && value.startsWith('$') ? made[value.slice(1)]?.() : value;
}
const readAll = (options: object) =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [key, read(value)]));

beforeAll(() => torch.set_num_threads(1));

test.each(golden.cases.map((each, i) => [`${i} ${each.block}`, each] as const))('%s', (_, expected) => {
  const kind = expected.block.split('.').reduce((at, name) => at[name], models as any);
  torch.manual_seed(31);
  const block = kind(readAll(expected.options));
  const x = torch.randn(expected.shape, { requires_grad: true });
  const out = block(x.mul(1), ...expected.more);
  const first: Tensor = Array.isArray(out) ? out[0] : out;
  first.square().sum().backward();
  expect({
    text: sha(String(block)),
    keys: keys(block),
    values: values(block),
    out: [...first.shape],
    next: torch.rand(1).item(),
  }).toEqual({
    text: expected.text,
    keys: expected.keys,
    values: expected.values,
    out: expected.out,
    next: expected.next,
  });
  const head = (tensor: Tensor) => tensor.detach().flatten().index(':5').tolist();
  expectOutput(head(first), expected.output);
  expectOutput(head(x.grad as Tensor), expected.gradient);
  const { parameters } = expected;
  expect(() => kind({ nothing: 1 })).toThrow(`known: ${parameters.join(', ')}`);
});

test('a RegNet is told by its figures or stage by stage', () => {
  const params = BlockParams.from_init_params({ ...golden.figures, se_ratio: 0.25 });
  const stages = [...params._get_expanded_params()];
  expect([{ ...params }, stages]).toEqual(golden.params);
  expect(() => BlockParams.from_init_params(4, 20, 8, 2, 8)).toThrow('Invalid RegNet settings');
});

test('bad figures are refused', () => {
  const { googlenet, inception, maxvit, mnasnet, video } = models;
  expect(() => mnasnet._InvertedResidual(4, 4, 4, 1, 2)).toThrow('kernel_size should be 3 or 5 instead of 4');
  expect(() => mnasnet._InvertedResidual(4, 4, 3, 3, 2)).toThrow('stride should be 1 or 2 instead of 3');
  expect(() => googlenet.GoogLeNet({ init_weights: false, blocks: [Own] })).toThrow(
    'blocks length should be 3 instead of 1',
  );
  expect(() => inception.Inception3({ init_weights: false, inception_blocks: [] })).toThrow(
    'length of inception_blocks should be 7 instead of 0',
  );
  const style = { norm_layer: nn.LayerNorm, activation_layer: nn.GELU, mlp_ratio: 2, partition_size: 2 };
  const more = { ...style, head_dim: 4, attention_dropout: 0, mlp_dropout: 0 };
  const layer = { ...more, in_channels: 8, grid_size: [4, 4] as [number, number], p_stochastic_dropout: 0 };
  expect(() => maxvit.PartitionAttentionLayer({ ...layer, partition_type: 'rows' })).toThrow(
    "partition_type must be either 'grid' or 'window'",
  );
  const block = { ...more, in_channels: 8, out_channels: 8, squeeze_ratio: 0.5, expansion_ratio: 2 };
  expect(() =>
    maxvit.MaxVitBlock({ ...block, input_grid_size: [8, 8], n_layers: 2, p_stochastic: [0.5] }),
  ).toThrow('p_stochastic must have length n_layers=2, got p_stochastic=[0.5].');
  expect(() => video.mvit.MViT([16, 16], 4, [5] as never, false, false, false, false)).toThrow(
    'must be an MSBlockConfig',
  );
});
