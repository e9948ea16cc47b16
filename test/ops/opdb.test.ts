// PyTorch's own operator samples (scripts/golden/ops.py), as functions, methods, in-place methods and properties.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as F from '../../src/nn/functional.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Case {
  op: string;
  /** f: function, m: method, i: in-place method, p: property */
  forms: string;
  args: Json[];
  kwargs?: Record<string, Json>;
  out: Json;
  grads?: Json[];
  /** Places of the differentiated tensors among all tensors of the call. */
  wrt?: number[];
}

/** What is not there, and why; a case listed here must fail, so that the list cannot go stale. */
const GAPS: Record<string, string> = {};

torch.set_num_threads(1);
const folder = new URL('../golden/ops/', import.meta.url);
const dtypes = torch as unknown as Record<string, any>;

function decode(value: Json): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== 'object') return value;
  if ('float' in value) return Number(String(value.float).replace('inf', 'Infinity'));
  if ('complex' in value) return new torch.Complex(...(value.complex as [number, number]));
  if ('torch' in value) return dtypes[value.torch as string];
  const bytes = Uint8Array.from(Buffer.from(value.data as string, 'base64')); // a Buffer may start anywhere in its pool
  const dtype = dtypes[value.dtype as string];
  const shape = value.shape as number[];
  return bytes.length === 0
    ? torch.empty(shape, { dtype })
    : torch.frombuffer(bytes, { dtype }).reshape(shape).clone();
}

function tensorsIn(values: unknown): Tensor[] {
  if (values instanceof Tensor) return [values];
  // biome-ignore lint/suspicious/useIsArray: named results are no plain arrays
  return values instanceof Array ? values.flatMap(tensorsIn) : [];
}

function numbersOf(x: Tensor): unknown[] {
  const plain = x.detach().resolve_conj();
  const real = plain.is_complex() ? torch.view_as_real(plain) : plain;
  return real
    .to(real.is_floating_point() ? torch.float64 : torch.int64)
    .reshape(-1)
    .tolist() as unknown[];
}

const near = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || a === b || Math.abs(Number(a) - Number(b)) <= 1e-6 * Math.max(1, Math.abs(Number(b)));

/** Where `got` differs from `want`, or '' where it does not. */
function difference(got: unknown, want: unknown): string {
  if (want instanceof Tensor) {
    if (!(got instanceof Tensor)) return `got ${String(got)} instead of a tensor`;
    if (got.dtype !== want.dtype) return `dtype ${got.dtype} instead of ${want.dtype}`;
    if (String(got.shape) !== String(want.shape)) return `shape ${got.shape} instead of ${want.shape}`;
    const [a, b] = [numbersOf(got), numbersOf(want)];
    const place = b.findIndex((value, i) => !near(a[i], value));
    return place < 0 ? '' : `element ${place}: ${a[place]} instead of ${b[place]}`;
  }
  if (Array.isArray(want)) {
    // biome-ignore lint/suspicious/useIsArray: named results are no plain arrays
    if (!(got instanceof Array) || got.length !== want.length)
      return `got ${String(got)} instead of ${want.length} results`;
    return want.map((item, i) => difference(got[i], item)).find((text) => text !== '') ?? '';
  }
  if (want instanceof torch.Complex) {
    const { re, im } = (got ?? {}) as { re?: number; im?: number };
    return near(re, want.re) && near(im, want.im) ? '' : `got ${String(got)} instead of ${want}`;
  }
  return got === want || near(got, want) ? '' : `got ${String(got)} instead of ${String(want)}`;
}

function functionNamed(op: string): (...args: unknown[]) => unknown {
  const functional = op.startsWith('nn.functional.');
  const path = functional ? op.split('.').slice(2) : op.split('.');
  const found = path.reduce((owner: any, part) => owner?.[part], functional ? F : torch);
  if (typeof found !== 'function') throw new Error(`there is no torch.${op}`);
  return found;
}

/** Calls one form of a case; gives back its result and its decoded arguments. */
function call(made: Case, form: string): { result: unknown; args: unknown[]; tensors: Tensor[] } {
  const args = made.args.map(decode);
  const keywords = Object.fromEntries(
    Object.entries(made.kwargs ?? {}).map(([key, value]) => [key, decode(value)]),
  );
  const tensors = tensorsIn([args, Object.values(keywords)]);
  for (const place of made.wrt ?? []) if (form !== 'i') tensors[place]?.requires_grad_();
  const given = Object.keys(keywords).length > 0 ? [...args, keywords] : args;
  torch.manual_seed(0);
  if (form === 'f') return { result: functionNamed(made.op)(...given), args, tensors };
  const [self, ...rest] = given as [any, ...unknown[]];
  if (form === 'p') return { result: self[made.op], args, tensors };
  const name = form === 'i' ? `${made.op.replace(/_$/, '')}_` : made.op;
  if (typeof self[name] !== 'function') throw new Error(`a tensor has no method ${name}`);
  return { result: self[name](...rest), args, tensors };
}

function failureOf(made: Case, form: string): string {
  try {
    const { result, args, tensors } = call(made, form);
    const wrong = difference(result, decode(made.out));
    if (wrong !== '') return wrong;
    if (form === 'i') return result === args[0] ? '' : 'the in-place method returned another object';
    if (made.grads === undefined || form === 'p') return '';
    const outs = tensorsIn(result).filter((out) => out.requires_grad && out.numel() > 0);
    const weighted = outs.map((out) => {
      const weights = torch.linspace(0.5, 1.5, out.numel(), { dtype: out.dtype }).reshape(out.shape);
      return out.mul(weights).sum();
    });
    torch.stack(weighted).sum().backward();
    const inputs = made.wrt?.map((place) => tensors[place]?.grad);
    const text = difference(inputs, made.grads.map(decode));
    return text === '' ? '' : `gradient: ${text}`;
  } catch (error) {
    return (error as Error).message.split('\n')[0] as string;
  }
}

const cases = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case[],
);
const byOp = new Map<string, Case[]>();
for (const made of cases) byOp.set(made.op, [...(byOp.get(made.op) ?? []), made]);

describe("PyTorch's operator samples", () => {
  for (const [op, made] of byOp) {
    it(op, () => {
      const failures = made.flatMap((one, i) =>
        [...one.forms].flatMap((form) => {
          const text = failureOf(one, form);
          return text === '' ? [] : [`${op}[${i}] ${form}: ${text}`];
        }),
      );
      const reason = GAPS[op];
      if (reason === undefined) expect(failures, failures.join('\n')).toEqual([]);
      else expect(failures, `${op} works now: take it out of GAPS`).not.toEqual([]);
    });
  }
});
