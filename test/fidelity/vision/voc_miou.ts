import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nn, optim, type Tensor, torch, utils as torchUtils, vision } from '../../../src/index.ts';
import { show } from '../programs/shown.ts';

const { models, transforms: T, utils } = vision;
const { VOCSegmentation } = vision.datasets;
const F = T.functional;
const data = torchUtils.data;
type Image = vision.Image;

const ROOT = fileURLToPath(new URL('../../golden/voc', import.meta.url));

function voc_cmap(N = 256): Tensor {
  const bitget = (byteval: number, idx: number) => Number((byteval & (1 << idx)) !== 0);
  const cmap = torch.zeros(N, 3, { dtype: torch.uint8 });
  for (let i = 0; i < N; i++) {
    let r = 0;
    let g = 0;
    let b = 0;
    let c = i;
    for (let j = 0; j < 8; j++) {
      r |= bitget(c, 0) << (7 - j);
      g |= bitget(c, 1) << (7 - j);
      b |= bitget(c, 2) << (7 - j);
      c >>= 3;
    }
    cmap.index_put_([i], torch.tensor([r, g, b], { dtype: torch.uint8 }));
  }
  return cmap;
}

type Joint = (img: any, lbl: any) => [any, any];

const ExtResize =
  (size: [number, number]): Joint =>
  (img: Image, lbl: Image) => [
    F.resize(img, size, T.InterpolationMode.BILINEAR),
    F.resize(lbl, size, T.InterpolationMode.NEAREST),
  ];

const ExtToTensor = (): Joint => (pic: Image, lbl: Image) => [
  F.to_tensor(pic),
  F.pil_to_tensor(lbl).squeeze(0),
];

const ExtCompose =
  (transforms: Joint[]): Joint =>
  (img, lbl) => {
    for (const t of transforms) [img, lbl] = t(img, lbl);
    return [img, lbl];
  };

interface Results {
  'Overall Acc': number;
  'Mean Acc': number;
  'FreqW Acc': number;
  'Mean IoU': number;
  'Class IoU': Tensor;
}

class StreamSegMetrics {
  n_classes: number;
  confusion_matrix: Tensor;

  constructor(n_classes: number) {
    this.n_classes = n_classes;
    this.confusion_matrix = torch.zeros([n_classes, n_classes], { dtype: torch.float64 });
  }

  update(label_trues: Tensor, label_preds: Tensor) {
    for (const [i, lt] of label_trues.unbind(0).entries()) {
      const lp = label_preds.index(i);
      this.confusion_matrix.add_(this._fast_hist(lt.flatten(), lp.flatten()));
    }
  }

  _fast_hist(label_true: Tensor, label_pred: Tensor): Tensor {
    const mask = label_true.ge(0).bitwise_and(label_true.lt(this.n_classes));
    const places = label_true.index(mask).long().mul(this.n_classes).add(label_pred.index(mask));
    return torch.bincount(places, { minlength: this.n_classes ** 2 }).reshape(this.n_classes, this.n_classes);
  }

  get_results(): Results {
    const hist = this.confusion_matrix;
    const acc = torch.diag(hist).sum().div(hist.sum());
    const acc_cls = torch.nanmean(torch.diag(hist).div(hist.sum(1)));
    const iu = torch.diag(hist).div(hist.sum(1).add(hist.sum(0)).sub(torch.diag(hist)));
    const mean_iu = torch.nanmean(iu);
    const freq = hist.sum(1).div(hist.sum());
    const fwavacc = freq
      .index(freq.gt(0))
      .mul(iu.index(freq.gt(0)))
      .sum();
    return {
      'Overall Acc': acc.item(),
      'Mean Acc': acc_cls.item(),
      'FreqW Acc': fwavacc.item(),
      'Mean IoU': mean_iu.item(),
      'Class IoU': iu,
    };
  }

  static to_str(results: Results): string {
    let string = '\n';
    for (const [k, v] of Object.entries(results)) {
      if (k !== 'Class IoU') string += `${k}: ${v.toFixed(6)}\n`;
    }
    return string;
  }
}

torch.manual_seed(1);

const val_transform = ExtCompose([ExtResize([48, 64]), ExtToTensor()]);
const val_dst = VOCSegmentation({
  root: ROOT,
  year: '2012',
  image_set: 'val',
  download: false,
  transforms: val_transform,
});
const val_loader = data.DataLoader<[Tensor, Tensor]>(val_dst as any, {
  batch_size: 2,
  shuffle: false,
  num_workers: 0,
});
show(
  val_dst.length,
  val_dst.images.map((p) => basename(p)),
  val_dst.masks.map((p) => basename(p)),
);

const names = models.segmentation.LRASPP_MobileNet_V3_Large_Weights.DEFAULT.meta.categories as string[];
const num_classes = names.length;
const model = models.segmentation.lraspp_mobilenet_v3_large({
  weights: null,
  weights_backbone: null,
  num_classes,
});
const counts = torch.zeros(num_classes);
for (let i = 0; i < val_dst.length; i++) {
  const [, lbl] = val_dst.get(i) as unknown as [Tensor, Tensor];
  counts.add_(torch.bincount(lbl.index(lbl.lt(num_classes)).long(), { minlength: num_classes }));
}
const share = counts.div(counts.sum());
const weight = torch.where(counts.gt(0), torch.log(share.add(1.02)).reciprocal(), torch.zeros([]));
show(
  (counts.tolist() as number[]).map((n, i) => [names[i], n]).filter(([, n]) => Number(n) > 0),
  weight,
);

const normalize = T.Normalize({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
const criterion = nn.CrossEntropyLoss({ weight, ignore_index: 255, reduction: 'mean' });
const optimizer = optim.Adam(model.parameters(), { lr: 1e-3 });
model.train();
for (let itr = 0; itr < 6; itr++) {
  for (const [images, labels] of val_loader) {
    if (images.size(0) < 2) continue;
    const outputs = model(normalize(images)).out;
    const loss = criterion(outputs, labels.long());
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    show(loss.item());
  }
}

optim.swa_utils.update_bn(
  [...val_loader].map(([images]) => normalize(images)),
  model,
);
const metrics = new StreamSegMetrics(num_classes);
model.eval();
const cmap = voc_cmap();
torch.no_grad(() => {
  for (const [images, labels] of val_loader) {
    const outputs = model(normalize(images)).out;
    const [, preds] = outputs.detach().max({ dim: 1 });
    metrics.update(labels, preds);
    const coloured = cmap.index(preds.index(0));
    show(coloured.long().sum([0, 1]), coloured.index('::24', '::32'));
  }
});

const results = metrics.get_results();
show(
  results['Class IoU'],
  results['Overall Acc'],
  results['Mean Acc'],
  results['FreqW Acc'],
  results['Mean IoU'],
);
show(StreamSegMetrics.to_str(results));
show(metrics.confusion_matrix.sum(), metrics.confusion_matrix.index(0));

const [image, label] = val_dst.get(0) as unknown as [Tensor, Tensor];
let present = label.unique() as Tensor;
present = present.index(present.ne(255));
const masks = label.unsqueeze(0).eq(present.unsqueeze(1).unsqueeze(2));
const colors = (present.tolist() as number[]).map((c) => cmap.index(c).tolist() as [number, number, number]);
const drawn = utils.draw_segmentation_masks(image.mul(255).to(torch.uint8), masks, { alpha: 0.6, colors });
show(present, drawn.sum([1, 2]), drawn.index(':', '::16', '::16'));
