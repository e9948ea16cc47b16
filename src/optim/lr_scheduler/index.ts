export { LRScheduler } from './base.ts';
export { ChainedScheduler, SequentialLR } from './compose.ts';
export { CosineAnnealingLR, CosineAnnealingWarmRestarts } from './cosine.ts';
export { CyclicLR, OneCycleLR } from './cyclic.ts';
export {
  ConstantLR,
  ExponentialLR,
  LambdaLR,
  LinearLR,
  MultiplicativeLR,
  MultiStepLR,
  PolynomialLR,
  StepLR,
} from './factors.ts';
export { ReduceLROnPlateau } from './plateau.ts';
