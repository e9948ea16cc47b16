import { TypeError } from '../errors.ts';
import { Arg, argNames, kindOf } from './kinds.ts';
import { operatorTable, type Param, type Schema, schemaOf, schemaText } from './schema.ts';

/** Where each parameter of the chosen overload gets its value from. */
export interface Match {
  readonly schema: Schema;
  /** Per parameter: the position in the call, a keyword, or nothing (the default). */
  readonly sources: readonly (number | string | undefined)[];
  /** Per parameter: the kind of argument that it gets. */
  readonly kinds: readonly (number | undefined)[];
  /** Positions from here on are the elements of one int list: `x.view(2, 3)`. */
  readonly spreadFrom: number;
}

// Python lets a plain number stand for a tensor in these operators only; everywhere else it picks the Scalar overload or fails.
const numbersAsTensors = new Set(
  [
    'add',
    'sub',
    'subtract',
    'mul',
    'multiply',
    'div',
    'divide',
    'true_divide',
    'floor_divide',
    'copy',
    'to',
    '_to_copy',
  ].flatMap((name) => [name, `${name}_`]),
);
// Names that Python's functions accept beside the schema's.
const otherNames: Readonly<Record<string, readonly string[]>> = {
  self: ['input', 'x', 'a', 'x1'],
  dim: ['axis'],
  keepdim: ['keepdims'],
  other: ['x2'],
};

const cost = { exact: 0, convertible: 1, late: 6, never: -1 } as const;

/** How well an argument of this kind fits a parameter; -1 when it does not. */
function fit(kind: number, param: Param, numbers: boolean): number {
  const { base, list, optional, nullable, length } = param.type;
  if (kind === Arg.None) return optional ? cost.exact : cost.never;
  if (list) {
    if (kind === Arg.EmptyList) return cost.exact;
    switch (base) {
      case 'int':
        if (kind === Arg.IntList) return cost.exact;
        return kind === Arg.Int && length > 0 ? cost.convertible : cost.never;
      case 'float':
        if (kind === Arg.Float || kind === Arg.Int) return length > 0 ? cost.convertible : cost.never;
        return kind === Arg.FloatList || kind === Arg.IntList ? cost.convertible : cost.never;
      case 'bool':
        return kind === Arg.BoolList ? cost.exact : cost.never;
      case 'Scalar':
        // What a mixed list holds, and whether one of "tensors" holds None alone, is seen where it is packed.
        if (kind === Arg.TensorList) return nullable ? cost.late : cost.never;
        return kind === Arg.IntList ||
          kind === Arg.FloatList ||
          kind === Arg.BoolList ||
          kind === Arg.MixedList
          ? cost.convertible
          : cost.never;
      case 'Tensor':
        if (kind === Arg.TensorList) return nullable ? cost.convertible : cost.exact;
        return cost.never;
      case 'str':
        return kind === Arg.StringList ? cost.exact : cost.never;
      default:
        return cost.never;
    }
  }
  switch (base) {
    case 'Tensor':
      if (kind === Arg.Tensor) return cost.exact;
      if (!numbers) return cost.never;
      return kind === Arg.Int ||
        kind === Arg.Float ||
        kind === Arg.BigInt ||
        kind === Arg.Bool ||
        kind === Arg.Complex
        ? cost.late
        : cost.never;
    case 'int':
      if (kind === Arg.Int || kind === Arg.BigInt) return cost.exact;
      return kind === Arg.Bool ? cost.late : cost.never;
    case 'float':
      if (kind === Arg.Float) return cost.exact;
      return kind === Arg.Int || kind === Arg.BigInt || kind === Arg.Bool ? cost.convertible : cost.never;
    case 'bool':
      return kind === Arg.Bool ? cost.exact : cost.never;
    case 'Scalar':
      if (kind === Arg.Tensor) return cost.late;
      return kind === Arg.Int ||
        kind === Arg.Float ||
        kind === Arg.BigInt ||
        kind === Arg.Bool ||
        kind === Arg.Complex
        ? cost.exact
        : cost.never;
    case 'complex':
      return kind === Arg.Complex || kind === Arg.Int || kind === Arg.Float ? cost.exact : cost.never;
    case 'ScalarType':
      return kind === Arg.Dtype ? cost.exact : cost.never;
    case 'Layout':
      return kind === Arg.Layout ? cost.exact : cost.never;
    case 'MemoryFormat':
      return kind === Arg.MemoryFormat ? cost.exact : cost.never;
    case 'QScheme':
      return kind === Arg.QScheme ? cost.exact : cost.never;
    case 'Device':
      if (kind === Arg.Device) return cost.exact;
      return kind === Arg.String ? cost.convertible : cost.never;
    case 'Generator':
      return kind === Arg.Generator ? cost.exact : cost.never;
    case 'str':
      return kind === Arg.String ? cost.exact : cost.never;
    default:
      return cost.never;
  }
}

/** The parameter that a keyword names: the schema's own name first, then Python's other ones. */
function paramNamed(schema: Schema, keyword: string): number {
  const own = schema.params.findIndex((param) => param.name === keyword);
  if (own >= 0) return own;
  return schema.params.findIndex((param) => otherNames[param.name]?.includes(keyword));
}

interface Candidate extends Match {
  readonly cost: number;
}

