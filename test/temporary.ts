// Tests' temporary folders lie in one of the run's, so that what a run that was cut off leaves goes with the next one.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export default function setup(): () => void {
  const home = join(tmpdir(), `typetorch-tests-${userInfo().username}`);
  const own = join(home, String(process.pid));
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(home)) {
    if (!isAlive(Number(name))) rmSync(join(home, name), { recursive: true, force: true });
  }
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = own;
  return () => rmSync(own, { recursive: true, force: true });
}
