import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { aten } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';

/** One side of a pattern: an axis or several in brackets each; an empty list is an axis of size 1. */
type Side = readonly (readonly string[])[];

const ELLIPSIS = '...';
const stack = aten('stack');

function parseSide(text: string): Side {
  const dots = text.split('.').length - 1;
  if (dots > 0 && !text.includes(ELLIPSIS)) {
    throw new ValueError('Expression may contain dots only inside ellipsis (...)');
  }
  if (dots > 3) {
    throw new ValueError(
      'Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor ',
    );
  }
  const side: string[][] = [];
  const seen = new Set<string>();
  let group: string[] | null = null;
  for (const [token] of text.matchAll(/\.\.\.|[\p{L}\p{N}_]+|[^ ]/gu)) {
    if (token === '(') {
      if (group !== null) {
        throw new ValueError('Axis composition is one-level (brackets inside brackets not allowed)');
      }
      group = [];
    } else if (token === ')') {
      if (group === null) throw new ValueError('Brackets are not balanced');
      side.push(group);
      group = null;
    } else if (/^\d+$/.test(token)) {
      if (Number(token) === 0) throw new ValueError('Anonymous axis should have positive length, not 0');
      if (Number(token) !== 1) throw new ValueError('rearrange only supports unnamed axes of size 1');
      if (group === null) side.push([]);
    } else {
      checkName(token);
      if (seen.has(token)) {
        throw new ValueError(`Indexing expression contains duplicate dimension '${token}'`);
      }
      seen.add(token);
      if (group === null) side.push([token]);
      else group.push(token);
    }
  }
  if (group !== null) throw new ValueError(`Imbalanced parentheses in expression: '${text}'`);
  return side;
}

function checkName(token: string): void {
  if (token === ELLIPSIS) return;
  if (!/^[\p{L}\p{N}_]/u.test(token)) throw new ValueError(`Unknown character '${token}'`);
  if (/^\p{N}/u.test(token)) {
    throw new ValueError(`Invalid axis identifier: ${token}\nnot a valid python identifier`);
  }
  if (token.startsWith('_') || token.endsWith('_')) {
    throw new ValueError(
      `Invalid axis identifier: ${token}\naxis name should should not start or end with underscore`,
    );
  }
}

function parse(pattern: string, lengths: Record<string, number>): [left: Side, right: Side] {
  const parts = pattern.split('->');
  if (parts.length !== 2) throw new ValueError("Pattern must contain a single '->' separator");
  const [left, right] = parts.map(parseSide) as [Side, Side];
  const [from, to] = [new Set(left.flat()), new Set(right.flat())];
  if (to.has(ELLIPSIS) && !from.has(ELLIPSIS)) {
    throw new ValueError(`Ellipsis found in right side, but not left side of a pattern ${pattern}`);
  }
  if (left.some((group) => group.length > 1 && group.includes(ELLIPSIS))) {
    throw new ValueError(`Ellipsis is parenthesis in the left side is not allowed: ${pattern}`);
  }
  for (const length of Object.values(lengths)) {
    if (!Number.isInteger(length)) {
      throw new TypeError(`rearrange axis lengths must be integers, got: ${length}`);
    }
  }
  const lone = [...from, ...to].filter((name) => !from.has(name) || !to.has(name));
  if (lone.length > 0) {
    throw new ValueError(
      `Identifiers only on one side of rearrange expression (should be on both): {'${lone.join("', '")}'}`,
    );
  }
  const unknown = Object.keys(lengths).filter((name) => !from.has(name));
  if (unknown.length > 0) {
    throw new ValueError(`Identifiers not found in rearrange expression: {'${unknown.join("', '")}'}`);
  }
  return [left, right];
}

/** The sizes of the axes that one dimension consists of; at most one of them may be unknown. */
function split(size: number, names: readonly string[], lengths: Record<string, number>): number[] {
  const open = names.filter((name) => lengths[name] === undefined);
  if (open.length > 1) {
    throw new RuntimeError(`cannot infer the sizes of two dimensions at once ${open[0]} and ${open[1]}`);
  }
  const known = names.reduce((product, name) => product * (lengths[name] ?? 1), 1);
  if (open.length === 1 && size % known !== 0) {
    const shown = names.map((name) => lengths[name] ?? '?').join(', ');
    throw new RuntimeError(
      `inferred dimension does not evenly fit into larger dimension: ${size} vs (${shown})`,
    );
  }
  if (open.length === 0 && size !== known) {
    throw new RuntimeError(
      `Dimension sizes to do not match (${size} != ${known}) when matching dimension pack (${names.join(', ')})`,
    );
  }
  return names.map((name) => lengths[name] ?? size / known);
}

/**
 * Permutes, splits and joins dimensions as a pattern says: `rearrange(images, 'b h w c -> b c h w')`,
 * `rearrange(x, 'b (h p) w -> (b p) h w', {p: 2})`. Several tensors of one shape are stacked first.
 *
 * On both sides stand the same names of axes; brackets join several into one dimension, `...` stands for any number of
 * them, and `1` for a dimension of size 1 (on the left it goes; one that is larger is summed, as in Python). All but one
 * size in a bracket on the left must be given. A view where that can be.
 *
 * @throws ValueError for a pattern that makes no sense, RuntimeError where sizes do not fit.
 * @see https://docs.pytorch.org/docs/2.13/func.api.html
 */
export function rearrange(
  tensor: Tensor | readonly Tensor[],
  pattern: string,
  axes_lengths: Record<string, number> = {},
): Tensor {
  if (typeof pattern !== 'string')
    throw new TypeError(`rearrange: a pattern is a string, not ${typeof pattern}`);
  const x: Tensor = tensor instanceof Tensor ? tensor : stack(tensor);
  const [left, right] = parse(pattern, axes_lengths);
  const open = left.some((group) => group[0] === ELLIPSIS);
  const named = left.length - (open ? 1 : 0);
  if (open ? named > x.dim() : named !== x.dim()) {
    throw new ValueError(
      open
        ? `Number of dimensions in pattern (${named}) must be less than or equal to the number of dimensions in the tensor (${x.dim()})`
        : `Number of dimensions in pattern (${named}) must be equal to the number of dimensions in the tensor (${x.dim()})`,
    );
  }
  const rest = Array.from({ length: x.dim() - named }, (_, i) => `${ELLIPSIS}${i}`);
  const expand = (names: readonly string[]) => names.flatMap((name) => (name === ELLIPSIS ? rest : [name]));
  const dims = left.flatMap((group) => (group[0] === ELLIPSIS ? rest.map((name) => [name]) : [group]));
  const unnamed = dims.flatMap((group, i) => (group.length === 0 ? [i] : []));
  const kept = unnamed.length > 0 ? x.sum(unnamed) : x;
  const groups = dims.filter((group) => group.length > 0);
  const names = groups.flat();
  const sizes = groups.flatMap((group, i) => split(kept.size(i), group, axes_lengths));
  const wanted = right.flatMap((group) =>
    group[0] === ELLIPSIS && group.length === 1 ? rest.map((one) => [one]) : [expand(group)],
  );
  const order = wanted.flat().map((name) => names.indexOf(name));
  const shape = wanted.map((group) =>
    group.reduce((product, name) => product * (sizes[names.indexOf(name)] as number), 1),
  );
  return kept.reshape(sizes).permute(order).reshape(shape);
}
