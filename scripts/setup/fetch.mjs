// Getting LibTorch when the machine has none: pip, then Debian's package, then the official zip.
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { download, verify } from './download.mjs';
import { cudaOf, findLibTorch, inspect, inVenv, systemRoots, venvMark } from './find.mjs';
import { run, say, succeeds } from './run.mjs';
import { aptInstall, canApt, ensureTools } from './system.mjs';

/** The version that golden data is made with. */
export const pinned = '2.13.0';
const site = 'https://download.pytorch.org';

// SHA-256 of the official zips of the pinned version. PyTorch publishes none; these are what several
// independent projects pinned for the same files.
const checksums = {
  'libtorch-shared-with-deps-2.13.0+cpu.zip':
    'edbf4cbed78433d803e90a65f1752e57783d164bce66c95c0872b2ab8f5c159e',
  'libtorch-shared-with-deps-2.13.0+cu130.zip':
    '945c5a3d946a28b387ad9dc9fddda7ba03e35fae1375b84ebff15df789436f82',
  'libtorch-macos-arm64-2.13.0.zip': '1e10c6c4dc2764150c9fb2ad28e1889191302734e7f939108e5d2f22f21a06f8',
};

const mirrorOf = (env) => (env.TYPETORCH_LIBTORCH_MIRROR || site).replace(/\/$/, '');

/** cpu, or cu130 and the like: what `TYPETORCH_LIBTORCH` asks for. */
export function variantOf(env) {
  const variant = env.TYPETORCH_LIBTORCH || 'cpu';
  if (!/^(cpu|cu\d{3})$/.test(variant)) {
    throw new Error(`TYPETORCH_LIBTORCH is '${variant}': expected cpu, or a CUDA variant such as cu130`);
  }
  return variant;
}

/** The official zip for this machine, or null where PyTorch offers none. */
export function zipUrl(env, platform = `${process.platform}-${process.arch}`) {
  const variant = variantOf(env);
  const names = {
    'linux-x64': `libtorch-shared-with-deps-${pinned}+${variant}.zip`,
    'darwin-arm64': variant === 'cpu' ? `libtorch-macos-arm64-${pinned}.zip` : null,
  };
  const name = names[platform];
  return name ? `${mirrorOf(env)}/libtorch/${variant}/${encodeURIComponent(name)}` : null;
}

/**
 * Fetches LibTorch into the project (`.venv` or `.libtorch`) or the system, and says what was found then.
 * An offline file goes before all routes.
 * @throws when no route leads to one, with the reason for each
 */
export async function fetchLibTorch(project, { env = process.env, roots = systemRoots } = {}) {
  const routes = { pip: fetchWithPip, apt: fetchWithApt, zip: fetchZip };
  const wanted = env.TYPETORCH_LIBTORCH_ARCHIVE
    ? ['zip']
    : (env.TYPETORCH_LIBTORCH_ROUTES ?? 'pip,apt,zip').split(',');
  const reasons = [];
  for (const name of wanted) {
    if (!routes[name])
      throw new Error(`TYPETORCH_LIBTORCH_ROUTES names '${name}': expected some of pip,apt,zip`);
    try {
      await routes[name](project, env);
      const found = findLibTorch(project, { env, roots });
      if (found) return found;
      throw new Error('it brought no LibTorch of a supported version');
    } catch (error) {
      say(`LibTorch cannot be had by ${name}: ${error.message}`);
      reasons.push(`  ${name}: ${error.message}`);
    }
  }
  throw new Error(
    `LibTorch is not on this machine and could not be fetched:\n${reasons.join('\n')}\n` +
      'Set LIBTORCH to the folder of an unpacked LibTorch, or TYPETORCH_LIBTORCH_ARCHIVE to a zip of it.',
  );
}

/** pip into a project-local virtual environment: Python and the addon then share one LibTorch binary. */
export function fetchWithPip(project, env) {
  const venv = join(project, '.venv');
  const variant = variantOf(env);
  const existed = existsSync(venv);
  ensureTools(['venv'], env);
  rmSync(venvMark(project), { force: true });
  try {
    say(`making a Python environment in ${venv}`);
    run('python3', ['-m', 'venv', venv], { env });
    say(`installing torch ${pinned} (${variant}) and numpy with pip`);
    const python = join(venv, 'bin/python');
    const install = ['-m', 'pip', 'install', ...patience, ...wheels(variant)];
    // An index that is configured already may have it; PyTorch's own is asked only after that.
    if (!succeeds(python, install, { env })) {
      run(python, [...install, '--extra-index-url', `${mirrorOf(env)}/whl/${variant}`], { env });
    }
    if (!inVenv(venv)) throw new Error('pip reports success, but torch is not in the environment');
    writeFileSync(venvMark(project), `${JSON.stringify({ torch: pinned, variant })}\n`);
  } catch (error) {
    if (!existed) rmSync(venv, { recursive: true, force: true });
    throw error;
  }
}

