import { native } from '../native.ts';

/** A parameter or return type of a schema: `int[2]?` is {base: 'int', list: true, optional: true, length: 2}. */
export interface SchemaType {
  readonly base: string;
  readonly list: boolean;
  readonly optional: boolean;
  /** The elements of a list may be None (`Tensor?[]`). */
  readonly nullable: boolean;
  /** `int[2]`: a single number stands for the whole list. */
  readonly length: number;
}

export interface Param {
  readonly name: string;
  readonly type: SchemaType;
  readonly text: string;
  readonly required: boolean;
  readonly keywordOnly: boolean;
  /** The operator writes into it: `self` of an in-place operator, or `out`. */
  readonly written: boolean;
}

export interface Return {
  readonly name: string;
  readonly type: SchemaType;
  /** Index of the parameter that this return value is, or -1. */
  readonly alias: number;
}

export interface Schema {
  readonly name: string;
  readonly overload: string;
  readonly params: readonly Param[];
  readonly returns: readonly Return[];
  /** Results are written into keyword arguments that are spelled `out` in Python. */
  readonly isOut: boolean;
}

function parseType(text: string, length: number): SchemaType {
  let base = text;
  const optional = base.endsWith('?');
  if (optional) base = base.slice(0, -1);
  const list = base.endsWith('[]');
  if (list) base = base.slice(0, -2);
  const nullable = base.endsWith('?');
  if (nullable) base = base.slice(0, -1);
  if (base.startsWith('Optional[') && base.endsWith(']')) base = base.slice(9, -1);
  if (base === 'SymInt') base = 'int';
  if (base === 'number') base = 'Scalar';
  return { base, list, optional, nullable, length };
}

const params = new Map<string, Schema>();

/** Reads an operator's schema from LibTorch; `name` is qualified, as in `aten::add`. */
export function schemaOf(name: string, overload: string): Schema {
  const key = `${name}.${overload}`;
  const known = params.get(key);
  if (known) return known;
  const rows = native.op_schema(name, overload).map((row) => row.split('|'));
  const arrow = rows.findIndex((row) => row[0] === '->');
  const schema: Schema = {
    name,
    overload,
    params: rows.slice(0, arrow).map(([param = '', type = '', length, hasDefault, keyword, written]) => {
      const parsed = parseType(type, Number(length));
      return {
        name: param,
        type: parsed,
        text: type,
        required: hasDefault === '0' && !(parsed.optional && keyword === '1'),
        keywordOnly: keyword === '1',
        written: written === '1',
      };
    }),
    returns: rows.slice(arrow + 1).map(([result = '', type = '', alias]) => ({
      name: result,
      type: parseType(type, 0),
      alias: Number(alias),
    })),
    isOut: rows.slice(0, arrow).some((row) => row[4] === '1' && row[5] === '1'),
  };
  params.set(key, schema);
  return schema;
}

/** The schema in PyTorch's notation, for error messages. */
export function schemaText(schema: Schema): string {
  const parts: string[] = [];
  let keywords = false;
  for (const param of schema.params) {
    if (param.keywordOnly && !keywords) {
      parts.push('*');
      keywords = true;
    }
    parts.push(`${param.text} ${param.name}`);
  }
  return `(${parts.join(', ')})`;
}

let table: Map<string, Map<string, string[]>> | undefined;

/** namespace -> operator -> overload names, of everything registered when first asked. */
export function operatorTable(refresh = false): Map<string, Map<string, string[]>> {
  if (table !== undefined && !refresh) return table;
  table = new Map();
  for (const line of native.op_names().split('\n')) {
    if (line === '') continue;
    const colon = line.indexOf('::');
    const dot = line.indexOf('.', colon);
    const namespace = line.slice(0, colon);
    const name = line.slice(colon + 2, dot < 0 ? undefined : dot);
    const overload = dot < 0 ? '' : line.slice(dot + 1);
    let operators = table.get(namespace);
    if (operators === undefined) {
      operators = new Map();
      table.set(namespace, operators);
    }
    const overloads = operators.get(name);
    if (overloads === undefined) operators.set(name, [overload]);
    else overloads.push(overload);
  }
  return table;
}
