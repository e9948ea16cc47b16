import type { dtype } from '../dtype.ts';
import { CheckpointError } from '../errors.ts';
import { native } from '../native.ts';
import type { Tensor } from '../tensor.ts';
import type { Source } from './source.ts';
import { newStorage, swapStorage } from './storage.ts';

/** A storage that lies in the file as it is. */
export interface Extent {
  offset: number;
  nbytes: number;
  /** How messages call it. */
  name: string;
  /** Its checksum, where files have them. */
  crc?: number;
  /** The elements, where their bytes are in the other order. */
  swap?: dtype | undefined;
}

/**
 * Collects what must be read from a file, so that it happens in one native call, on several threads, straight into the memory that the
 * tensors use. Whoever needs the elements earlier calls `flush`.
 */
export class PendingReads {
  private readonly source: Source;
  private readonly checked: boolean;
  private readonly wrong: (name: string) => CheckpointError;
  private reads: { tensor: Tensor; extent: Extent }[] = [];

  /** `checked`: whether checksums are compared; `wrong` gives the error when one differs. */
  constructor(source: Source, checked: boolean, wrong: (name: string) => CheckpointError) {
    this.source = source;
    this.checked = checked;
    this.wrong = wrong;
  }

  /**
   * A tensor of the bytes that `flush` will read.
   *
   * @throws CheckpointError when they reach beyond the file.
   */
  read(extent: Extent): Tensor {
    if (extent.offset + extent.nbytes > this.source.size)
      throw new CheckpointError('the file is damaged: it was cut short within its storages');
    const tensor = newStorage(extent.nbytes);
    if (extent.nbytes > 0) this.reads.push({ tensor, extent });
    return tensor;
  }

  flush(): void {
    const { reads } = this;
    this.reads = [];
    if (reads.length === 0) return;
    const wrong = native.storages_read(
      this.source.raw,
      reads.map(({ tensor }) => tensor._h),
      reads.map(({ extent }) => extent.offset),
      this.checked ? reads.map(({ extent }) => extent.crc ?? 0) : null,
    );
    if (wrong >= 0) throw this.wrong((reads[wrong] as (typeof reads)[0]).extent.name);
    for (const { tensor, extent } of reads) if (extent.swap) swapStorage(tensor, extent.swap);
  }
}
