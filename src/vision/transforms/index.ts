export * from './_color.ts';
export * from './_container.ts';
export * from './_conversion.ts';
export {
  CenterCrop,
  ElasticTransform,
  FiveCrop,
  Pad,
  RandomAffine,
  RandomCrop,
  RandomErasing,
  RandomHorizontalFlip,
  RandomPerspective,
  RandomResizedCrop,
  RandomRotation,
  RandomVerticalFlip,
  Resize,
  TenCrop,
} from './_geometry.ts';
export * from './autoaugment.ts';
export * as functional from './functional.ts';
export { InterpolationMode } from './functional.ts';
export * as v2 from './v2/index.ts';
