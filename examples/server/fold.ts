// Evaluation needs no normalisation of its own: it goes into the weights of the convolution before it.
import { nn, type Tensor, torch } from '../../src/index.ts';

/**
 * Joins each convolution with the BatchNorm2d that is named right after it, in place, and gives the network back.
 *
 * Names say nothing of what follows what when a network runs, so both forms are compared on `probe` (N, C, H, W).
 *
 * @throws Error when the joined network computes something else, as where layers run in another order than they are named.
 */
export function foldBatchNorms(net: nn.Module, probe: Tensor): nn.Module {
  return torch.no_grad(() => {
    const before = net(probe) as Tensor;
    for (const module of [...net.modules()]) foldChildren(module);
    const error = (net(probe) as Tensor).sub(before).abs().max();
    if (!(error.item() <= 1e-3 * before.abs().max().item())) {
      throw new Error(
        'the network does not run each BatchNorm2d right after the convolution named before it',
      );
    }
    return net;
  });
}

function foldChildren(module: nn.Module): void {
  const children = [...module.named_children()];
  for (const [i, [name, conv]] of children.entries()) {
    const [next, norm] = children[i + 1] ?? [];
    if (next === undefined || !(conv instanceof nn.Conv2d) || !(norm instanceof nn.BatchNorm2d)) continue;
    Object.assign(module, { [name]: nn.utils.fuse_conv_bn_eval(conv, norm), [next]: nn.Identity() });
  }
}
