export * as functional from './functional.ts';
export { InterpolationMode } from './functional.ts';
export * from './transforms.ts';
