import { checked, isPlainFunction, misuse } from './misuse.ts';

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

/** Has a class's own functions, or those of its objects, end in clear errors when they are called with what they do not take. */
function checkFunctions(owner: object, of: string): void {
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
    if (inner.has(name) || name.startsWith('_')) continue;
    if (!property.writable || !isPlainFunction(property.value)) continue;
    const call = Object.defineProperty(checked(`${of}.${name}`, property.value), 'name', { value: name });
    Object.defineProperty(owner, name, { ...property, value: call });
  }
}

/**
 * Makes `new` optional: `SGD(params)` and `new SGD(params)` are the same, and both can be extended. Wrong arguments of its
 * functions end in clear errors.
 */
export function callable<C extends Constructor>(constructor: C): Callable<C> {
  const proxy: any = new Proxy(constructor, {
    apply: (target, _this, args) => construct(target, args, proxy),
    construct,
  });
  // `SGD_` is the class's name in our sources only: printed texts and errors say `SGD`.
  Object.defineProperty(constructor, 'name', {
    value: constructor.name.replace(/_$/, ''),
    configurable: true,
  });
  checkFunctions(constructor, constructor.name);
  checkFunctions(constructor.prototype, constructor.name);
  // So that `optimizer.constructor === SGD` holds.
  Object.defineProperty(constructor.prototype, 'constructor', {
    value: proxy,
    writable: true,
    configurable: true,
  });
  return proxy;
}
