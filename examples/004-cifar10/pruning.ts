// The tutorial's pruning notebooks: one layer, the whole network, the curve of what it costs, and saving the result.
import { join } from 'node:path';
import { nn, type Tensor, torch, vision } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { Net } from './network.ts';
import { accuracy, type Loader } from './train.ts';

const { prune } = nn.utils;

/** Convolutions and linear layers with their weights. */
export function prunable(model: nn.Module): [nn.Module, 'weight'][] {
  return model
    .modules()
    .filter((module) => module instanceof nn.Conv2d || module instanceof nn.Linear)
    .map((module) => [module, 'weight']);
}

/** The share of zeros among the prunable weights, 0 to 1. */
export function sparsity(model: nn.Module): number {
  let zeros = 0;
  let all = 0;
  for (const [module] of prunable(model)) {
    const weight = (module as nn.Linear).weight as Tensor;
    zeros += weight.eq(0).sum().item();
    all += weight.numel();
  }
  return zeros / all;
}

/** Sets the smallest weights of the whole network to zero, `amount` of them (0 to 1). */
export function pruneGlobally(model: nn.Module, amount: number): void {
  prune.global_unstructured(prunable(model), { pruning_method: prune.L1Unstructured, amount });
}

/** Makes the pruning permanent: `weight_orig` and `weight_mask` become `weight` again, ready to be saved. */
export function makePermanent(model: nn.Module): void {
  for (const [module, name] of prunable(model)) if (prune.is_pruned(module)) prune.remove(module, name);
}

const names = (pairs: readonly (readonly [string, unknown])[]) => pairs.map(([name]) => name).join(', ');

/** One layer: what pruning does to its parameters and buffers, then more of it, then for good. */
export function pruneLayer(net: Net): void {
  const module = net.conv1;
  const state = () =>
    `conv1: parameters ${names(module.named_parameters())}; buffers ${names(module.named_buffers()) || 'none'}; ` +
    `${(100 * module.weight.eq(0).to(torch.float32).mean().item()).toFixed(1)} % zeros`;
  console.log(state());
  prune.random_unstructured(module, { name: 'weight', amount: 0.3 });
  prune.l1_unstructured(module, { name: 'bias', amount: 3 });
  console.log(state());
  prune.ln_structured(module, { name: 'weight', amount: 0.5, n: 2, dim: 0 }); // half of the channels
  console.log(state());
  prune.remove(module, 'weight');
  prune.remove(module, 'bias');
  console.log(state());
}

/** What pruning costs: copies of the network, pruned more and more. Draws the curve. */
export function degradation(
  net: Net,
  testloader: Loader,
  file: string,
): [amount: number, accuracy: number][] {
  const curve: [amount: number, accuracy: number][] = [];
  for (const amount of [0, 0.2, 0.4, 0.6, 0.8, 0.9]) {
    const pruned = new Net();
    pruned.load_state_dict(net.state_dict());
    if (amount > 0) pruneGlobally(pruned, amount);
    const rate = accuracy(pruned, testloader);
    curve.push([amount, rate]);
    console.log(`pruned ${(100 * sparsity(pruned)).toFixed(0)} %: accuracy ${(100 * rate).toFixed(0)} %`);
  }
  plt.figure();
  plt.plot(
    curve.map(([amount]) => 100 * amount),
    curve.map(([, value]) => 100 * value),
  );
  plt.title('accuracy after pruning');
  plt.xlabel('weights set to zero (%)');
  plt.ylabel('accuracy (%)');
  plt.savefig(file);
  plt.close();
  return curve;
}

/** Prunes for good, saves, reads back: the network's file is as large as before, since zeros are stored. */
export function savePruned(net: Net, testloader: Loader, out: string): void {
  pruneGlobally(net, 0.6);
  makePermanent(net);
  const path = join(out, 'pruned.pth');
  torch.save(net.state_dict(), path);
  console.log(`saved with ${(100 * sparsity(net)).toFixed(0)} % zeros`);
  const loaded = new Net();
  loaded.load_state_dict(torch.load(path));
  console.log(
    `read back: ${(100 * sparsity(loaded)).toFixed(0)} % zeros, accuracy ${(100 * accuracy(loaded, testloader)).toFixed(0)} %`,
  );
}

/** ResNet-18: a tenth of every convolution's weights, four tenths of the last layer's. */
export function pruneResnet18(): void {
  const model = vision.models.resnet18();
  for (const [, module] of model.named_modules()) {
    if (module instanceof nn.Conv2d) prune.l1_unstructured(module, { name: 'weight', amount: 0.1 });
    else if (module instanceof nn.Linear) prune.l1_unstructured(module, { name: 'weight', amount: 0.4 });
  }
  const masks = Object.keys(model.state_dict()).filter((name) => name.endsWith('_mask'));
  console.log(`resnet18: ${masks.length} masks, ${(100 * sparsity(model)).toFixed(1)} % zeros`);
}
