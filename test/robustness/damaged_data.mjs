// Reads data sets of which one file is damaged, again and again: each gives its items or throws one of typetorch's errors.
// (dist, seed, cases); what it is at stands in the journal, for when the process ends.
import fs, { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , dist, seed, count, journal] = process.argv;
// Which files were opened since somebody asked.
let opened = new Set();
for (const name of ['readFileSync', 'openSync']) {
  const open = fs[name];
  fs[name] = (path, ...rest) => {
    opened.add(String(path));
    return open(path, ...rest);
  };
}
syncBuiltinESMExports();

const { TorchError, TypeError, vision } = await import(`${dist}index.js`);
const { datasets } = vision;

let state = Number(seed);
/** Marsaglia's xorshift. */
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
const pick = (list) => list[below(list.length)];

const golden = fileURLToPath(new URL('../golden/datasets/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'typetorch-damaged-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('warning', () => {});

function read({ name, keywords }, root) {
  const own = { ...keywords };
  for (const key of ['annFile', 'ann_file']) if (key in own) own[key] = join(root, own[key]);
  const dataset = new datasets[name](root, own);
  for (let i = 0; i < Math.min(dataset.length, 4); i += 1) dataset.get(i);
  return `${dataset}`;
}

const isFile = (path) => fs.statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** What can be read while all is well. */
const cases = ['annotated', 'classified', 'flow', 'listed'].flatMap((name) => {
  const root = join(folder, name);
  datasets.utils.extract_archive(join(golden, `${name}.tar.gz`), root);
  return JSON.parse(readFileSync(join(golden, `${name}.json`), 'utf8')).flatMap((given) => {
    opened = new Set();
    try {
      read(given, root);
      const files = [...opened].filter((path) => path.startsWith(root) && isFile(path));
      return files.length > 0 ? [{ given, root, files }] : [];
    } catch {
      return [];
    }
  });
});

const words = [
  '',
  'nan',
  '-1',
  '9'.repeat(20),
  '1e308',
  'null',
  '{}',
  '"',
  '<',
  '\0',
  '../../x',
  '__proto__',
  ',',
  '\n',
];
const numbers = [0, 1, 0xffff, 0x7fffffff, 0xffffffff, 100_000];

function damage(bytes) {
  const at = below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (below(5)) {
    case 0:
      return before;
    case 1:
      return Buffer.concat([before, Buffer.from(pick(words)), after]);
    case 2: {
      const text = bytes.toString('latin1');
      const found = [...text.matchAll(/[\w.+-]+/g)];
      if (found.length === 0) return before;
      const { 0: word, index } = pick(found);
      return Buffer.from(text.slice(0, index) + pick(words) + text.slice(index + word.length), 'latin1');
    }
    case 3: {
      const changed = Buffer.from(bytes);
      if (changed.length >= 4) changed.writeUInt32LE(pick(numbers), Math.min(at, changed.length - 4));
      return changed;
    }
    default:
      return Buffer.concat([before, after.subarray(below(after.length + 1))]);
  }
}

const report = { cases: cases.length, read: 0, refused: 0, foreign: [], slow: [] };
for (let i = 0; i < Number(count); i += 1) {
  const { given, root, files } = pick(cases);
  const path = pick(files);
  const whole = readFileSync(path);
  writeFileSync(path, damage(whole));
  writeFileSync(journal, `${given.name} ${path}`);
  const began = Date.now();
  try {
    read(given, root);
    report.read += 1;
  } catch (error) {
    report.refused += 1;
    const ours = error instanceof TorchError || error instanceof TypeError;
    if (!ours) report.foreign.push(`${given.name} ${path}: ${error.stack}`);
  }
  if (Date.now() - began > 20_000) report.slow.push(`${given.name} ${path}`);
  writeFileSync(path, whole);
}
console.log(JSON.stringify(report));
