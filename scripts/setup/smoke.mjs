// The smoke test of the published files on another addon.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, run } from './run.mjs';

/** Its exit code. The files are built first where there are none. */
export function smokeTest(project, addon) {
  if (!existsSync(join(project, 'dist/index.js')))
    run(process.execPath, [join(project, 'scripts/build.mjs')]);
  const env = { ...process.env, TYPETORCH_ADDON: addon };
  return exitCode(process.execPath, [join(project, 'test/smoke.mjs')], { env });
}
