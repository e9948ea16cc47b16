import '../nn/pinned.ts';
import { describe, expect, it } from 'vitest';
import { chosenCases, excludedModules, type ModuleCase, runModules } from './modules.ts';

const cases = chosenCases();
const byModule = new Map<string, ModuleCase[]>();
for (const one of cases) byModule.set(one.module, [...(byModule.get(one.module) ?? []), one]);

describe("PyTorch's module samples", () => {
  it.each([...byModule.keys()])('%s', (module) => {
    const failures = runModules(byModule.get(module)).filter(({ error }) => error !== undefined);
    expect(failures.map(({ name, error }) => `${name}: ${error}`)).toEqual([]);
  });

  it('leave out few', () => {
    expect(byModule.size).toBe(114);
    expect(excludedModules(cases).length).toBeLessThan(15);
  });

  it('notice a difference', () => {
    const [one] = byModule.get('Linear') as [ModuleCase];
    const wrong = { ...one, state: { ...one.state, weight: 'float32 [8, 10] 0000000000000000' } };
    const output = one.outputs?.[0];
    const other = { ...one, outputs: [output && { ...output, data: output.data.replace(/^..../, 'AAAA') }] };
    const [a, b] = runModules([wrong, other] as ModuleCase[]);
    expect(a?.error).toContain('state_dict');
    expect(b?.error).toContain('output 0');
  });
});
