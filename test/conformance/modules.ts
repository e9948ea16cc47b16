// PyTorch's own module samples (scripts/golden/modules.py): construction, text, state, outputs, gradients, buffers.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import * as nn from '../../src/nn/index.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Raw {
  dtype: string;
  shape: number[];
  data: string;
}
export interface ModuleCase {
  module: string;
  dtype: string;
  training?: boolean;
  args?: Json[];
  kwargs?: Record<string, Json>;
  inputs?: Json[];
  options?: Record<string, Json>;
  text?: string;
  state?: Record<string, string>;
  text_after?: string;
  state_after?: Record<string, string>;
  outputs?: (Raw | null)[];
  input_grads?: (Raw | null)[];
  param_grads?: Record<string, Raw | null>;
  buffers?: Record<string, Raw>;
  eval?: (Raw | null)[] | 'the same';
  error?: { on: 'construction' | 'call'; type: string; message: string };
}

export interface Outcome {
  name: string;
  /** What is wrong; absent where all is as in Python. */
  error?: string;
  /** Is every number the same to the last bit? */
  exact: boolean;
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const script = join(project, 'scripts/golden/modules.py');
const dtypes = torch as unknown as Record<string, any>;

/** The cases that the repository holds: a few of every module, in float32. */
export function chosenCases(): ModuleCase[] {
  const folder = join(project, 'test/golden/modules');
  return readdirSync(folder).flatMap((file) =>
    JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString()),
  );
}

/** Every case of a seed in every dtype, made by the pinned Python on the first call (half a minute). */
export function allCases(seed = 0): ModuleCase[] {
  const digest = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `typetorch-modules-${torch.__version__}-${digest}-${seed}`);
  if (!existsSync(folder)) {
    const fresh = `${folder}-${process.pid}`;
    const python = join(project, '.venv/bin/python');
    const { status, stderr } = spawnSync(python, [script, '--all', fresh, String(seed)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
    renameSync(fresh, folder);
  }
  return readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** Why a case cannot pass here, or null. */
export function exclusionOf(one: ModuleCase): string | null {
  const words = one.error?.message ?? '';
  if (words.endsWith('should be of type int, got: float')) return 'JavaScript cannot tell 3.0 from 3';
  if (typeof one.args?.[2] === 'string' && one.module.endsWith('Cell')) {
    return 'Python takes the text, meant as a nonlinearity, for a true `bias`; here it is refused at once';
  }
  if (one.module === 'Linear' && one.options?.input) return 'a layer takes its input by position only';
  return null;
}

/** The cases with names of their own. */
function* named(cases: readonly ModuleCase[]): Iterable<[name: string, one: ModuleCase]> {
  const numbers = new Map<string, number>();
  for (const one of cases) {
    const kind = one.error ? 'error' : one.training ? 'training' : 'evaluation';
    const family = `${one.module} ${one.dtype} ${kind}`;
    const number = numbers.get(family) ?? 0;
    numbers.set(family, number + 1);
    yield [`${family} ${number}`, one];
  }
}

/** The cases that are left out, and why. */
export function excludedModules(
  cases: readonly ModuleCase[] = allCases(),
): { name: string; reason: string }[] {
  return [...named(cases)].flatMap(([name, one]) => {
    const reason = exclusionOf(one);
    return reason === null ? [] : [{ name, reason }];
  });
}

/** Runs cases one by one; a case that fails says in `error` where it differs from Python. */
export function runModules(cases: readonly ModuleCase[] = allCases()): Outcome[] {
  torch.set_num_threads(1);
  const included = [...named(cases)].filter(([, one]) => exclusionOf(one) === null);
  return included.map(([name, one]) => {
    const check = new Check();
    try {
      if (one.error) refuse(one, check);
      else compute(one, check);
      return { name, exact: check.exact };
    } catch (error) {
      const text = error instanceof Different ? error.message : String((error as Error).stack ?? error);
      return { name, exact: false, error: text };
    }
  });
}

class Different extends Error {}

// ---- arguments

function decode(value: Json): any {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== 'object') return value;
  if ('float' in value) return Number(String(value.float).replace('inf', 'Infinity'));
  if ('complex' in value) return new torch.Complex(...(value.complex as [number, number]));
  if ('torch' in value) return dtypes[value.torch as string];
  if ('packed' in value)
    return nn.utils.rnn.PackedSequence(...(decode(value.packed as Json) as [Tensor, Tensor]));
  if ('class' in value) return construct(value as unknown as { class: string } & Made);
  return 'grad' in value ? tensor(value as unknown as Raw).requires_grad_() : tensor(value as unknown as Raw);
}

function tensor({ dtype, shape, data }: Raw): Tensor {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  if (bytes.length === 0) return torch.empty(shape, { dtype: dtypes[dtype] });
  return torch.frombuffer(bytes, { dtype: dtypes[dtype] }).reshape(shape).clone();
}

interface Made {
  args?: Json[];
  kwargs?: Record<string, Json>;
}

const decodeAll = (given: Record<string, Json> = {}) =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [key, decode(value)]));
const withKeywords = (args: unknown[], keywords: Record<string, unknown>) =>
  Object.keys(keywords).length > 0 ? [...args, keywords] : args;

