import { misuse } from './misuse.ts';

type Constructor = abstract new (...args: any) => any;
export type Callable<C extends Constructor> = C & ((...args: ConstructorParameters<C>) => InstanceType<C>);

function construct(target: any, args: any[], made: any): any {
  try {
    return Reflect.construct(target, args, made);
  } catch (error) {
    throw misuse(error, made.name, target, args);
  }
}

/** Makes `new` optional: `SGD(params)` and `new SGD(params)` are the same, and both can be extended. */
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
  // So that `optimizer.constructor === SGD` holds.
  Object.defineProperty(constructor.prototype, 'constructor', {
    value: proxy,
    writable: true,
    configurable: true,
  });
  return proxy;
}
