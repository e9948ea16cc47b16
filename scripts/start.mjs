// `npm start`: set-up, then the main job with the options given.
import { join } from 'node:path';
import { exitCode, main } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

main(async () => {
  await setUp();
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  const job = join(project, 'examples/main/main.ts');
  return exitCode(process.execPath, [tsx, job, ...process.argv.slice(2)], { stdio: 'inherit' });
});
