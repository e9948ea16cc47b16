// Imports in src/ point down only, and units of one level do not import each other.
// An `import type` may point anywhere: it is gone when the code runs.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { project } from './setup.mjs';

// From the bottom up; the first pattern that matches a path (relative to src/) decides its unit.
const levels = [
  { leaf: /^(errors|warn|misuse|recursion|show|signature|size|callable|_python_str|out_of_memory)\.ts$/ },
  { native: /^(native|setup_check)\.ts$/ },
  { ops: /^ops\/|^(dtype|complex)\.ts$/ },
  {
    core: /^[^/]+\.ts$|^(generated|serialization|autograd|func|cuda|cpu|amp|backends|hub|profiler|testing|distributions|distributed)\//,
  },
  { nn: /^nn\//, optim: /^optim\/(?!index|swa_utils)/, 'utils/data': /^utils\/data\//, plot: /^plot\// },
  // Networks of vision compute parts of themselves anew.
  { 'utils/checkpoint': /^utils\/checkpoint\.ts$/ },
  // Averages of models need modules as well as schedulers.
  { 'the whole of optim': /^optim\// },
  {
    vision: /^vision\//,
    utils: /^utils\//,
    jit: /^jit\//,
    summary: /^summary\//,
    metrics: /^metrics\//,
    training: /^training\//,
  },
  { index: /^index\.ts$/ },
];

function place(path) {
  if (path === 'index.ts') return { unit: 'index', level: levels.length - 1 };
  for (const [level, units] of levels.entries()) {
    const unit = Object.keys(units).find((name) => units[name].test(path));
    if (unit) return { unit, level };
  }
  return null;
}

const importPattern =
  /^\s*(?:import|export)\b(?!\s+type\b)[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

/** What one file imports when it runs. */
export function importsOf(source) {
  return [...source.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3]);
}

/** The violations in a set of files, given as {path relative to src/: source}. */
export function violations(files) {
  const found = [];
  for (const [path, source] of Object.entries(files)) {
    const from = place(path);
    if (!from) found.push(`src/${path} is in no layer: add its folder to scripts/check_imports.mjs`);
    for (const name of importsOf(source)) {
      if (name === 'node-gyp-build' && path !== 'native.ts') {
        found.push(`src/${path} loads the addon: only src/native.ts may`);
      }
      if (!name.startsWith('.') || !from) continue;
      const target = join(dirname(path), name);
      const to = place(target);
      if (target.startsWith('..') || !to)
        found.push(`src/${path} imports ${name}, which is not in a layer of src/`);
      else if (to.level > from.level)
        found.push(`src/${path} (${from.unit}) imports ${target} (${to.unit}), which is above it`);
      else if (to.level === from.level && to.unit !== from.unit) {
        found.push(`src/${path} (${from.unit}) imports ${target} (${to.unit}), which is beside it`);
      }
    }
  }
  return found;
}

function sources(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

if (process.argv[1]?.endsWith('check_imports.mjs')) {
  const found = violations(sources(join(project, 'src')));
  for (const line of found) console.error(line);
  process.exitCode = found.length ? 1 : 0;
}
