// The complete code of the document ("搭建模型"): accuracy, training a fold, k-fold cross-validation.
import { join } from 'node:path';
import { nn, optim, type Tensor, torch, type utils } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { get_dataloader, read_all_img } from './data.ts';

type Loader = Iterable<[Tensor, Tensor]> | utils.data.DataLoader<[Tensor, Tensor]>;

/** `show` prints every output, as the document does to see why all are equal ("问题2"). */
export function eval_accuracy(net: nn.Sequential, test_iter: Loader, show = false): number {
  using _ = torch.no_grad(); // not in the document, which builds a graph that it never uses
  let total = 0;
  let accurate = 0;
  for (const [X, y] of test_iter) {
    let y_hat = net(X);
    if (show) console.log(y_hat);
    y_hat = y_hat.argmax({ dim: 1 });
    const e = y.eq(y_hat);
    accurate += e.sum().item();
    total += X.length;
  }
  return accurate / total;
}

export function train_for_k_fold(
  net: nn.Sequential,
  train_iter: Loader,
  test_iter: Loader,
  lr: number,
  epochs: number,
  fold: number,
  { out = null as string | null, show = false } = {},
) {
  function init_weights(m: nn.Module): void {
    if (m instanceof nn.Linear || m instanceof nn.Conv2d) nn.init.xavier_uniform_(m.weight);
  }
  net.apply(init_weights);
  const optimizer = optim.Adam(net.parameters(), { lr });
  const loss = nn.CrossEntropyLoss();
  const loss_record: number[] = [];
  const accuracy_record: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    net.train();
    let l!: Tensor;
    for (const [X, y] of train_iter) {
      optimizer.zero_grad();
      const y_hat = net(X);
      l = loss(y_hat, y);
      l.backward();
      optimizer.step();
    }
    loss_record.push(l.item());
    const accuracy = eval_accuracy(net, test_iter, show);
    accuracy_record.push(accuracy);
    console.log(`Epoch ${epoch}, loss ${l.item()}, accuracy ${accuracy}`);
  }
  console.log(`Loss ${loss_record}`);
  console.log(`Accuracy ${accuracy_record}`);
  if (out !== null) {
    plt.figure(); // the document draws every fold over the one before
    plt.title(`fold ${fold} lr ${lr}, epochs ${epochs}`);
    plt.plot(loss_record, { label: 'Loss' });
    plt.plot(accuracy_record, { label: 'Accuracy' });
    plt.legend();
    plt.savefig(join(out, `fold_${fold}_lr_${lr}_epochs_${epochs}.png`));
    plt.close();
  }
  return { loss_record, accuracy_record };
}

interface Folds {
  root: string;
  out: string;
  get_net: () => nn.Sequential;
  device: Tensor['device'];
  k?: number;
  lr?: number;
  epochs?: number;
  batch_size?: number;
  show?: boolean;
}

/** Trains and tests a network for each of the folds; the last accuracy of each. */
export function k_fold({ k = 4, lr = 0.9, epochs = 10, batch_size = 3, ...rest }: Folds): number[] {
  const { root, out, get_net, device, show } = rest;
  const [features, labels] = read_all_img(root, device);
  const total_len = features.length;
  const fold_len = Math.trunc(total_len / k);
  const accuracies: number[] = [];
  for (let fold = 0; fold < k; fold += 1) {
    console.log(`Start fold ${fold}`);
    const test_start = fold_len * fold;
    const test_end = Math.min((fold + 1) * fold_len, total_len);
    const test_features = features.index(torch.slice(test_start, test_end));
    const test_labels = labels.index(torch.slice(test_start, test_end));
    const train_features = torch.concat([
      features.index(torch.slice(test_start)),
      features.index(torch.slice(test_end, null)),
    ]);
    const train_labels = torch.concat([
      labels.index(torch.slice(test_start)),
      labels.index(torch.slice(test_end, null)),
    ]);
    const train_iter = get_dataloader(train_features, train_labels, batch_size);
    const test_iter = get_dataloader(test_features, test_labels, batch_size);
    const net = get_net().to(device);
    const { accuracy_record } = train_for_k_fold(net, train_iter, test_iter, lr, epochs, fold, { out, show });
    torch.save(net.state_dict(), join(out, `fold_${fold}.params`));
    accuracies.push(accuracy_record.at(-1) as number);
  }
  return accuracies;
}
