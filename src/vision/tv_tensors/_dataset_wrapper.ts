import { z } from 'zod';
import { callable } from '../../callable.ts';
import { CARRY, REVIVE } from '../../crossing.ts';
import { RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Caltech101, Caltech256 } from '../datasets/caltech.ts';
import { CelebA } from '../datasets/celeba.ts';
import { CIFAR10 } from '../datasets/cifar.ts';
import { Cityscapes } from '../datasets/cityscapes.ts';
import { CocoCaptions, CocoDetection } from '../datasets/coco.ts';
import { DatasetFolder } from '../datasets/folder.ts';
import { GTSRB } from '../datasets/gtsrb.ts';
import { ImageNet } from '../datasets/imagenet.ts';
import { Imagenette } from '../datasets/imagenette.ts';
import { Kitti } from '../datasets/kitti.ts';
import { MNIST } from '../datasets/mnist.ts';
import { OxfordIIITPet } from '../datasets/oxford_iiit_pet.ts';
import { SBDataset } from '../datasets/sbd.ts';
import { VisionDataset } from '../datasets/vision.ts';
import { VOCDetection, VOCSegmentation } from '../datasets/voc.ts';
import { WIDERFace } from '../datasets/widerface.ts';
import type { Image as Picture } from '../image.ts';
import { convert_bounding_box_format } from '../transforms/v2/functional/_meta.ts';
import { BoundingBoxes } from './_bounding_boxes.ts';
import { segmentationToMask } from './_coco_masks.ts';
import { Mask } from './_mask.ts';

type Size = readonly [number, number];
type Sample = readonly [image: Picture, target: any];
/** Puts the types on a sample as a data set gives it. */
type Wrapper = (sample: Sample, index: number) => Sample;

/** Which keys of a target are wanted; null for the usual ones. */
type TargetKeys = readonly string[] | 'all' | null;

interface Factory {
  /** The keys that a target can have, and the usual ones; undefined where there is nothing to choose. */
  readonly keys?: readonly [available: readonly string[], usual: readonly string[]];
  readonly make: (dataset: any, keys: ReadonlySet<string>) => Wrapper;
}

const canvasOf = (image: Picture): Size => [image.height, image.width];

const cornersFrom = (values: Tensor, image: Picture): BoundingBoxes => {
  const boxes = BoundingBoxes(values, { format: 'XYWH', canvas_size: canvasOf(image) });
  return convert_bounding_box_format(boxes, { new_format: 'XYXY' });
};

const whole = (values: readonly number[]): Tensor => torch.tensor(values, { dtype: torch.int64 });
/** (N, 4) */
const rows = (values: readonly (readonly number[])[], dtype: Tensor['dtype']): Tensor =>
  torch.tensor(values.flat(), { dtype }).view(-1, 4);

/** An object of lists from a list of objects. */
function listsOf(objects: readonly Record<string, any>[]): Record<string, any[]> {
  const lists: Record<string, any[]> = {};
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      lists[key] ??= [];
      lists[key].push(value);
    }
  }
  return lists;
}

/** The wanted parts of a target, each made when it is wanted; others are taken from `rest`. */
function chosen(
  keys: ReadonlySet<string>,
  parts: Readonly<Record<string, () => unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return Object.fromEntries([...keys].map((key) => [key, parts[key]?.() ?? rest[key]]));
}

/** Several targets of one item, each wrapped by its kind; one alone is no list. */
function byKind(
  target: any,
  kinds: readonly string[],
  wrappers: Record<string, (item: any) => unknown>,
): unknown {
  const items = kinds.length === 1 ? [target] : (target as any[]);
  const wrapped = items.map((item, i) => wrappers[kinds[i] as string]?.(item) ?? item);
  return wrapped.length === 1 ? wrapped[0] : wrapped;
}

function refuse(kinds: readonly string[], odd: readonly string[], what: string): void {
  if (kinds.some((kind) => odd.includes(kind))) {
    throw new RuntimeError(`${what} is currently not supported by this wrapper.`);
  }
}

const asIs: Factory = { make: () => (sample) => sample };
const segmentation: Factory = {
  make:
    () =>
    ([image, mask]) => [image, Mask(mask)],
};

