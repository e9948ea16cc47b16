import { callable } from '../callable.ts';
import type { Tensor } from '../tensor.ts';

/** Gradients that DistributedDataParallel averages together: what a communication hook is given. */
class GradBucket_ {
  private readonly _index: number;
  private readonly _last: boolean;
  private _buffer: Tensor;
  private readonly _gradients: Tensor[];
  private readonly _parameters: Tensor[];

  /** @internal */
  constructor(index: number, last: boolean, buffer: Tensor, gradients: Tensor[], parameters: Tensor[]) {
    this._index = index;
    this._last = last;
    this._buffer = buffer;
    this._gradients = gradients;
    this._parameters = parameters;
  }

  /** Its number; those of the last layers come first. */
  index(): number {
    return this._index;
  }
  /** All gradients in a row, (n). */
  buffer(): Tensor {
    return this._buffer;
  }
  set_buffer(buffer: Tensor): void {
    this._buffer = buffer;
  }
  /** Views of the buffer with the parameters' shapes. */
  gradients(): Tensor[] {
    return [...this._gradients];
  }
  parameters(): Tensor[] {
    return [...this._parameters];
  }
  /** Whether it is the pass's last. */
  is_last(): boolean {
    return this._last;
  }
}
export const GradBucket = callable(GradBucket_);
export type { GradBucket_ };
export type GradBucket = GradBucket_;
