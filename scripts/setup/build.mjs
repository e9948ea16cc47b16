// The native addon: built when its inputs changed, stamped with what it was built against.
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { cudaHeaderWheels } from './fetch.mjs';
import { withCccl } from './find.mjs';
import { lockName, takeLock } from './lock.mjs';
import { output, run, say } from './run.mjs';
import { savedFields } from './saved_fields.mjs';
import { ensureTools } from './system.mjs';

/** The addon in a build folder, and the stamp beside it. */
export const addonFile = (project, out = 'build') => join(project, out, 'Release/typetorch.node');
export const stampFile = (project, out = 'build') => join(project, out, 'Release/typetorch.json');

/** The stamp of an addon, or null. */
export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Builds `native/` into `out`/Release/typetorch.node against `libtorch`; false when the one there is up to date. */
export function buildAddon(project, libtorch, out = 'build') {
  if (isUpToDate(project, libtorch, out)) return false;
  refuseOthersFolder(project, out);
  const release = takeLock(join(project, out, lockName));
  try {
    if (isUpToDate(project, libtorch, out)) return false; // built while this one waited
    build(project, libtorch, out);
    return true;
  } finally {
    release();
  }
}

function isUpToDate(project, libtorch, out) {
  const stamped = readStamp(stampFile(project, out))?.inputs;
  return existsSync(addonFile(project, out)) && stamped === hashInputs(project, libtorch);
}

// A link to another checkout's folder serves while both have the same sources. A build through it would take that one's
// addon away and put one of other sources in its place.
function refuseOthersFolder(project, out) {
  const folder = join(project, out);
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const own = `Remove the link ('rm ${out}') and set up again, for a build of this checkout's own`;
  if (!existsSync(folder)) throw new Error(`${folder} is a symbolic link to nothing. ${own}.`);
  const target = realpathSync(folder);
  const owner = existsSync(join(dirname(target), 'CMakeLists.txt')) ? dirname(target) : configuredFor(target);
  if (owner === null || owner === realpathSync(project)) return;
  throw new Error(
    `${folder} is a symbolic link to ${target}, which belongs to the checkout ${owner}, and the addon there was made ` +
      `from other sources or for another LibTorch. ${own}, or set up in ${owner}.`,
  );
}

/** The checkout that CMake configured a build folder for, or null. */
function configuredFor(folder) {
  try {
    const cache = readFileSync(join(folder, 'CMakeCache.txt'), 'utf8');
    const home = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(cache)?.[1];
    return home === undefined ? null : realpathSync(home);
  } catch {
    return null;
  }
}

function build(project, libtorch, out) {
  const { version, cuda, lib, root, python, source } = libtorch;
  ensureTools(['cmake', 'compiler', 'make']);
  const inputs = hashInputs(project, libtorch); // only now is the compiler there for certain
  const includes = [...libtorch.includes, ...(cuda ? missingCudaHeaders(project, libtorch) : [])];
  say(`building the native addon against LibTorch ${version} (${source}: ${root})`);
  rmSync(stampFile(project, out), { force: true });
  const generated = join(project, out, 'generated');
  mkdirSync(generated, { recursive: true });
  writeChanged(join(generated, 'saved_fields.inc'), savedFields(libtorch.includes));
  const defines = {
    TYPETORCH_LIBTORCH_LIB: lib,
    TYPETORCH_LIBTORCH_INCLUDE: includes.join(';'),
    TYPETORCH_LIBTORCH_VERSION: version,
    TYPETORCH_GENERATED: generated,
  };
  const cmakeJs = createRequire(join(project, 'package.json')).resolve('cmake-js/bin/cmake-js');
  const flags = ['--directory', project, '--out', join(project, out), '--log-level', 'error'];
  flags.push(...Object.entries(defines).map(([name, value]) => `--CD${name}=${value}`));
  run(process.execPath, [cmakeJs, 'configure', ...flags]);
  run(process.execPath, [cmakeJs, 'build', ...flags, '--parallel', String(availableParallelism())]);
  const stamp = { libtorch: root, lib, version, cuda, python, inputs };
  writeFileSync(stampFile(project, out), `${JSON.stringify(stamp, null, 2)}\n`);
}

/** A file that is as it was keeps its time, so that nothing is compiled for it again. */
function writeChanged(file, text) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

// A hash of all that the addon is made from: sources, LibTorch, compiler.
function hashInputs(project, { lib, version, includes }) {
  const hash = createHash('sha256');
  const compiler = output(process.env.CXX ?? 'c++', ['--version'])?.split('\n')[0];
  hash.update(JSON.stringify([lib, version, includes, compiler, process.platform, process.arch]));
  const sources = readdirSync(join(project, 'native'))
    .filter((name) => /\.(cpp|h)$/.test(name))
    .sort();
  hash.update(readFileSync(new URL('saved_fields.mjs', import.meta.url)));
  for (const file of ['CMakeLists.txt', ...sources.map((name) => join('native', name))]) {
    hash.update(file).update(readFileSync(join(project, file)));
  }
  return hash.digest('hex');
}

// Include folders for the CUDA headers that are not where LibTorch is, fetched with pip when nothing has them.
function missingCudaHeaders(project, { includes, cuda }) {
  const complete = (folders) =>
    ['cuda_runtime_api.h', 'crt/host_config.h', 'cuda/std/complex'].every((header) =>
      folders.some((folder) => existsSync(join(folder, header))),
    );
  if (complete(includes)) return [];
  const target = join(project, '.libtorch/cuda-headers');
  const fetched = () => {
    const nvidia = join(target, 'nvidia');
    return existsSync(nvidia)
      ? withCccl(readdirSync(nvidia).map((name) => join(nvidia, name, 'include')))
      : [];
  };
  if (!complete(fetched())) {
    const wheels = cudaHeaderWheels(cuda);
    say(`fetching CUDA ${cuda} headers with pip`);
    try {
      const pip = [
        '-m',
        'pip',
        'install',
        '--no-deps',
        '--retries',
        '1',
        '--timeout',
        '15',
        '--target',
        target,
      ];
      run('python3', [...pip, '--upgrade', ...wheels]);
    } catch (error) {
      throw new Error(
        `this LibTorch is built for CUDA ${cuda}, whose headers are missing (${error.message}). ` +
          `Install the CUDA toolkit and set CUDA_HOME, or: pip install ${wheels.join(' ')}`,
      );
    }
  }
  return fetched();
}
