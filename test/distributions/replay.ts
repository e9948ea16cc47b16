// Does again what scripts/golden/distributions.py did, and compares with what it wrote down.
import { expect } from 'vitest';
import { distributions as D, Tensor, torch } from '../../src/index.ts';
import { type Bytes, decode as decodeBytes, exact } from '../optim/golden.ts';

type Words = any;

interface Step {
  kind: 'get' | 'text' | 'call' | 'expand' | 'inverse';
  name: string;
  args?: Words[];
  kwargs?: Record<string, Words>;
  /** Done with what the last `expand` or `inverse` gave. */
  on?: true;
  seed?: number;
  shape?: number[];
  result?: Words;
  grads?: Words;
  next?: number;
  error?: [string, string];
}
export interface Case {
  title: string;
  object: Words;
  steps: Step[];
  error?: [string, string];
}
export interface Divergence {
  title: string;
  p: Words;
  q: Words;
  result?: Bytes;
  grads?: (Bytes | null)[];
  error?: [string, string];
}
export interface Entry {
  title: string;
  registry: 'biject_to' | 'transform_to';
  object: Words;
  text?: string;
  x?: Bytes;
  y?: Bytes;
  error?: [string, string];
}

// ---- from words to objects

const decode = (bytes: Bytes): Tensor =>
  bytes.data === ''
    ? torch.empty(bytes.shape, { dtype: torch[bytes.dtype as 'float32'] })
    : decodeBytes(bytes);

const hidden: Record<string, unknown> = {
  LogitRelaxedBernoulli: D.relaxed_bernoulli.LogitRelaxedBernoulli,
  ExpRelaxedCategorical: D.relaxed_categorical.ExpRelaxedCategorical,
};
const named = (path: string): any =>
  hidden[path] ?? path.split('.').reduce((owner: any, name) => owner[name], D);

/** The object that the words describe; tensors that ask for gradients are entered in `leaves`. */
function made(words: Words, leaves: Tensor[] = []): any {
  if (Array.isArray(words)) return words.map((word) => made(word, leaves));
  if (typeof words !== 'object' || words === null) return words;
  if ('data' in words) {
    const tensor = decode(words);
    if (words.requires_grad) leaves.push(tensor.requires_grad_());
    return tensor;
  }
  if ('float' in words) return { nan: NaN, inf: Infinity, '-inf': -Infinity }[words.float as 'nan'];
  if ('constant' in words) return named(words.constant);
  if ('attribute' in words) return made(words.of, leaves)[words.attribute];
  if ('new' in words) {
    const args = made(words.args, leaves);
    const kwargs = keywords(words.kwargs, leaves);
    return named(words.new)(...args, ...(Object.keys(kwargs).length > 0 ? [kwargs] : []));
  }
  throw new Error(`no word of ours: ${JSON.stringify(words)}`);
}
const keywords = (words: Record<string, Words>, leaves: Tensor[]) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [key, made(word, leaves)]));

// ---- comparing

const values = (x: Tensor): number[] => x.detach().double().reshape(-1).tolist();

function expectTensor(actual: unknown, expected: Bytes, what: string): void {
  expect(actual, what).toBeInstanceOf(Tensor);
  const x = actual as Tensor;
  expect([...x.shape], `${what}: shape`).toEqual(expected.shape);
  expect(String(x.dtype), `${what}: dtype`).toBe(`torch.${expected.dtype}`);
  const [a, b] = [values(x), values(decode(expected))];
  const wrong = a.findIndex((value, i) => !sameNumber(value, b[i] as number, x.dtype.itemsize));
  if (wrong >= 0) expect.fail(`${what}: differs from Python at ${wrong}\n${a}\n${b}`);
}
/** All bits, the sign of a zero included; on another LibTorch or processor than the golden one, roughly. */
function sameNumber(a: number, b: number, itemsize: number): boolean {
  if (Object.is(a, b)) return true;
  if (exact) return false;
  return Math.abs(a - b) <= (itemsize < 4 ? 0.05 : 2e-4) * (1 + Math.abs(b));
}

function expectResult(actual: any, expected: Words, what: string): void {
  if (expected !== null && typeof expected === 'object' && 'data' in expected) {
    expectTensor(actual, expected, what);
  } else if (expected !== null && typeof expected === 'object' && 'float' in expected) {
    expect(actual, what).toBe(made(expected));
  } else if (Array.isArray(expected)) {
    // An object is written as its text in a list.
    if (!Array.isArray(actual)) expect([`${actual}`], what).toEqual(expected);
    else {
      expect(actual.length, what).toBe(expected.length);
      for (const [i, item] of actual.entries()) expectResult(item, expected[i], `${what}[${i}]`);
    }
  } else if (typeof expected === 'string') {
    expect(`${actual}`, what).toBe(expected);
  } else if (expected !== null && typeof expected === 'object') {
    expect(Object.keys(actual), what).toEqual(Object.keys(expected));
    for (const [key, item] of Object.entries(expected)) expectResult(actual[key], item, `${what}.${key}`);
  } else expect(actual, what).toBe(expected);
}

