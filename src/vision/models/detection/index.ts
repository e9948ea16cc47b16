export * as _utils from './_utils.ts';
export * as anchor_utils from './anchor_utils.ts';
export * as backbone_utils from './backbone_utils.ts';
export * as faster_rcnn from './faster_rcnn.ts';
export {
  FasterRCNN,
  FasterRCNN_MobileNet_V3_Large_320_FPN_Weights,
  FasterRCNN_MobileNet_V3_Large_FPN_Weights,
  FasterRCNN_ResNet50_FPN_V2_Weights,
  FasterRCNN_ResNet50_FPN_Weights,
  fasterrcnn_mobilenet_v3_large_320_fpn,
  fasterrcnn_mobilenet_v3_large_fpn,
  fasterrcnn_resnet50_fpn,
  fasterrcnn_resnet50_fpn_v2,
} from './faster_rcnn.ts';
export * as fcos from './fcos.ts';
export { FCOS, FCOS_ResNet50_FPN_Weights, fcos_resnet50_fpn } from './fcos.ts';
export * as generalized_rcnn from './generalized_rcnn.ts';
export * as image_list from './image_list.ts';
export * as keypoint_rcnn from './keypoint_rcnn.ts';
export {
  KeypointRCNN,
  KeypointRCNN_ResNet50_FPN_Weights,
  keypointrcnn_resnet50_fpn,
} from './keypoint_rcnn.ts';
export * as mask_rcnn from './mask_rcnn.ts';
export {
  MaskRCNN,
  MaskRCNN_ResNet50_FPN_V2_Weights,
  MaskRCNN_ResNet50_FPN_Weights,
  maskrcnn_resnet50_fpn,
  maskrcnn_resnet50_fpn_v2,
} from './mask_rcnn.ts';
export * as retinanet from './retinanet.ts';
export {
  RetinaNet,
  RetinaNet_ResNet50_FPN_V2_Weights,
  RetinaNet_ResNet50_FPN_Weights,
  retinanet_resnet50_fpn,
  retinanet_resnet50_fpn_v2,
} from './retinanet.ts';
export * as roi_heads from './roi_heads.ts';
export * as rpn from './rpn.ts';
export * as ssd from './ssd.ts';
export { SSD300_VGG16_Weights, ssd300_vgg16 } from './ssd.ts';
export * as ssdlite from './ssdlite.ts';
export { SSDLite320_MobileNet_V3_Large_Weights, ssdlite320_mobilenet_v3_large } from './ssdlite.ts';
export type { Detection, Target } from './transform.ts';
export * as transform from './transform.ts';
