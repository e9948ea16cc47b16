export * as backbone_utils from './backbone_utils.ts';
export * as image_list from './image_list.ts';
export * as transform from './transform.ts';
