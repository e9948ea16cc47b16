import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type device, makeDevice } from '../dtype.ts';
import { CheckpointError, type TorchError, TypeError } from '../errors.ts';
import { checked } from '../misuse.ts';
import { native } from '../native.ts';
import { Budget } from '../serialization/budget.ts';
import type { Target } from '../serialization/index.ts';
import { writeFileAtomically } from '../serialization/sink.ts';
import { type FileLike, openSource, type Source } from '../serialization/source.ts';
import { ZipReader } from '../serialization/zip_reader.ts';
import { type Args, signature } from '../signature.ts';
import { ScriptModule } from './script_module.ts';
import { EXTERNAL } from './values.ts';

type ExtraFiles = Record<string, string>;

const loadArgs = signature(
  'load',
  ['f', z.custom<FileLike>((f) => f !== undefined && f !== null)],
  ['map_location', z.custom<string | device>().nullable().default(null)],
  ['_extra_files', z.custom<ExtraFiles>().nullable().default(null)],
  ['check_crc32', z.boolean().default(true)],
);

/**
 * Loads a TorchScript program, from a file or from memory. **A program is code**: it runs when it is called, so load only what you trust.
 *
 * - `map_location`: the device for all tensors.
 * - `_extra_files`: an object whose keys name further files of the archive; their contents are put in as text.
 * - `check_crc32`: false for archives without checksums.
 *
 * @throws CheckpointError for a file that is missing, damaged or no TorchScript program.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.jit.load.html
 */
export function load(...args: Args<typeof loadArgs>): ScriptModule {
  const { f, map_location, _extra_files, check_crc32 } = loadArgs(args);
  const target = map_location === null ? null : String(makeDevice(map_location));
  const names = Object.keys(_extra_files ?? {});
  using source = openSource(f);
  try {
    check(source, check_crc32);
    const path = typeof f === 'string' ? f : f instanceof URL ? fileURLToPath(f) : null;
    const bytes = path === null ? source.read(0, source.size) : null;
    const whole = bytes === null ? (path as string) : new Uint8Array(bytes);
    const [module, ...extra] = native.jit_load(whole, target, names);
    for (const [i, name] of names.entries())
      (_extra_files as ExtraFiles)[name] = new TextDecoder().decode(extra[i] as ArrayBuffer);
    return new ScriptModule(module);
  } catch (cause) {
    throw new CheckpointError(`cannot load ${source.name}: ${(cause as TorchError).message}`, { cause });
  }
}

const PIECE = 1 << 22;

/** LibTorch's reader trusts what it reads: so the archive is looked through first. */
function check(source: Source, check_crc32: boolean): void {
  const head = Buffer.from(source.read(0, Math.min(source.size, 4)));
  if (head.length < 4 || head.readUInt32LE(0) !== 0x04034b50)
    throw new CheckpointError('it is no zip archive, as torch.jit.save writes it');
  const zip = new ZipReader(source, { check_crc32, budget: new Budget(source.size, undefined) });
  const names = zip.names();
  if (!names.some((name) => /^[^/]+\/data\.pkl$/.test(name)))
    throw new CheckpointError('it is a zip archive, but no TorchScript program: it has no data.pkl');
  if (!names.some((name) => /^[^/]+\/constants\.pkl$/.test(name))) {
    throw new CheckpointError(
      names.some((name) => name.endsWith('/data.pkl'))
        ? 'it is a checkpoint, not a TorchScript program; torch.load reads it'
        : 'it is no TorchScript program: it has no constants.pkl',
    );
  }
  for (const name of names) zip.verify(name, PIECE);
}

/**
 * Saves a module that `torch.jit.load` gave, with its present values. A file is replaced as a whole.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.jit.save.html
 */
export function save(
  m: ScriptModule,
  f: Target,
  _extra_files: ExtraFiles | { _extra_files: ExtraFiles } | null = null,
): void {
  if (typeof m !== 'function' || !(EXTERNAL in m))
    throw new TypeError(
      'torch.jit.save takes a ScriptModule; for other modules: torch.save(m.state_dict(), f)',
    );
  const given =
    _extra_files && typeof _extra_files._extra_files === 'object' ? _extra_files._extra_files : _extra_files;
  const extra = Object.entries((given ?? {}) as ExtraFiles).flat();
  const bytes = new Uint8Array(native.jit_save(m[EXTERNAL], extra));
  if (typeof f === 'string' || f instanceof URL) {
    const path = typeof f === 'string' ? f : fileURLToPath(f);
    writeFileAtomically(path, (sink) => sink.write(bytes));
  } else if (typeof f?.write === 'function') f.write(bytes);
  else throw new TypeError('torch.jit.save takes a path, a file: URL or an object with write(bytes)');
}

/** The same program with its weights as constants, for evaluation only. */
export const freeze = checked(
  'freeze',
  (mod: ScriptModule): ScriptModule => new ScriptModule(native.jit_copy(mod[EXTERNAL], 'freeze')),
);

/** A frozen program with layers joined where LibTorch knows how. */
export const optimize_for_inference = checked(
  'optimize_for_inference',
  (mod: ScriptModule): ScriptModule => new ScriptModule(native.jit_copy(mod[EXTERNAL], 'optimize')),
);
