import { CheckpointError } from '../errors.ts';
import { native } from '../native.ts';
import type { Tensor } from '../tensor.ts';
import { crc32 } from './crc32.ts';
import type { Source } from './source.ts';
import { lendBytes } from './storage.ts';

/** A storage that lies in the file as it is. */
interface Read {
  tensor: Tensor;
  offset: number;
  crc: number;
  /** What its error is, when the checksum is wrong. */
  name: string;
  /** What is done to the elements once they are there. */
  after: (() => void) | undefined;
}

/**
 * Collects what must be read from a file, so that it happens in one native call, on several threads, straight into the memory that the
 * tensors use. Whoever needs the elements earlier calls `flush`.
 */
export class PendingReads {
  private readonly source: Source;
  private readonly checked: boolean;
  private readonly wrong: (name: string) => CheckpointError;
  private reads: Read[] = [];

  constructor(source: Source, checked: boolean, wrong: (name: string) => CheckpointError) {
    this.source = source;
    this.checked = checked;
    this.wrong = wrong;
  }

  /** @throws CheckpointError when the storage reaches beyond the file. */
  add(read: Read): void {
    const end = read.offset + read.tensor.untyped_storage().nbytes();
    if (end > this.source.size)
      throw new CheckpointError(`the file is damaged: it was cut short within its storages`);
    this.reads.push(read);
  }

  flush(): void {
    const { reads, source } = this;
    this.reads = [];
    if (reads.length === 0) return;
    if (source.fd === null) for (const read of reads) this.copy(read);
    else this.readFile(source.fd, reads);
    for (const { after } of reads) after?.();
  }

  private readFile(fd: number, reads: readonly Read[]): void {
    const wrong = native.storages_read(
      fd,
      reads.map(({ tensor }) => tensor._h),
      reads.map(({ offset }) => offset),
      this.checked ? reads.map(({ crc }) => crc) : null,
    );
    if (wrong >= 0) throw this.wrong((reads[wrong] as Read).name);
  }

  private copy({ tensor, offset, crc, name }: Read): void {
    let found = 0;
    let position = offset;
    lendBytes(tensor, (pieces) => {
      for (const piece of pieces) {
        this.source.readInto(piece, position);
        if (this.checked) found = crc32(piece, found);
        position += piece.length;
      }
    });
    if (this.checked && found !== crc) throw this.wrong(name);
  }
}
