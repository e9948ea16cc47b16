// A project, LibTorch folders and programs small enough to see what set-up does with them.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const library = process.platform === 'darwin' ? (name) => `lib${name}.dylib` : (name) => `lib${name}.so`;

const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that lives as long as the test. */
export function temporary() {
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-setup-'));
  folders.push(folder);
  return folder;
}

export function write(file, content, mode) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  if (mode) chmodSync(file, mode);
}

/** A folder that looks like LibTorch; `kind` decides where its version is written down. */
export function fakeLibTorch(
  folder,
  { version = '2.13.0+cpu', kind = 'wheel', cuda = null, lib = 'lib' } = {},
) {
  for (const name of ['c10', 'torch_cpu', 'torch', ...(cuda ? ['c10_cuda', 'torch_cuda'] : [])]) {
    write(join(folder, lib, library(name)), `${name} ${version}`);
  }
  const header = `#define TORCH_VERSION \\\n  "${version.split('+')[0]}"\n`;
  write(join(folder, 'include/torch/csrc/api/include/torch/version.h'), header);
  write(join(folder, 'include/ATen/ATen.h'), '');
  if (kind === 'wheel') {
    const cudaLine = `cuda: Optional[str] = ${cuda ? `'${cuda}'` : 'None'}`;
    write(join(folder, 'version.py'), `__version__ = '${version}'\ndebug = False\n${cudaLine}\n`);
  }
  if (kind === 'zip') write(join(folder, 'build-version'), `${version}\n`);
  return folder;
}

/** A folder of shell scripts, put before everything else in the PATH of the environment that comes back. */
export function programs(scripts, { only = false } = {}) {
  const bin = temporary();
  for (const [name, lines] of Object.entries(scripts)) write(join(bin, name), `#!/bin/sh\n${lines}\n`, 0o755);
  const env = { ...process.env, PATH: only ? bin : [bin, process.env.PATH].join(delimiter) };
  for (const name of Object.keys(env))
    if (/^(TYPETORCH_|LIBTORCH$|CUDA_|https?_proxy|no_proxy)/i.test(name)) delete env[name];
  return { bin, env };
}

/** The environment of a machine that has no torch: neither Python's nor any setting of ours. */
export function bareEnv(extra = {}) {
  return { ...programs({ python3: 'exit 1', python: 'exit 1' }).env, ...extra };
}

/** The lines that a fake program wrote to its log. */
export function logged(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** A copy of the project's scripts with a toy addon; its cmake-js logs its calls and makes the addon by copying. */
export function toyProject() {
  const project = temporary();
  cpSync(join(root, 'scripts'), join(project, 'scripts'), {
    recursive: true,
    filter: (path) => !path.includes('golden'),
  });
  write(join(project, 'package.json'), JSON.stringify({ name: 'toy', type: 'module' }));
  write(join(project, 'CMakeLists.txt'), 'project(toy)\n');
  write(join(project, 'native/addon.cpp'), 'int x;\n');
  const cmakeJs = join(project, 'node_modules/cmake-js');
  write(join(cmakeJs, 'package.json'), JSON.stringify({ name: 'cmake-js', version: '8.0.0' }));
  write(
    join(cmakeJs, 'bin/cmake-js'),
    `const fs = require('fs');
     const args = process.argv.slice(2);
     fs.appendFileSync(${JSON.stringify(join(project, 'cmake.log'))}, args.join(' ') + '\\n');
     if (fs.readFileSync(${JSON.stringify(join(project, 'native/addon.cpp'))}, 'utf8').includes('#error')) process.exit(1);
     const release = args[args.indexOf('--out') + 1] + '/Release';
     if (args[0] === 'build') { fs.mkdirSync(release, { recursive: true }); fs.writeFileSync(release + '/typetorch.node', 'x'); }`,
  );
  return project;
}

/** Runs one of a toy project's scripts. */
export function runScript(project, script, args = [], env = bareEnv()) {
  const child = spawnSync(process.execPath, [join(project, 'scripts', script), ...args], {
    env,
    encoding: 'utf8',
  });
  return { code: child.status, out: child.stdout, err: child.stderr };
}
