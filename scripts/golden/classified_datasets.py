"""Small data sets in the layouts of ImageNet, Places365, INaturalist and others with classes, and what torchvision 0.28.0
reads from them.

    python scripts/golden/classified_datasets.py    # with torch, torchvision, pillow and scipy
"""

import bz2
import json
import os
import shutil
import tarfile

import numpy as np
from scipy.io import savemat
from tiny_datasets import RANDOM, finish, md5, picture, pixels, read, start, text
from torchvision import datasets
from torchvision.datasets import imagenet

CLASSED = ('classes', 'class_to_idx')
IDS = ('n01440764', 'n02102040')
CASES = [
    ('ImageNet', {}, ('wnids', 'wnid_to_idx', 'targets', *CLASSED)),
    ('ImageNet', {'split': 'val'}, ('targets', *CLASSED)),
    ('Imagenette', {}, ('wnids', 'wnid_to_idx', *CLASSED)),
    ('Imagenette', {'split': 'val', 'size': '160px'}, CLASSED),
    ('Caltech101', {}, ('categories', 'annotation_categories', 'index', 'y')),
    ('Caltech101', {'target_type': ['annotation', 'category']}, ()),
    ('Caltech256', {}, ('categories', 'index', 'y')),
    ('Places365', {'split': 'train-challenge', 'small': True}, ('targets', *CLASSED)),
    ('Places365', {'split': 'val'}, ('targets', *CLASSED)),
    ('Places365', {'split': 'test', 'small': True}, ('targets',)),
    ('SUN397', {}, CLASSED),
    ('StanfordCars', {}, CLASSED),
    ('StanfordCars', {'split': 'test'}, CLASSED),
    ('FGVCAircraft', {}, CLASSED),
    ('FGVCAircraft', {'split': 'test', 'annotation_level': 'family'}, CLASSED),
    ('INaturalist', {'version': '2021_valid', 'target_type': ['full', 'order', 'genus']}, ('all_categories', 'categories_index', 'categories_map')),
    ('INaturalist', {'version': '2017', 'target_type': 'super'}, ('all_categories', 'categories_index', 'categories_map')),
    ('INaturalist', {'version': '2018'}, ('all_categories', 'categories_index')),
    ('Omniglot', {}, ()),
    ('Omniglot', {'background': False}, ()),
    ('USPS', {}, ('data',)),
    ('USPS', {'train': False}, ('data',)),
    ('SEMEION', {'download': False}, ('data', 'labels')),
    ('CLEVRClassification', {}, ()),
    ('CLEVRClassification', {'split': 'test'}, ()),
    ('FER2013', {}, ()),
    ('FER2013', {'split': 'test'}, ()),
    ('MovingMNIST', {}, ('data',)),
    ('MovingMNIST', {'split': 'train', 'split_ratio': 3}, ('data',)),
    ('MovingMNIST', {'split': 'test', 'split_ratio': 3}, ('data',)),
]


def image_net():
    """The archives as they are published: a kit, pictures by number, an archive for each class within an archive."""
    kind = [('ILSVRC2012_ID', object), ('WNID', object), ('words', object), ('gloss', object), ('num_children', object)]
    rows = [(2, IDS[1], 'English springer, springer', 'a dog', 0), (1, IDS[0], 'tench, Tinca tinca', 'a fish', 0), (3, 'n00000001', 'animal', 'above', 2)]
    kit = 'ILSVRC2012_devkit_t12/data'
    os.makedirs(kit)
    savemat(f'{kit}/meta.mat', {'synsets': np.array(rows, dtype=kind).reshape(-1, 1)}, do_compression=True)
    text(f'{kit}/ILSVRC2012_validation_ground_truth.txt', '2\n1\n2\n')
    with tarfile.open('ILSVRC2012_devkit_t12.tar.gz', 'w:gz') as archive:
        archive.add('ILSVRC2012_devkit_t12')
    shutil.rmtree('ILSVRC2012_devkit_t12')
    with tarfile.open('ILSVRC2012_img_val.tar', 'w') as archive:
        for i in (3, 1, 2):
            name = f'ILSVRC2012_val_0000000{i}.JPEG'
            picture(name)
            archive.add(name)
            os.remove(name)
    with tarfile.open('ILSVRC2012_img_train.tar', 'w') as archive:
        for i, wnid in enumerate(IDS):
            with tarfile.open(f'{wnid}.tar', 'w') as inner:
                for n in range(2 - i):
                    name = f'{wnid}_{n}.JPEG'
                    picture(name)
                    inner.add(name)
                    os.remove(name)
            archive.add(f'{wnid}.tar')
            os.remove(f'{wnid}.tar')
    imagenet.ARCHIVE_META = {key: (file, md5(file)) for key, (file, _) in imagenet.ARCHIVE_META.items()}


