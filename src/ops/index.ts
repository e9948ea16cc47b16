import { KeyError } from '../errors.ts';
import { isPlainObject } from '../signature.ts';
import { Packet } from './packet.ts';
import { operatorTable, schemaOf, schemaText } from './schema.ts';

export { Handle, hold, Kind } from './handle.ts';
export {
  interceptCalls,
  intList,
  knownTensor,
  NamedResult,
  ownTensor,
  setGeneratorClass,
  setTensorClass,
  watchCalls,
} from './packet.ts';
export { operatorTable, type Schema, schemaOf, schemaText } from './schema.ts';

const packets = new Map<string, Packet>();

/** The operator `namespace::name`, or undefined when LibTorch has none of that name. */
export function packetOf(namespace: string, name: string): Packet | undefined {
  const qualified = `${namespace}::${name}`;
  let packet = packets.get(qualified);
  if (packet === undefined) {
    const overloads =
      operatorTable().get(namespace)?.get(name) ??
      // A library loaded since then may have registered it.
      (namespace === 'aten' ? undefined : operatorTable(true).get(namespace)?.get(name));
    if (overloads === undefined) return undefined;
    packet = new Packet(qualified, overloads);
    packets.set(qualified, packet);
  }
  return packet;
}

/** @internal One aten operator as a function; throws when this LibTorch has none of that name. */
export function aten(name: string): (...args: unknown[]) => any {
  const packet = packetOf('aten', name);
  if (packet === undefined) throw new KeyError(`this LibTorch has no operator aten::${name}`);
  return (...args) => packet.call(args);
}

/** A callable that makes its packet at the first call: thousands of names cost nothing until used. */
export function lazyFunction(namespace: string, name: string): (...args: unknown[]) => unknown {
  let packet: Packet | undefined;
  const fn = (...args: unknown[]) => {
    packet ??= packetOf(namespace, name) as Packet;
    return packet.call(args);
  };
  Object.defineProperty(fn, 'name', { value: name });
  return fn;
}

/** The same with `this` as first argument. */
export function lazyMethod(namespace: string, name: string): (this: unknown, ...args: unknown[]) => unknown {
  let packet: Packet | undefined;
  // Positions spelled out: building the argument array from a rest array costs more than the call itself.
  function method(this: unknown, a?: unknown, b?: unknown, c?: unknown): unknown {
    packet ??= packetOf(namespace, name) as Packet;
    // biome-ignore lint/complexity/noArguments: the number of arguments given is what decides
    const given = arguments;
    switch (given.length) {
      case 0:
        return packet.call([this]);
      case 1:
        return packet.call([this, a]);
      case 2:
        return packet.call([this, a, b]);
      case 3:
        return packet.call([this, a, b, c]);
      default:
        return packet.call([this, ...given]);
    }
  }
  Object.defineProperty(method, 'name', { value: name });
  return method;
}

/** The same where `this` is not the first parameter, as in `where(condition, self, other)`. */
export function lazyMethodAt(
  place: number,
  namespace: string,
  name: string,
): (this: unknown, ...args: unknown[]) => unknown {
  const fn = lazyFunction(namespace, name);
  function method(this: unknown, ...args: unknown[]): unknown {
    const last = args.at(-1);
    // Too few positions before it: it goes in by name.
    if (args.length <= place && isPlainObject(last)) return fn(...args.slice(0, -1), { ...last, self: this });
    return fn(...args.slice(0, place), this, ...args.slice(place));
  }
  Object.defineProperty(method, 'name', { value: name });
  return method;
}

/** One overload, called by position and keyword: `torch.ops.aten.add.Tensor(x, y)`. */
export interface OpOverload {
  (...args: unknown[]): any;
  readonly schema: string;
}
/** All overloads of an operator; calling it chooses one, its properties name them (`default` is the unnamed one). */
export type OpPacket = ((...args: unknown[]) => any) & {
  readonly overloads: () => string[];
} & { readonly [overload: string]: OpOverload };
export type OpNamespace = { readonly [name: string]: OpPacket };

function opPacket(namespace: string, name: string, packet: Packet): OpPacket {
  const call = (...args: unknown[]) => packet.call(args);
  Object.defineProperty(call, 'overloads', {
    value: () => packet.overloads.map((overload) => overload || 'default'),
  });
  for (const overload of packet.overloads) {
    const single = new Packet(packet.name, [overload]);
    const fn = (...args: unknown[]) => single.call(args);
    Object.defineProperty(fn, 'schema', {
      get: () => {
        const schema = schemaOf(`${namespace}::${name}`, overload);
        return `${schema.name}${overload && `.${overload}`}${schemaText(schema)}`;
      },
    });
    Object.defineProperty(call, overload || 'default', { value: fn, enumerable: true });
  }
  return call as unknown as OpPacket;
}

function opNamespace(namespace: string): OpNamespace {
  const made = new Map<string, OpPacket>();
  return new Proxy({} as OpNamespace, {
    get(_target, name) {
      if (typeof name !== 'string') return undefined;
      let found = made.get(name);
      if (found === undefined) {
        const packet = packetOf(namespace, name);
        if (packet === undefined) return undefined;
        found = opPacket(namespace, name, packet);
        made.set(name, found);
      }
      return found;
    },
    has: (_target, name) => typeof name === 'string' && packetOf(namespace, name) !== undefined,
    ownKeys: () => [...(operatorTable(true).get(namespace)?.keys() ?? [])],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}

const namespaces = new Map<string, OpNamespace>();

/** `torch.ops`: every operator of every loaded library, by namespace. */
export const ops = new Proxy({} as Record<string, OpNamespace>, {
  get(_target, namespace) {
    if (typeof namespace !== 'string') return undefined;
    let found = namespaces.get(namespace);
    if (found === undefined) {
      found = opNamespace(namespace);
      namespaces.set(namespace, found);
    }
    return found;
  },
  has: (_target, namespace) => typeof namespace === 'string' && operatorTable(true).has(namespace),
  ownKeys: () => [...operatorTable(true).keys()],
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
});
