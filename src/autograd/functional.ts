// torch.autograd.functional: derivatives of functions.
import { AssertionError, NotImplementedError, RuntimeError, TypeError } from '../errors.ts';
import { jacfwd, grad as transformedGrad } from '../func/eager_transforms.ts';
import { vmap } from '../func/vmap.ts';
import { keywords } from '../keywords.ts';
import { aten } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { grad } from './backward.ts';
import { enable_grad, is_grad_enabled, set_grad_enabled } from './modes.ts';

type Fn = (...inputs: any[]) => any;
type Tensors = Tensor | readonly Tensor[];
type Maybe = (Tensor | null)[];

const zerosLike = aten('zeros_like') as (x: Tensor, options?: object) => Tensor;
const stack = aten('stack') as (list: readonly Tensor[], dim: number) => Tensor;
const zeros = aten('zeros') as (size: number[], options: object) => Tensor;

/** A lone tensor or several. */
function listOf(value: unknown, what: string, where: string): { several: boolean; list: Tensor[] } {
  // biome-ignore lint/suspicious/useIsArray: named results are lists too, though not made by Array
  const several = value instanceof Array;
  const list: unknown[] = several ? [...(value as unknown[])] : [value];
  list.forEach((item, i) => {
    if (item instanceof Tensor) return;
    const got = item === null ? 'null' : typeof item;
    throw new TypeError(
      several
        ? `The ${what} given to ${where} must be either a Tensor or a tuple of Tensors but the value at index ${i} has type ${got}.`
        : `The ${what} given to ${where} must be either a Tensor or a tuple of Tensors but the given ${what} has type ${got}.`,
    );
  });
  return { several, list: list as Tensor[] };
}

/** Copies that the caller's graph does not see, unless the result is to have one. */
function prepared(list: readonly Tensor[], create_graph: boolean, need_graph: boolean): Tensor[] {
  return list.map((x) => {
    if (create_graph && x.requires_grad) return x.is_sparse ? x.clone() : x.view_as(x);
    return x.detach().requires_grad_(need_graph);
  });
}

const finished = (list: readonly Tensor[], create_graph: boolean) =>
  create_graph ? [...list] : list.map((x) => x.detach());
const shaped = (list: any[], several: boolean) => (several ? list : list[0]);

function checkVector(v: readonly Tensor[], other: readonly Tensor[], several: boolean): void {
  if (several && v.length !== other.length)
    throw new RuntimeError(`v is a tuple of invalid length: should be ${other.length} but got ${v.length}.`);
  if (!several && v.length !== 1) throw new RuntimeError('The given v should contain a single Tensor.');
  v.forEach((item, i) => {
    const expected = other[i] as Tensor;
    if (String(item.shape) !== String(expected.shape)) {
      const place = several ? `Entry ${i} in ` : '';
      throw new RuntimeError(
        `${place}v has invalid size: should be ${expected.shape} but got ${item.shape}.`,
      );
    }
  });
}

type Kind = 'outputs' | 'grad_inputs' | 'jacobian' | 'hessian';
/** In strict mode every result must depend on the inputs in a way that can be differentiated. */
function checkRequiresGrad(list: readonly (Tensor | null)[], kind: Kind, strict: boolean): void {
  if (!strict) return;
  list.forEach((item, i) => {
    const not = ' This is not allowed in strict mode.';
    if (item === null) {
      throw new RuntimeError(`The output of the user-provided function is independent of input ${i}.${not}`);
    }
    if (item.requires_grad) return;
    const text = {
      hessian: `The hessian of the user-provided function with respect to input ${i} is independent of the input.${not} You should ensure that your function is thrice differentiable and that the hessian depends on the inputs.`,
      jacobian: `While computing the hessian, found that the jacobian of the user-provided function with respect to input ${i} is independent of the input.${not} You should ensure that your function is twice differentiable and that the jacobian depends on the inputs (this would be violated by a linear function for example).`,
      grad_inputs: `The gradient with respect to input ${i} is independent of the inputs of the user-provided function.${not}`,
      outputs: `Output ${i} of the user-provided function does not require gradients. The outputs must be computed in a differentiable manner from the input when running in strict mode.`,
    };
    throw new RuntimeError(text[kind]);
  });
}

function gradients(
  outputs: Maybe,
  inputs: readonly Tensor[],
  starts: readonly (Tensor | null)[] | null,
  create_graph: boolean,
  retain_graph: boolean | null = null,
): Maybe {
  const kept: [Tensor, Tensor | null][] = [];
  outputs.forEach((output, i) => {
    if (output?.requires_grad) kept.push([output, starts?.[i] ?? null]);
  });
  if (kept.length === 0) return inputs.map(() => null);
  return grad(
    kept.map(([output]) => output),
    [...inputs],
    { grad_outputs: kept.map(([, start]) => start), allow_unused: true, create_graph, retain_graph },
  );
}

