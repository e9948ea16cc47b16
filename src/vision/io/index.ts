export { ImageError } from './format.ts';
export * from './image.ts';
