"""Small data sets in the layouts of Food101, DTD, EuroSAT and others, and what torchvision 0.28.0 reads from them.

    python scripts/golden/listed_datasets.py    # with torch, torchvision, pillow and scipy
"""

import hashlib
import json
import os
import tarfile
import tempfile
import zipfile

import numpy as np
from PIL import Image
from scipy.io import savemat
import torchvision_cpu  # noqa: F401
from torchvision import datasets

GOLDEN = os.path.abspath(os.path.join(os.path.dirname(__file__), '../../test/golden/datasets'))
RANDOM = np.random.default_rng(0)
CASES = [
    ('Food101', {'split': 'train'}),
    ('Food101', {'split': 'test'}),
    ('DTD', {}),
    ('DTD', {'split': 'val', 'partition': 3}),
    ('EuroSAT', {}),
    ('Country211', {'split': 'valid'}),
    ('RenderedSST2', {'split': 'val'}),
    ('GTSRB', {}),
    ('GTSRB', {'split': 'test'}),
    ('Flowers102', {}),
    ('Flowers102', {'split': 'test'}),
    ('OxfordIIITPet', {}),
    ('OxfordIIITPet', {'split': 'test', 'target_types': ['binary-category', 'segmentation']}),
]


def picture(path, mode='RGB'):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    Image.fromarray(RANDOM.integers(0, 256, (6, 7, 3), dtype=np.uint8)).convert(mode).save(path)


def text(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', newline='') as file:
        file.write(content)


def lay_out():
    for name in ('pie', 'apple_tart'):
        for i in range(3):
            picture(f'food-101/images/{name}/{i}.jpg')
    text('food-101/meta/train.json', json.dumps({'pie': ['pie/2', 'pie/0'], 'apple_tart': ['apple_tart/1']}))
    text('food-101/meta/test.json', json.dumps({'pie': ['pie/1'], 'apple_tart': ['apple_tart/0', 'apple_tart/2']}))
    for name in ('zig', 'banded'):
        for i in range(2):
            picture(f'dtd/dtd/images/{name}/{name}_{i}.jpg')
    text('dtd/dtd/labels/train1.txt', 'zig/zig_1.jpg\nbanded/banded_0.jpg\n')
    text('dtd/dtd/labels/val3.txt', 'zig/zig_0.jpg\n')
    for name in ('River', 'Forest'):
        picture(f'eurosat/2750/{name}/{name}_1.jpg')
        picture(f'eurosat/2750/{name}/{name}_10.jpg')
    for split in ('train', 'valid', 'test'):
        for name in ('AD', 'ZW'):
            picture(f'country211/{split}/{name}/{split}1.jpg')
        for name in ('negative', 'positive'):
            picture(f'rendered-sst2/{split}/{name}/{split}1.png')
    for name in ('00000', '00014'):
        picture(f'gtsrb/GTSRB/Training/{name}/00000_00001.ppm')
        text(f'gtsrb/GTSRB/Training/{name}/GT-{name}.csv', 'no picture')
    for i in range(2):
        picture(f'gtsrb/GTSRB/Final_Test/Images/0000{i}.ppm')
    rows = ['Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId']
    rows += ['00001.ppm;53;54;6;5;48;49;16', '00000.ppm;42;45;5;5;36;40;1', '']
    text('gtsrb/GT-final_test.csv', '\r\n'.join(rows))
    for i in range(1, 7):
        picture(f'flowers-102/jpg/image_{i:05d}.jpg')
    labels = {'labels': np.array([[77, 77, 1, 102, 5, 5]], dtype=np.uint8)}
    savemat('flowers-102/imagelabels.mat', labels, do_compression=True)
    ids = {'trnid': [[3, 1]], 'valid': [[2]], 'tstid': [[6, 5, 4]]}
    sets = {name: np.array(value, dtype=np.uint16) for name, value in ids.items()}
    savemat('flowers-102/setid.mat', sets, do_compression=True)
    for name in ('Abyssinian_1', 'american_bulldog_20'):
        picture(f'oxford-iiit-pet/images/{name}.jpg')
        picture(f'oxford-iiit-pet/annotations/trimaps/{name}.png', 'L')
    text('oxford-iiit-pet/annotations/trainval.txt', 'american_bulldog_20 2 2 1\nAbyssinian_1 1 1 1\n')
    text('oxford-iiit-pet/annotations/test.txt', 'Abyssinian_1 1 1 1\n')


def content(value):
    if isinstance(value, tuple):
        return [content(item) for item in value]
    return hashlib.sha1(value.tobytes()).hexdigest() if isinstance(value, Image.Image) else value


def read(name, keywords):
    dataset = getattr(datasets, name)('.', **keywords)
    # The names of the flowers are not in the files.
    classes = None if name == 'Flowers102' else getattr(dataset, 'classes', None)
    items = [content(dataset[i]) for i in range(len(dataset))]
    return {'name': name, 'keywords': keywords, 'items': items, 'classes': classes, 'text': str(dataset)}


os.chdir(tempfile.mkdtemp())
lay_out()
datasets.Flowers102._check_integrity = lambda self: True  # the files are not the published ones
with open(os.path.join(GOLDEN, 'listed.json'), 'w') as file:
    json.dump([read(*case) for case in CASES], file)
with tarfile.open(os.path.join(GOLDEN, 'listed.tar.gz'), 'w:gz') as archive:
    archive.add('.')
with tarfile.open(os.path.join(GOLDEN, 'flowers.tgz'), 'w:gz') as archive:
    archive.add('flowers-102/jpg', 'jpg')
with zipfile.ZipFile(os.path.join(GOLDEN, 'EuroSAT.zip'), 'w', zipfile.ZIP_DEFLATED) as archive:
    for folder, _, files in os.walk('eurosat/2750'):
        for file in files:
            path = os.path.join(folder, file)
            archive.write(path, os.path.relpath(path, 'eurosat'))
