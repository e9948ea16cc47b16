import { beforeAll, describe, expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import golden from '../golden/models.json' with { type: 'json' };
import { likeGolden } from '../processor.ts';
import { expectOutput, keys, liven, parameterCount, sha, values } from './model_digests.ts';

const sizes: Record<string, number[]> = { inception_v3: [80, 107], maxvit_t: [224, 224] };
const sizeOf = (name: string) => (name.startsWith('vit') ? [224, 224] : (sizes[name] ?? [64, 96]));

beforeAll(() => torch.set_num_threads(1));

describe('every builder gives the names, the initial bits, the text and the outputs of torchvision', () => {
  for (const [name, expected] of Object.entries(golden.built)) {
    test(name, () => {
      torch.manual_seed(1412);
      const net = models.get_model(name);
      const made = {
        keys: keys(net),
        parameters: parameterCount(net),
        text: sha(String(net)),
        values: values(net),
        next: torch.rand(1).item(),
      };
      const { output, ...rest } = expected;
      expect(made).toEqual(rest);
      liven(net);
      net.eval();
      const x = torch.randn(1, 3, ...(sizeOf(name) as [number, number]));
      const logits = torch.no_grad(() => net(x)) as Tensor;
      expectOutput(logits.select(0, 0).narrow(0, 0, 5).tolist(), output);
    }, 600_000); // two of them have 640 million parameters
  }

  test('and every builder of torchvision is there', () => {
    expect(models.list_models({ module: models })).toEqual(Object.keys(golden.built).sort());
  });
});

describe('one of each family trains as in Python', () => {
  for (const [name, expected] of Object.entries(golden.trained)) {
    test(name, () => {
      torch.manual_seed(7);
      const given = expected.options as Record<string, unknown>;
      const small = given.input_size as [number, number] | undefined;
      const net = small
        ? models.MaxVit(small, 8, 2, [8, 16], [1, 2], 8, 0.3, { num_classes: 10, mlp_dropout: 0.1 })
        : models.get_model(name, { num_classes: 10, ...given });
      const side = given.image_size as number | undefined;
      const size = name === 'inception_v3' ? [299, 299] : side ? [side, side] : (small ?? [64, 96]);
      const opt = optim.SGD(net.parameters(), { lr: 0.01, momentum: 0.9 });
      const result = net(torch.randn(2, 3, ...(size as [number, number])));
      const heads: Tensor[] = Array.isArray(result) ? [...result] : [result];
      for (const [i, field] of expected.fields.entries()) expect((result as any)[field]).toBe(heads[i]);
      const target = torch.tensor([3n, 8n]);
      const loss = heads
        .map((head) => nn.functional.cross_entropy(head, target))
        .reduce((sum, each) => sum.add(each));
      loss.backward();
      opt.step();
      for (const [i, head] of heads.entries()) {
        expectOutput(head.select(0, 1).narrow(0, 0, 3).tolist(), expected.heads[i] as number[]);
      }
      expect(heads.length).toBe(expected.heads.length);
      expect(loss.item()).toBeCloseTo(expected.loss, 3);
      if (likeGolden) {
        expect(loss.item()).toBe(expected.loss);
        expect(values(net)).toBe(expected.values);
      }
    });
  }
});
