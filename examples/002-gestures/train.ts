// Sections 3.2 and 3.3 of the gestures document: training ResNet-50, from nothing or from trained weights.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nn, optim, type Tensor, torch, type utils, vision } from '../../src/index.ts';
import { Bottleneck, ResNet50 } from './network.ts';

type Loader = utils.data.DataLoader<[Tensor, Tensor]> | (Iterable<[Tensor, Tensor]> & { length: number });

// ---- 3.2 Training

export function train(
  model: nn.Module,
  train_dataloader: Loader,
  val_dataloader: Loader,
  { epochs = 30, learning_rate = 1e-3, out_dir = 'checkpoints/' } = {},
): { losses: number[]; accuracies: number[]; val_acc_list: number[] } {
  const { device } = model.parameters()[0] as nn.Parameter;
  // 3. prepare super parameters
  const criterion = nn.CrossEntropyLoss();
  const optimizer = optim.Adam(model.parameters(), { lr: learning_rate });

  // 4. train
  const losses: number[] = [];
  const accuracies: number[] = [];
  const val_acc_list: number[] = [];
  mkdirSync(out_dir, { recursive: true });
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    console.log(`\nEpoch: ${epoch + 1}`);
    model.train();
    let sum_loss = 0;
    let correct = 0;
    let total = 0;
    let batch_idx = 0;
    for (let [images, labels] of train_dataloader) {
      const length = train_dataloader.length as number;
      [images, labels] = [images.to(device), labels.to(device)];
      optimizer.zero_grad();
      const outputs = model(images) as Tensor; // (N, 14)
      const loss = criterion(outputs, labels);
      loss.backward();
      optimizer.step();

      losses.push(loss.item());
      sum_loss += loss.item();
      const [, predicted] = torch.max(outputs.data, { dim: 1 });
      total += labels.size(0);
      correct += predicted.eq(labels.data).cpu().sum().item();
      console.log(
        `[epoch:${epoch + 1}, iter:${batch_idx + 1 + epoch * length}] ` +
          `Loss: ${(sum_loss / (batch_idx + 1)).toFixed(3)} | Acc: ${((100 * correct) / total).toFixed(3)}% `,
      );
      batch_idx += 1;
    }
    accuracies.push((100 * correct) / total);

    // The accuracy on the pictures for validation after each epoch.
    console.log('Waiting Val...');
    const acc_val = torch.no_grad(() => {
      let correct = 0;
      let total = 0;
      for (let [images, labels] of val_dataloader) {
        model.eval();
        [images, labels] = [images.to(device), labels.to(device)];
        const outputs = model(images) as Tensor;
        const [, predicted] = torch.max(outputs.data, { dim: 1 });
        total += labels.size(0);
        correct += predicted.eq(labels).sum().item();
      }
      console.log(`Val's ac is: ${((100 * correct) / total).toFixed(3)}%`);
      return (100 * correct) / total;
    });
    val_acc_list.push(acc_val);

    torch.save(model.state_dict(), join(out_dir, 'last.pt'));
    if (acc_val === Math.max(...val_acc_list)) {
      torch.save(model.state_dict(), join(out_dir, 'best.pt'));
      console.log(`save epoch ${epoch} model`);
    }
  }
  return { losses, accuracies, val_acc_list };
}

/** The document's network, or a shallow one for a quick try. */
export function fresh(num_class: number, tiny = false): nn.Module {
  return new ResNet50(Bottleneck, tiny ? [1, 1, 1, 1] : [3, 4, 6, 3], num_class);
}

// ---- 3.3 Transfer: the library's network with its trained weights, and a last layer of its own

export function transferred(num_class: number): nn.Module {
  const model = vision.models.resnet50({ pretrained: true });
  const fc_inputs = model.fc.in_features;
  model.fc = nn.Linear(fc_inputs, num_class);
  return model;
}
