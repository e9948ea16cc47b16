/** How a class has copies of its instances made in other threads, where copying the own properties is not enough. */

/** A static method of a class: a blank instance, given what `CARRY` said of the original. Properties follow. */
export const REVIVE = Symbol.for('typetorch.revive');
/** A static method of a class: what an instance keeps beside its own properties; of a tensor, beside its values. */
export const CARRY = Symbol.for('typetorch.carry');

/** @internal The package's exports, once the package is loaded as a whole. */
export let root: object | null = null;
export function setRoot(exports: object): void {
  root = exports;
}
