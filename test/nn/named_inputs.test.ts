// Built-in layers are called by keywords as in Python; test/golden/forward_names.json has the names of Python's inputs.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TypeError } from '../../src/errors.ts';
import { nn, vision } from '../../src/index.ts';
import { byPosition } from '../../src/nn/modules/named_inputs.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const golden = JSON.parse(
  readFileSync(new URL('../golden/forward_names.json', import.meta.url), 'utf8'),
) as Record<string, string[]>;

const exceptions: Record<string, string> = {
  '(Lazy)?ConvTranspose.d|MaxUnpool.d|EmbeddingBag|MultiheadAttention|Transformer.*':
    'read their keywords themselves',
  'Identity|DataParallel': 'hand on whatever they get',
  'Sequential|Module(List|Dict)|Parameter(List|Dict)|Container': 'are made of modules of the user',
};
const excepted = (name: string) =>
  Object.keys(exceptions).some((pattern) => new RegExp(`^(${pattern})$`).test(name));

it('layers know the names of their inputs', () => {
  for (const [name, names] of Object.entries(golden)) {
    const { prototype } = (nn as any)[name];
    const call = () => byPosition(Object.create(prototype), [{ no_such_input: 1 }]);
    if (excepted(name)) expect(call(), name).toEqual([{ no_such_input: 1 }]);
    else
      expect(call, name).toThrow(
        `got an unexpected keyword argument 'no_such_input'; known: ${names.join(', ')}`,
      );
  }
});

describe('a call by keywords', () => {
  const x = torch.rand(3, 4);
  const y = torch.rand(3, 4);
  const same = (a: Tensor, b: Tensor) => expect(a.equal(b)).toBe(true);

  it('gives what the call by position gives', () => {
    same(nn.ReLU()({ input: x }), x);
    const linear = nn.Linear(4, 2);
    same(linear({ input: x }), linear(x));
    const conv = nn.Conv2d(3, 2, 3);
    const image = torch.rand(1, 3, 5, 6);
    same(conv({ input: image }), conv(image));
    const norm = nn.BatchNorm2d(3).eval();
    same(norm({ input: image }), norm(image));
    same(nn.MaxPool2d(2)({ input: image }), nn.MaxPool2d(2)(image));
    same(nn.RMSNorm(4)({ x }), nn.RMSNorm(4)(x));
    const mse = nn.MSELoss();
    same(mse({ input: x, target: y }), mse(x, y));
    same(mse({ target: y, input: x }), mse(x, y));
    same(mse(x, { target: y }), mse(x, y));
    const cross = nn.CrossEntropyLoss();
    const target = torch.tensor([1n, 0n, 3n]);
    same(cross({ input: x, target }), cross(x, target));
    const gaussian = nn.GaussianNLLLoss();
    same(gaussian(x, y, { var: x.add(1) }), gaussian(x, y, x.add(1)));
    const poisson = nn.PoissonNLLLoss();
    same(poisson({ log_input: x, target: y }), poisson(x, y));
    const triplet = nn.TripletMarginLoss();
    same(triplet({ anchor: x, positive: y, negative: x.neg() }), triplet(x, y, x.neg()));
    const ctc = nn.CTCLoss();
    const log_probs = torch.rand(6, 2, 5).log_softmax(2);
    const targets = torch.ones(2, 3, { dtype: torch.int64 });
    same(
      ctc(log_probs, targets, { input_lengths: [6, 5], target_lengths: [3, 2] }),
      ctc(log_probs, targets, [6, 5], [3, 2]),
    );
    same(nn.CosineSimilarity()({ x1: x, x2: y }), nn.CosineSimilarity()(x, y));
    const bilinear = nn.Bilinear(4, 4, 2);
    same(bilinear({ input1: x, input2: y }), bilinear(x, y));
  });

  it('reaches recurrent layers and their cells', () => {
    const lstm = nn.LSTM(4, 2);
    const state: [Tensor, Tensor] = [torch.rand(1, 2), torch.rand(1, 2)];
    same(lstm({ input: x, hx: state })[0], lstm(x, state)[0]);
    same(lstm(x, { hx: state })[1][1], lstm(x, state)[1][1]);
    same(lstm({ input: x })[0], lstm(x)[0]);
    const gru = nn.GRU(4, 2);
    same(gru(x, { hx: state[0] })[0], gru(x, state[0])[0]);
    const cell = nn.LSTMCell(4, 2);
    const each: [Tensor, Tensor] = [torch.rand(3, 2), torch.rand(3, 2)];
    same(cell({ input: x, hx: each })[0], cell(x, each)[0]);
    const gate = nn.GRUCell(4, 2);
    same(gate({ input: x }), gate(x));
  });

  it('shows hooks what Python shows them', () => {
    const mse = nn.MSELoss();
    const seen: unknown[] = [];
    mse.register_forward_pre_hook(
      (_module, args, kwargs) => {
        seen.push([args.length, Object.keys(kwargs)]);
        return [args, { ...kwargs, target: kwargs.input }];
      },
      { with_kwargs: true },
    );
    mse.register_forward_hook((_module, args) => {
      seen.push(args.length);
    });
    expect(mse({ input: x, target: y }).item()).toBe(0);
    expect(seen[0]).toEqual([0, ['input', 'target']]);
  });

  it('goes for a sub-class that has the layer’s forward, and not for one with its own', () => {
    class Plain extends nn.Linear {}
    const plain = new Plain(4, 2);
    same(plain({ input: x }), plain(x));
    class Own extends nn.Module {
      override forward(given: { input: Tensor }) {
        return given.input.add(1);
      }
    }
    same(new Own()({ input: x }), x.add(1));
    class Other extends nn.Linear {
      override forward(given: any): Tensor {
        return super.forward(given.input);
      }
    }
    const other = new Other(4, 2);
    same(other({ input: x } as never), other.forward({ input: x }));
    expect(nn.Identity()({ input: 3 })).toEqual({ input: 3 });
    const chain = nn.Sequential(new Own());
    same(chain({ input: x } as never), x.add(1));
    const pyramid = vision.ops.FeaturePyramidNetwork([3], 4);
    expect(Object.keys(pyramid({ x: torch.rand(1, 3, 8, 8) }))).toEqual(['x']);
  });

  it('names what is wrong', () => {
    const mse = nn.MSELoss() as any;
    expect(() => mse({ input: x, targets: y })).toThrow(
      "MSELoss() got an unexpected keyword argument 'targets'; known: input, target",
    );
    expect(() => mse(x, { input: y })).toThrow("MSELoss() got multiple values for argument 'input'");
    expect(() => mse({ input: x })).toThrow(TypeError);
    expect(() => mse({ input: x })).toThrow(/missing required argument 'target'/);
  });
});
