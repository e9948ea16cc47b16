import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupError } from '../src/errors.ts';
import { checkBeforeLoad, explainLoadFailure } from '../src/setup_check.ts';

let folder: string;
let addon: string;
let libtorch: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'typetorch-check-'));
  libtorch = join(folder, 'torch');
  addon = join(folder, 'typetorch.node');
  mkdirSync(join(libtorch, 'lib'), { recursive: true });
  writeFileSync(join(libtorch, 'lib/libtorch_cpu.so'), '');
  writeFileSync(join(libtorch, 'version.py'), "__version__ = '2.13.0+cpu'\n");
  writeFileSync(addon, 'not a library');
  stamp('2.13.0+cpu');
});
afterEach(() => rmSync(folder, { recursive: true }));

function stamp(version: string, cuda: string | null = null): void {
  const content = { libtorch, lib: join(libtorch, 'lib'), version, cuda };
  writeFileSync(join(folder, 'typetorch.json'), JSON.stringify(content));
}

const explain = (words: string): string => explainLoadFailure(new Error(words), addon).message;

test('an addon whose LibTorch is as it was passes', () => {
  expect(() => checkBeforeLoad(addon)).not.toThrow();
});

test('an addon without a stamp passes', () => {
  rmSync(join(folder, 'typetorch.json'));
  expect(() => checkBeforeLoad(addon)).not.toThrow();
});

test('a replaced LibTorch is refused with both versions and the remedy', () => {
  writeFileSync(join(libtorch, 'version.py'), "__version__ = '2.14.1+cu130'\n");
  expect(() => checkBeforeLoad(addon)).toThrow(SetupError);
  expect(() => checkBeforeLoad(addon)).toThrow(
    `The addon was built against LibTorch 2.13.0+cpu, but ${libtorch} now holds LibTorch 2.14.1+cu130. ` +
      'Run `npx typetorch setup`',
  );
});

test("a zip's build-version and a distribution's header tell the version as well", () => {
  rmSync(join(libtorch, 'version.py'));
  const api = join(libtorch, 'include/torch/csrc/api/include/torch');
  mkdirSync(api, { recursive: true });
  writeFileSync(join(api, 'version.h'), '#define TORCH_VERSION \\\n  "1.13.1"\n');
  expect(() => checkBeforeLoad(addon)).toThrow('now holds LibTorch 1.13.1');
  writeFileSync(join(libtorch, 'build-version'), '2.8.0+cpu\n');
  expect(() => checkBeforeLoad(addon)).toThrow('now holds LibTorch 2.8.0+cpu');
});

test('a LibTorch that is gone is named', () => {
  rmSync(libtorch, { recursive: true });
  expect(() => checkBeforeLoad(addon)).toThrow(
    `built against LibTorch 2.13.0+cpu in ${libtorch}, which is no longer there`,
  );
});

test('an addon that is not built says how to build it, and keeps the cause', () => {
  const cause = new Error('No native build was found');
  const error = explainLoadFailure(cause, join(folder, 'none.node'));
  expect(error).toBeInstanceOf(SetupError);
  expect(error.cause).toBe(cause);
  expect(error.message).toContain(`is not built (${join(folder, 'none.node')} does not exist)`);
  expect(error.message).toContain('npx typetorch setup');
});

test('a real failure of the loader is explained', () => {
  let failure: unknown;
  try {
    process.dlopen({ exports: {} }, addon);
  } catch (error) {
    failure = error;
  }
  const { message } = explainLoadFailure(failure, addon);
  expect(message).toMatch(/The addon was built for another system|cannot be loaded/);
  expect(message).toContain('The loader said: ');
});

test('a missing library is named', () => {
  expect(explain('libgomp.so.1: cannot open shared object file: No such file or directory')).toContain(
    `built against LibTorch 2.13.0+cpu (${libtorch}), and its library libgomp.so.1 cannot be found`,
  );
});

test('a missing CUDA library is told apart', () => {
  stamp('2.13.0+cpu', '13.0');
  expect(explain('libcudnn.so.9: cannot open shared object file: No such file')).toContain(
    'for CUDA 13.0, and the CUDA library libcudnn.so.9 is missing',
  );
});

test('a missing symbol and a too old system are told apart', () => {
  expect(explain('typetorch.node: undefined symbol: _ZN3c105ErrorC1Ev')).toContain(
    '_ZN3c105ErrorC1Ev is not there',
  );
  expect(explain("libstdc++.so.6: version `GLIBCXX_3.4.30' not found")).toContain('needs GLIBCXX_3.4.30');
});

test('whatever the loader said, a replaced LibTorch is the first suspect', () => {
  writeFileSync(join(libtorch, 'version.py'), "__version__ = '2.14.1'\n");
  expect(explain('undefined symbol: x')).toContain('now holds LibTorch 2.14.1');
});
