export { default_collate, default_convert } from './collate.ts';
export { DataLoader } from './dataloader.ts';
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
export { DistributedSampler } from './distributed.ts';
export {
  BatchSampler,
  RandomSampler,
  Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from './sampler.ts';
export { get_worker_info, type WorkerInfo } from './worker.ts';
