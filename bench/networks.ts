// The networks of the documents, as their readers would write them.
import { nn, type Tensor, torch, vision } from '../src/index.ts';

/** Two convolutions and a head for each of the six characters of a house number (3 x 64 x 128 pixels). */
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

  override forward(img: Tensor): [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor] {
    let fout = this.cnn(img); // (N, 32, 3, 7)
    fout = fout.view(fout.shape[0], -1);
    const c1 = this.fc1(fout); // (N, 11)
    const c2 = this.fc2(fout);
    const c3 = this.fc3(fout);
    const c4 = this.fc4(fout);
    const c5 = this.fc5(fout);
    const c6 = this.fc6(fout);
    return [c1, c2, c3, c4, c5, c6];
  }
}

/** Layers 2 and 3 of a resnet18 behind a convolution of its own, for small pictures. */
export class MyResNet extends nn.Module {
  declare block1: nn.Sequential;
  declare block2: nn.Sequential;
  declare block3: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare fc: nn.Linear;

  constructor() {
    super();
    const resnet18_ = vision.models.resnet18();
    this.block1 = nn.Sequential(
      nn.Conv2d(3, 64, { kernel_size: 3, stride: 1, padding: 1, bias: false }),
      resnet18_.bn1,
      resnet18_.relu,
    );
    this.block2 = resnet18_.layer2;
    this.block3 = resnet18_.layer3;
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

/** The residual block of the hand-written ResNet50: its stride is at the first convolution. */
class Bottleneck extends nn.Module {
  static extention = 4;
  declare conv1: nn.Conv2d;
  declare bn1: nn.BatchNorm2d;
  declare conv2: nn.Conv2d;
  declare bn2: nn.BatchNorm2d;
  declare conv3: nn.Conv2d;
  declare bn3: nn.BatchNorm2d;
  declare relu: nn.ReLU;
  declare downsample: nn.Sequential | null;

  constructor(inplanes: number, planes: number, stride: number, downsample: nn.Sequential | null = null) {
    super();
    this.conv1 = nn.Conv2d(inplanes, planes, { kernel_size: 1, stride, bias: false });
    this.bn1 = nn.BatchNorm2d(planes);
    this.conv2 = nn.Conv2d(planes, planes, { kernel_size: 3, stride: 1, padding: 1, bias: false });
    this.bn2 = nn.BatchNorm2d(planes);
    this.conv3 = nn.Conv2d(planes, planes * Bottleneck.extention, { kernel_size: 1, stride: 1, bias: false });
    this.bn3 = nn.BatchNorm2d(planes * Bottleneck.extention);
    this.relu = nn.ReLU({ inplace: true });
    this.downsample = downsample;
  }

  override forward(x: Tensor): Tensor {
    let shortcut = x;
    let out = this.conv1(x);
    out = this.bn1(out);
    out = this.relu(out);
    out = this.conv2(out);
    out = this.bn2(out);
    out = this.relu(out);
    out = this.conv3(out);
    out = this.bn3(out);
    out = this.relu(out);
    if (this.downsample !== null) shortcut = this.downsample(x);
    out = out.add(shortcut); // not add_: the relu before it needs its result
    out = this.relu(out);
    return out;
  }
}

/** The hand-written ResNet50, with its last pooling made smaller for 64 x 64 pictures. */
export class ResNet50 extends nn.Module {
  #inplane = 64;
  declare conv1: nn.Conv2d;
  declare bn1: nn.BatchNorm2d;
  declare relu: nn.ReLU;
  declare maxpool: nn.MaxPool2d;
  declare stage1: nn.Sequential;
  declare stage2: nn.Sequential;
  declare stage3: nn.Sequential;
  declare stage4: nn.Sequential;
  declare avgpool: nn.AvgPool2d;
  declare fc: nn.Linear;

  constructor(layers: readonly [number, number, number, number], num_class: number) {
    super();
    this.conv1 = nn.Conv2d(3, this.#inplane, { kernel_size: 7, stride: 2, padding: 3, bias: false });
    this.bn1 = nn.BatchNorm2d(this.#inplane);
    this.relu = nn.ReLU();
    this.maxpool = nn.MaxPool2d({ kernel_size: 3, stride: 2, padding: 1 });
    this.stage1 = this.make_layer(64, layers[0], 1);
    this.stage2 = this.make_layer(128, layers[1], 2);
    this.stage3 = this.make_layer(256, layers[2], 2);
    this.stage4 = this.make_layer(512, layers[3], 2);
    this.avgpool = nn.AvgPool2d(2);
    this.fc = nn.Linear(512 * Bottleneck.extention, num_class);
  }

  make_layer(plane: number, block_num: number, stride: number): nn.Sequential {
    const outplane = plane * Bottleneck.extention;
    const downsample =
      stride !== 1 || this.#inplane !== outplane
        ? nn.Sequential(
            nn.Conv2d(this.#inplane, outplane, { stride, kernel_size: 1, bias: false }),
            nn.BatchNorm2d(outplane),
          )
        : null;
    const block_list = [new Bottleneck(this.#inplane, plane, stride, downsample)];
    this.#inplane = outplane;
    for (let i = 1; i < block_num; i++) block_list.push(new Bottleneck(this.#inplane, plane, 1));
    return nn.Sequential(...block_list);
  }

  override forward(x: Tensor): Tensor {
    let out = this.conv1(x); // (N, 64, H / 2, W / 2)
    out = this.bn1(out);
    out = this.relu(out);
    out = this.maxpool(out); // (N, 64, H / 4, W / 4)
    out = this.stage1(out); // (N, 256, H / 4, W / 4)
    out = this.stage2(out); // (N, 512, H / 8, W / 8)
    out = this.stage3(out); // (N, 1024, H / 16, W / 16)
    out = this.stage4(out); // (N, 2048, H / 32, W / 32)
    out = this.avgpool(out); // (N, 2048, 1, 1)
    out = torch.flatten(out, 1);
    out = this.fc(out); // (N, num_class)
    return out;
  }
}
