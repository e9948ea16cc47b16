/** What a value becomes to cross threads: only what structured clone takes. Tensors wait in a mailbox meanwhile. */

/** A primitive as it is, or the number of a node as a list of one. */
export type Ref = readonly [node: number] | Primitive;
export type Primitive = undefined | null | boolean | number | string | bigint;

export interface Variables {
  readonly outer: number | null;
  /** Names that functions use, filled in as they are found. */
  readonly names: Map<string, Ref>;
  readonly url: string;
}

export type Node =
  | { kind: 'clone'; value: unknown }
  | { kind: 'buffer'; value: Uint8Array }
  | { kind: 'array'; items: Ref[] }
  | { kind: 'map'; entries: [Ref, Ref][] }
  | { kind: 'set'; items: Ref[] }
  /** `type` is the class of a tensor that knows more than its values: `carried`. */
  | {
      kind: 'tensor';
      slot: number;
      requires_grad: boolean;
      parameter: boolean;
      type?: Ref;
      carried?: Ref;
    }
  | { kind: 'generator'; state: Ref; seed: number | bigint }
  /** `torch[name]`, or a device by its text. */
  | { kind: 'constant'; name: string; device: boolean }
  | { kind: 'object'; prototype: Ref | undefined; carried?: Ref; revive: boolean; members: Member[] }
  /** Exported by this package, under a path of names. */
  | { kind: 'known'; path: readonly string[] }
  | { kind: 'global'; path: readonly string[] }
  | { kind: 'builtin'; module: string; name: string | null }
  /** Exported by a package's module. */
  | { kind: 'import'; url: string; name: readonly string[]; common: boolean }
  /** What bundlers make of a namespace: the module's exports, and themselves under `default`. */
  | { kind: 'interop'; of: Ref }
  | {
      kind: 'function';
      source: string;
      base?: Ref;
      scope: number;
      line: number;
      column: number;
      members: Member[];
    }
  | { kind: 'symbol'; key: string; registered: boolean }
  /** A function that the other side has: the number is that side's node. */
  | { kind: 'home'; node: number }
  /** Something that cannot cross; an error where it is used. */
  | { kind: 'absent'; message: string };

export interface Member {
  key: string | Ref;
  value?: Ref;
  get?: Ref;
  set?: Ref;
  enumerable: boolean;
}

export interface Parcel {
  readonly root: Ref;
  readonly nodes: Node[];
  readonly scopes: Variables[];
}
