import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { torch } from '../../src/index.ts';
import * as datasets from '../../src/vision/datasets/index.ts';
import cases from '../golden/datasets/classified.json' with { type: 'json' };
import { loopback } from '../loopback.ts';
import { type Case, expectSame, md5, unpacked } from './tiny_datasets.ts';

const { root, remove } = unpacked('classified.tar.gz');
const server = await loopback();
afterAll(remove);
const at = (...names: string[]) => join(root, ...names);
const md5At = (name: string) => (existsSync(at(name)) ? md5(at(name)) : 'none');
const copy = (name: string, ...files: string[]) => {
  const folder = at('copies', name);
  for (const file of files) cpSync(at(file), join(folder, file), { recursive: true });
  return folder;
};

// The classes whose files are checked, with the checksums of the small ones.
class ImageNet extends datasets.ImageNet {
  static override archive_meta = Object.fromEntries(
    Object.entries(datasets.ImageNet.archive_meta).map(([key, [file]]) => [key, [file, md5At(file)]]),
  ) as never;
}
class Places365 extends datasets.Places365 {
  static override categories_meta = ['categories_places365.txt', md5At('categories_places365.txt')] as const;
  static override file_list_meta = Object.fromEntries(
    Object.entries(datasets.Places365.file_list_meta).map(([key, [file]]) => [key, [file, md5At(file)]]),
  ) as never;
}
class SEMEION extends datasets.SEMEION {
  static override md5_checksum = md5At('semeion.data');
}
class FER2013 extends datasets.FER2013 {
  static override resources = Object.fromEntries(
    Object.entries(datasets.FER2013.resources).map(([key, [file]]) => [
      key,
      [file, md5At(`fer2013/${file}`)],
    ]),
  ) as never;
}
const small = { ImageNet, Places365, SEMEION, FER2013 };
const all = { ...datasets, ...small } as unknown as Record<
  string,
  new (
    root: string,
    options?: object,
  ) => any
>;
describe('read what torchvision reads', () => {
  test.each(cases as Case[])('$name $keywords', (expected) => {
    const { name, keywords } = expected;
    const dataset = new (all[name] as (typeof all)[string])(root, keywords);
    expectSame(dataset, expected, root);
  });
});

describe('ImageNet', () => {
  test('writes what Python reads, and reads what torchvision wrote', () => {
    new ImageNet(root);
    const script = `
import torch
ours, theirs = (torch.load(name, weights_only=True) for name in ('meta.bin', 'meta_of_torchvision.bin'))
assert ours == theirs, (ours, theirs)
assert [type(part) for part in ours] == [type(part) for part in theirs]
`;
    const python = spawnSync('.venv/bin/python', ['-c', script.replaceAll("'meta", `'${root}/meta`)], {
      encoding: 'utf8',
    });
    expect(python.stderr).toBe('');
    const folder = copy('imagenet', 'train');
    cpSync(at('meta_of_torchvision.bin'), join(folder, 'meta.bin'));
    expect(new ImageNet(folder).classes).toEqual(new ImageNet(root).classes);
  });

  test('a missing or damaged archive leaves nothing behind', () => {
    const folder = copy('archives', 'ILSVRC2012_devkit_t12.tar.gz');
    expect(() => new ImageNet(at('nothing'))).toThrow(
      /^ImageNet: the archive .*devkit_t12.tar.gz is not present. You need/,
    );
    expect(() => new ImageNet(folder, 'val')).toThrow(/ILSVRC2012_img_val.tar is not present.*place it in/);
    writeFileSync(join(folder, 'ILSVRC2012_img_val.tar'), 'other');
    expect(() => new ImageNet(folder, 'val')).toThrow('ILSVRC2012_img_val.tar is corrupted');
    expect(existsSync(join(folder, 'val'))).toBe(false);
    writeFileSync(join(folder, 'meta.bin'), 'other');
    expect(() => new ImageNet(folder, 'val')).toThrow(
      /meta.bin: expected a file that ImageNet wrote: delete it/,
    );
  });
});