const coco: Factory = {
  keys: [
    ['segmentation', 'area', 'iscrowd', 'image_id', 'bbox', 'category_id', 'boxes', 'masks', 'labels'],
    ['image_id', 'boxes', 'labels'],
  ],
  make:
    (dataset: CocoDetection, keys) =>
    ([image, target], index) => {
      const image_id = dataset.ids.at(index);
      if (target.length === 0) return [image, { image_id }];
      const lists = listsOf(target);
      const parts = {
        image_id: () => image_id,
        boxes: () => cornersFrom(rows(lists.bbox as number[][], torch.float32), image),
        masks: () =>
          Mask(
            torch.stack(
              (lists.segmentation as unknown[]).map((each) => segmentationToMask(each, canvasOf(image))),
            ),
          ),
        labels: () => whole(lists.category_id as number[]),
      };
      return [image, chosen(keys, parts, lists)];
    },
};

const vocClasses =
  '__background__ aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person ' +
  'pottedplant sheep sofa train tvmonitor';
const kittiClasses = 'Car Van Truck Pedestrian Person_sitting Cyclist Tram Misc DontCare';

/** The numbers of classes by their names. @throws ValueError for a name that is none. */
function numbersOf(names: readonly string[], classes: string): Tensor {
  const known = classes.split(' ');
  return whole(
    names.map((name) => {
      const place = known.indexOf(name);
      if (place < 0) throw new ValueError(`'${name}' is none of the classes ${known.join(', ')}`);
      return place;
    }),
  );
}

const vocDetection: Factory = {
  keys: [
    ['annotation', 'boxes', 'labels'],
    ['boxes', 'labels'],
  ],
  make:
    (_, keys) =>
    ([image, target]) => {
      const { bndbox = [], name = [] } = listsOf(target.annotation?.object ?? []);
      const corners = bndbox.map(({ xmin, ymin, xmax, ymax }) =>
        [xmin, ymin, xmax, ymax].map((x) => Math.trunc(Number(x))),
      );
      const parts = {
        boxes: () =>
          BoundingBoxes(rows(corners, torch.int64), { format: 'XYXY', canvas_size: canvasOf(image) }),
        labels: () => numbersOf(name, vocClasses),
      };
      return [image, chosen(keys, parts, target)];
    },
};

const kitti: Factory = {
  keys: [
    [
      'type',
      'truncated',
      'occluded',
      'alpha',
      'bbox',
      'dimensions',
      'location',
      'rotation_y',
      'boxes',
      'labels',
    ],
    ['boxes', 'labels'],
  ],
  make:
    (_, keys) =>
    ([image, target]) => {
      if (target === null) return [image, target];
      const lists = listsOf(target);
      const { bbox = [], type = [] } = lists;
      const parts = {
        boxes: () =>
          BoundingBoxes(rows(bbox, torch.float32), { format: 'XYXY', canvas_size: canvasOf(image) }),
        labels: () => numbersOf(type, kittiClasses),
      };
      return [image, chosen(keys, parts, lists)];
    },
};

const faceKeys = ['bbox', 'blur', 'expression', 'illumination', 'occlusion', 'pose', 'invalid'];
const widerFace: Factory = {
  keys: [faceKeys, faceKeys],
  make:
    (_, keys) =>
    ([image, target]) => {
      if (target === null) return [image, target];
      return [image, chosen(keys, { bbox: () => cornersFrom(target.bbox, image) }, target)];
    },
};

const celebA: Factory = {
  make: ({ target_type }: CelebA) => {
    refuse(
      target_type,
      ['attr', 'landmarks'],
      "`CelebA` dataset with `target_type=['attr', 'landmarks', ...]`",
    );
    return ([image, target]) => {
      if (target_type.length === 0) return [image, target];
      return [image, byKind(target, target_type, { bbox: (box: Tensor) => cornersFrom(box, image) })];
    };
  },
};

const pets: Factory = {
  make:
    ({ target_types }: OxfordIIITPet) =>
    ([image, target]) =>
      target === null
        ? [image, target]
        : [image, byKind(target, target_types, { segmentation: (mask: Picture) => Mask(mask) })],
};

