import { callable } from '../callable.ts';
import { type External, native } from '../native.ts';
import type { Tensor } from '../tensor.ts';
import { Future } from './futures.ts';

/** How a reduction joins the tensors of all processes. */
class ReduceOp_ {
  /** @internal LibTorch's number of it. */
  readonly _code: number;
  /** @internal What PREMUL_SUM multiplies by. */
  readonly _factor: number;
  readonly #name: string;

  /** @internal */
  constructor(name: string, code: number, factor = 1) {
    this.#name = name;
    this._code = code;
    this._factor = factor;
  }

  static readonly SUM: ReduceOp = new ReduceOp_('SUM', 0);
  /** The sum by the number of processes. */
  static readonly AVG: ReduceOp = new ReduceOp_('AVG', 1);
  static readonly PRODUCT: ReduceOp = new ReduceOp_('PRODUCT', 2);
  static readonly MIN: ReduceOp = new ReduceOp_('MIN', 3);
  static readonly MAX: ReduceOp = new ReduceOp_('MAX', 4);
  /** Bit by bit, of whole numbers. */
  static readonly BAND: ReduceOp = new ReduceOp_('BAND', 5);
  static readonly BOR: ReduceOp = new ReduceOp_('BOR', 6);
  static readonly BXOR: ReduceOp = new ReduceOp_('BXOR', 7);

  toString(): string {
    return `<RedOpType.${this.#name}: ${this._code}>`;
  }
}
export const ReduceOp = callable(ReduceOp_);
export type { ReduceOp_ };
export type ReduceOp = ReduceOp_;

/** Whether complex tensors can be reduced so: sums of them are sums of their parts. */
export const supports_complex = (op: ReduceOp): boolean => op === ReduceOp.SUM || op === ReduceOp.AVG;

/** A collective under way. Its tensors may be read, and those it reads be changed, once `wait` has returned. */
class Work_ {
  /** @internal */
  readonly _held: External;
  private readonly _tensors: readonly Tensor[];
  private _future: Future<Tensor[]> | null = null;

  /** @internal */
  constructor(held: External, tensors: readonly Tensor[]) {
    this._held = held;
    this._tensors = tensors;
  }

  /** A future of the tensors that it writes; waiting for it waits for this. */
  get_future(): Future<Tensor[]> {
    this._future ??= new Future(() => {
      this.wait();
      return [...this._tensors];
    });
    return this._future;
  }

  /**
   * Waits until it is done; blocks the thread.
   *
   * @param timeout in milliseconds; 0 for the group's own
   * @throws RuntimeError when it failed, took too long, or a peer is gone
   */
  wait(timeout = 0): boolean {
    return native.work_do(this._held, 'wait', timeout) as boolean;
  }
  is_completed(): boolean {
    return native.work_do(this._held, 'is_completed', 0) as boolean;
  }
  is_success(): boolean {
    return native.work_do(this._held, 'is_success', 0) as boolean;
  }
  /** What went wrong, or null. */
  exception(): Error | null {
    try {
      native.work_do(this._held, 'exception', 0);
      return null;
    } catch (error) {
      return error as Error;
    }
  }
  /** The rank that a `recv` from anyone received from. @internal */
  _source_rank(): number {
    return native.work_do(this._held, 'source_rank', 0) as number;
  }
}
export const Work = callable(Work_);
export type { Work_ };
export type Work = Work_;
