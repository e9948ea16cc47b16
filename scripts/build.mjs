// Builds dist/ from src/: declarations file by file, the code in a handful of files. Loading five hundred took longer than
// loading LibTorch. `node scripts/build.mjs FOLDER` builds elsewhere.
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { run } from './setup/run.mjs';
import { project } from './setup.mjs';

const dist = resolve(process.argv[2] ?? join(project, 'dist'));
const modules = join(dist, 'modules');
const entries = ['index', 'plot/index', 'hub/child', 'utils/data/_workers/start'];

/** `import.meta.url` goes on to mean the place of the source file: files are found, and threads started, from there. */
const placesOfSources = {
  name: 'places of sources',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    return { code: code.replaceAll('import.meta.url', `PLACE_OF("${relative(modules, id)}")`), map: null };
  },
  renderChunk(code, { fileName }) {
    const place = (_, source) => {
      const path = relative(dirname(fileName), source);
      return `new URL("${path.startsWith('.') ? path : `./${path}`}", import.meta.url).href`;
    };
    return { code: code.replace(/PLACE_OF\("([^"]+)"\)/g, place), map: null };
  },
};

/** Every function and class can be imported from its file: that is how other threads find those that nobody exports. */
const everyName = {
  name: 'every name',
  renderChunk(code) {
    const declared = [...code.matchAll(/^(?:(?:async )?function\*? ?|class |const |let |var )([\w$]+)/gm)];
    const lists = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => list.split(','));
    const exported = new Set(lists.map((item) => item.trim().split(' ')[0]));
    const hidden = declared.map(([, name]) => name).filter((name) => !exported.has(name));
    return {
      code: `${code}export { ${hidden.map((name) => `${name} as _${name}`).join(', ')} };\n`,
      map: null,
    };
  },
};

rmSync(dist, { recursive: true, force: true });
run(join(project, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', modules], {
  cwd: project,
});

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((name) => [name, join(modules, `${name}.js`)])),
  platform: 'node',
  // zod's hundred files are taken in, with its licence; other packages are loaded when they are needed.
  external: (id) => !/^(\.|\/|zod)/.test(id),
  plugins: [placesOfSources, everyName],
});
await bundle.write({
  dir: dist,
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name].js',
  keepNames: true,
  generatedCode: { symbols: true },
});
await bundle.close();

cpSync(modules, dist, {
  recursive: true,
  filter: (path) => !path.endsWith('.js'),
});
rmSync(modules, { recursive: true });
copyFileSync(join(project, 'node_modules/zod/LICENSE'), join(dist, 'zod.LICENSE'));