/** A mask for each of the things in a picture of their numbers; those of a class with instances are class * 1000 + i. */
function instancesIn(picture: Picture): Record<string, unknown> {
  const values = Mask(picture).to(torch.int32).as_subclass(Tensor);
  const ids = (values.unique() as Tensor).tolist() as number[];
  const labels = ids.map((id) => (id >= 1000 ? Math.floor(id / 1000) : id));
  return {
    masks: Mask(torch.stack(ids.map((id) => values.eq(id)))),
    labels: torch.tensor(labels, { dtype: torch.int32 }),
  };
}

const cityscapes: Factory = {
  make: ({ target_type }: Cityscapes) => {
    refuse(
      target_type,
      ['polygon', 'color'],
      "`Cityscapes` dataset with `target_type=['polygon', 'color', ...]`",
    );
    const wrappers = { instance: instancesIn, semantic: (mask: Picture) => Mask(mask) };
    return ([image, target]) => [image, byKind(target, target_type, wrappers)];
  },
};

const caltech: Factory = {
  make: ({ target_type }: Caltech101) => {
    refuse(target_type, ['annotation'], "Caltech101 dataset with `target_type=['annotation', ...]`");
    return (sample) => sample;
  },
};

const outlines: Factory = {
  make: (dataset: SBDataset, keys) => {
    refuse([dataset.mode], ['boundaries'], "SBDataset with mode='boundaries'");
    return segmentation.make(dataset, keys);
  },
};

const factories = {
  Caltech101: caltech,
  Caltech256: asIs,
  CelebA: celebA,
  CIFAR10: asIs,
  Cityscapes: cityscapes,
  CocoCaptions: asIs,
  CocoDetection: coco,
  DatasetFolder: asIs,
  GTSRB: asIs,
  ImageNet: asIs,
  Imagenette: asIs,
  Kitti: kitti,
  MNIST: asIs,
  OxfordIIITPet: pets,
  SBDataset: outlines,
  VOCDetection: vocDetection,
  VOCSegmentation: segmentation,
  WIDERFace: widerFace,
} satisfies Record<string, Factory>;
type Kind = keyof typeof factories;

const classes: Record<Kind, unknown> = {
  Caltech101,
  Caltech256,
  CelebA,
  CIFAR10,
  Cityscapes,
  CocoCaptions,
  CocoDetection,
  DatasetFolder,
  GTSRB,
  ImageNet,
  Imagenette,
  Kitti,
  MNIST,
  OxfordIIITPet,
  SBDataset,
  VOCDetection,
  VOCSegmentation,
  WIDERFace,
};

/** The nearest class that a data set is of and that has a wrapping. */
function kindOf(dataset: VisionDataset): Kind {
  for (let at = Object.getPrototypeOf(dataset); at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.entries(classes).find(([, cls]) => cls === at.constructor);
    if (found !== undefined) return found[0] as Kind;
  }
  throw new TypeError(
    `No wrapper exists for dataset class ${dataset.constructor.name}. Please wrap the output yourself.`,
  );
}

function wrapperFor(dataset: VisionDataset, kind: Kind, target_keys: TargetKeys): Wrapper {
  const { keys, make }: Factory = factories[kind];
  if (keys === undefined) {
    if (target_keys === null) return make(dataset, new Set());
    throw new ValueError(
      '`target_keys` is currently only supported for `CocoDetection`, `VOCDetection`, `Kitti`, and `WIDERFace`, but got ' +
        `${dataset.constructor.name}.`,
    );
  }
  const [available, usual] = keys;
  const wanted = target_keys === 'all' ? available : (target_keys ?? usual);
  const extra = wanted.filter((key) => !available.includes(key));
  if (extra.length > 0) {
    throw new ValueError(
      `Target keys [${extra.join(', ')}] are not available; known: ${available.join(', ')}`,
    );
  }
  return make(dataset, new Set(wanted));
}

