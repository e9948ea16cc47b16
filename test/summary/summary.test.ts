import { afterEach, describe, expect, test, vi } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { clear_cached_forward_pass, type ModelStatistics, summary } from '../../src/summary/index.ts';
import type { Parameter, Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import golden from '../golden/summary.json' with { type: 'json' };

// The models of scripts/golden/summary.py.

class MyResNet extends nn.Module {
  declare block1: nn.Sequential;
  declare block2: nn.Sequential;
  declare block3: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare fc: nn.Linear;

  constructor() {
    super();
    const net = models.resnet18();
    this.block1 = nn.Sequential(nn.Conv2d(3, 64, 3, 1, 1, { bias: false }), net.bn1, net.relu);
    this.block2 = net.layer2;
    this.block3 = net.layer3;
    this.avgpool = net.avgpool;
    this.fc = nn.Linear(256, 10);
  }
  override forward(x: Tensor): Tensor {
    return this.fc(this.avgpool(this.block3(this.block2(this.block1(x)))).view(x.shape[0], 256));
  }
}

class MyVgg extends nn.Module {
  declare features: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare fc: nn.Sequential;

  constructor() {
    super();
    const net = models.vgg16();
    this.features = nn.Sequential(
      ...(net.features as nn.Sequential).slice(0, 9),
      nn.Conv2d(128, 128, 3, 1, 1),
      nn.ReLU(true),
      nn.MaxPool2d(2, 2),
    );
    this.avgpool = net.avgpool;
    this.fc = nn.Sequential(nn.Linear(7 * 7 * 128, 4096), ...net.classifier.slice(1, 6), nn.Linear(4096, 10));
  }
  override forward(x: Tensor): Tensor {
    return this.fc(this.avgpool(this.features(x)).view(x.shape[0], -1));
  }
}

class Recursive extends nn.Module {
  conv1 = nn.Conv2d(3, 3, 3, { padding: 1 });
  again = nn.Sequential(nn.ReLU(), this.conv1);
  fc = nn.Linear(3, 2);

  override forward(x: Tensor): Tensor {
    return this.fc(this.again(this.conv1(this.conv1(this.conv1(x)))).mean([2, 3]));
  }
}

class Lists extends nn.Module {
  scale = new nn.Parameter(torch.ones(3, 1, 1));
  blocks = nn.ModuleList(
    [0, 1].map(() => nn.ModuleDict({ conv: nn.Conv2d(3, 3, 3, { padding: 1, groups: 3 }), act: nn.ReLU() })),
  );
  frozen = nn.Linear(3, 5).requires_grad_(false);
  partly = nn.Linear(5, 4);
  empty = nn.Sequential();
  unused = nn.Linear(7, 7);

  constructor() {
    super();
    (this.partly.bias as Parameter).requires_grad_(false);
  }
  override forward(x: Tensor): Tensor {
    let y = x;
    for (const block of this.blocks as unknown as Iterable<any>) {
      y = block.act(block.conv(y.mul(this.scale)));
    }
    return this.partly(this.empty(this.frozen(y.mean([2, 3]))));
  }
}

class Lstm extends nn.Module {
  embedding = nn.Embedding(20, 300);
  encoder = nn.LSTM(300, 512, { num_layers: 2, batch_first: true });
  decoder = nn.Linear(512, 20);

  override forward(x: Tensor): Tensor {
    const [out] = this.encoder(this.embedding(x));
    return this.decoder(out as Tensor);
  }
}

class Two extends nn.Module {
  a = nn.Conv2d(1, 2, [3, 1]);
  b = nn.Conv1d(4, 2, 5);

  override forward(x: Tensor | { x: Tensor; y: Tensor }, y?: Tensor): [Tensor, Tensor] {
    const given = y === undefined ? (x as { x: Tensor; y: Tensor }) : { x: x as Tensor, y };
    return [this.a(given.x), this.b(given.y)];
  }
}

// What torch.nn.utils.prune leaves of a layer: 81 of 108 weights.
function pruned(): nn.Module {
  const conv = nn.Conv2d(3, 4, 3, { bias: false });
  const { weight } = conv;
  Reflect.deleteProperty(conv, 'weight');
  conv.register_parameter('weight_orig', weight);
  const mask = torch.ones(108);
  mask.index_put_(['27:'], 1);
  mask.index_put_([':27'], 0);
  conv.register_buffer('weight_mask', mask.view(4, 3, 3, 3));
  (conv as { weight: Tensor }).weight = weight.detach();
  return nn.Sequential(conv, nn.ReLU(), nn.Flatten(), nn.Linear(4 * 6 * 6, 3));
}

type Options = Parameters<typeof summary>[1] & object;
const ALL = [
  'input_size',
  'output_size',
  'num_params',
  'params_percent',
  'kernel_size',
  'mult_adds',
  'trainable',
] as const;
const col_names = [...ALL];
const RESNET = [10, 3, 28, 28];
const double = () => nn.Linear(5, 2).double();
const data = () => [torch.zeros(3, 1, 7, 7), torch.zeros(3, 4, 11)] as const;
const lists = [5, 3, 9, 8];
const recursive = [4, 3, 9, 8];

const cases: Record<keyof typeof golden, () => [nn.Module, Options]> = {
  MyResNet: () => [new MyResNet(), { input_size: RESNET, depth: 2, device: 'cpu' }],
  MyVgg: () => [new MyVgg(), { input_size: RESNET, depth: 2, device: torch.device('cpu') }],
  'MyResNet all columns': () => [
    new MyResNet(),
    { input_size: [2, 3, 28, 28], depth: 4, col_names, col_width: 20 },
  ],
  'MyResNet depth 0': () => [new MyResNet(), { input_size: RESNET, depth: 0, col_names }],
  'MyResNet depth 1': () => [new MyResNet(), { input_size: RESNET, depth: 1, col_names, col_width: 18 }],
  'MyResNet without input': () => [new MyResNet(), { depth: 2 }],
  resnet50: () => [models.resnet50(), { input_size: [1, 3, 64, 64], col_names, row_settings: ['var_names'] }],
  'vgg16 batch_dim': () => [models.vgg16(), { input_size: [3, 64, 64], batch_dim: 0, col_names }],
  Recursive: () => [new Recursive(), { input_size: recursive, col_names }],
  'Recursive hidden': () => [
    new Recursive(),
    { input_size: recursive, row_settings: ['depth', 'hide_recursive_layers'] },
  ],
  'Recursive without input': () => [new Recursive(), { row_settings: ['depth', 'var_names', 'ascii_only'] }],
  Lists: () => [new Lists(), { input_size: lists, col_names, row_settings: ['depth', 'var_names'] }],
  'Lists verbose': () => [
    new Lists(),
    { input_size: lists, col_names: ['kernel_size', 'num_params'], verbose: 2 },
  ],
  'Lists ascii': () => [new Lists(), { input_size: lists, row_settings: ['ascii_only', 'depth'], depth: 2 }],
  Lstm: () => [
    new Lstm(),
    {
      input_size: [1, 100],
      dtypes: [torch.int64],
      verbose: 2,
      col_width: 20,
      col_names: ['kernel_size', 'output_size', 'num_params', 'mult_adds'],
      row_settings: ['var_names'],
    },
  ],
  Two: () => [
    new Two(),
    {
      input_size: [
        [6, 1, 9, 8],
        [6, 4, 20],
      ],
      col_names,
    },
  ],
  'Two of data': () => [new Two(), { input_data: [...data()], col_names }],
  'Two of a dict': () => [new Two(), { input_data: { x: data()[0], y: data()[1] } }],
  Linear: () => [nn.Linear(5, 2), { input_size: [1, 5] }],
  nothing: () => [nn.Sequential(), { input_size: [1, 5] }],
  attention: () => [
    nn.MultiheadAttention(16, 2),
    {
      input_size: [
        [5, 2, 16],
        [5, 2, 16],
        [5, 2, 16],
      ],
      mode: 'train',
      verbose: 2,
    },
  ],
  double: () => [double(), { input_data: torch.zeros(3, 5, { dtype: torch.float64 }) }],
  pruned: () => [pruned(), { input_size: [2, 3, 8, 8], col_names }],
};

afterEach(() => vi.restoreAllMocks());

const quiet = (model: nn.Module, options: Options): ModelStatistics =>
  summary(model, { verbose: 0, ...(options as object) });

describe("the table is torchinfo's, letter for letter", () => {
  for (const [name, make] of Object.entries(cases)) {
    test(name, () => {
      vi.spyOn(console, 'log').mockImplementation(() => {});
      const { text, ...totals } = golden[name as keyof typeof golden];
      const result = quiet(...make());
      expect(String(result)).toBe(text);
      expect(result).toMatchObject(totals);
    });
  }
});

describe('the tables that the SVHN document prints', () => {
  const line = (text: string, start: string) => text.split('\n').find((each) => each.startsWith(start));

  test('of torchinfo 1.6: the model has a row without sizes', () => {
    const text = String(quiet(new MyResNet(), { input_size: RESNET, depth: 2, convention: '1.6' }));
    expect(text).toBe(
      golden.MyResNet.text.replace(
        'MyResNet                                 [10, 10] ',
        'MyResNet                                 --       ',
      ),
    );
    expect(line(text, 'Total mult-adds')).toBe('Total mult-adds (G): 2.07');
    expect(line(text, 'Forward/backward')).toBe('Forward/backward pass size (MB): 38.13');
  });

  test('of early 2021: other mult-adds, other sizes, other branches', () => {
    const resnet = String(quiet(new MyResNet(), { input_size: RESNET, depth: 2, convention: '0.1' }));
    expect(resnet.split('\n').slice(3, 6)).toEqual([
      '├─Sequential: 1-1                        [10, 64, 28, 28]          --',
      '|    └─Conv2d: 2-1                       [10, 64, 28, 28]          1,728',
      '|    └─BatchNorm2d: 2-2                  [10, 64, 28, 28]          128',
    ]);
    expect(resnet.split('\n').slice(-10)).toEqual([
      'Total params: 2,629,706',
      'Trainable params: 2,629,706',
      'Non-trainable params: 0',
      'Total mult-adds (G): 14.22',
      '='.repeat(90),
      'Input size (MB): 0.09',
      'Forward/backward pass size (MB): 32.11',
      'Params size (MB): 10.52',
      'Estimated Total Size (MB): 42.73',
      '='.repeat(90),
    ]);
    const vgg = String(quiet(new MyVgg(), { input_size: RESNET, depth: 2, convention: '0.1' }));
    expect(line(vgg, 'Total mult-adds')).toBe('Total mult-adds (G): 6.22');
    expect(line(vgg, 'Estimated')).toBe('Estimated Total Size (MB): 186.50');
  });
});

describe('the model is left as it was', () => {
  test('modes, hooks and gradients', () => {
    const net = new Lists();
    net.partly.eval();
    const before = net.modules().map((module) => module.training);
    quiet(net, { input_size: lists, mode: 'train' });
    expect(net.modules().map((module) => module.training)).toEqual(before);
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    net(torch.zeros(2, 3, 4, 4));
    expect(log).not.toHaveBeenCalled();
    expect(net.parameters().every((param) => param.grad === null)).toBe(true);
  });

  test('after a forward pass that failed, too', () => {
    const net = nn.Sequential(nn.Linear(4, 3), nn.Linear(5, 2)).train();
    expect(() => quiet(net, { input_size: [2, 4] })).toThrow(
      /the forward pass failed: .*shapes cannot be multiplied(?:.|\n)*Layers that ran before: \[Linear: 1\]/,
    );
    expect(net.training).toBe(true);
    expect(quiet(nn.Sequential(net[0] as nn.Module), { input_size: [2, 4] }).total_params).toBe(15);
  });

  test('the random numbers are drawn as in Python: one rand per input', () => {
    torch.manual_seed(3);
    quiet(nn.Linear(5, 2), { input_size: [1, 5] });
    const after = torch.rand(1).item();
    torch.manual_seed(3);
    nn.Linear(5, 2);
    torch.rand(1, 5);
    expect(torch.rand(1).item()).toBe(after);
  });
});

describe('options', () => {
  test('verbose 1 prints the table, 0 nothing', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const result = summary(nn.Linear(5, 2), [1, 5]);
    expect(log.mock.calls).toEqual([[String(result)]]);
    summary(nn.Linear(5, 2), [1, 5], { verbose: 0 });
    expect(log).toHaveBeenCalledTimes(1);
  });

  test('every row knows its own bytes', () => {
    const [model, first] = quiet(nn.Sequential(nn.Linear(5, 2)), { input_size: [7, 5] }).summary_list;
    expect(first).toMatchObject({ param_bytes: 48, output_bytes: 56, macs: 84, input_size: [7, 5] });
    expect(model).toMatchObject({ param_bytes: 48, output_size: [7, 2] });
  });

  test('cache_forward_pass runs a model once', () => {
    clear_cached_forward_pass();
    const net = nn.Sequential(nn.Linear(5, 2));
    const forward = vi.spyOn(net, 'forward');
    const options = { input_size: [1, 5], cache_forward_pass: true };
    const deep = String(quiet(net, options));
    const flat = String(quiet(net, { ...options, depth: 0 }));
    expect(forward).toHaveBeenCalledTimes(1);
    expect(flat).not.toBe(deep);
    clear_cached_forward_pass();
    quiet(net, options);
    expect(forward).toHaveBeenCalledTimes(2);
    clear_cached_forward_pass();
  });

  test('kwargs reach forward', () => {
    class Scaled extends nn.Module {
      fc = nn.Linear(3, 3);
      override forward(x: Tensor, { times = 1 }: { times?: number } = {}): Tensor {
        return this.fc(x).repeat(times, 1);
      }
    }
    expect(quiet(new Scaled(), { input_size: [2, 3], kwargs: { times: 4 } }).summary_list[0]).toMatchObject({
      output_size: [8, 3],
    });
  });

  test('lazy layers are counted once they have run', () => {
    const net = nn.Sequential(nn.LazyConv2d(4, 3), nn.Flatten(), nn.LazyLinear(2));
    const { total_params, summary_list } = quiet(net, { input_size: [1, 3, 5, 5] });
    expect(summary_list.map(({ num_params }) => num_params)).toEqual([186, 112, 0, 74]);
    expect(total_params).toBe(186);
    expect(quiet(nn.LazyLinear(2), {}).total_params).toBe(0);
  });

  test('a module that holds itself ends', () => {
    const net = nn.Sequential(nn.Linear(2, 2));
    (net[0] as unknown as { parent: nn.Module }).parent = net;
    expect(quiet(net, {}).summary_list.length).toBe(2);
  });
});

