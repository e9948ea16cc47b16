export * from './resnet.ts';
export * from './vgg.ts';
