// `npm run fuzz:ops`: calls every operator in a child process. Where the child dies, Python PyTorch is asked whether it dies
// of the same call; libtorch_aborts.jsonl lists the operators that kill it, each with a call that reproduces it.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';
import { z } from 'zod';
import { commandLine, flag, whole } from '../../examples/cli.ts';
import { oddForms } from './forms.ts';
import { readHeader, readJournal } from './journal.ts';
import { Judge } from './judge.ts';
import { recordCases } from './mutate.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const listFile = join(here, 'libtorch_aborts.jsonl');
/** Seconds that a child may take before its first call. */
const STARTING = 300;
/** Calls of one child: few enough for Python to make them again in search of the one that does harm. */
const LIFE = 4000;
interface Abort {
  op: string;
  signal: string;
  calls: unknown[];
}

const help = `Calls every operator that LibTorch registers with random arguments of right and wrong kinds. Each call must return or
throw an error; one that Python PyTorch dies of as well is LibTorch's own.

Usage: npm run fuzz:ops -- [options]

  --calls N        calls in all (default: 60000)
  --seed LIST      seeds of the random numbers, with commas between (default: 1,2,3)
  --only LIST      only the operators whose name contains one of the texts, with commas between
  --mutate         PyTorch's own samples of each operator, one or two things changed, and their gradients; --only is then
                   of the names that users know
  --cases FILE     keeps the samples there, or takes those that are there: asking Python for all takes ten minutes
  --form NAME      all tensors in one form: ${oddForms.join(', ')}
  --limit N        seconds that a call may take (default: 20)
  --skip-listed    leaves out the operators that scripts/fuzz/libtorch_aborts.jsonl lists
  --record         adds there what Python dies of as well
  --help           this text
`;
const schema = z
  .object({
    calls: whole(1).default(60_000),
    seed: z
      .string()
      .regex(/^\d+(,\d+)*$/, 'must be whole numbers with commas between')
      .default('1,2,3'),
    only: z.string().default(''),
    mutate: flag,
    cases: z.string().min(1, 'must name a file').optional(),
    form: z.enum(['', ...oddForms]).default(''),
    limit: whole(1).default(20),
    'skip-listed': flag,
    record: flag,
  })
  .refine(({ mutate, form }) => !mutate || form === '', { path: ['form'], message: 'is not for --mutate' })
  .refine(({ mutate, cases }) => mutate || cases === undefined, {
    path: ['cases'],
    message: 'is for --mutate',
  });
const options = commandLine(help, schema, 'npm run fuzz:ops -- ');

interface Finding {
  op: string;
  signal: string;
  calls: readonly string[];
}

const listed = new Map<string, Abort>(
  readFileSync(listFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Abort)
    .map((abort) => [abort.op, abort]),
);
const folder = mkdtempSync(join(tmpdir(), 'typetorch-fuzz-'));
const journal = join(folder, 'journal');
/** The recorded calls that are changed; none where arguments are made up. */
const cases = options.mutate ? (options.cases ?? join(folder, 'cases')) : '';
const judge = new Judge();
const seeds = options.seed.split(',');
const perSeed = Math.ceil(options.calls / seeds.length);
const totals = { calls: 0, returned: 0, errors: 0 };
const ours: Finding[] = [];
const libtorchs: Finding[] = [];
const hangs: Finding[] = [];
/** All the calls of the children that died for no known reason. */
const journals: string[] = [];
// An operator that died twice with this LibTorch has told what it has to tell.
const deaths = new Map<string, number>();
const skipped = new Set<string>(options['skip-listed'] ? listed.keys() : []);
const stderrLines: string[] = [];

const bar = new SingleBar({
  format: 'fuzz {bar} {value}/{total} calls, {crashes} crashes, {eta_formatted} left',
  clearOnComplete: true,
  etaBuffer: 200,
});

function start(seed: string, from: number, to: number): ChildProcess {
  const args = [journal, seed, from, to, [...skipped].join(' '), options.only, options.form, cases]
    .map((arg) => `'${arg}'`)
    .join(' ');
  writeFileSync(journal, '');
  // Memory is bounded, so that a size of two thousand millions is an error instead of a full machine.
  const command = `ulimit -c 0; ulimit -d 4000000; exec '${process.execPath}' --import tsx '${here}child.ts' ${args}`;
  const child = spawn('/bin/sh', ['-c', command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  stderrLines.length = 0;
  child.stderr?.on('data', (text: Buffer) => {
    stderrLines.push(...text.toString('utf8').split('\n'));
    stderrLines.splice(0, stderrLines.length - 30);
  });
  return child;
}

/** Waits for the child's end; kills it when one call takes too long. */
function watch(
  child: ChildProcess,
  done: number,
): Promise<{ code: number | null; signal: string | null; hung: boolean }> {
  let hung = false;
  let last = -1;
  let since = Date.now();
  const timer = setInterval(() => {
    const { number } = readHeader(journal);
    bar.update(Math.min(done + number, options.calls), { crashes: ours.length + libtorchs.length });
    if (number !== last) {
      last = number;
      since = Date.now();
    } else if (Date.now() - since > (statSync(journal).size > 0 ? options.limit : STARTING) * 1000) {
      hung = true;
      child.kill('SIGKILL');
    }
  }, 300);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearInterval(timer);
      resolve({ code, signal, hung });
    });
  });
}

