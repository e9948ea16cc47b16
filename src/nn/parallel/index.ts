/** `torch.nn.parallel`: several GPUs, or several processes. */
export { DataParallel, data_parallel, parallel_apply, replicate } from './data_parallel.ts';
export { DistributedDataParallel } from './distributed.ts';
export { gather, scatter } from './scatter_gather.ts';