type Stage = 'back' | 'back_trick' | 'double_back' | 'double_back_trick';
/** Zeros where there is no gradient, which strict mode refuses. */
function filled(
  found: Maybe,
  like: readonly Tensor[],
  strict: boolean,
  create_graph: boolean,
  stage: Stage,
): Tensor[] {
  const not = 'This is not allowed in strict mode';
  return found.map((gradient, i) => {
    if (gradient === null) {
      if (strict) {
        const text = {
          back: `The output of the user-provided function is independent of input ${i}. ${not}.`,
          back_trick: `The gradient with respect to the input is independent of entry ${i} in the grad_outputs when using the double backward trick to compute forward mode gradients. ${not}.`,
          double_back: `The jacobian of the user-provided function is independent of input ${i}. ${not}.`,
          double_back_trick: `The hessian of the user-provided function is independent of entry ${i} in the grad_jacobian. ${not} as it prevents from using the double backward trick to replace forward mode AD.`,
        };
        throw new RuntimeError(text[stage]);
      }
      return zerosLike(like[i] as Tensor);
    }
    if (strict && create_graph && !gradient.requires_grad) {
      const what = stage.includes('double') ? 'hessian' : 'jacobian';
      throw new RuntimeError(
        `The ${what} of the user-provided function is independent of input ${i}. ${not} when create_graph=True.`,
      );
    }
    return gradient;
  });
}

const names = ['func', 'inputs', 'v', 'create_graph', 'strict'] as const;

function start(func: Fn, given: Tensors, create_graph: boolean, strict: boolean, where: string) {
  const { several, list } = listOf(given, 'inputs', where);
  const inputs = prepared(list, create_graph, true);
  const run = () => {
    const output = listOf(func(...inputs), 'outputs of the user-provided function', where);
    checkRequiresGrad(output.list, 'outputs', strict);
    return output;
  };
  return { several, inputs, run };
}

function vectorOf(
  v: Tensors | null,
  other: readonly Tensor[],
  several: boolean,
  create_graph: boolean,
  where: string,
  what: string,
) {
  if (v !== null) {
    const list = prepared(listOf(v, 'v', where).list, create_graph, false);
    checkVector(list, other, several);
    return list;
  }
  if (other.length !== 1 || (other[0] as Tensor).numel() !== 1)
    throw new RuntimeError(
      `The vector v can only be None if the ${what} a single Tensor with a single element.`,
    );
  return null;
}

const withGraph = <T>(create_graph: boolean, body: () => T) =>
  set_grad_enabled(create_graph || is_grad_enabled(), body);

/**
 * The value of `func` at `inputs` and the product of the vector `v` (as the outputs) with its Jacobian (as the inputs).
 *
 * @throws RuntimeError where `v` does not fit, or where `strict` finds an output that does not depend on an input.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.vjp.html
 */
export const vjp = keywords(
  'vjp',
  names,
  (
    func: Fn,
    inputs: Tensors,
    v: Tensors | null = null,
    create_graph: boolean = false,
    strict: boolean = false,
  ): [any, any] => {
    const made = enable_grad(() => {
      const begun = start(func, inputs, create_graph, strict, 'vjp');
      const output = begun.run();
      const vector = vectorOf(
        v,
        output.list,
        output.several,
        create_graph,
        'vjp',
        'user-provided function returns',
      );
      return { ...begun, output, vector };
    });
    const { inputs: at, output, vector, several } = made;
    const found = withGraph(create_graph, () =>
      filled(gradients(output.list, at, vector, create_graph), at, strict, create_graph, 'back'),
    );
    return [
      shaped(finished(output.list, create_graph), output.several),
      shaped(finished(found, create_graph), several),
    ];
  },
);

/**
 * The value of `func` at `inputs` and the product of its Jacobian with the vector `v` (as the inputs), by the double
 * backward trick: the backward is linear in its start, so its derivative by the start is the forward derivative.
 */
export const jvp = keywords(
  'jvp',
  names,
  (
    func: Fn,
    inputs: Tensors,
    v: Tensors | null = null,
    create_graph: boolean = false,
    strict: boolean = false,
  ): [any, any] => {
    const made = enable_grad(() => {
      const begun = start(func, inputs, create_graph, strict, 'jvp');
      const vector = vectorOf(
        v,
        begun.inputs,
        begun.several,
        create_graph,
        'jvp',
        'input to the user-provided function is',
      );
      const output = begun.run();
      const starts = output.list.map((y) => zerosLike(y, { requires_grad: true }));
      const first = gradients(output.list, begun.inputs, starts, true);
      checkRequiresGrad(first, 'grad_inputs', strict);
      return { output, vector, starts, first };
    });
    const { output, vector, starts, first } = made;
    const compute = () =>
      filled(gradients(first, starts, vector, create_graph), output.list, strict, create_graph, 'back_trick');
    const found = create_graph ? enable_grad(compute) : compute();
    return [
      shaped(finished(output.list, create_graph), output.several),
      shaped(finished(found, create_graph), output.several),
    ];
  },
);

