import type { CustomSeriesOption, EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts';
import { z } from 'zod';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import { type ColorMap, colorAt, colorMaps, dataUrl, type Picture, pictureOf } from './image.ts';

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

const letters: Record<string, string> = {
  b: '#1f77b4',
  g: 'green',
  r: 'red',
  c: 'cyan',
  m: 'magenta',
  y: 'yellow',
  k: 'black',
  w: 'white',
};
const color = z.string().optional();
const imshowArgs = signature(
  'imshow',
  ['X', z.custom<unknown>((value) => typeof value === 'object' && value !== null, 'must be an image')],
  ['cmap', z.enum(colorMaps).default('viridis')],
  ['vmin', z.number().nullish()],
  ['vmax', z.number().nullish()],
);
const heatmapArgs = signature(
  'heatmap',
  ['data', z.custom<unknown>((value) => typeof value === 'object' && value !== null, 'must be a matrix')],
  ['annot', z.boolean().default(true)],
  ['cmap', z.enum(colorMaps).default('Blues')],
  ['xticklabels', z.array(z.string()).optional()],
  ['yticklabels', z.array(z.string()).optional()],
  ['fmt', z.enum(['d', '.1f', '.2f']).default('d')],
);
const histArgs = signature(
  'hist',
  ['x', numbers],
  ['bins', z.int().positive().default(10)],
  ['color', color],
  ['label', color],
);
const barArgs = signature(
  'bar',
  [
    'x',
    z.custom<Iterable<number | string>>(
      (value) => typeof value === 'object' && value !== null && Symbol.iterator in value,
    ),
  ],
  ['height', numbers],
  ['width', z.number().positive().default(0.8)],
  ['color', color],
  ['label', color],
);
const scatterArgs = signature(
  'scatter',
  ['x', numbers],
  ['y', numbers],
  ['s', z.number().positive().default(7)],
  ['color', color],
  ['label', color],
);

/** matplotlib's short form: a colour's letter, a line, a marker, as in 'r--' and 'bo'. */
const shortForm = /^([bgrcmykw])?(--|-|:)?(o)?$/;

const legendArgs = signature('legend', [
  'loc',
  z.enum(['best', 'upper right', 'upper left', 'lower right', 'lower left']).default('best'),
]);

/** One panel of a figure: what was drawn into it, and its texts. */
export class Axes {
  private readonly _lines: (LineSeriesOption | ScatterSeriesOption)[] = [];
  /** Rectangles from the axis upwards: [left, right, height]. */
  private readonly _bars: { rows: [number, number, number][]; color: string; name: string | undefined }[] =
    [];
  private _picture: { picture: Picture; texts: string[][] | null; cmap: ColorMap } | null = null;
  private _xticks: readonly string[] | null = null;
  private _yticks: readonly string[] | null = null;
  private _off = false;
  private _title = '';
  private _xlabel = '';
  private _ylabel = '';
  private _legend: string | null = null;

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
    const short = given.color === undefined ? null : shortForm.exec(given.color);
    const color = this._color(short ? (short[1] ?? undefined) : given.color);
    const linestyle = short?.[2] ?? given.linestyle;
    this._lines.push({
      type: 'line',
      name: given.label,
      // The library leaves a gap at null, as a curve should have where a value is not finite.
      data: y.map((value, i) => [x[i] as number, Number.isFinite(value) ? value : null]),
      showSymbol: given.marker === 'o' || short?.[3] === 'o',
      symbol: 'circle',
      lineStyle: {
        color,
        width: short?.[3] && !short[2] ? 0 : given.linewidth,
        type: lineStyles[linestyle as keyof typeof lineStyles],
      },
      itemStyle: { color },
    });
  }

  private _color(given: string | undefined): string {
    const next = cycle[(this._lines.length + this._bars.length) % cycle.length] as string;
    return given === undefined ? next : (letters[given] ?? given);
  }

  /** Draws points. */
  scatter(...args: Args<typeof scatterArgs>): void {
    const given = scatterArgs(args);
    const [x, y] = [Array.from(given.x), Array.from(given.y)];
    if (x.length !== y.length)
      throw new ValueError(`scatter(): ${x.length} and ${y.length} values do not fit`);
    const itemStyle = { color: this._color(given.color) };
    const data = x.map((value, i) => [value, y[i] as number]);
    this._lines.push({ type: 'scatter', name: given.label, data, symbolSize: given.s, itemStyle });
  }

  /** Draws how many values lie in each of `bins` equal parts of their range; returns the counts and the edges. */
  hist(...args: Args<typeof histArgs>): { counts: number[]; edges: number[] } {
    const given = histArgs(args);
    const values = Array.from(given.x, Number).filter(Number.isFinite);
    let low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    let high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (values.length === 0) [low, high] = [0, 1];
    if (low === high) [low, high] = [low - 0.5, high + 0.5];
    const step = (high - low) / given.bins;
    const edges = Array.from({ length: given.bins + 1 }, (_, i) => low + i * step);
    const counts = new Array<number>(given.bins).fill(0);
    for (const value of values) {
      const at = Math.min(Math.floor((value - low) / step), given.bins - 1);
      counts[at] = (counts[at] as number) + 1;
    }
    const rows = counts.map((n, i): [number, number, number] => [
      edges[i] as number,
      edges[i + 1] as number,
      n,
    ]);
    this._bars.push({ rows, color: this._color(given.color), name: given.label });
    return { counts, edges };
  }

  /** Draws a bar at every place of `x`: numbers, or names in their order. */
  bar(...args: Args<typeof barArgs>): void {
    const given = barArgs(args);
    const [x, heights] = [Array.from(given.x), Array.from(given.height)];
    if (x.length !== heights.length)
      throw new ValueError(`bar(): ${x.length} places and ${heights.length} heights`);
    if (x.some((place) => typeof place === 'string')) this._xticks = x.map(String);
    const rows = x.map((place, i): [number, number, number] => {
      const middle = typeof place === 'number' ? place : i;
      return [middle - given.width / 2, middle + given.width / 2, heights[i] as number];
    });
    this._bars.push({ rows, color: this._color(given.color), name: given.label });
  }

  /**
   * Shows an image, its first row on top: (H, W, 3) or (H, W, 4), 0 to 1 or uint8; (H, W) values go through `cmap`
   * ('viridis', 'gray', 'Blues') from `vmin` to `vmax`.
   */
  imshow(...args: Args<typeof imshowArgs>): void {
    const { X, cmap, vmin = null, vmax = null } = imshowArgs(args);
    this._picture = { picture: pictureOf(X, { cmap, vmin, vmax }), texts: null, cmap };
  }

  /** Shows a matrix in colours, with its values in the cells: a confusion matrix with the classes' names as ticks. */
  heatmap(...args: Args<typeof heatmapArgs>): void {
    const given = heatmapArgs(args);
    const picture = pictureOf(given.data, { cmap: given.cmap, vmin: null, vmax: null });
    if (picture.values === null) throw new ValueError('heatmap(): the data are (H, W) values');
    const text = (value: number) => (given.fmt === 'd' ? String(value) : value.toFixed(Number(given.fmt[1])));
    const texts = given.annot ? picture.values.map((row) => row.map(text)) : null;
    this._picture = { picture, texts, cmap: given.cmap };
    this._xticks = given.xticklabels ?? this._xticks;
    this._yticks = given.yticklabels ?? this._yticks;
  }

  set_xticklabels(labels: readonly string[]): void {
    this._xticks = labels;
  }
  set_yticklabels(labels: readonly string[]): void {
    this._yticks = labels;
  }

  /** 'off' leaves frame, ticks and labels out, 'on' brings them back. */
  axis(which: 'off' | 'on'): void {
    if (which !== 'off' && which !== 'on') throw new ValueError(`axis(): 'off' or 'on', not '${which}'`);
    this._off = which === 'off';
  }

  set_title(text: string | number): void {
    this._title = String(text);
  }

  set_xlabel(text: string): void {
    this._xlabel = text;
  }

  set_ylabel(text: string): void {
    this._ylabel = text;
  }

  /** Shows the labels of the lines drawn, in the corner `loc`. */
  legend(...args: Args<typeof legendArgs>): void {
    this._legend = legendArgs(args).loc;
  }

  /** This panel as the `index`-th grid of a chart. */
  option(index: number, box: Box): EChartsOption {
    const bare = this._off && this._picture !== null;
    let inner = {
      left: box.left + (bare ? 6 : 75),
      top: box.top + 45,
      width: box.width - (bare ? 12 : 100),
      height: box.height - (bare ? 51 : 105),
    };
    const whole = inner;
    if (this._picture) inner = fit(whole, this._picture.picture);
    const slanted = this._namesAreTight(inner.width);
    if (slanted && this._picture) inner = fit({ ...whole, height: whole.height - 25 }, this._picture.picture);
    const show = !this._off;
    const ticks = (labels: readonly string[] | null) => (value: number) =>
      labels === null ? String(value) : Number.isInteger(value) ? (labels[value] ?? '') : '';
    const axis = {
      type: 'value' as const,
      gridIndex: index,
      scale: this._bars.length === 0,
      show,
      nameLocation: 'middle' as const,
      nameTextStyle: { fontSize: labelSize, color: ink },
      axisLabel: { fontSize: 12, color: ink },
      axisLine: { show: true, onZero: false, lineStyle: { color: ink } },
      axisTick: { show: true },
      splitLine: { show: this._picture === null, lineStyle: { color: '#e4e4e4' } },
    };
    // Image rows and named bars have their ticks in the middle of the cells.
    const cells = (size: number, labels: readonly string[] | null) => {
      const step = stepOf(size);
      const values = Array.from({ length: Math.ceil(size / step) }, (_, i) => i * step);
      return {
        min: -0.5,
        max: size - 0.5,
        scale: false,
        axisTick: { ...axis.axisTick, customValues: values },
        axisLabel: { ...axis.axisLabel, formatter: ticks(labels), customValues: values },
      };
    };
    const { picture } = this._picture ?? {};
    const plain = { axisLabel: { ...axis.axisLabel, formatter: String } };
    const named = this._bars.length > 0 ? this._xticks : null;
    const x = picture
      ? cells(picture.width, this._xticks)
      : { ...plain, ...this._xRange(), ...(named && cells(named.length, named)) };
    const y = picture ? { ...cells(picture.height, this._yticks), inverse: true } : plain;
    return {
      grid: [{ ...inner, show, borderColor: ink }],
      xAxis: [
        {
          ...axis,
          name: this._xlabel,
          nameGap: slanted ? 50 : 32,
          ...x,
          axisLabel: { ...x.axisLabel, rotate: slanted ? 30 : 0 },
        },
      ],
      yAxis: [{ ...axis, name: this._ylabel, nameGap: 52, ...y }],
      series: [
        ...this._bars.map((bars) => barSeries(bars, index)),
        ...this._lines.map((line) => ({ ...line, xAxisIndex: index, yAxisIndex: index })),
      ],
      graphic: this._picture ? pictureElements(this._picture, inner) : [],
      title: [
        {
          text: this._title,
          left: inner.left + inner.width / 2,
          top: inner.top - 33,
          textAlign: 'center',
          textStyle: { fontSize: titleSize, fontWeight: 'normal', color: ink },
        },
      ],
      legend: this._legend === null ? [] : [this._legendOption(inner, this._legend)],
    };
  }

  private _legendOption(inner: Box, loc: string) {
    const names = [...this._bars, ...this._lines].flatMap(({ name }) =>
      name === undefined ? [] : [String(name)],
    );
    return {
      data: names,
      orient: 'vertical' as const,
      left:
        inner.left + (loc === 'best' || loc.endsWith('right') ? inner.width - 10 - legendWidth(names) : 10),
      top: inner.top + (loc.startsWith('lower') ? inner.height - 20 - 22 * names.length : 10),
      backgroundColor: 'rgba(255,255,255,0.8)',
      borderColor: '#ccc',
      borderWidth: 1,
      borderRadius: 4,
      padding: [5, 12, 5, 6], // texts turn out wider than they are measured
      itemWidth: 28,
      itemStyle: {
        opacity: this._bars.length > 0 || this._lines.some(({ type }) => type === 'scatter') ? 1 : 0,
      },
      textStyle: { fontSize: 12, color: ink },
    };
  }

  /** Would the names under the columns touch each other? */
  private _namesAreTight(width: number): boolean {
    const size = this._picture?.picture.width ?? (this._bars.length > 0 ? this._xticks?.length : undefined);
    if (size === undefined || this._xticks === null) return false;
    return Math.max(0, ...this._xticks.map(textWidth)) + 8 > (width * stepOf(size)) / size;
  }

  // A curve over epochs begins at the frame: nice ends would leave room for epochs that were never run.
  private _xRange() {
    if (this._bars.length > 0) {
      const edges = this._bars.flatMap(({ rows }) =>
        rows.map(([left]) => left).concat(rows.map((row) => row[1])),
      );
      return { min: Math.min(...edges), max: Math.max(...edges), scale: true };
    }
    const whole = this._lines.every((line) =>
      (line.data as [number, number][]).every(([x]) => Number.isInteger(x)),
    );
    return { min: 'dataMin' as const, max: 'dataMax' as const, minInterval: whole ? 1 : 0 };
  }
}

