import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CheckpointError, NotImplementedError, TypeError, ValueError } from '../errors.ts';
import { type External, native } from '../native.ts';
import { hold } from '../ops/index.ts';
import { Budget } from '../serialization/budget.ts';
import { Tuple } from '../serialization/python.ts';
import { openSource } from '../serialization/source.ts';
import { ZipReader } from '../serialization/zip_reader.ts';
import { type Args, isPlainObject, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';

/** How a nested value was made flat, as torch.utils._pytree writes it. */
interface TreeSpec {
  type: string | null;
  context: string | null;
  children_spec: TreeSpec[];
}

function parseSpec(text: string | undefined): TreeSpec | null {
  if (!text) return null;
  const parsed = JSON.parse(text);
  return Array.isArray(parsed) ? parsed[1] : null;
}

function unflatten(spec: TreeSpec, leaves: Iterator<unknown>): unknown {
  if (spec.type === null) return leaves.next().value;
  const items = spec.children_spec.map((child) => unflatten(child, leaves));
  if (spec.type.endsWith('dict') || spec.type.endsWith('Dict')) {
    const keys = JSON.parse(spec.context ?? '[]') as string[];
    return Object.fromEntries(items.map((item, i) => [keys[i], item]));
  }
  return spec.type.endsWith('list') ? items : Tuple.from(items);
}

function flatten(value: unknown, into: Tensor[]): Tensor[] {
  if (value instanceof Tensor) into.push(value);
  else if (Array.isArray(value)) for (const item of value) flatten(item, into);
  else if (value instanceof Map) for (const item of value.values()) flatten(item, into);
  else if (isPlainObject(value)) for (const item of Object.values(value)) flatten(item, into);
  else
    throw new TypeError(
      `a compiled model takes tensors (in arrays or objects as it was exported with), got ${value === null ? 'null' : typeof value}`,
    );
  return into;
}

/** A model that AOTInductor compiled: call it with the tensors that it was exported for. */
export interface AOTICompiledModel {
  (...inputs: any[]): any;
  get_metadata(): Record<string, string>;
  get_constant_fqns(): string[];
}

const loadArgs = signature(
  'aoti_load_package',
  ['path', z.union([z.string(), z.instanceof(URL)])],
  ['model_name', z.string().default('model')],
  ['run_single_threaded', z.boolean().default(false)],
  ['num_runners', z.number().int().positive().default(1)],
  ['device_index', z.number().int().min(-1).default(-1)],
);

/**
 * Loads a .pt2 package that AOTInductor compiled (`torch._inductor.aoti_compile_and_package` in Python). **It holds machine code**, which
 * runs when it is loaded: load only what you trust. Tensors go in flat or nested as the model was exported, and come out as it returns them.
 *
 * @throws NotImplementedError for a .pt2 file that was exported but not compiled, which LibTorch has no runner for.
 * @throws CheckpointError for a file that is missing or damaged.
 * @see https://docs.pytorch.org/docs/2.13/torch.compiler_aot_inductor.html
 */
export function aoti_load_package(...args: Args<typeof loadArgs>): AOTICompiledModel {
  const { path: given, model_name, run_single_threaded, num_runners, device_index } = loadArgs(args);
  const path = typeof given === 'string' ? given : fileURLToPath(given);
  checkPackage(path);
  let loaded: External;
  // Compiled code trusts its inputs' sizes and types unless it is told not to.
  process.env.AOTI_RUNTIME_CHECK_INPUTS ??= '1';
  try {
    loaded = native.aoti_load(path, model_name, run_single_threaded, num_runners, device_index);
  } catch (cause) {
    if (cause instanceof NotImplementedError) throw cause;
    throw new CheckpointError(`cannot load '${path}': ${(cause as Error).message}`, { cause });
  }
  const [count = '0', ...rows] = native.aoti_describe(loaded);
  const metadata: Record<string, string> = {};
  for (let i = 0; i < Number(count); i += 2) metadata[rows[i] as string] = rows[i + 1] as string;
  const [, outSpec] = rows.slice(Number(count), Number(count) + 2);
  const spec = parseSpec(outSpec);
  const constants = rows.slice(Number(count) + 2);
  const model = (...inputs: unknown[]) => {
    const handles = flatten(inputs, []).map((tensor) => hold(tensor)._h);
    const outputs = native.aoti_run(loaded, handles).map((h) => (h === null ? null : new Tensor(h)));
    if (spec === null) return outputs.length === 1 ? outputs[0] : Tuple.from(outputs);
    return unflatten(spec, outputs.values());
  };
  return Object.assign(model, {
    get_metadata: () => ({ ...metadata }),
    get_constant_fqns: () => [...constants],
  });
}

/** What kind of package it is, before LibTorch unpacks it and runs what is in it. */
function checkPackage(path: string): void {
  if (!existsSync(path))
    throw new CheckpointError(`no such file: '${path}' (looked for from ${process.cwd()})`);
  using source = openSource(path);
  let names: string[];
  try {
    names = new ZipReader(source, { check_crc32: true, budget: new Budget(source.size, undefined) }).names();
  } catch (cause) {
    throw new CheckpointError(`cannot load '${path}': ${(cause as Error).message}`, { cause });
  }
  if (names.some((name) => /\.(so|dylib)$/.test(name))) return;
  if (names.some((name) => /models\/[^/]+\.json$|serialized_exported_program\.json$/.test(name))) {
    throw new NotImplementedError(
      `'${path}' is an exported program that was not compiled, and LibTorch has no runner for those. Compile it in Python with ` +
        'torch._inductor.aoti_compile_and_package(torch.export.load(path)), or save its state_dict',
    );
  }
  throw new ValueError(`'${path}' is no package of AOTInductor's: it holds no compiled model`);
}

/** `torch.export.load`: a package that was compiled; others need Python. */
export function load(path: string | URL): AOTICompiledModel {
  return aoti_load_package(path);
}
