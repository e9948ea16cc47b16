// Processes of ours, of Python, and of both in one group: what each prints is the same to the last bit.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

type Language = 'ts' | 'py';
const commands: Record<Language, (program: string) => [program: string, args: string[]]> = {
  ts: (program) => [process.execPath, ['--import', 'tsx', path(`programs/${program}.ts`)]],
  py: (program) => [path('../../.venv/bin/python'), [path(`programs/${program}.py`)]],
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** What each rank prints, line by line. */
async function printed(program: string, languages: readonly Language[]): Promise<unknown[][]> {
  const port = await freePort();
  const runs = languages.map(
    (language, rank) =>
      new Promise<unknown[]>((resolve, reject) => {
        const [file, args] = commands[language](program);
        const child = spawn(file, [...args, String(rank), String(languages.length), String(port)]);
        let [out, errors] = ['', ''];
        child.stdout.on('data', (text) => (out += text));
        child.stderr.on('data', (text) => (errors += text));
        child.once('error', reject);
        child.once('close', (code) => {
          if (code === 0)
            resolve(
              out
                .trim()
                .split('\n')
                .map((line) => JSON.parse(line)),
            );
          else reject(new Error(`${language}, rank ${rank}: ${code}\n${errors}`));
        });
      }),
  );
  return Promise.all(runs);
}

describe.each([
  ['collectives', 20],
  ['training', 8],
  ['hooks', 16],
])('%s', (program, least) => {
  it('of two processes', async () => {
    const python = await printed(program, ['py', 'py']);
    expect(python[1]?.length).toBeGreaterThanOrEqual(least);
    expect(await printed(program, ['ts', 'ts'])).toEqual(python);
    expect(await printed(program, ['py', 'ts'])).toEqual(python);
    expect(await printed(program, ['ts', 'py'])).toEqual(python);
  }, 300_000);

  it('of three processes', async () => {
    expect(await printed(program, ['ts', 'py', 'ts'])).toEqual(await printed(program, ['py', 'py', 'py']));
  }, 300_000);
});
