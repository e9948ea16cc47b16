export * from './misc.ts';
export { StochasticDepth, stochastic_depth } from './stochastic_depth.ts';
