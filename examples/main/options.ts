import { parseArgs } from 'node:util';
import { z } from 'zod';

/** The command line is wrong: the message says what to change. */
export class UsageError extends Error {}

const datasets = ['digits', 'mnist', 'fashion-mnist', 'kmnist'] as const;

export const help = `Trains the SVHN document's residual network and draws its curves.

Usage: npm start -- [options]

  --dataset NAME     ${datasets.join(', ')} (default: digits, which come with the repository)
  --root DIR         where the idx files of mnist, fashion-mnist or kmnist are
  --epochs N         passes over the training data (default: 12)
  --batch-size N     pictures a step (default: 64)
  --lr X             learning rate (default: 0.001)
  --samples N        train on the first N pictures only (default: all)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 1412)
  --out DIR          where the weights and the plot go (default: out/main)
  --help             this text
`;

const whole = (least: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= least && Number.isSafeInteger(n), `must be ${least} or more`);

const schema = z
  .object({
    dataset: z.enum(datasets, `must be one of ${datasets.join(', ')}`).default('digits'),
    root: z.string().min(1, 'must name a folder').optional(),
    epochs: whole(1).default(12),
    'batch-size': whole(2).default(64),
    lr: z.coerce.number('must be a number').positive('must be more than 0').default(0.001),
    samples: whole(2).optional(),
    device: z
      .string()
      .regex(/^(cpu|cuda(:\d+)?)$/, 'must be cpu, cuda or cuda:N')
      .optional(),
    seed: whole(0).default(1412),
    out: z.string().min(1, 'must name a folder').default('out/main'),
  })
  .refine(({ dataset, root }) => dataset === 'digits' || root !== undefined, {
    path: ['root'],
    message: 'must name the folder with the data set’s idx files',
  });

export type Options = z.output<typeof schema>;

/**
 * The options that a command line asks for; null when it asks for help.
 *
 * @throws UsageError naming the option that is wrong.
 */
export function readOptions(args: string[]): Options | null {
  const text = { type: 'string' } as const;
  const options = {
    ...Object.fromEntries(Object.keys(schema.shape).map((name) => [name, text])),
    help: { type: 'boolean', short: 'h' },
  } as const;
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]);
  }
  if (values.help) return null;
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  throw new UsageError(
    result.error.issues.map((issue) => `--${issue.path.join('.')} ${issue.message}`).join('\n'),
  );
}
