// How many function transforms (torch.func, vmap) are running on this thread.
let active = 0;

/** @internal */
export function activeTransforms(): number {
  return active;
}

/** @internal Counts one in or out. */
export function countTransform(step: 1 | -1): void {
  active += step;
}
