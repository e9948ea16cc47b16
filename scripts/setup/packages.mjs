// The npm packages of a checkout.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './run.mjs';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** True for a checkout of the repository, false for a published package, which carries no lock file. */
export const isCheckout = (project) => existsSync(join(project, 'package-lock.json'));

/** True when node_modules holds what package-lock.json asks for (optional packages of other systems aside). */
export function packagesPresent(project) {
  const installed = join(project, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const have = packagesOf(installed);
  return Object.entries(packagesOf(join(project, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' ||
      (path in have ? have[path].version === version && existsSync(join(project, path)) : optional),
  );
}

/** Runs `npm ci` in a checkout that needs it. For a published package its user's npm did the work. */
export function ensurePackages(project) {
  if (!isCheckout(project) || packagesPresent(project)) return;
  say('installing npm packages (npm ci)');
  // Our own install script would build the addon; set-up does that itself, in order and with its own messages.
  const env = { ...process.env, TYPETORCH_SKIP_INSTALL: '1' };
  run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: project, env, shell: process.platform === 'win32' });
}
