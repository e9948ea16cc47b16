import { Complex } from '../complex.ts';
import { UnpicklingError } from '../errors.ts';
import { DictDraft } from './drafts.ts';
import { Tuple } from './python.ts';
import { Global } from './unpickler.ts';

/** The classes and functions of Python itself that stand for plain data. */
export const PYTHON_GLOBALS: readonly Global[] = [
  new Global('collections.OrderedDict', {
    call: (...args) => dict('collections.OrderedDict', new DictDraft('OrderedDict'), args),
  }),
  new Global('collections.Counter', {
    call: (...args) => dict('collections.Counter', new DictDraft('Counter'), args),
  }),
  // The factory for missing keys is code, and stays behind.
  new Global('collections.defaultdict', {
    call: (_factory = null, ...args) => dict('collections.defaultdict', new DictDraft(), args),
  }),
  new Global('collections.deque', { call: deque }),
  new Global('argparse.Namespace', { call: () => new NamespaceDraft() }),
  new Global('types.SimpleNamespace', { call: () => new NamespaceDraft() }),
  ...['Path', 'PosixPath', 'PurePath', 'PurePosixPath', 'WindowsPath', 'PureWindowsPath'].flatMap((name) =>
    // Python 3.13 names the module in which they lie.
    ['pathlib', 'pathlib._local'].map((module) => new Global(`${module}.${name}`, { call: filePath })),
  ),
  new Global('builtins.set', { call: set }),
  new Global('builtins.frozenset', { call: set }),
  new Global('builtins.complex', { call: complex }),
  new Global('builtins.bytes', { call: bytes }),
  new Global('builtins.bytearray', { call: bytes }),
  new Global('_codecs.encode', { call: encode }),
  // What a defaultdict makes for missing keys; nothing calls them.
  // (Up to protocol 2, int goes by Python 2's name.)
  ...['list', 'dict', 'int', 'long', 'float', 'str', 'bool', 'tuple'].map(
    (name) => new Global(`builtins.${name}`, {}),
  ),
];

function dict(name: string, draft: DictDraft, [contents, ...rest]: unknown[]): DictDraft {
  if (rest.length > 0) throw refused(name);
  if (contents instanceof DictDraft) {
    for (const [key, value] of contents.entries) draft.entries.set(key, value);
  } else if (contents !== undefined) {
    for (const pair of list(name, contents)) {
      if (!Array.isArray(pair) || pair.length !== 2) throw refused(name);
      draft.entries.set(pair[0], pair[1]);
    }
  }
  return draft;
}

/** The settings of a script are attributes by name: a plain object. */
class NamespaceDraft extends DictDraft {
  override setstate(state: unknown): boolean {
    if (!(state instanceof DictDraft)) return false;
    for (const [name, value] of state.entries) this.entries.set(name, value);
    return true;
  }
}

function deque(items: unknown = [], longest: unknown = null): unknown[] {
  if (longest !== null && !Number.isInteger(longest)) throw refused('collections.deque');
  return [...list('collections.deque', items)];
}

function filePath(...parts: unknown[]): string {
  if (!parts.every((part) => typeof part === 'string')) throw refused('pathlib.Path');
  return parts.join('/').replace(/\/{2,}/g, '/');
}

function set(items: unknown = []): Set<unknown> {
  return new Set(list('builtins.set', items));
}

function complex(real: unknown = 0, imag: unknown = 0): Complex {
  if (typeof real !== 'number' || typeof imag !== 'number') throw refused('builtins.complex');
  return new Complex(real, imag);
}

/** The forms in which Python itself writes bytes and bytearray. */
function bytes(source: unknown = [], encoding?: unknown): Uint8Array {
  if (typeof source === 'string') return encode(source, encoding);
  if (source instanceof Uint8Array) return new Uint8Array(source);
  return Uint8Array.from(list('builtins.bytes', source) as number[]);
}

/** Up to protocol 2, bytes are text and the codec that makes bytes of it. */
function encode(text: unknown, encoding: unknown = 'utf-8'): Uint8Array {
  if (typeof text !== 'string') throw refused('_codecs.encode');
  if (encoding === 'utf-8' || encoding === 'utf8') return new TextEncoder().encode(text);
  if (encoding !== 'latin1' && encoding !== 'latin-1') throw refused('_codecs.encode');
  if (/[^\0-\xff]/.test(text)) throw refused('_codecs.encode');
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function list(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw refused(name);
  return value instanceof Tuple ? [...value] : value;
}

function refused(name: string): UnpicklingError {
  return new UnpicklingError(`the pickled data is damaged: ${name} is given what Python never gives it`);
}
