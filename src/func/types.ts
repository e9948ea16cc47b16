// The types of torch.func: what a derivative of a function looks like.
import type { Tensor } from '../tensor.ts';

/** The argument to differentiate by, or several of them. */
export type Argnums = number | readonly number[];
export type Fn = (...args: any[]) => any;

/** One argument, or `any` for a position that the types do not know: a negative one, or one that is no literal. */
type Nth<A extends readonly unknown[], N> = `${N & number}` extends keyof A
  ? A[`${N & number}` & keyof A]
  : any;

/** The arguments that `argnums` chooses. */
export type Chosen<A extends readonly unknown[], N> = N extends readonly number[]
  ? { -readonly [K in keyof N]: Nth<A, N[K]> }
  : Nth<A, N>;

type IsAny<T> = 0 extends 1 & T ? true : false;

/** For each tensor of the output the derivative by each tensor of the input, one nested in the other. */
export type Jacobian<Output, Input> =
  IsAny<Output> extends true
    ? any
    : Output extends Tensor
      ? By<Input>
      : Output extends object
        ? { -readonly [K in keyof Output]: Jacobian<Output[K], Input> }
        : any;
type By<Input> =
  IsAny<Input> extends true
    ? any
    : Input extends Tensor
      ? Tensor
      : Input extends object
        ? { -readonly [K in keyof Input]: By<Input[K]> }
        : any;

interface Options<N> {
  argnums?: N;
  has_aux?: false;
}
interface AuxOptions<N> {
  argnums?: N;
  has_aux: true;
}
type Scalar<A extends any[]> = (...args: A) => Tensor;
type ScalarAux<A extends any[], X> = (...args: A) => readonly [Tensor, X];
/** A list that was written out of place is no pair to the types: then both are tensors. */
type TensorPair<A extends any[]> = (...args: A) => readonly Tensor[];
type Aux<N> = [AuxOptions<N>] | [argnums: N, has_aux: true | { has_aux: true }];

export interface Grad {
  <A extends any[], X, const N extends Argnums = 0>(
    func: ScalarAux<A, X>,
    ...options: Aux<N>
  ): (...args: A) => [Chosen<A, N>, X];
  <A extends any[], const N extends Argnums = 0>(
    func: TensorPair<A>,
    ...options: Aux<N>
  ): (...args: A) => [Chosen<A, N>, Tensor];
  <A extends any[], const N extends Argnums = 0>(
    func: Scalar<A>,
    ...options: [(N | Options<N>)?] | [argnums: N, has_aux: false | Options<never>]
  ): (...args: A) => Chosen<A, N>;
  (keywords: { func: Fn; argnums?: Argnums; has_aux?: boolean }): Fn;
}

export interface GradAndValue {
  <A extends any[], X, const N extends Argnums = 0>(
    func: ScalarAux<A, X>,
    ...options: Aux<N>
  ): (...args: A) => [Chosen<A, N>, [Tensor, X]];
  <A extends any[], const N extends Argnums = 0>(
    func: TensorPair<A>,
    ...options: Aux<N>
  ): (...args: A) => [Chosen<A, N>, [Tensor, Tensor]];
  <A extends any[], const N extends Argnums = 0>(
    func: Scalar<A>,
    ...options: [(N | Options<N>)?] | [argnums: N, has_aux: false | Options<never>]
  ): (...args: A) => [Chosen<A, N>, Tensor];
  (keywords: { func: Fn; argnums?: Argnums; has_aux?: boolean }): Fn;
}

/** `jacrev` and `jacfwd`, which have an option each of their own. */
export interface JacobianOf<O> {
  <A extends any[], R, X, const N extends Argnums = 0>(
    func: (...args: A) => readonly [R, X],
    ...options: [AuxOptions<N> & O] | [argnums: N, has_aux: true | (AuxOptions<never> & O), ...unknown[]]
  ): (...args: A) => [Jacobian<R, Chosen<A, N>>, X];
  <A extends any[], R, const N extends Argnums>(
    func: (...args: A) => R,
    argnums: N,
    ...options: [(false | (Options<never> & O))?, ...unknown[]]
  ): (...args: A) => Jacobian<R, Chosen<A, N>>;
  <A extends any[], R, const N extends Argnums = 0>(
    func: (...args: A) => R,
    options?: Options<N> & O,
  ): (...args: A) => Jacobian<R, Chosen<A, N>>;
  (keywords: { func: Fn; argnums?: Argnums; has_aux?: boolean } & O): Fn;
}

export interface Hessian {
  <A extends any[], R, const N extends Argnums = 0>(
    func: (...args: A) => R,
    options?: N | { argnums?: N },
  ): (...args: A) => Jacobian<Jacobian<R, Chosen<A, N>>, Chosen<A, N>>;
  (keywords: { func: Fn; argnums?: Argnums }): Fn;
}

export interface Vjp {
  <A extends any[], R, X>(
    func: (...args: A) => readonly [R, X],
    ...primals: [...A, { has_aux: true }]
  ): [output: R, vjp_fn: (...cotangents: any[]) => A, aux: X];
  <A extends any[], R>(
    func: (...args: A) => R,
    ...primals: A
  ): [output: R, vjp_fn: (...cotangents: any[]) => A];
}
