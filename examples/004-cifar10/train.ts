// The tutorial's steps 3 to 5: a loss, the training loop, and what the network gets right.
import { metrics, nn, type optim, type Tensor, torch, type utils } from '../../src/index.ts';

export type Loader = utils.data.DataLoader | Iterable<[Tensor, Tensor]>;

/** Trains for some epochs, the learning rate falling by `scheduler`; every step's loss. */
export function train(
  net: nn.Module,
  trainloader: Loader,
  optimizer: optim.Optimizer,
  epochs: number,
  scheduler: optim.lr_scheduler.LRScheduler | null = null,
): number[] {
  const criterion = nn.CrossEntropyLoss();
  const [first] = net.parameters();
  const device = (first as Tensor).device;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    net.train();
    let running_loss = 0;
    let steps = 0;
    for (let [inputs, labels] of trainloader) {
      [inputs, labels] = [inputs.to(device), labels.to(device)];
      optimizer.zero_grad();
      const outputs = net(inputs) as Tensor;
      const loss = criterion(outputs, labels);
      loss.backward();
      optimizer.step();
      losses.push(loss.item() as number);
      running_loss += loss.item() as number;
      steps += 1;
    }
    scheduler?.step();
    console.log(`[${epoch + 1}] loss: ${(running_loss / steps).toFixed(3)}`);
  }
  console.log('Finished Training');
  return losses;
}

/** Predictions and labels of all pictures, (N) each. */
export function predict(net: nn.Module, testloader: Loader): [predicted: Tensor, labels: Tensor] {
  const [first] = net.parameters();
  const device = (first as Tensor).device;
  net.eval();
  return torch.no_grad(() => {
    const predicted: Tensor[] = [];
    const actual: Tensor[] = [];
    for (const [images, labels] of testloader) {
      predicted.push((net(images.to(device)) as Tensor).argmax(1).cpu());
      actual.push(labels);
    }
    return [torch.cat(predicted), torch.cat(actual)];
  });
}

/** The share of right answers, 0 to 1. */
export function accuracy(net: nn.Module, testloader: Loader): number {
  const [predicted, labels] = predict(net, testloader);
  return metrics.accuracy_score(labels, predicted);
}

/** Prints each class's recall (the tutorial's "accuracy") and precision; gives the confusion matrix, (10, 10). */
export function report(net: nn.Module, testloader: Loader, classes: readonly string[]): Tensor {
  const [predicted, labels] = predict(net, testloader);
  const options = { labels: classes.map((_, i) => i), average: null, zero_division: 0 } as const;
  const recall = metrics.recall_score(labels, predicted, options) as number[];
  const precision = metrics.precision_score(labels, predicted, options) as number[];
  for (const [i, name] of classes.entries()) {
    const percent = (each: number[]) => `${(100 * (each[i] as number)).toFixed(0)} %`.padStart(5);
    console.log(
      `Accuracy (recall) of ${name.padEnd(10)} : ${percent(recall)}   precision : ${percent(precision)}`,
    );
  }
  return metrics.confusion_matrix(labels, predicted, { labels: options.labels });
}
