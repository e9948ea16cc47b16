import { Session } from 'node:inspector';
import { RuntimeError } from '../../../errors.ts';

/** Variables around a function, by name. */
export interface Scope {
  /** 'Module', 'Closure (make)', 'Block', ... */
  readonly kind: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where a function was written, and what it sees. */
export interface FunctionFacts {
  readonly script: string;
  /** The script's address, '' for code without a file. */
  readonly url: string;
  /** From 0. */
  readonly line: number;
  readonly column: number;
  /** From the inside out, without the global one. */
  readonly scopes: readonly Scope[];
}

interface RemoteObject {
  objectId?: string;
  value?: any;
  description?: string;
}

const CATCH = '__typetorch_caught';

/**
 * What V8's inspector tells of functions and objects of this thread: where a function stands and which variables it
 * uses, an object's private members. The language itself has no way to ask.
 */
export class Inspector implements Disposable {
  readonly #session = new Session();
  readonly #urls = new Map<string, string>();
  readonly #sources = new Map<string, string>();

  constructor() {
    try {
      this.#session.connect();
      this.#session.on('Debugger.scriptParsed', ({ params }) => this.#urls.set(params.scriptId, params.url));
      this.#post('Debugger.enable');
    } catch (cause) {
      throw new RuntimeError(
        "a function or class cannot be taken to a worker thread without V8's inspector, which this Node lacks",
        { cause },
      );
    }
  }

  [Symbol.dispose](): void {
    this.#session.disconnect();
    delete (globalThis as Record<string, unknown>)[CATCH];
  }

  /** Undefined for functions that are not JavaScript. */
  factsOf(fn: Function): FunctionFacts | undefined {
    const { internalProperties = [] } = this.#properties(this.#remote(fn));
    const inner = (name: string) => internalProperties.find((property) => property.name === name)?.value;
    const target = inner('[[Target]]');
    if (target?.objectId) return this.factsOf(this.#local<Function>(target));
    const at = inner('[[FunctionLocation]]')?.value as
      | { scriptId: string; lineNumber: number; columnNumber: number }
      | undefined;
    if (at === undefined) return undefined;
    return {
      script: at.scriptId,
      url: this.#urls.get(at.scriptId) ?? '',
      line: at.lineNumber,
      column: at.columnNumber,
      scopes: this.#scopes(inner('[[Scopes]]')),
    };
  }

  /** A Proxy's target; anything else as it is. */
  unwrapped<T extends object>(value: T): T {
    const { internalProperties = [] } = this.#properties(this.#remote(value));
    const target = internalProperties.find(({ name }) => name === '[[Target]]')?.value;
    return target?.objectId ? this.unwrapped(this.#local<T>(target)) : value;
  }

  /** An object's private fields with their values, those of base classes first. */
  privatesOf(value: object): [name: string, value: unknown][] {
    const found: [string, unknown][] = [];
    for (const { name, value: field } of this.#properties(this.#remote(value)).privateProperties ?? []) {
      // Accessors have no value.
      if (field !== undefined) found.push([name, this.#local(field)]);
    }
    return found;
  }

  sourceOf(script: string): string {
    let source = this.#sources.get(script);
    if (source === undefined) {
      source = this.#post('Debugger.getScriptSource', { scriptId: script }).scriptSource as string;
      this.#sources.set(script, source);
    }
    return source;
  }

  #scopes(list: RemoteObject | undefined): Scope[] {
    if (!list?.objectId) return [];
    const scopes: Scope[] = [];
    for (const { value } of this.#properties(list).result as { value?: RemoteObject }[]) {
      const kind = value?.description ?? '';
      if (!value?.objectId || kind === 'Global') continue;
      // Listed by their variables, they are pairs of a title and the object that holds them.
      scopes.push({ kind, variables: this.#local<{ object: Record<string, unknown> }>(value).object });
    }
    return scopes;
  }

  #properties(object: RemoteObject): {
    result: unknown[];
    internalProperties?: { name: string; value?: RemoteObject }[];
    privateProperties?: { name: string; value?: RemoteObject }[];
  } {
    return this.#post('Runtime.getProperties', { objectId: object.objectId, ownProperties: true });
  }

  #remote(value: object): RemoteObject {
    Object.defineProperty(globalThis, CATCH, { value, configurable: true, writable: true });
    return this.#post('Runtime.evaluate', { expression: `globalThis.${CATCH}` }).result;
  }

  // The value itself behind what the inspector shows of it.
  #local<T>(remote: RemoteObject): T {
    if (remote.objectId === undefined) return primitiveOf(remote) as T;
    Object.defineProperty(globalThis, CATCH, { value: undefined, configurable: true, writable: true });
    this.#post('Runtime.callFunctionOn', {
      objectId: remote.objectId,
      functionDeclaration: `function () { globalThis.${CATCH} = this; }`,
    });
    return (globalThis as Record<string, unknown>)[CATCH] as T;
  }

  #post(method: string, params: object = {}): any {
    let failure: unknown = new RuntimeError(`the inspector did not answer ${method}`);
    let result: unknown;
    // With a session on the same thread the answer is there when the call returns.
    this.#session.post(method as 'Runtime.evaluate', params as never, (error, answer) => {
      failure = error;
      result = answer;
    });
    if (failure) throw failure;
    return result;
  }
}

function primitiveOf(remote: RemoteObject & { type?: string; unserializableValue?: string }): unknown {
  const special = remote.unserializableValue;
  if (special === undefined) return remote.value;
  return remote.type === 'bigint' ? BigInt(special.slice(0, -1)) : Number(special);
}
