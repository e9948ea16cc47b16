// torch.func: composable function transforms.
export { grad, grad_and_value, hessian, jacfwd, jacrev, jvp, vjp } from './eager_transforms.ts';
export { functional_call, stack_module_state } from './functional_call.ts';
export { vmap } from './vmap.ts';
