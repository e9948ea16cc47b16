import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckpointError } from '../../src/errors.ts';
import { native } from '../../src/native.ts';
import { load, save } from '../../src/serialization/index.ts';
import { torch } from '../../src/torch.ts';
import { scratchFolder } from './python.ts';

const folder = scratchFolder();
const file = join(folder, 'checkpoint.pt');
const { writeSync, fsyncSync, renameSync, openSync } = fs;
const originals = { writeSync, fsyncSync, renameSync, openSync };
const breakAfter = (name: keyof typeof originals, after: number, code: string) => {
  let calls = 0;
  (fs as any)[name] = (...args: unknown[]) => {
    calls += 1;
    if (calls > after) throw Object.assign(new Error(`${code}: simulated`), { code, syscall: name });
    return (originals[name] as any)(...args);
  };
  syncBuiltinESMExports();
};
const restore = () => {
  Object.assign(fs, originals);
  syncBuiltinESMExports();
};
afterEach(restore);

const state = (epoch: number) => ({
  epoch,
  weight: torch.full([100_000], epoch),
  bias: torch.full([300_000], epoch),
});

describe('a save that fails leaves the old file whole and no other', () => {
  it.each([
    [
      'the disk is full at once',
      'writeSync',
      0,
      'ENOSPC',
      /no space is left on the disk; free some or write elsewhere/,
    ],
    ['the disk is full half-way', 'writeSync', 1, 'ENOSPC', /no space is left/],
    ['the quota is used up at the end', 'writeSync', 2, 'EDQUOT', /disk quota/],
    ['the disk breaks', 'fsyncSync', 0, 'EIO', /EIO: simulated/],
    ['the folder may not be written to', 'openSync', 0, 'EACCES', /permission denied/],
    ['the file system is read-only', 'openSync', 0, 'EROFS', /read-only/],
    ['the file cannot be replaced', 'renameSync', 0, 'EPERM', /permission denied/],
  ] as const)('%s', (_, name, after, code, message) => {
    save(state(1), file);
    breakAfter(name, after, code);
    let error: unknown;
    try {
      save(state(2), file);
    } catch (caught) {
      error = caught;
    }
    restore();
    expect(error).toBeInstanceOf(CheckpointError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toContain(`cannot write '${file}'`);
    expect((error as Error).message).toContain('The file that was there is unchanged.');
    expect((error as Error).cause).toMatchObject({ code });
    expect(fs.readdirSync(folder)).toEqual(['checkpoint.pt']);
    expect(load(file).bias.sum().item()).toBe(300_000);
  });

  it('the disk is full in the middle of a storage', () => {
    save(state(1), file);
    const { storage_write } = native;
    native.storage_write = () => -os.constants.errno.ENOSPC;
    try {
      expect(() => save(state(2), file)).toThrow(/cannot write .* no space is left.*unchanged/);
    } finally {
      native.storage_write = storage_write;
    }
    expect(fs.readdirSync(folder)).toEqual(['checkpoint.pt']);
    expect(load(file).epoch).toBe(1);
  });

  it('the process may not write so much', () => {
    save(state(1), file);
    const program = `
      import { torch } from ${JSON.stringify(new URL('../../src/torch.ts', import.meta.url).href)};
      try {
        torch.save({ epoch: 2, weight: torch.ones(5_000_000) }, ${JSON.stringify(file)});
      } catch (error) {
        console.log(error.message);
      }`;
    const { stdout, status } = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 4096; exec "$@"',
        'bash',
        process.execPath,
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        program,
      ],
      { cwd: new URL('../..', import.meta.url).pathname, encoding: 'utf8' },
    );
    expect(stdout).toMatch(/would grow larger than the system or the process allows.*unchanged/);
    expect(status).toBe(0);
    expect(fs.readdirSync(folder)).toEqual(['checkpoint.pt']);
    expect(load(file).epoch).toBe(1);
  });

  it.skipIf(!fs.existsSync('/dev/full'))('a device without space', () => {
    expect(() => save(state(1), '/dev/full')).toThrow(/cannot write '\/dev\/full': no space is left/);
    expect(fs.statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  it('killed at any moment', async () => {
    save(state(0), file);
    const program = `
      import { torch } from ${JSON.stringify(new URL('../../src/torch.ts', import.meta.url).href)};
      const state = (epoch) => ({ epoch, weight: torch.full([100_000], epoch), bias: torch.full([300_000], epoch) });
      for (let epoch = 1; ; epoch += 1) {
        torch.save(state(epoch), ${JSON.stringify(file)});
        if (epoch === 1) console.log('saving');
      }`;
    const epochs: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        cwd: new URL('../..', import.meta.url).pathname,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((ready) => child.stdout.once('data', ready));
      await new Promise((ready) => setTimeout(ready, 20 + 17 * round));
      child.kill('SIGKILL');
      await new Promise((ended) => child.once('exit', ended));
      const { epoch, weight, bias } = load(file);
      expect([weight.min().item(), weight.max().item(), bias.min().item(), bias.max().item()]).toEqual(
        Array(4).fill(epoch),
      );
      epochs.push(epoch);
    }
    expect(Math.max(...epochs)).toBeGreaterThan(0);
  });
});
