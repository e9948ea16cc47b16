import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Args, signature } from '../signature.ts';
import type { Axes } from './axes.ts';
import { Figure } from './figure.ts';

export { Axes } from './axes.ts';
export { Figure } from './figure.ts';

/*
 * Line plots under matplotlib.pyplot's names, for scripts: `import * as plt from 'typetorch/plot'`. As there, the
 * functions act on the current figure and its current panel, and make them when there are none.
 */

let current: Figure | null = null;
let axes: Axes | null = null;

const figureArgs = signature(
  'figure',
  ['figsize', z.tuple([z.number().positive(), z.number().positive()]).optional()],
  ['dpi', z.number().positive().optional()],
);

/** Begins a new figure: `figsize` in inches (default 6.4 x 4.8), `dpi` pixels an inch (default 100). */
export function figure(...args: Args<typeof figureArgs>): Figure {
  const { figsize, dpi } = figureArgs(args);
  current = new Figure(figsize, dpi);
  axes = null;
  return current;
}

/** The current figure. */
export function gcf(): Figure {
  return current ?? figure();
}

/** The current panel. */
export function gca(): Axes {
  axes ??= gcf().add_subplot(1, 1, 1);
  return axes;
}

/** Turns to a panel of the figure, counted from 1, row by row. */
export function subplot(rows = 1, cols = 1, index = 1): Axes {
  axes = gcf().add_subplot(rows, cols, index);
  return axes;
}

const subplotsArgs = signature(
  'subplots',
  ['nrows', z.int().positive().default(1)],
  ['ncols', z.int().positive().default(1)],
  ['figsize', z.tuple([z.number().positive(), z.number().positive()]).optional()],
  ['dpi', z.number().positive().optional()],
);

/**
 * A new figure and its panels: `const [fig, axs] = subplots(1, 5, { figsize: [10, 3] })`, then `axs[i].imshow(...)`. Panels
 * stand row by row in one list, whatever the shape; a single one is `axs[0]`.
 */
export function subplots(...args: Args<typeof subplotsArgs>): [fig: Figure, axs: Axes[]] {
  const { nrows, ncols, figsize, dpi } = subplotsArgs(args);
  const fig = figure({ figsize, dpi });
  const axs = Array.from({ length: nrows * ncols }, (_, i) => fig.add_subplot(nrows, ncols, i + 1));
  axes = axs.at(-1) as Axes;
  return [fig, axs];
}

/** Draws a line into the current panel: `plot(y)` or `plot(x, y)`, with `color`, `label`, `linestyle`, ... */
export const plot: Axes['plot'] = (...args) => gca().plot(...args);
export const scatter: Axes['scatter'] = (...args) => gca().scatter(...args);
export const hist: Axes['hist'] = (...args) => gca().hist(...args);
export const bar: Axes['bar'] = (...args) => gca().bar(...args);
export const imshow: Axes['imshow'] = (...args) => gca().imshow(...args);
export const heatmap: Axes['heatmap'] = (...args) => gca().heatmap(...args);
export const axis: Axes['axis'] = (which) => gca().axis(which);
export const title = (text: string | number): void => gca().set_title(text);
export const xlabel = (text: string): void => gca().set_xlabel(text);
export const ylabel = (text: string): void => gca().set_ylabel(text);
export const legend: Axes['legend'] = (...args) => gca().legend(...args);

/** Writes the current figure to a `.png` or `.svg` file. */
export const savefig = (path: string): void => gcf().savefig(path);

/**
 * Writes the current figure to a temporary PNG file and ends it. On a desktop's terminal the file is opened, elsewhere its
 * path is printed; the path is returned as well.
 */
export function show(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'typetorch-plot-')), 'figure.png');
  savefig(path);
  close();
  const opener =
    process.platform === 'darwin'
      ? 'open'
      : process.env.DISPLAY || process.env.WAYLAND_DISPLAY
        ? 'xdg-open'
        : null;
  if (opener === null || !process.stdout.isTTY) console.log(path);
  else {
    const child = spawn(opener, [path], { stdio: 'ignore', detached: true });
    child.on('error', () => console.log(path));
    child.unref();
  }
  return path;
}

/** Ends the current figure. */
export function close(): void {
  current = null;
  axes = null;
}
