import { expect, test } from 'vitest';
import { geometricMean, quantile, summarise } from '../../bench/measure.ts';
import { readOptions, UsageError } from '../../bench/options.ts';
import { cells, duration, table } from '../../bench/table.ts';

test('a quantile lies between its neighbours by proportion', () => {
  expect(quantile([40, 10, 30, 20], 0.5)).toBe(25);
  expect(quantile([40, 10, 30, 20, 50], 0.25)).toBe(20);
  expect(quantile([7], 0.75)).toBe(7);
});

test('twice as slow and twice as fast make a geometric mean of 1', () => {
  expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
  expect(geometricMean([2, 8])).toBeCloseTo(4, 12);
});

test('a pair is compared before the median is taken, so that a slow spell of both sides cancels', () => {
  const pairs = [
    { typescript: 1, python: 2 },
    { typescript: 100, python: 200 },
    { typescript: 9, python: 10 },
  ];
  expect(summarise(pairs)).toEqual({ typescript: 9, python: 10, ratio: 0.5, p25: 0.5, p75: 0.7 });
});

test('tables are aligned Markdown', () => {
  const measured = { typescript: 1.5e-6, python: 0.75e-6, ratio: 2, p25: 1.987, p75: 2.5 };
  const rows = [
    ['operator', 'TypeScript', 'Python', 'ratio', 'middle half'],
    ['add', ...cells(measured, duration)],
  ];
  expect(table(rows)).toBe(
    [
      '| operator | TypeScript | Python | ratio | middle half |',
      '| -------- | ---------: | -----: | ----: | ----------: |',
      '| add      |    1.50 µs | 750 ns |  2.00 |   1.99–2.50 |',
    ].join('\n'),
  );
});

test('options have defaults, and a wrong one is named with what it may be', () => {
  expect(readOptions([])).toMatchObject({ rounds: 11, match: '', clock: 'wall' });
  expect(readOptions(['--only', 'ops,train', '--rounds', '3'])).toMatchObject({
    only: ['ops', 'train'],
    rounds: 3,
  });
  expect(readOptions(['--help'])).toBeNull();
  const message = (...args: string[]) => {
    try {
      readOptions(args);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return (error as Error).message;
    }
  };
  expect(message('--only', 'ops,trains')).toBe(
    '--only must be some of ops, native, train, infer, startup, memory, checkpoint',
  );
  expect(message('--rounds', '0')).toBe('--rounds must be a whole number from 1 to 9999');
  expect(message('--clock', 'sun')).toBe('--clock must be wall or cpu');
  expect(message('--round', '1')).toBe("Unknown option '--round'");
});
