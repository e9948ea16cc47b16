// Sections 3 and 6.5 of the SVHN document: networks from the parts of classic ones, which the document reads as globals.
import { nn, type Tensor, type vision } from '../../src/index.ts';

// ---- 3 A network from the parts of ResNet-18

/** The second and third stage of ResNet-18 behind a convolution of its own. Pictures (N, 3, H, W); scores (N, 10). */
export class MyResNet extends nn.Module {
  declare block1: nn.Sequential;
  declare block2: nn.Sequential;
  declare block3: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare fc: nn.Linear;

  constructor(resnet18_: vision.models.ResNet) {
    super();
    this.block1 = nn.Sequential(
      nn.Conv2d(3, 64, { kernel_size: 3, stride: 1, padding: 1, bias: false }),
      resnet18_.bn1,
      resnet18_.relu,
    ); // no pooling: the pictures are small
    this.block2 = resnet18_.layer2; // 2 residual units
    this.block3 = resnet18_.layer3; // 2 residual units
    this.avgpool = resnet18_.avgpool;
    this.fc = nn.Linear({ in_features: 256, out_features: 10, bias: true });
  }

  override forward(x: Tensor): Tensor {
    x = this.block1(x); // (N, 64, H, W)
    x = this.block2(x); // (N, 128, H / 2, W / 2)
    x = this.block3(x); // (N, 256, H / 4, W / 4)
    x = this.avgpool(x); // (N, 256, 1, 1)
    x = x.view(x.shape[0], 256);
    x = this.fc(x); // (N, 10)
    return x;
  }
}

// ---- 3 A network from the parts of VGG16

/** The first nine layers of VGG16 and three of its own. Pictures (N, 3, 28, 28); scores (N, 10). */
export class MyVgg extends nn.Module {
  declare features: nn.Sequential;
  declare avgpool: nn.Module;
  declare fc: nn.Sequential;

  constructor(vgg16_: vision.models.VGG) {
    super();
    this.features = nn.Sequential(
      ...(vgg16_.features as nn.Sequential).slice(0, 9),
      nn.Conv2d(128, 128, { kernel_size: 3, stride: 1, padding: 1 }),
      nn.ReLU({ inplace: true }),
      nn.MaxPool2d(2, 2, { padding: 0, dilation: 1, ceil_mode: false }),
    );
    this.avgpool = vgg16_.avgpool;
    this.fc = nn.Sequential(
      nn.Linear(7 * 7 * 128, { out_features: 4096, bias: true }),
      ...vgg16_.classifier.slice(1, 6),
      nn.Linear({ in_features: 4096, out_features: 10, bias: true }),
    );
  }

  override forward(x: Tensor): Tensor {
    x = this.features(x); // (N, 128, 7, 7)
    x = this.avgpool(x);
    x = x.view(x.shape[0], 7 * 7 * 128);
    x = this.fc(x);
    return x;
  }
}

// ---- 6.5 A larger network

/** MyResNet with the fourth stage of ResNet-18 as well. Pictures (N, 3, 28, 28); scores (N, 10). */
export class MyResNet2 extends nn.Module {
  declare block1: nn.Sequential;
  declare block2: nn.Sequential;
  declare block3: nn.Sequential;
  declare block4: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare fc: nn.Linear;

  constructor(resnet18_: vision.models.ResNet) {
    super();
    this.block1 = nn.Sequential(
      nn.Conv2d(3, 64, { kernel_size: 3, stride: 1, padding: 1, bias: false }),
      resnet18_.bn1,
      resnet18_.relu,
    );
    this.block2 = resnet18_.layer2;
    this.block3 = resnet18_.layer3;
    this.block4 = resnet18_.layer4;
    this.avgpool = resnet18_.avgpool;
    this.fc = nn.Linear({ in_features: 512, out_features: 10, bias: true });
  }

  override forward(x: Tensor): Tensor {
    x = this.block1(x); // (N, 64, 28, 28)
    x = this.block2(x); // (N, 128, 14, 14)
    x = this.block3(x); // (N, 256, 7, 7)
    x = this.block4(x); // (N, 512, 4, 4)
    x = this.avgpool(x); // (N, 512, 1, 1)
    x = x.view(x.shape[0], 512);
    x = this.fc(x);
    return x;
  }
}
