// Several hundred modules into a few files, as the package is published: see docs/design.md.
import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';

/** `import.meta.url` goes on to mean the place of the source file: files are found, and threads started, from there. */
const placesOfSources = (modules) => ({
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
});

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

/**
 * Text of one byte a character: V8 keeps and reads a file with a single wider one at twice the size. Without comments
 * wider characters stand in literals only, where an escape means the same.
 */
const ascii = {
  name: 'ascii',
  generateBundle(_options, files) {
    const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    for (const chunk of Object.values(files)) chunk.code = chunk.code.replace(/[\u0080-\uffff]/g, escaped);
  },
};

/** Bundles the programs `entries` (paths without `.js`) of the folder `modules` into `folder`, under the same paths. */
export async function bundle(modulesFolder, entries, folder) {
  // As the bundler names its modules: files are found relative to it.
  const modules = realpathSync(modulesFolder);
  const built = await rolldown({
    input: Object.fromEntries(entries.map((name) => [name, join(modules, `${name}.js`)])),
    platform: 'node',
    // zod's hundred files are taken in; other packages are loaded when they are needed.
    external: (id) => !/^(\.|\/|zod)/.test(id),
    plugins: [placesOfSources(modules), everyName, ascii],
  });
  await built.write({
    dir: folder,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    keepNames: true,
    comments: false, // the declarations have them
    generatedCode: { symbols: true },
  });
  await built.close();
}
