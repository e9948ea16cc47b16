// How many function transforms (torch.func, vmap) are running on this thread.
let active = 0;
let ever = false;

/** @internal */
export function activeTransforms(): number {
  return active;
}

/** @internal Counts one in or out. */
export function countTransform(step: 1 | -1): void {
  active += step;
  ever = true;
}

/** @internal Whether there can be tensors that a transform left behind. */
export function anyTransformSoFar(): boolean {
  return ever;
}
