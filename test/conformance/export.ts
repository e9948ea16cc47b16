// Runs an exporting script of scripts/golden and gives its files as they get ready.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const python = join(root, '.venv/bin/python');

/** One complete file: what it is of, and its lines. */
export interface Exported {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly lines: string[];
}

/**
 * @throws Error where there is no Python that shares LibTorch with the addon, or the script fails.
 */
export async function* exported(
  script: string,
  args: readonly string[],
  seed: number,
): AsyncGenerator<Exported> {
  if (!existsSync(python)) throw new Error(`${python} is missing: npm run setup makes it`);
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-conformance-'));
  const child = spawn(python, [join(root, 'scripts/golden', script), '--out', folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Some samples come in the order of a Python set.
    env: {
      ...process.env,
      PYTHONHASHSEED: String(seed),
      PYTHONWARNINGS: 'ignore',
      TORCH_CPP_LOG_LEVEL: 'ERROR',
    },
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let total = 0;
  let done = 0;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const message = JSON.parse(line) as { total?: number; op?: string; file?: string };
      if (message.total !== undefined) total = message.total;
      if (message.file === undefined) continue;
      done += 1;
      const lines = readFileSync(message.file, 'utf8').split('\n').slice(0, -1);
      rmSync(message.file);
      yield { name: message.op as string, done, total, lines };
    }
    const code = await ended;
    if (code !== 0) throw new Error(`scripts/golden/${script} ended with ${code}`);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
