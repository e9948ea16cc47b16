import { TypeError } from './errors.ts';
import { checkedMethod, isPlainFunction, misuse } from './misuse.ts';
import { show } from './show.ts';

type Constructor = abstract new (...args: any) => any;
export type Callable<C extends Constructor> = C & ((...args: ConstructorParameters<C>) => InstanceType<C>);

function construct(target: any, args: any[], made: any): any {
  try {
    return Reflect.construct(target, args, made);
  } catch (error) {
    throw misuse(error, made.name, target, args);
  }
}

// A module's call and an optimizer's step, which are around these two, say it better.
const inner = new Set(['constructor', 'forward', 'update']);
const done = new WeakSet<object>();
const isClass = (value: Function) => /^class\b/.test(Function.prototype.toString.call(value));

/** Has a class's own functions, and those of its objects, end in clear errors when they are called with what they do not take. */
function checkFunctions(owner: object, of: string): void {
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
    if (inner.has(name) || name.startsWith('_')) continue;
    if (!property.writable || !isPlainFunction(property.value)) continue;
    const value = checkedMethod(`${of}.${name}`, name, property.value);
    Object.defineProperty(owner, name, { ...property, value });
  }
}

/** The same with the classes that it extends, except the platform's own and Tensor, whose methods are operators. */
function checkClass(constructor: any): void {
  for (
    let at = constructor;
    typeof at === 'function' && !done.has(at.prototype);
    at = Object.getPrototypeOf(at)
  ) {
    const { prototype } = at;
    if (!isClass(at) || Object.hasOwn(prototype, 'requires_grad')) return;
    done.add(prototype);
    const name = at.name.replace(/_$/, '');
    checkFunctions(at, name);
    checkFunctions(prototype, name);
  }
}

/** A class of which users get instances elsewhere: its constructor throws a TypeError. */
export function closed<C extends Constructor>(constructor: C, message: string): C {
  const refuse = (): never => {
    throw new TypeError(message);
  };
  return named(constructor, new Proxy(constructor, { apply: refuse, construct: refuse }));
}

/** So that `optimizer.constructor === SGD` holds, and its name, `SGD_` in our sources only, is `SGD` in texts. */
function named<C extends Constructor>(constructor: C, proxy: C): C {
  const { name, prototype } = constructor;
  Object.defineProperty(constructor, 'name', { value: name.replace(/_$/, ''), configurable: true });
  Object.defineProperty(prototype, 'constructor', { value: proxy, writable: true, configurable: true });
  return proxy;
}

/**
 * Makes `new` optional: `SGD(params)` and `new SGD(params)` are the same, and both can be extended. Wrong arguments of its
 * functions end in clear errors.
 *
 * `export type { SGD_ }` lets declaration files name the class where others' inferred types have it.
 */
export function callable<C extends Constructor>(constructor: C): Callable<C> {
  if (typeof constructor !== 'function')
    throw new TypeError(`callable() takes a class, got ${show(constructor)}`);
  const proxy: any = new Proxy(constructor, {
    apply: (target, _this, args) => construct(target, args, proxy),
    construct,
  });
  checkClass(constructor);
  return named(constructor, proxy) as Callable<C>;
}
