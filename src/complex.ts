import { inspect } from 'node:util';
import { floatRepr } from './_python_str.ts';
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

  /** Python's spelling: `(1+2j)`, `2j`. */
  override toString(): string {
    const part = (x: number) => floatRepr(x).replace(/\.0$/, '');
    const im = `${part(this.im)}j`;
    if (Object.is(this.re, 0)) return im;
    return `(${part(this.re)}${im.startsWith('-') ? '' : '+'}${im})`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}
Object.defineProperty(Complex.prototype, '_kind', { value: Kind.Complex });
setComplexFactory((re, im) => new Complex(re, im));
