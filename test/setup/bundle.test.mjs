import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundle } from '../../scripts/setup/bundle.mjs';
import { temporary, write } from './toy.mjs';

const source = `
// Wörter
export const text = 'Σ 😀 \\u00b5';
export const template = (x) => \`\${x}│ └─\`;
export const matches = /^[à-ž]+$/.test('čž');
export const place = import.meta.url;
function inner() { return 7; }
export const seven = inner();
`;

test('a bundle is ASCII, means the same, and gives out what its modules keep to themselves', async () => {
  const folder = temporary();
  write(join(folder, 'modules/part/one.js'), source);
  write(join(folder, 'modules/index.js'), "export * from './part/one.js';\n");
  await bundle(join(folder, 'modules'), ['index'], join(folder, 'out'));
  const file = join(folder, 'out/index.js');
  expect([...readFileSync(file)].every((byte) => byte < 128)).toBe(true);
  const found = await import(pathToFileURL(file).href);
  expect(found.text).toBe('Σ 😀 µ');
  expect(found.template(1)).toBe('1│ └─');
  expect(found.matches).toBe(true);
  expect(found.place).toBe(pathToFileURL(join(folder, 'out/part/one.js')).href);
  expect(found._inner()).toBe(found.seven);
});
