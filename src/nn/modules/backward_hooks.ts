import { RuntimeError } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import type { Module } from './module.ts';

/** One gradient for each argument or result; null where none flows. */
export type Gradients = (Tensor | null)[];
// biome-ignore lint/suspicious/noConfusingVoidType: a hook may return nothing
type Changed = Tensor | Gradients | void | null | undefined;
export type BackwardHook = (module: Module, grad_input: Gradients, grad_output: Gradients) => Changed;
export type BackwardPreHook = (module: Module, grad_output: Gradients) => Changed;

/**
 * Stands between one call of a module and the graph around it, so that backward hooks see the gradients of all its
 * arguments, or of all its results, together, and may replace them.
 */
export class BackwardWatch {
  private readonly module: Module;
  private readonly pre: BackwardPreHook[];
  private readonly full: BackwardHook[];
  private inputCount = 0;
  private watchesInputs = false;
  private grad_output: Gradients | null = null;

  constructor(module: Module, pre: BackwardPreHook[], full: BackwardHook[]) {
    this.module = module;
    this.pre = pre;
    this.full = full;
  }

  inputs(args: any[]): any[] {
    this.inputCount = args.length;
    const at = this.full.length > 0 ? differentiable(args) : [];
    this.watchesInputs = at.length > 0;
    return tapped(args, at, (grads) => {
      if (this.grad_output === null) return grads;
      let grad_input = spread(args.length, at, grads);
      for (const hook of this.full) {
        const changed = hook(this.module, grad_input, this.grad_output);
        grad_input = checked('Backward hook', 'grad_input', changed, grad_input);
      }
      this.grad_output = null;
      return at.map((i) => grad_input[i] ?? null);
    });
  }

  outputs(result: any): any {
    const several = Array.isArray(result);
    const results: any[] = several ? result : [result];
    const at = differentiable(results);
    const outputs = tapped(results, at, (grads) => {
      let grad_output = spread(results.length, at, grads);
      for (const hook of this.pre) {
        const changed = hook(this.module, grad_output);
        grad_output = checked('Backward pre hook', 'grad_output', changed, grad_output);
      }
      if (this.watchesInputs) this.grad_output = grad_output;
      else this.withoutInputs(grad_output);
      return at.map((i) => grad_output[i] ?? null);
    });
    return several ? outputs : outputs[0];
  }

  // No gradient will ever come to the arguments, so the hooks run as soon as those of the results are known.
  private withoutInputs(grad_output: Gradients): void {
    const grad_input: Gradients = Array(this.inputCount).fill(null);
    for (const hook of this.full) {
      const changed = hook(this.module, grad_input, grad_output) ?? null;
      if (changed === null || (Array.isArray(changed) && changed.every((grad) => grad === null))) continue;
      throw new RuntimeError(
        'Backward hook for Modules where no input requires gradient should always return None or None for all gradients.',
      );
    }
  }
}

const differentiable = (values: any[]): number[] =>
  torch.is_grad_enabled()
    ? values.flatMap((value, i) => (value instanceof Tensor && value.requires_grad ? [i] : []))
    : [];

function spread(length: number, at: number[], grads: Gradients): Gradients {
  const all: Gradients = Array(length).fill(null);
  at.forEach((i, k) => {
    all[i] = grads[k] ?? null;
  });
  return all;
}

function checked(who: string, what: string, changed: Changed, before: Gradients): Gradients {
  if (changed === undefined || changed === null) return before;
  const after = Array.isArray(changed) ? changed : [changed];
  if (after.length === before.length) return after;
  throw new RuntimeError(
    `${who} returned an invalid number of ${what}, got ${after.length}, but expected ${before.length}`,
  );
}

function tapped(values: any[], at: number[], change: (grads: Gradients) => Gradients): any[] {
  if (at.length === 0) return values;
  const taps = tap(
    at.map((i) => values[i]),
    change,
  );
  const result = [...values];
  at.forEach((i, k) => {
    result[i] = taps[k];
  });
  return result;
}

/** The same tensors, whose gradients pass through `change` all at once on their way back. */
function tap(tensors: Tensor[], change: (grads: Gradients) => Gradients): Tensor[] {
  const [first] = tensors;
  if (first && tensors.length === 1) {
    const same = first.view_as(first);
    same.register_hook((grad) => change([grad])[0] ?? undefined);
    return [same];
  }
  // A foreach operator is ONE node of the graph for all its tensors, and the hooks of a node's results run one after the
  // other right before it. So the outer node's hooks have collected every gradient when the inner node's replace them.
  const inner: Tensor[] = torch._foreach_mul(tensors, 1);
  const outer: Tensor[] = torch._foreach_mul(inner, 1);
  let collected: Gradients = []; // of one backward pass; emptied so that none outlives it
  let changed: Gradients | null = null;
  outer.forEach((tensor, i) => {
    tensor.register_hook((grad: Tensor | null) => {
      changed = null;
      collected[i] = grad;
    });
  });
  inner.forEach((tensor, i) => {
    tensor.register_hook(() => {
      if (changed === null) {
        changed = change(tensors.map((_, k) => collected[k] ?? null));
        collected = [];
      }
      return changed[i] ?? undefined;
    });
  });
  return outer;
}
