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
export * as convnext from './convnext.ts';
export { ConvNeXt, convnext_base, convnext_large, convnext_small, convnext_tiny } from './convnext.ts';
export * as densenet from './densenet.ts';
export { DenseNet, densenet121, densenet161, densenet169, densenet201 } from './densenet.ts';
export * as detection from './detection/index.ts';
export * as efficientnet from './efficientnet.ts';
export {
  EfficientNet,
  efficientnet_b0,
  efficientnet_b1,
  efficientnet_b2,
  efficientnet_b3,
  efficientnet_b4,
  efficientnet_b5,
  efficientnet_b6,
  efficientnet_b7,
  efficientnet_v2_l,
  efficientnet_v2_m,
  efficientnet_v2_s,
} from './efficientnet.ts';
export * as feature_extraction from './feature_extraction.ts';
export * from './googlenet.ts';
export * as inception from './inception.ts';
export { Inception3, InceptionOutputs, inception_v3 } from './inception.ts';
export * as maxvit from './maxvit.ts';
export { MaxVit, maxvit_t } from './maxvit.ts';
export * as mnasnet from './mnasnet.ts';
export { MNASNet, mnasnet0_5, mnasnet0_75, mnasnet1_0, mnasnet1_3 } from './mnasnet.ts';
export * as mobilenetv2 from './mobilenetv2.ts';
export { MobileNetV2, mobilenet_v2 } from './mobilenetv2.ts';
export * as mobilenetv3 from './mobilenetv3.ts';
export { MobileNetV3, mobilenet_v3_large, mobilenet_v3_small } from './mobilenetv3.ts';
export * as optical_flow from './optical_flow/index.ts';
export * as regnet from './regnet.ts';
export {
  RegNet,
  regnet_x_1_6gf,
  regnet_x_3_2gf,
  regnet_x_8gf,
  regnet_x_16gf,
  regnet_x_32gf,
  regnet_x_400mf,
  regnet_x_800mf,
  regnet_y_1_6gf,
  regnet_y_3_2gf,
  regnet_y_8gf,
  regnet_y_16gf,
  regnet_y_32gf,
  regnet_y_128gf,
  regnet_y_400mf,
  regnet_y_800mf,
} from './regnet.ts';
export * as resnet from './resnet.ts';
export {
  BasicBlock,
  Bottleneck,
  ResNet,
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  resnext50_32x4d,
  resnext101_32x8d,
  resnext101_64x4d,
  wide_resnet50_2,
  wide_resnet101_2,
} from './resnet.ts';
export * as segmentation from './segmentation/index.ts';
export * as shufflenetv2 from './shufflenetv2.ts';
export {
  ShuffleNetV2,
  shufflenet_v2_x0_5,
  shufflenet_v2_x1_0,
  shufflenet_v2_x1_5,
  shufflenet_v2_x2_0,
} from './shufflenetv2.ts';
export * as squeezenet from './squeezenet.ts';
export { SqueezeNet, squeezenet1_0, squeezenet1_1 } from './squeezenet.ts';
export * as swin_transformer from './swin_transformer.ts';
export {
  SwinTransformer,
  swin_b,
  swin_s,
  swin_t,
  swin_v2_b,
  swin_v2_s,
  swin_v2_t,
} from './swin_transformer.ts';
export * from './vgg.ts';
export * as vgg from './vgg.ts';
export * as video from './video/index.ts';
export * as vision_transformer from './vision_transformer.ts';
export { VisionTransformer, vit_b_16, vit_b_32, vit_h_14, vit_l_16, vit_l_32 } from './vision_transformer.ts';
export * from './weights.ts';
