import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bareEnv, fakeLibTorch, logged, programs, runScript, temporary, toyProject, write } from './toy.mjs';

/** A toy project in which every tool is a fake that succeeds, unless `tools` says otherwise (shell code). */
function suite(
  tools = {},
  report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, testResults: [] },
) {
  const project = toyProject();
  const log = join(temporary(), 'log');
  write(join(project, 'report.json'), JSON.stringify(report));
  const vitest = `cp report.json "$(echo "$@" | sed 's/.*outputFile.json=\\([^ ]*\\).*/\\1/')"`;
  // What the build hands to the bundler lies in the folder that tsc's last argument names.
  const tsc = 'for last; do :; done; case $last in */modules) mkdir -p "$last";; esac';
  for (const [name, lines] of Object.entries({ biome: ':', tsc, vitest, ...tools })) {
    write(
      join(project, 'node_modules/.bin', name),
      `#!/bin/sh\necho ${name} "$@" >> ${log}\n${lines}\n`,
      0o755,
    );
  }
  const bundler = join(project, 'node_modules/rolldown');
  write(join(bundler, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  write(join(bundler, 'index.js'), 'export const rolldown = async () => ({ write() {}, close() {} });');
  write(join(project, 'node_modules/zod/LICENSE'), '');
  const { bin } = programs({ 'clang-format': 'echo clang-format version 14.0.6' });
  const env = bareEnv({ LIBTORCH: fakeLibTorch(temporary()) });
  env.PATH = `${bin}:${env.PATH}`;
  write(join(project, 'src/index.ts'), '');
  const result = (...args) => {
    const { code, out } = runScript(project, 'test.mjs', args, env);
    return { code, last: out.trimEnd().split('\n').at(-1), out };
  };
  return { project, result, calls: () => logged(log) };
}

test('set-up, checks and tests run, and the closing line counts them', () => {
  const { result, calls } = suite();
  const { code, last, out } = result();
  expect(out).toContain('building the native addon');
  expect(last).toMatch(/^10 passed, 0 failed, [23] skipped$/);
  expect(code).toBe(0);
  expect(calls().map((line) => line.split(' ')[0])).toEqual(['biome', 'tsc', 'tsc', 'vitest']);
});

test('filters reach the tests', () => {
  const { result, calls } = suite();
  result('test/nn');
  expect(calls().at(-1)).toMatch(/^vitest run .* test\/nn$/);
});

test.each([
  ['lint', { biome: 'exit 1' }],
  ['types', { tsc: 'exit 1' }],
])('%s that fails is counted and named, and the tests still run', (name, tools) => {
  const { result, calls } = suite(tools);
  const { code, last, out } = result();
  expect(code).toBe(1);
  expect(last).toMatch(/^\d+ passed, [12] failed, /);
  expect(out).toContain(`failed: ${name}`);
  expect(calls().at(-1)).toMatch(/^vitest/);
});

test('failed tests, and a file that fails before its first test, are counted', () => {
  const file = (status, ...tests) => ({
    name: 'a.test.ts',
    status,
    assertionResults: tests.map((status) => ({ status })),
  });
  const report = {
    numPassedTests: 3,
    numFailedTests: 2,
    numPendingTests: 0,
    testResults: [file('failed', 'failed', 'failed'), file('failed'), file('passed', 'passed')],
  };
  const { code, last } = suite({}, report).result();
  expect(last).toMatch(/^\d+ passed, 3 failed, /);
  expect(code).toBe(1);
});

test('a test runner that dies, or fails without a failed test, is a failure', () => {
  const died = suite({ vitest: 'exit 1' }).result();
  expect(died.last).toMatch(/, 1 failed, /);
  expect(died.code).toBe(1);
  const vitest = `cp report.json "$(echo "$@" | sed 's/.*outputFile.json=\\([^ ]*\\).*/\\1/')"; exit 3`;
  const odd = suite({ vitest }).result();
  expect(odd.last).toMatch(/, 1 failed, /);
  expect(odd.code).toBe(1);
});

test('a set-up that fails ends it with one failure', () => {
  const { project, result, calls } = suite();
  write(join(project, 'native/addon.cpp'), '#error\n');
  const { code, last } = result();
  expect(last).toBe('0 passed, 1 failed, 0 skipped');
  expect(code).toBe(1);
  expect(calls()).toEqual([]);
});

test('a wrong import direction is a failure', () => {
  const { project, result } = suite();
  write(join(project, 'src/optim/a.ts'), "import '../nn/b.ts';\n");
  const { code, out } = result();
  expect(out).toContain('failed: import direction');
  expect(code).toBe(1);
});
