/** Values that both threads have under the same name: this package's exports, globals, Node's own modules. */
import { createRequire } from 'node:module';
import { types } from 'node:util';
import { root } from '../../../crossing.ts';
import { isPlainObject } from '../../../signature.ts';
import { torch } from '../../../torch.ts';
import type { Node } from './nodes.ts';

const require = createRequire(import.meta.url);

const builtinNames = (
  'assert async_hooks buffer child_process crypto events fs fs/promises http https module net os path path/posix ' +
  'perf_hooks process querystring readline stream stream/promises string_decoder timers timers/promises tls url util ' +
  'util/types v8 vm worker_threads zlib'
).split(' ');

type Known = Map<unknown, Node>;

function enter(into: Known, value: unknown, node: Node): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || into.has(value)) {
    return false;
  }
  into.set(value, node);
  return true;
}

/** A namespace: what `import * as x` gives, what a bundler makes of it, or the exports of a module turned to CommonJS. */
export const isNamespace = (value: unknown): value is Record<string, unknown> =>
  types.isModuleNamespaceObject(value) ||
  (typeof value === 'object' &&
    value !== null &&
    ((value as any)[Symbol.toStringTag] === 'Module' || Object.hasOwn(value, '__esModule')));

/** A part of this package: a namespace, or an object that stands for one, as `torch.func` does. */
const isPart = (value: unknown): value is Record<string, unknown> =>
  value !== torch.ops && (isNamespace(value) || isPlainObject(value));

function ownExports(): Known {
  const known: Known = new Map();
  const walk = (part: Record<string, unknown>, path: string[]) => {
    if (!enter(known, part, { kind: 'known', path })) return;
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(part))) {
      // Settings of backends, which ask a device that may not be there.
      if (get !== undefined && !isNamespace(part)) continue;
      const value = part[name];
      if (isPart(value)) walk(value, [...path, name]);
      else enter(known, value, { kind: 'known', path: [...path, name] });
    }
  };
  if (root !== null) walk(root as Record<string, unknown>, []);
  walk(torch as unknown as Record<string, unknown>, ['torch']);
  return known;
}

function platformExports(): Known {
  const known: Known = new Map();
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    // Globals behind getters may warn when they are looked at.
    const { value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
    enter(known, value, { kind: 'global', path: [name] });
  }
  for (const name of ['process', 'Buffer', 'fetch', 'crypto', 'performance']) {
    if (name in globalThis) enter(known, (globalThis as any)[name], { kind: 'global', path: [name] });
  }
  // What stands on them: `Object.keys`, `Math.max`, `Array.prototype.slice`, ...
  for (const [owner, node] of [...known]) {
    if (owner === globalThis || owner === process || node.kind !== 'global') continue;
    enterMembers(known, owner as object, node.path);
    const { value: prototype } = Object.getOwnPropertyDescriptor(owner, 'prototype') ?? {};
    if (typeof prototype !== 'object' || prototype === null) continue;
    enter(known, prototype, { kind: 'global', path: [...node.path, 'prototype'] });
    enterMembers(known, prototype, [...node.path, 'prototype']);
  }
  for (const module of builtinNames) {
    const exports = require(`node:${module}`);
    enter(known, exports, { kind: 'builtin', module, name: null });
    for (const name of Object.getOwnPropertyNames(exports)) {
      const { value } = Object.getOwnPropertyDescriptor(exports, name) ?? {};
      enter(known, value, { kind: 'builtin', module, name });
    }
  }
  return known;
}

function enterMembers(known: Known, owner: object, path: readonly string[]) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    const { value } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
    // A method is no way to its class.
    if (name !== 'constructor' && typeof value === 'function')
      enter(known, value, { kind: 'global', path: [...path, name] });
  }
}

let own: Known | undefined;
let platform: Known | undefined;

/** The name under which the other thread has the same value; undefined for values that are the program's. */
export function knownAs(value: object): Node | undefined {
  own ??= ownExports();
  return own.get(value) ?? platformAs(value) ?? operatorAs(value);
}

/** The same for globals and Node's modules alone. */
export function platformAs(value: object): Node | undefined {
  platform ??= platformExports();
  const found = platform.get(value);
  if (found !== undefined || !types.isModuleNamespaceObject(value)) return found;
  // `import * as fs from 'node:fs'` is an object of its own, whose default is the module.
  const namespace = value as { default?: unknown };
  const module = 'default' in namespace ? platform.get(namespace.default) : undefined;
  return module?.kind === 'builtin' && module.name === null ? module : undefined;
}

function operatorAs(value: object): Node | undefined {
  const name = typeof value === 'function' ? value.name : '';
  if (!name || (torch as unknown as Record<string, unknown>)[name] !== value) return undefined;
  return { kind: 'known', path: ['torch', name] };
}

export function fromPlatform(node: Node): unknown {
  if (node.kind === 'global') return node.path.reduce((at, name) => at[name], globalThis as any);
  if (node.kind !== 'builtin') throw new Error(`not a platform's value: ${node.kind}`);
  const exports = require(`node:${node.module}`);
  return node.name === null ? exports : exports[node.name];
}