async function bury(signal: string, hung: boolean): Promise<void> {
  const { calls } = readJournal(journal);
  const found = await judge.culprit(calls);
  const op: string = JSON.parse(found.calls[0] as string).op;
  const finding = { op, signal, calls: found.calls };
  // What a call reads out of bounds depends on chance; a listed operator has been seen to kill Python by it.
  const known = listed.has(op) || (found.verdict !== null && found.verdict !== 0);
  if (hung) {
    if (!known) hangs.push(finding);
  } else (known ? libtorchs : ours).push(finding);
  if (!known) {
    const kept = join(tmpdir(), `typetorch-fuzz-${process.pid}-${ours.length + hangs.length}.jsonl`);
    writeFileSync(kept, `${calls.join('\n')}\n`);
    journals.push(kept);
  }
  const died = (deaths.get(op) ?? 0) + 1;
  deaths.set(op, died);
  if (died >= 2) skipped.add(op);
}

async function record(seed: string): Promise<void> {
  const recording = new SingleBar({
    format: 'record {bar} {value}/{total} operators',
    clearOnComplete: true,
  });
  recording.start(1, 0);
  const text = await recordCases(seed, options.only, (number, total) => {
    recording.setTotal(total);
    recording.update(number);
  }).finally(() => recording.stop());
  writeFileSync(cases, text);
}

async function run(seed: string, done: number): Promise<void> {
  let from = 0;
  while (from < perSeed) {
    const to = Math.min(from + LIFE, perSeed);
    const { code, signal, hung } = await watch(start(seed, from, to), done);
    const { number, returned, errors, calls } = readJournal(journal);
    if (code !== 0 && calls.length === 0)
      throw new Error(`the child does not start:\n${stderrLines.join('\n')}`);
    totals.calls += calls.length;
    totals.returned += returned;
    totals.errors += errors;
    from = number + 1;
    if (code === 0 && number === to) from = to;
    // An error of the child's own: an operator threw something that is no error.
    else await bury(signal ?? `exit ${code}`, hung);
  }
}

function print(title: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  console.log(`\n${title}:`);
  for (const { op, signal, calls } of findings) {
    console.log(`  ${op} (${signal}): ${calls.length > 20 ? `${calls.length} calls` : calls.join(' ; ')}`);
  }
}

try {
  for (const [i, seed] of seeds.entries()) {
    if (options.mutate && !(options.cases && existsSync(options.cases))) await record(seed);
    bar.start(options.calls, i * perSeed, { crashes: ours.length + libtorchs.length });
    await run(seed, i * perSeed);
    bar.stop();
  }
} finally {
  bar.stop();
  judge.end();
  rmSync(folder, { recursive: true, force: true });
}
if (options.record) {
  for (const { op, signal, calls } of libtorchs)
    if (!listed.has(op)) listed.set(op, { op, signal, calls: calls.map((call) => JSON.parse(call)) });
  const sorted = [...listed.values()].sort((a, b) => (a.op < b.op ? -1 : 1));
  writeFileSync(listFile, sorted.map((abort) => `${JSON.stringify(abort)}\n`).join(''));
}
const unlisted = libtorchs.filter(({ op }) => !listed.has(op));
print('Crashes of ours', ours);
print('Hangs of ours', hangs);
if (journals.length > 0) console.log(`All calls before each of them: ${journals.join(' ')}`);
print(
  "LibTorch's own crashes, in Python too, that scripts/fuzz/libtorch_aborts.jsonl does not list yet",
  unlisted,
);
console.log(
  `${totals.calls} calls: ${totals.returned} returned, ${totals.errors} errors, ${ours.length} crashes of ours, ` +
    `${libtorchs.length} crashes of LibTorch's (${new Set(libtorchs.map(({ op }) => op)).size} operators that Python ` +
    `dies of as well), ${hangs.length} hangs; ${skipped.size} operators left out after two deaths or as listed`,
);
process.exitCode = ours.length + hangs.length > 0 ? 1 : 0;
