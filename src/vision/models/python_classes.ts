/** Which network of ours stands for which of torchvision's, for checkpoints that hold whole modules. */
import { Module } from '../../nn/modules/module.ts';
import { moduleReader } from '../../nn/python_classes.ts';
import { registerClass, registerFunction } from '../../serialization/classes.ts';
import { box_iou } from '../ops/boxes.ts';
import * as deform_conv from '../ops/deform_conv.ts';
import * as drop_block from '../ops/drop_block.ts';
import * as feature_pyramid_network from '../ops/feature_pyramid_network.ts';
import { FrozenBatchNorm2d } from '../ops/frozen_batchnorm.ts';
import * as misc from '../ops/misc.ts';
import * as poolers from '../ops/poolers.ts';
import { PSRoIAlign, PSRoIPool } from '../ops/ps_roi.ts';
import { RoIAlign, RoIPool } from '../ops/roi.ts';
import * as stochastic_depth from '../ops/stochastic_depth.ts';
import { IntermediateLayerGetter } from './_utils.ts';
import * as alexnet from './alexnet.ts';
import * as convnext from './convnext.ts';
import * as densenet from './densenet.ts';
import * as parts from './detection/_utils.ts';
import * as detection from './detection/index.ts';
import * as efficientnet from './efficientnet.ts';
import { googlenet } from './googlenet.ts';
import * as inception from './inception.ts';
import * as maxvit from './maxvit.ts';
import * as mnasnet from './mnasnet.ts';
import * as mobilenetv2 from './mobilenetv2.ts';
import * as mobilenetv3 from './mobilenetv3.ts';
import * as raft from './optical_flow/raft.ts';
import * as regnet from './regnet.ts';
import * as resnet from './resnet.ts';
import { _SimpleSegmentationModel } from './segmentation/_utils.ts';
import * as deeplabv3 from './segmentation/deeplabv3.ts';
import * as fcn from './segmentation/fcn.ts';
import * as lraspp from './segmentation/lraspp.ts';
import * as shufflenetv2 from './shufflenetv2.ts';
import * as squeezenet from './squeezenet.ts';
import * as swin_transformer from './swin_transformer.ts';
import * as vgg from './vgg.ts';
import * as mvit from './video/mvit.ts';
import * as video_resnet from './video/resnet.ts';
import * as s3d from './video/s3d.ts';
import * as video_swin from './video/swin_transformer.ts';
import * as vision_transformer from './vision_transformer.ts';

function register(file: string, types: Iterable<[name: string, type: unknown]>): void {
  for (const [name, type] of types) {
    if (typeof type !== 'function' || !(type.prototype instanceof Module)) continue;
    registerClass(`torchvision.${file}.${name}`, type, moduleReader(type));
  }
}

const EXPORTED: Readonly<Record<string, object>> = {
  'models._utils': { IntermediateLayerGetter },
  'models.alexnet': alexnet,
  'models.convnext': convnext,
  'models.densenet': densenet,
  'models.efficientnet': efficientnet,
  'models.googlenet': googlenet,
  'models.inception': inception,
  'models.maxvit': maxvit,
  'models.mnasnet': mnasnet,
  'models.mobilenetv2': mobilenetv2,
  'models.mobilenetv3': mobilenetv3,
  'models.optical_flow.raft': raft,
  'models.regnet': regnet,
  'models.resnet': resnet,
  'models.segmentation._utils': { _SimpleSegmentationModel },
  'models.segmentation.deeplabv3': deeplabv3,
  'models.segmentation.fcn': fcn,
  'models.segmentation.lraspp': lraspp,
  'models.shufflenetv2': shufflenetv2,
  'models.squeezenet': squeezenet,
  'models.swin_transformer': swin_transformer,
  'models.vgg': vgg,
  'models.vision_transformer': vision_transformer,
  'models.video.mvit': mvit,
  'models.video.resnet': video_resnet,
  'models.video.s3d': s3d,
  'models.video.swin_transformer': video_swin,
  'ops.deform_conv': deform_conv,
  'ops.drop_block': drop_block,
  'ops.feature_pyramid_network': feature_pyramid_network,
  'ops.misc': { ...misc, FrozenBatchNorm2d },
  'ops.poolers': poolers,
  'ops.ps_roi_align': { PSRoIAlign },
  'ops.ps_roi_pool': { PSRoIPool },
  'ops.roi_align': { RoIAlign },
  'ops.roi_pool': { RoIPool },
  'ops.stochastic_depth': stochastic_depth,
};
for (const [file, exported] of Object.entries(EXPORTED)) register(file, Object.entries(exported));
// Beside its files it exports what torchvision does.
for (const [file, exported] of Object.entries(detection)) {
  if (typeof exported === 'object') register(`models.detection.${file}`, Object.entries(exported));
}

// What detectors hold beside modules.
const PARTS: readonly [name: string, type: Function, blank: () => object][] = [
  [
    'BalancedPositiveNegativeSampler',
    parts.BalancedPositiveNegativeSampler,
    () => new parts.BalancedPositiveNegativeSampler(1, 0),
  ],
  ['BoxCoder', parts.BoxCoder, () => new parts.BoxCoder([1, 1, 1, 1])],
  ['BoxLinearCoder', parts.BoxLinearCoder, () => new parts.BoxLinearCoder()],
  ['Matcher', parts.Matcher, () => new parts.Matcher(0, 0)],
  ['SSDMatcher', parts.SSDMatcher, () => new parts.SSDMatcher(0)],
];
for (const [name, type, create] of PARTS) {
  registerClass(`torchvision.models.detection._utils.${name}`, type, {
    create,
    setState: (part, state) => {
      Object.assign(part, state instanceof Map ? Object.fromEntries(state) : state);
    },
  });
}
registerFunction('torchvision.ops.boxes.box_iou', box_iou);

registerFunction('torchvision.models.optical_flow.raft._pass_through_h', raft._pass_through_h);
