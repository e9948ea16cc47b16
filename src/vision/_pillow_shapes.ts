/** The pixels that Pillow fills for a disc and for a line, as rows. */

/** A row of pixels, both ends included. */
export type Span = readonly [y: number, left: number, right: number];

// Half towards or away from zero; both give the same size on both sides of zero.
const roundUp = (x: number) => Math.sign(x) * Math.floor(Math.abs(x) + 0.5);
const roundDown = (x: number) => Math.sign(x) * Math.ceil(Math.abs(x) - 0.5);

/** The disc around a pixel: a quarter of its rim is walked, each time to the neighbour that is nearest to the circle. */
export function disc(x: number, y: number, radius: number): Span[] {
  if (radius === 0) return [];
  const half: number[] = [radius];
  const distance = ([across, down]: readonly [number, number]) =>
    Math.abs(across ** 2 + down ** 2 - radius ** 2);
  for (let at: readonly [number, number] = [radius, 0]; at[0] > 0 || at[1] < radius; ) {
    const [across, down] = at;
    const next = [[across, down + 1] as const, [across - 1, down + 1] as const, [across - 1, down] as const];
    const inside = next.filter(([a, d]) => a >= 0 && d <= radius);
    at = inside.reduce((best, each) => (distance(each) < distance(best) ? each : best));
    half[at[1]] ??= at[0];
  }
  const rows = half.map((across, down): Span => [y + down, x - across, x + across]);
  return [...rows, ...rows.slice(1).map(([row, left, right]): Span => [2 * y - row, left, right])];
}

type Point = readonly [x: number, y: number];

/** A line between two pixels, of which only what lies on a picture of `size` [width, height] is needed. */
export function line(from: Point, to: Point, width: number, size: Point): Span[] {
  if (from[0] === to[0] && from[1] === to[1]) return [[from[1], from[0], from[0]]];
  return width > 1 ? wideLine(from, to, width, size) : thinLine(from, to, size);
}

/** Bresenham's line. */
function thinLine([x0, y0]: Point, [x1, y1]: Point, size: Point): Span[] {
  const steep = Math.abs(y1 - y0) >= Math.abs(x1 - x0);
  const [from, to, limit] = steep ? [y0, y1, size[1]] : [x0, x1, size[0]];
  const [start, end] = steep ? [x0, x1] : [y0, y1];
  const [long, short] = [Math.abs(to - from), Math.abs(end - start)];
  const spans: Span[] = [];
  for (let at = Math.max(0, Math.min(from, to)); at <= Math.min(limit - 1, Math.max(from, to)); at += 1) {
    const steps = Math.abs(at - from);
    const other = start + Math.sign(end - start) * Math.floor((2 * short * steps + long) / (2 * long));
    const last = at === to ? end : other;
    spans.push(steep ? [at, last, last] : [last, at, at]);
  }
  return spans;
}

/** A rectangle on the line, its corners on whole pixels. */
function wideLine([x0, y0]: Point, [x1, y1]: Point, width: number, size: Point): Span[] {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const long = Math.hypot(dx, dy);
  const half = (width - 1) / 2;
  const [more, less] = [roundUp(half) / long, roundDown(half) / long];
  const [left, right] = [roundDown(less * dy), roundDown(more * dy)];
  const [up, down] = [roundUp(less * dx), roundUp(more * dx)];
  const corners: Point[] = [
    [x0 - left, y0 + down],
    [x1 - left, y1 + down],
    [x1 + right, y1 - up],
    [x0 + right, y0 - up],
  ];
  const rows = corners.map(([, y]) => y);
  const spans: Span[] = [];
  const last = Math.min(size[1] - 1, Math.max(...rows));
  for (let y = Math.max(0, Math.min(...rows)); y <= last; y += 1) {
    const crossings = corners.flatMap((a, i) => crossing(a, corners[(i + 1) % 4] as Point, y));
    const ends = [roundUp(Math.min(...crossings)), roundDown(Math.max(...crossings))];
    spans.push([y, Math.min(...ends), Math.max(...ends)]);
  }
  return spans;
}

/** Where an edge meets a row. */
function crossing([ax, ay]: Point, [bx, by]: Point, y: number): number[] {
  if (y < Math.min(ay, by) || y > Math.max(ay, by)) return [];
  return ay === by ? [ax, bx] : [ax + ((y - ay) * (bx - ax)) / (by - ay)];
}
