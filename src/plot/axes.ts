import type { EChartsOption, LineSeriesOption } from 'echarts';
import { z } from 'zod';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';

/** Where a panel lies in its figure, in pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const lineStyles = { '-': 'solid', '--': 'dashed', ':': 'dotted' } as const;
const cycle = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b', '#e377c2', '#7f7f7f'];
const ink = '#222';
const titleSize = 16;
const labelSize = 14;

const numbers = z.custom<Iterable<number>>(
  (value) => value !== null && typeof value === 'object' && Symbol.iterator in value,
  'must be a list of numbers',
);
const plotArgs = signature(
  'plot',
  ['x', numbers],
  ['y', numbers.optional()],
  ['color', z.string().optional()],
  ['label', z.string().optional()],
  ['linestyle', z.enum(['-', '--', ':']).default('-')],
  ['linewidth', z.number().positive().default(2)],
  ['marker', z.enum(['o', '']).default('')],
);

const legendArgs = signature('legend', [
  'loc',
  z.enum(['upper right', 'upper left', 'lower right', 'lower left']).default('upper right'),
]);

/** One panel of a figure: what was drawn into it, and its texts. */
export class Axes {
  readonly #lines: LineSeriesOption[] = [];
  #title = '';
  #xlabel = '';
  #ylabel = '';
  #legend: string | null = null;

  /** Draws a line: `plot(y)` over 0, 1, 2, ... or `plot(x, y)`. */
  plot(...args: Args<typeof plotArgs>): void {
    const given = plotArgs(args);
    const y = Array.from(given.y ?? given.x);
    const x = given.y ? Array.from(given.x) : Array.from(y.keys());
    if (x.length !== y.length) {
      throw new ValueError(
        `plot(): x and y must have the same length, but have ${x.length} and ${y.length} points`,
      );
    }
    const color = given.color ?? cycle[this.#lines.length % cycle.length];
    this.#lines.push({
      type: 'line',
      name: given.label,
      // The library leaves a gap at null, as a curve should have where a value is not finite.
      data: y.map((value, i) => [x[i] as number, Number.isFinite(value) ? value : null]),
      showSymbol: given.marker === 'o',
      symbol: 'circle',
      lineStyle: { color, width: given.linewidth, type: lineStyles[given.linestyle] },
      itemStyle: { color },
    });
  }

  set_title(text: string): void {
    this.#title = text;
  }

  set_xlabel(text: string): void {
    this.#xlabel = text;
  }

  set_ylabel(text: string): void {
    this.#ylabel = text;
  }

  /** Shows the labels of the lines drawn, in the corner `loc`. */
  legend(...args: Args<typeof legendArgs>): void {
    this.#legend = legendArgs(args).loc;
  }

  /** This panel as the `index`-th grid of a chart. */
  option(index: number, box: Box): EChartsOption {
    const inner = {
      left: box.left + 75,
      top: box.top + 45,
      width: box.width - 100,
      height: box.height - 105,
    };
    const axis = {
      type: 'value' as const,
      gridIndex: index,
      scale: true,
      nameLocation: 'middle' as const,
      nameTextStyle: { fontSize: labelSize, color: ink },
      axisLabel: { fontSize: 12, color: ink, formatter: String },
      axisLine: { show: true, onZero: false, lineStyle: { color: ink } },
      axisTick: { show: true },
      splitLine: { lineStyle: { color: '#e4e4e4' } },
    };
    return {
      grid: [{ ...inner, show: true, borderColor: ink }],
      xAxis: [{ ...axis, name: this.#xlabel, nameGap: 32, ...this.#xRange() }],
      yAxis: [{ ...axis, name: this.#ylabel, nameGap: 52 }],
      series: this.#lines.map((line) => ({ ...line, xAxisIndex: index, yAxisIndex: index })),
      title: [
        {
          text: this.#title,
          left: inner.left + inner.width / 2,
          top: box.top + 12,
          textAlign: 'center',
          textStyle: { fontSize: titleSize, fontWeight: 'normal', color: ink },
        },
      ],
      legend: this.#legend === null ? [] : [this.#legendOption(inner, this.#legend)],
    };
  }

  #legendOption(inner: Box, loc: string) {
    const names = this.#lines.flatMap((line) => (line.name === undefined ? [] : [String(line.name)]));
    return {
      data: names,
      orient: 'vertical' as const,
      left: inner.left + (loc.endsWith('right') ? inner.width - 10 - legendWidth(names) : 10),
      top: inner.top + (loc.startsWith('lower') ? inner.height - 20 - 22 * names.length : 10),
      backgroundColor: 'rgba(255,255,255,0.8)',
      borderColor: '#ccc',
      borderWidth: 1,
      borderRadius: 4,
      itemWidth: 28,
      itemStyle: { opacity: 0 },
      textStyle: { fontSize: 12, color: ink },
    };
  }

  // A curve over epochs begins at the frame: nice ends would leave room for epochs that were never run.
  #xRange() {
    const whole = this.#lines.every((line) =>
      (line.data as [number, number][]).every(([x]) => Number.isInteger(x)),
    );
    return { min: 'dataMin' as const, max: 'dataMax' as const, minInterval: whole ? 1 : 0 };
  }
}

// The chart is laid out without a canvas to measure text with; a CJK character is as wide as the font is high.
function legendWidth(names: string[]): number {
  const widths = names.map((name) => Array.from(name).reduce((sum, c) => sum + (c < '\u2e80' ? 7 : 12), 0));
  return 28 + 5 + 2 * 5 + Math.max(0, ...widths);
}
