export * from './_color.ts';
export * from './_container.ts';
export * from './_conversion.ts';
export * from './_geometry.ts';
export * from './autoaugment.ts';
export * as functional from './functional.ts';
export { InterpolationMode } from './functional.ts';
export * as v2 from './v2/index.ts';
