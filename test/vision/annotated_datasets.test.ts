import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { torch } from '../../src/index.ts';
import * as datasets from '../../src/vision/datasets/index.ts';
import type { Image } from '../../src/vision/image.ts';
import cases from '../golden/datasets/annotated.json' with { type: 'json' };
import { loopback } from '../loopback.ts';
import { type Case, expectSame, md5, unpacked } from './tiny_datasets.ts';

const { root, remove } = unpacked('annotated.tar.gz');
const server = await loopback();
afterAll(remove);
const at = (...names: string[]) => join(root, ...names);
const md5At = (...names: string[]) => (existsSync(at(...names)) ? md5(at(...names)) : 'none');

// The classes whose files are checked, with the checksums of the small ones.
class CelebA extends datasets.CelebA {
  static override archives = datasets.CelebA.archives.map(
    ([url, , name]) => [url, md5At('celeba', name as string), name] as const,
  ) as typeof datasets.CelebA.archives;
}
const sums = Object.fromEntries(
  Object.keys(datasets.LFWPeople.checksums).map((name) => [name, md5At('lfw-py', name)]),
);
class LFWPeople extends datasets.LFWPeople {
  static override checksums = sums;
}
class LFWPairs extends datasets.LFWPairs {
  static override checksums = sums;
}
class PhotoTour extends datasets.PhotoTour {
  static override lens = { ...datasets.PhotoTour.lens, liberty: 7 };
}
const small = { CelebA, LFWPeople, LFWPairs, PhotoTour };
const all = { ...datasets, ...small } as unknown as Record<
  string,
  new (
    root: string,
    options?: object,
  ) => any
>;
const make = (name: string, options: object, folder = root) =>
  new (all[name] as (typeof all)[string])(folder, options);

/** The files that are named in the keywords lie below the folder. */
const placed = (keywords: object) =>
  Object.fromEntries(
    Object.entries(keywords).map(([name, value]) => [name, /^ann_?file$/i.test(name) ? at(value) : value]),
  );

describe('read what torchvision reads', () => {
  test.each(cases as Case[])('$name $keywords', (expected) => {
    expectSame(make(expected.name, placed(expected.keywords)), expected, root);
  });
});

test('image and target through one transform', () => {
  const transforms = (image: Image, target: unknown) => [image.size, target] as const;
  for (const [name, options] of [
    ['VOCSegmentation', {}],
    ['CocoDetection', { annFile: at('coco/instances.json') }],
    ['Cityscapes', {}],
    ['Kitti', {}],
    ['SBDataset', {}],
  ] as const) {
    const dataset = make(name, { ...options, transforms });
    expect(dataset.get(0)[0]).toEqual([7, 6]);
    expect(String(dataset)).toMatch(/<function transforms>$/);
    if (name === 'SBDataset') continue;
    expect(() => make(name, { ...options, transforms, transform: String })).toThrow('Only transforms or');
  }
});

