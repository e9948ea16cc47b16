/** What the text of functions and scripts tells. */
import Module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import type { FunctionFacts } from './inspector.ts';

const NAME = /(\.\.\.|\.)?\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

/** Every word in a text that may be a variable: not those after a dot. Strings and comments are not left out. */
export function wordsIn(source: string): Set<string> {
  const words = new Set<string>();
  for (const [, dot, word] of source.matchAll(NAME)) if (dot !== '.') words.add(word as string);
  return words;
}

/** The words that count while a class is being defined: its static parts and computed names. */
export function wordsAtDefinition(source: string): Set<string> {
  if (!/^class\b/.test(source)) return new Set();
  const parts = [...source.matchAll(/\bstatic\b[^;]*?[;}]|\[[^\]]*\]\s*[(=;]|@[\w.$]+/g)].map(
    ([part]) => part,
  );
  return wordsIn(parts.join('\n'));
}

/** Stands for the class that another extends. */
export const BASE = 'ǂ';

/**
 * A class's text with `BASE` for what it extends: V8 keeps no variable that is only used there. The text keeps its length,
 * so that places in it stay the same.
 */
export function withoutHeritage(source: string): string {
  const head = /^class(?:\s+[\p{ID_Start}$_][\p{ID_Continue}$]*)?\s+extends\b/u.exec(source);
  if (head === null) return source;
  let depth = 0;
  for (let i = head[0].length; i < source.length; i += 1) {
    const at = source[i] as string;
    if (at === '(' || at === '[') depth += 1;
    if (at === ')' || at === ']') depth -= 1;
    if (at !== '{' || depth > 0) continue;
    const heritage = source.slice(head[0].length, i);
    const blank = heritage.replace(/[^\n]/g, ' ');
    return `${head[0]} ${BASE}${blank.slice(2)}${source.slice(i)}`;
  }
  return source;
}

/** The properties of a namespace that a text names; null when it uses the namespace as a whole. */
export function propertiesUsed(source: string, namespace: string): string[] | null {
  const name = namespace.replaceAll('$', '\\$');
  const found = new Set<string>();
  for (const [, property] of source.matchAll(
    new RegExp(`(?<![\\w$.])${name}(?:\\s*\\??\\.\\s*([\\w$]+))?`, 'g'),
  )) {
    if (property === undefined) return null;
    found.add(property);
  }
  return [...found];
}

/** The private names that a class's text uses. */
export function privateNames(source: string): string[] {
  if (!source.includes('#')) return [];
  return [
    ...new Set(
      [...source.matchAll(/[.\s;{}*]#([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu)].map(
        ([, name]) => name as string,
      ),
    ),
  ];
}

/** Private members under public names: a class that is made anew from its text cannot enter private ones. */
export function withoutPrivates(source: string, names: readonly string[], id: number): string {
  if (names.length === 0) return source;
  const any = names.map((name) => name.replaceAll('$', '\\$')).join('|');
  const pattern = new RegExp(`(^|[^\\p{ID_Continue}$"'\`\\\\])#(${any})(?![\\p{ID_Continue}$])`, 'gu');
  return source.replace(pattern, (_, before, name) => before + publicName(name, id));
}
export const publicName = (name: string, id: number) => `ǂ${id}ǂ${name}`;

const forms = new Map<string, boolean>();
/** Whether a function's text is an expression; that of a method is not, and stands in an object. */
export function isExpression(source: string): boolean {
  let found = forms.get(source);
  if (found === undefined) {
    try {
      new Script(`(${source})`);
      found = true;
    } catch {
      found = false;
    }
    forms.set(source, found);
  }
  return found;
}

/** Whether a function takes `this` from where it stands. */
export const takesThis = (source: string) =>
  /^(async\s*)?(\([^)]*\)|[\w$]+)\s*=>/.test(source) && /\bthis\b/.test(source);

/** Where a function's text begins in its script: V8 gives some place inside. */
export function placeOf(
  script: string,
  source: string,
  facts: FunctionFacts,
): { line: number; column: number } {
  const lines = script.split('\n');
  let offset = facts.column;
  for (let i = 0; i < facts.line; i += 1) offset += (lines[i] as string).length + 1;
  const begin = script.lastIndexOf(source, offset);
  if (begin < 0) return facts;
  const before = script.slice(0, begin);
  const line = before.split('\n').length - 1;
  return { line, column: begin - (before.lastIndexOf('\n') + 1) };
}

const here = new URL('../../../', import.meta.url).href;

/** A script's address, '' when it has none. */
export function addressOf(url: string): string {
  if (url.startsWith('/') || /^[A-Za-z]:\\/.test(url)) return pathToFileURL(url).href;
  return url;
}

/** Whether a script belongs to a package: these are imported anew in another thread, a program's own files are not. */
export const isPackaged = (address: string) =>
  address.startsWith('file:') && (address.startsWith(here) || address.includes('/node_modules/'));

/** How a module of a package exports a function; null when it does not. */
export function exportOf(
  facts: FunctionFacts,
  script: string,
  is: (value: unknown) => boolean,
): { name: string[]; common: boolean } | null {
  const address = addressOf(facts.url);
  const common = commonExport(address, is);
  if (common !== null) return { name: common, common: true };
  for (const { variables } of facts.scopes) {
    for (const local of Object.keys(variables)) {
      if (!is(variables[local])) continue;
      const name = exportedName(script, local);
      if (name !== null) return { name: [name], common: false };
    }
  }
  return null;
}

function commonExport(address: string, is: (value: unknown) => boolean): string[] | null {
  const cache = (Module as unknown as { _cache: Record<string, { exports: any }> })._cache;
  const exports = address.startsWith('file:') ? cache[fileURLToPath(address)]?.exports : undefined;
  if (exports === undefined || exports === null) return null;
  if (is(exports)) return [];
  for (const name of Object.keys(exports)) if (is(exports[name])) return [name];
  return null;
}

function exportedName(script: string, local: string): string | null {
  const name = local.replaceAll('$', '\\$');
  const declared = `export\\s+(?:async\\s+)?(?:abstract\\s+)?(?:class|function\\s*\\*?|const|let|var)\\s+${name}(?![\\w$])`;
  if (new RegExp(declared).test(script)) return local;
  const asDefault = `export\\s+default\\s+(?:(?:async\\s+)?(?:class|function\\s*\\*?)\\s+)?${name}(?![\\w$])`;
  if (new RegExp(asDefault).test(script)) return 'default';
  for (const [, list] of script.matchAll(/export\s*\{([^}]*)\}/g)) {
    for (const item of (list as string).split(',')) {
      const [from, to] = item.trim().split(/\s+as\s+/) as [string, string?];
      if (from === local) return to ?? local;
    }
  }
  // Vite's form of an export.
  return script.includes('__vi_export') && new RegExp(`["']${name}["']`).test(script) ? local : null;
}
