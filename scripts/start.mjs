// `npm start`: set-up, then the main job with the options given.
import { join } from 'node:path';
import { exitCode } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

try {
  await setUp();
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  const job = join(project, 'examples/main/main.ts');
  process.exitCode = exitCode(process.execPath, [tsx, job, ...process.argv.slice(2)], { stdio: 'inherit' });
} catch (error) {
  console.error(`[setup] ${error.message}`);
  process.exitCode = 1;
}
