// Training steps as the documents write them. training.py has the same.
import { nn, optim, torch } from '../src/index.ts';
import type { Case } from './case.ts';
import { MyResNet, ResNet50, SVHN_Model1 } from './networks.ts';

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
  const data = [torch.randn(32, 3, 64, 128), torch.randint(0, 11, [32, 6])] as const;

  const run = () => {
    const [c0, c1, c2, c3, c4, c5] = model(data[0]);
    const loss = criterion(c0, data[1].index(':', 0))
      .add(criterion(c1, data[1].index(':', 1)))
      .add(criterion(c2, data[1].index(':', 2)))
      .add(criterion(c3, data[1].index(':', 3)))
      .add(criterion(c4, data[1].index(':', 4)))
      .add(criterion(c5, data[1].index(':', 5)));
    loss.div_(6);
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    const accuracy = c0.argmax(1).eq(data[1].index(':', 0)).sum().item() / c0.shape[0];
    return [loss.item(), accuracy];
  };
  return { run, check: () => afterThreeSteps(model, run) };
}

/** One summed loss, RMSprop, the number of right answers. */
function myResNet(): Case {
  torch.manual_seed(0);
  const net = new MyResNet();
  const criterion = nn.CrossEntropyLoss({ reduction: 'sum' });
  const opt = optim.RMSprop(net.parameters(), {
    lr: 0.0001,
    alpha: 0.99,
    momentum: 0.9,
    weight_decay: 0.0001,
  });
  const [x, y] = [torch.randn(64, 3, 28, 28), torch.randint(0, 10, [64])];

  const run = () => {
    const sigma = net.forward(x);
    const loss = criterion(sigma, y);
    loss.backward();
    opt.step();
    opt.zero_grad({ set_to_none: true });
    const yhat = torch.max(sigma, 1)[1];
    const correct = torch.sum(yhat.eq(y));
    return [loss.item(), correct.item()];
  };
  return { run, check: () => afterThreeSteps(net, run) };
}

/** A mean loss, Adam, the number of right answers. */
function resNet50(): Case {
  torch.manual_seed(0);
  const model = new ResNet50([3, 4, 6, 3], 14);
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
