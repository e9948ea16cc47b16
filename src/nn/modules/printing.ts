import type { Module_ } from './module.ts';
import { INTERNALS, isModule, type Named, own, slotsOf } from './slots.ts';

/** Indents all lines but the first by two blanks. */
export const indent = (text: string): string => text.replaceAll('\n', '\n  ');

/** `Name(` lines, each indented `)`. */
export const block = (name: string, lines: string[]): string =>
  lines.length === 0 ? `${name}()` : `${name}(\n  ${lines.join('\n  ')}\n)`;

/** The texts of the sub-modules, empty places included, in order. */
export function printedModules(module: Module_): Named<string>[] {
  const { empty } = module[INTERNALS];
  const slots = slotsOf(module);
  const printed = own(
    module,
    (value, name): value is Module_ | null => isModule(value) || (empty.has(name) && value === null),
  );
  return printed.map(([name]) => [name, slots[name] === null ? 'None' : String(slots[name])]);
}
