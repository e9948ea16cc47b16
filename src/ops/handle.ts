/** What kind of LibTorch value a handle stands for; the numbers are those of native/box.h. */
export const Kind = {
  Tensor: 1,
  ScalarType: 2,
  Layout: 3,
  MemoryFormat: 4,
  Device: 5,
  Generator: 6,
  Complex: 7,
  QScheme: 8,
} as const;

/** Base of everything that crosses the native boundary as an opaque handle. */
export abstract class Handle {
  /** @internal The native side's external; null after `dispose()`. */
  abstract get _h(): unknown;
  /** @internal One of `Kind`, on the prototype. */
  declare readonly _kind: number;
}

// A variable that nobody reads is dropped by bundlers, with what is assigned to it.
export const held: { owners: unknown } = { owners: null };

/**
 * @internal Keeps the owners of handles alive until the next call: optimised code may drop a tensor object once its
 * handle, a bare number, has been read, and a collection before the native side has looked it up would free the tensor.
 */
export function hold<T>(owners: T): T {
  held.owners = owners;
  return owners;
}
