import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { builder, numClasses, probability } from './_builder.ts';
import { AlexNet_Weights } from './weights.ts';

const options = [numClasses, ['dropout', probability.default(0.5)]] as const;
const alexnetArgs = signature('AlexNet', ...options);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface AlexNet_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014, for images (N, 3, H, W) with H and
 * W at least 63.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/alexnet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class AlexNet_ extends nn.Module {
  constructor(...args: Args<typeof alexnetArgs>) {
    super();
    const { num_classes, dropout } = alexnetArgs(args);
    const relu = () => nn.ReLU({ inplace: true });
    const pool = () => nn.MaxPool2d({ kernel_size: 3, stride: 2 });
    this.features = nn.Sequential(
      nn.Conv2d(3, 64, { kernel_size: 11, stride: 4, padding: 2 }),
      relu(),
      pool(),
      nn.Conv2d(64, 192, { kernel_size: 5, padding: 2 }),
      relu(),
      pool(),
      nn.Conv2d(192, 384, { kernel_size: 3, padding: 1 }),
      relu(),
      nn.Conv2d(384, 256, { kernel_size: 3, padding: 1 }),
      relu(),
      nn.Conv2d(256, 256, { kernel_size: 3, padding: 1 }),
      relu(),
      pool(),
    );
    this.avgpool = nn.AdaptiveAvgPool2d([6, 6]);
    this.classifier = nn.Sequential(
      nn.Dropout({ p: dropout }),
      nn.Linear(256 * 6 * 6, 4096),
      relu(),
      nn.Dropout({ p: dropout }),
      nn.Linear(4096, 4096),
      relu(),
      nn.Linear(4096, num_classes),
    );
  }

  override forward(x: Tensor): Tensor {
    const out = chain([this.features, this.avgpool], x).flatten(1); // (N, 256 * 6 * 6)
    return this.classifier(out); // (N, num_classes)
  }
}

export const AlexNet = nn.callable(AlexNet_);
export type AlexNet = AlexNet_;

/** The model function. As torchvision's file of that name it has the network's class, too. */
export const alexnet = Object.assign(
  builder('alexnet', options, (given) => AlexNet(given)),
  { AlexNet, AlexNet_Weights },
);
