/** How files hold these tensors: as those of torchvision. */
import { TypeError } from '../../errors.ts';
import { registerClass, registerEnum } from '../../serialization/classes.ts';
import { GlobalName, Reduce } from '../../serialization/pickler.ts';
import { Tuple } from '../../serialization/python.ts';
import { registerTensorClass } from '../../serialization/tensor_classes.ts';
import { BoundingBoxes, canvasSize, clampingMode, format } from './_bounding_boxes.ts';
import { Image } from './_image.ts';
import { KeyPoints } from './_keypoints.ts';
import { Mask } from './_mask.ts';
import { metadata } from './_tv_tensor.ts';
import { Video } from './_video.ts';

const FORMAT = new GlobalName('torchvision.tv_tensors._bounding_boxes', 'BoundingBoxFormat');

const CLASSES = [
  ['_image', 'Image', Image],
  ['_video', 'Video', Video],
  ['_mask', 'Mask', Mask],
  ['_bounding_boxes', 'BoundingBoxes', BoundingBoxes],
  ['_keypoints', 'KeyPoints', KeyPoints],
] as const;

// What attributes are in a pickle, and what they must be in one.
const WRITTEN: Readonly<Record<string, (value: any) => unknown>> = {
  format: (name: string) => new Reduce(FORMAT, [name]),
  canvas_size: (size: ArrayLike<number>) => Tuple.from(size),
};
const READ = { format, canvas_size: canvasSize, clamping_mode: clampingMode };

for (const [file, name, type] of CLASSES) {
  const module = `torchvision.tv_tensors.${file}`;
  const required =
    type === BoundingBoxes ? ['format', 'canvas_size'] : type === KeyPoints ? ['canvas_size'] : [];
  registerClass(`${module}.${name}`, type, {
    create() {
      throw new TypeError(`a ${name} in a file is a tensor, not an object of its own`);
    },
    setState() {},
  });
  registerTensorClass(type, {
    module,
    name,
    state(x) {
      const known = Object.entries(metadata(x)).map(([key, value]) => [key, WRITTEN[key]?.(value) ?? value]);
      return known.length === 0 ? null : Object.fromEntries(known);
    },
    restore(state) {
      const restored: Record<string, unknown> = { ...state };
      if (required.some((key) => !(key in state))) return undefined;
      for (const key of Object.keys(READ) as (keyof typeof READ)[]) {
        if (!required.includes('canvas_size') || !(key in state)) continue;
        const checked = READ[key].safeParse(
          key === 'canvas_size' ? Array.from(state[key] as []) : state[key],
        );
        if (!checked.success) return undefined;
        restored[key] = checked.data;
      }
      // Boxes of before torchvision 0.23 have none.
      if (type === BoundingBoxes && !('clamping_mode' in state)) restored.clamping_mode = 'soft';
      return restored;
    },
  });
}
registerEnum(`${FORMAT.module}.${FORMAT.name}`, BoundingBoxes, (name) => name);
