import './pinned.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { bytes } from './golden.ts';

torch.set_num_threads(1);

/** How to draw a tensor. */
interface Recipe {
  kind: 'values' | 'randn' | 'rand' | 'randint' | 'signs';
  seed: number;
  shape: number[];
  values?: any;
  dtype?: string;
  low?: number;
  high?: number;
  softmax?: number;
  log_softmax?: number;
  channels_last?: boolean;
  grad?: boolean;
}
/** A tensor that Python recorded. */
export interface Raw {
  dtype: string;
  shape: number[];
  data: string;
}
interface Case {
  module: string;
  args: unknown[];
  kwargs: Record<string, unknown>;
  inputs: unknown[];
  text: string;
  state: Record<string, Raw>;
  train: Raw[];
  input_grads: (Raw | null)[];
  param_grads: Record<string, Raw | null>;
  buffers: Record<string, Raw>;
  eval: Raw[] | 'as in training';
}

/** An input that is the same tensor as another. */
const places = ['first', 'second'];

const isRecipe = (value: unknown): value is Recipe =>
  typeof value === 'object' && value !== null && 'kind' in value && 'seed' in value;

const dtypeOf = (name: string) => (torch as any)[name];

export function draw(recipe: Recipe): Tensor {
  const { kind, shape } = recipe;
  const generator = new torch.Generator().manual_seed(recipe.seed);
  const dtype = dtypeOf(recipe.dtype ?? 'float32');
  let x: Tensor;
  if (kind === 'values') x = torch.tensor(recipe.values, { dtype });
  else if (kind === 'randn') x = torch.randn(shape, { dtype, generator });
  else if (kind === 'rand') x = torch.rand(shape, { dtype, generator });
  else if (kind === 'randint') {
    x = torch.randint(recipe.low as number, recipe.high as number, shape, { generator });
  } else x = torch.randint(0, 2, shape, { generator }).mul(2).sub(1).to(dtype);
  if (recipe.softmax !== undefined) x = x.softmax(recipe.softmax);
  if (recipe.log_softmax !== undefined) x = x.log_softmax(recipe.log_softmax);
  if (recipe.channels_last) x = x.contiguous({ memory_format: torch.channels_last });
  if (recipe.grad ?? x.is_floating_point()) x.requires_grad_();
  return x;
}

/** An argument as the golden file writes it. */
export function argument(value: unknown): unknown {
  if (isRecipe(value)) return draw(value).detach();
  if (value === 'Infinity' || value === '-Infinity') return Number(value);
  if (value === 'float64' || value === 'bfloat16') return dtypeOf(value);
  if (Array.isArray(value)) return value.map(argument);
  return value;
}

const isTensor = (value: unknown): value is Tensor => value instanceof torch.Tensor;

function outputs(y: unknown): Tensor[] {
  if (isTensor(y)) return [y];
  return y === null || y === undefined ? [] : [...(y as Iterable<unknown>)].flatMap(outputs);
}

export function backward(y: unknown): void {
  const ys = outputs(y).filter((t) => t.requires_grad);
  if (ys.length === 0) return;
  const generator = new torch.Generator().manual_seed(7);
  const grads = ys.map((t) => torch.randn(t.shape, { dtype: t.dtype, generator }));
  torch.autograd.backward(ys, grads);
}

const record = (x: Tensor): Raw => ({
  dtype: String(x.dtype).replace('torch.', ''),
  shape: [...x.shape],
  data: bytes(x),
});

function numbers({ dtype, shape, data }: Raw): number[] {
  const x = torch.frombuffer(Uint8Array.from(Buffer.from(data, 'base64')), { dtype: dtypeOf(dtype) });
  return shape.includes(0) ? [] : (x.to(torch.float64).tolist() as number[]);
}

/**
 * Bit for bit where this LibTorch is the one that made the file, closely elsewhere.
 *
 * A NaN's sign and payload are nobody's promise, so tensors with one are compared as numbers.
 */
export function same(actual: Tensor, golden: Raw, version: string, what: string): void {
  const got = record(actual);
  expect([what, got.dtype, got.shape]).toEqual([what, golden.dtype, golden.shape]);
  const exact = torch.__version__.split('+')[0] === version && process.arch === 'x64';
  if (got.data === golden.data) return;
  const [x, y] = [numbers(got), numbers(golden)];
  if (exact) expect(x, what).toEqual(y);
  const far = x.flatMap((n, i) => (close(n, y[i] as number) ? [] : [[n, y[i]]]));
  expect(far, what).toEqual([]);
}

const close = (a: number, b: number) =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-5 + 1e-4 * Math.abs(b);

