import './python_classes.ts';

export {
  get_model,
  get_model_builder,
  get_model_weights,
  get_weight,
  list_models,
  register_model,
  Weights,
  type WeightsEnum,
  type WeightsMeta,
} from './_api.ts';
export * as _utils from './_utils.ts';
export { IntermediateLayerGetter } from './_utils.ts';
export * from './alexnet.ts';
export * from './convnext.ts';
export * as convnext from './convnext.ts';
export * from './densenet.ts';
export * as densenet from './densenet.ts';
export * as detection from './detection/index.ts';
export * from './efficientnet.ts';
export * as efficientnet from './efficientnet.ts';
export * as feature_extraction from './feature_extraction.ts';
export * from './googlenet.ts';
export * from './inception.ts';
export * as inception from './inception.ts';
export * from './maxvit.ts';
export * from './mnasnet.ts';
export * from './mobilenetv2.ts';
export * as mobilenetv2 from './mobilenetv2.ts';
export * from './mobilenetv3.ts';
export * as mobilenetv3 from './mobilenetv3.ts';
export * as optical_flow from './optical_flow/index.ts';
export * from './regnet.ts';
export * as regnet from './regnet.ts';
export * from './resnet.ts';
export * as resnet from './resnet.ts';
export * as segmentation from './segmentation/index.ts';
export * from './shufflenetv2.ts';
export * as shufflenetv2 from './shufflenetv2.ts';
export * from './squeezenet.ts';
export * as squeezenet from './squeezenet.ts';
export * from './swin_transformer.ts';
export * as swin_transformer from './swin_transformer.ts';
export * from './vgg.ts';
export * as vgg from './vgg.ts';
export * as video from './video/index.ts';
export * from './vision_transformer.ts';
export * as vision_transformer from './vision_transformer.ts';
export * from './weights.ts';