/** The value and first derivative of a function of one number, for products with its Hessian. */
function scalarStart(
  func: Fn,
  inputs: Tensors,
  v: Tensors | null,
  create_graph: boolean,
  strict: boolean,
  where: string,
) {
  const begun = start(func, inputs, create_graph, strict, where);
  const vector = vectorOf(
    v,
    begun.inputs,
    begun.several,
    create_graph,
    where,
    'input to the user-provided function is',
  );
  const output = begun.run();
  if (output.several) throw new RuntimeError(`The function given to ${where} should return a single Tensor`);
  if ((output.list[0] as Tensor).numel() !== 1)
    throw new RuntimeError(
      `The Tensor returned by the function given to ${where} should contain a single element`,
    );
  const first = gradients(output.list, begun.inputs, null, true);
  checkRequiresGrad(first, 'jacobian', strict);
  return { ...begun, vector, output, first };
}

/** The value of `func`, which returns one number, and the product of the vector `v` with its Hessian. */
export const vhp = keywords(
  'vhp',
  names,
  (
    func: Fn,
    inputs: Tensors,
    v: Tensors | null = null,
    create_graph: boolean = false,
    strict: boolean = false,
  ): [any, any] => {
    const made = enable_grad(() => scalarStart(func, inputs, v, create_graph, strict, 'vhp'));
    const found = withGraph(create_graph, () =>
      filled(
        gradients(made.first, made.inputs, made.vector, create_graph),
        made.inputs,
        strict,
        create_graph,
        'double_back',
      ),
    );
    return [
      shaped(finished(made.output.list, create_graph), false),
      shaped(finished(found, create_graph), made.several),
    ];
  },
);

/** The value of `func` and the product of its Hessian with `v`; for a symmetric Hessian `vhp` is cheaper. */
export const hvp = keywords(
  'hvp',
  names,
  (
    func: Fn,
    inputs: Tensors,
    v: Tensors | null = null,
    create_graph: boolean = false,
    strict: boolean = false,
  ): [any, any] => {
    const made = enable_grad(() => {
      const begun = scalarStart(func, inputs, v, create_graph, strict, 'hvp');
      const starts = begun.inputs.map((x) => zerosLike(x, { requires_grad: true }));
      const second = gradients(begun.first, begun.inputs, starts, true);
      checkRequiresGrad(begun.first, 'hessian', strict);
      return { ...begun, starts, second };
    });
    const found = withGraph(create_graph, () =>
      filled(
        gradients(made.second, made.starts, made.vector, create_graph),
        made.inputs,
        strict,
        create_graph,
        'double_back_trick',
      ),
    );
    return [
      shaped(finished(made.output.list, create_graph), false),
      shaped(finished(found, create_graph), made.several),
    ];
  },
);

/** One row of the Jacobian after the other. */
function rows(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  create_graph: boolean,
  strict: boolean,
): Tensor[][] {
  return outputs.map((output, i) => {
    const flat = output.reshape(-1);
    const found: Tensor[][] = inputs.map(() => []);
    for (let j = 0; j < output.numel(); j += 1) {
      gradients([flat.select(0, j)], inputs, null, create_graph, true).forEach((row, k) => {
        if (row === null && strict) {
          throw new RuntimeError(
            `Output ${i} of the user-provided function is independent of input ${k}. This is not allowed in strict mode.`,
          );
        }
        if (row !== null && strict && create_graph && !row.requires_grad) {
          throw new RuntimeError(
            `The jacobian of the user-provided function is independent of input ${i}. This is not allowed in strict mode when create_graph=True.`,
          );
        }
        found[k]?.push(row ?? zerosLike(inputs[k] as Tensor));
      });
    }
    return found.map((list, k) => {
      const shape = [...output.shape, ...(inputs[k] as Tensor).shape];
      return list.length === 0 ? zeros(shape, { dtype: output.dtype }) : stack(list, 0).view(shape);
    });
  });
}

/** All rows in one pass over a batch of gradients. */
function batched(outputs: readonly Tensor[], inputs: readonly Tensor[], create_graph: boolean): Tensor[][] {
  return outputs.map((output) => {
    const count = output.numel();
    const basis = zeros([count, count], { dtype: output.dtype, device: output.device });
    basis.diagonal().fill_(1);
    const flat = output.reshape(-1);
    const found = vmap((row: Tensor) =>
      gradients([flat], inputs, [row], create_graph, true).map(
        (item, k) => item ?? zerosLike(inputs[k] as Tensor),
      ),
    )(basis) as Tensor[];
    return found.map((item, k) => item.view([...output.shape, ...(inputs[k] as Tensor).shape]));
  });
}

