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
