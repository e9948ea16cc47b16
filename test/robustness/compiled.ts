// Child processes for what must not be tried in the test's own: the compiled package, as its users run it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

function ownFolder(): string {
  const builds = join(root, 'build');
  mkdirSync(builds, { recursive: true });
  const folder = mkdtempSync(join(builds, 'test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The package as it is published, in a folder of the calling test file's own; the folder's URL, with a slash. */
export function build(): string {
  const folder = ownFolder();
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);
  return pathToFileURL(`${folder}/`).href;
}

/** Compiles `src/` file by file, so that its inner parts can be had; the folder's URL, with a slash. */
export function compile(): string {
  const folder = ownFolder();
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout } = spawnSync(
    tsc,
    ['-p', 'tsconfig.build.json', '--declaration', 'false', '--outDir', folder],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (stdout) console.error(stdout);
  return pathToFileURL(`${folder}/`).href;
}

export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Limits {
  seconds?: number;
  env?: Record<string, string>;
  flags?: string[];
}

/** Runs a script of this folder to its end; its arguments follow in `process.argv`. */
export function runChild(script: string, args: readonly string[], limits: Limits = {}): Ended {
  const { seconds = 100, env = {}, flags = [] } = limits;
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...flags, file, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    timeout: seconds * 1000,
    env: {
      ...process.env,
      TYPETORCH_ADDON: process.env.TYPETORCH_ADDON ?? join(root, 'build/Release/typetorch.node'),
      OMP_NUM_THREADS: '1',
      ...env,
    },
  });
  return { status, signal, stdout, stderr };
}
