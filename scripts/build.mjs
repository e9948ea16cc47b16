// Compiles src/ to dist/, from nothing, so that a deleted source leaves no file behind.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from './setup/run.mjs';
import { project } from './setup.mjs';

rmSync(join(project, 'dist'), { recursive: true, force: true });
process.exitCode = exitCode(join(project, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], {
  cwd: project,
});
