import { describe, expect, test } from 'vitest';
import { Batcher, type Runner } from '../../examples/server/batcher.ts';

/** Notes its batches and answers when told. */
class Manual implements Runner<number, number> {
  readonly batches: number[][] = [];
  #settle: ((error?: Error) => void) | undefined;

  run(items: readonly number[]): Promise<number[]> {
    this.batches.push([...items]);
    return new Promise((resolve, reject) => {
      this.#settle = (error) => (error ? reject(error) : resolve(items.map((x) => 10 * x)));
    });
  }
  settle(error?: Error): void {
    this.#settle?.(error);
  }
}

const never = () => new AbortController().signal;
const pause = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a batcher', () => {
  test('sends a full batch at once, and collects the next while the runner is busy', async () => {
    const sizes: number[] = [];
    const batcher = new Batcher<number, number>({ size: 3, wait: 60_000 }, (size) => sizes.push(size));
    const runner = new Manual();
    batcher.add(runner);
    const results = [1, 2, 3, 4, 5, 6, 7].map((x) => batcher.submit(x, never()));
    expect(runner.batches).toEqual([[1, 2, 3]]);
    expect(batcher.waiting).toBe(4);
    runner.settle();
    expect(await Promise.all(results.slice(0, 3))).toEqual([10, 20, 30]);
    await pause();
    expect(runner.batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(sizes).toEqual([3, 3]);
    expect(batcher.waiting).toBe(1);
  });

  test('sends what there is when the oldest has waited long enough', async () => {
    const batcher = new Batcher<number, number>({ size: 8, wait: 30 });
    const runner = new Manual();
    batcher.add(runner);
    void batcher.submit(1, never());
    await pause(10);
    void batcher.submit(2, never());
    expect(runner.batches).toEqual([]);
    await pause(60);
    expect(runner.batches).toEqual([[1, 2]]);
  });

  test('shares batches among its runners', () => {
    const batcher = new Batcher<number, number>({ size: 2, wait: 0 });
    const runners = [new Manual(), new Manual()];
    for (const runner of runners) batcher.add(runner);
    for (const x of [1, 2, 3, 4]) void batcher.submit(x, never());
    expect(runners.map(({ batches }) => batches.flat().length)).not.toContain(0);
  });

  test('drops what is aborted before a runner took it, and no more', async () => {
    const batcher = new Batcher<number, number>({ size: 2, wait: 60_000 });
    const runner = new Manual();
    const gone = new AbortController();
    const lost = batcher.submit(1, gone.signal);
    const kept = [batcher.submit(2, never()), batcher.submit(3, never())];
    gone.abort(new Error('gone'));
    await expect(lost).rejects.toThrow('gone');
    await expect(batcher.submit(4, gone.signal)).rejects.toThrow('gone');
    batcher.add(runner);
    expect(runner.batches).toEqual([[2, 3]]);
    runner.settle();
    expect(await Promise.all(kept)).toEqual([20, 30]);
  });

  test('rejects the batch of a runner that is lost, and gives the rest to another', async () => {
    const batcher = new Batcher<number, number>({ size: 2, wait: 0 });
    const [broken, sound] = [new Manual(), new Manual()];
    const results = [1, 2, 3, 4].map((x) => batcher.submit(x, never()));
    batcher.add(broken);
    const failed = Promise.allSettled(results.slice(0, 2));
    broken.settle(new Error('the thread ended'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(batcher.waiting).toBe(2);
    batcher.add(sound);
    sound.settle();
    expect(await Promise.all(results.slice(2))).toEqual([30, 40]);
    expect(broken.batches).toEqual([[1, 2]]);
  });
});
