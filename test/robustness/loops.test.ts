// Loops beside those of memory.test.ts that must stay bounded without dispose, await or scopes; bounds in megabytes.
import { describe, expect, it } from 'vitest';
import { compile, runChild } from './compiled.ts';

const dist = compile();

/** How far the memory of a process may rise while it runs a case; each makes gigabytes of garbage. */
const bounds = {
  numpy: 200,
  tolist: 200,
  from_numpy: 400,
  tensor: 250,
  checkpoint: 250,
  hooks: 500,
  hook_exceptions: 250,
  module_hooks: 500,
  exceptions: 200,
  views: 200,
  small: 150,
  indexing: 200,
  chain: 250,
  create_graph: 400,
  no_backward: 300,
  inference: 200,
  contexts: 400,
};

describe('memory rises by at most', () => {
  it.each(Object.entries(bounds).map(([name, bound]) => [bound, name] as const))(
    '%i MB in %s',
    (bound, name) => {
      const { status, stdout, stderr } = runChild('memory_cases.mjs', [dist, name]);
      expect(status, stderr).toBe(0);
      const { before, peak } = JSON.parse(stdout);
      expect(peak - before).toBeLessThan(bound);
    },
    120_000,
  );
});
