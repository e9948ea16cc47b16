import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { torch } from '../src/torch.ts';
import {
  anchorsOf,
  type Block,
  blocksOf,
  type Page,
  pages,
  prelude,
  programsOf,
  project,
  proseOf,
  typedIn,
} from './docs/pages.ts';
import type { Result, Step } from './docs/runner.ts';

const bin = (name: string) => join(project, 'node_modules/.bin', name);
const python = join(project, '.venv/bin/python');
const hasPython = existsSync(python);
const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const programs = pages.flatMap((page) => programsOf(page.blocks).map((block) => ({ page, block })));

let folder: string;
const nameOf = ({ path }: Page) => path.replaceAll('/', '_');
const fileOf = (page: Page, { line, language }: Block) =>
  join(folder, `${nameOf(page)}_${line}.${language === 'ts' ? 'mts' : 'py'}`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'typetorch-docs-'));
  const paths = {
    typetorch: [join(project, 'src/index.ts')],
    'typetorch/plot': [join(project, 'src/plot/index.ts')],
  };
  const options = {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: { paths, typeRoots: [join(project, 'node_modules/@types')] },
    include: ['*.mts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  for (const { page, block } of programs) {
    const { code, language } = block;
    // On the first line, so that errors name the lines of the page's block.
    const head = language === 'ts' && !code.includes("from 'typetorch'") ? prelude : '';
    writeFileSync(fileOf(page, block), `${head}${code}\n${language === 'ts' ? 'export {};\n' : ''}`);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const isRunnable = ({ language, flags }: Block) =>
  !flags.includes('no-run') && (hasPython || (language === 'ts' && !flags.includes('needs-python')));

/** Runs a page's programs in their order, in one folder; gives what each printed. */
function run(page: Page, blocks: readonly Block[]): Map<Block, string> {
  const home = join(folder, `in_${nameOf(page)}`);
  mkdirSync(home);
  symlinkSync(join(project, 'data'), join(home, 'data'));
  const steps: Step[] = blocks.map((block) => ({
    file: fileOf(page, block),
    python: block.language === 'python' ? python : null,
  }));
  const [plan, results] = [join(home, 'plan.json'), join(home, 'results.json')];
  writeFileSync(plan, JSON.stringify(steps));
  const runner = join(project, 'test/docs/runner.ts');
  const args = ['--tsconfig', join(folder, 'tsconfig.json'), runner, plan, results];
  // One thread: then TypeScript and Python must agree to the last digit.
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const { status, stderr } = spawnSync(bin('tsx'), args, { cwd: home, encoding: 'utf8', env });
  expect(status, stderr).toBe(0);
  const found: Result[] = JSON.parse(readFileSync(results, 'utf8'));
  for (const [i, { error }] of found.entries()) expect(error, `line ${blocks[i]?.line}`).toBe(null);
  return new Map(found.map(({ printed }, i) => [blocks[i] as Block, printed.trimEnd()]));
}

const long = /\d+\.\d{8,}/g;
/** Numbers in full may differ in their last digits from those of the processor that printed the page. */
function expectText(printed: string, output: string, place: string): void {
  expect(printed.replace(long, '#'), place).toBe(output.replace(long, '#'));
  const expected = output.match(long) ?? [];
  for (const [i, number] of (printed.match(long) ?? []).entries()) {
    expect(Number(number) / Number(expected[i]), place).toBeCloseTo(1, 3);
  }
}

describe('the programs in the documentation', () => {
  test('are found', () => {
    const found = programsOf(
      blocksOf('a\n```python\nx\n```\n```ts no-run\ny\n```\n```text output both\nz\n```\n'),
    );
    expect(found).toMatchObject([
      { language: 'python', flags: [], code: 'x', line: 3 },
      { language: 'ts', flags: ['no-run'], code: 'y', line: 6, output: 'z', twin: { code: 'x' } },
    ]);
    expect(programs.filter(({ block }) => block.language === 'ts').length).toBeGreaterThan(20);
    // An indented block would be passed over.
    expect(pages.filter(({ text }) => /^[ \t]+```/m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('type-check', () => {
    const { stdout, status } = spawnSync(bin('tsc'), ['--noEmit', '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  for (const page of pages) {
    const blocks = programsOf(page.blocks).filter(isRunnable);
    if (blocks.length === 0) continue;
    test(`of ${page.path} run and print what it says`, () => {
      const printed = run(page, blocks);
      for (const [block, text] of printed) {
        const place = `line ${block.line}`;
        if (block.output !== undefined) expectText(text, block.output, place);
        const twin = block.twin && printed.get(block.twin);
        if (twin !== undefined) expect(text, `${place} and the block above it`).toBe(twin);
      }
    }, 120_000);
  }
});

describe('what the documentation names', () => {
  const named = pages.map((page) => [page.path, page] as const);

  test.each(named)('exists: links of %s', (path, { text }) => {
    const targets = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = targets.filter((target) => {
      if (/^(https?|mailto):/.test(target)) return false;
      const [file = '', anchor] = target.split('#');
      const place = file === '' ? join(project, path) : join(project, dirname(path), file);
      if (!existsSync(place)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(place, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test.each(named)('exists: commands and files of %s', (_, page) => {
    const unknown = typedIn(page).filter((typed) => {
      const npm = /^npm (?:run ([\w:.-]+)|(start|test))/.exec(typed);
      if (npm) return !(((npm[1] ?? npm[2]) as string) in scripts);
      const run = /^(?:npx vitest run|node|npx tsx) ([\w./-]+)/.exec(typed);
      const path =
        run?.[1] ?? /^(?:src|native|scripts|test|docs|examples|data|bench)\/[\w./-]*$/.exec(typed)?.[0];
      return path !== undefined && !existsSync(join(project, path));
    });
    expect(unknown).toEqual([]);
  });

  // The memory policy's numbers stand in prose, where nothing else would notice that they changed.
  test.each([
    ['kMinorBytes = 16 << 20', 'Every 16 MB of fresh tensor memory'],
    ['kHandleBytes = 16 << 10', 'a tensor itself counted as 16 KB'],
    ['kSmallBlocks = 1 << 20', 'after every megabyte'],
    ['kSmallLive = 64 << 20', 'while less than 64 MB is alive'],
    ['kMajorFloor = int64_t{256} << 20', 'The limit is 256 MB at first'],
    ['kCacheLimit = int64_t{64} << 20', 'up to 64 MB in all'],
    ['kLargestCached = size_t{32} << 20', 'Blocks above 32 MB'],
  ])('is as the code has it: %s', (constant, sentence) => {
    expect(readFileSync(join(project, 'native/memory.cpp'), 'utf8')).toContain(constant);
    expect(readFileSync(join(project, 'docs/memory.md'), 'utf8')).toContain(sentence);
  });

  test.runIf(torch.__version__.startsWith('2.13.0'))('covers PyTorch as docs/coverage.md says', () => {
    const args = [join(project, 'scripts/gen_coverage.ts'), '--check'];
    const { stdout } = spawnSync(bin('tsx'), args, { encoding: 'utf8' });
    expect(stdout).toBe('docs/coverage.md is up to date\n');
  });
});
