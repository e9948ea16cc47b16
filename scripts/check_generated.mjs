// The generated files are what their generator makes from the pinned LibTorch's operator table.
import { join } from 'node:path';
import { readStamp, stampFile } from './setup/build.mjs';
import { notPossible } from './setup/exit_codes.mjs';
import { pinned } from './setup/fetch.mjs';
import { exitCode } from './setup/run.mjs';
import { project } from './setup.mjs';

const { python, version } = readStamp(stampFile(project)) ?? {};
if (python && version.split('+')[0] === pinned) {
  process.exitCode = exitCode(python, [join(project, 'scripts/gen_types.py'), '--check']);
} else {
  console.log(`generated files were not checked: that takes Python with torch ${pinned}`);
  process.exitCode = notPossible;
}
