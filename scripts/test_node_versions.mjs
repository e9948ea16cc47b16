// One addon binary runs under every supported Node: the smoke test under 20, 22 and 24.
// The npm package `node` carries other versions' binaries.
import { join } from 'node:path';
import { notPossible } from './setup/exit_codes.mjs';
import { commandLine, exitCode, output } from './setup/run.mjs';
import { project } from './setup.mjs';

commandLine(`Runs the smoke test under Node 20, 22 and 24, which npm fetches.

Usage: npm run test:node-versions`);

const smoke = join(project, 'test/smoke.mjs');
const codes = [20, 22, 24].map((major) => {
  const own = process.version.startsWith(`v${major}.`);
  const [program, ...args] = own ? [process.execPath] : ['npx', '--yes', '-p', `node@${major}`, 'node'];
  const version = output(program, [...args, '--version']);
  if (!version?.startsWith(`v${major}.`)) {
    console.log(`Node ${major} cannot be had through npm here: not tested`);
    return notPossible;
  }
  console.log(`Node ${version}:`);
  return exitCode(program, [...args, smoke]);
});
process.exitCode = codes.find((code) => code !== 0 && code !== notPossible) ?? Math.max(...codes);
