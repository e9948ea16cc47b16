// The native addon: built when its inputs changed, stamped with what it was built against.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { output, run, say } from './run.mjs';

/** Builds `native/` into `out`/Release/typetorch.node against `libtorch`, unless the one there is up to date. */
export function buildAddon(project, libtorch, out = 'build') {
  const release = join(project, out, 'Release');
  const stampFile = join(release, 'typetorch.json');
  const { version, cuda, lib, root, python } = libtorch;
  const stamp = { libtorch: root, lib, version, cuda, python, inputs: inputsHash(project, libtorch) };
  if (existsSync(join(release, 'typetorch.node')) && readStamp(stampFile)?.inputs === stamp.inputs) return false;

  say(`building the native addon against LibTorch ${version} (${libtorch.source}: ${root})`);
  rmSync(stampFile, { force: true });
  const defines = {
    TYPETORCH_LIBTORCH_LIB: lib,
    TYPETORCH_LIBTORCH_INCLUDE: libtorch.includes.join(';'),
    TYPETORCH_LIBTORCH_VERSION: version,
  };
  const cmakeJs = createRequire(join(project, 'package.json')).resolve('cmake-js/bin/cmake-js');
  const flags = ['--directory', project, '--out', join(project, out), '--log-level', 'error'];
  for (const [name, value] of Object.entries(defines)) flags.push(`--CD${name}=${value}`);
  run(process.execPath, [cmakeJs, 'configure', ...flags]);
  run(process.execPath, [cmakeJs, 'build', ...flags, '--parallel', String(availableParallelism())]);
  writeFileSync(stampFile, `${JSON.stringify(stamp, null, 2)}\n`);
  return true;
}

/** The stamp beside an addon, or null. */
export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A hash of all that the addon is made from: sources, LibTorch, compiler. */
function inputsHash(project, { lib, version, includes }) {
  const hash = createHash('sha256');
  const compiler = output(process.env.CXX ?? 'c++', ['--version']) ?? '';
  hash.update(JSON.stringify([lib, version, includes, compiler.split('\n')[0], process.arch]));
  const sources = readdirSync(join(project, 'native')).sort();
  for (const file of ['CMakeLists.txt', ...sources.map((name) => join('native', name))]) {
    hash.update(file).update(readFileSync(join(project, file)));
  }
  return hash.digest('hex');
}
