import { expect, test } from 'vitest';
import '../nn/pinned.ts';
import { LBFGS } from '../../src/optim/index.ts';
import { Parameter } from '../../src/tensor.ts';
import { decode, exact, expectEntry, expectSame, golden, options } from './golden.ts';

interface Case {
  options: Record<string, unknown>;
  losses: number[];
  returned: number[];
  last: string[];
  state: Record<string, unknown>;
}
const { float32 } = golden<Record<string, { params: string[] }>>('optim/inputs') as Record<
  'float32',
  { params: string[] }
>;
const cases = golden<Case[]>('optim/lbfgs');
const start = (i: number, shape: number[]) =>
  new Parameter(decode({ dtype: 'float32', shape, data: float32.params[i] as string }));

test.each(cases.map((case_) => [JSON.stringify(case_.options), case_] as const))(
  'LBFGS evaluates the same points as Python: %s',
  (_, case_) => {
    const [x, y] = [start(0, [5, 7]), start(1, [3])];
    const optimizer = LBFGS([x, y], options(case_.options) as any);
    const losses: number[] = [];
    const closure = () => {
      optimizer.zero_grad();
      const [left, right] = [x.narrow(1, 0, 6), x.narrow(1, 1, 6)];
      const valley = right.sub(left.pow(2)).pow(2).mul(100).add(left.neg().add(1).pow(2));
      const loss = valley.sum().add(y.sub(1).pow(4).sum());
      loss.backward();
      losses.push(loss.item());
      return loss;
    };
    const returned = [1, 2, 3].map(() => optimizer.step(closure).item());
    if (!exact) {
      // The search follows every last bit: elsewhere only its first points can be compared.
      for (const [i, loss] of case_.losses.slice(0, 4).entries()) {
        expect((losses[i] as number) / loss).toBeCloseTo(1, 3);
      }
      return;
    }
    expect(losses).toEqual(case_.losses);
    expect(returned).toEqual(case_.returned);
    expectSame(x, case_.last[0] as string, 'x');
    expectSame(y, case_.last[1] as string, 'y');
    const state = optimizer.state_dict().state.get(0) as Record<string, unknown>;
    expect(Object.keys(state).sort()).toEqual(Object.keys(case_.state).sort());
    for (const [key, value] of Object.entries(state)) expectEntry(value, case_.state[key], key);
  },
);

test('LBFGS says what it needs', () => {
  const params = () => [start(0, [5, 7])];
  expect(() => LBFGS([{ params: params() }, { params: params() }])).toThrow(
    "LBFGS doesn't support per-parameter options (parameter groups)",
  );
  expect(() => LBFGS(params()).step()).toThrow('LBFGS needs a closure that computes the loss');
  expect(() => LBFGS(params(), { line_search_fn: 'weak' as never })).toThrow(
    "only 'strong_wolfe' is supported",
  );
});
