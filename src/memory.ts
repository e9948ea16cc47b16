import { native } from './native.ts';

/** Figures of LibTorch's memory; bytes of the whole process unless said otherwise. */
export interface MemoryStats {
  /** Tensors of this thread that JavaScript's collector has not freed yet. */
  live_handles: number;
  /** Memory of all CPU tensors, those that only the autograd graph holds included. */
  allocated_bytes: number;
  peak_allocated_bytes: number;
  /** Freed blocks kept warm for the next allocation. */
  cached_bytes: number;
  minor_collections: number;
  major_collections: number;
}

/** Live handles and bytes of this process; see docs/memory.md. */
export function memory_stats(): MemoryStats {
  const [handles = 0, allocated = 0, peak = 0, cached = 0, minor = 0, major = 0] = native.memory_stats();
  return {
    live_handles: handles,
    allocated_bytes: allocated,
    peak_allocated_bytes: peak,
    cached_bytes: cached,
    minor_collections: minor,
    major_collections: major,
  };
}

/** Starts `peak_allocated_bytes` anew from what is allocated now. */
export function reset_peak_memory_stats(): void {
  native.memory_stats('reset_peak');
}

/** Gives the freed blocks that are kept warm back to the system. */
export function release_cached_memory(): void {
  native.memory_stats('release');
}
