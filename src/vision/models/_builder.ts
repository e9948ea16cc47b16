import { z } from 'zod';
import { TypeError, ValueError } from '../../errors.ts';
import type * as nn from '../../nn/index.ts';
import { type Field, isPlainObject, type Signature, signature } from '../../signature.ts';
import { warnOnce } from '../../warn.ts';
import type { NormLayer } from '../ops/misc.ts';
import {
  type BackedName,
  type BuilderName,
  backboneOf,
  enumFor,
  register_model,
  type Weights,
  type WeightsEnum,
} from './_api.ts';

type Options<F extends readonly Field[]> = { [E in F[number] as E[0]]?: z.input<E[1]> };

// Checked by the enum, which knows its members.
const common = [
  ['weights', z.custom<Weights | string | null>().default(null)],
  ['progress', z.boolean().default(true)],
  ['pretrained', z.boolean().optional()],
] as const;

/** What a model function takes beside the network's own options. */
export interface Common {
  /** Trained weights to load: a member of the builder's enum, its name, or 'DEFAULT'. Fetched once, then cached. */
  weights?: Weights | string | null;
  /** Shows the download, where there is a terminal. */
  progress?: boolean;
  /** @deprecated use `weights` */
  pretrained?: boolean;
}

const backboneFields = [
  ['weights_backbone', z.custom<Weights | string | null>().optional()],
  ['pretrained_backbone', z.boolean().optional()],
] as const;

/** What a network on another network's shoulders takes besides. */
export interface BackboneCommon {
  /** Trained weights for the backbone alone; null for none. `weights` for the whole leave them out. */
  weights_backbone?: Weights | string | null;
  /** @deprecated use `weights_backbone` */
  pretrained_backbone?: boolean;
}

/** What was asked for beside the network's own options. */
export interface Chosen {
  weights: Weights | null;
  weights_backbone: Weights | null;
  progress: boolean;
}

export const count = z.int().positive();
export const probability = z.number().min(0).max(1);
/** A class of layers, or a function that makes one. */
export const layerMaker = <F>() => z.custom<F>((value) => typeof value === 'function', 'must be a function');
export const makerOr = <F>(usual: F) => layerMaker<F>().default(() => usual as any);
export const normLayer = layerMaker<NormLayer>().nullish();
export const numClasses = ['num_classes', count.default(1000)] as const;

/** What loading trained weights asks for beside the usual, family by family. */
interface Loading<M> {
  /** Options that the weights decide; another value given by the user is an error. */
  decided?: (weights: Weights) => Record<string, unknown>;
  /** Options that are set whatever the user gives: `loaded` sees to his wishes. */
  forced?: Record<string, unknown>;
  /** Options that are set when the user gives none. */
  preferred?: Record<string, unknown>;
  /** Old names of a file's keys made new, in place. */
  rename?: (state_dict: Record<string, any>) => void;
  /** After the weights are in; `options` are the user's own. */
  loaded?: (net: M, options: Record<string, unknown>) => void;
}

/**
 * A model function such as `resnet18`: keywords only, checked under its own name. `fields` all have defaults.
 *
 * The function is entered into the list of `get_model`. Where torchvision's has `weights_backbone`, so has this one.
 */
export function builder<const N extends BuilderName, const F extends readonly Field[], M extends nn.Module>(
  name: N,
  fields: F,
  build: (given: ReturnType<Signature<F>>, chosen: Chosen) => M,
  loading: Loading<M> = {},
): (options?: Options<F> & Common & (N extends BackedName ? BackboneCommon : object)) => M {
  const backbone = backboneOf(name);
  const parse = signature(name, ...fields, ...common, ...(backbone ? backboneFields : []));
  const owner = enumFor(name);
  const make = (options: unknown = {}): M => {
    const own = (isPlainObject(options) ? options : { weights: options }) as Record<string, unknown>;
    const { weights: asked, progress, pretrained, ...rest } = parse([own]) as Record<string, any>;
    const { weights_backbone: below, pretrained_backbone, ...given } = rest;
    const weights = owner.verify(legacy(name, owner, 'weights', asked, pretrained));
    const backed = backbone && backboneWeights(name, backbone, below, pretrained_backbone);
    const chosen = { weights, weights_backbone: weights ? null : backed, progress };
    if (!weights) return build(given as ReturnType<Signature<F>>, chosen);
    const net = build({ ...given, ...optionsFor(weights, own, loading) } as ReturnType<Signature<F>>, chosen);
    const state_dict = weights.get_state_dict({ progress, check_hash: true });
    loading.rename?.(state_dict);
    net.load_state_dict(state_dict);
    loading.loaded?.(net, own);
    return net;
  };
  Object.defineProperty(make, 'name', { value: name });
  return register_model(name)(make);
}

function backboneWeights(
  name: string,
  { owner, weights, usual }: NonNullable<ReturnType<typeof backboneOf>>,
  asked: unknown,
  pretrained?: boolean,
): Weights | null {
  const wanted = asked === undefined && usual ? weights : asked;
  return owner.verify(legacy(name, owner, 'weights_backbone', wanted, pretrained, weights));
}

function optionsFor(weights: Weights, own: Record<string, unknown>, loading: Loading<any>) {
  const { categories } = weights.meta;
  const decided: Record<string, unknown> = {
    ...(categories && { num_classes: categories.length }),
    ...loading.decided?.(weights),
  };
  for (const [key, value] of Object.entries(decided)) {
    if (own[key] === undefined || own[key] === null || String(own[key]) === String(value)) continue;
    throw new ValueError(
      `The parameter '${key}' expected value ${show(value)} but got ${show(own[key])} instead.`,
    );
  }
  const preferred = Object.entries(loading.preferred ?? {}).filter(([key]) => own[key] === undefined);
  return { ...Object.fromEntries(preferred), ...decided, ...loading.forced };
}

const show = (value: unknown) => (value === true ? 'True' : value === false ? 'False' : String(value));

/** What the forms from before torchvision 0.13 stand for: `pretrained: true`, `weights: true`, `resnet18(true)`. */
function legacy(
  name: string,
  owner: WeightsEnum,
  option: 'weights' | 'weights_backbone',
  weights: unknown,
  pretrained?: boolean,
  meant = (owner as unknown as { _legacy: Weights | null })._legacy,
): unknown {
  const asked = pretrained ?? (typeof weights === 'boolean' ? weights : undefined);
  if (asked === undefined) return weights;
  if (asked && !meant) throw new ValueError(`No weights available for model ${name}`);
  if (pretrained !== undefined) {
    const old = option.replace('weights', 'pretrained');
    warnOnce(
      `The parameter '${old}' is deprecated since 0.13 and may be removed in the future, please use '${option}' instead.`,
    );
  }
  warnOnce(
    `Arguments other than a weight enum or null for '${option}' are deprecated since 0.13 and may be removed in the future. ` +
      `The current behavior is equivalent to passing ${option}: ${asked ? meant : null}.` +
      (asked ? ` You can also use ${option}: ${owner.name}.DEFAULT to get the most up-to-date weights.` : ''),
  );
  return asked ? meant : null;
}

/**
 * A list of a network's stages, each made by its class.
 *
 * @throws ValueError for none, TypeError for others.
 */
export function stagesOf<C>(what: string, given: unknown, type: Function, name = type.name): readonly C[] {
  if (Array.isArray(given) && given.length === 0) throw new ValueError(`The ${what} should not be empty`);
  if (Array.isArray(given) && given.every((each) => each instanceof type)) return given;
  throw new TypeError(`The ${what} should be List[${name}]`);
}
