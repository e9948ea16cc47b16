import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { type Args, signature } from '../src/signature.ts';
import { thrown } from './nn/thrown.ts';

const linear = signature(
  'Linear',
  ['in_features', z.int().nonnegative()],
  ['out_features', z.int()],
  ['bias', z.boolean().default(true)],
  ['name', z.string().optional()],
);
const call = (...args: Args<typeof linear>) => linear(args);
const loose = (...args: any[]) => linear(args);

describe('signature', () => {
  const expected = { in_features: 3, out_features: 4, bias: false };

  it('takes positions, keywords, or both', () => {
    expect(call(3, 4, false)).toEqual(expected);
    expect(call(3, 4, { bias: false })).toEqual(expected);
    expect(call(3, { out_features: 4, bias: false })).toEqual(expected);
    expect(call({ in_features: 3, out_features: 4, bias: false })).toEqual(expected);
    expect(call(3, 4)).toEqual({ ...expected, bias: true });
    expect(call(3, 4, undefined, 'x')).toEqual({ ...expected, bias: true, name: 'x' });
  });

  it('knows the types of both', () => {
    expectTypeOf(call).toBeCallableWith(3, 4);
    expectTypeOf(call).toBeCallableWith(3, 4, true, 'name');
    expectTypeOf(call).toBeCallableWith(3, 4, { bias: true });
    expectTypeOf(call).toBeCallableWith({ in_features: 3, out_features: 4 });
    expectTypeOf(call(3, 4)).toEqualTypeOf<{
      in_features: number;
      out_features: number;
      bias: boolean;
      name: string | undefined;
    }>();
    // @ts-expect-error a required argument is missing
    expect(() => call(3)).toThrow();
    // @ts-expect-error a misspelt keyword
    expect(() => call(3, 4, { bais: true })).toThrow();
    // @ts-expect-error a string for a number
    expect(() => call('3', 4)).toThrow();
  });

  it.each([
    [
      [3, 4, { bais: true }],
      "Linear(): unexpected keyword argument 'bais'; known: in_features, out_features, bias, name",
    ],
    [
      [3, 4, { a: 1, b: 2 }],
      "Linear(): unexpected keyword arguments 'a', 'b'; known: in_features, out_features, bias, name",
    ],
    [[3], "Linear(): missing required argument 'out_features'"],
    [[], "Linear(): missing required arguments 'in_features', 'out_features'"],
    [
      [3, 4, true, 'x', 5],
      'Linear() takes at most 4 arguments (in_features, out_features, bias, name), got 5',
    ],
    [[3, 4, { in_features: 3 }], "Linear() got multiple values for argument 'in_features'"],
    [[-1, 4], "Linear(): argument 'in_features': Too small: expected number to be >=0, got -1"],
    [[3, '4'], "Linear(): argument 'out_features': Invalid input: expected number, got '4'"],
    [[3, null], "Linear(): argument 'out_features': Invalid input: expected number, got null"],
    [
      [3, 1.5, 'no'],
      "Linear(): argument 'out_features': Invalid input: expected int, got 1.5; argument 'bias': Invalid input: expected boolean, got 'no'",
    ],
  ])('refuses %j, saying what it expects', (args, message) => {
    expect(thrown(() => loose(...args))).toEqual({ type: 'TypeError', message });
  });

  it('names the place of a wrong value inside a list', () => {
    const sizes = signature('f', ['size', z.array(z.int())]);
    expect(() => sizes([[1, 'x']])).toThrow(
      "f(): argument 'size.1': Invalid input: expected number, got 'x'",
    );
  });

  it('takes an object as the value of an argument that wants one', () => {
    const f = signature('f', ['table', z.record(z.string(), z.number())], ['scale', z.number().default(1)]);
    expect(f([{ a: 1, b: 2 }])).toEqual({ table: { a: 1, b: 2 }, scale: 1 });
    expect(f([{ a: 1 }, 3])).toEqual({ table: { a: 1 }, scale: 3 });
    expect(f([{ a: 1 }, { scale: 3 }])).toEqual({ table: { a: 1 }, scale: 3 });
    expect(f([{ table: { a: 1 }, scale: 2 }])).toEqual({ table: { a: 1 }, scale: 2 });
  });

  it('keeps null and undefined apart', () => {
    const f = signature('f', ['x', z.number().nullable().default(7)]);
    expect(f([null])).toEqual({ x: null });
    expect(f([undefined])).toEqual({ x: 7 });
    expect(f([])).toEqual({ x: 7 });
  });
});
