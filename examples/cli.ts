// What the examples' and scripts' command lines share: options checked by a schema, help, and errors that say what to change.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** The command line is wrong: the message says what to change. */
export class UsageError extends Error {}

export const whole = (least: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= least && Number.isSafeInteger(n), `must be ${least} or more`);
export const positive = z.coerce.number('must be a number').positive('must be more than 0');
export const folder = z.string().min(1, 'must name a folder');
export const device = z.string().regex(/^(cpu|cuda(:\d+)?)$/, 'must be cpu, cuda or cuda:N');
/** `--tiny`: no value. */
export const flag = z.boolean().default(false);

/** Runs an example with its command line (after `command`): prints the help, or calls `run`, or says what is wrong. */
export async function start<S extends z.ZodObject>(
  help: string,
  schema: S,
  run: (options: z.output<S>) => void | Promise<void>,
  command = '',
): Promise<void> {
  try {
    const options = read(schema, process.argv.slice(2));
    if (options === null) console.log(help);
    else await run(options);
  } catch (error) {
    process.exitCode = complain(error, command);
  }
}

/** The options of a script that has no function to call; where it is asked for help or wrongly called, it ends here. */
export function commandLine<S extends z.ZodObject>(help: string, schema: S, command: string): z.output<S> {
  try {
    const options = read(schema, process.argv.slice(2));
    if (options !== null) return options;
  } catch (error) {
    process.exit(complain(error, command));
  }
  console.log(help);
  process.exit(0);
}

/** Says what is wrong; returns the exit code. */
function complain(error: unknown, command: string): number {
  const wrong = error instanceof UsageError;
  if (wrong) console.error(`${error.message}\nSee ${command}--help`);
  else console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  return wrong ? 2 : 1;
}

/**
 * The options that a command line asks for; null when it asks for help.
 *
 * @throws UsageError naming the option that is wrong.
 */
export function read<S extends z.ZodObject>(schema: S, args: string[]): z.output<S> | null {
  const isFlag = (name: string) => schema.shape[name] === flag;
  const options = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, { type: isFlag(name) ? 'boolean' : 'string' } as const]),
  );
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } }));
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]);
  }
  if (values.help) return null;
  const result = schema.safeParse(values);
  if (result.success) return result.data as z.output<S>;
  throw new UsageError(
    result.error.issues.map((issue) => `--${issue.path[0] as string} ${issue.message}`).join('\n'),
  );
}

/** Calls `run` with a temporary folder, which is gone afterwards. */
export function inFolder(name: string, run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), `typetorch-${name}-`));
  try {
    run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
