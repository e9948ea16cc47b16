import { callable } from '../callable.ts';
import { Complex } from '../complex.ts';
import { AssertionError, RuntimeError, TypeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { aten } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { warnOnce } from '../warn.ts';
import { grad } from './backward.ts';
import { dual_level, make_dual, unpack_dual } from './forward_ad.ts';
import { enable_grad } from './modes.ts';

/** The analytical derivative of a function is not its numerical one. */
class GradcheckError_ extends RuntimeError {}
export const GradcheckError = callable(GradcheckError_);
export type { GradcheckError_ };
export type GradcheckError = GradcheckError_;

type Fn = (...inputs: any[]) => any;
type Inputs = Tensor | readonly unknown[];

const zeros = aten('zeros');
const zerosLike = aten('zeros_like') as (x: Tensor) => Tensor;
const allclose = aten('allclose') as (a: Tensor, b: Tensor, rtol: number, atol: number) => boolean;

// biome-ignore lint/suspicious/useIsArray: named results are lists too, though not made by Array
const listOf = (value: unknown): unknown[] => (value instanceof Array ? [...(value as unknown[])] : [value]);
const differentiable = (x: unknown): x is Tensor =>
  x instanceof Tensor && (x.is_floating_point() || x.is_complex());

/** The outputs as real ones: the parts of a complex one are checked apart. */
const outputsOf = (func: Fn, inputs: readonly unknown[]): Tensor[] =>
  listOf(func(...inputs))
    .filter(differentiable)
    .flatMap((y) => (y.is_complex() ? [y.real, y.imag] : [y]));

/** The derivative by a complex number is that by its real part plus i times that by its imaginary part. */
function columnsOf(func: Fn, inputs: readonly unknown[], x: Tensor, eps: number): Tensor[][] {
  // Outside of the graph's sight the input itself is moved, as its other uses are to see it.
  const { data } = x;
  const flat = data.is_contiguous() ? data.view(-1) : null;
  const parts = x.is_complex() ? [eps, new Complex(0, eps)] : [eps];
  const columns: Tensor[][] = [];
  for (let i = 0; i < x.numel(); i += 1) {
    const place = flat ? flat.select(0, i) : placeOf(data, i);
    const derivatives = parts.map((step) => {
      const original = place.clone();
      place.copy_(original.sub(step as number));
      const before = outputsOf(func, inputs).map((y) => y.detach().clone());
      place.copy_(original.add(step as number));
      const after = outputsOf(func, inputs).map((y) => y.detach().clone());
      place.copy_(original);
      return after.map((y, k) =>
        y
          .sub(before[k] as Tensor)
          .div(2 * eps)
          .reshape(-1),
      );
    });
    columns.push(
      (derivatives[0] as Tensor[]).map((real, k) => {
        const imaginary = derivatives[1]?.[k];
        return imaginary === undefined
          ? real
          : (real as Tensor).add(imaginary.mul(new Complex(0, 1) as never));
      }),
    );
  }
  return columns;
}

/** Element number `i` of a tensor that is not contiguous, as a view. */
function placeOf(x: Tensor, i: number): Tensor {
  let rest = i;
  let view = x;
  const shape = [...x.shape];
  for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
    const size = shape[dim] as number;
    view = view.select(dim, rest % size);
    rest = Math.floor(rest / size);
  }
  return view;
}

/** Numerical Jacobians by output: (inputs, outputs) matrices. */
function numerical(
  func: Fn,
  inputs: readonly unknown[],
  x: Tensor,
  eps: number,
  outputs: readonly Tensor[],
): Tensor[] {
  const columns = columnsOf(func, inputs, x, eps);
  return outputs.map((y, k) => {
    const matrix = zeros([x.numel(), y.numel()], { dtype: x.is_complex() ? x.dtype : y.dtype }) as Tensor;
    columns.forEach((column, i) => {
      matrix.select(0, i).copy_(column[k] as Tensor);
    });
    return matrix;
  });
}

/** The analytical Jacobian of one output, row by row. */
function analytical(y: Tensor, x: Tensor): Tensor {
  const matrix = zeros([x.numel(), y.numel()], { dtype: x.dtype }) as Tensor;
  for (let j = 0; j < y.numel(); j += 1) {
    const start = zerosLike(y);
    placeOf(start, j).fill_(1);
    const [found] = grad([y], [x], { grad_outputs: [start], retain_graph: true, allow_unused: true });
    if (found) matrix.select(1, j).copy_((found as Tensor).to_dense().reshape(-1));
  }
  return matrix;
}

function compare(
  a: Tensor,
  n: Tensor,
  output: number,
  input: number,
  tolerances: [number, number],
  mode: string,
) {
  const [rtol, atol] = tolerances;
  const numeric = n.to(a.dtype);
  if (a.numel() === 0 || allclose(a, numeric, rtol, atol)) return;
  throw new GradcheckError(
    `Jacobian${mode} mismatch for output ${output} with respect to input ${input},\nnumerical:${numeric}\nanalytical:${a}\n`,
  );
}

