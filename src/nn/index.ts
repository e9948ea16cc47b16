/** `torch.nn`: networks and what they are made of. */
import './python_classes.ts';

export * as attention from './attention/index.ts';
export { factory_kwargs } from './factory_kwargs.ts';
export * as functional from './functional.ts';
export * as grad from './grad.ts';
export * as init from './init.ts';
export * as modules from './modules/files.ts';
export * from './modules/index.ts';
export * as parallel from './parallel/index.ts';
export { DataParallel } from './parallel/index.ts';
export * as parameter from './parameter.ts';
export { Buffer, Parameter, UninitializedBuffer, UninitializedParameter } from './parameter.ts';
export * as utils from './utils/index.ts';
