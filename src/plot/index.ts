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

/** Draws a line into the current panel: `plot(y)` or `plot(x, y)`, with `color`, `label`, `linestyle`, ... */
export const plot: Axes['plot'] = (...args) => gca().plot(...args);
export const title = (text: string): void => gca().set_title(text);
export const xlabel = (text: string): void => gca().set_xlabel(text);
export const ylabel = (text: string): void => gca().set_ylabel(text);
export const legend: Axes['legend'] = (...args) => gca().legend(...args);

/** Writes the current figure to a `.png` or `.svg` file. */
export const savefig = (path: string): void => gcf().savefig(path);

/** Ends the current figure. */
export function close(): void {
  current = null;
  axes = null;
}
