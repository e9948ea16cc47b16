// Sobol sequences against Python's, bit for bit (scripts/golden/quasirandom.py).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { torch } from '../src/torch.ts';

const golden = JSON.parse(readFileSync(new URL('./golden/quasirandom.json', import.meta.url), 'utf8'));
const { SobolEngine } = torch.quasirandom;

type Step = ['draw', number, string] | ['base2' | 'forward', number] | ['reset'];
interface Case {
  dimension: number;
  scramble: boolean;
  seed: number | null;
  steps: Step[];
}

function run({ dimension, scramble, seed, steps }: Case) {
  torch.manual_seed(11);
  const engine = SobolEngine(dimension, { scramble, seed });
  const drawn: unknown[] = [];
  for (const [what, n, dtype] of steps) {
    if (what === 'draw') drawn.push(engine.draw(n, { dtype: (torch as any)[dtype as string] }).tolist());
    else if (what === 'base2') drawn.push(engine.draw_base2(n as number).tolist());
    else if (what === 'forward') engine.fast_forward(n as number);
    else engine.reset();
  }
  return { drawn, after: torch.rand(1, { dtype: torch.float64 }).item(), text: `${engine}` };
}

describe('torch.quasirandom.SobolEngine', () => {
  it.each(golden.cases as (Case & ReturnType<typeof run>)[])('$text', (given) => {
    const { drawn, after, text } = given;
    expect(run(given)).toEqual({ drawn, after, text });
  });

  it('has 21201 dimensions at most', () => {
    const { drawn } = run(golden.large) as { drawn: number[][][] };
    expect([drawn[0]?.[0]?.slice(-8)]).toEqual(golden.large.drawn);
    for (const wrong of [0, 21202, 1.5, -1]) {
      expect(() => SobolEngine(wrong)).toThrow(
        /^Supported range of dimensionality for SobolEngine is \[1, 21201\]/,
      );
    }
  });

  it('writes to out, and takes the default dtype', () => {
    const engine = new SobolEngine({ dimension: 2 });
    const out = torch.empty(0);
    expect(engine.draw({ n: 3, out })).toBe(out);
    expect(out.tolist()).toEqual([
      [0, 0],
      [0.5, 0.5],
      [0.75, 0.25],
    ]);
    expect([...engine.draw(0).shape]).toEqual([0, 2]);
  });

  it('refuses counts that make no sense', () => {
    const engine = SobolEngine(2);
    engine.draw(3);
    expect(() => engine.draw_base2(2)).toThrow(
      /require n to be a power of 2\. 3 points have been previously generated, then: n=3\+2\*\*2=7\./,
    );
    expect(() => engine.draw(-1)).toThrow(/n is a whole number from 0 on, got -1/);
    expect(() => engine.fast_forward(1.5)).toThrow(/n is a whole number from 0 on, got 1.5/);
    expect(() => (SobolEngine as any)(2, { scrambled: true })).toThrow(
      /unexpected keyword argument 'scrambled'; known: dimension, scramble, seed/,
    );
  });
});
