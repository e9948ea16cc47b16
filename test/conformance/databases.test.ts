// `npm run conformance` with one sample of each kind; everything must pass.
import { describe, expect, it } from 'vitest';
import { torch } from '../../src/torch.ts';
import { python } from '../child.ts';
import { areas } from './areas.ts';
import type { Report } from './report.ts';

const request = { seed: 20, samples: 1, only: '', progress: () => {} };
const lines = ({ failures }: Report) => failures.map(({ what, reason }) => `${what}: ${reason}`).join('\n');

// The cases come from the Python that shares the addon's LibTorch.
const pinned = python !== null && torch.__version__.startsWith('2.13');
describe.runIf(pinned)("PyTorch's databases under another seed", () => {
  // Whole, so that nothing is passed over: about a minute of processor time.
  it.each([
    ['operators', 'ops', 12_000],
    ['optimizers and schedules', 'optim', 1_500],
  ] as const)(
    '%s',
    async (_, area, least) => {
      const reports = await areas[area](request);
      const total = Object.values(reports).reduce((sum, report) => sum + report.total, 0);
      expect(total).toBeGreaterThan(least);
      for (const report of Object.values(reports)) expect(lines(report)).toBe('');
    },
    900_000,
  );

  it('finds what is wrong', async () => {
    const before = torch.linalg.det;
    torch.linalg.det = ((x: never) => before(x).mul(2)) as never;
    try {
      const { operators } = await areas.ops({ ...request, only: 'linalg.det' });
      expect(operators?.failures.length).toBeGreaterThan(0);
    } finally {
      torch.linalg.det = before;
    }
  }, 120_000);
});
