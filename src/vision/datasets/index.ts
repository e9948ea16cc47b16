export {
  VisionDatasetTVTensorWrapper as _VisionDatasetTVTensorWrapper,
  wrap_dataset_for_transforms_v2,
} from '../tv_tensors/_dataset_wrapper.ts';
export { FlyingChairs, FlyingThings3D, HD1K, KittiFlow, Sintel } from './_optical_flow.ts';
export {
  CarlaStereo,
  CREStereo,
  ETH3DStereo,
  FallingThingsStereo,
  InStereo2k,
  Kitti2012Stereo,
  Kitti2015Stereo,
  SceneFlowStereo,
  SintelStereo,
} from './_stereo_matching.ts';
export * from './caltech.ts';
export * from './celeba.ts';
export * from './cifar.ts';
export * from './cityscapes.ts';
export * from './clevr.ts';
export * from './coco.ts';
export * from './country211.ts';
export * from './digits.ts';
export * from './dtd.ts';
export * from './eurosat.ts';
export * from './fakedata.ts';
export * from './fer2013.ts';
export * from './fgvc_aircraft.ts';
export * from './flickr.ts';
export * from './flowers102.ts';
export * as folder from './folder.ts';
export { DatasetFolder, default_loader, IMG_EXTENSIONS, ImageFolder } from './folder.ts';
export * from './food101.ts';
export * from './gtsrb.ts';
export * from './imagenet.ts';
export * from './imagenette.ts';
export * from './inaturalist.ts';
export * from './kitti.ts';
export * from './lfw.ts';
export * from './middlebury.ts';
export * from './mnist.ts';
export * from './moving_mnist.ts';
export * from './omniglot.ts';
export * from './oxford_iiit_pet.ts';
export * from './phototour.ts';
export * from './places365.ts';
export * from './rendered_sst2.ts';
export * from './sbd.ts';
export * from './sbu.ts';
export * from './semeion.ts';
export * from './stanford_cars.ts';
export * from './stl10.ts';
export * from './street.ts';
export * from './sun397.ts';
export * from './svhn.ts';
export * from './usps.ts';
export * as utils from './utils.ts';
export { VisionDataset } from './vision.ts';
export * from './voc.ts';
export * from './widerface.ts';
