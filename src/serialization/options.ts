import type { Budget } from './budget.ts';
import { type Lookup, lookUpGlobals } from './classes.ts';
import type { MapLocation } from './storage.ts';
import type { UnpicklerOptions } from './unpickler.ts';

/** How a file is read; `load` checks and completes what users give. */
export interface ArchiveOptions {
  map_location: MapLocation;
  weights_only: boolean;
  mmap: boolean;
  /** Whether writing to a mapped tensor writes to the file. */
  shared_mapping: boolean;
  check_crc32: boolean;
  /** The order of bytes in files that do not say it. */
  endianness: 'little' | 'big';
  budget: Budget;
  /** Of Python 2's strings, see `load`. */
  encoding?: string;
  /** Told the name of each class that weights_only would refuse. */
  unsafe?: (name: string) => void;
}

const ALWAYS: Lookup = { get: (name) => lookUpGlobals(name, false) };
const ALL_KNOWN: Lookup = { get: (name) => lookUpGlobals(name, true) };

export function unpicklingOptions(
  { weights_only, budget, unsafe, encoding }: ArchiveOptions,
  reads: { flush(): void },
): UnpicklerOptions {
  return {
    globals: weights_only || unsafe ? ALWAYS : ALL_KNOWN,
    unknown_as_data: !weights_only || unsafe !== undefined,
    ...(unsafe ? { unsafe } : {}),
    ...(encoding ? { encoding } : {}),
    context: { budget, flush: () => reads.flush(), measuring: unsafe !== undefined },
  };
}
