import type { Tensor } from '../tensor.ts';
import { abs, add, atMost, div, less, max, min, mul, type Num, pow, sqrt, sub } from './scalar.ts';

/** Loss and gradient at the point `t` along the direction. */
export type Evaluate = (t: Num) => { f: number; g: Tensor };

// A point on the line: its place, the loss there, the gradient, and the gradient's part along the direction.
interface Point {
  t: Num;
  f: number;
  g: Tensor;
  gtd: Tensor;
}

export interface Found {
  f: number;
  g: Tensor;
  t: Num;
  evaluations: number;
}

/**
 * Where the cubic through two points, by value and slope, has its minimum; the middle where it has none.
 *
 * @see Nocedal and Wright, Numerical Optimization, 2nd ed., equation 3.59
 */
function cubicMinimum(a: Point, b: Point, bounds?: readonly [Num, Num]): Num {
  const [low, high] = bounds ?? (less(b.t, a.t) ? [b.t, a.t] : [a.t, b.t]);
  const d1 = sub(add(a.gtd, b.gtd), div(mul(3, sub(a.f, b.f)), sub(a.t, b.t)));
  const square = sub(pow(d1, 2), mul(a.gtd, b.gtd));
  if (!atMost(0, square)) return div(add(low, high), 2);
  const d2 = sqrt(square);
  const [near, far] = less(b.t, a.t) ? [b, a] : [a, b];
  const share = div(sub(add(far.gtd, d2), d1), add(sub(far.gtd, near.gtd), mul(2, d2)));
  return min(max(sub(far.t, mul(sub(far.t, near.t), share)), low), high);
}

/**
 * A step along a direction that meets the strong Wolfe conditions: the loss falls enough (c1) and the slope flattens
 * enough (c2).
 *
 * @see Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 3.5 and 3.6
 */
export function strongWolfe(
  evaluate: Evaluate,
  direction: Tensor,
  start: { t: Num; f: number; g: Tensor; gtd: Tensor },
  options: { tolerance_change: number; max_ls: number },
): Found {
  const [c1, c2] = [1e-4, 0.9];
  const { tolerance_change, max_ls } = options;
  const { f, g, gtd } = start;
  let evaluations = 0;
  const look = (t: Num): Point => {
    evaluations += 1;
    const { f, g } = evaluate(t);
    return { t, f, g, gtd: g.dot(direction) };
  };
  const tooHigh = (point: Point) => less(add(f, mul(mul(c1, point.t), gtd)), point.f);
  const flat = (point: Point) => atMost(abs(point.gtd), mul(-c2, gtd));

  // Bracket: go on until two points have a minimum between them.
  let before: Point = { t: 0, f, g, gtd };
  let point = look(start.t);
  let bracket: Point[] = [];
  let iteration = 0;
  let done = false;
  while (iteration < max_ls) {
    if (tooHigh(point) || (iteration > 1 && point.f >= before.f)) {
      bracket = [before, point];
      break;
    }
    if (flat(point)) {
      bracket = [point];
      done = true;
      break;
    }
    if (atMost(0, point.gtd)) {
      bracket = [before, point];
      break;
    }
    const smallest = add(point.t, mul(0.01, sub(point.t, before.t)));
    const next = cubicMinimum(before, point, [smallest, mul(point.t, 10)]);
    before = point;
    point = look(next);
    iteration += 1;
  }
  if (iteration === max_ls) bracket = [{ t: 0, f, g, gtd }, point];

  // Zoom: narrow the bracket until a point between meets both conditions.
  const norm = direction.abs().max();
  let stuck = false;
  let [low, high] = ordered(bracket);
  while (!done && iteration < max_ls) {
    if (less(mul(abs(sub(second(bracket).t, first(bracket).t)), norm), tolerance_change)) break;
    let t = cubicMinimum(first(bracket), second(bracket));
    const [a, b] = [first(bracket).t, second(bracket).t];
    const [left, right] = [min(a, b), max(a, b)];
    // Too near to an end: once may be chance, twice or outside is not.
    const margin = mul(0.1, sub(right, left));
    if (less(min(sub(right, t), sub(t, left)), margin)) {
      if (stuck || atMost(right, t) || atMost(t, left)) {
        t = less(abs(sub(t, right)), abs(sub(t, left))) ? sub(right, margin) : add(left, margin);
        stuck = false;
      } else {
        stuck = true;
      }
    } else {
      stuck = false;
    }
    point = look(t);
    iteration += 1;
    const best = bracket[low] as Point;
    const other = bracket[high] as Point;
    if (tooHigh(point) || point.f >= best.f) {
      bracket[high] = point;
      [low, high] = ordered(bracket);
      continue;
    }
    if (flat(point)) done = true;
    else if (atMost(0, mul(point.gtd, sub(other.t, best.t)))) bracket[high] = best;
    bracket[low] = point;
  }
  const best = bracket[low] as Point;
  return { f: best.f, g: best.g, t: best.t, evaluations };
}

const first = (bracket: Point[]) => bracket[0] as Point;
const second = (bracket: Point[]) => bracket[1] as Point;

function ordered(bracket: Point[]): [low: number, high: number] {
  return first(bracket).f <= (bracket.at(-1) as Point).f ? [0, 1] : [1, 0];
}
