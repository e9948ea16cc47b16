export * from './boxes.ts';
export * from './drop_block.ts';
export * from './feature_pyramid_network.ts';
export * from './frozen_batchnorm.ts';
export * from './losses.ts';
export * from './misc.ts';
export * from './roi.ts';
export { StochasticDepth, stochastic_depth } from './stochastic_depth.ts';
