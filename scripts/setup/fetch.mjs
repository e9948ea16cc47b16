// Getting LibTorch when the machine has none.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './run.mjs';

/** The version that golden data is made with. */
export const pinned = '2.13.0';

/** pip into a project-local virtual environment: Python and the addon then share one LibTorch binary. */
export function fetchWithPip(project) {
  const venv = join(project, '.venv');
  const existed = existsSync(venv);
  try {
    say(`making a Python environment in ${venv}`);
    run('python3', ['-m', 'venv', venv]);
    say(`installing torch ${pinned} with pip`);
    run(join(venv, 'bin/python'), [
      '-m', 'pip', 'install', '--retries', '1', '--timeout', '15', `torch==${pinned}+cpu`, 'numpy',
    ]);
    writeFileSync(join(venv, 'typetorch.json'), `${JSON.stringify({ torch: pinned })}\n`);
  } catch (error) {
    if (!existed) rmSync(venv, { recursive: true, force: true });
    throw error;
  }
}
