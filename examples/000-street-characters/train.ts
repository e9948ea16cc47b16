// "开始训练", the training loop of the street character document: one loss over six heads.
import { nn, type optim, type Tensor, torch, type utils } from '../../src/index.ts';
import type { SVHN_Model1, SVHN_Model2 } from './network.ts';

type Model = SVHN_Model1 | SVHN_Model2;

/** One step on a batch of pictures and of labels (N, 6): its loss, and its accuracy on the first character. */
export function step(
  model: Model,
  data: [Tensor, Tensor],
  criterion: nn.CrossEntropyLoss,
  optimizer: optim.Optimizer,
): [loss: number, c0: number] {
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
  return [loss.item(), c0.argmax(1).eq(data[1].index(':', 0)).sum().item() / c0.shape[0]];
}

/** Trains for some epochs; every step's loss and accuracy. */
export function train(
  model: Model,
  train_loader: utils.data.DataLoader | Iterable<[Tensor, Tensor]>,
  optimizer: optim.Optimizer,
  epochs = 10,
) {
  const criterion = nn.CrossEntropyLoss();
  const [loss_plot, c0_plot]: [number[], number[]] = [[], []];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const data of train_loader) {
      if (torch.cuda.is_available()) {
        data[0] = data[0].cuda();
        data[1] = data[1].cuda().long();
      }
      const [loss, c0] = step(model, data, criterion, optimizer);
      loss_plot.push(loss);
      c0_plot.push(c0);
    }
    console.log(epoch);
  }
  return { loss_plot, c0_plot };
}
