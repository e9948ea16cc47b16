import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import type { Tensor } from '../../tensor.ts';

/** `value` as a multiple of `divisor`, at least `least` and never more than a tenth below it. */
export function _make_divisible(value: number, divisor: number, least: number | null = null): number {
  const near = Math.max(least ?? divisor, Math.floor(Math.trunc(value + divisor / 2) / divisor) * divisor);
  return near < 0.9 * value ? near + divisor : near;
}

/** @internal Python's round(): what lies half-way goes to the even neighbour. */
export const roundHalfEven = (x: number): number => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

// A child called `return_layers` would have a name as its value.
const isKeyword = (given: object): given is { return_layers: Record<string, string> } =>
  'return_layers' in given && typeof given.return_layers !== 'string';

class IntermediateLayerGetter_ extends nn.ModuleDict {
  static override _version = 2;
  declare return_layers: Record<string, string>;

  constructor(model: nn.Module, given: Record<string, string> | { return_layers: Record<string, string> }) {
    const return_layers = isKeyword(given) ? given.return_layers : given;
    const children = model.named_children();
    const wanted = new Set(Object.keys(return_layers));
    const names = children.map(([name]) => name);
    if (![...wanted].every((name) => names.includes(name))) {
      throw new ValueError('return_layers are not present in model');
    }
    const last = names.findLastIndex((name) => wanted.has(name));
    super(children.slice(0, last + 1));
    this.return_layers = { ...return_layers };
  }

  override forward(x: Tensor): Record<string, Tensor> {
    const out: Record<string, Tensor> = {};
    let value = x;
    let between: nn.Module[] = [];
    for (const [name, module] of this.items()) {
      between.push(module);
      const as = this.return_layers[name];
      if (as === undefined) continue;
      value = chain(between, value);
      between = [];
      out[as] = value;
    }
    return out;
  }
}

/**
 * The outputs of some of a model's direct children, under names of your own: `{ layer1: 'feat1' }` gives `{ feat1 }`;
 * also as a keyword, `{ return_layers: { layer1: 'feat1' } }`.
 *
 * The children are run one after the other, in the order in which the model has them, up to the last one asked for.
 *
 * @throws ValueError for a name that is no child of the model.
 */
export const IntermediateLayerGetter = nn.callable(IntermediateLayerGetter_);
export type IntermediateLayerGetter = IntermediateLayerGetter_;
