"""Small data sets in the layouts of Pascal VOC, COCO, Cityscapes, KITTI and others with annotations, and what torchvision
0.28.0 reads from them.

    python scripts/golden/annotated_datasets.py    # with torch, torchvision, pillow and scipy

pycocotools is not needed: its class COCO is written out here as far as torchvision uses it.
"""

import json
import os
import sys
import types

import numpy as np
import scipy.sparse
from PIL import Image
from scipy.io import savemat
from tiny_datasets import RANDOM, finish, md5, picture, pixels, read, start, text
from torchvision import datasets

CASES = [
    ('VOCSegmentation', {}, ()),
    ('VOCSegmentation', {'year': '2007', 'image_set': 'test'}, ()),
    ('VOCDetection', {'year': '2011', 'image_set': 'trainval'}, ()),
    ('CocoDetection', {'annFile': 'coco/instances.json'}, ('ids',)),
    ('CocoCaptions', {'annFile': 'coco/captions.json'}, ('ids',)),
    ('CelebA', {}, ('filename', 'identity', 'bbox', 'landmarks_align', 'attr', 'attr_names')),
    ('CelebA', {'split': 'all', 'target_type': ['identity', 'landmarks', 'bbox']}, ('filename', 'attr')),
    ('CelebA', {'split': 'Test', 'target_type': []}, ()),
    ('Cityscapes', {}, ()),
    ('Cityscapes', {'split': 'train_extra', 'mode': 'coarse', 'target_type': ['color', 'polygon', 'semantic']}, ()),
    ('LFWPeople', {}, ('targets', 'class_to_idx')),
    ('LFWPeople', {'split': 'test', 'image_set': 'original'}, ('targets',)),
    ('LFWPairs', {}, ('pair_names', 'targets')),
    ('LFWPairs', {'split': 'train'}, ('pair_names', 'targets')),
    ('Flickr8k', {'ann_file': 'flickr8k.html'}, ()),
    ('Flickr30k', {'ann_file': 'flickr30k.token'}, ('annotations', 'ids')),
    ('SBU', {'download': False}, ('photos', 'captions')),
    ('SBDataset', {}, ()),
    ('SBDataset', {'image_set': 'val', 'mode': 'segmentation'}, ()),
    ('WIDERFace', {}, ()),
    ('WIDERFace', {'split': 'test'}, ()),
    ('Kitti', {}, ()),
    ('Kitti', {'train': False}, ()),
    ('PhotoTour', {'name': 'liberty'}, ('data', 'labels', 'matches', 'mean', 'std')),
    ('PhotoTour', {'name': 'liberty', 'train': False}, ()),
]


class COCO:
    def __init__(self, path):
        with open(path) as file:
            content = json.load(file)
        self.imgs = {image['id']: image for image in content['images']}
        self.anns = {note['id']: note for note in content['annotations']}
        self.own = {image: [n['id'] for n in content['annotations'] if n['image_id'] == image] for image in self.imgs}

    def loadImgs(self, id):
        return [self.imgs[id]]

    def getAnnIds(self, id):
        return self.own[id]

    def loadAnns(self, ids):
        return [self.anns[id] for id in ids]


def indexed(path, bits, size=(9, 11), interlaced=False):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    image = Image.fromarray(RANDOM.integers(0, 2**bits, size, dtype=np.uint8), 'P')
    image.putpalette([value for i in range(2**bits) for value in (255 - i, i * 7 % 256, i)])
    image.save(path, bits=bits)


ANNOTATION = """<?xml version="1.0"?>
<annotation verified="yes">
  <folder>VOC2011</folder> <!-- where -->
  <filename>2011_000003.jpg</filename>
  <source><database>The VOC2011 Database &amp; more</database><empty/></source>
  <size><width>500</width><height>338</height><depth>3</depth></size>
  <owner> </owner>
  <object>
    <name>person</name>
    <bndbox><xmin>123</xmin><ymin>106.5</ymin><xmax>330</xmax><ymax>388</ymax></bndbox>
    <part><name>head</name></part>
    <part><name>hand<![CDATA[ & arm]]></name></part>
  </object>
  <object><name>bottle</name><difficult>1</difficult></object>
  <segmented>0</segmented>
</annotation>
"""


def voc():
    for folder, lists, names in (('VOCdevkit/VOC2012', 'Segmentation/train', ('a_1', 'b_2')), ('VOCdevkit/VOC2007', 'Segmentation/test', ('000004',)), ('TrainVal/VOCdevkit/VOC2011', 'Main/trainval', ('2011_000003', '2011_000006'))):
        text(f'{folder}/ImageSets/{lists}.txt', '\n'.join(names) + '\n')
        for i, name in enumerate(names):
            picture(f'{folder}/JPEGImages/{name}.jpg')
            indexed(f'{folder}/SegmentationClass/{name}.png', (8, 2)[i])
            text(f'{folder}/Annotations/{name}.xml', (ANNOTATION, '<annotation><folder>x</folder></annotation>')[i])
    indexed('VOCdevkit/VOC2007/SegmentationClass/000004.png', 4, (1, 3))


