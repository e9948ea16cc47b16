// `npm run bench`: set-up, the library and the benchmarks compiled as users run them, then both sides in turn.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findGpu, withoutGpu } from './gpu.mjs';
import { bundle } from './setup/bundle.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { asksForHelp, exitCode, main, run } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

main(async () => {
  const args = process.argv.slice(2);
  const graphs = args.includes('--graphs');
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  const driver = join(project, 'bench', graphs ? 'graphs.ts' : 'main.ts');
  const passed = args.filter((arg) => arg !== '--require' && arg !== '--graphs');
  const drive = () => exitCode(process.execPath, [tsx, driver, ...passed], { stdio: 'inherit' });
  if (asksForHelp(args)) {
    ensurePackages(project);
    return drive();
  }
  await setUp();
  // `--device cuda` and `--device=cuda`; graphs there are on a GPU only.
  const device = /--device[ =](\w+)/.exec(args.join(' '))?.[1] ?? (graphs ? 'cuda' : 'cpu');
  if (device === 'cuda') {
    const gpu = findGpu();
    if (gpu.count === 0) return withoutGpu(gpu.reason, args.includes('--require'));
  }
  const folder = join(project, 'build/bench');
  rmSync(folder, { recursive: true, force: true });
  run(join(project, 'node_modules/.bin/tsc'), ['-p', 'bench'], { cwd: project });
  await bundle(join(folder, 'modules'), ['bench/worker', 'bench/graph_epochs'], folder);
  return drive();
});
