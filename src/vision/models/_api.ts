import { inspect } from 'node:util';
import { callable } from '../../callable.ts';
import { KeyError, TypeError, ValueError } from '../../errors.ts';
import { categories, visionWeights } from '../../generated/vision_weights.ts';
import { type LoadFromUrlOptions, load_state_dict_from_url } from '../../hub.ts';
import { checked } from '../../misuse.ts';
import type { Module } from '../../nn/index.ts';
import {
  ImageClassification,
  ObjectDetection,
  OpticalFlow,
  SemanticSegmentation,
  VideoClassification,
} from '../transforms/_presets.ts';
import type { InterpolationMode } from '../transforms/functional.ts';

type Facts = typeof visionWeights;
type EnumName = keyof Facts;
export type BuilderName = Facts[EnumName]['builder'];

/** The kinds of preprocessing. */
interface Presets {
  ImageClassification: ImageClassification;
  ObjectDetection: ObjectDetection;
  OpticalFlow: OpticalFlow;
  SemanticSegmentation: SemanticSegmentation;
  VideoClassification: VideoClassification;
}
const presets: Record<keyof Presets, unknown> = {
  ImageClassification,
  ObjectDetection,
  OpticalFlow,
  SemanticSegmentation,
  VideoClassification,
};
type PresetOf<N extends EnumName> = Presets[Facts[N]['transforms']];

/** What is known of trained weights: figures of the network, how they were trained and how well they do. */
export interface WeightsMeta {
  /** The names of the classes, in the order of the outputs; null for weights without a classifier. */
  categories: readonly string[] | null;
  num_params: number;
  min_size: readonly [height: number, width: number];
  recipe: string;
  _metrics: Record<string, Record<string, number>>;
  /** Billions of multiplications and additions for one image. */
  _ops: number;
  /** Of the file, in megabytes. */
  _file_size: number;
  [key: string]: unknown;
}

/** The figures of the preprocessing. */
interface Figures {
  crop_size?: number | readonly number[];
  resize_size?: number | readonly number[] | null;
  mean?: readonly number[];
  std?: readonly number[];
  interpolation?: InterpolationMode;
  antialias?: boolean;
}

/**
 * One set of trained weights: where to fetch them, the preprocessing that they want, and what is known of them.
 *
 * `P` is the kind of preprocessing.
 */
class Weights_<P extends Module = any> {
  readonly name: string;
  readonly url: string;
  readonly meta: WeightsMeta;
  private readonly _enum: string;
  private readonly _kind: keyof Presets;
  private readonly _figures: Figures;

  /** @internal */
  constructor(owner: string, name: string, facts: { url: string; preset: any; meta: any }) {
    const { transforms, ...usual } = visionWeights[owner as EnumName];
    this._enum = owner;
    this.name = name;
    this.url = facts.url;
    this.meta = Object.freeze({
      categories: 'categories' in usual ? categories[usual.categories] : null,
      ...facts.meta,
    });
    this._kind = transforms;
    this._figures = facts.preset;
  }

  /** The preprocessing of these weights: what the network wants of an image, of a batch, of a video or of two frames. */
  transforms(options: Figures = {}): P {
    const preset = presets[this._kind] as (figures?: Figures) => P;
    const figures = { ...this._figures, ...options };
    return Object.keys(figures).length > 0 ? preset(figures) : preset();
  }

  /** The state_dict, fetched once and kept in torch.hub's cache. */
  get_state_dict(options: LoadFromUrlOptions = {}): Record<string, any> {
    return load_state_dict_from_url(this.url, options);
  }

  /** Entries of an enumeration are copied by name, as in Python. */
  __copy__(): this {
    return this;
  }
  __deepcopy__(): this {
    return this;
  }

