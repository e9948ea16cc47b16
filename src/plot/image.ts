import { png } from '../_png.ts';
import { ValueError } from '../errors.ts';
import { Tensor } from '../tensor.ts';

// Colours at even steps; between them it is interpolated.
const maps = {
  viridis: ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'],
  gray: ['#000000', '#ffffff'],
  Blues: ['#f7fbff', '#c6dbef', '#6baed6', '#2171b5', '#08306b'],
} as const;
export type ColorMap = keyof typeof maps;
export const colorMaps = Object.keys(maps) as [ColorMap, ...ColorMap[]];

const channelsOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** The colour of a value from 0 to 1; white for NaN. */
export function colorAt(value: number, map: ColorMap): number[] {
  if (Number.isNaN(value)) return [255, 255, 255];
  const colors = maps[map];
  const place = Math.min(Math.max(value, 0), 1) * (colors.length - 1);
  const low = Math.min(Math.floor(place), colors.length - 2);
  const [from, to] = [channelsOf(colors[low] as string), channelsOf(colors[low + 1] as string)];
  return from.map((channel, i) => Math.round(channel + ((to[i] as number) - channel) * (place - low)));
}

/** A picture: pixels row by row, four bytes each, and for one of values these, to be written into its cells. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly rgba: Uint8Array;
  readonly values: readonly (readonly number[])[] | null;
  /** The place of a value between the lowest, 0, and the highest, 1. */
  place(value: number): number;
}

export interface Scale {
  cmap: ColorMap;
  vmin: number | null;
  vmax: number | null;
}

/** (H, W) values through a colour map; (H, W, 3) or (H, W, 4) as 0 to 1, or as uint8. */
export function pictureOf(given: unknown, { cmap, vmin, vmax }: Scale): Picture {
  const data: unknown = given instanceof Tensor ? given.detach().cpu().tolist() : given;
  const isBytes = given instanceof Tensor && given.dtype.name === 'uint8';
  const rows = data as unknown[][];
  const width = Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0].length : 0;
  if (width === 0 || !rows.every((row) => Array.isArray(row) && row.length === width)) {
    throw new ValueError(
      'imshow(): an image is (H, W), (H, W, 3) or (H, W, 4); permute(1, 2, 0) turns (C, H, W) round',
    );
  }
  const height = rows.length;
  const depth = Array.isArray(rows[0]?.[0]) ? rows[0][0].length : 0;
  if (depth !== 0 && depth !== 1 && depth !== 3 && depth !== 4) {
    throw new ValueError(
      `imshow(): the last of three dimensions is the colour, 3 or 4 values, not ${depth}; permute(1, 2, 0) turns (C, H, W) round`,
    );
  }
  const rgba = new Uint8Array(height * width * 4).fill(255);
  if (depth > 1) {
    const byte = (value: number) =>
      Math.round(Math.min(Math.max(value, 0), isBytes ? 255 : 1) * (isBytes ? 1 : 255));
    (rows as number[][][]).forEach((row, y) => {
      row.forEach((pixel, x) => {
        rgba.set(pixel.map(byte), (y * width + x) * 4);
      });
    });
    return { height, width, rgba, values: null, place: () => 0 };
  }
  const values = (rows as (number | number[] | boolean)[][]).map((row) => row.map((value) => Number(value)));
  const flat = values.flat().filter(Number.isFinite);
  const low = vmin ?? flat.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = vmax ?? flat.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const place = (value: number) => (high > low || Number.isNaN(value) ? (value - low) / (high - low) : 0);
  values.forEach((row, y) => {
    row.forEach((value, x) => {
      rgba.set(colorAt(place(value), cmap), (y * width + x) * 4);
    });
  });
  return { height, width, rgba, values, place };
}

/** The picture at another size, each pixel a sharp rectangle, as a data URL. */
export function dataUrl({ height, width, rgba }: Picture, toHeight: number, toWidth: number): string {
  const scaled = new Uint8Array(toHeight * toWidth * 4);
  for (let y = 0; y < toHeight; y += 1) {
    const fromY = Math.floor((y * height) / toHeight);
    for (let x = 0; x < toWidth; x += 1) {
      const from = (fromY * width + Math.floor((x * width) / toWidth)) * 4;
      scaled.set(rgba.subarray(from, from + 4), (y * toWidth + x) * 4);
    }
  }
  return `data:image/png;base64,${png(scaled, toHeight, toWidth, 4).toString('base64')}`;
}
