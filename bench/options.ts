import { z } from 'zod';
import { read } from '../examples/cli.ts';

export { UsageError } from '../examples/cli.ts';

export const sections = ['ops', 'native', 'train', 'infer', 'startup', 'memory', 'checkpoint'] as const;
export type Section = (typeof sections)[number];

export const help = `Times typetorch against Python's PyTorch: the same work on the same LibTorch, one thread each, in turn.

Usage: npm run bench -- [options]

  --only NAMES     some of ${sections.join(', ')}, with commas between (default: all)
                   (native: the operators beside the same calls in bare C++)
  --match TEXT     only the cases whose name contains the text
  --rounds N       pairs of measurements of each case (default: 11; memory: a third of them)
  --clock NAME     wall, or cpu: the processor time of all threads, where other programs keep the machine busy
                   (default: wall; start-up always)
  --device NAME    cpu, or cuda: operators, training and memory on a GPU (default: cpu)
  --json FILE      writes the figures there as well
  --python PATH    Python with PyTorch (default: the one whose LibTorch the addon was built with)
  --require        with --device cuda: fail where there is no GPU (otherwise: say so, and succeed)
  --help           this text
`;

const names = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(sections, `must be some of ${sections.join(', ')}`)));

const schema = z.object({
  only: names.optional(),
  device: z.enum(['cpu', 'cuda'], 'must be cpu or cuda').default('cpu'),
  match: z.string().default(''),
  rounds: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a whole number from 1 to 9999')
    .transform(Number)
    .default(11),
  clock: z.enum(['wall', 'cpu'], 'must be wall or cpu').default('wall'),
  json: z.string().min(1, 'must name a file').optional(),
  python: z.string().min(1, 'must name a program').optional(),
});

export type Options = Omit<z.output<typeof schema>, 'only'> & { only: Section[] };

/** What says something about a device; the rest is the host's. */
const deviceSections: readonly Section[] = ['ops', 'train', 'memory'];

/**
 * The options that a command line asks for; null when it asks for help.
 *
 * @throws UsageError naming the option that is wrong.
 */
export function readOptions(args: string[]): Options | null {
  const options = read(schema, args);
  if (options === null) return null;
  return { ...options, only: options.only ?? [...(options.device === 'cpu' ? sections : deviceSections)] };
}
