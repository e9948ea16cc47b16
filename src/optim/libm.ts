import { torch } from '../torch.ts';

// V8 carries its own pow, cos and log, which differ from the C library's in the last bit for some arguments in a
// hundred. Python calls the C library; so does LibTorch for single doubles. Each function here is one such call, on
// tensors that share memory with a typed array, so that nothing is allocated.

type Cell = { memory: Float64Array<ArrayBuffer>; call: () => void };

function cell(
  size: number,
  build: (at: (i: number) => any, memory: Float64Array<ArrayBuffer>) => () => void,
): () => Cell {
  let made: Cell | undefined;
  return () => {
    if (made === undefined) {
      const memory = new Float64Array(size);
      const shared = torch.from_numpy(memory);
      made = { memory, call: build((i) => shared.select(0, i), memory) };
    }
    return made;
  };
}

const powCell = cell(3, (at) => {
  const [base, exponent, out] = [at(0), at(1), at(2)];
  return () => torch.pow(base, exponent, { out });
});
const cosCell = cell(4, (at, memory) => {
  const out = torch.view_as_complex(torch.from_numpy(memory.subarray(2)));
  const [radius, angle] = [at(0), at(1)];
  memory[0] = 1;
  return () => torch.polar(radius, angle, { out });
});
const logCell = cell(3, (at, memory) => {
  const [factor, x, out] = [at(0), at(1), at(2)];
  memory[0] = 1;
  return () => torch.xlogy(factor, x, { out });
});

// An optimizer asks for the same few powers once for every batch of parameters.
const recent = Array.from({ length: 8 }, () => ({ base: Number.NaN, exponent: 0, result: 0 }));
let oldest = 0;

/** Python's `base ** exponent` of two floats. */
export function pow(base: number, exponent: number): number {
  for (const known of recent) if (known.base === base && known.exponent === exponent) return known.result;
  const { memory, call } = powCell();
  memory[0] = base;
  memory[1] = exponent;
  call();
  const result = memory[2] as number;
  recent[oldest] = { base, exponent, result };
  oldest = (oldest + 1) % recent.length;
  return result;
}

/** Python's `math.cos(x)`. */
export function cos(x: number): number {
  const { memory, call } = cosCell();
  memory[1] = x;
  call();
  return memory[2] as number;
}

/** Python's `math.log(x)`. */
export function log(x: number): number {
  const { memory, call } = logCell();
  memory[1] = x;
  call();
  return memory[2] as number;
}
