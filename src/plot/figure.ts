import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import * as echarts from 'echarts';
import { IndexError, ValueError } from '../errors.ts';
import { Axes, type Box } from './axes.ts';

// The pictures must not depend on the fonts of the machine, which often has none: this one has Latin and Chinese.
const family = 'Noto Sans S Chinese';
const fontFile = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '../fonts/NotoSansHans-Regular.otf',
);

/** A picture of one or more panels, drawn by ECharts as SVG without a browser. */
export class Figure {
  readonly width: number;
  readonly height: number;
  private readonly _panels = new Map<string, { axes: Axes; box: Box }>();

  /** @param figsize width and height in inches, at `dpi` pixels each. */
  constructor(figsize: readonly [number, number] = [6.4, 4.8], dpi = 100) {
    this.width = Math.round(figsize[0] * dpi);
    this.height = Math.round(figsize[1] * dpi);
  }

  /** The panel at a place (from 1, row by row) of a grid of rows and columns; the same place gives the same panel. */
  add_subplot(rows: number, cols: number, index: number): Axes {
    if (!(index >= 1 && index <= rows * cols)) {
      throw new IndexError(
        `add_subplot(): index must be 1 to ${rows * cols} for ${rows} x ${cols} panels, not ${index}`,
      );
    }
    const key = `${rows},${cols},${index}`;
    let panel = this._panels.get(key);
    if (!panel) {
      const [width, height] = [this.width / cols, this.height / rows];
      const left = ((index - 1) % cols) * width;
      const top = Math.floor((index - 1) / cols) * height;
      panel = { axes: new Axes(), box: { left, top, width, height } };
      this._panels.set(key, panel);
    }
    return panel.axes;
  }

  svg(): string {
    const chart = echarts.init(null, null, {
      renderer: 'svg',
      ssr: true,
      width: this.width,
      height: this.height,
    });
    try {
      const options = Array.from(this._panels.values(), ({ axes, box }, i) => axes.option(i, box));
      chart.setOption({
        animation: false,
        backgroundColor: '#fff',
        textStyle: { fontFamily: family },
        ...merge(options),
      });
      return chart.renderToSVGString();
    } finally {
      chart.dispose();
    }
  }

  png(): Buffer {
    const font = { fontFiles: [fontFile], defaultFontFamily: family, loadSystemFonts: false };
    return new Resvg(this.svg(), { font }).render().asPng();
  }

  /** Writes a `.png` or `.svg` file. */
  savefig(path: string): void {
    const format = extname(path).toLowerCase();
    if (format === '.png') writeFileSync(path, this.png());
    else if (format === '.svg') writeFileSync(path, this.svg());
    else throw new ValueError(`savefig(): cannot write '${path}': the name must end in .png or .svg`);
  }
}

// Each panel gives one grid, its axes and lines; a chart wants one list of each.
function merge(options: echarts.EChartsOption[]): echarts.EChartsOption {
  const keys = ['grid', 'xAxis', 'yAxis', 'series', 'graphic', 'title', 'legend'] as const;
  return Object.fromEntries(keys.map((key) => [key, options.flatMap((option) => option[key] ?? [])]));
}
