// What running an area of PyTorch's databases comes to.
export interface Line {
  /** What was run: operator, form, dtype. */
  what: string;
  reason: string;
}

export class Report {
  passed = 0;
  total = 0;
  readonly failures: Line[] = [];
  /** Cases that cannot be expressed, with the reason. */
  readonly excluded: Line[] = [];

  add(what: string, failure: string): void {
    this.total += 1;
    if (failure === '') this.passed += 1;
    else this.failures.push({ what, reason: failure });
  }

  leaveOut(what: string, reason: string): void {
    this.excluded.push({ what, reason });
  }
}

export interface Request {
  seed: number;
  /** Of each operator and dtype; 0 for all. */
  samples: number;
  /** A part of the names that are wanted. */
  only: string;
  progress: (done: number, total: number, what: string) => void;
}
/** Runs an area; its parts by name. */
export type Area = (request: Request) => Promise<Record<string, Report>>;
