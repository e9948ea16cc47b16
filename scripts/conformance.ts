// `npm run conformance`: PyTorch's own databases against typetorch. Python exports the cases of a seed, and each is run here
// as soon as it is there.
import { writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { z } from 'zod';
import { commandLine, device, whole } from '../examples/cli.ts';
import type { Area, Report } from '../test/conformance/report.ts';

const names = ['ops', 'modules', 'optim'] as const;
const help = `Runs the cases of PyTorch's own databases in Python and here, and compares.

Usage: npm run conformance -- [options]

  --seed N          seed of the random numbers and of the choice of samples (default: 0)
  --area NAME       one of ${names.join(', ')} (default: all)
  --samples N       samples of each operator and dtype, or all, which takes half an hour (default: 12)
  --only TEXT       only what has this in its name; for --area ops a list with commas between as well
  --device NAME     where tensors are put, within wider bounds on a GPU; Python's values are always those of the CPU. Other
                    devices than the CPU are for --area ops (default: cpu)
  --at-least X      the share of cases that must pass, from 0 to 1 (default: 1)
  --show N          kinds of failure to print of each area (default: 40)
  --json FILE       writes all failures and exclusions there as data
  --help            this text
`;

const schema = z
  .object({
    seed: whole(0).default(0),
    area: z.enum(names, `must be one of ${names.join(', ')}`).optional(),
    samples: z.union([z.literal('all'), whole(1)], 'must be all, or a whole number from 1').default(12),
    only: z.string().default(''),
    json: z.string().min(1, 'must name a file').optional(),
    device: device.default('cpu'),
    'at-least': z.coerce
      .number('must be a number')
      .min(0, 'must be 0 or more')
      .max(1, 'must be 1 or less')
      .default(1),
    show: whole(0).default(40),
  })
  .refine(({ device, area }) => device === 'cpu' || area === undefined || area === 'ops', {
    path: ['device'],
    message: 'is for --area ops',
  });
const options = commandLine(help, schema, 'npm run conformance -- ');
// Loaded when the options are right: a wrong one is told at once.
const areas: Record<(typeof names)[number], Area> = (await import('../test/conformance/areas.ts')).areas;
if (options.device !== 'cpu') {
  options.area = 'ops';
  (await import('../test/conformance/values.ts')).onDevice(options.device);
}

const percent = (part: number, whole: number) =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;

/** The same reason for many cases is one line. */
function grouped(list: readonly { what: string; reason: string }[]): string[] {
  const counts = new Map<string, number>();
  for (const { what, reason } of list) {
    const line = `${what}: ${reason.length > 300 ? `${reason.slice(0, 300)}...` : reason}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([line, count]) => `${count} x ${line}`);
}

function print(name: string, { passed, total, failures, excluded }: Report): void {
  console.log(`\n${name}: ${passed}/${total} (${percent(passed, total)}), ${excluded.length} cases left out`);
  const lines = grouped(failures);
  for (const line of lines.slice(0, options.show)) console.log(`  FAILED ${line}`);
  if (lines.length > options.show)
    console.log(`  ... and ${lines.length - options.show} more kinds of failure (--show)`);
  const left = grouped(excluded.map(({ what, reason }) => ({ what: reason, reason: what })));
  for (const line of left.slice(0, options.show)) console.log(`  left out: ${line}`);
  if (left.length > options.show) console.log(`  ... and ${left.length - options.show} more (--show)`);
}

const bar = new SingleBar({ format: '{area} {bar} {value}/{total} {what}', clearOnComplete: true });
const reports: Record<string, Report> = {};
for (const [name, area] of Object.entries(areas) as [string, Area][]) {
  if (options.area !== undefined && options.area !== name) continue;
  bar.start(1, 0, { area: name, what: '' });
  const found = await area({
    seed: options.seed,
    samples: options.samples === 'all' ? 0 : options.samples,
    only: options.only,
    progress: (done, total, what) => {
      bar.setTotal(total);
      bar.update(done, { what });
    },
  });
  bar.stop();
  for (const [part, report] of Object.entries(found)) {
    reports[part] = report;
    print(part, report);
  }
}
console.log(`\nseed ${options.seed}, LibTorch and Python PyTorch of the same version`);
for (const [name, { passed, total }] of Object.entries(reports)) {
  console.log(`  ${name.padEnd(16)} ${`${passed}/${total}`.padStart(16)}  ${percent(passed, total)}`);
}
if (options.json) writeFileSync(options.json, JSON.stringify(reports, null, 1));
const total = Object.values(reports).reduce((sum, report) => sum + report.total, 0);
const failed = Object.values(reports).reduce((sum, report) => sum + report.failures.length, 0);
process.exitCode = failed > total * (1 - options['at-least']) ? 1 : 0;
