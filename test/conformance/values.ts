// Values as scripts/golden/opdb.py writes them, and comparing ours with them.
import * as nn from '../../src/nn/index.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const names = torch as unknown as Record<string, any>;
const layouts = ['sparse_csr', 'sparse_csc', 'sparse_bsr', 'sparse_bsc'];

/** Where decoded tensors are put. */
let place = 'cpu';
/** Puts what is decoded from now on a device, and compares as its kernels allow. */
export function onDevice(device: string): void {
  place = device;
  // Convolutions round to TF32 otherwise.
  torch.backends.cudnn.allow_tf32 = false;
}
export const isElsewhere = (): boolean => place !== 'cpu';
/** How much further than on the CPU results may be apart on a device, which adds up in other orders. */
const deviceSlack = 30;

function decodeTensor(text: Record<string, any>): Tensor {
  const shape = text.shape as number[];
  if (text.sparse_coo) {
    const [indices, values] = text.sparse_coo.map(decode);
    return torch.sparse_coo_tensor(indices, values, shape, { is_coalesced: text.coalesced });
  }
  for (const layout of layouts) {
    if (!(layout in text)) continue;
    const [compressed, plain, values] = text[layout].map(decode);
    return (torch as any).sparse_compressed_tensor(compressed, plain, values, shape, {
      layout: names[layout],
    });
  }
  const dtype = names[text.dtype as string];
  if (text.meta) return torch.empty(shape, { dtype, device: 'meta' });
  const bytes = Uint8Array.from(Buffer.from(text.data as string, 'base64')); // a Buffer may start anywhere in its pool
  const flat = bytes.length === 0 ? torch.empty([0], { dtype }) : torch.frombuffer(bytes, { dtype }).clone();
  const there = isElsewhere() ? flat.to(place) : flat;
  const made = text.stride ? there.as_strided(shape, text.stride) : there.reshape(shape);
  return text.conj ? made.conj() : made;
}

/** The value that JSON stands for. */
export function decode(value: Json): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== 'object') return value;
  if ('float' in value) return Number(String(value.float).replace('inf', 'Infinity'));
  if ('bigint' in value) return BigInt(value.bigint as string);
  if ('complex' in value) {
    const [re, im] = (value.complex as Json[]).map(decode) as [number, number];
    return new torch.Complex(re, im);
  }
  if ('torch' in value) return names[value.torch as string];
  if ('device' in value) return torch.device(value.device as string);
  if ('module' in value) {
    return (nn as any)[value.module as string](...((value.arguments as Json[]).map(decode) as unknown[]));
  }
  if ('slice' in value) return torch.slice(...((value.slice as Json[]).map(decode) as number[]));
  if ('named' in value) return Object.assign((value.items as Json[]).map(decode), { names: value.named });
  return decodeTensor(value);
}

// biome-ignore lint/suspicious/useIsArray: named results are no plain arrays
const isList = (value: unknown): value is unknown[] => value instanceof Array;

export function tensorsIn(values: unknown): Tensor[] {
  if (values instanceof Tensor) return [values];
  return isList(values) ? values.flatMap(tensorsIn) : [];
}

function bytesOf(x: Tensor): Buffer {
  // A clone: a tensor of one element is contiguous whatever its strides.
  let plain = x
    .detach()
    .resolve_conj()
    .resolve_neg()
    .reshape(-1)
    .clone({ memory_format: torch.contiguous_format });
  if (plain.is_complex()) plain = torch.view_as_real(plain).contiguous().reshape(-1);
  if (plain.numel() === 0) return Buffer.alloc(0);
  const array = plain.view(torch.uint8).numpy() as Uint8Array;
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function numbersOf(x: Tensor): unknown[] {
  const plain = x.detach().resolve_conj().resolve_neg();
  const wide = plain.dtype.name === 'complex32' ? plain.to(torch.complex64) : plain;
  const real = wide.is_complex() ? torch.view_as_real(wide) : wide;
  const type = real.is_floating_point()
    ? torch.float64
    : real.dtype.name === 'uint64'
      ? torch.uint64
      : torch.int64;
  return real.to(type).reshape(-1).tolist() as unknown[];
}

/** How far two results may be apart where their bits differ: a share of the larger one. */
const tolerances: Readonly<Record<string, number>> = {
  float16: 2e-3,
  bfloat16: 1.6e-2,
  complex32: 2e-3,
  float32: 1e-5,
  complex64: 1e-5,
  float64: 1e-9,
  complex128: 1e-9,
};

const near = (a: unknown, b: unknown, tolerance: number): boolean =>
  Object.is(a, b) ||
  a === b ||
  Math.abs(Number(a) - Number(b)) <= tolerance * Math.max(1, Math.abs(Number(b)));

function tensorDifference(given: Tensor, wanted: Tensor): string {
  const [got, want] = isElsewhere() && !given.is_meta ? [given.cpu(), wanted.cpu()] : [given, wanted];
  if (got.dtype !== want.dtype) return `dtype ${got.dtype} instead of ${want.dtype}`;
  if (got.layout !== want.layout) return `layout ${got.layout} instead of ${want.layout}`;
  if (String(got.shape) !== String(want.shape)) return `shape ${got.shape} instead of ${want.shape}`;
  if (got.is_meta !== want.is_meta) return `device ${got.device} instead of ${want.device}`;
  if (got.is_meta) return '';
  if (got.layout !== torch.strided) return tensorDifference(got.to_dense(), want.to_dense());
  if (bytesOf(got).equals(bytesOf(want))) return '';
  const [a, b] = [numbersOf(got), numbersOf(want)];
  const tolerance = (tolerances[want.dtype.name] ?? 0) * (isElsewhere() ? deviceSlack : 1);
  const place = b.findIndex((value, i) => !near(a[i], value, tolerance));
  return place < 0 ? '' : `element ${place}: ${a[place]} instead of ${b[place]}`;
}

export interface Looseness {
  /** Only shapes and dtypes count: nobody wrote the memory. */
  readonly unwritten?: boolean;
  /** Results need not answer to their names. */
  readonly unnamed?: boolean;
}

/** Where `got` differs from `want`, or '' where it does not. */
export function difference(got: unknown, want: unknown, loose: Looseness = {}): string {
  if (want instanceof Tensor) {
    if (!(got instanceof Tensor)) return `got ${String(got)} instead of a tensor`;
    if (loose.unwritten)
      return tensorDifference(
        torch.empty_like(got, { device: 'meta' }),
        torch.empty_like(want, { device: 'meta' }),
      );
    return tensorDifference(got, want);
  }
  if (isList(want)) {
    if (!isList(got) || got.length !== want.length)
      return `got ${String(got)} instead of ${want.length} results`;
    const missing = loose.unnamed
      ? undefined
      : ((want as any).names as string[] | undefined)?.find((name, i) => (got as any)[name] !== got[i]);
    if (missing !== undefined) return `the results have no .${missing}`;
    return want.map((item, i) => difference(got[i], item, loose)).find((text) => text !== '') ?? '';
  }
  if (want instanceof torch.Complex) {
    const { re, im } = (got ?? {}) as { re?: number; im?: number };
    return near(re, want.re, 1e-9) && near(im, want.im, 1e-9) ? '' : `got ${String(got)} instead of ${want}`;
  }
  if (got === want || (typeof want === 'number' && typeof got === 'number' && near(got, want, 1e-9)))
    return '';
  return `got ${String(got)} instead of ${String(want)}`;
}