test('palettes: every depth, interlaced or not, and what is damaged', () => {
  const file = at('VOCdevkit/VOC2012/SegmentationClass/a_1.png');
  const script = `
import sys, zlib, struct
import numpy as np
def chunk(kind, data): return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
def rows(a, bits):
    out = b''
    for row in a:
        bit = ''.join(format(v, f'0{bits}b') for v in row)
        bit += '0' * (-len(bit) % 8)
        out += b'\\0' + bytes(int(bit[i:i+8], 2) for i in range(0, len(bit), 8))
    return out
passes = [(8, 8, 0, 0), (8, 8, 4, 0), (4, 8, 0, 4), (4, 4, 2, 0), (2, 4, 0, 2), (2, 2, 1, 0), (1, 2, 0, 1)]
rng = np.random.default_rng(0)
for bits in (1, 2, 4, 8):
    for interlace in (0, 1):
        for h, w in ((1, 1), (5, 3), (13, 11)):
            a = rng.integers(0, 2**bits, (h, w))
            data = rows(a, bits) if not interlace else b''.join(rows(a[y::dy, x::dx], bits) for dx, dy, x, y in passes if a[y::dy, x::dx].size)
            name = f'{sys.argv[1]}/{bits}_{interlace}_{h}_{w}'
            head = struct.pack('>IIBBBBB', w, h, bits, 3, 0, 0, interlace)
            png = b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head) + chunk(b'PLTE', bytes(3 * 2**bits)) + chunk(b'IDAT', zlib.compress(data)) + chunk(b'IEND', b'')
            open(name + '.png', 'wb').write(png)
            print(name, *a.flatten())
`;
  mkdirSync(at('palettes'));
  const { stdout, stderr } = spawnSync('.venv/bin/python', ['-c', script, at('palettes')], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const before = readFileSync(file);
  const masks = datasets.VOCSegmentation(root);
  for (const line of stdout.trim().split('\n')) {
    const [name, ...values] = line.split(' ') as [string, ...string[]];
    cpSync(`${name}.png`, file);
    expect([...masks.get(0)[1].tobytes()], name).toEqual(values.map(Number));
  }
  for (const cut of [40, before.length - 30]) {
    writeFileSync(file, before.subarray(0, cut));
    expect(() => masks.get(0)).toThrow(/a_1.png: damaged or truncated PNG file/);
  }
  writeFileSync(file, before);
});

describe('files that are damaged are named', () => {
  const voc = 'TrainVal/VOCdevkit/VOC2011/Annotations/2011_000003.xml';
  const broken: [name: string, options: object, file: string, text: string, message: RegExp][] = [
    [
      'VOCDetection',
      { year: '2011', image_set: 'trainval' },
      voc,
      '<annotation><object>',
      /000003.xml: expected an XML file/,
    ],
    ['VOCDetection', { year: '2011', image_set: 'trainval' }, voc, '', /000003.xml: expected an XML file/],
    [
      'VOCDetection',
      { year: '2011', image_set: 'trainval' },
      voc,
      '<a>'.repeat(5000) + '</a>'.repeat(5000),
      /000003.xml: expected an XML file/,
    ],
    [
      'CocoDetection',
      { annFile: at('coco/instances.json') },
      'coco/instances.json',
      '{"images": [',
      /instances.json: expected lists/,
    ],
    [
      'CocoDetection',
      { annFile: at('coco/instances.json') },
      'coco/instances.json',
      '{"images": [{}]}',
      /instances.json: expected lists/,
    ],
    [
      'CocoDetection',
      { annFile: at('coco/instances.json') },
      'coco/instances.json',
      '{"images": [{"id": 1}]}',
      /the file_name of the image 1/,
    ],
    [
      'CocoDetection',
      { annFile: at('coco/instances.json') },
      'coco/instances.json',
      '{"images": [], "annotations": [null]}',
      /instances.json: expected lists/,
    ],
    [
      'Cityscapes',
      { target_type: 'polygon' },
      'gtFine/train/aachen/aachen_000000_000019_gtFine_polygons.json',
      '[',
      /expected a JSON file of polygons/,
    ],
    [
      'Flickr8k',
      { ann_file: at('flickr8k.html') },
      'flickr8k.html',
      '<table><a>x/12/</a>',
      /flickr8k.html lists x\/12\/, of which there is no picture/,
    ],
    [
      'Flickr8k',
      { ann_file: at('flickr8k.html') },
      'flickr8k.html',
      'nothing',
      /flickr8k.html: expected a table/,
    ],
    [
      'Flickr30k',
      { ann_file: at('flickr30k.token') },
      'flickr30k.token',
      'a.jpg#0 A man',
      /flickr30k.token: expected a picture's name/,
    ],
    ['SBDataset', {}, 'cls/2008_000002.mat', 'MATLAB', /000002.mat: expected a MAT-file of level 5/],
    [
      'WIDERFace',
      {},
      'widerface/wider_face_split/wider_face_train_bbx_gt.txt',
      'a.jpg\n3\n1 2 3 4 5 6 7 8 9 10\n',
      /bbx_gt.txt: expected a picture, a number of faces/,
    ],
    [
      'WIDERFace',
      {},
      'widerface/wider_face_split/wider_face_train_bbx_gt.txt',
      'a.jpg\n1\n1 2 3\n',
      /in line 1 and after/,
    ],
    [
      'Kitti',
      {},
      'Kitti/raw/training/label_2/000000.txt',
      'Car 1 2 3\n',
      /000000.txt: expected a type and 14 numbers, not 'Car 1 2 3'/,
    ],
    ['PhotoTour', { name: 'liberty' }, 'liberty.pt', 'none', /liberty.pt: expected three tensors/],
  ];
  test.each(broken)('%s %j: %s', (name, options, file, text, message) => {
    const path = at(file);
    const before = existsSync(path) ? readFileSync(path) : null;
    writeFileSync(path, text);
    try {
      const use = () => make(name, options).get(0);
      expect(use).toThrow(message);
      expect(use).toThrow(
        expect.objectContaining({ name: expect.stringMatching(/^(RuntimeError|FileNotFoundError)$/) }),
      );
    } finally {
      if (before) writeFileSync(path, before);
      else rmSync(path);
    }
  });

  test('lists behind a right checksum', () => {
    const folder = at('odd');
    for (const [file, text, run] of [
      ['lfw-py/people.txt', '1\n2\nBo\t1\n', LFWPeople],
      ['lfw-py/people.txt', 'two\n', LFWPeople],
      ['lfw-py/people.txt', '1\n1\nBo\t99999999999\n', LFWPeople],
      ['lfw-py/pairs.txt', '9999\t99999\n', LFWPairs],
      ['lfw-py/people.txt', '1\n1\nEve\t1\n', LFWPeople],
      ['lfw-py/pairs.txt', '1\t1\nBo\t1\tx\nBo\t1\tAda_L\t1\n', LFWPairs],
      ['celeba/identity_CelebA.txt', '000001.jpg 2880\n', CelebA],
      ['celeba/list_bbox_celeba.txt', '5\nx y\n000001.jpg 1 2 3\n', CelebA],
    ] as const) {
      cpSync(at('lfw-py'), join(folder, 'lfw-py'), { recursive: true });
      cpSync(at('celeba'), join(folder, 'celeba'), { recursive: true });
      writeFileSync(join(folder, file), text);
      const sum = md5(join(folder, file));
      const name = file.split('/')[1] as string;
      class Odd extends (run as any) {
        static checksums = { ...sums, [name]: sum };
        static archives = CelebA.archives.map((each) => (each[2] === name ? [each[0], sum, name] : each));
      }
      expect(() => new (Odd as any)(folder)).toThrow(new RegExp(`(${name}|lfw-names.txt): expected`));
      rmSync(folder, { recursive: true });
    }
  });
});

test('what is missing is named, with what to do', () => {
  for (const name of new Set(cases.map((each) => each.name))) {
    const ann = { annFile: at('none/file'), ann_file: at('none/file') };
    const own: Record<string, object> = {
      CocoDetection: { annFile: ann.annFile },
      CocoCaptions: { annFile: ann.annFile },
      Flickr8k: { ann_file: ann.ann_file },
      Flickr30k: { ann_file: ann.ann_file },
      SBU: { download: false },
      PhotoTour: { name: 'liberty' },
    };
    expect(() => make(name, own[name] ?? {}, at('none')), name).toThrow(
      name.startsWith('Coco') || name.startsWith('Flickr')
        ? /none\/file is missing: the data set is not complete/
        : /^\w+: dataset not found: .*none\S* is missing. .*([Dd]ownload|Place)/,
    );
  }
  expect(() => datasets.LFWPairs(root, { download: true })).toThrow(
    'no longer available for automatic download',
  );
  expect(() => datasets.Cityscapes(root, 'train_extra')).toThrow(
    "Unknown value 'train_extra' for argument split if mode is 'fine'. Valid values are {'train', 'test', 'val'}.",
  );
  expect(() => datasets.VOCDetection(root, '2012', 'test')).toThrow(
    "Unknown value 'test' for argument image_set",
  );
  expect(() => datasets.CelebA(root, { target_type: [], target_transform: String })).toThrow(
    'target_type is empty',
  );
  expect(() => datasets.PhotoTour(root, 'rome')).toThrow("Unknown value 'rome' for argument name");
});

test('what the classes offer besides', () => {
  const { coco } = datasets.CocoDetection(root, at('coco/instances.json'));
  expect(coco.loadCats(coco.getCatIds()).map(({ name }) => name)).toEqual(['person', 'car']);
  expect(coco.getAnnIds(25)).toEqual([71, 5]);
  const { classes } = datasets.Cityscapes;
  expect(classes).toHaveLength(35);
  expect(classes[14]).toEqual({
    ...{ name: 'guard rail', id: 14, train_id: 255, category: 'construction', category_id: 2 },
    ...{ has_instances: false, ignore_in_eval: true, color: [180, 165, 180] },
  });
  expect(classes.filter(({ has_instances }) => has_instances).map(({ name }) => name)).toEqual(
    'person rider car truck bus caravan trailer train motorcycle bicycle'.split(' '),
  );
  const faces = datasets.WIDERFace(root).img_info[0];
  expect(faces?.img_path).toBe(at('widerface/WIDER_train/images/0--Parade/0_Parade_train_1.jpg'));
  const theirs = torch.load(at('liberty_of_torchvision.pt')) as { equal(x: unknown): boolean }[];
  const ours = new PhotoTour(root, 'liberty');
  for (const [i, name] of (['data', 'labels', 'matches'] as const).entries()) {
    expect(theirs[i]?.equal(ours[name])).toBe(true);
  }
});

describe('download', () => {
  const zipped = (name: string, folder: string) => {
    const script = `import shutil; shutil.make_archive('${at(name)}', 'zip', '${folder}')`;
    spawnSync('.venv/bin/python', ['-c', script]);
    return readFileSync(at(`${name}.zip`));
  };

  test('CelebA: files by their names, whatever the address is', async () => {
    mkdirSync(at('faces/img_align_celeba'), { recursive: true });
    cpSync(at('celeba/img_align_celeba'), at('faces/img_align_celeba'), { recursive: true });
    const files = CelebA.archives.slice(1).map(([, , name]) => name as string);
    const routes = files.map((name, i) => [`/get${i}`, { body: readFileSync(at('celeba', name)) }]);
    await server.use({
      ...Object.fromEntries(routes),
      '/zip': { body: zipped('celeba_faces', at('faces')) },
    });
    class Small extends datasets.CelebA {
      static override archives = [
        [`${server.url}/zip?id=7`, md5(at('celeba_faces.zip')), 'img_align_celeba.zip'],
        ...files.map((name, i) => [`${server.url}/get${i}`, md5(at('celeba', name)), name] as const),
      ] as typeof datasets.CelebA.archives;
    }
    expect(new Small(at('downloads'), { download: true }).length).toBe(3);
  });

  test('SBDataset and SBU: files are brought to their places, photographs that are gone passed over', async () => {
    for (const name of ['cls', 'img', 'train.txt', 'val.txt']) {
      cpSync(at(name), at('bench/benchmark_RELEASE/dataset', name), { recursive: true });
    }
    mkdirSync(at('bench/benchmark_RELEASE/dataset/inst'));
    mkdirSync(at('sbu/dataset'), { recursive: true });
    const urls = [...['one.jpg', 'gone.jpg'].map((name) => `${server.url}/${name}`), 'no address'];
    writeFileSync(at('sbu/dataset/SBU_captioned_photo_dataset_urls.txt'), `${urls.join('\n')}\n`);
    writeFileSync(at('sbu/dataset/SBU_captioned_photo_dataset_captions.txt'), 'First\nSecond\nThird\n');
    spawnSync('tar', ['-czf', at('benchmark.tgz'), '-C', at('bench'), 'benchmark_RELEASE']);
    spawnSync('tar', ['-czf', at('sbu.tar.gz'), '-C', at('sbu'), 'dataset']);
    await server.use({
      '/benchmark.tgz': { body: readFileSync(at('benchmark.tgz')) },
      '/sbu.tar.gz': { body: readFileSync(at('sbu.tar.gz')) },
      '/one.jpg': { body: readFileSync(at('dataset/one.jpg')) },
      '/gone.jpg': { status: 404 },
    });
    class SBDataset extends datasets.SBDataset {
      static override archives = [[`${server.url}/benchmark.tgz`, md5(at('benchmark.tgz'))]] as const;
    }
    class SBU extends datasets.SBU {
      static override archives = [[`${server.url}/sbu.tar.gz`, md5(at('sbu.tar.gz'))]] as const;
    }
    expect(new SBDataset(at('downloads/sbd'), { download: true }).length).toBe(2);
    expect(new SBU(at('downloads/sbu')).captions).toEqual(['First']);
  });

  test('Pascal VOC: the archive of a year, under its own name', async () => {
    spawnSync('tar', ['-cf', at('voc.tar'), '-C', root, 'VOCdevkit/VOC2007']);
    await server.use({ '/test': { body: readFileSync(at('voc.tar')) } });
    class VOC extends datasets.VOCSegmentation {
      static override archives = {
        '2007-test': [`${server.url}/test?of=2007`, md5(at('voc.tar')), 'VOCtest_06-Nov-2007.tar'],
      } as never;
    }
    const found = new VOC(at('downloads'), '2007', 'test', { download: true });
    expect(found.get(0)[1].size).toEqual([3, 1]);
    expect(existsSync(at('downloads/VOCtest_06-Nov-2007.tar'))).toBe(true);
  });

  test('Kitti, PhotoTour, Cityscapes: archives', async () => {
    cpSync(at('Kitti/raw/training'), at('kitti/training'), { recursive: true });
    cpSync(at('leftImg8bit/train'), at('left/leftImg8bit/train'), { recursive: true });
    cpSync(at('gtFine'), at('fine/gtFine'), { recursive: true });
    mkdirSync(at('empty'));
    await server.use({
      '/data_object_image_2.zip': { body: zipped('kitti_images', at('kitti')) },
      '/data_object_label_2.zip': { body: zipped('kitti_labels', at('kitti')) },
      '/liberty.zip': { body: zipped('tour', at('liberty')) },
    });
    class Kitti extends datasets.Kitti {
      static override data_url = `${server.url}/`;
    }
    class Tour extends PhotoTour {
      static override urls = {
        liberty: [`${server.url}/liberty.zip`, 'liberty.zip', md5(at('tour.zip'))],
      } as never;
    }
    expect(new Kitti(at('downloads'), { download: true }).length).toBe(2);
    expect(new Tour(at('downloads'), 'liberty', { download: true }).length).toBe(7);
    zipped('empty/leftImg8bit_trainvaltest', at('left'));
    zipped('empty/gtFine_trainvaltest', at('fine'));
    expect(datasets.Cityscapes(at('empty')).length).toBe(3);
  });
});
