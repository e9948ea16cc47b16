import '../pinned.ts';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import * as nn from '../../../src/nn/index.ts';
import { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import { bytes } from '../golden.ts';

torch.set_num_threads(1);
const file = new URL('../../golden/nn_utils.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as Record<string, any>;
const exact = torch.__version__.split('+')[0] === golden.version && process.arch === 'x64';

function sameTensor(got: Tensor, want: string, what: string): void {
  const plain = got.detach().contiguous();
  if (bytes(plain) === want) return;
  const data = Uint8Array.from(Buffer.from(want, 'base64'));
  const expected = torch.frombuffer(data, { dtype: plain.dtype }).view(plain.shape);
  if (exact) expect(plain.tolist(), what).toEqual(expected.tolist());
  expect(torch.allclose(plain, expected, 1e-4, 1e-5), what).toBe(true);
}

/** Compares nested results with what Python recorded. */
function same(got: unknown, want: any, what: string): void {
  if (got instanceof Tensor) sameTensor(got, want, what);
  else if (Array.isArray(got)) {
    expect(got.length, what).toBe(want.length);
    got.forEach((item, i) => {
      same(item, want[i], `${what}.${i}`);
    });
  } else if (typeof got === 'object' && got !== null) {
    expect(Object.keys(got), what).toEqual(Object.keys(want));
    for (const [key, item] of Object.entries(got)) same(item, want[key], `${what}.${key}`);
  } else expect(got, what).toEqual(want);
}

/** Runs a scenario of scripts/golden/nn_utils.py under its seed and compares everything with Python's results. */
export function replay(name: string, run: () => unknown): void {
  torch.manual_seed(11);
  same(run(), golden[name], name);
}

export const state = (module: nn.Module) => {
  const dict = module.state_dict();
  return {
    keys: Object.keys(dict),
    values: Object.values(dict).map((x) => x.clone()), // later steps may change them
    parameters: module.named_parameters().map(([name]) => name),
    buffers: module.named_buffers().map(([name]) => name),
  };
};

export const conv = (): nn.Conv2d => nn.Conv2d(3, 4, [3, 2]);
export const image = (): Tensor => torch.linspace(-1, 2, 2 * 3 * 5 * 4).view(2, 3, 5, 4);

export function step(module: any, x: Tensor) {
  const y: Tensor = module(x);
  y.mul(torch.linspace(0.5, 1.5, y.numel()).view_as(y))
    .sum()
    .backward();
  const gradients = module
    .named_parameters()
    .map(([name, p]: [string, Tensor]) => [name, p.grad?.clone() ?? null]);
  return { output: y, gradients: Object.fromEntries(gradients) };
}
