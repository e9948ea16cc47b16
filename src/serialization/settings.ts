import { context } from '../context.ts';
import { ValueError } from '../errors.ts';

/** What `save` and `load` go by when a call does not say otherwise. */
export const settings = {
  mmap: false,
  shared_mapping: false,
  endianness: null as 'little' | 'big' | null,
  crc32: true,
  skip_data: false,
};

/** The order of bytes in files that do not say it. */
export const LoadEndianness = Object.freeze({ NATIVE: 1, LITTLE: 2, BIG: 3 } as const);
export type LoadEndianness = (typeof LoadEndianness)[keyof typeof LoadEndianness];

/**
 * Says which order of bytes files have that do not say it themselves (those of before PyTorch 2.1); null for this machine's.
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.set_default_load_endianness
 */
export function set_default_load_endianness(endianness: LoadEndianness | null): void {
  if (endianness !== null && ![1, 2, 3].includes(endianness))
    throw new ValueError('expected one of torch.serialization.LoadEndianness (NATIVE, LITTLE, BIG), or null');
  settings.endianness =
    endianness === LoadEndianness.BIG ? 'big' : endianness === LoadEndianness.LITTLE ? 'little' : null;
}

export function get_default_load_endianness(): LoadEndianness | null {
  if (settings.endianness === null) return null;
  return settings.endianness === 'big' ? LoadEndianness.BIG : LoadEndianness.LITTLE;
}

/**
 * Whether `save` computes checksums. Without them other programs may refuse the file, and `load` needs `check_crc32: false`.
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.set_crc32_options
 */
export function set_crc32_options(compute_crc32: boolean): void {
  settings.crc32 = compute_crc32;
}

export function get_crc32_options(): boolean {
  return settings.crc32;
}

type MmapOption = 'private' | 'shared';

/**
 * Whether writing to tensors of a mapped file writes to the file ('shared'), or stays in memory ('private', the default). Returns
 * something that sets it back, for a `using` block.
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.set_default_mmap_options
 */
export function set_default_mmap_options(option: MmapOption): Disposable {
  if (option !== 'private' && option !== 'shared')
    throw new ValueError("expected 'private' (mmap.MAP_PRIVATE) or 'shared' (mmap.MAP_SHARED)");
  const before = settings.shared_mapping;
  settings.shared_mapping = option === 'shared';
  return {
    [Symbol.dispose]() {
      settings.shared_mapping = before;
    },
  };
}

export function get_default_mmap_options(): MmapOption {
  return settings.shared_mapping ? 'shared' : 'private';
}

/**
 * In it `save` leaves room for the storages without writing them, so that another program can fill it in.
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.skip_data
 */
export function skip_data(): Disposable;
export function skip_data<T>(body: () => T): T;
export function skip_data<T>(body?: () => T): T | Disposable {
  return context(() => {
    const before = settings.skip_data;
    settings.skip_data = true;
    return () => {
      settings.skip_data = before;
    };
  }, body);
}