function checkInputs(list: readonly unknown[], raise: boolean): boolean {
  const some = list.filter((x): x is Tensor => x instanceof Tensor && x.requires_grad);
  if (some.length === 0) {
    throw new ValueError(
      'gradcheck expects at least one input tensor to require gradient, but none of the them have requires_grad=True.',
    );
  }
  some.forEach((x, i) => {
    if (x.dtype.name !== 'float64' && x.dtype.name !== 'complex128') {
      warnOnce(
        `Input #${i} requires gradient and is not a double precision floating point or complex. This check will likely fail if all the inputs are not of double precision floating point or complex.`,
      );
    }
    const overlaps = x.stride().some((stride, d) => stride === 0 && x.size(d) > 1);
    if (overlaps) {
      throw new RuntimeError(
        `The ${i}th input has a dimension with stride 0. gradcheck only supports inputs that are non-overlapping to be able to compute the numerical gradients correctly. You should call .contiguous on the input before passing it to gradcheck.`,
      );
    }
  });
  return raise;
}

/** Gradients of outputs that nobody computed must count as zeros. */
function checkUndefined(func: Fn, inputs: readonly unknown[]): void {
  const wanted = inputs.filter((x): x is Tensor => differentiable(x) && x.requires_grad);
  const outputs = outputsOf(func, inputs).filter((y) => y.requires_grad);
  for (const y of outputs) {
    const found: (Tensor | null)[] = grad([y], wanted, {
      grad_outputs: [zerosLike(y)],
      retain_graph: true,
      allow_unused: true,
    });
    for (const gradient of found) {
      if (gradient !== null && gradient.count_nonzero().item() !== 0) {
        throw new GradcheckError(
          'Expected all inputs to be undefined or zero when all output grads are undefined or zero. Please check that your backward treats undefined gradients as zeros.',
        );
      }
    }
  }
}

const gradcheckNames = [
  'func',
  'inputs',
  'eps',
  'atol',
  'rtol',
  'raise_exception',
  'nondet_tol',
  'check_undefined_grad',
  'check_grad_dtypes',
  'check_batched_grad',
  'check_batched_forward_grad',
  'check_forward_ad',
  'check_backward_ad',
  'fast_mode',
] as const;

/**
 * Whether the gradients that backward (and with `check_forward_ad` forward mode) computes for `func` at `inputs` are those
 * of finite differences: `|analytical - numerical| <= atol + rtol * |numerical|`. Inputs should be float64.
 *
 * `fast_mode` is accepted; every element is compared all the same. `check_batched_grad` is refused.
 *
 * @throws GradcheckError with both Jacobians, or returns false where `raise_exception` is false.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.autograd.gradcheck.gradcheck.html
 */
export const gradcheck = keywords(
  'gradcheck',
  gradcheckNames,
  (
    func: Fn,
    inputs: Inputs,
    eps: number = 1e-6,
    atol: number = 1e-5,
    rtol: number = 1e-3,
    raise_exception: boolean = true,
    nondet_tol: number = 0,
    check_undefined_grad: boolean = true,
    check_grad_dtypes: boolean = false,
    check_batched_grad: boolean = false,
    check_batched_forward_grad: boolean = false,
    check_forward_ad: boolean = false,
    check_backward_ad: boolean = true,
    _fast_mode: boolean = false,
  ): boolean => {
    if (check_batched_grad || check_batched_forward_grad)
      throw new TypeError('gradcheck: check_batched_grad and check_batched_forward_grad are not supported');
    if (!check_forward_ad && !check_backward_ad)
      throw new AssertionError('Expected at least one of check_forward_ad or check_backward_ad to be True');
    const list = listOf(inputs);
    try {
      checkInputs(list, raise_exception);
      const tolerances: [number, number] = [rtol, atol];
      enable_grad(() => {
        if (check_backward_ad) {
          checkBackward(func, list, eps, tolerances, nondet_tol, check_grad_dtypes);
          if (check_undefined_grad) checkUndefined(func, list);
        }
        if (check_forward_ad) checkForward(func, list, eps, tolerances);
      });
    } catch (error) {
      if (raise_exception || !(error instanceof GradcheckError)) throw error;
      return false;
    }
    return true;
  },
);

