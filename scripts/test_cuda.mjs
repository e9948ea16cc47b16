// `npm run test:cuda`: the tests, conformance, memory figures, examples and benchmarks on a GPU, and a report of them.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGpu, withoutGpu } from './gpu.mjs';
import { main, readArgs } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

const help = `Runs the tests, conformance, memory figures, examples and benchmarks on a GPU.

Usage: npm run test:cuda -- [options]

  --require        fail where there is no GPU (otherwise: say so, and succeed)
  --quick          small parts of the slow steps, for ten minutes in all
  --only NAMES     some of the steps, with commas between (default: all)
  --report FILE    where the report goes (default: cuda-report.md)
  --python PATH    Python with PyTorch to compare with (default: the one that the addon was built with)
  --help           this text
`;

const { values: options } = readArgs({
  options: {
    require: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    report: { type: 'string', default: 'cuda-report.md' },
    python: { type: 'string' },
  },
});

const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
const node = (...args) => [process.execPath, ...args];
const example = (number, ...args) =>
  node('scripts/example.mjs', number, '--tiny', '--device', 'cuda', '--out', `out/cuda-${number}`, ...args);
const python = options.python ? ['--python', options.python] : [];
const quick = (few, all) => (options.quick ? few : all);

/** Name, command, and the most minutes that it may take. */
const steps = [
  ['tests', node('node_modules/vitest/vitest.mjs', 'run', 'test/cuda', '--reporter=dot'), 3],
  [
    'conformance',
    node(
      ...[tsx, 'scripts/conformance.ts', '--area', 'ops', '--device', 'cuda', '--show', '25'],
      ...['--samples', quick('1', '12'), '--at-least', '0.97'],
    ),
    quick(3, 60),
  ],
  ['memory', node(tsx, 'scripts/memory_figures.ts', '--device', 'cuda', ...python), 5],
  ['example 000', example('000'), 2],
  ['example 002', example('002', '--epochs', '1'), 2],
  ['example 003', example('003'), 2],
  ['example 004', example('004'), 3],
  ['example 005', example('005'), 2],
  [
    'training',
    node(tsx, 'examples/main/main.ts', '--device', 'cuda', '--epochs', '2', '--out', 'out/cuda-main'),
    2,
  ],
  [
    'graphs',
    node('scripts/bench.mjs', '--graphs', '--device', 'cuda', ...quick(['--epochs', '2'], []), ...python),
    5,
  ],
  [
    'bench',
    node('scripts/bench.mjs', '--device', 'cuda', '--rounds', quick('3', '11'), ...python),
    quick(3, 20),
  ],
  ...quick(
    [],
    [
      ['CIFAR-10', node('scripts/example.mjs', '005', '--device', 'cuda'), 20],
      ['CIFAR-10 in Python', [options.python ?? pythonOf(), 'bench/cifar10_fast.py', '--device', 'cuda'], 20],
    ],
  ),
];

function pythonOf() {
  const venv = join(project, '.venv/bin/python');
  return existsSync(venv) ? venv : 'python3';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
const plain = (text) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '').replace(/^.*\r/gm, '');

function runStep([name, [program, ...args], minutes]) {
  console.log(`== ${name}`);
  const begin = Date.now();
  const child = spawnSync(program, args, {
    cwd: project,
    encoding: 'utf8',
    timeout: minutes * 60_000,
    maxBuffer: 2 ** 28,
  });
  const late = child.error?.code === 'ETIMEDOUT';
  const said = plain(`${child.stdout ?? ''}${child.stderr ?? ''}`).trim();
  const why = late ? `\nstopped after ${minutes} minutes` : child.error ? `\n${child.error.message}` : '';
  const passed = child.status === 0;
  const text = said + why;
  console.log(text.split('\n').slice(-12).join('\n'));
  return { name, passed, seconds: (Date.now() - begin) / 1000, text };
}

function report(gpu, results) {
  const lines = [
    `# On ${gpu.name}`,
    '',
    `LibTorch ${gpu.libtorch}, Node ${process.version}, ${gpu.count} GPU(s), ${new Date().toISOString()}`,
    '',
    '| step | result | seconds |',
    '|---|---|---:|',
    ...results.map(
      ({ name, passed, seconds }) => `| ${name} | ${passed ? 'passed' : 'FAILED'} | ${seconds.toFixed(0)} |`,
    ),
  ];
  for (const { name, text } of results) {
    const rows = text.split('\n');
    const shown = rows.length > 150 ? ['...', ...rows.slice(-150)] : rows;
    lines.push('', `## ${name}`, '', '````text', ...shown, '````');
  }
  writeFileSync(options.report, `${lines.join('\n')}\n`);
}

main(async () => {
  if (options.help) {
    console.log(`${help}\nSteps: ${steps.map(([name]) => name).join(', ')}`);
    return 0;
  }
  const wanted = options.only?.split(',');
  const unknown = wanted?.filter((name) => !steps.some(([step]) => step === name)) ?? [];
  if (unknown.length > 0) throw new Error(`--only: there is no step ${unknown.join(', ')}; see --help`);
  await setUp();
  const gpu = findGpu();
  if (gpu.count === 0) return withoutGpu(gpu.reason, options.require);
  const results = [];
  for (const step of steps) {
    if (wanted && !wanted.includes(step[0])) continue;
    results.push(runStep(step));
    report(gpu, results); // after each, so that an interrupted run leaves what it found
  }
  const failed = results.filter(({ passed }) => !passed);
  console.log(`\n${results.length - failed.length} of ${results.length} steps passed; see ${options.report}`);
  return failed.length > 0 ? 1 : 0;
});
