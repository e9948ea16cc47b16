// What the programs show, for programs.test.ts.
import { Tensor, torch } from '../../../src/index.ts';

let shown: unknown[] = [];

function plain(value: unknown): unknown {
  if (value instanceof Tensor) {
    const real = value.is_complex() ? (torch.view_as_real(value.resolve_conj()) as Tensor) : value;
    return plain(real.detach().tolist());
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  return value;
}

export function show(...values: unknown[]): void {
  shown.push(...values.map(plain));
}

/** What a program shows that `run` imports. */
export async function shownBy(run: () => Promise<unknown>): Promise<unknown[]> {
  shown = [];
  await run();
  return shown;
}
