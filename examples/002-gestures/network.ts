// Section 3.1 of the gestures document: the bottleneck block and ResNet-50, written by hand.
import { nn, type Tensor, torch } from '../../src/index.ts';

export class Bottleneck extends nn.Module {
  static readonly extention = 4;
  declare conv1: nn.Conv2d;
  declare bn1: nn.BatchNorm2d;
  declare conv2: nn.Conv2d;
  declare bn2: nn.BatchNorm2d;
  declare conv3: nn.Conv2d;
  declare bn3: nn.BatchNorm2d;
  declare relu: nn.ReLU;
  declare downsample: nn.Module | null;
  declare readonly stride: number;

  constructor(inplanes: number, planes: number, stride: number, downsample: nn.Module | null = null) {
    super();
    const out = planes * Bottleneck.extention;
    this.conv1 = nn.Conv2d(inplanes, planes, { kernel_size: 1, stride, bias: false });
    this.bn1 = nn.BatchNorm2d(planes);
    this.conv2 = nn.Conv2d(planes, planes, { kernel_size: 3, stride: 1, padding: 1, bias: false });
    this.bn2 = nn.BatchNorm2d(planes);
    this.conv3 = nn.Conv2d(planes, out, { kernel_size: 1, stride: 1, bias: false });
    this.bn3 = nn.BatchNorm2d(out);
    this.relu = nn.ReLU({ inplace: true });
    this.downsample = downsample;
    this.stride = stride;
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
    // Not `out.add_(shortcut)`: the backward pass needs what the ReLU gave.
    out = out.add(shortcut);
    return this.relu(out);
  }
}

/** Pictures (N, 3, H, W), H and W from 193 to 224; scores (N, num_class). */
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

  constructor(
    block: typeof Bottleneck,
    layers: readonly [number, number, number, number],
    num_class: number,
  ) {
    super();
    this.conv1 = nn.Conv2d(3, 64, { kernel_size: 7, stride: 2, padding: 3, bias: false });
    this.bn1 = nn.BatchNorm2d(64);
    this.relu = nn.ReLU();
    this.maxpool = nn.MaxPool2d({ kernel_size: 3, stride: 2, padding: 1 });
    this.stage1 = this.#make_layer(block, 64, layers[0], 1);
    this.stage2 = this.#make_layer(block, 128, layers[1], 2);
    this.stage3 = this.#make_layer(block, 256, layers[2], 2);
    this.stage4 = this.#make_layer(block, 512, layers[3], 2);
    this.avgpool = nn.AvgPool2d(7);
    this.fc = nn.Linear(512 * block.extention, num_class);
  }

  override forward(x: Tensor): Tensor {
    let out = this.conv1(x);
    out = this.bn1(out);
    out = this.relu(out);
    out = this.maxpool(out);
    out = this.stage1(out);
    out = this.stage2(out);
    out = this.stage3(out);
    out = this.stage4(out);
    out = this.avgpool(out);
    out = torch.flatten(out, 1);
    return this.fc(out);
  }

  #make_layer(block: typeof Bottleneck, plane: number, block_num: number, stride: number): nn.Sequential {
    const block_list: nn.Module[] = [];
    let downsample: nn.Module | null = null;
    const out = plane * block.extention;
    if (stride !== 1 || this.#inplane !== out) {
      downsample = nn.Sequential(
        nn.Conv2d(this.#inplane, out, { stride, kernel_size: 1, bias: false }),
        nn.BatchNorm2d(out),
      );
    }
    block_list.push(new block(this.#inplane, plane, stride, downsample));
    this.#inplane = out;
    for (let i = 1; i < block_num; i += 1) block_list.push(new block(out, plane, 1));
    return nn.Sequential(...block_list);
  }
}
