import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import type * as nn from '../../nn/index.ts';
import { type Field, isPlainObject, type Signature, signature } from '../../signature.ts';
import { warnOnce } from '../../warn.ts';
import type { NormLayer } from '../ops/misc.ts';
import { enumFor, register_model, type Weights, type WeightsEnum } from './_api.ts';

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

export const count = z.int().positive();
export const probability = z.number().min(0).max(1);
export const normLayer = z
  .custom<NormLayer>((value) => typeof value === 'function', 'must be a function')
  .nullish();
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
 * The function is entered into the list of `get_model`.
 */
export function builder<const F extends readonly Field[], M extends nn.Module>(
  name: Parameters<typeof enumFor>[0],
  fields: F,
  build: (given: ReturnType<Signature<F>>) => M,
  loading: Loading<M> = {},
): (options?: Options<F> & Common) => M {
  const parse = signature(name, ...fields, ...common);
  const owner = enumFor(name);
  const make = (options: unknown = {}): M => {
    const own = (isPlainObject(options) ? options : { weights: options }) as Record<string, unknown>;
    const { weights: chosen, progress, pretrained, ...given } = parse([own]) as Record<string, any>;
    const weights = owner.verify(legacy(name, owner, chosen, pretrained));
    if (!weights) return build(given as ReturnType<Signature<F>>);
    const net = build({ ...given, ...optionsFor(weights, own, loading) } as ReturnType<Signature<F>>);
    const state_dict = weights.get_state_dict({ progress, check_hash: true });
    loading.rename?.(state_dict);
    net.load_state_dict(state_dict);
    loading.loaded?.(net, own);
    return net;
  };
  Object.defineProperty(make, 'name', { value: name });
  return register_model(name)(make);
}

function optionsFor(weights: Weights, own: Record<string, unknown>, loading: Loading<any>) {
  const { categories } = weights.meta;
  const decided: Record<string, unknown> = {
    ...(categories && { num_classes: categories.length }),
    ...loading.decided?.(weights),
  };
  for (const [key, value] of Object.entries(decided)) {
    if (own[key] === undefined || String(own[key]) === String(value)) continue;
    throw new ValueError(
      `The parameter '${key}' expected value ${show(value)} but got ${show(own[key])} instead.`,
    );
  }
  const preferred = Object.entries(loading.preferred ?? {}).filter(([key]) => own[key] === undefined);
  return { ...Object.fromEntries(preferred), ...decided, ...loading.forced };
}

const show = (value: unknown) => (value === true ? 'True' : value === false ? 'False' : String(value));

/** What the forms from before torchvision 0.13 stand for: `pretrained: true`, `weights: true`, `resnet18(true)`. */
function legacy(name: string, owner: WeightsEnum, weights: unknown, pretrained?: boolean): unknown {
  const asked = pretrained ?? (typeof weights === 'boolean' ? weights : undefined);
  if (asked === undefined) return weights;
  const meant = (owner as unknown as { _legacy: Weights | null })._legacy;
  if (asked && !meant) throw new ValueError(`No weights available for model ${name}`);
  if (pretrained !== undefined) {
    warnOnce(
      "The parameter 'pretrained' is deprecated since 0.13 and may be removed in the future, please use 'weights' instead.",
    );
  }
  warnOnce(
    "Arguments other than a weight enum or null for 'weights' are deprecated since 0.13 and may be removed in the future. " +
      `The current behavior is equivalent to passing weights: ${asked ? meant : null}.` +
      (asked ? ` You can also use weights: ${owner.name}.DEFAULT to get the most up-to-date weights.` : ''),
  );
  return asked ? meant : null;
}
