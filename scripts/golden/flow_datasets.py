"""Small data sets of optical flow and for stereo matching, and what torchvision 0.28.0 reads from them.

    python scripts/golden/flow_datasets.py    # with torch, torchvision and pillow

torchvision's decoder of PNG files with 16 bits a channel is compiled and does not load here: it is written out below.
"""

import json
import os
import struct
import zlib

import numpy as np
import torch
from PIL import Image
from tiny_datasets import RANDOM, finish, picture, read, start, text
from torchvision import datasets
from torchvision.datasets import _optical_flow

CASES = [
    ('Sintel', {}),
    ('Sintel', {'split': 'test', 'pass_name': 'both'}),
    ('KittiFlow', {}),
    ('KittiFlow', {'split': 'test'}),
    ('FlyingChairs', {}),
    ('FlyingChairs', {'split': 'val'}),
    ('FlyingThings3D', {}),
    ('FlyingThings3D', {'pass_name': 'both', 'camera': 'both', 'split': 'test'}),
    ('HD1K', {}),
    ('HD1K', {'split': 'test'}),
    ('CarlaStereo', {}),
    ('Kitti2012Stereo', {}),
    ('Kitti2012Stereo', {'split': 'test'}),
    ('Kitti2015Stereo', {}),
    ('Kitti2015Stereo', {'split': 'test'}),
    ('Middlebury2014Stereo', {}),
    ('Middlebury2014Stereo', {'calibration': 'both', 'split': 'additional'}),
    ('Middlebury2014Stereo', {'calibration': None, 'split': 'test'}),
    ('CREStereo', {}),
    ('FallingThingsStereo', {'variant': 'both'}),
    ('FallingThingsStereo', {}),
    ('SceneFlowStereo', {'pass_name': 'both'}),
    ('SceneFlowStereo', {'variant': 'Monkaa'}),
    ('SintelStereo', {}),
    ('SintelStereo', {'pass_name': 'both'}),
    ('InStereo2k', {}),
    ('ETH3DStereo', {}),
    ('ETH3DStereo', {'split': 'test'}),
]
SIZE = (6, 7)


def numbers(*shape):
    return RANDOM.normal(size=shape).astype(np.float32) * 9


