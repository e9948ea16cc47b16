"""What the scripts share that lay out tiny data sets and write down what torchvision reads from them."""

import hashlib
import json
import os
import tarfile
import tempfile

import numpy as np
import torch
import torchvision_cpu  # noqa: F401
from PIL import Image

GOLDEN = os.path.abspath(os.path.join(os.path.dirname(__file__), '../../test/golden/datasets'))
RANDOM = np.random.default_rng(0)

# torchvision takes many files in the order of the file system; here they come in the order of their names.
_listdir = os.listdir
os.listdir = lambda path='.': sorted(_listdir(path))


def pixels(*shape):
    return RANDOM.integers(0, 256, shape, dtype=np.uint8)


def picture(path, mode='RGB', size=(6, 7)):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    Image.fromarray(pixels(*size, 3)).convert(mode).save(path)


def text(path, content):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', newline='') as file:
        file.write(content)


def md5(path):
    with open(path, 'rb') as file:
        return hashlib.md5(file.read()).hexdigest()


def sha1(data):
    return hashlib.sha1(data).hexdigest()


def content(value):
    """A value as JSON: of pictures and arrays the shape and a hash."""
    if isinstance(value, Image.Image):
        return {'picture': [value.width, value.height], 'sha1': sha1(value.tobytes())}
    if isinstance(value, torch.Tensor):
        value = value.detach().numpy()
    if isinstance(value, np.ndarray):
        return {'shape': list(value.shape), 'dtype': str(value.dtype), 'sha1': sha1(np.ascontiguousarray(value).tobytes())}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, dict):
        return {str(name): content(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [content(item) for item in value]
    return value


def read(dataset, name, keywords, attributes=()):
    items = [content(dataset[i]) for i in range(len(dataset))]
    kept = {each: content(getattr(dataset, each)) for each in attributes}
    return {'name': name, 'keywords': keywords, 'items': items, 'attributes': kept, 'text': str(dataset)}


def start():
    os.chdir(tempfile.mkdtemp())


def finish(name, cases):
    with open(os.path.join(GOLDEN, f'{name}.json'), 'w') as file:
        json.dump(cases, file, separators=(',', ':'))
    with tarfile.open(os.path.join(GOLDEN, f'{name}.tar.gz'), 'w:gz') as archive:
        archive.add('.')
