import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/*
 * COCO's outlines as masks, by the rules of its own tools, so that a mask has their very pixels. Runs go down the columns,
 * beginning with what is outside.
 */

const runs = z.object({
  size: z.tuple([z.int().positive(), z.int().positive()]),
  counts: z.union([z.string(), z.array(z.int().nonnegative())]),
});
const polygons = z.array(z.array(z.number()).min(4)).min(1);

/**
 * (H, W) uint8, 1 inside: of polygons [[x, y, x, y, ...], ...] or of run lengths { size, counts }.
 *
 * @throws ValueError for anything else.
 */
export function segmentationToMask(
  segmentation: unknown,
  [height, width]: readonly [number, number],
): Tensor {
  const found = z.union([runs, polygons]).safeParse(segmentation);
  if (!found.success) {
    throw new ValueError(
      'COCO segmentation expected to be a list of polygons, or an object with size and counts',
    );
  }
  if (Array.isArray(found.data)) return ofPolygons(found.data, height, width);
  const { size, counts } = found.data;
  return ofRuns(typeof counts === 'string' ? unpacked(counts) : counts, ...size);
}

/** A mask from values that stand column by column. */
const fromColumns = (values: Uint8Array<ArrayBuffer>, height: number, width: number): Tensor =>
  torch.from_numpy(values).view(width, height).t().contiguous();

function ofRuns(counts: readonly number[], height: number, width: number): Tensor {
  const values = new Uint8Array(height * width);
  let at = 0;
  for (const [i, count] of counts.entries()) {
    if (count < 0 || at + count > values.length) {
      throw new ValueError(`run lengths of a COCO mask leave the image of ${height} x ${width}`);
    }
    values.fill(i % 2, at, at + count);
    at += count;
  }
  return fromColumns(values, height, width);
}

/**
 * Run lengths from their text: five bits a character, the lowest first, 32 added while more follow; from the fourth on the
 * difference to the one before the last.
 */
function unpacked(text: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < text.length; ) {
    let value = 0;
    let shift = 0;
    let bits: number;
    do {
      bits = text.charCodeAt(at) - 48;
      if (!(bits >= 0 && bits < 64)) throw new ValueError(`damaged run lengths of a COCO mask: '${text}'`);
      value += (bits & 31) * 2 ** shift;
      shift += 5;
      at += 1;
    } while ((bits & 32) !== 0);
    if ((bits & 16) !== 0) value -= 2 ** shift;
    counts.push(counts.length > 2 ? value + (counts[counts.length - 2] as number) : value);
  }
  return counts;
}

function ofPolygons(polygons: readonly (readonly number[])[], height: number, width: number): Tensor {
  const values = new Uint8Array(height * width);
  for (const polygon of polygons) {
    const crossings = crossingsOf(polygon, height, width);
    let inside = 0;
    for (let i = 0; i < values.length; i += 1) {
      inside ^= crossings[i] as number;
      values[i] = (values[i] as number) | inside;
    }
  }
  return fromColumns(values, height, width);
}

/** Vertices lie on a grid this much finer than the pixels. */
const FINE = 5;

/** 1 at the places, column by column, where the outline is crossed an odd number of times. */
function crossingsOf(polygon: readonly number[], height: number, width: number): Uint8Array {
  const crossings = new Uint8Array(height * width + 1);
  const [us, vs] = outlineOf(polygon);
  for (let i = 1; i < us.length; i += 1) {
    const [u, v, before, vBefore] = [us[i], vs[i], us[i - 1], vs[i - 1]] as [number, number, number, number];
    if (u === before) continue;
    const x = ((u < before ? u : u - 1) + 0.5) / FINE - 0.5;
    if (!Number.isInteger(x) || x < 0 || x > width - 1) continue;
    const y = (Math.min(v, vBefore) + 0.5) / FINE - 0.5;
    const row = Math.ceil(Math.min(Math.max(y, 0), height));
    const at = x * height + row;
    crossings[at] = (crossings[at] as number) ^ 1;
  }
  return crossings;
}

/** The points of the closed outline on the fine grid, a step of one at a time along each edge's longer side. */
function outlineOf(polygon: readonly number[]): [us: number[], vs: number[]] {
  const count = Math.floor(polygon.length / 2);
  const fine = (value: number | undefined) => Math.trunc(FINE * (value as number) + 0.5);
  const [us, vs]: [number[], number[]] = [[], []];
  for (let i = 0; i < count; i += 1) {
    const next = (i + 1) % count;
    edge(
      [fine(polygon[2 * i]), fine(polygon[2 * i + 1])],
      [fine(polygon[2 * next]), fine(polygon[2 * next + 1])],
      us,
      vs,
    );
  }
  return [us, vs];
}

type Point = [x: number, y: number];

function edge(start: Point, end: Point, us: number[], vs: number[]): void {
  const [dx, dy] = [Math.abs(end[0] - start[0]), Math.abs(end[1] - start[1])];
  const isFlat = dx >= dy;
  // Always computed in the same direction, so that two polygons agree on the edge they share.
  const isBackwards = isFlat ? start[0] > end[0] : start[1] > end[1];
  const [from, to] = isBackwards ? [end, start] : [start, end];
  const steps = isFlat ? dx : dy;
  const slope = steps === 0 ? 0 : isFlat ? (to[1] - from[1]) / dx : (to[0] - from[0]) / dy;
  for (let i = 0; i <= steps; i += 1) {
    const t = isBackwards ? steps - i : i;
    us.push(isFlat ? t + from[0] : Math.trunc(from[0] + slope * t + 0.5));
    vs.push(isFlat ? Math.trunc(from[1] + slope * t + 0.5) : t + from[1]);
  }
}