function replay(each: Case, version: string): void {
  const args = each.args.map(argument);
  const kwargs = Object.fromEntries(
    Object.entries(each.kwargs).map(([key, value]) => [key, argument(value)]),
  );
  torch.manual_seed(1);
  const module = (nn as any)[each.module](...args, kwargs) as nn.Module;
  // Python's cases give 2.0 where JavaScript has but one 2, which prints as an int.
  const text = each.text.replace(/(=-?\d+)\.0(?=[,)])/g, '$1');
  expect([each.text, text]).toContain(String(module));
  const state = module.state_dict();
  expect(Object.keys(state)).toEqual(Object.keys(each.state));
  for (const [key, raw] of Object.entries(each.state)) same(state[key] as Tensor, raw, version, key);

  const xs = each.inputs.map((x) => (isRecipe(x) ? draw(x) : argument(x)));
  const leaves = xs.filter((x): x is Tensor => x instanceof torch.Tensor && x.requires_grad);
  // In-place layers may not overwrite a leaf.
  const given = () => {
    const ys = xs.map((x) => (isTensor(x) && x.requires_grad ? x.clone() : x));
    return ys.map((y) => (typeof y === 'string' ? ys[places.indexOf(y)] : y));
  };
  torch.manual_seed(2);
  const y = module(...given());
  const compare = (ys: Tensor[], raws: Raw[], what: string) => {
    expect(ys.length).toBe(raws.length);
    ys.forEach((t, i) => {
      same(t, raws[i] as Raw, version, `${what} ${i}`);
    });
  };
  compare(outputs(y), each.train, 'output in training');
  backward(y);
  const compareGrad = (x: Tensor, raw: Raw | null, what: string) => {
    if (raw === null) expect(x.grad, what).toBeNull();
    else same((x.grad as Tensor).to_dense(), raw, version, what);
  };
  leaves.forEach((x, i) => {
    compareGrad(x, each.input_grads[i] as Raw | null, `gradient of input ${i}`);
  });
  expect(module.named_parameters().map(([name]) => name)).toEqual(Object.keys(each.param_grads));
  for (const [name, p] of module.named_parameters()) {
    compareGrad(p, each.param_grads[name] as Raw | null, `gradient of ${name}`);
  }
  expect(module.named_buffers().map(([name]) => name)).toEqual(Object.keys(each.buffers));
  for (const [name, b] of module.named_buffers()) same(b, each.buffers[name] as Raw, version, name);
  module.eval();
  torch.manual_seed(2);
  const evaluated = torch.no_grad(() => outputs(module(...given())));
  compare(evaluated, each.eval === 'as in training' ? each.train : each.eval, 'output in evaluation');
}

export interface FunctionCase {
  function: string;
  args: unknown[];
  kwargs: Record<string, unknown>;
  outputs: Raw[];
  grads: (Raw | null)[];
}

export function replayFunction(each: FunctionCase, version: string): void {
  const fill = (x: unknown) => (isRecipe(x) ? draw(x) : argument(x));
  const args = each.args.map(fill);
  const kwargs = Object.fromEntries(Object.entries(each.kwargs).map(([key, value]) => [key, fill(value)]));
  const isLeaf = (x: unknown): x is Tensor => x instanceof torch.Tensor && x.requires_grad;
  const clone = (x: unknown) => (isLeaf(x) ? x.clone() : x);
  const leaves = [...args, ...Object.values(kwargs)].filter(isLeaf);
  const cloned = Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, clone(value)]));
  torch.manual_seed(2);
  const f = (nn.functional as any)[each.function];
  const given = args.map(clone);
  const y = Object.keys(cloned).length > 0 ? f(...given, cloned) : f(...given);
  expect(outputs(y).length).toBe(each.outputs.length);
  outputs(y).forEach((t, i) => {
    same(t, each.outputs[i] as Raw, version, `output ${i}`);
  });
  backward(y);
  leaves.forEach((x, i) => {
    const raw = each.grads[i] as Raw | null;
    if (raw === null) expect(x.grad, `gradient ${i}`).toBeNull();
    else same((x.grad as Tensor).to_dense(), raw, version, `gradient ${i}`);
  });
}

export function goldenFile<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/nn/${file}.json`, import.meta.url), 'utf8')) as T;
}

/** A test for every case of a golden file: text, initialisation, outputs, gradients and buffers are Python's. */
export function testLayers(file: string): void {
  const { version, cases } = goldenFile<{ version: string; cases: Case[] }>(file);
  describe(`${file}: initialises, prints, computes and differentiates as Python`, () => {
    it.each(cases.map((each, i) => [`${i} ${each.text.split('\n')[0]}`, each] as const))('%s', (_, each) => {
      replay(each, version);
    });
  });
}