def coco():
    for name in ('000000000009', '000000000025', '000000000030'):
        picture(f'{name}.jpg')
    images = [{'id': int(name), 'file_name': f'{name}.jpg', 'height': 6} for name in ('000000000025', '000000000009', '000000000030')]
    notes = [
        {'id': 71, 'image_id': 25, 'category_id': 3, 'bbox': [1.5, 2, 3, 4.25], 'segmentation': [[1, 2.5, 3, 4, 5, 6]], 'iscrowd': 0, 'area': 12.75},
        {'id': 12, 'image_id': 9, 'category_id': 1, 'bbox': [0, 0, 2, 2], 'segmentation': {'counts': [3, 4], 'size': [6, 7]}, 'iscrowd': 1, 'area': 4},
        {'id': 5, 'image_id': 25, 'category_id': 1, 'bbox': [0, 1, 2, 3], 'segmentation': [], 'iscrowd': 0, 'area': 6},
    ]
    captions = [{'id': i, 'image_id': image, 'caption': caption} for i, image, caption in ((4, 30, 'A dog.'), (2, 9, 'Ein Bär “im” Wald '), (9, 30, 'Again a dog.'))]
    text('coco/instances.json', json.dumps({'info': {}, 'images': images, 'annotations': notes, 'categories': [{'id': 1, 'name': 'person'}, {'id': 3, 'name': 'car'}]}))
    text('coco/captions.json', json.dumps({'images': images, 'annotations': captions}))
    module = types.ModuleType('pycocotools.coco')
    module.COCO = COCO
    sys.modules['pycocotools'] = types.ModuleType('pycocotools')
    sys.modules['pycocotools.coco'] = module


def celeba():
    names = [f'{i:06d}.jpg' for i in range(1, 6)]
    for name in names:
        picture(f'celeba/img_align_celeba/{name}')
    columns = [f'Column_{i}' for i in range(40)]

    def table(file, header, make):
        lines = [f'{name} {" ".join(str(value) for value in make(i))}' for i, name in enumerate(names)]
        text(f'celeba/{file}', '\n'.join([*header, *lines]) + '\n')

    table('list_eval_partition.txt', [], lambda i: [(0, 2, 2, 0, 0)[i]])
    table('identity_CelebA.txt', [], lambda i: [2880 + i])
    table('list_bbox_celeba.txt', ['5', 'image_id x_1 y_1 width height'], lambda i: RANDOM.integers(0, 300, 4))
    table('list_landmarks_align_celeba.txt', ['5', 'lefteye_x lefteye_y ' + ' '.join(f'p_{i}' for i in range(8))], lambda i: RANDOM.integers(-5, 200, 10))
    table('list_attr_celeba.txt', ['5', ' '.join(columns) + ' '], lambda i: [f'{value:2d}' for value in RANDOM.integers(0, 2, 40) * 2 - 1])
    datasets.CelebA.file_list = [(id, md5(f'celeba/{file}') if file.endswith('.txt') else '', file) for id, _, file in datasets.CelebA.file_list]


def cityscapes():
    for split, mode in (('train', 'gtFine'), ('train_extra', 'gtCoarse')):
        for city, count in (('zurich', 1), ('aachen', 2)):
            for i in range(count):
                name = f'{city}_{i:06d}_000019'
                picture(f'leftImg8bit/{split}/{city}/{name}_leftImg8bit.png')
                folder = f'{mode}/{split}/{city}'
                picture(f'{folder}/{name}_{mode}_color.png', 'RGBA')
                picture(f'{folder}/{name}_{mode}_labelIds.png', 'L')
                Image.fromarray(RANDOM.integers(0, 26000, (6, 7), dtype=np.uint16)).save(f'{folder}/{name}_{mode}_instanceIds.png')
                text(f'{folder}/{name}_{mode}_polygons.json', json.dumps({'imgHeight': 6, 'objects': [{'label': 'road', 'polygon': [[0, i], [2.5, 3]]}]}))


def lfw():
    people = {'Ada_L': 3, 'Bo': 2, 'Cy_Young': 1}
    for folder in ('lfw', 'lfw_funneled'):
        for name, count in people.items():
            for i in range(count):
                picture(f'lfw-py/{folder}/{name}/{name}_{i + 1:04d}.jpg')
    text('lfw-py/lfw-names.txt', ''.join(f'{name}\t{count}\n' for name, count in people.items()))
    text('lfw-py/people.txt', '2\n1\nBo\t2\n2\nAda_L\t3\nCy_Young\t1\n')
    text('lfw-py/peopleDevTest.txt', '1\nAda_L\t2\n')
    text('lfw-py/pairs.txt', '2\t1\nAda_L\t1\t3\nBo\t2\tAda_L\t2\nBo\t1\t2\nCy_Young\t1\tBo\t2\n')
    text('lfw-py/pairsDevTrain.txt', '1\nBo\t1\t2\nAda_L\t2\tCy_Young\t1\n')
    for cls in (datasets.LFWPeople, datasets.LFWPairs):
        cls.checksums = {name: md5(f'lfw-py/{name}') if os.path.exists(f'lfw-py/{name}') else '' for name in cls.checksums}
        cls.file_dict = {key: (folder, f'{folder}.tgz', None) for key, (folder, _, _) in cls.file_dict.items()}
    for name in ('lfw', 'lfw_funneled'):
        text(f'lfw-py/{name}.tgz', '')  # torchvision wants the archive to be there as well


