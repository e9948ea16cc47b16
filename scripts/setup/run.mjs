// Running other programs, and telling the user what a script does.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

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

export const asksForHelp = (args) => args.includes('--help') || args.includes('-h');

/** What parseArgs reads of the command line, `help` besides; a wrong one ends the script with a line and exit code 2. */
export function readArgs(config = {}) {
  try {
    return parseArgs({ ...config, options: { ...config.options, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    const script = process.env.npm_lifecycle_event;
    console.error(
      `${error.message.split('. To specify')[0]}\nSee ${script ? `npm run ${script} -- ` : ''}--help`,
    );
    process.exit(2);
  }
}

/** The arguments of a script without options; where it is asked for help, it ends here. */
export function commandLine(help, config) {
  const { values, positionals } = readArgs(config);
  if (!values.help) return positionals;
  console.log(help);
  process.exit(0);
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
