import { RuntimeError } from '../../errors.ts';
import { isPlainObject } from '../../signature.ts';
import { Module } from '../modules/module.ts';

/**
 * Makes a module without initialising its parameters: `skip_init(nn.Linear, 5, 1)`. Their values are whatever is in
 * memory; keyword `device` says where.
 *
 * @throws RuntimeError for what is no module class, or takes no `device`.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.skip_init.html
 */
export function skip_init<M extends Module, A extends readonly unknown[]>(
  module_cls: ((...args: A) => M) | (new (...args: A) => M),
  ...args: A
): M {
  const isClass = typeof module_cls === 'function' && module_cls.prototype instanceof Module;
  if (!isClass) throw new RuntimeError(`Expected a Module; got ${String(module_cls)}`);
  const last = args.at(-1);
  const { device = 'cpu', ...options } = isPlainObject(last) ? last : {};
  const positions = isPlainObject(last) ? args.slice(0, -1) : args;
  const Class = module_cls as unknown as new (...args: unknown[]) => M;
  let module: M;
  try {
    module = new Class(...positions, { ...options, device: 'meta' });
  } catch (error) {
    if (!String(error).includes("unexpected keyword argument 'device'")) throw error;
    throw new RuntimeError("Module must support a 'device' arg to skip initialization", { cause: error });
  }
  if ([...module.parameters(), ...module.buffers()].some((x) => !x.is_meta)) {
    throw new RuntimeError("Module must support a 'device' arg to skip initialization");
  }
  return module.to_empty(device);
}
