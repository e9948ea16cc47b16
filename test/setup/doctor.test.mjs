import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bareEnv, fakeLibTorch, programs, runScript, temporary, toyProject, write } from './toy.mjs';

const compiler = process.env.CXX ?? 'c++';

/** Compiles C++ text to a shared library, linked to `needs`. */
function compile(file, source, needs = []) {
  const text = join(temporary(), 'x.cpp');
  writeFileSync(text, source);
  execFileSync(compiler, ['-shared', '-fPIC', '-Wl,--no-as-needed', '-o', file, text, ...needs]);
}

// The least that Node takes for an addon; it says that two GPUs are there.
const addonSource = `
  extern "C" {
  typedef struct napi_env__* napi_env; typedef struct napi_value__* napi_value;
  int napi_create_function(napi_env, const char*, unsigned long, napi_value (*)(napi_env, void*), void*, napi_value*);
  int napi_set_named_property(napi_env, napi_value, const char*, napi_value);
  int napi_create_int32(napi_env, int, napi_value*);
  static napi_value two(napi_env env, void*) { napi_value v; napi_create_int32(env, 2, &v); return v; }
  napi_value napi_register_module_v1(napi_env env, napi_value exports) {
    napi_value f; napi_create_function(env, "two", 3, two, 0, &f);
    napi_set_named_property(env, exports, "cuda_device_count", f);
    return exports;
  }
  }`;

/** A project that is set up, on a LibTorch whose libraries are real enough to load. */
function healthy({ version = '2.13.0+cpu', cuda = null } = {}) {
  const project = toyProject();
  const libtorch = fakeLibTorch(temporary(), { version, cuda });
  for (const name of ['c10', 'torch_cpu', 'torch', ...(cuda ? ['c10_cuda', 'torch_cuda'] : [])]) {
    compile(join(libtorch, `lib/lib${name}.so`), 'int x;');
  }
  const env = bareEnv({ LIBTORCH: libtorch, CUDA_HOME: '/none' });
  if (cuda) {
    for (const header of ['cuda_runtime_api.h', 'crt/host_config.h', 'cuda/std/complex']) {
      write(join(project, '.libtorch/cuda-headers/nvidia/cu13/include', header), '');
    }
  }
  expect(runScript(project, 'setup.mjs', [], env).err).toBe('');
  compile(join(project, 'build/Release/typetorch.node'), addonSource);
  return { project, libtorch, env };
}

const doctor = ({ project, env }, more = {}) =>
  runScript(project, 'typetorch.mjs', ['doctor'], { ...env, ...more });
const linux = process.platform === 'linux';

test.runIf(linux)('when all is well it says what there is, and exits with 0', () => {
  const machine = healthy();
  const { code, out } = doctor(machine);
  expect(out).not.toContain('FAILED');
  expect(out).toContain(`ok     Node               ${process.version} on `);
  expect(out).toMatch(/ok {5}Compiler +\S+.*\d/);
  expect(out).toMatch(/ok {5}CMake +cmake version \d/);
  expect(out).toContain(`2.13.0+cpu in ${machine.libtorch} (LIBTORCH, CPU)`);
  for (const name of ['libc10.so', 'libtorch_cpu.so', 'libtorch.so']) {
    expect(out).toMatch(new RegExp(`ok {7}${name} +loads`));
  }
  expect(out).toContain(`built against LibTorch 2.13.0+cpu in ${machine.libtorch}`);
  expect(out).toMatch(/note {3}CUDA +not required/);
  expect(code).toBe(0);
});

test('on a bare machine everything that is missing has its remedy', () => {
  const project = toyProject();
  const { env } = programs({ python3: 'exit 1', python: 'exit 1' }, { only: true });
  const { code, out } = runScript(project, 'typetorch.mjs', ['doctor'], env);
  expect(out).toMatch(/FAILED Compiler .*not found[^\n]*\n +-> apt-get install g\+\+/);
  expect(out).toMatch(/FAILED CMake .*not found[^\n]*\n +-> apt-get install cmake/);
  expect(out).toMatch(/FAILED Addon +not built[^\n]*\n +-> npx typetorch setup/);
  expect(code).toBe(1);
});

