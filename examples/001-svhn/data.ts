// Section 2 of the SVHN document: the data, samples, augmentation.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { torch, utils, vision } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { firstOf, openCifar10 } from '../pictures.ts';
import type { Data } from './train.ts';

const { datasets, transforms: T } = vision;
type Transform = (image: any) => any;

export interface Source {
  /** The folder of SVHN's .mat files or of CIFAR-10; without one, the embedded handwritten digits. */
  root?: string | undefined;
  download: boolean;
  /** 200 pictures for training and 100 for testing, of half the side. */
  tiny: boolean;
  /** How many pictures of each split are used; all by default. */
  samples?: number | undefined;
}

/** Pictures of 32 x 32 in three colours, however the data set has them. */
export function open(
  { root, download, tiny, samples }: Source,
  split: 'train' | 'test',
  transforms: Transform[],
) {
  const train = split === 'train';
  const transform = T.Compose(transforms);
  const data = (): utils.data.Dataset => {
    if (root === undefined) {
      return datasets.Digits({
        train,
        transform: T.Compose([T.Resize([32, 32]), T.Grayscale(3), ...transforms]),
      });
    }
    if (download || existsSync(join(root, 'train_32x32.mat'))) {
      return datasets.SVHN({ root, split, download, transform });
    }
    return openCifar10(root, { train, transform }).data;
  };
  return firstOf(data(), samples ?? (tiny ? (train ? 200 : 100) : undefined));
}

/** The data as the networks see them: 28 x 28, cropped and turned at random for training, if it is to be `augmented`. */
export function loadData(source: Source, augmented = true): Data {
  const side = source.tiny ? 14 : 28;
  const small = source.tiny ? [T.Resize([16, 16])] : [];
  const trainT = [
    ...small,
    T.RandomCrop(side),
    T.RandomRotation({ degrees: [-30, 30] }),
    T.ToTensor(),
    T.Normalize({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }),
  ];
  const testT = [
    ...small,
    T.CenterCrop(side),
    T.ToTensor(),
    T.Normalize({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }),
  ];
  return { train: open(source, 'train', augmented ? trainT : testT), test: open(source, 'test', testT) };
}

/** Five samples at random, with their labels. */
export function plotsample(data: utils.data.Dataset, file: string): void {
  const [, axs] = plt.subplots(1, 5, { figsize: [10, 2.5] });
  for (let i = 0; i < 5; i += 1) {
    const num = torch.randint(0, data.length, [1]).item();
    const [image, label] = data.get(num);
    const npimg = vision.utils.make_grid(image);
    const axis = axs[i] as plt.Axes;
    axis.imshow(npimg.permute(1, 2, 0)); // (H, W, 3)
    axis.set_title(String(label));
    axis.axis('off');
  }
  plt.savefig(file);
  plt.close();
}

/** The document's first look: what the data sets say of themselves, a sample's shape, the labels, five pictures. */
export function explore(source: Source, out: string): void {
  const whole = { ...source, tiny: false, samples: undefined };
  const train = open(whole, 'train', [T.ToTensor()]);
  const test = open(whole, 'test', [T.ToTensor()]);
  console.log(`${train}\n${test}`);
  const [x, y] = train.get(0);
  console.log(x.shape);
  console.log(y);
  console.log(torch.unique(labelsOf(train)));
  plotsample(train, join(out, 'train.png'));
  plotsample(test, join(out, 'test.png'));
  plotsample(loadData(source).train, join(out, 'augmented.png'));
}

function labelsOf(data: any) {
  if (data instanceof utils.data.Subset) return labelsOf(data.dataset);
  return torch.as_tensor(data.targets, { dtype: torch.int64 });
}