type Strategy = 'reverse-mode' | 'forward-mode';
const strategies = ['forward-mode', 'reverse-mode'];

/**
 * The Jacobian of `func` at `inputs`: (...output, ...input), nested lists of them for several outputs and inputs.
 *
 * `vectorize` computes all rows at once; `strategy` `'forward-mode'` needs it.
 *
 * @throws RuntimeError where `strict` finds an output that does not depend on an input.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.jacobian.html
 */
export const jacobian = keywords(
  'jacobian',
  ['func', 'inputs', 'create_graph', 'strict', 'vectorize', 'strategy'],
  (
    func: Fn,
    inputs: Tensors,
    create_graph: boolean = false,
    strict: boolean = false,
    vectorize: boolean = false,
    strategy: Strategy = 'reverse-mode',
  ): any => {
    const what = 'torch.autograd.functional.jacobian:';
    if (!strategies.includes(strategy)) {
      throw new AssertionError(
        `Expected strategy to be either "forward-mode" or "reverse-mode", got ${String(strategy)}`,
      );
    }
    const refuse = (first: string, second: string) =>
      `${what} \`${first}\` and \`${second}\` are not supported together (yet). Please either set \`${first.replace('True', 'False')}\` or \`${second.includes('strategy') ? 'strategy="reverse-mode"' : second.replace('True', 'False')}\`.`;
    if (strategy === 'forward-mode') {
      if (create_graph) throw new NotImplementedError(refuse('create_graph=True', 'strategy="forward-mode"'));
      if (strict) throw new RuntimeError(refuse('strict=True', 'strategy="forward-mode"'));
      if (!vectorize) {
        throw new NotImplementedError(
          'Computing Jacobian using forward-AD or forward-over-reverse Hessian is only implemented for `vectorize=True`.',
        );
      }
      const { several, list } = listOf(inputs, 'inputs', 'jacobian');
      const at = list.map((x) => x.detach());
      return several
        ? jacfwd(
            func,
            at.map((_, i) => i),
          )(...at)
        : jacfwd(func)(at[0]);
    }
    return enable_grad(() => {
      const begun = start(func, inputs, create_graph, strict, 'jacobian');
      const output = begun.run();
      if (vectorize && strict)
        throw new RuntimeError(
          `${what} \`strict=True\` and \`vectorized=True\` are not supported together. Please either set \`strict=False\` or \`vectorize=False\`.`,
        );
      const found = vectorize
        ? batched(output.list, begun.inputs, create_graph)
        : rows(output.list, begun.inputs, create_graph, strict);
      return shaped(
        found.map((row) => shaped(finished(row, create_graph), begun.several)),
        output.several,
      );
    });
  },
);

/**
 * The Hessian of `func`, which returns one number: (...input, ...input), nested lists of them for several inputs.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.hessian.html
 */
export const hessian = keywords(
  'hessian',
  ['func', 'inputs', 'create_graph', 'strict', 'vectorize', 'outer_jacobian_strategy'],
  (
    func: Fn,
    inputs: Tensors,
    create_graph: boolean = false,
    strict: boolean = false,
    vectorize: boolean = false,
    outer_jacobian_strategy: Strategy = 'reverse-mode',
  ): any => {
    const number = (...at: Tensor[]) => {
      const { several, list } = listOf(func(...at), 'outputs of the user-provided function', 'hessian');
      checkRequiresGrad(list, 'outputs', strict);
      const [only] = list as [Tensor];
      if (several) throw new RuntimeError('The function given to hessian should return a single Tensor');
      if (only.numel() !== 1)
        throw new RuntimeError(
          'The Tensor returned by the function given to hessian should contain a single element',
        );
      return only.squeeze();
    };
    const { several } = listOf(inputs, 'inputs', 'hessian');
    const first = (...at: Tensor[]) => {
      const found = jacobian(number, several ? at : (at[0] as Tensor), true);
      checkRequiresGrad(several ? found : [found], 'jacobian', strict);
      return found;
    };
    if (outer_jacobian_strategy === 'forward-mode')
      return forwardHessian(number, inputs, create_graph, strict, vectorize);
    return jacobian(first, inputs, create_graph, strict, vectorize, outer_jacobian_strategy);
  },
);

/** Forward mode over reverse mode. */
function forwardHessian(
  number: Fn,
  inputs: Tensors,
  create_graph: boolean,
  strict: boolean,
  vectorize: boolean,
): any {
  const { several, list } = listOf(inputs, 'inputs', 'hessian');
  const by = list.map((_, i) => i);
  const first: Fn = (...at) =>
    several ? transformedGrad(number, by)(...at) : transformedGrad(number)(...at);
  return jacobian(first, inputs, create_graph, strict, vectorize, 'forward-mode');
}
