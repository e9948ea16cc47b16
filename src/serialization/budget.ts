import { CheckpointError } from '../errors.ts';

/**
 * What reading one file may take of memory, beside the storages that lie in it as they are. A few bytes of a hostile file can ask for
 * thousands; each such request is charged here before it is met.
 */
export class Budget {
  private readonly limit: number;
  private readonly size: number;
  private used = 0;

  /** `limit` undefined is eight times the file's size and 48 MiB, which no file that a program wrote for use comes near. */
  constructor(size: number, limit: number | undefined) {
    this.size = size;
    this.limit = limit ?? 8 * size + 48 * 2 ** 20;
  }

  /** @throws CheckpointError once the sum is beyond the limit. */
  charge(bytes: number): void {
    this.used += bytes;
    if (this.used <= this.limit) return;
    throw new CheckpointError(
      `reading it would take more than ${this.limit} bytes of memory, out of a file of ${this.size}. ` +
        'If you trust the file, pass { max_memory: bytes }, or write it again without compression.',
    );
  }
}

/** What the functions of the allow-list may use. */
export interface LoadContext {
  readonly budget: Budget;
  /** Reads what has been put off: the elements of all storages are there afterwards. */
  flush(): void;
  /** Whether only sizes matter: the elements are not there yet, and what is made will be dropped. */
  readonly measuring: boolean;
}
