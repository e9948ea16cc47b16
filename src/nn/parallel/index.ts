/** `torch.nn.parallel`: several GPUs, or several processes. */
import { checkedAll } from '../../misuse.ts';
import * as data from './data_parallel.ts';
import * as parts from './scatter_gather.ts';

export const { data_parallel, parallel_apply, replicate } = checkedAll(data);
export const { gather, scatter } = checkedAll(parts);
export { DataParallel } from './data_parallel.ts';
export { DistributedDataParallel } from './distributed.ts';
