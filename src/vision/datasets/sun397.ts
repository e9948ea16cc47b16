import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, inOrder } from './_files.ts';
import { type Archive, ListedDataset, listedFields, numbered } from './_listed.ts';

const sunArgs = (name: string) => signature(name, ['root', z.string()], ...listedFields);

/**
 * 108,754 pictures of 397 kinds of scenes; files in `root/SUN397`.
 *
 * Source: Xiao et al., "SUN Database: Large-scale Scene Recognition from Abbey to Zoo", 2010.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.SUN397.html
 */
class SUN397_ extends ListedDataset {
  static archives: readonly Archive[] = [
    ['http://vision.princeton.edu/projects/2010/SUN/SUN397.tar.gz', '8ca2778205c41d23104230ba66911c7a'],
  ];
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof sunArgs>>) {
    const given = sunArgs(new.target.name)(args);
    super(given, { needs: ['SUN397'], archives: new.target.archives });
    // A line is /a/abbey, or /b/bistro/indoor.
    this.classes = this.linesOf('SUN397', 'ClassName.txt').map((line) => line.slice(3).trim());
    this.class_to_idx = numbered(this.classes);
    const files = (readdirSync(this.at('SUN397'), { recursive: true }) as string[])
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /(^|\/)sun_[^/]*\.jpg$/.test(path));
    this.samples = inOrder(files).map((path) => {
      const name = path.split('/').slice(1, -1).join('/');
      const label = this.class_to_idx[name];
      if (label === undefined) throw damagedFile(this.at('SUN397', 'ClassName.txt'), `the class '${name}'`);
      return [join(this.at('SUN397'), path), label];
    });
  }
}
export const SUN397 = callable(SUN397_);
export type SUN397 = SUN397_;