describe('files that are damaged are named', () => {
  const broken: [name: string, file: string, bytes: string, message: RegExp, options?: object][] = [
    [
      'Places365',
      'categories_places365.txt',
      '/a/airfield',
      /categories_places365.txt .* has the MD5/,
      { split: 'val' },
    ],
    ['SUN397', 'SUN397/ClassName.txt', '/a/abbey\n', /ClassName.txt: expected the class 'bistro\/indoor'/],
    [
      'StanfordCars',
      'stanford_cars/devkit/cars_meta.mat',
      'MATLAB',
      /cars_meta.mat: expected a MAT-file of level 5/,
    ],
    [
      'StanfordCars',
      'stanford_cars/devkit/cars_train_annos.mat',
      '',
      /cars_train_annos.mat: .* Delete the file/,
    ],
    [
      'FGVCAircraft',
      'fgvc-aircraft-2013b/data/images_variant_trainval.txt',
      '1 Concorde\n',
      /not '1 Concorde'/,
    ],
    [
      'CLEVRClassification',
      'clevr/CLEVR_v1.0/scenes/CLEVR_train_scenes.json',
      '{"scenes": [',
      /scenes.json: expected 'scenes'/,
    ],
    [
      'CLEVRClassification',
      'clevr/CLEVR_v1.0/scenes/CLEVR_train_scenes.json',
      '{"scenes": []}',
      /the scene of 'CLEVR_train_000000.png'/,
    ],
    [
      'USPS',
      'usps.bz2',
      'BZh9 and no more',
      /usps.bz2: the program bzip2 says: [\s\S]* Delete a damaged file/,
    ],
    ['MovingMNIST', 'MovingMNIST/mnist_test_seq.npy', '\x93NUMPY\x01', /mnist_test_seq.npy: expected videos/],
    [
      'Caltech101',
      'caltech101/Annotations/Faces_2/annotation_0001.mat',
      'none',
      /annotation_0001.mat: expected a MAT-file/,
      { target_type: 'annotation' },
    ],
  ];
  test.each(broken)('%s: %s', (name, file, bytes, message, options = {}) => {
    const path = at(file);
    const before = readFileSync(path);
    writeFileSync(path, bytes, 'latin1');
    try {
      const use = () => new (all[name] as (typeof all)[string])(root, options).get(0);
      expect(use).toThrow(message);
      expect(use).toThrow(expect.objectContaining({ name: 'RuntimeError' }));
    } finally {
      writeFileSync(path, before);
    }
  });

  test('checked files with other contents, behind a right checksum', () => {
    const folder = at('odd');
    mkdirSync(join(folder, 'fer2013'), { recursive: true });
    writeFileSync(join(folder, 'fer2013/train.csv'), 'emotion,pixels\n3,1 2 3\n');
    writeFileSync(join(folder, 'semeion.data'), '1 2 3\n');
    const resources = datasets.FER2013.resources;
    class Faces extends datasets.FER2013 {
      static override resources = {
        ...resources,
        train: ['train.csv', md5(join(folder, 'fer2013/train.csv'))] as const,
      };
    }
    class Digits extends datasets.SEMEION {
      static override md5_checksum = md5(join(folder, 'semeion.data'));
    }
    expect(() => new Faces(folder)).toThrow('train.csv: expected an emotion and 48 * 48 pixels in line 2');
    expect(() => new Digits(folder, { download: false })).toThrow('semeion.data: expected 256 pixels');
    writeFileSync(join(folder, 'usps'), '3 1:0.5 2:4\n');
    expect(() => datasets.USPS(folder)).toThrow('expected a digit and 256 numbers from -1 to 1 in line 1');
  });

  test('a folder that is no category', () => {
    for (const [path, message] of [
      ['2021_train/00000_Animalia', 'Unexpected category name 00000_Animalia, wrong number of pieces'],
      ['2018/Aves/one', 'Unexpected non-numeric dir name: one'],
      ['2019/Aves/1', 'Missing category 0'],
    ] as const) {
      mkdirSync(join(root, 'inat', path), { recursive: true });
      const version = path.split('/')[0] as string;
      expect(() => datasets.INaturalist(at('inat'), { version })).toThrow(message);
    }
  });
});

test('what is missing is named, with what to do', () => {
  for (const name of new Set(cases.map((each) => each.name))) {
    const options = name === 'SEMEION' ? { download: false } : {};
    expect(() => new (all[name] as (typeof all)[string])(at('none'), options)).toThrow(
      /^\w+: .*none\S* is (missing|not present)[.,] .*(download|place)/,
    );
  }
  expect(() => datasets.StanfordCars(root, { download: true })).toThrow('cannot be downloaded anymore');
  expect(() => datasets.MovingMNIST(root, { split_ratio: 20 })).toThrow('`1 <= split_ratio <= 19`');
  expect(() => datasets.MovingMNIST(root, 'val')).toThrow("Unknown value 'val' for argument split");
  expect(() => datasets.INaturalist(root, '2021_valid', 'super')).toThrow(
    "Unknown value 'super' for argument target_type",
  );
});

