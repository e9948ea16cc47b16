import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const project = fileURLToPath(new URL('..', import.meta.url));
export const index = pathToFileURL(join(project, 'src/index.ts')).href;

/** The Python that shares the addon's LibTorch, or null where set-up had to take another one. */
export const python = [join(project, '.venv/bin/python')].find(existsSync) ?? null;

export interface Outcome {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is published, where it has been built, as `npm test` does first; else the sources. */
export const library =
  [join(project, 'dist/index.js')].filter(existsSync).map((path) => pathToFileURL(path).href)[0] ?? index;

/** Runs JavaScript source in a process of its own, with the library's names imported. */
export function runScript(main: string, timeout = 120_000, from = index): Outcome {
  const source = `import typetorch, { nn, optim, torch, utils, vision } from ${JSON.stringify(from)};
void typetorch; void nn; void optim; void utils; void vision;
torch.set_num_threads(1);
${main}`;
  const loader = from.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return spawn(process.execPath, [...loader, '--input-type=module', '-e', source], timeout);
}

export function runPython(source: string, timeout = 120_000): Outcome {
  return spawn(python as string, ['-c', source], timeout);
}

function spawn(program: string, args: string[], timeout: number): Outcome {
  const { status, signal, stdout, stderr } = spawnSync(program, args, {
    cwd: project,
    encoding: 'utf8',
    timeout,
    maxBuffer: 64 << 20,
  });
  return { status, signal, stdout, stderr };
}
