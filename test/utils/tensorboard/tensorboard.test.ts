import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as nn from '../../../src/nn/index.ts';
import * as plt from '../../../src/plot/index.ts';
import type { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import { SummaryWriter } from '../../../src/utils/tensorboard/index.ts';
import { decode } from '../../../src/utils/tensorboard/messages.ts';
import { crc32c, maskedCrc } from '../../../src/utils/tensorboard/record.ts';
import * as models from '../../../src/vision/models/index.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const python = join(project, '.venv/bin/python');
const site = join(project, 'build/python-tensorboard');
const folder = mkdtempSync(join(tmpdir(), 'typetorch-tensorboard-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** TensorBoard's own reader, in a folder of its own beside the project's Python; why not, when it cannot be had. */
function installReader(): string | null {
  if (!existsSync(python)) return 'there is no .venv/bin/python';
  const works = () =>
    spawnSync(python, ['-c', 'import tensorboard.backend.event_processing.event_accumulator'], {
      env: { ...process.env, PYTHONPATH: site },
    }).status === 0;
  if (works()) return null;
  const options = ['--quiet', '--retries', '1', '--timeout', '30', '--target', site];
  const { stderr } = spawnSync(
    python,
    ['-m', 'pip', 'install', ...options, 'tensorboard==2.21.0', 'setuptools'],
    {
      encoding: 'utf8',
    },
  );
  return works() ? null : `pip cannot install tensorboard: ${stderr?.trim().split('\n').at(-1)}`;
}

function readWithTensorBoard(path: string): any {
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(project, 'test/utils/tensorboard/read.py'), path],
    {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: site },
      maxBuffer: 1 << 28,
    },
  );
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

/** The events of a file, each record's checksums checked. */
function events(path: string): any[] {
  const [name = ''] = readdirSync(path).filter((each) => each.startsWith('events.'));
  const bytes = readFileSync(join(path, name));
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    expect(bytes.readUInt32LE(at + 8)).toBe(maskedCrc(bytes.subarray(at, at + 8)));
    const data = bytes.subarray(at + 12, at + 12 + length);
    expect(bytes.readUInt32LE(at + 12 + length)).toBe(maskedCrc(data));
    found.push(decode('Event', data));
    at += 16 + length;
  }
  return found;
}

test('checksums are CRC-32C, with the check value of its specification', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa); // RFC 3720, B.4
});

class Two extends nn.Module {
  blocks = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 4)]);
  override forward(x: Tensor, y: Tensor): [Tensor, Tensor] {
    const [a, b] = [...(this.blocks as unknown as Iterable<nn.Linear>)] as [nn.Linear, nn.Linear];
    const z = a(x).add(b(y)).relu_();
    const [values] = z.max(1);
    return [values as Tensor, z.chunk(2, 1)[1] as Tensor];
  }
}

