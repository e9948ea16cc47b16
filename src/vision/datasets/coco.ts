import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, jsonOf } from './_files.ts';
import { ListedDataset } from './_listed.ts';
import { expanded } from './utils.ts';
import { jointField, transformFields } from './vision.ts';

const cocoArgs = (name: string) =>
  signature(name, ['root', z.string()], ['annFile', z.string()], ...transformFields, jointField);

type Id = number | string;
interface Entry {
  readonly id: Id;
  readonly [name: string]: any;
}

/** What a file of annotations says, by its numbers: pictures, annotations, categories, and the annotations of a picture. */
class COCO_ {
  readonly dataset: Readonly<Record<string, any>>;
  readonly imgs: ReadonlyMap<Id, Entry>;
  readonly anns: ReadonlyMap<Id, Entry>;
  readonly cats: ReadonlyMap<Id, Entry>;
  readonly imgToAnns: ReadonlyMap<Id, readonly Entry[]>;

  /** @throws RuntimeError naming the file when it is no JSON, or has no such lists. */
  constructor(path: string) {
    const expected = "lists 'images' and 'annotations' whose entries have an id, and an image_id";
    this.dataset = jsonOf(path, z.record(z.string(), z.any()), expected);
    // By hand: the published files have a million entries.
    const byId = (name: string): Map<Id, Entry> => {
      const list: unknown = this.dataset[name] ?? [];
      const isEntry = (entry: any) => entry !== null && ['number', 'string'].includes(typeof entry?.id);
      if (Array.isArray(list) && list.every(isEntry)) return new Map(list.map((entry) => [entry.id, entry]));
      throw damagedFile(path, expected);
    };
    if (this.dataset.images === undefined) throw damagedFile(path, expected);
    this.imgs = byId('images');
    this.anns = byId('annotations');
    this.cats = byId('categories');
    const own = new Map<Id, Entry[]>();
    for (const { id, image_id } of this.dataset.annotations ?? []) {
      if (image_id === undefined) throw damagedFile(path, expected);
      if (!own.has(image_id)) own.set(image_id, []);
      own.get(image_id)?.push(this.anns.get(id) as Entry);
    }
    this.imgToAnns = own;
  }

  getImgIds(): Id[] {
    return [...this.imgs.keys()];
  }

  /** The annotations of some pictures, or all. */
  getAnnIds(imgIds: Id | readonly Id[] = []): Id[] {
    const ids = [imgIds].flat();
    const found =
      ids.length === 0 ? [...this.anns.values()] : ids.flatMap((id) => this.imgToAnns.get(id) ?? []);
    return found.map(({ id }) => id);
  }

  getCatIds(): Id[] {
    return [...this.cats.keys()];
  }

  loadImgs(ids: Id | readonly Id[] = []): Entry[] {
    return [ids].flat().map((id) => this.imgs.get(id) as Entry);
  }

  loadAnns(ids: Id | readonly Id[] = []): Entry[] {
    return [ids].flat().map((id) => this.anns.get(id) as Entry);
  }

  loadCats(ids: Id | readonly Id[] = []): Entry[] {
    return [ids].flat().map((id) => this.cats.get(id) as Entry);
  }
}
export const COCO = callable(COCO_);
export type { COCO_ };
export type COCO = COCO_;

const byValue = (a: Id, b: Id) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Pictures in `root` and the annotations that a JSON file (`annFile`) in COCO's form has of them: a target is the list of a
 * picture's annotations as they are stored, with bbox, category_id, segmentation (polygons or run lengths) and so on.
 *
 * Source: Lin et al., "Microsoft COCO: Common Objects in Context", 2014.
 *
 * @throws RuntimeError when the file is damaged; FileNotFoundError when it is not there.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.CocoDetection.html
 */
class CocoDetection_ extends ListedDataset {
  readonly coco: COCO;
  readonly ids: readonly Id[];

  constructor(...args: Args<ReturnType<typeof cocoArgs>>) {
    const { annFile, ...given } = cocoArgs(new.target.name)(args);
    super(given, { needs: [] });
    const path = expanded(annFile);
    this.coco = new COCO(path);
    this.ids = this.coco.getImgIds().sort(byValue);
    this.samples = this.ids.map((id) => {
      const name = this.coco.imgs.get(id)?.file_name;
      if (typeof name !== 'string') throw damagedFile(path, `the file_name of the image ${id}`);
      return [join(this.root as string, name), id];
    });
  }

  protected override targetOf(id: Id): unknown {
    return this.coco.loadAnns(this.coco.getAnnIds(id));
  }
}
export const CocoDetection = callable(CocoDetection_);
export type CocoDetection = CocoDetection_;

/** Pictures and the captions that a JSON file in COCO's form has of them. See CocoDetection. */
class CocoCaptions_ extends CocoDetection_ {
  protected override targetOf(id: Id): unknown {
    return (super.targetOf(id) as Entry[]).map(({ caption }) => caption);
  }
}
export const CocoCaptions = callable(CocoCaptions_);
export type CocoCaptions = CocoCaptions_;
