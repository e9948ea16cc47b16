// The addon that set-up built here, and the library on top of it.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addonFile, readStamp, stampFile } from '../../scripts/setup/build.mjs';
import { root, temporary } from './toy.mjs';

const addon = addonFile(root);
const stamp = readStamp(stampFile(root));

function load(env) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const code = `import('${root}/src/native.ts').then(({ native }) => console.log(native.build_info().libtorch),
    (error) => console.log(error.constructor.name + ': ' + error.message))`;
  const child = spawnSync(process.execPath, [tsx, '-e', code], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return child.stdout.trim() || child.stderr;
}

/** A copy of the addon with a stamp of its own beside it. */
function copyWithStamp(change) {
  const folder = temporary();
  copyFileSync(addon, join(folder, 'typetorch.node'));
  writeFileSync(join(folder, 'typetorch.json'), JSON.stringify({ ...stamp, ...change }));
  return join(folder, 'typetorch.node');
}

test('it loads, on the LibTorch that its stamp names', () => {
  expect(load({})).toBe(stamp.version);
  expect(load({ TYPETORCH_ADDON: copyWithStamp({}) })).toBe(stamp.version);
});

test.runIf(process.platform === 'linux')(
  'LD_LIBRARY_PATH to other libraries of those names changes nothing',
  () => {
    const folder = temporary();
    writeFileSync(join(folder, 'x.cpp'), 'int x;');
    for (const name of ['libc10.so', 'libtorch_cpu.so', 'libtorch.so']) {
      execFileSync('c++', ['-shared', '-fPIC', '-o', join(folder, name), join(folder, 'x.cpp')]);
    }
    expect(load({ LD_LIBRARY_PATH: folder })).toBe(stamp.version);
  },
);

test('a LibTorch of another version than built against is refused with the remedy', () => {
  const message = load({ TYPETORCH_ADDON: copyWithStamp({ version: '2.0.1+cpu' }) });
  expect(message).toContain(
    `SetupError: The addon was built against LibTorch 2.0.1+cpu, but ${stamp.libtorch} now holds LibTorch ${stamp.version}.`,
  );
  expect(message).toContain('npx typetorch setup');
});

test('an addon that is not there, or is none, is a SetupError too', () => {
  expect(load({ TYPETORCH_ADDON: '/none/typetorch.node' })).toMatch(
    /^SetupError: typetorch's native addon is not built \(\/none\/typetorch\.node does not exist\)/,
  );
  const file = copyWithStamp({});
  writeFileSync(file, 'rubbish');
  expect(load({ TYPETORCH_ADDON: file })).toMatch(/^SetupError: .*The loader said: /s);
});
