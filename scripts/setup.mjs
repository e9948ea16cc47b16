// Sets up what a checkout or an installed package is missing: npm packages, LibTorch, the native addon.
// Plain Node without dependencies, because it runs before there are any.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAddon } from './setup/build.mjs';
import { fetchWithPip } from './setup/fetch.mjs';
import { findLibTorch } from './setup/find.mjs';
import { say } from './setup/run.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
try {
  let libtorch = findLibTorch(project);
  if (!libtorch) {
    fetchWithPip(project);
    libtorch = findLibTorch(project);
  }
  if (buildAddon(project, libtorch)) say('the native addon is built');
} catch (error) {
  console.error(`[setup] ${error.message}`);
  process.exitCode = 1;
}
