// native/ is formatted as .clang-format says. `--write` formats it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { notPossible } from './setup/exit_codes.mjs';
import { exitCode, output, succeeds } from './setup/run.mjs';
import { aptInstall, canApt } from './setup/system.mjs';
import { project } from './setup.mjs';

// Its output changes between versions, so everyone uses one: the one of Debian 12.
const version = '14';
const venv = join(project, '.venv/bin');

function find() {
  const candidates = [`clang-format-${version}`, 'clang-format', join(venv, 'clang-format')];
  return candidates.find((program) => output(program, ['--version'])?.includes(`version ${version}.`));
}

function install() {
  if (canApt()) {
    try {
      aptInstall(['clang-format']);
    } catch (error) {
      console.error(error.message);
    }
  }
  if (find() || !existsSync(join(venv, 'python'))) return find();
  succeeds(join(venv, 'python'), [
    '-m',
    'pip',
    'install',
    '--retries',
    '1',
    '--timeout',
    '15',
    `clang-format==${version}.*`,
  ]);
  return find();
}

const program = find() ?? install();
if (!program) {
  console.log(`clang-format ${version} is not here and cannot be installed: the C++ format was not checked`);
  process.exit(notPossible);
}
const files = readdirSync(join(project, 'native')).filter((name) => /\.(cpp|h)$/.test(name));
const mode = process.argv.includes('--write') ? ['-i'] : ['--dry-run', '-Werror'];
process.exitCode = exitCode(program, [...mode, ...files], { cwd: join(project, 'native') });
