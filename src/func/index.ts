// torch.func: composable function transforms.
export { replace_all_batch_norm_modules_ } from './batch_norm_replacement.ts';
export {
  debug_unwrap,
  grad,
  grad_and_value,
  hessian,
  jacfwd,
  jacrev,
  jvp,
  linearize,
  vjp,
} from './eager_transforms.ts';
export { functional_call, stack_module_state } from './functional_call.ts';
export { functionalize } from './functionalize.ts';
export { rearrange } from './rearrange.ts';
export { vmap } from './vmap.ts';
