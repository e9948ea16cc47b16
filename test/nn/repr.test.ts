// Whole numbers that a user gives print as ints, defaults as the floats that they are in Python.
import { describe, expect, test } from 'vitest';
import { copy, deepcopy } from '../../src/copy.ts';
import * as nn from '../../src/nn/index.ts';
import { python, runPython } from '../serialization/python.ts';

const cases: [name: string, ...args: unknown[]][] = [
  ['Softplus'],
  ['Softplus', 2, 3],
  ['Softplus', 1, 20],
  ['Softplus', 2.5],
  ['ELU'],
  ['ELU', 1],
  ['ELU', 2],
  ['CELU', 1],
  ['CELU', 3],
  ['LeakyReLU'],
  ['LeakyReLU', 1],
  ['Hardtanh'],
  ['Hardtanh', 0, 6],
  ['Hardtanh', -1, 1],
  ['ReLU6'],
  ['RReLU'],
  ['RReLU', 0, 1],
  ['Threshold', 1, 2],
  ['Threshold', 0.5, 2],
  ['Hardshrink', 1],
  ['Softshrink'],
  ['Softshrink', 1],
  ['LayerNorm', 3, 1],
  ['RMSNorm', 3],
  ['RMSNorm', 3, 1],
  ['GroupNorm', 1, 3, 1],
  ['BatchNorm1d', 3, 1, 1],
  ['BatchNorm2d', 3, 1, 0],
  ['BatchNorm2d', 3, 1e-5, null],
  ['InstanceNorm2d', 3, 1, 1],
  ['LocalResponseNorm', 2],
  ['LocalResponseNorm', 2, 1, 1, 1],
  ['LocalResponseNorm', 2, 1, 1, 2],
  ['CrossMapLRN2d', 2],
  ['CrossMapLRN2d', 2, 1, 1, 1],
  ['Embedding', 4, 3, 0, 1, 1],
  ['Embedding', 4, 3, 0, 2, 2],
  ['Embedding', 4, 3, null, 1.5, 2.5],
  ['EmbeddingBag', 4, 3, 1, 1],
  ['LSTM', 2, 3, 2, true, false, 1],
  ['Upsample', null, 2],
  ['Upsample', 2],
  ['UpsamplingBilinear2d', null, 2],
  ['ConstantPad1d', 1, 3],
  ['ConstantPad2d', 1, 2.5],
  ['LPPool2d', 1, 2],
  ['PReLU', 1, 1],
  ['GLU', 1],
];

describe.runIf(python)('a module prints as in Python', () => {
  const texts: string[] = runPython(
    "import warnings; warnings.simplefilter('ignore')\nfrom torch import nn\n" +
      'print(json.dumps([repr(getattr(nn, name)(*args)) for name, *args in json.loads(sys.argv[1])]))',
    JSON.stringify(cases),
  );
  test.each(cases.map((each, i) => [JSON.stringify(each), each, texts[i]] as const))(
    '%s',
    (_, given, text) => {
      const [name, ...args] = given;
      expect(String((nn as any)[name](...args))).toBe(text);
    },
  );
});

test('and so does its copy, and one that was given keywords', () => {
  const layer = nn.Softplus({ threshold: 20 });
  for (const each of [layer, deepcopy(layer), copy(layer)]) {
    expect(String(each)).toBe('Softplus(beta=1.0, threshold=20)');
  }
});
