/** The process that downloads while its parent waits: a job in, as JSON; the error, if there is one, out. */
import { SingleBar } from 'cli-progress';
import { fetchFile, HashError, type Progress } from './fetch.ts';

const { progress: wanted, ...job } = JSON.parse(process.argv[2] as string);

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

// The shell sends Ctrl-C to parent and child alike; what came stays for the next run.
process.once('SIGINT', () => process.exit(130));
try {
  await fetchFile(job, process.env, wanted && process.stderr.isTTY ? terminalBar() : silent);
} catch (error) {
  const { message, stack } = error as Error;
  const kind = error instanceof HashError ? 'hash' : 'other';
  process.stdout.write(JSON.stringify({ kind, message, stack }));
  process.exitCode = 1;
}
