import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Tensor, torch, vision } from '../../src/index.ts';
import * as datasets from '../../src/vision/datasets/index.ts';
import cases from '../golden/datasets/flow.json' with { type: 'json' };
import { loopback } from '../loopback.ts';
import { type Case, expectSame, unpacked } from './tiny_datasets.ts';

const { root, remove } = unpacked('flow.tar.gz');
const server = await loopback();
afterAll(remove);
const at = (...names: string[]) => join(root, ...names);
const all = datasets as unknown as Record<string, (root: string, options?: object) => any>;

describe('read what torchvision reads', () => {
  test.each(cases as Case[])('$name $keywords', (expected) => {
    expectSame(all[expected.name]?.(root, expected.keywords), expected, root);
  });
});

test('everything through one transform', () => {
  const flowTransforms = (first: any, second: any, flow: Tensor, valid: Tensor | null) =>
    [second, first, flow.neg(), valid ?? torch.ones(1)] as const;
  const [, , plain] = datasets.Sintel(root).get(1);
  const [, , flow, valid] = datasets.Sintel(root, { transforms: flowTransforms }).get(1);
  expect(flow.neg().equal(plain)).toBe(true);
  expect(valid.item()).toBe(1);
  const stereoTransforms = (images: any, maps: any, masks: any) =>
    [images, maps, [maps[1], masks[0]]] as const;
  const carla = datasets.CarlaStereo(root, stereoTransforms as never);
  expect(carla.get(0)).toHaveLength(4);
  expect(String(carla)).toMatch(/\n {4}<function stereoTransforms>$/);
});

test('flow that was read, as colours', () => {
  const [, , flow] = datasets.FlyingChairs(root).get(0);
  expect([...vision.utils.flow_to_image(flow).size()]).toEqual([3, 6, 7]);
});

test('views under other light are drawn', () => {
  const scene = at('Middlebury2014/train/Adirondack-perfect');
  for (const name of ['im1E.png', 'im1L.png'])
    cpSync(at('InStereo2k/train/000038/left.png'), join(scene, name));
  const dataset = datasets.Middlebury2014Stereo(root, { use_ambient_views: true });
  torch.manual_seed(0);
  const seen = Array.from({ length: 20 }, () => dataset.get(0)[1].filename);
  expect(new Set(seen).size).toBe(3);
  expect(dataset.get(0)[0].filename).toBe(join(scene, 'im0.png'));
});

describe('files that are damaged are named', () => {
  const flo = 'Sintel/training/flow/alley_1/frame_0000.flo';
  const pfm = 'carla-highres/trainingF/Big/disp0GT.pfm';
  const settings = 'FallingThings/single/002_can/kitchen_0/_camera_settings.json';
  const size = (w: number, h: number) => {
    const bytes = Buffer.from('PIEH12345678');
    bytes.writeInt32LE(w, 4);
    bytes.writeInt32LE(h, 8);
    return bytes;
  };
  const broken: [name: string, file: string, bytes: string | Buffer, message: RegExp][] = [
    ['Sintel', flo, 'HEIP', /frame_0000.flo: expected a .flo file.*Magic number incorrect/],
    ['Sintel', flo, '', /frame_0000.flo: expected a .flo file/],
    ['Sintel', flo, size(7, 6), /two numbers for each of 7 by 6 pixels in 12 bytes/],
    ['Sintel', flo, size(-1, 2 ** 31 - 1), /two numbers for each of -1 by 2147483647 pixels/],
    ['Sintel', flo, size(2 ** 31 - 1, 2 ** 31 - 1), /two numbers for each of/],
    ['CarlaStereo', pfm, 'P6\n7 6\n-1\n', /disp0GT.pfm: expected a .pfm file/],
    ['CarlaStereo', pfm, 'Pf\n7 6\nnone\n', /disp0GT.pfm: expected a .pfm file/],
    ['CarlaStereo', pfm, 'Pf\n7 6\n-1\nabcd', /1 number for each of 7 by 6 pixels in/],
    ['CarlaStereo', pfm, 'Pf\n99999999999999999999 9\n-1\n', /disp0GT.pfm: expected/],
    ['KittiFlow', 'KittiFlow/training/flow_occ/000000_10.png', 'PNG', /cannot identify image file/],
    ['Kitti2015Stereo', 'Kitti2015/training/disp_occ_0/000000_10.png', '', /000000_10.png is empty/],
    [
      'FallingThingsStereo',
      settings,
      '{"camera_settings": []}',
      /_camera_settings.json: expected 'camera_settings'/,
    ],
    [
      'FlyingChairs',
      'FlyingChairs/FlyingChairs_train_val.txt',
      '1\n',
      /train_val.txt: expected 1 or 2 for each of 3 flows/,
    ],
  ];
  test.each(broken)('%s: %s, %j', (name, file, bytes, message) => {
    const before = readFileSync(at(file));
    writeFileSync(at(file), bytes);
    try {
      const use = () => all[name]?.(root).get(0);
      expect(use).toThrow(message);
      expect(use).toThrow(
        expect.objectContaining({ name: expect.stringMatching(/^(RuntimeError|ImageError)$/) }),
      );
    } finally {
      writeFileSync(at(file), before);
    }
  });

  test('a picture of other channels, a mask that is not there', () => {
    const grey = at('Kitti2012/training/disp_noc/000000_10.png');
    const before = readFileSync(grey);
    cpSync(at('Kitti2012/training/colored_0/000000_10.png'), grey);
    expect(() => datasets.Kitti2012Stereo(root).get(0)).toThrow('000000_10.png: expected a grey picture');
    writeFileSync(grey, before);
    const mask = at('Sintel/training/outofframe/alley_1/frame_0000.png');
    rmSync(mask);
    expect(() => datasets.SintelStereo(root).get(0)).toThrow(`Out of frame mask ${mask} does not exist`);
  });

  test('pairs without their counterpart', () => {
    rmSync(at('Sintel/training/flow/bamboo_2/frame_0000.flo'));
    expect(() => datasets.Sintel(root)).toThrow(/there are 3 pairs of images and 2 flows/);
    rmSync(at('InStereo2k/train/000038/right_disp.png'));
    expect(() => datasets.InStereo2k(root)).toThrow(/any files matching the patterns: .*right_disp.png/);
    rmSync(at('CREStereo/tree/0_right.jpg'));
    cpSync(at('CREStereo/tree/0_left.jpg'), at('CREStereo/hole/1_left.jpg'));
    expect(() => datasets.CREStereo(root)).toThrow(
      /Could not find any files|Found 2 left files but 1 right files/,
    );
  });
});

