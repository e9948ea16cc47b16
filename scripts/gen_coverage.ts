// Writes docs/coverage.md: Python's public names against ours. `npm run gen:coverage`; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { nn, optim, Tensor, torch, utils, vision } from '../src/index.ts';

const names = JSON.parse(readFileSync(new URL('../test/golden/python_names.json', import.meta.url), 'utf8'));
const file = new URL('../docs/coverage.md', import.meta.url);

/** Where the names of a Python module are to be found here. */
const ours: Readonly<Record<string, object | undefined>> = {
  'torch.Tensor': Tensor.prototype,
  'torch.linalg': torch.linalg,
  'torch.fft': torch.fft,
  'torch.special': torch.special,
  'torch.autograd': torch.autograd,
  'torch.cuda': torch.cuda,
  'torch.nn': nn,
  'torch.nn.functional': nn.functional,
  'torch.nn.init': nn.init,
  'torch.optim': optim,
  'torch.optim.lr_scheduler': (optim as { lr_scheduler?: object }).lr_scheduler,
  'torch.utils.data': utils.data,
  'torchvision.models.resnet': vision.models,
  'torchvision.models.vgg': vision.models,
};
// Modules that are exports of the package instead of properties of `torch`.
const exported: object = { nn, optim, utils };

interface Group {
  readonly name: string;
  readonly total: number;
  readonly missing: readonly string[];
}

function compare([name, members]: [string, string[]]): Group {
  const here = name.startsWith('torch, ') ? { ...exported, ...torch } : (ours[name] ?? {});
  return { name, total: members.length, missing: members.filter((member) => !(member in here)) };
}

const percent = (have: number, total: number) => `${((100 * have) / total).toFixed(1)} %`;

function row({ name, total, missing }: Group): string {
  const have = total - missing.length;
  return `| ${name} | ${total} | ${have} | ${percent(have, total)} |`;
}

/** Lines of at most 118 characters. */
function wrap(words: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length + 1 > 118) {
      lines.push(line);
      line = '';
    }
    line += (line === '' ? '' : ' ') + word;
  }
  return [...lines, line].join('\n');
}

function report(groups: readonly Group[]): string {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const missing = groups.flatMap((group) => group.missing);
  const incomplete = groups.filter((group) => group.missing.length > 0);
  return `# Coverage of PyTorch's names

Made by \`npm run gen:coverage\` (scripts/gen_coverage.ts); do not edit.

It compares the public names of Python's torch ${names.torch} and torchvision ${names.torchvision} (ResNet and VGG only),
as scripts/golden/names.py lists them, with typetorch on LibTorch ${names.torch}, CPU. \`nn\`, \`optim\` and \`utils\` are
exports of the package instead of properties of \`torch\`; torchvision's models are in \`vision.models\`.

A name that is here is no proof that it does the same: the tests are. Every operator that LibTorch registers can be
called besides, as \`torch.name(...)\` and \`torch.ops.aten.name(...)\`.

| Python | names | here | |
|---|---:|---:|---:|
${groups.map(row).join('\n')}
${row({ name: '**all**', total, missing })}

## Missing

${incomplete
  .map(
    ({ name, missing: absent }) => `### ${name}: ${absent.length}\n\n${wrap(absent.map((n) => `\`${n}\``))}`,
  )
  .join('\n\n')}
`;
}

const text = report(Object.entries(names.groups as Record<string, string[]>).map(compare));
const version = torch.__version__.split('+')[0];
if (version !== names.torch) {
  console.error(`coverage is counted on LibTorch ${names.torch}; this is ${version}`);
  process.exitCode = 2;
} else if (process.argv.includes('--check')) {
  const same = readFileSync(file, 'utf8') === text;
  console.log(
    same ? 'docs/coverage.md is up to date' : 'docs/coverage.md is stale: run npm run gen:coverage',
  );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(file, text);
}
