import { callable } from '../callable.ts';
import { Parameter as TensorParameter } from '../tensor.ts';

/**
 * A tensor that a module counts among its parameters when it is assigned to one of its properties:
 * `this.scale = nn.Parameter(torch.ones(3))`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.parameter.Parameter.html
 */
export const Parameter = callable(TensorParameter);
export type Parameter = TensorParameter;
