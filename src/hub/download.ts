import { resolve } from 'node:path';
import { callable } from '../callable.ts';
import { RuntimeError } from '../errors.ts';
import type { Hash, Job } from './fetch.ts';
import { mirrored } from './mirrors.ts';
import { runAndWait } from './run.ts';

/** The download failed, or what came is not the file that was expected. */
class DownloadError_ extends RuntimeError {}
export const DownloadError = callable(DownloadError_);
export type { DownloadError_ };
export type DownloadError = DownloadError_;

interface Options {
  hash?: Hash | null;
  /** Shows a bar on stderr, where that is a terminal. */
  progress?: boolean;
}

/**
 * Downloads to `file`, and returns when it is there: whole and checked, or not at all; what was there before stays until
 * then. Mirrors come first (`torch.hub.set_mirrors`), then the addresses in their order.
 *
 * @throws DownloadError naming the address and what went wrong.
 */
export function downloadFile(
  urls: string | readonly string[],
  file: string,
  { hash = null, progress = true }: Options = {},
): void {
  const seconds = Number(process.env.TYPETORCH_DOWNLOAD_TIMEOUT ?? 60);
  const job: Job = {
    urls: [urls].flat().flatMap(mirrored),
    file: resolve(file),
    hash,
    pause: 250,
    timeout: 1000 * (seconds > 0 ? seconds : 60),
  };
  const problem = runAndWait({ kind: 'fetch', job, progress });
  if (problem !== null) throw new DownloadError(problem);
}
