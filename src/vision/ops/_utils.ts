import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import type { Parameter } from '../../tensor.ts';

const { modules } = nn;
type ModuleClass = abstract new (...args: any) => nn.Module;
const normalizations: readonly ModuleClass[] = [
  modules.batchnorm._BatchNorm,
  nn.LayerNorm,
  nn.GroupNorm,
  modules.instancenorm._InstanceNorm,
  nn.LocalResponseNorm,
];

/**
 * The parameters of a model that need gradients, `[of normalisations, others]`: for another weight decay on the first.
 *
 * @throws ValueError for something among `norm_classes` that is no class of modules.
 */
export function split_normalization_params(
  model: nn.Module,
  norm_classes: readonly ModuleClass[] | null = null,
): [Parameter[], Parameter[]] {
  const classes = norm_classes ?? normalizations;
  for (const each of classes) {
    if (typeof each !== 'function' || !(each.prototype instanceof nn.Module)) {
      throw new ValueError(`Class ${String(each)} is not a subclass of nn.Module.`);
    }
  }
  const [norms, others]: [Parameter[], Parameter[]] = [[], []];
  for (const module of model.modules()) {
    const isNorm = module.children().length === 0 && classes.some((each) => module instanceof each);
    (isNorm ? norms : others).push(...module.parameters(false).filter((param) => param.requires_grad));
  }
  return [norms, others];
}
