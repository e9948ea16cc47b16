import type { Measured } from './measure.ts';

/** A Markdown table with its columns aligned, the first to the left and numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] as string).length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head, ...body] = rows;
  return [line(head as readonly string[]), line(rule), ...body.map(line)].join('\n');
}

export function duration(seconds: number): string {
  if (seconds < 1e-6) return `${(seconds * 1e9).toFixed(0)} ns`;
  if (seconds < 1e-3) return `${(seconds * 1e6).toPrecision(3)} µs`;
  if (seconds < 1) return `${(seconds * 1e3).toPrecision(3)} ms`;
  return `${seconds.toPrecision(3)} s`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

/** The cells of one measurement: both sides, the ratio, its spread. */
export function cells(measured: Measured | undefined, unit: (value: number) => string): string[] {
  if (measured === undefined) return ['', '', '', ''];
  const { typescript, python, ratio, p25, p75 } = measured;
  return [unit(typescript), unit(python), ratio.toFixed(2), `${p25.toFixed(2)}–${p75.toFixed(2)}`];
}
