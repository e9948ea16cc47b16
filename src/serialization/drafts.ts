import { UnpicklingError } from '../errors.ts';
import type { ClassReader } from './classes.ts';
import { fitsObject, markCounter, markOrdered, PythonObject, setAttribute } from './python.ts';

/** What stands for a value until the whole pickle has been read. */
export abstract class Late {
  abstract value(): unknown;
}

/**
 * A value whose JavaScript form is known only when the whole pickle has been read: a dict becomes an object or a Map by all of its keys.
 * Until then the pickle machine, and whoever holds a reference, works on the draft.
 */
export abstract class Draft extends Late {
  /** The value, possibly still empty: drafts may contain themselves. */
  abstract override value(): unknown;
  /** What it holds, as the pickle gave it. */
  children(): readonly unknown[] {
    return [];
  }
  /** Puts the contents into `value()`, each through `resolve`. What it contains is complete by then, unless it contains itself. */
  fill(_resolve: (item: unknown) => unknown): void {}
  /** What BUILD does (`__setstate__`); returns false where the class takes no state. */
  setstate(_state: unknown): boolean {
    return false;
  }
}

export class DictDraft extends Draft {
  readonly entries = new Map<unknown, unknown>();
  private attributes: DictDraft | undefined;
  /** Attributes are looked up by name; their order means nothing. */
  private anyOrder = false;
  private readonly kind: 'dict' | 'OrderedDict' | 'Counter';
  private result: object | undefined;

  constructor(kind: 'dict' | 'OrderedDict' | 'Counter' = 'dict') {
    super();
    this.kind = kind;
  }

  value(): object {
    if (this.result) return this.result;
    this.result = fitsObject(this.entries.keys(), this.anyOrder) ? {} : new Map();
    if (this.kind === 'OrderedDict') markOrdered(this.result);
    if (this.kind === 'Counter') markCounter(this.result);
    return this.result;
  }

  override children(): unknown[] {
    return [...this.entries.keys(), ...this.entries.values(), this.attributes];
  }

  override fill(resolve: (item: unknown) => unknown): void {
    const target = this.value();
    if (target instanceof Map) {
      for (const [key, item] of this.entries) target.set(resolve(key), resolve(item));
    } else {
      for (const [key, item] of this.entries)
        (target as Record<string, unknown>)[key as string] = resolve(item);
    }
    for (const [name, item] of this.attributes?.entries ?? []) {
      if (!Object.hasOwn(target, name as string)) setAttribute(target, name as string, resolve(item));
    }
  }

  override setstate(state: unknown): boolean {
    if (this.kind !== 'OrderedDict' || !(state instanceof DictDraft)) return false;
    for (const name of state.entries.keys())
      if (typeof name !== 'string' || name === '__proto__') return false;
    for (const item of state.entries.values()) if (item instanceof DictDraft) item.anyOrder = true;
    this.attributes = state;
    return true;
  }
}

/** An object of a class that is not known here. */
export class ObjectDraft extends Draft {
  readonly result: PythonObject;

  constructor(name: string, args: readonly unknown[]) {
    super();
    this.result = new PythonObject(name, args);
  }

  value(): PythonObject {
    return this.result;
  }

  override children(): unknown[] {
    const { args, state, items, entries } = this.result;
    return [...(args ?? []), state, ...items, ...entries.flat()];
  }

  override fill(resolve: (item: unknown) => unknown): void {
    const { result } = this;
    result.args = result.args?.map(resolve) ?? null;
    result.state = resolve(result.state);
    result.items = result.items.map(resolve);
    result.entries = result.entries.map(([key, item]) => [resolve(key), resolve(item)]);
  }

  override setstate(state: unknown): boolean {
    this.result.state = state;
    return true;
  }
}

/** An object of a class that is known here, or the result of a user's function. */
export class InstanceDraft extends Draft {
  private readonly name: string;
  private readonly reader: ClassReader;
  private args: readonly unknown[];
  private state: unknown;
  private result: object | undefined;
  private complete: boolean;

  constructor(name: string, reader: ClassReader, args: readonly unknown[]) {
    super();
    this.name = name;
    this.reader = reader;
    this.args = args;
    // Without arguments there is nothing to wait for, and the object may contain itself.
    this.complete = args.length === 0;
  }

  value(): object {
    if (!this.complete)
      throw new UnpicklingError(
        `the pickled data is damaged: an object of ${this.name} is made out of itself`,
      );
    this.result ??= this.reader.create(this.args);
    return this.result;
  }

  override children(): unknown[] {
    return [...this.args, this.state];
  }

  override fill(resolve: (item: unknown) => unknown): void {
    this.args = this.args.map(resolve);
    this.complete = true;
    const object = this.value();
    if (this.state !== undefined) this.reader.setState(object, resolve(this.state));
  }

  override setstate(state: unknown): boolean {
    this.state = state;
    return true;
  }
}