function construct({ class: name, args = [], kwargs }: { class: string } & Made): any {
  return (nn as any)[name](...withKeywords(args.map(decode), decodeAll(kwargs)));
}

function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value];
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  return Object.prototype.toString.call(value) === '[object Object]' &&
    Object.getPrototypeOf(value) === Object.prototype
    ? Object.values(value as object).flatMap(tensorsIn)
    : [];
}

function fresh(value: unknown): unknown {
  if (value instanceof Tensor) return value.clone();
  return Array.isArray(value) ? value.map(fresh) : value;
}

function results(value: any): (Tensor | null)[] {
  if (value === null || value === undefined) return [null];
  return value instanceof Tensor ? [value] : [...value].flatMap(results);
}

// ---- checks

const bytes = (x: Tensor): string => {
  if (x.numel() === 0) return '';
  const plain = x.detach().resolve_conj().contiguous().reshape(-1).view(torch.uint8);
  return Buffer.from(plain.numpy() as Uint8Array).toString('base64');
};

const digest = (x: Tensor): string => {
  const hash = createHash('sha256')
    .update(Buffer.from(bytes(x), 'base64'))
    .digest('hex');
  return `${String(x.dtype).slice(6)} [${x.shape.join(', ')}] ${hash.slice(0, 16)}`;
};

const stateOf = (module: nn.Module) =>
  Object.entries(module.state_dict()).map(([key, value]) => [
    key,
    nn.parameter.is_lazy(value) ? 'uninitialized' : digest(value),
  ]);

const tolerances: Record<string, number> = {
  float64: 1e-9,
  complex128: 1e-9,
  float16: 5e-3,
  complex32: 5e-3,
  bfloat16: 3e-2,
};

// JavaScript has one kind of number: what is 2.0 in Python and what is 2 look alike here.
const plain = (text: string): string => text.replace(/\b(\d+)\.0\b/g, '$1');

class Check {
  exact = true;

  text(what: string, got: unknown, want: unknown): void {
    const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
    if (a !== b) throw new Different(`${what}: ${a} instead of ${b}`);
  }

  tensor(what: string, got: Tensor | null, want: Raw | null | undefined): void {
    if (got === null || want === null || want === undefined) {
      if (got !== null || want !== null) throw new Different(`${what}: ${got} instead of ${want}`);
      return;
    }
    this.text(`${what}: dtype and shape`, [String(got.dtype).slice(6), got.shape], [want.dtype, want.shape]);
    if (bytes(got) === want.data) return;
    const expected = tensor(want);
    const rtol = tolerances[want.dtype] ?? 1e-5;
    // Sums in half precision are off by a part of their largest terms.
    const atol = rtol * Math.max(1, expected.abs().nan_to_num(0, 0, 0).max().double().item());
    if (torch.allclose(got.detach(), expected, rtol, atol, true))
      this.exact &&= got.isnan().any().item() as never;
    else throw new Different(`${what}: ${got.detach()} instead of ${expected}`);
  }

