import { z } from 'zod';
import { fixed } from '../_python_str.ts';
import { callable } from '../callable.ts';
import { makeDevice } from '../dtype.ts';
import { memory_stats, reset_peak_memory_stats } from '../memory.ts';
import { checked } from '../misuse.ts';
import * as nn from '../nn/index.ts';
import { ownBuffers, ownParameters } from '../nn/modules/slots.ts';
import { type Args, signature } from '../signature.ts';
import { type RemovableHandle, Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

/** Bytes of one module alone, without those below it. */
export interface ModuleMemory {
  /** The path in the model, '' for the model itself. */
  name: string;
  type: string;
  parameters: number;
  buffers: number;
  /** What the parameters that are to be trained take once more, after `backward()`. */
  gradients: number;
  optimizer: number;
  /** What its calls gave, and the autograd graph may keep; 0 without an input. */
  activations: number;
}
const kinds = ['parameters', 'buffers', 'gradients', 'optimizer', 'activations'] as const;

const optimizerLike = z.custom<{ state: Map<unknown, Record<string, unknown>> }>(
  (value) => (value as { state?: unknown } | null)?.state instanceof Map,
  'must be an optimizer',
);
const countArgs = signature(
  'count_memory',
  ['model', z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a Module')],
  ['input_size', z.array(z.int().positive()).nullish()],
  ['input_data', z.custom<unknown>(() => true).optional()],
  ['optimizer', optimizerLike.nullish()],
);

/** What a model takes: a row for every module, sums, and as text a table. Bytes. */
class MemoryCount_ {
  readonly modules: readonly ModuleMemory[];
  readonly parameters: number;
  readonly buffers: number;
  readonly gradients: number;
  readonly optimizer: number;
  readonly activations: number;
  /** The input of the forward pass. */
  readonly input: number;

  constructor(modules: readonly ModuleMemory[], input: number) {
    this.modules = modules;
    this.input = input;
    const sum = (kind: (typeof kinds)[number]) => modules.reduce((total, module) => total + module[kind], 0);
    this.parameters = sum('parameters');
    this.buffers = sum('buffers');
    this.gradients = sum('gradients');
    this.optimizer = sum('optimizer');
    this.activations = sum('activations');
  }
  /** All of it, while a training step runs. */
  get total(): number {
    return kinds.reduce((total, kind) => total + this[kind], this.input);
  }
  toString(): string {
    const used = this.modules.filter((module) => kinds.some((kind) => module[kind] > 0));
    const title = ({ name, type }: ModuleMemory) => (name === '' ? type : `${name} (${type})`);
    const width = Math.max(24, ...used.map((module) => title(module).length)) + 2;
    const row = (name: string, cells: readonly string[]) =>
      `${name.padEnd(width)}${cells.map((cell) => cell.padStart(14)).join('')}`;
    const line = '-'.repeat(width + 14 * kinds.length);
    return [
      row('MB of 1024 x 1024 bytes', kinds),
      line,
      ...used.map((module) =>
        row(
          title(module),
          kinds.map((kind) => megabytes(module[kind])),
        ),
      ),
      line,
      row(
        'total',
        kinds.map((kind) => megabytes(this[kind])),
      ),
      `with an input of ${megabytes(this.input)} MB, ${megabytes(this.total)} MB in all`,
    ].join('\n');
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
export const MemoryCount = callable(MemoryCount_);
export type { MemoryCount_ };
export type MemoryCount = MemoryCount_;

/** Bytes in MB of 1024 x 1024, with two decimals: VGG-16's weights are 527.79. */
export const megabytes = (bytes: number): string => fixed(bytes / 2 ** 20, 2);

const bytesOf = (tensor: Tensor) => tensor.numel() * tensor.element_size();

/**
 * Counts what a model takes in training: parameters, buffers, gradients, the optimizer's state, and what the modules' calls
 * give (activations), per module and in all. Shared parameters count once, memory that several results share as well.
 *
 * Gradients are counted for all parameters that require them. An optimizer has its state only after its first step.
 *
 * @param input_size runs the model once on random numbers of this size, batch included; `input_data` on a tensor or a list
 *   of arguments. The modules' modes stay as they are.
 */
export const count_memory = checked('count_memory', (...args: Args<typeof countArgs>): MemoryCount => {
  const { model, input_size, input_data, optimizer } = countArgs(args);
  const seen = new Set<Tensor>();
  const rows = new Map<nn.Module, ModuleMemory>();
  for (const [name, module] of model.named_modules()) {
    const row: ModuleMemory = {
      name,
      type: module._get_name(),
      parameters: 0,
      buffers: 0,
      gradients: 0,
      optimizer: 0,
      activations: 0,
    };
    for (const [, param] of ownParameters(module)) {
      if (seen.has(param)) continue;
      seen.add(param);
      row.parameters += bytesOf(param);
      if (param.requires_grad) row.gradients += bytesOf(param);
      for (const value of Object.values(optimizer?.state.get(param) ?? {})) {
        if (value instanceof Tensor) row.optimizer += bytesOf(value);
      }
    }
    for (const [, buffer] of ownBuffers(module)) {
      if (!seen.has(buffer)) row.buffers += bytesOf(buffer);
      seen.add(buffer);
    }
    rows.set(module, row);
  }
  const inputs = input_size
    ? [torch.rand(input_size)]
    : input_data === undefined
      ? null
      : [input_data].flat();
  if (inputs !== null) watchActivations(model, inputs, rows);
  const input = (inputs ?? []).reduce<number>(
    (sum, each) => sum + (each instanceof Tensor ? bytesOf(each) : 0),
    0,
  );
  return new MemoryCount([...rows.values()], input);
});

function watchActivations(model: nn.Module, inputs: unknown[], rows: Map<nn.Module, ModuleMemory>): void {
  // Results are held to the end, so that no address comes twice; of a storage only its first owner counts.
  const held: Tensor[] = [];
  const storages = new Set<bigint>();
  const note = (tensor: Tensor, row: ModuleMemory | null) => {
    const storage = tensor.untyped_storage();
    held.push(tensor);
    const address = storage.data_ptr();
    if (row !== null && !storages.has(address)) row.activations += storage.nbytes();
    storages.add(address);
  };
  for (const tensor of [...inputs.flatMap(tensorsIn), ...model.parameters(), ...model.buffers()])
    note(tensor, null);
  const hooks: RemovableHandle[] = [];
  for (const [module, row] of rows) {
    hooks.push(
      module.register_forward_hook((_module, _args, output) => {
        for (const tensor of tensorsIn(output)) note(tensor, row);
      }),
    );
  }
  try {
    torch.no_grad(() => model(...inputs));
  } finally {
    for (const hook of hooks) hook.remove();
    held.length = 0;
  }
}

function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value];
  return Array.isArray(value) ? value.flatMap(tensorsIn) : [];
}

/** One line of a MemoryTracker. Bytes. */
export interface MemoryPoint {
  label: string;
  /** Held by tensors now. */
  allocated: number;
  /** More than at the point before, or less. */
  change: number;
  /** The most that was held since the point before. */
  peak: number;
  /** Held by the allocator, free blocks included. */
  reserved: number;
}

const trackerArgs = signature(
  'MemoryTracker',
  ['device', z.string().nullish()],
  ['print', z.boolean().default(true)],
);

/**
 * Notes at chosen places of a program what tensors hold, on the GPU or on the host: `tracker.track('after backward')`.
 *
 * The host's figures are those of `torch.memory_stats()`: all CPU tensors, dead ones that wait for a collection included.
 */
class MemoryTracker_ {
  readonly device: string;
  readonly points: MemoryPoint[] = [];
  readonly #print: boolean;

  constructor(...args: Args<typeof trackerArgs>) {
    const { device, print } = trackerArgs(args);
    this.device = makeDevice(device ?? (torch.cuda.is_available() ? 'cuda' : 'cpu')).toString();
    this.#print = print;
    this.#resetPeak();
  }
  #isCuda(): boolean {
    return this.device.startsWith('cuda');
  }
  #resetPeak(): void {
    if (this.#isCuda()) torch.cuda.reset_peak_memory_stats(this.device);
    else reset_peak_memory_stats();
  }
  #read(): { allocated: number; peak: number; reserved: number } {
    if (this.#isCuda()) {
      return {
        allocated: torch.cuda.memory_allocated(this.device),
        peak: torch.cuda.max_memory_allocated(this.device),
        reserved: torch.cuda.memory_reserved(this.device),
      };
    }
    const { allocated_bytes, peak_allocated_bytes, cached_bytes } = memory_stats();
    return {
      allocated: allocated_bytes,
      peak: peak_allocated_bytes,
      reserved: allocated_bytes + cached_bytes,
    };
  }
  track(label: string): MemoryPoint {
    const { allocated, peak, reserved } = this.#read();
    const change = allocated - (this.points.at(-1)?.allocated ?? allocated);
    const point: MemoryPoint = { label, allocated, change, peak, reserved };
    this.points.push(point);
    this.#resetPeak();
    if (this.#print) console.log(lineOf(point));
    return point;
  }
  toString(): string {
    return this.points.map(lineOf).join('\n');
  }
}
export const MemoryTracker = callable(MemoryTracker_);
export type { MemoryTracker_ };
export type MemoryTracker = MemoryTracker_;

function lineOf({ label, allocated, change, peak, reserved }: MemoryPoint): string {
  const signed = `${change < 0 ? '' : '+'}${megabytes(change)}`;
  return `${label}: ${megabytes(allocated)} MB held (${signed}), at most ${megabytes(peak)}, reserved ${megabytes(reserved)}`;
}
