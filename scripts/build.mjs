// `npm run build`: builds dist/ from src/.
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from './setup/bundle.mjs';
import { commandLine, main, run } from './setup/run.mjs';
import { project } from './setup.mjs';

const help = `Builds the package from src/: declarations file by file, the code in a few files.

Usage: npm run build [-- FOLDER]

  FOLDER    where it goes; what is there is removed first (default: dist)`;
const [folder = join(project, 'dist')] = commandLine(help, { allowPositionals: true });
const dist = resolve(folder);
const modules = join(dist, 'modules');
const entries = ['index', 'plot/index', 'hub/child', 'utils/data/_workers/start'];

main(async () => {
  rmSync(dist, { recursive: true, force: true });
  run(join(project, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', modules], {
    cwd: project,
  });
  await bundle(modules, entries, dist);
  cpSync(modules, dist, { recursive: true, filter: (path) => !path.endsWith('.js') });
  rmSync(modules, { recursive: true });
  copyFileSync(join(project, 'node_modules/zod/LICENSE'), join(dist, 'zod.LICENSE'));
  return 0;
});