test('names of categories, unpacked digits, videos through a transform', () => {
  const nature = datasets.INaturalist(root, '2021_valid');
  expect(nature.category_name('class', 1)).toBe('Aves');
  expect(nature.category_name('full', 2)).toMatch(/^00002_Plantae/);
  expect(() => nature.category_name('tribe', 0)).toThrow("Invalid category type 'tribe'");
  expect(() => nature.category_name('order', 9)).toThrow('Invalid category id 9 for order');
  const folder = at('plain');
  mkdirSync(folder);
  datasets.utils.extract_archive(at('usps.bz2'), folder);
  expect(datasets.USPS(folder).data.equal(datasets.USPS(root).data)).toBe(true);
  const videos = datasets.MovingMNIST(root, { transform: (x: { dtype: unknown }) => x.dtype });
  expect(videos.get(1)).toBe(torch.uint8);
});

describe('download', () => {
  const archive = (folder: string, name: string, files: string, kind = 'z') => {
    spawnSync('tar', [`-c${kind}f`, at(name), '-C', at(folder), files]);
    return readFileSync(at(name));
  };

  test('Caltech101: archives within the archive', async () => {
    mkdirSync(at('packed/caltech-101'), { recursive: true });
    archive('caltech101', 'packed/caltech-101/101_ObjectCategories.tar.gz', '101_ObjectCategories');
    spawnSync('.venv/bin/python', [
      '-c',
      `import shutil; shutil.make_archive('${at('caltech')}', 'zip', '${at('packed')}')`,
    ]);
    await server.use({ '/caltech.zip': { body: readFileSync(at('caltech.zip')) } });
    class Caltech101 extends datasets.Caltech101 {
      static override archives = [
        [`${server.url}/caltech.zip`, md5(at('caltech.zip')), 'caltech-101.zip'],
      ] as const;
    }
    const found = new Caltech101(at('downloads'), { download: true });
    expect(found.categories).toEqual(['Faces', 'airplanes', 'yin_yang']);
    expect(existsSync(at('downloads/caltech101/caltech-101'))).toBe(false);
  });

  test('Places365: lists and pictures, whose folder gets the name of the variant', async () => {
    mkdirSync(at('places'));
    cpSync(at('data_256_challenge'), at('places/data_256'), { recursive: true });
    const images = archive('places', 'train.tar', 'data_256', '');
    spawnSync('tar', [
      '-cf',
      at('lists.tar'),
      '-C',
      root,
      'categories_places365.txt',
      'places365_train_challenge.txt',
    ]);
    await server.use({
      '/lists.tar': { body: readFileSync(at('lists.tar')) },
      '/train.tar': { body: images },
    });
    class Small extends Places365 {
      static override base_url = `${server.url}/`;
      static override devkit_meta = { challenge: ['lists.tar', md5(at('lists.tar'))] } as never;
      static override images_meta = {
        '256': { 'train-challenge': ['train.tar', md5(at('train.tar'))] },
      } as never;
    }
    const options = { split: 'train-challenge', small: true, download: true };
    for (let i = 0; i < 2; i += 1) expect(new Small(at('downloads'), options).get(1)[1]).toBe(2);
    expect((await server.requests()).length).toBe(2);
  });

  test('INaturalist: a folder of the year', async () => {
    mkdirSync(at('year'));
    cpSync(at('2021_valid'), at('year/val'), { recursive: true });
    await server.use({ '/val.tar.gz': { body: archive('year', 'val.tar.gz', 'val') } });
    class INaturalist extends datasets.INaturalist {
      static override archives = {
        '2021_valid': [`${server.url}/val.tar.gz`, md5(at('val.tar.gz'))],
      } as never;
    }
    expect(new INaturalist(at('downloads'), '2021_valid', { download: true }).length).toBe(4);
  });

  test('single files, and one that is not the published one', async () => {
    await server.use({
      '/usps.bz2': { body: readFileSync(at('usps.bz2')) },
      '/semeion.data': { body: readFileSync(at('semeion.data')) },
      '/mnist.npy': { body: 'other' },
    });
    class Letters extends datasets.USPS {
      static override split_list = {
        train: [`${server.url}/usps.bz2`, 'usps.bz2', md5(at('usps.bz2'))],
      } as never;
    }
    class Digits extends SEMEION {
      static override url = `${server.url}/semeion.data`;
    }
    class Moving extends datasets.MovingMNIST {
      static override url = `${server.url}/mnist.npy`;
    }
    expect(new Letters(at('downloads'), { download: true }).length).toBe(3);
    expect(new Digits(at('downloads')).length).toBe(3);
    expect(() => new Moving(at('downloads'), { download: true })).toThrow('be083ec986bfe91a449d63653c411eb2');
    expect(existsSync(at('downloads/Moving/mnist_test_seq.npy'))).toBe(false);
  });
});
