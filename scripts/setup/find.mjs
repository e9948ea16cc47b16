// Where LibTorch is on this machine.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { output } from './run.mjs';

/** The oldest LibTorch that the native sources are written for. */
export const oldest = '1.13';
const suffix = process.platform === 'darwin' ? 'dylib' : 'so';

/** The file that a LibTorch library has in `folder`. */
export const libraryFile = (folder, name) => join(folder, `lib${name}.${suffix}`);

/**
 * The LibTorch in `root`, or null when there is none (or half of one).
 * `lib` and `include` differ from the usual where a distribution spreads its files.
 */
export function inspect(root, source, { lib = join(root, 'lib'), include = join(root, 'include') } = {}) {
  const api = join(include, 'torch/csrc/api/include');
  const libraries = ['torch_cpu', 'c10'].every((name) => existsSync(libraryFile(lib, name)));
  if (!libraries || !existsSync(join(api, 'torch/version.h'))) return null;
  const gpu = existsSync(libraryFile(lib, 'torch_cuda'));
  const { version, cuda } = versions(root, include);
  return {
    source,
    root: resolve(root),
    lib: resolve(lib),
    includes: [include, api, ...(gpu ? cudaIncludes(root) : [])].map((folder) => resolve(folder)),
    version,
    cuda: gpu ? (cuda ?? 'unknown') : null,
    python: null,
  };
}

// The Python package and the zip say more (2.13.0+cpu) than the header (2.13.0).
function versions(root, include) {
  const read = (...path) => (existsSync(join(...path)) ? readFileSync(join(...path), 'utf8') : '');
  const python = read(root, 'version.py');
  const headers =
    read(include, 'torch/headeronly/version.h') + read(include, 'torch/csrc/api/include/torch/version.h');
  const version =
    /__version__ = '([^']+)'/.exec(python)?.[1] ||
    read(root, 'build-version').trim() ||
    /#define TORCH_VERSION\s*\\?\s*"([^"]+)"/.exec(headers)?.[1] ||
    'unknown';
  return {
    version,
    cuda: /^cuda\b.*'([\d.]+)'/m.exec(python)?.[1] ?? cudaOf(/\+(cu\d+)$/.exec(version)?.[1]),
  };
}

/** The CUDA version that a variant's name means: 13.0 for cu130. */
export function cudaOf(variant) {
  return variant?.replace(/^cu(\d+)(\d)$/, '$1.$2');
}

// LibTorch ships no CUDA headers: they are in NVIDIA's wheels beside torch, or in the CUDA toolkit.
function cudaIncludes(root) {
  const wheels = join(dirname(root), 'nvidia');
  const fromWheels = existsSync(wheels)
    ? readdirSync(wheels).map((name) => join(wheels, name, 'include'))
    : [];
  const toolkit = process.env.CUDA_HOME ?? process.env.CUDA_PATH ?? '/usr/local/cuda';
  return withCccl([...fromWheels, join(toolkit, 'include')]);
}

/** CUDA's include folders among `folders`, each with the C++ library inside it. */
export function withCccl(folders) {
  return folders.flatMap((folder) => [folder, join(folder, 'cccl')]).filter((folder) => existsSync(folder));
}

function supported(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The LibTorch in a Python environment's folder, or null. */
export function inVenv(venv, source) {
  const lib = join(venv, 'lib');
  const pythons = existsSync(lib) ? readdirSync(lib).filter((name) => name.startsWith('python')) : [];
  for (const python of pythons) {
    const found = inspect(join(lib, python, 'site-packages/torch'), source);
    if (found) return { ...found, python: join(venv, 'bin/python') };
  }
  return null;
}

/** The mark of an environment that set-up finished: without it an interrupted pip would look complete. */
export const venvMark = (project) => join(project, '.venv/typetorch.json');

function fetched(project) {
  const fromPip = existsSync(venvMark(project)) ? inVenv(join(project, '.venv'), 'fetched with pip') : null;
  return [fromPip, inspect(join(project, '.libtorch/libtorch'), 'fetched as zip')];
}

function activePython(env) {
  const code =
    "import importlib.util as u, sys; s = u.find_spec('torch'); print(sys.executable); print(s.origin if s else '')";
  return ['python3', 'python'].map((python) => {
    const [executable, origin] = (output(python, ['-c', code], { env }) ?? '').split('\n');
    const found = origin ? inspect(dirname(origin), 'the active Python') : null;
    return found && { ...found, python: executable };
  });
}

/** What is in a system's folders: an entry for each place, null where there is nothing. */
export function inSystem(roots) {
  const triple = { arm64: 'aarch64', x64: 'x86_64' }[process.arch];
  const folders = [`lib/${triple}-linux-gnu`, 'lib64', 'lib'];
  return roots.flatMap((root) => folders.map((lib) => inspect(root, 'the system', { lib: join(root, lib) })));
}

/** Folders under which a system keeps LibTorch. */
export const systemRoots = ['/usr', '/usr/local', '/opt/libtorch', '/usr/local/libtorch'];

/**
 * The LibTorch to build against, or null: `LIBTORCH`, a copy fetched earlier, the active Python's, the system's.
 * `TYPETORCH_LIBTORCH` (cpu, cu130, ...) passes over those of another variant.
 * @throws when `LIBTORCH` names a folder that holds none.
 */
export function findLibTorch(project, { env = process.env, roots = systemRoots } = {}) {
  if (env.LIBTORCH) {
    const found = inspect(env.LIBTORCH, 'LIBTORCH') ?? inspect(join(env.LIBTORCH, 'libtorch'), 'LIBTORCH');
    if (found) return found;
    throw new Error(
      `LIBTORCH is set to ${env.LIBTORCH}, which holds no LibTorch (lib/libtorch_cpu.${suffix}, include/torch/...). ` +
        'Set it to the folder of an unpacked LibTorch, or unset it to have one found or fetched.',
    );
  }
  const variant = env.TYPETORCH_LIBTORCH;
  const fits = (found) =>
    found && supported(found.version) && (!variant || (found.cuda ?? 'cpu') === (cudaOf(variant) ?? 'cpu'));
  const places = [() => fetched(project), () => activePython(env), () => inSystem(roots)];
  for (const place of places) {
    const found = place().find(fits);
    if (found) return found;
  }
  return null;
}
