export * as mvit from './mvit.ts';
export { MViT, MViT_V1_B_Weights, MViT_V2_S_Weights, mvit_v1_b, mvit_v2_s } from './mvit.ts';
export * as resnet from './resnet.ts';
export {
  MC3_18_Weights,
  mc3_18,
  R2Plus1D_18_Weights,
  R3D_18_Weights,
  r2plus1d_18,
  r3d_18,
  VideoResNet,
} from './resnet.ts';
export { S3D, S3D_Weights, s3d } from './s3d.ts';
export * as swin_transformer from './swin_transformer.ts';
export {
  Swin3D_B_Weights,
  Swin3D_S_Weights,
  Swin3D_T_Weights,
  SwinTransformer3d,
  swin3d_b,
  swin3d_s,
  swin3d_t,
} from './swin_transformer.ts';
