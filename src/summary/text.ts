import { fixed } from '../_python_str.ts';

/** `f'{count:,}'` */
export function thousands(text: number | string): string {
  const [whole = '', decimals] = String(text).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** `f'{fraction:.2%}'` */
export const percent = (fraction: number) => `${fixed(fraction * 100, 2)}%`;

/** `f'{bytes / 1e6:.2f}'` */
export const megabytes = (bytes: number) => fixed(bytes / 1e6, 2);

/** A list as Python prints it. */
export const listText = (list: readonly unknown[]): string =>
  `[${list.map((item) => (Array.isArray(item) ? listText(item) : String(item))).join(', ')}]`;
