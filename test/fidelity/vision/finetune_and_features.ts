import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { math, nn, optim, type Tensor, torch, utils, vision } from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { AdamW, SGD, lr_scheduler } = optim;
const { datasets, Image, models, transforms: T } = vision;
const { CNBlockConfig, ConvNeXt } = models.convnext;
const { LastLevelMaxPool } = models.detection.backbone_utils;
const { create_feature_extractor, get_graph_node_names } = models.feature_extraction;
const { FeaturePyramidNetwork } = vision.ops;

torch.manual_seed(37);
const [root, g] = [mkdtempSync(join(tmpdir(), 'finetune-')), torch.Generator().manual_seed(1)];
for (const [split, n] of [
  ['train', 5],
  ['val', 3],
] as const)
  for (const [c, name] of ['cats', 'dogs'].entries()) {
    mkdirSync(`${root}/${split}/${name}`, { recursive: true });
    for (let i = 0; i < n; i++) {
      const [h, w] = torch.randint(30, 44, [2], { generator: g }).tolist() as [number, number];
      const pixels = torch.randint(0, 120, [3, h, w], { generator: g, dtype: torch.uint8 });
      pixels.index(c).add_(100);
      T.functional.to_pil_image(pixels).save(`${root}/${split}/${name}/${i}.png`);
    }
  }
writeFileSync(`${root}/train/cats/notes.txt`, 'no picture');
const normalize = T.Normalize([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);
const ways = {
  train: T.Compose([
    T.RandomResizedCrop(24),
    T.RandomHorizontalFlip(),
    T.ColorJitter(0.2),
    T.ToTensor(),
    normalize,
  ]),
  val: T.Compose([T.Resize(28), T.CenterCrop(24), T.ToTensor(), normalize]),
};
const phases = ['train', 'val'] as const;
const both = <V>(make: (x: 'train' | 'val') => V) => ({ train: make('train'), val: make('val') });
const sets = both((x) => datasets.ImageFolder(join(root, x), ways[x]));
const loaders = both((x) => utils.data.DataLoader(sets[x], { batch_size: 4, shuffle: true }));
show(
  sets.train.classes,
  both((x) => sets[x].length),
  sets.train.class_to_idx,
  sets.train.imgs.slice(3, 7).map(([p]) => relative(root, p)),
);
{
  const net = models.resnet18({ weights: null });
  for (const p of net.parameters()) p.requires_grad = false;
  net.fc = nn.Linear(net.fc.in_features, 2);
  const opt = SGD(net.fc.parameters(), { lr: 0.01, momentum: 0.9 });
  const plan = lr_scheduler.StepLR(opt, { step_size: 1, gamma: 0.1 });
  for (let epoch = 0; epoch < 2; epoch++)
    for (const phase of phases) {
      net.train(phase === 'train');
      let [total, right] = [0, 0];
      for (const [x, y] of loaders[phase]) {
        opt.zero_grad();
        const [loss, guess] = torch.set_grad_enabled(phase === 'train', () => {
          const scores = net(x);
          const [, guess] = torch.max(scores, 1);
          const loss = nn.functional.cross_entropy(scores, y);
          if (phase === 'train') {
            loss.backward();
            opt.step();
          }
          return [loss, guess] as const;
        });
        total += loss.item() * x.size(0);
        right += torch.sum(guess.eq(y.data)).item();
      }
      if (phase === 'train') plan.step();
      const n = sets[phase].length;
      show(
        `${phase} loss ${(total / n).toFixed(4)} right ${(right / n).toFixed(4)}`,
        total,
        plan.get_last_lr(),
      );
    }
  const picture = ways.val(Image.open(`${root}/val/dogs/0.png`)).unsqueeze(0);
  show(torch.no_grad(() => net.eval()(picture)));
  rmSync(root, { recursive: true });
}

// where a network looks: the gradients of one layer's result
const kept: Record<string, Tensor> = {};
const net = models.resnet18({ num_classes: 4 }).eval();
const one = net._modules.layer4.register_forward_hook((_module: nn.Module, _args: unknown, out: Tensor) => {
  kept.out = out;
});
const two = net.layer4.at(-1).register_full_backward_hook((_module: nn.Module, _in: unknown, out: any) => {
  kept.grad = out[0];
});
net(torch.rand(1, 3, 64, 64))
  .index(0, 2)
  .backward();
const weights = kept.grad!.mean({ dim: [0, 2, 3] }).index(null, ':', null, null);
const heat = torch.relu(kept.out!.detach().mul(weights).mean({ dim: 1 }).squeeze());
show(heat.div(heat.max()));
one.remove();
two.remove();
const names = get_graph_node_names(net)[1];
names.splice(names.indexOf('x'), 1); // the argument
show(names);
const features = create_feature_extractor(net, {
  flatten: 'features',
  'layer2.1.add': 'sum',
  layer1: 'low',
});
const out = features(torch.rand(2, 3, 32, 32));
show(
  Object.entries(out).map(([k, v]) => [k, v.shape]),
  out.features.index(':', ':4'),
  out.sum.mean(),
);
const return_nodes = Object.fromEntries([2, 3, 4].map((k, v) => [`layer${k}`, `${v}`]));
const body = create_feature_extractor(net, { return_nodes });
const pyramid = FeaturePyramidNetwork([128, 256, 512], {
  out_channels: 8,
  extra_blocks: LastLevelMaxPool(),
});
const levels = pyramid(body(torch.rand(1, 3, 64, 64)));
show(Object.entries(levels).map(([k, v]) => [k, v.shape, v.mean()]));

// the deeper the layer, the faster it learns
{
  const stages = [CNBlockConfig(8, 16, 1), CNBlockConfig(16, null, 2)];
  const net = ConvNeXt(stages, { stochastic_depth_prob: 0.3, layer_scale: 1e-2, num_classes: 5 });
  net.classifier[2] = nn.Linear(net.classifier[2].in_features, 2);
  type Group = { depth: number; flat: boolean; params: nn.Parameter[]; weight_decay: number; scale: number };
  const groups = new Map<string, Group>();
  for (const [name, p] of net.named_parameters()) {
    const depth = name.startsWith('features') ? Number(name.split('.')[1]) : 6;
    const flat = p.ndim === 1 || name.endsWith('.bias');
    const key = `${depth} ${flat}`;
    const fresh = { depth, flat, params: [], weight_decay: flat ? 0 : 0.05, scale: math.pow(0.7, 6 - depth) };
    const group: Group = groups.get(key) ?? fresh;
    groups.set(key, group);
    group.params.push(p);
  }
  const opt = AdamW([...groups.values()], { lr: 1e-2 });
  show([...groups.values()].map((v) => [v.depth, v.flat, v.params.length, v.scale]));
  for (let i = 0; i < 3; i++) {
    for (const group of opt.param_groups) group.lr = 1e-2 * group.scale;
    const criterion = nn.CrossEntropyLoss({ label_smoothing: 0.1 });
    const loss = criterion(net(torch.rand(4, 3, 32, 32)), torch.tensor([0n, 1n, 1n, 0n]));
    opt.zero_grad();
    loss.backward();
    opt.step();
    show(
      loss,
      opt.param_groups.map((group) => group.lr),
    );
  }
}