def captions():
    for name in ('1001773457_577c3a7d70', '997722733_0cb5439472'):
        picture(f'{name}.jpg')
    rows = [('a/1001773457', ['A black dog &amp; a &quot;spotted&quot; dog', 'Two dogs']), ('b/997722733', ['A man'])]
    body = ''.join(f'<tr><td><a href="x">http://www.flickr.com/photos/{link}/</a></td>\n<td><ul>' + ''.join(f'<li> {one} </li>' for one in all) + '</ul></td></tr>\n' for link, all in rows)
    text('flickr8k.html', f'<!DOCTYPE html><html><body>a/b/c<!-- <table> --><table border="1">\n{body}<tr><td><a>Image Not Found</a></td><td><ul><li>gone</li></ul></td></tr></table><li>no</li></body></html>')
    text('flickr30k.token', '997722733_0cb5439472.jpg#0\tA man .\n1001773457_577c3a7d70.jpg#0\tTwo  dogs .\n997722733_0cb5439472.jpg#1\tSomeone\n')
    text('dataset/SBU_captioned_photo_dataset_urls.txt', 'http://host/1/one.jpg\nhttp://host/2/gone.jpg\r\nhttp://host/3/three.jpg\n')
    text('dataset/SBU_captioned_photo_dataset_captions.txt', 'The first  \nThe second\nThe third\n')
    for name in ('one', 'three'):
        picture(f'dataset/{name}.jpg')
    datasets.SBU._check_integrity = lambda self: True


def outlines():
    for i, name in enumerate(('2008_000002', '2008_000003')):
        picture(f'img/{name}.jpg')
        edges = np.empty((20, 1), dtype=object)
        for n in range(20):
            edge = RANDOM.random((6, 7)) < 0.1
            edges[n, 0] = scipy.sparse.csc_matrix(edge if i == 0 else edge.astype(np.float64) * n)
        truth = np.zeros((1,), dtype=[('Boundaries', object), ('Segmentation', object), ('CategoriesPresent', object)])
        truth[0]['Boundaries'], truth[0]['Segmentation'], truth[0]['CategoriesPresent'] = edges, pixels(6, 7) % 21, np.array([[3]], np.uint8)
        os.makedirs('cls', exist_ok=True)
        savemat(f'cls/{name}.mat', {'GTcls': truth}, do_compression=True)
    text('train.txt', '2008_000002\n2008_000003\n')
    text('val.txt', '2008_000003\n')


def faces():
    for split in ('train', 'val', 'test'):
        picture(f'widerface/WIDER_{split}/images/0--Parade/0_Parade_{split}_1.jpg')
        picture(f'widerface/WIDER_{split}/images/1--Handshaking/none.jpg')
    text('widerface/wider_face_split/wider_face_train_bbx_gt.txt', '0--Parade/0_Parade_train_1.jpg\n2\n449 330 122 149 0 0 0 0 0 0 \n78 221 7 8 2 1 0 1 1 0 \n1--Handshaking/none.jpg\n0\n0 0 0 0 0 0 0 0 0 0 \n')
    text('widerface/wider_face_split/wider_face_test_filelist.txt', '0--Parade/0_Parade_test_1.jpg\n1--Handshaking/none.jpg\n')


def streets():
    for folder in ('training', 'testing'):
        for i in range(2):
            picture(f'Kitti/raw/{folder}/image_2/00000{i}.png')
    line = 'Pedestrian 0.00 0 -0.20 712.40 143.00 810.73 307.92 1.89 0.48 1.20 1.84 1.47 8.41 0.01\n'
    text('Kitti/raw/training/label_2/000000.txt', line)
    text('Kitti/raw/training/label_2/000001.txt', 'DontCare -1 -1 -10 503.89 169.71 590.61 190.13 -1 -1 -1 -1000 -1000 -1000 -10\n' + line)


def tour():
    os.makedirs('liberty')
    for i, size in enumerate(((128, 192), (128, 64))):
        Image.fromarray(pixels(*size)).save(f'liberty/patches000{i}.bmp')
    text('liberty/info.txt', ''.join(f'{i // 2} 0\n' for i in range(7)))
    text('liberty/m50_100000_100000_0.txt', '0 0 0 1 0 0 0\n5 2 0 3 1 0 0\n')
    datasets.PhotoTour.lens = {**datasets.PhotoTour.lens, 'liberty': 7}


start()
for lay_out in (voc, coco, celeba, cityscapes, lfw, captions, outlines, faces, streets, tour):
    lay_out()
cases = [read(getattr(datasets, name)('.', **keywords), name, keywords, attributes) for name, keywords, attributes in CASES]
os.rename('liberty.pt', 'liberty_of_torchvision.pt')
finish('annotated', cases)
