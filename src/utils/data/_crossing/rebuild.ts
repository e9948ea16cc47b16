import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import type { Node, Parcel, Variables } from './nodes.ts';
import { BASE } from './source.ts';

/** A scope made anew: its variables can be set, and its functions made. */
export interface Rebuilt {
  set: Record<string, (value: unknown) => void>;
  make: Record<number, (base: unknown) => any>;
  inner: Record<number, Rebuilt>;
}

type FunctionNode = Node & { kind: 'function' };

/** Compiles the functions of a parcel, each in its scopes; a function's lines are where they were in its file. */
export class Scopes {
  readonly #parcel: Parcel;
  readonly #built = new Map<number, Rebuilt>();
  readonly #functions = new Map<number, [number, FunctionNode][]>();
  readonly #inner = new Map<number, number[]>();

  constructor(parcel: Parcel) {
    this.#parcel = parcel;
    for (const [number, node] of parcel.nodes.entries()) {
      if (node.kind !== 'function') continue;
      const list = this.#functions.get(node.scope) ?? [];
      this.#functions.set(node.scope, list);
      list.push([number, node]);
    }
    for (const [number, { outer }] of parcel.scopes.entries()) {
      if (outer !== null) this.#inner.set(outer, [...(this.#inner.get(outer) ?? []), number]);
    }
  }

  of(scope: number): Rebuilt {
    const built = this.#built.get(scope);
    if (built !== undefined) return built;
    const { outer, url } = this.#parcel.scopes[scope] as Variables;
    const made = outer === null ? this.#compile(scope, url) : (this.of(outer).inner[scope] as Rebuilt);
    this.#built.set(scope, made);
    return made;
  }

  #compile(root: number, url: string): Rebuilt {
    const writer = new Writer();
    writer.write("'use strict'; return ");
    this.#write(root, writer);
    // `import()` in it finds what it found in its file.
    const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER; // not before Node 20.12
    const options = { filename: url || 'worker', lineOffset: -1, importModuleDynamically };
    return vm.compileFunction(writer.text, ['import_meta'], options)(metaOf(url));
  }

  #write(scope: number, writer: Writer): void {
    const { names } = this.#parcel.scopes[scope] as Variables;
    const variables = [...names.keys()];
    writer.write(
      variables.length ? `(() => { let ${variables.join(', ')}; return { set: {` : '(() => { return { set: {',
    );
    for (const name of variables) writer.write(`${name}: (ǂ) => { ${name} = ǂ; }, `);
    writer.write('}, make: {');
    const functions = this.#functions.get(scope) ?? [];
    for (const [number, { source, line, column }] of functions.sort(
      ([, a], [, b]) => a.line - b.line || a.column - b.column,
    )) {
      const head = `${number}: (${BASE}) => (`;
      writer.goTo(line, column - head.length);
      writer.write(`${head}${source}), `);
    }
    writer.write('}, inner: {');
    for (const inner of this.#inner.get(scope) ?? []) {
      writer.write(`${inner}: `);
      this.#write(inner, writer);
      writer.write(', ');
    }
    writer.write('} }; })()');
  }
}

/** Text whose lines can be chosen, as long as they come in order. It begins on the line before the first. */
class Writer {
  text = '';
  #line = -1;
  #column = 0;

  write(part: string): void {
    this.text += part;
    const breaks = part.split('\n').length - 1;
    this.#line += breaks;
    this.#column = breaks ? part.length - part.lastIndexOf('\n') - 1 : this.#column + part.length;
  }

  goTo(line: number, column: number): void {
    if (line > this.#line) this.write('\n'.repeat(line - this.#line));
    if (line === this.#line && column > this.#column) this.write(' '.repeat(column - this.#column));
  }
}

function metaOf(url: string): object {
  if (!url.startsWith('file:')) return { url };
  const filename = fileURLToPath(url);
  return { url, filename, dirname: dirname(filename) };
}
