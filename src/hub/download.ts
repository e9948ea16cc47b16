import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RuntimeError } from '../errors.ts';
import type { Hash } from './fetch.ts';
import { mirrored } from './mirrors.ts';

/** The download failed, or what came is not the file that was expected. */
export class DownloadError extends RuntimeError {}

interface Options {
  hash?: Hash | null;
  /** Shows a bar on stderr, where that is a terminal. */
  progress?: boolean;
}

const source = import.meta.url.endsWith('.ts');
const child = fileURLToPath(new URL(source ? './child.ts' : './child.js', import.meta.url));

/** Runs TypeScript sources where Node does not; the compiled package needs nothing. */
function loader(): string[] {
  if (!source || (process.features as { typescript?: unknown }).typescript) return [];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
}

/**
 * Downloads to `file`, waiting for it: training scripts are synchronous, and Node's HTTP is not, so that a child process
 * does it. The file appears whole and checked, or not at all; what was there before stays until then.
 *
 * Mirrors come first (`torch.hub.set_mirrors`), then the addresses in their order.
 *
 * @throws DownloadError naming the address and what went wrong.
 */
export function downloadFile(
  urls: string | readonly string[],
  file: string,
  { hash = null, progress = true }: Options = {},
): void {
  const seconds = Number(process.env.TYPETORCH_DOWNLOAD_TIMEOUT ?? 60);
  const job = {
    urls: [urls].flat().flatMap(mirrored),
    file: resolve(file),
    hash,
    pause: 250,
    timeout: 1000 * (seconds > 0 ? seconds : 60),
    progress,
  };
  const { status, signal, stdout, stderr, error } = spawnSync(
    process.execPath,
    [...loader(), child, JSON.stringify(job)],
    // A warning of Node's would tear the bar; without a terminal there is none, and stderr helps to explain a crash.
    { stdio: ['ignore', 'pipe', process.stderr.isTTY ? 'inherit' : 'pipe'], encoding: 'utf8' },
  );
  if (status === 0) return;
  const told = parse(stdout);
  if (told) throw new DownloadError(told.message);
  const why = error?.message ?? (signal ? `it was ended by ${signal}` : `it ended with status ${status}`);
  throw new DownloadError(`cannot download ${job.urls.join(', ')}: ${why}. ${stderr ?? ''}`.trim(), {
    cause: error,
  });
}

function parse(text: string | null): { kind: string; message: string } | null {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
