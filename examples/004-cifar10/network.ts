// The tutorial's small network, its first stage: two convolutions and three linear layers.
import { nn, type Tensor } from '../../src/index.ts';

const F = nn.functional;

/** Pictures (N, 3, 32, 32); scores (N, 10). */
export class Net extends nn.Module {
  declare conv1: nn.Conv2d;
  declare pool: nn.MaxPool2d;
  declare conv2: nn.Conv2d;
  declare fc1: nn.Linear;
  declare fc2: nn.Linear;
  declare fc3: nn.Linear;

  constructor() {
    super();
    this.conv1 = nn.Conv2d(3, 6, 5);
    this.pool = nn.MaxPool2d(2, 2);
    this.conv2 = nn.Conv2d(6, 16, 5);
    this.fc1 = nn.Linear(16 * 5 * 5, 120);
    this.fc2 = nn.Linear(120, 84);
    this.fc3 = nn.Linear(84, 10);
  }

  override forward(x: Tensor): Tensor {
    x = this.pool(F.relu(this.conv1(x))); // (N, 6, 14, 14)
    x = this.pool(F.relu(this.conv2(x))); // (N, 16, 5, 5)
    x = x.view(-1, 16 * 5 * 5);
    x = F.relu(this.fc1(x));
    x = F.relu(this.fc2(x));
    return this.fc3(x);
  }
}
