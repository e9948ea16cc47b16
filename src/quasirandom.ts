// torch.quasirandom: sequences that fill a cube more evenly than random numbers do.
import { callable } from './callable.ts';
import { get_default_dtype } from './creation.ts';
import { type dtype, dtypes } from './dtype.ts';
import { ValueError } from './errors.ts';
import { type Calls, keywords } from './keywords.ts';
import { aten } from './ops/index.ts';
import { Generator } from './random.ts';
import type { Tensor } from './tensor.ts';

const MAXBIT = 30;
const MAXDIM = 21201;

const zeros = aten('zeros');
const randint = aten('randint');
const cat = aten('cat');
const advance = aten('_sobol_engine_ff_');
const drawPoints = aten('_sobol_engine_draw');

function checkCount(what: string, n: number, least: number): void {
  if (!Number.isInteger(n) || n < least) {
    throw new ValueError(`${what} is a whole number from ${least} on, got ${String(n)}`);
  }
}

class SobolEngine_ {
  static readonly MAXBIT = MAXBIT;
  static readonly MAXDIM = MAXDIM;

  readonly dimension: number;
  readonly scramble: boolean;
  readonly seed: number | bigint | null;
  sobolstate: Tensor; // (dimension, 30)
  shift: Tensor; // (dimension)
  quasi: Tensor; // (dimension)
  num_generated = 0;
  /** @internal */
  readonly _first_point: Tensor; // (1, dimension)

  constructor(...args: Calls<typeof sobolNames, SobolParameters>) {
    const { dimension, scramble, seed } = (sobolArguments as (...args: any[]) => SobolArguments)(...args);
    if (!Number.isInteger(dimension) || dimension > MAXDIM || dimension < 1) {
      throw new ValueError(`Supported range of dimensionality for SobolEngine is [1, ${MAXDIM}]`);
    }
    this.dimension = dimension;
    this.scramble = scramble;
    this.seed = seed;
    this.sobolstate = zeros([dimension, MAXBIT], { dtype: dtypes.int64, device: 'cpu' });
    aten('_sobol_engine_initialize_state_')(this.sobolstate, dimension);
    this.shift = scramble
      ? this._scramble()
      : (zeros([dimension], { dtype: dtypes.int64, device: 'cpu' }) as Tensor);
    this.quasi = this.shift.clone();
    this._first_point = this.quasi.div(2 ** MAXBIT).reshape(1, -1);
  }

  /** @internal Scrambles the state, and returns the shift of its points. */
  _scramble(): Tensor {
    const generator = this.seed === null ? null : Generator().manual_seed(this.seed);
    const bits = (size: number[]): Tensor =>
      randint(2, size, { generator, dtype: dtypes.int64, device: 'cpu' });
    const powers = aten('pow')(2, aten('arange')(0, MAXBIT, { device: 'cpu' })) as Tensor;
    const shift = bits([this.dimension, MAXBIT]).mv(powers);
    const triangles = bits([this.dimension, MAXBIT, MAXBIT]).tril();
    aten('_sobol_engine_scramble_')(this.sobolstate, triangles, this.dimension);
    return shift;
  }

  /** The next `n` points, (n, dimension), each in [0, 1); written to `out` where it is given. */
  draw = keywords(
    'draw',
    ['n', 'out', 'dtype'],
    (n: number = 1, out: Tensor | null = null, dtype: dtype | null = null): Tensor => {
      checkCount('n', n, this.num_generated === 0 ? 1 : 0);
      const kind = dtype ?? get_default_dtype();
      let result: Tensor;
      if (this.num_generated === 0) {
        const first = this._first_point.to(kind) as Tensor;
        result = n === 1 ? first : cat([first, this._next(n - 1, 0, kind)], -2);
      } else {
        result = this._next(n, this.num_generated - 1, kind);
      }
      this.num_generated += n;
      return out === null ? result : out.resize_as_(result).copy_(result);
    },
  );

  /** @internal */
  _next(n: number, generated: number, dtype: dtype): Tensor {
    const [points, quasi] = drawPoints(this.quasi, n, this.sobolstate, this.dimension, generated, {
      dtype,
    }) as [Tensor, Tensor];
    this.quasi = quasi;
    return points;
  }

  /**
   * The next 2^m points.
   *
   * @throws ValueError where the number of all points drawn would be no power of 2.
   */
  draw_base2 = keywords(
    'draw_base2',
    ['m', 'out', 'dtype'],
    (m: number, out: Tensor | null = null, dtype: dtype | null = null): Tensor => {
      checkCount('m', m, 0);
      const n = 2 ** m;
      const total = this.num_generated + n;
      if (!Number.isInteger(Math.log2(total))) {
        throw new ValueError(
          `The balance properties of Sobol' points require n to be a power of 2. ${this.num_generated} points have been previously generated, then: n=${this.num_generated}+2**${m}=${total}. If you still want to do this, please use 'SobolEngine.draw()' instead.`,
        );
      }
      return this.draw(n, out, dtype);
    },
  );

  /** Begins the sequence again. */
  reset(): this {
    this.quasi.copy_(this.shift);
    this.num_generated = 0;
    return this;
  }

  /** Passes over `n` points. */
  fast_forward(n: number): this {
    checkCount('n', n, this.num_generated === 0 ? 1 : 0);
    const before = this.num_generated;
    if (before === 0) advance(this.quasi, n - 1, this.sobolstate, this.dimension, before);
    else advance(this.quasi, n, this.sobolstate, this.dimension, before - 1);
    this.num_generated += n;
    return this;
  }

  toString(): string {
    const parts = [`dimension=${this.dimension}`];
    if (this.scramble) parts.push('scramble=True');
    if (this.seed !== null) parts.push(`seed=${this.seed}`);
    return `SobolEngine(${parts.join(', ')})`;
  }
}

interface SobolArguments {
  dimension: number;
  scramble: boolean;
  seed: number | bigint | null;
}
type SobolParameters = [dimension: number, scramble?: boolean, seed?: number | bigint | null];
const sobolNames = ['dimension', 'scramble', 'seed'] as const;
const sobolArguments = keywords(
  'SobolEngine',
  sobolNames,
  (dimension: number, scramble: boolean = false, seed: number | bigint | null = null): SobolArguments => ({
    dimension,
    scramble,
    seed,
  }),
);

/**
 * A Sobol sequence of points in a cube of `dimension` dimensions, 1 to 21201: they leave smaller gaps than random points.
 * `scramble` shuffles their digits, by `seed` or by the default generator. The same points as Python's, bit for bit.
 *
 *     const engine = torch.quasirandom.SobolEngine(2, { scramble: true, seed: 0 });
 *     engine.draw(8); // (8, 2)
 *
 * Source: I. M. Sobol, Zh. Vychisl. Mat. i Mat. Phys. 7 (1967), 784-802; scrambling: A. B. Owen, Journal of Complexity 14
 * (1998), 466-489.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.quasirandom.SobolEngine.html
 */
export const SobolEngine = callable(SobolEngine_);
export type SobolEngine = SobolEngine_;
