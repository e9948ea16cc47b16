import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** What a side says of itself. */
export interface About {
  language: string;
  torch: string;
  threads: number;
  /** Names by section. */
  cases: Record<string, string[]>;
  /** Only Python says where its LibTorch is. */
  libtorch?: string;
}

/** One of the two programs that are compared: a process of its own, which is asked with a line and answers with one. */
export class Side {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  #waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | null = null;
  #end: Error | null = null;

  constructor(name: string, [program, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv) {
    this.name = name;
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.#lines = createInterface({ input: this.#child.stdout as NodeJS.ReadableStream });
    this.#lines.on('line', (line) => {
      this.#waiting?.resolve(line);
      this.#waiting = null;
    });
    this.#child.on('error', (error) => this.#fail(`cannot be run: ${error.message}`));
    this.#child.on('exit', (code, signal) => this.#fail(`ended early (${signal ?? `exit code ${code}`})`));
    // A process that is gone cannot be written to; 'exit' tells why.
    this.#child.stdin?.on('error', () => {});
  }

  #fail(what: string): void {
    this.#end ??= new Error(`the ${this.name} side ${what}`);
    this.#waiting?.reject(this.#end);
    this.#waiting = null;
  }

  async #ask(request: Record<string, unknown>): Promise<any> {
    const line = await new Promise<string>((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      this.#waiting = { resolve, reject };
      this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    });
    const { answer, error } = JSON.parse(line);
    if (error) throw new Error(`the ${this.name} side, asked for ${JSON.stringify(request)}: ${error}`);
    return answer;
  }

  about(): Promise<About> {
    return this.#ask({ command: 'about' });
  }
  /** The cases that a side of operators alone has. */
  names(): Promise<string[]> {
    return this.#ask({ command: 'names' });
  }
  /** What the case computes on fresh inputs. */
  check(name: string): Promise<unknown> {
    return this.#ask({ command: 'check', case: name });
  }
  /** Seconds that `times` repetitions took. */
  run(name: string, times: number): Promise<number> {
    return this.#ask({ command: 'run', case: name, times });
  }
  /** The most memory that the process has had so far, in bytes. */
  peak(): Promise<number> {
    return this.#ask({ command: 'peak' });
  }

  stop(): void {
    this.#child.removeAllListeners();
    this.#lines.close();
    this.#child.kill();
  }
}
