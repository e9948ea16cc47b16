// `npm start`: set-up, then the main job with the options given.
import { join } from 'node:path';
import { ensurePackages } from './setup/packages.mjs';
import { asksForHelp, exitCode, main } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

main(async () => {
  const args = process.argv.slice(2);
  if (asksForHelp(args)) ensurePackages(project);
  else await setUp();
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  const job = join(project, 'examples/main/main.ts');
  return exitCode(process.execPath, [tsx, job, ...args], { stdio: 'inherit' });
});
