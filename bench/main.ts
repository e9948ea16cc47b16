// What `npm run bench` runs, once all is set up and compiled: asks both sides in turn, prints Markdown tables.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave, type Sides, time } from './measure.ts';
import { help, type Options, readOptions, type Section, UsageError } from './options.ts';
import { checkComparable, Programs } from './programs.ts';
import { operatorSummary, type Results, sectionText } from './report.ts';
import type { About, Side } from './side.ts';

/** Seconds that one measurement of a case takes. */
const budgets = { ops: 0.04, native: 0.04, train: 0.5, infer: 0.3, checkpoint: 0.3 };
/** Steps of the loops whose peak memory is taken. */
const memorySteps = 20;

interface Bench {
  readonly programs: Programs;
  readonly sides: Sides<Side>;
  readonly cases: Record<string, string[]>;
  readonly options: Options;
}

/** Kernels of a device add up in changing orders. */
const deviceTolerance = 1e-2;
function isNear(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Object.is(a, b) || Math.abs(a - b) <= deviceTolerance * Math.max(1, Math.abs(b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.values(a), Object.values(b)];
  return left.length === right.length && left.every((item, i) => isNear(item, right[i]));
}

/** The names of the cases whose results differ between the sides. */
async function differing({ sides, options }: Bench, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const typescript = await sides.typescript.check(name);
    const python = await sides.python.check(name);
    const same =
      options.device === 'cpu'
        ? JSON.stringify(typescript) === JSON.stringify(python)
        : isNear(typescript, python);
    if (!same) found.push(name);
  }
  return found;
}

async function peakMemory({ programs }: Bench, name: string, language: keyof Sides<unknown>) {
  const side = programs.side(language);
  try {
    await side.run(name, memorySteps);
    return await side.peak();
  } finally {
    side.stop();
  }
}

/** The operators beside bare C++, which stands in Python's place. */
async function besideNative({ programs, sides, cases, options }: Bench): Promise<Results> {
  const native = programs.native();
  try {
    const known = await native.names();
    const names = (cases.ops ?? []).filter((name) => known.includes(name) && name.includes(options.match));
    const both = { typescript: sides.typescript, python: native };
    return await time('native', both, names, options.rounds, budgets.native);
  } finally {
    native.stop();
  }
}

async function measure(bench: Bench, section: Section): Promise<Results> {
  const { programs, sides, cases, options } = bench;
  const { rounds, match } = options;
  programs.prepare(section);
  const names = (list: readonly string[] | undefined) => (list ?? []).filter((name) => name.includes(match));
  switch (section) {
    case 'startup':
      return interleave(section, names(['import torch']), rounds, {
        typescript: () => programs.startup('typescript'),
        python: () => programs.startup('python'),
      });
    case 'memory':
      return interleave(section, names(cases.train), Math.ceil(rounds / 3), {
        typescript: (name) => peakMemory(bench, name, 'typescript'),
        python: (name) => peakMemory(bench, name, 'python'),
      });
    case 'native':
      return besideNative(bench);
    default:
      return time(section, sides, names(cases[section]), rounds, budgets[section]);
  }
}

/** The lines above the tables: what was compared, and where. */
function heading(
  { typescript, python }: Sides<About>,
  programs: Programs,
  { rounds, clock }: Options,
): string {
  const binary = python.libtorch === programs.libtorch ? ', the same binary' : '';
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`;
  const load = (loadavg()[0] as number).toFixed(1);
  return (
    `TypeScript (${typescript.language}) against Python (${python.language}) on LibTorch ${python.torch}${binary}, ` +
    `one thread each; ${machine}, load ${load} at the start.\n` +
    `Ratio: TypeScript's figure by Python's, median of ${rounds} interleaved pairs` +
    `${clock === 'cpu' ? ' (processor time)' : ''}; below 1.00 TypeScript is better.`
  );
}

/** Measures and prints section by section; returns the exit code. */
async function compare(programs: Programs, sides: Sides<Side>, options: Options): Promise<number> {
  const about = { typescript: await sides.typescript.about(), python: await sides.python.about() };
  checkComparable(about);
  const { cases } = about.python;
  const head = heading(about, programs, options);
  console.log(head);

  const bench: Bench = { programs, sides, cases, options };
  const report: Record<string, unknown> = { head, rounds: options.rounds, clock: options.clock };
  const different: string[] = [];
  for (const section of options.only) {
    const names = (cases[section] ?? []).filter((name) => name.includes(options.match));
    different.push(...(await differing(bench, names)));
    const results = await measure(bench, section);
    if (results.size === 0) continue;
    console.log(`\n${sectionText(section, results)}`);
    report[section] = Object.fromEntries(results);
    if (section === 'ops' || section === 'native') report[`${section}_summary`] = operatorSummary(results);
  }
  report.different = different;
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 1)}\n`);
  if (different.length === 0) return 0;
  console.error(`\nThe sides' results differ: ${different.join(', ')}`);
  return 1;
}

async function run(options: Options): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-bench-'));
  const started: Side[] = [];
  try {
    const programs = new Programs(options, folder);
    const start = (name: keyof Sides<Side>) => {
      const side = programs.side(name);
      started.push(side);
      return side;
    };
    return await compare(programs, { typescript: start('typescript'), python: start('python') }, options);
  } finally {
    for (const side of started) side.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(help);
  else process.exitCode = await run(options);
} catch (error) {
  const usage = error instanceof UsageError;
  console.error(`${(error as Error).message}${usage ? '\nSee npm run bench -- --help' : ''}`);
  process.exitCode = usage ? 2 : 1;
}