def places():
    text('categories_places365.txt', '/a/airfield 0\n/b/bar 1\n/z/zoo 2\n')
    text('places365_train_challenge.txt', '/a/airfield/00000001.jpg 0\n/z/zoo/00000009.jpg 2\n')
    text('places365_val.txt', 'Places365_val_00000001.jpg 2\nPlaces365_val_00000002.jpg 1\n')
    text('places365_test.txt', 'Places365_test_00000001.jpg\n')
    for path in ('data_256_challenge/a/airfield/00000001', 'data_256_challenge/z/zoo/00000009', 'val_large/Places365_val_00000001', 'val_large/Places365_val_00000002', 'test_256/Places365_test_00000001'):
        picture(f'{path}.jpg')
    cls = datasets.Places365
    cls._CATEGORIES_META = ('categories_places365.txt', md5('categories_places365.txt'))
    cls._FILE_LIST_META = {key: (file, md5(file) if os.path.exists(file) else '') for key, (file, _) in cls._FILE_LIST_META.items()}


def cars():
    kind = [('bbox_x1', object), ('class', object), ('fname', object)]
    for folder, file in (('cars_train', 'devkit/cars_train_annos'), ('cars_test', 'cars_test_annos_withlabels')):
        rows = [(39, 2, '00001.jpg'), (7, 1, '00002.jpg')][:: 1 if folder == 'cars_train' else -1]
        os.makedirs('stanford_cars/devkit', exist_ok=True)
        savemat(f'stanford_cars/{file}.mat', {'annotations': np.array(rows, dtype=kind)}, do_compression=True)
        for name in ('00001', '00002'):
            picture(f'stanford_cars/{folder}/{name}.jpg')
    names = np.array(['AM General Hummer SUV 2000', 'smart fortwo Convertible 2012'], dtype=object)
    savemat('stanford_cars/devkit/cars_meta.mat', {'class_names': names})


def nature():
    for path in ('00000_Animalia_Annelida_Clitellata_Haplotaxida_Lumbricidae_Lumbricus_terrestris', '00001_Animalia_Chordata_Aves_Passeriformes_Corvidae_Corvus_corax', '00002_Plantae_Tracheophyta_Magnoliopsida_Rosales_Rosaceae_Rosa_canina'):
        picture(f'2021_valid/{path}/b.jpg')
    picture(f'2021_valid/{path}/a.jpg')
    for path in ('Aves/Corvus corax', 'Aves/Corvus corone', 'Plantae/Rosa canina'):
        picture(f'2017/{path}/x.jpg')
    for path in ('Aves/2', 'Aves/0', 'Plantae/1'):
        picture(f'2018/{path}/y.jpg')


def lines_of_digits(count):
    rows = []
    for i in range(count):
        values = RANDOM.uniform(-1, 1, 256).round(6)
        values[:2] = (-1, 1)
        rows.append(f'{i % 10 + 1} ' + ' '.join(f'{j + 1}:{value:g}' for j, value in enumerate(values)))
    return '\n'.join(rows) + '\n'


def digits():
    for name, count in (('usps.bz2', 3), ('usps.t.bz2', 2)):
        with bz2.open(name, 'wb') as file:
            file.write(lines_of_digits(count).encode())
    rows = []
    for label in (7, 0, 9):
        values = [f'{value:.4f}' for value in RANDOM.integers(0, 2, 256)] + [str(int(i == label)) for i in range(10)]
        rows.append(' '.join(values) + ' ')
    text('semeion.data', '\n'.join(rows) + '\n')
    os.makedirs('MovingMNIST')
    np.save('MovingMNIST/mnist_test_seq.npy', pixels(5, 4, 8, 8))
    faces = [' '.join(map(str, pixels(48 * 48))) for _ in range(3)]
    text('fer2013/train.csv', 'emotion,pixels\n' + ''.join(f'{i + 2},{face}\n' for i, face in enumerate(faces[:2])))
    text('fer2013/test.csv', f'pixels\n"{faces[2]}"\n')
    datasets.SEMEION.md5_checksum = md5('semeion.data')
    datasets.FER2013._RESOURCES = {key: (file, md5(f'fer2013/{file}') if os.path.exists(f'fer2013/{file}') else '') for key, (file, _) in datasets.FER2013._RESOURCES.items()}