const run = join(folder, 'run');
let why: string | null = null;
beforeAll(() => {
  why = installReader();
  if (why !== null && process.env.CI) throw new Error(why);
  using writer = SummaryWriter(run);
  for (let i = 0; i < 3; i += 1) writer.add_scalar('loss/train', 1 / (i + 1), i, 1000 + i);
  writer.add_scalar('exact', torch.tensor(0.1, { dtype: torch.float64 }), 7n, {
    new_style: true,
    double_precision: true,
  });
  writer.add_scalars('both/ways', { up: 1, down: torch.tensor(-1) }, 5);
  writer.add_histogram('weights', torch.tensor([-2, 0.5, 0.5, 3]), 1);
  writer.add_histogram('four', [1, 2, 3, 3], { bins: 4, global_step: 2 });
  writer.add_histogram(
    'merged',
    Array.from({ length: 100 }, (_, i) => i),
    { bins: 10, max_bins: 4 },
  );
  writer.add_histogram_raw('raw', 0, 4, 3, 6, 14, [2, 4], [1, 2]);
  writer.add_image('image', torch.full([3, 8, 6], 0.5), 2);
  writer.add_image('gray', torch.zeros([8, 6], { dtype: torch.uint8 }), 2, { dataformats: 'HW' });
  writer.add_images('images', torch.rand(10, 1, 8, 6), 2);
  plt.plot([1, 2, 3]);
  writer.add_figure('figure', plt.gcf(), 1);
  plt.close();
  writer.add_text('notes', '**粗体** and −1', 3);
  writer.add_pr_curve('pr', torch.tensor([0, 1, 1, 0]), torch.tensor([0.1, 0.9, 0.4, 0.5]), 0, 5);
  writer.add_pr_curve('rounded', torch.tensor([0, 1, 1]), torch.tensor([0.1, 0.7, 0.4]), 2, 11);
  writer.add_hparams(
    { lr: 0.1, optimizer: 'sgd', nesterov: true, nothing: null },
    { 'hparam/accuracy': 0.9 },
    { hparam_domain_discrete: { optimizer: ['sgd', 'adam'] }, run_name: 'first' },
  );
  const label_img = torch.rand(5, 3, 4, 4);
  writer.add_embedding(torch.arange(15).view(5, 3), ['a', 'b', 'c', 'd', 'e'], label_img, 3, 'my/embedding');
  writer.add_embedding(torch.rand(2, 2), {
    metadata: [
      [1, 'x'],
      [2, 'y'],
    ],
    metadata_header: ['number', 'letter'],
  });
  writer.add_custom_scalars({
    losses: { all: ['Multiline', ['loss/.*']], band: ['Margin', ['mean', 'low', 'high']] },
  });
  writer.add_graph(new Two(), [torch.rand(3, 4), torch.rand(3, 4)]);
});

