import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { callable } from '../../callable.ts';
import { RuntimeError, TypeError, ValueError } from '../../errors.ts';
import type { Module } from '../../nn/index.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { binRules } from './bins.ts';
import { checkModel, graphOf } from './graph.ts';
import { encode } from './messages.ts';
import { EventFile } from './record.ts';
import * as summary from './summary.ts';

const tag = z.string();
const step = z.union([z.number(), z.bigint()]).nullish();
const walltime = z.number().nullish();
const when = [
  ['global_step', step],
  ['walltime', walltime],
] as const;
const anything = z.custom<any>((value) => value !== undefined && value !== null, 'is missing');
const numbers = z.custom<summary.Numbers>(
  (value) => value instanceof Tensor || Array.isArray(value) || ArrayBuffer.isView(value),
  'must be a tensor or a list of numbers',
);
const tensor = z.custom<Tensor>((value) => value instanceof Tensor, 'must be a tensor');

/** What `typetorch/plot` draws, and anything else that can give a PNG file. */
export interface Drawing {
  png(): Uint8Array;
  readonly width: number;
  readonly height: number;
}
const isDrawing = (value: unknown) => typeof (value as Drawing | null)?.png === 'function';
const drawing = z.custom<Drawing | Drawing[]>(
  (value) => (Array.isArray(value) ? value.every(isDrawing) : isDrawing(value)),
  'must be a figure of typetorch/plot, or a list of them',
);

const writerArgs = signature(
  'SummaryWriter',
  ['log_dir', z.string().nullish()],
  ['comment', z.string().default('')],
  ['purge_step', z.int().nullish()],
  ['max_queue', z.int().default(10)],
  ['flush_secs', z.number().default(120)],
  ['filename_suffix', z.string().default('')],
);
const scalarArgs = signature(
  'add_scalar',
  ['tag', tag],
  ['scalar_value', anything],
  ...when,
  ['new_style', z.boolean().default(false)],
  ['double_precision', z.boolean().default(false)],
);
const scalarsArgs = signature(
  'add_scalars',
  ['main_tag', tag],
  ['tag_scalar_dict', z.record(z.string(), anything)],
  ...when,
);
const bins = z
  .union(
    [z.enum(binRules), z.number(), z.array(z.number())],
    `must be one of ${binRules.map((rule) => `'${rule}'`).join(', ')}, a number or a list of edges`,
  )
  .default('tensorflow');
const histogramArgs = signature(
  'add_histogram',
  ['tag', tag],
  ['values', numbers],
  ['global_step', step],
  ['bins', bins],
  ['walltime', walltime],
  ['max_bins', z.int().positive().nullish()],
);
const rawHistogramArgs = signature(
  'add_histogram_raw',
  ['tag', tag],
  ['min', z.number()],
  ['max', z.number()],
  ['num', z.number()],
  ['sum', z.number()],
  ['sum_squares', z.number()],
  ['bucket_limits', z.array(z.number())],
  ['bucket_counts', z.array(z.number())],
  ...when,
);
const imageArgs = signature('add_image', ['tag', tag], ['img_tensor', tensor], ...when, [
  'dataformats',
  z.string().default('CHW'),
]);
const imagesArgs = signature('add_images', ['tag', tag], ['img_tensor', tensor], ...when, [
  'dataformats',
  z.string().default('NCHW'),
]);
const figureArgs = signature(
  'add_figure',
  ['tag', tag],
  ['figure', drawing],
  ['global_step', step],
  ['close', z.boolean().default(true)],
  ['walltime', walltime],
);
const textArgs = signature('add_text', ['tag', tag], ['text_string', z.string()], ...when);
const graphArgs = signature(
  'add_graph',
  ['model', anything],
  ['input_to_model', anything],
  ['verbose', z.boolean().default(false)],
  ['use_strict_trace', z.boolean().default(true)],
);
const embeddingArgs = signature(
  'add_embedding',
  ['mat', tensor],
  ['metadata', z.array(z.any()).nullish()],
  ['label_img', tensor.nullish()],
  ['global_step', step],
  ['tag', z.string().default('default')],
  ['metadata_header', z.array(z.string()).nullish()],
);
const thresholds = z.int().positive().default(127);
const prArgs = signature(
  'add_pr_curve',
  ['tag', tag],
  ['labels', numbers],
  ['predictions', numbers],
  ['global_step', step],
  ['num_thresholds', thresholds],
  ['weights', numbers.nullish()],
  ['walltime', walltime],
);
const list = z.array(z.number());
const prRawArgs = signature(
  'add_pr_curve_raw',
  ['tag', tag],
  ['true_positive_counts', list],
  ['false_positive_counts', list],
  ['true_negative_counts', list],
  ['false_negative_counts', list],
  ['precision', list],
  ['recall', list],
  ['global_step', step],
  ['num_thresholds', thresholds],
  ['weights', numbers.nullish()],
  ['walltime', walltime],
);
const hparamsArgs = signature(
  'add_hparams',
  ['hparam_dict', z.record(z.string(), z.any())],
  ['metric_dict', z.record(z.string(), z.any())],
  ['hparam_domain_discrete', z.record(z.string(), z.array(z.any())).default({})],
  ['run_name', z.string().nullish()],
  ['global_step', step],
);

