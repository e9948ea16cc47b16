// `npm run gen:coverage`: writes docs/coverage.md, Python's public names against ours.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { commandLine, flag } from '../examples/cli.ts';

const help = `Writes docs/coverage.md: Python's public names against those that are here.

Usage: npm run gen:coverage -- [options]

  --check    writes nothing; exit code 1 where the file differs
  --help     this text
`;
const { check } = commandLine(help, z.object({ check: flag }), 'npm run gen:coverage -- ');
// Loaded when the options are right: a wrong one is told at once.
const { nn, optim, Tensor, torch, utils, vision } = await import('../src/index.ts');

const names = JSON.parse(readFileSync(new URL('../test/golden/python_names.json', import.meta.url), 'utf8'));
const file = new URL('../docs/coverage.md', import.meta.url);

/** Names that are not here on purpose: `names` is a pattern for whole names of a group. */
interface Exclusion {
  readonly group: string;
  readonly names: string;
  readonly reason: string;
}
const exclusions: readonly Exclusion[] = JSON.parse(
  readFileSync(new URL('coverage_exclusions.json', import.meta.url), 'utf8'),
);

// Modules that are exports of the package instead of properties of `torch`.
const whole: object = { ...torch, nn, optim, utils };

/** Where the names of a Python module are to be found here. */
function membersOf(name: string): object {
  if (name.startsWith('torch, ')) return whole;
  if (name === 'torch.Tensor') return Tensor.prototype;
  // Classifiers are exported by `vision.models` itself, other networks by the name of their task.
  const [, task, file] = /^torchvision\.models\.(\w+)(?:\.(\w+))?$/.exec(name) ?? [];
  if (task && file) {
    const family = (vision.models as any)[task];
    return { ...family, ...family[file] };
  }
  if (task) return vision.models;
  const [root, ...path] = name.split('.');
  const start: any = root === 'torchvision' ? vision : whole;
  return path.reduce((owner, part) => owner?.[part], start) ?? {};
}

interface Group {
  readonly name: string;
  readonly total: number;
  /** Left out with a reason, by reason. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
  readonly missing: readonly string[];
}

const used = new Set<Exclusion>();

function compare([name, members]: [string, string[]]): Group {
  const here = membersOf(name);
  const excluded = new Map<string, string[]>();
  const missing: string[] = [];
  for (const member of members) {
    if (member in here) continue;
    const rule = exclusions.find(
      ({ group, names }) => group === name && new RegExp(`^(?:${names})$`).test(member),
    );
    if (rule === undefined) missing.push(member);
    else {
      used.add(rule);
      excluded.set(rule.reason, [...(excluded.get(rule.reason) ?? []), member]);
    }
  }
  return { name, total: members.length, excluded, missing };
}

const excludedCount = ({ excluded }: Group) => [...excluded.values()].flat().length;
const percent = (have: number, total: number) =>
  total === 0 ? '-' : `${((100 * have) / total).toFixed(1)} %`;

function row({ name, total, missing }: Group, left: number): string {
  const wanted = total - left;
  const have = wanted - missing.length;
  return `| ${name} | ${total} | ${have} | ${left} | ${missing.length} | ${percent(have, wanted)} |`;
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
  const left = groups.reduce((sum, group) => sum + excludedCount(group), 0);
  const reasons = groups.flatMap(({ name, excluded }) =>
    [...excluded].map(([reason, names]) => `**${name}**: ${reason}\n\n${wrap(names.map((n) => `\`${n}\``))}`),
  );
  return `# Coverage of PyTorch's names

Made by \`npm run gen:coverage\` (scripts/gen_coverage.ts); do not edit.

It compares the public names of Python's torch ${names.torch} and torchvision ${names.torchvision}, as
scripts/golden/names.py lists them, with typetorch on LibTorch ${names.torch}, CPU. \`nn\`, \`optim\` and \`utils\` are
exports of the package instead of properties of \`torch\`; torchvision is \`vision\`.

Names that are left out on purpose stand in scripts/coverage_exclusions.json with the reason; they are counted apart,
and the share is of the rest.

A name that is here is no proof that it does the same: the tests are. Every operator that LibTorch registers can be
called besides, as \`torch.name(...)\` and \`torch.ops.aten.name(...)\`.

| Python | names | here | left out | missing | share |
|---|---:|---:|---:|---:|---:|
${groups.map((group) => row(group, excludedCount(group))).join('\n')}
${row({ name: '**all**', total, missing, excluded: new Map() }, left)}

## Missing

${incomplete
  .map(
    ({ name, missing: absent }) => `### ${name}: ${absent.length}\n\n${wrap(absent.map((n) => `\`${n}\``))}`,
  )
  .join('\n\n')}

## Left out, with the reason

${reasons.join('\n\n')}
`;
}

const text = report(Object.entries(names.groups as Record<string, string[]>).map(compare));
const stale = exclusions.filter((rule) => !used.has(rule));
const version = torch.__version__.split('+')[0];
if (version !== names.torch) {
  console.error(`coverage is counted on LibTorch ${names.torch}; this is ${version}`);
  process.exitCode = 2;
} else if (stale.length > 0) {
  console.error('scripts/coverage_exclusions.json leaves out what is here, or what Python does not have:');
  for (const { group, names: pattern } of stale) console.error(`  ${group}: ${pattern}`);
  process.exitCode = 1;
} else if (check) {
  const same = readFileSync(file, 'utf8') === text;
  console.log(
    same ? 'docs/coverage.md is up to date' : 'docs/coverage.md is stale: run npm run gen:coverage',
  );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(file, text);
}
