// Runs the cases of scripts/golden/opdb.py: PyTorch's operator samples as functions, methods, properties, with out=, ...
import * as F from '../../src/nn/functional.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { decode, difference, isElsewhere, type Json, tensorsIn } from './values.ts';

export interface Case {
  op: string;
  dtype?: string;
  /** f: function, m: method, i: in-place method, p: property, x: indexing, o: function with out= */
  forms: string;
  args: Json[];
  kwargs?: Record<string, Json>;
  out: Json;
  /** Other names of the function. */
  aliases?: string[];
  unwritten?: boolean;
  grads?: Json[];
  /** The gradients of the gradients. */
  twice?: Json[];
  /** Places of the differentiated tensors among all tensors of the call. */
  wrt?: number[];
  /** Python refuses the call: its class of error and its words. */
  error?: [type: string, text: string];
}
/** A sample that JavaScript cannot be asked for, with the reason. */
export interface Unsayable {
  op: string;
  unsayable: string;
  error?: true;
}

type Callable = (...args: unknown[]) => unknown;

export function functionNamed(op: string): Callable {
  const functional = op.startsWith('nn.functional.');
  const path = functional ? op.split('.').slice(2) : op.replace(/^torch\./, '').split('.');
  const found = path.reduce((owner: any, part) => owner?.[part], functional ? F : torch);
  if (typeof found !== 'function') throw new Error(`there is no torch.${op}`);
  return found;
}

interface Called {
  readonly result: unknown;
  readonly args: readonly unknown[];
  readonly tensors: readonly Tensor[];
}

/** Calls one form of a case; gives back its result and its decoded arguments. */
function call(made: Case, form: string, differentiated = false): Called {
  const name = made.op;
  const args = made.args.map(decode);
  const keywords = Object.fromEntries(
    Object.entries(made.kwargs ?? {}).map(([key, value]) => [key, decode(value)]),
  );
  const tensors = tensorsIn([args, Object.values(keywords)]);
  if (differentiated) for (const place of made.wrt ?? []) tensors[place]?.requires_grad_();
  if (form === 'o') keywords.out = outFor(decode(made.out));
  torch.manual_seed(0);
  const result = calledAs(form, name, indices(made, form, args), keywords);
  const outs = tensorsIn([keywords.out]);
  if (form === 'o' && tensorsIn([result]).some((tensor, i) => tensor !== outs[i]))
    throw new Error('another object than out= came back');
  return { result, args, tensors };
}

/** Calls a function in one of the forms of `Case`. */
export function calledAs(form: string, name: string, args: readonly unknown[], keywords: object): unknown {
  const given = Object.keys(keywords).length > 0 ? [...args, keywords] : args;
  const [self, ...rest] = given as [any, ...unknown[]];
  switch (form) {
    case 'f':
    case 'o':
      return functionNamed(name)(...given);
    case 'p':
      return self[name];
    case 'x':
      return self.index(...rest);
    default: {
      const method = form === 'i' ? `${name.replace(/_$/, '')}_` : name;
      if (typeof self[method] !== 'function') throw new Error(`a tensor has no method ${method}`);
      return self[method](...rest);
    }
  }
}

/** JSON has lists only: an index that is one is a tuple, one place for each dimension, unless it holds plain numbers. */
export function indices<T>({ args }: Pick<Case, 'args'>, form: string, given: readonly T[]): readonly T[] {
  const index = args[1];
  if (form !== 'x' || !Array.isArray(index)) return given;
  const isTuple = !index.every((item) => typeof item === 'number' || typeof item === 'boolean');
  return isTuple ? [given[0] as T, ...(given[1] as T[])] : given;
}

function outFor(want: unknown): unknown {
  const fresh = (tensor: Tensor) => torch.zeros_like(tensor);
  return want instanceof Tensor ? fresh(want) : (want as Tensor[]).map(fresh);
}