/** Properties that the wrapping data set has not are those of the wrapped one. */
const forwarding: ProxyHandler<VisionDatasetTVTensorWrapper> = {
  get(wrapped, key) {
    if (key in wrapped) return Reflect.get(wrapped, key);
    const dataset = wrapped._dataset as unknown as Record<PropertyKey, unknown>;
    const value = dataset[key];
    return typeof value === 'function' ? value.bind(dataset) : value;
  },
  has: (wrapped, key) => key in wrapped || key in wrapped._dataset,
};

/** @internal A data set whose items have types; see `wrap_dataset_for_transforms_v2`. */
class VisionDatasetTVTensorWrapper_ extends VisionDataset {
  readonly _dataset: VisionDataset;
  readonly _target_keys: TargetKeys;
  /** Another thread may have a copy of the data set's class, which tells nothing. */
  readonly _kind: Kind;

  constructor(dataset: VisionDataset, target_keys: TargetKeys) {
    super(dataset.root, dataset.transform, dataset.target_transform, dataset.transforms);
    this._dataset = dataset;
    this._target_keys = target_keys;
    this._kind = kindOf(dataset);
    wrapperFor(dataset, this._kind, target_keys);
    // They come after the wrapping.
    Object.assign(dataset, { transform: null, target_transform: null, transforms: null });
    // biome-ignore lint/correctness/noConstructorReturn: this is what forwards to the wrapped one
    return new Proxy(this, forwarding);
  }

  /** @internal A blank one for a copy in another thread. */
  static [REVIVE](): VisionDatasetTVTensorWrapper {
    return new Proxy(Object.create(VisionDatasetTVTensorWrapper.prototype), forwarding);
  }
  /** @internal */
  static [CARRY](): undefined {}

  override get(index: number): [any, any] {
    const sample = this._dataset.get(index) as Sample;
    const [image, target] = wrapperFor(this._dataset, this._kind, this._target_keys)(sample, index);
    return this.transformed(image, target);
  }

  override get length(): number {
    return this._dataset.length;
  }

  override toString(): string {
    const { constructor } = this._dataset;
    return super.toString().replace(/^Dataset \w+/, `Dataset Wrapped${constructor.name}`);
  }
}
export const VisionDatasetTVTensorWrapper = callable(VisionDatasetTVTensorWrapper_);
export type { VisionDatasetTVTensorWrapper_ };
export type VisionDatasetTVTensorWrapper = VisionDatasetTVTensorWrapper_;

const wrapArgs = signature('wrap_dataset_for_transforms_v2', [
  'target_keys',
  z
    .union([z.literal('all'), z.array(z.string()).readonly()])
    .nullable()
    .default(null),
]);

/**
 * A data set of this package whose items have the types that `transforms.v2` goes by: boxes become `BoundingBoxes`, masks
 * `Mask`. Its transforms come after that.
 *
 * - CocoDetection: `{ image_id, boxes, labels }` of the lists of annotations, boxes as XYXY; with `target_keys` also
 *   `masks` (N, H, W) and what the file has.
 * - VOCDetection, Kitti: `{ boxes, labels }`. WIDERFace: `bbox` as XYXY.
 * - CelebA with 'bbox', OxfordIIITPet with 'segmentation', Cityscapes with 'semantic' or 'instance' (`{ masks, labels }`),
 *   VOCSegmentation, SBDataset with 'segmentation': the target.
 * - Sets of images with one label stay as they are.
 *
 * `target_keys` says which keys a target shall have, 'all' or a list. The wrapped set itself loses its transforms.
 *
 * @throws TypeError for a data set that has no wrapping, RuntimeError for targets that have none.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.wrap_dataset_for_transforms_v2.html
 */
export const wrap_dataset_for_transforms_v2 = checked(
  'wrap_dataset_for_transforms_v2',
  <D extends VisionDataset>(dataset: D, ...args: Args<typeof wrapArgs>): D => {
    const { target_keys } = wrapArgs(args);
    if (!(dataset instanceof VisionDataset)) {
      throw new TypeError('This wrapper is meant for data sets that extend vision.datasets.VisionDataset');
    }
    return new VisionDatasetTVTensorWrapper(dataset, target_keys) as unknown as D;
  },
);
