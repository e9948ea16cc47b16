import { readFileSync } from 'node:fs';
import { RuntimeError, UnpicklingError } from '../../errors.ts';
import { Draft } from '../../serialization/drafts.ts';
import { Global, PYTHON_GLOBALS, Tuple, unpickle } from '../../serialization/pickle.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** A dtype of bytes: the only one that batches of pixels have. */
class BytesDtype extends Draft {
  value(): string {
    return 'uint8';
  }
  override setstate(): boolean {
    return true;
  }
}

/** NumPy's array of bytes, whose contents come after it was made. */
class ArrayDraft extends Draft {
  private _tensor: Tensor | null = null;

  value(): Tensor {
    if (this._tensor === null) throw new UnpicklingError('an array without contents');
    return this._tensor;
  }

  override setstate(state: unknown): boolean {
    const [, shape, dtype, fortran, data] = state as unknown[];
    // Python 2 wrote bytes as text.
    const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
    const sizes = Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
    if (!sizes || !(dtype instanceof BytesDtype) || fortran || !(bytes instanceof Uint8Array)) return false;
    const expected = (shape as number[]).reduce((product, size) => product * size, 1);
    if (bytes.length !== expected) {
      throw new UnpicklingError(
        `an array of shape (${shape}) needs ${expected} bytes, but it has ${bytes.length}`,
      );
    }
    const own = new Uint8Array(bytes);
    this._tensor = (own.length ? torch.from_numpy(own) : torch.empty([0], { dtype: torch.uint8 })).view([
      ...(shape as number[]),
    ]);
    return true;
  }
}

const globals = new Map(
  [
    ...PYTHON_GLOBALS,
    // NumPy 2 renamed its core.
    ...['numpy.core', 'numpy._core'].flatMap((core) => [
      new Global(`${core}.multiarray._reconstruct`, { call: () => new ArrayDraft() }),
      new Global(`${core}.numeric._frombuffer`, {
        call: (data, dtype, shape, order) => {
          const draft = new ArrayDraft();
          if (draft.setstate(new Tuple(1, shape, dtype, order === 'F', data))) return draft;
          throw new UnpicklingError('an array that is not one of bytes');
        },
      }),
    ]),
    new Global('numpy.ndarray', {}),
    new Global('numpy.dtype', {
      call: (name) => {
        if (name === 'u1') return new BytesDtype();
        throw new UnpicklingError(`an array of '${name}', where bytes (u1) were expected`);
      },
    }),
  ].map((global) => [global.name, global]),
);

/**
 * Reads a pickled dictionary with arrays of bytes, as CIFAR's batches are, as data: nothing in the file is executed.
 *
 * @throws RuntimeError naming the file and what is wrong with it.
 */
export function readPickled(path: string): Record<string, unknown> {
  try {
    const { value } = unpickle(readFileSync(path), { globals });
    if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), item]));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new UnpicklingError(`it holds no dictionary`);
  } catch (cause) {
    throw new RuntimeError(
      `${path}: it cannot be read (${(cause as Error).message}). Delete the file and fetch it again.`,
      {
        cause,
      },
    );
  }
}
