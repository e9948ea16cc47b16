// Real pictures for the examples' small runs: the embedded handwritten digits, written as files in a document's layout.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Tensor, torch, utils, vision } from '../src/index.ts';

const { Image } = vision;

/** The first `perClass` digits of each class: (class, picture (8, 8) uint8). */
export function digitsByClass(perClass: number): { digit: number; picture: Tensor }[] {
  const { data, targets } = new vision.datasets.Digits();
  const seen = new Array<number>(10).fill(0);
  const chosen: { digit: number; picture: Tensor }[] = [];
  for (const [i, target] of targets.tolist().entries()) {
    const digit = Number(target);
    if ((seen[digit] as number) >= perClass) continue;
    (seen[digit] as number)++;
    chosen.push({ digit, picture: data.select(0, i) });
  }
  return chosen;
}

/** A folder a class, `000-digit-0/0.png`, ...: the layout of the gestures document. */
export function writeClassFolders(root: string, perClass: number, side: number): void {
  const count = new Array<number>(10).fill(0);
  for (const { digit, picture } of digitsByClass(perClass)) {
    const folder = join(root, `${String(digit).padStart(3, '0')}-digit-${digit}`);
    mkdirSync(folder, { recursive: true });
    const name = `${(count[digit] as number)++}.png`;
    Image.fromarray(picture).resize([side, side]).convert('RGB').save(join(folder, name));
  }
}

/** The first `count` items; the data set itself where it has no more. */
export function firstOf(data: utils.data.Dataset, count = data.length): utils.data.Dataset {
  return count >= data.length ? data : utils.data.Subset(data, [...Array(count).keys()]);
}

/** CIFAR-10 as it is published, or as a folder of pictures a class in `train/` and `test/`. */
export function openCifar10(
  root: string,
  { train, transform = null, download = false }: { train: boolean; transform?: any; download?: boolean },
) {
  const published = download || existsSync(join(root, 'cifar-10-batches-py'));
  const data = published
    ? vision.datasets.CIFAR10(root, { train, transform, download })
    : vision.datasets.ImageFolder(join(root, train ? 'train' : 'test'), { transform });
  return { data, classes: data.classes as readonly string[] };
}

interface Labelled {
  targets: Tensor | number[];
  get(index: number): any;
}

/** `positive/` with pictures of one class of a data set, `negative/` with as many of the others, in turn. */
export function writePositiveNegative(
  root: string,
  {
    data = new vision.datasets.Digits(),
    positive,
    each,
    write,
  }: {
    data?: Labelled;
    positive: number;
    each: number;
    write(picture: vision.Image, path: string): void;
  },
): void {
  const targets: number[] = Array.isArray(data.targets) ? data.targets : data.targets.tolist().map(Number);
  const count = new Map<number, number>();
  const other = Math.ceil(each / (new Set(targets).size - 1));
  let negatives = 0;
  for (const [i, target] of targets.entries()) {
    const seen = count.get(target) ?? 0;
    if (seen === (target === positive ? each : other) || (target !== positive && negatives === each))
      continue;
    count.set(target, seen + 1);
    if (target !== positive) negatives += 1;
    const folder = join(root, target === positive ? 'positive' : 'negative');
    mkdirSync(folder, { recursive: true });
    const [picture] = data.get(i);
    write(picture, join(folder, `${target}-${seen}.jpg`));
  }
}

/** House numbers of one to `most` digits on a coloured ground, in the layout of the street character challenge. */
export function writeStreetNumbers(root: string, count: number, most: number): void {
  const pictures = join(root, 'pictures');
  mkdirSync(pictures, { recursive: true });
  const { data, targets } = new vision.datasets.Digits();
  const whole = (low: number, high: number) => torch.randint(low, high, [1]).item() as number;
  const labels: Record<string, Record<string, number[]>> = {};
  for (let i = 0; i < count; i += 1) {
    const entry = { label: [], left: [], top: [], width: [], height: [] } as Record<string, number[]>;
    const ground = torch.randint(90, 180, [3, 1, 1]).to(torch.float32);
    const ink = torch.randint(0, 60, [3, 1, 1]).to(torch.float32);
    // Light falls from above; brick has grain.
    const light = torch.linspace(1.1, 0.8, 64).view(1, 64, 1);
    const wall = ground.mul(light).add(torch.randn(3, 64, 128).mul(6));
    const length = whole(1, most + 1);
    const side = Math.min(40, Math.floor(112 / length));
    let left = whole(4, Math.max(5, 124 - length * side));
    for (let k = 0; k < length; k += 1) {
      const at = whole(0, data.size(0));
      const top = whole(4, 60 - side);
      const glyph = vision.transforms.functional
        .resize(data.select(0, at).unsqueeze(0), [side, side])
        .to(torch.float32)
        .div(255);
      const box = wall.narrow(1, top, side).narrow(2, left, side);
      box.copy_(box.mul(torch.rsub(glyph, 1)).add(glyph.mul(ink)));
      for (const [name, value] of Object.entries({ left, top, width: side, height: side })) {
        (entry[name] as number[]).push(value);
      }
      (entry.label as number[]).push(Number(targets.select(0, at).item()));
      left += side;
    }
    const name = `${String(i).padStart(6, '0')}.png`;
    labels[name] = entry;
    vision.io.write_png(wall.clamp(0, 255).to(torch.uint8), join(pictures, name));
  }
  writeFileSync(join(root, 'labels.json'), JSON.stringify(labels));
}
