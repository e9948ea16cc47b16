// A small network that begins well: pictures whitened by their own statistics, convolutions that begin by passing on.
import { nn, type Tensor, torch } from '../../src/index.ts';

const { functional: F } = nn;

/** Filters of 2 x 2 that make patches of the pictures uncorrelated, and their negatives: (24, 3, 2, 2). */
export function whitening(images: Tensor): Tensor {
  const patches = images.unfold(2, 2, 1).unfold(3, 2, 1).permute(0, 2, 3, 1, 4, 5).reshape(-1, 12).float();
  const covariance = patches
    .t()
    .mm(patches)
    .div(patches.shape[0] as number); // (12, 12)
  const [values, vectors] = torch.linalg.eigh(covariance);
  const filters = vectors.div(values.add(5e-4).sqrt()).t().reshape(12, 3, 2, 2);
  return torch.cat([filters, filters.neg()]);
}

export class Norm extends nn.BatchNorm2d {
  constructor(features: number) {
    super(features, { eps: 1e-12, momentum: 0.4 });
    (this.weight as Tensor).requires_grad = false;
  }
}

class Conv extends nn.Conv2d {
  constructor(inputs: number, outputs: number) {
    super(inputs, outputs, { kernel_size: 3, padding: 1, bias: false });
    torch.no_grad(() => nn.init.dirac_(this.weight.index(`:${inputs}`)));
  }
}

class Block extends nn.Module {
  declare conv1: Conv;
  declare norm1: Norm;
  declare conv2: Conv;
  declare norm2: Norm;

  constructor(inputs: number, outputs: number) {
    super();
    this.conv1 = new Conv(inputs, outputs);
    this.norm1 = new Norm(outputs);
    this.conv2 = new Conv(outputs, outputs);
    this.norm2 = new Norm(outputs);
  }

  override forward(x: Tensor): Tensor {
    x = F.gelu(this.norm1(F.max_pool2d(this.conv1(x), 2)));
    return F.gelu(this.norm2(this.conv2(x)));
  }
}

export class Net extends nn.Module {
  declare whiten: nn.Conv2d;
  declare block1: Block;
  declare block2: Block;
  declare block3: Block;
  declare head: nn.Linear;

  constructor([a, b, c]: readonly [number, number, number]) {
    super();
    this.whiten = nn.Conv2d(3, 24, 2);
    this.whiten.weight.requires_grad = false;
    this.block1 = new Block(24, a);
    this.block2 = new Block(a, b);
    this.block3 = new Block(b, c);
    this.head = nn.Linear(c, 10, { bias: false });
  }

  // (N, 3, 32, 32)
  override forward(x: Tensor): Tensor {
    x = F.gelu(this.whiten(x)); // (N, 24, 31, 31)
    x = this.block3(this.block2(this.block1(x))); // (N, W, 3, 3)
    x = F.max_pool2d(x, 3).flatten(1);
    return this.head(x).div(9);
  }
}