test.runIf(linux)('a library whose dependency is missing names it', () => {
  const machine = healthy();
  const lost = join(machine.libtorch, 'lib/libgomp-lost.so.1');
  compile(lost, 'int y;');
  compile(join(machine.libtorch, 'lib/libtorch_cpu.so'), 'int x;', [lost]);
  rmSync(lost);
  const { out } = doctor(machine);
  expect(out).toMatch(
    /FAILED {3}libtorch_cpu\.so +does not load: .*libgomp-lost\.so\.1: cannot open shared object file/,
  );
  expect(out).toMatch(/-> install the package that holds .*libgomp-lost\.so\.1/);
  expect(out).toMatch(/ok {7}libc10\.so +loads/);
});

test.runIf(linux)('an addon that does not load fails the diagnosis', () => {
  const machine = healthy();
  writeFileSync(join(machine.project, 'build/Release/typetorch.node'), 'rubbish');
  const { code, out } = doctor(machine);
  expect(out).toMatch(/FAILED {3}loads +no: .*\n +-> npx typetorch setup/);
  expect(code).toBe(1);
});

test.runIf(linux)('a LibTorch that changed under the addon fails the diagnosis', () => {
  const machine = healthy();
  writeFileSync(join(machine.libtorch, 'version.py'), "__version__ = '2.14.1'\n");
  const { code, out } = doctor(machine);
  expect(out).toMatch(/FAILED Addon +built against LibTorch 2\.13\.0\+cpu in .*, which now holds 2\.14\.1/);
  expect(code).toBe(1);
  rmSync(machine.libtorch, { recursive: true });
  const gone = doctor(machine, { LIBTORCH: '' });
  expect(gone.out).toMatch(/FAILED Addon .*which is no longer there/);
  expect(gone.code).toBe(1);
});

test.runIf(linux)('a wrong LIBTORCH is told, while an addon that loads stays usable', () => {
  const { code, out } = doctor(healthy(), { LIBTORCH: '/none' });
  expect(out).toMatch(/FAILED LibTorch +LIBTORCH is set to \/none, which holds no LibTorch/);
  expect(out).toContain('-> correct or unset LIBTORCH');
  expect(code).toBe(0);
});

test.runIf(linux)('another LibTorch than the one built against is mentioned', () => {
  const machine = healthy();
  const other = fakeLibTorch(temporary(), { version: '2.9.0' });
  const { out } = doctor(machine, { LIBTORCH: other });
  expect(out).toMatch(/note {3}Addon .*; set-up would choose 2\.9\.0 in /);
});

test.runIf(linux)('CUDA: what is required, the driver, the devices', () => {
  const machine = healthy({ version: '2.13.0+cu130', cuda: '13.0' });
  const without = doctor(machine, {
    PATH: `${programs({ 'nvidia-smi': 'exit 9' }).bin}:${machine.env.PATH}`,
  });
  expect(without.out).toMatch(/CUDA +13\.0 required; no NVIDIA driver found; 2 device\(s\) available/);
  expect(without.out).toMatch(/ok {7}libtorch_cuda\.so +loads/);
  const smi = programs({ 'nvidia-smi': 'echo "Card 5000, 580.10"' }).bin;
  const with2 = doctor(machine, { PATH: `${smi}:${machine.env.PATH}` });
  expect(with2.out).toContain(
    'ok     CUDA               13.0 required; found Card 5000, 580.10; 2 device(s) available',
  );
});

test('an unknown command prints the usage and exits with 2', () => {
  const { code, out } = runScript(toyProject(), 'typetorch.mjs', ['docter']);
  expect(code).toBe(2);
  expect(out).toContain('typetorch doctor');
  expect(runScript(toyProject(), 'typetorch.mjs', ['--help']).code).toBe(0);
});
