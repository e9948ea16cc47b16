import { expect, test } from 'vitest';
import { importsOf, violations } from '../../scripts/check_imports.mjs';

const check = (path, ...imports) =>
  violations({ [path]: imports.map((name) => `import { x } from '${name}';`).join('\n') });

test.each([
  ['vision/models/resnet.ts', '../../nn/index.ts'],
  ['vision/datasets/mnist.ts', '../../utils/data/index.ts'],
  ['nn/modules/conv.ts', '../../tensor.ts'],
  ['nn/modules/conv.ts', '../functional.ts'],
  ['optim/sgd.ts', '../torch.ts'],
  ['optim/swa_utils.ts', '../nn/index.ts'],
  ['utils/data/dataset.ts', '../../errors.ts'],
  ['tensor.ts', './ops/packet.ts'],
  ['ops/packet.ts', '../native.ts'],
  ['native.ts', './setup_check.ts'],
  ['native.ts', 'node-gyp-build'],
  ['index.ts', './vision/index.ts'],
])('%s may import %s', (path, name) => {
  expect(check(path, name)).toEqual([]);
});

test.each([
  [
    'nn/modules/conv.ts',
    '../../vision/index.ts',
    'src/nn/modules/conv.ts (nn) imports vision/index.ts (vision), which is above it',
  ],
  ['tensor.ts', './nn/index.ts', 'src/tensor.ts (core) imports nn/index.ts (nn), which is above it'],
  ['native.ts', './ops/packet.ts', 'which is above it'],
  ['errors.ts', './native.ts', 'which is above it'],
  ['vision/models/vgg.ts', '../../index.ts', 'which is above it'],
  ['optim/sgd.ts', '../nn/index.ts', 'src/optim/sgd.ts (optim) imports nn/index.ts (nn), which is beside it'],
  ['nn/init.ts', '../optim/sgd.ts', 'which is beside it'],
  ['nn/init.ts', '../optim/index.ts', 'which is above it'],
  ['utils/data/loader.ts', '../../nn/index.ts', 'which is beside it'],
  ['tensor.ts', '../scripts/setup.mjs', 'is not in a layer'],
  ['nn/init.ts', 'node-gyp-build', 'loads the addon: only src/native.ts may'],
])('%s may not import %s', (path, name, message) => {
  const found = check(path, name);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
});

test('a folder that no layer knows is reported', () => {
  expect(check('new_thing/a.ts')).toEqual([
    'src/new_thing/a.ts is in no layer: add its folder to scripts/check_imports.mjs',
  ]);
});

test('every form of import counts; types, comments and strings do not', () => {
  const source = `
    import a from './a.ts';
    import { b,
      type c } from "./b.ts";
    import * as d from './d.ts';
    import './e.ts';
    export * from './f.ts';
    export { g } from './g.ts';
    const h = await import('./h.ts');
    import type { i } from './i.ts';
    export type { j } from './j.ts';
    // import k from './k.ts';
    const l = "import m from './m.ts'";`;
  expect(importsOf(source)).toEqual(['./a.ts', './b.ts', './d.ts', './e.ts', './f.ts', './g.ts', './h.ts']);
});
