// Running other programs, and telling the user what set-up does.
import { spawnSync } from 'node:child_process';

/** One progress line. */
export function say(line) {
  console.log(`[setup] ${line}`);
}

/** Runs a program with its output shown; throws when it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (result.error) throw new Error(`${program} cannot be run: ${result.error.message}`);
  if (result.status !== 0) {
    throw new Error(
      `'${program} ${args.join(' ')}' failed (${result.signal ?? `exit code ${result.status}`})`,
    );
  }
}

/** What a program prints on standard output, trimmed, or null when it cannot be run or fails. */
export function output(program, args, options = {}) {
  const result = spawnSync(program, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    ...options,
  });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** Runs a program with its output shown; returns its exit code. */
export function exitCode(program, args, options = {}) {
  return spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }).status ?? 1;
}

/** Runs a program with its progress shown and its complaints not; true when it succeeds. */
export function succeeds(program, args, options = {}) {
  return spawnSync(program, args, { stdio: ['ignore', 'inherit', 'ignore'], ...options }).status === 0;
}

/** Runs a script's body: its result is the exit code, its error one line without a stack. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(`[setup] ${error.message}`);
    process.exitCode = 1;
  }
}
