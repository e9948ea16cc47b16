// `npm run bench`: set-up, the library and the benchmarks compiled as users run them, then both sides in turn.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './setup/bundle.mjs';
import { exitCode, main, run } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

main(async () => {
  await setUp();
  run(process.execPath, [join(project, 'scripts/build.mjs')]);
  const folder = join(project, 'build/bench');
  rmSync(folder, { recursive: true, force: true });
  run(join(project, 'node_modules/.bin/tsc'), ['-p', 'bench'], { cwd: project });
  await bundle(join(folder, 'modules'), ['bench/worker'], folder);
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  const driver = join(project, 'bench/main.ts');
  return exitCode(process.execPath, [tsx, driver, ...process.argv.slice(2)], { stdio: 'inherit' });
});
