export * as checkpoint from './checkpoint.ts';
export * as data from './data/index.ts';
