/** What scripts/golden/vision_tasks.py asks of every family of networks. */
import { expect, test } from 'vitest';
import type * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import { expectLike, likeGolden } from '../processor.ts';
import { expectOutput, gradients, keys, liven, parameterCount, sha, values } from './model_digests.ts';

interface Family {
  readonly names: readonly string[];
  readonly weights: Record<string, any>;
  readonly built: readonly any[];
}

/** Names, shapes, text and weights of all builders that `module` exports. */
export function describesAll(module: object, family: Family): void {
  for (const { name, options, ...expected } of family.built) {
    test(`${name} ${JSON.stringify(options)}`, () => {
      const net = torch.set_default_device('meta', () => models.get_model(name, options));
      expect({ keys: keys(net), parameters: parameterCount(net), text: sha(String(net)) }).toEqual(expected);
    });
  }

  test('every builder is there', () => {
    expect(models.list_models({ module })).toEqual(family.names);
    for (const name of family.names) {
      expect(models.get_model_builder(name)).toBe((module as any)[name]);
      expect(models.list_models()).toContain(name);
    }
  });

  test('weights', () => {
    const found = family.names
      .map((name) => models.get_model_weights(name))
      .flatMap((each) => [...each].map((weights) => [String(weights), weights, each] as const));
    expect(found.map(([name]) => name).sort()).toEqual(Object.keys(family.weights).sort());
    for (const [name, weights, all] of found) {
      expect(models.get_weight(name)).toBe(weights);
      expect((module as any)[all.name]).toBe(all);
      expect({
        builder: family.names.find((each) => models.get_model_weights(each) === all),
        default: weights === all.DEFAULT,
        url: weights.url,
        transforms: String(weights.transforms()),
        parameters: weights.meta.num_params,
        metrics: weights.meta._metrics,
        categories: sha((weights.meta.categories ?? []).join('\n')),
      }).toEqual(family.weights[name]);
    }
  });
}

interface Training {
  readonly start: string;
  readonly losses: number[];
  readonly gradients: string[];
  readonly values: string;
  readonly output: number[];
  readonly next: number;
}

/** Two steps of SGD, then outputs: the numbers of Python's. */
export function expectTraining<N extends nn.Module>(
  make: () => N,
  inputsOf: () => Tensor[],
  lossOf: (net: N, inputs: Tensor[]) => Tensor,
  shownOf: (net: N, inputs: Tensor[]) => Tensor,
  expected: Training,
): void {
  torch.manual_seed(7);
  const net = make();
  expect(values(net)).toBe(expected.start);
  const inputs = inputsOf();
  const opt = optim.SGD(net.parameters(), { lr: 0.01, momentum: 0.9 });
  for (const [step, expectedLoss] of expected.losses.entries()) {
    opt.zero_grad();
    const loss = lossOf(net, inputs);
    loss.backward();
    expectLike(loss.item(), expectedLoss);
    if (likeGolden) expect(gradients(net)).toBe(expected.gradients[step]);
    opt.step();
  }
  liven(net);
  net.eval();
  const shown = torch.no_grad(() => shownOf(net, inputs).flatten());
  const every = Math.max(1, Math.floor(shown.numel() / 7));
  if (likeGolden) {
    expect(values(net)).toBe(expected.values);
    expectOutput(shown.index(`::${every}`).tolist(), expected.output);
  }
  expect(torch.rand(1).item()).toBe(expected.next);
}
