// Where LibTorch is on this machine.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { output } from './run.mjs';

export const oldest = [1, 13];
const suffix = process.platform === 'darwin' ? 'dylib' : 'so';

/** The file that a LibTorch library has in `folder`. */
export function libraryFile(folder, name) {
  return join(folder, `lib${name}.${suffix}`);
}

/**
 * LibTorch in `root` (folders `include` and `lib`), or null when there is none.
 * `lib` and `include` differ from the usual where a distribution spreads it.
 */
export function inspect(root, source, { lib = join(root, 'lib'), include = join(root, 'include') } = {}) {
  const api = join(include, 'torch/csrc/api/include');
  if (!existsSync(libraryFile(lib, 'torch_cpu')) || !existsSync(join(api, 'torch/version.h'))) return null;
  const cuda = existsSync(libraryFile(lib, 'torch_cuda'));
  const includes = [include, api, ...(cuda ? cudaIncludes(root) : [])];
  return { source, root: resolve(root), lib: resolve(lib), includes, ...versions(root, include, cuda), python: null };
}

// The Python package and the zip say more (2.13.0+cpu) than the header (2.13.0).
function versions(root, include, cuda) {
  const read = (...path) => (existsSync(join(...path)) ? readFileSync(join(...path), 'utf8') : '');
  const py = read(root, 'version.py');
  const header =
    read(include, 'torch/headeronly/version.h') + read(include, 'torch/csrc/api/include/torch/version.h');
  const version =
    /__version__ = '([^']+)'/.exec(py)?.[1] ||
    read(root, 'build-version').trim() ||
    /#define TORCH_VERSION\s*\\?\s*"([^"]+)"/.exec(header)?.[1] ||
    'unknown';
  const tag = /\+cu(\d+)(\d)$/.exec(version);
  return { version, cuda: cuda ? (/^cuda\b.*'([\d.]+)'/m.exec(py)?.[1] ?? (tag ? `${tag[1]}.${tag[2]}` : 'yes')) : null };
}

// LibTorch ships no CUDA headers: they are in NVIDIA's wheels beside torch, or in the CUDA toolkit.
function cudaIncludes(root) {
  const wheels = join(dirname(root), 'nvidia');
  const fromWheels = existsSync(wheels) ? readdirSync(wheels).map((name) => join(wheels, name, 'include')) : [];
  const toolkit = process.env.CUDA_HOME ?? process.env.CUDA_PATH ?? '/usr/local/cuda';
  return [...fromWheels, join(toolkit, 'include')]
    .flatMap((folder) => [folder, join(folder, 'cccl')])
    .filter((folder) => existsSync(folder));
}

/** True for a version that the native sources are written for. */
export function supported(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

function fetched(project) {
  const venv = join(project, '.venv');
  if (existsSync(join(venv, 'typetorch.json'))) {
    const folder = join(venv, 'lib');
    for (const python of readdirSync(folder).filter((name) => name.startsWith('python'))) {
      const found = inspect(join(folder, python, 'site-packages/torch'), 'fetched with pip');
      if (found) return { ...found, python: join(venv, 'bin/python') };
    }
  }
  return inspect(join(project, '.libtorch/libtorch'), 'fetched as zip');
}

function activePython() {
  const code =
    "import importlib.util, sys; s = importlib.util.find_spec('torch'); print(sys.executable, s.origin if s else '', sep='\\n')";
  for (const python of ['python3', 'python']) {
    const [executable, origin] = (output(python, ['-c', code]) ?? '').split('\n');
    const found = origin ? inspect(dirname(origin), 'the active Python') : null;
    if (found) return { ...found, python: executable };
  }
  return null;
}

function system() {
  const triple = output('c++', ['-print-multiarch']) || `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  for (const root of ['/usr', '/usr/local']) {
    for (const lib of [join(root, 'lib', triple), join(root, 'lib'), join(root, 'lib64')]) {
      const found = inspect(root, "the system's package", { lib });
      if (found) return found;
    }
  }
  return inspect('/opt/libtorch', 'the system') ?? inspect('/usr/local/libtorch', 'the system');
}

/**
 * The LibTorch to build against, or null: `LIBTORCH`, a copy fetched earlier, the active Python's, the system's.
 * @throws when `LIBTORCH` is set to a folder that holds none.
 */
export function findLibTorch(project, env = process.env) {
  if (env.LIBTORCH) {
    const found = inspect(env.LIBTORCH, 'LIBTORCH') ?? inspect(join(env.LIBTORCH, 'libtorch'), 'LIBTORCH');
    if (!found) {
      throw new Error(
        `LIBTORCH is set to ${env.LIBTORCH}, which has no lib/lib${'torch_cpu'}.${suffix} with include/torch/csrc/api: ` +
          'set it to the folder of an unpacked LibTorch, or unset it to have one found or fetched',
      );
    }
    return found;
  }
  for (const look of [() => fetched(project), activePython, system]) {
    const found = look();
    if (found && supported(found.version)) return found;
  }
  return null;
}
