// Training steps of the documents' networks, as the examples port them. training.py has the same.
import { SVHN_Model1 } from '../examples/000-street-characters/network.ts';
import { step } from '../examples/000-street-characters/train.ts';
import { MyResNet } from '../examples/001-svhn/networks.ts';
import { IterOnce } from '../examples/001-svhn/train.ts';
import { Bottleneck, ResNet50 } from '../examples/002-gestures/network.ts';
import { nn, optim, type Tensor, torch, vision } from '../src/index.ts';
import type { Case } from './case.ts';

/** Three steps' results and the sum of all parameters after them. */
function afterThreeSteps(model: nn.Module, step: () => number[]): unknown {
  const results = [step(), step(), step()];
  const sums = model.parameters().map((parameter) => parameter.detach().to(torch.float64).sum().item());
  return [results, sums];
}

/** Six losses of six heads, Adam, the accuracy of the first character. */
function svhnModel1(): Case {
  torch.manual_seed(0);
  const model = new SVHN_Model1();
  const criterion = nn.CrossEntropyLoss();
  const optimizer = optim.Adam(model.parameters(), 0.005);
  const data: [Tensor, Tensor] = [torch.randn(32, 3, 64, 128), torch.randint(0, 11, [32, 6])];
  const run = () => step(model, data, criterion, optimizer);
  return { run, check: () => afterThreeSteps(model, run) };
}

/** One summed loss, RMSprop, the number of right answers. */
function myResNet(): Case {
  torch.manual_seed(0);
  const net = new MyResNet(vision.models.resnet18());
  const criterion = nn.CrossEntropyLoss({ reduction: 'sum' });
  const opt = optim.RMSprop(net.parameters(), {
    lr: 0.0001,
    alpha: 0.99,
    momentum: 0.9,
    weight_decay: 0.0001,
  });
  const [x, y] = [torch.randn(64, 3, 28, 28), torch.randint(0, 10, [64])];

  const run = () => {
    const [correct, loss] = IterOnce(net, criterion, opt, x, y);
    return [loss.item(), correct.item()];
  };
  return { run, check: () => afterThreeSteps(net, run) };
}

/** A mean loss, Adam, the number of right answers. */
function resNet50(): Case {
  torch.manual_seed(0);
  const model = new ResNet50(Bottleneck, [3, 4, 6, 3], 14);
  model.avgpool = nn.AvgPool2d(2); // the pictures are small
  const criterion = nn.CrossEntropyLoss();
  const optimizer = optim.Adam(model.parameters(), { lr: 1e-3 });
  const [images, labels] = [torch.randn(2, 3, 64, 64), torch.randint(0, 14, [2])];

  const run = () => {
    optimizer.zero_grad();
    const outputs = model(images);
    const loss = criterion(outputs, labels);
    loss.backward();
    optimizer.step();
    const [, predicted] = torch.max(outputs.data, { dim: 1 });
    return [loss.item(), predicted.eq(labels.data).sum().item()];
  };
  return { run, check: () => afterThreeSteps(model, run) };
}

export const trainings: Record<string, () => Case> = {
  'SVHN_Model1 32x3x64x128': svhnModel1,
  'MyResNet 64x3x28x28': myResNet,
  'ResNet50 2x3x64x64': resNet50,
};
