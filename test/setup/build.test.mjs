import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { addonFile, buildAddon, readStamp, stampFile } from '../../scripts/setup/build.mjs';
import { inspect } from '../../scripts/setup/find.mjs';
import { fakeLibTorch, logged, programs, temporary, toyProject, write } from './toy.mjs';

const path = process.env.PATH;
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const builds = (project) => logged(join(project, 'cmake.log')).filter((line) => line.startsWith('build '));

test('the addon is built once, with a stamp that says against what', () => {
  const project = toyProject();
  const libtorch = inspect(fakeLibTorch(temporary()), 'test');
  expect(buildAddon(project, libtorch)).toBe(true);
  expect(buildAddon(project, libtorch)).toBe(false);
  expect(readStamp(stampFile(project))).toMatchObject({
    libtorch: libtorch.root,
    lib: join(libtorch.root, 'lib'),
    version: '2.13.0+cpu',
    cuda: null,
  });
  const [configure, build, ...rest] = logged(join(project, 'cmake.log'));
  expect(rest).toEqual([]);
  expect(build).toContain(`--out ${join(project, 'build')}`);
  expect(configure).toContain(`--CDTYPETORCH_LIBTORCH_LIB=${libtorch.lib} `);
  expect(configure).toContain(`--CDTYPETORCH_LIBTORCH_INCLUDE=${libtorch.includes.join(';')} `);
  expect(configure).toContain('--CDTYPETORCH_LIBTORCH_VERSION=2.13.0+cpu');
});

test.each([
  ['a source', (project) => writeFileSync(join(project, 'native/addon.cpp'), 'int y;\n')],
  ['a new source', (project) => writeFileSync(join(project, 'native/more.cpp'), '')],
  ['CMakeLists.txt', (project) => writeFileSync(join(project, 'CMakeLists.txt'), 'project(other)\n')],
  ['the version of LibTorch', (_, root) => fakeLibTorch(root, { version: '2.14.0+cpu' })],
  ['the compiler', () => vi.stubEnv('CXX', join(programs({ cxx: 'echo other 1.0' }).bin, 'cxx'))],
  ['a lost addon', (project) => rmSync(addonFile(project))],
  ['a lost stamp', (project) => rmSync(stampFile(project))],
])('it is built again after a change of %s', (_, change) => {
  const project = toyProject();
  const root = fakeLibTorch(temporary());
  buildAddon(project, inspect(root, ''));
  change(project, root);
  expect(buildAddon(project, inspect(root, ''))).toBe(true);
  expect(buildAddon(project, inspect(root, ''))).toBe(false);
  expect(builds(project)).toHaveLength(2);
});

test('a compiler that set-up installs itself is no reason to build again', () => {
  vi.spyOn(process, 'getuid').mockReturnValue(0);
  const { bin } = programs({}, { only: true });
  const install = `for tool in cmake c++ ninja; do
      printf '#!/bin/sh\\necho %s 1.0\\n' "$tool" > ${bin}/$tool; /bin/chmod +x ${bin}/$tool
    done`;
  write(join(bin, 'apt-get'), `#!/bin/sh\n[ "$1" = install ] || exit 0\n${install}\n`, 0o755);
  vi.stubEnv('PATH', bin);
  vi.stubEnv('CXX', undefined);
  const project = toyProject();
  const libtorch = inspect(fakeLibTorch(temporary()), '');
  expect(buildAddon(project, libtorch)).toBe(true);
  expect(existsSync(join(bin, 'c++'))).toBe(true);
  expect(buildAddon(project, libtorch)).toBe(false);
});

test('a build that fails leaves no stamp, so that the next run builds', () => {
  const project = toyProject();
  const libtorch = inspect(fakeLibTorch(temporary()), '');
  buildAddon(project, libtorch);
  writeFileSync(join(project, 'native/addon.cpp'), '#error\n');
  expect(() => buildAddon(project, libtorch)).toThrow(/cmake-js.* failed \(exit code 1\)/);
  expect(existsSync(stampFile(project))).toBe(false);
  writeFileSync(join(project, 'native/addon.cpp'), 'int x;\n');
  expect(buildAddon(project, libtorch)).toBe(true);
});

test('two builds against different LibTorches live beside each other', () => {
  const project = toyProject();
  const older = inspect(fakeLibTorch(temporary(), { kind: 'system', version: '1.13.1' }), '');
  buildAddon(project, inspect(fakeLibTorch(temporary()), ''));
  buildAddon(project, older, 'build-1.13');
  expect(readStamp(stampFile(project)).version).toBe('2.13.0+cpu');
  expect(readStamp(stampFile(project, 'build-1.13')).version).toBe('1.13.1');
});

function cudaLibTorch() {
  vi.stubEnv('CUDA_HOME', '/none');
  return inspect(fakeLibTorch(join(temporary(), 'torch'), { version: '2.13.0+cu130', cuda: '13.0' }), '');
}

test('CUDA headers that LibTorch lacks are fetched once, and used', () => {
  const project = toyProject();
  const log = join(temporary(), 'log');
  const { bin } = programs({
    python3: `echo "$@" >> ${log}
      while [ "$1" != --target ]; do shift; done
      for header in cuda_runtime_api.h crt/host_config.h cccl/cuda/std/complex; do
        mkdir -p "$(dirname "$2/nvidia/cu13/include/$header")" && touch "$2/nvidia/cu13/include/$header"
      done`,
  });
  vi.stubEnv('PATH', `${bin}:${path}`);
  const libtorch = cudaLibTorch();
  buildAddon(project, libtorch);
  rmSync(stampFile(project));
  buildAddon(project, libtorch);
  vi.unstubAllEnvs();
  expect(logged(log)).toHaveLength(1);
  expect(logged(log)[0]).toMatch(
    / nvidia-cuda-runtime==13\.0\.\* nvidia-cuda-crt==13\.0\.\* nvidia-cuda-cccl==13\.0\.\*$/,
  );
  const headers = join(project, '.libtorch/cuda-headers/nvidia/cu13/include');
  expect(logged(join(project, 'cmake.log'))[0]).toContain(`;${headers};${join(headers, 'cccl')} `);
});

test('CUDA headers that cannot be had are an error with both ways out', () => {
  const { bin } = programs({ python3: 'exit 1' });
  vi.stubEnv('PATH', `${bin}:${path}`);
  const build = () => buildAddon(toyProject(), cudaLibTorch());
  expect(build).toThrow(
    /built for CUDA 13\.0, whose headers are missing .*set CUDA_HOME, or: pip install nvidia-cuda-runtime/,
  );
});

test("CUDA headers in NVIDIA's wheels beside torch are enough", () => {
  const project = toyProject();
  vi.stubEnv('CUDA_HOME', '/none');
  const folder = temporary();
  for (const header of ['cuda_runtime_api.h', 'crt/host_config.h', 'cccl/cuda/std/complex']) {
    write(join(folder, 'nvidia/cu13/include', header), '');
  }
  const libtorch = inspect(
    fakeLibTorch(join(folder, 'torch'), { version: '2.14.1+cu130', cuda: '13.0' }),
    '',
  );
  buildAddon(project, libtorch);
  expect(readFileSync(join(project, 'cmake.log'), 'utf8')).toContain(
    join(folder, 'nvidia/cu13/include/cccl'),
  );
  expect(readStamp(stampFile(project)).cuda).toBe('13.0');
});
