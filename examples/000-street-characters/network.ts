// The two networks of the street character document.
import { nn, type Tensor, vision } from '../../src/index.ts';

/** Six outputs, one for each place of the number. */
export type Six = [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];

// ---- 搭建CNN

/** Two convolutions and six heads. Pictures (N, 3, 64, 128); six scores (N, 11). */
export class SVHN_Model1 extends nn.Module {
  declare cnn: nn.Sequential;
  declare fc1: nn.Linear;
  declare fc2: nn.Linear;
  declare fc3: nn.Linear;
  declare fc4: nn.Linear;
  declare fc5: nn.Linear;
  declare fc6: nn.Linear;

  constructor() {
    super();
    this.cnn = nn.Sequential(
      nn.Conv2d(3, 16, { kernel_size: [3, 3], stride: [2, 2] }),
      nn.ReLU(),
      nn.MaxPool2d(2),
      nn.Conv2d(16, 32, { kernel_size: [3, 3], stride: [2, 2] }),
      nn.ReLU(),
      nn.MaxPool2d(2),
    );
    this.fc1 = nn.Linear(32 * 3 * 7, 11);
    this.fc2 = nn.Linear(32 * 3 * 7, 11);
    this.fc3 = nn.Linear(32 * 3 * 7, 11);
    this.fc4 = nn.Linear(32 * 3 * 7, 11);
    this.fc5 = nn.Linear(32 * 3 * 7, 11);
    this.fc6 = nn.Linear(32 * 3 * 7, 11);
  }

  override forward(img: Tensor): Six {
    let fout = this.cnn(img); // (N, 32, 3, 7)
    fout = fout.view(fout.shape[0], -1);
    const c1 = this.fc1(fout);
    const c2 = this.fc2(fout);
    const c3 = this.fc3(fout);
    const c4 = this.fc4(fout);
    const c5 = this.fc5(fout);
    const c6 = this.fc6(fout);
    return [c1, c2, c3, c4, c5, c6];
  }
}

// ---- 使用预训练模型

/** resnet18 without its last layer, and six heads. `pretrained` downloads torchvision's weights (45 MB), once. */
export class SVHN_Model2 extends nn.Module {
  declare cnn: nn.Sequential;
  declare fc0: nn.Linear;
  declare fc1: nn.Linear;
  declare fc2: nn.Linear;
  declare fc3: nn.Linear;
  declare fc4: nn.Linear;
  declare fc5: nn.Linear;

  constructor({ pretrained = true } = {}) {
    super();
    const { resnet18 } = vision.models;
    const model_conv = pretrained ? resnet18({ pretrained }) : resnet18();
    model_conv.avgpool = nn.AdaptiveAvgPool2d(1);
    this.cnn = nn.Sequential(...[...model_conv.children()].slice(0, -1));
    this.fc0 = nn.Linear(512, 11);
    this.fc1 = nn.Linear(512, 11);
    this.fc2 = nn.Linear(512, 11);
    this.fc3 = nn.Linear(512, 11);
    this.fc4 = nn.Linear(512, 11);
    this.fc5 = nn.Linear(512, 11);
  }

  override forward(img: Tensor): Six {
    let feat = this.cnn(img); // (N, 512, 1, 1)
    feat = feat.view(feat.shape[0], -1);
    const c0 = this.fc0(feat);
    const c1 = this.fc1(feat);
    const c2 = this.fc2(feat);
    const c3 = this.fc3(feat);
    const c4 = this.fc4(feat);
    const c5 = this.fc5(feat);
    return [c0, c1, c2, c3, c4, c5];
  }
}
