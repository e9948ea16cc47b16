import { describe, expect, test } from 'vitest';
import { fixed, floatRepr, scientific, tupleStr } from '../src/_python_str.ts';

// What Python 3.11 gives for the same numbers.
describe('numbers as Python prints them', () => {
  test.each([
    [0.5, 0, '0'],
    [1.5, 0, '2'],
    [2.5, 0, '2'],
    [-0.5, 0, '-0'],
    [-0, 2, '-0.00'],
    [0.03125, 4, '0.0312'],
    [0.09375, 4, '0.0938'],
    [0.15, 1, '0.1'],
    [1e21, 2, '1000000000000000000000.00'],
    [-1e22, 0, '-10000000000000000000000'],
    [5e-324, 3, '0.000'],
    [Number.NaN, 2, 'nan'],
    [Number.NEGATIVE_INFINITY, 2, '-inf'],
  ])('fixed(%d, %d)', (value, digits, text) => {
    expect(fixed(value, digits)).toBe(text);
  });

  test.each([
    [1, 4, '1.0000e+00'],
    [-0, 1, '-0.0e+00'],
    [2.5, 0, '2e+00'],
    [25, 0, '2e+01'],
    [35, 0, '4e+01'],
    [99999.5, 4, '1.0000e+05'],
    [1.5e-100, 2, '1.50e-100'],
    [125000, 1, '1.2e+05'],
    [375000, 1, '3.8e+05'],
    [Number.POSITIVE_INFINITY, 2, 'inf'],
  ])('scientific(%d, %d)', (value, digits, text) => {
    expect(scientific(value, digits)).toBe(text);
  });

  test.each([
    [0.1, '0.1'],
    [1, '1.0'],
    [-0, '-0.0'],
    [1e-4, '0.0001'],
    [1e-5, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.2345e100, '1.2345e+100'],
    [Number.NaN, 'nan'],
  ])('floatRepr(%d)', (value, text) => {
    expect(floatRepr(value)).toBe(text);
  });

  test('tupleStr', () => {
    expect(tupleStr([])).toBe('()');
    expect(tupleStr([2])).toBe('(2,)');
    expect(tupleStr([2, 3])).toBe('(2, 3)');
  });
});
