// Section 2 of the gestures document: a data set over folders whose names begin with the class.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Tensor, utils, vision } from '../../src/index.ts';

const { Image, transforms: T } = vision;
type Transform = (data: vision.Image) => Tensor;

export class hand_pose extends utils.data.Dataset {
  readonly imgs: readonly (readonly [path: string, label: number])[];
  readonly transforms: Transform;

  constructor(root: string, { train = true, transforms = null as Transform | null } = {}) {
    super();
    const imgs: [string, number][] = [];
    for (const path of readdirSync(root).sort()) {
      const label = /^\d{3}/.test(path) ? Number(path.slice(0, 3)) : NaN;
      if (!(label >= 0 && label <= 13))
        throw new Error(`${join(root, path)}: a folder's name begins with its class, 000 to 013`);
      for (const imgpath of readdirSync(join(root, path)).sort())
        imgs.push([join(root, path, imgpath), label]);
    }
    const [train_path_list, val_path_list] = this.#split_data_set(imgs);
    this.imgs = train ? train_path_list : val_path_list;
    this.transforms =
      transforms ??
      T.Compose([
        T.Resize(256),
        T.CenterCrop(224),
        T.ToTensor(),
        T.Normalize({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }),
      ]);
  }

  override get(index: number): [Tensor, number] {
    const [img_path, label] = this.imgs[index] as readonly [string, number];
    let data = Image.open(img_path);
    if (data.mode !== 'RGB') data = data.convert('RGB');
    return [this.transforms(data), label];
  }

  override get length(): number {
    return this.imgs.length;
  }

  /** Every fifth picture is for validation. */
  #split_data_set<P>(imgs: readonly P[]): [train: P[], val: P[]] {
    return [imgs.filter((_, i) => i % 5 !== 0), imgs.filter((_, i) => i % 5 === 0)];
  }
}