  toString(): string {
    return `${this._enum}.${this.name}`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
export const Weights = callable(Weights_);
export type Weights<P extends Module = any> = Weights_<P>;

/**
 * All the weights for one builder, by name: `ResNet50_Weights.IMAGENET1K_V2`, `.DEFAULT` (the best), and iterable.
 */
class WeightsEnum_ {
  /** @internal */
  constructor(name: string, facts: Facts[EnumName]) {
    Object.defineProperty(this, 'name', { value: name });
    for (const [member, each] of Object.entries(facts.members)) {
      Object.defineProperty(this, member, { value: new Weights(name, member, each), enumerable: true });
    }
    // An alias: Python's iteration leaves it out as well.
    Object.defineProperty(this, 'DEFAULT', { value: (this as any)[facts.default] });
    Object.defineProperty(this, '_legacy', { value: facts.legacy && (this as any)[facts.legacy] });
  }

  *[Symbol.iterator](): IterableIterator<Weights> {
    yield* Object.values(this);
  }

  get length(): number {
    return Object.keys(this).length;
  }

  /** Weights of this kind for a member, its name ('DEFAULT', 'ResNet50_Weights.IMAGENET1K_V2') or null. */
  verify(value: unknown): Weights | null {
    const { name } = this as unknown as { name: string };
    if (value === null || value === undefined) return null;
    if (typeof value === 'string') return member(this, name, value.replace(`${name}.`, ''));
    if (value instanceof Weights && Object.values(this).includes(value)) return value;
    throw new TypeError(
      `Invalid Weight class provided; expected ${name} but received ${value instanceof Weights ? String(value).split('.')[0] : typeof value}.`,
    );
  }

  toString(): string {
    return `<enum '${(this as unknown as { name: string }).name}'>`;
  }
}

function member(owner: object, name: string, key: string): Weights {
  const found = Object.hasOwn(owner, key) ? (owner as any)[key] : undefined;
  if (found instanceof Weights) return found;
  throw new KeyError(`${name} has no weights '${key}'; known: ${Object.keys(owner).join(', ')}, DEFAULT`);
}

export type WeightsEnum<N extends EnumName = EnumName> = WeightsEnum_ & {
  readonly [K in keyof Facts[N]['members'] | 'DEFAULT']: Weights<PresetOf<N>>;
} & { readonly name: N };

/** Every enum by name. */
export const enums = Object.fromEntries(
  Object.entries(visionWeights).map(([name, facts]) => [name, new WeightsEnum_(name, facts)]),
) as unknown as { readonly [N in EnumName]: WeightsEnum<N> };

const enumOfBuilder = new Map<string, WeightsEnum>(
  Object.entries(visionWeights).map(([name, { builder }]) => [builder, enums[name as EnumName]]),
);

/** Whose backbone begins with trained weights: which they are, and whether it has them unless told otherwise. */
export type BackedName = {
  [N in EnumName]: Facts[N] extends { backbone: object } ? Facts[N]['builder'] : never;
}[EnumName];

export const backboneOf = (
  name: BuilderName,
): { weights: Weights; usual: boolean; owner: WeightsEnum } | null => {
  const facts = visionWeights[enumFor(name).name];
  if (!('backbone' in facts)) return null;
  const { weights, usual } = facts.backbone;
  return { weights: get_weight(weights), usual, owner: enums[weights.split('.')[0] as EnumName] };
};

export const enumFor = (name: BuilderName): WeightsEnum => enumOfBuilder.get(name) as WeightsEnum;

/** A function that builds a network. */
export type ModelBuilder = (options?: any) => Module;

const builders = new Map<string, ModelBuilder>();

/** Enters a function into the list that `get_model` looks into, under its own name unless another is given. */
export const register_model = checked(
  'register_model',
  (name?: string): (<F extends ModelBuilder>(fn: F) => F) => {
    return (fn) => {
      const key = name ?? fn.name;
      if (builders.has(key)) throw new ValueError(`An entry is already registered under the name '${key}'.`);
      builders.set(key, fn);
      return fn;
    };
  },
);

interface ListOptions {
  /** Only builders that this namespace exports, such as `vision.models`. */
  module?: object | null;
  /** Names, or patterns with `*`, `?` and `[...]`: those that match one of them are listed. */
  include?: string | readonly string[] | null;
  /** Those that match one of these are left out. */
  exclude?: string | readonly string[] | null;
}

/** The names of all builders, sorted. */
export const list_models = checked(
  'list_models',
  ({ module, include, exclude }: ListOptions = {}): string[] => {
    const own = module ? new Set(Object.values(module)) : null;
    const patterns = (given: string | readonly string[]) => [given].flat().map((glob) => globPattern(glob));
    const matches = (name: string, given: string | readonly string[]) =>
      patterns(given).some((pattern) => pattern.test(name));
    return [...builders.entries()]
      .filter(([, fn]) => own === null || own.has(fn))
      .map(([name]) => name)
      .filter((name) => !include?.length || matches(name, include))
      .filter((name) => !exclude?.length || !matches(name, exclude))
      .sort();
  },
);

/** Python's fnmatch. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\[(!?)([^\]]+)\]|[\s\S]/g, (char, not: string | undefined, set: string) => {
    if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
    if (char === '*') return '[\\s\\S]*';
    return char === '?' ? '[\\s\\S]' : char.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  });
  return new RegExp(`^${source}$`);
}

/** The function that builds a model, by its name in any case. */
export const get_model_builder = checked('get_model_builder', (name: string): ModelBuilder => {
  const found = builders.get(name.toLowerCase());
  if (found) return found;
  throw new ValueError(`Unknown model ${name}`);
});

/** Builds a model by name: `get_model('resnet50', { weights: 'DEFAULT' })`. */
export const get_model = checked(
  'get_model',
  (name: string, options: Record<string, unknown> = {}): Module => {
    return get_model_builder(name)(options);
  },
);

/** The weights for a builder, or for its name. */
export const get_model_weights = checked('get_model_weights', (name: string | ModelBuilder): WeightsEnum => {
  const builder = typeof name === 'string' ? get_model_builder(name) : name;
  const found = enumOfBuilder.get(builder.name);
  if (found && builders.get(builder.name) === builder) return found;
  throw new ValueError("The method is missing the 'weights' argument.");
});

/** Weights by their full name: `get_weight('ResNet50_Weights.IMAGENET1K_V2')`. */
export const get_weight = checked('get_weight', (name: string): Weights => {
  const [owner, key, ...rest] = name.split('.');
  if (!owner || !key || rest.length > 0) throw new ValueError(`Invalid weight name provided: '${name}'.`);
  const found = Object.hasOwn(enums, owner) ? enums[owner as EnumName] : null;
  if (!found) {
    throw new ValueError(`The weight enum '${owner}' for the specific method couldn't be retrieved.`);
  }
  return member(found, owner, key);
});
