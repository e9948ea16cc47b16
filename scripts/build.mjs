// Builds dist/ from src/: declarations file by file, the code in a few files. `node scripts/build.mjs FOLDER` builds elsewhere.
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from './setup/bundle.mjs';
import { main, run } from './setup/run.mjs';
import { project } from './setup.mjs';

const dist = resolve(process.argv[2] ?? join(project, 'dist'));
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
