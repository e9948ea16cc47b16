// What `typetorch doctor` looks at: each finding has a state, a sentence, and the remedy where one is needed.
import { existsSync } from 'node:fs';
import { addonFile, readStamp, stampFile } from './build.mjs';
import { pinned } from './fetch.mjs';
import { findLibTorch, inspect, libraryFile, systemRoots } from './find.mjs';
import { askAddon, loadFailure } from './load.mjs';
import { isCheckout, packagesPresent } from './packages.mjs';
import { output } from './run.mjs';
import { tools } from './system.mjs';

const libraries = ['c10', 'torch_cpu', 'torch', 'c10_cuda', 'torch_cuda'];
const rebuild = 'npx typetorch setup';

const good = (name, text) => ({ name, state: 'ok', text });
const bad = (name, text, fix) => ({ name, state: 'failed', text, fix });
const note = (name, text, fix) => ({ name, state: 'note', text, fix });

/** All findings, in the order in which their remedies should be tried, and whether the addon can be used. */
export function diagnose(project, { env = process.env, roots = systemRoots } = {}) {
  const stamp = readStamp(stampFile(project));
  const { libtorch, problem } = find(project, env, roots);
  const ofAddon = addon(project, stamp, libtorch);
  const findings = [
    node(),
    ...packages(project),
    tool('compiler', env.CXX ?? 'c++', env),
    tool('cmake', 'cmake', env),
    libtorchFound(libtorch, problem),
    ...(libtorch ? librariesLoad(libtorch) : []),
    ...ofAddon,
    cuda(project, stamp, libtorch),
  ];
  return { findings, usable: ofAddon.every(({ state }) => state !== 'failed') };
}

function node() {
  const major = Number.parseInt(process.versions.node, 10);
  const text = `${process.version} on ${process.platform}-${process.arch}`;
  return major >= 20
    ? good('Node', text)
    : bad('Node', `${text}, but 20 or newer is needed`, 'install Node 20, 22 or 24');
}

function packages(project) {
  if (!isCheckout(project)) return [];
  return packagesPresent(project)
    ? [good('npm packages', 'as package-lock.json asks')]
    : [bad('npm packages', 'missing or not as package-lock.json asks', 'npm ci')];
}

function tool(key, program, env) {
  const { name, apt, found } = tools[key];
  const title = { compiler: 'Compiler', cmake: 'CMake' }[key];
  if (found(env)) return good(title, output(program, ['--version'], { env }).split('\n')[0]);
  return bad(title, `${name} not found (${program})`, `apt-get install ${apt}, or your system's package`);
}

function find(project, env, roots) {
  try {
    return { libtorch: findLibTorch(project, { env, roots }) };
  } catch (error) {
    return { problem: error.message };
  }
}

function libtorchFound(libtorch, problem) {
  if (problem) return bad('LibTorch', problem, 'correct or unset LIBTORCH');
  if (!libtorch) return bad('LibTorch', 'none found', `${rebuild} (fetches ${pinned})`);
  const { version, root, source, cuda } = libtorch;
  return good('LibTorch', `${version} in ${root} (${source}${cuda ? `, CUDA ${cuda}` : ', CPU'})`);
}

function librariesLoad({ lib, version }) {
  return libraries
    .map((name) => libraryFile(lib, name))
    .filter((file) => existsSync(file))
    .map((file) => {
      const reason = loadFailure(file);
      const name = `  ${file.slice(lib.length + 1)}`;
      return reason === null
        ? good(name, 'loads')
        : bad(name, `does not load: ${reason}`, remedy(reason, version));
    });
}

function remedy(reason, version) {
  const missing = /(\S+): cannot open shared object file/.exec(reason)?.[1];
  if (!missing) return `reinstall LibTorch ${version}`;
  if (/^lib(cuda|nv|cu|nccl)/.test(missing)) {
    return `install ${missing} (NVIDIA's driver or CUDA wheels), or use a CPU LibTorch: TYPETORCH_LIBTORCH=cpu ${rebuild}`;
  }
  return `install the package that holds ${missing}, or reinstall LibTorch ${version}`;
}

function addon(project, stamp, libtorch) {
  const file = addonFile(project);
  if (!existsSync(file)) return [bad('Addon', `not built (${file})`, rebuild)];
  const findings = [];
  if (stamp) {
    const now = inspectStamped(stamp);
    const built = `built against LibTorch ${stamp.version} in ${stamp.libtorch}`;
    if (!now) findings.push(bad('Addon', `${built}, which is no longer there`, rebuild));
    else if (now.version !== stamp.version) {
      findings.push(bad('Addon', `${built}, which now holds ${now.version}`, rebuild));
    } else if (libtorch && libtorch.lib !== stamp.lib) {
      findings.push(
        note('Addon', `${built}; set-up would choose ${libtorch.version} in ${libtorch.root}`, rebuild),
      );
    } else findings.push(good('Addon', built));
  }
  const { error } = askAddon(file, 'typeof addon');
  findings.push(error === undefined ? good('  loads', file) : bad('  loads', `no: ${error}`, rebuild));
  return findings;
}

function inspectStamped({ libtorch, lib }) {
  return inspect(libtorch, '', { lib });
}

function cuda(project, stamp, libtorch) {
  const required = stamp?.cuda ?? libtorch?.cuda;
  const gpus = output('nvidia-smi', ['--query-gpu=name,driver_version', '--format=csv,noheader']);
  const driver = gpus ? `found ${gpus.replaceAll('\n', '; ')}` : 'no NVIDIA driver found';
  if (!required) {
    return note(
      'CUDA',
      `not required (CPU LibTorch); ${driver}`,
      gpus ? `TYPETORCH_LIBTORCH=cu130 ${rebuild}` : undefined,
    );
  }
  const { value: devices = 0 } = askAddon(addonFile(project), 'addon.cuda_device_count()');
  const text = `${required} required; ${driver}; ${devices} device(s) available`;
  if (devices > 0) return good('CUDA', text);
  return note('CUDA', text, gpus ? `install a driver for CUDA ${required}` : 'none needed to run on the CPU');
}
