/** `torch.nn.parallel`: one process, several GPUs. */
export { DataParallel, data_parallel, parallel_apply, replicate } from './data_parallel.ts';
export { gather, scatter } from './scatter_gather.ts';