describe("TensorBoard's own reader finds", () => {
  let found: any;
  const test_ = (name: string, check: () => void) =>
    test(name, (context) => {
      if (why !== null) context.skip(why);
      found ??= readWithTensorBoard(run);
      check();
    });

  test_('scalars with their steps', () => {
    expect(found.scalars['loss/train']).toEqual([
      [0, 1],
      [1, 0.5],
      [2, Math.fround(1 / 3)],
    ]);
    expect(found.tensors.exact).toBe(0.1);
    expect(found.runs).toEqual(['.', 'both_ways_down', 'both_ways_up', 'first']);
  });

  test_('histograms', () => {
    expect(found.histograms.four).toEqual({
      min: 1,
      max: 3,
      num: 4,
      sum: 9,
      sum_squares: 23,
      bucket_limit: [1, 1.5, 2, 2.5, 3],
      bucket: [0, 1, 0, 1, 2],
    });
    const { bucket, bucket_limit } = found.histograms.weights;
    expect(bucket.reduce((a: number, b: number) => a + b)).toBe(4);
    expect(bucket.length).toBe(bucket_limit.length);
    expect(found.histograms.merged.bucket).toEqual([0, 20, 20, 20, 20, 20]);
    expect(found.histograms.raw).toMatchObject({ num: 3, bucket: [1, 2], bucket_limit: [2, 4] });
  });

  test_('images and figures as PNG', () => {
    const png = '89504e470d0a1a0a';
    expect(found.images.image).toEqual([6, 8, 2, png]);
    expect(found.images.gray).toEqual([6, 8, 2, png]);
    expect(found.images.images).toEqual([48, 16, 2, png]);
    expect(found.images.figure).toEqual([640, 480, 1, png]);
  });

  test_('text, curves, layouts', () => {
    expect(found.tensors['notes/text_summary']).toEqual(['**粗体** and −1']);
    expect(found.tensors.pr[0]).toEqual([2, 2, 1, 1, 0]);
    expect(found.tensors.pr[4].map((value: number) => Number(value.toFixed(4)))).toEqual([
      0.5, 0.6667, 0.5, 1, 0,
    ]);
    // 0.7 of float32 times 10 is 7 in float32.
    expect(found.tensors.rounded[0]).toEqual([2, 2, 2, 2, 2, 1, 1, 1, 0, 0, 0]);
    expect(found.layout.category[0]).toEqual({
      title: 'losses',
      chart: [
        { title: 'all', multiline: { tag: ['loss/.*'] } },
        { title: 'band', margin: { series: [{ value: 'mean', lower: 'low', upper: 'high' }] } },
      ],
    });
  });

  test_('hyperparameters', () => {
    const data = Object.fromEntries(found.hparams);
    expect(data['_hparams_/session_start_info'].hparams).toEqual({
      lr: 0.1,
      optimizer: 'sgd',
      nesterov: true,
    });
    expect(data['_hparams_/experiment'].metricInfos).toEqual([{ name: { tag: 'hparam/accuracy' } }]);
    expect(data['_hparams_/experiment'].hparamInfos[1]).toEqual({
      name: 'optimizer',
      type: 'DATA_TYPE_STRING',
      domainDiscrete: ['sgd', 'adam'],
    });
  });

  test_('embeddings', () => {
    const [first, second] = found.projector.embeddings;
    expect(first).toMatchObject({ tensorName: 'my/embedding:00003', sprite: { singleImageDim: [4, 4] } });
    const text = (path: string) => readFileSync(join(run, path), 'utf8');
    expect(text(first.tensorPath).split('\n')[1]).toBe('3.0\t4.0\t5.0');
    expect(text(first.metadataPath)).toBe('a\nb\nc\nd\ne\n');
    expect(text(second.metadataPath)).toBe('number\tletter\n1\tx\n2\ty\n');
  });

  test_('a graph whose every input is a node', () => {
    const names = found.graph.map(([name]: [string]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [, , inputs] of found.graph)
      for (const input of inputs) expect(names).toContain(input.split(':')[0]);
    expect(names.slice(0, 3)).toEqual([
      'input/input',
      'input/input_1',
      'Two/ModuleList[blocks]/Linear[0]/weight',
    ]);
    const byName = Object.fromEntries(found.graph.map((node: [string]) => [node[0], node.slice(1)]));
    expect(byName['Two/ModuleList[blocks]/Linear[1]/linear'][1][0]).toBe('input/input_1');
    expect(byName['Two/relu_']).toEqual(['aten::relu_', ['Two/add'], [[3, 4]]]);
    expect(byName['output/output'][1]).toEqual(['Two/max']);
    expect(byName['output/output_1'][1]).toEqual(['Two/chunk:1']);
  });

  test_('the graph of ResNet-18, block by block', () => {
    const path = join(folder, 'resnet');
    using writer = SummaryWriter(path);
    const net = models.resnet18().train();
    const before = net.state_dict().running_mean;
    writer.add_graph(net, torch.rand(1, 3, 64, 64));
    expect(net.training).toBe(true);
    expect(before).toBe(net.state_dict().running_mean);
    const { graph } = readWithTensorBoard(path);
    const convolutions = graph.filter(([, op]: string[]) => op === 'aten::conv2d');
    expect(convolutions.length).toBe(20);
    expect(convolutions[1][0]).toBe('ResNet/Sequential[layer1]/BasicBlock[0]/Conv2d[conv1]/conv2d');
    expect(convolutions[1][3]).toEqual([[1, 64, 16, 16]]);
    expect(graph.at(-1)[2]).toEqual(['ResNet/Linear[fc]/linear']);
  });
});

describe('files', () => {
  test('begin with a version, and have every event as soon as it was added', () => {
    const path = join(folder, 'live');
    const writer = new SummaryWriter({ log_dir: path, purge_step: 4 });
    writer.add_scalar('x', 1.5, 4);
    const [version, purge, start, scalar] = events(path);
    expect(version.file_version).toBe('brain.Event:2');
    expect(purge.step).toBe(4);
    expect(start).toMatchObject({ step: 4, session_log: { status: 1 } });
    expect(scalar).toMatchObject({ step: 4, summary: { value: [{ tag: 'x', simple_value: 1.5 }] } });
    expect(Math.abs(scalar.wall_time - Date.now() / 1000)).toBeLessThan(60);
    writer.flush();
    writer.close();
    writer.close();
    writer.add_scalar('x', 2, 5);
    expect(readdirSync(path).length).toBe(2);
    writer.close();
  });

  // Values of numpy.histogram(x, bins=rule) in NumPy 2.4.6.
  test.each([
    ['sqrt', 10, [29, 11, 9], 60],
    ['sturges', 8, [32, 13, 11], 75],
    ['rice', 9, [31, 12, 9], 66.66666666666666],
    ['scott', 5, [40, 18, 12], 120],
    ['doane', 10, [29, 11, 9], 60],
    ['fd', 5, [40, 18, 12], 120],
    ['auto', 8, [32, 13, 11], 75],
  ] as const)('have the bins of the rule %s', (bins, count, first, edge) => {
    const path = join(folder, `rule-${bins}`);
    using writer = SummaryWriter(path);
    const x = Array.from({ length: 90 }, (_, i) => ((i * 37) % 101) ** 2 / 50);
    writer.add_histogram('x', x, 0, { bins });
    writer.add_histogram('even', [2, 2], 0, { bins });
    const [, one, even] = events(path).map((event) => event.summary?.value[0].histo);
    expect(one.bucket.slice(1)).toHaveLength(count);
    expect(one.bucket.slice(1, 4)).toEqual(first);
    expect(one.bucket_limit[3]).toBe(edge);
    expect([even.bucket, even.bucket_limit]).toEqual([
      [0, 2],
      [1.5, 2.5],
    ]);
  });

  test('a run without a folder is named after time and place', () => {
    const at = process.cwd();
    process.chdir(folder);
    try {
      using writer = SummaryWriter({ comment: '_mine' });
      expect(writer.log_dir).toMatch(/^runs\/[A-Z][a-z]{2}\d\d_\d\d-\d\d-\d\d_.+_mine$/);
      expect(existsSync(writer.get_logdir())).toBe(true);
    } finally {
      process.chdir(at);
    }
  });

  test('a model that fails leaves hooks, modes and the tracer as they were', () => {
    const net = nn.Sequential(nn.Linear(4, 3), nn.Linear(5, 2)).train();
    using writer = SummaryWriter(join(folder, 'failed'));
    expect(() => writer.add_graph(net, torch.rand(2, 4))).toThrow(/shapes cannot be multiplied/);
    expect(net.training).toBe(true);
    writer.add_graph(net[0] as unknown as nn.Module, torch.rand(2, 4));
    expect(events(join(folder, 'failed')).filter((event) => event.graph_def).length).toBe(1);
  });
});

describe('bad input', () => {
  const writer = SummaryWriter(join(folder, 'bad'));
  const wrong: [string, () => unknown, RegExp][] = [
    ['no number', () => writer.add_scalar('x', 'high' as never), /scalar_value must be a number/],
    ['a tensor of many', () => writer.add_scalar('x', torch.ones(2)), /a tensor with one element/],
    ['an empty histogram', () => writer.add_histogram('x', []), /no element/],
    ['NaN in a histogram', () => writer.add_histogram('x', [Number.NaN]), /must be finite/],
    ['dataformats', () => writer.add_image('x', torch.rand(3, 4), 0, { dataformats: 'CHW' }), /does not fit/],
    ['five channels', () => writer.add_image('x', torch.rand(5, 4, 4)), /1, 3 or 4 channels, this one 5/],
    [
      'logits in a curve',
      () => writer.add_pr_curve('x', [0, 1], [-1, 2]),
      /probabilities from 0 to 1, got -1/,
    ],
    ['labels of an embedding', () => writer.add_embedding(torch.rand(3, 2), ['a']), /1 labels for 3 points/],
    [
      'hparams',
      () => writer.add_hparams({ a: [1] as never }, {}),
      /'a' must be a number, a string or a boolean/,
    ],
    ['no figure', () => writer.add_figure('x', 3 as never), /must be a figure of typetorch\/plot/],
    ['no model', () => writer.add_graph((() => 1) as never, torch.ones(1)), /must be a Module/],
    [
      'a misspelt option',
      () => SummaryWriter({ logdir: 'x' } as never),
      /unexpected keyword argument 'logdir'; known: log_dir/,
    ],
  ];
  for (const [name, call, message] of wrong) test(name, () => expect(call).toThrow(message));
});