test('what is missing or unknown', () => {
  for (const name of new Set(cases.map((each) => each.name))) {
    expect(() => all[name]?.(at('none')), name).toThrow(
      expect.objectContaining({ name: 'FileNotFoundError' }),
    );
    expect(() => all[name]?.(at('none')), name).toThrow(/none/);
  }
  const { Middlebury2014Stereo } = datasets;
  expect(() => Middlebury2014Stereo(root, 'test')).toThrow('please set `calibration: null`');
  expect(() => Middlebury2014Stereo(root, { calibration: null })).toThrow(
    "Split 'train' has calibration settings",
  );
  expect(() => Middlebury2014Stereo(root, 'train', 'good')).toThrow(
    "Unknown value 'good' for argument calibration",
  );
  expect(() => datasets.Sintel(root, { pass_name: 'noisy' })).toThrow(
    "Unknown value 'noisy' for argument pass_name",
  );
  expect(() => datasets.FlyingThings3D(root, { camera: 'top' })).toThrow(
    "Unknown value 'top' for argument camera",
  );
  expect(() => datasets.SceneFlowStereo(root, 'Sintel')).toThrow(
    "Unknown value 'Sintel' for argument variant",
  );
});

test('Middlebury: scenes that are not there are downloaded', async () => {
  const zipped = (name: string, folder: string, inside: string) => {
    const script = `import shutil; shutil.make_archive('${at(name)}', 'zip', '${folder}', '${inside}')`;
    spawnSync('.venv/bin/python', ['-c', script]);
    return { body: readFileSync(at(`${name}.zip`)) };
  };
  const { splits } = datasets.Middlebury2014Stereo;
  const names = splits.train.flatMap((name) => [`${name}-perfect`, `${name}-imperfect`]);
  const there = names.filter((name) => name !== 'Adirondack-perfect');
  for (const name of there) mkdirSync(at('downloads/Middlebury2014/train', name), { recursive: true });
  for (const name of splits.test) {
    cpSync(at('Middlebury2014/test/Plants'), at('all/MiddEval3/testF', name), { recursive: true });
  }
  await server.use({
    '/Adirondack-perfect.zip': zipped('one', at('Middlebury2014/train'), 'Adirondack-perfect'),
    '/test.zip': zipped('two', at('all'), 'MiddEval3'),
  });
  class Middlebury extends datasets.Middlebury2014Stereo {
    static override base_url = server.url;
    static override test_url = `${server.url}/test.zip`;
  }
  expect(new Middlebury(at('downloads'), { download: true }).length).toBe(1);
  expect(new Middlebury(at('downloads'), { split: 'test', calibration: null, download: true }).length).toBe(
    15,
  );
  expect(existsSync(at('downloads/Middlebury2014/MiddEval3'))).toBe(false);
});
