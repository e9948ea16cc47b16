// `npm run fuzz:checkpoint`: damaged files of every format that is read here, each loaded in a process that may die of it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';
import { z } from 'zod';
import { commandLine, flag, whole } from '../../examples/cli.ts';

// Of the processor's time on one file, so that a busy machine is no hang; and of the clock's, for what waits.
const HANG_SECONDS = { busy: 20, waiting: 300 };

/** The processor time that a process has taken. */
function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Date.now() / 1000;
  }
}

const help = `Loads damaged files of every format that is read here. None may end the process, hang it, take more memory than ten
times the file and 64 MiB, or raise an error that is not typetorch's.

Usage: npm run fuzz:checkpoint -- [options]

  --mutants N    damaged files (default: 50000)
  --seed N       seed of the damage (default: 1)
  --quiet        no progress bar
  --help         this text
`;
const schema = z.object({ mutants: whole(1).default(50_000), seed: whole(0).default(1), quiet: flag });
const options = commandLine(help, schema, 'npm run fuzz:checkpoint -- ');

const program = fileURLToPath(new URL('checkpoint_child.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'typetorch-fuzz-'));
const journal = join(folder, 'journal');
const counts: Record<string, number> = {};
const problems: { problem: string; i: number; file?: string; text?: string }[] = [];
const bar = new SingleBar({ format: '{bar} {value}/{total} damaged files, {problems} problems' });

/** Runs a child from one mutant on; gives the mutant to go on with. */
function runFrom(first: number): Promise<number> {
  return new Promise((resolve) => {
    rmSync(journal, { force: true });
    const args = [
      '--expose-gc',
      '--import',
      'tsx',
      program,
      journal,
      String(options.seed),
      String(first),
      String(options.mutants),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let ended = false;
    let hung = false;
    let at = '';
    let since = { clock: Date.now() / 1000, busy: 0 };
    let errors = '';
    child.stderr.on('data', (text) => {
      errors = (errors + text).slice(-2000);
    });
    createInterface(child.stdout).on('line', (line) => {
      const said = JSON.parse(line);
      if (said.problem) problems.push(said);
      if (said.done) bar.update(first + said.done, { problems: problems.length });
      for (const [name, count] of Object.entries(said.counts ?? {}))
        counts[name] = (counts[name] ?? 0) + Number(count);
      ended ||= said.end === true;
    });
    const current = () => {
      try {
        return readFileSync(journal, 'utf8').trim();
      } catch {
        return '';
      }
    };
    const watch = setInterval(() => {
      const now = current();
      const state = { clock: Date.now() / 1000, busy: processorSeconds(child.pid) };
      if (now !== at) [at, since] = [now, state];
      const busy = state.busy - since.busy > HANG_SECONDS.busy;
      if (at === '' || !(busy || state.clock - since.clock > HANG_SECONDS.waiting)) return;
      hung = true;
      child.kill('SIGKILL');
    }, 500);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      if (ended) return resolve(options.mutants);
      const i = Number(current() || first);
      problems.push({ i, problem: hung ? 'hang' : `the process ended: ${signal ?? code}`, text: errors });
      resolve(i + 1);
    });
  });
}

if (!options.quiet) bar.start(options.mutants, 0, { problems: 0 });
for (let next = 0; next < options.mutants; ) next = await runFrom(next);
if (!options.quiet) {
  bar.update(options.mutants, { problems: problems.length });
  bar.stop();
}
rmSync(folder, { recursive: true, force: true });
console.log(
  JSON.stringify({
    mutants: options.mutants,
    seed: options.seed,
    ...counts,
    problems: problems.slice(0, 20),
  }),
);
process.exitCode = problems.length === 0 ? 0 : 1;