// Where Python stumbles over a missing method, there are clearer errors here.
const others: Record<string, string[]> = {
  AttributeError: ['TypeError', 'ValueError', 'NotImplementedError', 'RuntimeError'],
  _LinAlgError: ['LinAlgError'],
  RuntimeError: ['NotImplementedError', 'OutOfMemoryError'],
};
/** What a call refuses, as Python does; ours may say more where Python has no words. */
function expectRefusal(call: () => unknown, [name, message]: [string, string], what: string): void {
  let result: unknown;
  let error: any;
  try {
    result = call();
  } catch (thrown) {
    error = thrown;
  }
  if (error === undefined)
    expect.fail(`${what}: Python refuses with ${name}: ${message}; here it gives ${result}`);
  expect([name, ...(others[name] ?? [])], `${what}: ${error.stack}`).toContain(error.name);
  if (['ValueError', 'AssertionError'].includes(name) && message !== '')
    expect(error.message, what).toBe(message.replace(/with {9,}/, 'with '));
}

// ---- doing it again

function gradients(result: Tensor, leaves: Tensor[], weights: Tensor): (Tensor | null)[] {
  return torch.autograd.grad([result], leaves, {
    grad_outputs: [weights],
    allow_unused: true,
    retain_graph: true,
  });
}

function expectGradients(result: Tensor, leaves: Tensor[], expected: Words, what: string): void {
  const weights = torch.arange(1, result.numel() + 1, { dtype: result.dtype }).div(result.numel());
  const call = () => gradients(result, leaves, weights.reshape(result.shape));
  if (typeof expected[0] === 'string') expectRefusal(call, expected as [string, string], what);
  else expectResult(call(), expected, `${what}: gradients`);
}

function perform(target: any, step: Step, leaves: Tensor[]): unknown {
  if (step.seed !== undefined) torch.manual_seed(step.seed);
  if (step.kind === 'get') return target[step.name];
  if (step.kind === 'text') return String(target);
  const kwargs = keywords(step.kwargs ?? {}, []);
  const given = [...made(step.args ?? [], leaves), ...(Object.keys(kwargs).length > 0 ? [kwargs] : [])];
  return step.name === '__call__' ? target(...given) : target[step.name](...given);
}

export function replay({ title, object, steps, error }: Case): void {
  if (error !== undefined) {
    expectRefusal(() => made(object), error, title);
    return;
  }
  const leaves: Tensor[] = [];
  const main = made(object, leaves);
  let other: any = null;
  for (const [i, step] of steps.entries()) {
    const what = `${title}, step ${i}: ${step.kind} ${step.name ?? ''}`;
    if (step.kind === 'inverse') other = main.inv;
    else if (step.kind === 'expand') {
      if (step.error) expectRefusal(() => main.expand(step.shape), step.error, what);
      else other = main.expand(step.shape);
    } else if (step.error) {
      expectRefusal(() => perform(step.on ? other : main, step, []), step.error, what);
    } else {
      const given: Tensor[] = [];
      const result = perform(step.on ? other : main, step, given);
      expectResult(result, step.result, what);
      if (step.next !== undefined) expect(torch.rand(1).item(), `${what}: the next draw`).toBe(step.next);
      if (step.grads) expectGradients(result as Tensor, [...leaves, ...given], step.grads, what);
    }
  }
}

export function replayDivergence({ title, p, q, result, grads, error }: Divergence): void {
  const leaves: Tensor[] = [];
  const from = made(p, leaves);
  const to = made(q, leaves);
  if (error) {
    expectRefusal(() => D.kl_divergence(from, to), error, title);
    return;
  }
  const divergence = D.kl_divergence(from, to);
  expectTensor(divergence, result as Bytes, title);
  if (!grads) return;
  const found = gradients(divergence, leaves, torch.ones_like(divergence));
  expectResult(found, grads, `${title}: gradients`);
}

export function replayEntry({ title, registry, object, text, x, y, error }: Entry): void {
  const call = () => {
    const transform = D[registry](made(object));
    return [String(transform), x === undefined ? null : transform(decode(x))] as const;
  };
  if (error) {
    expectRefusal(call, error, title);
    return;
  }
  const [found, image] = call();
  expect(found, title).toBe(text);
  expectTensor(image, y as Bytes, title);
}
