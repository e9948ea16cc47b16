// Runs the programs of one page in order and keeps what each prints: runner.ts PLAN RESULTS
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

export interface Step {
  readonly file: string;
  readonly python: string | null;
}
export interface Result {
  readonly printed: string;
  readonly error: string | null;
}

async function runHere(file: string): Promise<Result> {
  const { write } = process.stdout;
  let printed = '';
  process.stdout.write = ((text: string) => {
    printed += text;
    return true;
  }) as typeof write;
  try {
    await import(file);
    return { printed, error: null };
  } catch (error) {
    return { printed, error: (error as Error).stack ?? String(error) };
  } finally {
    process.stdout.write = write;
  }
}

function runPython(python: string, file: string): Result {
  const { stdout, stderr, status } = spawnSync(python, [file], { encoding: 'utf8' });
  return { printed: stdout, error: status === 0 ? null : stderr };
}

const [plan = '', results = ''] = process.argv.slice(2);
const found: Result[] = [];
for (const { file, python } of JSON.parse(readFileSync(plan, 'utf8')) as Step[]) {
  found.push(python === null ? await runHere(file) : runPython(python, file));
}
writeFileSync(results, JSON.stringify(found));
