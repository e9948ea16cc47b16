// Asks Python PyTorch whether it dies of the same calls (judge.py).
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const python = `${root}.venv/bin/python`;
// glibc's checking allocator, where it is there, notices memory that a call spoiled before it does harm.
const checker = '/lib/x86_64-linux-gnu/libc_malloc_debug.so.0';
const checked = existsSync(checker) ? { LD_PRELOAD: checker, MALLOC_CHECK_: '3' } : {};

/** What Python did: a signal's number, 0 for none, `timeout`, or null where there is no Python to ask. */
export type Verdict = number | 'timeout' | null;

export class Judge {
  readonly #process: ChildProcess | null;
  readonly #answers: AsyncIterator<string> | null;

  constructor() {
    this.#process = existsSync(python)
      ? spawn(python, [`${root}scripts/fuzz/judge.py`], {
          stdio: ['pipe', 'pipe', 'ignore'],
          env: { ...process.env, ...checked },
        })
      : null;
    const output = this.#process?.stdout;
    this.#answers = output ? createInterface({ input: output })[Symbol.asyncIterator]() : null;
  }

  async run(calls: readonly string[]): Promise<Verdict> {
    if (this.#process === null || this.#answers === null) return null;
    this.#process.stdin?.write(`[${calls.join(',')}]\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('Python ended; run scripts/fuzz/judge.py by hand to see why');
    return JSON.parse(value).signal;
  }

  /**
   * The call that kills Python among those that were made, the last of which killed us: usually that one, but memory
   * that one call spoils may be noticed by a later one.
   */
  async culprit(calls: readonly string[]): Promise<{ verdict: Verdict; calls: readonly string[] }> {
    const last = calls.slice(-1);
    const alone = await this.run(last);
    if (alone !== 0) return { verdict: alone, calls: last };
    const together = await this.run(calls);
    if (together === 0 || together === 'timeout') return { verdict: 0, calls: last };
    let [low, high] = [0, calls.length - 1]; // a run from `low` dies, one from `high` does not
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const verdict = await this.run(calls.slice(middle));
      if (verdict === 0) high = middle;
      else low = middle;
    }
    const first = calls.slice(low, low + 1);
    const single = await this.run(first);
    return single === 0 ? { verdict: together, calls: calls.slice(low) } : { verdict: single, calls: first };
  }

  end(): void {
    this.#process?.stdin?.end();
  }
}
