/** `torch.nn`: networks and what they are made of. */
import './python_classes.ts';

export * as functional from './functional.ts';
export * as init from './init.ts';
export * from './modules/index.ts';
export * as modules from './modules/index.ts';
export * as parameter from './parameter.ts';
export { Buffer, Parameter, UninitializedBuffer, UninitializedParameter } from './parameter.ts';
export * as utils from './utils/index.ts';