/** Of more than twelve rows or columns only every so many are named. */
const stepOf = (size: number): number => Math.max(1, Math.ceil(size / 12));

// The chart is laid out without a canvas to measure text with; a CJK character is as wide as the font is high.
const textWidth = (text: string): number =>
  Array.from(text).reduce((sum, c) => sum + (c < '\u2e80' ? 7 : 12), 0);
const legendWidth = (names: string[]): number => 28 + 5 + 18 + Math.max(0, ...names.map(textWidth));

/** The largest box of the image's shape in the middle of a panel. */
function fit(box: Box, { height, width }: Picture): Box {
  const scale = Math.min(box.width / width, box.height / height);
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const left = Math.round(box.left + (box.width - w) / 2);
  return { left, top: Math.round(box.top + (box.height - h) / 2), width: w, height: h };
}

function pictureElements(
  { picture, texts, cmap }: { picture: Picture; texts: string[][] | null; cmap: ColorMap },
  box: Box,
) {
  const { left, top, width, height } = box;
  const url = dataUrl(picture, height, width);
  const elements: object[] = [{ type: 'image', left, top, style: { image: url, width, height }, z: 0 }];
  const [cellWidth, cellHeight] = [width / picture.width, height / picture.height];
  for (const [y, row] of (texts ?? []).entries()) {
    for (const [x, text] of row.entries()) {
      const value = picture.values?.[y]?.[x] as number;
      const [r = 0, g = 0, b = 0] = colorAt(picture.place(value), cmap);
      elements.push({
        type: 'text',
        x: left + (x + 0.5) * cellWidth,
        y: top + (y + 0.5) * cellHeight,
        style: {
          text,
          align: 'center',
          verticalAlign: 'middle',
          fontSize: Math.max(8, Math.min(16, Math.floor(cellHeight / 2))),
          fill: 0.3 * r + 0.6 * g + 0.1 * b < 128 ? '#fff' : ink,
        },
        z: 10,
      });
    }
  }
  return elements as NonNullable<EChartsOption['graphic']>;
}

function barSeries(
  { rows, color, name }: { rows: [number, number, number][]; color: string; name: string | undefined },
  index: number,
): CustomSeriesOption {
  return {
    type: 'custom',
    name,
    xAxisIndex: index,
    yAxisIndex: index,
    itemStyle: { color },
    data: rows,
    encode: { x: [0, 1], y: 2 },
    renderItem: (_params, api) => {
      const [left = 0, bottom = 0] = api.coord([api.value(0), 0]);
      const [right = 0, top = 0] = api.coord([api.value(1), api.value(2)]);
      const shape = {
        x: left,
        y: Math.min(top, bottom),
        width: right - left,
        height: Math.abs(bottom - top),
      };
      return { type: 'rect', shape, style: { fill: color, stroke: '#fff', lineWidth: 0.5 } };
    },
  };
}
