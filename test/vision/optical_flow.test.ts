import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { Image } from '../../src/vision/image.ts';
import * as models from '../../src/vision/models/index.ts';
import { OpticalFlow } from '../../src/vision/transforms/_presets.ts';
import golden from '../golden/vision_tasks.json' with { type: 'json' };
import { bits } from './model_digests.ts';
import { describesAll, expectTraining } from './tasks.ts';

const { optical_flow } = models;
const family = golden.optical_flow;

const threads = torch.get_num_threads();
beforeAll(() => torch.set_num_threads(1));
afterAll(() => torch.set_num_threads(threads));

describe('names, shapes, text and weights are those of torchvision', () => {
  describesAll(optical_flow, family);
});

describe('training gives the numbers of Python', () => {
  for (const [name, expected] of Object.entries(family.trained)) {
    test(name, () => {
      const frame = () => torch.rand(expected.shape).mul(2).sub(1);
      const flows = (net: any, [first, second]: Tensor[]): Tensor[] =>
        net(first, second, { num_flow_updates: 3 });
      expectTraining(
        () => models.get_model(name) as any,
        () => [frame(), frame()],
        (net, inputs) => {
          const found = flows(net, inputs);
          const size = (found[0] as Tensor).shape;
          const target = torch.linspace(-3, 3, (found[0] as Tensor).numel()).view([...size]);
          return found
            .map((flow, i) =>
              flow
                .sub(target)
                .abs()
                .mean()
                .mul(0.8 ** (2 - i)),
            )
            .reduce((sum, each) => sum.add(each));
        },
        (net, inputs) => flows(net, inputs).at(-1) as Tensor,
        expected,
      );
    }, 60_000);
  }
});

test('preprocessing gives the bits of Python', () => {
  torch.manual_seed(5);
  const [first, second] = torch.randint(0, 256, [2, 3, 24, 31], { dtype: torch.uint8 }).unbind(0) as [
    Tensor,
    Tensor,
  ];
  const wide = (x: Tensor) => x.unsqueeze(0).to(torch.float32).div(255);
  const picture = (x: Tensor) => Image.fromarray(x.permute(1, 2, 0).contiguous());
  const results = {
    tensors: OpticalFlow()(first, second),
    batches: OpticalFlow()(wide(first), wide(second)),
    pictures: OpticalFlow()(picture(first), picture(second)),
  };
  for (const [name, pair] of Object.entries(results)) {
    const digests = pair.map((x) => [[...x.shape], Number(bits(x))]);
    expect(digests, name).toEqual(family.presets[name as keyof typeof results]);
  }
});

describe('a network', () => {
  const { CorrBlock, FeatureEncoder, FlowHead, MotionEncoder, RecurrentBlock, UpdateBlock } =
    optical_flow.raft;

  test('takes parts of the user', () => {
    const corr_block = CorrBlock({ num_levels: 2, radius: 2 });
    const net = optical_flow.raft_small({ corr_block }).eval();
    const frame = () => torch.rand(1, 3, 32, 40);
    const flows = torch.no_grad(() => net(frame(), frame(), 2)) as Tensor[];
    expect(flows.map(({ shape }) => [...shape])).toEqual([
      [1, 2, 32, 40],
      [1, 2, 32, 40],
    ]);
    expect(corr_block.corr_pyramid.map(({ shape }) => [...shape])).toEqual([
      [20, 1, 4, 5],
      [20, 1, 2, 2],
    ]);
    const weights = optical_flow.Raft_Small_Weights.DEFAULT;
    const [first, second] = weights.transforms()(frame(), frame());
    expect((torch.no_grad(() => net(first, second)) as Tensor[]).length).toBe(12);
  });

  test('refuses what it cannot do', () => {
    const net = optical_flow.raft_small();
    const of = (h: number, w: number) => torch.rand(1, 3, h, w);
    expect(() => net(of(128, 128), of(128, 136))).toThrow(
      'input images should have the same shape, instead got (128, 128) != torch.Size([128, 136])',
    );
    expect(() => net(of(130, 128), of(130, 128))).toThrow(
      'input image H and W should be divisible by 8, instead got 130 (h) and 128 (w)',
    );
    expect(() => net(of(120, 128), of(120, 128))).toThrow(
      'H and W of feature maps should be at least 16; got: torch.Size([15, 16]). Remember that input images to the model ' +
        'are downsampled by 8, so that means their dimensions should be at least 8 * 16 = 128.',
    );
    expect(() => FeatureEncoder({ layers: [8, 8] })).toThrow(
      'The expected number of layers is 5, instead got 2',
    );
    expect(() => MotionEncoder({ in_channels_corr: 8, corr_layers: [8, 8, 8] })).toThrow(
      'The number of corr_layers should be 1 or 2, instead got 3',
    );
    expect(() => RecurrentBlock({ input_size: 8, hidden_size: 8, kernel_size: [3] })).toThrow(
      'len(kernel_size) = 1 and len(padding) = 2',
    );
    const update_block = UpdateBlock({
      motion_encoder: MotionEncoder({ in_channels_corr: 8 }),
      recurrent_block: RecurrentBlock({ input_size: 8, hidden_size: 160 }),
      flow_head: FlowHead({ in_channels: 8, hidden_size: 8 }),
    });
    expect(() => optical_flow.raft_small({ update_block })(of(128, 128), of(128, 128))).toThrow(
      'The context encoder outputs 160 channels, but it should have at strictly more than hidden_state=160 channels',
    );
    expect(() => optical_flow.raft_small({ update_block: nn.Identity() })).toThrow(
      "expose a 'hidden_state_size'",
    );
  });
});