def folders():
    for size, ids in (('', ('n03888257', 'n01440764')), ('-160', ('n03888257',))):
        for split in ('train', 'val'):
            for name in ids:
                picture(f'imagenette2{size}/{split}/{name}/{name}_1.JPEG')
    for name, count in (('Faces', 2), ('BACKGROUND_Google', 1), ('airplanes', 1), ('yin_yang', 1)):
        for i in range(count):
            picture(f'caltech101/101_ObjectCategories/{name}/image_{i + 1:04d}.jpg', 'L' if name == 'yin_yang' else 'RGB')
            folder = f"caltech101/Annotations/{ {'Faces': 'Faces_2', 'airplanes': 'Airplanes_Side_2'}.get(name, name)}"
            os.makedirs(folder, exist_ok=True)
            savemat(f'{folder}/annotation_{i + 1:04d}.mat', {'box_coord': np.ones((1, 4)), 'obj_contour': RANDOM.normal(size=(2, 5))})
    for i, name in enumerate(('001.ak47', '002.american-flag')):
        for n in range(2 - i):
            picture(f'caltech256/256_ObjectCategories/{name}/{i + 1:03d}_{n + 1:04d}.jpg')
    text('caltech256/256_ObjectCategories/001.ak47/greg', 'no picture')
    text('SUN397/ClassName.txt', '/a/abbey\n/b/bistro/indoor\n/z/zen_garden\n')
    for path in ('a/abbey/sun_b', 'a/abbey/sun_a', 'b/bistro/indoor/sun_c', 'z/zen_garden/moon_d'):
        picture(f'SUN397/{path}.jpg')
    data = 'fgvc-aircraft-2013b/data'
    text(f'{data}/variants.txt', '707-320\nCessna 172\n')
    text(f'{data}/families.txt', 'Boeing 707\nCessna 172\n')
    text(f'{data}/images_variant_trainval.txt', '0056978 Cessna 172\n1236289 707-320\n')
    text(f'{data}/images_family_test.txt', '1236289 Boeing 707\n')
    for name in ('0056978', '1236289'):
        picture(f'{data}/images/{name}.jpg')
    for folder, path in (('background', 'Greek/character02/0394_02'), ('background', 'Greek/character01/0394_01'), ('background', 'Balinese/character01/0108_01'), ('evaluation', 'Tibetan/character03/0999_01')):
        picture(f'omniglot-py/images_{folder}/{path}.png', '1', (9, 8))
    for split in ('train', 'test'):
        for i in range(2):
            picture(f'clevr/CLEVR_v1.0/images/{split}/CLEVR_{split}_00000{i}.png')
    scenes = [{'image_filename': f'CLEVR_train_00000{i}.png', 'objects': [{}] * (3 + i), 'split': 'train'} for i in (1, 0)]
    text('clevr/CLEVR_v1.0/scenes/CLEVR_train_scenes.json', json.dumps({'info': {}, 'scenes': scenes}))


start()
image_net()
places()
cars()
nature()
digits()
folders()
datasets.Omniglot._check_integrity = lambda self: True  # the archive is not there
packed = os.path.abspath('.')
cases = []
for name, keywords, attributes in CASES:
    dataset = getattr(datasets, name)('.', **keywords)
    if name == 'SUN397':
        order = sorted(range(len(dataset)), key=lambda i: str(dataset._image_files[i]))
        dataset._image_files, dataset._labels = ([each[i] for i in order] for each in (dataset._image_files, dataset._labels))
    cases.append(read(dataset, name, keywords, attributes))
for made in ('train', 'val'):
    shutil.rmtree(made)
shutil.move('meta.bin', 'meta_of_torchvision.bin')
finish('classified', cases)
