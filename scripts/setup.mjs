// Sets up what a checkout or an installed package is missing: npm packages, LibTorch, the native addon.
// Plain Node without dependencies, because it runs before there are any.
import { existsSync, lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAddon, readStamp, stampFile } from './setup/build.mjs';
import { fetchLibTorch, pinned } from './setup/fetch.mjs';
import { findLibTorch } from './setup/find.mjs';
import { lockName, takeLock } from './setup/lock.mjs';
import { ensurePackages, isCheckout } from './setup/packages.mjs';
import { commandLine, main, say } from './setup/run.mjs';

/** The folder that holds package.json. */
export const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the environment says to set-up. */
export const settings = `LibTorch is looked for in LIBTORCH, an earlier fetch, the active Python, the system; else fetched:
  LIBTORCH                     folder of an unpacked LibTorch
  TYPETORCH_LIBTORCH           cpu (the default), or a CUDA variant such as cu130
  TYPETORCH_LIBTORCH_ROUTES    which ways to try, in order: pip,apt,zip
  TYPETORCH_LIBTORCH_MIRROR    base address to use in place of PyTorch's download site
  TYPETORCH_LIBTORCH_ARCHIVE   a LibTorch zip or torch wheel on this machine, used without a network
  TYPETORCH_LIBTORCH_SHA256    checksum that the zip must have
  TYPETORCH_APT=0              never call apt-get
  HTTPS_PROXY, NO_PROXY        as usual`;

/** Sets up everything; takes seconds and says nothing when all is there. */
export async function setUp() {
  if (process.platform === 'win32')
    throw new Error('Windows is not supported: use WSL (Linux under Windows)');
  const begin = Date.now();
  const release = lockBuild();
  try {
    ensurePackages(project);
    const libtorch = await chooseLibTorch();
    if (buildAddon(project, libtorch)) say(`ready (${Math.round((Date.now() - begin) / 1000)} s)`);
  } finally {
    release();
  }
}

// Two set-ups at once would install, fetch and build into the same folders.
function lockBuild() {
  const folder = join(project, 'build');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(folder)) return () => {};
  return takeLock(join(folder, lockName));
}

// A checkout's tests compare with the pinned torch to the last bit, so it wants that one in a Python environment;
// another version that happens to be on the machine is second best. A published package takes what there is.
async function chooseLibTorch() {
  const found = findLibTorch(project);
  if (!found) return fetchLibTorch(project);
  const chosen = found.source === 'LIBTORCH' || found.version.split('+')[0] === pinned;
  const settled = readStamp(stampFile(project))?.libtorch === found.root;
  if (chosen || settled || !isCheckout(project)) return found;
  try {
    return await fetchLibTorch(project, { env: { ...process.env, TYPETORCH_LIBTORCH_ROUTES: 'pip' } });
  } catch {
    say(
      `going on with LibTorch ${found.version} (${found.source}); results may differ from ${pinned} in the last bits`,
    );
    return found;
  }
}

// The install script of a published package comes here too; a checkout's `npm ci` inside set-up is told to wait.
const called = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href;
if (called && !process.env.TYPETORCH_SKIP_INSTALL) {
  commandLine(`Installs the npm packages that are missing, finds or fetches LibTorch, builds the native addon.

Usage: npm run setup

${settings}`);
  main(setUp);
}