type When = { global_step?: number | bigint | null | undefined; walltime?: number | null | undefined };

/**
 * Writes what a run measures into event files that TensorBoard shows: `tensorboard --logdir runs`.
 *
 * Every event is on its way to the disk when a call returns: `flush` and `close` are there, but nothing is lost without
 * them. `max_queue` and `flush_secs` are taken for Python's sake and have nothing to do.
 *
 * @param log_dir the folder of this run; `runs/<date>_<time>_<host><comment>` by default.
 * @param purge_step events from this step on are hidden, those of a run that crashed there and is continued.
 * @see https://docs.pytorch.org/docs/2.13/tensorboard.html
 */
class SummaryWriter_ {
  readonly log_dir: string;
  readonly #suffix: string;
  readonly #purge: number | null;
  /** By folder; the first is the writer's own. Files begin with their first event. */
  readonly #files = new Map<string, EventFile>();
  readonly #embeddings: string[] = [];

  constructor(...args: Args<typeof writerArgs>) {
    const { log_dir, comment, purge_step, filename_suffix } = writerArgs(args);
    this.log_dir = log_dir || join('runs', `${timestamp()}_${hostname()}${comment}`);
    this.#suffix = filename_suffix;
    this.#purge = purge_step ?? null;
    this.#file(this.log_dir);
  }

