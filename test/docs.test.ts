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

const fileOf = (page: Page, line: number) => `${page.path.replaceAll('/', '_')}_${line}`;
const programs = pages.flatMap((page) => programsOf(page.blocks).map((block) => ({ page, block })));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'typetorch-docs-'));
  symlinkSync(join(project, 'data'), join(folder, 'data'));
  const options = {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: {
      paths: {
        typetorch: [join(project, 'src/index.ts')],
        'typetorch/plot': [join(project, 'src/plot/index.ts')],
      },
      typeRoots: [join(project, 'node_modules/@types')],
    },
    include: ['*.mts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  for (const { page, block } of programs) {
    const name = join(folder, fileOf(page, block.line));
    if (block.language === 'python') writeFileSync(`${name}.py`, block.code);
    else
      writeFileSync(
        `${name}.mts`,
        `${block.code.includes("from 'typetorch'") ? '' : prelude}${block.code}\nexport {};\n`,
      );
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the programs in the documentation', () => {
  test('are found', () => {
    expect(blocksOf('a\n```ts no-run\nx\n```\n')).toEqual([
      { language: 'ts', flags: ['no-run'], code: 'x', line: 3 },
    ]);
    expect(programs.filter(({ block }) => block.language === 'ts').length).toBeGreaterThan(20);
  });

  test('type-check', () => {
    const { stdout, status } = spawnSync(bin('tsc'), ['--noEmit', '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  for (const page of pages) {
    const runnable = programsOf(page.blocks).filter(
      ({ language, flags }) =>
        !flags.includes('no-run') &&
        (language === 'ts' || hasPython) &&
        (!flags.includes('needs-python') || hasPython),
    );
    if (runnable.length === 0) continue;
    test(`of ${page.path} run and print what it says`, () => {
      const home = join(folder, `run_${page.path.replaceAll('/', '_')}`);
      mkdirSync(home);
      symlinkSync(join(project, 'data'), join(home, 'data'));
      const steps: Step[] = runnable.map(({ language, line }) => {
        const name = join(folder, fileOf(page, line));
        return language === 'python' ? { file: `${name}.py`, python } : { file: `${name}.mts`, python: null };
      });
      const [plan, results] = [join(home, 'plan.json'), join(home, 'results.json')];
      writeFileSync(plan, JSON.stringify(steps));
      const runner = join(project, 'test/docs/runner.ts');
      // One thread: then TypeScript and Python must agree to the last digit.
      const run = spawnSync(
        bin('tsx'),
        ['--tsconfig', join(folder, 'tsconfig.json'), runner, plan, results],
        {
          cwd: home,
          encoding: 'utf8',
          env: { ...process.env, OMP_NUM_THREADS: '1' },
        },
      );
      expect(run.status, run.stderr).toBe(0);
      for (const [i, { printed, error }] of (
        JSON.parse(readFileSync(results, 'utf8')) as Result[]
      ).entries()) {
        const { line, language, output } = runnable[i] as (typeof runnable)[number];
        const place = `${page.path}:${line} (${language})`;
        expect(error, place).toBe(null);
        if (output !== undefined) expect(printed.trimEnd(), place).toBe(output);
      }
    }, 120_000);
  }
});

describe('what the documentation names', () => {
  test.each(pages.map((page) => [page.path, page] as const))('exists: links of %s', (path, { text }) => {
    const broken = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?|mailto):/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#');
        const place = file === '' ? join(project, path) : join(project, dirname(path), file);
        return (
          !existsSync(place) ||
          (anchor !== undefined && !anchorsOf(readFileSync(place, 'utf8')).includes(anchor))
        );
      });
    expect(broken).toEqual([]);
  });

  test.each(pages.map((page) => [page.path, page] as const))(
    'exists: commands and files of %s',
    (_, page) => {
      const unknown = typedIn(page).filter((typed) => {
        const npm = /^npm (?:run ([\w:.-]+)|(start|test))/.exec(typed);
        if (npm) return !(((npm[1] ?? npm[2]) as string) in scripts);
        const local = /^(?:npx vitest run|node|npx tsx) ([\w./-]+)/.exec(typed);
        if (local) return !existsSync(join(project, local[1] as string));
        // A path in the repository, such as src/ops/packet.ts.
        return (
          /^(src|native|scripts|test|docs|examples|data|bench)\/[\w./-]*$/.test(typed) &&
          !existsSync(join(project, typed))
        );
      });
      expect(unknown).toEqual([]);
    },
  );

  test.runIf(torch.__version__.startsWith('2.13.0'))('covers PyTorch as docs/coverage.md says', () => {
    const { stdout } = spawnSync(bin('tsx'), [join(project, 'scripts/gen_coverage.ts'), '--check'], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('docs/coverage.md is up to date\n');
  });
});