def folder_of(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def flo(path):
    with open(folder_of(path), 'wb') as file:
        file.write(b'PIEH' + struct.pack('<ii', SIZE[1], SIZE[0]) + numbers(*SIZE, 2).tobytes())


def pfm(path, channels=1, little=True, infinite=False):
    values = numbers(*SIZE, channels)
    if infinite:
        values[0, 0] = values[3, 2] = np.inf
    data = values.astype('<f4' if little else '>f4').tobytes()
    with open(folder_of(path), 'wb') as file:
        file.write(b'%s\n%d %d\n%s\n' % (b'PF' if channels == 3 else b'Pf', SIZE[1], SIZE[0], b'-1.0' if little else b'1') + data)


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def wide_png(path, channels):
    """16 bits a channel; of three channels the last is 0 or 1."""
    values = RANDOM.integers(0, 2**16, (*SIZE, channels)).astype('>u2')
    if channels == 3:
        values[..., 2] = RANDOM.integers(0, 2, SIZE)
    rows = b''.join(b'\0' + row.tobytes() for row in values)
    header = struct.pack('>IIBBBBB', SIZE[1], SIZE[0], 16, 2 if channels == 3 else 0, 0, 0, 0)
    with open(folder_of(path), 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def decode_wide_png(data):
    """Of a file that wide_png wrote."""
    data = bytes(data.numpy())
    at = data.index(b'IDAT')
    rows = zlib.decompress(data[at + 4 : at + 4 + struct.unpack('>I', data[at - 4 : at])[0]])
    values = np.frombuffer(rows, np.uint8).reshape(SIZE[0], -1)[:, 1:].copy().view('>u2').reshape(*SIZE, 3)
    return torch.from_numpy(values.astype(np.int32)).permute(2, 0, 1)


def flows():
    for scene, count in (('alley_1', 3), ('bamboo_2', 2)):
        for i in range(count):
            for pass_name in ('clean', 'final'):
                picture(f'Sintel/training/{pass_name}/{scene}/frame_000{i}.png')
                picture(f'Sintel/test/{pass_name}/{scene}/frame_000{i}.png')
            if i > 0:
                flo(f'Sintel/training/flow/{scene}/frame_000{i - 1}.flo')
    for split in ('training', 'testing'):
        for i in range(2):
            for n in (10, 11):
                picture(f'KittiFlow/{split}/image_2/00000{i}_{n}.png')
            wide_png(f'KittiFlow/training/flow_occ/00000{i}_10.png', 3)
    for i in range(3):
        for n in (1, 2):
            picture(f'FlyingChairs/data/0000{i}_img{n}.ppm')
        flo(f'FlyingChairs/data/0000{i}_flow.flo')
    text('FlyingChairs/FlyingChairs_train_val.txt', '1\n2\n1\n')
    for split in ('TRAIN', 'TEST'):
        for scene in ('A/0000', 'B/0001'):
            for camera in ('left', 'right'):
                for i in range(3):
                    for pass_name in ('frames_cleanpass', 'frames_finalpass'):
                        picture(f'FlyingThings3D/{pass_name}/{split}/{scene}/{camera}/000{i}.png')
                    for direction in ('into_future', 'into_past'):
                        pfm(f'FlyingThings3D/optical_flow/{split}/{scene}/{direction}/{camera}/OpticalFlow_000{i}.pfm', 3, i % 2 == 0)
    for n in (0, 35):
        for i in range(3):
            picture(f'hd1k/hd1k_input/image_2/{n:06d}_000{i}.png')
            wide_png(f'hd1k/hd1k_flow_gt/flow_occ/{n:06d}_000{i}.png', 3)
            for end in (10, 11):
                picture(f'hd1k/hd1k_challenge/image_2/{n:06d}_00{i}{end}.png')


def pairs():
    for scene in ('Big', 'Small'):
        for i in (0, 1):
            picture(f'carla-highres/trainingF/{scene}/im{i}.png')
            pfm(f'carla-highres/trainingF/{scene}/disp{i}GT.pfm', 1, i == 0)
    for split in ('training', 'testing'):
        for i in range(2):
            for n in (0, 1):
                picture(f'Kitti2012/{split}/colored_{n}/00000{i}_10.png')
                picture(f'Kitti2015/{split}/image_{n + 2}/00000{i}_10.png')
    for i in range(2):
        wide_png(f'Kitti2012/training/disp_noc/00000{i}_10.png', 1)
        for n in (0, 1):
            wide_png(f'Kitti2015/training/disp_occ_{n}/00000{i}_10.png', 1)
    for split, scene in (('train', 'Adirondack-perfect'), ('train', 'Pipes-imperfect'), ('additional', 'Mask-perfect'), ('additional', 'Sword1-imperfect'), ('test', 'Plants')):
        for i in (0, 1):
            picture(f'Middlebury2014/{split}/{scene}/im{i}.png')
            if split != 'test':
                pfm(f'Middlebury2014/{split}/{scene}/disp{i}.pfm', infinite=True)
    for kind in ('shapenet', 'reflective', 'tree', 'hole'):
        for side in ('left', 'right'):
            picture(f'CREStereo/{kind}/0_{side}.jpg')
            wide_png(f'CREStereo/{kind}/0_{side}.disp.png', 1)
    for place, focal in (('single/002_can/kitchen_0', 768.16), ('mixed/temple_1', 700.5)):
        for side in ('left', 'right'):
            picture(f'FallingThings/{place}/000000.{side}.jpg')
            wide_png(f'FallingThings/{place}/000000.{side}.depth.png', 1)
        text(f'FallingThings/{place}/_camera_settings.json', json.dumps({'camera_settings': [{'name': 'left', 'intrinsic_settings': {'fx': focal}}]}))
    for variant, scene in (('FlyingThings3D', 'TRAIN/A/0000'), ('Monkaa', 'family_x2')):
        for side in ('left', 'right'):
            for i in range(2):
                for pass_name in ('frames_cleanpass', 'frames_finalpass'):
                    picture(f'SceneFlow/{variant}/{pass_name}/{scene}/{side}/000{i}.png')
                pfm(f'SceneFlow/{variant}/disparity/{scene}/{side}/000{i}.pfm')
    for i in range(2):
        for pass_name in ('final', 'clean'):
            for side in ('left', 'right'):
                picture(f'Sintel/training/{pass_name}_{side}/alley_1/frame_000{i}.png')
        picture(f'Sintel/training/disparities/alley_1/frame_000{i}.png')
        for kind in ('occlusions', 'outofframe'):
            path = folder_of(f'Sintel/training/{kind}/alley_1/frame_000{i}.png')
            Image.fromarray((RANDOM.integers(0, 2, SIZE) * 255).astype(np.uint8)).save(path)
    for split in ('train', 'test'):
        for side in ('left', 'right'):
            picture(f'InStereo2k/{split}/000038/{side}.png')
            wide_png(f'InStereo2k/{split}/000038/{side}_disp.png', 1)
    for folder in ('two_view_training', 'two_view_test'):
        for i in (0, 1):
            picture(f'ETH3D/{folder}/delivery_area_1l/im{i}.png', 'L')
    pfm('ETH3D/two_view_training_gt/delivery_area_1l/disp0GT.pfm')
    path = folder_of('ETH3D/two_view_training_gt/delivery_area_1l/mask0nocc.png')
    Image.fromarray(RANDOM.choice([0, 128, 255], SIZE).astype(np.uint8)).save(path)


start()
flows()
pairs()
_optical_flow.decode_png = decode_wide_png
_optical_flow.read_file = lambda path: torch.frombuffer(bytearray(open(path, 'rb').read()), dtype=torch.uint8)
finish('flow', [read(getattr(datasets, name)('.', **keywords), name, keywords) for name, keywords in CASES])
