import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Sides } from './measure.ts';
import type { Options, Section } from './options.ts';
import { type About, Side } from './side.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

function build(program: string, args: string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')} failed`, { cause: error });
}

/** The two languages' programs, and what both run with. */
export class Programs {
  readonly #commands: Sides<(name: string) => [string, ...string[]]>;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the LibTorch that the addon was built against. */
  readonly libtorch: string;

  /** `folder` is for the files that the cases write. */
  constructor({ python, clock, device }: Pick<Options, 'python' | 'clock' | 'device'>, folder: string) {
    const addon = process.env.TYPETORCH_ADDON ?? path('../build/Release/typetorch.node');
    const stampFile = addon.replace(/\.node$/, '.json');
    if (!existsSync(stampFile)) throw new Error(`${stampFile} is missing; npm run setup builds the addon`);
    const stamp: { libtorch: string; python: string | null } = JSON.parse(readFileSync(stampFile, 'utf8'));
    const interpreter = python ?? stamp.python;
    if (!interpreter) {
      throw new Error(
        `the LibTorch in use (${stamp.libtorch}) comes without Python; name a Python that has PyTorch with --python`,
      );
    }
    this.libtorch = stamp.libtorch;
    this.#commands = {
      typescript: (name) => [process.execPath, path(`../build/bench/bench/${name}.js`)],
      python: (name) => [interpreter, path(`${name}.py`)],
    };
    const threads = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    this.env = {
      ...process.env,
      ...threads,
      TYPETORCH_ADDON: addon,
      BENCH_FOLDER: folder,
      BENCH_CLOCK: clock,
      BENCH_DEVICE: device,
    };
  }

  /** How to run a program of one side. */
  command(side: keyof Sides<unknown>, program: string): [string, ...string[]] {
    return this.#commands[side](program);
  }

  /** Builds what this section alone runs. */
  prepare(section: Section): void {
    if (section === 'startup') build(process.execPath, [path('../scripts/build.mjs')]);
    if (section === 'native') build('cmake', ['--build', path('../build'), '--target', 'bench_operators']);
  }

  side(name: keyof Sides<unknown>): Side {
    return new Side(name, this.#commands[name]('worker'), this.env);
  }

  /** The operators in bare C++. */
  native(): Side {
    return new Side('C++', [path('../build/bench_operators')], this.env);
  }

  /** Seconds from the start of a fresh process to the value of its first tensor. */
  startup(name: keyof Sides<unknown>): Promise<number> {
    const [program, ...args] =
      name === 'typescript' ? [process.execPath, path('startup.mjs')] : this.#commands.python('startup');
    const begin = performance.now();
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: this.env });
      let seconds = 0;
      child.stdout.once('data', () => {
        seconds = (performance.now() - begin) / 1000;
      });
      child.on('error', reject);
      // The next process starts only when this one is gone.
      child.on('close', (code) => {
        if (code === 0 && seconds > 0) resolve(seconds);
        else reject(new Error(`${[program, ...args].join(' ')} ended with exit code ${code}`));
      });
    });
  }
}

/** Throws unless both sides would do the same. */
export function checkComparable({ typescript, python }: Sides<About>): void {
  for (const what of ['torch', 'threads', 'cases'] as const) {
    const [ours, theirs] = [JSON.stringify(typescript[what]), JSON.stringify(python[what])];
    if (ours !== theirs) throw new Error(`the sides differ in ${what}: TypeScript ${ours}, Python ${theirs}`);
  }
}
