import { basename } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, namesIn } from './_files.ts';
import { type Archive, ListedDataset, listedFields } from './_listed.ts';
import { verify_str_arg } from './utils.ts';

const splits = ['train', 'val', 'test'] as const;
const clevrArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...listedFields);
const scenes = z.object({
  scenes: z.array(z.object({ image_filename: z.string(), objects: z.array(z.unknown()) })),
});

/**
 * Rendered scenes; a picture's target is how many objects it shows, null for testing. Files in `root/clevr/CLEVR_v1.0`.
 *
 * Source: Johnson et al., "CLEVR: A Diagnostic Dataset for Compositional Language and Elementary Visual Reasoning", 2017.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.CLEVRClassification.html
 */
class CLEVRClassification_ extends ListedDataset {
  static archives: readonly Archive[] = [
    ['https://dl.fbaipublicfiles.com/clevr/CLEVR_v1.0.zip', 'b11922020e72d0cd9154779b2d3d07d2'],
  ];
  readonly split: (typeof splits)[number];

  constructor(...args: Args<ReturnType<typeof clevrArgs>>) {
    const given = clevrArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    super(given, { needs: ['clevr/CLEVR_v1.0'], archives: new.target.archives, into: 'clevr' });
    this.split = split;
    const folder = this.at('clevr/CLEVR_v1.0/images', split);
    const files = namesIn(folder).map((name) => `${folder}/${name}`);
    const counts = split === 'test' ? null : this._counts();
    this.samples = files.map((path) => [path, counts === null ? null : counts(basename(path))]);
  }

  private _counts(): (name: string) => number {
    const list = this.at('clevr/CLEVR_v1.0/scenes', `CLEVR_${this.split}_scenes.json`);
    const found = this.jsonOf(list, scenes, "'scenes' with image_filename and objects");
    const counts = new Map(found.scenes.map((scene) => [scene.image_filename, scene.objects.length]));
    return (name) => {
      const count = counts.get(name);
      if (count === undefined) throw damagedFile(list, `the scene of '${name}'`);
      return count;
    };
  }

  override extra_repr(): string {
    return `split=${this.split}`;
  }
}
export const CLEVRClassification = callable(CLEVRClassification_);
export type CLEVRClassification = CLEVRClassification_;
