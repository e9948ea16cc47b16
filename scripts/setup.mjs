// Sets up what a checkout or an installed package is missing: npm packages, LibTorch, the native addon.
// Plain Node without dependencies, because it runs before there are any.
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAddon } from './setup/build.mjs';
import { fetchLibTorch } from './setup/fetch.mjs';
import { findLibTorch } from './setup/find.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { main, say } from './setup/run.mjs';

/** The folder that holds package.json. */
export const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** Sets up everything; takes seconds and says nothing when all is there. */
export async function setUp() {
  if (process.platform === 'win32')
    throw new Error('Windows is not supported: use WSL (Linux under Windows)');
  const begin = Date.now();
  ensurePackages(project);
  const libtorch = findLibTorch(project) ?? (await fetchLibTorch(project));
  if (buildAddon(project, libtorch)) say(`ready (${Math.round((Date.now() - begin) / 1000)} s)`);
}

// The install script of a published package comes here too; a checkout's `npm ci` inside set-up is told to wait.
const called = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href;
if (called && !process.env.TYPETORCH_SKIP_INSTALL) main(setUp);
