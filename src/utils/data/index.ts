export { default_collate, default_convert } from './collate.ts';
export * as dataloader from './dataloader.ts';
export { DataLoader } from './dataloader.ts';
export * as dataset from './dataset.ts';
export {
  ChainDataset,
  ConcatDataset,
  Dataset,
  IterableDataset,
  random_split,
  StackDataset,
  Subset,
  TensorDataset,
} from './dataset.ts';
export * as distributed from './distributed.ts';
export { DistributedSampler } from './distributed.ts';
export * as sampler from './sampler.ts';
export {
  BatchSampler,
  RandomSampler,
  Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from './sampler.ts';
export { get_worker_info, type WorkerInfo } from './worker.ts';