function weights(out: Tensor): Tensor {
  let line: Tensor = torch.linspace(0.5, 1.5, out.numel(), { dtype: torch.float64 }).reshape(out.shape);
  if (out.is_complex()) line = torch.complex(line, line.neg().add(1));
  return line.to(out.dtype);
}

const strided = (tensor: Tensor | null): tensor is Tensor =>
  tensor !== null && tensor.layout === torch.strided;

function gradientDifference(made: Case, { result, tensors }: Called): string {
  const outs = tensorsIn(result).filter((out) => out.requires_grad && out.numel() > 0);
  const inputs = (made.wrt ?? []).map((place) => tensors[place] as Tensor);
  const create_graph = made.twice !== undefined;
  const grads = torch.autograd.grad(outs, inputs, outs.map(weights), { allow_unused: true, create_graph });
  const wrong = difference(grads, (made.grads as Json[]).map(decode));
  if (wrong !== '' || made.twice === undefined) return wrong && `gradient: ${wrong}`;
  const followed = [...grads].filter((grad) => strided(grad) && grad.requires_grad) as Tensor[];
  const again = torch.autograd.grad(followed, inputs, followed.map(weights), { allow_unused: true });
  const second = difference(again, made.twice.map(decode));
  return second && `second gradient: ${second}`;
}

function failureOf(made: Case, form: string): string {
  try {
    const called = call(made, form);
    if (form === 'i' && called.result !== called.args[0])
      return 'the in-place method returned another object';
    const wrong = difference(called.result, decode(made.out), { ...made, unnamed: form === 'o' });
    if (wrong !== '') return wrong;
    // Some operators choose another kernel where a gradient is asked for: Python's values are those without.
    return made.grads !== undefined && 'fmx'.includes(form)
      ? gradientDifference(made, call(made, form, true))
      : '';
  } catch (error) {
    return (error as Error).message.split('\n')[0] as string;
  }
}

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A call that Python refuses must be refused here, with Python's class of error and its words. */
function refusalDifference(made: Case): string {
  const [type, text] = made.error as [string, string];
  try {
    call(made, made.forms);
  } catch (error) {
    const { name, message } = error as Error;
    if (!(error instanceof Error) || name === 'Error') return `refused by a bare ${name}: ${message}`;
    // Python's parser of arguments speaks of Python's ways to call; here the operator's own speaks.
    if (type === 'TypeError') return name === 'TypeError' ? '' : `${name} instead of ${type}: ${message}`;
    if (name !== type) return `${name} instead of ${type}: ${message}`;
    return plain(message).startsWith(plain(text))
      ? ''
      : `says "${plain(message)}" instead of "${plain(text)}"`;
  }
  return `is not refused, but Python says: ${text}`;
}

export interface Outcome {
  readonly form: string;
  /** '' where it does as Python does. */
  readonly failure: string;
}

// The generators of devices give other numbers.
const drawn =
  /(^|_|\.)(rand|randn|randint|randperm|normal|bernoulli|multinomial|uniform|exponential|cauchy|geometric|poisson|log_normal|random|dropout|rrelu|gumbel_softmax|svd_lowrank|pca_lowrank|fractional_max_pool|empty)/;
/** Whether a case says nothing about a device: refusals and the shape of random draws are compared on the CPU. */
const leftOutOnDevice = (made: Case): boolean => made.error !== undefined || drawn.test(made.op);

/** Everything that a case asks for, one outcome for each form. */
export function run(made: Case): Outcome[] {
  if (isElsewhere() && leftOutOnDevice(made)) return [];
  if (made.error !== undefined) return [{ form: 'error', failure: refusalDifference(made) }];
  const outcomes = [...made.forms].map((form) => ({ form, failure: failureOf(made, form) }));
  for (const alias of made.aliases ?? []) {
    outcomes.push({
      form: `f as ${alias}`,
      failure: failureOf({ ...made, op: alias, wrt: undefined, grads: undefined }, 'f'),
    });
  }
  return outcomes;
}
