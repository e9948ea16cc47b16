export * from './digits.ts';
export * from './mnist.ts';
export { VisionDataset } from './vision.ts';