// An index that cannot be reached must fail within seconds.
const patience = ['--disable-pip-version-check', '--no-input', '--retries', '1', '--timeout', '15'];

function wheels(variant) {
  const torch = process.platform === 'darwin' ? `torch==${pinned}` : `torch==${pinned}+${variant}`;
  return [torch, 'numpy', ...(variant === 'cpu' ? [] : cudaHeaderWheels(cudaOf(variant)))];
}

/** The wheels that carry CUDA's headers, which torch's own wheels do not require. */
export function cudaHeaderWheels(cuda) {
  const names =
    Number.parseInt(cuda, 10) >= 13
      ? ['nvidia-cuda-runtime', 'nvidia-cuda-crt', 'nvidia-cuda-cccl']
      : ['nvidia-cuda-runtime-cu12', 'nvidia-cuda-nvcc-cu12', 'nvidia-cuda-cccl-cu12'];
  return names.map((name) => `${name}==${cuda}.*`);
}

/** Debian's package. */
export function fetchWithApt(_project, env) {
  if (variantOf(env) !== 'cpu') throw new Error('Debian has LibTorch for the CPU only');
  if (!canApt(env))
    throw new Error('apt-get is for root on Debian or Ubuntu (and TYPETORCH_APT=0 forbids it)');
  aptInstall(['libtorch-dev'], env);
}

/** The official zip, or the file that `TYPETORCH_LIBTORCH_ARCHIVE` names (a zip, or a torch wheel). */
export async function fetchZip(project, env) {
  const store = join(project, '.libtorch');
  const offline = env.TYPETORCH_LIBTORCH_ARCHIVE;
  const url = offline ? null : zipUrl(env);
  if (!offline && !url) throw new Error(`PyTorch has no zip for ${process.platform}-${process.arch}`);
  const name = offline ? basename(offline) : decodeURIComponent(basename(url));
  const sha256 = env.TYPETORCH_LIBTORCH_SHA256 || checksums[name];
  if (!sha256) say(`no checksum is known for ${name}; set TYPETORCH_LIBTORCH_SHA256 to have one checked`);
  if (offline) {
    if (!existsSync(offline))
      throw new Error(`TYPETORCH_LIBTORCH_ARCHIVE is ${offline}, which does not exist`);
    await verify(offline, sha256).catch((error) => {
      throw new Error(`${offline} is corrupt: ${error.message}`);
    });
    unpack(offline, store, env);
    return;
  }
  const archive = join(store, name);
  if (!existsSync(archive)) {
    say(`downloading ${url}`);
    await download(url, archive, { sha256, env });
  }
  try {
    unpack(archive, store, env);
  } finally {
    rmSync(archive, { force: true });
  }
}

// A zip's directory is its end. Unpackers fall back to reading from the front, and then take a part for the whole.
function assertComplete(archive) {
  const size = statSync(archive).size;
  const end = Buffer.alloc(Math.min(size, 22 + 0xffff));
  const file = openSync(archive, 'r');
  readSync(file, end, 0, end.length, size - end.length);
  closeSync(file);
  const at = end.lastIndexOf('PK\x05\x06');
  const complete = at >= 0 && at + 22 <= end.length && at + 22 + end.readUInt16LE(at + 20) === end.length;
  if (!complete) throw new Error(`${archive} is not a complete zip file`);
}

// Unpacked aside and renamed when complete, so that a broken archive leaves nothing that looks installed.
function unpack(archive, store, env) {
  assertComplete(archive);
  ensureTools(['cmake'], env);
  mkdirSync(store, { recursive: true });
  const aside = mkdtempSync(join(store, 'unpacking-'));
  try {
    say(`unpacking ${archive}`);
    run('cmake', ['-E', 'tar', 'xf', archive], { cwd: aside, env });
    const root = ['libtorch', 'torch'].map((folder) => join(aside, folder)).find((folder) => inspect(folder));
    if (!root) throw new Error(`${archive} holds no LibTorch (lib/, include/)`);
    rmSync(join(store, 'libtorch'), { recursive: true, force: true });
    renameSync(root, join(store, 'libtorch'));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
