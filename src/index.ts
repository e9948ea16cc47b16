/** typetorch: LibTorch for TypeScript under PyTorch's own names. */

export * as copy from './copy.ts';
export * as distributed from './distributed/index.ts';
export * as distributions from './distributions/index.ts';
export * from './errors.ts';
export * as jit from './jit/index.ts';
export * as math from './math.ts';
export * as metrics from './metrics/index.ts';
export * as nn from './nn/index.ts';
export { Parameter } from './nn/parameter.ts';
export * as optim from './optim/index.ts';
export * as numpy from './serialization/numpy.ts';
export * as safetensors from './serialization/safetensors.ts';
export { summary } from './summary/index.ts';
export { Tensor } from './tensor.ts';
export { type Torch, torch, torch as default } from './torch.ts';
export * as training from './training/index.ts';
export * as utils from './utils/index.ts';
export * as vision from './vision/index.ts';

import { setRoot } from './crossing.ts';
import * as exported from './index.ts';

// So that worker threads can find again by name what a program got from here.
setRoot(exported);
