// The programs that set-up calls, from the system's package manager where they are missing.
import { output, run, say } from './run.mjs';

const runs = (program, args, env) => output(program, args, { env }) !== null;

/** What set-up may need: how to see that it is there, and the Debian package that brings it. */
export const tools = {
  cmake: { name: 'CMake', apt: 'cmake', found: (env) => runs('cmake', ['--version'], env) },
  compiler: {
    name: 'a C++ compiler',
    apt: 'g++',
    found: (env) => runs(env.CXX ?? 'c++', ['--version'], env),
  },
  make: {
    name: 'ninja or make',
    apt: 'ninja-build',
    found: (env) => runs('ninja', ['--version'], env) || runs('make', ['--version'], env),
  },
  venv: {
    name: 'Python 3 with venv and pip',
    apt: 'python3-venv',
    found: (env) => runs('python3', ['-c', 'import venv, ensurepip'], env),
  },
};

/** True where packages can be installed with apt-get: by root, and unless TYPETORCH_APT=0 forbids it. */
export function canApt(env = process.env) {
  return process.getuid?.() === 0 && env.TYPETORCH_APT !== '0' && runs('apt-get', ['--version'], env);
}

/** Refreshes apt's package lists. */
export function aptUpdate(env = process.env) {
  run('apt-get', ['update', '-qq'], { env });
}

/** Installs Debian packages. */
export function aptInstall(packages, env = process.env) {
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  say(`installing ${packages.join(' ')} with apt-get`);
  aptUpdate(env);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}

/** Makes sure of the named `tools`: installs them where it may, else throws with the command that would. */
export function ensureTools(names, env = process.env) {
  const missing = () => names.map((name) => tools[name]).filter((tool) => !tool.found(env));
  const wanted = missing();
  if (wanted.length && canApt(env)) {
    aptInstall(
      wanted.map((tool) => tool.apt),
      env,
    );
  }
  const left = missing();
  if (left.length) {
    const packages = left.map((tool) => tool.apt).join(' ');
    throw new Error(
      `${left.map((tool) => tool.name).join(', ')} not found. ` +
        (process.platform === 'darwin'
          ? 'Install with: xcode-select --install && brew install cmake ninja python'
          : `Install with: apt-get install ${packages} (Debian, Ubuntu), or your system's packages of that kind`),
    );
  }
}
