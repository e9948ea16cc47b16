import { native, setComplexFactory } from './native.ts';
import { Handle, Kind } from './ops/handle.ts';

/** A complex number, what an element of a complex tensor reads as. */
export class Complex extends Handle {
  readonly re: number;
  readonly im: number;
  #handle: unknown;

  constructor(re: number, im = 0) {
    super();
    this.re = re;
    this.im = im;
  }

  override get _h(): unknown {
    this.#handle ??= native.make_constant(Kind.Complex, this.re, this.im);
    return this.#handle;
  }

  /** Python's spelling: `(1+2j)`. */
  override toString(): string {
    const sign = this.im < 0 || Object.is(this.im, -0) ? '-' : '+';
    return `(${this.re}${sign}${Math.abs(this.im)}j)`;
  }
}
Object.defineProperty(Complex.prototype, '_kind', { value: Kind.Complex });
setComplexFactory((re, im) => new Complex(re, im));
