export { swap_tensors } from '../swap.ts';
export * as checkpoint from './checkpoint.ts';
export * as data from './data/index.ts';
export * as memory from './memory.ts';
export * as tensorboard from './tensorboard/index.ts';
