/**
 * `npm run conformance`: PyTorch's own databases against typetorch. Python exports the cases of a seed, and each is run
 * here as soon as it is there.
 *
 *     npm run conformance                                 every area, 12 samples of each operator and dtype
 *     npm run conformance -- --seed 7 --area ops          other random numbers, other samples
 *     npm run conformance -- --samples all                every sample there is (half an hour)
 *     npm run conformance -- --area ops --only linalg     operators with this in their name
 *     npm run conformance -- --area ops --device cuda     the same values on a GPU, within wider bounds
 *     npm run conformance -- --json report.json           all failures and exclusions as data
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { z } from 'zod';
import { areas } from '../test/conformance/areas.ts';
import type { Area, Report } from '../test/conformance/report.ts';
import { onDevice } from '../test/conformance/values.ts';

const options = z
  .strictObject({
    seed: z.coerce.number().int().nonnegative().default(0),
    area: z.enum(Object.keys(areas) as [string, ...string[]]).optional(),
    samples: z.union([z.literal('all'), z.coerce.number().int().positive()]).default(12),
    only: z.string().default(''),
    json: z.string().optional(),
    /** Where tensors are put; Python's values are always those of the CPU. */
    device: z
      .string()
      .regex(/^(cpu|cuda(:\d+)?)$/)
      .default('cpu'),
    /** The share of cases that must pass. */
    'at-least': z.coerce.number().min(0).max(1).default(1),
    /** Failures to print of each area. */
    show: z.coerce.number().int().nonnegative().default(40),
  })
  .parse(
    parseArgs({
      options: {
        seed: { type: 'string' },
        area: { type: 'string' },
        samples: { type: 'string' },
        only: { type: 'string' },
        json: { type: 'string' },
        device: { type: 'string' },
        'at-least': { type: 'string' },
        show: { type: 'string' },
      },
    }).values,
  );

if (options.device !== 'cpu') {
  options.area ??= 'ops';
  if (options.area !== 'ops') {
    console.error('--device is for --area ops');
    process.exit(2);
  }
  onDevice(options.device);
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
