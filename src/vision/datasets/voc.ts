import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, downloadField, ListedDataset } from './_listed.ts';
import { openLabels } from './_pixels.ts';
import { readXml, type XmlElement } from './_xml.ts';
import { verify_str_arg } from './utils.ts';
import { jointField, transformFields } from './vision.ts';

const years = ['2007', '2008', '2009', '2010', '2011', '2012'] as const;
type Year = (typeof years)[number];
const base = 'https://thor.robots.ox.ac.uk/pascal/VOC/';
const vocArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['year', z.string().default('2012')],
    ['image_set', z.string().default('train')],
    downloadField,
    ...transformFields,
    jointField,
  );

interface Place {
  readonly sets: string;
  readonly targets: string;
  readonly suffix: string;
}

/** Pascal VOC of a year; files in `root/VOCdevkit/VOC2012`, or the year's. */
abstract class VOC extends ListedDataset {
  static archives: Readonly<Record<Year | '2007-test', Archive>> = {
    '2012': [`${base}voc2012/VOCtrainval_11-May-2012.tar`, '6cd6e144f989b92b3379bac3b3de84fd'],
    '2011': [`${base}voc2011/VOCtrainval_25-May-2011.tar`, '6c3384ef61512963050cb5d687e5bf1e'],
    '2010': [`${base}voc2010/VOCtrainval_03-May-2010.tar`, 'da459979d0c395079b5c75ee67908abb'],
    '2009': [`${base}voc2009/VOCtrainval_11-May-2009.tar`, 'a3e00b113cfcfebf17e343f59da3caa1'],
    '2008': [`${base}voc2008/VOCtrainval_14-Jul-2008.tar`, '2629fa636546599198acfcfbfcf1904a'],
    '2007': [`${base}voc2007/VOCtrainval_06-Nov-2007.tar`, 'c52e279531787c972589f7e41ab4ae64'],
    '2007-test': [`${base}voc2007/VOCtest_06-Nov-2007.tar`, 'b6e924de25625d8de591ea690078ad9f'],
  };
  readonly year: Year;
  readonly image_set: string;
  readonly images: readonly string[];
  /** The files of the targets. */
  readonly targets: readonly string[];

  constructor(args: readonly unknown[], cls: Pick<typeof VOC, 'archives'> & { name: string }, place: Place) {
    const given = vocArgs(cls.name)(args);
    const year = verify_str_arg(given.year, 'year', years);
    const sets = ['train', 'trainval', 'val', ...(year === '2007' ? ['test'] : [])];
    const image_set = verify_str_arg(given.image_set, 'image_set', sets);
    const folder = `${year === '2011' ? 'TrainVal/' : ''}VOCdevkit/VOC${year}`;
    const list = `${folder}/ImageSets/${place.sets}/${image_set}.txt`;
    const archive = cls.archives[year === '2007' && image_set === 'test' ? '2007-test' : year];
    super(given, { needs: [list], archives: [archive] });
    this.year = year;
    this.image_set = image_set;
    this.samples = this.linesOf(list).map((name) => [
      this.at(folder, 'JPEGImages', `${name}.jpg`),
      this.at(folder, place.targets, `${name}${place.suffix}`),
    ]);
    this.images = this.samples.map(([path]) => path);
    this.targets = this.samples.map(([, target]) => target);
  }
}

/**
 * Pictures and the class of each pixel: 0 background, 1 to 20 things, 255 edges; targets are pictures 'L' of these numbers.
 *
 * Source: Everingham et al., "The Pascal Visual Object Classes (VOC) Challenge", 2010.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.VOCSegmentation.html
 */
class VOCSegmentation_ extends VOC {
  constructor(...args: Args<ReturnType<typeof vocArgs>>) {
    super(args, new.target, { sets: 'Segmentation', targets: 'SegmentationClass', suffix: '.png' });
  }

  get masks(): readonly string[] {
    return this.targets;
  }

  protected override targetOf(path: string): unknown {
    return openLabels(path);
  }
}
export const VOCSegmentation = callable(VOCSegmentation_);
export type VOCSegmentation = VOCSegmentation_;

/**
 * Pictures and the things in them; targets are what the XML files hold: `{ annotation: { size: { width: '500', ... },
 * object: [{ name: 'dog', bndbox: { xmin: '48', ... } }, ...] } }`, all values as texts.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.VOCDetection.html
 */
class VOCDetection_ extends VOC {
  constructor(...args: Args<ReturnType<typeof vocArgs>>) {
    super(args, new.target, { sets: 'Main', targets: 'Annotations', suffix: '.xml' });
  }

  get annotations(): readonly string[] {
    return this.targets;
  }

  protected override targetOf(path: string): unknown {
    return valueOf(readXml(path, 'an XML file of annotations'));
  }
}
export const VOCDetection = callable(VOCDetection_);
export type VOCDetection = VOCDetection_;

/** An element as an object: of tags that occur several times lists, of 'object' always; nothing of an empty element. */
function valueOf({ tag, text, children }: XmlElement): Record<string, unknown> {
  if (children.length === 0) return text === '' ? {} : Object.fromEntries([[tag, text.trim()]]);
  const found = new Map<string, unknown[]>();
  for (const [name, value] of children.flatMap((child) => Object.entries(valueOf(child)))) {
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  if (tag === 'annotation') found.set('object', [found.get('object') ?? []]);
  const values = [...found].map(([name, list]) => [name, list.length === 1 ? list[0] : list] as const);
  return Object.fromEntries([[tag, Object.fromEntries(values)]]);
}
