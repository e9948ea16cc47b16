import { geometricMean, type Measured } from './measure.ts';
import type { Section } from './options.ts';
import { cells, duration, megabytes, table } from './table.ts';

export type Results = Map<string, Measured>;

const columns = ['TypeScript', 'Python', 'ratio', 'middle half'];

function plainTable(first: string, results: Results, unit: (value: number) => string): string {
  return table([
    [first, ...columns],
    ...[...results].map(([name, measured]) => [name, ...cells(measured, unit)]),
  ]);
}

const isGrad = (name: string) => name.endsWith(', grad');

/** One row an operator: without gradients on the left, with them on the right. */
function operatorTable(results: Results, other: string): string {
  const names = new Set([...results.keys()].map((name) => name.replace(/, grad$/, '')));
  const named = columns.map((column) => column.replace('Python', other));
  const rows = [...names].map((name) => [
    name,
    ...cells(results.get(name), duration),
    ...cells(results.get(`${name}, grad`), duration),
  ]);
  return table([
    ['operator', ...named, ...named.map((column) => column.replace('TypeScript', 'with grad: TypeScript'))],
    ...rows,
  ]);
}

/** Geometric means of the ratios and the largest of them. */
export function operatorSummary(results: Results) {
  const mean = (chosen: (name: string) => boolean) => {
    const ratios = [...results].filter(([name]) => chosen(name)).map(([, { ratio }]) => ratio);
    return ratios.length ? geometricMean(ratios) : null;
  };
  const above = [...results].filter(([, { ratio }]) => ratio > 1.15);
  return {
    without_grad: mean((name) => !isGrad(name)),
    with_grad: mean(isGrad),
    all: mean(() => true),
    above_1_15: above.map(([name, { ratio }]) => ({ name, ratio })),
  };
}

function operatorText(results: Results, other = 'Python'): string {
  const { without_grad, with_grad, all, above_1_15 } = operatorSummary(results);
  const text = (value: number | null) => value?.toFixed(2) ?? 'none';
  const above = above_1_15.map(({ name, ratio }) => `${name} (${ratio.toFixed(2)})`).join(', ');
  return [
    operatorTable(results, other),
    '',
    `Geometric mean of the ratios: ${text(all)}; without grad ${text(without_grad)}, with grad ${text(with_grad)}.`,
    `Above 1.15: ${above || 'none'}.`,
  ].join('\n');
}

const texts: Record<Section, (results: Results) => string> = {
  ops: (results) => `### Small operators\n\n${operatorText(results)}`,
  native: (results) => `### Small operators beside bare C++\n\n${operatorText(results, 'C++')}`,
  train: (results) => `### Training steps\n\n${plainTable('network and batch', results, duration)}`,
  infer: (results) => `### Evaluation\n\n${plainTable('network, batch and form', results, duration)}`,
  startup: (results) =>
    `### Start of the process to the first tensor\n\n${plainTable('', results, duration)}`,
  memory: (results) =>
    `### Peak memory of a training loop (RSS)\n\n${plainTable('network and batch', results, megabytes)}`,
  checkpoint: (results) => `### Checkpoints\n\n${plainTable('', results, duration)}`,
};

/** One section as Markdown. */
export function sectionText(section: Section, results: Results): string {
  return texts[section](results);
}