  tensors(what: string, got: (Tensor | null)[], want: (Raw | null)[] = []): void {
    this.text(`${what}: number of tensors`, got.length, want.length);
    got.forEach((x, i) => {
      this.tensor(`${what} ${i}`, x, want[i]);
    });
  }

  named(what: string, got: [string, Tensor | null][], want: Record<string, Raw | null> = {}): void {
    this.text(
      `${what}: names`,
      got.map(([name]) => name),
      Object.keys(want),
    );
    for (const [name, x] of got) this.tensor(`${what} of ${name}`, x, want[name]);
  }
}

function compute(one: ModuleCase, check: Check): void {
  const args = (one.inputs ?? []).map(decode);
  const options = decodeAll(one.options);
  const leaves = tensorsIn([args, options]).filter((x) => x.requires_grad);
  torch.manual_seed(1);
  const module = construct({ class: one.module, args: one.args, kwargs: one.kwargs }) as nn.Module;
  check.text('printed text', plain(String(module)), plain(one.text ?? ''));
  check.text('state_dict', stateOf(module), Object.entries(one.state ?? {}));
  module.to({ dtype: dtypes[one.dtype] }).train(one.training);
  const run = () => {
    torch.manual_seed(2);
    const given = Object.fromEntries(Object.entries(options).map(([key, value]) => [key, fresh(value)]));
    return results(module(...withKeywords(args.map(fresh), given)));
  };
  const outputs = run();
  if (one.text_after !== undefined) {
    check.text('printed text after the call', plain(String(module)), plain(one.text_after));
    check.text('state_dict after the call', stateOf(module), Object.entries(one.state_after ?? {}));
  }
  check.tensors('output', outputs, one.outputs);
  const outs = outputs.filter((y) => y?.requires_grad) as Tensor[];
  if (outs.length > 0) torch.autograd.backward(outs, outs.map(weightsFor));
  check.tensors('gradient of input', leaves.map(gradientOf), one.input_grads);
  const parameters = module
    .named_parameters()
    .map(([name, p]) => [name, gradientOf(p)] as [string, Tensor | null]);
  check.named('gradient', parameters, one.param_grads);
  check.named('buffer', module.named_buffers(), one.buffers);
  module.eval();
  const evaluated = torch.no_grad(run);
  check.tensors('output in evaluation', evaluated, one.eval === 'the same' ? one.outputs : one.eval);
}

const gradientOf = (x: Tensor): Tensor | null => (x.grad === null ? null : x.grad.to_dense());
const weightsFor = (y: Tensor): Tensor =>
  torch.linspace(0.5, 1.5, y.numel(), { dtype: torch.float64 }).reshape(y.shape).to(y.dtype);

function refuse(one: ModuleCase, check: Check): void {
  const { on, type, message } = one.error as { on: string; type: string; message: string };
  let place = 'construction';
  try {
    const module = construct({ class: one.module, args: one.args, kwargs: one.kwargs });
    place = 'call';
    module(...withKeywords((one.inputs ?? []).map(decode), decodeAll(one.options)));
  } catch (error) {
    const { name, message: words } = error as Error;
    if (on === 'construction') check.text('where it fails', place, on); // to fail earlier is no fault
    if (type === 'TypeError' && name === 'TypeError') return; // Python's types have other names
    check.text('kind of error', name, type);
    if (!plain(words).includes(plain(message)))
      throw new Different(`message: ${words} instead of ${message}`);
    return;
  }
  throw new Different(`no error instead of ${type}: ${message}`);
}