describe('bad arguments', () => {
  const net = nn.Linear(5, 2);
  const wrong: [string, () => unknown, RegExp][] = [
    ['a misspelt column', () => summary(net, [1, 5], { col_names: ['size' as never] }), /col_names/],
    [
      'a misspelt option',
      () => summary(net, { deep: 3 } as never),
      /unexpected keyword argument 'deep'; known: model, input_size/,
    ],
    ['sizes below one', () => summary(net, [0, 5]), /whole numbers above 0/],
    ['no size', () => summary(net, []), /whole numbers above 0/],
    ['both inputs', () => summary(net, [1, 5], torch.zeros(1, 5)), /either input_size or input_data/],
    [
      'a column without input',
      () => summary(net, { col_names: ['mult_adds'] }),
      /mult_adds need a forward pass/,
    ],
    ['a width of nothing', () => summary(net, [1, 5], { col_width: 0 }), /col_width/],
    ['another verbosity', () => summary(net, [1, 5], { verbose: 3 as never }), /verbose/],
    ['no model', () => summary({} as never, [1, 5]), /must be a Module/],
    [
      'a text for data',
      () => summary(net, { input_data: 'x' }),
      /a tensor, a list of arguments or an object/,
    ],
    ['too few dtypes', () => summary(net, [1, 5], { dtypes: [] }), /1 sizes need as many dtypes, got 0/],
  ];
  for (const [name, call, message] of wrong) test(name, () => expect(call).toThrow(message));
});
