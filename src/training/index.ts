/** What training scripts write by hand again and again; each is usable apart. */
export { Checkpoint, type Stateful } from './checkpoint.ts';
export { EarlyStopping } from './early_stopping.ts';
export { type Fold, KFold, StratifiedKFold } from './kfold.ts';
export { type LRFound, lr_find } from './lr_finder.ts';
export { Tqdm, tqdm } from './progress.ts';