  #file(folder: string): EventFile {
    let file = this.#files.get(folder);
    if (file === undefined) {
      file = new EventFile(folder, this.#suffix);
      this.#files.set(folder, file);
      if (this.#purge !== null && folder === this.log_dir) {
        file.write({ step: this.#purge, file_version: 'brain.Event:2' });
        file.write({ step: this.#purge, session_log: { status: 1 } }); // START: what TensorBoard purges by
      }
    }
    return file;
  }

  #write(
    value: summary.Value | summary.Value[],
    { global_step, walltime }: When,
    folder = this.log_dir,
  ): void {
    this.#file(folder).write({
      summary: { value: Array.isArray(value) ? value : [value] },
      ...(global_step !== null && global_step !== undefined && { step: Number(global_step) }),
      ...(walltime !== null && walltime !== undefined && { wall_time: walltime }),
    });
  }

  get_logdir(): string {
    return this.log_dir;
  }

  /** One number, such as the loss; `new_style` as a tensor, which keeps more digits with `double_precision`. */
  add_scalar(...args: Args<typeof scalarArgs>): void {
    const { tag, scalar_value, new_style, double_precision, ...when } = scalarArgs(args);
    const value = summary.numberOf(scalar_value, 'add_scalar(): scalar_value');
    this.#write(summary.scalar(tag, value, new_style, double_precision), when);
  }

  /** Several numbers in one chart: each has a folder of its own below this run's. */
  add_scalars(...args: Args<typeof scalarsArgs>): void {
    const { main_tag, tag_scalar_dict, ...when } = scalarsArgs(args);
    for (const [name, given] of Object.entries(tag_scalar_dict)) {
      const folder = join(this.log_dir, `${main_tag.replaceAll('/', '_')}_${name}`);
      const value = summary.numberOf(given, `add_scalars(): ${name}`);
      this.#write(summary.scalar(main_tag, value, false, false), when, folder);
    }
  }

  /** How values are distributed; `bins` TensorFlow's buckets, a number of equal ones, their edges, or a rule of NumPy's. */
  add_histogram(...args: Args<typeof histogramArgs>): void {
    const { tag, values, bins, max_bins, ...when } = histogramArgs(args);
    this.#write(summary.histogram(tag, values, bins, max_bins ?? null), when);
  }

  /** A histogram that was counted elsewhere; `bucket_limits` are right edges. */
  add_histogram_raw(...args: Args<typeof rawHistogramArgs>): void {
    const { tag, bucket_limits, bucket_counts, global_step, walltime, ...rest } = rawHistogramArgs(args);
    if (bucket_limits.length !== bucket_counts.length) {
      throw new ValueError('add_histogram_raw(): bucket_limits and bucket_counts must be of one length');
    }
    const histo = { ...rest, bucket_limit: bucket_limits, bucket: bucket_counts };
    this.#write(summary.rawHistogram(tag, histo), { global_step, walltime });
  }

  /** @param img_tensor uint8, or 0 to 1; its dimensions in the order of `dataformats` ('CHW', 'HWC', 'HW'). */
  add_image(...args: Args<typeof imageArgs>): void {
    const { tag, img_tensor, dataformats, ...when } = imageArgs(args);
    this.#write(summary.image(tag, img_tensor, dataformats), when);
  }

  /** A batch of images as one picture, eight in a row. */
  add_images(...args: Args<typeof imagesArgs>): void {
    const { tag, img_tensor, dataformats, ...when } = imagesArgs(args);
    this.#write(summary.image(tag, img_tensor, dataformats), when);
  }

  /** A figure of typetorch/plot, or several, as pictures. */
  add_figure(...args: Args<typeof figureArgs>): void {
    const { tag, figure, close: _, ...when } = figureArgs(args);
    const figures = Array.isArray(figure) ? figure : [figure];
    for (const each of figures) {
      this.#write(summary.encodedImage(tag, each.png(), each.height, each.width, 4), when);
    }
  }

  /** @param text_string Markdown. */
  add_text(...args: Args<typeof textArgs>): void {
    const { tag, text_string, ...when } = textArgs(args);
    this.#write(summary.text(tag, text_string), when);
  }

  /**
   * The operators of a forward pass in the graphs tab, nested as the modules are.
   *
   * The model runs once, in eval mode and without gradients; its mode is set back.
   *
   * @param input_to_model a tensor, or a list of the arguments of `forward`.
   */
  add_graph(...args: Args<typeof graphArgs>): void {
    const { model, input_to_model, verbose } = graphArgs(args);
    checkModel(model);
    const inputs = Array.isArray(input_to_model) ? input_to_model : [input_to_model];
    const node = graphOf(model as Module, inputs);
    if (verbose) for (const each of node) console.log(`${each.op} ${each.name}(${each.input.join(', ')})`);
    const file = this.#file(this.log_dir);
    file.write({ graph_def: encode('GraphDef', { node, versions: { producer: 22 } }) });
    const run_metadata = encode('RunMetadata', { step_stats: { dev_stats: [{ device: '/device:CPU:0' }] } });
    file.write({ tagged_run_metadata: { tag: 'step1', run_metadata } });
  }

  /**
   * Points in many dimensions for the projector tab.
   *
   * @param mat (N, D). @param metadata N labels, or N lists under the columns of `metadata_header`.
   * @param label_img (N, C, H, W), 0 to 1: a picture for every point.
   */
  add_embedding(...args: Args<typeof embeddingArgs>): void {
    const { mat, metadata, label_img, global_step, tag, metadata_header } = embeddingArgs(args);
    if (mat.dim() !== 2) throw new ValueError(`add_embedding(): mat is (N, D), not ${mat.shape}`);
    const count = mat.shape[0];
    if (metadata && metadata.length !== count) {
      throw new ValueError(`add_embedding(): ${metadata.length} labels for ${count} points`);
    }
    if (label_img && (label_img.dim() !== 4 || label_img.shape[0] !== count)) {
      throw new ValueError(`add_embedding(): label_img is (${count}, C, H, W), not ${label_img.shape}`);
    }
    const padded = String(global_step ?? 0).padStart(5, '0');
    const sub = `${padded}/${encodeTag(tag)}`;
    const folder = join(this.log_dir, sub);
    if (existsSync(folder) && !statSync(folder).isDirectory()) {
      throw new RuntimeError(`add_embedding(): ${folder} is a file`);
    }
    mkdirSync(folder, { recursive: true });
    const lines: string[] = [`tensor_name: ${JSON.stringify(`${tag}:${padded}`)}`];
    if (metadata) {
      writeFileSync(join(folder, 'metadata.tsv'), metadataText(metadata, metadata_header ?? null));
      lines.push(`metadata_path: ${JSON.stringify(`${sub}/metadata.tsv`)}`);
    }
    if (label_img) {
      writeFileSync(join(folder, 'sprite.png'), sprite(label_img));
      const [, , height, width] = label_img.shape;
      lines.push(
        `sprite {\n    image_path: ${JSON.stringify(`${sub}/sprite.png`)}\n    single_image_dim: ${width}\n    single_image_dim: ${height}\n  }`,
      );
    }
    const rows = summary.hostTensor(mat).tolist() as number[][];
    writeFileSync(
      join(folder, 'tensors.tsv'),
      rows.map((row) => `${row.map(floatRepr).join('\t')}\n`).join(''),
    );
    lines.push(`tensor_path: ${JSON.stringify(`${sub}/tensors.tsv`)}`);
    this.#embeddings.push(`embeddings {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`);
    writeFileSync(join(this.log_dir, 'projector_config.pbtxt'), this.#embeddings.join(''));
  }

  /** @param labels 0 and 1. @param predictions probabilities that the label is 1. */
  add_pr_curve(...args: Args<typeof prArgs>): void {
    const { tag, labels, predictions, num_thresholds, weights, ...when } = prArgs(args);
    this.#write(summary.prCurve(tag, labels, predictions, num_thresholds, weights ?? null), when);
  }

  add_pr_curve_raw(...args: Args<typeof prRawArgs>): void {
    const given = prRawArgs(args);
    const data = [
      given.true_positive_counts,
      given.false_positive_counts,
      given.true_negative_counts,
      given.false_negative_counts,
      given.precision,
      given.recall,
    ];
    if (!data.every((row) => row.length === data[0]?.length)) {
      throw new ValueError('add_pr_curve_raw(): all six lists must be of one length');
    }
    this.#write(summary.prCurveRaw(given.tag, data, given.num_thresholds), given);
  }

  /** Charts of the custom scalars tab: `{ category: { chart: ['Multiline', tags] } }`, or 'Margin' with value, low and high. */
  add_custom_scalars(layout: summary.Layout): void {
    this.#write(summary.customScalars(layout), {});
  }
  add_custom_scalars_multilinechart(tags: readonly string[], category = 'default', title = 'untitled'): void {
    this.add_custom_scalars({ [category]: { [title]: ['Multiline', tags] } });
  }
  add_custom_scalars_marginchart(tags: readonly string[], category = 'default', title = 'untitled'): void {
    this.add_custom_scalars({ [category]: { [title]: ['Margin', tags] } });
  }

  /** One row of the hparams tab, in a folder of its own: the settings of a run and what it reached. */
  add_hparams(...args: Args<typeof hparamsArgs>): void {
    const { hparam_dict, metric_dict, hparam_domain_discrete, run_name, global_step } = hparamsArgs(
      // An empty last object is no metrics here, not no keywords.
      args.length === 2 && Object.keys(args[1] as object).length === 0
        ? [{ hparam_dict: args[0] as Record<string, summary.HParam>, metric_dict: {} }]
        : args,
    );
    const values = summary.hparams(hparam_dict, metric_dict, hparam_domain_discrete);
    const folder = join(this.log_dir, run_name || String(Date.now() / 1000));
    for (const value of values) this.#write(value, { global_step }, folder);
    for (const [name, value] of Object.entries(metric_dict)) {
      const number = summary.numberOf(value, `add_hparams(): ${name}`);
      this.#write(summary.scalar(name, number, false, false), { global_step }, folder);
    }
  }

  /** Waits until all events are on the disk. */
  flush(): void {
    for (const file of this.#files.values()) file.flush();
  }
  /** Ends the files; a later event begins new ones. */
  close(): void {
    for (const file of this.#files.values()) {
      file.flush();
      file.close();
    }
    this.#files.clear();
  }
  [Symbol.dispose](): void {
    this.close();
  }
}
export const SummaryWriter = callable(SummaryWriter_);
export type SummaryWriter = SummaryWriter_;

function timestamp(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  const month = now.toLocaleString('en', { month: 'short' });
  return `${month}${two(now.getDate())}_${two(now.getHours())}-${two(now.getMinutes())}-${two(now.getSeconds())}`;
}

/** A folder's name: everything but letters, digits and a few signs in hexadecimal. */
const encodeTag = (tag: string) =>
  Array.from(tag, (char) =>
    /[\w.-]/.test(char) ? char : `%${(char.codePointAt(0) as number).toString(16).padStart(2, '0')}`,
  ).join('');

function metadataText(metadata: readonly unknown[], header: readonly string[] | null): string {
  if (header === null) return `${metadata.map(String).join('\n')}\n`;
  const rows = metadata.map((row) => {
    if (!Array.isArray(row) || row.length !== header.length) {
      throw new TypeError(
        `add_embedding(): every entry of metadata needs the ${header.length} columns of metadata_header`,
      );
    }
    return row.map(String).join('\t');
  });
  return `${[header.join('\t'), ...rows].join('\n')}\n`;
}

/** All pictures in a square, which the projector cuts up again. */
function sprite(images: Tensor): Uint8Array {
  const perRow = Math.ceil(Math.sqrt(images.shape[0]));
  const grid = summary.imageGrid(images.detach().cpu().float(), perRow);
  const [, height, width] = grid.shape;
  const square = torch.zeros([3, width, width]);
  square.narrow(1, 0, height).copy_(grid);
  const value = summary.image('sprite', square, 'CHW') as { image: { encoded_image_string: Uint8Array } };
  return value.image.encoded_image_string;
}