/** Tries one overload on a call; undefined when it does not fit. */
function tryMatch(
  schema: Schema,
  kinds: readonly number[],
  keywords: ReadonlyMap<string, number>,
  numbers: boolean,
  spreadFrom: number,
): Candidate | undefined {
  const { params } = schema;
  const positions = params.filter((param) => !param.keywordOnly).length;
  const given = spreadFrom < kinds.length ? spreadFrom + 1 : kinds.length;
  if (given > positions) return undefined;
  const sources: (number | string | undefined)[] = new Array(params.length).fill(undefined);
  let total = 0;
  for (let i = 0; i < given; i += 1) {
    const param = params[i] as Param;
    const kind = i === spreadFrom ? Arg.IntList : (kinds[i] as number);
    if (i === spreadFrom && !(param.type.base === 'int' && param.type.list && param.type.length === 0))
      return undefined;
    // Python spreads ints only where the list is the last position.
    if (i === spreadFrom && i !== positions - 1) return undefined;
    if (kind === Arg.Absent) {
      if (param.required) return undefined;
      continue;
    }
    const one = fit(kind, param, numbers);
    if (one < 0) return undefined;
    total += one;
    sources[i] = i;
  }
  for (const [keyword, kind] of keywords) {
    if (kind === Arg.Absent) continue;
    if (keyword === 'out' && schema.isOut) continue;
    const index = paramNamed(schema, keyword);
    if (index < 0 || sources[index] !== undefined) return undefined;
    const one = fit(kind, params[index] as Param, numbers);
    if (one < 0) return undefined;
    total += one;
    sources[index] = keyword;
  }
  if (schema.isOut && keywords.has('out')) {
    const outs = params
      .map((param, i) => (param.written && param.keywordOnly ? i : -1))
      .filter((i) => i >= 0);
    const single = outs.length === 1 && !(params[outs[0] as number] as Param).type.list;
    if (keywords.get('out') !== (single ? Arg.Tensor : Arg.TensorList)) return undefined;
    outs.forEach((index, place) => {
      sources[index] = outs.length === 1 ? 'out' : `out.${place}`;
    });
  }
  for (let i = 0; i < params.length; i += 1) {
    if (sources[i] === undefined && (params[i] as Param).required) return undefined;
  }
  const paramKinds = sources.map((source, i) => {
    if (typeof source === 'number') return i === spreadFrom ? Arg.IntList : kinds[source];
    return source === undefined || source.startsWith('out') ? undefined : keywords.get(source);
  });
  return { schema, sources, kinds: paramKinds, spreadFrom, cost: total };
}

/** Overloads in the order in which they are tried: tensors before numbers, few parameters before many. */
function candidates(name: string, overloads: readonly string[], withOut: boolean): Schema[] {
  // Where a number may stand for a tensor it becomes one, and the graph node is the tensor's, as in Python.
  const numbers = numbersAsTensors.has(name.slice(name.indexOf('::') + 2));
  return overloads
    .filter((overload) => !(numbers && overload.startsWith('Scalar')))
    .map((overload) => schemaOf(name, overload))
    .filter((schema) => schema.isOut === withOut)
    .filter((schema) => !schema.params.some((param) => param.type.base === 'Dimname'))
    .sort((a, b) => a.params.length - b.params.length || a.overload.localeCompare(b.overload));
}

/**
 * PyTorch's choice of overload for a call of `name` with arguments of these kinds.
 *
 * @throws TypeError that names what was given and what is accepted.
 */
export function resolve(
  name: string,
  overloads: readonly string[],
  kinds: readonly number[],
  keywords: ReadonlyMap<string, number>,
): Match {
  const short = name.slice(name.indexOf('::') + 2);
  const numbers = numbersAsTensors.has(short);
  const withOut = keywords.has('out') && keywords.get('out') !== Arg.None;
  const schemas = candidates(name, overloads, withOut);
  let best: Candidate | undefined;
  for (const schema of schemas) {
    const match = tryMatch(schema, kinds, keywords, numbers, kinds.length);
    if (match !== undefined && (best === undefined || match.cost < best.cost)) best = match;
  }
  if (best !== undefined) return best;
  // `x.view(2, 3)`, `torch.zeros(2, 3)`: ints at the end that together are one list.
  let first = kinds.length;
  while (first > 0 && (kinds[first - 1] === Arg.Int || kinds[first - 1] === Arg.BigInt)) first -= 1;
  for (let from = first; from < kinds.length; from += 1) {
    for (const schema of schemas) {
      const match = tryMatch(schema, kinds, keywords, numbers, from);
      if (match !== undefined && (best === undefined || match.cost < best.cost)) best = match;
    }
    if (best !== undefined) return best;
  }
  throw new TypeError(explain(short, schemas, kinds, keywords));
}

function explain(
  short: string,
  schemas: readonly Schema[],
  kinds: readonly number[],
  keywords: ReadonlyMap<string, number>,
): string {
  const got = [
    ...kinds.map((kind) => argNames[kind]),
    ...[...keywords].map(([key, kind]) => `${key}=${argNames[kind]}`),
  ];
  const known = new Set(schemas.flatMap((schema) => schema.params.map((param) => param.name)));
  if (schemas.some((schema) => schema.isOut)) known.add('out');
  const unknown = [...keywords.keys()].filter(
    (key) => !known.has(key) && !schemas.some((schema) => paramNamed(schema, key) >= 0),
  );
  if (unknown.length > 0) {
    return `${short}() got an unexpected keyword argument '${unknown.join("', '")}'; known: ${[...known].join(', ')}`;
  }
  const accepted = schemas.map((schema) => ` * ${schemaText(schema)}`).join('\n');
  return `${short}() received an invalid combination of arguments - got (${got.join(', ')}), but expected${
    schemas.length === 1 ? '' : ' one of'
  }:\n${accepted}`;
}

/** The overload names of a qualified operator, or undefined when it is not registered. */
export function overloadsOf(namespace: string, name: string): readonly string[] | undefined {
  return operatorTable().get(namespace)?.get(name) ?? operatorTable(true).get(namespace)?.get(name);
}

export { kindOf };
