/** The process that works while its parent waits: a job in, as JSON; the error, if there is one, out. */
import { SingleBar } from 'cli-progress';
import { fetchFile, type Job, type Progress } from './fetch.ts';
import { type UnpackJob, unpack } from './unpack.ts';

type Work = { kind: 'fetch'; job: Job; progress: boolean } | { kind: 'unpack'; job: UnpackJob };

function terminalBar(): Progress {
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  const bar = new SingleBar({
    stream: process.stderr,
    hideCursor: true,
    format: (_options, { progress, value, total, eta }) =>
      total > 0
        ? `${'█'.repeat(Math.round(30 * progress)).padEnd(30, '░')} ${Math.floor(100 * progress)} % | ${megabytes(value)} of ${megabytes(total)} | ${eta} s left`
        : megabytes(value),
  });
  return {
    start: (total, from) => bar.start(total ?? 0, from),
    advance: (bytes) => bar.increment(bytes),
    stop: () => bar.stop(),
  };
}

const silent: Progress = { start() {}, advance() {}, stop() {} };

const work: Work = JSON.parse(process.argv[2] as string);
try {
  if (work.kind === 'unpack') await unpack(work.job);
  else await fetchFile(work.job, process.env, work.progress && process.stderr.isTTY ? terminalBar() : silent);
} catch (error) {
  process.stdout.write(JSON.stringify({ message: (error as Error).message }));
  process.exitCode = 1;
}