function checkBackward(
  func: Fn,
  list: readonly unknown[],
  eps: number,
  tolerances: [number, number],
  nondet_tol: number,
  check_grad_dtypes: boolean,
): void {
  const outputs = outputsOf(func, list);
  if (!outputs.some((y) => y.requires_grad)) {
    // Then every numerical derivative must be zero.
    list.forEach((x, i) => {
      if (!differentiable(x) || !x.requires_grad) return;
      numerical(func, list, x, eps, outputs).forEach((n, o) => {
        if (n.count_nonzero().item() !== 0)
          throw new GradcheckError(
            `Numerical gradient for function expected to be zero (output ${o}, input ${i})`,
          );
      });
    });
    return;
  }
  list.forEach((x, i) => {
    if (!differentiable(x) || !x.requires_grad) return;
    const numbers = numerical(func, list, x, eps, outputs);
    outputs.forEach((y, o) => {
      if (!y.requires_grad) {
        compare(zerosLike(numbers[o] as Tensor), numbers[o] as Tensor, o, i, tolerances, '');
        return;
      }
      const derived = analytical(y, x);
      const again = analytical(outputsOf(func, list)[o] as Tensor, x);
      if (derived.numel() > 0 && derived.sub(again).abs().max().item() > nondet_tol) {
        throw new GradcheckError(
          'Backward is not reentrant, i.e., running backward with same input and grad_output multiple times gives different values, although analytical gradient matches numerical gradient.' +
            ` The tolerance for nondeterminism was ${nondet_tol}.`,
        );
      }
      if (check_grad_dtypes) checkDtype(y, x);
      compare(derived, numbers[o] as Tensor, o, i, tolerances, '');
    });
  });
}

function checkDtype(y: Tensor, x: Tensor): void {
  const [found] = grad([y], [x], { grad_outputs: [zerosLike(y)], retain_graph: true, allow_unused: true });
  if (found && (found as Tensor).dtype !== x.dtype)
    throw new GradcheckError('Gradient dtype does not match input dtype');
}

function checkForward(func: Fn, list: readonly unknown[], eps: number, tolerances: [number, number]): void {
  list.forEach((x, i) => {
    if (!differentiable(x) || !x.requires_grad) return;
    const outputs = outputsOf(func, list);
    const numbers = numerical(func, list, x, eps, outputs);
    const dtype = (y: Tensor) => (x.is_complex() ? x.dtype : y.dtype);
    const derived = outputs.map((y) => zeros([x.numel(), y.numel()], { dtype: dtype(y) }) as Tensor);
    const parts: (number | Complex)[] = x.is_complex() ? [1, new Complex(0, 1)] : [1];
    for (let k = 0; k < x.numel(); k += 1) {
      for (const part of parts) {
        dual_level(() => {
          const tangent = zerosLike(x.detach());
          placeOf(tangent, k).fill_(part);
          const given = list.map((item, at) => (at === i ? make_dual(x.detach(), tangent) : item));
          outputsOf(func, given).forEach((y, o) => {
            const { tangent: found } = unpack_dual(y);
            if (found) derived[o]?.select(0, k).add_(found.detach().reshape(-1).mul(part));
          });
        });
      }
    }
    derived.forEach((d, o) => {
      compare(d, numbers[o] as Tensor, o, i, tolerances, ' computed with forward mode');
    });
  });
}

const random = aten('randn_like') as (x: Tensor) => Tensor;

/**
 * The same for gradients of gradients: checks the backward of the backward of `func`, started from `grad_outputs` (random
 * ones by default).
 */
export const gradgradcheck = keywords(
  'gradgradcheck',
  [
    'func',
    'inputs',
    'grad_outputs',
    'eps',
    'atol',
    'rtol',
    'gen_non_contig_grad_outputs',
    'raise_exception',
    'nondet_tol',
    'check_undefined_grad',
    'check_grad_dtypes',
  ],
  (
    func: Fn,
    inputs: Inputs,
    grad_outputs: Tensor | readonly Tensor[] | null = null,
    eps: number = 1e-6,
    atol: number = 1e-5,
    rtol: number = 1e-3,
    _gen_non_contig_grad_outputs: boolean = false,
    raise_exception: boolean = true,
    nondet_tol: number = 0,
    check_undefined_grad: boolean = true,
    check_grad_dtypes: boolean = false,
  ): boolean => {
    const list = listOf(inputs);
    const outputs = outputsOf(func, list).filter((y) => y.requires_grad);
    const starts =
      grad_outputs === null
        ? outputs.map((y) => random(y.detach()).requires_grad_())
        : (listOf(grad_outputs) as Tensor[]);
    const count = list.length;
    const second: Fn = (...given) => {
      const at = given.slice(0, count);
      const wanted = at.filter((x): x is Tensor => differentiable(x) && x.requires_grad);
      const found = outputsOf(func, at).filter((y) => y.requires_grad);
      const results: (Tensor | null)[] = grad(found, wanted, {
        grad_outputs: given.slice(count) as Tensor[],
        create_graph: true,
        allow_unused: true,
      });
      return results.filter((item) => item !== null);
    };
    return gradcheck(second, [...list, ...starts], {
      eps,
      atol,
      rtol,
      raise_exception,
      nondet_tol,
      check_undefined_grad,
      check_grad_dtypes,
    });
  },
);
