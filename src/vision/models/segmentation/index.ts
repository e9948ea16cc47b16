import { _SimpleSegmentationModel } from './_utils.ts';

export * from './deeplabv3.ts';
export * as deeplabv3 from './deeplabv3.ts';
export * from './fcn.ts';
export * as fcn from './fcn.ts';
export * from './lraspp.ts';
export * as lraspp from './lraspp.ts';

export const _utils = { _SimpleSegmentationModel };
