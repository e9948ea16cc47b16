// Python's math to the last bit, which JavaScript's Math is not.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { math, torch } from '../src/index.ts';

const functions = [
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atanh',
  'cbrt',
  'cos',
  'cosh',
  'erf',
  'erfc',
  'exp',
  'exp2',
];
functions.push('expm1', 'log', 'log10', 'log1p', 'log2', 'sin', 'sinh', 'sqrt', 'tan', 'tanh');
const pairs = ['atan2', 'fmod', 'log', 'pow'];
const edges = [
  '0.0',
  '-0.0',
  '1.0',
  '-1.0',
  '1e-310',
  '1e300',
  '-1e300',
  '710.0',
  'math.inf',
  '-math.inf',
  'math.nan',
];

const script = `
import json, math, random
random.seed(3)
def said(f, *args):
    try:
        r = f(*args)
        return r if math.isfinite(r) else str(r)
    except (ValueError, OverflowError, ZeroDivisionError) as e:
        return [type(e).__name__, str(e)]
values = [${edges.join(', ')}] + [random.uniform(-1, 1) for _ in range(150)] + [random.uniform(-30, 30) for _ in range(150)]
twos = [(a, b) for a in values[:11] for b in values[:11]] + [(random.uniform(0, 2), random.uniform(-40, 40)) for _ in range(400)]
plain = lambda v: v if math.isfinite(v) else str(v)
print(json.dumps({
    'values': [plain(v) for v in values], 'twos': [[plain(a), plain(b)] for a, b in twos],
    'one': {n: [said(getattr(math, n), v) for v in values] for n in ${JSON.stringify(functions)} if hasattr(math, n)},
    'two': {n: [said(getattr(math, n), a, b) for a, b in twos] for n in ${JSON.stringify(pairs)}},
    'rest': [math.degrees(1.3), math.radians(77), math.pi, math.e, math.tau, math.prod([2, 3, 4.5]), math.gcd(12, -18, 30), math.gcd()],
}))`;
const python = fileURLToPath(new URL('../.venv/bin/python', import.meta.url));
const expected = JSON.parse(execFileSync(python, ['-c', script], { encoding: 'utf8' }));

const texts: Record<string, number> = { inf: math.inf, '-inf': -math.inf, nan: math.nan };
const number = (value: number | string): number =>
  typeof value === 'string' ? (texts[value] as number) : value;
function said(f: (...args: number[]) => number, ...args: number[]): unknown {
  try {
    const result = f(...args);
    if (Number.isFinite(result)) return result;
    return Object.keys(texts).find((text) => Object.is(texts[text], result));
  } catch (error) {
    return [(error as Error).name, (error as Error).message];
  }
}
/** Messages are Python's own and change with its version: which kind of error counts. */
const kinds = (list: unknown[]) => list.map((each) => (Array.isArray(each) ? each[0] : each));

describe('math', () => {
  test.each(functions)('%s', (name) => {
    const wanted = expected.one[name];
    if (wanted === undefined) return expect(['cbrt', 'exp2']).toContain(name); // Python 3.11 has them
    const f = math[name as 'cos'];
    const got = expected.values.map((value: number | string) => said(f, number(value)));
    expect(kinds(got)).toEqual(kinds(wanted));
  });

  test.each(pairs)('%s of two', (name) => {
    const f = math[name as 'pow'];
    const got = expected.twos.map(([a, b]: [number, number]) => said(f, number(a), number(b)));
    expect(kinds(got)).toEqual(kinds(expected.two[name]));
  });

  test('what else there is', () => {
    const { degrees, radians, pi, e, tau, prod, gcd } = math;
    expect([degrees(1.3), radians(77), pi, e, tau, prod([2, 3, 4.5]), gcd(12, -18, 30), gcd()]).toEqual(
      expected.rest,
    );
    expect(prod(torch.zeros(3, 4, 5).shape)).toBe(60);
    expect([math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.fabs(-2)]).toEqual([-2, 2, -1, 2]);
    expect([math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1)]).toEqual([true, true, true]);
    expect([
      math.isclose(1, 1 + 1e-10),
      math.isclose(1, 1.1),
      math.isclose(0, 1e-5, { abs_tol: 1e-4 }),
    ]).toEqual([true, false, true]);
    expect(math.isclose(math.inf, 1)).toBe(false);
  });

  test('takes tensors of one value, and refuses what is no number', () => {
    expect(math.exp(torch.tensor([2, 2]).sum())).toBe(math.exp(4));
    expect(math.sqrt(torch.tensor(9n))).toBe(3);
    expect(() => math.cos('1' as any)).toThrow('must be real number, not string');
    expect(() => math.cos(null as any)).toThrow('must be real number, not null');
    expect(() => math.exp(1000)).toThrow('math range error');
    expect(() => math.log(0)).toThrow('math domain error');
  });
});
