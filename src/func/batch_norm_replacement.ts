/** As much of a module as this file needs. */
interface ModuleLike {
  modules(): Iterable<any>;
}

/** Whether a class extends `_BatchNorm` of nn, which lies above this file. */
function isBatchNorm(module: any): boolean {
  for (let at = module.constructor; typeof at === 'function'; at = Object.getPrototypeOf(at)) {
    if (at.name === '_BatchNorm') return true;
  }
  return false;
}

/**
 * Takes the running statistics out of every batch norm of `root`, so that it normalises by the batch alone and changes
 * nothing in place, which `vmap` could not do. Changes and returns `root`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.func.replace_all_batch_norm_modules_.html
 */
export function replace_all_batch_norm_modules_<M extends ModuleLike>(root: M): M {
  for (const module of root.modules()) {
    if (!isBatchNorm(module) || !module.track_running_stats) continue;
    module.running_mean = null;
    module.running_var = null;
    module.num_batches_tracked = null;
    module.track_running_stats = false;
  }
  return root;
}
