import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const source = import.meta.url.endsWith('.ts');
const child = fileURLToPath(new URL(source ? './child.ts' : './child.js', import.meta.url));

/** Runs TypeScript sources where Node does not; the compiled package needs nothing. */
function loader(): string[] {
  if (!source || (process.features as { typescript?: unknown }).typescript) return [];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
}

/**
 * Does a job in a process of its own and waits for it: training scripts are synchronous, and Node's streams are not.
 *
 * @returns what went wrong, or null.
 */
export function runAndWait(work: object): string | null {
  const { status, signal, stdout, stderr, error } = spawnSync(
    process.execPath,
    [...loader(), child, JSON.stringify(work)],
    // The bar goes to the terminal; without one there is no bar, and stderr helps to explain a crash.
    { stdio: ['ignore', 'pipe', process.stderr.isTTY ? 'inherit' : 'pipe'], encoding: 'utf8' },
  );
  if (status === 0) return null;
  try {
    return JSON.parse(stdout).message;
  } catch {
    const end = signal ? `it was ended by ${signal}` : `its process ended with status ${status}`;
    return `${error?.message ?? end}. ${stderr ?? ''}`.trim();
  }
}
